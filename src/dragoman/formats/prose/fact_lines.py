"""The facts at the head of a page in its own words: lines such as ``Aired: 12 Bahman 1357``.

The file is long because the kinds of lines depend on each other: a line is read as the first kind that it fits.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec

from dragoman.formats.prose.bylines import find_byline, is_byline
from dragoman.formats.prose.fact_values import (
    STATED,
    Head,
    find_length,
    find_people,
    find_stated,
    take_fact,
    take_source,
)
from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS, Key
from dragoman.formats.prose.head_people import find_head_role, split_head_role
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.language.direction import text_direction
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.language.written_dates import find_date
from dragoman.notation.times import parse_span
from dragoman.transcript.document import Date

__all__ = ["Head", "find_speakers", "is_description_heading", "is_fact", "is_head_line", "read_head"]

_TRANSLATED = re.compile(
    r"(?:\([^)]{0,60}\)\s*)?"
    r"(?:(?:(?:this|the) (?:interview|transcript|text|conversation|article) |it )?(?:was |is |has been ))?"
    r"(?:translated|translation|english translation|rendered into english)"
    r"(?:\s+(?:from|out of)\s+(?:the\s+)?(?:original\s+)?[\w ]{2,30}?)?"
    r"(?:\s+into\s+\w+)?\s+by:?\s+(?P<who>(?:\b[A-Z]\.\s?|[^.;|\n]){2,120})\.?",
    re.IGNORECASE,
)
_TRANSLATED_RTL = re.compile(
    r"(?:ترجمه(?:ٔ|‌ی|ی)?|برگردان|مترجم|ترجمة|ترجمها|نقلها إلى \S+|תרגום|תרגמה?|מתרגמת?)(?:\s+מ\S+?)?(?:\s+(?:از|عن|"
    r"من)\s+(?:زبان\s+|اللغة\s+)?\S+?)?"
    r"\s*[:：]?\s+(?P<who>[^.:：;|\n]{2,80})"
)
# "Traducido del portugués por …", "Übersetzt aus dem Arabischen von …", "Traduit de l'arabe par …".
_TRANSLATED_ELSEWHERE = re.compile(
    r"(?:aus dem [^\W\d_]{3,20} (?:ins deutsche )?)?(?:traducid[oa]|traducción|traduit[es]*|traduction|übersetzt|"
    r"übersetzung|traduzid[oa]|tradução|tradott[oa]|traduzione|"
    r"переведено|перевод)(?:\s+(?:del?|de l[’']|du|aus dem|aus|vom|do|dal|dall[’']|с|al|"
    r"in[s’']?)\s*[^\W\d_]{3,20}){0,2}"
    r"\s*(?:,\s*)?(?:por|par|von|de|di|da|:)\s+(?P<who>(?:\b[A-Z]\.\s?|[^.;|\n]){2,80})\.?",
    re.IGNORECASE,
)
# What our own pages show to readers, and generate again.
_LEGEND = "What the marks mean"
_LONGEST = 300
_MOST_FACTS = 200
_LONGEST_TITLE = 80
_NO_TITLE_ENDS = SENTENCE_ENDS | COMMAS | frozenset("])")
_LONGEST_SUPPORT = 800
_LONGEST_LINE = 120
_MOST_KEYS = 3
# Requests for donations beside the article.
_SUPPORT = re.compile(
    r"\b(?:patreon|paypal|ko-?fi|buymeacoffee|gofundme|liberapay|donorbox)\b|"
    r"\bdonat(?:e|ions?|ing)\b.{0,80}\b(?:here|us|our|this|page|link|site)\b|"
    r"^support (?:us|me)\b|"
    r"\b(?:please|consider|help us|support us)\b.{0,120}(?:\bdonat|\bcontribut|\bpatron|\bgiving\b|\bsupporting\b|"
    r"[$€£]\s?\d|\bsmall monthly)|\bsupport (?:our|this|my|the) (?:work|site|blog|page|translations?|channel|"
    r"project)\b|"
    r"[$€£]\s?\d+(?:[.,]\d+)?\s?(?:/|per |a )\s?month|\bspenden?\b.{0,80}\b(?:hier|konto|uns)\b|\bunterstützen sie\b|"
    r"\bfaire un don\b|\bsoutenez(?:-nous)?\b|\bapóya(?:nos|me)\b|\bhaz una donación\b|\bapoie\b|\bfaça uma doação\b|"
    r"\bsostienici\b|\bfai una donazione\b|поддержите (?:нас|проект)|пожертвов|bağış yap|"
    r"حمایت مالی|از ما حمایت کنید|تبر[عّ]+ (?:ل|هنا|الآن)|ادعم(?:نا|وا)|دعمكم|תרמו|תמכו בנו",
    re.IGNORECASE,
)
# Words for broadcasters and publishers, in a line with only such words and a date.
_MEDIUM = re.compile(
    r"\b(?:tv|television|channel|radio|broadcast\w*|newspaper|magazine|weekly|daily|agency|news|network|podcast|youtube|times|"
    r"press|post|herald|tribune|gazette|bbc|cnn|jazeera|mayadeen|manar|arabiya|fernsehen|sender|rundfunk|zeitung|magazin|"
    r"télévision|chaîne|journal|televisión|canal|cadena|periódico|diario|revista|rádio|televisão|jornal|televisione|giornale|"
    r"телеканал|телевидение|радио|газета|журнал|televizyon|kanal|radyo|gazete|dergi)\b|(?:تلفزيون|التلفزيون|قناة|إذاعة|اذاعة|راديو|"
    r"صحيفة|جريدة|مجلة|وكالة|تلویزیون|شبکه|رادیو|روزنامه|مجله|هفته‌نامه|خبرگزاری|ערוץ|רדיו|עיתון|טלוויזיה)",
    re.IGNORECASE,
)
# A program's line above its transcript: "Thu, Mar 4, 2021 3:07PM • 12:44".
_STAMP = re.compile(
    r"(?:[^\W\d]{2,10}\.?,\s+)?(?P<date>[^•|]{6,40}?)(?:,?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]\.?M\.?)?(?:\s[A-Z]{2,4})?)"
    r"(?:\s*[•|·]\s*(?P<length>\d{1,2}(?::\d{2}){1,2}))?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|بقلم|نوشتهٔ?|מאת)\s+[^\W\da-z_][\w.'’ -]{2,50}(?<![.!?])")
_AIRED_BY = re.compile(
    r"^(?:(?:first )?(?:broadcast|aired|shown|published|printed)\s+(?:on|in|by|from)\s+|پخش(?:\s?‌?شده)?\s+از\s+|"
    r"שודרה? ב(?=ערוץ|רדיו|טלוויזיה)|בשידור ב|"
    r"بث(?:ت|ته)?\s+(?:على|في)?\s*|نشر(?:ت|ته)?\s+(?:في)?\s*)",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r",?\s+(?:and\s+)(?=(?:was |were )?(?:first |originally )?(?:published|aired|broadcast|recorded|appeared)\b)|"
    r",\s+(?=(?:first |originally )?(?:published|aired|broadcast|recorded)\s+(?:in|on|at|by)\b)",
    re.IGNORECASE,
)


def read_head(
    paragraphs: Sequence[Paragraph],
    language: str | None,
    title: str | None,
    around: Sequence[Paragraph] = (),
    bylines: Sequence[Paragraph] = (),
) -> Head:
    """The facts in the paragraphs before the first turn.

    :param title: the page's title, to recognize a line that only repeats it
    :param around: paragraphs of which only the facts are read
    :param bylines: paragraphs of which only the translators are read: their dates and names are the post's, which its
        metadata states better
    """
    head = Head()
    described = False
    for number, paragraph in enumerate(paragraphs):
        if is_description_heading(paragraph.text):
            described = True
        elif paragraph.kind == "heading":
            described = False
            _heading(paragraph, head, title)
        elif paragraph.text and _is_support(paragraph.text):
            head.support.append(paragraph.text)
        elif described and not is_head_line(paragraph):
            head.described.append(paragraph.text)
        elif paragraph.text and number < _MOST_FACTS:
            described = False
            for line in _split_facts(_in_lines(paragraph)):
                _line(line.strip(), paragraph, head, language)
        elif paragraph.text:
            head.rest.append(paragraph.text)
    _tell_dates_apart(head)
    if title is None and head.title is None and head.rest and _is_title(head.rest[0], paragraphs):
        head.title = head.rest.pop(0)
        if head.rest and _is_other_title(head.rest[0], head.title, paragraphs):
            head.other_title = head.other_title or head.rest.pop(0)
    rest = len(head.rest)
    _read_facts(around, head, language)
    del head.rest[rest:]
    post = Head()
    _read_facts(bylines, post, language)
    head.translators += [name for name in post.translators if name not in head.translators]
    return head


def _read_facts(paragraphs: Sequence[Paragraph], head: Head, language: str | None) -> None:
    for paragraph in paragraphs[:_MOST_FACTS]:
        for line in _split_facts(paragraph.text) if paragraph.kind == "paragraph" else ():
            if _says_fact(line):
                _line(line, paragraph, head, language)


def _tell_dates_apart(head: Head) -> None:
    """A date alone on its line is the post's, if the source has a date too."""
    if not (head.sourced and any(date.kind == head.sourced for date in head.dates)):
        return
    for number, date in enumerate(head.dates):
        if date.kind == "recorded" and date.written in head.dated_alone:
            head.dates[number] = msgspec.structs.replace(date, kind="published-here")


