"""Names of folders for things that people named, in any script."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from dragoman.language.romanizing import romanize
from dragoman.press.release import make_slug

__all__ = ["make_addresses"]


def make_addresses(names: Sequence[tuple[str, str]]) -> list[str]:
    """An address for each of these, all of them different: the letters of its name, in Latin script.

    The last of those that would have the same one keeps it, the others get some figures too. Give the newest first, and
    an address stays when others come.

    :param names: each with a text of its own, that never changes, to make the figures of
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
