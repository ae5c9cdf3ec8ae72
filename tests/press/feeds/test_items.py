from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.locale import in_language
from dragoman.press.entry import make_entry
from dragoman.press.feeds.items import choose_newest, find_chapters, find_gone, find_items, newest
from dragoman.press.feeds.model import FeedItem, as_moment
from dragoman.press.site_model import Entry, Sound
from dragoman.transcript.document import Tombstone
from dragoman.transcript.edition import Correction
from dragoman.transcript.span import Span
from editions import DESK, corrected, interview
from interviews import english_persian, spanish_english

TWICE = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
ENTRY = make_entry(TWICE)
COPY = Sound(address="bees/sound-ab.webm", is_copy=True, media_type="audio/webm")


def items(entry: Entry) -> list[FeedItem]:
    return list(find_items(entry, DESK, find_size))


def find_size(name: str) -> int | None:
    return {"bees/sound-ab.webm": 4711}.get(name)


def dated(*days: str | None) -> Entry:
    """The bees with an edition for each of these days."""
    editions = tuple(msgspec.structs.replace(ENTRY.editions[0], number=n, date=day) for n, day in enumerate(days, 1))
    return msgspec.structs.replace(ENTRY, editions=editions, hashes=tuple(f"{n:064x}" for n in range(len(days))))


def test_an_interview_is_an_item() -> None:
    first = items(ENTRY)[0]
    assert (first.title, first.language) == ("My grandmother and the bees", "en")
    assert first.address == "https://example.org/interviews/bees/"
    assert first.summary == "A beekeeper from the south on drought, moving hives, and what a village owes its insects."
    assert first.published == datetime(2026, 5, 1, tzinfo=UTC)
    assert [(person.name, person.asks) for person in first.people] == [("Pablo Soto", True), ("Elena Ruiz", False)]
    assert first.subjects == ("bees", "drought")


def test_a_correction_is_an_item_that_says_what_changed() -> None:
    _, correction = items(ENTRY)
    assert correction.title == "Correction: My grandmother and the bees, edition 2"
    assert correction.address == "https://example.org/interviews/bees/e2/#changes"
    assert "“How did it all begin?” is now “How did all this begin?”" in correction.content


def test_a_correction_says_why_and_thanks_readers() -> None:
    change = Correction(what="A word <changed>.", why="misheard", thanks="Ana")
    editions = (ENTRY.editions[0], msgspec.structs.replace(ENTRY.editions[1], changes=(change,)))
    _, correction = items(msgspec.structs.replace(ENTRY, editions=editions))
    assert "A word &lt;changed&gt;." in correction.content
    assert 'Why: <span dir="auto">misheard</span>' in correction.content
    assert 'Thanks to <span dir="auto">Ana</span>.' in correction.content


def test_a_change_of_what_was_withdrawn_tells_nothing_of_it() -> None:
    editions = (ENTRY.editions[0], msgspec.structs.replace(ENTRY.editions[1], changes=(Correction(what="withheld"),)))
    _, correction = items(msgspec.structs.replace(ENTRY, editions=editions))
    assert "A change of something that was withdrawn." in correction.content


def test_no_item_names_more_changes_than_a_reader_reads() -> None:
    changes = tuple(Correction(what=f"Change {n}.") for n in range(25))
    editions = (ENTRY.editions[0], msgspec.structs.replace(ENTRY.editions[1], changes=changes))
    _, correction = items(msgspec.structs.replace(ENTRY, editions=editions))
    assert correction.content.count("<li>") == 20
    assert "More changes: 5." in correction.content


def test_a_new_edition_without_changes_is_not_called_a_correction() -> None:
    assert items(dated("2026-05-01", "2026-05-02"))[1].title == "New: My grandmother and the bees, edition 2"


def test_ids_are_all_different_and_stay_where_the_address_changes() -> None:
    moved = msgspec.structs.replace(ENTRY, slug="hives")
    assert [item.id for item in items(ENTRY)] == [item.id for item in items(moved)]
    assert len({item.id for item in items(ENTRY)}) == 2


def test_an_interview_is_updated_when_it_was_corrected() -> None:
    first = items(dated("2026-05-01", "2026-06-03"))[0]
    assert (first.published.isoformat(), first.updated.isoformat()) == (
        "2026-05-01T00:00:00+00:00",
        "2026-06-03T00:00:00+00:00",
    )


@pytest.mark.parametrize("day", [None, "", "last spring", "2026-13-01", "99999-01-01"])
def test_what_has_no_date_has_no_item(day: str | None) -> None:
    assert items(dated(day)) == []
    assert [item.title for item in items(dated("2026-05-01", day))] == ["My grandmother and the bees"]


def test_a_site_without_an_address_has_no_items() -> None:
    assert list(find_items(ENTRY, msgspec.structs.replace(DESK, address=None), find_size)) == []


def test_a_withdrawn_edition_leaves_its_id_and_the_day() -> None:
    stone = Tombstone(date="2026-07-01")
    second = msgspec.structs.replace(TWICE.editions[1], withdrawn=stone)
    entry = make_entry(msgspec.structs.replace(TWICE, editions=(TWICE.editions[0], second)))
    assert items(entry) == []
    assert {(gone.id, gone.moment.date().isoformat()) for gone in find_gone(entry)} == {
        (item.id, "2026-07-01") for item in items(ENTRY)
    }


