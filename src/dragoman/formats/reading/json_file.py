"""JSON of other programs, decoded into the shape that a format needs; faults have a line and a column."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, ReadOptions
from dragoman.formats.reading.decode import decode, to_utf8
from dragoman.problems import ProblemLog
from dragoman.transcript.span import as_time, to_ms

__all__ = [
    "as_clock",
    "as_list",
    "as_ms",
    "as_object",
    "as_share",
    "as_text",
    "is_json_lines",
    "json_lines_error",
    "parse_json",
    "pick",
    "write_json",
]

Shape = TypeVar("Shape")

# Two hundred hours of words, each in a separate object.
MOST_OBJECTS = 2_000_000
# No line of JSON Lines is longer.
_LONGEST_LINE = 1024 * 1024
_BYTE = re.compile(r" ?\(byte (\d+)\)")
_KEY = re.compile(r"`\$\.(\w+)")
# Python's output for numbers that JSON does not have; strings are matched to leave them unchanged, and never in two
# ways (``+``): a long one would take a hundred times its size in memory.
_NOT_JSON = re.compile(r'("(?:[^"\\]++|\\.)*+")|-?Infinity\b|NaN\b', re.DOTALL)


def parse_json(content: bytes, shape: type[Shape], options: ReadOptions, log: ProblemLog) -> Shape:
    """A value of this shape; unknown keys are ignored.

    :raises FormatError: if it is not JSON, has another shape, or is too large or too deeply nested; with the place
    :raises SettingsError: if the requested encoding is unknown
    """
    decoded = decode(content, options)
    log.add(*decoded.problems)
    text = decoded.text
    if text.count("{") + text.count("[") > MOST_OBJECTS:
        raise FormatError(options.path, "is larger than any transcript", "split it into parts", line=1, column=1)
    try:
        return _decode(text, shape)
    except msgspec.ValidationError as error:
        raise _unfit(text, error, options) from error
    except msgspec.DecodeError as error:
        raise json_lines_error(options) if is_json_lines(content) else _malformed(text, error, options) from error
    except RecursionError as error:
        raise FormatError(options.path, "is nested deeper than any transcript", line=1, column=1) from error


def is_json_lines(content: bytes) -> bool:
    """Whether a file looks like JSON Lines: its first line is an object, and another object follows."""
    first, _, rest = to_utf8(content[: 4 * _LONGEST_LINE]).lstrip().partition(b"\n")
    if not (first.startswith(b"{") and rest.lstrip().startswith(b"{")):
        return False
    try:
        msgspec.json.decode(first)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def json_lines_error(options: ReadOptions) -> FormatError:
    """The error for a file of JSON Lines, which no program that is read here writes."""
    fault = "looks like JSON, one object a line; no format of ours"
    fix = "write them as one list, each with text, start and end"
    return FormatError(options.path, fault, fix, line=1, column=1)


def write_json(value: Any) -> bytes:
    """The value as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def as_text(value: Any) -> str:
    """The string; empty for any other value."""
    return value if isinstance(value, str) else ""


def pick(value: Any, *keys: str) -> Any:
    """The value of the first existing key; ``None`` if there is none, or if the value is not an object."""
    if not isinstance(value, dict):
        return None
    return next((value[key] for key in keys if value.get(key) is not None), None)


def as_object(value: Any) -> dict[str, Any]:
    """The object; an empty one for any other value."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The list; an empty one for any other value."""
    return value if isinstance(value, list) else []


def as_clock(value: Any) -> int | None:
    """Ms of seconds (``1.5``, ``"1.5s"``) or of a clock time (``"00:00:01.500"``); ``None`` for anything else."""
    if not isinstance(value, str):
        return as_ms(value)
    bare = value.strip().removesuffix("s")
    return as_time(bare) if ":" in bare else as_ms(bare)


def as_ms(seconds: Any) -> int | None:
    """Ms of seconds as a number or a string; ``None`` for anything else."""
    number = _as_number(seconds)
    return None if number is None else to_ms(number)


def as_share(value: Any) -> float | None:
    """A number from 0 to 1, such as a confidence; ``None`` for anything else."""
    number = _as_number(value)
    return number if number is not None and 0 <= number <= 1 else None


def _as_number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def _decode(text: str, shape: type[Shape]) -> Shape:
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        if "NaN" not in text and "Infinity" not in text:
            raise
        return msgspec.json.decode(_NOT_JSON.sub(lambda match: match[1] or "null", text), type=shape)


def _malformed(text: str, error: Exception, options: ReadOptions) -> FormatError:
    reason = _BYTE.sub("", str(error)).removeprefix("JSON is malformed: ").strip(". ").lower()
    match = _BYTE.search(str(error))
    before = text.encode("utf-8", "replace")[: int(match[1])].decode(errors="replace") if match else text
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return FormatError(options.path, f"is not readable JSON ({reason})", line=line, column=column)


def _unfit(text: str, error: Exception, options: ReadOptions) -> FormatError:
    key = _KEY.search(str(error))
    place = max(0, text.find(f'"{key[1]}"')) if key else 0
    line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
    fault = f"is JSON of another shape ({str(error)[:1].lower()}{str(error)[1:].replace('`', '')})"
    return FormatError(options.path, fault, NAME_FORMAT, line=line, column=column)
