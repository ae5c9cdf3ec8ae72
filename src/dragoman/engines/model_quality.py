"""How good each model is in each language: published figures, with their source, and our own measurements.

Published: word error rates in % on FLEURS, read from the charts in Whisper's repository (``language-breakdown.svg``,
commits 0b5dcfd for large-v2 and c5d4256 for large-v3). Measured: by ``benchmarks/run.py abilities``. A language or
model without a row is unknown.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Literal

import msgspec

from dragoman.engines.models import MODELS, fits
from dragoman.language.folding import primary

__all__ = [
    "ENOUGH_WORDS",
    "Ability",
    "Measured",
    "can_translate",
    "can_write",
    "choose_model",
    "find_ability",
    "find_able",
]

_MOST_ERRORS = 45.0
"""Word error rate in % above which correcting a draft takes longer than typing the text."""
_LEAST_BLEU = 5.0
ENOUGH_WORDS = 100
"""Words of reference text below which our own BLEU score is not used."""
_Z = 1.96

Source = Literal["measured", "published"]


class Measured(msgspec.Struct, frozen=True):
    """A rate or score in %: measured here, over ``words`` words of reference text, or published."""

    value: float
    source: Source
    words: int | None = None


class Ability(msgspec.Struct, frozen=True, kw_only=True):
    """The word error rate, and the BLEU score of the English; ``None`` if there is no measurement."""

    wer: Measured | None
    bleu: Measured | None


_PUBLISHED_WER = {
    "large-v2": {"ar": 16.0, "fa": 32.9, "fr": 8.3, "es": 3.0, "ru": 5.6, "he": 27.1, "en": 4.2},
    "large-v3": {"ar": 9.6, "fa": 29.4, "fr": 5.3, "es": 2.8, "ru": 5.0, "he": 26.1, "en": 4.1},
}
# Ours: the figure, and the number of words of reference text. For English, only independent references count.
_OUR_WER = {
    "base": {
        "ar": (74.2, 31),
        "de": (14.8, 230),
        "en": (16.9, 260),
        "es": (7.1, 184),
        "fr": (24.8, 302),
        "he": (15.6, 96),
        "pt": (13.9, 294),
        "ru": (17.3, 312),
    }
}
_OUR_BLEU = {"base": {"de": (7.6, 27), "fr": (22.4, 91)}}


def find_ability(model: str, language: str) -> Ability | None:
    """What is known of a model in a language (a BCP 47 tag); ``None`` without a figure."""
    tag = primary(language)
    published = _PUBLISHED_WER.get(model, {}).get(tag)
    wer = _measured(_OUR_WER.get(model, {}).get(tag)) or (Measured(published, "published") if published else None)
    bleu = _measured(_OUR_BLEU.get(model, {}).get(tag))
    if bleu is not None and (bleu.words or 0) < ENOUGH_WORDS:
        bleu = None
    return Ability(wer=wer, bleu=bleu) if wer or bleu else None


def _measured(found: tuple[float, int] | None) -> Measured | None:
    return None if found is None else Measured(found[0], "measured", found[1])


def can_write(model: str, language: str) -> bool | None:
    """Whether a model's words are worth correcting: a word error rate of 45 % at most; ``None`` if no figure decides.

    Our own figures decide only if their whole 95 % interval is on one side of the limit.
    """
    ability = find_ability(model, language)
    if ability is None or ability.wer is None:
        return None
    low, high = _interval(ability.wer)
    return True if high <= _MOST_ERRORS else False if low > _MOST_ERRORS else None


def _interval(rate: Measured) -> tuple[float, float]:
    """The 95 % interval of a rate in %, by the number of words (Wilson, 1927); a published rate is its own interval."""
    if rate.words is None:
        return rate.value, rate.value
    share, square = rate.value / 100, _Z**2
    middle = share + square / (2 * rate.words)
    reach = _Z * math.sqrt(share * (1 - share) / rate.words + square / (4 * rate.words**2))
    scale = 100 / (1 + square / rate.words)
    return scale * (middle - reach), scale * (middle + reach)


def can_translate(model: str, language: str) -> bool | None:
    """Whether a model's English is worth correcting: a BLEU score of 5 at least; ``None`` if no figure decides it.

    False too for a model that was not trained to translate or whose words are not worth correcting.
    """
    if (model in MODELS and not MODELS[model].translates) or can_write(model, language) is False:
        return False
    ability = find_ability(model, language)
    return None if ability is None or ability.bleu is None else ability.bleu.value >= _LEAST_BLEU


def find_able(language: str, *, translate: bool) -> tuple[str, ...]:
    """The multilingual models whose words are known to be worth correcting, the smallest first.

    :param translate: leave out models whose English is known not to be worth correcting
    """
    able = [
        name
        for name, model in MODELS.items()
        if not model.only_english
        and can_write(name, language)
        and (not translate or can_translate(name, language) is not False)
    ]
    return tuple(sorted(able, key=lambda name: MODELS[name].megabytes))


def choose_model(here: Collection[str], spoken: Sequence[str], *, translate: bool, memory: int | None) -> str | None:
    """The best of the models on this machine: able before unable, then the largest; ``None`` if no model is suitable.

    :param here: names of the table
    :param spoken: tags of the languages spoken; empty if they are not known
    :param memory: MB of the machine; a model that does not fit is chosen only if none fits, and then the smallest
    """
    known = [name for name in MODELS if name in here and _knows(name, spoken)]
    fitting = [name for name in known if fits(name, memory)]
    if not fitting:
        return min(known, key=lambda name: MODELS[name].memory, default=None)

    def worth(name: str) -> tuple[bool, bool, int, bool, int]:
        writes = all(can_write(name, language) is not False for language in spoken)
        translates = not translate or all(can_translate(name, language) is not False for language in spoken or ("und",))
        model = MODELS[name]
        # Of two models of one size, the one for English only is better at English; otherwise the later, newer row wins.
        return writes, translates, model.parameters, model.only_english, list(MODELS).index(name)

    return max(fitting, key=worth)


def _knows(name: str, spoken: Sequence[str]) -> bool:
    """Whether a model may be used for the languages: one for English only needs them all to be English."""
    return not MODELS[name].only_english or (bool(spoken) and all(primary(tag) == "en" for tag in spoken))
