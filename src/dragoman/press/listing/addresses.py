"""Folder names for people and subjects, from names in any script."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.language.romanizing import romanize
from dragoman.press.release import make_slug

__all__ = ["make_addresses"]


def make_addresses(names: Sequence[tuple[str, str]]) -> list[str]:
    """A unique address for each name: its letters in Latin script.

    If several have the same letters, the last keeps the plain address and the others get some hexadecimal digits. Give
    the newest first; then an address stays the same when others are added.

    :param names: each name with a text that never changes, from which the digits are made
    """
    plain = [make_slug(name) or make_slug(romanize(name, "fa")) for name, _ in names]
    last = {slug: place for place, slug in enumerate(plain) if slug}
    taken = set(last)
    made: list[str] = []
    for place, (slug, (_, seed)) in enumerate(zip(plain, names, strict=True)):
        made.append(slug if slug and last[slug] == place else _with_figures(slug or "x", seed, taken))
    return made


def _with_figures(slug: str, seed: str, taken: set[str]) -> str:
    figures = hashlib.sha256(seed.encode(errors="replace")).hexdigest()
    address = next(one for end in range(8, 65) if (one := f"{slug}-{figures[:end]}") not in taken)
    taken.add(address)
    return address
