"""Which way a text runs: by its language tag where that is known, by its own letters where it is not."""

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

# ISO 15924 codes of the scripts that run from right to left.
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

# Languages of several scripts that run from right to left in these countries.
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
    """The base direction of a language: its script decides where the tag has one, then language and country.

    An unknown language runs from left to right; where there is a text, ask :func:`text_direction` as well.
    """
    language, script, region = _parts(tag or "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS.split() else "ltr"
    if region in _LTR_REGIONS.get(language, ()):
        return "ltr"
    return "rtl" if language in _RTL_LANGUAGES.split() or region in _RTL_REGIONS.get(language, ()) else "ltr"


def text_direction(text: str) -> Direction | None:
    """The direction of the first strong character, as a plain-text display takes it; ``None`` if none is.

    What stands in isolates is passed over (rules P2 and P3 of the Unicode bidirectional algorithm).
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
    """The tag of a word of ``language`` as it is spelled in ``text``: with ``-Latn`` where it is transliterated."""
    if language is None or language == "und":
        return None
    latin, others = count_letters_by_script(text)
    if is_written_in_latin(language) or not latin or others:
        return language
    return f"{language.split('-', maxsplit=1)[0]}-Latn"


def is_written_in_latin(language: str) -> bool:
    """Whether a language is usually written in Latin letters, as far as it is known; a script in its tag decides."""
    name, script, _ = _parts(language)
    return script == "latn" if script else direction(language) == "ltr" and name not in _NOT_LATIN.split()


def count_letters_by_script(text: str) -> tuple[int, int]:
    """How many letters of a text are Latin, and how many are not.

    Signs such as ʿ and ʾ belong to transliterations and to no script.
    """
    letters = [character for character in text if unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo")]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin, len(letters) - latin


def _parts(tag: str) -> tuple[str, str | None, str | None]:
    """Language, script and region of a tag, in lower case; extensions and private use are passed over."""
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
