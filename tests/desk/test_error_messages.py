from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.cli.terminal import as_command
from dragoman.desk.error_messages import tell
from dragoman.errors import EngineError, Fix


@pytest.fixture(autouse=True)
def _writes_commands(start: Callable[..., None]) -> None:
    start(write_fix=as_command)


def test_a_package_to_install_is_a_command_to_type() -> None:
    error = EngineError("firefox", "is not installed", Fix("install it", package="dragoman[firefox]"))
    assert tell(error) == "firefox: is not installed; install it with: pip install 'dragoman[firefox]'"


def test_a_model_to_download_is_a_command_to_type() -> None:
    error = EngineError("voices", "are not on this machine", Fix("get them", "models", options={"get": "voices"}))
    assert tell(error) == "voices: are not on this machine; get them with: dragoman models --get voices"


def test_what_is_done_on_a_page_of_the_desk_is_no_command() -> None:
    fixes = (Fix("list the problems", "check", ("talk",)), Fix("name the language", options={"target": None}))
    assert tell(EngineError("llm", "failed", fixes)) == "llm: failed; list the problems, or name the language"
