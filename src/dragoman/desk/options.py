"""The options of a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from dragoman.engines.base import Availability, TranslatorSetup
from dragoman.errors import Fix, find_purpose
from dragoman.settings.dragoman_toml import Settings

__all__ = ["DeskOptions"]


def _name(one: Availability) -> str:
    return one.engine


class DeskOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A desk for a directory of interview folders.

    ``data`` is the folder of its database and caches; ``database`` is the address of a PostgreSQL database, or ``None``
    for SQLite in ``data``. Without ``accounts`` there is one person, who owns everything, and the desk serves only this
    machine. ``hosts`` are the other host names that it answers to. ``https`` says that browsers reach it by https,
    through a proxy: then cookies are sent only by https. ``translators`` are the engines that the owner has set up for
    translation, and ``installed`` says whether the engines installed on this machine may be used too. ``aligner`` is
    the engine that aligns corrected texts with their sound; empty for none. ``write_fix`` and ``write_install``
    return what to type on this machine for a fix, and to install an engine; unless given, the purpose and its name.
    """

    root: Path
    data: Path
    settings: Settings
    host: str = "127.0.0.1"
    port: int = 8000
    accounts: bool = False
    hosts: tuple[str, ...] = ()
    https: bool = False
    database: str | None = None
    translators: tuple[TranslatorSetup, ...] = ()
    installed: bool = True
    aligner: str = "whisper"
    write_fix: Callable[[Fix], str] = find_purpose
    write_install: Callable[[Availability], str] = _name
