"""What each model can do in each language, as far as anybody has measured it. No row means: can, but unmeasured.

Word error rates in % on FLEURS and BLEU into English on CoVoST 2, as the makers of Whisper published them. The
columns of ``large`` models were read off published charts; the smaller ones are quoted from memory of the paper and
are marked so. Ours, where there are any, outrank them (``docs/models.md``).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.engines.models import MODELS
from dragoman.language.folding import primary

__all__ = ["ENOUGH_WORDS", "Ability", "can_translate", "can_write", "find_ability", "find_able"]

_MOST_ERRORS = 45.0
"""% of words wrong above which a draft costs more to correct than to type."""
_LEAST_BLEU = 5.0
ENOUGH_WORDS = 100
"""With fewer a figure of ours is shown, and outranks no other."""


class Ability(msgspec.Struct, frozen=True):
    """``wer`` and ``bleu`` in %, ``None`` where nobody has measured; where the figures come from."""

    wer: float | None
    bleu: float | None
    source: Literal["ours", "published", "unverified"]


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


def find_ability(model: str, language: str) -> Ability | None:
    """What is known of a model in a language, or ``None``."""
    tongue = primary(language)
    rates = dict(zip(_LANGUAGES, _WER.get(model, ()), strict=False))
    wer, bleu = rates.get(tongue), _BLEU.get(model, {}).get(tongue)
    if wer is None and bleu is None:
        return None
    # BLEU is from memory for all of them.
    return Ability(wer, bleu, "published" if model in _PUBLISHED and bleu is None else "unverified")


def can_write(model: str, language: str) -> bool:
    """Whether a model's words are worth correcting."""
    ability = find_ability(model, language)
    return ability is None or ability.wer is None or ability.wer <= _MOST_ERRORS


def can_translate(model: str, language: str) -> bool:
    """Whether a model's English is worth correcting."""
    if model in MODELS and not MODELS[model].translates:
        return False
    ability = find_ability(model, language)
    return ability is None or ability.bleu is None or ability.bleu >= _LEAST_BLEU


def find_able(language: str, *, translate: bool) -> tuple[str, ...]:
    """The models known to be able, the smallest first."""
    able = [
        name
        for name, model in MODELS.items()
        if not model.only_english
        and find_ability(name, language) is not None
        and can_write(name, language)
        and (not translate or can_translate(name, language))
    ]
    return tuple(sorted(able, key=lambda name: MODELS[name].megabytes))
