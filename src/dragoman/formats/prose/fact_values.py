"""The values of the facts at the head of a page: sources, dates and places, people, addresses."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from dragoman.formats.prose.fact_dates import make_date
from dragoman.formats.prose.fact_words import Key
from dragoman.formats.prose.head_people import StatedPerson
from dragoman.formats.prose.language_words import find_named_language
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.written_dates import find_date
from dragoman.notation.times import parse_span
from dragoman.notation.typed import DateKind
from dragoman.transcript.document import Date, Publication

__all__ = ["STATED", "Head", "find_length", "find_people", "find_stated", "take_fact", "take_source"]

_THIS = r"(?:this [\w ]{2,30}? |it )?(?:was |were |has been )?"
_THIS_ELSEWHERE = (
    r"(?:(?:dieses|das) (?:interview|gespräch) wurde (?:.{0,30}? )?|(?:cet entretien|cette interview) a été |"
    r"esta entrevista (?:fue|foi) |(?:questa|l[’']) ?intervista è stata )?"
)
STATED: tuple[tuple[re.Pattern[str], Key], ...] = (
    (
        re.compile(r"interview(?:ed)? (?:of|from|on|held on|given on|dated)\s+(?=[\w\s]{0,20}\d)", re.IGNORECASE),
        "recorded",
    ),
    (
        re.compile(
            rf"{_THIS_ELSEWHERE}(?:erst)?(?:gesendet|ausgestrahlt|diffusée?s?|emitid[oa]|transmitid[oa]|trasmess[oa])\b",
            re.I,
        ),
        "aired",
    ),
    (
        re.compile(
            rf"{_THIS_ELSEWHERE}(?:aufgezeichnet|aufgenommen|enregistrée?|réalisée?|grabad[oa]|realizad[oa]|gravad[oa]|registrat[oa])\b",
            re.IGNORECASE,
        ),
        "recorded",
    ),
    (
        re.compile(
            rf"{_THIS_ELSEWHERE}(?:zuerst |erstmals )?(?:veröffentlicht|erschienen|publiée?|parue?|publicad[oa]|"
            rf"pubblicat[oa])\b",
            re.IGNORECASE,
        ),
        "first-published",
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
    r"\b(?:in\s+(?:the\s+)?(?P<town>[A-Z][^,;.\n]{1,60}?(?:,\s[A-Z][\w’' -]{1,30}?)?)(?=\s+(?:on|in|at)\s|,\s+(?:on|"
    r"in|and)\s|[,.;]|$)|"
    r"(?:on|in|by|at|from|im|in der|in dem|auf|bei|en|dans|sur|na|no|nel|nella|su)\s+(?:the\s+|la\s+|le\s+|el\s+|"
    r"il\s+)?(?:(?:web)?site\s+|website\s+|newspaper\s+|magazine\s+)?"
    r"(?P<place>[A-Z«“\"‘][^,;.\n]{1,60}?)(?=\s+(?:on|in|at|am|le|el|em|il|,)\s|[,.;]|$))"
)
_SHOW = "programme|program|show|series|sendung|programa|émission|برنامه|برنامج|البرنامج"
_PROGRAMME = re.compile(
    rf"(?:{_SHOW})[\s:：]*[“\"«„]([^”\"»“]{{2,100}})[”\"»“]",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{3,1000}")
# Newspapers publish, programmes are aired.
_PAPERS = re.compile(
    r"\b(?:newspaper|magazine|weekly|daily|journal|gazette|times|review|press|zeitung|zeitschrift|magazin|periódico|diario|"
    r"revista|journal|quotidien|hebdomadaire|jornal|giornale|quotidiano|rivista|газета|журнал|gazete|dergi)\b|صحيفة|جريدة|مجلة|"
    r"روزنامه|مجله|هفته‌نامه|עיתון|מגזין",
    re.IGNORECASE,
)


class Head(msgspec.Struct, kw_only=True):
    """The facts in the lines before the first turn. ``rest`` are the lines without a field.

    ``described`` is what the page labels as its description; ``support`` asks readers for money; ``sourced`` is the
    kind of a date that follows a named source; ``people`` are the lines that name a role or a condition.
    """

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
    described: list[str] = []
    support: list[str] = []
    speakers: list[str] = []
    people: list[StatedPerson] = []
    duration: int | None = None
    rights_holder: str | None = None
    ground_for_use: str | None = None
    licence: str | None = None
    confidential: bool | None = None
    dated_alone: list[str] = []
    sourced: Literal["aired", "first-published"] | None = None


def take_fact(key: Key, value: str, line: str, paragraph: Paragraph, head: Head, language: str | None) -> None:
    """Store a fact that has a field; what cannot be stored there is kept as a line."""
    kept = True
    match key:
        case "title":
            head.title = head.title or value
        case "original-title":
            head.other_title = head.other_title or value
        case "source":
            kept = take_source(value, head, language)
            _link(value, paragraph, head)
        case "programme":
            head.programme = head.programme or value.strip('“”"«»')
        case "publisher":
            head.publisher = head.publisher or value
            head.sourced = head.sourced or _sourced(value)
        case "translator":
            head.translators += find_people(value)
        case "tags" | "categories":
            getattr(head, key).extend(word for part in re.split("[,،;|#]", value) if (word := part.strip()))
        case "link":
            kept = _link(value, paragraph, head)
        case "description":
            head.described.append(value)
        case "speaker":
            head.speakers += find_people(value)
            kept = len(head.speakers) == 1
        case "duration":
            length = find_length(value)
            head.duration = length if length is not None else head.duration
            kept = length is not None
        case "rights-holder" | "ground-for-use" | "licence":
            field = key.replace("-", "_")
            setattr(head, field, getattr(head, field) or value)
        case "confidential":
            kept = _take_answer(value, head)
        case "reposted":
            kept = _published(value, paragraph, head, language) or _dated_here(value, language, head)
        case "date" | "recorded" | "aired" | "first-published" | "published-here" | "corrected":
            kind = head.sourced or "recorded" if key == "date" else key
            if kind == "first-published" and (publisher := _only_publisher(value, line)):
                head.publisher = head.publisher or publisher
                return
            kept = _date(kind, value, head, language)
            named = _PROGRAMME.search(value)
            if key == "aired" and named:
                head.programme = head.programme or named[1]
                head.publisher = head.publisher or _broadcaster(value)
                kept = kept or _is_said(value, named[0], head)
            if key == "first-published":
                _published(value, paragraph, head, language)
    if not kept:
        head.rest.append(line)


def _take_answer(value: str, head: Head) -> bool:
    """Read whether the interview is confidential; return whether the value says only that.

    Any value but "no" says that it is: somebody has to decide before it is published.
    """
    answer = value.casefold().strip(" .")
    head.confidential = head.confidential or answer != "no"
    return answer in ("yes", "no")


_LENGTH = re.compile(
    r"(?:(?:about|ca\.?|approx\.?|circa|etwa|env\.)\s*)?(?:(?P<h>\d{1,3})\s*(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|ore|"
    r"ч|часов|часа?|שעות|שעה|saat|ساعات|ساعة|ساعت)\.?,?\s*(?:and|und|et|y|e|و)?\s*)?"
    r"(?:(?P<m>\d{1,4})\s*(?:m|mins?|minutes?|minuten?|minutos?|minuti|минут[аы]?|мин|dakika|دقيقة|دقیقه|דקות)?\.?,?\s*)?"
    r"(?:(?P<s>\d{1,4})\s*(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|secondi)\.?)?",
    re.IGNORECASE,
)


def find_length(value: str) -> int | None:
    """A duration in ms: ``1:02:10``, ``1 h 12 min``, ``45 minutes``; ``None`` for other words, and for a bare
    number.
    """
    span = parse_span(value.strip())
    if span is not None:
        return span.start if span.end is None else None
    match = _LENGTH.fullmatch(value.strip(" ."))
    if match is None or value.strip(" .").isdecimal() or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


_AIRED_ON = re.compile(
    r"\b(?:aired|broadcast|shown)\s+(?:on|by)\s+(?:the\s+)?([A-Z][^,;.\n“\"«]{1,60}?)(?=\s*[,;.]|\s+on\b|\s*\Z)", re.I
)


def _broadcaster(value: str) -> str | None:
    """The broadcaster: ``Broadcast on Radio Orva, 3 May 2020``; not a date or a weekday."""
    match = _AIRED_ON.search(value)
    if match is None or find_date(match[1], None) is not None or any(map(str.isdecimal, match[1])):
        return None
    return match[1].strip() if not re.fullmatch(_DAYS, match[1].strip(), re.IGNORECASE) else None


_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tv|television|(?:the )?radio|air"


def _is_said(value: str, programme: str, head: Head) -> bool:
    """Whether the fields contain everything that a sentence states: the broadcaster, the programme, the date."""
    date = head.dates[-1] if head.dates else None
    rest = value.replace(programme, "")
    for part in (head.publisher, date and date.written):
        rest = rest.replace(part or "", "")
    return len(list(re.findall(r"[^\W\d]{3,}", rest))) <= _FEW


_FEW = 2


_PUBLISHED_IN = re.compile(r"(?:first |originally )?published (?:in|by|on|at)\s*[:：]\s*(?=\S)", re.IGNORECASE)


def _only_publisher(value: str, line: str) -> str | None:
    """The publisher in a field without a date: ``Published in: Harbour Weekly (No. 12)``."""
    stated = _PUBLISHED_IN.match(value)
    value = value[stated.end() :] if stated else value
    is_field = line.rstrip().endswith(value) and line[: -len(value)].rstrip()[-1:] in (":", "：")
    if not is_field or _ADDRESS.search(value) or find_date(value, None) is not None or len(value.split()) > 10:
        return None
    return value.strip(" .") if _PAPERS.search(value) else None


def _date(kind: DateKind, value: str, head: Head, language: str | None) -> bool:
    place = _find_place(value)
    date = make_date(kind, value, language, place)
    if date is None:
        return False
    if place is None and date.edtf and (named := _named_before(value, date.written or "")):
        date = msgspec.structs.replace(date, place=named)
    if (date.written or "").strip().isdecimal() and any(map(str.isdigit, value.replace(date.written or "", ""))):
        # Only the year could be read: the day and the month are in a language without a table.
        date = msgspec.structs.replace(date, written=value.strip(), place=None)
    head.dates.append(date)
    # Words that state more than a time and a place are kept for readers.
    said = (date.written or "") + (date.place or "")
    return len(said) + 24 >= len(value)


def _find_place(value: str) -> str | None:
    """Where something happened or appeared; ``in Spanish`` is not a place."""
    for match in _PLACE.finditer(value):
        found = (match["town"] or match["place"]).strip()
        if find_named_language(found) is None:
            return found
        within = _find_place(value[match.start() + 3 :])
        if within is not None:
            return within
    return None


def _named_before(value: str, written: str) -> str | None:
    """The words before a date and a comma: ``The Valley Weekly, 14 December 2018``."""
    match = re.match(r"([^\W\d_][^,،.;:]{1,60})[,،]\s*\Z", value.partition(written)[0])
    return match[1].strip(' “”"«»') if match and not find_stated(value) and len(match[1].split()) <= 6 else None


def take_source(value: str, head: Head, language: str | None) -> bool:
    """Read ``Al Jazeera, "Without Borders", 3 May 2021``: a publisher, a programme, a date."""
    head.sourced = head.sourced or _sourced(value)
    date = make_date(head.sourced, value, language)
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
    parts = [_with_whole_brackets(part.strip(" .،")) for part in re.split(r"[,،;|–—]", value)]
    parts = [part for part in parts if part and not re.fullmatch(r"(?:on|in|aired|broadcast|on air)", part, re.I)]
    if parts:
        head.publisher = head.publisher or parts[0]
    if len(parts) > 1 and head.programme is None:
        programme = re.sub(r"^(?:the )?(?:programme|program|show|برنامه|برنامج)\s+", "", parts[1], flags=re.IGNORECASE)
        head.programme = programme
    return len(parts) < 3


def _sourced(value: str) -> Literal["aired", "first-published"]:
    return "first-published" if _PAPERS.search(value) else "aired"


def _with_whole_brackets(part: str) -> str:
    """The part without empty or unbalanced brackets."""
    bare = re.sub(rf"\(\s*(?:{_SHOW})?[\s:]*\)|\[\s*\]", "", part, flags=re.IGNORECASE).strip(" .،")
    for opener, closer in ("()", "[]"):
        if bare.count(opener) != bare.count(closer):
            bare = bare.strip(f" .{opener}{closer}")
    return bare


def _link(value: str, paragraph: Paragraph, head: Head) -> bool:
    addresses = _addresses(value, paragraph)
    head.publications += [Publication(address=address) for address in addresses]
    return bool(addresses)


def _published(value: str, paragraph: Paragraph, head: Head, language: str | None) -> bool:
    """The place of publication, if an address is given."""
    addresses = _addresses(value, paragraph)
    words = _ADDRESS.sub(" ", value)
    date = find_date(words, language)
    place = _find_place(words)
    linked = next((piece.text.strip() for piece in paragraph.pieces if piece.link in addresses), None)
    publisher = place.strip(' “”"«»') if place else linked
    for address in addresses:
        is_address = publisher is not None and publisher.startswith("http")
        publication = Publication(
            address=address, publisher=None if is_address else publisher, date=date[0] if date else None
        )
        head.publications.append(publication)
    return bool(addresses)


def _dated_here(value: str, language: str | None, head: Head) -> bool:
    """Read a repost with only a date as the publication on this page."""
    bare = re.sub(
        r"^(?:re-?posted|re-?published|cross-posted)?\s*(?:here\s+)?(?:on|in)?\s*", "", value, flags=re.IGNORECASE
    )
    found = find_date(bare, language)
    if found is None or len(found[1]) + 2 < len(bare.strip(" .")):
        return False
    head.dates.append(Date(kind="published-here", edtf=found[0], written=found[1], calendar=found[2]))
    return True


def _addresses(value: str, paragraph: Paragraph) -> list[str]:
    """The addresses that some words of a paragraph contain or link to."""
    named = [match.group().rstrip(".,;)") for match in _ADDRESS.finditer(value)]
    linked = [piece.link for piece in paragraph.pieces if piece.link and _ADDRESS.fullmatch(piece.link)]
    return list(dict.fromkeys([*named, *linked]))


def find_people(value: str) -> list[str]:
    """The names in a list of people, without what follows them in brackets."""
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", value)
    bare = re.sub(r",?\s+(?:and|with) (?:\w+ )?(?:edited|transcribed|introduced|annotated|notes)\b.*", "", bare)
    bare = re.sub(r"\s+(?:from|out of|into)\s+(?:the\s+)?(?:original\s+)?[^\W\d_]+(?=\s*[,;.]|\s*$)", "", bare)
    names = re.split(r"\s*(?:,|،|;|&|\band\b|\bund\b|\bet\b|\s+و\s+)\s*", bare)
    return [name for part in names if (name := _without_stop(part)) and len(name) <= 80]


def _without_stop(name: str) -> str:
    """The name without the full stop of its sentence, but with that of initials."""
    bare = name.strip(" \u00a0")
    return bare if re.search(r"\b[A-Z]\.$", bare) else bare.strip(" .\u00a0")


def find_stated(line: str) -> Key | None:
    return next((key for pattern, key in STATED if pattern.match(line)), None)
