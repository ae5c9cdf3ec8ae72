"""What the desk's processes take of the machine, as Linux counts it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["find_memory", "find_processor"]

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


def find_memory(server: int) -> dict[str, float]:
    """MB that are resident: of the server, and of all processes that it has started."""
    beside = sum(_resident(pid) for pid in _find_children(server))
    return {"server": _resident(server), "processes beside it": beside}


def find_processor(server: int) -> float:
    """Seconds of processor that the server has taken, without the processes beside it."""
    fields = _read(Path(f"/proc/{server}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0


def _find_children(parent: int) -> Iterator[int]:
    """Every process that one has started, and those that they have started."""
    for task in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in map(int, _read(task).split()):
            yield child
            yield from _find_children(child)


def _resident(pid: int) -> float:
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * _PAGE / 1e6 if fields else 0.0


def _read(path: Path) -> str:
    """What a file of the kernel says; nothing where its process has ended."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""
