"""How a page was made: recording, machines, people, what is open, and the chain; in words and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from dragoman.formats.html import Html, element, join
from dragoman.press.plan import Interview
from dragoman.transcript.document import Author, Copy, Engine
from dragoman.transcript.edition import Contributor, Edition, edition_hash
from dragoman.transcript.span import format_duration

__all__ = ["Record", "encode_record", "make_record", "render_record"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``record.json``. ``passages`` counts those that are not withdrawn, ``heard`` how many of them a person heard."""

    interview: str
    edition: int
    date: str | None
    hash: str
    previous: str | None = None
    duration: str | None = None
    copies: tuple[Copy, ...] = ()
    engines: tuple[Engine, ...] = ()
    people: tuple[Contributor, ...] = ()
    passages: int
    heard: int
    reviewed: int
    withdrawn: int = 0
    unsettled: dict[str, int] = {}
    despite: str | None = None
    withheld: int = 0


def make_record(interview: Interview, edition: Edition) -> Record:
    """What an edition says of how it came about."""
    transcript = edition.transcript
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    recording = transcript.recording
    origins = [author for s in live for author in (s.source_origin, s.target_origin)]
    return Record(
        interview=interview.slug,
        edition=edition.number or 0,
        date=edition.date,
        hash=edition_hash(edition),
        previous=edition.previous,
        duration=format_duration(recording.duration) if recording and recording.duration else None,
        copies=recording.copies if recording else (),
        engines=_engines(origins),
        people=edition.people,
        passages=len(live),
        heard=sum(bool(segment.heard_by) for segment in live),
        reviewed=sum(segment.state in ("reviewed", "final") for segment in live),
        withdrawn=len(transcript.segments) - len(live),
        unsettled=edition.unsettled,
        despite=edition.despite,
        withheld=len(edition.withheld),
    )


def encode_record(record: Record) -> bytes:
    """The record as a file."""
    return msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2) + b"\n"


def render_record(record: Record) -> Html:
    """The record in sentences."""
    return join(*(element("p", *sentence) for sentence in _sentences(record)))


def _sentences(record: Record) -> Iterator[list[str]]:
    for copy in record.copies:
        hashed = join(" SHA-256 ", element("code", copy.sha256)) if copy.sha256 else None
        yield ["A copy of the recording: ", element("bdi", copy.address), ".", hashed or ""]
    for engine in record.engines:
        settings = ", ".join(f"{name} {value}" for name, value in sorted(engine.settings.items()))
        name = " ".join(part for part in (engine.name, engine.model) if part)
        yield ["A machine wrote a draft: ", element("bdi", name), f" ({settings})." if settings else "."]
    for role, people in _by_role(record.people):
        names = [join(", " if place else None, element("bdi", name)) for place, name in enumerate(people)]
        yield [f"{role}: ", *names, "."]
    yield [
        f"A person has heard {record.heard} of {_count(record.passages, 'passage')}; {record.reviewed} are reviewed."
    ]
    if record.withdrawn:
        yield [f"{_count(record.withdrawn, 'passage')} withdrawn."]
    if record.unsettled:
        problems = ", ".join(f"{count} {code}" for code, count in record.unsettled.items())
        yield [f"Open when this edition was released: {problems}."]
    if record.despite:
        yield ["Released in spite of that: ", element("bdi", record.despite), "."]
    yield [f"Edition {record.edition}", f" of {record.date}" if record.date else "", ". Hash ", _code(record.hash), "."]
    if record.previous:
        yield ["It follows on the edition with the hash ", _code(record.previous), "."]


def _code(text: str) -> Html:
    return element("code", text)


def _engines(origins: list[Author | None]) -> tuple[Engine, ...]:
    found: list[Engine] = []
    for author in origins:
        if isinstance(author, Engine) and author not in found:
            found.append(author)
    return tuple(found)


def _by_role(people: tuple[Contributor, ...]) -> Iterator[tuple[str, list[str]]]:
    for role in Counter(person.role for person in people):
        yield role[:1].upper() + role[1:], [person.shown for person in people if person.role == role]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
