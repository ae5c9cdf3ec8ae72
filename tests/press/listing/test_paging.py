from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.press.listing.paging import page_by_date, page_by_name


def test_a_short_list_is_one_page() -> None:
    [page] = page_by_date("edcba", 3)
    assert (page.name, page.items, page.before, page.after) == ("index.html", "edcba", None, None)


def test_the_newest_page_takes_what_does_not_fill_one() -> None:
    pages = page_by_date("hgfedcba", 3)
    assert [(page.name, page.items) for page in pages] == [("index.html", "hgfed"), ("1.html", "cba")]
    assert [(page.before, page.after) for page in pages] == [(None, "1.html"), ("index.html", None)]


def test_an_older_page_stays_when_others_come() -> None:
    assert page_by_date("ihgfedcba", 3)[1:] != page_by_date("hgfedcba", 3)[1:]
    assert page_by_date("ihgfedcba", 3)[-1].items == page_by_date("hgfedcba", 3)[-1].items


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_no_page_loses_anything(items: list[int], size: int) -> None:
    for make in (page_by_date, page_by_name):
        pages = make(items, size)
        assert [item for page in pages for item in page.items] == items
        assert pages[0].name == "index.html"
        assert len({page.name for page in pages}) == len(pages)
        assert [page.after for page in pages[:-1]] == [page.name for page in pages[1:]]


def test_names_begin_with_the_first_page() -> None:
    assert [(page.name, page.items) for page in page_by_name("abcde", 2)] == [
        ("index.html", "ab"), ("2.html", "cd"), ("3.html", "e"),
    ]  # fmt: skip
