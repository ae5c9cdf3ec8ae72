from __future__ import annotations

from pathlib import Path

import pytest

import sounds
from dragoman.folder import create_folder, open_folder
from dragoman.folder.word_alignments import find_alignment
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.workflows.job import open_job
from dragoman.workflows.time_words import TimedWords, TimeWordsOptions, time_words

FIRST = Segment(id="s00000001", source=("dicho0 dicho1 dicho2 dicho3 otro dicho5",), target=("Said.",))
SECOND = Segment(id="s00000002", source=("dicho6 dicho7 dicho8 dicho9.",))
PREFACE = "Este prólogo es del editor, y nadie lo dice en la grabación, porque se escribió muchos meses después."


def run(tmp_path: Path, *segments: Segment, offset: int = 0) -> TimedWords:
    transcript = Transcript(recording=Recording(languages=("es",), duration=20_000), segments=segments)
    folder = create_folder(tmp_path / "talk", transcript, Engine(name="text"))
    sound = sounds.write_wav(tmp_path / "tone.wav", sounds.tone(20))
    options = TimeWordsOptions(
        folder=folder.path, recording=sound, offset=offset, transcriber="fake", speech_finder="loudness"
    )
    with open_job() as job:
        return time_words(settings=Settings(), options=options, job=job)


def spans(tmp_path: Path) -> list[Span | None]:
    return [segment.span for segment in open_folder(tmp_path / "talk").transcript.segments]


def times(tmp_path: Path, place: int) -> tuple[tuple[int, int] | None, ...]:
    found = find_alignment(tmp_path / "talk", open_folder(tmp_path / "talk").transcript.segments[place])
    assert found is not None
    return found.times


def test_passages_without_times_get_those_of_the_words_that_are_recognized(tmp_path: Path) -> None:
    done = run(tmp_path, FIRST, SECOND)
    assert done == TimedWords((FIRST.id, SECOND.id), ())
    assert spans(tmp_path) == [Span(0, 5900), Span(6000, 9900)]
    assert times(tmp_path, 1) == ((6000, 6900), (7000, 7900), (8000, 8900), (9000, 9900))


def test_a_word_that_is_not_recognized_has_no_time(tmp_path: Path) -> None:
    run(tmp_path, FIRST, SECOND)
    assert [time is None for time in times(tmp_path, 0)] == [False, False, False, False, True, False]


def test_no_word_and_no_translation_changes(tmp_path: Path) -> None:
    run(tmp_path, FIRST, SECOND)
    kept = open_folder(tmp_path / "talk").transcript.segments
    assert [(one.source, one.target, one.words) for one in kept] == [
        (one.source, one.target, ()) for one in (FIRST, SECOND)
    ]


def test_a_passage_that_nobody_speaks_stays_without_a_time(tmp_path: Path) -> None:
    preface = Segment(id="s00000000", source=(PREFACE,))
    assert run(tmp_path, preface, FIRST, SECOND).left == (preface.id,)
    assert spans(tmp_path)[0] is None


def test_a_text_that_is_not_of_this_recording_gets_no_times(tmp_path: Path) -> None:
    done = run(tmp_path, Segment(id="s00000001", source=("Uno dos tres cuatro.",)))
    assert (done.timed, spans(tmp_path)) == ((), [None])


def test_times_are_those_of_the_whole_recording(tmp_path: Path) -> None:
    run(tmp_path, FIRST, SECOND, offset=60_000)
    assert spans(tmp_path) == [Span(60_000, 65_900), Span(66_000, 69_900)]


@pytest.mark.parametrize("span", [Span(0, 6000)])
def test_passages_with_times_keep_them_and_their_words_are_aligned(tmp_path: Path, span: Span) -> None:
    timed = Segment(id="s00000001", span=span, source=("uno dos tres",))
    assert run(tmp_path, timed).timed == (timed.id,)
    assert spans(tmp_path) == [span]
    assert times(tmp_path, 0) == ((0, 100), (100, 200), (200, 300))
