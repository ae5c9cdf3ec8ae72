"""Why an answer is rejected: feedback for the engine, and the problem that remains if nothing helps."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.problems import Place, Problem

__all__ = ["Fault", "FaultKind", "gap_problem", "marks_problem", "passed_on_problem", "shorten_reply"]

FaultKind = Literal["missing", "empty", "garbled", "refused", "busy", "failed"]
"""``garbled`` means that there is an answer which is not a translation of the passage."""
_MOST = 160


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with an engine's answer for a passage.

    ``reason`` is a sentence for the engine, ``reply`` its shortened answer. A ``hard`` fault is never accepted; any
    other is accepted if asking again does not help, and the checks then report it.
    """

    kind: FaultKind
    reason: str
    reply: str = ""
    hard: bool = True


def gap_problem(segment: str, start: int | None, engine: str, fault: Fault) -> Problem:
    """The problem of a passage that no engine translated, with the last engine and its reply."""
    where = Place(segment=segment, start=start)
    details = {"engine": engine, "reason": fault.reason, "reply": fault.reply or "nothing"}
    match fault.kind:
        case "refused":
            message = "{engine} refused to translate this; it is a marked gap; it answered: {reply}"
            return Problem.of("translation-refused", "warning", message, where, **details)
        case "empty":
            message = "{engine} answered with no words; the translation is a marked gap"
            return Problem.of("translation-empty", "warning", message, where, engine=engine)
        case "missing":
            message = "{engine} left this out of its answer; the translation is a marked gap"
            return Problem.of("translation-missing", "warning", message, where, engine=engine)
        case "garbled":
            message = "the answer of {engine} is not a translation; it is a marked gap; {reason}; it answered: {reply}"
            return Problem.of("translation-garbled", "warning", message, where, **details)
        case "busy" | "failed":
            message = "{engine} gave no answer; the translation is a marked gap; {reason}"
            return Problem.of("translation-failed", "warning", message, where, engine=engine, reason=fault.reason)


def passed_on_problem(segment: str, start: int | None, engines: tuple[str, str], fault: Fault) -> Problem:
    """The problem of a passage that one engine refused and the next one translated: refusals are recorded."""
    return Problem.of(
        "translation-passed-on",
        "note",
        "{engine} refused to translate this, and {other} translated it; {engine} answered: {reply}",
        Place(segment=segment, start=start),
        engine=engines[0],
        other=engines[1],
        reply=fault.reply or "nothing",
    )


def marks_problem(segment: str, start: int | None, *, moved: bool) -> Problem:
    """The problem of a translation in which marks of the original are missing, or are in an uncertain place."""
    where = Place(segment=segment, start=start)
    if moved:
        message = (
            "the original's marks were put into the translation in an uncertain place; move them where they belong"
        )
    else:
        message = (
            "the original marks some of its words; the engine only handles plain words, so mark them in the translation"
        )
    return Problem("translation-marks", "note", message, where)


def shorten_reply(text: str) -> str:
    """An answer shortened for a problem's text."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else line[: _MOST - 1].rstrip() + "…"
