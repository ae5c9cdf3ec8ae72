"""The pages of formats show a file, and what it is read as."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.formats import FORMATS, find_format, read
from dragoman.notation import serialize
from dragoman.transcript.ids import is_segment_id

PAGES = Path(__file__).parents[2] / "docs" / "formats"
_EXAMPLE = re.compile(r"```\n((?:(?!```).)*)```\n\nis read as\n\n```\n((?:(?!```).)*)```", re.DOTALL)


EXAMPLES = [
    (path.stem, *example)
    for path in sorted(PAGES.glob("*.md"))
    for example in _EXAMPLE.findall(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("page", "file", "shown"), EXAMPLES, ids=[page for page, *_ in EXAMPLES])
def test_the_example_of_a_page_is_read_as_it_says(page: str, file: str, shown: str) -> None:
    name = page if page in FORMATS else find_format("file", file.encode())
    assert name is not None
    assert rows(file, name) == [line for line in shown.split("\n") if line]


def rows(file: str, name: str) -> list[str]:
    """The page of what is read, without its first line, and without ids that the file does not have."""
    page = serialize(read(file.encode(), name).transcript)
    lines = [line for line in page.split("\n")[1:] if line]
    return [line[10:] if is_segment_id(line[:9]) and line[:9] not in file else line for line in lines]