def is_description_heading(text: str) -> bool:
    """Whether a line only announces a description."""
    return text[-1:] in (":", "：") and len(text) <= _LONGEST_TITLE and KEYS.get(_key(text)) == "description"


def is_head_line(paragraph: Paragraph, *, any_key: bool = False) -> bool:
    """Whether a paragraph is one of the lines above a talk: facts, with a field or without one.

    :param any_key: treat any short value after a colon as a fact, whatever the key is
    """
    text = paragraph.text
    if is_fact(text) or _is_support(text) or find_byline(text) is not None:
        return True
    return (
        bool(text)
        and len(text) <= 3 * _LONGEST_LINE
        and all(_is_short_line(line, any_key=any_key) for line in text.split("\n"))
    )


def _is_short_line(line: str, *, any_key: bool) -> bool:
    """A date, a broadcaster with a date, or ``Key: value`` that is not a sentence."""
    bare = line.strip("()[]<> \t")
    if re.fullmatch(r"(?:https?://|www\.)\S{3,2000}", bare) or _BYLINE.fullmatch(line):
        return True
    stamp = _STAMP.fullmatch(bare)
    bare = stamp["date"].strip() if stamp else bare
    date = find_date(bare, None) if len(bare) <= _LONGEST_LINE else None
    if date is not None and (len(bare) <= len(date[1]) + 12 or _MEDIUM.search(bare)):
        return bare[-1:] not in "?!…"
    match = re.match(r"([^:：.?!]{2,40}?)\s*[:：]\s*(\S.*)", line)
    if match is None or len(line) > _LONGEST_LINE:
        return False
    if _key(match[1]) in HEAD_KEYS or find_head_role(match[1]) or re.match("https?://", match[2]):
        return True
    return any_key and line[-1] not in SENTENCE_ENDS and len(match[1].split()) <= _MOST_KEYS


