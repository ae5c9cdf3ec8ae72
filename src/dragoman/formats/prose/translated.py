"""Evidence that a page is a translation: statements by the page, its site or its author."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from dragoman.formats.prose.language_words import find_original_language

__all__ = ["Evidence", "find_evidence"]

_LONGEST = 1000
_SHOWN = 70
# A page that links to a translation is more likely the original.
_ELSEWHERE = re.compile(
    r"\b(?:read|see|click|find|available|download)\b[^.]{0,60}\b(?:translation|translated)\b|"
    r"\btranslations?\b[^.]{0,40}\b(?:here|below|available|coming|wanted|needed|services?)\b|"
    r"\btranslate this (?:page|site)\b|"
    r"\b(?:google|deepl|machine) translat|\bselect language\b",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"\btranslat(?:ed|ion)s?\s+(?:\w+\s+){0,3}(?:from|by|of|out of)\b|\b(?:this|our|the above|the following|"
    r"independent|own|my|"
    r"unofficial|full|english|literal|rough)\s+(?:\w+\s+)?translations?\b|\b(?:i|we|was|were|is|are|been)\s+(?:\w+ly\s+)?"
    r"(?:have\s+)?translated\b|\btranslations?\s+(?:is|are)\s+(?:mine|ours|my own)\b|\btranslator[’']?s?\s+notes?\b|"
    r"\btranslated\s*$|\bhelp us (?:keep |to |continue )*translat|"
    r"\bübersetz(?:t|ung)\b[^.]{0,20}\b(?:aus|von|vom)\b|\b(?:unsere|eigene|diese|deutsche) übersetzung\b|"
    r"\btraduite?s?\s+(?:\w+\s+)?(?:de|du|par)\b|\btraduction\s+(?:\w+\s+)?(?:de|du|par|française)\b|"
    r"\btraducid[oa]s?\s+(?:\w+\s+)?(?:del?|por)\b|\btraducción\s+(?:\w+\s+)?(?:del?|por|propia|al español)\b|"
    r"\btraduzid[oa]s?\s+(?:\w+\s+)?(?:d[eo]|por)\b|\btradução\s+(?:\w+\s+)?(?:d[eo]|por)\b|"
    r"\btradott[oa]\s+(?:\w+\s+)?(?:da|dal)\b|\btraduzione\s+(?:\w+\s+)?(?:di|da|dal)\b|"
    r"\bперевод\w*\s+(?:с|на русский)\b|\bпереведен\w*\b|çeviri(?:si|ren)?\s*:|çevrilmiştir|"
    r"ترجم(?:ة|ها|ه|ت)\s+(?:\w+\s+)?(?:عن|من|از|به|إلى)\s|ترجمات|ترجمه‌(?:ی|ها)|برگردان\s|מתורגם|תורגם|תרגום\s+מ",
    re.IGNORECASE,
)
_SUPPLIED = re.compile(
    r"\b(?:words?|text|phrases?|additions?|what(?:ever)?|everything|anything)\b[^.]{0,40}\b(?:in|within|between)\s+"
    r"(?:\w+\s+)?(?:brackets|parentheses)\b[^.]{0,80}\b(?:mine|ours|my|our|translators?[’']?s?|added|supplied|"
    r"inserted|not said|"
    r"not spoken|clarif\w+|clarity)\b|"
    r"\b(?:brackets|parentheses)\b[^.]{0,60}\b(?:added|supplied|inserted)\s+by\s+the\s+translator|"
    r"\b(?:wörter|worte|einfügungen|ergänzungen)\b[^.]{0,40}\bklammern\b[^.]{0,60}\b(?:übersetz\w*|ergänz\w*|hinzugefügt)|"
    r"\b(?:palabras|añadidos)\b[^.]{0,40}\bparéntesis\b[^.]{0,60}\b(?:traduc\w*|añadid\w*)|"
    r"\bmots\b[^.]{0,40}\bparenthèses\b[^.]{0,60}\b(?:traduc\w*|ajouté\w*)",
    re.IGNORECASE,
)


class Evidence(msgspec.Struct, frozen=True):
    """Words that say that a page is a translation, and the language of the original if they name it."""

    words: str
    language: str | None = None


def find_evidence(lines: Iterable[str], page: str | None) -> Evidence | None:
    """The evidence in a page's own words that it is a translation; ``None`` if there is none.

    :param page: the language of the page: a text first published in it is not a translation
    """
    own = (page or "").split("-")[0]
    first: str | None = None
    language: str | None = None
    for line in lines:
        if len(line) > _LONGEST or _ELSEWHERE.search(line):
            continue
        found = find_original_language(line)
        other = found if found is not None and found != own else None
        says = _TRANSLATED.search(line) or _SUPPLIED.search(line) or find_original_language(line, translated=True)
        # "Published in Arabic" is evidence of a translation if the page is known to be in another language.
        if says and found is not None and found == own and find_original_language(line, translated=True) == own:
            continue
        if first is None and (says or (other is not None and own)):
            first = line
        language = language or other
    if first is None:
        return None
    shown = " ".join(first.split())
    return Evidence(shown[:_SHOWN] + ("…" if len(shown) > _SHOWN else ""), language)
