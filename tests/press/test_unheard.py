"""A page says which passages nobody checked, where its text begins and beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from lxml import html as parser

from dragoman.transcript.document import Engine, Person, Recording, Segment, Tombstone, Transcript
from dragoman.transcript.span import Span
from editions import DESK, interview, make_site

MODEL, ANA = Engine(name="faster-whisper", model="base"), Person(handle="ana")
SOUND = Recording(duration=9000, languages=("es",))


def passage(number: int, **fields: Any) -> Segment:
    said = {"source": ("Hola.",), "target": ("Hello.",), "source_origin": MODEL, "target_origin": MODEL}
    span = Span(number * 1000, number * 1000 + 900)
    return Segment(id=f"s{number:08}", span=span, **{"state": "translated", **said, **fields})


def page(*passages: Segment, recording: Recording | None = SOUND, language: str = "en") -> str:
    transcript = Transcript(recording=recording, segments=passages, target_language="en")
    publisher = msgspec.structs.replace(DESK, interface=language)
    return make_site([interview(transcript)], publisher)["bees/index.html"].decode()


def said(*passages: Segment, recording: Recording | None = SOUND, language: str = "en") -> str:
    """The sentences above the passages; empty if there are none."""
    found = parser.fromstring(page(*passages, recording=recording, language=language)).cssselect(
        "#transcript > p.heard"
    )
    return " ".join(one.text_content() for one in found)


def marked(*passages: Segment, recording: Recording | None = SOUND) -> Sequence[str]:
    rows = parser.fromstring(page(*passages, recording=recording)).cssselect(".passage")
    return [row.get("id", "") for row in rows if row.cssselect(".unheard")]


HEARD = passage(1, heard_by=("ana",))
DRAFT = passage(2)
TYPED = passage(3, source_origin=ANA, target_origin=ANA)
REVIEWED = passage(4, state="reviewed")


def test_a_draft_that_nobody_checked_says_so_before_its_first_passage() -> None:
    assert said(DRAFT, passage(5)) == (
        "Nobody checked the text of this edition against the recording."
        " A machine wrote the original and the translation; nobody confirmed what it wrote."
    )


def test_if_nobody_checked_any_passage_none_is_marked_alone() -> None:
    assert marked(DRAFT, TYPED) == []
    assert 'class="heard unheard all"' in page(DRAFT, TYPED)


def test_passages_that_nobody_checked_are_counted_and_marked() -> None:
    assert said(HEARD, DRAFT, TYPED) == (
        "Nobody checked 2 passages of 3 against the recording. Such passages are marked “not heard”."
        " A machine wrote the original and the translation of 1 passage; nobody confirmed what it wrote."
    )
    assert marked(HEARD, DRAFT, TYPED) == ["s00000002", "s00000003"]


def test_a_passage_without_words_is_no_exception_to_what_a_machine_wrote() -> None:
    mute = passage(5, source=None, target=None, source_origin=None, target_origin=None)
    assert said(DRAFT, mute).endswith(
        "A machine wrote the original and the translation; nobody confirmed what it wrote."
    )


def test_what_a_person_wrote_or_reviewed_is_no_draft_of_a_machine() -> None:
    assert said(TYPED, REVIEWED) == "Nobody checked the text of this edition against the recording."


def test_the_side_that_a_machine_wrote_is_named() -> None:
    assert "A machine wrote the translation; nobody" in said(passage(1, source_origin=ANA))
    assert "A machine wrote the original; nobody" in said(passage(1, target_origin=ANA))


def test_a_page_whose_every_passage_was_heard_says_nothing_of_it() -> None:
    other = passage(2, heard_by=("eva",))
    assert said(HEARD, other) == ""
    assert marked(HEARD, other) == []
    assert "unheard" not in page(HEARD, other)


def test_without_a_recording_nobody_is_missed_who_listens() -> None:
    assert said(TYPED, recording=None) == ""
    assert said(TYPED, DRAFT, recording=None) == (
        "A machine wrote the original and the translation of 1 passage; nobody confirmed what it wrote."
        " Such passages are marked “not confirmed”."
    )
    assert marked(TYPED, DRAFT, recording=None) == ["s00000002"]


def test_a_withdrawn_passage_does_not_count() -> None:
    gone = Segment(id="s00000009", withdrawn=Tombstone(date="2026-05-02"))
    assert said(HEARD, gone) == ""
    assert said(HEARD, DRAFT, gone).startswith("Nobody checked 1 passage of 2 against the recording.")


def files(*passages: Segment) -> dict[str, str]:
    transcript = Transcript(recording=SOUND, segments=passages, target_language="en")
    made = make_site([interview(transcript)], DESK)
    return {name.removeprefix("bees/e1/"): made[name].decode() for name in made if name.endswith((".txt", ".json"))}


def test_the_plain_text_and_the_record_say_it_too() -> None:
    found = files(HEARD, DRAFT)
    assert found["bees.txt"].startswith("Heard against the recording: 50 % of the time of its passages.\n\n")
    assert '"heard": 1' in found["record.json"]
    assert '"unconfirmed": 1' in found["record.json"]


def test_the_plain_text_and_the_record_say_nothing_where_everything_was_heard() -> None:
    found = files(HEARD)
    assert "Heard against" not in found["bees.txt"]
    assert "unconfirmed" not in found["record.json"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ar", "لم يقارن أحد نص هذه الطبعة بالتسجيل. كتبت آلة الأصل والترجمة، ولم يؤكد أحد ما كتبته."),
        (
            "fa",
            "کسی متن این ویراست را با ضبط نسنجیده است."
            " متن اصلی و ترجمه را ماشین نوشته است و کسی آن را تأیید نکرده است.",
        ),
    ],
)
def test_it_is_said_in_the_language_of_the_page(language: str, sentence: str) -> None:
    assert said(DRAFT, language=language) == sentence
