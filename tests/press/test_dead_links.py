from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.press.dead_links import find_dead_links
from dragoman.press.site_files import open_site
from dragoman.press.site_writer import Bundle, Content, write_bundle


@pytest.mark.parametrize(
    "link",
    [
        "#here", "#", "../style.css", "../style.css?v=1#top", "https://example.org/nowhere", "mailto:a@example.org",
        "data:,x", "a%20b.txt", "?t=5", "/elsewhere",
    ],
)  # fmt: skip
def test_what_leads_somewhere_is_not_named(tmp_path: Path, link: str) -> None:
    (tmp_path / "style.css").write_text("")
    page = f'<h1 id="here"></h1><a class="x" href="{link}">'.encode()
    assert find_dead_links(tmp_path, "bees/index.html", page, {"bees/a b.txt"}) == ()


@pytest.mark.parametrize("link", ["#there", "e2/index.html", "../../outside", "..%2f..%2fetc", "a&amp;b"])
def test_what_leads_nowhere_is_named_once(tmp_path: Path, link: str) -> None:
    page = f'<h1 id="here"></h1><a href="{link}"></a><a href="{link}">'.encode()
    assert find_dead_links(tmp_path, "bees/index.html", page) == (link,)


def test_words_that_look_like_a_link_are_none(tmp_path: Path) -> None:
    assert find_dead_links(tmp_path, "index.html", b'<p>href="x"</p><blockquote cite="y"></blockquote>') == ()


def test_what_is_written_later_is_not_named(tmp_path: Path) -> None:
    page = b'<a href="later.html"></a><a href="never.html"></a>'
    with open_site(tmp_path) as files:
        for name, content in (("early.html", page), ("later.html", b"")):
            made: dict[str, Content] = {name: content}
            bundle = Bundle(name, None, made.copy, is_derived=True)
            files.settle(write_bundle(tmp_path, bundle, None))
        assert files.find_dead() == {"early.html": ("never.html",)}


def test_a_path_of_the_machine_in_other_signs_is_not_looked_at(tmp_path: Path) -> None:
    page = f'<a href="%2F{str(tmp_path)[1:]}"></a>'.encode()
    assert len(find_dead_links(tmp_path, "bees/index.html", page)) == 1


def test_links_to_places_on_one_page_are_each_named(tmp_path: Path) -> None:
    page = b'<a href="gone.html#a"></a><a href="gone.html#b"></a>'
    assert find_dead_links(tmp_path, "index.html", page) == ("gone.html#a", "gone.html#b")
