"""Every written file that has a place for it says how much a person has heard; none says 0 % where nobody could."""

from __future__ import annotations

import io
import json
import re
import zipfile

import msgspec
import pytest

from bitexts import bitext
from dragoman.formats import find_writable, write
from dragoman.formats.options import WriteOptions
from dragoman.render.review_share import heard_line
from dragoman.transcript.document import Recording, Transcript

SILENT = bitext(("Hola.", "Hello."), ("Éramos tres.", "We were three."), ("Sí.", "Yes."), ("No.", "No."))
KNOWN = msgspec.structs.replace(SILENT, recording=Recording(languages=("es",), duration=16_000))
WITH_A_PLACE = ("vtt", "page", "tei", "iso24624", "docx", "epub", "blog", "eaf", "ass", "ttml", "noscribe")
# All others hold words and times, and nothing about the whole.
WITHOUT_A_PLACE = tuple(name for name in find_writable() if name not in (*WITH_A_PLACE, "json"))


def heard(*places: int) -> Transcript:
    segments = tuple(
        msgspec.structs.replace(segment, heard_by=("ana",) if place in places else ())
        for place, segment in enumerate(KNOWN.segments)
    )
    return msgspec.structs.replace(KNOWN, segments=segments)


def text_of(document: Transcript, name: str) -> str:
    content = write(document, name, WriteOptions()).content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(member).decode("utf-8", "replace") for member in archive.namelist()]
            content = "\n".join(parts).encode()
    return " ".join(re.sub(r"<[^<>]+>", " ", content.decode("utf-8-sig")).split())


@pytest.mark.parametrize("name", WITH_A_PLACE)
def test_it_says_the_share_that_was_heard(name: str) -> None:
    text = text_of(heard(0), name)
    assert re.search(r"Heard against the recording:? 25 % of the time of its passages", text)


@pytest.mark.parametrize("name", WITH_A_PLACE)
def test_it_says_that_nothing_was_heard(name: str) -> None:
    assert re.search(r"Heard against the recording:? [Nn]othing yet", text_of(KNOWN, name))


@pytest.mark.parametrize("name", WITH_A_PLACE)
def test_without_a_recording_it_is_not_possible(name: str) -> None:
    assert re.search(r"Heard against the recording:? [Nn]ot possible: there is no recording", text_of(SILENT, name))


@pytest.mark.parametrize("name", WITHOUT_A_PLACE)
def test_one_without_a_place_names_what_it_leaves_out(name: str) -> None:
    written = write(heard(0), name, WriteOptions())
    assert "who has listened" in " ".join(problem.message for problem in written.problems)


def test_json_has_the_share_and_who() -> None:
    export = json.loads(write(heard(0, 1), "json", WriteOptions()).content)
    assert export["heard"] == 0.5
    assert export["transcript"]["segments"][0]["heard_by"] == ["ana"]
    assert json.loads(write(SILENT, "json", WriteOptions()).content)["heard"] is None


def test_all_is_said_only_where_it_is_all() -> None:
    assert heard_line(heard(0, 1, 2, 3)) == "Heard against the recording: all of it."
    assert heard_line(heard(0, 1, 2)) == "Heard against the recording: 75 % of the time of its passages."
