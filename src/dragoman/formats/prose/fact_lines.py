"""The facts that stand at the head of a page in its own words: lines such as ``Aired: 12 Bahman 1357``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from dragoman.formats.prose.fact_dates import find_date, make_date
from dragoman.formats.prose.fact_words import KEYS, Key
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.direction import text_direction
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.notation.typed import DateKind
from dragoman.transcript.document import Date, Publication

__all__ = ["Head", "is_fact", "read_head"]

_TRANSLATED = re.compile(
    r"(?:\([^)]{0,60}\)\s*)?"
    r"(?:(?:(?:this|the) (?:interview|transcript|text|conversation|article) |it )?(?:was |is |has been ))?"
    r"(?:translated|translation|english translation|rendered into english)"
    r"(?:\s+(?:from|out of)\s+(?:the\s+)?(?:original\s+)?[\w ]{2,30}?)?"
    r"(?:\s+into\s+\w+)?\s+by:?\s+(?P<who>(?:\b[A-Z]\.\s?|[^.;|\n]){2,120})\.?",
    re.IGNORECASE,
)
_TRANSLATED_RTL = re.compile(
    r"(?:ترجمه(?:ٔ|‌ی|ی)?|برگردان|مترجم|ترجمة|ترجمها|نقلها إلى \S+)\s*[:：]?\s+(?P<who>[^.;|\n]{2,80})"
)
_THIS = r"(?:this [\w ]{2,30}? |it )?(?:was |were |has been )?"
_STATED: tuple[tuple[re.Pattern[str], Key], ...] = (
    (
        re.compile(r"interview(?:ed)? (?:of|from|on|held on|given on|dated)\s+(?=[\w\s]{0,20}\d)", re.IGNORECASE),
        "recorded",
    ),
    (re.compile(r"(?:بثّ?ت?|أ?ُ?ذيعت?|عُ?رضت?)\s|.{0,80}?پخش\s?‌?شده?\b"), "aired"),
    (re.compile(r"سُ?جّ?لت?\s|أُ?جريت?\s|.{0,80}?(?:ضبط|انجام) شده?\b"), "recorded"),
    (re.compile(r"نُ?شرت?\s|.{0,80}?منتشر شده?\b"), "first-published"),
    (re.compile(rf"{_THIS}(?:first |originally )?(?:aired|broadcast)\b", re.IGNORECASE), "aired"),
    (re.compile(rf"{_THIS}(?:recorded|filmed|conducted|held|took place)\b", re.IGNORECASE), "recorded"),
    (re.compile(rf"{_THIS}(?:re-?posted|re-?published|cross-posted)\b", re.IGNORECASE), "reposted"),
    (re.compile(rf"{_THIS}(?:first |originally )?(?:published|appeared|posted)\b", re.IGNORECASE), "first-published"),
)
_PLACE = re.compile(
    r"\b(?:on|in|by|at|from)\s+(?:the\s+)?(?P<place>[A-Z«“\"‘][^,;.\n]{1,60}?)(?=\s+(?:on|in|at|,)\s|[,.;]|$)"
)
# What our own pages put there for readers, and make again.
_LEGEND = "What the marks mean"
_LONGEST = 300
_MOST_FACTS = 200
_LONGEST_TITLE = 80
_NO_TITLE_ENDS = SENTENCE_ENDS | COMMAS | frozenset("])")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1000}")


class Head(msgspec.Struct, kw_only=True):
    """What the lines before the first turn say. ``rest`` are those that say nothing that has a field."""

    title: str | None = None
    other_title: str | None = None
    programme: str | None = None
    publisher: str | None = None
    translators: list[str] = []
    tags: list[str] = []
    categories: list[str] = []
    dates: list[Date] = []
    publications: list[Publication] = []
    rest: list[str] = []


def read_head(
    paragraphs: Sequence[Paragraph], language: str | None, title: str | None, around: Sequence[Paragraph] = ()
) -> Head:
    """The facts in the paragraphs before the first turn.

    :param title: the page's title, so that a line that repeats it says nothing new
    :param around: paragraphs of which only the facts are taken
    """
    head = Head()
    for number, paragraph in enumerate(paragraphs):
        if paragraph.kind == "heading":
            _heading(paragraph, head, title)
        elif paragraph.text and number < _MOST_FACTS:
            for line in _split_facts(_in_lines(paragraph)):
                _line(line.strip(), paragraph, head, language)
        elif paragraph.text:
            head.rest.append(paragraph.text)
    if title is None and head.title is None and head.rest and _is_title(head.rest[0], paragraphs):
        head.title = head.rest.pop(0)
    rest = len(head.rest)
    for paragraph in around[:_MOST_FACTS]:
        for line in _split_facts(paragraph.text) if paragraph.kind == "paragraph" else ():
            if _says_fact(line):
                _line(line, paragraph, head, language)
    del head.rest[rest:]
    return head


def _is_title(line: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first line of a page without a heading names it: it is short, and no sentence."""
    first = next((paragraph.text for paragraph in paragraphs if paragraph.text), "")
    return first.startswith(line) and len(line) <= _LONGEST_TITLE and line[-1] not in _NO_TITLE_ENDS


