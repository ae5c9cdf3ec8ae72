"""What runs inside a program's environment: ``job.py JOB.json``. It imports nothing of Dragoman but for Dragoman's own.

The job names a function, a model, how many threads, a task and recordings with their languages. What was found is
written as JSON: for each recording its segments, with times in seconds, and words where the program gives their times.
Settings are the programs' own, with a beam of 5 for all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Job = dict[str, Any]
Row = dict[str, Any]

_BEAM, _BATCH = 5, 8


def _faster_whisper(job: Job) -> Iterator[list[Row]]:
    model = _ctranslate2(job)
    for path, language in job["recordings"]:
        found, _ = model.transcribe(
            path, language=language, task=job["task"], beam_size=_BEAM, word_timestamps=_with_words(job)
        )
        yield [_row(segment) for segment in found]


def _faster_whisper_batched(job: Job) -> Iterator[list[Row]]:
    from faster_whisper import BatchedInferencePipeline

    model = BatchedInferencePipeline(_ctranslate2(job))
    for path, language in job["recordings"]:
        found, _ = model.transcribe(
            path,
            language=language,
            task=job["task"],
            beam_size=_BEAM,
            batch_size=_BATCH,
            word_timestamps=_with_words(job),
        )
        yield [_row(segment) for segment in found]


def _whisperx(job: Job) -> Iterator[list[Row]]:
    import whisperx

    for path, language in job["recordings"]:
        model = whisperx.load_model(
            job["model"],
            device="cpu",
            compute_type="int8",
            language=language,
            task=job["task"],
            threads=job["threads"],
            asr_options={"beam_size": _BEAM},
        )
        yield list(model.transcribe(whisperx.load_audio(path), batch_size=_BATCH)["segments"])


def _openai_whisper(job: Job) -> Iterator[list[Row]]:
    import torch
    import whisper

    torch.set_num_threads(job["threads"])
    model = whisper.load_model(job["model"], device="cpu")
    model.set_alignment_heads(whisper._ALIGNMENT_HEADS["base"])
    for path, language in job["recordings"]:
        found = model.transcribe(
            path,
            language=language,
            task=job["task"],
            beam_size=_BEAM,
            fp16=False,
            word_timestamps=_with_words(job),
        )
        yield list(found["segments"])


def _stable_ts(job: Job) -> Iterator[list[Row]]:
    import stable_whisper
    import torch
    import whisper

    torch.set_num_threads(job["threads"])
    model = stable_whisper.load_model(job["model"], device="cpu")
    model.set_alignment_heads(whisper._ALIGNMENT_HEADS["base"])
    for path, language in job["recordings"]:
        found = model.transcribe(path, language=language, task=job["task"], beam_size=_BEAM, fp16=False, verbose=None)
        yield list(found.to_dict()["segments"])


def _dragoman(job: Job) -> Iterator[list[Row]]:
    from benchmarks.peer_programs.own import draft_all

    return draft_all(job["recordings"], Path(job["output"]).parent / "drafts", job["threads"])


FUNCTIONS: dict[str, Callable[[Job], Iterable[list[Row]]]] = {
    "dragoman": _dragoman,
    "faster_whisper": _faster_whisper,
    "faster_whisper_batched": _faster_whisper_batched,
    "openai_whisper": _openai_whisper,
    "stable_ts": _stable_ts,
    "whisperx": _whisperx,
}


def _with_words(job: Job) -> bool:
    return bool(job["task"] == "transcribe")


def _ctranslate2(job: Job) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(job["model"], device="cpu", compute_type="int8", cpu_threads=job["threads"])


def _row(segment: Any) -> Row:
    words = [{"start": word.start, "end": word.end, "word": word.word} for word in segment.words or ()]
    return {"start": segment.start, "end": segment.end, "text": segment.text, "words": words}


def _plain(row: Row) -> Row:
    """What is kept of a row, as JSON can have it."""
    words = [
        {"start": float(word["start"]), "end": float(word["end"]), "text": str(word["word"])}
        for word in row.get("words") or ()
        if "start" in word
    ]
    kept = {"start": float(row["start"]), "end": float(row["end"]), "text": str(row["text"]), "words": words}
    return {**kept, "translation": row.get("translation"), "speaker": row.get("speaker")}


def main() -> None:
    """Do the job."""
    job = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    found = [[_plain(row) for row in rows] for rows in FUNCTIONS[job["function"]](job)]
    Path(job["output"]).write_text(json.dumps(found), "utf-8")


if __name__ == "__main__":
    main()
