"""Engine lookup: name -> class, imported on first use."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import SettingsError

__all__ = ["ENGINES", "find_engine", "find_translator", "find_translators", "is_translator"]

# Name -> "module:Class". The module's docstring describes the engine.
ENGINES = {
    "whisper": "dragoman.engines.whisper:Whisper",
    "vad": "dragoman.engines.whisper:Vad",
    "voices": "dragoman.engines.voices:Voices",
    "none": "dragoman.engines.fake:NoTranscriber",
    "fake": "dragoman.engines.fake:Fake",
    "fake-llm": "dragoman.engines.fake_translator:FakeTranslator",
    "loudness": "dragoman.engines.fake:LoudnessVad",
    "firefox": "dragoman.engines.firefox:Firefox",
    "ctranslate2": "dragoman.engines.ctranslate2:CTranslate2",
    "apertium": "dragoman.engines.apertium:Apertium",
    "llm": "dragoman.engines.llm:Llm",
    "libretranslate": "dragoman.engines.libretranslate:LibreTranslate",
}
_STAND_IN = "fake-llm"


def find_engine(name: str) -> Any:
    """The class of an engine; its module is imported, the library behind it is not.

    :raises SettingsError: for a name that is not in ``ENGINES``
    """
    if name not in ENGINES:
        raise SettingsError("engine", name, "is not known", f"use one of {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    return getattr(import_module(module), attribute)


def is_translator(kind: type) -> bool:
    """Whether this is the class of a :class:`~dragoman.engines.base.Translator`.

    Only these have a method ``translate``. The protocol's other members may be set in ``__init__``, so the class alone
    does not show them.
    """
    return callable(getattr(kind, "translate", None))


def find_translator(name: str) -> Any:
    """The class of an engine that translates text.

    :raises SettingsError: for any other name
    """
    kind = find_engine(name) if name in ENGINES else None
    if kind is None or not is_translator(kind):
        fault = "is not known" if kind is None else "translates no text"
        raise SettingsError("engines", name, fault, f"use one of {', '.join(find_translators())}")
    return kind


def find_translators() -> tuple[str, ...]:
    """The names of the engines that translate text, without the stand-in, which writes made-up words."""
    return tuple(name for name in ENGINES if name != _STAND_IN and is_translator(find_engine(name)))
