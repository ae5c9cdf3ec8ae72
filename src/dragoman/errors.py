"""Everything that Dragoman raises on purpose.

A user who meets one reads a single line that names the file, the place and the fix, and the command
ends with exit code 2. Each error keeps its data as attributes, so that a caller never parses a message.
``code`` says which kind it is, for programs: it is the word in brackets.

::

    DragomanError           [error]
    ├── InputError          [input] a file that cannot be used: path, fault, fixes, line and column
    │   ├── MediaError      [media] ... as sound or picture
    │   └── FormatError     [format] ... as a transcript or subtitle file
    ├── EditError           [edit] an edit that the document cannot take: subject, fault
    ├── FolderError         [folder] an interview folder that cannot be opened or written: path, fault, fixes
    ├── SettingsError       [settings] a setting or an option that makes no sense: name, value, fault, fixes
    ├── EngineError         [engine] a model that is missing or cannot do what is asked: engine, fault, fixes
    └── CancelledError      [cancelled] work that was stopped because somebody asked for it
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import msgspec

__all__ = [
    "CancelledError",
    "DragomanError",
    "EditError",
    "EngineError",
    "Fix",
    "Fixes",
    "FolderError",
    "FormatError",
    "InputError",
    "MediaError",
    "OptionValue",
    "SettingsError",
    "find_purpose",
    "with_fixes",
]


OptionValue = str | tuple[str, ...] | bool | None


class Fix(msgspec.Struct, frozen=True, omit_defaults=True):
    """What Dragoman can do about a fault. Whoever shows it says how to start it: the command line writes a command.

    ``purpose`` is a clause, such as ``"apply it first"``. ``verb`` is the verb to call with these arguments and
    options; ``None`` is the one that failed, called again with these options besides. An option that is ``None`` wants
    a value that a person has to choose; several values of one option are a tuple. ``package`` is a Python package to
    install; there is no verb then.
    """

    purpose: str
    verb: str | None = None
    arguments: tuple[str, ...] = ()
    options: dict[str, OptionValue] = {}
    package: str | None = None


Fixes = str | Fix | tuple[str | Fix, ...] | None


def find_purpose(fix: Fix) -> str:
    """What it is for, without how to start it."""
    return fix.purpose


def with_fixes(text: str, fixes: Iterable[str | Fix], show: Callable[[Fix], str] = find_purpose) -> str:
    """``text; fix, or fix`` on one line, whatever the parts hold.

    :param show: how to say what Dragoman can do; its purpose alone unless given
    """
    said = ", or ".join(fix if isinstance(fix, str) else show(fix) for fix in fixes)
    return " ".join((f"{text}; {said}" if said else text).split())


class DragomanError(Exception):
    """Base of all of them; catch it to catch everything that is the input's or the user's to fix.

    ``fixes`` are what to do about it, any of them: a clause in words, or a :class:`Fix`.
    """

    code = "error"
    exit_code = 2
    fault: str
    fixes: tuple[str | Fix, ...]

    def __init__(self, about: str, fault: str, fix: Fixes = None) -> None:
        self.fault = fault
        self.fixes = () if not fix else fix if isinstance(fix, tuple) else (fix,)
        self._about = about
        super().__init__(self.describe())

    @property
    def about(self) -> str:
        """What it is about, as its line begins: a file with the place, an engine, a setting with its value."""
        return self._about

    def __reduce__(self) -> tuple[object, ...]:
        """As it goes from one process to another."""
        return _restore, (type(self), self.args, self.__dict__)

    def describe(self, show: Callable[[Fix], str] = find_purpose) -> str:
        """``subject: fault; fixes`` on one line, whatever the parts hold.

        :param show: how to say what Dragoman can do; its purpose alone unless given
        """
        return with_fixes(f"{self._about}: {self.fault}", self.fixes, show)


def _restore(kind: type[DragomanError], args: tuple[object, ...], fields: dict[str, object]) -> DragomanError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class InputError(DragomanError):
    """A file that cannot be used as it is.

    :param path: the file, as the user named it
    :param fault: what is wrong, in a clause ("is empty")
    :param fix: what to do about it, in a sentence without its full stop, or what Dragoman can do
    :param line: 1-based line of the fault, where it has one
    :param column: 1-based column of the fault, where it has one
    """

    code = "input"

    def __init__(
        self,
        path: str | os.PathLike[str],
        fault: str,
        fix: Fixes = None,
        *,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = os.fspath(path)
        self.line = line
        self.column = column
        place = "".join(f":{number}" for number in (line, column) if number is not None)
        super().__init__(f"{self.path}{place}", fault, fix)


class MediaError(InputError):
    """The file cannot be read as sound or picture."""

    code = "media"


class FormatError(InputError):
    """The file cannot be read as the transcript or subtitle format it was taken for."""

    code = "format"


class EditError(DragomanError):
    """The document cannot take this edit.

    :param subject: what the edit was about, such as ``"passage s4k2m9xpq"``
    """

    code = "edit"

    def __init__(self, subject: str, fault: str, fix: Fixes = None) -> None:
        self.subject = subject
        super().__init__(subject, fault, fix)


class FolderError(DragomanError):
    """An interview folder that cannot be opened, locked or written."""

    code = "folder"

    def __init__(self, path: str | os.PathLike[str], fault: str, fix: Fixes = None) -> None:
        self.path = os.fspath(path)
        super().__init__(self.path, fault, fix)


class SettingsError(DragomanError):
    """A setting, wherever it was made, that cannot be used.

    :param beside: the other setting that it does not go with
    """

    code = "settings"

    def __init__(self, name: str, value: object, fault: str, fix: Fixes = None, *, beside: str | None = None) -> None:
        self.name = name
        self.value = value
        self.beside = beside
        parts = (name, value, f"with {beside}" if beside else None)
        super().__init__(" ".join(str(part) for part in parts if part is not None), fault, fix)


class EngineError(DragomanError):
    """A model or its library that is missing, or cannot do what it was asked for."""

    code = "engine"

    def __init__(self, engine: str, fault: str, fix: Fixes = None) -> None:
        self.engine = engine
        super().__init__(engine, fault, fix)


class CancelledError(DragomanError):
    """Work that somebody stopped. What was finished is kept, and the same call goes on from there."""

    code = "cancelled"
    exit_code = 130

    def __init__(self, work: str = "work") -> None:
        self.work = work
        super().__init__(work, "was stopped", "finished work is kept; start it again to continue")
