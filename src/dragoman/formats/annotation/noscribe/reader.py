"""Read noScribe's HTML: one paragraph per turn, with a link for each stretch that holds its times and speaker.

Its WebVTT is read by the module ``vtt``; its typing of pauses and overlaps is in ``typing``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.annotation.noscribe.typing import find_maker, read_pauses
from dragoman.formats.annotation.noscribe.writer import MADE
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.decode import decode
from dragoman.formats.reading.html_tree import find_words, parse_html
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.xml import Element
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.span import LATEST
from dragoman.transcript.text import Overlap, Pause, Text

__all__ = ["read"]

_ANCHOR = re.compile(r"ts_(?P<start>\d{1,12})_(?P<end>\d{1,12})_(?P<falls_in>//)?(?P<code>.{0,60})", re.DOTALL)
# A passage without a time, as written by this program.
_UNTIMED = re.compile(r"(?P<start>)(?P<end>)(?P<falls_in>//)?(?P<code>.{0,60})", re.DOTALL)
_TIME = re.compile(r" ?(?:\[\d{1,3}:\d\d(?::\d\d)?\] ?)?")
_LABEL = re.compile(r"\s*(?://)?([^\[\]:\n]{1,60}): ?(?:\[\d{1,3}:\d\d(?::\d\d)?\] ?)?")
_TIME_BEFORE = re.compile(r"\A(?://)?\s?\[\d{1,3}:\d\d(?::\d\d)?\](?: |\Z)")
_PAUSE_ALONE = re.compile(r"\s*\((?:\.{1,3}|\d[^()]{0,40}(?:\[\w\])? (?:pause|Pause))\)\s*")


class _Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a link: noScribe's code of the speaker, the times, whether it interrupts, and the words after the
    label.

    ``id`` is the passage's, in files that this program wrote.
    """

    words: str
    line: int
    code: str = ""
    start: int | None = None
    end: int | None = None
    falls_in: bool = False
    label: str | None = None
    id: str | None = None
    language: str | None = None


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the stretches as passages; a typed pause belongs to the passage before it.

    :raises FormatError: if the file has no links by noScribe
    """
    decoded = decode(content, options)
    log = ProblemLog()
    log.add(*decoded.problems)
    root = parse_html(decoded.text, options)
    paragraphs = _find_paragraphs(root, log)
    if not paragraphs:
        fault = "contains none of the links with times that noScribe writes"
        raise FormatError(options.path, fault, NAME_FORMAT, line=1, column=1)
    names = {one.code: one.label for stretches in paragraphs for one in stretches if one.label and one.code}
    passages = [passage for stretches in paragraphs for passage in _passages(stretches, names)]
    return make_document(passages, options, log, _heading(root))


def _find_paragraphs(root: Element, log: ProblemLog) -> list[list[_Stretch]]:
    """The stretches of each paragraph; text typed between them has no time."""
    linked = _find_links(root)
    out: list[list[_Stretch]] = []
    for element in root.iter("p"):
        if element in linked:
            out.append([_make_stretch(links) for links in linked[element]])
        elif out and (words := _find_typed(element)):
            log.count("unlinked", element.sourceline)
            out.append([_Stretch(words=words, line=element.sourceline or 1)])
    number, where = log.counted("unlinked")
    if number:
        message = "paragraphs outside links with a time are kept without one: {number}"
        log.add(Problem.of("words-without-time", "warning", message, where, number=number))
    return out


def _find_typed(paragraph: Element) -> str:
    """The words of a paragraph without links; empty if another paragraph contains them, or is inside this one."""
    if next(paragraph.iterancestors("p"), None) is not None or paragraph.find(".//p") is not None:
        return ""
    words = find_words(paragraph).strip()
    return "" if words.endswith(MADE) else words


def _find_links(root: Element) -> dict[Any, list[list[Element]]]:
    """The links of each paragraph, each once; a link inside another is part of its words.

    noScribe's editor repeats a link when its colour changes: consecutive ones are joined.
    """
    paragraphs: dict[Any, list[list[Element]]] = {}
    around: list[Element] = []
    outer: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("p", "a")):
        if element.tag == "p" and event == "start":
            around.append(element)
        elif element.tag == "p":
            around.pop()
        elif event == "end":
            outer = None if element is outer else outer
        elif outer is None and around and _match(element) is not None:
            outer = element
            runs = paragraphs.setdefault(around[-1], [])
            if runs and _goes_on(runs[-1][0], element):
                runs[-1].append(element)
            else:
                runs.append([element])
    return paragraphs


def _match(link: Element) -> re.Match[str] | None:
    name = link.get("name")
    if link.get("data-id") and not name:
        return _UNTIMED.fullmatch(link.get("data-speaker") or "")
    return _ANCHOR.fullmatch(name or "")


def _goes_on(before: Element, link: Element) -> bool:
    return not before.get("data-id") and not link.get("data-id") and before.get("name") == link.get("name")


def _make_stretch(links: list[Element]) -> _Stretch:
    first = links[0]
    said = _match(first)
    # It matched when it was found, so it matches again.
    groups: dict[str, str | None] = said.groupdict() if said else {}
    id_, code = first.get("data-id"), groups.get("code") or ""
    label, words = _split_label(first, code, "".join(map(find_words, links)))
    start, end = (int(time) if (time := groups.get(which)) else None for which in ("start", "end"))
    return _Stretch(
        code=code,
        start=start,
        end=None if id_ and start == end else end,
        falls_in=groups.get("falls_in") is not None,
        words=words,
        label=label,
        line=first.sourceline or 1,
        id=id_,
        language=first.get("lang"),
    )


def _split_label(link: Element, code: str, words: str) -> tuple[str | None, str]:
    """The label before the words, if any, and the words after it."""
    own = link.get("data-label")
    bare = words.lstrip().removeprefix("//")
    if own and bare.startswith(f"{own}:"):
        time = _TIME.match(bare, len(own) + 1)
        return own, bare[time.end() if time else 0 :]
    if not code or (link.get("data-id") and not own) or not _is_labelled(bare, code):
        return None, words
    label = _LABEL.match(words)
    return (label[1].strip(), words[label.end() :]) if label else (None, words)


def _is_labelled(bare: str, code: str) -> bool:
    """Whether the words begin with a label: noScribe's code, or a name typed instead of it before the time."""
    return bare.startswith(f"{code}:") or re.match(r"[^\[\]:\n]{1,60}: ?\[\d", bare) is not None


