"""The catalogues hold what the code and the templates say, and all of it is translated."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "src/dragoman/catalogues").glob("*.po"))


def test_they_are_complete_and_up_to_date() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "tools/catalogues.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_a_message_that_nobody_translated_is_named(tmp_path: Path) -> None:
    script = (
        (ROOT / "tools/catalogues.py")
        .read_text()
        .replace("CATALOGUES = SOURCE", f"CATALOGUES = Path({str(tmp_path)!r})  #")
    )
    (tmp_path / "tool.py").write_text(script.replace("Path(__file__).resolve().parent.parent", f"Path({str(ROOT)!r})"))
    run = subprocess.run([sys.executable, tmp_path / "tool.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert "fa.po: not translated: 'Cite this edition'" in run.stderr


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_places_of_its_message(path: Path) -> None:
    for message in read_po(BytesIO(path.read_bytes())):
        one = message.id if isinstance(message.id, str) else message.id[-1]
        for words in [message.string] if isinstance(message.string, str) else list(message.string or ())[3:]:
            assert sorted(re.findall(r"{\w+}", words)) == sorted(re.findall(r"{\w+}", one)), message.id
