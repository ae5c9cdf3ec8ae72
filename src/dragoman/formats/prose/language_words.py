"""Names of languages in running text, in the languages in which interviews are published."""

from __future__ import annotations

import re

__all__ = ["find_named_language", "find_original_language"]

# The beginning of each name is enough: Arabischen, arabo, arabe.
_STEMS: dict[str, str] = {
    "ar": "arabic arabisch arabe árabe arabo арабск arapça العربية عربي عربی ערבית",
    "fa": "persian farsi persisch persan persa персидск фарси farsça فارسی الفارسية פרסית",
    "en": "english englisch anglais inglés ingles inglês inglese английск ingilizce الإنجليزية الانكليزية "
    "انگلیسی אנגלית",
    "es": "spanish spanisch espagnol español castilian castellano espanhol spagnolo испанск ispanyolca "
    "الإسبانية اسپانیایی "
    "ספרדית",
    "fr": "french französisch français francés francês francese французск fransızca الفرنسية فرانسوی فرانسه צרפתית",
    "de": "german deutsch allemand alemán alemão tedesco немецк almanca الألمانية آلمانی גרמנית",
    "pt": "portuguese portugiesisch portugais portugués português portoghese португальск portekizce البرتغالية پرتغالی",
    "it": "italian italienisch italien italiano итальянск italyanca الإيطالية ایتالیایی איטלקית",
    "ru": "russian russisch russe ruso russo русск rusça الروسية روسی רוסית",
    "tr": "turkish türkisch turc turco турецк türkçe التركية ترکی טורקית",
    "he": "hebrew hebräisch hébreu hebreo hebraico ebraico иврит ibranice العبرية عبری עברית",
    "ku": "kurdish kurmanji sorani kurdisch kurde kurdo курдск kürtçe الكردية کردی כורדית",
    "uk": "ukrainian ukrainisch ukrainien ucraniano украинск ukraynaca",
    "zh": "chinese mandarin chinesisch chinois chino chinês cinese китайск çince الصينية چینی",
    "ja": "japanese japanisch japonais japonés japonês giapponese японск japonca",
    "hy": "armenian armenisch arménien armenio armênio армянск ermenice الأرمنية ارمنی",
    "ps": "pashto", "prs": "dari", "ur": "urdu", "hi": "hindi", "bn": "bengali", "pl": "polish polnisch polonais",
    "uz": "uzbek", "tg": "tajik", "az": "azerbaijani azeri", "nl": "dutch niederländisch", "el": "greek griechisch",
    "sv": "swedish", "ko": "korean koreanisch", "am": "amharic", "sw": "swahili", "so": "somali", "ti": "tigrinya",
    "yi": "yiddish", "sr": "serbian", "hr": "croatian", "bs": "bosnian", "sq": "albanian", "ro": "romanian",
    "hu": "hungarian", "cs": "czech", "bg": "bulgarian", "ka": "georgian", "id": "indonesian", "vi": "vietnamese",
    "th": "thai", "ca": "catalan",
}  # fmt: skip
_BY_STEM = {stem: tag for tag, stems in _STEMS.items() for stem in stems.split()}
_LENGTHS = sorted({len(stem) for stem in _BY_STEM}, reverse=True)
# "Arabischen", "персидского": the endings that may follow; "Persians" and "Frenchman" are people.
_ENDING = re.compile(r"(?:e[nrms]?|a|as|os|o|i|о?го|ий|ого|ски|ом|den|dan|ten|tan|['’]\w{2,3}|ة)?")
_WORD = r"[^\W\d_]{3,20}"
# "Translated from the original Arabic", and the same in other languages.
_FROM = re.compile(
    rf"\b(?:translat(?:ed|ions?|ing)|rendered)\b[^.;:\n]{{0,40}}?\b(?:from|"
    rf"out of)\s+(?:the\s+)?(?:original\s+)?({_WORD})|"
    rf"\bübersetz\w*\b[^.;:\n]{{0,40}}?\b(?:aus dem|vom|aus)\s+({_WORD})|"
    rf"\baus dem\s+({_WORD})\b[^.;:\n]{{0,30}}?\bübersetzt\b|"
    rf"\baus dem\s+({_WORD})\s+(?:von|ins)\s|"
    rf"\btrad(?:uit|uction)\w*\b[^.;:\n]{{0,40}}?\b(?:de l[’']|du|depuis l[’'])\s*({_WORD})|"
    rf"\btradu[cz]\w*\b[^.;:\n]{{0,40}}?\b(?:del?|desde el|do)\s+({_WORD})|"
    rf"\btradu?[tz]\w*\b[^.;:\n]{{0,40}}?\bdal(?:l[’'])?\s*({_WORD})|"
    rf"\bперев(?:од|ед)\w*\s+(?:\w+\s+)?с\s+({_WORD})|"
    rf"({_WORD}?)[’']?(?:den|dan|ten|tan)\s+çeviri|"
    rf"(?:ترجم\w*|مترجم\w*|نقل\w*)\s+(?:\w+\s+)?(?:عن|من)\s+(?:اللغة\s+)?({_WORD})|"
    rf"(?:ترجمه|برگردان)\s+(?:\w+\s+)?از\s+(?:زبان\s+)?({_WORD})|"
    rf"(?:תרגום|תורגם)\s+מ[־-]?ה?({_WORD})",
    re.IGNORECASE,
)
# The language in which it was first heard or read.
_IN = re.compile(
    rf"\b(?:published|recorded|conducted|held|given|aired|broadcast|spoken|appeared|written|speaks?|spoke|interviewed|filmed)"
    rf"\b[^.;:\n]{{0,40}}?\bin\s+(?:the\s+)?(?:original\s+)?({_WORD})|"
    rf"\boriginal(?:ly)?\s+(?:in\s+)?({_WORD})\b|\boriginal language\s*[:：]\s*({_WORD})",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"\s*(?:,|/|&|\b(?:and|or|und|oder|et|ou|y|o|e|ed|и|ve|или)\b|و)\s*(?:the\s+)?({_WORD})", re.IGNORECASE
)
_LONGEST = 2000


def find_named_language(words: str) -> str | None:
    """The tag of the language that a word names, in one of a dozen languages: ``Spanish``, ``Arabischen``."""
    word = words.strip().casefold()
    for length in _LENGTHS if word and len(word) <= 30 and len(word.split()) == 1 else ():
        tag = _BY_STEM.get(word[:length])
        if tag is not None and _ENDING.fullmatch(word[length:]):
            return tag
    return None


def find_original_language(line: str, *, translated: bool = False) -> str | None:
    """The language that a line says the text was translated from; or, unless ``translated``, in which it first
    appeared.
    """
    for pattern in (_FROM,) if translated else (_FROM, _IN):
        for match in pattern.finditer(line[:_LONGEST]):
            tag = find_named_language(next((group for group in match.groups() if group), ""))
            if tag is not None:
                # "from Arabic and Persian" does not say which of them this text was in.
                others = _AND.match(line, match.end(match.lastindex or 0))
                other = find_named_language(others[1]) if others else None
                return tag if other in (None, tag) else None
    return None
