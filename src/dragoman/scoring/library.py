"""Libraries that measure as the field does; loaded on first use, because a plain installation has none of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import EngineError, Fix

__all__ = ["load"]


def load(module: str, package: str) -> Any:
    """The module, or a line that says which package is missing and how to get it.

    :raises EngineError: where it is not installed
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise EngineError(package, "is not installed", Fix("install it", package="dragoman[evaluate]")) from error
