"""How many workers a machine takes, and which cores each has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.fleet import Machine, choose_workers, find_machine, machine, open_map
from fleet_work import tell_cores


def test_as_many_workers_as_cores_where_memory_allows() -> None:
    assert choose_workers(Machine(cores=8, memory=16_000), each=1_000) == 8


def test_no_more_workers_than_memory_holds() -> None:
    assert choose_workers(Machine(cores=64, memory=16_000), each=4_000) == 3


def test_the_limit_of_a_control_group_counts_like_memory() -> None:
    assert choose_workers(Machine(cores=64, memory=16_000, limit=5_000), each=2_000) == 2
    assert choose_workers(Machine(cores=64, memory=5_000, limit=16_000), each=2_000) == 2


def test_memory_that_is_not_known_limits_nothing() -> None:
    assert choose_workers(Machine(cores=4), each=4_000) == 4


def test_one_worker_is_always_tried() -> None:
    assert choose_workers(Machine(cores=4, memory=500), each=4_000) == 1


def test_no_more_workers_than_items() -> None:
    assert choose_workers(Machine(cores=8, memory=16_000), each=1_000, items=3) == 3


@given(st.integers(1, 200), st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6), st.integers(1, 10**5))
def test_nothing_swaps(cores: int, memory: int | None, limit: int | None, each: int) -> None:
    workers = choose_workers(Machine(cores=cores, memory=memory, limit=limit), each)
    assert 1 <= workers <= cores
    for known in (memory, limit):
        assert workers == 1 or known is None or workers * each <= known


@given(st.sets(st.integers(0, 300), min_size=1, max_size=70), st.integers(1, 90))
def test_every_core_has_a_worker_and_every_worker_a_core(cores: set[int], workers: int) -> None:
    shares = [machine.share_cores(tuple(sorted(cores)), workers, place) for place in range(workers)]
    assert set().union(*shares) == cores
    sizes = [len(share) for share in shares]
    assert min(sizes) >= 1
    assert max(sizes) - min(sizes) <= 1
    assert sum(sizes) == max(workers, len(cores))


def test_this_machine_has_a_core_and_memory() -> None:
    found = find_machine()
    assert found.cores >= 1
    assert found.memory is None or found.memory > 100


def test_version_2_of_control_groups_is_read(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("4000000000\n")
    (tmp_path / "memory.current").write_text("1000000000\n")
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    assert machine._find_limit(tmp_path) == 3_000
    assert machine._find_quota(tmp_path) == 1.5


def test_version_1_of_control_groups_is_read(tmp_path: Path) -> None:
    for folder, name, text in (
        ("memory", "memory.limit_in_bytes", "4000000000"),
        ("memory", "memory.usage_in_bytes", "5000000000"),
        ("cpu", "cpu.cfs_quota_us", "200000"),
        ("cpu", "cpu.cfs_period_us", "100000"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(f"{text}\n")
    assert machine._find_limit(tmp_path) == 0
    assert machine._find_quota(tmp_path) == 2.0


@pytest.mark.parametrize("text", ["max\n", "max 100000\n", "", "nonsense\n"])
def test_a_control_group_without_limits_limits_nothing(tmp_path: Path, text: str) -> None:
    for name in ("memory.max", "memory.current", "cpu.max"):
        (tmp_path / name).write_text(text)
    assert machine._find_limit(tmp_path) is None
    assert machine._find_quota(tmp_path) is None


def test_what_is_free_is_read_as_the_kernel_says_it(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal:       24000000 kB\nMemAvailable:    2000000 kB\n")
    assert machine._find_free(tmp_path / "meminfo") == 2_048


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="sched_getaffinity is not on this system")
def test_each_of_two_workers_keeps_to_its_own_half_of_the_cores() -> None:
    ours = os.sched_getaffinity(0)
    if len(ours) < 2:
        pytest.skip("a second core is not there")
    with open_map(2) as run:
        found = {outcome.value for outcome in run(tell_cores, [0.5] * 2) if outcome.value is not None}
    assert len(found) == 2
    assert set().union(*(cores for cores, _ in found)) == ours
    assert sum(len(cores) for cores, _ in found) == len(ours)
    assert all(threads == len(cores) for cores, threads in found)
