"""Limits for a process that decodes other people's files: memory, CPU time, and no network."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

__all__ = ["READING", "close_network", "limit_process"]

READING = (4 << 30, 600)
"""Bytes of memory and seconds of CPU time for reading a file, or for a waveform."""

# From the header linux/sched.h.
_NEW_USERS, _NEW_NETWORK = 0x10000000, 0x40000000
_GRACE = 10


def limit_process(memory: int | None, seconds: int) -> None:
    """Limit this process from now on, if the system can. Each call restarts the time.

    :param memory: bytes of address space; ``None`` for a process with models, which reserve far more than they use
    :param seconds: of CPU time, for all threads together; the process is killed some seconds later
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    end = int(spent.ru_utime + spent.ru_stime) + seconds
    # Only the soft limits: they can be set again for the next file.
    for kind, wanted in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, end + _GRACE)):
        _, hard = resource.getrlimit(kind)
        known = [limit for limit in (wanted, hard) if limit not in (None, resource.RLIM_INFINITY)]
        resource.setrlimit(kind, (min(known, default=hard), hard))
    _offer_to_end()


def _offer_to_end() -> None:
    """If the machine runs out of memory, let Linux kill this process rather than the server."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def close_network() -> bool:
    """Disconnect this process from the network, if the system allows it; return whether that was done.

    On Linux, the process moves into its own network namespace, which has no address. Open pipes and files stay. The
    process must have only one thread.
    """
    if sys.platform != "linux":
        return False
    user, group = os.getuid(), os.getgid()
    names = (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1"))
    if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USERS | _NEW_NETWORK) != 0:
        return False
    # Keep the same user, so that files belong to whoever runs the desk. The network is cut off even if this fails.
    with contextlib.suppress(OSError):
        for name, content in names:
            Path(f"/proc/self/{name}").write_text(content, encoding="ascii")
    return True
