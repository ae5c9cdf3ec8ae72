"""ELAN's EAF: a tier for each speaker's original, and below it a tier of translations that refer to it.

Texts are in the notation, so that marks survive editing in ELAN.
"""

from __future__ import annotations

from dragoman.formats.annotation.eaf.reader import read
from dragoman.formats.annotation.eaf.writer import as_kept, write

__all__ = ["as_kept", "read", "write"]
