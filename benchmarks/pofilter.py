"""The number check of translate-toolkit, a program of its own: pairs go in as a PO file, those it objects to come out.

It is under the GPL, and no part of this project or of its set-up. Whoever measures installs it apart and names its
``pofilter`` in DRAGOMAN_POFILTER, or has it on the path.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["find_program", "find_suspects", "find_version"]

_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def find_program() -> str | None:
    """Where ``pofilter`` is, if it is there."""
    return os.environ.get("DRAGOMAN_POFILTER") or shutil.which("pofilter")


def find_version(program: str) -> str:
    """What it says that it is."""
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def find_suspects(program: str, pairs: Sequence[tuple[str, str]]) -> frozenset[int]:
    """The places of the pairs whose numbers it finds different."""
    with tempfile.TemporaryDirectory() as folder:
        given, found = Path(folder, "given.po"), Path(folder, "found.po")
        entries = (_entry(place, *pair) for place, pair in enumerate(pairs))
        given.write_text(_HEADER + "\n".join(entries), "utf-8")
        command = [program, "--test=numbers", "--progress=none", str(given), str(found)]
        subprocess.run(command, capture_output=True, text=True, check=True)
        # With nothing to object to it writes no file.
        text = found.read_text("utf-8") if found.exists() else ""
    return frozenset(int(place) for place in re.findall(r'^msgctxt "(\d+)"', text, re.MULTILINE))


def _entry(place: int, original: str, translation: str) -> str:
    return f'msgctxt "{place}"\nmsgid "{_escape(original)}"\nmsgstr "{_escape(translation)}"\n'


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
