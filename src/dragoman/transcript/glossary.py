"""Names and terms with their approved renderings: one ledger for hearing, translating, checking and indexing."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Term"]


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing that is named. ``source`` holds every spelling met in the original, the usual one first;
    ``target`` the renderings that may stand in the translation, the preferred one first.
    """

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    kind: Literal["person", "place", "organisation", "work", "term"] | None = None
    authority: str | None = None
    """Address of an authority record, such as a Wikidata or VIAF entry."""
    note: str | None = None
