"""The differences between two editions, in words for readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dragoman.conventions.profiles import NOTATION
from dragoman.formats.plain_lines import typed
from dragoman.language.direction import direction
from dragoman.locale import find_interface, in_language, interface, later
from dragoman.locale import gettext as _
from dragoman.transcript.document import Facts, Segment, Speaker, Transcript, display_name
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.span import Span, format_clock
from dragoman.transcript.text import Inline, Text

__all__ = ["correction_id", "find_additions", "find_changes", "find_corrected", "list_corrections"]

_CONTEXT = 3
# Stands for a space within a mark: a character of the private use area.
_JOINT = "\uf8f3"
_FACTS = {
    "title": later("The original title"),
    "title_target": later("The title"),
    "description": later("The description"),
    "programme": later("The programme"),
    "publisher": later("The publisher"),
    "rights_holder": later("The rights holder"),
    "ground_for_use": later("The ground for use"),
    "licence": later("The licence"),
    "covers": later("The range of the recording"),
    "dates": later("The dates"),
    "publications": later("The publications"),
    "translators": later("The translators"),
    "chapters": later("The chapters"),
    "categories": later("The categories"),
    "tags": later("The tags"),
}
# No page for readers shows these facts.
_FOR_THE_DESK = frozenset({"confidential", "support"})


def find_changes(before: Edition, after: Transcript, reasons: Mapping[str, str], date: str) -> tuple[Correction, ...]:
    """The changes since the edition before, for its readers, in the language of the translation if Dragoman has that.

    :param after: the document as readers will see it
    :param reasons: why a change was made, by the id of a passage or a speaker, or ``"facts"``
    """
    with in_language(find_interface(after.target_language)):
        changes = (
            *_passages(before.transcript, after),
            *_speakers(before.transcript, after),
            *_facts(before.transcript.facts, after.facts),
        )
    return tuple(
        msgspec.structs.replace(change, why=reasons.get(correction_id(change)))
        for where, what in changes
        for change in (Correction(what=what, where=where, date=date),)
        if where not in before.withheld
    )


def find_additions(
    editions: Sequence[Edition], reasons: Mapping[str, str], thanks: Mapping[str, str], date: str
) -> tuple[Correction, ...]:
    """The reasons and thanks to add to corrections of earlier editions.

    :param editions: all editions, in order
    :param reasons: reasons by the id of a passage or a speaker, or ``"facts"``; ``thanks`` likewise
    :raises LookupError: with an id that names no correction, or one whose correction has a reason or thanks already
    """
    listed = list_corrections(editions)
    language = editions[-1].transcript.target_language if editions else None
    with in_language(find_interface(language)):
        return tuple(
            _addition(listed, id_, reasons.get(id_), thanks.get(id_), date)
            for id_ in dict.fromkeys((*reasons, *thanks))
        )


def _addition(
    listed: Sequence[tuple[Edition, tuple[Correction, ...]]], id_: str, why: str | None, thanks: str | None, date: str
) -> Correction:
    for edition, changes in reversed(listed):
        for change in changes:
            is_open = not (why and change.why) and not (thanks and change.thanks)
            if correction_id(change) == id_ and change.adds_to is None and is_open:
                reason = _("A reason was added to a correction of edition {number}.")
                thanked = _("A reader was thanked for a correction of edition {number}.")
                what = (reason if why else thanked).format(number=edition.number)
                add = Correction(what=what, where=change.where, why=why, thanks=thanks, date=date)
                return msgspec.structs.replace(add, adds_to=edition.number)
    raise LookupError(id_)


def list_corrections(editions: Sequence[Edition]) -> tuple[tuple[Edition, tuple[Correction, ...]], ...]:
    """Every edition with its corrections, each with the reason and thanks that a later edition added."""
    added: dict[tuple[int | None, str | None], Correction] = {
        (change.adds_to, change.where): change for edition in editions for change in edition.changes if change.adds_to
    }
    return tuple(
        (edition, tuple(_completed(change, added.get((edition.number, change.where))) for change in edition.changes))
        for edition in editions
    )


def find_corrected(editions: Sequence[Edition], page: Edition) -> dict[str, Edition]:
    """Maps what a page's readers see corrected, each subject, to the last edition that did so, up to the page's own.

    Corrections of passages have the subject ``"segment:ID"``. What was withdrawn is left out.
    """
    return {
        change.where: edition
        for edition in editions
        if (edition.number or 0) <= (page.number or 0) and edition.withdrawn is None
        for change in edition.changes
        if change.where is not None and change.adds_to is None
    }


def _completed(change: Correction, addition: Correction | None) -> Correction:
    if change.adds_to is not None:
        return msgspec.structs.replace(change, why=None, thanks=None)
    if addition is None:
        return change
    why, thanks = change.why or addition.why, change.thanks or addition.thanks
    return msgspec.structs.replace(change, why=why, thanks=thanks)


def correction_id(change: Correction) -> str:
    """The id of a correction on the command line: that of a passage or a speaker, or ``"facts"``."""
    where = change.where or ""
    return where.partition(":")[2] or where


def _passages(before: Transcript, after: Transcript) -> Iterator[tuple[str, str]]:
    old = {segment.id: segment for segment in before.segments}
    names = {speaker.id: display_name(speaker) for speaker in after.speakers}
    for segment in after.segments:
        where = f"segment:{segment.id}"
        if segment.id not in old:
            yield where, _("A passage was added.")
        else:
            for what in _passage(old[segment.id], segment, names):
                yield where, what
    present = {segment.id for segment in after.segments}
    yield from ((f"segment:{id_}", _("A passage was taken out.")) for id_ in old if id_ not in present)


def _passage(old: Segment, new: Segment, names: Mapping[str, str]) -> Iterator[str]:
    if new.withdrawn is not None:
        if old.withdrawn is None:
            yield _("The passage was withdrawn.")
        return
    if old.source != new.source:
        yield _("Original: {change}").format(change=_text(old.source, new.source))
    if old.target != new.target:
        yield _("Translation: {change}").format(change=_text(old.target, new.target))
    if old.span != new.span:
        yield _("Time: {before}, now {after}.").format(before=_clock(old.span), after=_clock(new.span))
    if old.speaker != new.speaker:
        yield _("Speaker: now {name}.").format(name=names.get(new.speaker or "", _("not known")))


def _text(before: Text | None, after: Text | None) -> str:
    if before is None:
        return _("added.")
    if after is None:
        return _("taken out.")
    old, new = _difference(_words(before), _words(after))
    return _("the marks changed.") if old == new else _now(old, new)


def _words(text: Text) -> list[str]:
    """The words as readers see them. A mark with all its words is one word, so that its brackets stay together."""
    marked = (inline if isinstance(inline, str) else _joined(inline) for inline in text)
    return [word.replace(_JOINT, " ") for word in "".join(marked).split()]


def _joined(mark: Inline) -> str:
    return re.sub(r"\s", _JOINT, typed((mark,), NOTATION))


def _now(old: str, new: str) -> str:
    return _("“{before}” is now “{after}”.").format(before=_isolated(old), after=_isolated(new))


def _isolated(words: str) -> str:
    """Words kept together in their own direction, if most of their letters run against the text around them."""
    kinds = [unicodedata.bidirectional(character) for character in words]
    left, right = kinds.count("L"), kinds.count("R") + kinds.count("AL")
    if direction(interface()) == "rtl":
        return f"\u2066{words}\u2069" if left > right else words
    return f"\u2067{words}\u2069" if right > left else words


def _difference(before: list[str], after: list[str]) -> tuple[str, str]:
    """The words that differ, with up to three words of context on each side."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    return _part(before, start, end), _part(after, start, end)


