from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest

from dragoman.errors import EditError
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Author, Engine, Person, Segment, Speaker, Transcript, find_segment
from dragoman.transcript.merge import Conflict, ConflictError, Intent, intend, keep_mine, keep_theirs, merge
from dragoman.transcript.revision import Change, Revision, Signature, apply, seal
from dragoman.transcript.span import Span
from dragoman.transcript.working_copy import WorkingCopy

ANA, BEN, EVA = (Person(handle=handle) for handle in ("ana", "ben", "eva"))
WHISPER = Engine(name="whisper")
ONE, TWO = "s00000001", "s00000002"
SEEN = Transcript(
    segments=(
        Segment(
            id=ONE,
            speaker="S1",
            span=Span(0, 1000),
            source=("Hola a todos.",),
            target=("Hello.",),
            state="reviewed",
            heard_by=("eva",),
            source_origin=WHISPER,
            target_origin=WHISPER,
        ),
        Segment(id=TWO, speaker="S1", span=Span(1000, 2000), source=("Ya.",), source_origin=WHISPER),
    ),
    speakers=(Speaker(id="S1", label="Host"), Speaker(id="S2", label="Guest")),
)

Edit = Callable[[Transcript, Signature], Sequence[Revision]]


def target(id_: str, text: str) -> Edit:
    return lambda seen, by: edit.set_target(seen, id_, (text,), by)


def source(id_: str, text: str) -> Edit:
    return lambda seen, by: edit.set_source(seen, id_, (text,), by)


def wanted(make: Edit, author: Author = ANA, seen: Transcript = SEEN) -> Intent:
    by = Signature(author, seed="seed")
    return intend(seen, make(seen, by), by, epoch=0)


def merged(now: Transcript, intent: Intent) -> Transcript:
    return apply(now, seal(merge(WorkingCopy(now), intent), Signature(intent.author)))


def after(make: Edit, author: Author = BEN, seen: Transcript = SEEN) -> Transcript:
    return merged(seen, wanted(make, author, seen))


def conflicts(now: Transcript, intent: Intent) -> tuple[Conflict, ...]:
    with pytest.raises(ConflictError) as caught:
        merge(WorkingCopy(now), intent)
    return caught.value.conflicts


def passage(document: Transcript, id_: str) -> Segment:
    found = find_segment(document, id_)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "make",
    [
        target(ONE, "Hi."),
        source(ONE, "Hola."),
        target(TWO, "Now."),
        lambda seen, by: edit.retime(seen, ONE, Span(0, 900), by),
        lambda seen, by: edit.set_speaker(seen, ONE, "S2", by),
        lambda seen, by: edit.set_heard(seen, TWO, ("ana",), by),
        lambda seen, by: edit.set_state(seen, ONE, "final", by),
        lambda seen, by: edit.set_state(seen, ONE, "translated", by),
        lambda seen, by: edit.split_segment(seen, ONE, Cut(source=4), by),
        lambda seen, by: edit.join_segments(seen, ONE, TWO, by),
        lambda seen, by: edit.remove_segment(seen, TWO, by),
        lambda seen, by: edit.rename_speaker(seen, "S1", "Presenter", by),
    ],
)
def test_on_the_document_that_was_seen_an_intent_is_its_edit(make: Edit) -> None:
    edited = apply(SEEN, make(SEEN, Signature(ANA, seed="seed")))
    assert merged(SEEN, wanted(make)) == edited
    assert merge(WorkingCopy(edited), wanted(make)) == ()


def test_edits_of_two_fields_are_both_there() -> None:
    now = merged(after(source(ONE, "Hola.")), wanted(target(ONE, "Hi.")))
    first = passage(now, ONE)
    assert (first.source, first.source_origin) == (("Hola.",), BEN)
    assert (first.target, first.target_origin) == (("Hi.",), ANA)


def test_the_same_edit_by_two_is_dropped() -> None:
    now = after(target(ONE, "Hi."))
    assert merged(now, wanted(target(ONE, "Hi."))) == now


def test_edits_of_one_field_are_a_conflict_with_all_three_values() -> None:
    (conflict,) = conflicts(after(target(ONE, "Hey.")), wanted(target(ONE, "Hi.")))
    assert conflict == Conflict(
        subject=f"segment:{ONE}", field="target", base=["Hello."], mine=["Hi."], theirs=["Hey."]
    )


