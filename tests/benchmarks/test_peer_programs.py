"""Other programs beside a draft: their weights, their rows, and what is said of those that cannot be run."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from benchmarks.corpus import Clip
from benchmarks.peer_programs import measure
from benchmarks.peer_programs.environments import find_python
from benchmarks.peer_programs.programs import OURS, PROGRAMS, Program
from benchmarks.peer_programs.weights import read_variables
from benchmarks.speed import Run
from dragoman.errors import EngineError
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.span import Span

TRUTH = Transcript(
    recording=Recording(duration=4000),
    speakers=(Speaker(id="A"), Speaker(id="B")),
    segments=(
        Segment(id="s00000001", speaker="A", span=Span(0, 2000), source=("buenos días a todos",), target=("good day",)),
        Segment(
            id="s00000002", speaker="B", span=Span(2000, 4000), source=("gracias por venir",), target=("thank you",)
        ),
    ),
)
CLIP = Clip(name="panel/es", path=Path("es.flac"), language="es", truth=TRUTH)


def row(start: float, end: float, text: str, **more: object) -> dict[str, object]:
    return {"start": start, "end": end, "text": text, "words": [], "translation": None, "speaker": None, **more}


def test_variables_of_a_ctranslate2_file_are_read(tmp_path: Path) -> None:
    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    values = np.array([[1, 2, 3], [4, 5, 6]], dtype=np.float16)
    head = struct.pack("<I", 6) + text("WhisperSpec") + struct.pack("<II", 3, 1)
    variable = text("encoder/conv1/weight") + struct.pack("<BIIBI", 2, 2, 3, 4, values.nbytes) + values.tobytes()
    (tmp_path / "model.bin").write_bytes(head + variable)
    found = read_variables(tmp_path / "model.bin")
    assert found["encoder/conv1/weight"].tolist() == values.tolist()


def test_what_a_program_found_is_scored() -> None:
    rows = [row(0.1, 2, " buenos días a todos", speaker="S1"), row(2, 4, "gracias por venir", speaker="S2")]
    english = [[row(0, 2, "good day"), row(2, 4, "thank you")]]
    scores = measure._score([CLIP], {"transcribe": [rows], "translate": english})
    assert scores.words.rate == 0
    assert scores.chrf == pytest.approx(100)
    assert scores.starts.missed == 0
    assert scores.speakers is not None


def test_a_program_that_names_no_speakers_has_no_error_rate_for_them() -> None:
    scores = measure._score([CLIP], {"transcribe": [[row(0, 4, "buenos días")]], "translate": [[]]})
    assert scores.speakers is None
    assert measure._score_row("x", scores)[-1] == "–"


def test_what_cannot_be_run_is_in_the_report_with_the_reason() -> None:
    runs = {(OURS.name, "transcribe"): [Run(10, 20, 300), Run(12, 21, 310), Run(11, 22, 320)]}
    report = measure._report(PROGRAMS, runs, {}, {"whisperX": "cannot be installed (no space)"})
    assert report.tables[0].rows == ((OURS.name, "draft", "3", "11 (10 to 12)", "21 (20 to 22)", "310 (300 to 320)"),)
    assert report.tables[2].rows == (("whisperX", "cannot be installed (no space)"),)


def test_packages_that_cannot_be_installed_are_an_error_with_the_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    uv.write_text("#!/bin/sh\necho first >&2\necho no space left >&2\nexit 2\n")
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("DRAGOMAN_PEERS", str(tmp_path / "peers"))
    with pytest.raises(EngineError, match=r"cannot be installed \(no space left\)"):
        find_python(Program(name="x", packages=("x==1",), function="x"))
    assert not list((tmp_path / "peers").rglob(".ready"))
