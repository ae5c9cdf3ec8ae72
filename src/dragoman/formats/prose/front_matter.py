"""What Markdown and plain text share: lines with their places, front matter, entities."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import msgspec

from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.formats.prose.web.metadata import Metadata, web_only
from dragoman.language.written_dates import read_stamp
from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["Front", "read_front", "turns_of", "with_entities"]

_FENCE = re.compile(r"-{3,}[ \t]*")
_MOST_LINES, _MOST_WITH_TURNS = 200, 20_000
_KEY = re.compile(r"([A-Za-z_][\w -]{0,40})[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)$")
_ESCAPES = {"_": "\u00a0", "n": "\n", "t": "\t", '"': '"', "\\": "\\", "/": "/", " ": " ", "N": "\x85", "L": "\u2028"}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class Front(msgspec.Struct, frozen=True):
    """The facts before a text, and the number of the line after them (counted from 0).

    ``lines`` are turns among the facts, each with the number of its line (counted from 1).
    """

    facts: Metadata
    first: int = 0
    lines: tuple[tuple[int, str], ...] = ()


def read_front(lines: list[str]) -> Front:
    """The facts between two lines of dashes at the top of a text: keys with one value each, or a list.

    Other YAML is ignored, and never executed.
    """
    if not lines or not _FENCE.fullmatch(lines[0]):
        return Front(Metadata())
    end = next((n for n, line in enumerate(lines[1 : _MOST_WITH_TURNS + 1], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        return Front(Metadata())
    stated = _read_keys(lines[1:end])
    if not stated and any(line.strip() and not line.lstrip().startswith("#") for line in lines[1:end]):
        return Front(Metadata())
    turns = (*_transcript(lines[:end]), *_block(lines[:end]))
    if end > _MOST_LINES and len(turns) < _FEWEST_TURNS:
        return Front(Metadata())
    return Front(_facts(stated), end + 1, turns if len(turns) >= _FEWEST_TURNS else ())


def turns_of(front: Front) -> Iterator[Paragraph]:
    """The turns among the facts as paragraphs; a line that begins with ``# `` is the heading of a part."""
    for number, line in front.lines:
        is_heading = line.startswith("# ")
        piece = StyledText(text=line.removeprefix("# "), line=number)
        paragraph = make_paragraph([piece], kind="heading" if is_heading else "paragraph", level=2 * is_heading)
        if paragraph is not None:
            yield paragraph
    if front.lines:
        # The text after the facts is not by the last speaker among them.
        yield Paragraph(text="", kind="rule")


_FEWEST_TURNS = 2


_WORDS = frozenset(("line", "text", "words", "content", "body", "quote", "says", "said"))
_WHO = frozenset(("who", "speaker", "name", "by", "author", "person"))
_WHEN = frozenset(("time", "start", "timestamp", "begin", "ts"))
_PART = frozenset(("header", "heading", "title", "chapter", "section"))
_ENTRY = re.compile(r"[ \t]*(-[ \t]+)?([A-Za-z_]\w*)[ \t]*:[ \t]+(.*)$")


