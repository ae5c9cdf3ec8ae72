from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import FolderError
from dragoman.folder import create_folder
from dragoman.press.entry import make_entry
from dragoman.press.media import SoundCopy, find_page_player, find_sound, make_copy, plan_copy
from dragoman.press.site_model import Interview, covers_words, find_parts
from dragoman.render.page.player import time_address
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Tombstone, Transcript
from dragoman.transcript.edition import Edition, withhold
from dragoman.transcript.span import Span
from editions import DESK, make_site, released
from interviews import arabic_english, passage

GRAVE = Tombstone(date="2026-05-02")
ROWS = (
    passage(1, None, 0, 4, "Hola.", "Hello."),
    passage(2, None, 4, 9, "Soy [redacted: safety].", "I am [redacted: safety]."),
    passage(3, None, 9, None, "Adiós.", "Goodbye."),
    passage(4, None, 12, 15, "Ya.", "Done."),
)


def document(*rows: Segment, covers: Span | None = None, offset: int = 0) -> Transcript:
    copy = Copy(address="tone.wav", sha256="cd" * 32, offset=offset)
    whole = Transcript(
        recording=Recording(languages=("es",), copies=(copy,)), segments=rows or ROWS, target_language="en"
    )
    return msgspec.structs.replace(whole, facts=msgspec.structs.replace(whole.facts, covers=covers))


def planned(tmp_path: Path, transcript: Transcript, *editions: Edition) -> SoundCopy:
    folder = create_folder(tmp_path / "talk", transcript, Engine(name="whisper"))
    (folder.path / "tone.wav").write_bytes(b"RIFF")
    copy = plan_copy(folder.path, editions or (released(transcript),))
    assert copy is not None
    return copy


def test_a_redacted_passage_is_silent(tmp_path: Path) -> None:
    assert planned(tmp_path, document()).silent == (Span(4000, 9000),)


def test_a_withdrawn_passage_without_an_end_is_silent_up_to_the_next(tmp_path: Path) -> None:
    edition = withhold(released(document()), ["segment:s00000003"], GRAVE)
    assert planned(tmp_path, document(), edition).silent == (Span(4000, 9000), Span(9000, 12000))


def test_what_any_edition_redacts_is_silent_whatever_the_others_say(tmp_path: Path) -> None:
    first = released(document())
    open_ = passage(2, None, 4, 9, "Soy Ana.", "I am Ana.")
    second = released(document(ROWS[0], open_, *ROWS[2:]), first)
    assert planned(tmp_path, document(), first, second).silent == (Span(4000, 9000),)


def test_of_a_withdrawn_edition_only_what_still_stands_is_heard(tmp_path: Path) -> None:
    first = released(document())
    buried = first
    for row in ROWS:
        buried = withhold(buried, [f"segment:{row.id}"], GRAVE)
    buried = msgspec.structs.replace(buried, withdrawn=GRAVE)
    second = released(document(*ROWS[:3]), first)
    assert planned(tmp_path, document(), buried, second).silent == (Span(4000, 9000), Span(12000, 15000))


def test_times_are_those_of_the_recordings_file_and_of_the_range_that_is_covered(tmp_path: Path) -> None:
    copy = planned(tmp_path, document(covers=Span(3000, 15000), offset=2000))
    assert (copy.covers, copy.silent, copy.offset) == (Span(1000, 13000), (Span(2000, 7000),), 3000)


def test_another_redaction_makes_another_name(tmp_path: Path) -> None:
    one = planned(tmp_path, document())
    other = plan_copy(tmp_path / "talk", (withhold(released(document()), ["segment:s00000001"], GRAVE),))
    assert other is not None
    assert one.name != other.name


def elsewhere(tmp_path: Path, address: str, sha256: str | None) -> SoundCopy:
    """The copy of a folder that names a recording outside of it."""
    (tmp_path / "private.wav").write_bytes(b"RIFF")
    recording = Recording(copies=(Copy(address=address, sha256=sha256),))
    transcript = Transcript(recording=recording, segments=(ROWS[0],), target_language="en")
    folder = create_folder(tmp_path / "talk", transcript, Engine(name="whisper"))
    if not Path(address).is_absolute() and "/" not in address:
        (folder.path / address).symlink_to(tmp_path / "private.wav")
    copy = plan_copy(folder.path, (released(transcript),))
    assert copy is not None
    return copy


