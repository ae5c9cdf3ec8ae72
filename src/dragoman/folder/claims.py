"""Claims: who does work in an interview that takes minutes or hours.

Such a job holds no lock, so that people can go on editing. It claims its kind of work, so that no second one does the
same; what it made is committed at the end, by the merge rule. A claim ends with its process, however that ended.

A run over many interviews on several machines gives its jobs a name of its own. It gives an interview to a second job
only where it has lost the first one, so that the second one takes the claim over, and the first one, should it still be
at work somewhere, may not commit.
"""

from __future__ import annotations

import hashlib
import os
import platform
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.interview import now
from dragoman.folder.lock import STORE, locked

__all__ = ["Claim", "ClaimedError", "HeldClaim", "claimed", "find_claims", "refuse_claimed", "release_run"]

_CLAIMS = "claims"
_LIMIT = 1 << 16
# Seconds: how often a claim is renewed, and after how long one is over whose process cannot be looked at from here.
_RENEWED = 10.0
_OVER = 900.0
# What tells one machine, one start of it and one space of process ids from another. None of it is written down.
_HOST = ("/etc/machine-id", "/proc/sys/kernel/random/boot_id")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A job at work. ``host`` is a salted hash, so that no machine's name is in the folder. ``run`` is that of its run.

    ``started`` tells a process from a later one with the same id, where the system says when it was started.
    """

    work: str
    since: str
    pid: int
    started: str | None = None
    salt: str
    host: str
    run: str | None = None


class ClaimedError(FolderError):
    """Another job is at the same work, or at one that must not be disturbed."""

    code = "claimed"

    def __init__(self, path: Path, claim: Claim) -> None:
        self.claim = claim
        fault = f"is claimed by another program ({claim.work}, since {claim.since})"
        super().__init__(path, fault, "wait until it is done, or stop it, and run this again")


class HeldClaim:
    """A claim of one's own. A job that cannot be looked at from another machine renews it now and then."""

    def __init__(self, path: Path, file: Path, own: Claim) -> None:
        self._path = path
        self._file = file
        self._own = own
        self._renewed = time.monotonic()

    def renew(self) -> None:
        """Say that the job is still at work; costs nothing when it was said a moment ago."""
        if time.monotonic() - self._renewed >= _RENEWED:
            self._renewed = time.monotonic()
            with suppress(OSError):
                os.utime(self._file)

    def refuse_lost(self) -> None:
        """Refuse to go on where another job has taken the claim over. Called before anything is committed.

        :raises ClaimedError: where one has
        """
        there = _read(self._file)
        if there is not None and there != self._own:
            raise ClaimedError(self._path, there)


@contextmanager
def claimed(path: Path, work: str, run: str | None = None) -> Iterator[HeldClaim]:
    """Claim a kind of work in an interview folder, which is made where it is not there.

    :param work: its name, such as ``"draft"``
    :param run: the name of the run that this job belongs to; a claim of the same run is taken over
    :raises ClaimedError: where another job is at it
    :raises FolderError: where the folder cannot be written
    """
    file = path / STORE / _CLAIMS / f"{work}.json"
    own = _make_claim(work, run)
    with locked(path), disk.writing(file):
        there = _read(file)
        ours = run is not None and there is not None and there.run == run
        if there is not None and not ours and _is_alive(there, file):
            raise ClaimedError(path, there)
        disk.refuse_links(file.parent)
        disk.make_folder(file.parent, 0o700)
        disk.replace(file, msgspec.json.encode(own) + b"\n", disk.PRIVATE)
    try:
        yield HeldClaim(path, file, own)
    finally:
        # Where the folder is busy, the claim ends with this process.
        with suppress(FolderError, OSError), locked(path):
            if _read(file) == own:
                file.unlink()


def release_run(path: Path, run: str) -> None:
    """Take away what jobs of a run have claimed in an interview folder, after the run has ended all of them."""
    with suppress(FolderError, OSError), locked(path):
        for file in sorted((path / STORE / _CLAIMS).glob("*.json")):
            there = _read(file)
            if there is not None and there.run == run:
                file.unlink()


def find_claims(path: Path) -> tuple[Claim, ...]:
    """The jobs that are at work in an interview folder."""
    store = path / STORE
    disk.refuse_links(store)
    disk.refuse_links(store / _CLAIMS)
    found = ((_read(file), file) for file in sorted((store / _CLAIMS).glob("*.json")))
    return tuple(claim for claim, file in found if claim is not None and _is_alive(claim, file))


def refuse_claimed(path: Path) -> None:
    """Refuse what must not be done while a job is at work.

    :raises ClaimedError: where one is
    """
    for claim in find_claims(path):
        raise ClaimedError(path, claim)


def _make_claim(work: str, run: str | None) -> Claim:
    salt, own = secrets.token_hex(16), os.getpid()
    return Claim(work=work, since=now(), pid=own, started=_started(own), salt=salt, host=_host(salt), run=run)


def _read(file: Path) -> Claim | None:
    try:
        return msgspec.json.decode(disk.read(file, _LIMIT) or b"", type=Claim)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _is_alive(claim: Claim, file: Path) -> bool:
    """Whether a job is still at work: by its process where that can be looked at, else by when it last said so."""
    if os.name != "posix" or claim.host != _host(claim.salt):
        try:
            return time.time() - file.stat().st_mtime < _OVER
        except OSError:
            return False
    try:
        os.kill(claim.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return claim.started == _started(claim.pid)


def _started(pid: int) -> str | None:
    """When a process was started, in the system's own count; ``None`` where it does not say."""
    try:
        # The name of the program, in brackets, can hold anything.
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return None


def _host(salt: str) -> str:
    parts = [salt, platform.node()]
    for name in _HOST:
        with suppress(OSError):
            parts.append(Path(name).read_text(encoding="ascii", errors="replace").strip())
    with suppress(OSError):
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
