"""How to reach an engine that translates text: its address, its model and its key.

In order of precedence: the command line, the environment, the user's own ``engines.toml``. A ``dragoman.toml`` is never
used, because it may have come with a folder that somebody sent. A key is sent only to the address it was set with: not
to another host or port, and not over http if it was set for https.

The environment variables are ``DRAGOMAN_LLM_ADDRESS``, ``DRAGOMAN_LLM_MODEL``, ``DRAGOMAN_LLM_KEY`` and so on; the file
has ``address``, ``model`` and ``key`` below ``[llm]``. Other engines have the same with their names, for the options
that they take (see ``TAKES``).
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from dragoman.engines.base import TranslatorSetup
from dragoman.engines.http import find_host, find_origin, is_loopback, read_address
from dragoman.errors import Fix, Fixes, SettingsError

__all__ = ["TAKES", "TranslatorOptions", "find_configured", "find_engines_file", "resolve_translator"]

# Name of an engine -> the options that it takes.
TAKES: dict[str, frozenset[str]] = {
    "llm": frozenset({"address", "model", "key", "concurrency", "timeout", "allow_http"}),
    "libretranslate": frozenset({"address", "key", "concurrency", "timeout", "allow_http"}),
    "apertium": frozenset({"concurrency", "timeout"}),
    "ctranslate2": frozenset({"model", "folder", "concurrency"}),
    "firefox": frozenset({"model", "folder", "concurrency"}),
}

_LIMIT = 1 << 20
# Name of an engine -> the variable with which its own program finds its files.
_FOLDERS = {"apertium": "APERTIUM_DATADIR"}
# A language model on a CPU writes a few words a second.
_TIMEOUTS = {"llm": 600.0}
_BOUNDS = {"concurrency": (1, 256), "timeout": (1, 7200)}
_ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


class TranslatorOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The command line options of an engine; ``None`` is not set. ``timeout`` is in seconds.

    ``allow_http`` allows a key to be sent over http to another machine. A key is not an option, because other users of
    a machine can read the arguments of a command.
    """

    address: str | None = None
    model: str | None = None
    folder: str | None = None
    concurrency: int | None = None
    timeout: float | None = None
    allow_http: bool | None = None


class _Place(msgspec.Struct, frozen=True):
    """A source of options: the name of each option there, and the values."""

    names: dict[str, str]
    values: dict[str, Any]


def find_engines_file(environment: Mapping[str, str]) -> Path:
    """The path of the user's engines file, which may not exist: ``DRAGOMAN_ENGINES``, or in the user's configuration
    folder.
    """
    named = environment.get("DRAGOMAN_ENGINES", "").strip()
    return Path(named) if named else platformdirs.user_config_path("dragoman") / "engines.toml"


def find_configured(environment: Mapping[str, str], config: Path) -> tuple[str, ...]:
    """The engines that the user has configured, in the environment or in the engines file.

    :raises SettingsError: if the file cannot be read, or names an engine that does not translate text
    """
    written = {name for name in TAKES if _read_table(config, name, TAKES[name])}
    said = {name for name, takes in TAKES.items() if any(environment.get(_variable(name, one)) for one in takes)}
    return tuple(name for name in TAKES if name in written | said)


def _variable(name: str, option: str) -> str:
    return f"DRAGOMAN_{name}_{option}".upper()


def resolve_translator(
    name: str,
    *,
    source: str | None,
    target: str,
    options: TranslatorOptions | None = None,
    environment: Mapping[str, str],
    config: Path | None = None,
) -> TranslatorSetup:
    """How to reach an engine, from the user's configuration. Nothing is sent.

    :param options: the values from the command line; options that the engine does not take are ignored (see ``TAKES``)
    :param environment: the environment variables
    :param config: the user's engines file, from :func:`find_engines_file`; ``None`` or a missing file is empty
    :raises SettingsError: if a value is not valid, other users can read a file with a key, or a key would be sent over
        http to another machine
    """
    takes = TAKES.get(name, frozenset())
    typed, said, written = _find_places(name, takes, options or TranslatorOptions(), environment, config)
    places = (typed, said, written)
    address = _address(*places)
    key = _find_key(address, said, written) if address else None
    if address and key and not _is_private(address) and not _yes(*places):
        fault = "would send a key over http, where others on the network can read it"
        fixes = ("begin the address with https://", Fix("send it anyway", options={"allow_http": True}))
        raise SettingsError("address", find_origin(address), fault, fixes)
    return TranslatorSetup(
        name=name,
        source=source,
        target=target,
        address=address,
        model=_path("model", *places),
        key=key,
        folder=_path("folder", *places) or environment.get(_FOLDERS.get(name, "")),
        concurrency=None if (number := _number("concurrency", *places)) is None else int(number),
        timeout=_number("timeout", *places) or _TIMEOUTS.get(name, 120.0),
    )


def _find_places(
    name: str, takes: frozenset[str], options: TranslatorOptions, environment: Mapping[str, str], config: Path | None
) -> tuple[_Place, _Place, _Place]:
    """The command line, the environment and the file, each with its values for the options that the engine takes."""
    typed = {option: value for option, value in msgspec.structs.asdict(options).items() if value is not None}
    variables = {option: _variable(name, option) for option in takes}
    said = {option: environment[variable] for option, variable in variables.items() if environment.get(variable)}
    written = _read_table(config, name, takes) if config else {}
    return (
        _Place(
            {option: option for option in takes},
            {option: value for option, value in typed.items() if option in takes},
        ),
        _Place(variables, said),
        _Place({option: f"{config}: {name}.{option}" for option in takes}, written),
    )


