"""Editions: what readers get. A draft is an edition without a number.

An edition contains the hash of the one before it. The hash is computed from *leaves*: one salted hash for every
passage, speaker, fact, term, person, correction and note. If one of them is withdrawn later, its leaf stays and its
salt is deleted, so that the chain can still be verified and nobody can test guesses against the leaf.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec

from dragoman.transcript.document import Engine, Tombstone, Transcript
from dragoman.transcript.revision import to_json

__all__ = [
    "Contributor",
    "Correction",
    "Edition",
    "Figure",
    "edition_hash",
    "find_breaks",
    "find_subjects",
    "seal_edition",
    "withhold",
]


class _Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of the values here: keyword fields, of which defaults are left out of JSON."""


class Contributor(_Value, frozen=True, kw_only=True):
    """Somebody who worked on an edition. ``shown`` is the name, handle or role that they chose to be shown as."""

    shown: str
    role: str


class Correction(_Value, frozen=True, kw_only=True):
    """A difference from the edition before. ``where`` is a subject: ``"segment:ID"``, ``"speaker:ID"``, ``"facts"``.

    ``thanks`` is the name of the reader who reported it, as they wish to be named. ``adds_to`` is the number of an
    earlier edition, if this correction adds a reason or thanks to one of the same subject there.
    """

    what: str
    where: str | None = None
    why: str | None = None
    date: str | None = None
    thanks: str | None = None
    adds_to: int | None = None


class Figure(_Value, frozen=True, kw_only=True):
    """A quantity of a passage, as the original and the translation write it; ``None`` if one of them lacks it.

    ``romanized`` is the original in Latin letters and digits, if it has another script. ``value`` is the quantity in
    one spelling for all languages. ``how`` is its origin: said by the speaker, supplied by the translator in
    brackets, or ours (a gloss, a note, a number that only the translation has). ``checked_by`` are those who listened
    to the passage, or settled a problem with its numbers.
    """

    original: str | None = None
    romanized: str | None = None
    value: str
    translation: str | None = None
    how: Literal["said", "supplied", "ours"] = "said"
    checked_by: tuple[str, ...] = ()


class Edition(_Value, frozen=True, kw_only=True):
    """What readers get; it never changes once published. ``number`` counts from 1; ``None`` is a draft.

    ``previous`` is the hash of the edition before. ``salts`` has a salt for each subject with a leaf, and ``withheld``
    the leaf of each withdrawn subject; ``withdrawn`` is set if the whole edition was withdrawn.

    ``slug`` is the interview's part of a page's address, the same in every edition. ``not_before`` is the time,
    ISO 8601 in UTC, before which nobody may see the edition. ``unsettled`` is the number of open problems of each code,
    and ``despite`` the reason why it was released with them. ``figures`` are the quantities of the passages, by passage
    id. ``sound`` is the SHA-256 of the recording that it was made from, if known. ``drafted_by`` are the engines that
    wrote a draft, even if people have corrected every word since.
    """

    transcript: Transcript
    number: int | None = None
    date: str | None = None
    people: tuple[Contributor, ...] = ()
    changes: tuple[Correction, ...] = ()
    note: str | None = None
    slug: str | None = None
    not_before: str | None = None
    despite: str | None = None
    unsettled: dict[str, int] = {}
    figures: dict[str, tuple[Figure, ...]] = {}
    sound: str | None = None
    drafted_by: tuple[Engine, ...] = ()
    withdrawn: Tombstone | None = None
    previous: str | None = None
    salts: dict[str, str] = {}
    withheld: dict[str, str] = {}


def seal_edition(edition: Edition, before: Edition | None, make_salt: Callable[[], str]) -> Edition:
    """The edition with its number, its salts and the hash of the edition before.

    :param edition: a draft, with its people, changes, note and date
    :param before: the last edition; ``None`` for the first
    :param make_salt: returns a new secret at each call, such as ``secrets.token_hex(16)``
    """
    number = 1 if before is None else (before.number or 0) + 1
    numbered = msgspec.structs.replace(edition, number=number, previous=edition_hash(before) if before else None)
    salts = {subject: make_salt() for subject, _ in find_subjects(to_json(numbered))}
    return msgspec.structs.replace(numbered, salts=salts)


def edition_hash(edition: Edition | Mapping[str, Any]) -> str:
    """The hash that the next edition contains, SHA-256 in hexadecimal.

    It covers the number, the date, the target language, the order of the passages, the leaves and the previous hash.

    :param edition: an edition, or its JSON on disk: an old file is hashed as it was written, never as upgraded
    """
    return _hash(_halfway(edition) if isinstance(edition, Edition) else edition)


def find_breaks(editions: Sequence[Edition], hashes: Sequence[str] = ()) -> tuple[int, ...]:
    """The numbers of the editions whose hash the next edition does not contain; empty if the chain is intact.

    :param editions: in order
    :param hashes: the hashes of the editions, if they are known
    """
    chain = zip(editions, hashes or map(edition_hash, editions[:-1]), editions[1:], strict=False)
    return tuple(before.number or 0 for before, hash_, after in chain if after.previous != hash_)


