from __future__ import annotations

import msgspec
import pytest

from dragoman.transcript.document import Copy, Engine, Person, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.public import for_readers, shown_speakers, without_desk_notes
from dragoman.transcript.revision import to_json
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note, Supplied

ONE = Segment(id="s00000001", speaker="S1", span=Span(0, 900), source=("Me llamo Marta.",), target=("I am Marta.",))


def with_source(*text: object) -> Transcript:
    return msgspec.convert({"segments": [{"id": "s00000001", "source": to_json(text)}]}, Transcript)


def test_notes_for_the_desk_are_gone_and_leave_no_double_space() -> None:
    text = with_source("He said ", Note(("check",), "desk"), " yes ", Note(("a pun",)), Note(("ask",), "desk"))
    assert without_desk_notes(text).segments[0].source == ("He said yes ", Note(("a pun",)))


def test_a_note_for_the_desk_inside_a_mark_is_gone() -> None:
    text = with_source("a ", Supplied(("b", Note(("sure?",), "desk"))))
    assert without_desk_notes(text).segments[0].source == ("a ", Supplied(("b",)))


def test_a_text_that_is_only_a_desk_note_is_no_text() -> None:
    assert without_desk_notes(with_source(Note(("todo",), "desk"))).segments[0].source is None


def test_a_text_without_desk_notes_stays_as_it_is() -> None:
    assert without_desk_notes(with_source(" kept  as typed ")) == with_source(" kept  as typed ")


@pytest.mark.parametrize(
    "address",
    ["../film.mp4", "/home/x/film.mp4", "file:///film.mp4", "C:\\film.mp4", "film.mp4", "https://ana:secret@x.org/a"],
)
def test_an_address_that_is_not_public_is_gone(address: str) -> None:
    document = Transcript(recording=Recording(copies=(Copy(address=address), Copy(address="https://x.org/a.mp3"))))
    assert for_readers(document, {}).recording == Recording(copies=(Copy(address="https://x.org/a.mp3"),))


def test_heard_words_do_not_reach_readers() -> None:
    segment = msgspec.structs.replace(ONE, words=(Word(text="Marta"),))
    assert for_readers(Transcript(segments=(segment,)), {}).segments[0].words == ()


def test_handles_become_what_their_people_chose() -> None:
    segment = msgspec.structs.replace(ONE, heard_by=("ana", "bo"), target_origin=Person(handle="ana"))
    (public,) = for_readers(Transcript(segments=(segment,)), {"ana": "a translator"}).segments
    assert (public.heard_by, public.target_origin) == (("a translator", "desk"), Person(handle="a translator"))


def test_an_engine_does_not_tell_where_its_model_lay() -> None:
    engine = Engine(name="whisper", model="/home/ana/models/base", settings={"beam": "5", "root": "/home/ana"})
    segment = msgspec.structs.replace(ONE, source_origin=engine)
    (public,) = for_readers(Transcript(segments=(segment,)), {}).segments
    assert public.source_origin == Engine(name="whisper", model="base", settings={"beam": "5"})


def test_a_model_of_a_hub_keeps_its_name() -> None:
    engine = Engine(name="whisper", model="Systran/faster-whisper-base")
    segment = msgspec.structs.replace(ONE, source_origin=engine)
    assert for_readers(Transcript(segments=(segment,)), {}).segments[0].source_origin == engine


def test_a_speaker_who_is_not_named_has_no_old_names() -> None:
    speakers = (Speaker(id="S1", label="A witness", aliases=("Marta",)), Speaker(id="S2", name="Eva", aliases=("Eve",)))
    public = for_readers(Transcript(speakers=speakers), {}).speakers
    assert [speaker.aliases for speaker in public] == [(), ("Eve",)]


def test_a_speaker_without_passages_is_not_shown() -> None:
    speakers = (Speaker(id="S1", label="Host"), Speaker(id="S2", label="Speaker 2"))
    document = Transcript(speakers=speakers, segments=(msgspec.structs.replace(ONE, speaker="S1"),))
    assert shown_speakers(document) == speakers[:1]
    assert for_readers(document, {}).speakers == speakers[:1]


def test_where_nobody_has_passages_all_speakers_are_shown() -> None:
    nobody = msgspec.structs.replace(ONE, speaker=None)
    document = Transcript(speakers=(Speaker(id="S1", name="Eva"),), segments=(nobody,))
    assert shown_speakers(document) == document.speakers
