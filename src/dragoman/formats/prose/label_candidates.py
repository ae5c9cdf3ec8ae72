"""The beginning of a paragraph, which may name its speaker or its time."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from dragoman.conventions.readings import is_known_remark
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.notation.times import parse_span
from dragoman.transcript.span import Span

__all__ = ["Opening", "Shape", "find_clock", "find_lone_time", "find_opening", "find_time", "is_alone"]

Shape = Literal["colon", "bold", "alone", "dash", "letter", "timed"]

_LONGEST = 120
# One slash between two names: "Diane/Sheila".
_BETWEEN_NAMES = re.compile(r"(?<=[^\W\d_]{2})\s?/\s?(?=[^\W\d_]{2})")
# A role and a name with a comma between them are longer than a name.
_MOST_WORDS, _MOST_WITH_ROLE = 8, 14
_CLOCK = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?"
# f4 and MAXQDA: hours, minutes, seconds, and tenths after a dash.
_F4 = r"#\d{1,2}(?::\d{2}){2}(?:[-.,]\d{1,3})?#"
_TIME = re.compile(
    rf"\s*(?:({_F4})|[\[(［【]?\s*({_CLOCK}(?:\s*(?:-{{2,3}}>|[-–—→])\s*{_CLOCK})?)\s*[\])］】]?)"
    rf"(?!\s*[ap]\.?m\b)[\s\u00a0–—-]*",
    re.I,
)
_LONE_TIME = re.compile(
    rf"[\s\[(［【{{<|=*~#–—-]*(?:(?:tc|time ?code|timecode|zeit(?:marke)?|время|тайм-?код|زمان|תזמון)\s?[:：.]?\s*)?"
    rf"({_CLOCK})(?:\s?(?:min|мин|دقیقه|דקות)\.?)?[\s\])］】}}>|=*~#–—-]*",
    re.IGNORECASE,
)
_LONGEST_TIME = 40
_BULLET = re.compile(r"(?:[-–—‒―•●▪*·>\u0640]|&gt;){1,3}[\s\u00a0]*")
_COLON = re.compile(r"[:：﹕](?=$|[\s\u00a0\"“”«»„‘'(\[–—-])|：|:(?=[^\W\d_a-zA-Z])")
_AFTER = re.compile(r"[\s\u00a0]*[:：﹕]?[\s\u00a0]*")
_LETTER = re.compile(
    r"([QAשתسجВО])[.:)]+[\s\u00a0]+(?:[–—-][\s\u00a0]+)?|([QA])(?:[.:)]+[\s\u00a0]+|[\s\u00a0]{2,}|\u00a0|\t|$)"
)
# "A. B. Yehoshua:" begins with a letter too.
_INITIAL = re.compile(r"[QA]\.\s?(?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?\s?:")
_LOOSE_LETTER = re.compile(r"(Q) (?=[A-Z“\"(\[])")
_IN_ADDRESS = re.compile(
    r"[?&#](?:t|start|time_continue)=(?=\d)(?:(?P<h>\d{1,2})h)?(?:(?P<m>\d{1,3})m)?(?:(?P<s>\d{1,6})(?:\.\d+)?s?)?(?=&|#|$)"
)
# What separates a bold name from the words: a colon or a dash; and a role in brackets before that.
_BEHIND = re.compile(r"[\s\u00a0]*(?:([:：﹕])|[–—-](?=[\s\u00a0]))[\s\u00a0]*")
_BESIDE = re.compile(r"[\s\u00a0]*(\((?![\d:.,\s–-]+\))[^()]{1,60}\))(?=[\s\u00a0]*[:：﹕])")
_NAME_DASH = re.compile(r"((?:[^:–—-]|(?<=\w)-(?=\w)){1,50}?)(?:\s+[–—\u0640-]{1,2}\s+|[ \u00a0]*\t+[ \u00a0]*)(?=\S)")
# A name, a time, and directly the words: ``Speaker 1 0:02  Hello``.
_NAME_TIME = re.compile(
    rf"([^\W\d][^:\n\[\](){{}}]{{0,60}}?)[\s\u00a0]+[\[(]?({_CLOCK})[\])]?(?:[\s\u00a0]{{2,}}|(?<=[\])])[\s\u00a0]+)(?=\S)"
)
_TIME_BEHIND = re.compile(
    rf"[\s\u00a0]+(?:[|•·–—-][\s\u00a0]*)?[\[(]?({_CLOCK}(?:\s*(?:-{{2,3}}>|[-–—→])\s*{_CLOCK})?)[\])]?$"
)
# A label in square brackets, alone on its line or before the words: ``[Speaker 0]``.
_BOXED = re.compile(r"\[([^\[\]:]{1,60})\](?:[\s\u00a0]*[:：﹕])?[\s\u00a0]*")
# A letter for question or answer, directly before a dash: "س- ", "В- ".
_LETTER_DASH = re.compile(r"([^\W\d_])[–—\u0640-]{1,2}[\s\u00a0]+(?=\S)")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_STOPS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}")
_NO_NAME = (SENTENCE_ENDS - {"."}) | frozenset('؛;*=|{}“”„«»"<>#@/\\•')
_ENDS = SENTENCE_ENDS | COMMAS
# A nickname inside a name: Avraham “Avi” Stern.
_NICKNAME = re.compile(r"(?<=\w)\s[“\"«‘']\w[\w .-]{0,20}[”\"»’'](?=\s\w)")


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A possible speaker's label. ``end`` is the offset at which the words begin.

    ``bold``: it is emphasized; ``dashed``: a dash precedes it; ``colon``: a colon follows it; ``heading``: it is a
    heading of the page; ``boxed``: it is in square brackets.
    """

    label: str
    shape: Shape
    end: int
    bold: bool = False
    dashed: bool = False
    colon: bool = False
    heading: bool = False
    boxed: bool = False
    span: Span | None = None

    @property
    def capitals(self) -> bool:
        """Whether the label is in capitals."""
        return self.label.isupper() and sum(map(str.isalpha, self.label)) > 1


