from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
import pytest

from dragoman.engines.base import BusyError, RefusedError, TranslationReply, TranslationRequest, Usage
from dragoman.errors import CancelledError, EngineError
from dragoman.notation import serialize_text
from dragoman.pipeline.translate import Outcome, Patience, TranslationRun, TranslationStore, find_work
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain
from translators import Told, find_tag, rightly, tagged, translated

QUICK = Patience(tries=3, first=0.0, longest=0.0, most_asked=0.0)


def run(
    document: Transcript, *engines: Told, store: TranslationStore | None = None, patience: Patience = QUICK
) -> list[Outcome]:
    made = TranslationRun(document, "en", {"es": engines}, store=store, patience=patience)
    return [one for batch in made.run(find_work(document, "en").passages, lambda: None) for one in batch]


def targets(outcomes: list[Outcome]) -> list[str]:
    return [serialize_text(outcome.target) for outcome in outcomes]


def codes(outcomes: list[Outcome]) -> list[str]:
    return [problem.code for outcome in outcomes for problem in outcome.problems]


def without(*places: int) -> Told:
    """An engine that leaves these passages out of every answer."""
    gone = {f"s{place:08}" for place in places}

    def answer(request: TranslationRequest) -> TranslationReply:
        return msgspec.structs.replace(
            rightly(request), targets=tuple(pair for pair in rightly(request).targets if pair[0] not in gone)
        )

    return Told(answer, "forgetful")


def test_every_passage_gets_its_translation_in_order() -> None:
    outcomes = run(tagged(25), Told(rightly, concurrency=4))
    assert targets(outcomes) == [translated(plain(outcome.passage.text)) for outcome in outcomes]
    assert [outcome.passage.place for outcome in outcomes] == list(range(25))


def test_what_fails_is_asked_again_alone_with_the_reason() -> None:
    engine = without(1)
    outcomes = run(tagged(3), engine)
    assert codes(outcomes) == ["translation-missing"]
    assert [[p.id for p in request.passages] for request in engine.requests[1:]] == [["s00000001"]]
    assert engine.requests[1].feedback[0].reason == "the answer had no translation for this id"
    assert len(engine.requests[1].before) == 1


def test_the_next_engine_takes_what_is_left() -> None:
    outcomes = run(tagged(3), without(1), Told(rightly, "second"))
    assert [outcome.engine.name for outcome in outcomes] == ["forgetful", "second", "forgetful"]
    assert codes(outcomes) == []


def test_a_refusal_is_on_record_also_where_the_next_engine_translates() -> None:
    def refuse(request: TranslationRequest) -> TranslationReply:
        raise RefusedError("strict", "refused", reply="I cannot help with violence.")

    first, both = run(tagged(1), Told(refuse, "strict")), run(tagged(1), Told(refuse, "strict"), Told(rightly))
    assert (targets(first), codes(first)) == (["[untranslated]"], ["translation-refused"])
    assert "strict refused to translate this" in first[0].problems[0].message
    assert "I cannot help with violence." in first[0].problems[0].message
    assert codes(both) == ["translation-passed-on"]


def test_one_that_is_refused_does_not_take_the_others_with_it() -> None:
    def refuse_third(request: TranslationRequest) -> TranslationReply:
        if any(int(find_tag(passage.text)[0]) == 1114 for passage in request.passages):
            raise RefusedError("strict", "refused")
        return rightly(request)

    assert targets(run(tagged(6), Told(refuse_third))).count("[untranslated]") == 1


def test_a_busy_engine_is_waited_for() -> None:
    left = [BusyError("told", "is busy", retry_after=1e9), BusyError("told", "is busy")]

    def answer(request: TranslationRequest) -> TranslationReply:
        if left:
            raise left.pop()
        return rightly(request)

    assert codes(run(tagged(2), Told(answer))) == []


def test_an_engine_that_stays_busy_leaves_gaps_to_be_filled() -> None:
    def answer(request: TranslationRequest) -> TranslationReply:
        if request.passages[0].id != "s00000000":
            raise BusyError("told", "is busy")
        return rightly(request)

    engine = Told(answer, passages=3)
    assert codes(run(tagged(6), engine)) == ["translation-failed"] * 3
    assert len(engine.requests) == 1 + QUICK.tries


def test_an_engine_that_never_answers_leaves_no_gap() -> None:
    def answer(request: TranslationRequest) -> TranslationReply:
        raise BusyError("told", "was not reached", "start it")

    with pytest.raises(BusyError, match="told: was not reached; start it"):
        run(tagged(2), Told(answer))
    assert codes(run(tagged(2), Told(answer), Told(rightly, "second"))) == []


