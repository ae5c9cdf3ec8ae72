"""What a machine has, how many workers it can take, and which cores each of them works on."""

from __future__ import annotations

import os
from contextlib import suppress
from math import ceil
from pathlib import Path

import msgspec

from dragoman.engines.threads import bind_cores

__all__ = ["Machine", "bind", "choose_workers", "find_machine", "share_cores"]

_KEPT = 0.1
"""Share of the memory that no worker is to count on: what the estimate may be wrong by, and other programs."""
_CGROUP = Path("/sys/fs/cgroup")


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """``cores`` that this process may use. ``memory``: MB that are free; ``limit``: MB left of a control group's.

    ``None`` if the system does not say.
    """

    cores: int
    memory: int | None = None
    limit: int | None = None


def choose_workers(machine: Machine, each: int, items: int | None = None) -> int:
    """How many workers a machine takes so that every one has a core and nothing swaps; 1 at least.

    :param each: MB that a worker takes at its most
    :param items: how many items there are, where it is known
    """
    known = [megabytes for megabytes in (machine.memory, machine.limit) if megabytes is not None]
    fitting = [int(min(known) * (1 - _KEPT)) // each] if known and each else []
    wanted = [machine.cores, *fitting, *([items] if items is not None else [])]
    return max(1, min(wanted))


def share_cores(cores: tuple[int, ...], workers: int, place: int) -> tuple[int, ...]:
    """The cores of one of several workers, counted from 0. Shares differ by one core at most.

    Where there are more workers than cores, some share one.
    """
    if workers >= len(cores):
        return (cores[place % len(cores)],)
    first, behind = (len(cores) * place // workers, len(cores) * (place + 1) // workers)
    return cores[first:behind]


def bind(workers: int, place: int) -> None:
    """Keep this process, one of so many workers of this machine, to its own cores, and its models to as many threads.

    Without it the threads of all workers wait for each other. A machine that cannot keep a process to cores still
    gets no more threads than cores.
    """
    if workers > 1:
        cores = share_cores(_find_cores(), workers, place)
        if hasattr(os, "sched_setaffinity"):
            # A container may forbid it. The number of threads is right all the same.
            with suppress(OSError):
                os.sched_setaffinity(0, cores)
        bind_cores(len(cores))


def find_machine() -> Machine:
    """What this machine has for this process."""
    cores = len(_find_cores())
    quota = _find_quota(_CGROUP)
    return Machine(
        cores=max(1, min(cores, ceil(quota))) if quota else cores,
        memory=_find_free(Path("/proc/meminfo")),
        limit=_find_limit(_CGROUP),
    )


def _find_cores() -> tuple[int, ...]:
    if hasattr(os, "sched_getaffinity"):
        return tuple(sorted(os.sched_getaffinity(0)))
    return tuple(range(os.cpu_count() or 1))


def _find_free(file: Path) -> int | None:
    """MB that programs can have without anything being swapped; all there is where only that is known."""
    with suppress(OSError, ValueError, IndexError):
        lines = file.read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) * 1024 // 1_000_000
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    return None


def _find_limit(cgroup: Path) -> int | None:
    """MB that are left of a control group's limit: version 2, else version 1."""
    pairs = (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"))
    for most, used in pairs:
        with suppress(OSError, ValueError):
            limit = int((cgroup / most).read_text(encoding="ascii"))
            # Version 1 says "no limit" by a number that no machine has.
            if limit < 1 << 60:
                return max(0, limit - int((cgroup / used).read_text(encoding="ascii"))) // 1_000_000
    return None


def _find_quota(cgroup: Path) -> float | None:
    """How many cores' time a control group may use: version 2, else version 1."""
    with suppress(OSError, ValueError):
        quota, period = (cgroup / "cpu.max").read_text(encoding="ascii").split()
        return None if quota == "max" else int(quota) / int(period)
    with suppress(OSError, ValueError, ZeroDivisionError):
        quota = (cgroup / "cpu/cpu.cfs_quota_us").read_text(encoding="ascii")
        period = (cgroup / "cpu/cpu.cfs_period_us").read_text(encoding="ascii")
        return int(quota) / int(period) if int(quota) > 0 else None
    return None
