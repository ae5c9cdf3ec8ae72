"""The desk's own tests, once more on PostgreSQL: in a process of their own, for a process has one database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postgres import running_postgres

HERE = Path(__file__).parent


@pytest.mark.external
def test_the_desk_does_the_same_on_postgresql() -> None:
    with running_postgres() as address:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE), "--ignore", __file__]
        environment = {**os.environ, "DRAGOMAN_TEST_DATABASE": address}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, cwd=HERE.parents[1], check=False
        )
    assert done.returncode == 0, done.stdout[-3000:]
