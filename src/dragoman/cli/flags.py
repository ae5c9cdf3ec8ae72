"""The options of verbs as typed, from the verbs' parsers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

__all__ = ["find_flags", "find_verb", "read_flags"]


def find_verb(verb: str) -> Any:
    """The module of a verb."""
    return import_module(f"dragoman.cli.{verb.replace('-', '_')}")


def read_flags(parser: argparse.ArgumentParser) -> dict[str, str]:
    """Each option's name in the program -> how it is typed."""
    return {action.dest: (*action.option_strings, str(action.metavar or action.dest))[0] for action in parser._actions}


@cache
def find_flags(verb: str) -> Mapping[str, str]:
    """As :func:`read_flags`, by the verb's name."""
    parser = argparse.ArgumentParser(add_help=False)
    find_verb(verb).add_arguments(parser)
    return read_flags(parser)
