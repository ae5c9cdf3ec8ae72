"""Pages in the manner of blogs, newsletters and news sites, made up for these tests; beside each, all it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.notation import serialize_text
from dragoman.notation.header import write_facts
from dragoman.transcript.document import Publication
from dragoman.transcript.span import format_clock

MADE = sorted((Path(__file__).parent / "made_pages").glob("*.html"))


def shown(imported: Imported) -> Iterator[str]:
    """Facts, speakers with their aliases, passages in the notation, and what was left out of the page."""
    transcript = imported.transcript
    yield from (line for line in write_facts(transcript) if not line.startswith("speaker "))
    labels: dict[str | None, str] = {speaker.id: speaker.label or "" for speaker in transcript.speakers}
    for speaker in transcript.speakers:
        known = (
            ("name", speaker.name),
            ("native", speaker.name_native),
            ("role", speaker.role),
            ("also", ", ".join(speaker.aliases)),
        )
        yield f"speaker {speaker.label};" + "".join(f" {key}: {value};" for key, value in known if value)
    for segment in transcript.segments:
        time = f" [{format_clock(segment.span.start)}]" if segment.span else ""
        yield f"{labels.get(segment.speaker, '')}{time}: {serialize_text(segment.source or ())}"
        if segment.target:
            yield f"= {serialize_text(segment.target)}"
    for problem in imported.problems:
        if problem.code == "page-text-left-out":
            yield f"left out: {problem.message.partition('” is taken')[0][1:]}"


def page(name: str, options: ReadOptions | None = None) -> Imported:
    path = next(path for path in MADE if path.stem == name)
    return read(path.read_bytes(), "web-page", options or ReadOptions(path=name))


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_a_page_holds_what_is_written_beside_it(path: Path) -> None:
    said = "\n".join(shown(page(path.stem))) + "\n"
    assert said == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_a_repost_keeps_where_it_was_and_its_partial_date() -> None:
    assert page("block-theme").transcript.facts.publications == (
        Publication(address="https://old.example/p/9", publisher="Old Valley", date="[2021-04-12..2021-05-11]"),
        Publication(address="https://kitab.example/2022/river/", publisher="Kitab & Co", date="2022-05-01"),
    )


def test_who_says_which_language_the_original_is_in_outranks_the_page() -> None:
    turned = page("table-translation-first", ReadOptions(language="en", target_language="ar")).transcript
    assert (turned.source_language, turned.target_language) == ("en", "ar")
    assert serialize_text(turned.segments[0].source or ()) == "Where were you?"
    assert serialize_text(turned.segments[0].target or ()) == "أين كنت؟"