def _in_lines(paragraph: Paragraph) -> str:
    """The words of a paragraph, with a new line before each name of a fact whose letters stand out."""
    out = ""
    for piece in paragraph.pieces:
        key = " ".join(piece.text.strip(" :：").casefold().split())
        out = out.rstrip() + "\n" if (piece.bold or piece.italic) and key in KEYS and out.strip() else out
        out += piece.text
    return out


def is_fact(text: str) -> bool:
    """Whether a paragraph says nothing but facts that have a field: ``Translated by Mar Vidal.``"""
    lines = _split_facts(text)
    return bool(lines) and len(text) <= 2 * _LONGEST and all(map(_says_fact, lines))


def _says_fact(line: str) -> bool:
    key, value = _split(line)
    if key is not None:
        return bool(value)
    if _TRANSLATED.fullmatch(line) or _TRANSLATED_RTL.fullmatch(line):
        return True
    return len(line) <= _LONGEST // 2 and any(pattern.match(line) for pattern, _ in _STATED[:1] + _STATED[-4:])


def _split_facts(text: str) -> list[str]:
    """The lines of a paragraph; two facts on one line are two, and so are two sentences that state one each."""
    return [sentence for line in _split_lines(text) for sentence in _split_sentences(line)]


def _split_sentences(line: str) -> list[str]:
    """The line, cut where a sentence begins that states a fact, and where it ends."""
    ends = [
        match.end()
        for match in re.finditer(
            r"(?<=[^\W_]{3}[.;!؟?]|[\d)”»\"][\d)”»\"][\d)”»\".][.;]|[\d\w]\d\d[.;])\s+(?=\S)", line[: 10 * _LONGEST]
        )
    ]
    starts = [0, *ends]
    cuts: set[int] = set()
    for start, end in itertools.pairwise([*starts, len(line)]):
        sentence = line[start:end].strip().rstrip(";")
        if _TRANSLATED.fullmatch(sentence) or _TRANSLATED_RTL.fullmatch(sentence) or _find_stated(sentence):
            cuts |= {start, end} if re.search(r"\d{4}|[^.]{12}\.$", sentence) else {start}
    bounds = sorted({0, len(line)} | cuts)
    return [piece for start, end in itertools.pairwise(bounds) if (piece := line[start:end].strip())]


def _split_lines(text: str) -> list[str]:
    """The lines of a paragraph, and what stands behind the name of a fact as one."""
    cuts = [
        match.end(1)
        for match in re.finditer(r"([.;|·•،,]\s+|\n)(?=([^:：.;|\n]{2,40}?)\s?[:：]\s)", text)
        if match[1] == "\n" or " ".join(match[2].casefold().split()) in KEYS
    ]
    pieces = [text[start:end].strip(" \t\n;|·•،,") for start, end in itertools.pairwise([0, *cuts, len(text)])]
    return [line for piece in pieces for line in piece.split("\n") if line.strip()]


