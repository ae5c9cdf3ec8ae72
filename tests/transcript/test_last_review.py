from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from dragoman.transcript import edit
from dragoman.transcript.document import Author, Engine, Person, Segment, Transcript
from dragoman.transcript.last_review import LastReview, find_last_review
from dragoman.transcript.revision import Revision, Signature, apply, find_group, regroup
from dragoman.transcript.undo import undo, undo_reason

ANA, LUIS = Person(handle="ana"), Person(handle="luis")
ONE = "s00000001"
Step = Callable[[Transcript, Signature], Sequence[Revision]]
TAKE_BACK = "take back"


def target(text: str) -> Step:
    return lambda seen, by: edit.set_target(seen, ONE, (text,), by)


def source(text: str) -> Step:
    return lambda seen, by: edit.set_source(seen, ONE, (text,), by)


def state(name: str) -> Step:
    return lambda seen, by: edit.set_state(seen, ONE, name, by)  # type: ignore[arg-type]


def found(*steps: tuple[Author, Step | str]) -> LastReview | None:
    """The last review of a drafted passage that people went on with. ``TAKE_BACK`` undoes the action before it."""
    transcript = Transcript(segments=(Segment(id=ONE, source=("Hola.",), target=("Hello.",)),))
    history = list(edit.create(transcript, Signature(Engine(name="whisper"))))
    for author, step in steps:
        by = Signature(author, parent=history[-1].id)
        if isinstance(step, str):
            last = find_group(history)
            made = undo(transcript, last, msgspec.structs.replace(by, reason=undo_reason(last)))
        else:
            made = regroup(list(step(transcript, by)), by)
        transcript = apply(transcript, made)
        history += made
    return find_last_review(history, transcript.segments[0])


def test_a_passage_that_nobody_has_judged_has_no_review() -> None:
    assert found((ANA, target("Hi.")), (ANA, state("translated"))) is None


def test_a_review_keeps_the_texts_that_were_approved() -> None:
    review = found(
        (LUIS, state("reviewed")), (ANA, target("Hi.")), (ANA, source("Hola a todos.")), (ANA, target("Oi."))
    )
    assert review is not None
    assert (review.by, review.approved) == ("luis", True)
    assert (review.source, review.target) == (("Hola.",), ("Hello.",))


def test_a_passage_that_was_sent_back_is_judged() -> None:
    review = found(
        (LUIS, state("reviewed")), (ANA, target("Hi.")), (LUIS, state("translated")), (LUIS, state("initial"))
    )
    assert review is not None
    assert (review.by, review.approved, review.target) == ("luis", False, ("Hi.",))


def test_a_passage_that_nobody_had_confirmed_is_judged_when_it_is_sent_back() -> None:
    review = found((LUIS, state("initial")))
    assert review is not None
    assert (review.by, review.approved, review.target) == ("luis", False, ("Hello.",))


def test_a_review_that_is_taken_back_is_none() -> None:
    assert found((LUIS, state("initial")), (LUIS, TAKE_BACK)) is None
    assert found((LUIS, state("reviewed")), (LUIS, TAKE_BACK)) is None


def test_a_review_that_is_taken_back_and_made_again_is_one() -> None:
    review = found((LUIS, state("initial")), (LUIS, TAKE_BACK), (LUIS, TAKE_BACK))
    assert review is not None
    assert (review.by, review.approved) == ("luis", False)


def test_a_confirmation_that_is_taken_back_sends_nothing_back() -> None:
    assert found((ANA, state("translated")), (ANA, TAKE_BACK)) is None


def test_a_state_that_falls_with_a_change_is_no_judgement() -> None:
    review = found((LUIS, state("reviewed")), (ANA, source("Hola a todos.")))
    assert review is not None
    assert (review.by, review.approved, review.source) == ("luis", True, ("Hola.",))


def test_a_text_without_words_before_is_none() -> None:
    def empty(seen: Transcript, by: Signature) -> Sequence[Revision]:
        return edit.set_target(seen, ONE, None, by)

    review = found((ANA, empty), (LUIS, state("reviewed")), (ANA, target("Hi.")))
    assert review is not None
    assert review.target is None
