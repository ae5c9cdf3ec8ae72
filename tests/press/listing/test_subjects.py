from __future__ import annotations

import pytest

from dragoman.press.listing.subjects import find_subjects, find_year
from dragoman.press.site_model import Entry
from dragoman.transcript.document import Date


def entry(slug: str, *tags: str, edtf: str | None = None) -> Entry:
    dates = (Date(kind="aired", edtf=edtf),) if edtf else ()
    return Entry(slug=slug, title=slug, hashes=(slug,), tags=tags, dates=dates)


def test_tags_that_differ_in_case_and_spaces_are_one() -> None:
    [tag] = find_subjects("tags", [entry("b", "Dry  land"), entry("a", "dry land", "DRY LAND")])
    assert (tag.name, tag.address, [one.slug for one in tag.entries]) == ("Dry land", "dry-land", ["b", "a"])


def test_tags_that_differ_in_accents_are_two() -> None:
    found = find_subjects("tags", [entry("b", "peche"), entry("a", "pêche")])
    assert {(one.name, one.entries[0].slug) for one in found} == {("peche", "b"), ("pêche", "a")}
    assert len({one.address for one in found}) == 2


@pytest.mark.parametrize("name", ["خاک", "земля", "土", "C++", "…", "../..", "e12", "index.html"])
def test_every_tag_has_an_address_that_is_one_folder(name: str) -> None:
    [tag] = find_subjects("tags", [entry("a", name)])
    assert tag.address.replace("-", "").isalnum()
    assert tag.address.isascii()


def test_empty_tags_are_none() -> None:
    assert find_subjects("tags", [entry("a", "", "  ")]) == ()


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2021", "2021"), ("2021-06-03", "2021"), ("2021-XX-XX", "2021"), ("2021-06-03T10:00", "2021"),
        ("2021?", None), ("2021~", None), ("202X", None), ("2019/2021", None), ("", None), ("spring", None),
    ],
)  # fmt: skip
def test_a_year_is_one_that_nobody_doubts(edtf: str, year: str | None) -> None:
    assert find_year(entry("a", edtf=edtf)) == year


def test_the_year_is_that_in_which_it_was_first_heard() -> None:
    dates = (Date(kind="recorded", edtf="1999"), Date(kind="corrected", edtf="2024"), Date(kind="aired", edtf="2001"))
    assert find_year(Entry(slug="a", title="a", hashes=("a",), dates=dates)) == "2001"


def test_years_are_listed_from_the_latest() -> None:
    found = find_subjects("years", [entry("a", edtf="1999"), entry("b", edtf="2021")])
    assert [one.name for one in found] == ["2021", "1999"]