def _heading(root: Element) -> Heading:
    title, maker = None, None
    for element in root.iter("p"):
        if next(element.iterancestors("p"), None) is not None:
            continue
        if element.find(".//a[@name]") is not None or element.find(".//a[@data-id]") is not None:
            break
        words = find_words(element).strip()
        maker = maker or find_maker(words)
        title = title or (None if maker else words or None)
    named = root.find(".//meta[@name='audio_source']")
    media = named.get("content") if named is not None else None
    return Heading(
        title=title,
        language=maker.language if maker else root.get("lang"),
        media=media or (maker.media if maker else None),
    )


def _passages(stretches: list[_Stretch], names: dict[str, str]) -> Iterator[ImportedCue]:
    """The stretches of a turn, each with the pauses after it."""
    runs: list[list[_Stretch]] = []
    for one in stretches:
        if runs and one.id is None and runs[-1][0].code == one.code and _PAUSE_ALONE.fullmatch(one.words):
            runs[-1].append(one)
        else:
            runs.append([one])
    for first, *pauses in runs:
        behind = [inline for pause in pauses for inline in (" ", _pause(pause))]
        yield ImportedCue(
            start=first.start if first.start is not None and first.start <= LATEST else None,
            end=pauses[-1].end if pauses else first.end,
            text=(*_text(first), *behind),
            speaker=names.get(first.code, first.code) or None,
            id=first.id,
            language=first.language,
            line=first.line,
        )


def _text(one: _Stretch) -> Text:
    if one.id is None and _PAUSE_ALONE.fullmatch(one.words):
        return (_pause(one),)
    words = " ".join(one.words.split())
    if one.id is None:
        # noScribe repeats the time after a while, also inside a turn.
        words = _TIME_BEFORE.sub("", words)
    # The slashes mark where somebody interrupts, and where that ends.
    if one.id is None or one.falls_in:
        words = words.removeprefix("//").removesuffix("//").strip()
    return (*((Overlap(),) if one.falls_in else ()), *read_pauses(words))


def _pause(one: _Stretch) -> Pause:
    if one.start is None or one.end is None or one.end < one.start:
        return Pause()
    return Pause(one.end - one.start)
