from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import msgspec
import pytest

import sounds
from bitexts import bitext
from dragoman.cli import main
from dragoman.desk.jobs import run_one
from dragoman.desk.models import Job
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.editions import load_editions
from dragoman.folder.withdrawal import withdraw_passages
from dragoman.transcript import edit
from dragoman.transcript.document import Copy, Engine, Facts, Person, Recording, Tombstone
from interviews import spanish_english

Make = Callable[[str], Path]


@pytest.fixture
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def page_of(client: Any, address: str = "/i/talk/release") -> str:
    page: str = client.get(address).content.decode()
    return page


def head(client: Any) -> str:
    return str(re.findall(r'name="head" value="([^"]+)"', page_of(client))[0])


def send(client: Any, **said: str) -> Any:
    answers = {"head": head(client), "slug": "bees", "anyway": "the editor said so", **said}
    return client.post("/i/talk/release/make", answers, follow=True)


def test_what_stands_in_the_way_leads_to_the_place(client: Any, talk: Path) -> None:
    page = page_of(client)
    assert "What stands in the way of edition 1" in page
    assert re.search(r'<h3>it has unsettled \w+ \(.*?</h3><ul><li><a href="/i/talk/#s0', page)


def test_a_passage_that_was_sent_back_leads_to_its_row(client: Any, talk: Path) -> None:
    for state in ("reviewed", "initial"):
        folder = open_folder(talk)
        commit(folder, edit.set_state(folder.transcript, "s00000002", state, sign(folder, Person(handle="ben"))))
    page = page_of(client)
    assert "<h3>it has unsettled passages that were sent back (sent-back: s00000002)</h3>" in page
    row = '<a href="/i/talk/#s00000002"><bdi>ben sent it back, and its texts have not changed since</bdi></a>'
    assert row in page


def test_an_edition_is_released_with_a_reason(client: Any, talk: Path) -> None:
    page = send(client, note="The first one").content.decode()
    [edition] = load_editions(open_folder(talk))
    assert (edition.number, edition.slug, edition.note) == (1, "bees", "The first one")
    assert "Edition 1 is released." in page


def test_a_release_after_which_nothing_changed_reads_as_done(client: Any, talk: Path) -> None:
    send(client)
    assert '<p role="status">Nothing has changed since edition 1.</p>' in page_of(client)
    assert "nothing is released" not in page_of(client)


def test_a_reader_who_reported_an_error_is_thanked(client: Any, talk: Path) -> None:
    send(client)
    folder = open_folder(talk)
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("So?",), sign(folder, Person(handle="ana"))))
    assert 'name="thanks-s00000002"' in page_of(client)
    send(client, **{"why-s00000002": "misheard", "thanks-s00000002": "Eva L."})
    [change] = load_editions(open_folder(talk))[-1].changes
    assert (change.why, change.thanks) == ("misheard", "Eva L.")


def test_each_missing_fact_leads_to_its_field(client: Any, root: Path) -> None:
    whole = msgspec.structs.replace(spanish_english(), facts=Facts(), recording=Recording(languages=("es",)))
    create_folder(root / "talk", whole, Engine(name="whisper"))
    page = page_of(client)
    assert '<a href="/i/talk/facts#fact-dates"><bdi>fill in “Dates”</bdi></a>' in page
    assert '<a href="/i/talk/facts#fact-licence"><bdi>fill in “Licence”</bdi></a>' in page
    assert "say it among the facts" not in page
    facts = page_of(client, "/i/talk/facts")
    assert '<label id="fact-dates">Dates <span class="needed" aria-hidden="true">needed</span>' in facts
    assert "A release needs this, or “Published at”." in facts
    assert '<label id="fact-tags">Tags\n' in facts


def test_without_a_reason_nothing_is_released(client: Any, talk: Path) -> None:
    page = send(client, anyway="").content.decode()
    assert load_editions(open_folder(talk)) == ()
    assert 'role="alert"' in page


def test_what_was_not_seen_is_not_released(client: Any, talk: Path) -> None:
    page = send(client, head="0" * 64).content.decode()
    assert load_editions(open_folder(talk)) == ()
    assert "has been changed since this page was made" in page


