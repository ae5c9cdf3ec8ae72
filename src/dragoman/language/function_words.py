"""The language of words in Latin or Cyrillic letters, by the short words that every sentence of it has."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["find_function_language", "function_counts"]

_WORDS = {
    "en": "the and of to in is was that it you we they he she have had were with for on this what not are my from",
    "es": "el la los las de que y en un una es era no lo se por con para del como yo me mi está fue muy pero cuando",
    "fr": "le la les des de et est que qui en un une je vous nous il elle pas dans pour sur ce était avec mais du au",
    "de": "der die das und ist war ich sie wir nicht ein eine zu den dem mit auf für es von wie aber auch wo haben hat",
    "pt": "o a os as de que e em um uma é era não se por com para do da no na eu meu mas foi muito quando nós ele ela",
    "it": "il lo la gli le di che e è in un una non per con del della sono era ma io mi si come quando anche nel",
    "nl": "de het een en van is was dat ik je we niet met voor op zijn hij zij te er maar ook naar waar hebben",
    "sv": "och att det som en ett är var jag vi inte på med för av den han hon de men till om när har hade",
    "tr": "ve bir bu da de için ne o ben biz çok gibi ama sonra var değil mi daha kadar olarak ile şey",
    "pl": "i w nie na się jest to że z do jak co był była ja my ale po za tak dla od już tylko",
    "ru": "и в не на что я с он она мы как это но по был была они из у за от бы так же когда",
    "uk": "і в не на що я з він вона ми як це але по був була вони із у за від би так же коли та",
    "id": "yang dan di ke dari ini itu tidak saya kami dia untuk dengan pada ada adalah akan sudah",
}
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _tag, _words in _WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _tag)
_TOKEN = re.compile(r"[^\W\d_]+")
_FEWEST = 2


def function_counts(text: str) -> Counter[str]:
    """For each language how many of the words of a text are among its short words."""
    return Counter(tag for word in _TOKEN.findall(text.lower()) for tag in _LANGUAGES.get(word, ()))


def find_function_language(counts: Counter[str]) -> str | None:
    """The language that has clearly more short words than any other; ``None`` in doubt."""
    best = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    (tag, most), (_, second) = best
    return tag if most >= _FEWEST and most > second * 1.5 else None
