"""Corrected passages aligned with their sound again by the real model."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.folder import Session, create_folder, sign
from dragoman.folder.word_alignments import load_alignments
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Transcript
from dragoman.transcript.merge import intend
from dragoman.workflows.job import open_job
from dragoman.workflows.realign import RealignOptions, realign

pytestmark = pytest.mark.speech
MERCADO = Path(__file__).parents[2] / "examples" / "mercado" / "mercado.flac"
# Ms by which a word of a text that was corrected may begin elsewhere than before, in the median.
CLOSE = 100


def test_unchanged_words_are_found_where_they_were_and_one_that_nobody_says_is_not_found(
    mercado: Transcript, tmp_path: Path
) -> None:
    folder = create_folder(tmp_path / "talk", mercado, Engine(name="whisper"))
    shutil.copy(MERCADO, folder.path / "mercado.flac")
    segment = max(mercado.segments, key=lambda one: len(one.words))
    corrected = [word.text.strip() for word in segment.words]
    corrected[2] = "corregida"
    with Session(folder.path) as session:
        by = sign(session.folder, Person(handle="ana"))
        revisions = edit.set_source(session.transcript, segment.id, (" ".join(corrected),), by)
        session.commit(intend(session.transcript, revisions, by, epoch=session.epoch))
    wanted = RealignOptions(folder=folder.path, recording=folder.path / "mercado.flac", passages=(segment.id,))
    with open_job() as job:
        assert realign(settings=Settings(), options=wanted, job=job).aligned == (segment.id,)
    times = load_alignments(folder.path)[segment.id].times
    assert len(times) == len(corrected)
    # Nobody says the word that was typed.
    assert [place for place, time in enumerate(times) if time is None] == [2]
    assert segment.span
    assert all(segment.span.start <= time[0] <= (segment.span.end or 0) for time in times if time)
    off = sorted(
        abs(time[0] - word.span.start)
        for time, word in zip(times, segment.words, strict=True)
        if time and word.span and not word.interpolated
    )
    assert off[len(off) // 2] <= CLOSE
