from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dragoman.desk.jobs import add_job, cancel, run_one, try_again
from dragoman.desk.models import Job
from dragoman.folder import is_interview, open_folder

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nGood day.\n\n2\n00:00:03,000 --> 00:00:04,000\nThank you.\n"


def run(times: int = 1) -> None:
    for _ in range(times):
        run_one(threading.Event())


def send(client: Any, *files: tuple[str, bytes], **fields: str) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/upload", {"files": uploads, **fields})


def test_a_transcript_that_is_dropped_becomes_an_interview(client: Any, root: Path) -> None:
    assert send(client, ("talk.srt", SRT)).status_code == 302
    run()
    job = Job.objects.get()
    assert (job.state, job.message) == ("done", job.message)
    assert [segment.source for segment in open_folder(root / "talk").transcript.segments] == [
        ("Good day.",),
        ("Thank you.",),
    ]


def test_a_file_that_is_nothing_is_a_failed_job_that_says_why(client: Any, root: Path) -> None:
    send(client, ("talk.mp3", b"\x00\x01 this is no sound"))
    run()
    job = Job.objects.get()
    assert job.state == "failed"
    assert "talk.mp3" in job.message
    assert not is_interview(root / "talk")


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\x.srt", "/x.srt", "a\x00b.srt", ".dragoman-desk", "%2e%2e.srt"]
)
def test_no_name_of_a_file_leads_out_of_the_directory(client: Any, root: Path, name: str) -> None:
    before = {path.name for path in root.parent.iterdir()}
    send(client, (name, SRT))
    assert {path.name for path in root.parent.iterdir()} == before
    [folder] = [path for path in root.iterdir() if path.name != ".dragoman-desk"]
    assert folder.resolve().parent == root.resolve()


def test_a_second_file_of_the_same_name_is_another_interview(client: Any, root: Path) -> None:
    send(client, ("talk.srt", SRT))
    send(client, ("talk.srt", SRT))
    run(2)
    assert is_interview(root / "talk")
    assert is_interview(root / "talk-2")


def test_an_unknown_language_is_refused_before_anything_is_kept(client: Any, root: Path) -> None:
    assert send(client, ("talk.srt", SRT), source="klingonese").status_code == 400
    assert not (root / "talk").exists()


def test_a_job_that_waits_is_cancelled_at_once_and_can_be_tried_again(root: Path) -> None:
    job = add_job("read", "talk", "ana", files=[], folder=str(root / "talk"))
    cancel(job)
    run()
    job.refresh_from_db()
    assert job.state == "cancelled"
    try_again(job)
    job.refresh_from_db()
    assert job.state == "waiting"


def test_a_job_whose_server_was_killed_is_taken_up_again(client: Any, root: Path) -> None:
    send(client, ("talk.srt", SRT))
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.update(state="running", beat=long_ago)
    run()
    assert Job.objects.get().state == "done"
    assert is_interview(root / "talk")


def test_a_job_that_somebody_is_at_is_not_taken_twice(root: Path) -> None:
    add_job("read", "talk", "ana", files=[], folder=str(root / "talk"))
    Job.objects.update(state="running", beat=timezone.now())
    assert not run_one(threading.Event())


def test_the_list_shows_what_is_being_done(client: Any, root: Path) -> None:
    send(client, ("talk.srt", SRT))
    assert "read, waiting" in client.get("/").content.decode()
