"""Edits from a form in an open interview: speakers, facts, names, and replacing words everywhere.

A form says which revision it was made from. Other people's changes since then stay; if both changed the same field, the
edit is refused with both values.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from dragoman.conventions.field_text import read_in_profile, serialize_in_profile
from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.errors import EditError
from dragoman.folder import Committed, Session, sign
from dragoman.folder.page_base import RevisionError, transcript_at
from dragoman.transcript import edit
from dragoman.transcript.document import Author, Facts, Speaker, Transcript
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, Signature, apply
from dragoman.transcript.sides import Side

__all__ = [
    "FormBase",
    "Known",
    "Replacement",
    "Replacing",
    "change_facts",
    "change_speakers",
    "change_terms",
    "find_replacements",
    "merge_speakers",
    "read_on",
    "replace_words",
]

T = TypeVar("T")

_MOST_SHOWN = 5000
_JOINERS = "\u200c\u200d"


class FormBase(msgspec.Struct, frozen=True):
    """What the author of an edit saw: a revision, and its epoch, which counts withdrawals."""

    revision: str
    epoch: int


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of an interview, and its languages as BCP 47 tags.

    ``spoken`` are the languages of the original, ``target`` is the language of the translation.
    """

    facts: Facts
    spoken: tuple[str, ...]
    target: str | None


class Replacing(msgspec.Struct, frozen=True, kw_only=True):
    """Words to replace everywhere. ``sides`` are ``"source"`` and ``"target"``.

    With ``speaker`` or ``term``, an id, that is renamed in the same action.
    """

    words: str
    by: str
    sides: tuple[Side, ...] = ("target",)
    whole: bool = True
    same_case: bool = True
    speaker: str | None = None
    term: str | None = None


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """A text in which words would be replaced, as typed before and after, and the number of replacements."""

    segment: str
    number: int
    side: Side
    before: str
    after: str
    count: int


def change_speakers(session: Session, base: FormBase, author: Author, wanted: Sequence[Speaker]) -> Committed:
    """Change the names and roles of speakers, in one action.

    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """

    def make(seen: Transcript, by: Signature) -> Sequence[Revision]:
        return tuple(revision for one in wanted for revision in edit.describe_speaker(seen, one, by))

    return _edit(session, base, author, make)


def merge_speakers(session: Session, base: FormBase, author: Author, same: str, into: str) -> Committed:
    """Give all passages of one speaker to another, who is the same person.

    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """
    return _edit(session, base, author, lambda seen, by: edit.merge_speakers(seen, same, into, by))


def change_facts(session: Session, base: FormBase, author: Author, known: Known) -> Committed:
    """Change the facts and languages of the interview.

    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """

    def make(seen: Transcript, by: Signature) -> Sequence[Revision]:
        facts = edit.set_facts(seen, known.facts, by)
        return (*facts, *edit.set_languages(seen, known.spoken, known.target, by))

    return _edit(session, base, author, make)


def change_terms(
    session: Session, base: FormBase, author: Author, terms: Sequence[Term], removed: Collection[str] = ()
) -> Committed:
    """Add, change and remove terms of the names ledger.

    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """
    return _edit(session, base, author, lambda seen, by: set_terms(seen, terms, by, removed=removed))


def find_replacements(
    transcript: Transcript, wanted: Replacing, profile: Profile = NOTATION
) -> tuple[Replacement, ...]:
    """Every text that would change, in order; at most 5000.

    :param profile: whose brackets the texts and the words have
    :raises EditError: if there are no words to look for, or a bracket would be opened or closed
    """
    if not wanted.words.strip():
        raise EditError("replace", "has no words to look for")
    if any(read_in_profile(words, profile)[1] for words in (wanted.by, wanted.words)):
        raise EditError("replace", "would open or close a bracket; remove the bracket, or edit those passages by hand")
    return tuple(_replacements(transcript, wanted, profile))


