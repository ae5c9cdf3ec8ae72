from __future__ import annotations

from dragoman.press.listing.related import find_related, frequent_words
from dragoman.press.site_model import Entry, Voice


def entry(slug: str, *, people: str = "", tags: str = "", words: str = "", sound: str | None = None) -> Entry:
    """An interview with people, tags and words of one letter or more each, with spaces between."""
    voices = tuple(Voice(id=name, name=name) for name in people.split())
    return Entry(
        slug=slug, title=slug, hashes=(slug,), voices=voices,
        tags=tuple(tags.split()), words=tuple(words.split()), sound=sound,
    )  # fmt: skip


def related(slug: str, *entries: Entry) -> list[str]:
    return [one.path.removesuffix("/index.html") for one in find_related(entries)[slug]]


def test_a_person_counts_more_than_a_tag_and_a_tag_more_than_a_word() -> None:
    entries = (
        entry("own", people="ana", tags="bees", words="honey"),
        entry("word", words="honey"),
        entry("tag", tags="bees"),
        entry("person", people="ana"),
    )
    assert related("own", *entries) == ["person", "tag", "word"]


def test_what_few_share_counts_more() -> None:
    entries = (
        entry("own", tags="common rare"),
        *(entry(f"one-{n}", tags="common") for n in range(3)),
        entry("close", tags="rare"),
    )
    assert related("own", *entries)[0] == "close"


def test_interviews_that_share_nothing_are_not_related() -> None:
    assert related("own", entry("own", tags="bees"), entry("other", tags="wasps")) == []


def test_a_word_that_every_other_interview_has_tells_nothing() -> None:
    entries = [entry(f"one-{n}", words="that") for n in range(9)]
    assert related("one-0", *entries) == []


def test_nobody_is_related_by_having_no_name() -> None:
    nameless = Voice(id="S1", label="A neighbour")
    entries = [Entry(slug=slug, title=slug, hashes=(slug,), voices=(nameless,)) for slug in "ab"]
    assert related("a", *entries) == []


def test_parts_of_the_same_recording_are_named_elsewhere() -> None:
    parts = [entry(slug, tags="bees", sound="ab") for slug in ("own", "part")]
    assert related("own", *parts, entry("other", tags="bees")) == ["other"]


def test_of_those_alike_the_newest_stand_first_and_five_are_enough() -> None:
    entries = [entry(f"one-{n}", tags="bees") for n in range(9)]
    assert related("one-8", *entries) == [f"one-{n}" for n in range(5)]


def test_frequent_words_have_four_letters_and_stand_twice() -> None:
    assert frequent_words(["The bees, the Bees and honey", "bees; honey 2024 2024", "the the"]) == ("bees", "honey")


def test_frequent_words_are_at_most_thirty() -> None:
    text = " ".join(f"{chr(97 + n // 26)}{chr(97 + n % 26)}xx" for n in range(60))
    assert len(frequent_words([text, text])) == 30
