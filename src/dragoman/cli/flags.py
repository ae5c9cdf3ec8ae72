"""The options of verbs as typed, from the verbs' parsers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import msgspec

__all__ = ["Flag", "find_flags", "find_verb", "read_flags"]


class Flag(msgspec.Struct, frozen=True):
    """An option or an argument as typed, and what its help calls its value; ``None`` if it takes none."""

    typed: str
    value: str | None = None


def find_verb(verb: str) -> Any:
    """The module of a verb."""
    return import_module(f"dragoman.cli.{verb.replace('-', '_')}")


def read_flags(parser: argparse.ArgumentParser) -> dict[str, Flag]:
    """Each option's name in the program -> how it is typed."""
    return {action.dest: _read_flag(action) for action in parser._actions}


def _read_flag(action: argparse.Action) -> Flag:
    if not action.option_strings:
        return Flag(str(action.metavar or action.dest))
    if action.nargs == 0:
        return Flag(action.option_strings[0])
    if action.metavar is None and action.choices:
        return Flag(action.option_strings[0], "|".join(map(str, action.choices)))
    names = action.metavar if isinstance(action.metavar, tuple) else (action.metavar or action.dest.upper(),)
    return Flag(action.option_strings[0], " ".join(names))


@cache
def find_flags(verb: str) -> Mapping[str, Flag]:
    """As :func:`read_flags`, by the verb's name."""
    parser = argparse.ArgumentParser(add_help=False)
    find_verb(verb).add_arguments(parser)
    return read_flags(parser)
