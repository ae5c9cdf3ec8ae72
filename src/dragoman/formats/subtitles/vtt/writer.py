"""Write WebVTT: voices, passages' ids, and a class for every kind of mark. One language per file."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.conventions.profiles import Profile
from dragoman.formats.export import find_left_out
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.plain_lines import find_lost_marks
from dragoman.formats.subtitles.cues import Cue, Cues, find_cues, voice
from dragoman.formats.subtitles.line_breaking import Atom, break_lines, find_atoms, join_lines, make_atom
from dragoman.language.direction import direction, foreign_tag, text_direction
from dragoman.problems import Place, Problem
from dragoman.render.mark_text import find_legend
from dragoman.render.review_share import heard_line
from dragoman.render.runs import Run, ShownMark, flatten, render_plain, render_runs, squeezed
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.sides import anchor, text_on
from dragoman.transcript.span import format_timestamp
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
    find_marks,
    plain,
)

__all__ = ["write"]

_CLASSES: dict[type, str] = {
    Supplied: "supplied",
    Unclear: "unclear",
    Gap: "gap",
    Gloss: "gloss",
    Vocal: "event",
    Incident: "event",
    Kinesic: "event",
    Writing: "event",
    Phonetic: "ph",
    Sic: "sic",
    Struck: "struck",
    CutOff: "cutoff",
}
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_DIRECTION_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}


# Marks that leave no trace in this format.
_LOST = (Overlap, Pause, Redacted, Abbreviation, Quote)
# Rows of the legend for marks that this file shows in another way, or not at all.
_UNSEEN = ("pause", "note", "quote", "foreign", "switched", "abbreviation")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the cues of ``options.side`` as WebVTT; for ``"both"``, the translation if there is one."""
    clean = without_desk_notes(transcript)
    found = find_cues(clean, options.side, options.convention)
    notes = {segment.id: tuple(_reader_notes(segment, found, options.convention)) for segment in clean.segments}
    last = {cue.segment: cue.id for cue in found.cues}
    blocks = [_title(clean, found), _header_note(clean, found, options.convention)]
    unseen = {cue.segment: cue for cue in found.cues}
    for cue in found.cues:
        if block := _cue(cue, found):
            blocks.append(block)
            unseen.pop(cue.segment, None)
        blocks += notes[cue.segment] if last[cue.segment] == cue.id else ()
    texts = [text_on(found.column, segment) or () for segment in clean.segments]
    lost = (
        *(Problem("cue-without-text", "note", "nobody says anything in it", Place(segment=id_)) for id_ in unseen),
        *find_lost_marks(texts, "WebVTT", _LOST),
        *find_left_out(transcript, "WebVTT", "notes", "withdrawn passages"),
    )
    return Written(("\n\n".join(blocks) + "\n").encode(errors="replace"), (*found.problems, *lost))


def _title(transcript: Transcript, found: Cues) -> str:
    facts = transcript.facts
    title = facts.title if found.column == "source" else facts.title_target or facts.title
    return f"WEBVTT {_comment(title)}" if title else "WEBVTT"


def _header_note(transcript: Transcript, found: Cues, profile: Profile) -> str:
    """The languages, which have no header of their own, and the legend."""
    source, target = found.languages.source or "not known or several", found.languages.target
    said = f"Language: {source}." if found.column == "source" else f"Language: {target}. Original language: {source}."
    texts = [text for segment in transcript.segments if (text := text_on(found.column, segment))]
    legend = find_legend(texts, ()) if found.column == "source" else find_legend((), texts)
    rows = (f"{_plain(row.sample, profile)} – {row.meaning}" for row in legend if row.kind not in _UNSEEN)
    return "\n".join(("NOTE", _comment(said), heard_line(transcript), *map(_comment, rows)))


