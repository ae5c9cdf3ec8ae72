"""Removes prefixes and endings of words that may be a number, a unit or a month."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["find_stems"]

# The prefixes that matter, as a tuple ("&" is and, "ל" Hebrew to), and the stem.
Stem = tuple[tuple[str, ...], str]

_TURKISH = re.compile(
    r"[yns]?[ıiuüae]|[ıiuü]?m[dt]?[ae]n?|[ıiuü]?m[ıiuü]z[a-zıüğşçö]{0,3}|s?[ıiuü]n[ıiuü]|[dt][ae]n?|[yns]?[ıiuü]n|n[dt][ae]n?|y[ıiuü]m|[ıiuü]n[dt]?[ae]n?|n[ae]|l[ıiuü]k?|l[ae]r[a-zıüğşçö]{0,4}|y?l[ae]|"
    r"s[ıiuü]n[aeıiuü]?|y?[dt][ıiuü][mk]?|y?m[ıiuü]ş|s[ıiuü]nd[ae]n?|l[ıiuü][kğ][ıiuü]?"
)

# Numbers and units with which other words begin: "onun" is his, "yüzden" because of, "biraz" a little.
_TURKISH_WHOLE = frozenset({"on", "yüz", "bin", "bir", "altı", "ay", "mil", "fit", "ton", "mart"})


def find_stems(word: str, language: str) -> Iterator[Stem]:
    """The possible stems of a folded word; none for a language without affixes here.

    :param language: the first subtag of a BCP 47 tag
    """
    if language == "ar":
        yield from _arabic(word)
    elif language == "he":
        yield from _hebrew(word)
    elif language in {"fa", "prs"}:
        yield from _persian(word)
    elif language == "tr":
        for cut in range(len(word) - 1, max(1, len(word) - 8), -1):
            if word[:cut] not in _TURKISH_WHOLE and _TURKISH.fullmatch(word, cut):
                yield (), word[:cut]


def _arabic(word: str) -> Iterator[Stem]:
    for conjunction in ("", "و", "ف"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for prefix in ("", "ال", "لل", "بال", "کال", "ب", "ل", "ک"):
            stem = rest[len(prefix) :]
            if rest.startswith(prefix) and len(stem) > 1 and (conjunction or prefix or stem.endswith("ا")):
                pieces = ("&",) if conjunction else ()
                yield pieces, stem
                if prefix in {"بال", "کال", "لل"}:
                    yield pieces, "ال" + stem
                if stem.endswith("ا"):
                    yield pieces, stem[:-1]


def _hebrew(word: str) -> Iterator[Stem]:
    for conjunction in ("", "ו", "ש", "וש"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        for prefix in ("", "ה", "ב", "ל", "כ", "מ", "מה", "בה"):
            stem = rest[len(prefix) :]
            if rest.startswith(prefix) and len(stem) > 1 and (conjunction or prefix):
                yield (("&",) if "ו" in conjunction else ()) + (("ל",) if prefix == "ל" else ()), stem


def _persian(word: str) -> Iterator[Stem]:
    for conjunction in ("", "و"):
        if not word.startswith(conjunction):
            continue
        rest = word[len(conjunction) :]
        pieces = ("&",) if conjunction else ()
        if conjunction:
            yield pieces, rest
        for ending in ("تایی", "تا", "ای", "ی"):
            if rest.endswith(ending) and len(rest) > len(ending) + 1:
                yield pieces, rest[: -len(ending)]
