"""Parses typed text to rich text. Each production of the grammar is a function, in the order of the serializer's."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.notation import faults
from dragoman.notation.lines import SPACE, unescape
from dragoman.notation.marks import (
    ANYWHERE,
    Empty,
    Kinds,
    Reaching,
    Switch,
    cuts_off,
    marks_inside,
    read_square,
)
from dragoman.notation.pairs import SQUARE, can_open, find_pairs, find_tokens
from dragoman.notation.reach import Output
from dragoman.notation.typed import as_typed_text
from dragoman.transcript.text import (
    CodeSwitch,
    CutOff,
    Foreign,
    Inline,
    Mark,
    Overlap,
    Quote,
    Struck,
    Supplied,
    Text,
    Unclear,
)

__all__ = ["InlineReader", "Report", "read_inlines"]

Report = Callable[[str, int, str], None]
"""A function that takes a fault's code, its offset in the text, and a message."""

_SHOWN = 40


def read_inlines(text: str, start: int, report: Report, make_reader: MakeReader | None = None) -> Text:
    """The rich text in ``text`` from ``start`` on. What cannot be read is reported and kept as it was typed.

    :param make_reader: makes a reader that knows other brackets than the notation's
    """
    start += len(text) - start - len(text[start:].lstrip(SPACE))
    overlap: Text = ()
    if text.startswith("//", start):
        overlap, start = (Overlap(),), start + 2
    reader = (make_reader or InlineReader)(text, start, report)
    return as_typed_text(overlap + tuple(reader.read(0, len(reader.tokens), start, len(text), ANYWHERE)))


