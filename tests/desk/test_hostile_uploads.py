"""Files that somebody sends to do harm: each ends as a failed job or a plain interview, in bounded time and memory."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dragoman.desk.jobs import run_one
from dragoman.desk.models import Job

_LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
_LAUGHS += "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("bcdefgh", "cdefghi", strict=True)) + "]>"


def bomb() -> bytes:
    """A word processor's file of a few hundred kilobytes that unpacks to 256 MB."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as entry:
            for _ in range(1 << 8):
                entry.write(b" " * (1 << 20))
    return kept.getvalue()


def escaping() -> bytes:
    """An archive with names that lead out of it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("../../out.txt", "out")
        archive.writestr("word/document.xml", "<w/>")
    return kept.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "bomb.docx": bomb,
    "bomb.odt": bomb,
    "escaping.docx": escaping,
    "laughs.eaf": f"{_LAUGHS}<ANNOTATION_DOCUMENT>&i;</ANNOTATION_DOCUMENT>".encode,
    "laughs.ttml": f"{_LAUGHS}<tt xmlns='http://www.w3.org/ns/ttml'><body>&i;</body></tt>".encode,
    "outside.xml": lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI>&x;</TEI>',
    "deep.json": lambda: b"[" * 200_000,
    "deep.xml": lambda: b"<a>" * 200_000,
    "long-line.srt": lambda: b"1\n00:00:01,000 --> 00:00:02,000\n" + b"a" * (1 << 20),
    "nothing.srt": lambda: b"",
    "nul.txt": lambda: b"\x00" * (1 << 18),
    "playlist.mp3": lambda: b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n",
    "script.mp4": lambda: b"ffconcat version 1.0\nfile /etc/passwd\n",
    "lying.wav": lambda: b"RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\x01\0\xff\xff\xff\xff\xff\xff" + b"\xff" * 64,
    "picture.svg": lambda: (
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><image href='/etc/passwd'/></svg>"
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_ends_its_job_and_nothing_else(client: Any, root: Path, name: str) -> None:
    around = {path.name for path in root.parent.iterdir()}
    assert client.post("/upload", {"files": [SimpleUploadedFile(name, FILES[name]())]}).status_code == 302
    run_one(threading.Event())
    job = Job.objects.get()
    assert job.state in ("done", "failed")
    assert "Traceback" not in job.message
    assert {path.name for path in root.parent.iterdir()} == around
    page = client.get("/").content.decode()
    assert "root:" not in page
    assert client.get("/jobs").status_code == 200


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>.srt", "\u202etxt.srt", "a" * 5000 + ".srt", "con.srt", "-rf.srt", "..srt", "…"]
)
def test_a_hostile_name_is_made_a_plain_one(client: Any, root: Path, name: str) -> None:
    content = b"1\n00:00:01,000 --> 00:00:02,000\nGood day.\n"
    client.post("/upload", {"files": [SimpleUploadedFile(name, content)]})
    run_one(threading.Event())
    [folder] = [path for path in root.iterdir() if path.name != ".dragoman-desk"]
    assert folder.parent == root
    assert len(folder.name) <= 60
    assert not set(folder.name) & set("<>/\\\u202e\"'")
    assert not folder.name.startswith((".", "-"))


def test_a_link_that_leads_away_is_not_written_through(client: Any, root: Path, tmp_path: Path) -> None:
    (root / "talk").symlink_to(tmp_path / "away")
    client.post("/upload", {"files": [SimpleUploadedFile("talk.srt", b"1\n")]})
    assert not (tmp_path / "away").exists()
    (root / "talk").unlink()
