"""Everything that Dragoman raises on purpose.

A user who meets one reads a single line that names the file, the place and the mend, and the command
ends with exit code 2. Each error keeps its data as attributes, so that a caller never parses a message.

::

    DragomanError
    ├── InputError          a file that cannot be used: path, fault, mend, line and column
    │   ├── MediaError      ... as sound or picture
    │   └── FormatError     ... as a transcript or subtitle file
    ├── EditError           an edit that the document cannot take: subject, fault
    ├── FolderError         an interview folder that cannot be opened or written: path, fault, mend
    ├── SettingsError       a setting or an option that makes no sense: name, value, fault, mend
    └── EngineError         a model that is missing or cannot do what is asked: engine, fault, mend
"""

from __future__ import annotations

import os

__all__ = [
    "DragomanError",
    "EditError",
    "EngineError",
    "FolderError",
    "FormatError",
    "InputError",
    "MediaError",
    "SettingsError",
]


class DragomanError(Exception):
    """Base of all of them; catch it to catch everything that is the input's or the user's to mend."""

    exit_code = 2


class InputError(DragomanError):
    """A file that cannot be used as it is.

    :param path: the file, as the user named it
    :param fault: what is wrong, in a clause ("is empty")
    :param mend: what to do about it, in a sentence without its full stop
    :param line: 1-based line of the fault, where it has one
    :param column: 1-based column of the fault, where it has one
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        fault: str,
        mend: str | None = None,
        *,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.path = os.fspath(path)
        self.fault = fault
        self.mend = mend
        self.line = line
        self.column = column
        place = "".join(f":{number}" for number in (line, column) if number is not None)
        super().__init__(_sentence(f"{self.path}{place}", fault, mend))


class MediaError(InputError):
    """The file cannot be read as sound or picture."""


class FormatError(InputError):
    """The file cannot be read as the transcript or subtitle format it was taken for."""


class EditError(DragomanError):
    """The document cannot take this edit.

    :param subject: what the edit was about, such as ``"segment s4k2m9xpq"``
    """

    def __init__(self, subject: str, fault: str) -> None:
        self.subject = subject
        self.fault = fault
        super().__init__(_sentence(subject, fault, None))


class FolderError(DragomanError):
    """An interview folder that cannot be opened, locked or written."""

    def __init__(self, path: str | os.PathLike[str], fault: str, mend: str | None = None) -> None:
        self.path = os.fspath(path)
        self.fault = fault
        self.mend = mend
        super().__init__(_sentence(self.path, fault, mend))


class SettingsError(DragomanError):
    """A setting, wherever it was made, that cannot be used."""

    def __init__(self, name: str, value: object, fault: str, mend: str | None = None) -> None:
        self.name = name
        self.value = value
        self.fault = fault
        self.mend = mend
        super().__init__(_sentence(f"{name} {value}" if value is not None else name, fault, mend))


class EngineError(DragomanError):
    """A model or its library that is missing, or cannot do what it was asked for."""

    def __init__(self, engine: str, fault: str, mend: str | None = None) -> None:
        self.engine = engine
        self.fault = fault
        self.mend = mend
        super().__init__(_sentence(engine, fault, mend))


def _sentence(subject: str, fault: str, mend: str | None) -> str:
    """``subject: fault; mend`` on one line, whatever the parts hold."""
    text = f"{subject}: {fault}" + (f"; {mend}" if mend else "")
    return " ".join(text.split())
