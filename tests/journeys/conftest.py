"""A newcomer in an empty folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from dragoman.engines import ENGINES
from newcomers import Newcomer


@pytest.fixture(scope="session", autouse=True)
def _is_patient() -> Iterator[None]:
    """A journey does not depend on how busy a machine is."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newcomer]:
    """A newcomer in an empty folder, on a machine without models."""
    from conftest import FAKES

    folder = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DRAGOMAN_CACHE", str(folder.parent / "cache"))
        for name, place in FAKES.items():
            patch.setitem(ENGINES, name, f"dragoman.engines.{place}")
        yield Newcomer(folder)
