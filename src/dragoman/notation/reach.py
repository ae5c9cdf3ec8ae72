"""The inlines that have been read, and what a mark about the words before it takes back from their end."""

from __future__ import annotations

from dragoman.notation.lines import SPACE
from dragoman.notation.marks import is_word_character
from dragoman.notation.quotations import CLOSERS, find_opening
from dragoman.transcript.text import Inline, Text

__all__ = ["Output"]


class Output:
    """The inlines that have been read, and what a mark takes back from their end."""

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        # For each closing quotation mark: searches before this inline have failed already.
        self.searched: dict[str, int] = {}

    def add(self, words: str) -> None:
        """Add plain words."""
        if words:
            self.inlines.append(words)

    def last_character(self) -> str:
        """The character right before, empty at a mark or the beginning."""
        last = self.inlines[-1] if self.inlines else ""
        return last[-1] if last and isinstance(last, str) else ""

    def take_word(self) -> Text | None:
        """Take the word at the end, with the spaces behind it."""
        last = self.inlines[-1] if self.inlines else None
        if not isinstance(last, str):
            return None
        end = place = len(last.rstrip(SPACE))
        while place and is_word_character(last[place - 1]):
            place -= 1
        if place == end:
            return None
        self._cut(len(self.inlines) - 1, place)
        return (last[place:end],)

    def ends_quotation(self) -> bool:
        """Whether the last thing but spaces may be a closing quotation mark."""
        last = self.inlines[-1] if self.inlines else None
        return isinstance(last, str) and last.rstrip(SPACE)[-1:] in CLOSERS

    def take_quotation(self) -> Text | None:
        """Take the quotation at the end, from its opening mark on, with the spaces behind it.

        A search that found nothing is never made over the same ground again.
        """
        last = self.inlines[-1]
        bare = last.rstrip(SPACE) if isinstance(last, str) else ""
        self.inlines[-1] = bare
        first = min(self.searched.get(bare[-1], 0), len(self.inlines) - 1)
        found = find_opening(self.inlines, first)
        if found is None:
            self.inlines[-1] = last
            self.searched[bare[-1]] = len(self.inlines) - 1
            return None
        index, place = found
        opened = self.inlines[index]
        content = (opened[place:] if isinstance(opened, str) else opened, *self.inlines[index + 1 :])
        self._cut(index, place)
        return content

    def _cut(self, index: int, place: int) -> None:
        """Leave only what stands before a place."""
        piece = self.inlines[index]
        del self.inlines[index:]
        self.searched = {closer: min(before, index) for closer, before in self.searched.items()}
        self.add(piece[:place] if isinstance(piece, str) else "")
