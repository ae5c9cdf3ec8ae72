from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.checks.coverage.sent_back import find_sent_back
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Segment, State, Transcript
from dragoman.transcript.revision import Revision, Signature, apply

ANA, BEN = Person(handle="ana"), Person(handle="ben")
Step = Callable[[Transcript, Signature], Sequence[Revision]]


def target(text: str) -> Step:
    return lambda seen, by: edit.set_target(seen, "s00000001", (text,), by)


def state(name: str) -> Step:
    return lambda seen, by: edit.set_state(seen, "s00000001", name, by)  # type: ignore[arg-type]


def found(*steps: tuple[Person, str, Step], before: State = "translated") -> list[tuple[str, str]]:
    """Message and id of what is found in a passage that people went on with, each at a time."""
    segment = Segment(id="s00000001", source=("Hola.",), target=("Hello.",), state=before)
    transcript = Transcript(segments=(segment,))
    history = list(edit.create(transcript, Signature(Engine(name="whisper"))))
    for author, time, step in steps:
        made = step(transcript, Signature(author, time, parent=history[-1].id))
        transcript = apply(transcript, made)
        history += made
    return [(problem.message, problem.id) for problem in find_sent_back(transcript, history)]


def test_a_passage_that_was_sent_back_is_found() -> None:
    [(message, _)] = found((BEN, "2026-05-01T10:00:00Z", state("initial")))
    assert message == "ben sent it back, and its texts have not changed since"


def test_one_that_nobody_had_confirmed_is_found() -> None:
    [(message, _)] = found((BEN, "2026-05-01T10:00:00Z", state("initial")), before="initial")
    assert message == "ben sent it back, and its texts have not changed since"


def test_one_that_changed_afterwards_is_not() -> None:
    assert found((BEN, "1", state("initial")), (ANA, "2", target("Hi."))) == []


def test_one_that_was_called_translated_or_approved_afterwards_is_not() -> None:
    assert found((BEN, "1", state("initial")), (ANA, "2", state("translated"))) == []
    assert found((BEN, "1", state("initial")), (BEN, "2", state("reviewed"))) == []


def test_one_that_nobody_reviewed_is_not() -> None:
    assert found() == []


def test_one_that_is_sent_back_again_is_another_problem() -> None:
    once = found((BEN, "1", state("initial")))
    again = found((BEN, "1", state("initial")), (ANA, "2", state("translated")), (BEN, "3", state("initial")))
    assert once[0][0] == again[0][0]
    assert once[0][1] != again[0][1]