def find_opening(paragraph: Paragraph) -> Opening | None:
    """The label at the beginning of a paragraph, if there may be one."""
    text = paragraph.text
    if paragraph.column is not None:
        return _in_column(text) if paragraph.column == "name" else None
    at, span = _skip_time(text, 0)
    dash = _BULLET.match(text, at)
    start = dash.end() if dash else at
    if not span:
        start, span = _skip_time(text, start)
    found = (
        _letter(text, start)
        or _boxed(text, start)
        or _bold(paragraph, start)
        or _colon(paragraph, start)
        or _timed(text, start)
        or _alone(paragraph, start)
        or _dash(text, start)
    )
    if found is None:
        return None
    span = span or found.span
    end = found.end
    if span is None:
        end, span = _skip_time(text, found.end)
        colon = _AFTER.match(text, end) if span and not found.colon else None
        end = colon.end() if colon else end
    heading = paragraph.kind == "heading"
    return msgspec.structs.replace(found, dashed=dash is not None, heading=heading, span=span, end=end)


def _in_column(text: str) -> Opening | None:
    """A name in a column of names, whatever else it looks like."""
    label, span = _without_time(text.rstrip(":：﹕ \u00a0"))
    return Opening(label=label, shape="alone", end=len(text), bold=True, span=span) if label else None


def find_clock(text: str, start: int = 0) -> tuple[int, Span | None]:
    """The place after a time and what belongs to it, and the time itself; no time if there is none."""
    return _skip_time(text, start)


def find_lone_time(text: str) -> Span | None:
    """The time that a line consists of, in any brackets or dashes: ``TC: 00:05:00``, ``--- 10:00 ---``."""
    match = _LONE_TIME.fullmatch(text) if len(text) <= _LONGEST_TIME else None
    return parse_span(re.sub(r"\s", "", match[1])) if match else None


def find_time(address: str) -> str | None:
    """The time in an address, in square brackets: ``…?t=754`` gives ``[0:12:34]``."""
    match = _IN_ADDRESS.search(address[:2000])
    if match is None:
        return None
    hours, minutes, seconds = (int(match[name] or 0) for name in ("h", "m", "s"))
    total = 3600 * hours + 60 * minutes + seconds
    return f"[{total // 3600}:{total // 60 % 60:02}:{total % 60:02}] " if total < 360_000 else None


def is_alone(paragraph: Paragraph, opening: Opening) -> bool:
    """Whether nothing follows a label in its paragraph."""
    return not paragraph.text[opening.end :].strip()


def _skip_time(text: str, start: int) -> tuple[int, Span | None]:
    match = _TIME.match(text, start)
    typed = match[2] or match[1].strip("#").replace("-", ".") if match else ""
    span = parse_span(re.sub(r"\s", "", typed)) if match else None
    return (match.end(), span) if match and span else (start, None)


def _colon(paragraph: Paragraph, start: int) -> Opening | None:
    text = paragraph.text
    match = _COLON.search(text, start, start + _LONGEST)
    if match is None:
        return None
    label, span = _without_time(text[start : match.start()])
    if not _may_be_label(_BETWEEN_NAMES.sub(" ", label, count=1)):
        return None
    bold = _is_bold(paragraph, start, match.start())
    return Opening(label=label, shape="colon", end=_words_at(text, match.end()), bold=bold, colon=True, span=span)


def _boxed(text: str, start: int) -> Opening | None:
    """A label in square brackets, unless it is a sound, a gap or a time."""
    match = _BOXED.match(text, start)
    if match is None:
        return None
    label, span = _without_time(match[1])
    colon = match.group().rstrip(" \u00a0")[-1] != "]"
    if (
        not _may_be_label(label)
        or is_known_remark(label)
        or not (colon or _is_numbered(label) or match.end() == len(text))
    ):
        return None
    shape: Shape = "colon" if colon else "alone" if match.end() == len(text) else "bold"
    return Opening(label=label, shape=shape, end=match.end(), bold=shape == "bold", colon=colon, boxed=True, span=span)


