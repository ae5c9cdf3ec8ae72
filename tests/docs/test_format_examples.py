"""The pages of formats show a file, and what it is read as."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.formats import read
from dragoman.notation import serialize
from dragoman.transcript.ids import is_segment_id

PAGES = Path(__file__).parents[2] / "docs" / "formats"
SHOWN = {
    "vtt": "vtt", "srt": "srt", "sbv": "sbv", "ass": "ass", "ttml": "ttml", "youtube": "youtube", "whisper": "whisper",
    "speechmatics": "speechmatics", "otr": "otr", "noscribe": "noscribe", "podcast-json": "podcast-json",
    "podcast-html": "podcast-html", "csv": "csv", "web-page": "web-page", "markdown": "markdown",
    "plain-text": "plain-text", "wordpress": "wordpress", "aws-transcribe": "aws-transcribe",
    "google-speech": "google-speech", "azure-speech": "azure-speech", "deepgram": "deepgram",
    "assemblyai": "assemblyai", "revai": "revai", "json-list": "json-list", "textgrid": "textgrid",
    "exmaralda": "exmaralda",
    "transcriber": "transcriber", "ohms": "ohms", "sami": "sami",
}  # fmt: skip
_EXAMPLE = re.compile(r"```\n((?:(?!```).)*)```\n\nis read as\n\n```\n((?:(?!```).)*)```", re.DOTALL)


@pytest.mark.parametrize(("page", "name"), SHOWN.items())
def test_the_example_of_a_page_is_read_as_it_says(page: str, name: str) -> None:
    example = _EXAMPLE.search((PAGES / f"{page}.md").read_text("utf-8"))
    assert example is not None
    file, shown = example.groups()
    assert rows(file, name) == [line for line in shown.split("\n") if line]


def rows(file: str, name: str) -> list[str]:
    """The page of what is read, without its first line, and without ids that the file does not have."""
    page = serialize(read(file.encode(), name).transcript)
    lines = [line for line in page.split("\n")[1:] if line]
    return [line[10:] if is_segment_id(line[:9]) and line[:9] not in file else line for line in lines]
