from __future__ import annotations

import pytest

from dragoman.errors import EditError
from dragoman.folder.actions import author_name, find_undoable, list_actions
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Author, Engine, Facts, Person, Segment, Speaker, Transcript
from dragoman.transcript.revision import Revision, Signature, apply, regroup, replay
from dragoman.transcript.span import Span
from dragoman.transcript.undo import undo, undo_reason

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper", model="base")
DRAFT = Transcript(
    segments=(
        Segment(id="s00000001", span=Span(0, 900), source=("Hola a todos.",)),
        Segment(id="s00000002", span=Span(900, 2000), source=("Ya.",)),
    ),
    speakers=(Speaker(id="S1", label="S1"),),
)


class Story:
    """A history that grows an action at a time."""

    def __init__(self, author: Author = WHISPER) -> None:
        self.groups = [edit.create(DRAFT, Signature(author, time="2026-05-01T10:00:00Z"))]

    @property
    def history(self) -> tuple[Revision, ...]:
        return tuple(revision for group in self.groups for revision in group)

    def by(self, reason: str | None = None) -> Signature:
        return Signature(ANA, time="2026-05-02T10:00:00Z", reason=reason, parent=self.groups[-1][-1].id)

    def then(self, *revisions: Revision) -> Story:
        self.groups.append(regroup(revisions, self.by()))
        return self

    def translate(self, text: str) -> Story:
        return self.then(*edit.set_target(replay(self.history), "s00000001", (text,), self.by()))

    def take_back(self, wanted: str | None = None) -> Story:
        group, later = find_undoable(self.groups, wanted, ANA)
        self.groups.append(undo(replay(self.history), group, self.by(undo_reason(group)), later))
        return self

    @property
    def told(self) -> list[str]:
        return [action.what for action in list_actions(self.groups)]

    @property
    def target(self) -> object:
        return replay(self.history).segments[0].target


def test_a_draft_and_an_import_are_told_apart() -> None:
    assert Story().told == ["drafted 2 passages"]
    assert Story(ANA).told == ["imported 2 passages"]


def test_an_action_says_who_when_and_where() -> None:
    action = list_actions(Story().translate("Hello.").groups)[1]
    assert (action.author, action.time, action.passages) == (ANA, "2026-05-02T10:00:00Z", ("s00000001",))


def test_edits_are_told_in_plain_words() -> None:
    story = Story()
    by = story.by()
    cases = {
        "changed the translation of 1 passage": edit.set_target(DRAFT, "s00000001", ("Hello.",), by),
        "changed the original of 1 passage": edit.set_source(DRAFT, "s00000001", ("Hola.",), by),
        "changed the time of 1 passage": edit.retime(DRAFT, "s00000001", None, by),
        "set 1 passage to final": edit.set_state(DRAFT, "s00000001", "final", by),
        "recorded who listened to 1 passage": edit.set_heard(DRAFT, "s00000001", ("ana",), by),
        "called speaker S1 “Host”": edit.rename_speaker(DRAFT, "S1", "Host", by),
        "added speaker Caller": edit.add_speaker(DRAFT, Speaker(id="S2", label="Caller"), by),
        "changed the facts: title, title (translation)": edit.set_facts(DRAFT, Facts(title="A", title_target="B"), by),
        "deleted 1 passage": edit.remove_segment(DRAFT, "s00000001", by),
        "added 1 passage": edit.add_segment(DRAFT, Segment(id="s00000003"), None, by),
        "joined passage “Ya.” to “Hola a todos.”": edit.join_segments(DRAFT, "s00000001", "s00000002", by),
        "split passage “Hola a todos.”": edit.split_segment(DRAFT, "s00000001", Cut(source=4), by),
    }
    assert [Story().then(*revisions).told[1] for revisions in cases.values()] == list(cases)


def test_several_edits_in_one_action_are_told_together() -> None:
    story = Story()
    source = edit.set_source(DRAFT, "s00000001", ("¡Hola!",), story.by())
    target = edit.set_target(apply(DRAFT, source), "s00000002", ("Now.",), story.by())
    assert story.then(*source, *target).told[1] == (
        "changed the original of 1 passage; changed the translation of 1 passage"
    )


def test_the_last_edit_is_taken_back() -> None:
    story = Story().translate("Hello.").translate("Hi.").take_back()
    assert story.target == ("Hello.",)
    assert story.told[3] == "took back: changed the translation of 1 passage"


def test_taking_back_twice_takes_back_two_edits() -> None:
    assert Story().translate("Hello.").translate("Hi.").take_back().take_back().target is None


def test_what_was_taken_back_is_marked() -> None:
    actions = list_actions(Story().translate("Hello.").take_back().groups)
    assert [action.undone for action in actions] == [False, True, False]
    assert actions[2].undoes == actions[1].id


def test_an_undo_is_taken_back_by_its_id() -> None:
    story = Story().translate("Hello.").take_back()
    story.take_back(story.groups[-1][0].group)
    assert story.target == ("Hello.",)
    assert [action.undone for action in list_actions(story.groups)] == [False, False, True, False]


def test_an_edit_that_was_brought_back_can_be_taken_back_again() -> None:
    story = Story().translate("Hello.").take_back()
    story.take_back(story.groups[-1][0].group).take_back()
    assert story.target is None


def test_an_edit_is_taken_back_once() -> None:
    story = Story().translate("Hello.").take_back()
    with pytest.raises(EditError, match="has been undone already"):
        story.take_back(story.groups[1][0].group)


def test_the_draft_is_only_taken_back_by_its_id() -> None:
    story = Story()
    with pytest.raises(EditError, match="contains no edit by ana that could be undone; name the change to undo"):
        story.take_back()
    assert replay(story.take_back(story.groups[0][0].group).history) == Transcript()


def test_reasons_that_point_in_a_circle_do_no_harm() -> None:
    story = Story().translate("Hello.")
    group = story.groups[1][0].group
    forged = edit.set_target(replay(story.history), "s00000001", ("Hi.",), story.by(f"undo of {group}"))
    story.groups.append(tuple(forged))
    story.groups.append(edit.set_target(replay(story.history), "s00000001", ("Ho.",), story.by("undo of nothing")))
    assert [action.undone for action in list_actions(story.groups)] == [False, True, False, False]


def test_authors_are_named_by_handle_or_model() -> None:
    assert [author_name(author) for author in (ANA, WHISPER, Engine(name="fake"))] == ["ana", "whisper base", "fake"]
