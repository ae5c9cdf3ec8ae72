"""Lines that say who published a page and when: ``Publié le 3 mars 2021 par Karim``. Nobody says them."""

from __future__ import annotations

import re

from dragoman.language.written_dates import find_date

__all__ = ["find_byline", "is_byline"]

_LONGEST = 300
_BY = (
    r"(?:by|von|par|por|da|di|przez|door|автор(?:ом)?|"
    r"بواسطة|بواسطه|من قبل|من طرف|بقلم|توسط|به قلم|نوشتهٔ?|על ידי|ע״י|ע\"י|מאת)"
)
_POSTED = re.compile(
    r"(?:date\s+(?P<stamp>\d{4}-\d\d-\d\d)\s+)?"
    r"(?:posted|published|veröffentlicht|erschienen|publiée?|mis en ligne|publicad[oa]|postado|pubblicat[oa]|"
    r"опубликован[оа]?|размещено|opublikowan[oay]|gepubliceerd|geplaatst|"
    r"ن[ُ]?شرت?|ك[ُ]?تبت?|منتشر شده|ارسال شده|نوشته شده|פורסם|פורסמה)"
    r"(?:\s+(?:on|in|am|le|el|em|il|op|dnia|في|بتاريخ|يوم|در|ב-?))?[\s:]*"
    rf"(?P<date>[^|]{{0,60}}?)[\s|,،–—-]*(?<!\w){_BY}\s*:?\s+(?P<who>\S.{{0,60}})",
    re.IGNORECASE,
)
# The author before the date: "نشره كريم في 3 مارس 2021", "Karim tarafından 3 Mart 2021 tarihinde yayınlandı".
_AUTHOR_FIRST = re.compile(
    r"(?:نشره|نشرته|كتبه|كتبته|أرسله)\s+(?P<who>\S.{0,60}?)\s+(?:في|بتاريخ|يوم)\s+(?P<date>[^|]{6,40})|"
    r"(?P<who2>\S.{0,60}?)\s+tarafından\s+(?P<date2>[^|]{6,40}?)(?:['’]d[ea]|\s+tarihinde)?\s+ya(?:yın|yım)lan\S{1,6}\.?",
    re.IGNORECASE,
)
# The author behind the date without a word between them, in the instrumental: "Опубликовано 3 марта 2021 Каримом".
_INSTRUMENTAL = re.compile(
    r"(?i:опубликован[оа]?|размещено)\s+(?P<date>[^|]{6,40}?)\s+(?P<who>[А-ЯЁ]\S+(?:\s+[А-ЯЁ]\S+)?)"
)
_BY_DATE = re.compile(
    rf"(?P<date>[^|]{{6,40}}?)\s*[|,·•]?\s+{_BY}\s+(?P<who>[\w .’'-]{{2,40}})|"
    rf"{_BY}\s+(?P<who2>[\w .’'-]{{2,40}}?)[\s|,،·•–—-]+(?:(?:on|le|el|am|il|em|op|dnia|في|در)\s+)?"
    r"(?P<date2>[^|]{6,40})",
    re.IGNORECASE,
)
_PATTERNS = (_POSTED, _AUTHOR_FIRST, _INSTRUMENTAL, _BY_DATE)
_LONGEST_REST = 12


def find_byline(line: str) -> tuple[str, str] | None:
    """The date of a post as written, and its author: ``Posted on 12 June 2018 by admin``; ``None`` for other lines."""
    if len(line) > _LONGEST:
        return None
    for pattern in _PATTERNS:
        match = pattern.fullmatch(line)
        if match is None:
            continue
        found = match.groupdict()
        written = found.get("stamp") or found.get("date") or found.get("date2") or ""
        who = found.get("who") or found.get("who2") or ""
        if who and find_date(written, None) is not None:
            return written.strip(), who.strip()
    return None


def is_byline(text: str) -> bool:
    """Whether a paragraph only says who published the page and when: its date is all that stands where a date does."""
    found = find_byline(text.strip())
    date = found and find_date(found[0], None)
    if not found or date is None or found[1][:1].islower():
        return False
    return len(found[0]) <= len(date[1]) + _LONGEST_REST
