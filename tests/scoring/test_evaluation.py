from typing import Any

import pytest

from dragoman.errors import EngineError
from dragoman.scoring import evaluation
from dragoman.scoring.evaluation import Score, ScoringOptions, edits_by_passage, evaluate
from dragoman.scoring.times import find_tokens
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span

pytest.importorskip("meeteval")
pytest.importorskip("pyannote.metrics")
pytest.importorskip("sacrebleu")

PASSAGES = (
    ("S1", "Cerraron el puerto en mayo de 1979.", "They closed the port in May 1979."),
    ("S2", "Nadie sabía por qué.", "Nobody knew why."),
    ("S1", "Mi padre se quedó en casa.", "My father stayed at home."),
)


def document(*passages: tuple[str | None, str | None, str | None]) -> Transcript:
    return Transcript(
        recording=Recording(languages=("es",), duration=20_000),
        speakers=tuple(Speaker(id=id_) for id_ in sorted({speaker for speaker, _, _ in passages if speaker})),
        segments=tuple(
            Segment(
                id=f"s0000000{place}",
                speaker=speaker,
                span=Span(place * 5000, place * 5000 + 4000),
                source=(source,) if source else None,
                target=(target,) if target else None,
            )
            for place, (speaker, source, target) in enumerate(passages)
        ),
        target_language="en",
    )


def figures(hypothesis: Transcript, truth: Transcript, **settings: Any) -> dict[str, Score]:
    return {figure.name: figure for figure in evaluate(hypothesis, truth, ScoringOptions(**settings)).figures}


def test_a_document_is_perfect_against_itself() -> None:
    found = figures(document(*PASSAGES), document(*PASSAGES))
    assert [found[name].value for name in ("WER", "CER", "cpWER", "tcpWER", "DER", "JER")] == [0.0] * 6
    assert found["chrF++"].value == 100.0
    assert found["numbers kept, original"].value == found["numbers kept, translation"].value == 1.0
    assert found["passage start error, median"].value == 0


def test_errors_and_their_counts_are_found() -> None:
    heard = document(PASSAGES[0], ("S2", "Nadie sabe por qué.", None), PASSAGES[2])
    found = figures(heard, document(*PASSAGES))
    assert found["WER"].value == pytest.approx(1 / 17)
    assert found["WER"].counts == {"words": 17, "hits": 16, "substitutions": 1, "deletions": 0, "insertions": 0}
    assert found["WER"].interval is not None


def test_words_of_the_wrong_speaker_cost_only_where_speakers_count() -> None:
    heard = document(PASSAGES[0], ("S1", *PASSAGES[1][1:]), ("S2", *PASSAGES[2][1:]))
    found = figures(heard, document(*PASSAGES))
    assert found["WER"].value == 0.0
    assert found["cpWER"].value > 0.0
    assert found["DER"].value > 0.0


def test_turns_alone_are_measured_as_turns() -> None:
    turns = document(*((speaker, None, None) for speaker, _, _ in PASSAGES))
    assert set(figures(turns, document(*PASSAGES))) == {"DER", "JER"}


def test_unknown_speakers_have_no_speaker_figures() -> None:
    nobody = document(*((None, source, target) for _, source, target in PASSAGES))
    found = figures(nobody, document(*PASSAGES))
    assert not {"cpWER", "tcpWER", "DER", "JER"} & set(found)
    assert found["WER"].value == 0.0


def test_a_draft_that_heard_nothing_has_left_out_everything() -> None:
    found = figures(Transcript(), document(*PASSAGES))
    assert found["WER"].value == 1.0
    assert "chrF++" not in found


def test_loops_of_the_hypothesis_are_counted() -> None:
    heard = document(("S1", "por qué no " * 5, None))
    assert figures(heard, document(*PASSAGES))["loops"].value == 1


def test_a_lost_number_shows() -> None:
    heard = document((*PASSAGES[0][:2], "They closed the port in May 1997."), *PASSAGES[1:])
    found = figures(heard, document(*PASSAGES))
    assert found["numbers kept, translation"].value == 0.0
    assert found["numbers kept, original"].value == 1.0


def test_word_times_are_measured_where_both_have_them() -> None:
    def timed(start: int) -> Transcript:
        word = Word(text="puerto", span=Span(start, start + 300))
        return Transcript(segments=(Segment(id="s00000001", span=Span(0, 900), source=("puerto",), words=(word,)),))

    assert figures(timed(400), timed(100), language="es")["word start error, median"].value == 300


def test_a_missing_library_costs_only_its_own_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise EngineError("meeteval", "is not installed", "get it")

    monkeypatch.setattr(evaluation, "score_spoken", missing)
    found = evaluate(document(*PASSAGES), document(*PASSAGES), ScoringOptions())
    assert [problem.message for problem in found.problems] == ["meeteval: is not installed; get it"]
    assert {"WER", "DER", "chrF++"} <= {figure.name for figure in found.figures}


def test_what_is_too_long_is_said_and_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "_LONGEST", 20)
    found = evaluate(document(*PASSAGES), document(*PASSAGES), ScoringOptions())
    assert "CER: is not computed above 20 units" in found.problems[0].message
    assert "WER" in {figure.name for figure in found.figures}


def test_what_was_put_in_counts_for_the_passage_before() -> None:
    truth = find_tokens(document(("a", "uno dos", None), ("b", "tres", None)).segments, "es")
    heard = find_tokens(document(("a", "uno dos y tres", None)).segments, "es")
    first, second = edits_by_passage(truth, heard)
    assert (first.insertions, second.errors) == (1, 0)
