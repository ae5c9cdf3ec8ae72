from __future__ import annotations

import msgspec
import pytest

from dragoman.notation import parse, parse_text
from dragoman.pipeline.translate.passages import find_work, is_open, without_desk_notes
from dragoman.transcript.document import Engine, Person, Segment, Tombstone
from dragoman.transcript.text import Gap

PAGE = """dragoman-notation 1
original: es
translation: en

s00000001 [0:01-0:05] ANA: ¿Cómo empezó?

s00000002 [0:05-0:09] LUIS: Con una colmena. [ed: ask him again]
= With a hive.

s00000003 [0:09-0:12] LUIS: [laughs]

s00000004 [0:12-0:15 en] LUIS: Bees first.

s00000005 [0:15-0:18] LUIS:
"""


def test_what_has_words_and_no_translation_is_translated() -> None:
    work = find_work(parse(PAGE).transcript, "en")
    assert [(p.id, p.speaker, p.language, p.turn) for p in work.passages] == [("s00000001", "ANA", "es", 1)]
    assert work.skipped == {"translated": 1, "same-language": 1, "no-original": 1}


def test_marks_alone_are_carried_over() -> None:
    ((passage, text),) = find_work(parse(PAGE).transcript, "en").carried
    assert (passage.id, text) == ("s00000003", parse_text("[laughs]")[0])


def test_a_second_version_is_of_what_is_translated() -> None:
    work = find_work(parse(PAGE).transcript, "en", translated=True)
    assert [passage.id for passage in work.passages] == ["s00000002"]
    assert work.carried == ()


def test_notes_for_the_desk_stay_at_the_desk() -> None:
    (passage,) = find_work(parse(PAGE).transcript, "en", translated=True).passages
    assert passage.text == ("Con una colmena. ",)
    assert without_desk_notes(parse_text("Dijo [tr: a reader's] sí.")[0])[1].audience == "reader"  # type: ignore[union-attr]


def test_what_was_withdrawn_is_never_translated() -> None:
    transcript = parse(PAGE).transcript
    gone = msgspec.structs.replace(transcript.segments[0], withdrawn=Tombstone(date="2026-01-01"))
    work = find_work(msgspec.structs.replace(transcript, segments=(gone, *transcript.segments[1:])), "en")
    assert work.passages == ()
    assert work.skipped["withdrawn"] == 1


def test_only_what_is_meant_is_translated() -> None:
    work = find_work(parse(PAGE).transcript, "en", only={"s00000004"})
    assert (work.passages, work.skipped) == ((), {"same-language": 1})


@pytest.mark.parametrize(
    ("origin", "is_free"), [(Engine(name="llm"), True), (None, True), (Person(handle="ana"), False)]
)
def test_a_gap_that_no_person_left_may_be_filled(origin: Engine | Person | None, is_free: bool) -> None:
    segment = Segment(id="s00000001", source=("Sí.",), target=(Gap("untranslated"),), target_origin=origin)
    assert is_open(segment) is is_free


def test_a_translation_is_not_written_over() -> None:
    assert not is_open(Segment(id="s00000001", target=("Yes.",), target_origin=Engine(name="llm")))
    assert not is_open(Segment(id="s00000001", target=(Gap("inaudible"),)))


@pytest.mark.parametrize("gap", ["untranscribed", "untranslated"])
def test_words_typed_beside_a_gap_are_translated(gap: str) -> None:
    page = "dragoman-notation 1\noriginal: ar\ntranslation: en\n\ns00000001 [0:01-0:05] A: قال نعم\n"
    work = find_work(parse(f"{page}= [{gap} 4s]\n").transcript, "en")
    assert [passage.id for passage in work.passages] == ["s00000001"]


def test_a_gap_on_both_sides_is_not_transcribed() -> None:
    page = "dragoman-notation 1\noriginal: ar\ntranslation: en\n\ns00000001 [0:01-0:05] A: [untranscribed 4s]\n"
    transcript = parse(f"{page}= [untranscribed 4s]\n").transcript
    work = find_work(transcript, "en")
    assert (work.passages, work.carried, work.skipped) == ((), (), {"untranscribed": 1})
    assert not is_open(transcript.segments[0])
