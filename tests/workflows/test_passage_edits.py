from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.checks.coverage.sent_back import find_sent_back
from dragoman.errors import EditError
from dragoman.folder import Session, create_folder, sign
from dragoman.notation import parse_text, serialize_field, serialize_text
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Segment, Speaker, State
from dragoman.transcript.merge import ConflictError, intend
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied
from dragoman.workflows.passage_edits import (
    AddPassage,
    AddSpeaker,
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


def test_a_supplied_word_that_is_typed_in_two_goes_is_a_mark(session: Session) -> None:
    do(session, retype("How did it (all begin?"))
    now = serialize_field(passage(session).target or ())
    do(session, retype("How did it (all) begin?", now), key="k2")
    assert now == "How did it (all begin?"
    assert passage(session).target == ("How did it ", Supplied(("all",)), " begin?")


def test_a_text_is_the_one_that_was_seen_however_its_brackets_are_escaped(session: Session) -> None:
    do(session, retype("How did (it begin?"))
    do(session, retype("How did it begin?", r"How did \(it begin?"), key="k2")
    assert passage(session).target == ("How did it begin?",)


def test_a_passage_is_given_to_somebody_new_as_one_action(session: Session) -> None:
    do(session, AddSpeaker(segment=ID, before="S1", label=" A neighbour "))
    assert session.transcript.speakers[-1] == Speaker(id="S3", label="A neighbour")
    assert passage(session).speaker == "S3"
    session.undo(ANA)
    assert [speaker.id for speaker in session.transcript.speakers] == ["S1", "S2"]
    assert passage(session).speaker == "S1"


def test_somebody_new_with_the_name_of_a_speaker_is_that_speaker(session: Session) -> None:
    label = session.transcript.speakers[1].label or ""
    do(session, AddSpeaker(segment=ID, before="S1", label=label))
    assert (passage(session).speaker, len(session.transcript.speakers)) == ("S2", 2)


def test_somebody_new_has_a_name(session: Session) -> None:
    with pytest.raises(EditError, match="has no name"):
        do(session, AddSpeaker(segment=ID, before="S1", label=" "))


def test_who_speaks_is_a_conflict_where_somebody_else_has_said_it_meanwhile(session: Session) -> None:
    do(session, SetSpeaker(segment=ID, before="S1", after=None), by=BEN)
    with pytest.raises(ConflictError):
        do(session, AddSpeaker(segment=ID, before="S1", label="A neighbour"), key="k2")


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


def test_an_empty_passage_is_added_as_the_first(session: Session) -> None:
    before = session.transcript.segments
    do(session, AddPassage(segment=""))
    added, *others = session.transcript.segments
    assert (added.speaker, added.span, added.source, added.target) == (None, None, None, None)
    assert tuple(others) == before


def test_a_passage_is_deleted(session: Session) -> None:
    do(session, RemovePassage(segment=ID, source=SOURCE, target=TARGET))
    assert ID not in [segment.id for segment in session.transcript.segments]


def test_a_passage_that_is_gone_is_named(session: Session) -> None:
    do(session, RemovePassage(segment=ID, source=SOURCE, target=TARGET))
    with pytest.raises(EditError, match=f"passage {ID}: is not in this interview any more"):
        do(session, retype("x"), key="k2")


def test_nothing_of_an_action_is_made_where_a_part_of_it_is_refused(session: Session) -> None:
    before = session.transcript
    with pytest.raises(EditError):
        do(session, retype("How did it begin?"), SetSpeaker(segment=ID, before=None, after="nobody-known"))
    assert session.transcript == before


def untranslated(session: Session) -> None:
    """Take the translation out: what is typed from then on is a draft."""
    do(session, retype(""), key="empty")
    assert passage(session).state == "initial"


def test_half_a_translation_that_is_saved_is_no_translation(session: Session) -> None:
    untranslated(session)
    do(session, retype("How did", ""), key="k2")
    do(session, retype("How did it all", "How did"), key="k3")
    assert passage(session).state == "initial"


def test_a_translation_is_one_once_its_author_says_so(session: Session) -> None:
    untranslated(session)
    said = SetState(segment=ID, state="translated", source=SOURCE, target="How did it begin?")
    do(session, retype("How did it begin?", ""), said, key="k2")
    assert passage(session).state == "translated"


def test_a_translation_that_was_typed_before_is_one_once_its_author_says_so(session: Session) -> None:
    untranslated(session)
    do(session, retype("How did it begin?", ""), key="k2")
    do(session, SetState(segment=ID, state="translated", source=SOURCE, target="How did it begin?"), key="k3")
    assert passage(session).state == "translated"


def send_back(session: Session, key: str) -> None:
    do(session, SetState(segment=ID, state="initial", source=SOURCE, target=TARGET), by=BEN, key=key)


def sent_back(session: Session) -> list[str | None]:
    return [one.where.segment for one in find_sent_back(session.transcript, session.folder.history)]


def test_a_passage_that_nobody_has_confirmed_can_be_sent_back(session: Session) -> None:
    assert passage(session).state == "initial"
    send_back(session, "k1")
    assert sent_back(session) == [ID]


def test_sending_back_is_undone_like_any_action(session: Session) -> None:
    send_back(session, "k1")
    session.undo(BEN)
    assert sent_back(session) == []
    send_back(session, "k2")
    assert sent_back(session) == [ID]


def test_a_passage_that_was_confirmed_meanwhile_is_sent_back_too(session: Session) -> None:
    seen = session.transcript
    by = sign(session.folder, BEN)
    intent = intend(seen, edit.set_state(seen, ID, "initial", by), by, epoch=session.epoch)
    do(session, SetState(segment=ID, state="translated", source=SOURCE, target=TARGET), key="k1")
    session.commit(intent)
    assert passage(session).state == "initial"
    assert sent_back(session) == [ID]


def test_a_passage_that_was_sent_back_stays_so_while_it_is_corrected(session: Session) -> None:
    do(session, SetState(segment=ID, state="initial", source=SOURCE, target=TARGET), key="k1")
    do(session, retype("How did it begin?"), key="k2")
    do(session, SetText(segment=ID, side="source", before=SOURCE, after="¿Cómo empezó?"), key="k3")
    assert passage(session).state == "initial"


@pytest.mark.parametrize("state", ["translated", "reviewed", "final"])
def test_a_review_falls_when_a_text_is_typed_into(session: Session, state: State) -> None:
    do(session, SetState(segment=ID, state=state, source=SOURCE, target=TARGET), key="k1")
    do(session, retype("How did it begin?"), key="k2")
    assert passage(session).state == "translated"


def test_an_undo_claims_no_more_than_was_claimed(session: Session) -> None:
    untranslated(session)
    do(session, retype("How", ""), key="k2")
    done = SetState(segment=ID, state="translated", source=SOURCE, target="How did it begin?")
    do(session, retype("How did it begin?", "How"), done, key="k3")
    confirmed = session.folder.history[-1].group
    do(session, SetText(segment=ID, side="source", before=SOURCE, after="¿Cómo empezó?"), key="k4")
    session.undo(ANA, confirmed)
    assert (passage(session).target, passage(session).state) == (("How",), "initial")


# Pieces of text that may stand on either side of a cut, marks among them.
PIECES = st.lists(
    st.sampled_from(
        [
            "Hola",
            "(añadido)",
            "[inaudible]",
            "(?quizás)",
            "سلام",
            "می‌روم",
            "שלום,",
            "۱۹۷۹",
            "12:30",
            "a",
            "“ya”",
            "你好",
        ]
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), source=PIECES, target=PIECES | st.none(), end=st.none() | st.integers(2000, 9000))
def test_a_split_that_is_undone_and_made_again_changes_nothing_else(
    tmp_path: Path, data: st.DataObject, source: list[str], target: list[str] | None, end: int | None
) -> None:
    halves = [data.draw(cut(side)) if side else None for side in (source, target)]
    whole = [parse_text("".join(side))[0] if side else None for side in halves]
    document = spanish_english()
    segment = msgspec.structs.replace(
        document.segments[1],
        span=Span(1000, end),
        source=whole[0],
        target=whole[1],
        state="reviewed",
        heard_by=("eva",),
    )
    segments = (document.segments[0], segment, *document.segments[2:])
    folder = tmp_path / secrets.token_hex(8)
    create_folder(folder, msgspec.structs.replace(document, segments=segments), Engine(name="whisper"))
    with Session(folder) as session:
        before = session.transcript
        time = data.draw(st.none() | st.integers(1001, end - 1)) if end else None
        do(session, SplitPassage(segment=ID, source=halves[0], target=halves[1], time=time))
        split = session.transcript
        assert len(split.segments) == len(before.segments) + 1
        undone = session.undo(ANA)
        assert session.transcript == before
        session.undo(ANA, undone.revisions[0].group)
        assert session.transcript == split


@st.composite
def cut(draw: st.DrawFn, pieces: list[str]) -> tuple[str, str]:
    """A text in two, between two of its pieces."""
    place = draw(st.integers(1, len(pieces) - 1))
    return " ".join(pieces[:place]), f" {' '.join(pieces[place:])}"
