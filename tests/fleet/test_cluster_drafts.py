"""Drafts on processes and on a Ray cluster: the bytes that one process makes, also where a worker is killed."""

from __future__ import annotations

import json
import os
import random
import signal
from pathlib import Path
from typing import Any

import pytest

from benchmarks.lost_workers import read_drafts, try_kills
from dragoman.cli import main
from dragoman.folder.claims import claimed, find_claims
from fleet_work import draft_on_fakes
from sounds import beeps, write_wav

pytestmark = [
    pytest.mark.usefixtures("fake_engines"),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here"),
]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three recordings, one of them broken, in a working folder that the machines of a cluster do not have."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path / "cache"))
    Path("archive/2020").mkdir(parents=True)
    write_wav(Path("archive/one.wav"), beeps(20, (1.05, 4)))
    write_wav(Path("archive/2020/two.wav"), beeps(30, (2.05, 6), (12, 20)))
    Path("archive/broken.wav").write_bytes(b"RIFF")
    monkeypatch.setattr("dragoman.workflows.draft_many.draft_item", draft_on_fakes)
    return Path("archive")


def draft(*words: str) -> int:
    return main(["draft", "archive", "--from", "es", *words])


def test_map_pool_and_cluster_make_the_same_bytes(
    ray_cluster: Any, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outs = []
    for name, words in (
        ("map", ["--workers", "1"]),
        ("pool", ["--workers", "2"]),
        ("ray", ["--ray", ray_cluster.address]),
    ):
        assert draft("-o", f"{name}/drafts", *words) == 1
        outs.append(capsys.readouterr().err.replace(f"{name}/", ""))
    alone = read_drafts(Path("map/drafts"))
    assert {"one/transcript.json", "2020/two/transcript.json"} <= set(alone)
    assert read_drafts(Path("pool/drafts")) == alone
    assert read_drafts(Path("ray/drafts")) == alone
    assert outs[0] == outs[1] == outs[2]


def test_standard_output_is_lines_of_json_alone(
    ray_cluster: Any, archive: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert draft("-o", "drafts", "--ray", ray_cluster.address, "--json") == 1
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert lines[-1]["made"] == 2


def test_what_another_program_drafts_is_skipped_on_a_cluster_too(ray_cluster: Any, archive: Path) -> None:
    with claimed(Path("drafts/one"), "draft"):
        assert draft("-o", "drafts", "--ray", ray_cluster.address) == 1
        assert not Path("drafts/one/transcript.json").exists()
        assert len(find_claims(Path("drafts/one"))) == 1


@pytest.mark.parametrize("where", ["pool", "ray"])
def test_a_killed_worker_changes_nothing_but_the_time(where: str, tmp_path: Path, request: Any) -> None:
    cluster = request.getfixturevalue("ray_cluster").address if where == "ray" else None
    trials = list(try_kills(tmp_path, 3, random.Random(os.getpid()), cluster))
    assert [trial.wrong for trial in trials] == [""] * 3
    assert any(trial.killed for trial in trials)