def withhold(edition: Edition, subjects: Iterable[str], grave: Tombstone) -> Edition:
    """The edition without some subjects. Its hash does not change, and subjects withheld before stay as they are.

    :param subjects: each is ``"segment:ID"``, ``"speaker:ID"``, ``"facts:FIELD"``, ``"recording"``, ``"term:ID"``,
        ``"people:N"``, ``"changes:N"``, ``"figures:ID"``, ``"note"``, ``"slug"``, ``"not_before"``, ``"despite"``,
        ``"unsettled"``, ``"sound"`` or ``"drafted_by"``
    :param grave: the date and the reason, which remain in the place of a passage
    :raises KeyError: if the edition has no such subject
    """
    value = to_json(edition)
    leaves = _leaves(value)
    for subject in subjects:
        if subject not in edition.withheld:
            value.setdefault("withheld", {})[subject] = leaves[subject]
            value.get("salts", {}).pop(subject, None)
            _bury(value, subject, grave)
    return msgspec.convert(value, Edition)


def find_subjects(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Pairs of subject and value for everything in an edition's JSON that has its own leaf."""
    transcript = value["transcript"]
    for kind, things in (("segment", "segments"), ("speaker", "speakers"), ("term", "glossary")):
        for thing in transcript.get(things, []):
            yield f"{kind}:{_id_of(thing)}", thing
    for field, fact in transcript.get("facts", {}).items():
        yield f"facts:{field}", fact
    for field in ("people", "changes"):
        for place, entry in enumerate(value.get(field, [])):
            yield f"{field}:{place}", entry
    for id_, figures in value.get("figures", {}).items():
        yield f"figures:{id_}", figures
    alone = ("note", "slug", "not_before", "despite", "unsettled", "sound", "drafted_by")
    for subject, holder in (("recording", transcript), *((field, value) for field in alone)):
        if subject in holder:
            yield subject, holder[subject]


def _halfway(edition: Edition) -> dict[str, Any]:
    """An edition's JSON whose lists still contain structs: these encode to the same bytes, in less time."""
    transcript = edition.transcript
    empty = msgspec.structs.replace(transcript, segments=(), speakers=(), glossary=())
    value: dict[str, Any] = to_json(
        msgspec.structs.replace(edition, transcript=empty, people=(), changes=(), figures={})
    )
    lists = (("segments", transcript.segments), ("speakers", transcript.speakers), ("glossary", transcript.glossary))
    value["transcript"] |= {name: values for name, values in lists if values}
    more = (("people", edition.people), ("changes", edition.changes), ("figures", edition.figures))
    return value | {name: values for name, values in more if values}


def _id_of(thing: Any) -> str:
    return str(thing["id"] if isinstance(thing, dict) else thing.id)


def _hash(value: Mapping[str, Any]) -> str:
    transcript = value["transcript"]
    return _digest(
        [
            value.get("number"),
            value.get("date"),
            transcript.get("target_language"),
            [_id_of(segment) for segment in transcript.get("segments", [])],
            _leaves(value),
            value.get("previous"),
        ]
    )


def _leaves(value: Mapping[str, Any]) -> dict[str, str]:
    salts: dict[str, str] = value.get("salts", {})
    withheld: dict[str, str] = value.get("withheld", {})
    live = {
        subject: _digest([salts.get(subject, ""), thing])
        for subject, thing in find_subjects(value)
        if subject not in withheld
    }
    return live | withheld


def _bury(value: dict[str, Any], subject: str, grave: Tombstone) -> None:
    kind, _, name = subject.partition(":")
    transcript = value["transcript"]
    if kind == "segment":
        segments = transcript["segments"]
        place = [segment["id"] for segment in segments].index(name)
        span = {"span": segments[place]["span"]} if "span" in segments[place] else {}
        segments[place] = {"id": name, "withdrawn": to_json(grave), **span}
    elif kind == "speaker":
        transcript["speakers"] = [
            {"id": name} if speaker["id"] == name else speaker for speaker in transcript["speakers"]
        ]
    elif kind == "term":
        transcript["glossary"] = [term for term in transcript["glossary"] if term["id"] != name]
    elif kind == "facts":
        transcript["facts"].pop(name)
    elif kind == "figures":
        value["figures"].pop(name)
    elif kind == "people":
        value["people"][int(name)] = {"shown": "withheld", "role": value["people"][int(name)]["role"]}
    elif kind == "changes":
        value["changes"][int(name)] = {"what": "withheld"}
    else:
        (transcript if kind == "recording" else value).pop(kind)


def _digest(content: object) -> str:
    """SHA-256 of JSON with sorted keys and no spaces, which can be computed in any programming language."""
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
