"""The publisher's settings: ``dragoman.toml``, in the working directory or above it.

In order of precedence: the command line, the environment, the file, the defaults. The address of an engine is never
taken from this file: the file may have come with a folder that somebody sent, and could send testimony away.
"""

from __future__ import annotations

import difflib
import json
import os
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import Fix, FolderError, SettingsError
from dragoman.problems import Problem
from dragoman.settings.keys import SETTINGS, Setting
from dragoman.transcript.document import Person

__all__ = [
    "FILE",
    "UNSIGNED",
    "Settings",
    "add_setting",
    "find_settings",
    "load_settings",
    "person",
    "refuse_file",
    "write_settings",
]

FILE = "dragoman.toml"
# The signature of edits if no handle is set.
UNSIGNED = "translator"

_LIMIT = 1 << 20


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The resolved settings. ``file`` is the toml file that was found; ``problems`` are entries that were ignored.

    ``cache`` is the folder of models: the environment's ``DRAGOMAN_CACHE``, or ``None`` for the user's cache folder. It
    is never taken from a toml file, whose models could come from anybody.
    """

    name: str | None = None
    handle: str | None = None
    person: str | None = None
    source_language: str | None = None
    target_language: str | None = None
    profile: str | None = None
    glossary: Path | None = None
    quotes: str | None = None
    dash: str | None = None
    ellipsis: str | None = None
    percent: str | None = None
    numbers: str | None = None
    dates: str | None = None
    titles: str | None = None
    colon: str | None = None
    spaces: str | None = None
    avoid: str | None = None
    licence: str | None = None
    rights_holder: str | None = None
    ground_for_use: str | None = None
    weights: str | None = None
    site: str | None = None
    support: str | None = None
    about: str | None = None
    featured: str | None = None
    takedown: str | None = None
    interface: str | None = None
    cache: Path | None = None
    file: Path | None = None
    problems: tuple[Problem, ...] = ()


def load_settings(
    options: Mapping[str, str | None] | None = None,
    *,
    start: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """The settings for a command.

    :param options: the values from the command line, by field; ``None`` is not set
    :param start: the folder to search, and those above it; ``None`` is the working directory
    :param environment: the environment variables; ``None`` is ``os.environ``
    :raises SettingsError: naming the file or option, the key and the fix
    """
    environment = os.environ if environment is None else environment
    file = find_settings(start or Path.cwd())
    tables, problems = _read_file(file) if file else ({}, ())
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        for place, value in _said(setting, options or {}, environment, tables, file):
            if value.strip():
                values[setting.field] = _checked(setting, place, value)
                break
    if "glossary" in values:
        from_file = file is not None and values["glossary"] == tables.get("style.glossary")
        values["glossary"] = (file.parent if file and from_file else Path()) / values["glossary"]
    cache = environment.get("DRAGOMAN_CACHE", "").strip()
    return Settings(**values, cache=Path(cache) if cache else None, file=file, problems=problems)


def find_settings(start: Path) -> Path | None:
    """The nearest ``dragoman.toml``, in this folder or above it; ``None`` if there is none."""
    here = start.resolve()
    return next((folder / FILE for folder in (here, *here.parents) if (folder / FILE).is_file()), None)


def person(settings: Settings) -> Person:
    """The person who signs edits: the handle, or "translator"; never a login or a machine name."""
    return Person(handle=settings.handle or UNSIGNED)


def write_settings(folder: Path, values: Mapping[str, str], *, force: bool = False) -> Path:
    """Write a commented ``dragoman.toml``; settings without a value are comments. Return its path.

    :param values: by field
    :raises FolderError: if the file exists already, unless ``force``, or cannot be written
    :raises SettingsError: if a value is not valid
    """
    path = folder / FILE
    refuse_file(path, force=force)
    checked = {
        setting.field: _checked(setting, setting.field, values[setting.field])
        for setting in SETTINGS
        if values.get(setting.field, "").strip()
    }
    with disk.writing(path):
        folder.mkdir(parents=True, exist_ok=True)
        disk.replace(path, _render(checked).encode(), disk.SHARED)
    return path


def refuse_file(path: Path, *, force: bool) -> None:
    """Refuse to overwrite settings.

    :raises FolderError: if the file exists, unless ``force``
    """
    if not force and (path.exists() or path.is_symlink()):
        raise FolderError(path, "exists already", ("edit it", Fix("write a new file", options={"force": True})))


def add_setting(file: Path, field: str, value: str) -> None:
    """Add one setting to a ``dragoman.toml`` that lacks it; the rest is unchanged.

    :raises SettingsError: if the value is not valid, or the file has the setting already
    :raises FolderError: if the file cannot be written
    """
    setting = next(setting for setting in SETTINGS if setting.field == field)
    value = _checked(setting, field, value)
    tables, _ = _read_file(file)
    if setting.key in tables:
        raise SettingsError(f"{file}: {setting.key}", tables[setting.key], "is set already", "edit the file")
    table, _, name = setting.key.partition(".")
    entry = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    lines = file.read_text(encoding="utf-8").splitlines()
    heads = [place for place, line in enumerate(lines) if line.partition("#")[0].strip() == f"[{table}]"]
    if heads:
        lines.insert(heads[0] + 1, entry)
    else:
        lines += ["", f"[{table}]", entry]
    with disk.writing(file):
        disk.replace(file, ("\n".join(lines) + "\n").encode(), disk.SHARED)


def _said(
    setting: Setting,
    options: Mapping[str, str | None],
    environment: Mapping[str, str],
    tables: Mapping[str, str],
    file: Path | None,
) -> tuple[tuple[str, str], ...]:
    """The sources of a setting and their values, in order of precedence."""
    variable = "DRAGOMAN_" + setting.option.upper().replace("-", "_")
    return (
        (setting.field, options.get(setting.field) or ""),
        (variable, environment.get(variable, "")),
        (f"{file}: {setting.key}", tables.get(setting.key, "")),
    )


def _checked(setting: Setting, place: str, value: str) -> str:
    try:
        return setting.check(unicodedata.normalize("NFC", value.strip()))
    except ValueError as error:
        fault, _, fix = str(error).partition("; ")
        raise SettingsError(place, value, fault, fix) from error


def _read_file(path: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Maps keys to values, and what was ignored."""
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
        if len(raw) > _LIMIT:
            again = Fix("write a new file", "init", options={"force": True})
            raise SettingsError(str(path), None, "is too large for a settings file", again)
        tables = tomllib.loads(raw.decode())
    except OSError as error:
        raise SettingsError(str(path), None, f"cannot be read ({(error.strerror or str(error)).lower()})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(str(path), None, f"is not valid TOML ({error})", "fix that line") from error
    problems: tuple[Problem, ...] = ()
    if tables.pop("engines", None) is not None:
        problems = (_untrusted(path),)
    return {key: _text(path, key, value) for key, value in _flat(path, tables).items()}, problems


def _untrusted(path: Path) -> Problem:
    message = (
        "{path}: engines named there are ignored, because the file may come from somebody else; "
        "name them on the command line or in the environment"
    )
    return Problem.of("untrusted-engine", "warning", message, path=str(path))


def _flat(path: Path, tables: Mapping[str, Any]) -> dict[str, Any]:
    known = {setting.key for setting in SETTINGS}
    flat: dict[str, Any] = {}
    for name, table in tables.items():
        entries = {f"{name}.{key}": value for key, value in table.items()} if isinstance(table, dict) else {name: table}
        for key, value in entries.items():
            if key not in known:
                raise SettingsError(f"{path}: {key}", None, "is not a setting", _suggestion(key))
            flat[key] = value
    return flat


def _suggestion(key: str) -> str:
    keys = [setting.key for setting in SETTINGS]
    near = difflib.get_close_matches(key, keys, n=1, cutoff=0.5)
    ends = [known for known in keys if known.rpartition(".")[2] == key.rpartition(".")[2]]
    guess = next(iter(ends + near), None)
    return f"did you mean {guess}?" if guess else f"there are {', '.join(keys)}"


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{path}: {key}", str(value)[:40], "is not text", 'put it in quotation marks, as in "es"')
    return value


def _render(values: Mapping[str, str]) -> str:
    lines = [
        "# Settings. Dragoman looks for this file in the current folder, and in the folders above it.",
        "# Options of a command and DRAGOMAN_… variables take precedence over this file.",
        "# A line that begins with # is ignored: remove the # and write your own value.",
    ]
    table = ""
    for setting in SETTINGS:
        head, _, name = setting.key.partition(".")
        if head != table:
            lines += ["", f"[{head}]"]
            table = head
        value = values.get(setting.field)
        entry = f"{name} = {json.dumps(value or setting.example, ensure_ascii=False)}"
        lines += [f"# {setting.says}", entry if value else f"# {entry}"]
    return "\n".join(lines) + "\n"
