from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dragoman.folder.leaks import find_traces

WORDS = ("¿Cómo empezó todo?",)


@pytest.mark.parametrize(
    "content",
    [
        "… ¿Cómo empezó todo? …",
        "¿CÓMO EMPEZÓ\n   TODO?",
        "<p>¿C&oacute;mo <b>empezó</b> todo?</p>",
        '{"text": "\\u00bfC\\u00f3mo empez\\u00f3 todo?"}',
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, content: str) -> None:
    (tmp_path / "mail.txt").write_text(content, encoding="utf-8")
    assert find_traces(tmp_path, WORDS) == (tmp_path / "mail.txt",)


def test_a_document_is_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "page.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>¿Cómo </w:t><w:t>empezó todo?</w:t>")
    assert find_traces(tmp_path, WORDS) == (tmp_path / "page.docx",)


def test_a_broken_archive_and_a_recording_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "tone.wav").write_bytes(b"RIFF\0\0\0\0" + WORDS[0].encode())
    assert find_traces(tmp_path, WORDS) == ()


def test_a_name_of_a_file_counts_and_a_short_word_does_not(tmp_path: Path) -> None:
    (tmp_path / "Elena Ruiz.txt").write_text("Ana", encoding="utf-8")
    assert find_traces(tmp_path, ("elena ruiz", "Ana")) == (tmp_path / "Elena Ruiz.txt",)
