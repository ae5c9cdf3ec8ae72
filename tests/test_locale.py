from concurrent.futures import ThreadPoolExecutor

import pytest

from dragoman.locale import (
    INTERFACES,
    find_interface,
    gettext,
    in_language,
    interface,
    name_language,
    ngettext,
)


def test_english_is_as_it_is_written() -> None:
    assert gettext("Cite this edition") == "Cite this edition"


@pytest.mark.parametrize(("tag", "words"), [("ar", "الاقتباس من هذه الطبعة"), ("fa", "ارجاع به این ویراست")])
def test_the_words_are_in_the_language_in_use(tag: str, words: str) -> None:
    with in_language(tag):
        assert gettext("Cite this edition") == words


def test_the_language_is_in_use_no_longer_afterwards() -> None:
    with in_language("fa"):
        pass
    assert interface() == "en"


def test_another_thread_keeps_its_own() -> None:
    with in_language("fa"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(interface).result() == "en"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "سُحب مقطع واحد (1)."),
        (2, "سُحب مقطعان (2)."),
        (3, "سُحبت 3 مقاطع."),
        (11, "سُحب 11 مقطعًا."),
        (100, "سُحب 100 مقطع."),
    ],
)
def test_arabic_counts_in_its_own_way(count: int, words: str) -> None:
    with in_language("ar"):
        pattern = ngettext("{count} passage was withdrawn.", "{count} passages were withdrawn.", count)
    assert pattern.format(count=count) == words


@pytest.mark.parametrize(
    ("wanted", "found"),
    [(("fa",), "fa"), (("ar-EG",), "ar"), ((None, "es", "fa"), "fa"), (("es",), "en"), ((), "en"), (("und",), "en")],
)
def test_the_first_language_that_we_speak_is_taken(wanted: tuple[str | None, ...], found: str) -> None:
    assert find_interface(*wanted) == found


def test_languages_are_named_in_the_language_in_use() -> None:
    with in_language("fa"):
        assert [name_language(tag) for tag in ("ar", "es-MX", "x-none")] == ["عربی", "اسپانیایی", "x-none"]


def test_english_is_one_of_them() -> None:
    assert "en" in INTERFACES
