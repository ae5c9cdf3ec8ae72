"""Serializes documents and rich text. Each production of the grammar is a function, in the order of the parser's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dragoman.notation.header import write_facts, write_revision
from dragoman.notation.lines import FIRST_LINE, VERSION, escape_name, indent
from dragoman.notation.marks import cuts_off, find_language, is_word_character, read_square
from dragoman.notation.quotations import CLOSERS, find_opening
from dragoman.notation.speakers import written_names
from dragoman.notation.times import format_span
from dragoman.notation.typed import as_typed, as_typed_text
from dragoman.transcript.document import Segment, Transcript
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
    plain,
)

__all__ = ["serialize", "serialize_text"]


def serialize(transcript: Transcript, revision: str | None = None, *, for_others: bool = False) -> str:
    """The page of a document, as far as a page can represent it: see :func:`as_typed`.

    :param revision: the id of the document's last revision, so that edits of the page can be merged
    :param for_others: whether the document leaves out what others may not see
    """
    typed = as_typed(transcript)
    names = {id_: escape_name(name) for id_, name in written_names(typed.speakers).items()}
    languages = typed.recording.languages if typed.recording else ()
    usual = languages[0] if len(languages) == 1 else None
    head = "\n".join([f"{FIRST_LINE} {VERSION}", *write_revision(revision, for_others=for_others), *write_facts(typed)])
    rows = ("\n".join(_row(segment, names, usual)) for segment in typed.segments)
    return "\n\n".join([head, *rows]) + "\n"


def serialize_text(text: Text) -> str:
    """One text in the notation. Its further lines are not indented."""
    typed = as_typed_text(text)
    if typed and isinstance(typed[0], Overlap):
        return "//" + (f" {_write(typed[1:])}" if typed[1:] else "")
    written = _write(typed)
    return f"\\{written}" if written.startswith("//") else written


def _row(segment: Segment, names: dict[str, str], usual: str | None) -> Iterator[str]:
    name = names[segment.speaker] if segment.speaker is not None else "?"
    time = format_span(segment.span) if segment.span else "?"
    if segment.language not in (None, usual):
        time = f"{time} {segment.language}"
    place = f"[{time}] " if time != "?" else ""
    yield f"{segment.id} {place}{name}:" + _behind(segment.source)
    if segment.target is not None:
        yield "=" + _behind(segment.target)


def _behind(text: Text | None) -> str:
    return f" {indent(serialize_text(text))}" if text else ""


def _write(text: Sequence[Inline]) -> str:
    return "".join(_inline(text, place) for place in range(len(text)))


def _inline(text: Sequence[Inline], place: int) -> str:
    inline = text[place]
    if isinstance(inline, str):
        return _words(inline)
    before = text[place - 1] if place else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    return _WRITERS[type(inline)](inline, before, after)


_SPECIAL = re.compile(r"[\\()（）\[\]［］【】{}*–]|\A~|~(?=~|\Z)|(?<=~)~")


def _words(words: str) -> str:
    """Plain words with their special characters escaped."""

    def escape(match: re.Match[str]) -> str:
        start, end = match.span()
        is_plain = match.group() == "–" and not cuts_off(words[max(start - 1, 0) : start], words[end : end + 1])
        return match.group() if is_plain else f"\\{match.group()}"

    return _SPECIAL.sub(escape, words)


def _supplied(mark: Supplied, before: Inline, after: Inline) -> str:
    words = _write(mark.content)
    return f"(\\{words})" if words[0] in "?؟？" else f"({words})"


def _unclear(mark: Unclear, before: Inline, after: Inline) -> str:
    return f"(?{_write(mark.content)})"


def _foreign(mark: Foreign, before: Inline, after: Inline) -> str:
    return f"*{_write(mark.content)}*"


def _struck(mark: Struck, before: Inline, after: Inline) -> str:
    return f"~~{_write(mark.content)}~~"


def _gap(mark: Gap, before: Inline, after: Inline) -> str:
    if own := _in_own_words(mark):
        return own
    word: str = "…" if mark.reason == "omitted" else mark.reason
    if mark.duration is not None:
        word = f"{word} {_seconds(mark.duration)}"
    if mark.description is None:
        return f"[{word}]"
    bare = f"{word} {_described(mark.description)}"
    return f"[{bare}]" if read_square(bare) == mark else _keyed(word, mark.description)


def _in_own_words(mark: Gap | Pause) -> str | None:
    """A gap or a pause in the words of its author, if they say by themselves what it is."""
    length = "" if mark.duration is None else f" {_seconds(mark.duration)}"
    bare = f"{_described(mark.description)}{length}" if mark.description else ""
    return f"[{bare}]" if bare and read_square(bare) == mark else None


def _redacted(mark: Redacted, before: Inline, after: Inline) -> str:
    return _keyed("redacted", mark.reason) if mark.reason else "[redacted]"


def _event(mark: Vocal | Incident | Kinesic, before: Inline, after: Inline) -> str:
    bare = _described(mark.description)
    return f"[{bare}]" if read_square(bare) == mark else _keyed(_EVENTS[type(mark)], mark.description)


def _pause(mark: Pause, before: Inline, after: Inline) -> str:
    if own := _in_own_words(mark):
        return own
    word = "pause" if mark.duration is None else f"pause {_seconds(mark.duration)}"
    return _keyed(word, mark.description) if mark.description else f"[{word}]"


def _writing(mark: Writing, before: Inline, after: Inline) -> str:
    return _keyed("on screen", mark.description)


def _gloss(mark: Gloss, before: Inline, after: Inline) -> str:
    return f"[= {_described(plain(mark.content))}]"


def _note(mark: Note, before: Inline, after: Inline) -> str:
    return _keyed("tr" if mark.audience == "reader" else "ed", plain(mark.content))


def _switched(mark: CodeSwitch, before: Inline, after: Inline) -> str:
    name = language_name(mark.language)
    language = name if find_language(name) == mark.language else mark.language
    return f"[in {language}: {_write(mark.content)}]"


def _phonetic(mark: Phonetic, before: Inline, after: Inline) -> str:
    return f"{_reach(mark.content, before)} [ph]"


def _sic(mark: Sic, before: Inline, after: Inline) -> str:
    sign = _keyed("sic", mark.correction) if mark.correction else f"[{_described(mark.sign or 'sic')}]"
    return f"{_reach(mark.content, before)} {sign}"


def _abbreviation(mark: Abbreviation, before: Inline, after: Inline) -> str:
    return f"{_reach(mark.content, before)} {_keyed('abbr', mark.expansion)}"


def _quote(mark: Quote, before: Inline, after: Inline) -> str:
    last = mark.content[-1]
    if isinstance(last, str) and last[-1] in CLOSERS:
        alone = find_opening((before, *mark.content) if before else mark.content, 0) == (1 if before else 0, 0)
        reach = _write(mark.content) if alone else f"{{{_write(mark.content)}}}"
    else:
        reach = _reach(mark.content, before)
    return f"{reach} {_keyed('src', mark.source)}"


def _cut_off(mark: CutOff, before: Inline, after: Inline) -> str:
    # If the next mark may begin with a letter, the dash would not cut off the word.
    follows = after[:1] if isinstance(after, str) else "a" if type(after) in _REACHING else "["
    alone = cuts_off(mark.content[-1], follows) and _is_word((mark.content,), before)
    return f"{mark.content}–" if alone else f"{{{_words(mark.content)}}}–"


def _reach(content: Text, before: Inline) -> str:
    """Words that the mark after them is about: without braces if they are exactly the word that it refers to."""
    return _write(content) if _is_word(content, before) else f"{{{_write(content)}}}"


def _is_word(content: Text, before: Inline) -> bool:
    word = content[0]
    touches = isinstance(before, str) and before != "" and is_word_character(before[-1])
    return len(content) == 1 and isinstance(word, str) and all(map(is_word_character, word)) and not touches


def _keyed(key: str, words: str) -> str:
    return f"[{key}: {_described(words)}]"


def _described(words: str) -> str:
    """Words inside square brackets, where only brackets and the backslash are escaped."""
    return re.sub(r"([\\\[\]［］【】])", r"\\\1", words)


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03}".rstrip("0").rstrip(".") + "s"


_EVENTS = {Vocal: "voice", Incident: "sound", Kinesic: "gesture"}
_REACHING = frozenset({Phonetic, Sic, Abbreviation, Quote, CutOff})
_WRITERS: dict[type, Callable[[Any, Inline, Inline], str]] = {
    Supplied: _supplied,
    Unclear: _unclear,
    Foreign: _foreign,
    Struck: _struck,
    Gap: _gap,
    Redacted: _redacted,
    Vocal: _event,
    Incident: _event,
    Kinesic: _event,
    Pause: _pause,
    Writing: _writing,
    Gloss: _gloss,
    Note: _note,
    CodeSwitch: _switched,
    Phonetic: _phonetic,
    Sic: _sic,
    Abbreviation: _abbreviation,
    Quote: _quote,
    CutOff: _cut_off,
}
