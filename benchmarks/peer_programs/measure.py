"""Run every program on the same recordings in turn, and score what it found."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.corpus import Clip, choose, panels
from benchmarks.frame import BUILD, Measured, Options, Report, Table, per_cent, save, say
from benchmarks.peer_programs.environments import find_python
from benchmarks.peer_programs.programs import OURS, PROGRAMS, Program
from benchmarks.speed import Run, environment
from dragoman.engines.models import find_model
from dragoman.errors import DragomanError, EngineError
from dragoman.scoring.speakers import Diarization, find_voices, score_voices
from dragoman.scoring.times import StartErrors, find_tokens, segment_starts
from dragoman.scoring.translation import find_pairs, score_translation
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["run"]

_ROUNDS = 5
_FOLDER = BUILD / "peer-runs"
_HERE = Path(__file__).resolve().parent
_TASKS = ("transcribe", "translate")


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """How right a program is; ``None`` where it does not say such a thing."""

    words: Edits
    starts: StartErrors
    chrf: float | None
    speakers: Diarization | None


Runs = dict[tuple[str, str], list[Run]]


def run(options: Options) -> Report:
    """The panels by every program, as often as ``--rounds`` says, in turn; scores are of the first round."""
    clips = choose(panels(), options.most)
    programs = [one for one in PROGRAMS if options.ours or one is not OURS]
    ready: dict[str, Path] = {}
    failed: dict[str, str] = {}
    runs: Runs = {}
    scores: dict[str, Scores] = {}
    rounds = options.rounds[0] if options.rounds else _ROUNDS
    for number in range(1, rounds + 1):
        for program in [one for one in programs if one.name not in failed]:
            try:
                python = ready.setdefault(program.name, find_python(program))
                say(f"round {number} of {rounds}: {program.name}")
                found = {task: _run(program, python, task, clips, options) for task in _tasks(program)}
            except DragomanError as error:
                failed[program.name] = error.fault
                continue
            for task, (took, _) in found.items():
                runs.setdefault((program.name, task), []).append(took)
            if number == 1:
                scores[program.name] = _score(clips, {task: rows for task, (_, rows) in found.items()})
            # A stop loses the program in hand and no other.
            save("peers", _report(programs, runs, scores, failed), options)
    return _report(programs, runs, scores, failed)


def _tasks(program: Program) -> Sequence[str]:
    """A draft is transcription, translation and speakers in one."""
    return _TASKS[:1] if program is OURS else _TASKS


def _run(
    program: Program, python: Path, task: str, clips: Sequence[Clip], options: Options
) -> tuple[Run, list[list[dict[str, Any]]]]:
    """One task on all recordings in one process.

    :raises EngineError: where the program fails
    """
    _FOLDER.mkdir(parents=True, exist_ok=True)
    job, output = _FOLDER / "job.json", _FOLDER / f"{program.function}-{task}.json"
    output.unlink(missing_ok=True)
    wanted = [clip for clip in clips if task == "transcribe" or clip.language != "en"]
    content = {
        "function": program.function,
        "task": task,
        "threads": options.threads,
        "model": str(_find_weights(program, python)),
        "recordings": [(str(clip.path), clip.language) for clip in wanted],
        "output": str(output),
    }
    job.write_text(json.dumps(content), "utf-8")
    took = _time(program, [str(python), str(_HERE / "job.py"), str(job)], _environment(program, options.threads))
    found: list[list[dict[str, Any]]] = json.loads(output.read_text("utf-8"))
    return took, found


def _environment(program: Program, threads: int) -> dict[str, str]:
    """As many threads in every library as the models have; only our own program sees our packages."""
    own = environment(threads)
    if program is OURS:
        return own | {"PYTHONPATH": os.pathsep.join(filter(None, (own["PYTHONPATH"], os.environ.get("PYTHONPATH"))))}
    return {name: value for name, value in own.items() if name != "PYTHONPATH"} | {"MKL_NUM_THREADS": str(threads)}


def _find_weights(program: Program, python: Path) -> Path:
    """Whisper's base model in the form that the program reads."""
    model = Path(find_model("base"))
    if program.weights != "openai":
        return model
    made = _FOLDER / "base.pt"
    if not made.exists():
        say("making openai-whisper's weights of CTranslate2's")
        _time(program, [str(python), str(_HERE / "weights.py"), str(model / "model.bin"), str(made)], dict(os.environ))
    return made


