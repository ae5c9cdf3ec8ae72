from __future__ import annotations

from dragoman.formats.prose.fact_dates import make_date
from dragoman.transcript.document import Date


def test_what_cannot_be_worked_out_stays_as_written() -> None:
    assert make_date("aired", "week 12 of the strike", "en") == Date(kind="aired", written="week 12 of the strike")
    assert make_date("aired", "that evening", "en") is None