def _heading(paragraph: Paragraph, head: Head, title: str | None) -> None:
    text = paragraph.text
    if title is None and head.title is None:
        head.title = text
    elif text not in (title, head.title):
        known = title or head.title or ""
        if head.other_title is None and text_direction(text) not in (None, text_direction(known)):
            head.other_title = text
        else:
            head.rest.append(text)


def _line(line: str, paragraph: Paragraph, head: Head, language: str | None) -> None:
    if line.startswith(_LEGEND):
        return
    key, value = _split(line)
    if key is not None and value:
        _take(key, value, line, paragraph, head, language)
        return
    stated = _find_stated(line) if len(line) <= _LONGEST else None
    if stated is not None:
        _take(stated, line, line, paragraph, head, language)
        return
    translated = _TRANSLATED.fullmatch(line) or _TRANSLATED_RTL.fullmatch(line)
    if translated:
        head.translators += _people(translated["who"])
        return
    bare = line.strip("()[] ")
    date = find_date(bare, language) if len(bare) <= 40 else None
    if date is not None and date[1].strip(" .,") == bare.strip(" .,"):
        head.dates.append(Date(kind="recorded", edtf=date[0], written=date[1], calendar=date[2]))
        return
    head.rest.append(line)


def _split(line: str) -> tuple[Key | None, str]:
    match = re.match(r"[-–—•*\s]*([^:：]{2,40}?)\s*[:：]\s*", line)
    key = KEYS.get(" ".join(match[1].casefold().split())) if match else None
    return key, line[match.end() :].strip() if match else line


def _find_stated(line: str) -> Key | None:
    return next((key for pattern, key in _STATED if pattern.match(line)), None)


def _take(key: Key, value: str, line: str, paragraph: Paragraph, head: Head, language: str | None) -> None:
    """One fact that has a field; what cannot be kept in its field stays as a line."""
    kept = True
    match key:
        case "title":
            head.title = head.title or value
        case "original-title":
            head.other_title = head.other_title or value
        case "source":
            kept = _source(value, head, language)
            _link(value, paragraph, head)
        case "programme":
            head.programme = head.programme or value.strip('“”"«»')
        case "publisher":
            head.publisher = head.publisher or value
        case "translator":
            head.translators += _people(value)
        case "tags" | "categories":
            getattr(head, key).extend(word for part in re.split("[,،;|#]", value) if (word := part.strip()))
        case "link":
            kept = _link(value, paragraph, head)
        case "description":
            head.rest.append(value)
        case "reposted":
            kept = _published(value, paragraph, head, language) or _dated_here(value, language, head)
        case "date" | "recorded" | "aired" | "first-published" | "published-here" | "corrected":
            kept = _date("recorded" if key == "date" else key, value, head, language)
            if key == "first-published":
                _published(value, paragraph, head, language)
    if not kept:
        head.rest.append(line)


def _date(kind: DateKind, value: str, head: Head, language: str | None) -> bool:
    place = _PLACE.search(value)
    date = make_date(kind, value, language, place["place"].strip() if place else None)
    if date is None:
        return False
    if place is None and date.edtf and (named := _named_before(value, date.written or "")):
        date = msgspec.structs.replace(date, place=named)
    head.dates.append(date)
    # Words that say more than when and where stay to be read.
    said = (date.written or "") + (date.place or "")
    return len(said) + 24 >= len(value)


def _named_before(value: str, written: str) -> str | None:
    """What stands before a date and a comma: ``The Valley Weekly, 14 December 2018``."""
    match = re.match(r"([^\W\d_][^,،.;:]{1,60})[,،]\s*\Z", value.partition(written)[0])
    return match[1].strip(' “”"«»') if match and not _find_stated(value) and len(match[1].split()) <= 6 else None