def _time(program: Program, words: Sequence[str], variables: Mapping[str, str]) -> Run:
    """Run a process to its end.

    :raises EngineError: where it fails, with its last line
    """
    errors = _FOLDER / "errors.txt"
    began = time.monotonic()
    with errors.open("wb") as stream:
        process = subprocess.Popen(words, env=dict(variables), stdout=subprocess.DEVNULL, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        lines = errors.read_text("utf-8", "replace").strip().splitlines() or ["it did not say why"]
        raise EngineError(program.name, f"ended with exit code {process.returncode}: {lines[-1]}")
    return Run(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _score(clips: Sequence[Clip], found: Mapping[str, list[list[dict[str, Any]]]]) -> Scores:
    """Rates are pooled over the recordings."""
    words: list[Edits] = []
    starts = StartErrors()
    speakers: list[Diarization] = []
    said = dict(zip((clip.name for clip in clips), found["transcribe"], strict=True))
    for clip in clips:
        rows = said[clip.name]
        truth = " ".join(plain(segment.source) for segment in clip.truth.segments if segment.source)
        words.append(score_words(truth, " ".join(row["text"] for row in rows), clip.language))
        heard = _segments(clip, rows)
        starts += segment_starts(
            find_tokens(clip.truth.segments, clip.language), find_tokens(heard.segments, clip.language)
        )
        if clip.truth.speakers and heard.speakers:
            length = clip.truth.recording.duration if clip.truth.recording else None
            voices = find_voices(clip.truth.segments), find_voices(heard.segments)
            speakers.append(score_voices(*voices, Span(0, length)))
    return Scores(
        words=pool(words),
        starts=starts,
        chrf=_score_english([clip for clip in clips if clip.language != "en"], said, found.get("translate")),
        speakers=sum(speakers, Diarization()) if speakers else None,
    )


def _score_english(
    clips: Sequence[Clip], said: Mapping[str, list[dict[str, Any]]], translated: list[list[dict[str, Any]]] | None
) -> float | None:
    """chrF++ of the passages; what a draft has beside its words, or what the task of translation gave."""
    pairs: list[tuple[str, str]] = []
    for place, clip in enumerate(clips):
        rows = (
            [{**row, "text": row["translation"] or ""} for row in said[clip.name]]
            if translated is None
            else translated[place]
        )
        heard = _segments(clip, rows)
        english = [msgspec.structs.replace(one, target=one.source, source=None) for one in heard.segments]
        pairs += find_pairs(clip.truth.segments, english)
    score = score_translation([truth for truth, _ in pairs], [given for _, given in pairs])
    return score.chrf.score if score else None


def _segments(clip: Clip, rows: Sequence[dict[str, Any]]) -> Transcript:
    """Rows as a document."""
    segments = [
        Segment(
            id=mint_id(clip.name, place),
            speaker=row["speaker"],
            span=_span(row),
            source=(row["text"].strip(),) if row["text"].strip() else None,
            words=tuple(Word(text=word["text"], span=_span(word)) for word in row["words"]),
        )
        for place, row in enumerate(rows)
    ]
    names = dict.fromkeys(row["speaker"] for row in rows if row["speaker"])
    return Transcript(speakers=tuple(Speaker(id=name) for name in names), segments=tuple(segments))


def _span(row: Mapping[str, Any]) -> Span:
    start, end = round(row["start"] * 1000), round(row["end"] * 1000)
    return Span(start, max(start, end))


def _report(programs: Sequence[Program], runs: Runs, scores: Mapping[str, Scores], failed: Mapping[str, str]) -> Report:
    rows = [row for program in programs for row in _time_rows(program, runs)]
    right = [_score_row(program.name, scores[program.name]) for program in programs if program.name in scores]
    missing = [(program.name, failed[program.name]) for program in programs if program.name in failed]
    missing += [(program.name, lack) for program in programs if program.name in scores for lack in program.lacks]
    columns = ("program", "WER %", "chrF++", "start error, median ms", "starts missed", "DER %")
    return Report(
        tables=(
            Table(
                title="Time of all panels in one process, median (range)",
                columns=("program", "task", "rounds", "s", "processor s", "peak MB"),
                rows=tuple(rows),
            ),
            Table(title="How right they are", columns=columns, rows=tuple(right)),
            Table(title="What could not be run", columns=("program", "why"), rows=tuple(missing)),
        ),
        figures=tuple(_figures(runs, scores)),
        notes=(
            "A process loads its libraries and its model once; that counts. The draft does words, translation and "
            "speakers in one.",
            "The starts are those of segments, against the starts of the readers; scores are of the first round.",
            "openai-whisper and stable-ts run the same weights in float32, made of CTranslate2's float16; the others "
            "in int8.",
        ),
    )


def _time_rows(program: Program, runs: Runs) -> Iterator[tuple[str, ...]]:
    for task in _tasks(program):
        took = runs.get((program.name, task))
        if took:
            what = "draft" if program is OURS else task
            values = ([getattr(one, field) for one in took] for field in ("wall", "processor", "memory"))
            yield (program.name, what, str(len(took)), *map(_spread, values))


def _spread(values: Sequence[float]) -> str:
    middle = f"{statistics.median(values):.0f}"
    return f"{middle} ({min(values):.0f} to {max(values):.0f})" if len(values) > 1 else middle


def _score_row(name: str, scores: Scores) -> tuple[str, ...]:
    errors = [abs(error) for error in scores.starts.errors]
    return (
        name,
        per_cent(scores.words.rate),
        "–" if scores.chrf is None else f"{scores.chrf:.1f}",
        f"{statistics.median(errors):.0f}" if errors else "–",
        str(scores.starts.missed),
        per_cent(scores.speakers.der) if scores.speakers else "–",
    )


def _figures(runs: Runs, scores: Mapping[str, Scores]) -> Iterator[Measured]:
    units = {"wall": "s", "processor": "s", "memory": "MB"}
    for (name, task), took in runs.items():
        for field, unit in units.items():
            middle = statistics.median(getattr(one, field) for one in took)
            yield Measured(system=name, language="all", name=f"{field}, {task}", value=middle, unit=unit)
    for name, found in scores.items():
        errors = [abs(error) for error in found.starts.errors]
        der = found.speakers.der if found.speakers else None
        for figure, value, unit in (
            ("WER", found.words.rate, "share"),
            ("chrF++", found.chrf, "score"),
            ("start error, median", statistics.median(errors) if errors else None, "ms"),
            ("DER", der, "share"),
        ):
            yield Measured(system=name, language="all", name=figure, value=value, unit=unit)
