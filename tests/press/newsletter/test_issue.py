from __future__ import annotations

from datetime import date

import msgspec
import pytest

from dragoman.press.newsletter.issue import choose_pages, choose_since
from dragoman.press.site_model import Entry, Issued
from dragoman.transcript.edition import Correction


def entry(slug: str, *days: str | None, withdrawn: bool = False) -> Entry:
    """An interview with an edition for each day."""
    editions = tuple(Issued(number=n, date=day) for n, day in enumerate(days, 1))
    return Entry(slug=slug, title=slug, hashes=tuple(str(day) for day in days), editions=editions, withdrawn=withdrawn)


MAY = date(2026, 5, 1)


def test_what_came_on_the_day_or_later_is_new_and_the_newest_stands_first() -> None:
    issue = choose_since([entry("a", "2026-04-30"), entry("b", "2026-05-01"), entry("c", "2026-05-02")], MAY)
    assert [one.slug for one in issue.new] == ["c", "b"]
    assert issue.corrected == ()


def test_an_older_interview_with_a_new_edition_is_among_the_corrected_once() -> None:
    issue = choose_since([entry("a", "2026-04-01", "2026-05-02", "2026-05-03")], MAY)
    assert issue.new == ()
    assert [(one.slug, edition.number) for one, edition in issue.corrected] == [("a", 3)]


def test_a_new_interview_that_was_corrected_at_once_is_only_new() -> None:
    issue = choose_since([entry("a", "2026-05-02", "2026-05-03")], MAY)
    assert ([one.slug for one in issue.new], issue.corrected) == (["a"], ())


@pytest.mark.parametrize("day", [None, "", "yesterday"])
def test_what_has_no_day_is_in_no_issue(day: str | None) -> None:
    issue = choose_since([entry("a", day)], MAY)
    assert (issue.new, issue.corrected) == ((), ())


def test_what_was_withdrawn_is_in_no_issue() -> None:
    gone = entry("a", "2026-05-02", "2026-05-03", withdrawn=True)
    issue = choose_since([gone], MAY)
    assert (issue.new, issue.corrected) == ((), ())
    with pytest.raises(KeyError):
        choose_pages([gone], ["a"])


def test_chosen_pages_with_corrections_are_among_the_corrected_too() -> None:
    change = Correction(what="Translation: “300”, not “3,000”", where="segment:s00000001", date="2026-05-02")
    editions = (
        Issued(number=1, date="2026-05-01"),
        Issued(number=2, date="2026-05-02", changes=(change,)),
        Issued(number=3, date="2026-05-03", note="only a note"),
        Issued(number=4, date="2026-05-04", changes=(change,)),
    )
    twice = msgspec.structs.replace(entry("a", "2026-05-01"), editions=editions)
    issue = choose_pages([twice, entry("b", "2026-05-01")], ["b", "a"])
    assert [one.slug for one in issue.new] == ["b", "a"]
    assert [(one.slug, edition.number) for one, edition in issue.corrected] == [("a", 4), ("a", 2)]
    assert issue.corrected_interviews == {"a"}


def test_chosen_pages_stand_in_the_order_in_which_they_are_named() -> None:
    entries = [entry("a", "2026-05-01"), entry("b", "2026-05-02")]
    assert [one.slug for one in choose_pages(entries, ["b", "a", "b"]).new] == ["b", "a"]
