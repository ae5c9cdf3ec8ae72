"""What does a site cost? Ten thousand interviews of 200 passages, then one changed, beside Pelican on pages as large.

Everything is written to the disk. Downloads and pictures, which are made once for an edition, are measured apart.
"""

from __future__ import annotations

import itertools
import os
import random
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from benchmarks.frame import Measured, Options, Report, Table
from dragoman.fleet import open_map
from dragoman.folder.versions import StoredEdition
from dragoman.notation import parse_text
from dragoman.press import interview_files
from dragoman.press.build import BuildOptions, Built, build_site
from dragoman.press.card import draw_card
from dragoman.press.downloads import find_downloads
from dragoman.press.gather import Reading
from dragoman.press.release import Release, prepare_edition
from dragoman.press.site_model import Interview, Publisher
from dragoman.transcript.document import Date, Facts, Person, Recording, Segment, Speaker, Transcript
from dragoman.transcript.edition import Edition, seal_edition
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "A site of many interviews"

T = TypeVar("T")
R = TypeVar("R")

_EDITIONS = 10_000
_PASSAGES = 200
# Interviews whose texts differ; the others have their texts under other titles, names and ids of passages.
_DIFFERENT = 40
_APART = 20
_PAGES_OF_PELICAN = 200
_AT_ONCE = 8
_WORKERS = 2
_WORDS = {
    "es": "la casa de los años que vino con agua y el pueblo no pudo salir hasta la noche cuando llegaron los camiones",
    "ar": "قال لنا إن الماء لم يصل إلى البيت في تلك السنة وكان الناس ينتظرون عند الباب حتى جاء الليل ثم ذهبوا",
    "en": "he told us that the water did not reach the house in that year and people waited at the door until dark",
}
_DESK = Publisher(name="The Example Publisher", address="https://example.org", contact="errors@example.org")


def run(options: Options) -> Report:
    count = options.most or _EDITIONS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drafts = [_draft(number) for number in range(min(count, _DIFFERENT))]
        for number in range(count):
            _store(folder / "interviews" / f"i{number:05}", 1, _edition(drafts[number % len(drafts)], number))
        figures = [*_publish(folder, count), *_again(folder, count, drafts[0]), *_apart(drafts)]
        page = (folder / "site" / "i00000" / "index.html").read_bytes()
        figures += _pelican(folder / "pelican", page)
    return Report(
        tables=(_table(figures),),
        figures=tuple(figures),
        notes=(
            f"The budget is {_EDITIONS:,} editions in 120 s on two cores, then one changed in 2 s: pages, lists, feeds"
            " and what searches, without downloads and pictures, which are made once for an edition.",
        ),
    )


def _publish(folder: Path, count: int) -> list[Measured]:
    """A first publishing, of pages, lists and feeds."""
    wall, processor, built = _timed(lambda: _build(folder))
    size = sum(path.stat().st_size for path in (folder / "site").glob("i*/index.html"))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return [
        _measured("all pages, lists and feeds: by the clock", wall, count),
        _measured("the same: processor, of all processes", processor, count),
        _measured("files", len(built.changed), count, unit="files"),
        _measured("pages, one of each interview", size / 1e6, count, unit="MB"),
        _measured("memory, the process that counts", memory[0] / 1024, count, unit="MB"),
        _measured("memory, the largest of those that write pages", memory[1] / 1024, count, unit="MB"),
    ]


def _again(folder: Path, count: int, draft: Edition) -> list[Measured]:
    """Once more with nothing changed, then with one."""
    _timed(lambda: _build(folder))
    nothing, _, none = _timed(lambda: _build(folder))
    first = _edition(draft, 0)
    _store(folder / "interviews" / "i00000", 2, _edition(_draft(0, first), 0, first))
    one, _, some = _timed(lambda: _build(folder))
    if none.changed or not 0 < len(some.changed) < 200:
        raise AssertionError(f"{list(none.changed)[:5]} and {len(some.changed)} files were written again")
    return [
        _measured("nothing changed: by the clock", nothing, count),
        _measured("one changed: by the clock", one, count),
        _measured("one changed: files", len(some.changed), count, unit="files"),
    ]


def _apart(drafts: Sequence[Edition]) -> list[Measured]:
    """What is made once for an edition, processor time."""
    some = [Interview(slug=f"i{number:05}", editions=(draft,)) for number, draft in enumerate(drafts[:_APART])]
    cards, _ = _spent(lambda: [draw_card(one.cite(one.latest, _DESK), "es", _DESK) for one in some])
    files, _ = _spent(lambda: [find_downloads(one.latest.transcript, one.slug) for one in some])
    return [
        _measured(f"pictures of {len(some)}: processor", cards, len(some)),
        _measured(f"downloads of {len(some)}: processor", files, len(some)),
    ]


