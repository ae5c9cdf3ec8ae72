"""The provenance of a page: recording, engines, people, open problems and the chain; in sentences and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from dragoman.locale import gettext as _
from dragoman.locale import later, ngettext
from dragoman.press.open_problems import render_problems
from dragoman.press.site_model import Interview
from dragoman.render.html import Html, element, iso_date, join, phrase
from dragoman.transcript.document import Copy, Engine
from dragoman.transcript.drafting import list_engines
from dragoman.transcript.edition import Contributor, Edition
from dragoman.transcript.hearing import can_be_heard, is_unconfirmed
from dragoman.transcript.span import format_duration

__all__ = ["Record", "encode_record", "make_record", "render_record"]


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of ``record.json``. ``passages`` counts those that are not withdrawn, ``heard`` those that a person
    heard, ``unconfirmed`` those in which a machine's text was confirmed by nobody.

    Without a recording, ``heard`` is left out. ``recording`` is the hash of the file that the interview was made from.
    """

    interview: str
    edition: int
    date: str | None
    hash: str
    previous: str | None = None
    duration: str | None = None
    recording: str | None = None
    copies: tuple[Copy, ...] = ()
    engines: tuple[Engine, ...] = ()
    people: tuple[Contributor, ...] = ()
    passages: int
    heard: int | None = None
    reviewed: int
    unconfirmed: int = 0
    withdrawn: int = 0
    unsettled: dict[str, int] = {}
    despite: str | None = None
    withheld: int = 0


def make_record(interview: Interview, edition: Edition) -> Record:
    """The provenance record of an edition."""
    transcript = edition.transcript
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    recording = transcript.recording
    return Record(
        interview=interview.slug,
        edition=edition.number or 0,
        date=edition.date,
        hash=interview.find_hash(edition),
        previous=edition.previous,
        duration=format_duration(recording.duration) if recording and recording.duration else None,
        recording=edition.sound,
        copies=recording.copies if recording else (),
        engines=list_engines(edition),
        people=edition.people,
        passages=len(live),
        heard=sum(bool(segment.heard_by) for segment in live) if can_be_heard(transcript) else None,
        reviewed=sum(segment.state in ("reviewed", "final") for segment in live),
        unconfirmed=sum(map(is_unconfirmed, live)),
        withdrawn=len(transcript.segments) - len(live),
        unsettled=edition.unsettled,
        despite=edition.despite,
        withheld=len(edition.withheld),
    )


def encode_record(record: Record) -> bytes:
    """The record as a JSON file."""
    return msgspec.json.format(msgspec.json.encode(record, order="deterministic"), indent=2) + b"\n"


def render_record(record: Record) -> Html:
    """The record in sentences."""
    return join(*(element("p", sentence) for sentence in _sentences(record)))


def _sentences(record: Record) -> Iterator[Html]:
    if record.recording and record.recording not in [copy.sha256 for copy in record.copies]:
        yield phrase(_("Made from a recording with the SHA-256 {hash}."), hash=element("code", record.recording))
    yield from map(_copy, record.copies)
    yield from map(_engine, record.engines)
    for role, people in _by_role(record.people):
        names = (join(_(", ") if place else None, element("bdi", name)) for place, name in enumerate(people))
        yield phrase(_("{role}: {names}."), role=_(_ROLES.get(role, role)), names=join(*names))
    yield Html(_heard(record))
    if record.withdrawn:
        pattern = ngettext("{count} passage was withdrawn.", "{count} passages were withdrawn.", record.withdrawn)
        yield Html(pattern.format(count=record.withdrawn))
    if record.unsettled:
        problems = render_problems(record.unsettled)
        yield phrase(_("Open when this edition was released: {problems}."), problems=problems)
    if record.despite:
        yield phrase(_("Released in spite of that: {reason}."), reason=element("bdi", record.despite))
    yield _edition(record)
    if record.previous:
        yield phrase(_("It follows on the edition with the hash {hash}."), hash=element("code", record.previous))


def _copy(copy: Copy) -> Html:
    address = element("bdi", copy.address)
    if not copy.sha256:
        return phrase(_("A copy of the recording: {address}."), address=address)
    sentence = _("A copy of the recording: {address}. SHA-256 {hash}")
    return phrase(sentence, address=address, hash=element("code", copy.sha256))


def _engine(engine: Engine) -> Html:
    settings = ", ".join(f"{name} {value}" for name, value in sorted(engine.settings.items()))
    name = " ".join(part for part in (engine.name, engine.model) if part)
    whole = f"{name} ({settings})" if settings else name
    return phrase(_("A machine wrote a draft: {name}."), name=element("bdi", whole))


def _heard(record: Record) -> str:
    if record.heard is None:
        pattern = ngettext(
            "Listening was not possible: there is no recording. {count} passage, reviewed: {reviewed}.",
            "Listening was not possible: there is no recording. {count} passages, reviewed: {reviewed}.",
            record.passages,
        )
        return pattern.format(count=record.passages, reviewed=record.reviewed)
    pattern = ngettext(
        "A person has heard {heard} of {count} passage; reviewed: {reviewed}.",
        "A person has heard {heard} of {count} passages; reviewed: {reviewed}.",
        record.passages,
    )
    return pattern.format(heard=record.heard, count=record.passages, reviewed=record.reviewed)


def _edition(record: Record) -> Html:
    hash_ = element("code", record.hash)
    if not record.date:
        return phrase(_("Edition {number}. Hash {hash}."), number=str(record.edition), hash=hash_)
    sentence = _("Edition {number} of {date}. Hash {hash}.")
    return phrase(sentence, number=str(record.edition), date=iso_date(record.date), hash=hash_)


_ROLES = {
    "translator": later("Translator"),
    "transcriber": later("Transcriber"),
    "corrector": later("Corrector of the original"),
    "reviewer": later("Reviewer"),
    "listener": later("Listener"),
}


def _by_role(people: tuple[Contributor, ...]) -> Iterator[tuple[str, list[str]]]:
    for role in Counter(person.role for person in people):
        yield role, [person.shown for person in people if person.role == role]