def test_the_page_is_shown_as_readers_will_see_it_and_nothing_is_frozen(client: Any, talk: Path) -> None:
    answer = client.get("/i/talk/preview/", follow=True)
    page = answer.content.decode()
    address = answer.redirect_chain[-1][0]
    assert "How did it all begin?" in page
    style = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)[0]
    assert client.get(urljoin(address, style))["Content-Type"].startswith("text/css")
    assert load_editions(open_folder(talk)) == ()
    assert client.get("/i/talk/preview/../../history.jsonl").status_code == 404


@pytest.fixture
def sounding(root: Path) -> Path:
    """The interview with its recording, without the passage that may not be heard and has no time."""
    transcript = spanish_english()
    heard = tuple(segment for segment in transcript.segments if segment.withdrawn is None)
    whole = msgspec.structs.replace(transcript, segments=heard)
    folder = create_folder(root / "talk", whole, Engine(name="whisper"))
    sounds.write_wav(folder.path / "tone.mp3", sounds.tone(70))
    return folder.path


def preview_of(client: Any, media: str) -> tuple[str, str]:
    """The preview's address and page, once the sound is copied."""
    address = f"/i/talk/preview/?media={media}"
    for _ in range(900):
        answer = client.get(address, follow=True)
        if answer.status_code == 200:
            return answer.redirect_chain[-1][0], answer.content.decode()
        assert answer.status_code == 202
        assert answer["Refresh"] == "2"
        time.sleep(0.1)
    raise AssertionError("the sound is not copied")


def test_the_preview_plays_the_sound_as_readers_will_hear_it(client: Any, sounding: Path) -> None:
    address, page = preview_of(client, "copy")
    sound = re.findall(r'<audio src="([^"]+)"', page)[0]
    answer = client.get(urljoin(address, sound), headers={"range": "bytes=0-99"})
    assert (answer.status_code, answer["Content-Type"]) == (206, "audio/webm")
    assert len(b"".join(answer.streaming_content)) == 100
    assert load_editions(open_folder(sounding)) == ()


def test_no_sound_of_a_preview_is_written_where_a_link_leads(client: Any, sounding: Path, tmp_path: Path) -> None:
    (sounding / ".dragoman").mkdir(exist_ok=True)
    (sounding / ".dragoman" / "work").symlink_to(tmp_path)
    for _ in range(900):
        answer = client.get("/i/talk/preview/?media=copy", follow=True)
        if answer.status_code != 202:
            break
        time.sleep(0.1)
    assert answer.status_code == 400
    assert "is a link to somewhere else" in answer.content.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_withdrawal_takes_out_the_sound_of_the_preview(client: Any, sounding: Path) -> None:
    preview_of(client, "copy")
    assert list(sounding.rglob("sound-*.webm"))
    folder = open_folder(sounding)
    withdraw_passages(folder, frozenset({"s00000002"}), Tombstone(date="2026-05-02"), Person(handle="ana"))
    assert not list(sounding.rglob("sound-*.webm"))


def test_a_preview_with_a_copy_of_sound_that_is_not_here_says_why(client: Any, talk: Path) -> None:
    answer = client.get("/i/talk/preview/?media=copy", follow=True)
    assert answer.status_code == 400
    assert "has no recording at tone.mp3 to copy" in answer.content.decode().replace("talk/", "")


def test_a_preview_without_sound_has_no_player(client: Any, sounding: Path) -> None:
    assert "<audio" not in preview_of(client, "none")[1]


def test_a_preview_plays_from_elsewhere_only_what_was_asked_for(client: Any, root: Path) -> None:
    transcript = spanish_english()
    copies = (Copy(address="https://radio.example.org/bees.mp3"),)
    recording = Recording(media_type="audio/mpeg", languages=("es",), copies=copies)
    create_folder(root / "talk", msgspec.structs.replace(transcript, recording=recording), Engine(name="whisper"))
    page = page_of(client)
    assert "played from radio.example.org" in page
    linked = client.get("/i/talk/preview/?media=link", follow=True)
    assert "media-src 'self' https://radio.example.org;" in linked["Content-Security-Policy"]
    without = client.get("/i/talk/preview/?media=none", follow=True)
    assert "media-src 'self';" in without["Content-Security-Policy"]


def test_there_is_no_other_way_to_give_readers_the_sound(client: Any, talk: Path) -> None:
    assert client.get("/i/talk/preview/?media=stream").status_code == 404
    assert client.post("/publish", {"media": "stream"}).status_code == 404


def published(client: Any, **said: str) -> Job:
    assert client.post("/publish", said).status_code == 302
    run_one(threading.Event())
    job = Job.objects.get()
    assert job.state == "done", job.message
    return job


