from __future__ import annotations

import pytest

from dragoman.errors import Fix
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.translated import find_evidence

TAKE_AS_ORIGINAL = Fix("take it for the original", "convert", ("FILE",), {"read_side": "original"})


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("A baker speaks. Translated from Spanish.", "es"),
        ("Translation from Arabic", "ar"),
        ("Please help us keep producing independent translations", None),
        ("If you liked this translation, write to us", None),
        ("I translated it; words in round brackets are mine.", None),
        ("Übersetzung aus dem Türkischen", "tr"),
        ("Traducción del portugués", "pt"),
        ("ترجمه از عربی", "ar"),
    ],
)
def test_what_a_page_says_of_its_words(line: str, language: str | None) -> None:
    found = find_evidence([line], "en")
    assert found is not None
    assert found.language == language


@pytest.mark.parametrize(
    "line",
    [
        "Read the English translation here",
        "She works as a translator.",
        "First published in English in 2019",
        "Lost in translation",
    ],
)
def test_what_says_nothing_of_them(line: str) -> None:
    assert find_evidence([line], "en") is None


def test_another_language_is_evidence_only_where_the_pages_is_known() -> None:
    assert find_evidence(["Published in Arabic on 3 May 2018"], None) is None
    assert find_evidence(["Published in Arabic on 3 May 2018"], "en") is not None


def page(*lines: str, **options: object) -> Imported:
    return read("\n\n".join(lines).encode(), "plain-text", ReadOptions(**options))  # type: ignore[arg-type]


TURNS = ("Ana: Where were you (that night)?", "Bea: At home (with the boys).", "Ana: Alone?", "Bea: Yes.")


def test_a_page_that_says_so_is_the_translation() -> None:
    assert page("Translated from Arabic", *TURNS).side == "target"
    turned = page("Translated from Arabic", *TURNS, side="target").transcript
    assert turned.source_language == "ar"
    assert [segment.source for segment in turned.segments] == [None] * 4


def test_supplied_words_alone_are_asked_about() -> None:
    found = page(*TURNS)
    asked = [problem for problem in found.problems if problem.code == "translation-guessed"]
    assert (found.side, len(asked), asked[0].fixes[0]) == ("target", 1, TAKE_AS_ORIGINAL)


def test_who_says_what_a_page_is_is_not_asked() -> None:
    found = page(*TURNS, side_is_stated=True)
    assert (found.side, [p.code for p in found.problems if p.code == "translation-guessed"]) == (None, [])


def test_few_asides_in_a_long_text_are_not_supplied() -> None:
    long = " ".join(["We baked and we sold."] * 200)
    found = page(f"Ana: {long}", "Bea: It was rye (a grain) then.", "Ana: Yes.", "Bea: So.")
    assert (found.profile, found.side) == ("square", None)
