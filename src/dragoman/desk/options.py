"""How a desk is started."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.engines.base import TranslatorSetup
from dragoman.settings.dragoman_toml import Settings

__all__ = ["DeskOptions"]


class DeskOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A desk over a directory of interview folders.

    ``data`` is where its database and caches are kept; ``database`` is the address of a PostgreSQL database, or
    ``None`` for SQLite in ``data``. Without ``accounts`` there is one person, who owns everything, and the desk answers
    this machine alone. ``hosts`` are the names that it answers to besides this machine's. ``https``
    says that browsers reach it by https, through a proxy: cookies go that way alone then. ``translators`` are the
    engines that its owner has set up for translating, and ``installed`` says whether those that are installed on this
    machine may be used besides. ``aligner`` is the engine that lays corrected texts onto
    their sound; an empty name is none.
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