def replace_words(
    session: Session,
    base: FormBase,
    author: Author,
    wanted: Replacing,
    chosen: Iterable[tuple[str, str]],
    profile: Profile = NOTATION,
) -> Committed:
    """Replace words in the chosen texts, and rename the speaker or the term, in one action.

    :param chosen: pairs of a passage's id and a side
    :param profile: whose brackets the words have
    :raises ConflictError, EditError, EpochError, BusyError, FolderError: as :meth:`Session.commit`
    """
    places = set(chosen)

    def make(seen: Transcript, by: Signature) -> Sequence[Revision]:
        revisions: list[Revision] = []
        for one in find_replacements(seen, wanted, profile):
            if (one.segment, one.side) in places:
                text = read_in_profile(one.after, profile)[0] or None
                made = edit.set_text(seen, one.segment, one.side, text, by)
                revisions += made
                seen = apply(seen, made)
        revisions += _rename(seen, wanted, by)
        return revisions

    return _edit(session, base, author, make, reason=f"{wanted.words} → {wanted.by}")


def read_on(session: Session, base: FormBase, read: Callable[[Transcript], T]) -> T:
    """The content of a form, read with the document that the form was made from.

    :raises EditError: if the history has been rewritten since
    """
    session.refresh()
    return read(_as_seen(session, base.revision))


def _edit(
    session: Session,
    base: FormBase,
    author: Author,
    make: Callable[[Transcript, Signature], Sequence[Revision]],
    *,
    reason: str | None = None,
) -> Committed:
    session.refresh()
    by = msgspec.structs.replace(sign(session.folder, author), reason=reason)
    seen = _as_seen(session, base.revision)
    return session.commit(intend(seen, make(seen, by), by, epoch=base.epoch))


def _as_seen(session: Session, revision: str) -> Transcript:
    if revision == session.head:
        return session.transcript
    try:
        return transcript_at(session.folder, revision) if revision else session.transcript
    except RevisionError as error:
        raise EditError("form", "was made from a history that has been rewritten; load the page again") from error


def _replacements(transcript: Transcript, wanted: Replacing, profile: Profile) -> Iterator[Replacement]:
    pattern = re.compile(re.escape(wanted.words), 0 if wanted.same_case else re.IGNORECASE)
    found = 0
    for number, segment in enumerate(transcript.segments, 1):
        for side in wanted.sides:
            text = getattr(segment, side)
            before = serialize_in_profile(text, profile) if text and segment.withdrawn is None else ""
            after, count = _replace(before, pattern, wanted)
            if count and after != before and found < _MOST_SHOWN:
                found += 1
                yield Replacement(segment=segment.id, number=number, side=side, before=before, after=after, count=count)


def _replace(text: str, pattern: re.Pattern[str], wanted: Replacing) -> tuple[str, int]:
    pieces, last, count = [], 0, 0
    for match in pattern.finditer(text):
        if wanted.whole and not _is_whole(text, match.start(), match.end()):
            continue
        pieces += [text[last : match.start()], wanted.by]
        last, count = match.end(), count + 1
    return "".join([*pieces, text[last:]]), count


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether the match is not part of a longer word. An apostrophe and a hyphen end a word: "Elena's"."""
    goes_on = start > 0 and _is_of_word(text[start - 1]) and _is_of_word(text[start])
    return not (goes_on or (end < len(text) and _is_of_word(text[end - 1]) and _is_of_word(text[end])))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in _JOINERS or unicodedata.category(character).startswith("M")


def _rename(seen: Transcript, wanted: Replacing, by: Signature) -> Iterator[Revision]:
    if wanted.speaker is not None:
        yield from edit.rename_speaker(seen, wanted.speaker, wanted.by, by)
    if wanted.term is not None:
        term = next((one for one in seen.glossary if one.id == wanted.term), None)
        if term is None:
            raise EditError(f"term {wanted.term}", "is not in the names ledger")
        targets = tuple(dict.fromkeys(wanted.by if one == wanted.words else one for one in term.target))
        yield from set_terms(seen, [msgspec.structs.replace(term, target=targets or (wanted.by,))], by)