def _first(option: str, *places: _Place) -> tuple[str, Any]:
    """The first value of an option, after its name in that source; ``None`` if it is not set."""
    return next(
        ((place.names[option], place.values[option]) for place in places if option in place.values), (option, None)
    )


def _text(option: str, *places: _Place) -> str | None:
    name, value = _first(option, *places)
    if value is not None and (not isinstance(value, str) or not value.strip() or not value.isprintable()):
        raise SettingsError(name, None, "is not one line of text", 'write it as in "name"')
    return value.strip() if isinstance(value, str) else None


def _path(option: str, *places: _Place) -> str | None:
    """A text that may be a path, with ``~`` replaced by the user's home."""
    value = _text(option, *places)
    return value and os.path.expanduser(value)


def _number(option: str, *places: _Place) -> float | None:
    name, value = _first(option, *places)
    low, high = _BOUNDS[option]
    try:
        number = None if value is None else float(value)
    except (TypeError, ValueError):
        number = 0.0
    if number is not None and not low <= number <= high:
        raise SettingsError(name, str(value)[:40], "is out of range", f"use one from {low} to {high}")
    return number


def _yes(*places: _Place) -> bool:
    name, value = _first("allow_http", *places)
    answer = value if isinstance(value, bool) else _ANSWERS.get(str(value or "no").strip().lower())
    if answer is None:
        raise SettingsError(name, str(value)[:40], "is neither yes nor no", "use yes or no")
    return answer


def _address(*places: _Place) -> str | None:
    value = _text("address", *places)
    return None if value is None else read_address(_first("address", *places)[0], value)


def _find_key(address: str, said: _Place, written: _Place) -> str | None:
    """The key that was set for an address, from the environment, the file or the keyring; never one for another
    address.
    """
    # A key in the environment belongs to the address in the environment, or to that of the file.
    for place, beside in ((said, _address(said, written)), (written, _address(written))):
        key = _text_of_key(place)
        if key is None:
            continue
        if beside is None and not is_loopback(find_host(address)):
            fix = f"set {place.names['address']} to the address that it belongs to"
            raise SettingsError(place.names["key"], None, "belongs to no address", fix)
        if beside is not None and find_origin(beside) == find_origin(address):
            return key
    return None if is_loopback(find_host(address)) else _ask_keyring(find_origin(address))


def _text_of_key(place: _Place) -> str | None:
    name, value = _first("key", place)
    return None if value is None else _checked_key(name, value)


def _checked_key(name: str, value: object) -> str:
    key = value.strip() if isinstance(value, str) else ""
    if not 0 < len(key) <= 4096 or not key.isascii() or not key.isprintable() or " " in key:
        # Its value is never shown.
        raise SettingsError(name, None, "is not a valid key", "copy it again, as one word without spaces")
    return key


def _ask_keyring(origin: str) -> str | None:
    """The key in the user's keyring for ``dragoman`` and an origin; ``None`` if no keyring is installed."""
    try:
        key = import_module("keyring").get_password("dragoman", origin)
    except Exception:
        # No package, no keyring backend, or a locked one: the server will report that it needs a key.
        return None
    return _checked_key(f"the keyring's entry for {origin}", key) if key else None


def _is_private(address: str) -> bool:
    """Whether nobody can read what is sent on its way."""
    return address.startswith("https://") or is_loopback(find_host(address))


def _read_table(path: Path, name: str, takes: frozenset[str]) -> dict[str, Any]:
    """The file's table for an engine."""
    tables = _read_file(path)
    for table, entries in tables.items():
        if not isinstance(entries, dict) or table not in TAKES:
            raise _fault(path, table, "is not an engine that translates text", f"use [{'], ['.join(TAKES)}]")
        unknown = next((key for key in entries if key not in TAKES[table]), None)
        if unknown is not None:
            raise _fault(path, f"{table}.{unknown}", "is not a setting", f"there are {', '.join(sorted(TAKES[table]))}")
    return dict(tables.get(name, {})) if takes else {}


def _read_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            open_to_others = os.name == "posix" and bool(stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077)
            raw = file.read(_LIMIT + 1)
        if len(raw) > _LIMIT:
            raise SettingsError(str(path), None, "is too large for a settings file", "write a new file")
        tables = tomllib.loads(raw.decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(str(path), None, f"cannot be read ({(error.strerror or str(error)).lower()})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        # Only the position of the error is shown, because the file may contain a key.
        place = re.search(r"line \d+, column \d+", str(error))
        fault = f"is not valid TOML ({place[0]})" if place else "is not valid TOML"
        raise SettingsError(str(path), None, fault, "correct it") from None
    if open_to_others and any(isinstance(entries, dict) and "key" in entries for entries in tables.values()):
        raise SettingsError(
            str(path), None, "contains a key and can be read by other users", "remove their permissions"
        )
    return tables


def _fault(path: Path, key: str, fault: str, fix: Fixes) -> SettingsError:
    return SettingsError(f"{path}: {key}", None, fault, fix)
