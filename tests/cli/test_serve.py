from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english

pytest.importorskip("django")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example.org", ""])
def test_no_other_address_is_answered_without_accounts(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", str(tmp_path), "--host", host]) == 2
    assert "lets other machines in without a password; add --accounts" in capsys.readouterr().err


def test_no_other_name_is_answered_without_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--name", "desk.example.org"]) == 2
    assert "lets other machines in without a password" in capsys.readouterr().err


def test_every_address_needs_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--accounts", "--host", "0.0.0.0"]) == 2
    assert "--name desk.example.org" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["*", ".example.org", "https://example.org", "a b", ""])
def test_a_pattern_is_no_name(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--accounts", "--name", name]) == 2
    assert "is not a host name" in capsys.readouterr().err


def test_a_role_without_an_account_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", str(tmp_path), "--role", "owner"]) == 2
    assert "--add-account" in capsys.readouterr().err


def test_an_interview_is_no_directory_of_interviews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    interview = create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path
    assert main(["serve", str(interview)]) == 2
    assert capsys.readouterr().err.endswith(
        f"bees: is an interview, not a directory of interviews; serve the one that contains it with: dragoman serve"
        f" {tmp_path}\n"
    )
    assert not (interview / ".dragoman-desk").exists()


@pytest.mark.parametrize("port", ["-1", "65536", "99999"])
def test_a_number_that_is_no_port_opens_no_other_port(port: str, tmp_path: Path) -> None:
    refused = serve(tmp_path, "--port", port)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"--port {port}: is not the number of a port" in refused.stderr


def serve(directory: Path, *options: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "dragoman", "serve", str(directory), "--no-browser", *options]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, env=environment, timeout=120, check=False
    )


def test_accounts_are_added_with_a_password_from_the_input(tmp_path: Path) -> None:
    refused = serve(tmp_path, "--accounts")
    assert refused.returncode == 2
    assert "--add-account HANDLE --role owner" in refused.stderr
    added = serve(tmp_path, "--add-account", "ana", "--role", "owner", typed="seven small stones\n")
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout == f"ana (owner) can log in now. Start the desk with: dragoman serve {tmp_path} --accounts\n"
    assert "seven" not in added.stdout


def test_a_weak_password_is_refused(tmp_path: Path) -> None:
    refused = serve(tmp_path, "--add-account", "ana", typed="short\n")
    assert refused.returncode == 2
    assert "cannot be used" in refused.stderr
