from __future__ import annotations

from typing import Any

import msgspec
import pytest

from dragoman.transcript.document import Copy, Engine, Person, Recording, Segment, Tombstone, Transcript
from dragoman.transcript.hearing import can_be_heard, is_unconfirmed, share_heard
from dragoman.transcript.span import Span

FIRST = Segment(id="s00000001", span=Span(0, 3000), source=("Hola.",))
SECOND = Segment(id="s00000002", span=Span(4000, 5000), source=("Sí.",))
SOUND = Recording(duration=5000)


def with_heard(segment: Segment) -> Segment:
    return msgspec.structs.replace(segment, heard_by=("ana",))


def test_the_share_is_of_the_time_of_passages() -> None:
    assert share_heard(Transcript(recording=SOUND, segments=(with_heard(FIRST), SECOND))) == 0.75


def test_it_is_not_all_where_a_passage_without_an_end_was_not_heard() -> None:
    last = Segment(id="s00000003", span=Span(4000), source=("Adiós.",))
    assert share_heard(Transcript(recording=SOUND, segments=(with_heard(FIRST), last))) == 0.5


def test_nothing_was_heard_yet() -> None:
    assert share_heard(Transcript(recording=SOUND, segments=(FIRST, SECOND))) == 0


@pytest.mark.parametrize("recording", [None, Recording(languages=("es",))])
def test_without_a_recording_nobody_can_listen(recording: Recording | None) -> None:
    document = Transcript(recording=recording, segments=(FIRST, SECOND))
    assert (can_be_heard(document), share_heard(document)) == (False, None)


def test_a_copy_somewhere_is_a_recording() -> None:
    recording = Recording(copies=(Copy(address="https://example.org/a.mp3"),))
    assert share_heard(Transcript(recording=recording, segments=(FIRST,))) == 0


def test_passages_without_times_cannot_be_found_in_the_sound() -> None:
    untimed = msgspec.structs.replace(FIRST, span=None)
    assert share_heard(Transcript(recording=SOUND, segments=(untimed,))) is None


def test_what_somebody_heard_could_be_heard() -> None:
    untimed = msgspec.structs.replace(FIRST, span=None)
    document = Transcript(segments=(with_heard(untimed), msgspec.structs.replace(SECOND, span=None)))
    assert share_heard(document) == 0.5


def test_withdrawn_passages_do_not_count() -> None:
    gone = msgspec.structs.replace(SECOND, withdrawn=Tombstone(date="2026-01-01"))
    assert share_heard(Transcript(recording=SOUND, segments=(with_heard(FIRST), gone))) == 1


def test_a_document_without_passages() -> None:
    assert share_heard(Transcript(recording=SOUND)) is None


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"state": "reviewed"}, False),
        ({"heard_by": ("ana",)}, False),
        ({"source_origin": Person(handle="ana")}, False),
        ({"source": None}, False),
    ],
)
def test_a_machine_s_text_is_unconfirmed_until_a_person_heard_or_reviewed_it(
    fields: dict[str, Any], expected: bool
) -> None:
    draft = msgspec.structs.replace(FIRST, source_origin=Engine(name="whisper"))
    assert is_unconfirmed(msgspec.structs.replace(draft, **fields)) is expected
