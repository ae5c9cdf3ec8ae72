"""How an engine that translates text is reached: its address, its model and its key.

What counts, in order: the command line, the environment, the user's own ``engines.toml``. A ``dragoman.toml`` never
counts here, for it may have come with a folder that somebody sent. A key goes to the address it was set with and to
no other: neither to another host nor to another port, and never over http where the address was https.

===================  ========================================================================
``DRAGOMAN_LLM_…``   ``ADDRESS``, ``MODEL``, ``KEY``, ``CONCURRENCY``, ``TIMEOUT``, ``ALLOW_HTTP``
``[llm]``            ``address``, ``model``, ``key``, ``concurrency``, ``timeout``, ``allow_http``
===================  ========================================================================

The same with the name of any other engine, as far as the engine takes the option (see ``TAKES``).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
import platformdirs

from dragoman.engines.base import TranslatorSetup

__all__ = ["TAKES", "TranslatorOptions", "find_engines_file", "resolve_translator"]

# Name of an engine -> the options that mean something to it.
TAKES: dict[str, frozenset[str]] = {
    "llm": frozenset({"address", "model", "concurrency", "timeout", "allow_http"}),
    "libretranslate": frozenset({"address", "concurrency", "timeout", "allow_http"}),
    "apertium": frozenset({"concurrency", "timeout"}),
    "ctranslate2": frozenset({"model", "folder", "concurrency"}),
    "firefox": frozenset({"model", "folder", "concurrency"}),
}

_LIMIT = 1 << 20
_NUMBERS = {"concurrency": (1, 256), "timeout": (1, 3600)}
_TRUE, _FALSE = ("yes", "true", "1"), ("no", "false", "0")


class TranslatorOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line says of an engine; ``None`` says nothing. ``timeout`` is in seconds.

    ``allow_http`` is whether a key may go over http to another machine, where everybody on the way can read it.
    """

    address: str | None = None
    model: str | None = None
    folder: str | None = None
    concurrency: int | None = None
    timeout: float | None = None
    allow_http: bool | None = None


def find_engines_file(environment: Mapping[str, str]) -> Path:
    """The user's own file of engines, whether it is there or not: ``DRAGOMAN_ENGINES``, else in their configuration."""
    named = environment.get("DRAGOMAN_ENGINES", "").strip()
    return Path(named) if named else platformdirs.user_config_path("dragoman") / "engines.toml"


def resolve_translator(
    name: str,
    *,
    source: str | None,
    target: str,
    options: TranslatorOptions | None = None,
    environment: Mapping[str, str],
    config: Path | None = None,
) -> TranslatorSetup:
    """How to reach an engine, by what the user said of it. Nothing is sent anywhere.

    :param options: what the command line says; options that the engine does not take are passed over (see ``TAKES``)
    :param environment: the variables of the process
    :param config: the user's file of engines, from :func:`find_engines_file`; ``None``, or one that is not there: none
    :raises SettingsError: for a value that makes no sense, a file that others can read and that holds a key, and for a
        key that would go over http to another machine
    """
    raise NotImplementedError
