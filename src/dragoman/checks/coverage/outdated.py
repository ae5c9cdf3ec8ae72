"""Finds translations whose original was changed after somebody translated or confirmed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from dragoman.checks.bitext import hash_texts
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Person, Transcript
from dragoman.transcript.revision import Revision
from dragoman.transcript.text import Text, is_untranslated, plain

__all__ = ["find_outdated"]

_JUDGED = ("reviewed", "final")


def find_outdated(transcript: Transcript, history: Iterable[Revision]) -> Iterator[Problem]:
    """A problem for each passage whose original has other words than when its translation was written or confirmed.

    A translation is written by any change of its text, and by an import. A draft's own translation does not count,
    because it was made from the audio. A translation is confirmed if a person sets its state later.

    :param history: every revision of the document, in order
    """
    translated = _find_translated(history)
    for segment in transcript.segments:
        before = translated.get(segment.id)
        if before is None or segment.withdrawn is not None or is_untranslated(segment.target):
            continue
        if before != _words(plain(segment.source or ())):
            problem = Problem.of(
                "original-changed",
                "warning",
                "the original was changed after it was translated; it was: “{before}”",
                Place(segment=segment.id),
                before=before,
            )
            yield msgspec.structs.replace(problem, texts=hash_texts(segment))


def _find_translated(history: Iterable[Revision]) -> dict[str, str]:
    """Passage id -> the words of the original when the passage was last translated or confirmed."""
    originals: dict[str, str] = {}
    translated: dict[str, str] = {}
    for _, action in groupby(history, key=lambda revision: revision.group):
        changes = tuple(action)
        for revision in changes:
            kind, _, id_ = revision.subject.partition(":")
            if kind == "transcript" and not revision.field and revision.after is not None:
                originals, translated = _begin(revision)
            elif kind == "segment" and not revision.field:
                _take_existence(revision, id_, originals, translated)
            elif kind == "segment" and revision.field == "source":
                originals[id_] = _said(revision.after)
        translated |= {id_: originals.get(id_, "") for id_ in _find_written(changes)}
    return translated


def _find_written(action: Sequence[Revision]) -> set[str]:
    """The ids of the passages whose translation an action writes or confirms.

    A state that is lowered because the same action changes the original does not confirm anything.
    """
    changed = {revision.subject for revision in action if revision.field == "source"}
    return {
        revision.subject.partition(":")[2]
        for revision in action
        if revision.field == "target" or (revision.field == "state" and _is_confirmed(revision, changed))
    }


def _is_confirmed(revision: Revision, changed: set[str]) -> bool:
    if not isinstance(revision.author, Person):
        return False
    return revision.after in _JUDGED or (revision.after == "translated" and revision.subject not in changed)


def _begin(revision: Revision) -> tuple[dict[str, str], dict[str, str]]:
    segments = revision.after.get("segments", ())
    originals = {segment["id"]: _said(segment.get("source")) for segment in segments}
    by_person = isinstance(revision.author, Person)
    return originals, {s["id"]: originals[s["id"]] for s in segments if by_person and s.get("target")}


def _take_existence(revision: Revision, id_: str, originals: dict[str, str], translated: dict[str, str]) -> None:
    if revision.after is None:
        originals.pop(id_, None)
        translated.pop(id_, None)
        return
    segment = revision.after["value"]
    originals[id_] = _said(segment.get("source"))
    if segment.get("target"):
        translated[id_] = originals[id_]


def _said(value: Any) -> str:
    return _words(plain(msgspec.convert(value, Text))) if value else ""


def _words(text: str) -> str:
    return " ".join(text.split())
