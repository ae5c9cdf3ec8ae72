from __future__ import annotations

import msgspec
import pytest

from dragoman.errors import EditError
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, Segment, Speaker, Transcript
from dragoman.transcript.revision import (
    Change,
    Revision,
    Signature,
    apply,
    find_group,
    is_genuine,
    regroup,
    replay,
    seal,
)
from dragoman.transcript.span import Span
from dragoman.transcript.undo import undo

ANA = Person(handle="ana")
ONE = Segment(id="s00000001", span=Span(0, 1000), source=("Hola.",))
TWO = Segment(id="s00000002", span=Span(1000, 2000), source=("¿Qué tal?",))
DRAFT = Transcript(segments=(ONE, TWO), speakers=(Speaker(id="S1"),))
CREATED = edit.create(DRAFT, Signature(Engine(name="fake"), time="2026-01-01T00:00:00Z"))


def by(history: tuple[Revision, ...], time: str | None = None) -> Signature:
    return Signature(ANA, time=time, parent=history[-1].id)


def from_log(revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    return msgspec.json.decode(msgspec.json.encode(revisions), type=tuple[Revision, ...])


def test_a_document_is_what_its_revisions_make_of_nothing() -> None:
    assert replay(CREATED) == DRAFT


def test_a_revision_reads_back_from_the_log_as_it_was() -> None:
    revisions = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED))
    assert from_log(revisions) == revisions


def test_the_time_is_not_part_of_a_revisions_id() -> None:
    early = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED, "2026-01-01T00:00:00Z"))
    late = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED, "2027-01-01T00:00:00Z"))
    assert early[0].id == late[0].id


def test_a_revision_that_was_tampered_with_is_not_genuine() -> None:
    (revision,) = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED))
    assert is_genuine(revision)
    assert not is_genuine(msgspec.structs.replace(revision, after=[0, 901]))


def test_the_revisions_of_an_action_stand_on_each_other() -> None:
    first, second = seal([Change("facts", "title", None, "A"), Change("facts", "licence", None, "B")], by(CREATED))
    assert first.parents == (CREATED[-1].id,)
    assert second.parents == (first.id,)
    assert first.group == second.group


def test_what_changes_nothing_is_no_revision() -> None:
    assert seal([Change("facts", "title", "A", "A")], by(CREATED)) == ()


def test_an_action_is_undone_exactly() -> None:
    revisions = edit.set_target(DRAFT, ONE.id, ("Hello.",), by(CREATED))
    after = apply(DRAFT, revisions)
    assert apply(after, undo(after, revisions, by(revisions))) == DRAFT


def test_an_action_read_from_the_log_is_undone_too() -> None:
    revisions = from_log(edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED)))
    after = apply(DRAFT, revisions)
    assert apply(after, undo(after, revisions, by(revisions))) == DRAFT


def test_the_first_import_can_be_undone_and_brought_back() -> None:
    nothing = undo(DRAFT, from_log(CREATED), by(CREATED))
    assert apply(DRAFT, nothing) == Transcript()
    assert apply(Transcript(), undo(Transcript(), nothing, by(nothing))) == DRAFT


def test_what_was_changed_again_is_not_undone() -> None:
    first = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED))
    second = edit.retime(apply(DRAFT, first), ONE.id, Span(0, 800), by(first))
    with pytest.raises(
        EditError, match="passage s00000001: has changed since in the time; undo the later change first"
    ):
        undo(apply(DRAFT, first + second), first, by(second))


def test_a_removed_segment_comes_back_where_it_stood() -> None:
    removed = edit.remove_segment(DRAFT, ONE.id, by(CREATED))
    after = apply(DRAFT, removed)
    assert after.segments == (TWO,)
    assert apply(after, undo(after, removed, by(removed))) == DRAFT


def test_a_segment_whose_neighbour_has_gone_comes_back_at_its_time() -> None:
    three = Segment(id="s00000003", span=Span(2000, 3000))
    document = msgspec.structs.replace(DRAFT, segments=(ONE, TWO, three))
    first = edit.remove_segment(document, TWO.id, by(CREATED))
    second = edit.remove_segment(apply(document, first), ONE.id, by(first))
    after = apply(document, first + second)
    assert apply(after, undo(after, first, by(second))).segments == (TWO, three)


def test_find_group_without_an_id_is_the_last_action() -> None:
    revisions = edit.set_target(DRAFT, ONE.id, ("Hello.",), by(CREATED))
    assert find_group(CREATED + revisions) == revisions


def test_find_group_takes_the_beginning_of_an_id() -> None:
    revisions = edit.set_target(DRAFT, ONE.id, ("Hello.",), by(CREATED))
    assert find_group(CREATED + revisions, revisions[1].id[:12]) == revisions
    assert find_group(CREATED + revisions, CREATED[0].group[:8]) == CREATED


def test_find_group_refuses_what_fits_several() -> None:
    revisions = edit.set_target(DRAFT, ONE.id, ("Hello.",), by(CREATED))
    with pytest.raises(EditError, match="matches several changes"):
        find_group(CREATED + revisions, "")


def test_find_group_refuses_what_is_not_there() -> None:
    with pytest.raises(EditError, match="change zzz: is not in this history"):
        find_group(CREATED, "zzz")


def test_several_edits_become_one_action() -> None:
    first = edit.set_source(DRAFT, ONE.id, ("¡Hola!",), by(CREATED))
    second = edit.set_target(apply(DRAFT, first), ONE.id, ("Hello!",), by(first))
    together = regroup(first + second, by(CREATED))
    assert {revision.group for revision in together} == {together[0].group}
    assert apply(DRAFT, together) == apply(DRAFT, first + second)


def test_a_field_that_is_changed_twice_in_an_action_is_changed_once() -> None:
    first = edit.retime(DRAFT, ONE.id, Span(0, 900), by(CREATED))
    second = edit.retime(apply(DRAFT, first), ONE.id, ONE.span, by(first))
    assert regroup(first + second, by(CREATED)) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (Change("segment:s00000009", "source", None, ["x"]), "is not in this transcript"),
        (Change("segment:s00000001", "id", "s00000001", "s00000002"), "has no field id"),
        (Change("segment:s00000001", "sauce", None, "x"), "has no field sauce"),
        (Change("transcript", "segments", None, []), "has no field segments"),
        (Change("chapter:1", "title", None, "x"), "cannot be changed by a revision"),
        (Change("segment:s00000001", "span", None, [5, 2]), "says something impossible"),
        (Change("segment:s00000001", "source", None, 7), "says something impossible"),
        (
            Change("segment:s00000003", "", None, {"value": {"id": "s00000004"}, "behind": None}),
            "is stored under the id",
        ),
        (Change("segment:s00000003", "", None, ["x"]), "says something impossible"),
        (Change("transcript", "", None, {"segments": [{"id": "a"}, {"id": "a"}]}), "is used twice"),
    ],
)
def test_an_impossible_revision_is_refused(change: Change, fault: str) -> None:
    with pytest.raises(EditError, match=fault):
        apply(DRAFT, seal([change], by(CREATED)))


def test_facts_are_changed_a_field_at_a_time() -> None:
    revisions = edit.set_facts(DRAFT, Facts(title="Entrevista", confidential=True), by(CREATED))
    assert [(revision.field, revision.after) for revision in revisions] == [
        ("title", "Entrevista"),
        ("confidential", True),
    ]