@pytest.mark.parametrize("address", ["../private.wav", "..%2Fprivate.wav", "link.wav"])
def test_a_file_outside_the_folder_is_not_copied(tmp_path: Path, address: str) -> None:
    copy = elsewhere(tmp_path, address, "ab" * 32)
    with pytest.raises(FolderError, match="is not the recording: its hash is different"):
        make_copy(copy, tmp_path / "copy.webm")
    assert not (tmp_path / "copy.webm").exists()


def test_a_file_outside_the_folder_is_not_read_where_no_hash_is_known(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"names a recording outside of it, .*, and no hash"):
        elsewhere(tmp_path, "../private.wav", None)


def test_the_recording_is_copied_wherever_it_lies(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(b"RIFF").hexdigest()
    assert elsewhere(tmp_path, "../private.wav", sha256).sha256 == sha256


def test_what_may_not_be_heard_and_has_no_time_stops_it(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="has a passage s00000009 that may not be heard"):
        planned(tmp_path, document(*ROWS, Segment(id="s00000009", withdrawn=GRAVE)))


@pytest.mark.parametrize(
    ("address", "timed"),
    [
        ("https://radio.example/a.mp3", "https://radio.example/a.mp3#t=12.5"),
        ("https://radio.example/a.mp3?key=1", "https://radio.example/a.mp3?key=1#t=12.5"),
        ("https://www.youtube.com/watch?v=abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk&t=12s"),
        ("https://youtu.be/abcdefghijk", "https://youtu.be/abcdefghijk?t=12s"),
    ],
)
def test_a_time_leads_to_its_second_elsewhere(address: str, timed: str) -> None:
    transcript = Transcript(recording=Recording(copies=(Copy(address="x.wav"), Copy(address=address))))
    player = find_page_player(transcript, "link", None, "../")
    assert player is not None
    assert time_address(player, 12_500) == timed
    assert find_page_player(transcript, "none", None, "../") is None


def test_a_page_that_is_no_recording_has_no_times() -> None:
    assert find_sound(Transcript(recording=Recording(copies=(Copy(address="https://radio.example/talk"),)))) is None


def test_a_video_elsewhere_is_linked_and_its_player_may_be_framed() -> None:
    video = "https://www.youtube.com/watch?v=abcdefghijk"
    transcript = msgspec.structs.replace(arabic_english(), recording=Recording(copies=(Copy(address=video),)))
    made = Interview(slug="potter", editions=(released(transcript, slug="potter"),))
    page = make_site([made], msgspec.structs.replace(DESK, media="link"))["potter/index.html"].decode()
    assert f"{video.replace('&', '&amp;')}&amp;t=21s" in page
    assert 'data-address="https://www.youtube-nocookie.com/embed/abcdefghijk" data-kind="frame"' in page
    assert "frame-src https://www.youtube-nocookie.com" in page
    assert "<iframe" not in page
    assert "media-src" not in page


def test_a_video_that_has_no_number_is_no_recording() -> None:
    channel = "https://www.youtube.com/@radio"
    assert find_sound(Transcript(recording=Recording(copies=(Copy(address=channel),)))) is None


def test_parts_of_one_recording_link_each_other_in_its_order() -> None:
    late, early = document(covers=Span(600_000, 900_000)), document(covers=Span(0, 300_000))
    other = msgspec.structs.replace(document(), recording=Recording(copies=(Copy(address="y.wav", sha256="ef" * 32),)))
    made = [
        Interview(slug=slug, editions=(released(transcript, slug=slug),))
        for slug, transcript in (("late", late), ("early", early), ("whole", document()), ("other", other))
    ]
    parts = find_parts(map(make_entry, made))
    told = [(part.slug, covers_words(part.covers)) for part in parts["late"]]
    assert told == [("early", "0:00–5:00"), ("whole", None)]
    assert "other" not in parts
    page = make_site(made, DESK)["late/e1/index.html"].decode()
    assert 'href="../../early/index.html"' in page
    assert "An excerpt, from 10:00 to 15:00 of the whole" in page
    assert "other/index.html" not in page
