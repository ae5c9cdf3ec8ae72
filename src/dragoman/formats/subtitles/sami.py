"""SAMI (``.smi``): subtitles as HTML with unclosed tags, and a class for each language. Read only.

A text stays until the next one of its class; ``&nbsp;`` clears it. Of two languages, one is the original and one the
translation.

Source: learn.microsoft.com/previous-versions/windows/desktop/dnacc, "Understanding SAMI 1.0".
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.subtitles.bilingual_cues import GUESSED, is_turned, make_subtitles
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.span import LATEST
from dragoman.transcript.tags import find_tag

__all__ = ["read"]

_SYNC = re.compile(r"<sync\b([^<>]{0,200})>", re.IGNORECASE)
_START = re.compile(r"\bstart\s{0,9}=\s{0,9}[\"']?(\d{1,12})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b([^<>]{0,200})>", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s{0,9}=\s{0,9}[\"']?([\w-]{1,60})", re.IGNORECASE)
_SOURCE = re.compile(r"\bid\s{0,9}=\s{0,9}[\"']?source\b", re.IGNORECASE)
_STYLE = re.compile(r"\.([\w-]{1,60})\s{0,20}\{([^{}]{0,2000})\}")
_LANG = re.compile(r"\blang\s{0,9}:\s{0,9}([\w-]{2,20})", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]{0,100}>([^<]{0,1000})", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]{0,20}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>")
_COMMENT = re.compile(r"<!--|-->")


class _Shown(msgspec.Struct):
    """The text of a class from a moment on, in ms; empty if it is cleared."""

    start: int
    text: str
    line: int
    speaker: str | None = None


class _Layer(msgspec.Struct, frozen=True):
    """The cues of a class, and its language if the style sheet names one."""

    cues: list[ImportedCue]
    language: str | None


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the texts of the first class as passages, and those of a second class as their translations.

    :raises FormatError: if there is no text with a time
    """
    decoded = decode(content, options)
    check_number(decoded.text.lower().count("<sync"), options)
    log = ProblemLog()
    log.add(*decoded.problems)
    shown = _find_shown(decoded.text, log)
    if not any(one.text for texts in shown.values() for one in texts):
        fault, fix = "contains no subtitle", "each follows a tag such as <SYNC Start=1000>"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    classes = [name for name, texts in shown.items() if any(one.text for one in texts)]
    languages = _find_languages(decoded.text)
    title = _TITLE.search(decoded.text)
    heading = Heading(title=html.unescape(title[1]) if title else None, language=languages.get(classes[0].lower()))
    if len(classes) == 1:
        return make_subtitles(_cues(shown[classes[0]]), options, log, heading)
    if len(classes) > 2:
        message = "of {count} languages two are read; left out: {words}"
        log.add(Problem.of("layer-left-out", "note", message, count=len(classes), words=", ".join(classes[2:])[:200]))
    first, second = (_Layer(_cues(shown[name]), languages.get(name.lower())) for name in classes[:2])
    return _bilingual(first, second, options, log, heading)


def _bilingual(first: _Layer, second: _Layer, options: ReadOptions, log: ProblemLog, heading: Heading) -> Imported:
    turned = is_turned((first.language, second.language), options)
    if turned is None:
        log.add(GUESSED)
    source, target = (second, first) if turned else (first, second)
    options = msgspec.structs.replace(options, side="source")
    heading = msgspec.structs.replace(heading, language=source.language, other_language=target.language)
    return make_document(find_speakers(_pair(source.cues, target.cues), options, log), options, log, heading)


def _find_languages(text: str) -> dict[str, str]:
    """The language of each class, according to the style sheet."""
    styles = ((match[1].lower(), _LANG.search(match[2])) for match in _STYLE.finditer(text[:65536]))
    return {name: tag for name, lang in styles if lang and (tag := find_tag(lang[1]))}


def _find_shown(text: str, log: ProblemLog) -> dict[str, list[_Shown]]:
    """The texts of each class, in the order of the file."""
    found: dict[str, list[_Shown]] = {}
    matches = list(_SYNC.finditer(text))
    line, at = 1, 0
    for number, match in enumerate(matches):
        line += text.count("\n", at, match.start())
        at = match.start()
        start = _START.search(match[1])
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        if start is None or int(start[1]) > LATEST:
            log.count("timeless", line)
            continue
        for name, words, is_source in _find_paragraphs(text[match.end() : end], log, line):
            texts = found.setdefault(name, [])
            if is_source:
                texts.append(_Shown(int(start[1]), "", line, " ".join(words.split()) or None))
            elif texts and texts[-1].start == int(start[1]) and not texts[-1].text and texts[-1].speaker:
                texts[-1].text = words
            else:
                texts.append(_Shown(int(start[1]), words, line))
    number, where = log.counted("timeless")
    if number:
        message = "texts without a time that can be read are left out: {number}"
        log.add(Problem.of("element-left-out", "note", message, where, number=number))
    return found


def _find_paragraphs(body: str, log: ProblemLog, line: int) -> Iterator[tuple[str, str, bool]]:
    """The class and the words of each paragraph of a time, and whether the words name the speaker."""
    matches = list(_PARAGRAPH.finditer(body))
    if not matches and body.strip():
        yield "", _words(body, log, line), False
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(body)
        name = _CLASS.search(match[1])
        words = _words(body[match.end() : end], log, line)
        yield name[1] if name else "", words, _SOURCE.search(match[1]) is not None


def _words(body: str, log: ProblemLog, line: int) -> str:
    bare = _BREAK.sub("\n", " ".join(_COMMENT.sub("", body).split()))
    plain = _TAG.sub("", bare)
    if "<font" in bare.lower() or "<i>" in bare.lower() or "<b>" in bare.lower():
        log.count("styling", line)
    return "\n".join(part for raw in html.unescape(plain).split("\n") if (part := raw.strip(" \t\u00a0")))


def _cues(texts: Sequence[_Shown]) -> list[ImportedCue]:
    """The texts with their ends: where the next one of the class begins."""
    cues = []
    for number, one in enumerate(texts):
        following = texts[number + 1].start if number + 1 < len(texts) else None
        end = following if following is not None and following > one.start else None
        if one.text:
            cues.append(ImportedCue(start=one.start, end=end, text=one.text, speaker=one.speaker, line=one.line))
    return cues


def _pair(first: Sequence[ImportedCue], second: Sequence[ImportedCue]) -> list[ImportedCue]:
    """Join texts that begin at the same time into one passage; others stay single."""
    others = {cue.start: cue for cue in second}
    paired = [
        msgspec.structs.replace(cue, translation=other.text) if (other := others.pop(cue.start, None)) else cue
        for cue in first
    ]
    alone = [msgspec.structs.replace(cue, text="", translation=cue.text) for cue in others.values()]
    return sorted([*paired, *alone], key=lambda cue: cue.start or 0)
