"""Which engines on this machine translate a pair of languages, and what to install for the others."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from dragoman.engines.base import Availability

__all__ = ["LOCAL_TRANSLATORS", "find_installed"]

# Engine -> the module with its find_availability(source, target), in the order in which engines are recommended.
LOCAL_TRANSLATORS = {
    "firefox": "dragoman.engines.firefox",
    "ctranslate2": "dragoman.engines.ctranslate2",
    "apertium": "dragoman.engines.apertium",
}


def find_installed(source: str, target: str) -> tuple[Availability, ...]:
    """What each engine that runs on this machine can do for a pair of BCP 47 tags.

    Engines that can be used now come first, then those for which something can be installed; the others are left out.
    No model is loaded and nothing is downloaded.
    """
    found = [_find(module)(source, target) for module in LOCAL_TRANSLATORS.values()]
    known = [one for one in found if one.usable or one.debian or one.extras or one.fetch]
    return tuple(sorted(known, key=lambda one: not one.usable))


def _find(module: str) -> Callable[[str, str], Availability]:
    found: Callable[[str, str], Availability] = import_module(module).find_availability
    return found
