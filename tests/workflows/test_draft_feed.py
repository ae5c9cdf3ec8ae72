"""Which recording is drafted next, and which are cut into parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import EngineError
from dragoman.fleet import Outcome, Wait
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft_feed import DraftFeed, count_parts, count_pieces, find_lengths
from dragoman.workflows.draft_item import DraftItem, Parts
from dragoman.workflows.draft_many import find_worker_memory
from dragoman.workflows.draft_plan import DraftingOptions
from dragoman.workflows.many.feed import Task
from dragoman.workflows.many.finished import Finished
from dragoman.workflows.watcher import SILENT
from sounds import beeps, write_wav

HOUR = 3_600_000


def task(name: str, hours: float, output: Path) -> Task[DraftItem]:
    options = DraftingOptions(recording=Path(name), folder=output / name)
    item = DraftItem(settings=Settings(), options=options, output=output, run="run")
    return Task(path=Path(name), made=output / name, weight=round(hours * HOUR), item=item)


def described(item: DraftItem | Wait) -> str:
    if isinstance(item, Wait):
        return "wait"
    kind, step = item.step.kind, item.step
    return f"{kind} {item.options.recording}" + (f" {step.first}-{step.behind}" if kind == "part" else "")


def run(feed: DraftFeed, workers: int, outcomes: dict[str, Any]) -> list[str]:
    """What is begun, where each step is finished before the next one; ``outcomes`` says of some what comes of them."""
    begun = []
    for item in feed.items(workers):
        begun.append(described(item))
        assert not isinstance(item, Wait)
        made = Finished(path=item.options.recording, made=item.options.folder, outcome="made")
        value = outcomes.get(begun[-1], made if item.step.kind == "draft" else Parts())
        error = value if isinstance(value, Exception) else None
        feed.take(Outcome(index=len(begun) - 1, value=None if error else value, error=error))
    return begun


def test_the_longest_recording_is_drafted_first(tmp_path: Path) -> None:
    tasks = [task(f"r{number}", hours, tmp_path) for number, hours in enumerate((0.1, 0.3, 0.2))]
    assert run(DraftFeed(tasks), 2, {}) == ["draft r1", "draft r2", "draft r0"]


def test_one_worker_takes_them_as_they_were_given(tmp_path: Path) -> None:
    tasks = [task(f"r{number}", hours, tmp_path) for number, hours in enumerate((0.1, 3, 0.2))]
    assert run(DraftFeed(tasks), 1, {}) == ["draft r0", "draft r1", "draft r2"]


def test_a_long_recording_is_planned_then_transcribed_in_parts_then_joined(tmp_path: Path) -> None:
    tasks = [task("long", 4, tmp_path), task("short", 0.2, tmp_path)]
    begun = run(DraftFeed(tasks), 2, {"plan long": Parts(((0, 9), (9, 20)))})
    assert begun == ["plan long", "part long 0-9", "part long 9-20", "draft long", "draft short"]


def test_a_draft_waits_for_its_last_part(tmp_path: Path) -> None:
    feed = DraftFeed([task("long", 4, tmp_path)])
    items = feed.items(2)
    assert described(next(items)) == "plan long"
    assert described(next(items)) == "wait"
    assert feed.take(Outcome(index=0, value=Parts(((0, 9), (9, 20))))) is None
    assert [described(next(items)) for _ in range(3)] == ["part long 0-9", "part long 9-20", "wait"]
    assert feed.take(Outcome(index=2, value=Parts())) is None
    assert described(next(items)) == "wait"
    assert feed.take(Outcome(index=1, value=Parts())) is None
    assert described(next(items)) == "draft long"
    assert list(items) == []


def test_a_plan_or_a_part_that_fails_leaves_the_rest_to_the_draft(tmp_path: Path) -> None:
    lost = EngineError("worker", "was lost")
    tasks = [task("long", 4, tmp_path)]
    assert run(DraftFeed(tasks), 2, {"plan long": lost}) == ["plan long", "draft long"]
    begun = run(DraftFeed(tasks), 2, {"plan long": Parts(((0, 9), (9, 20))), "part long 0-9": lost})
    assert begun == ["plan long", "part long 0-9", "part long 9-20", "draft long"]


def test_what_a_cluster_made_is_called_as_a_person_named_it(tmp_path: Path) -> None:
    given = task("one", 0.1, tmp_path)
    named = Task(path=Path("in/one.wav"), made=Path("drafts/one"), weight=1, item=given.item)
    feed = DraftFeed([named])
    list(feed.items(2))
    value = Finished(path=tmp_path / "in/one.wav", made=tmp_path / "one-1a2b3c4d", outcome="made")
    place, file = feed.take(Outcome(index=0, value=value)) or (None, None)
    assert place == 0
    assert file is not None
    assert (file.path, file.made) == (Path("in/one.wav"), Path("drafts/one-1a2b3c4d"))


@pytest.mark.parametrize(
    ("hours", "total", "workers", "parts"),
    [
        (4, 4, 1, 1),
        (4, 4, 2, 4),
        (4, 4, 64, 24),
        (0.3, 0.3, 8, 1),
        (0.4, 0.4, 8, 2),
        (4, 1000, 8, 1),
        (40, 1000, 8, 16),
    ],
)
def test_what_would_be_left_with_one_worker_is_cut(hours: float, total: float, workers: int, parts: int) -> None:
    assert count_parts(round(hours * HOUR), round(total * HOUR), workers) == parts


def test_there_are_no_more_workers_than_recordings_and_parts(tmp_path: Path) -> None:
    assert count_pieces([task("one", 0.1, tmp_path), task("two", 0.1, tmp_path)], 8) == 2
    assert count_pieces([task("one", 0.1, tmp_path), task("long", 4, tmp_path)], 8) == 17


def test_lengths_are_those_that_recordings_say_and_unknown_for_what_is_none(tmp_path: Path) -> None:
    first = write_wav(tmp_path / "one.wav", beeps(3))
    (tmp_path / "noise.mp3").write_bytes(bytes(range(256)) * 20)
    assert find_lengths([first, tmp_path / "noise.mp3", tmp_path / "none.wav"], SILENT) == [3_000, None, None]


def test_a_worker_with_voices_takes_more_memory() -> None:
    assert find_worker_memory("base", voices=True) > find_worker_memory("base", voices=False) > 350


def test_a_model_of_ones_own_is_weighed_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"0" * 2_000_000)
    assert find_worker_memory(str(tmp_path), voices=False) == 252
