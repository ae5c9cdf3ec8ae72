from __future__ import annotations

import pytest

from dragoman.formats.reading.columns import ColumnHeading, read_heading
from dragoman.formats.reading.data_columns import find_columns


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Speaker", "speaker"),
        ("konuşmacı", "speaker"),
        ("Time Code", "start"),
        ("The original", "source"),
        ("ترجمه", "target"),
        ("Text", "text"),
        ("No.", "number"),
    ],
)
def test_a_heading_names_the_role_of_its_column(heading: str, role: str) -> None:
    assert read_heading(heading).role == role


@pytest.mark.parametrize(("heading", "role"), [("in", "start"), ("out", "end"), ("Key", "id"), ("body", "text")])
def test_a_word_that_anybody_says_heads_a_column_only_in_a_file_of_data(heading: str, role: str) -> None:
    assert read_heading(heading) == ColumnHeading(role=role, fit="field")  # type: ignore[arg-type]
    assert read_heading(f"{heading} Cairo") == ColumnHeading()


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("original (es)", ColumnHeading(role="source", fit="whole", language="es")),
        ("text_quz", ColumnHeading(role="text", fit="whole", language="quz")),
        ("start_ms", ColumnHeading(role="start", fit="whole", in_ms=True)),
        ("end (s)", ColumnHeading(role="end", fit="field")),
        ("Original (Persian)", ColumnHeading(role="source", fit="first", language="fa")),
        ("English translation", ColumnHeading(role="target", fit="first", language="en")),
        ("Text alt", ColumnHeading(role="text", fit="first")),
    ],
)
def test_a_heading_adds_a_language_or_a_unit(heading: str, found: ColumnHeading) -> None:
    assert read_heading(heading) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Speaker name", ColumnHeading(role="speaker", fit="first")),
        ("Our translation", ColumnHeading(role="target", fit="within")),
        ("متن ترجمه", ColumnHeading(role="target", fit="first")),
        ("Traducción al inglés", ColumnHeading(role="target", fit="first")),
    ],
)
def test_a_heading_may_have_words_that_are_not_known(heading: str, found: ColumnHeading) -> None:
    assert read_heading(heading) == found


@pytest.mark.parametrize(("heading", "tag"), [("Spanish", "es"), ("Egyptian Arabic", "arz"), ("العربية", "ar")])
def test_a_heading_may_be_the_name_of_a_language(heading: str, tag: str) -> None:
    assert read_heading(heading) == ColumnHeading(language=tag)


@pytest.mark.parametrize("heading", ["", "es", "mood", "He said so. " * 6])
def test_other_headings_say_nothing(heading: str) -> None:
    assert read_heading(heading) == ColumnHeading()


def test_a_file_of_data_has_columns_whose_whole_heading_is_known() -> None:
    columns = find_columns(["No.", "time", "Speaker notes", "فارسی", "translation (en)"])

    assert columns is not None
    assert columns.places == {"start": 1, "source": 3, "target": 4}
    assert (columns.language, columns.target_language) == ("fa", "en")
    assert columns.others == ("No.", "Speaker notes")
