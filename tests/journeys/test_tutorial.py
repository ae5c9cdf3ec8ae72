"""docs/tutorial.md, step by step: its commands are run as they stand there, and its texts are typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.models import is_here
from dragoman.engines.voices.weights import has_voices
from dragoman.folder import open_folder
from dragoman.folder.editions import load_editions
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.text import Supplied
from dragoman.workflows.check import CheckOptions, check

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
RECORDING = "examples/mercado/mercado.flac"

pytestmark = pytest.mark.speech


def steps() -> Iterator[tuple[str, str]]:
    """The language and the text of each code block, in order."""
    yield from re.findall(r"^```(\w*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def type_facts(page: Path, facts: str) -> None:
    """Write facts behind their colons at the top of a page."""
    text = page.read_text(encoding="utf-8")
    for fact in facts.splitlines():
        name, _, value = fact.partition(": ")
        assert f"\n{name}:\n" in text
        text = text.replace(f"\n{name}:\n", f"\n{name}: {value}\n", 1)
    page.write_text(text, encoding="utf-8")


def type_translation(page: Path, said: str, translation: str) -> None:
    """Write the translation of the passage with this word anew."""
    text = page.read_text(encoding="utf-8")
    typed, count = re.subn(rf"^(\w+ \[[^\n]*{said}[^\n]*\n)= [^\n]*", rf"\1{translation}", text, flags=re.MULTILINE)
    assert count == 1
    page.write_text(typed, encoding="utf-8")


def settle_errors(folder: Path) -> None:
    """Settle the errors of a draft that the tutorial does not name: another processor's draft has others."""
    for found in check(settings=Settings(), options=CheckOptions(document=folder)).problems:
        if found.problem.severity == "error":
            options = ["--settle", found.problem.id, "--reason", "as said", "--handle", "ana"]
            assert main(["check", str(folder), *options]) == 0


def run(line: str) -> None:
    words = shlex.split(line)
    if words[0] != "dragoman" or words[1] == "serve":
        return
    options = [str(ROOT / RECORDING) if word.endswith(RECORDING) else word for word in words[1:]]
    # What the checks find depends on the draft, and the draft on the processor.
    assert main(options) in ((0, 1) if words[1] == "check" else (0,)), line


def test_the_tutorial_ends_with_a_corrected_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("faster_whisper", reason="the extra speech is not installed")
    if not is_here("base") or not has_voices():
        pytest.skip("the model base or the voice model is not on this machine")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "mercado" / "mercado.txt"
    for language, block in steps():
        if language == "text" and block.startswith("= "):
            type_translation(page, "hermano", block.strip())
        elif language == "text" and block.startswith("title:"):
            type_facts(page, block)
        elif not language:
            if "20 loaves" in block:
                type_translation(page, "primer d[ií]a", "= On the first day we sold 20 loaves.")
            if "dragoman release" in block:
                settle_errors(page.parent)
            for line in block.splitlines():
                run(line)
    editions = load_editions(open_folder(tmp_path / "mercado"))
    assert [len(edition.changes) > 0 for edition in editions] == [False, True]
    assert any(
        isinstance(mark, Supplied) for segment in editions[-1].transcript.segments for mark in segment.target or ()
    )
    assert "Bread is in no hurry" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
