from __future__ import annotations

import pytest

from dragoman.language.written_dates import find_date, read_stamp


@pytest.mark.parametrize(
    ("written", "language", "edtf", "calendar"),
    [
        ("12 February 2021", "en", "2021-02-12", None),
        ("May 3, 2021", "en", "2021-05-03", None),
        ("March 2020", "en", "2020-03", None),
        ("late 2020", "en", "2020-1X", None),
        ("early 2020", "en", "2020", None),
        ("c. 2019", "en", "2019~", None),
        ("2014", "en", "2014", None),
        ("summer of 2018", "en", "2018-22", None),
        ("spring of 1399", "en", "[2020-03-20..2020-06-20]", "persian"),
        ("زمستان ۱۳۹۹", "fa", "[2020-12-21..2021-03-20]", "persian"),
        ("12 Bahman 1357", "en", "1979-02-01", "persian"),
        ("۱۲ بهمن ۱۳۵۷", "fa", "1979-02-01", "persian"),
        ("بهمن ۱۳۹۹", "fa", "[2021-01-20..2021-02-18]", "persian"),
        ("12 Rajab 1442", "en", "2021-02-23~", "islamic"),
        ("٣ مايو ٢٠٢١", "ar", "2021-05-03", None),
        ("٣ مايو ٢٠٢١", None, "2021-05-03", None),
        ("3/5/2021", "en", "[2021-03-05,2021-05-03]", None),
        ("2023-01-18 18:57:14-05:00", "en", "2023-01-18", None),
    ],
)
def test_dates_whole_and_in_part(written: str, language: str | None, edtf: str, calendar: str | None) -> None:
    assert find_date(written, language) == (edtf, written, calendar)


def test_a_date_is_found_within_words() -> None:
    assert find_date("Al Jazeera, 3 May 2021, evening", "en") == ("2021-05-03", "3 May 2021", None)


@pytest.mark.parametrize("stamp", ["2021-13-01", "2021-02-30T00:00", "0000-00-00 00:00:00", "20210301", ""])
def test_what_is_no_day_is_no_stamp(stamp: str) -> None:
    assert read_stamp(stamp) is None
