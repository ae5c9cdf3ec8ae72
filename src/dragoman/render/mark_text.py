"""How readers see a mark in any format: the glyphs around its words, or the words that represent it.

The document stores meaning. The glyphs are defined here, with the legend that explains them. They are those of a
profile (:mod:`dragoman.conventions.profiles`); if it has none, those that a translator types
(:mod:`dragoman.notation`), without what only a parser needs.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.locale import gettext as _
from dragoman.locale import later
from dragoman.notation.gap_words import names_loss, names_omission, names_silence
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Wrapper,
    Writing,
    find_marks,
    mark_name,
    tidy,
)

__all__ = ["LegendRow", "find_legend", "frame", "without", "wording"]


def frame(mark: Mark, profile: Profile) -> tuple[str, str]:
    """The glyphs before and after the words of a mark."""
    own = profile.frames.get(type(mark))
    if own is not None:
        return own
    match mark:
        case CodeSwitch(language=language):
            return f"[in {language_name(language)}: ", "]"
        case Sic(correction=correction, sign=sign):
            return "", f" [sic: {correction}]" if correction else f" [{sign or 'sic'}]"
        case _:
            return _FRAMES.get(type(mark), ("", ""))


_FRAMES: dict[type, tuple[str, str]] = {
    Supplied: ("(", ")"),
    Unclear: ("(?", ")"),
    Gloss: ("[= ", "]"),
    Phonetic: ("", " [ph]"),
    Struck: ("~~", "~~"),
    Note: ("[tr: ", "]"),
    CutOff: ("", "–"),
}


def wording(mark: Mark, profile: Profile) -> str:
    """The text for a mark without words: ``[inaudible 3s]``, ``[laughs]``."""
    match mark:
        case Gap(reason="inaudible", duration=None, description=None):
            return profile.lost
        case Gap(reason="inaudible", duration=duration, description=str(words)) if names_loss(words):
            return _in_brackets(words, _seconds(duration), profile)
        case Pause(duration=duration, description=str(words)) if names_silence(words):
            return _bracketed(words, _seconds(duration))
        case Gap(reason="omitted", duration=duration, description=str(words)) if names_omission(words):
            return _bracketed(words, _seconds(duration))
        case Gap(reason="omitted", description=description):
            return f"[… {description}]" if description else "[…]"
        case Gap(reason=reason, duration=duration, description=description):
            return _bracketed(reason, _seconds(duration), detail=description)
        case Redacted(reason=reason):
            return f"[redacted: {reason}]" if reason else "[redacted]"
        case Pause(duration=duration, description=description):
            return _bracketed("pause", _seconds(duration), detail=description)
        case Writing(description=description):
            return f"[on screen: {description}]"
        case Vocal(description=description) | Incident(description=description) | Kinesic(description=description):
            return description.join(profile.events)
        case _:
            return ""


def _bracketed(*parts: str | None, detail: str | None = None) -> str:
    return "[" + " ".join(part for part in parts if part) + (f": {detail}]" if detail else "]")


def _in_brackets(words: str, length: str | None, profile: Profile) -> str:
    """Words for inaudible speech in the brackets in which a profile writes it."""
    opening = "".join(itertools.takewhile(lambda sign: sign in "[({", profile.lost))
    return f"{opening}{' '.join(filter(None, (words, length)))}{profile.lost[-len(opening) :]}"


def _seconds(ms: int | None) -> str | None:
    if ms is None:
        return None
    return f"{ms / 1000:g}s" if ms < 60_000 else format_clock(ms)


def without(text: Text, kinds: tuple[type, ...]) -> Text | None:
    """The text without marks of some kinds, adjacent spaces merged; ``None`` if nothing is left."""
    kept: list[Inline] = []
    for inline in text:
        if isinstance(inline, str):
            kept.append(_closed_up(kept, inline))
        elif not isinstance(inline, kinds):
            left = _kept(inline, kinds)
            kept.extend(() if left is None else (left,))
    return text if len(kept) == len(text) and not any(isinstance(i, Wrapper) for i in kept) else _trimmed(kept)


def _kept(mark: Mark, kinds: tuple[type, ...]) -> Mark | None:
    if not isinstance(mark, Wrapper) or not mark.content:
        return mark
    content = without(mark.content, kinds)
    return None if content is None else msgspec.structs.replace(mark, content=content)


def _closed_up(before: list[Inline], piece: str) -> str:
    """The piece, without leading spaces if it follows a space."""
    meets = before and isinstance(before[-1], str) and before[-1].endswith(" ")
    return piece.lstrip(" ") if meets else piece


def _trimmed(kept: list[Inline]) -> Text | None:
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" ")
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" ")
    return tidy(tuple(kept)) or None


class LegendRow(msgspec.Struct, frozen=True):
    """The look of one kind of mark, as a text to render, and its meaning.

    ``by_editor`` is the meaning if the mark is only in originals, where it is not the translator's, and ``by_both`` the
    meaning if it is in originals and translations; ``None`` if the meaning is the same everywhere.
    """

    kind: str
    sample: Text
    meaning: str
    by_editor: str | None = None
    by_both: str | None = None


_LEGEND = (
    LegendRow(
        "supplied",
        (Supplied(("words",)),),
        later("added by the translator; not said"),
        later("added by the editor; not said"),
        later("added by the editor of the original, or by the translator; not said"),
    ),
    LegendRow(
        "gloss",
        (Gloss(("words",)),),
        later("the translator’s explanation of the words before it"),
        later("the editor’s explanation of the words before it"),
        later("an explanation of the words before it, by the editor of the original or by the translator"),
    ),
    LegendRow("unclear", (Unclear(("words",)),), later("hard to hear: the best guess")),
    LegendRow("inaudible", (Gap("inaudible"),), later("words that cannot be made out")),
    LegendRow("omitted", (Gap("omitted"),), later("left out by the editor")),
    LegendRow("untranscribed", (Gap("untranscribed"),), later("speech that is not written down yet")),
    LegendRow("untranslated", (Gap("untranslated"),), later("words that are not translated yet")),
    LegendRow("redacted", (Redacted(),), later("withheld on purpose")),
    LegendRow("event", (Vocal("laughs"),), later("a sound, a gesture or an event")),
    LegendRow("pause", (Pause(),), later("a silence")),
    LegendRow("screen", (Writing("words"),), later("text shown in the picture")),
    LegendRow("foreign", (Foreign(("word",)),), later("a word of the original, kept")),
    LegendRow("switched", ("[in …: words]",), later("said in that language")),
    LegendRow("phonetic", (Phonetic(("Name",)),), later("spelled by ear, not verified")),
    LegendRow("sic", (Sic(("word",)),), later("said so; what was meant follows where it is known")),
    LegendRow("struck", (Struck(("words",)),), later("struck out by the editor, left legible")),
    LegendRow("cutoff", (CutOff("wor"),), later("a word broken off")),
    LegendRow("abbreviation", (Abbreviation(("abbr.",), "abbreviation"),), later("said in full, shortened here")),
    LegendRow(
        "note",
        ("¹",),
        later("a note by the translator, at the end"),
        later("a note by the editor, at the end"),
        later("a note by the editor of the original or by the translator, at the end"),
    ),
    LegendRow("quote", ("“words”¹",), later("somebody else’s words; the source is named at the end")),
)

_KINDS: dict[type, str] = {
    Vocal: "event",
    Incident: "event",
    Kinesic: "event",
    Writing: "screen",
    Overlap: "overlap",
}


def find_legend(originals: Iterable[Text], translations: Iterable[Text]) -> tuple[LegendRow, ...]:
    """The legend rows for the kinds of marks in these texts, always in the same order."""
    in_original, in_translation = _find_kinds(originals), _find_kinds(translations)
    return tuple(
        LegendRow(row.kind, row.sample, _(_find_meaning(row, row.kind in in_original, row.kind in in_translation)))
        for row in _LEGEND
        if row.kind in in_original | in_translation
    )


def _find_kinds(texts: Iterable[Text]) -> set[str]:
    return {_kind(mark) for text in texts for mark in find_marks(text)}


def _find_meaning(row: LegendRow, in_original: bool, in_translation: bool) -> str:
    meaning = row.by_both if in_original and in_translation else row.by_editor if in_original else None
    return meaning or row.meaning


def _kind(mark: Mark) -> str:
    return mark.reason if isinstance(mark, Gap) else _KINDS.get(type(mark), mark_name(type(mark)))