def _source(value: str, head: Head, language: str | None) -> bool:
    """``Al Jazeera, "Without Borders", 3 May 2021``: a publisher, a programme, a date."""
    date = make_date("aired", value, language)
    if date is not None and date.edtf is not None:
        head.dates.append(date)
        value = value.replace(date.written or "", "")
    quoted = re.search(r"[“\"«]([^”\"»]{2,100})[”\"»]", value)
    if quoted:
        head.programme = head.programme or quoted[1]
        value = value.replace(quoted[0], "")
    address = _ADDRESS.search(value)
    if address:
        value = value.replace(address.group(), "")
    parts = [part.strip(" .()[]،") for part in re.split(r"[,،;|–—]", value)]
    parts = [part for part in parts if part and not re.fullmatch(r"(?:on|in|aired|broadcast|on air)", part, re.I)]
    if parts:
        head.publisher = head.publisher or parts[0]
    if len(parts) > 1 and head.programme is None:
        programme = re.sub(r"^(?:the )?(?:programme|program|show|برنامه|برنامج)\s+", "", parts[1], flags=re.IGNORECASE)
        head.programme = programme
    return len(parts) < 3


def _link(value: str, paragraph: Paragraph, head: Head) -> bool:
    addresses = _addresses(value, paragraph)
    head.publications += [Publication(address=address) for address in addresses]
    return bool(addresses)


def _published(value: str, paragraph: Paragraph, head: Head, language: str | None) -> bool:
    """Where it was published, where an address is given."""
    addresses = _addresses(value, paragraph)
    words = _ADDRESS.sub(" ", value)
    date = find_date(words, language)
    place = _PLACE.search(words)
    linked = next((piece.text.strip() for piece in paragraph.pieces if piece.link in addresses), None)
    publisher = place["place"].strip(' “”"«»') if place else linked
    for address in addresses:
        is_address = publisher is not None and publisher.startswith("http")
        publication = Publication(
            address=address, publisher=None if is_address else publisher, date=date[0] if date else None
        )
        head.publications.append(publication)
    return bool(addresses)


def _dated_here(value: str, language: str | None, head: Head) -> bool:
    """A repost that is stated with nothing but its date is the one on this page."""
    bare = re.sub(
        r"^(?:re-?posted|re-?published|cross-posted)?\s*(?:here\s+)?(?:on|in)?\s*", "", value, flags=re.IGNORECASE
    )
    found = find_date(bare, language)
    if found is None or len(found[1]) + 2 < len(bare.strip(" .")):
        return False
    head.dates.append(Date(kind="published-here", edtf=found[0], written=found[1], calendar=found[2]))
    return True


def _addresses(value: str, paragraph: Paragraph) -> list[str]:
    """The addresses that some words of a paragraph name or lead to."""
    named = [match.group().rstrip(".,;)") for match in _ADDRESS.finditer(value)]
    linked = [piece.link for piece in paragraph.pieces if piece.link and _ADDRESS.fullmatch(piece.link)]
    return list(dict.fromkeys([*named, *linked]))


def _people(value: str) -> list[str]:
    """The names in a list of people, without what stands in brackets behind them."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", value)
    bare = re.sub(r",?\s+(?:and|with) (?:\w+ )?(?:edited|transcribed|introduced|annotated|notes)\b.*", "", bare)
    names = re.split(r"\s*(?:,|،|;|&|\band\b|\bund\b|\bet\b|\s+و\s+)\s*", bare)
    return [name for part in names if (name := _without_stop(part)) and len(name) <= 80]


def _without_stop(name: str) -> str:
    """The name without the full stop of its sentence, but for that of initials."""
    bare = name.strip(" \u00a0")
    return bare if re.search(r"\b[A-Z]\.$", bare) else bare.strip(" .\u00a0")
