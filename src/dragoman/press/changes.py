"""What differs between two editions, in words that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.transcript.document import Facts, Segment, Speaker, Transcript, display_name
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.span import Span, format_clock
from dragoman.transcript.text import Text, plain

__all__ = ["find_changes"]

_CONTEXT = 3
_FACTS = {
    "title": "the original title",
    "title_target": "the title",
    "rights_holder": "the rights holder",
    "ground_for_use": "the ground for use",
    "covers": "the range of the recording",
}


def find_changes(before: Edition, after: Transcript, reasons: Mapping[str, str], date: str) -> tuple[Correction, ...]:
    """What a reader of the edition before should know of.

    :param after: the document as readers are to see it
    :param reasons: why, by the id of a passage or a speaker, or ``"facts"``
    """
    changes = (
        *_passages(before.transcript, after),
        *_speakers(before.transcript, after),
        *_facts(before.transcript.facts, after.facts),
    )
    return tuple(
        Correction(what=what, where=where, why=reasons.get(where.partition(":")[2] or where), date=date)
        for where, what in changes
        if where not in before.withheld
    )


def _passages(before: Transcript, after: Transcript) -> Iterator[tuple[str, str]]:
    old = {segment.id: segment for segment in before.segments}
    names = {speaker.id: display_name(speaker) for speaker in after.speakers}
    for segment in after.segments:
        where = f"segment:{segment.id}"
        if segment.id not in old:
            yield where, "A passage was added."
        else:
            for what in _passage(old[segment.id], segment, names):
                yield where, what
    present = {segment.id for segment in after.segments}
    yield from ((f"segment:{id_}", "A passage was taken out.") for id_ in old if id_ not in present)


def _passage(old: Segment, new: Segment, names: Mapping[str, str]) -> Iterator[str]:
    if new.withdrawn is not None:
        if old.withdrawn is None:
            yield "The passage was withdrawn."
        return
    for side, name in (("source", "original"), ("target", "translation")):
        before, after = getattr(old, side), getattr(new, side)
        if before != after:
            yield _text(name, before, after)
    if old.span != new.span:
        yield f"Time: {_clock(old.span)}, now {_clock(new.span)}."
    if old.speaker != new.speaker:
        yield f"Speaker: now {names.get(new.speaker or '', 'not known')}."


def _text(name: str, before: Text | None, after: Text | None) -> str:
    if before is None:
        return f"The {name} was added."
    if after is None:
        return f"The {name} was taken out."
    old, new = _difference(plain(before), plain(after))
    return f"The marks in the {name} changed." if old == new else f"In the {name}: “{old}” is now “{new}”."


def _difference(old: str, new: str) -> tuple[str, str]:
    """The words that differ, with a few round them."""
    before, after = old.split(), new.split()
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    return tuple(_part(words, start, end) for words in (before, after))  # type: ignore[return-value]


def _part(words: list[str], start: int, end: int) -> str:
    kept = " ".join(words[start : len(words) - end])
    return f"{'… ' if start else ''}{kept}{' …' if end else ''}"


def _clock(span: Span | None) -> str:
    return "not known" if span is None else format_clock(span.start)


def _speakers(before: Transcript, after: Transcript) -> Iterator[tuple[str, str]]:
    old = {speaker.id: speaker for speaker in before.speakers}
    for speaker in after.speakers:
        where = f"speaker:{speaker.id}"
        if speaker.id not in old:
            yield where, f"A speaker was added: {display_name(speaker)}."
        elif speaker != old[speaker.id]:
            yield where, _speaker(old[speaker.id], speaker)


def _speaker(old: Speaker, new: Speaker) -> str:
    if display_name(old) != display_name(new):
        return f"The speaker “{display_name(old)}” is now “{display_name(new)}”."
    return f"What is said about the speaker “{display_name(new)}” changed."


def _facts(before: Facts, after: Facts) -> Iterator[tuple[str, str]]:
    for field in Facts.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if old == new:
            continue
        name = _FACTS.get(field, f"the {field}")
        if isinstance(old, str) and isinstance(new, str):
            yield "facts", f"{name[0].upper()}{name[1:]}: “{old}” is now “{new}”."
        else:
            verb = "changed" if old and new else "was added" if new else "was taken out"
            plural = verb.replace("was", "were") if name.endswith("s") else verb
            yield "facts", f"{name[0].upper()}{name[1:]} {plural}."
