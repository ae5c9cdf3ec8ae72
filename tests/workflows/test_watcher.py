from __future__ import annotations

import pytest

from dragoman.errors import CancelledError
from dragoman.workflows.watcher import SILENT, stage_report
from watching import Remembering


def test_a_stage_is_reported_in_ms() -> None:
    watcher = Remembering()
    stage_report(watcher)("reading", 500, None)
    assert watcher.reports == [("reading", 500, None, "ms")]


def test_a_stage_can_be_stopped_where_it_reports() -> None:
    report = stage_report(Remembering(stop_after=2))
    report("reading", 1, 9)
    with pytest.raises(CancelledError, match="draft: was stopped; finished work is kept"):
        report("reading", 2, 9)


def test_nobody_stops_nothing() -> None:
    stage_report(SILENT)("reading", 1, 9)
    assert SILENT.check_cancelled() is None  # type: ignore[func-returns-value]
