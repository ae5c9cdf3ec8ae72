"""Rounds, ratios and what is said of them; nothing is timed here."""

from __future__ import annotations

from benchmarks import memory, speed
from benchmarks.contestants import JOBS, OURS, OURS_ALONE, PEER
from benchmarks.memory import Peak
from benchmarks.speed import Run


def round_(**walls: float) -> dict[str, Run]:
    """A round in which every job takes ten seconds, but those named: ``ours`` and ``peer``."""
    names = {"ours": OURS, "peer": PEER}
    found = dict.fromkeys(JOBS, Run(10.0, 20.0, 500.0))
    return found | {names[name]: Run(wall, 20.0, 500.0) for name, wall in walls.items()}


def test_the_last_number_of_rounds_counts_for_the_rest() -> None:
    assert speed._times((5, 1), 3) == (5, 1, 1)
    assert speed._times((3,), 2) == (3, 3)
    assert speed._times((5, 5, 1), 1) == (5,)


def test_ratios_are_taken_round_by_round() -> None:
    rounds = [round_(ours=6.0, peer=12.0), round_(ours=9.0, peer=10.0), round_(ours=8.0, peer=10.0)]
    (_, jobs, clock, processor, aim) = speed._ratio_table({10: rounds}).rows[0]
    assert (jobs, clock, processor, aim) == (
        f"{OURS} ÷ {PEER}",
        "0.80 (0.50 to 0.90)",
        "1.00 (1.00 to 1.00)",
        "at most 1.0",
    )


def test_one_round_has_no_range() -> None:
    (row, *_) = speed._table(60, [round_()]).rows
    assert row == (OURS, "10.0", "20.0", "500")


def test_a_job_that_was_not_run_has_no_row_and_no_ratio() -> None:
    short = {job: took for job, took in round_().items() if job != OURS_ALONE}
    assert OURS_ALONE not in [row[0] for row in speed._table(60, [short]).rows]
    assert [row[1] for row in speed._ratio_table({60: [short]}).rows if OURS_ALONE in row[1]] == []


def test_a_job_run_in_the_first_round_alone_has_that_round() -> None:
    first = round_() | {OURS_ALONE: Run(4.0, 8.0, 400.0)}
    second = {job: took for job, took in round_().items() if job != OURS_ALONE}
    (row,) = [row for row in speed._table(10, [first, second]).rows if row[0] == OURS_ALONE]
    assert row == (OURS_ALONE, "4.0", "8.0", "400")


def test_one_process_after_another_takes_the_time_of_both_and_the_memory_of_one() -> None:
    both = speed.one_after_another(Run(60.0, 90.0, 400.0), Run(80.0, 120.0, 900.0))
    assert both == Run(140.0, 210.0, 900.0)


def test_memory_is_told_as_ratio_and_by_the_hour() -> None:
    peaks = [Peak(OURS_ALONE, 10, 500.0, 90.0), Peak(OURS_ALONE, 70, 540.0, 900.0)]
    assert list(memory._notes(peaks)) == [
        "dragoman, no speakers: 70 minutes ÷ 10: 1.08; 40 MB more an hour (at most 1.10)"
    ]


def test_one_length_of_memory_is_compared_with_nothing() -> None:
    assert list(memory._notes([Peak(OURS_ALONE, 10, 500.0, 90.0)])) == []