def _key(text: str) -> str:
    return " ".join(text.strip(" :：*•-–—\t").casefold().split())


def _is_support(text: str) -> bool:
    return len(text) <= _LONGEST_SUPPORT and _SUPPORT.search(text) is not None


def find_speakers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """The speakers named in the lines at the head of a page: ``Speaker: Ana Ruiz``."""
    return [
        name
        for paragraph in paragraphs
        for line in paragraph.text.split("\n")
        if (found := _split(line))[0] == "speaker" and len(line) <= _LONGEST_LINE and line[-1] not in SENTENCE_ENDS
        for name in find_people(found[1])
    ]


def _is_title(line: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first line of a page without a heading is its title: it is short, and not a sentence."""
    first = next((p.text for p in paragraphs if p.text and find_byline(p.text) is None), "")
    key, colon, _ = line.partition(":")
    if _key(key) in HEAD_KEYS or (colon and _key(key) in KEYS):
        return False
    return first.startswith(line) and len(line) <= _LONGEST_TITLE and line[-1] not in _NO_TITLE_ENDS


def _is_other_title(line: str, title: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a line is the title in the other language: directly below the title, as short, in the other direction."""
    shown = [paragraph.text for paragraph in paragraphs if paragraph.text]
    below = dict(itertools.pairwise(shown)).get(title)
    is_short = len(line) <= _LONGEST_TITLE and line[-1] not in _NO_TITLE_ENDS
    return below == line and is_short and text_direction(line) not in (None, text_direction(title))


def _in_lines(paragraph: Paragraph) -> str:
    """The words of a paragraph, with a line break before each emphasized name of a fact."""
    lines = _typed_lines(paragraph)
    if len(lines) > 1 and all(map(_FIELD.match, lines)):
        return "\n".join(lines)
    out = ""
    for piece in paragraph.pieces:
        key = " ".join(piece.text.strip(" :：").casefold().split())
        out = out.rstrip() + "\n" if (piece.bold or piece.italic) and key in KEYS and out.strip() else out
        out += piece.text
    return out


_FIELD = re.compile(r"[-–—•*\s]*[^:：.?!]{2,40}[:：]\s*\S.{0,300}\Z")


def _typed_lines(paragraph: Paragraph) -> list[str]:
    """The lines of a paragraph in its file, as far as they are known."""
    groups = itertools.groupby(paragraph.pieces, lambda piece: piece.line)
    lines = ["".join(piece.text for piece in pieces).strip() for line, pieces in groups if line is not None]
    return [line for line in lines if line]


def is_fact(text: str) -> bool:
    """Whether a paragraph only contains facts that have a field: ``Translated by Mar Vidal.``"""
    lines = _split_facts(text)
    return bool(lines) and len(text) <= 2 * _LONGEST and all(map(_says_fact, lines))


def _says_fact(line: str) -> bool:
    key, value = _split(line)
    if key is not None:
        return bool(value)
    if _find_translator(line) or is_byline(line):
        return True
    return len(line) <= _LONGEST // 2 and any(pattern.match(line) for pattern, _ in STATED[:1] + STATED[-4:])


def _split_facts(text: str) -> list[str]:
    """The lines of a paragraph, with facts on the same line and sentences that state a fact separated."""
    return [sentence for line in _split_lines(text) for sentence in _split_sentences(line)]


def _split_sentences(line: str) -> list[str]:
    """The line, cut before and after each sentence that states a fact."""
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
        if _find_translator(sentence) or find_stated(sentence):
            cuts |= {start, end} if re.search(r"\d{4}|[^.]{12}\.$", sentence) else {start}
    bounds = sorted({0, len(line)} | cuts)
    return [piece for start, end in itertools.pairwise(bounds) if (piece := line[start:end].strip())]


def _split_lines(text: str) -> list[str]:
    """The lines of a paragraph, with the text after the name of a fact as one."""
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
        take_fact(key, value, line, paragraph, head, language)
        return
    stated_role = split_head_role(line, next((piece.line for piece in paragraph.pieces if piece.line), None))
    if stated_role is not None:
        head.people.append(stated_role)
        return
    post = find_byline(line)
    if post is not None:
        found = find_date(post[0], language)
        edtf, _, calendar = found or (None, None, None)
        head.dates.append(Date(kind="published-here", edtf=edtf, written=post[0], place=post[1], calendar=calendar))
        return
    clauses = [clause for clause in _CLAUSES.split(line) if clause] if len(line) <= _LONGEST else []
    if len(clauses) > 1 and any(map(find_stated, clauses[1:])):
        rest = len(head.rest)
        for clause in clauses:
            _line(clause, paragraph, head, language)
        if len(head.rest) > rest:
            # A kept line stays exactly as on the page.
            head.rest[rest:] = [line]
        return
    stated = find_stated(line) if len(line) <= _LONGEST else None
    if stated is not None:
        take_fact(stated, line, line, paragraph, head, language)
        return
    translated = _find_translator(line)
    if translated:
        head.translators += find_people(translated["who"])
        return
    bare = line.strip("()[] ")
    stamp = _STAMP.fullmatch(bare)
    if stamp is not None and (span := parse_span(stamp["length"] or "")) is not None:
        head.duration = span.start
    bare = stamp["date"].strip() if stamp else bare
    length = find_length(bare) if len(bare) <= 40 else None
    if length is not None and re.search(r"[^\W\d]", bare):
        head.duration = length
        return
    date = find_date(bare, language) if len(bare) <= 40 else None
    if date is not None and date[1].strip(" .,") == bare.strip(" .,"):
        head.dates.append(Date(kind="recorded", edtf=date[0], written=date[1], calendar=date[2]))
        head.dated_alone.append(date[1])
        return
    if not _broadcast(line, head, language):
        head.rest.append(line)


def _broadcast(line: str, head: Head, language: str | None) -> bool:
    """Read ``Al-Ufuq TV, 11 May 2021``: the broadcaster or publisher, and the date."""
    date = find_date(line, language) if len(line) <= _LONGEST_LINE else None
    if date is None or head.publisher is not None or not _MEDIUM.search(line) or line[-1] in SENTENCE_ENDS:
        return False
    others = _AIRED_BY.sub("", line.replace(date[1], "").strip(" ,،;|–—-()"))
    parts = [part.strip() for part in re.split(r"[,،;|–—]| - ", others) if part.strip()]
    medium = next((part for part in parts if _MEDIUM.search(part)), None)
    if medium is None or len(parts) > 3 or any(len(part.split()) > 8 for part in parts):
        return False
    take_source(f"{medium}, {date[1]}", head, language)
    place = next((part for part in parts if part != medium), None)
    if place is not None and head.dates:
        head.dates[-1] = msgspec.structs.replace(head.dates[-1], place=place)
    return True


def _find_translator(line: str) -> re.Match[str] | None:
    patterns = (_TRANSLATED, _TRANSLATED_RTL, _TRANSLATED_ELSEWHERE)
    return next((match for pattern in patterns if (match := pattern.fullmatch(line))), None)


def _split(line: str) -> tuple[Key | None, str]:
    match = re.match(r"[-–—•*\s]*([^:：]{2,40}?)\s*[:：]\s*", line)
    key = KEYS.get(" ".join(match[1].casefold().split())) if match else None
    return key, line[match.end() :].strip() if match else line
