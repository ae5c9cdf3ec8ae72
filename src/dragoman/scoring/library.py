"""Standard measurement libraries, imported on first use, because a plain installation does not include them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import EngineError, Fix

__all__ = ["load"]


def load(module: str, package: str) -> Any:
    """Import a module.

    :raises EngineError: if it is not installed; the error names the package and how to install it
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise EngineError(package, "is not installed", Fix("install it", package="dragoman[evaluate]")) from error
