"""What a house types for a mark, its own profile reads back as that mark."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from dragoman.conventions.brackets import read_brackets
from dragoman.conventions.profiles import NOTATION, PROFILES
from dragoman.errors import SettingsError
from dragoman.formats import find_writable, write
from dragoman.formats.options import WriteOptions
from dragoman.render.mark_text import frame, wording
from dragoman.transcript.document import Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    CodeSwitch,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Pause,
    Phonetic,
    Redacted,
    Sic,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Wrapper,
    Writing,
    find_marks,
)

MARKS: list[Mark] = [
    Supplied(("to all",)),
    Unclear(("Karaj",)),
    Phonetic(("Ahmadi",)),
    Gap("inaudible"),
    Gap("inaudible", 3000),
    Gap("omitted"),
    Gap("omitted", None, "greetings"),
    Redacted("safety"),
    Vocal("laughs"),
    Kinesic("nods"),
    Incident("applause"),
    Pause(),
    Pause(4000),
    Writing("BREAKING"),
    Gloss(("riverbed",)),
    CodeSwitch("en", ("human rights",)),
    Sic(("Baghdad",)),
    Sic(("Baghdad",), "Tehran"),
    Note(("a pun",)),
]


SAID = Transcript(
    recording=Recording(languages=("en",)),
    segments=(Segment(id="s00000001", span=Span(0, 3000), source=("Yes ", Supplied(("to all",)))),),
)
# The others keep what is meant, and ELAN has the notation.
# XLIFF and TMX are typed in the notation, whoever publishes: they are taken back in.
SHOWING = sorted(set(find_writable()) - {"eaf", "json", "tei", "tmx", "xliff", "xliff2"})


def words_of(content: bytes) -> str:
    """The words of a written file, its tags left out; of an archive, those of every member."""
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        content = b"".join(map(archive.read, archive.namelist()))
    return re.sub(r"<[^<>]*>", "", content.decode(errors="replace"))


def typed(mark: Mark, profile: str) -> str:
    if not isinstance(mark, Wrapper):
        return wording(mark, PROFILES[profile])
    before, after = frame(mark, PROFILES[profile])
    return "".join((before, *map(str, mark.content), after))


SIGNS = [(mark, profile) for profile in sorted(PROFILES) for mark in MARKS]


@pytest.mark.parametrize(("mark", "profile"), SIGNS, ids=str)
def test_what_is_written_is_read_back(mark: Mark, profile: str) -> None:
    text: Text = read_brackets(f"so {typed(mark, profile)} and", PROFILES[profile]).text
    assert text == ("so ", mark, " and")


def test_the_square_house_types_square_brackets() -> None:
    assert typed(Supplied(("to all",)), "square") == "[to all]"


@pytest.mark.parametrize("name", SHOWING)
@pytest.mark.parametrize(("profile", "shown"), [(None, "(to all)"), ("square", "[to all]")])
def test_a_file_shows_the_glyphs_of_the_house_that_it_is_written_for(
    name: str, profile: str | None, shown: str
) -> None:
    assert shown in words_of(write(SAID, name, WriteOptions(profile=profile)).content)


def test_no_house_is_that_of_the_notation() -> None:
    assert WriteOptions().convention == NOTATION


def test_an_unknown_house_is_refused() -> None:
    with pytest.raises(SettingsError, match="profile round: is not known"):
        WriteOptions(profile="round")


@pytest.mark.parametrize("profile", ["square", "wai", "gat", "exmaralda", "court"])
def test_an_editors_note_on_somebodys_page_stays_for_its_readers(profile: str) -> None:
    found = list(find_marks(read_brackets("so [ed: he died] and", PROFILES[profile]).text))
    assert found == [Note(("ed: he died",))]


def test_what_a_house_has_no_sign_for_is_named_in_its_brackets() -> None:
    assert typed(Supplied(("to all",)), "court") == "[supplied: to all]"
    assert typed(Supplied(("to all",)), "exmaralda") == "{supplied: to all}"
