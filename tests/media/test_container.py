"""What is no recording is refused, and nothing that it names is ever read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import av
import pytest

from dragoman.errors import MediaError
from dragoman.media import container
from dragoman.media.container import open_container, refuse_by_content
from sounds import tone, write_media, write_wav

SCRIPTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nreal.wav\n#EXT-X-ENDLIST\n",
    "m3u8 with a mark": "\ufeff#EXTM3U\n#EXTINF:10,\nreal.wav\n",
    "ffconcat": "ffconcat version 1.0\nfile real.wav\n",
    "concat": "file 'real.wav'\nfile 'real.wav'\n",
    "dash": '<?xml version="1.0"?>\n<MPD><Period><BaseURL>real.wav</BaseURL></Period></MPD>\n',
    "dash, bare": "<MPD><Period><BaseURL>real.wav</BaseURL></Period></MPD>\n",
    "smil": "<smil><body><audio src='real.wav'/></body></smil>",
    "sdp": "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\n",
    "pls": "[playlist]\nFile1=real.wav\nNumberOfEntries=1\n",
    "asx": '<asx version="3.0"><entry><ref href="real.wav"/></entry></asx>\n',
    "asf reference": "[Reference]\nRef1=http://127.0.0.1/real.wav\n",
    "bare address": "rtsp://127.0.0.1/stream\n",
    "m3u8 after blank lines": "\n\n  #EXTM3U\n#EXTINF:10,\nreal.wav\n",
}


@pytest.fixture(params=SCRIPTS, ids=list(SCRIPTS))
def script(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A script that names a real recording beside it, under the name of a recording."""
    write_wav(tmp_path / "real.wav", tone(1))
    path = tmp_path / "interview.mp4"
    path.write_text(SCRIPTS[request.param], encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(MediaError) as caught, open_container(path):
        pass
    return str(caught.value)


def test_a_script_is_refused_before_anything_opens_it(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(av, "open", lambda *_, **__: pytest.fail("it was opened"))
    assert refusal(script) == (
        f"{script}: is a playlist or script that names other files, not a recording; name the recording itself"
    )


def test_a_script_that_slips_through_is_refused_by_the_list_of_demuxers(
    script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "refuse_by_content", lambda path: None)
    assert "cannot be read as sound" in refusal(script)


def test_no_demuxer_that_opens_other_files_is_let_near_a_recording() -> None:
    names = {name for row in container.DEMUXERS for name in row.split(",")}
    assert not names & {"hls", "applehttp", "concat", "dash", "sdp", "rtsp", "rtp", "image2", "lavfi", "tedcaptions"}


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("talk.mp4", b"", "is empty (0 bytes); copy or download it again"),
        ("talk.mp4", b"Good morning.\nToday we talk about bread.\n", "contains text, not sound"),
        ("talk.mp4", "Доброе утро.\n".encode() * 400, "contains text, not sound"),
        ("talk.mp4", b"{\\rtf1 words}", "contains text, not sound"),
        ("talk.wav", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n", "contains text, not sound"),
        ("talk.mp3", bytes(range(256)) * 40, "cannot be read as sound"),
        ("talk.wav", b"RIFF\x00\x00\x00\x00WAVE", "cannot be read as sound"),
        ("talk.flac", b"fLaC\x00\x00\x00\x22", "cannot be read as sound"),
        ("talk.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(500), "cannot be read as sound"),
    ],
)
def test_what_is_no_recording_is_told_by_its_content(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert fault in refusal(tmp_path / name)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path / "talk.mp4").endswith("talk.mp4: does not exist; check the name")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a folder; name the recording inside it"


def test_a_file_in_a_file_is_told(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1))
    assert refusal(tmp_path / "a.wav" / "b.wav").endswith("b.wav: cannot be opened (not a directory); check the name")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_wav(tmp_path / "talk.wav", tone(1))

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbidden)
    assert (
        refusal(path) == f"{path}: cannot be read: permission is denied; change its permissions so that you can read it"
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "talk.wav")
    assert refusal(tmp_path / "talk.wav").endswith("talk.wav: is not an ordinary file; save the recording as a file")


def test_a_picture_without_sound_is_told(tmp_path: Path) -> None:
    path = write_media(tmp_path / "talk.mp4", None, codec="", picture=1)
    assert refusal(path) == f"{path}: has no sound track; name a recording with sound"


def test_an_absurd_rate_is_told(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", tone(1), rate=1)
    assert refusal(path) == f"{path}: has sound of 1 samples a second; check whether it is complete"


def test_a_recording_that_is_read_elsewhere_stays_whole(tmp_path: Path) -> None:
    path = write_wav(tmp_path / "talk.wav", tone(1))
    before = path.read_bytes()
    refuse_by_content(path)
    with open_container(path) as opened:
        assert [stream.type for stream in opened.streams] == ["audio"]
    assert path.read_bytes() == before


def test_a_container_is_closed_also_after_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, opened = av.open, list[Any]()

    def remember(*arguments: Any, **named: Any) -> Any:
        opened.append(real(*arguments, **named))
        return opened[-1]

    monkeypatch.setattr(av, "open", remember)
    with pytest.raises(KeyError), open_container(write_wav(tmp_path / "talk.wav", tone(1))):
        raise KeyError
    with pytest.raises(AssertionError):
        next(opened[0].demux())
