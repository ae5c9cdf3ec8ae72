"""Translates text on this machine: ctranslate2."""

from __future__ import annotations

from dragoman.engines.base import Availability

__all__ = ["find_availability"]


def find_availability(source: str, target: str) -> Availability:
    """What can be used now, and what to install."""
    return Availability(engine="ctranslate2", usable=False)
