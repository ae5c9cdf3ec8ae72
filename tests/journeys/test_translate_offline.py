"""A transcript that exists, translated on this machine by Apertium, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.apertium import find_mode, list_modes
from dragoman.folder import open_folder
from dragoman.transcript.text import plain
from programs import needs_program

TALK = """Ana: Llegué en 1964. Éramos ciento cincuenta.

Luis: ¿Quién la recibió?

Ana: Ninguno de nosotros pudo hablar.
"""


@pytest.mark.external
def test_a_spanish_text_is_translated_checked_and_never_translated_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_program("apertium")
    if find_mode("es", "en", list_modes()) is None:
        pytest.skip("apertium-eng-spa is not installed")
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    path = tmp_path / "talk"
    folder = str(path)
    assert main(["convert", str(tmp_path / "talk.txt"), folder, "--from", "es"]) == 0
    assert main(["translate", folder, "--to", "en", "--with", "apertium"]) == 0
    segments = open_folder(path).transcript.segments
    assert [plain(segment.target or ()) for segment in segments] == [
        "I arrived in 1964. We were ciento fifty.",
        "Who received it?",
        "Any of us could speak.",
    ]
    capsys.readouterr()
    main(["check", folder])
    found = capsys.readouterr().out
    assert [code for code in ("number-changed", "negation-lost", "untranslated-words") if code not in found] == []
    assert main(["translate", folder, "--to", "en", "--with", "apertium"]) == 0
    assert open_folder(path).transcript.segments == segments
