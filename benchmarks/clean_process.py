"""Processes that may be killed at any place, started from one that has no threads.

A fork of the process at hand would inherit what native libraries and their threads hold there, and could end in a
segmentation fault.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pkgutil import walk_packages

__all__ = ["CONTEXT", "start_process"]

CONTEXT = get_context("forkserver")
# Imported once, where the processes start from, and not by each of them. Pytest is the main module of the tests.
_PACKAGES = ("dragoman.cli", "dragoman.folder", "dragoman.formats", "dragoman.press", "dragoman.workflows")


def start_process(work: Callable[..., object], *arguments: object) -> ForkServerProcess:
    """Start a function that pickle finds by its name; ``exitcode`` says after ``join`` how it ended.

    What was patched in this process is not patched in that one; the current directory is the same.
    """
    CONTEXT.set_forkserver_preload(_name_modules())
    process = CONTEXT.Process(target=work, args=arguments)
    process.start()
    return process


@cache
def _name_modules() -> list[str]:
    packages = [import_module(name) for name in _PACKAGES]
    inside = (walk_packages(package.__path__, f"{package.__name__}.") for package in packages)
    return ["pytest", *_PACKAGES, *(module.name for modules in inside for module in modules)]
