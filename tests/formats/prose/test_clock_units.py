from __future__ import annotations

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions

MINUTE = 60_000


def page(words: int, *, head: str = "", times: tuple[str, ...] = ("00:05", "00:40", "01:10", "02:30")) -> Imported:
    said = " ".join(["bread"] * words)
    turns = "\n".join(f"[{time}] {'KARIM' if n % 2 else 'SARA'}: {said}." for n, time in enumerate(times))
    return read(f"{head}{turns}\n".encode(), "plain-text", ReadOptions(path="talk.txt"))


def starts(imported: Imported) -> list[int | None]:
    return [segment.span.start if segment.span else None for segment in imported.transcript.segments]


def codes(imported: Imported) -> set[str]:
    return {problem.code for problem in imported.problems} & {"times-rescaled", "times-unknown"}


def test_times_of_two_parts_are_minutes_and_seconds() -> None:
    found = page(20)
    assert starts(found) == [5_000, 40_000, 70_000, 150_000]
    assert codes(found) == set()


def test_more_words_than_anybody_says_make_them_hours_and_minutes() -> None:
    found = page(2500)
    assert starts(found) == [5 * MINUTE, 40 * MINUTE, 70 * MINUTE, 150 * MINUTE]
    assert codes(found) == {"times-rescaled"}


def test_so_does_a_recording_that_is_as_long() -> None:
    assert starts(page(5, head="Length: 2:45:00\n\n"))[-1] == 150 * MINUTE


def test_a_part_of_a_longer_recording_keeps_its_minutes() -> None:
    assert starts(page(20, head="Length: 20:00:00\n\n"))[-1] == 150_000


def test_times_that_can_be_neither_are_left_out_with_a_problem() -> None:
    found = page(30_000, times=("00:05", "00:10", "00:12", "00:14"))
    assert starts(found) == [None] * 4
    assert codes(found) == {"times-unknown"}


def test_longer_times_and_minutes_beyond_an_hour_say_what_the_others_are() -> None:
    assert codes(page(2500, times=("00:05", "00:40", "59:10", "61:30"))) == set()
    assert codes(page(2500, times=("00:05", "00:40", "00:50", "1:02:30"))) == set()
