"""Names and terms with their approved renderings: the ledger for transcription, translation, checks and indexes."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Term"]


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A name or a term.

    ``source`` are all its spellings in the original, the usual one first; ``target`` the renderings allowed in the
    translation, the preferred one first; ``forbidden`` those that are not allowed.
    """

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    """Renderings found in translations that nobody has approved or forbidden yet."""
    kind: Literal["person", "place", "organisation", "work", "term"] | None = None
    honorific: str | None = None
    """A title before the name that is not part of it, such as "Ayatollah"."""
    scheme: str | None = None
    """The transliteration scheme that the preferred rendering follows, such as "ala-lc"."""
    authority: str | None = None
    """Address of an authority record, such as a Wikidata or VIAF entry."""
    first: str | None = None
    """Id of the passage in which it is first mentioned."""
    note: str | None = None
