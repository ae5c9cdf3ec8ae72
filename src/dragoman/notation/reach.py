"""The output of the parser, from whose end a mark takes the words that it is about."""

from __future__ import annotations

from dragoman.notation.lines import SPACE
from dragoman.notation.marks import is_word_character
from dragoman.notation.quotations import CLOSERS, find_opening
from dragoman.transcript.text import Inline, Text

__all__ = ["Output"]


class Output:
    """The inlines read so far. A mark about the words before it takes them from the end."""

    def __init__(self) -> None:
        self.inlines: list[Inline] = []
        # For each closing quotation mark: the index of the inline before which a search has already failed.
        self.searched: dict[str, int] = {}

    def add(self, words: str) -> None:
        """Add plain words."""
        if words:
            self.inlines.append(words)

    def last_character(self) -> str:
        """The last character, empty after a mark or at the beginning."""
        last = self.inlines[-1] if self.inlines else ""
        return last[-1] if last and isinstance(last, str) else ""

    def take_word(self) -> Text | None:
        """Remove and return the last word, without the spaces after it; ``None`` if there is none."""
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
        """Whether the last character that is not a space may be a closing quotation mark."""
        last = self.inlines[-1] if self.inlines else None
        return isinstance(last, str) and last.rstrip(SPACE)[-1:] in CLOSERS

    def take_quotation(self) -> Text | None:
        """Remove and return the quotation at the end, without the spaces after it; ``None`` if there is none.

        Inlines in which a search has found nothing are not searched again.
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
        """Remove everything from a place on."""
        piece = self.inlines[index]
        del self.inlines[index:]
        self.searched = {closer: min(before, index) for closer, before in self.searched.items()}
        self.add(piece[:place] if isinstance(piece, str) else "")
