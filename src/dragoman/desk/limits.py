"""What a process that decodes other people's files may take: memory, time of the processor, and no network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

__all__ = ["READING", "close_network", "limit_process"]

READING = (4 << 30, 600)
"""Bytes of memory and seconds of the processor for reading a file, or for a waveform."""

# Of the header linux/sched.h.
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_GRACE = 10


def limit_process(memory: int | None, seconds: int) -> None:
    """Bound what this process takes from now on, where the system can. Asked again, the time begins anew.

    :param memory: bytes of address space; ``None`` for a process that runs models, which reserve far more than they use
    :param seconds: of the processor, all threads together; the process is killed some seconds later
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    end = int(spent.ru_utime + spent.ru_stime) + seconds
    # The soft limits alone: they can be set anew for the next file.
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, end + _GRACE)):
        _, hard = resource.getrlimit(kind)
        known = [limit for limit in (wanted, hard) if limit not in (None, resource.RLIM_INFINITY)]
        resource.setrlimit(kind, (min(known, default=hard), hard))
    _offer_to_end()


def _offer_to_end() -> None:
    """Where the machine runs out of memory, Linux is to end this process, and not the server."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def close_network() -> bool:
    """Cut this process off from the network, where the system lets it; whether that was done.

    On Linux the process moves into a network of its own, which has no address. Pipes and files that are open stay. It
    has to have one thread yet.
    """
    if sys.platform != "linux":
        return False
    user, group = os.getuid(), os.getgid()
    names = (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1"))
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return False
    # The same user as before, so that files belong to whoever runs the desk. Without it the process is cut off as well.
    with contextlib.suppress(OSError):
        for name, content in names:
            Path(f"/proc/self/{name}").write_text(content, encoding="ascii")
    return True
