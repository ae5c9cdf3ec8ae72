"""A desk killed at random under twenty people, two hundred times; then its index is compared with one built again."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.frame import BUILD, Measured, Options, Report, Table, say

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
        acknowledged, broken = kill_at_random(make_talk(root / "talk"), times, say)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    rows = [(str(times), str(acknowledged), str(len(broken))), *((what, "", "") for what in broken[:20])]
    return Report(
        tables=(Table(title="The desk, killed", columns=("kills", "edits acknowledged", "broken"), rows=tuple(rows)),),
        figures=(
            Measured(system="dragoman", language="", name="broken promises", value=float(len(broken)), unit="count"),
        ),
    )
