"""Punctuation that somebody put at the wrong end of right-to-left lines, so that players which know no direction
show it right: found in any file, corrected only when that is asked for. Pure; a line at a time.
"""

from __future__ import annotations

import re

from dragoman.language.direction import text_direction
from dragoman.language.sentences import COMMAS, SENTENCE_ENDS

__all__ = ["is_reversed", "mend_line"]

# No sentence begins with these.
_LEAD = re.compile(r"[.،,؛;:!?؟]{1,8}(?=[^\W_]|[\s\"'«»“”()\[\]])")
_ENDS = SENTENCE_ENDS | COMMAS
# A dash that was moved to the end together with the rest.
_TAIL_DASH = re.compile(r"\s*[-–—]$")
_TURNED = {")": "(", "]": "[", "»": "«"}


def is_reversed(line: str) -> bool:
    """Whether a line that runs from right to left begins with what ends a sentence, and ends without it."""
    bare = line.strip()
    lead = _LEAD.match(bare)
    # "..." at the beginning goes on from the line before.
    if lead is None or ".." in lead.group() or _TAIL_DASH.sub("", bare)[-1:] in _ENDS:
        return False
    return text_direction(bare) == "rtl"


def mend_line(line: str) -> str:
    """The line with its punctuation where it belongs; a line that is not reversed stays as it is."""
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
    """Words in brackets or quotation marks that stand the wrong way round, with those the right way."""
    closing = _TURNED.get(words[:1])
    if closing is not None and words.endswith(closing) and len(words) > 1:
        return f"{closing}{words[1:-1]}{words[0]}"
    return words
