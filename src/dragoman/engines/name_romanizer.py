"""Suggested renderings of Arabic and Persian names, by the arabic-name-romanizer package.

They are spellings in use, not a romanization scheme. The package runs on this machine, and a person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.errors import EngineError, Fix
from dragoman.language.folding import primary

__all__ = ["PACKAGE", "can_romanize", "suggest_renderings"]

PACKAGE = "arabic-name-romanizer"

_COUNTRIES = {"ar": None, "fa": "IR", "prs": "AF", "ps": "AF", "ur": "PK"}
_MOST = 3


def can_romanize(language: str) -> bool:
    """Whether renderings of names in a language can be suggested."""
    return primary(language) in _COUNTRIES


def suggest_renderings(names: Sequence[str], language: str) -> Mapping[str, tuple[str, ...]]:
    """Up to three renderings of each name, the most usual first; a name without a rendering is left out.

    :param language: the BCP 47 tag of the names; the result is empty for a language that the package does not cover
    :raises EngineError: if the package is not installed
    """
    if not names or not can_romanize(language):
        return {}
    try:
        from arabic_name_romanizer import Transliterator
    except ImportError as error:
        fix = Fix("install it", package="dragoman[names]")
        raise EngineError(PACKAGE, "is not installed", fix) from error
    found = Transliterator().transliterate_many(list(names), top_k=_MOST, country=_COUNTRIES[primary(language)])
    return {
        name: renderings
        for name, candidates in zip(names, found, strict=True)
        if (renderings := tuple(dict.fromkeys(one.text for one in candidates if one.source != "passthrough")))
    }