def _transcript(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The turns in a list of mappings: ``- line: Where was it?`` with ``who`` and ``time`` beside it."""
    entry: dict[str, str] = {}
    began = 0
    for number, line in enumerate([*lines, "-  end: 0"], 1):
        match = _ENTRY.match(line)
        if match is None:
            continue
        if match[1]:
            yield from _turn(began, entry)
            entry, began = {}, number
        if match[1] or line[:1] in (" ", "\t"):
            entry.setdefault(match[2].casefold(), _unquoted(match[3]))


_BLOCK = re.compile(
    r"(?:transcript(?:ion)?|interview|conversation|dialogue|text|body|content)[ \t]*:[ \t]*[|>][-+]?\d?[ \t]*", re.I
)


def _block(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of a transcript that is a single value: ``transcript: |`` followed by indented lines."""
    inside = False
    for number, line in enumerate(lines, 1):
        if line.strip() and not line[0].isspace():
            inside = _BLOCK.fullmatch(line) is not None
        elif inside and line.strip():
            yield number, line.strip()


def _turn(number: int, entry: dict[str, str]) -> Iterator[tuple[int, str]]:
    words = next((entry[key] for key in entry if key in _WORDS), None)
    part = next((entry[key] for key in entry if key in _PART), None)
    if words:
        who = next((entry[key] for key in entry if key in _WHO), None)
        when = next((entry[key] for key in entry if key in _WHEN and re.fullmatch(r"\d+:\d\d.*", entry[key])), None)
        yield number, " ".join(filter(None, (f"[{when}]" if when else None, f"{who}:" if who else None, words)))
    elif part and len(entry) == 1:
        yield number, f"# {part}"


def with_entities(piece: StyledText) -> list[StyledText]:
    """A piece with its character references resolved; each part keeps its own place."""
    if "&" not in piece.text:
        return [piece] if piece.text else []
    out: list[StyledText] = []
    at = 0
    for match in _ENTITY.finditer(piece.text):
        meant = html.unescape(match.group())
        if meant != match.group():
            out += [_part(piece, at, match.start()), _part(piece, match.start(), match.end(), meant)]
            at = match.end()
    return [part for part in (*out, _part(piece, at, len(piece.text))) if part.text]


def _part(piece: StyledText, start: int, end: int, text: str | None = None) -> StyledText:
    column = None if piece.column is None else piece.column + start
    return msgspec.structs.replace(piece, text=piece.text[start:end] if text is None else text, column=column)


def _read_keys(lines: list[str]) -> dict[str, list[str]]:
    stated: dict[str, list[str]] = {}
    key = ""
    for line in map(_unfolded, _joined(lines)):
        match = _KEY.match(line)
        item = _ITEM.match(line)
        if item and key:
            stated[key].append(_unquoted(item[1]))
        elif match:
            key = match[1].strip().casefold().replace("-", "_").replace(" ", "_")
            stated[key] = _values(match[2] or "")
    return {key: [value for value in values if value] for key, values in stated.items()}


def _joined(lines: list[str]) -> list[str]:
    """Join lines that end inside a quoted or folded value with the next ones."""
    out: list[str] = []
    for line in lines:
        before = out[-1] if out else ""
        if out and line[:1].isspace() and re.search(r":[ \t]+[|>][-+]?\d?[ \t]*$", before.partition("\n")[0]):
            out[-1] = f"{before}\n{line.strip()}"
        elif before.endswith("\\") and re.search(r":[ \t]+\"", before):
            out[-1] = before[:-1] + line.strip().removeprefix("\\")
        else:
            out.append(line)
    return out


def _unfolded(line: str) -> str:
    """A key with the lines of its value: ``description: >`` followed by indented lines."""
    head, _, rest = line.partition("\n")
    words = " ".join(rest.split())
    return f"{head.rstrip().rstrip('|>-+0123456789').rstrip()} {words}" if words else head


def _values(raw: str) -> list[str]:
    raw = raw.strip()
    if raw.startswith("[") and raw.endswith("]"):
        return [_unquoted(part) for part in raw[1:-1].split(",")]
    return [] if raw in ("", "|", ">", "|-", ">-") else [_unquoted(raw)]


def _unquoted(raw: str) -> str:
    raw = raw.strip()
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[0]), raw[1:-1])
    if len(raw) > 1 and raw[0] == raw[-1] == "'":
        return raw[1:-1].replace("''", "'")
    return raw


def _facts(stated: dict[str, list[str]]) -> Metadata:
    def first(*names: str) -> str | None:
        return next((stated[name][0] for name in names if stated.get(name)), None)

    def every(*names: str) -> tuple[str, ...]:
        found = (value for name in names for value in stated.get(name, ()))
        return tuple(dict.fromkeys(part.strip() for value in found for part in value.split(",") if part.strip()))

    language = find_tag(first("lang", "language") or "")
    original = find_tag(first("original_language", "source_language", "language_original", "translated_from") or "")
    name = NAMES.get(original.partition("-")[0]) if original and original != language else None
    published = next(
        (
            stamp
            for name in ("published_time", "published", "date", "pubdate")
            if (stamp := read_stamp(first(name) or ""))
        ),
        None,
    )
    return Metadata(
        title=first("title", "headline"),
        other_title=first("title_original", "original_title", "subtitle_original"),
        description=first("description", "summary", "excerpt", "subtitle"),
        address=web_only(first("source_url", "canonical_url", "canonical", "permalink", "url", "link")),
        site=first("site", "publication"),
        published=published,
        language=language,
        says=(f"Translated from {name}",) if name else (),
        translators=every("translator", "translators", "translated_by", "translation_by", "translation"),
        tags=every("tags", "tag", "keywords"),
        categories=every("categories", "category"),
        speakers=every("speakers", "speaker", "presenter", "presenters"),
    )
