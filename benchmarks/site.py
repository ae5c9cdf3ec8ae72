"""What does a site cost? A thousand interviews of 200 passages: pages and downloads apart, then one changed.

Processor time is counted, so that other work on the machine does not count. Everything is written to the disk.
"""

from __future__ import annotations

import itertools
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.frame import Measured, Options, Report, Table
from dragoman.folder.versions import StoredEdition
from dragoman.notation import parse_text
from dragoman.press import site
from dragoman.press.release import Release, prepare_edition
from dragoman.press.site_files import write_site
from dragoman.press.site_model import Publisher
from dragoman.transcript.document import Date, Facts, Person, Recording, Segment, Speaker, Transcript
from dragoman.transcript.edition import Edition, seal_edition
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "A site of many interviews"

_EDITIONS = 1000
_PASSAGES = 200
_DOWNLOADS = 100
_BUDGET_EDITIONS = 10_000
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
        for number in range(count):
            _store(folder / "interviews" / f"i{number:05}", 1, _edition(number))
        figures = [*_publish(folder, count), *_again(folder, count)]
    return Report(
        tables=(_table(figures),),
        figures=tuple(figures),
        notes=(
            f"The budget is {_BUDGET_EDITIONS:,} editions in 120 s on two cores, without downloads, then one changed in"
            " 2 s. Gathering, pages and lists count towards it; pages are made one after another, on one core.",
        ),
    )


def _publish(folder: Path, count: int) -> list[Measured]:
    """A first publishing without downloads; those of the first interviews apart."""
    find_downloads = site.find_downloads
    site.find_downloads = lambda *_: ()
    try:
        gathered, interviews = _spent(lambda: site.find_interviews(folder / "interviews", datetime.now(UTC)))
        written, names = _spent(lambda: write_site(folder / "site", site.bundle_site(interviews, _DESK)))
    finally:
        site.find_downloads = find_downloads
    size = sum(path.stat().st_size for path in (folder / "site").rglob("*.html"))
    some = interviews[:_DOWNLOADS]
    made, _ = _spent(lambda: [find_downloads(one.latest.transcript, one.slug) for one in some])
    return [
        _measured("gather the editions", gathered, count),
        _measured("pages, citations, records, cards, list", written, count),
        _measured("files", len(names), count, unit="files"),
        _measured("pages, all of them", size / 1e6, count, unit="MB"),
        _measured(f"downloads, of {len(some)}", made, len(some)),
    ]


def _again(folder: Path, count: int) -> list[Measured]:
    """Once more with nothing changed, then with one."""
    publish = lambda: write_site(  # noqa: E731
        folder / "site", site.bundle_site(site.find_interviews(folder / "interviews", datetime.now(UTC)), _DESK)
    )
    nothing, none = _spent(publish)
    first = _edition(0)
    _store(folder / "interviews" / "i00000", 2, _edition(0, first))
    one, some = _spent(publish)
    if none or not 0 < len(some) < 60:
        raise AssertionError(f"{none} and {len(some)} files were written again")
    return [_measured("nothing changed", nothing, count), _measured("one changed", one, count)]


def _spent(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def _edition(number: int, before: Edition | None = None) -> Edition:
    salts = itertools.count(number * 10_000 + (before is not None) * 5_000)
    release = Release(date="2026-05-01" if before is None else "2026-05-02", slug=f"i{number:05}")
    draft = prepare_edition(_interview(number, "again" if before else ""), (), before, release)
    return seal_edition(draft, before, lambda: f"{next(salts):032x}")


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
    method = "processor time" if unit == "s" else None
    return Measured(
        system="dragoman", language="es, ar", name=name, value=value, unit=unit, recordings=count, method=method
    )


def _table(figures: list[Measured]) -> Table:
    rows = tuple(
        (one.name, f"{one.value or 0:,.{2 if one.unit == 's' else 0}f} {one.unit}", _each(one)) for one in figures
    )
    count = figures[0].recordings
    return Table(title=f"{count:,} editions of {_PASSAGES} passages", columns=("what", "all", "each"), rows=rows)


def _each(one: Measured) -> str:
    if one.unit != "s" or "changed" in one.name:
        return ""
    return f"{1000 * (one.value or 0) / (one.recordings or 1):.1f} ms"
