"""What each model can do in each language, as far as anybody has measured it. No row means: can, but unmeasured.

Word error rates in % on FLEURS and BLEU into English on CoVoST 2, as the makers of Whisper published them. The
columns of ``large`` models were read off published charts; the smaller ones are quoted from memory of the paper and
are marked so. Ours, where there are enough words, outrank them (``docs/models.md``).
"""

from __future__ import annotations

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
"""% of words wrong above which a draft costs more to correct than to type."""
_LEAST_BLEU = 5.0
ENOUGH_WORDS = 100
"""With fewer a figure of ours is shown, and outranks no other."""


Source = Literal["measured", "published", "unverified"]


class Measured(msgspec.Struct, frozen=True):
    """A rate or score in %, and where it comes from: measured by us, over ``words`` words of the truth; published; or
    quoted from memory, and so unverified.
    """

    value: float
    source: Source
    words: int | None = None


class Ability(msgspec.Struct, frozen=True, kw_only=True):
    """What counts for a model in a language; ``None`` where nobody has measured. ``shown`` are ours over too few words
    to count: the rate of wrong words, the score of the English.
    """

    wer: Measured | None
    bleu: Measured | None
    shown: tuple[Measured | None, Measured | None] = (None, None)


_LANGUAGES = ("ar", "fa", "fr", "es", "ru", "he", "en")
_WER = {
    "tiny": (63.4, 101.8, 41.4, 15.9, 31.1, 71.6, 12.4),
    "base": (48.8, 86.1, 28.5, 9.9, 20.5, 61.7, 8.9),
    "small": (30.6, 55.8, 15.0, 5.6, 11.4, 44.4, 6.1),
    "medium": (20.4, 41.0, 8.7, 3.6, 7.2, 33.1, 4.4),
    "large-v2": (16.0, 32.9, 8.3, 3.0, 5.6, 27.1, 4.2),
    "large-v3": (9.6, 29.4, 5.3, 2.8, 5.0, 26.1, 4.1),
}
_BLEU = {
    "tiny": {"ar": 0.2, "fa": 0.1, "fr": 6.1, "es": 10.5},
    "base": {"ar": 1.2, "fa": 0.1, "fr": 15.4, "es": 21.3},
    "small": {"ar": 17.7, "fa": 4.9, "fr": 27.3, "es": 33.0},
    "medium": {"ar": 30.6, "fa": 15.5, "fr": 33.6, "es": 38.4},
    "large-v2": {"ar": 39.7, "fa": 19.3, "fr": 36.4, "es": 40.1, "ru": 43.3, "zh": 18.0, "de": 36.3, "tr": 28.3},
}
_PUBLISHED = ("large-v2", "large-v3")
# Ours, by ``benchmarks/run.py abilities``: the figure, and over how many words of the truth; English beside independent
# references alone.
_OUR_WER = {
    "base": {
        "ar": (80.6, 31),
        "de": (13.0, 230),
        "en": (15.8, 260),
        "es": (8.2, 184),
        "fr": (24.2, 302),
        "he": (28.1, 96),
        "pt": (13.6, 294),
        "ru": (17.6, 312),
    }
}
_OUR_BLEU = {"base": {"de": (7.6, 27), "fr": (22.4, 91)}}


def find_ability(model: str, language: str) -> Ability | None:
    """What is known of a model in a language, or ``None``."""
    tongue = primary(language)
    ours = [_measured(table.get(model, {}).get(tongue)) for table in (_OUR_WER, _OUR_BLEU)]
    rates = dict(zip(_LANGUAGES, _WER.get(model, ()), strict=False))
    wer = _quoted(rates.get(tongue), "published" if model in _PUBLISHED else "unverified")
    # BLEU is from memory for all of them.
    bleu = _quoted(_BLEU.get(model, {}).get(tongue), "unverified")
    if ours == [None, None] and wer is None and bleu is None:
        return None
    return Ability(wer=_outranking(ours[0], wer), bleu=_outranking(ours[1], bleu), shown=(ours[0], ours[1]))


def _measured(found: tuple[float, int] | None) -> Measured | None:
    return None if found is None else Measured(found[0], "measured", found[1])


def _quoted(value: float | None, source: Source) -> Measured | None:
    return None if value is None else Measured(value, source)


def _outranking(ours: Measured | None, quoted: Measured | None) -> Measured | None:
    return ours if ours is not None and (ours.words or 0) >= ENOUGH_WORDS else quoted


def can_write(model: str, language: str) -> bool:
    """Whether a model's words are worth correcting; so they are taken to be where nobody has measured."""
    ability = find_ability(model, language)
    return ability is None or ability.wer is None or ability.wer.value <= _MOST_ERRORS


def can_translate(model: str, language: str) -> bool:
    """Whether a model's English is worth correcting."""
    if model in MODELS and not MODELS[model].translates:
        return False
    ability = find_ability(model, language)
    return ability is None or ability.bleu is None or ability.bleu.value >= _LEAST_BLEU


def find_able(language: str, *, translate: bool) -> tuple[str, ...]:
    """The models known to be able, the smallest first."""
    able = [
        name
        for name, model in MODELS.items()
        if not model.only_english
        and _is_measured(name, language)
        and can_write(name, language)
        and (not translate or can_translate(name, language))
    ]
    return tuple(sorted(able, key=lambda name: MODELS[name].megabytes))


def _is_measured(name: str, language: str) -> bool:
    ability = find_ability(name, language)
    return ability is not None and (ability.wer or ability.bleu) is not None


def choose_model(here: Collection[str], spoken: Sequence[str], *, translate: bool, memory: int | None) -> str | None:
    """The best of the models that are here: one that can do what is asked before one that cannot, the largest of them.

    :param here: names of the table
    :param spoken: tags of the languages spoken; empty where they are not known
    :param memory: MB of the machine; those that do not fit are chosen only where none does, the smallest then
    """
    known = [name for name in MODELS if name in here and _hears(name, spoken)]
    fitting = [name for name in known if fits(name, memory)]
    if not fitting:
        return min(known, key=lambda name: MODELS[name].memory, default=None)

    def worth(name: str) -> tuple[bool, bool, int, bool, int]:
        writes = all(can_write(name, language) for language in spoken)
        translates = not translate or all(can_translate(name, language) for language in spoken or ("und",))
        model = MODELS[name]
        # Of two of a size, the one for English alone is better at it; else the newer one, which stands behind.
        return writes, translates, model.parameters, model.only_english, list(MODELS).index(name)

    return max(fitting, key=worth)


def _hears(name: str, spoken: Sequence[str]) -> bool:
    """Whether a model was trained on the languages, as far as the table says."""
    return not MODELS[name].only_english or (bool(spoken) and all(primary(tag) == "en" for tag in spoken))
