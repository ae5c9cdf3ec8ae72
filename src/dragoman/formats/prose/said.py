"""Where speech ends on a page, and from where on it has no named speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.formats.prose.copied_lines import is_credit, is_foot
from dragoman.formats.prose.fact_lines import is_fact
from dragoman.formats.prose.fact_words import NOTICES
from dragoman.formats.prose.label_candidates import Opening, find_opening
from dragoman.formats.prose.label_evidence import key_of
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.prose.web.boilerplate import is_appeal, is_notice

__all__ = ["Said", "before_comments", "find_said", "is_all_link"]

# An appeal followed by more words than this is not the end.
_MOST_BEHIND = 80
_LONGEST_SHORT = 60
_OWN = re.compile(
    r"(?:comments?|responses|repl(?:y|ies)|related.*|more (?:from|on|stories|posts|articles|interviews).*|"
    r"you may also.*|see also.*|read (?:more|also|next).*|"
    r"about (?:the |this )?(?:author|translator|interviewer|site|blog|us|podcast|show|editors?).*|notes?|footnotes|"
    r"endnotes|"
    r"references|sources?|bibliography|further reading|credits?|share.*|tags?|newsletter.*|subscribe.*|sign up.*|"
    r"support.*|"
    r"donate.*|leave a .*|contact.*|follow.*|links?|show notes|categories|recent.*|popular.*|archives?|advertisement|"
    r"copyright.*|"
    r"licen[cs]e|disclaimer|acknowledge?ments?|image credits?|"
    r"lesen sie auch.*|siehe auch.*|auch interessant.*|lire aussi.*|à lire.*|voir aussi.*|"
    r"(?:leer|lea|lee) (?:también|más).*|véase también.*|leia (?:também|mais).*|veja (?:também|mais).*|"
    r"leggi anche.*|vedi anche.*|lees ook.*|читайте также.*|ayrıca (?:okuyun|bakınız).*|"
    r"اقر[أا] (?:أيضا|أيضاً|أيضًا|المزيد).*|بیشتر بخوانید.*|همچنین بخوانید.*|קראו (?:גם|עוד).*|"
    r"kommentare?|verwandte.*|mehr (?:zum|von|aus).*|über (?:den autor|die autorin|uns).*|teilen.*|fußnoten|"
    r"anmerkungen|quellen|"
    r"comentarios|relacionad.*|compartir.*|notas|fuentes|sobre (?:el autor|la autora|o autor|a autora).*|enlaces|"
    r"referencias|"
    r"comentários|compartilh.*|referências|commentaires|partager.*|à propos.*|sources|références|commenti|"
    r"condividi.*|note|"
    r"примечания|комментарии|ссылки|об авторе|yorumlar|kaynaklar|notlar|"
    r"تعليقات|مقالات ذات صلة|شارك.*|الهوامش|هوامش|المصادر|المراجع|دیدگاه.*|مطالب مرتبط|پانوشت.*|پی‌نوشت.*|منابع|نظرات|"
    r"הערות|תגובות|מקורות)[\s:：.]*",
    re.IGNORECASE,
)


class Said(msgspec.Struct, frozen=True):
    """The index after the last spoken paragraph, and those from which on nobody is named."""

    end: int
    nobodys: frozenset[int] = frozenset()


def before_comments(paragraphs: Sequence[Paragraph], found: dict[int, Opening]) -> dict[int, Opening]:
    """The labels without those that only follow a heading of the page itself: commenting readers."""
    own = [n for n, p in enumerate(paragraphs) if p.kind == "heading" and _OWN.fullmatch(p.text[:_LONGEST_SHORT])]
    for number in own:
        before = {key_of(opening.label) for n, opening in found.items() if n < number}
        behind = {key_of(opening.label) for n, opening in found.items() if n > number}
        if before and behind and before.isdisjoint(behind):
            return {n: opening for n, opening in found.items() if n < number}
    return found


def find_said(paragraphs: Sequence[Paragraph], begin: int, found: dict[int, Opening]) -> Said:
    """Find where the speech that begins at ``begin`` ends.

    A heading after the last label begins another chapter: of the same speaker if there were chapters of that level
    between the turns, else of nobody. The page's own headings, such as ``Comments``, end the speech.
    """
    last = max(found, default=begin - 1)
    between = paragraphs[begin:last]
    levels = {paragraph.level for paragraph in between if paragraph.kind == "heading"}
    if begin and paragraphs[begin - 1].kind == "heading" and found:
        levels.add(paragraphs[begin - 1].level)
    has_rules = any(paragraph.kind == "rule" for paragraph in between)
    nobodys: set[int] = set()
    for number in range(last + 1, len(paragraphs)):
        paragraph = paragraphs[number]
        if _ends(paragraphs, number, is_labelled=bool(found), has_rules=has_rules):
            return Said(number, frozenset(nobodys))
        if paragraph.kind == "rule" and not has_rules and found:
            nobodys.add(number)
        if paragraph.kind == "heading" and found and paragraph.level not in levels:
            nobodys.add(number)
    return Said(len(paragraphs), frozenset(nobodys))


def _ends(paragraphs: Sequence[Paragraph], number: int, *, is_labelled: bool, has_rules: bool) -> bool:
    paragraph = paragraphs[number]
    text = paragraph.text
    if paragraph.kind == "rule":
        return is_labelled and not has_rules and not _is_talk(paragraphs[number + 1 :])
    if paragraph.kind == "heading" and (_OWN.fullmatch(text) or is_appeal(text)):
        return not _is_talk(paragraphs[number + 1 :])
    if is_labelled and text[-1:] in (":", "：") and len(text) <= _LONGEST_SHORT and _OWN.fullmatch(text):
        return not _is_talk(paragraphs[number + 1 :])
    if paragraph.kind == "heading":
        return False
    if is_credit(text) or is_foot(text):
        return not _is_talk(paragraphs[number + 1 :])
    if is_labelled and (is_appeal(text) or is_all_link(paragraph)):
        return not _is_talk(paragraphs[number + 1 :])
    return is_labelled and _is_pages_own(paragraph)


def _is_talk(behind: Sequence[Paragraph]) -> bool:
    """Whether so much text follows a line that it cannot be the end of the talk."""
    words = 0
    for paragraph in behind:
        if paragraph.kind == "rule" or _OWN.fullmatch(paragraph.text) or is_foot(paragraph.text):
            break
        if not is_all_link(paragraph) and len(paragraph.text) > _LONGEST_SHORT and not is_appeal(paragraph.text):
            words += len(paragraph.text.split())
    return words > _MOST_BEHIND


def _is_pages_own(paragraph: Paragraph) -> bool:
    """Whether a paragraph after the last label is the page's own: a notice, or a fact that has a field."""
    opening = find_opening(paragraph)
    if opening is not None and opening.label.casefold() in NOTICES and (opening.bold or opening.heading):
        return True
    return is_notice(paragraph.text) or is_fact(paragraph.text)


def is_all_link(paragraph: Paragraph) -> bool:
    """Whether all words of a paragraph are links."""
    return all(piece.link for piece in paragraph.pieces if piece.text.strip())
