"""A text as runs of plain characters, which can be measured, cut anywhere, and rendered again.

A mark that is cut is in both parts: each part says what was supplied or guessed.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.render.mark_text import frame, wording
from dragoman.transcript.text import (
    CutOff,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Redacted,
    Sic,
    Text,
    Vocal,
    Wrapper,
    Writing,
)

__all__ = [
    "Run",
    "ShownMark",
    "flatten",
    "render_plain",
    "render_runs",
    "squeeze_spaces",
    "squeezed",
]

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks whose words are not part of the sentence (transcript.text.plain).
_BESIDE = (Gap, Gloss, Incident, Kinesic, Note, Overlap, Pause, Redacted, Vocal, Writing)


class ShownMark(msgspec.Struct, frozen=True):
    """One mark of a text: its number, and the glyphs before and after its words."""

    number: int
    mark: Mark
    before: str
    after: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Characters with the same marks, the outer one first.

    ``lead`` and ``tail`` are the columns of the glyphs before and after the text. ``said`` distinguishes words of the
    sentence from glosses, events and so on.
    """

    text: str
    marks: tuple[ShownMark, ...] = ()
    lead: int = 0
    tail: int = 0
    said: bool = True

    @property
    def width(self) -> int:
        """The columns of the run, including the glyphs before and after it."""
        return self.lead + _width(self.text) + self.tail


def flatten(text: Text, profile: Profile) -> tuple[Run, ...]:
    """The runs of a text with the glyphs of a profile; white space becomes single spaces."""
    return squeezed(_runs(text, Run(text=""), profile, itertools.count()))


def squeeze_spaces(text: str) -> str:
    """A text in which white space and what cannot be seen is single spaces."""
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def squeezed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs without duplicate spaces at their borders, and without spaces at the beginning."""
    kept: list[Run] = []
    after_space = True
    for run in runs:
        text = run.text.lstrip(" ") if after_space else run.text
        if text:
            after_space = text.endswith(" ")
            kept.append(run if text == run.text else msgspec.structs.replace(run, text=text))
    return tuple(kept)


def _runs(text: Text, around: Run, profile: Profile, numbers: Iterator[int]) -> Iterator[Run]:
    for inline in text:
        if isinstance(inline, str):
            yield msgspec.structs.replace(around, text=squeeze_spaces(inline))
            continue
        said = around.said and not isinstance(inline, _BESIDE)
        shown = ShownMark(next(numbers), inline, *_glyphs(inline, profile))
        within = msgspec.structs.replace(around, marks=(*around.marks, shown), said=said)
        content: Text = inline.content if isinstance(inline, Wrapper) else (_standing(inline, profile),)
        inner = [run for run in _runs(content, within, profile, numbers) if run.text]
        if isinstance(inline, Sic):
            # Long enough to be broken into lines itself.
            inner.append(msgspec.structs.replace(within, text=squeeze_spaces(frame(inline, profile)[1]), said=False))
        if inner:
            inner[0] = msgspec.structs.replace(inner[0], lead=inner[0].lead + _width(shown.before))
            inner[-1] = msgspec.structs.replace(inner[-1], tail=inner[-1].tail + _width(shown.after))
        yield from inner


def _standing(mark: Mark, profile: Profile) -> str:
    return mark.content if isinstance(mark, CutOff) else wording(mark, profile)


def _glyphs(mark: Mark, profile: Profile) -> tuple[str, str]:
    if isinstance(mark, Sic):
        return "", ""
    before, after = frame(mark, profile)
    return squeeze_spaces(before), squeeze_spaces(after)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        2 if unicodedata.east_asian_width(c) in "WF" else unicodedata.category(c) not in ("Mn", "Me", "Cf")
        for c in text
    )


Tag = Callable[[ShownMark, str], str]


def render_runs(runs: Sequence[Run], escape: Callable[[str], str], tag: Tag, depth: int = 0) -> str:
    """The runs as text. ``escape`` is applied to every piece, ``tag`` to the rendered content of every mark."""
    out = []
    for inner, group in itertools.groupby(runs, lambda run: run.marks[depth] if len(run.marks) > depth else None):
        if inner is None:
            out.append(escape("".join(run.text for run in group)))
        else:
            out.append(tag(inner, render_runs(tuple(group), escape, tag, depth + 1)))
    return "".join(out)


def render_plain(runs: Sequence[Run]) -> str:
    """The runs as plain text with the glyphs of their marks."""
    return render_runs(runs, str, lambda shown, content: f"{shown.before}{content}{shown.after}")
