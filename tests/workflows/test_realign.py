from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import sounds
from dragoman.errors import CancelledError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.word_alignments import load_alignments
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.workflows.job import open_job
from dragoman.workflows.realign import Realigned, RealignOptions, realign
from dragoman.workflows.watcher import SILENT, Watcher

SPOKEN = Segment(id="s00000001", span=Span(2000, 4000), source=("Con un enjambre.",))
LONG = Segment(id="s00000002", span=Span(4000, 60_000), source=("Mucho tiempo.",))
UNTIMED = Segment(id="s00000003", source=("Sin tiempo.",))
EMPTY = Segment(id="s00000004", span=Span(60_000, 61_000))


def run(tmp_path: Path, *segments: Segment, language: str = "es", watcher: Watcher = SILENT) -> Realigned:
    recording = Recording(languages=(language,), duration=70_000)
    folder = create_folder(
        tmp_path / "talk", Transcript(recording=recording, segments=segments), Engine(name="whisper")
    )
    sound = sounds.write_wav(tmp_path / "tone.wav", sounds.tone(70))
    options = RealignOptions(
        folder=folder.path, recording=sound, passages=tuple(s.id for s in segments), transcriber="fake"
    )
    with open_job() as job:
        return realign(settings=Settings(), options=options, job=job, watcher=watcher)


def test_words_get_times_beside_the_document_which_stays_as_it_is(tmp_path: Path) -> None:
    assert run(tmp_path, SPOKEN).aligned == (SPOKEN.id,)
    kept = load_alignments(tmp_path / "talk")[SPOKEN.id]
    assert kept.times == ((2000, 2100), (2100, 2200), (2200, 2300))
    assert open_folder(tmp_path / "talk").transcript.segments == (SPOKEN,)


def test_what_cannot_be_aligned_is_left_with_the_reason(tmp_path: Path) -> None:
    assert run(tmp_path, LONG, UNTIMED, EMPTY).left == {
        LONG.id: "it is too long for the model",
        UNTIMED.id: "it has no time",
        EMPTY.id: "it has no words",
    }


@pytest.mark.parametrize(
    ("tag", "why"), [("tlh", "the model does not know the language"), ("und", "its language is not known")]
)
def test_a_language_that_cannot_be_aligned_is_left(tag: str, why: str, tmp_path: Path) -> None:
    assert run(tmp_path, SPOKEN, language=tag).left == {SPOKEN.id: why}


def test_it_can_be_stopped(tmp_path: Path) -> None:
    class Stopped(msgspec.Struct):
        def report(self, *told: object) -> None: ...
        def problem(self, told: object) -> None: ...
        def check_cancelled(self) -> None:
            raise CancelledError("realign")

    with pytest.raises(CancelledError):
        run(tmp_path, SPOKEN, watcher=Stopped())