def test_an_action_is_refused_as_a_whole() -> None:
    both = wanted(lambda seen, by: [*target(ONE, "Hi.")(seen, by), *target(TWO, "Now.")(seen, by)])
    found = conflicts(after(target(ONE, "Hey.")), both)
    assert [conflict.subject for conflict in found] == [f"segment:{ONE}"]
    now = merged(after(target(ONE, "Hey.")), keep_theirs(both, found))
    assert [segment.target for segment in now.segments] == [("Hey.",), ("Now.",)]


def test_who_has_seen_the_other_text_can_keep_the_own_one() -> None:
    mine = wanted(target(ONE, "Hi."))
    now = after(target(ONE, "Hey."))
    kept = merged(now, keep_mine(mine, conflicts(now, mine)))
    assert passage(kept, ONE).target == ("Hi.",)


def test_who_has_seen_the_edit_can_delete_the_passage_all_the_same() -> None:
    delete = wanted(lambda seen, by: edit.remove_segment(seen, ONE, by))
    now = after(target(ONE, "Hey."))
    assert [s.id for s in merged(now, keep_mine(delete, conflicts(now, delete))).segments] == [TWO]


def test_a_review_of_another_text_is_not_kept() -> None:
    review = wanted(lambda seen, by: edit.set_state(seen, ONE, "final", by))
    now = after(target(ONE, "Hey."))
    assert merged(now, keep_mine(review, conflicts(now, review))) == now


def test_what_follows_from_a_text_is_worked_out_on_the_document_of_now() -> None:
    now = merged(after(target(TWO, "Now.")), wanted(source(TWO, "Ya está.")))
    assert passage(now, TWO).state == "translated"


def test_a_text_that_is_changed_loses_what_others_said_of_it_meanwhile() -> None:
    heard = after(lambda seen, by: edit.set_heard(seen, ONE, ("eva", "ben"), by))
    first = passage(merged(heard, wanted(target(ONE, "Hi."))), ONE)
    assert (first.heard_by, first.state) == ((), "translated")


def test_two_can_listen_to_one_passage() -> None:
    now = after(lambda seen, by: edit.set_heard(seen, ONE, ("eva", "ben"), by))
    now = merged(now, wanted(lambda seen, by: edit.set_heard(seen, ONE, ("eva", "ana"), by)))
    assert passage(now, ONE).heard_by == ("eva", "ben", "ana")


def test_a_listening_counts_only_for_the_texts_that_were_listened_to() -> None:
    (conflict,) = conflicts(
        after(target(ONE, "Hey.")), wanted(lambda seen, by: edit.set_heard(seen, ONE, ("eva", "ana"), by))
    )
    assert (conflict.field, conflict.judged, conflict.base, conflict.theirs) == (
        "heard_by",
        "target",
        ["Hello."],
        ["Hey."],
    )


def test_a_review_counts_only_for_the_texts_that_were_reviewed() -> None:
    review = wanted(lambda seen, by: edit.set_state(seen, ONE, "final", by))
    assert conflicts(after(source(ONE, "Hola.")), review)[0].judged == "source"


def test_to_take_a_review_back_needs_no_texts() -> None:
    now = merged(after(source(ONE, "Hola.")), wanted(lambda seen, by: edit.set_state(seen, ONE, "translated", by)))
    assert passage(now, ONE).state == "translated"


def test_a_review_is_not_lowered_by_one_that_says_less() -> None:
    final = after(lambda seen, by: edit.set_state(seen, ONE, "final", by))
    seen = apply(SEEN, edit.set_state(SEEN, ONE, "translated", Signature(ANA)))
    review = wanted(lambda seen, by: edit.set_state(seen, ONE, "reviewed", by), seen=seen)
    assert passage(merged(final, review), ONE).state == "final"


def _correct_and_review(seen: Transcript, by: Signature) -> Sequence[Revision]:
    corrected = edit.set_target(seen, ONE, ("Hi.",), by)
    return [*corrected, *edit.set_state(apply(seen, corrected), ONE, "reviewed", by)]


def test_a_text_can_be_corrected_and_reviewed_in_one_action() -> None:
    first = passage(merged(SEEN, wanted(_correct_and_review)), ONE)
    assert (first.target, first.state, first.heard_by) == (("Hi.",), "reviewed", ())


def test_it_is_not_reviewed_where_the_other_text_has_changed() -> None:
    found = conflicts(after(source(ONE, "Hola.")), wanted(_correct_and_review))
    assert [(conflict.field, conflict.judged) for conflict in found] == [("state", "source")]