def test_a_broken_engine_is_not_asked_for_ever() -> None:
    def answer(request: TranslationRequest) -> TranslationReply:
        raise EngineError("told", "has no such model", "name another")

    engine = Told(answer, passages=1)
    with pytest.raises(EngineError, match="told: has no such model; name another"):
        run(tagged(30), engine)
    assert len(engine.requests) == QUICK.failures
    assert codes(run(tagged(30), Told(answer, passages=1), Told(rightly))) == []


def test_an_engine_without_feedback_is_not_asked_the_same_again() -> None:
    def echo(request: TranslationRequest) -> TranslationReply:
        return TranslationReply(targets=tuple((passage.id, passage.text) for passage in request.passages))

    engine = Told(echo, context=False, notation=False, passages=1)
    outcomes = run(tagged(2), engine)
    assert codes(outcomes) == ["translation-garbled"] * 2
    assert len(engine.requests) == 2


def test_a_doubtful_answer_is_asked_about_once_and_taken() -> None:
    def wrong(request: TranslationRequest) -> TranslationReply:
        return TranslationReply(
            targets=tuple((p.id, f"Then {find_tag(p.text)[0][::-1]} men came along.") for p in request.passages)
        )

    engine = Told(wrong, passages=1)
    (outcome,) = run(tagged(2), engine)[1:]
    assert "1107" in (outcome.doubt or "")
    assert len(engine.requests) == 4


def test_the_same_is_not_paid_for_twice(tmp_path: Path) -> None:
    store = TranslationStore(tmp_path / "work")
    first, again = Told(rightly), Told(rightly)
    assert targets(run(tagged(7), first, store=store)) == targets(run(tagged(7), again, store=store))
    assert again.requests == []
    assert run(tagged(7), Told(rightly, "other"), store=store)[0].engine.name == "other"
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*.json")} == {0o600}


def test_another_neighbour_is_another_request(tmp_path: Path) -> None:
    store, document, engine = TranslationStore(tmp_path), tagged(7), Told(rightly)
    run(document, Told(rightly), store=store)
    changed = msgspec.structs.replace(document.segments[6], source=("Entonces vinieron 9001 hombres por el sur.",))
    run(msgspec.structs.replace(document, segments=(*document.segments[:6], changed)), engine, store=store)
    assert [p.id for request in engine.requests for p in request.passages] == ["s00000004", "s00000005", "s00000006"]


def test_tokens_are_counted() -> None:
    document = tagged(6)
    made = TranslationRun(document, "en", {"es": [Told(rightly, passages=3)]})
    list(made.run(find_work(document, "en").passages, lambda: None))
    assert made.usage == {"told": Usage(200, 100)}


def test_work_that_is_stopped_ends_at_once_although_the_engine_hangs() -> None:
    free = threading.Event()

    def hang(request: TranslationRequest) -> TranslationReply:
        free.wait(30)
        return rightly(request)

    looks = iter(range(100))

    def look() -> None:
        if next(looks) > 2:
            raise CancelledError("translate")

    document = tagged(3)
    made = TranslationRun(document, "en", {"es": [Told(hang)]})
    began = time.monotonic()
    with pytest.raises(CancelledError):
        list(made.run(find_work(document, "en").passages, look))
    free.set()
    assert time.monotonic() - began < 20


def test_no_more_requests_run_at_once_than_an_engine_takes() -> None:
    lock, running, most = threading.Lock(), [0], [0]

    def answer(request: TranslationRequest) -> TranslationReply:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.005)
        with lock:
            running[0] -= 1
        return rightly(request)

    run(tagged(40), Told(answer, passages=1, concurrency=3))
    assert most[0] <= 3


def test_passages_are_taken_a_bounded_number_ahead() -> None:
    taken: list[int] = []
    document = tagged(60)
    made = TranslationRun(document, "en", {"es": [Told(rightly, passages=1)]})

    def passages() -> object:
        for passage in find_work(document, "en").passages:
            taken.append(passage.place)
            yield passage

    batches = made.run(passages(), lambda: None)  # type: ignore[arg-type]
    next(batches)
    assert len(taken) < 20


def test_an_engine_that_saw_no_neighbours_is_not_suspected_of_translating_them() -> None:
    document = tagged(3)
    texts = ("¿A qué hora empezaban?", "A las nueve y media en invierno y a las nueve en primavera.", "En enero, no.")
    segments = zip(document.segments, texts, strict=True)
    document = msgspec.structs.replace(
        document, segments=tuple(msgspec.structs.replace(segment, source=(text,)) for segment, text in segments)
    )

    def answer(request: TranslationRequest) -> TranslationReply:
        said = {
            texts[0]: "At what time did they begin?",
            texts[1]: "To the nine and average in winter and to the nine in spring.",
            texts[2]: "In January, no.",
        }
        return TranslationReply(targets=tuple((passage.id, said[passage.text]) for passage in request.passages))

    outcomes = run(document, Told(answer, passages=1, context=False, notation=False))
    assert [outcome.is_gap for outcome in outcomes] == [False, False, False]
