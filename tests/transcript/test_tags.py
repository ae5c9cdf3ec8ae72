from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.transcript.tags import NAMES, find_tag, is_tag, language_name, suggest_tags


@pytest.mark.parametrize("tag", ["fa", "fa-Latn-alalc97", "zh-Hant-TW", "es-419", "und", "en-x-house", "sr-Latn"])
def test_well_formed_tags(tag: str) -> None:
    assert is_tag(tag)


@pytest.mark.parametrize("text", ["", "f", "fa_IR", "fa-", "-fa", "english", "../etc", "fa Latn", "۱۲"])
def test_what_is_no_tag(text: str) -> None:
    assert not is_tag(text)


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Persian", "fa"),
        ("farsi", "fa"),
        (" fa ", "fa"),
        ("SPANISH", "es"),
        ("es-MX", "es-MX"),
        ("en-us", "en-US"),
        ("eng", "en"),
        ("fre", "fr"),
        ("EN_US", "en-US"),
        ("sr-latn-RS", "sr-Latn-RS"),
        ("en-x-HOUSE", "en-x-HOUSE"),
        ("Egyptian Arabic", "arz"),
    ],
)
def test_find_tag_reads_names_and_tags(typed: str, tag: str) -> None:
    assert find_tag(typed) == tag


def test_a_misspelt_language_is_not_taken_for_a_tag() -> None:
    assert find_tag("spansih") is None


def test_a_language_is_named_by_its_tag_or_the_beginning_of_it() -> None:
    assert [language_name(tag) for tag in ("fa", "es-MX", "ARZ")] == ["Persian", "Spanish", "Egyptian Arabic"]


def test_an_unknown_language_is_named_by_its_tag() -> None:
    assert language_name("tlh") == "tlh"


@pytest.mark.parametrize("tag", NAMES)
def test_every_language_is_found_by_its_own_name(tag: str) -> None:
    assert is_tag(tag)
    assert find_tag(NAMES[tag]) == tag


@given(st.text(max_size=40))
def test_find_tag_never_raises(text: str) -> None:
    found = find_tag(text)
    assert found is None or is_tag(found)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("sp", ("es",)), ("jp", ("ja",)), ("spa", ("es",)), ("Spansh", ("es",)), ("arabi", ("ar",)), ("cz-CZ", ("cs",))],
)
def test_what_is_no_tag_suggests_one(typed: str, meant: tuple[str, ...]) -> None:
    assert suggest_tags(typed) == meant


@pytest.mark.parametrize("typed", ["es", "pt-BR", "kr", "zzqx", ""])
def test_what_has_a_name_or_is_like_none_suggests_nothing(typed: str) -> None:
    assert suggest_tags(typed) == ()
