"""Passages of a page become segments; brackets, struck words, other languages and footnotes become marks."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.conventions.brackets import Sign, as_problem, read_brackets
from dragoman.conventions.profiles import find_profile
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.bilingual import Pair
from dragoman.formats.prose.paragraphs import Published, StyledText, find_place
from dragoman.formats.prose.prose_turns import ProseTurn
from dragoman.formats.reading.rich_text import clean_words, strip_text
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Segment
from dragoman.transcript.ids import SegmentIds
from dragoman.transcript.text import (
    Foreign,
    Incident,
    Inline,
    Kinesic,
    Note,
    Struck,
    Supplied,
    Text,
    Vocal,
    Writing,
    tidy,
)

__all__ = ["PassageReader"]

# What nobody says. A paragraph of its own that is nothing else belongs to no speaker.
_UNSAID = (Incident, Kinesic, Vocal, Writing, Note, Supplied)


class PassageReader:
    """Passages to segments: interprets brackets and creates ids. ``signs`` are the brackets as they were read."""

    def __init__(self, page: Published, name: str, options: ReadOptions, log: ProblemLog) -> None:
        self.page = page
        self.name = name
        self.profile = find_profile(name)
        self.options = options
        self.log = log
        self.ids = SegmentIds()
        self.signs: list[Sign] = []

    def read(self, passages: Sequence[ProseTurn], find: Callable[[str], str | None]) -> Iterator[Segment]:
        """The segments, in order."""
        for passage in passages:
            text = self._text(passage)
            if text:
                is_source = self.options.side == "source"
                yield Segment(
                    id=self.ids.place(),
                    speaker=find(passage.label) if passage.label and not _is_nobodys(passage, text) else None,
                    span=passage.span,
                    source=text if is_source else None,
                    target=None if is_source else text,
                    state="initial" if is_source else "translated",
                )

    def read_pairs(self, pairs: Sequence[Pair], find: Callable[[str], str | None]) -> Iterator[Segment]:
        """The segments of a page in two languages, in order."""
        for pair in pairs:
            first = pair.original or pair.translation
            label = (pair.original and pair.original.label) or (pair.translation and pair.translation.label)
            source = self._text(pair.original) if pair.original else ()
            target = self._text(pair.translation) if pair.translation else ()
            if first is not None and (source or target):
                yield Segment(
                    id=self.ids.place(),
                    speaker=find(label) if label else None,
                    span=first.span,
                    source=source or None,
                    target=target or None,
                    state="translated" if target else "initial",
                )

    def _text(self, passage: ProseTurn) -> Text:
        pieces = tuple(self._cleaned(piece) for piece in passage.pieces)
        leaf = _Leaf(pieces)
        bracketed = read_brackets("".join(piece.text for piece in pieces), self.profile, leaf)
        for fault in bracketed.faults:
            if self.log.is_full:  # finding a place is slow
                break
            self.log.add(as_problem(fault, find_place(pieces, fault.offset, self.page.source)))
        self.signs.extend(bracketed.signs)
        return strip_text((*bracketed.text, *leaf.remaining()))

    def _cleaned(self, piece: StyledText) -> StyledText:
        if piece.text.isascii():
            return piece
        return msgspec.structs.replace(piece, text=clean_words(piece.text, self.options, self.log, piece.line))


def _is_nobodys(passage: ProseTurn, text: Text) -> bool:
    """Whether a paragraph without a label only tells what happens or what was added, as the profile reads its brackets.

    ``(She turns to her son.)`` below a speech says nothing of who spoke before it.
    """
    marks = [inline for inline in text if not isinstance(inline, str) or any(map(str.isalnum, inline))]
    return passage.is_carried and bool(marks) and all(isinstance(mark, _UNSAID) for mark in marks)


class _Leaf:
    """The inlines of a part of a passage: plain words, struck text, words of other languages, footnotes."""

    def __init__(self, pieces: tuple[StyledText, ...]) -> None:
        self.pieces = pieces
        self.ends = list(itertools.accumulate(len(piece.text) for piece in pieces))
        self.called: set[int] = set()
        following = [*(piece.text.lstrip() for piece in pieces[1:]), ""]
        # Italics are a word of the original if its gloss follows, or if its language is named.
        self.foreign = {
            id(piece)
            for piece, after in zip(pieces, following, strict=True)
            if piece.italic and (piece.language or after.startswith("[="))
        }

    def __call__(self, start: int, end: int) -> Text:
        out: list[Inline] = []
        for place in range(bisect_right(self.ends, start), len(self.pieces)):
            piece = self.pieces[place]
            at = self.ends[place] - len(piece.text)
            if at > end:
                break
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                self._add(piece, piece.text[first:last], out)
            elif piece.note and start < at:
                self.called.add(place)
                out.append(Note((piece.note,)))
        return tuple(_with_whole_strings(out))

    def remaining(self) -> Text:
        """The footnotes that are referred to after all words."""
        left = (piece.note for place, piece in enumerate(self.pieces) if place not in self.called)
        return tuple(Note((note,)) for note in left if note)

    def _add(self, piece: StyledText, words: str, out: list[Inline]) -> None:
        last = out[-1] if out else None
        if not piece.struck:
            out.append(Foreign((words,)) if id(piece) in self.foreign and words.strip() else words)
        elif isinstance(last, Struck):
            out[-1] = Struck(tidy((*last.content, words)))
        else:
            out.append(Struck((words,)))


def _with_whole_strings(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Neighbouring strings as one, each joined once."""
    for are_strings, group in itertools.groupby(inlines, lambda inline: isinstance(inline, str)):
        pieces = list(group)
        yield from ("".join(map(str, pieces)),) if are_strings else pieces