def test_every_edition_is_published_in_the_background(client: Any, talk: Path, root: Path) -> None:
    send(client)
    job = published(client)
    assert job.message.startswith("interviews: 1; files that changed: ")
    assert "How did it all begin?" in (root / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    assert client.get("/").content.decode().count('href="/i/') == 1


def test_publishing_says_where_the_site_lies_and_what_it_lacks(client: Any, talk: Path, root: Path) -> None:
    send(client)
    message = published(client).message
    assert f"the site: {root / 'site' / 'index.html'}" in message
    assert "note: the pages name no address for errors and takedowns" in message
    assert "note: the site has no address, so there are no feeds" in message


def test_the_published_site_can_be_looked_at(client: Any, talk: Path, root: Path) -> None:
    send(client)
    published(client)
    assert 'href="/site/index.html"' in page_of(client)
    answer = client.get("/site/bees/", follow=True)
    assert "How did it all begin?" in b"".join(answer.streaming_content).decode()
    style = client.get("/site/assets/style.css")
    assert style["Content-Type"].startswith("text/css")
    assert client.get("/site/.editions.json").status_code == 404
    assert client.get("/site/../talk/history.jsonl").status_code == 404
    (root / "site" / "out").symlink_to(talk)
    assert client.get("/site/out/history.jsonl").status_code == 404


def test_the_settings_are_read_at_each_publication(client: Any, talk: Path, root: Path) -> None:
    send(client)
    (root / "dragoman.toml").write_text('[desk]\nname = "The New Desk"\n', encoding="utf-8")
    published(client)
    assert "The New Desk" in (root / "site" / "bees" / "index.html").read_text(encoding="utf-8")


def test_a_copy_of_the_sound_is_published_where_that_is_wanted(client: Any, sounding: Path, root: Path) -> None:
    send(client)
    published(client, media="copy")
    [copy] = (root / "site" / "bees").glob("sound-*.webm")
    assert copy.name in (root / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<option value="copy" selected>', page_of(client))


def test_interviews_in_folders_below_are_published_too(client: Any, make_interview: Make, root: Path) -> None:
    (root / "radio" / "2024").mkdir(parents=True)
    make_interview("radio/2024/talk")
    address = "/i/radio/2024/talk/release"
    seen = str(re.findall(r'name="head" value="([^"]+)"', page_of(client, address))[0])
    client.post(f"{address}/make", {"head": seen, "slug": "bees", "anyway": "the editor said so"})
    published(client)
    assert (root / "site" / "bees" / "index.html").is_file()


def test_one_interview_is_published_and_the_others_stay_as_they_are(
    client: Any, talk: Path, make_interview: Make, root: Path
) -> None:
    send(client)
    make_interview("other")
    seen = str(re.findall(r'name="head" value="([^"]+)"', page_of(client, "/i/other/release"))[0])
    client.post("/i/other/release/make", {"head": seen, "slug": "others", "anyway": "the editor said so"})
    published(client, only="talk", key="talk")
    assert {path.name for path in (root / "site").iterdir() if path.is_dir()} >= {"bees"}
    assert not (root / "site" / "others").exists()
    assert client.post("/publish", {"only": "nowhere"}).status_code == 404


def test_the_history_tells_who_did_what(client: Any, talk: Path) -> None:
    page = page_of(client, "/i/talk/history")
    assert "<bdi>whisper</bdi> (a machine)" in page
    assert "Take back" not in page


def test_the_history_names_the_passage_of_a_changed_text(client: Any, talk: Path) -> None:
    folder = open_folder(talk)
    by = sign(folder, Person(handle="ben"))
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("She was born there.",), by))
    assert '<a href="/i/talk/#s00000002">Passage 2, translation</a>: ' in page_of(client, "/i/talk/history")


def test_the_history_has_no_link_to_a_passage_that_was_deleted(client: Any, talk: Path) -> None:
    by = Person(handle="ben")
    folder = open_folder(talk)
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("She was born there.",), sign(folder, by)))
    folder = open_folder(talk)
    commit(folder, edit.remove_segment(folder.transcript, "s00000002", sign(folder, by)))
    page = page_of(client, "/i/talk/history")
    assert "A passage that is no longer there, translation: " in page
    assert "#s00000002" not in page


