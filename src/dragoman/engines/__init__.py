"""Models behind a door: a name in ENGINES, a class in a file of its own, imported when it is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import SettingsError

__all__ = ["ENGINES", "find_engine"]

# Name -> "module:Class". What each does is in its module's first lines.
ENGINES = {
    "whisper": "dragoman.engines.whisper:Whisper",
    "vad": "dragoman.engines.whisper:Vad",
    "voices": "dragoman.engines.voices:Voices",
    "none": "dragoman.engines.fake:NoTranscriber",
    "fake": "dragoman.engines.fake:Fake",
    "loudness": "dragoman.engines.fake:LoudnessVad",
}


def find_engine(name: str) -> Any:
    """The class of an engine.

    :raises SettingsError: for a name that is not in the table
    """
    if name not in ENGINES:
        raise SettingsError("engine", name, "is not known", f"use one of {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    return getattr(import_module(module), attribute)
