"""Names and terms with their approved renderings: one ledger for transcribing, translating, checking and indexing."""

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
    seen: tuple[str, ...] = ()
    """Renderings met in translations that nobody has approved or forbidden yet."""
    kind: Literal["person", "place", "organisation", "work", "term"] | None = None
    honorific: str | None = None
    """A title that goes before the name and is no part of it, such as "Ayatollah"."""
    scheme: str | None = None
    """The scheme of transliteration that the preferred rendering follows, such as "ala-lc"."""
    authority: str | None = None
    """Address of an authority record, such as a Wikidata or VIAF entry."""
    first: str | None = None
    """Id of the passage in which it is first mentioned."""
    note: str | None = None
