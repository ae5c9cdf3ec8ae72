from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from dragoman.errors import EditError
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Engine, Person, Segment, Transcript
from dragoman.transcript.revision import Revision, Signature, apply
from dragoman.transcript.undo import undo

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper")
ONE = "s00000001"
HEARD = Transcript(
    segments=(
        Segment(
            id=ONE,
            source=("Hola a todos.",),
            target=("Hello.",),
            state="final",
            heard_by=("eva",),
            source_origin=WHISPER,
            target_origin=WHISPER,
        ),
    )
)

Edit = Callable[[Transcript, Signature], Sequence[Revision]]


def target(text: str) -> Edit:
    return lambda seen, by: edit.set_target(seen, ONE, (text,), by)


def source(text: str) -> Edit:
    return lambda seen, by: edit.set_source(seen, ONE, (text,), by)


def heard(*handles: str) -> Edit:
    return lambda seen, by: edit.set_heard(seen, ONE, handles, by)


def state(word: str) -> Edit:
    return lambda seen, by: edit.set_state(seen, ONE, word, by)  # type: ignore[arg-type]


def undone(first: Edit, *later: Edit) -> Segment:
    """The passage after some edits, of which the first one was taken back."""
    document, groups = HEARD, []
    for number, make in enumerate((first, *later)):
        groups.append(make(document, Signature(ANA, parent=str(number))))
        document = apply(document, groups[-1])
    behind = [revision for group in groups[1:] for revision in group]
    return apply(document, undo(document, groups[0], Signature(ANA), behind)).segments[0]


@pytest.mark.parametrize(
    "make",
    [
        target("Hi."),
        source("Hola."),
        heard("eva", "ana"),
        heard(),
        state("reviewed"),
        lambda seen, by: edit.split_segment(seen, ONE, Cut(source=4), by),
    ],
)
def test_an_edit_is_taken_back_exactly(make: Edit) -> None:
    assert undone(make) == HEARD.segments[0]


def test_a_later_listening_does_not_stand_in_the_way() -> None:
    assert undone(target("Hi."), heard("ben")) == HEARD.segments[0]


def test_nobody_has_listened_to_an_old_text_beside_a_new_one() -> None:
    passage = undone(target("Hi."), source("Hola."))
    assert (passage.target, passage.target_origin) == (("Hello.",), WHISPER)
    assert (passage.state, passage.heard_by) == ("translated", ())


def test_a_listening_to_a_text_ends_with_it() -> None:
    without = Transcript(segments=(Segment(id=ONE, source=("Hola.",), target=("Hello.",), state="translated"),))
    change = edit.set_target(without, ONE, ("Hi.",), Signature(ANA))
    listening = edit.set_heard(apply(without, change), ONE, ("ben",), Signature(ANA))
    now = apply(without, (*change, *listening))
    assert apply(now, undo(now, change, Signature(ANA), listening)) == without


def test_the_listening_of_one_is_taken_back_and_that_of_another_stays() -> None:
    assert undone(heard("eva", "ana"), heard("eva", "ana", "ben")).heard_by == ("eva", "ben")


def test_a_listening_whose_text_has_changed_is_gone_already() -> None:
    with pytest.raises(EditError, match="has changed since in who listened to it; undo the later change first"):
        undone(heard("eva", "ana"), target("Hi."))


def test_a_review_that_was_taken_back_does_not_return_with_another_text() -> None:
    with pytest.raises(EditError, match="has changed since in the state"):
        undone(state("translated"), target("Hi."))


def test_a_text_that_was_changed_again_is_not_taken_back() -> None:
    with pytest.raises(EditError, match="has changed since in the translation"):
        undone(target("Hi."), target("Hey."))


def test_a_passage_that_is_gone_has_changed() -> None:
    with pytest.raises(EditError, match="has changed since in the translation"):
        undone(target("Hi."), lambda seen, by: edit.remove_segment(seen, ONE, by))