def test_what_was_taken_back_cannot_be_taken_back_again(client: Any, talk: Path) -> None:
    main(["review", str(talk), "s00000002", "--state", "reviewed", "--handle", "ben"])
    change = re.findall(r'name="change" value="([^"]+)"', page_of(client, "/i/talk/history"))[0]
    client.post("/i/talk/history/take-back", {"change": change})
    client.post("/i/talk/history/take-back", {"change": change})
    page = page_of(client, "/i/talk/history")
    assert "has been undone already" in page
    assert "<strong>(taken back)</strong>" in page


def test_what_to_listen_to_first_leads_to_the_passage(client: Any, talk: Path) -> None:
    page = page_of(client, "/i/talk/listening?minutes=1")
    assert re.search(r'<a href="/i/talk/#s0000000\d">Passage \d+, ', page)


def test_speech_without_words_is_to_be_listened_to(client: Any, root: Path) -> None:
    create_folder(root / "talk", bitext(("[untranscribed 4s]", "[untranscribed 4s]")), Engine(name="whisper"))
    page = page_of(client, "/i/talk/listening")
    assert "Nothing is left to listen to" not in page
    assert '<p class="hint">speech without words</p>' in page


@pytest.mark.parametrize(
    "address", ["listening?minutes=x", "history?page=999999", "history?page=-1", "listening?minutes=0"]
)
def test_what_is_no_number_is_the_usual_one(client: Any, talk: Path, address: str) -> None:
    assert client.get(f"/i/talk/{address}").status_code == 200


def test_an_editor_cannot_publish_by_trying_a_job_again(log_in: Callable[[str], Any]) -> None:
    job = Job.objects.create(kind="publish", state=Job.State.FAILED, by="ana")
    assert log_in("editor").post(f"/jobs/{job.pk}/retry").status_code == 403
    job.refresh_from_db()
    assert job.state == "failed"


def test_an_edition_is_held_back_until_a_time(client: Any, talk: Path) -> None:
    page = send(client, **{"not-before": "2031-05-01T06:00"}).content.decode()
    [edition] = load_editions(open_folder(talk))
    assert edition.not_before == "2031-05-01T06:00:00Z"
    assert "It is published with the first site that is written after 2031-05-01T06:00:00Z." in page
    assert ", not before 2031-05-01T06:00:00Z" in page


def test_what_is_no_time_releases_nothing(client: Any, talk: Path) -> None:
    page = send(client, **{"not-before": "in May"}).content.decode()
    assert "is not a time; write it as in 2026-05-01T06:00" in page
    assert load_editions(open_folder(talk)) == ()


def test_somebody_is_shown_by_another_name_or_by_the_role_alone(client: Any, talk: Path) -> None:
    folder = open_folder(talk)
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("So?",), sign(folder, Person(handle="ana"))))
    assert '<span><bdi>ana</bdi> (translator)</span> <input name="show-ana" value="ana"' in page_of(client)
    send(client, **{"show-ana": "A. R."})
    assert "A. R." in {one.shown for one in load_editions(open_folder(talk))[-1].people}
    folder = open_folder(talk)
    commit(folder, edit.set_target(folder.transcript, "s00000002", ("And so?",), sign(folder, Person(handle="ana"))))
    assert 'name="show-ana" value="A. R."' in page_of(client)
    send(client, **{"show-ana": ""})
    assert {"A. R.", "ana"}.isdisjoint(one.shown for one in load_editions(open_folder(talk))[-1].people)


def test_what_became_confidential_after_its_release_is_taken_off_the_site(client: Any, talk: Path, root: Path) -> None:
    send(client)
    client.post("/publish", {"key": "talk", "media": "none"})
    assert run_one(threading.Event())
    assert (root / "site" / "bees" / "index.html").exists()
    facts = page_of(client, "/i/talk/facts")
    said = dict(re.findall(r'name="(head|epoch)" value="([^"]*)"', facts))
    page = client.post("/i/talk/facts/change", {**said, "confidential": "yes"}, follow=True).content.decode()
    assert "Its pages stay on the site until that is published again" in page
    page = page_of(client)
    assert "Take its pages off the site now" in page
    assert "<h3>it is marked as confidential</h3>" in page
    client.post("/publish", {"key": "talk", "only": "talk"})
    assert run_one(threading.Event())
    assert not (root / "site" / "bees").exists()
    assert "was marked as confidential after its edition 1" in Job.objects.latest("created").message
