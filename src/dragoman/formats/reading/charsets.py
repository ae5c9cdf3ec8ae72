"""Detect a legacy encoding: the one in which the bytes spell a language.

The tables contain each language's letters beyond ASCII. The score of an encoding is that of its best language: the
share of characters beyond ASCII that are letters of the language or common punctuation, with capitals in plausible
places, and with the expected frequencies.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

__all__ = ["guess_encoding", "letters_of"]


class _Script(msgspec.Struct, frozen=True):
    """The languages for some encodings. ``latin``: most letters are ASCII, and four others in a row are rare."""

    encodings: tuple[str, ...]
    letters: dict[str, str]
    latin: bool = False


# Letters of scripts without ASCII are in order of frequency; the first eight count.
_SCRIPTS = (
    _Script(("cp1252",), {
        "fr": "éèàçêùôâîûëïœæÿüö", "es": "áéíóúñü", "pt": "ãçáéíóúõâêôà", "de": "üäöß", "it": "àèéìòù", "da": "æøåé",
        "sv": "åäöé", "fi": "äöå", "is": "áéíóúýþðæö", "nl": "éëïóöüáíèê", "ca": "àçèéíïòóúü", "en": "é",
    }, latin=True),
    _Script(("cp1250", "iso8859-2"), {
        "hr": "čćđšž", "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
        "sl": "čšžćđ", "ro": "ăâîşţ", "sq": "çë", "bs": "čćđšž", "sr": "čćđšž",
    }, latin=True),
    _Script(("cp1254",), {"tr": "ığüşöçâîû", "az": "əığüşöç"}, latin=True),
    _Script(("cp1257",), {"lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "et": "äõöüšž"}, latin=True),
    _Script(("cp1258",), {"vi": "àáâãăèéêìíòóôơùúưýđ\u0300\u0301\u0303\u0309\u0323"}, latin=True),
    _Script(("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"), {
        "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "bg": "аиоентрсвлпкдмзгъубчщяжцхйюшфь",
        "sr": "аоиенрсјтукдвлпмзгбчшцжћљњхђфџ", "mk": "аоиетнрсвдкјлпмузгбшчцжќѓњљхфѕџ",
    }),
    _Script(("cp1251", "koi8-u"), {
        "uk": "оанивіертсклудмпзяьбгйчхцжїшюєщфґ", "be": "аіноеркслтдпмяузвгбыйьцчхэжшюёўф",
    }),
    _Script(("cp1253", "iso8859-7"), {"el": "αοιετσνςυρπκλμηωάήίόγέδχθφύβξώζψϊϋΐΰ"}),
    _Script(("cp1255",), {"he": "יוהלאמרתבשנכדעחקפגסםטזןצףךץ\u05b0\u05b1\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bc"}),
    _Script(("cp1256", "iso8859-6"), {
        "ar": "اليمنورتبهعدسفكقحةجشصأطىخضغذزثئءؤظإآًٌٍَُِّْ", "fa": "انيرديهوتمسبشكگلخقعزچجپحفطصئذضژغثآظأؤ",
        "ur": "اکیےرنهوتسمدلبگپچجحخشقعفزٹڑںھۂآغطصضظثذژڈئؤ",
    }),
    _Script(("cp874",), {"th": "านรกอเงมยลวดทสตะปบคหแจพชขใไโผธศซณภถัี่้ิื์ุ็ึู๊๋ำๆฟฉฐษญฮฎฏฤ"}),
)  # fmt: skip

_LETTERS = {tag: frozenset(letters) for script in _SCRIPTS for tag, letters in script.letters.items()}


def letters_of(language: str) -> frozenset[str]:
    """A language's letters beyond ASCII, small ones; none if they are not known. ``language`` is its first subtag."""
    return _LETTERS.get(language, frozenset())


_PUNCTUATION = frozenset("«»“”„‘’‚‹›–—…¿¡·•°§€£©®™\u00a0¬\u200c\u200d\u200e\u200f،؛؟ـ٪٠١٢٣٤٥٦٧٨٩№־׳״♪")
_COMMON = 8
# The eight most frequent letters of a language are about half of a text.
_COMMON_SHARE = 0.45