def _is_numbered(label: str) -> bool:
    """Whether a label is a program's: ``Speaker 1``, ``SPEAKER_00``."""
    return re.fullmatch(r"[^\W\d_]{2,20}[ _-]?\d{1,3}", label) is not None


def _timed(text: str, start: int) -> Opening | None:
    match = _NAME_TIME.match(text, start)
    if match is None or not _may_be_label(match[1].strip(" ,–—-")):
        return None
    return Opening(label=match[1].strip(" ,–—-"), shape="timed", end=match.end(), span=parse_span(match[2]))


def _bold(paragraph: Paragraph, start: int) -> Opening | None:
    """An emphasized name, followed by other letters or a line break."""
    end = _bold_end(paragraph, start)
    text = paragraph.text
    if end <= start or end - start > _LONGEST:
        return None
    raw = text[start:end].rstrip()
    if _COLON.search(raw[:-1]):
        return None
    label, span = _without_time(_without_stop(raw.rstrip(":：﹕-–— \u00a0")))
    if not _may_be_label(label):
        return None
    beside = _BESIDE.match(text, end)
    if beside is not None and _may_be_label(f"{label} {beside[1]}"):
        label, end = f"{label} {beside[1]}", beside.end(1)
    behind = _BEHIND.match(text, end)
    colon = raw[-1:] in (":", "：", "﹕") or (behind is not None and behind[1] is not None)
    shape: Shape = "colon" if colon else "alone" if end >= len(text) else "bold"
    if shape == "alone" and raw[-1:] in _ENDS:
        return None
    words = behind.end() if behind else end
    return Opening(label=label, shape=shape, end=_words_at(text, words), bold=True, colon=colon, span=span)


def _letter(text: str, start: int) -> Opening | None:
    match = _LETTER.match(text, start) or _LOOSE_LETTER.match(text, start)
    if match is None or _INITIAL.match(text, start):
        return None
    colon = ":" in match.group()
    label = match[1] or match[match.lastindex or 1]
    return Opening(label=label, shape="colon" if colon else "letter", end=match.end(), colon=colon)


def _alone(paragraph: Paragraph, start: int) -> Opening | None:
    text = paragraph.text
    label, span = _without_time(text[start:])
    if len(label) > _LONGEST or not _may_be_label(label) or (label[-1] in _ENDS and not _STOPS.fullmatch(label)):
        return None
    return Opening(label=label, shape="alone", end=len(text), bold=_is_bold(paragraph, start, len(text)), span=span)


def _dash(text: str, start: int) -> Opening | None:
    match = _LETTER_DASH.match(text, start) or _NAME_DASH.match(text, start, start + _LONGEST)
    if match is None or not _may_be_label(match[1]):
        return None
    return Opening(label=match[1].strip(), shape="dash", end=match.end())


def _without_time(label: str) -> tuple[str, Span | None]:
    """The label without a time after it: ``Ana [12:34]``, ``Speaker 1  0:12``."""
    # Search no further back than a time can reach: a label of nothing but spaces would take quadratic time.
    label = label.rstrip()
    match = _TIME_BEHIND.search(label, max(0, len(label) - _LONGEST))
    if match is None:
        return label.strip(" \t\u00a0"), None
    return label[: match.start()].strip(" \t\u00a0,،"), parse_span(re.sub(r"\s", "", match[1]))


def _without_stop(label: str) -> str:
    """The label without a final full stop, unless it belongs to an abbreviation or initials."""
    return label.rstrip(".") if re.search(r"\w{4,}\.$", label) else label


def _may_be_label(label: str) -> bool:
    return (
        0 < len(label) <= _LONGEST
        and (label[0].isalnum() or label[0] in "'’‘")
        and label.count("(") + label.count("[") == label.count(")") + label.count("]")
        and len(label.split()) <= (_MOST_WITH_ROLE if "," in label or "،" in label else _MOST_WORDS)
        and not _YEAR.search(label)
        and any(character.isalpha() for character in label)
        and not any(character in _NO_NAME for character in _NICKNAME.sub("", label))
        and not re.search(r"\w{5,}\.(?:\s|$)|(?:^|\s)[^\W\dA-Z_]{2,}\.\s|https?$", label)
    )


def _is_bold(paragraph: Paragraph, start: int, end: int) -> bool:
    return _bold_end(paragraph, start) >= end


def _bold_end(paragraph: Paragraph, start: int) -> int:
    """Where the emphasized letters that begin at an offset end; the offset itself if there are none."""
    at = 0
    for piece in paragraph.pieces:
        last = at + len(piece.text)
        if last > start and not (piece.bold or piece.italic) and piece.text[max(0, start - at) :].strip(" \u00a0"):
            return max(at, start)
        at = last
    return at


def _words_at(text: str, offset: int) -> int:
    return offset + len(text[offset : offset + 50]) - len(text[offset : offset + 50].lstrip(" \t\u00a0"))
