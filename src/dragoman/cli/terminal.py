"""What verbs need for a terminal: safe output of other people's text, commands in messages, settings, and the
signature.
"""

from __future__ import annotations

import re
import shlex
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from dragoman.cli.flags import Flag, find_flags
from dragoman.errors import DragomanError, Fix, FolderError, OptionValue, SettingsError, with_fixes
from dragoman.folder import open_folder
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import (
    UNSIGNED,
    Settings,
    add_setting,
    find_settings,
    load_settings,
    person,
    write_settings,
)
from dragoman.transcript.document import Person

__all__ = [
    "as_command",
    "describe",
    "find_signer",
    "install_command",
    "load_desk",
    "load_signer",
    "quoted",
    "say_signature",
    "shown",
    "tell_missing_sound",
    "tell_rest",
    "write_command",
]

_AS_NAMED: Mapping[str, Flag] = {}
# Words that every shell takes as they are. "…" stands for the value that was typed before.
_PLAIN = re.compile(r"[\w@%+=:,./…][\w@%+=:,./…-]*")
# Characters that turn the direction of what follows; joiners, which words need, are kept.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    """The text on one line, without control characters and characters that cannot be printed."""
    return "".join(map(_shown, text))


def quoted(text: str) -> str:
    """A word of a command as it is typed in a shell: in quotes if it has spaces or signs with a meaning there."""
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)


def write_command(verb: str, *words: str | Path) -> str:
    """``dragoman VERB …`` as it is typed in a shell.

    :param words: arguments and options; an option and its value are two words
    """
    return " ".join(("dragoman", verb, *(quoted(str(word)) for word in words)))


def as_command(fix: Fix, typed_as: Mapping[str, Flag] = _AS_NAMED) -> str:
    """A fix as a command or option to type.

    :param typed_as: names of options of the current verb -> how they are typed; ``--NAME`` for others
    """
    names = find_flags(fix.verb) if fix.verb is not None else typed_as
    flags = [(names.get(name, Flag(f"--{name.replace('_', '-')}")), value) for name, value in fix.options.items()]
    options = " ".join(word for flag, value in flags for word in (flag.typed, *_write_value(flag, value)))
    if fix.package is not None:
        return f"{fix.purpose} with: {install_command(fix.package, options)}"
    if fix.verb is not None:
        return f"{fix.purpose} with: {' '.join(filter(None, (write_command(fix.verb, *fix.arguments), options)))}"
    return f"{fix.purpose} with {options}" if None in fix.options.values() else f"use {options} to {fix.purpose}"


def install_command(package: str, options: str = "") -> str:
    """The command that installs a package of the package index, quoted for a shell: zsh expands square brackets."""
    return " ".join(filter(None, ("pip install", options, quoted(package))))


def _write_value(flag: Flag, value: OptionValue) -> tuple[str, ...]:
    """The values of an option, as typed; the name of the value where a person has to choose it."""
    if value is None:
        return () if flag.value is None else (flag.value,)
    values = value if isinstance(value, tuple) else (value,)
    return tuple(quoted(each) for each in values if isinstance(each, str))


def describe(problem: Problem) -> str:
    """A problem and its fixes, on one line that is safe to print."""
    return shown(problem.describe(as_command))


def load_desk(options: Mapping[str, str | None], beside: Sequence[Path] = ()) -> Settings:
    """The settings for a verb; problems of the settings file are printed.

    :param options: the command line's values, by field of :class:`Settings`
    :param beside: if the working directory has no settings file, nor any above it, the one of these folders is used,
        and a line on stderr names it; if these have several, none is used
    :raises SettingsError: if a value is not valid
    """
    start = None
    found = set(map(find_settings, beside)) if beside and find_settings(Path()) is None else set()
    if len(found) == 1 and (file := found.pop()) is not None:
        start = file.parent
        print(shown(f"dragoman: settings: {file}, for the current folder has none"), file=sys.stderr)
    settings = load_settings(options, start=start)
    tell_problems(settings.problems)
    return settings


def tell_problems(problems: Iterable[Problem]) -> None:
    """Print problems, one line each."""
    for problem in problems:
        print(f"dragoman: {problem.severity}: {describe(problem)}", file=sys.stderr)


def load_signer(handle: str | None, folder: Path, beside: Sequence[Path] = ()) -> Settings:
    """The settings for an edit of an interview, with the handle that signs it.

    If no handle is set, the person is asked for one, or told how to set one, before their first edit.

    :param handle: the value from the command line
    :param beside: as in :func:`load_desk`
    :raises FolderError: if there is no interview
    :raises SettingsError: if a value is not valid
    """
    settings = load_desk({"handle": handle}, beside)
    if settings.handle is None and not any(isinstance(r.author, Person) for r in open_folder(folder).history):
        chosen = _ask_handle(settings) if sys.stdin.isatty() and sys.stdout.isatty() else None
        if chosen is not None:
            return msgspec.structs.replace(settings, handle=chosen)
        say_signature(settings)
    return settings


def find_signer(handle: str | None, folder: Path) -> Person:
    """The person who signs an edit of an interview, as :func:`load_signer` finds them."""
    return person(load_signer(handle, folder))


def say_signature(settings: Settings) -> None:
    """Print how edits are signed if no handle is set, and how to set one."""
    if settings.handle is None:
        in_file = f'write handle = "ana" below [desk] in {settings.file}'
        once = in_file if settings.file else "dragoman init --handle ana"
        fix = f"to sign with your own handle, use --handle ana, or for all commands: {once}"
        print(shown(f'dragoman: this is signed "{UNSIGNED}", for no handle is set; {fix}'), file=sys.stderr)


def _ask_handle(settings: Settings) -> str | None:
    """A handle, saved in the settings; ``None`` if none was typed."""
    while True:
        try:
            answer = input(f"How do you sign your edits? One word, such as ana (Enter: {UNSIGNED}) ").strip()
        except EOFError:
            return None
        if not answer:
            return None
        try:
            if settings.file:
                add_setting(settings.file, "handle", answer)
            else:
                write_settings(Path(), {"handle": answer})
        except SettingsError as error:
            print(shown(str(error)))
            continue
        except DragomanError as error:
            print(shown(f"dragoman: not saved for next time: {error}"), file=sys.stderr)
        return answer


def tell_rest(path: Path, error: FolderError | None, *, taken_in: bool = False) -> None:
    """Print that the change is saved but its views could not be written, and the command that writes them.

    :param taken_in: the edits of a page are in the history, so the page may be overwritten
    """
    if error is not None:
        again = write_command("view", path, *(["--force"] if taken_in else []))
        print(shown(f"dragoman: warning: the change is saved, but {error.path} {error.fault}"), file=sys.stderr)
        fix = f"do not run it again; when there is space, write the pages with: {again}"
        print(shown(f"dragoman: {fix}"), file=sys.stderr)


def tell_missing_sound(path: Path, address: str | None) -> None:
    """Print that the sound is missing, so that the page cannot play it, and what to type.

    :param address: the expected address; ``None`` if the sound is there
    """
    if address is not None:
        fixes = (
            Fix("give its new place", "relink", (str(path), "FILE")),
            Fix("look for it near the folder", "relink", (str(path),)),
        )
        fault = f"the sound is missing: there is no file {path / address}, and the page cannot play it"
        print(shown(f"dragoman: warning: {with_fixes(fault, fixes, as_command)}"), file=sys.stderr)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":  # a byte of a file's name that is not UTF-8
        return "\ufffd"
    return " " if category in ("Cc", "Zl", "Zp") or character in _TURNING else character