class InlineReader:
    """A text with its tokens and their pairs. A production returns the index of the last token that it consumed."""

    def __init__(self, text: str, start: int, report: Report) -> None:
        self.text = text
        self.report = report
        self.tokens = find_tokens(text, start)
        self.pairs = find_pairs(text, self.tokens)
        self.productions: dict[str, Callable[[int, Output, Kinds], int]] = {
            "\\": self._escape,
            "(": self._round,
            "（": self._round,
            "[": self._square,
            "［": self._square,
            "【": self._square,
            "{": self._braces,
            "*": self._toggle,
            "~": self._toggle,
            "–": self._dash,
        }

    def read(self, first: int, last: int, start: int, end: int, allowed: Kinds) -> list[Inline]:
        """The inlines between two tokens and two offsets. Each nested call allows fewer kinds of marks."""
        out = Output()
        index, at = first, start
        while index < last:
            out.add(self.text[at : self.tokens[index].start])
            production = self.productions.get(self.tokens[index].text[0], self._closer)
            index = production(index, out, allowed)
            at = self.tokens[index].end
            index += 1
        out.add(self.text[at:end])
        return out.inlines

    def _escape(self, index: int, out: Output, allowed: Kinds) -> int:
        out.add(self.tokens[index].text[1])
        return index

    def _round(self, index: int, out: Output, allowed: Kinds) -> int:
        if index not in self.pairs:
            return self._unclosed(index, out)
        start = self.tokens[index].end
        if self.text[start] in "?؟？":
            return self._enclosed(index, start + 1, Unclear, out, allowed)
        return self._enclosed(index, start, Supplied, out, allowed)

    def _toggle(self, index: int, out: Output, allowed: Kinds) -> int:
        token = self.tokens[index]
        if index in self.pairs:
            return self._enclosed(index, token.end, Foreign if token.text == "*" else Struck, out, allowed)
        if can_open(self.text, token):
            return self._unclosed(index, out)
        out.add(token.text)
        return index

    def _enclosed(
        self, index: int, start: int, kind: type[Supplied | Unclear | Foreign | Struck], out: Output, allowed: Kinds
    ) -> int:
        if kind not in allowed:
            return self._nested(index, out)
        last = self.pairs[index]
        end = self.tokens[last].start
        if not self.text[start:end].strip(SPACE):
            return self._empty(index, out)
        out.inlines.append(kind(tuple(self.read(index + 1, last, start, end, marks_inside(kind, allowed)))))
        return last

    def _square(self, index: int, out: Output, allowed: Kinds) -> int:
        if index not in self.pairs:
            return self._unclosed(index, out)
        square = read_square(self._between(index))
        if square is None:
            self.report(
                faults.UNKNOWN_MARK, self.tokens[index].start, f"{self._shown(index)} is not a mark; {_ESCAPE_IT}"
            )
            return self._keep(index, out)
        if isinstance(square, Empty):
            return self._empty(index, out)
        if isinstance(square, Reaching):
            return self._reaching(index, square, out, allowed)
        if isinstance(square, Switch):
            return self._switched(index, square, out, allowed)
        return self._standing(index, square, out, allowed)

    def _standing(self, index: int, mark: Mark, out: Output, allowed: Kinds) -> int:
        if type(mark) not in allowed:
            return self._nested(index, out)
        out.inlines.append(mark)
        return self.pairs[index]

    def _switched(self, index: int, switch: Switch, out: Output, allowed: Kinds) -> int:
        last = self.pairs[index]
        for inner in self.tokens[index + 1 : last]:
            if inner.text in _SETS_OUT:
                self.report(faults.NESTED, inner.start, f"no mark is allowed inside [in …: …]; {_ESCAPE_IT}")
                break
        words = unescape(self._between(index)[switch.at :]).strip(SPACE)
        return self._standing(index, CodeSwitch(switch.language, (words,)), out, allowed)

    def _reaching(self, index: int, reaching: Reaching, out: Output, allowed: Kinds) -> int:
        if reaching.kind not in allowed:
            return self._nested(index, out)
        content = out.take_quotation() if reaching.kind is Quote and out.ends_quotation() else out.take_word()
        if content is None:
            message = (
                f"{self._shown(index)} has no word or quotation before it; put the words that it is about in braces"
            )
            self.report(faults.NO_REACH, self.tokens[index].start, message)
            return self._keep(index, out)
        out.inlines.append(reaching.over(content))
        return self.pairs[index]

    def _braces(self, index: int, out: Output, allowed: Kinds) -> int:
        if index not in self.pairs:
            return self._unclosed(index, out)
        last = self.pairs[index]
        if self.text.startswith("–", self.tokens[last].end):
            return self._braced(index, last + 1, CutOff, out, allowed) or self._loose(index, out)
        square = self._square_behind(last)
        if isinstance(square, Reaching):
            return self._braced(index, self.pairs[last + 1], square, out, allowed) or self._loose(index, out)
        return self._loose(index, out)

    def _braced(self, index: int, last: int, mark: Reaching | type[CutOff], out: Output, allowed: Kinds) -> int:
        """Read braces with their mark, which ends at token ``last``; return 0 if the braces are empty."""
        kind = mark.kind if isinstance(mark, Reaching) else CutOff
        start, end = self.tokens[index].end, self.tokens[self.pairs[index]].start
        if not self.text[start:end].strip(SPACE):
            return 0
        if kind not in allowed:
            self._report_nested(index)
            out.add(unescape(self.text[self.tokens[index].start : self.tokens[last].end]))
            return last
        content = tuple(self.read(index + 1, self.pairs[index], start, end, marks_inside(kind, allowed)))
        out.inlines.append(
            mark.over(content)
            if isinstance(mark, Reaching)
            else CutOff("".join(piece for piece in content if isinstance(piece, str)))
        )
        return last

    def _square_behind(self, closer: int) -> object:
        """The meaning of the square brackets directly after a closing brace; ``None`` if there are none."""
        behind = closer + 1
        if behind not in self.pairs or self.tokens[behind].text not in SQUARE:
            return None
        if self.text[self.tokens[closer].end : self.tokens[behind].start].strip(SPACE):
            return None
        return read_square(self._between(behind))

    def _loose(self, index: int, out: Output) -> int:
        message = "these braces have no mark after them, such as [ph]; type \\{ and \\} for plain ones"
        self.report(faults.LOOSE_BRACES, self.tokens[index].start, message)
        out.add("{")
        return index

    def _dash(self, index: int, out: Output, allowed: Kinds) -> int:
        end = self.tokens[index].end
        word = None
        if CutOff in allowed and cuts_off(out.last_character(), self.text[end : end + 1]):
            word = out.take_word()
        out.inlines.append(CutOff(word[0]) if word and isinstance(word[0], str) else "–")
        return index

    def _closer(self, index: int, out: Output, allowed: Kinds) -> int:
        token = self.tokens[index]
        if index not in self.pairs:
            message = f"{token.text} closes no bracket; type \\{token.text} for a plain one"
            self.report(faults.STRAY, token.start, message)
        out.add(token.text)
        return index

    def _unclosed(self, index: int, out: Output) -> int:
        token = self.tokens[index]
        message = f"{token.text} is not closed; close it, or type \\{token.text} for a plain one"
        self.report(faults.UNCLOSED, token.start, message)
        out.add(token.text)
        return index

    def _empty(self, index: int, out: Output) -> int:
        self.report(faults.EMPTY, self.tokens[index].start, f"{self._shown(index)} is empty; {_ESCAPE_IT}")
        return self._keep(index, out)

    def _nested(self, index: int, out: Output) -> int:
        self._report_nested(index)
        return self._keep(index, out)

    def _report_nested(self, index: int) -> None:
        message = f"{self._shown(index)} is not allowed inside the mark around it; close that first, or {_ESCAPE_IT}"
        self.report(faults.NESTED, self.tokens[index].start, message)

    def _keep(self, index: int, out: Output) -> int:
        """Keep a whole mark as typed."""
        last = self.pairs.get(index, index)
        out.add(unescape(self.text[self.tokens[index].start : self.tokens[last].end]))
        return max(index, last)

    def _between(self, index: int) -> str:
        return self.text[self.tokens[index].end : self.tokens[self.pairs[index]].start]

    def _shown(self, index: int) -> str:
        start, end = self.tokens[index].start, self.tokens[self.pairs.get(index, index)].end
        shown = " ".join(self.text[start : min(end, start + _SHOWN)].split())
        return shown + "…" if end - start > _SHOWN else shown


MakeReader = Callable[[str, int, Report], InlineReader]
"""A function that makes a reader of a text from an offset on."""

_ESCAPE_IT = "put a backslash before its bracket if it is plain text"
_SETS_OUT = ("(", "（", "[", "［", "【", "{", "*", "~~")
