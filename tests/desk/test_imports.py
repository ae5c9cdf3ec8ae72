"""Interviews made at the desk of files, folders and pages that somebody sends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import sounds
from dragoman.desk.jobs import run_one
from dragoman.desk.models import Job
from dragoman.folder import is_interview, open_folder
from dragoman.folder.word_alignments import find_alignment

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nGood day.\n\n2\n00:00:03,000 --> 00:00:04,000\nThank you.\n"
SPANISH = SRT.replace(b"Good day.", "Buenos días.".encode()).replace(b"Thank you.", b"Gracias.")
PAGE = """<html><body><!--StartFragment--><h1>My grandmother and the bees</h1>
<p><b>Host:</b> How did it all begin?</p><p><b>Elena:</b> With a swarm in the pear tree. (laughs)</p>
<p><b>Host:</b> And then?</p><p><b>Elena:</b> Then she fetched a basket.</p><!--EndFragment--></body></html>"""


def run(times: int = 1) -> None:
    for _ in range(times):
        run_one(threading.Event())


def send(client: Any, *files: tuple[str, bytes], **fields: str) -> Any:
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post("/upload", {"files": uploads, **fields})


def texts(folder: Path) -> list[tuple[Any, Any]]:
    return [(segment.source, segment.target) for segment in open_folder(folder).transcript.segments]


def sound(tmp_path: Path, seconds: float) -> bytes:
    return sounds.write_wav(tmp_path / "talk.wav", sounds.tone(seconds)).read_bytes()


def test_two_transcripts_become_one_interview(client: Any, root: Path) -> None:
    send(client, ("talk.en.srt", SRT), ("talk.es.srt", SPANISH), source="es")
    run()
    assert texts(root / "talk-en")[0] == (("Buenos días.",), ("Good day.",))


def test_which_of_two_transcripts_is_the_original_is_asked_where_nothing_says_so(client: Any, root: Path) -> None:
    send(client, ("talk.es.srt", SPANISH), ("talk.en.srt", SRT))
    run()
    job = Job.objects.get()
    assert job.state == "asking", job.message
    assert "Which file holds the original?" in client.get(f"/jobs/{job.pk}/answer").content.decode()
    assert client.post(f"/jobs/{job.pk}/answer", {"original": "1"}).status_code == 302
    run()
    assert texts(root / "talk-es")[0] == (("Buenos días.",), ("Good day.",))


def test_a_recording_and_its_transcript_become_one_interview(client: Any, root: Path, tmp_path: Path) -> None:
    send(client, ("talk.wav", sound(tmp_path, 5)), ("talk.srt", SRT))
    run()
    assert Job.objects.get().state == "done", Job.objects.get().message
    recording = open_folder(root / "talk").transcript.recording
    assert recording is not None
    assert (recording.copies[0].address, recording.duration) == ("talk.wav", 5000)
    assert client.get("/i/talk/sound").status_code == 200


def test_the_words_of_a_transcript_get_times_from_its_recording(
    client: Any, root: Path, tmp_path: Path, start: Callable[..., None]
) -> None:
    start(aligner="fake")
    send(client, ("talk.wav", sound(tmp_path, 5)), ("talk.es.srt", SPANISH), source="es")
    run(2)
    assert [job.state for job in Job.objects.order_by("created")] == ["done", "done"]
    assert Job.objects.latest("created").message == "passages whose words have measured times: 2"
    folder = open_folder(root / "talk")
    found = find_alignment(folder.path, folder.transcript.segments[0])
    assert found is not None
    assert found.times == ((1000, 1100), (1100, 1200))


def test_where_no_times_can_be_measured_the_job_says_so(client: Any, root: Path, tmp_path: Path) -> None:
    send(client, ("talk.wav", sound(tmp_path, 5)), ("talk.es.srt", SPANISH), source="es")
    run(2)
    assert "the times of its words are not known" in Job.objects.get().message


def test_an_interview_is_translated_into_the_language_that_is_asked_for(client: Any, root: Path) -> None:
    send(client, ("talk.es.srt", SPANISH), target="Persian")
    run()
    assert open_folder(root / "talk-es").transcript.target_language == "fa"


def test_a_draft_is_translated_into_the_language_that_is_asked_for(client: Any, root: Path, tmp_path: Path) -> None:
    send(client, ("talk.wav", sound(tmp_path, 1)), target="es")
    run()
    assert Job.objects.get(kind="draft").arguments["target"] == "es"


def test_two_recordings_are_no_interview(client: Any, root: Path, tmp_path: Path) -> None:
    send(client, ("a.wav", sound(tmp_path, 1)), ("b.wav", sound(tmp_path, 1)))
    run()
    assert "drop one interview at a time" in Job.objects.get().message


def drop_folder(client: Any, files: dict[str, bytes]) -> Any:
    uploads = [SimpleUploadedFile(path.rpartition("/")[2], content) for path, content in files.items()]
    return client.post("/upload", {"files": uploads, "paths": list(files), "source": "es"})


def test_a_folder_becomes_interviews_and_what_belongs_together_one(client: Any, root: Path, tmp_path: Path) -> None:
    files = {
        "tapes/one.wav": sound(tmp_path, 5),
        "tapes/one.es.srt": SPANISH,
        "tapes/one.en.srt": SRT,
        "tapes/more/two.srt": SRT,
        "tapes/note.xyz": b"?",
    }
    assert drop_folder(client, files).status_code == 302
    run(3)
    assert [job.state for job in Job.objects.all()] == ["done"] * 3, [job.message for job in Job.objects.all()]
    report = Job.objects.get(kind="read-folder").message
    assert report == "interviews: 2\nleft out: tapes/note.xyz: it is not in a format that can be read (.xyz)"
    assert texts(root / "one")[0] == (("Buenos días.",), ("Good day.",))
    assert open_folder(root / "one").transcript.recording
    assert texts(root / "two")[0] == (("Good day.",), None)
    assert list((root / ".dragoman-desk" / "incoming").iterdir()) == []


def test_a_folder_with_nothing_to_read_says_so(client: Any, root: Path) -> None:
    drop_folder(client, {"tapes/note.xyz": b"?"})
    run()
    assert "contains no recording and no transcript that can be read" in Job.objects.get().message


@pytest.mark.parametrize("path", ["../../x/talk.srt", "/etc/talk.srt", "..\\..\\talk.srt", "./././talk.srt"])
def test_no_path_of_a_folder_leads_out_of_the_directory(client: Any, root: Path, path: str) -> None:
    before = {each.name for each in root.parent.iterdir()}
    client.post("/upload", {"files": [SimpleUploadedFile("talk.srt", SRT)], "paths": [path]})
    run(2)
    assert {each.name for each in root.parent.iterdir()} == before
    assert is_interview(root / "talk")


def test_a_folder_without_a_path_for_each_file_is_refused(client: Any, root: Path) -> None:
    uploads = [SimpleUploadedFile("talk.srt", SRT), SimpleUploadedFile("two.srt", SRT)]
    assert client.post("/upload", {"files": uploads, "paths": ["a/talk.srt"]}).status_code == 400


def paste(client: Any, **said: Any) -> Job:
    answer = client.post("/paste", said)
    assert answer.status_code == 302
    run()
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/answer"
    return job


def test_a_page_that_is_pasted_is_shown_before_it_is_made(client: Any, root: Path) -> None:
    job = paste(client, page=SimpleUploadedFile("bees.html", PAGE.encode()))
    assert job.state == "asking", job.message
    page = client.get(f"/jobs/{job.pk}/answer").content.decode()
    assert "4 passages; who speaks: Host, Elena" in page
    assert "What do the brackets mean?" in page
    assert not is_interview(root / "bees")
    client.post(f"/jobs/{job.pk}/answer", {})
    run()
    job.refresh_from_db()
    assert job.state == "done", job.message
    assert len(texts(root / "bees")) == 4


def test_whether_a_page_holds_the_translation_is_asked(client: Any, root: Path) -> None:
    job = paste(client, page=SimpleUploadedFile("bees.html", PAGE.encode()))
    assert "What does the text contain?" in client.get(f"/jobs/{job.pk}/answer").content.decode()
    client.post(f"/jobs/{job.pk}/answer", {"side": "target"})
    run()
    assert texts(root / "bees")[0] == (None, ("How did it all begin?",))


def test_a_text_in_both_languages_that_cannot_be_paired_is_refused_with_what_to_type(client: Any) -> None:
    words = (
        "Ana: Where was the house?\n\nLuis: La casa era de mi padre.\n\n"
        "Ana: And what was in it?\n\nLuis: No lo sé, pero era muy grande."
    )
    job = paste(client, text=words)
    assert "both languages" in client.get(f"/jobs/{job.pk}/answer").content.decode()
    client.post(f"/jobs/{job.pk}/answer", {"side": "both"})
    run()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "type “= ” before each translation" in job.message


def test_the_preview_of_a_pasted_text_shows_its_brackets(client: Any) -> None:
    job = paste(client, text="Ana: I lost nine (hives) to it.\n\nLuis: I (too) lost some.\n\nAna: Yes.")
    assert "Ana: I lost nine (hives) to it." in client.get(f"/jobs/{job.pk}/answer").content.decode()


def test_a_text_that_is_pasted_is_taken_too(client: Any, root: Path) -> None:
    words = "Host: How did it begin?\n\nElena: With a swarm.\n\nHost: And then?\n\nElena: A basket.\n"
    job = paste(client, text=words)
    assert job.state == "asking", job.message
    client.post(f"/jobs/{job.pk}/answer", {})
    run()
    [folder] = [path for path in root.iterdir() if is_interview(path)]
    assert len(texts(folder)) == 4


def test_an_address_that_is_pasted_is_not_opened(client: Any, root: Path) -> None:
    job = paste(client, text="https://radio.example.org/interviews/bees")
    client.post(f"/jobs/{job.pk}/answer", {})
    run()
    job.refresh_from_db()
    assert job.state == "failed"
    assert "was not made: it would have no passages" in job.message


def test_nothing_is_made_of_a_page_that_is_empty(client: Any, root: Path) -> None:
    assert client.post("/paste", {"text": " "}).status_code == 400
    assert not Job.objects.exists()


def test_a_page_that_is_not_wanted_becomes_no_interview(client: Any, root: Path) -> None:
    job = paste(client, page=SimpleUploadedFile("bees.html", PAGE.encode()))
    client.post(f"/jobs/{job.pk}/cancel")
    run()
    job.refresh_from_db()
    assert (job.state, is_interview(root / "bees")) == ("cancelled", False)
