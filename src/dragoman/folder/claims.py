"""Claims: which job is doing work of minutes or hours on an interview.

Such a job holds no lock, so that people can edit meanwhile. It claims its kind of work, so that no second job does the
same; its result is committed at the end, by the merge rule. A claim ends with its process, however that ends.

A run over many interviews on several machines has a name. It gives an interview to a second job only after losing the
first. The second job takes over the claim; the first, if it still runs, may not commit.
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
# Seconds between renewals of a claim, and until a claim ends whose process cannot be checked from here.
_RENEWED = 10.0
_OVER = 900.0
# Identify a machine, its start and its process namespace. Only a hash of them is stored.
_HOST = ("/etc/machine-id", "/proc/sys/kernel/random/boot_id")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A running job. ``host`` is a salted hash, so that the folder has no machine names. ``run`` is the name of its
    run.

    ``started`` distinguishes a process from a later one with the same id, if the system provides it.
    """

    work: str
    since: str
    pid: int
    started: str | None = None
    salt: str
    host: str
    run: str | None = None


class ClaimedError(FolderError):
    """Another job does the same work, or work that must not be disturbed."""

    code = "claimed"

    def __init__(self, path: Path, claim: Claim) -> None:
        self.claim = claim
        fault = f"is claimed by another program ({claim.work}, since {claim.since})"
        super().__init__(path, fault, "wait until it is done, or stop it, and run this again")


class HeldClaim:
    """A claim held by this job, which renews it from time to time for other machines."""

    def __init__(self, path: Path, file: Path, own: Claim) -> None:
        self._path = path
        self._file = file
        self._own = own
        self._renewed = time.monotonic()

    def renew(self) -> None:
        """Record that the job is still running; free if that was recorded a moment ago."""
        if time.monotonic() - self._renewed >= _RENEWED:
            self._renewed = time.monotonic()
            with suppress(OSError):
                os.utime(self._file)

    def refuse_lost(self) -> None:
        """Stop if another job has taken over the claim. Call it before any commit.

        :raises ClaimedError: if another job has taken over the claim
        :raises FolderError: if the claim cannot be read
        """
        there = _read(self._file)
        if there is not None and there != self._own:
            raise ClaimedError(self._path, there)


@contextmanager
def claimed(path: Path, work: str, run: str | None = None) -> Iterator[HeldClaim]:
    """Claim a kind of work in an interview folder; the folder is created if missing.

    :param work: its name, such as ``"draft"``
    :param run: the name of the run to which this job belongs; a claim of the same run is taken over
    :raises ClaimedError: if another job has the claim
    :raises FolderError: if the folder cannot be written
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
        # If the folder is busy, the claim ends with this process.
        with suppress(FolderError, OSError), locked(path):
            if _read(file) == own:
                file.unlink()


def release_run(path: Path, run: str) -> None:
    """Remove the claims of a run's jobs in an interview folder, after the run has ended all of them."""
    with suppress(FolderError, OSError), locked(path):
        for file in sorted((path / STORE / _CLAIMS).glob("*.json")):
            there = _read(file)
            if there is not None and there.run == run:
                file.unlink()


def find_claims(path: Path) -> tuple[Claim, ...]:
    """The running jobs of an interview folder.

    :raises FolderError: if its store is a link
    """
    store = path / STORE
    disk.refuse_links(store)
    disk.refuse_links(store / _CLAIMS)
    found = ((_read(file), file) for file in sorted((store / _CLAIMS).glob("*.json")))
    return tuple(claim for claim, file in found if claim is not None and _is_alive(claim, file))


def refuse_claimed(path: Path) -> None:
    """Refuse what must not be done while a job is running.

    :raises ClaimedError: if a job is running
    :raises FolderError: if a claim cannot be read
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
    """Whether a job is running: by its process if that can be checked, otherwise by its last renewal."""
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
    """The start time of a process in the system's clock ticks; ``None`` if unknown."""
    try:
        # The program name, in parentheses, may contain anything.
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