def test_an_engine_never_writes_over_a_persons_translation() -> None:
    translate = wanted(target(TWO, "Already."), WHISPER)
    assert conflicts(after(target(TWO, "Now.")), translate)[0].theirs == ["Now."]


def test_what_was_deleted_meanwhile_is_a_conflict() -> None:
    now = after(lambda seen, by: edit.remove_segment(seen, ONE, by))
    assert conflicts(now, wanted(target(ONE, "Hi.")))[0].theirs is None


def test_a_passage_that_was_edited_meanwhile_is_not_deleted() -> None:
    delete = wanted(lambda seen, by: edit.remove_segment(seen, ONE, by))
    (conflict,) = conflicts(after(target(ONE, "Hey.")), delete)
    assert (conflict.mine, conflict.theirs["target"]) == (None, ["Hey."])


def test_a_passage_that_was_listened_to_meanwhile_can_be_deleted() -> None:
    heard = after(lambda seen, by: edit.set_heard(seen, ONE, ("ben",), by))
    now = merged(heard, wanted(lambda seen, by: edit.remove_segment(seen, ONE, by)))
    assert [segment.id for segment in now.segments] == [TWO]


def test_both_halves_of_a_split_passage_are_as_far_as_it_is_now() -> None:
    doubted = after(lambda seen, by: edit.set_state(seen, ONE, "translated", by))
    now = merged(doubted, wanted(lambda seen, by: edit.split_segment(seen, ONE, Cut(source=4), by)))
    assert [(s.state, s.heard_by) for s in now.segments[:2]] == [("translated", ("eva",))] * 2


def test_a_joined_passage_is_as_far_as_its_halves_are_now() -> None:
    now = after(target(TWO, "Now."), WHISPER)
    now = merged(now, wanted(lambda seen, by: edit.set_heard(seen, TWO, ("eva",), by), seen=now))
    seen = now
    now = merged(now, wanted(lambda s, by: edit.set_heard(s, TWO, ("eva", "ben"), by), BEN, seen))
    now = merged(now, wanted(lambda s, by: edit.join_segments(s, ONE, TWO, by), seen=seen))
    assert [(s.source, s.heard_by, s.state) for s in now.segments] == [(("Hola a todos. Ya.",), ("eva",), "translated")]


def test_a_row_that_is_typed_below_another_is_nobodys_half() -> None:
    page = Intent(
        author=ANA,
        epoch=0,
        changes=(
            Change(f"segment:{ONE}", "target", ["Hello."], ["Hi."]),
            Change("segment:s00000009", "", None, {"value": {"id": "s00000009", "source": ["Eh."]}, "behind": ONE}),
        ),
    )
    added = passage(merged(SEEN, page), "s00000009")
    assert (added.state, added.heard_by, added.source_origin) == ("initial", (), None)


def test_nothing_is_given_to_a_speaker_who_is_not_there() -> None:
    intent = Intent(author=ANA, epoch=0, changes=(Change(f"segment:{ONE}", "speaker", "S1", "S9"),))
    with pytest.raises(EditError, match="speaker S9: is not in this transcript"):
        merge(WorkingCopy(SEEN), intent)


@pytest.mark.parametrize(
    "change",
    [
        Change(f"segment:{ONE}", "target", ["Hello."], 7),
        Change(f"segment:{ONE}", "state", "reviewed", "splendid"),
        Change("segment:s00000009", "", None, ["x"]),
        Change(f"segment:{ONE}", "", {"value": None, "behind": None}, None),
        Change(f"segment:{ONE}", "heard_by", 3, 4),
        Change("chapter:1", "title", None, "x"),
    ],
)
def test_an_impossible_intent_is_refused(change: Change) -> None:
    with pytest.raises(EditError):
        merge(WorkingCopy(SEEN), Intent(author=ANA, epoch=0, changes=(change,)))


def test_an_intent_can_be_kept_and_sent() -> None:
    intent = wanted(_correct_and_review)
    assert msgspec.json.decode(msgspec.json.encode(intent), type=Intent) == intent


def test_the_error_names_the_first_field_and_counts_the_others() -> None:
    both = wanted(lambda seen, by: [*source(ONE, "Eh.")(seen, by), *target(ONE, "Hi.")(seen, by)])
    now = after(source(ONE, "Hola."), seen=after(target(ONE, "Hey.")))
    with pytest.raises(
        ConflictError, match=f"passage {ONE}: was changed meanwhile by somebody else in the original, and 1"
    ):
        merge(WorkingCopy(now), both)
