"""The words of a passage with their times, which are measured again when its original was corrected."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import sounds
from dragoman.desk.model_process import listening_process
from dragoman.folder import create_folder, open_folder
from dragoman.folder.suggestions import hash_original
from dragoman.folder.word_alignments import WordAlignment, add_alignments
from dragoman.transcript.document import Engine, Word
from dragoman.transcript.span import Span
from interviews import spanish_english

ID = "s00000002"


@pytest.fixture(autouse=True, scope="module")
def end_process() -> Iterator[None]:
    yield
    listening_process().process.close()


@pytest.fixture
def talk(root: Path, start: Callable[..., None]) -> Path:
    """An interview whose second passage was heard word by word, with its recording."""
    start(aligner="fake")
    transcript = spanish_english()
    segments = tuple(_heard(segment) if segment.id == ID else segment for segment in transcript.segments)
    folder = create_folder(root / "talk", msgspec.structs.replace(transcript, segments=segments), Engine(name="w"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    return folder.path


def _heard(segment: Any) -> Any:
    words = (("¿Cómo", 6000), (" empezó", 7000), (" todo?", 8000))
    heard = tuple(Word(text=text, span=Span(at, at + 500)) for text, at in words)
    return msgspec.structs.replace(segment, source=("¿Cómo empezó todo?",), words=heard, span=Span(6000, 9000))


def words(client: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/i/talk/passages/{ID}").json()["words"]
    return found


def retype(client: Any, after: str) -> None:
    edit = {"verb": "set-text", "segment": ID, "side": "source", "before": "¿Cómo empezó todo?", "after": after}
    body = {"client": "c", "since": "", "action": {"key": "k1", "epoch": 0, "edits": [edit]}}
    answer = client.post("/i/talk/edits", body, content_type="application/json", headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.content


def test_words_have_the_times_at_which_they_were_heard(client: Any, talk: Path) -> None:
    shown = words(client)
    assert [(one["text"], one["start"], one["inferred"]) for one in shown["words"]] == [
        ("¿Cómo", 6000, False),
        ("empezó", 7000, False),
        ("todo?", 8000, False),
    ]
    assert (shown["engine"], shown["is_pending"]) == (None, False)


def test_a_corrected_passage_is_measured_again_and_the_difference_is_shown(client: Any, talk: Path) -> None:
    before = open_folder(talk).transcript
    retype(client, "¿Cómo comenzó todo esto?")
    shown = words(client)
    assert shown["is_pending"]
    assert [(one["text"], one["start"], one["inferred"]) for one in shown["words"]] == [
        ("¿Cómo", 6000, False),
        ("comenzó", 6500, True),
        ("todo", 8000, False),
        ("esto?", 8500, True),
    ]
    for _ in range(600):
        if not (shown := words(client))["is_pending"]:
            break
        time.sleep(0.05)
    assert shown["engine"] == "fake"
    assert [(one["start"], one["inferred"], one["before"]) for one in shown["words"]] == [
        (6000, False, None),
        (6100, False, 6500),
        (6200, False, 8000),
        (6300, False, 8500),
    ]
    segment = next(s for s in open_folder(talk).transcript.segments if s.id == ID)
    assert segment.source == ("¿Cómo comenzó todo esto?",)
    assert segment.words == next(s for s in before.segments if s.id == ID).words


def test_a_word_that_was_not_found_in_the_sound_has_no_time(client: Any, talk: Path) -> None:
    segment = next(s for s in open_folder(talk).transcript.segments if s.id == ID)
    assert segment.span
    alignment = WordAlignment(
        segment=ID,
        original=hash_original(segment.source),
        span=segment.span,
        times=((6000, 6500), None, (8000, 8500)),
        engine=Engine(name="fake"),
    )
    add_alignments(talk, [alignment])
    shown = words(client)
    assert [(one["start"], one["inferred"]) for one in shown["words"]] == [
        (6000, False),
        (None, False),
        (8000, False),
    ]
    assert shown["unheard"] == 1


def test_without_the_recording_the_times_stay_worked_out(client: Any, talk: Path) -> None:
    (talk / "tone.mp3").unlink()
    retype(client, "¿Cómo comenzó todo?")
    shown = words(client)
    assert (shown["is_pending"], shown["engine"], shown["words"][1]["inferred"]) == (False, None, True)
