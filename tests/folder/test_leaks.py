from __future__ import annotations

import gzip
import zipfile
from base64 import b64encode, encodebytes, urlsafe_b64encode
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
        "https://example.org/?q=%C2%BFC%C3%B3mo%20empez%C3%B3%20todo%3F",
        '{"page": "&lt;p&gt;\\u00bfC&oacute;mo empez%C3%B3 todo?"}',
        "¿Co\u0301mo em\u00adpe\u200bzó\u2060 todo?",
        f"data:text/plain;base64,{b64encode(WORDS[0].encode()).decode()}",
        encodebytes(b"x" * 50 + WORDS[0].encode()).decode(),
        urlsafe_b64encode("ÿÿ¿ ".encode() + WORDS[0].encode()).decode(),
        b64encode(f"He asked: {WORDS[0]}".encode("utf-16-le")).decode(),
        '<a title="&iquest;C&oacute;mo empez&#243; todo?">',
        "https://example.org/?a=%26iquest%3BC%26oacute%3Bmo+empez%26oacute%3B+todo",
        "{\\rtf1 \\u191?C\\'f3mo empez\\u243 ? todo?}",
    ],
)
def test_words_are_found_however_they_are_written(tmp_path: Path, content: str) -> None:
    (tmp_path / "mail.txt").write_text(content, encoding="utf-8")
    assert find_traces(tmp_path, WORDS) == (tmp_path / "mail.txt",)


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16-le", "utf-16-be"])
def test_a_file_of_an_older_program_is_read(tmp_path: Path, encoding: str) -> None:
    page = tmp_path / "page.srt"
    page.write_bytes("1\nВы спросили, где Елена Смирнова работала тогда, и она ответила.\n".encode(encoding))
    assert find_traces(tmp_path, (), ("елена смирнова",)) == (page,)


def test_what_is_compressed_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.json.gz").write_bytes(gzip.compress(WORDS[0].encode()))
    assert find_traces(tmp_path, WORDS) == (tmp_path / "page.json.gz",)


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


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "page.txt").write_bytes(f"He asked: {WORDS[0]}".encode(encoding))
    assert find_traces(tmp_path, WORDS) == (tmp_path / "page.txt",)


def test_a_book_in_an_archive_is_looked_into(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.epub", "w") as book:
        book.writestr("chapter.xhtml", WORDS[0].encode("utf-16"))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.write(tmp_path / "book.epub", "book.epub")
    assert find_traces(tmp_path, WORDS) == (tmp_path / "all.zip", tmp_path / "book.epub")


def test_a_short_name_is_found_as_a_word_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Then Li said no.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A list of lies.", encoding="utf-8")
    (tmp_path / "pages-of-li").mkdir()
    assert find_traces(tmp_path, (), ("Li",)) == (tmp_path / "a.txt", tmp_path / "pages-of-li")