def _reader_notes(segment: Segment, found: Cues, profile: Profile) -> Iterator[str]:
    for mark in find_marks(text_on(found.column, segment) or ()):
        if isinstance(mark, Note):
            whose = "Editor’s" if found.column == "source" else "Translator’s"
            yield f"NOTE {whose} note on {anchor(segment.id)}: {_comment(_plain(mark.content, profile))}"


def _comment(text: str) -> str:
    """A text on one line that no parser takes for the beginning of a cue."""
    return " ".join(_characters(text).split()).replace("-->", "--\u2060>")


def _plain(text: Text, profile: Profile) -> str:
    return render_plain(flatten(text, profile))


def _cue(cue: Cue, found: Cues) -> str | None:
    words = _words(cue, found)
    if not words:
        return None
    name = _escape(" ".join((voice(cue, found.column) or "").split()))
    spoken = f"<v {name}>{words}</v>" if name else words
    start, end = format_timestamp(cue.span.start), format_timestamp(cue.span.end or cue.span.start)
    return f"{cue.id}\n{start} --> {end} align:start\n{spoken}"


def _words(cue: Cue, found: Cues) -> str:
    lines = break_lines(_without_pauses(cue.atoms))
    runs = join_lines([_opened(line, cue.language) for line in lines])
    source, target = found.languages.source, found.languages.target
    # In the original, the language of a foreign word is unknown.
    usual, kept = (target, source) if found.column == "target" else (source, None)
    words = render_runs(runs, _escape, lambda shown, content: _tag(shown, content, cue.language, kept))
    return _in_language(words, cue.language) if words and cue.language != usual else words


def _without_pauses(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The words of a cue without pauses, which are visible already."""
    runs = [run for atom in atoms for run in atom.runs]
    shown = [run for run in runs if not any(isinstance(m.mark, Pause) for m in run.marks)]
    if len(shown) == len(runs) and not runs[0].text.startswith(" "):
        # The result would be equal, with new objects: a passage may have a million words.
        return atoms
    return find_atoms(squeezed(shown))


def _opened(line: tuple[Atom, ...], language: str | None) -> tuple[Atom, ...]:
    """The line, with a direction mark before it if its first letter would give it the wrong direction."""
    seen = render_runs(join_lines([line]), str, lambda shown, content: content.join(_glyphs(shown)))
    if language is None or (text_direction(seen) or "ltr") == direction(language):
        return line
    return (make_atom([Run(text=_DIRECTION_MARKS[direction(language)])]), *line)


def _tag(shown: ShownMark, content: str, language: str | None, kept: str | None) -> str:
    mark = shown.mark
    match mark:
        case Redacted():
            return "<c.gap.redacted>[redacted]</c>"
        case Foreign():
            words = _in_language(f"<i>{content}</i>", foreign_tag(kept, plain(mark.content)) or "und")
            return _isolated(words, mark.content, language)
        case CodeSwitch():
            return _isolated(_in_language(content, mark.language), mark.content, language)
        case _:
            words = content.join(map(_escape, _glyphs(shown)))
            name = _CLASSES.get(type(mark))
            return f"<c.{name}>{words}</c>" if name else words


def _glyphs(shown: ShownMark) -> tuple[str, str]:
    # The language of the words is in their tag.
    return ("", "") if isinstance(shown.mark, CodeSwitch) else (shown.before, shown.after)


def _in_language(words: str, language: str | None) -> str:
    return f"<lang {language}>{words}</lang>" if language and is_tag(language) else words


def _isolated(words: str, content: Text, language: str | None) -> str:
    """The words, isolated from their neighbours if their direction is the opposite."""
    against = language is not None and text_direction(plain(content)) not in (None, direction(language))
    return f"{_ISOLATE}{words}{_END_OF_ISOLATE}" if against else words


_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u200e": "&lrm;", "\u200f": "&rlm;"})


def _escape(text: str) -> str:
    return _characters(text).translate(_ENTITIES)


def _characters(text: str) -> str:
    return text.replace("\x00", "\ufffd")
