"""The scripts of the search are checked as TypeScript checks JavaScript with typed comments."""

from __future__ import annotations

import subprocess

import pytest

from programs import VALIDATORS, needs_package, needs_program


@pytest.mark.external
def test_the_scripts_have_no_fault_of_type() -> None:
    node = needs_program("node")
    compiler = needs_package("typescript/bin/tsc")
    checked = subprocess.run(
        [node, compiler, "-p", VALIDATORS / "site.tsconfig.json"], capture_output=True, text=True, check=False
    )
    assert checked.stdout == ""
    assert checked.returncode == 0
