"""What a site was published with is stored in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.press.published_with import RECORD, fill_publisher, find_lost, read_published_with, record
from dragoman.press.site_model import Publisher
from editions import DESK


def test_a_publisher_is_stored_and_read(tmp_path: Path) -> None:
    record(tmp_path, DESK, None)
    before = read_published_with(tmp_path)
    assert before is not None
    assert before.publisher == DESK


def test_the_path_of_the_templates_is_not_stored(tmp_path: Path) -> None:
    templates, site = tmp_path / "our-templates", tmp_path / "site"
    templates.mkdir()
    site.mkdir()
    (templates / "index.html").write_text("a", encoding="utf-8")
    record(site, DESK, templates)
    assert "our-templates" not in (site / RECORD).read_text(encoding="utf-8")
    assert list(find_lost(read_published_with(site), DESK, None)) == ["your own templates"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"publisher": 3}', b"\xff"])
def test_a_record_that_cannot_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RECORD).write_bytes(content)
    assert read_published_with(tmp_path) is None


def test_what_is_set_now_takes_precedence(tmp_path: Path) -> None:
    record(tmp_path, DESK, None)
    filled = fill_publisher(Publisher(name="Another Desk"), read_published_with(tmp_path))
    assert (filled.name, filled.address) == ("Another Desk", "https://example.org/interviews")
