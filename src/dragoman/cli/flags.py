"""What one types for an option of a verb: the verb's own parser says it."""

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
    """Each option's name in a program -> what is typed for it."""
    return {action.dest: (*action.option_strings, str(action.metavar or action.dest))[0] for action in parser._actions}


@cache
def find_flags(verb: str) -> Mapping[str, str]:
    """The same for a verb of which one has the name alone."""
    parser = argparse.ArgumentParser(add_help=False)
    find_verb(verb).add_arguments(parser)
    return read_flags(parser)
