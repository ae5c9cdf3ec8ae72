"""Models behind a door: a name in ENGINES, a class in a file of its own, imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import SettingsError

__all__ = ["ENGINES", "find_engine", "is_translator"]

# Name -> "module:Class". What each does is in its module's first lines.
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


def find_engine(name: str) -> Any:
    """The class of an engine.

    :raises SettingsError: for a name that is not in the table
    """
    if name not in ENGINES:
        raise SettingsError("engine", name, "is not known", f"use one of {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    return getattr(import_module(module), attribute)


def is_translator(kind: type) -> bool:
    """Whether this is the class of a :class:`~dragoman.engines.base.Translator`.

    Only these have a method ``translate``; their other members may be made with the object.
    """
    return callable(getattr(kind, "translate", None))
