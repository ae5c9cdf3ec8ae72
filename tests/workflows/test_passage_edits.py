from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import EditError
from dragoman.folder import Session, create_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Person, Segment
from dragoman.transcript.merge import ConflictError
from dragoman.transcript.span import Span
from dragoman.workflows.passage_edits import (
    AddPassage,
    EditAction,
    JoinPassages,
    PassageEdit,
    RemovePassage,
    SetSpan,
    SetSpeaker,
    SetState,
    SetText,
    SplitPassage,
    edit_passages,
    find_typed_conflicts,
)
from interviews import spanish_english

ANA = Person(handle="ana")
BEN = Person(handle="ben")
ID = "s00000002"
SOURCE, TARGET = "¿Cómo empezó todo?", "How did it all begin?"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper"))
    with Session(tmp_path / "talk") as session:
        yield session


def do(session: Session, *edits: PassageEdit, by: Person = ANA, key: str = "k1") -> None:
    edit_passages(session, EditAction(key=key, epoch=session.epoch, edits=edits), by)


def retype(after: str, before: str = TARGET) -> SetText:
    return SetText(segment=ID, side="target", before=before, after=after)


def passage(session: Session, id_: str = ID) -> Segment:
    return next(segment for segment in session.transcript.segments if segment.id == id_)


def test_a_text_is_written_as_it_is_typed(session: Session) -> None:
    do(session, retype("How did (it) begin?"))
    assert serialize_text(passage(session).target or ()) == "How did (it) begin?"
    assert passage(session).target_origin == ANA


def test_an_action_that_is_sent_again_is_not_made_again(session: Session) -> None:
    do(session, retype("One?"), key="same")
    do(session, retype("Two?", "One?"), key="other")
    do(session, retype("One?"), key="same")
    assert passage(session).target == ("Two?",)


def test_what_somebody_else_typed_meanwhile_is_a_conflict_with_all_three_texts(session: Session) -> None:
    do(session, retype("Theirs?"), by=BEN, key="k1")
    with pytest.raises(ConflictError) as raised:
        do(session, retype("Mine?"), key="k2")
    [conflict] = find_typed_conflicts(raised.value)
    assert (conflict.base, conflict.mine, conflict.theirs) == (TARGET, "Mine?", "Theirs?")


def test_the_other_text_of_the_passage_is_no_conflict(session: Session) -> None:
    do(session, SetText(segment=ID, side="source", before=SOURCE, after="¿Cómo empezó?"), by=BEN, key="k1")
    do(session, retype("How did it begin?"), key="k2")
    assert passage(session).source == ("¿Cómo empezó?",)


def test_text_and_state_go_together(session: Session) -> None:
    confirm = SetState(segment=ID, state="reviewed", source=SOURCE, target="How did it begin?")
    do(session, retype("How did it begin?"), confirm)
    assert (passage(session).target, passage(session).state) == (("How did it begin?",), "reviewed")


def test_a_text_that_changed_is_not_reviewed_unseen(session: Session) -> None:
    do(session, SetText(segment=ID, side="source", before=SOURCE, after="¿Cómo acabó?"), by=BEN, key="k1")
    with pytest.raises(ConflictError):
        do(session, SetState(segment=ID, state="reviewed", source=SOURCE, target=TARGET), key="k2")


def test_time_and_speaker_are_set(session: Session) -> None:
    before = passage(session)
    span = before.span or Span(0)
    do(
        session,
        SetSpan(segment=ID, before=(span.start, span.end), after=(6300, 9100)),
        SetSpeaker(segment=ID, before=before.speaker, after=None),
    )
    assert (passage(session).span, passage(session).speaker) == (Span(6300, 9100), None)


def test_a_split_cuts_both_texts_where_they_were_cut(session: Session) -> None:
    do(
        session,
        SplitPassage(segment=ID, source=("¿Cómo empezó", " todo?"), target=("How did it all", " begin?"), time=8000),
    )
    first, second = passage(session), session.transcript.segments[2]
    assert (first.source, first.target) == (("¿Cómo empezó",), ("How did it all",))
    assert (second.source, second.target, second.span) == (("todo?",), ("begin?",), Span(8000, 9000))


def test_a_translation_that_was_not_cut_stays_whole_in_the_first_part(session: Session) -> None:
    do(session, SplitPassage(segment=ID, source=("¿Cómo empezó", " todo?")))
    second = session.transcript.segments[2]
    assert (passage(session).target, second.target, second.state) == ((TARGET,), None, "initial")


def test_a_split_inside_a_mark_is_refused(session: Session) -> None:
    id_ = "s00000001"
    target = serialize_text(passage(session, id_).target or ())
    place = target.index("bees")
    with pytest.raises(EditError, match="put the cursor outside its brackets"):
        do(session, SplitPassage(segment=id_, target=(target[:place], target[place:])))


def test_a_split_that_is_undone_leaves_the_passage_as_it_was(session: Session) -> None:
    before = session.transcript
    do(session, SplitPassage(segment=ID, source=("¿Cómo empezó", " todo?"), target=("How did it", " all begin?")))
    session.undo(ANA)
    assert session.transcript == before


def test_two_passages_are_joined(session: Session) -> None:
    do(session, JoinPassages(segment="s00000001", second=ID))
    assert TARGET in serialize_text(passage(session, "s00000001").target or ())
    assert ID not in [segment.id for segment in session.transcript.segments]


def test_an_empty_passage_is_added_behind_another(session: Session) -> None:
    do(session, AddPassage(segment=ID, span=(9000, 9500)))
    added = session.transcript.segments[2]
    assert (added.span, added.source, added.target) == (Span(9000, 9500), None, None)


def test_a_passage_is_deleted(session: Session) -> None:
    do(session, RemovePassage(segment=ID, source=SOURCE, target=TARGET))
    assert ID not in [segment.id for segment in session.transcript.segments]


def test_a_passage_that_is_gone_is_named(session: Session) -> None:
    do(session, RemovePassage(segment=ID, source=SOURCE, target=TARGET))
    with pytest.raises(EditError, match=f"segment {ID}: is not in this interview any more"):
        do(session, retype("x"), key="k2")


def test_nothing_of_an_action_is_made_where_a_part_of_it_is_refused(session: Session) -> None:
    before = session.transcript
    with pytest.raises(EditError):
        do(session, retype("How did it begin?"), SetSpeaker(segment=ID, before=None, after="nobody-known"))
    assert session.transcript == before
