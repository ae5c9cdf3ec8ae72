"""The direction of a text, by its language tag or by its letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

__all__ = [
    "Direction",
    "count_letters_by_script",
    "direction",
    "foreign_tag",
    "is_written_in_latin",
    "text_direction",
]

Direction = Literal["ltr", "rtl"]

# ISO 15924 codes of the scripts written from right to left.
_RTL_SCRIPTS = (
    "adlm arab aran armi avst chrs cprt elym gara hatr hebr hung khar lydi mand mani fix merc mero narb nbat"
    " nkoo orkh ougr palm phli phlp phnx prti rohg samr sarb sidt sogd sogo syrc syre syrj syrn thaa yezi"
)

# Languages that are written from right to left unless their tag names another script.
_RTL_LANGUAGES = (
    # Arabic and its varieties
    "ar aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp"
    " pga shu ssh xaa"
    # Iranian and Turkic
    " fa prs pes haz aiq jpr ps pbt pbu pst ckb sdh lki bal bgn bcc bgp glk mzn luz lrc bqi ug ota azb khw"
    # South Asia and the Maldives
    " ur sd ks skr lah pnb brh bft gjk gju mki dv rhg"
    # Hebrew, Aramaic, Mandaic, N'Ko
    " he iw yi ji ydd yih lad jrb hbo aii cld syr arc sam smp mid nqo"
)

# Languages with several scripts that are written from right to left in these countries.
_RTL_REGIONS = {
    "az": ("ir", "iq"), "ha": ("cm", "sd"), "kk": ("af", "cn", "ir", "mn"), "ku": ("iq", "ir", "lb"),
    "ky": ("cn",), "man": ("gn",), "ms": ("cc",), "pa": ("pk",), "tg": ("pk",), "tk": ("ir", "af"),
    "uz": ("af", "cn"),
}  # fmt: skip
_LTR_REGIONS = {"sd": ("in",), "ug": ("kz", "mn")}

# Languages from left to right whose usual script is not Latin.
_NOT_LATIN = (
    "am as be bg bn bo dz el gu hi hy hyw ja ka kk km kn ko ky lo mk ml mn mr my ne or pa ru sa si sr ta te tg th"
    " ti tt ba uk yue zh cmn wuu nan hak"
)


@lru_cache(maxsize=256)
def direction(tag: str | None) -> Direction:
    """The base direction of a language, by the script of its BCP 47 tag if it has one, else by language and country.

    An unknown language is from left to right; if there is a text, use :func:`text_direction` too.
    """
    language, script, region = _parts(tag or "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS.split() else "ltr"
    if region in _LTR_REGIONS.get(language, ()):
        return "ltr"
    return "rtl" if language in _RTL_LANGUAGES.split() or region in _RTL_REGIONS.get(language, ()) else "ltr"


def text_direction(text: str) -> Direction | None:
    """The direction of the first strong character of a text, ``None`` if there is none.

    Text in isolates is skipped (rules P2 and P3 of the Unicode bidirectional algorithm).
    """
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def foreign_tag(language: str | None, text: str) -> str | None:
    """The tag of words of ``language`` as spelled in ``text``: with ``-Latn`` if they are transliterated.

    ``None`` if the language is not known.
    """
    if language is None or language == "und":
        return None
    latin, others = count_letters_by_script(text)
    if is_written_in_latin(language) or not latin or others:
        return language
    return f"{language.split('-', maxsplit=1)[0]}-Latn"


def is_written_in_latin(language: str) -> bool:
    """Whether a language is written in Latin letters: by the script of its tag, else by its usual script if known."""
    name, script, _ = _parts(language)
    return script == "latn" if script else direction(language) == "ltr" and name not in _NOT_LATIN.split()


def count_letters_by_script(text: str) -> tuple[int, int]:
    """The number of Latin letters of a text, and of other letters.

    Modifier letters such as ʿ and ʾ, which transliterations use, are not counted.
    """
    letters = [character for character in text if unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo")]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin, len(letters) - latin


def _parts(tag: str) -> tuple[str, str | None, str | None]:
    """Language, script and region of a tag, in lower case; extensions and private use are ignored."""
    language, *rest = tag.lower().replace("_", "-").split("-")
    script: str | None = None
    region: str | None = None
    for part in rest:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha() and script is None and region is None:
            script = part
        elif region is None and (len(part) == 2 or (len(part) == 3 and part.isdigit())):
            region = part
    return language, script, region
