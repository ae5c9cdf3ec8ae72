from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.prose.web.collection import why_no_transcript


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (b"", "it contains no words"),
        (b"We moved house.\n\nPlease donate.", "no words have a speaker’s name before them"),
        (b"Host: a\n\nHost: b", "it has only 1 turn of speakers"),
        (b"Ana: a\n\nBea: b\n\nAna: c", None),
    ],
)
def test_what_is_no_transcript_is_told(words: bytes, reason: str | None) -> None:
    assert why_no_transcript(read(words, "plain-text")) == reason