_KANA = re.compile("[\u3041-\u30ff\uff66-\uff9f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國到说說你会會时時就也对對都能没沒么麼什好去要想吗嗎呢吧"
)

_LEAST = 0.7


def guess_encoding(sample: bytes, language: str | None) -> str | None:
    """The encoding of some lines, each with bytes beyond ASCII; ``None`` if no encoding spells a language.

    :param language: the language's tag without script and country, if known
    """
    scores = {}
    for script in _SCRIPTS:
        for encoding in script.encodings:
            for tag, score in _score(sample, encoding, script).items():
                # A known language decides a close result.
                scores[encoding, tag] = score + (0.3 if tag == language and score > 0.5 else 0)
    for encoding, score in _score_east_asian(sample).items():
        scores[encoding, ""] = score
    best = max(scores, key=lambda key: scores[key], default=None)
    if best is None or scores[best] < _LEAST:
        return "cp1252" if _is_sparse(sample) else None
    return next(key[0] for key in scores if scores[key] >= scores[best] - 1e-9)


def _score(sample: bytes, encoding: str, script: _Script) -> dict[str, float]:
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return {}
    characters = Counter(character for character in text if character > "\x7f")
    total = sum(characters.values())
    oddities = _count_odd(text, script.latin) if total else 0
    scores = {}
    for tag, letters in script.letters.items():
        known = sum(count for character, count in characters.items() if _belongs(character, letters))
        share = max(0, known - oddities) / max(1, total)
        if not script.latin:
            common = sum(count for character, count in characters.items() if character.lower() in letters[:_COMMON])
            share *= min(1, common / max(1, known) / _COMMON_SHARE)
        # Of two languages that explain everything, the one with fewer letters counts.
        scores[tag] = share - len(letters) / 10_000
    return scores


def _belongs(character: str, letters: str) -> bool:
    return character.lower() in letters or character in _PUNCTUATION


_PAIR = re.compile(r"[^\W\d_](?=([^\W\d_]))")
_RUN = re.compile(r"[^\W\d_\x00-\x7f]{4,}")


def _count_odd(text: str, latin: bool) -> int:
    """The number of letters in implausible places: a capital after a small letter; in Latin script four letters in a
    row beyond ASCII; in other scripts one next to an ASCII letter.
    """
    odd = sum(len(match.group()) for match in _RUN.finditer(text)) if latin else 0
    for match in _PAIR.finditer(text):
        before, after = match.group(), match[1]
        odd += before.islower() and after.isupper() and (before > "\x7f" or after > "\x7f")
        odd += not latin and (before > "\x7f") != (after > "\x7f")
    return odd


_TOUCHING_ASCII = re.compile("(?<=[A-Za-z])[^\x00-\x7f]|[^\x00-\x7f](?=[A-Za-z])")
_ASCII = re.compile("[\x00-\x7f]+")


def _score_east_asian(sample: bytes) -> dict[str, float]:
    scores: dict[str, float] = {}
    for encoding in ("cp932", "euc-jp", "cp949", "gb18030", "big5"):
        try:
            text = _TOUCHING_ASCII.sub("??", sample.decode(encoding))
        except UnicodeDecodeError:
            continue
        text = _ASCII.sub("", text)
        if not text:
            continue
        if encoding in ("cp932", "euc-jp"):
            full = re.sub("[\uff61-\uff9f]", "", text)
            scores[encoding] = min(1.0, len(_KANA.findall(full)) / len(text) / 0.3)
        elif encoding == "cp949":
            scores[encoding] = min(1.0, len(_HANGUL.findall(text)) / len(text) / 0.85)
        else:
            scores[encoding] = min(1.0, sum(character in _HAN for character in text) / len(text) / 0.12)
    return scores


def _is_sparse(sample: bytes) -> bool:
    """Whether hardly any byte is beyond ASCII, so that little can be told and little can go wrong."""
    return sum(byte > 127 for byte in sample) * 20 < len(sample)