def _pelican(folder: Path, page: bytes) -> list[Measured]:
    """Pelican on articles whose body is that of one of our pages; nothing where its program is not named."""
    program = os.environ.get("PELICAN")
    if not program:
        return []
    body = page.partition(b"<body>")[2].partition(b"</body>")[0].decode()
    (folder / "content").mkdir(parents=True)
    for number in range(_PAGES_OF_PELICAN):
        head = f'<html><head><title>Interview {number}</title><meta name="date" content="2026-05-01 10:00"></head>'
        text = f"{head}<body>{body}</body></html>"
        (folder / "content" / f"i{number:05}.html").write_text(text, encoding="utf-8")
    settings = 'SITENAME = "Example"\nTIMEZONE = "UTC"\nFEED_ALL_ATOM = "feeds/all.atom.xml"\nSITEURL = "https://example.org"\n'
    (folder / "pelicanconf.py").write_text(settings, encoding="utf-8")
    command = [program, "content", "-o", "output", "-s", "pelicanconf.py"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    each = [_measured(f"Pelican, {_PAGES_OF_PELICAN} pages as large: processor", spent, _PAGES_OF_PELICAN)]
    return [*each, _measured(f"Pelican, {_PAGES_OF_PELICAN} pages as large: by the clock", wall, _PAGES_OF_PELICAN)]


def _build(folder: Path) -> Built:
    """Publish, with two processes, all but downloads and pictures."""
    options = BuildOptions(interviews=folder / "interviews", site=folder / "site")
    from dragoman.workflows.publish_spread import few_collections

    with few_collections(), open_map(_WORKERS) as spread:

        def each(function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
            parts = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
            if len(parts) < _WORKERS:
                yield from _pages_alone(function, items)
                return
            for outcome in spread(partial(_pages_alone, function), parts):
                if outcome.error is not None:
                    raise outcome.error
                yield from outcome.value or ()

        return build_site(options, _DESK, Reading(datetime.now(UTC)), each, lambda *_: None)


def _pages_alone(function: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What the program's own processes do, without downloads and pictures."""
    from dragoman.workflows.publish_spread import call_each

    vars(interview_files).update(find_downloads=lambda *_: (), draw_card=lambda *_: None)
    return call_each(function, items)


def _timed(call: Callable[[], Built]) -> tuple[float, float, Built]:
    """Seconds by the clock, of processor in all processes that have ended by then, and what came of it."""
    before, start = _processor(), time.monotonic()
    built = call()
    return time.monotonic() - start, _processor() - before, built


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _spent(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def _draft(number: int, before: Edition | None = None) -> Edition:
    release = Release(date="2026-05-01" if before is None else "2026-05-02", slug=f"i{number:05}")
    return prepare_edition(_interview(number, "again" if before else ""), (), before, release)


def _edition(draft: Edition, number: int, before: Edition | None = None) -> Edition:
    """An edition of the same texts under another title, of another guest."""
    salts = itertools.count(number * 10_000 + (before is not None) * 5_000)
    whole = draft.transcript
    facts = msgspec.structs.replace(whole.facts, title_target=f"Interview {number}")
    guests = (whole.speakers[0], msgspec.structs.replace(whole.speakers[1], name=f"Guest {number}"))
    own = msgspec.structs.replace(
        draft, slug=f"i{number:05}", transcript=msgspec.structs.replace(whole, facts=facts, speakers=guests)
    )
    return seal_edition(own, before, lambda: f"{next(salts):032x}")


def _store(folder: Path, number: int, edition: Edition) -> None:
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    (folder / "editions" / f"{number}.json").write_bytes(msgspec.json.encode(StoredEdition(edition=edition)))


def _interview(number: int, added: str) -> Transcript:
    chance = random.Random(number)
    language = ("es", "ar")[number % 2]
    segments = tuple(
        Segment(
            id=mint_id(number, place),
            speaker=f"S{1 + place // 3 % 2}",
            span=Span(place * 9000, place * 9000 + 8500),
            source=_said(chance, language),
            target=_said(chance, "en", added if place == 7 else ""),
            state="reviewed",
            heard_by=("Mar",) if place % 3 == 0 else (),
            target_origin=Person(handle="Mar"),
        )
        for place in range(_PASSAGES)
    )
    return Transcript(
        recording=Recording(media_type="audio/mpeg", duration=_PASSAGES * 9000, languages=(language,)),
        facts=Facts(
            title=" ".join(_WORDS[language].split()[:6]),
            title_target=f"Interview {number}",
            programme="Radio Example",
            licence="https://creativecommons.org/licenses/by/4.0/",
            dates=(Date(kind="aired", edtf="2026-01-02"),),
        ),
        speakers=(Speaker(id="S1", label="The host"), Speaker(id="S2", label="The guest", name=f"Guest {number}")),
        segments=segments,
        target_language="en",
    )


def _said(chance: random.Random, language: str, added: str = "") -> Any:
    words = chance.choices(_WORDS[language].split(), k=chance.randint(15, 40))
    if chance.random() < 0.3:
        words[3] = str(chance.randint(2, 90_000))
    if language == "en" and chance.random() < 0.2:
        words[5] = f"({words[5]})"
    return parse_text(" ".join([*words, added]).strip())[0]


def _measured(name: str, value: float, count: int, unit: str = "s") -> Measured:
    system = "Pelican" if name.startswith("Pelican") else "dragoman"
    return Measured(system=system, language="es, ar", name=name, value=value, unit=unit, recordings=count)


def _table(figures: list[Measured]) -> Table:
    rows = tuple(
        (one.name, f"{one.value or 0:,.{2 if one.unit == 's' else 0}f} {one.unit}", _each(one)) for one in figures
    )
    count = figures[0].recordings
    return Table(title=f"{count:,} editions of {_PASSAGES} passages", columns=("what", "all", "each"), rows=rows)


def _each(one: Measured) -> str:
    """What one interview, or one page, costs of it."""
    if one.unit != "s" or "changed" in one.name:
        return ""
    return f"{1000 * (one.value or 0) / (one.recordings or 1):.1f} ms"
