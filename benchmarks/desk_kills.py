"""A desk killed at random under twenty people, two hundred times; then its index is built again, twice, to the same."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.frame import BUILD, Measured, Options, Report, Table

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from killed_desk import kill_at_random, make_talk

__all__ = ["run"]

_TIMES = 200


def run(options: Options) -> Report:
    """Kill, look, go on; every broken promise is a row."""
    times = options.most or _TIMES
    BUILD.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="desk-kills-", dir=BUILD))
    try:
        acknowledged, broken = kill_at_random(make_talk(root / "talk"), times)
        first, second = _rebuild(root), _rebuild(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    if first != second or not first:
        broken.append("the index was not built again to the same")
    rows = [(str(times), str(acknowledged), str(len(broken))), *((what, "", "") for what in broken[:20])]
    return Report(
        tables=(Table(title="The desk, killed", columns=("kills", "edits acknowledged", "broken"), rows=tuple(rows)),),
        figures=(
            Measured(system="dragoman", language="", name="broken promises", value=float(len(broken)), unit="count"),
        ),
    )


def _rebuild(root: Path) -> list[tuple[object, ...]]:
    """What the index holds once it was thrown away and built again."""
    command = [sys.executable, "-m", "dragoman", "serve", str(root), "--reindex"]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    with sqlite3.connect(next((root / ".dragoman-desk").glob("*.sqlite3"))) as database:
        passages = "SELECT segment, source, target, digest FROM desk_indexedpassage ORDER BY segment"
        return database.execute(passages).fetchall()
