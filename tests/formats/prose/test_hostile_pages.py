"""Whatever the page: a reader ends in a document or in its own error, runs nothing and asks nobody."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.conventions.profiles import PROFILES
from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.web.wordpress import read_posts
from dragoman.formats.reading.decode import MOST_BYTES
from dragoman.notation import parse, serialize
from dragoman.transcript.document import Transcript
from mutations import mutated

NAMES = ("web-page", "markdown", "plain-text")
PAGE = (Path(__file__).parent / "web_pages" / "wordpress-like.html").read_bytes()
TYPED = b"""---
title: The flood
---
# Part (one)

**Ana Ruiz, host:** Where ~~were~~ [are] you (then)?

AR:  [00:12] Here &mdash; \\[sic\\] *wadi* [= bed][^1]

Q    And? (laughs

- Bea: So, to be clear: no]

[^1]: A note.

---

Subscribe now.
"""
TABLE = (Path(__file__).parent / "made_pages" / "table-with-rowspans.html").read_bytes()
LANGUAGES = (Path(__file__).parent / "made_pages" / "two-languages-by-turns.html").read_bytes()
SAMPLES = {"web-page": PAGE, "markdown": TYPED, "plain-text": TYPED}


def check(name: str, content: bytes, options: ReadOptions) -> None:
    """What is read is a document that JSON and a page of the notation can hold."""
    try:
        transcript = read(content, name, options).transcript
    except FormatError:
        return
    assert msgspec.json.decode(msgspec.json.encode(transcript), type=Transcript) == transcript
    parse(serialize(transcript))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_page_that_was_broken_is_read_or_refused(name: str, data: Any) -> None:
    profile = data.draw(st.sampled_from([None, *PROFILES]))
    side = data.draw(st.sampled_from(["source", "target"]))
    check(name, data.draw(mutated(SAMPLES[name])), ReadOptions(profile=profile, side=side))


@pytest.mark.parametrize("page", [TABLE, LANGUAGES], ids=["table", "languages"])
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_page_in_two_languages_that_was_broken_is_read_or_refused(page: bytes, data: Any) -> None:
    check("web-page", data.draw(mutated(page)), ReadOptions())


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_more_paragraphs_than_any_talk_is_refused(name: str) -> None:
    content = b"<body>" + b"<td>x" * 100_001 if name == "web-page" else b"x\n\n" * 100_001
    with pytest.raises(FormatError, match="contains more than 100000 paragraphs; split it into parts"):
        read(content, name, ReadOptions())


@pytest.mark.parametrize("name", ["markdown", "plain-text"])
def test_a_text_of_more_lines_than_any_talk_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match="has more lines than any transcript"):
        read(b"\n" * 1_000_001, name, ReadOptions())


@pytest.mark.parametrize("name", [*NAMES, "wordpress"])
@given(content=st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    check(name, content, ReadOptions())


@given(typed=st.text(st.sampled_from("Ana Q:.-–*_~`[](){}<>&;#!|\\/0123\n\t \u00a0سبی؟，：\u202e\u0301"), max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_typing_is_read(typed: str) -> None:
    for name in NAMES:
        check(name, typed.encode(), ReadOptions())


LONG = 20_000
MONSTERS = {
    "brackets": b"A: " + b"(" * LONG + b")" * LONG,
    "open-brackets": b"[" * LONG,
    "labels": b"A: b\n\n" * LONG,
    "names": b"\n\n".join(b"Name%d: hi" % number for number in range(3000)),
    "stars": b"a *b " * LONG,
    "strikes": b"~~a " * LONG,
    "links": b"[a](b " * LONG,
    "quotes": b"> " * LONG,
    "entities": b"&amp;" * LONG,
    "line": b"x" * 2_000_000,
    "spaces": b" " * 1_000_000,
    "times": b"[00:00:01] " * LONG,
    "comments": b"<!--" * LONG,
    "elements": b"<b>" * LONG,
    "attributes": b"<p " + b"a=b " * LONG + b">A: b",
    "styles": b"<p style='" + b"text-decoration" * LONG + b"'>A: b",
    "nuls": b"\x00" * 1000,
    "bidi": "A: \u202ea\u202c\n\n".encode() * 500,
}


@pytest.mark.parametrize("monster", MONSTERS)
@pytest.mark.parametrize("name", NAMES)
def test_monsters_end(name: str, monster: str) -> None:
    check(name, MONSTERS[monster], ReadOptions())


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_too_large_is_refused_before_it_is_read(name: str) -> None:
    with pytest.raises(FormatError, match=":1:1: is larger than 64 MiB"):
        read(b"x" * (MOST_BYTES + 1), name, ReadOptions())


def test_marks_without_end_on_a_letter_are_refused() -> None:
    with pytest.raises(FormatError, match="more marks than any language"):
        read(b"A: a" + "\u0301".encode() * 5000, "plain-text", ReadOptions())


def test_nothing_is_fetched_and_no_other_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret: words", encoding="utf-8")
    page = (
        f'<!DOCTYPE html SYSTEM "{secret.as_uri()}"><head><base href="https://x.example/">'
        f'<link rel="stylesheet" href="https://x.example/a.css"><script src="https://x.example/a.js"></script></head>'
        f'<body><iframe src="{secret.as_uri()}"></iframe><object data="{secret.as_uri()}"></object>'
        f'<img src="https://x.example/a.png"><p>Ana: a<p>Bea: b<p>Ana: c'
    )
    imported = read(page.encode(), "web-page", ReadOptions())
    assert "Secret" not in repr(imported)


def test_characters_that_steer_direction_are_taken_out_and_told() -> None:
    imported = read("Ana: a\u202eb\n\nBea: c\n\nAna: d".encode(), "plain-text", ReadOptions())
    assert imported.transcript.segments[0].source == ("ab",)
    assert "bidi-control-in-word" in {problem.code for problem in imported.problems}


def test_a_post_that_is_far_too_long_is_refused_with_its_place() -> None:
    content = (
        b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>'
        + b"x" * 11_000_000
    )
    with pytest.raises(FormatError, match=r"site.xml:1:\d+: is not well-formed XML"):
        list(read_posts(io.BytesIO(content), ReadOptions(path="site.xml")))
