"""The words for errors on the pages of the desk."""

from __future__ import annotations

import os

from dragoman.desk.configuration import options
from dragoman.errors import DragomanError, Fix, find_purpose

__all__ = ["say_fix", "tell", "with_short_paths"]


def tell(error: DragomanError) -> str:
    """The error message, with what to type to install something, and with folder paths as in the desk's lists."""
    return with_short_paths(error.describe(say_fix))


def with_short_paths(message: str) -> str:
    """A message with folder paths as in the desk's lists."""
    return message.replace(f"{options().root}{os.sep}", "")


def say_fix(fix: Fix) -> str:
    """What to type on the desk's machine where something is to be installed there; of other fixes the purpose.

    What is typed for those is done on a page of the desk.
    """
    is_install = fix.package is not None or fix.verb == "models"
    return options().write_fix(fix) if is_install else find_purpose(fix)
