"""docs/formats/README.md lists every format as the table of formats has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.formats import FORMATS, find_readable, find_writable

FOLDER = Path(__file__).parents[2] / "docs" / "formats"
ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \| (.*) \| (.*) \| \[\S+\]\((\S+)\) \|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in ROW.findall((FOLDER / "README.md").read_text(encoding="utf-8"))}


def test_every_format_has_a_row_in_the_order_of_the_table() -> None:
    assert list(ROWS) == list(FORMATS)


@pytest.mark.parametrize("name", ROWS)
def test_a_row_says_what_the_table_says(name: str) -> None:
    row = FORMATS[name]
    ways = [way for way, names in (("read", find_readable()), ("written", find_writable())) if name in names]
    title, suffixes, said, page = ROWS[name]
    assert (title, suffixes, said) == (row.title, ", ".join(f"`{one}`" for one in row.suffixes), ", ".join(ways))
    assert (FOLDER / page).is_file()


def test_every_page_is_that_of_a_format_or_of_all_subtitles() -> None:
    pages = {path.name for path in FOLDER.glob("*.md")} - {"README.md"}
    assert pages - {page for *_, page in ROWS.values()} == {"subtitles.md"}
