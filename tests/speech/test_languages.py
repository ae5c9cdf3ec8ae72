"""Recordings that change language in the middle: each part in its own, and no speech without a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dragoman.cli import main
from dragoman.folder import open_folder
from dragoman.folder.review import load_problems
from dragoman.media.sound import read_sound
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, plain
from sounds import silence, write_wav

pytestmark = pytest.mark.speech

Draft = Callable[..., Transcript]


def joined(target: Path, *recordings: Path) -> Path:
    """Recordings one after another, equally loud, with half a second between them."""
    parts = [np.concatenate([block[0] for block in read_sound(path)]).astype(np.float64) for path in recordings]
    sound = np.concatenate([piece for part in parts for piece in (part * (0.05 / np.std(part)), silence(0.5))])
    return write_wav(target, np.clip(sound, -1, 1))


FOUR = (
    "es/fleurs-es-002.ogg",
    "fr/fleurs-fr-002.ogg",
    "ar/watson_ar-AR_Broadband_sample1.flac",
    "en/fleurs-en-004.ogg",
)
SECONDS = ((2.5, 8.7), (11.5, 17.5), (20, 29), (30.5, 33.7))
"""Where somebody speaks in each, once they are joined."""


@pytest.fixture(scope="module")
def four(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return joined(tmp_path_factory.mktemp("four") / "four.wav", *(data / "audio" / name for name in FOUR))


@pytest.mark.parametrize(
    ("options", "written"),
    [(("--from", "es"), ["es"]), (("--from", "es,fr,ar"), ["es", "fr"]), ((), ["es", "fr", "en"])],
    ids=["one", "three", "none"],
)
def test_no_language_of_four_is_left_out_in_silence(
    four: Path, draft: Draft, options: tuple[str, ...], written: list[str]
) -> None:
    segments = draft(four, "--to", "en", "--speakers", "none", *options).segments
    for (start, end), language in zip(SECONDS, ("es", "fr", "ar", "en"), strict=True):
        inside = [one for one in segments if one.span and one.span.overlap(Span(int(start * 1000), int(end * 1000)))]
        assert language not in written or {one.language for one in inside} == {language}
        assert sum(one.span.duration or 0 for one in inside if one.span) > 900 * (end - start)
        gaps = [one for one in inside if one.source and isinstance(one.source[0], Gap)]
        assert (len(gaps) == 0, all(one.words for one in inside)) == (language in written,) * 2
        assert language != "en" or "en" not in written or inside[0].target is None


def test_what_was_not_named_is_kept_in_an_editions_record(four: Path, tmp_path: Path) -> None:
    folder = tmp_path / "four"
    assert main(["draft", str(four), "-o", str(folder), "--quiet", "--from", "es", "--speakers", "none"]) == 0
    codes = [finding.problem.code for finding in load_problems(open_folder(folder))]
    assert codes.count("other-language-spoken") >= 2
    assert main(["check", str(folder)]) == 0
    still = [finding for finding in load_problems(open_folder(folder)) if finding.settlement is None]
    assert [finding.problem.code for finding in still].count("other-language-spoken") >= 2


@pytest.fixture(scope="module")
def mixed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("ru/asterisk_vm-msginstruct.flac", "en/fleurs-en-002.ogg")
    return joined(tmp_path_factory.mktemp("mixed") / "mixed.wav", *(data / "audio" / name for name in names))


@pytest.mark.parametrize("options", [(), ("--from", "ru,en")])
def test_each_part_is_written_in_its_own_language(mixed: Path, draft: Draft, options: tuple[str, ...]) -> None:
    segments = draft(mixed, "--to", "en", "--speakers", "none", *options).segments
    spoken = [segment.language or "" for segment in segments]
    assert spoken == sorted(spoken, reverse=True)
    for segment in segments:
        text = plain(segment.source or ())
        assert (max(text) >= "а") == (segment.language == "ru"), text
        assert (segment.target is None) == (segment.language == "en")