def _part(words: list[str], start: int, end: int) -> str:
    kept = " ".join(words[start : len(words) - end])
    return f"{'… ' if start else ''}{kept}{' …' if end else ''}"


def _clock(span: Span | None) -> str:
    return _("not known") if span is None else format_clock(span.start)


def _speakers(before: Transcript, after: Transcript) -> Iterator[tuple[str, str]]:
    old = {speaker.id: speaker for speaker in before.speakers}
    for speaker in after.speakers:
        where = f"speaker:{speaker.id}"
        if speaker.id not in old:
            yield where, _("A speaker was added: {name}.").format(name=display_name(speaker))
        elif speaker != old[speaker.id]:
            yield where, _speaker(old[speaker.id], speaker)


def _speaker(old: Speaker, new: Speaker) -> str:
    if display_name(old) != display_name(new):
        return _("Speaker: {change}").format(change=_now(display_name(old), display_name(new)))
    return _("What is said about the speaker “{name}” changed.").format(name=display_name(new))


def _facts(before: Facts, after: Facts) -> Iterator[tuple[str, str]]:
    for field in Facts.__struct_fields__:
        old, new = getattr(before, field), getattr(after, field)
        if field not in _FOR_THE_DESK and old != new:
            change = _now(old, new) if isinstance(old, str) and isinstance(new, str) else _state(old, new)
            yield "facts", _("{subject}: {change}").format(subject=_(_FACTS[field]), change=change)


def _state(old: object, new: object) -> str:
    if old and new:
        return _("changed.")
    return _("added.") if new else _("taken out.")
