"""Messages for the items of many that failed: one message and one fix for all that failed for the same reason."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from operator import attrgetter

from dragoman.cli.terminal import as_command, shown
from dragoman.errors import Fix, with_fixes
from dragoman.workflows.many.finished import Finished
from dragoman.workflows.watcher import Unit

__all__ = ["say_failures", "say_warnings"]

_MOST_NAMED = 20


def say_failures(
    files: Iterable[Finished], label: str, unit: Unit = "interviews", show: Callable[[Fix], str] = as_command
) -> None:
    """Print why items have failed, and what to do about it.

    :param label: the outcome
    :param show: writes a fix as it is typed
    """
    _say(files, f"{label}:", unit, attrgetter("why"), show)


def say_warnings(files: Iterable[Finished], unit: Unit, show: Callable[[Fix], str] = as_command) -> None:
    """Print what is wrong with items that have not failed, and what to do about it.

    :param show: writes a fix as it is typed
    """
    _say(files, "warning:", unit, attrgetter("warning"), show)


def _say(
    files: Iterable[Finished], kind: str, unit: Unit, reason: Callable[[Finished], str], show: Callable[[Fix], str]
) -> None:
    alike: dict[str, list[Finished]] = {}
    for file in files:
        why, fixes = (file.together.why, file.together.fixes) if file.together else (reason(file), file.fixes)
        alike.setdefault(with_fixes(why, fixes, show), []).append(file)
    for text, those in alike.items():
        if len(those) == 1:
            (file,) = those
            about = f"{file.path}: {reason(file)}" if reason(file) else str(file.path)
            lines = [f"{kind} {with_fixes(about, file.fixes, show)}"]
        else:
            more = len(those) - _MOST_NAMED
            lines = [f"{kind} each of {len(those)} {unit}: {text}", *(f"  {file.path}" for file in those[:_MOST_NAMED])]
            lines += [f"  … and {more} more"] if more > 0 else []
        for line in (f"dragoman: {lines[0]}", *lines[1:]):
            print(shown(line), file=sys.stderr)
