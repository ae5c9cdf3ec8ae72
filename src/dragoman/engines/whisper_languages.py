"""Whisper's codes of languages, and the choice of a chunk's language by their probabilities. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.engines.base import TranscribeOptions
from dragoman.engines.language_id import CERTAIN
from dragoman.language.folding import primary

__all__ = ["find_code", "find_likeliest", "find_model_tag", "find_suspected", "find_tag"]

_SURE_LANGUAGE = 0.6
_LIKELY_LANGUAGE = 0.5
# BCP 47 -> Whisper's code, also for languages so similar that the model writes one as the other.
_OTHER_NAMES = {"jv": "jw", "nb": "no", "prs": "fa", "arz": "ar", "fil": "tl", "hyw": "hy", "cmn": "zh"}
# Whisper's deprecated codes -> BCP 47.
_TAGS = {"jw": "jv"}


def find_code(language: str) -> str:
    """Whisper's code for the language of a BCP 47 tag."""
    name = primary(language)
    return _OTHER_NAMES.get(name, name)


def find_tag(code: str) -> str:
    """The BCP 47 tag of a language that Whisper calls by a code."""
    return _TAGS.get(code, code)


def find_model_tag(tag: str) -> str:
    """The tag under which the model's probabilities list the language of a BCP 47 tag."""
    return find_tag(find_code(tag))


def find_likeliest(chances: dict[str, float], options: TranscribeOptions) -> str:
    """The likeliest language; if the model is not sure, the likeliest of ``options.likely``."""
    allowed = {tag: chances.get(find_model_tag(tag), 0.0) for tag in options.among} or chances
    best = max(allowed, key=lambda tag: (allowed[tag], tag))
    near = [tag for tag in options.likely if tag in allowed]
    if allowed[best] >= _SURE_LANGUAGE or not near:
        return best
    return max(near, key=lambda tag: (allowed[tag], tag))


def find_suspected(chances: dict[str, float], named: Sequence[str], unnamed: str | None = None) -> str | None:
    """A language that was not named, if the model is almost certain of it; else ``None``.

    :param unnamed: a language that the chunks around suggest; it only needs to be likely
    """
    if unnamed and chances.get(unnamed, 0.0) >= _LIKELY_LANGUAGE:
        return unnamed
    best = max(chances, key=lambda tag: (chances[tag], tag))
    return best if find_code(best) not in map(find_code, named) and chances[best] >= CERTAIN else None
