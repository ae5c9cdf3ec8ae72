"""The resources of a machine, the number of workers that fit, and the cores that each of them uses."""

from __future__ import annotations

import os
from contextlib import suppress
from math import ceil
from pathlib import Path

import msgspec

from dragoman.engines.threads import bind_cores

__all__ = ["Machine", "bind", "choose_workers", "find_machine", "share_cores"]

_KEPT = 0.1
"""Share of the memory that is left unused, for errors of the estimate and for other programs."""
_CGROUP = Path("/sys/fs/cgroup")


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """The resources of a machine.

    ``cores`` is the number of cores that this process may use, ``memory`` the free memory in MB, ``limit`` what is left
    of the control group's memory limit in MB. ``None`` if the system does not report it.
    """

    cores: int
    memory: int | None = None
    limit: int | None = None


def choose_workers(machine: Machine, each: int, items: int | None = None) -> int:
    """The number of workers for which a machine has enough cores and memory; 1 at least.

    :param each: the most memory that a worker uses, in MB
    :param items: the number of items, if it is known; there are no more workers than items
    """
    known = [megabytes for megabytes in (machine.memory, machine.limit) if megabytes is not None]
    fitting = [int(min(known) * (1 - _KEPT)) // each] if known and each else []
    wanted = [machine.cores, *fitting, *([items] if items is not None else [])]
    return max(1, min(wanted))


def share_cores(cores: tuple[int, ...], workers: int, place: int) -> tuple[int, ...]:
    """The cores of the worker number ``place``, counted from 0. The shares differ by one core at most.

    If there are more workers than cores, some workers share a core.
    """
    if workers >= len(cores):
        return (cores[place % len(cores)],)
    first, behind = (len(cores) * place // workers, len(cores) * (place + 1) // workers)
    return cores[first:behind]


def bind(workers: int, place: int) -> None:
    """Bind this process, worker number ``place`` of ``workers``, to its cores, and limit its models to as many threads.

    Otherwise the threads of all workers wait for each other. If the system cannot bind a process to cores, only the
    number of threads is limited.
    """
    if workers > 1:
        cores = share_cores(_find_cores(), workers, place)
        if hasattr(os, "sched_setaffinity"):
            # A container may forbid it. The number of threads is still right.
            with suppress(OSError):
                os.sched_setaffinity(0, cores)
        bind_cores(len(cores))


def find_machine() -> Machine:
    """The resources of this machine for this process, within the limits of its control group."""
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
    """MB available without swapping, by ``/proc/meminfo``; all of the memory if only that is known."""
    with suppress(OSError, ValueError, IndexError):
        lines = file.read_text(encoding="ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable:")).split()[1]) * 1024 // 1_000_000
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    return None


def _find_limit(cgroup: Path) -> int | None:
    """MB left of the control group's limit, by cgroup version 2 or else 1; ``None`` without a limit."""
    pairs = (("memory.max", "memory.current"), ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"))
    for most, used in pairs:
        with suppress(OSError, ValueError):
            limit = int((cgroup / most).read_text(encoding="ascii"))
            # Version 1 represents "no limit" by a number that no machine has.
            if limit < 1 << 60:
                return max(0, limit - int((cgroup / used).read_text(encoding="ascii"))) // 1_000_000
    return None


def _find_quota(cgroup: Path) -> float | None:
    """The control group's CPU quota in cores, by cgroup version 2 or else 1; ``None`` without a quota."""
    with suppress(OSError, ValueError):
        quota, period = (cgroup / "cpu.max").read_text(encoding="ascii").split()
        return None if quota == "max" else int(quota) / int(period)
    with suppress(OSError, ValueError, ZeroDivisionError):
        quota = (cgroup / "cpu/cpu.cfs_quota_us").read_text(encoding="ascii")
        period = (cgroup / "cpu/cpu.cfs_period_us").read_text(encoding="ascii")
        return int(quota) / int(period) if int(quota) > 0 else None
    return None
