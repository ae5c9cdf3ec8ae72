"""Search terms: the words of a text, folded and stemmed, without stop words.

``search-words.js`` does the same to a query; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

from dragoman.language.folding import fold_letters, primary
from dragoman.press.search.stems import SAME, find_rules, stems

__all__ = ["STOP_WORDS", "UNSPACED", "Vocabulary", "find_terms", "find_vocabulary", "split_words"]

# Scripts without spaces between words: two characters at a time are a term.
UNSPACED = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_UNSPACED = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")
_MOST_KEPT = 200_000

# The most common words of each language, folded. They are not indexed.
STOP_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of to in is was that it you we they he she have had were with for on this not are my from be at"
        " as by or an but so if there their our your his her its me him them us do did does has been will would"
        " which who what when where don didn ll ve re",
        "es": "el la los las de que un una en es era no lo se por con para del como yo me mi fue muy pero al su sus le"
        " les nos ni ya si te tu mas esta este esto eso ese esa hay ser son estaba",
        "fr": "le la les des de et est que qui en un une je vous nous il elle pas dans pour sur ce etait avec mais du"
        " au on ne se sa son ses leur leurs aux par plus cette ces mon ma mes ils elles ou si tout qu cest ai avait",
        "de": "der die das und ist war ich sie wir nicht ein eine zu den dem mit auf fur es von wie aber auch wo haben"
        " hat im in an am als bei so da des einen einem einer er wenn was man noch nur sich dass oder zum zur uns mir"
        " werde werden wird wurde wurden worden kann konnen konnte konnten sein sind waren hatte hatten",
        "ru": "на что он она мы как это но по был была они из от бы так же когда не за то все его ее их мне меня было"
        " были вот ну или если уже до для вы там где нас нам",
        "ar": "من في ان الی علی هذا هذه کان کانت ما لا لم هو هی هم عن مع او ثم کل قد الذی التی ذلک لن بعد بین انه"
        " انا نحن لنا له لها انت کنا کنت یعنی",
        "fa": "از به که در را با این ان است بود برای یک هم تا ما من او انها ها می بر یا اگر هر چه ولی اما شد بودند"
        " های شما باشد دیگر خود",
        "he": "של את לא על זה היה הוא היא אני אנחנו המ עמ או גמ כל אבל כי אמ לי לו לה יש אינ מה זאת היו אתה אז רק",
        "it": "il lo la gli le di che un una non per con del della sono era ma io mi si come quando anche nel da in i",
        "pt": "os as de que em um uma era nao se por com para do da no na eu meu mas foi muito ao dos das nos ele ela",
    }.items()
}
_SHORTEST = 2


class Vocabulary(dict[str, tuple[str, ...]]):
    """The terms of each token of a language, computed at first use. A token contains no space."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._language = language
        code = primary(language or "")
        self._stop = STOP_WORDS.get(SAME.get(code, code), frozenset())

    def __missing__(self, token: str) -> tuple[str, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[token] = terms = tuple(dict.fromkeys(term for word in split_words(token) for term in self._terms(word)))
        return terms

    def _terms(self, word: str) -> tuple[str, ...]:
        if word in self._stop:
            return ()
        return stems(word, find_rules(self._language, word))


@lru_cache(maxsize=100)
def find_vocabulary(language: str | None) -> Vocabulary:
    """The vocabulary of a language, by its BCP 47 tag."""
    return Vocabulary(language)


def find_terms(texts: Iterable[tuple[str | None, str | None]]) -> set[str]:
    """The terms by which some texts are found.

    :param texts: each with its language, ``None`` if unknown; a text may be ``None`` too
    """
    found: set[str] = set()
    for text, language in texts:
        if text:
            found.update(chain.from_iterable(map(find_vocabulary(language).__getitem__, text.split())))
    return found


def split_words(text: str) -> tuple[str, ...]:
    """The folded words of a text; in a script without spaces, every two adjacent characters.

    A single letter is not a word; a single digit is.
    """
    parts = (part for word in fold_letters(text).split() for part in _cut(word))
    return tuple(part for part in parts if len(part) >= _SHORTEST or part.isdecimal() or _UNSPACED_ONE.match(part))


_UNSPACED_ONE = re.compile(f"[{UNSPACED}]")


def _cut(word: str) -> Iterable[str]:
    if not _UNSPACED_ONE.search(word):
        return (word,)
    return (part for run in _UNSPACED.findall(word) for part in _pairs(run))


def _pairs(run: str) -> Iterable[str]:
    if not _UNSPACED_ONE.match(run) or len(run) == 1:
        return (run,)
    return (run[place : place + 2] for place in range(len(run) - 1))