def test_an_edition_that_was_withdrawn_before_a_later_one_leaves_only_its_own() -> None:
    first = msgspec.structs.replace(TWICE.editions[0], withdrawn=Tombstone(date="2026-07-01"))
    entry = make_entry(msgspec.structs.replace(TWICE, editions=(first, TWICE.editions[1])))
    assert [item.id for item in items(entry)] == [item.id for item in items(ENTRY)]
    assert list(find_gone(entry)) == []


def test_the_newest_stand_first_and_those_of_a_day_in_one_order() -> None:
    made = [*items(dated("2026-05-01", "2026-06-01")), *items(msgspec.structs.replace(ENTRY, slug="hives"))]
    assert [item.address.removeprefix("https://example.org/interviews/") for item in newest(made)] == [
        "bees/e2/#changes",
        "hives/e2/#changes",
        "hives/",
        "bees/",
    ]
    assert newest(reversed(made)) == newest(made)


def test_the_sound_is_offered_only_where_a_copy_lies_on_the_site() -> None:
    linked = msgspec.structs.replace(COPY, address="https://radio.example/bees.mp3", is_copy=False)
    assert items(msgspec.structs.replace(ENTRY, media=linked))[0].enclosure is None
    enclosure = items(msgspec.structs.replace(ENTRY, media=COPY))[0].enclosure
    assert enclosure is not None
    assert enclosure.address == "https://example.org/interviews/bees/sound-ab.webm"
    assert (enclosure.length, enclosure.duration) == (4711, 64_000)


def test_captions_go_with_the_sound_in_each_language() -> None:
    first = items(msgspec.structs.replace(ENTRY, media=COPY))[0]
    assert [(one.address.rpartition("/")[2], one.media_type, one.language) for one in first.captions] == [
        ("bees.es.vtt", "text/vtt", "es"),
        ("bees.en.vtt", "text/vtt", "en"),
        ("bees.es.srt", "application/x-subrip", "es"),
        ("bees.en.srt", "application/x-subrip", "en"),
    ]
    assert items(ENTRY)[0].captions == ()


def test_an_excerpt_has_no_captions_of_another_clock_and_its_chapters_are_moved() -> None:
    excerpt = msgspec.structs.replace(
        ENTRY, media=msgspec.structs.replace(COPY, offset=20_000), covers=Span(20_000, 60_000)
    )
    first = items(excerpt)[0]
    assert first.captions == ()
    assert first.enclosure is not None
    assert first.enclosure.duration == 40_000
    assert [chapter.span.start for chapter in find_chapters(excerpt)] == [0, 11_000]


def test_one_chapter_is_no_table_of_contents() -> None:
    single = msgspec.structs.replace(ENTRY, media=COPY, chapters=ENTRY.chapters[:1])
    assert items(single)[0].chapters is None
    assert items(msgspec.structs.replace(ENTRY, media=COPY))[0].chapters == (
        "https://example.org/interviews/feeds/chapters/bees.json"
    )


def test_a_title_that_runs_the_other_way_is_kept_together() -> None:
    made = interview(english_persian(), corrected(english_persian(), "دیگر"))
    with in_language("en"):
        titles = [item.title for item in items(make_entry(made))]
    assert titles == ["نامه‌ها (۱۳۵۷)", "Correction: \u2068نامه‌ها (۱۳۵۷)\u2069, edition 2"]
    with in_language("fa"):
        assert "\u2068" not in items(make_entry(made))[1].title


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-05-01", "2026-05-01T00:00:00+00:00"),
        ("2026-05-01T12:00:00+02:00", "2026-05-01T10:00:00+00:00"),
        ("2026-05-01T12:00:00", "2026-05-01T12:00:00+00:00"),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
    ],
)
def test_moments_are_in_utc(text: str | None, moment: str | None) -> None:
    found = as_moment(text)
    assert (found.isoformat() if found else None) == moment


def test_the_chosen_interviews_have_the_newest_items() -> None:
    days = (("2026-05-01", "2026-05-09"), ("2026-05-03", None), ("2026-05-03",), (None, "2026-05-08"), (None,))
    entries = [msgspec.structs.replace(dated(*ones), slug=f"bees-{place}") for place, ones in enumerate(days)]
    chosen = [one.slug for one in choose_newest(entries, 3)]
    assert chosen == ["bees-0", "bees-3", "bees-2"]


@given(st.lists(st.lists(st.sampled_from((None, "2026-05-01", "2026-05-02", "2026-05-03")), min_size=1, max_size=4)))
def test_the_newest_items_are_those_of_the_chosen_interviews(days: list[list[str | None]]) -> None:
    entries = [msgspec.structs.replace(dated(*ones), slug=f"bees-{place}") for place, ones in enumerate(days)]
    for most in (1, 3):
        few = [item for one in choose_newest(entries, most) for item in items(one)]
        assert newest(few, most) == newest((item for one in entries for item in items(one)), most)
