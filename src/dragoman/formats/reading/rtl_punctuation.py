"""Punctuation that was put at the wrong end of right-to-left lines by hand, for players without bidirectional text:
detected in any file, corrected only on request. Pure; works line by line.
"""

from __future__ import annotations

import re

from dragoman.language.direction import text_direction
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS

__all__ = ["is_reversed", "mend_line"]

# No sentence begins with these.
_LEAD = re.compile(r"[.،,؛;:!?؟]{1,8}(?=[^\W_]|[\s\"'«»“”()\[\]])")
_ENDS = SENTENCE_ENDS | COMMAS
# A dash that was moved to the end together with them.
_TAIL_DASH = re.compile(r"\s*[-–—]$")
_TURNED = {")": "(", "]": "[", "»": "«"}


def is_reversed(line: str) -> bool:
    """Whether a right-to-left line begins with sentence-final punctuation and ends without it."""
    bare = line.strip()
    lead = _LEAD.match(bare)
    # A leading "..." continues the line before.
    if lead is None or ".." in lead.group() or _TAIL_DASH.sub("", bare)[-1:] in _ENDS:
        return False
    return text_direction(bare) == "rtl"


def mend_line(line: str) -> str:
    """The line with its punctuation corrected; a line that is not reversed stays as it is."""
    if not is_reversed(line):
        return line
    bare = line.strip()
    match = _LEAD.match(bare)
    lead = match.group() if match else ""
    words = bare[len(lead) :].lstrip()
    dash = _TAIL_DASH.search(words)
    if dash:
        words = words[: dash.start()]
    words = _turned_back(words)
    return f"{dash.group().strip() + ' ' if dash else ''}{words}{lead[::-1]}"


def _turned_back(words: str) -> str:
    """The words with reversed brackets or quotation marks around them turned back."""
    closing = _TURNED.get(words[:1])
    if closing is not None and words.endswith(closing) and len(words) > 1:
        return f"{closing}{words[1:-1]}{words[0]}"
    return words
