from __future__ import annotations

import msgspec

from dragoman.formats.export import find_left_out, for_export
from dragoman.transcript.document import Copy, Person, Recording, Segment, Speaker, Tombstone, Transcript, Word
from dragoman.transcript.span import Span
from interviews import spanish_english, typed


def test_nothing_of_the_desks_own_leaves_it() -> None:
    segment = Segment(id="s00000001", source=typed("Sí [ed: ask Ana]"), words=(Word(text="Sí"),))
    copies = (Copy(address="/home/ana/tape.wav"), Copy(address="https://a.example/tape.mp3"))
    left = for_export(Transcript(recording=Recording(copies=copies), segments=(segment,)))
    assert left.segments == (Segment(id="s00000001", source=("Sí",)),)
    assert left.recording == Recording(copies=copies[1:])


def test_of_what_was_withdrawn_only_that_it_was() -> None:
    grave = Tombstone(date="2024-05-02")
    segment = Segment(id="s00000001", speaker="S1", span=Span(5), source=("secret",), withdrawn=grave)
    left = for_export(Transcript(speakers=(Speaker(id="S1"),), segments=(segment,)))
    assert left.segments == (Segment(id="s00000001", span=Span(5), withdrawn=grave),)


def test_people_stay_under_the_names_that_they_are_shown_by() -> None:
    segment = Segment(id="s00000001", target=("Yes",), target_origin=Person(handle="mar"), heard_by=("ana",))
    assert for_export(Transcript(segments=(segment,))).segments == (segment,)


def test_what_a_format_leaves_out_is_named_once() -> None:
    [problem] = find_left_out(spanish_english(), "Paper", "facts beyond titles", "who wrote each text")
    assert problem.code == "left-out"
    assert "Paper has no place for chapters, withdrawn passages, notes; keep" in problem.message


def test_where_nothing_is_left_out_nothing_is_said() -> None:
    assert find_left_out(msgspec.structs.replace(Transcript(), target_language="en"), "Paper") == ()


def test_a_speaker_without_passages_is_only_in_a_file_to_edit() -> None:
    speakers = (Speaker(id="S1", label="Host"), Speaker(id="S2", label="Speaker 2"))
    document = Transcript(speakers=speakers, segments=(Segment(id="s00000001", speaker="S1"),))
    assert for_export(document).speakers == speakers[:1]
    assert for_export(document, to_edit=True).speakers == speakers
