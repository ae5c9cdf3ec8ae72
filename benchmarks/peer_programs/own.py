"""Our draft as one of the programs: words, translation and speakers in one go, the models loaded once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Segment
from dragoman.transcript.text import plain
from dragoman.workflows.draft import draft
from dragoman.workflows.draft_plan import DraftingOptions, plan_draft
from dragoman.workflows.job import process_job

__all__ = ["draft_all"]


def draft_all(recordings: Sequence[tuple[str, str]], folder: Path, threads: int) -> Iterator[list[dict[str, Any]]]:
    """The rows of each draft."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, language in recordings:
        wanted = DraftingOptions(
            recording=Path(path),
            folder=folder / Path(path).stem,
            source=(language,),
            target="en",
            words="anyway",
            model="base",
        )
        plan = plan_draft(settings=Settings(), options=wanted)
        made = draft(settings=Settings(), plan=plan, job=process_job())
        yield [_row(segment) for segment in made.folder.transcript.segments if segment.span is not None]


def _row(segment: Segment) -> dict[str, Any]:
    assert segment.span is not None
    end = segment.span.start if segment.span.end is None else segment.span.end
    return {
        "start": segment.span.start / 1000,
        "end": end / 1000,
        "text": plain(segment.source or ()),
        "translation": plain(segment.target) if segment.target is not None else None,
        "speaker": segment.speaker,
        "words": [
            {"start": word.span.start / 1000, "end": (word.span.end or word.span.start) / 1000, "word": word.text}
            for word in segment.words
            if word.span is not None
        ],
    }
