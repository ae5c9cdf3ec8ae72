"""Whatever the format: every word of a file is in the document, in its facts, or in a problem.

A new format needs nothing for this: its envelope in ``test_growth.py`` and its sample in ``samples.py`` are taken.
"""

from __future__ import annotations

import msgspec
import pytest

from dragoman.errors import FormatError
from dragoman.formats import find_readable, read
from dragoman.formats.options import Imported, ReadOptions
from formats.test_growth import JSON, PLAIN, XML, ZIPPED, envelope
from samples import SAMPLES

WORDS = ("Zorvanik", "quelthor", "brimskel")
TALK = "{}\n\nAnna: Yes.\n\nBen: No.\n\nAnna: So.\n\nBen: Well."
# Formats with one word in a field -> another field follows it.
ONE_WORD = {"ctm", "rttm"}
# The colours of a sample of WebVTT: its lines up to the next empty one are code.
STYLE = "::cue { color: red }"
# Praat defines words without quotation marks as no part of the file.
UNQUOTED = {"textgrid"}
ENVELOPES = sorted({*PLAIN, *JSON, *XML, *ZIPPED} & {*find_readable()})
# In JSON and XML, words can only stand in their places.
LINES = {
    name: content.decode().split("\n")
    for name, content in SAMPLES.items()
    if not content.decode().startswith(("{", "[{", "<")) and name not in UNQUOTED
}


def find_lost(name: str, content: bytes) -> list[str]:
    """The words that are nowhere in what was read; none if the file is refused, which names its place."""
    try:
        imported = read(content, name, ReadOptions(path="talk"))
    except FormatError:
        return []
    found = _everything(imported)
    return [word for word in WORDS if word not in found]


def _everything(imported: Imported) -> str:
    return msgspec.json.encode((imported.transcript, [problem.message for problem in imported.problems])).decode()


@pytest.mark.parametrize("name", ENVELOPES)
@pytest.mark.parametrize("pattern", ["{}", "{}:", "Anna: {}", "({})", "[{}]", "- {}", TALK])
def test_the_words_of_a_file_are_in_the_document_or_in_a_problem(name: str, pattern: str) -> None:
    words = ("_" if name in ONE_WORD else " ").join(WORDS)
    text = pattern.format(words)
    if name in ONE_WORD:
        text = text.replace(" ", "_").replace("\n", "_")
    assert find_lost(name, envelope(name, text)) == []


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_line_anywhere_in_a_file_is_in_the_document_or_in_a_problem(name: str) -> None:
    lines = LINES[name]
    for place, line in enumerate(lines):
        if STYLE not in (line, lines[place - 1]):
            content = "\n".join((*lines[:place], " ".join(WORDS), *lines[place:])).encode()
            assert find_lost(name, content) == [], f"words before line {place + 1}: {line}"


@pytest.mark.parametrize("name", ["plain-text", "markdown", "docx", "odt", "rtf"])
@pytest.mark.parametrize("place", range(6))
def test_a_paragraph_anywhere_in_a_transcript_is_in_the_document_or_in_a_problem(name: str, place: int) -> None:
    lines = ["A talk with Ben", "Recorded: 3 March 2021", "Anna: Yes?", "Ben: No.", "Anna: So?", "Ben: Well."]
    for words in (" ".join(WORDS), f"Remark: {' '.join(WORDS)}", f"({' '.join(WORDS)})"):
        text = "\n\n".join((*lines[:place], words, *lines[place:]))
        assert find_lost(name, envelope(name, text)) == []
