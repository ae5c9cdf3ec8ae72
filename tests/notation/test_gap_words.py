"""Words of many languages for what cannot be heard, and for silence: a text keeps them as its author wrote them."""

from __future__ import annotations

import pytest

from dragoman.conventions.brackets import read_brackets
from dragoman.conventions.profiles import PROFILES
from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import parse_text, serialize_text
from dragoman.notation.gap_words import fold_remark, names_omission, without_own_words
from dragoman.render.mark_text import frame, wording
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Pause, Sic

OWN = [
    ("[غير مسموع]", Gap("inaudible", None, "غير مسموع")),
    ("[نامفهوم 3s]", Gap("inaudible", 3000, "نامفهوم")),
    ("[неразборчиво 00:12:30]", Gap("inaudible", None, "неразборчиво 00:12:30")),
    ("[words indistinct]", Gap("inaudible", None, "words indistinct")),
    ("[مکث]", Pause(None, "مکث")),
    ("[long silence 4s]", Pause(4000, "long silence")),
    ("[passage omitted]", Gap("omitted", None, "passage omitted")),
    ("[two questions omitted]", Gap("omitted", None, "two questions omitted")),
    ("[بخش حذف شده]", Gap("omitted", None, "بخش حذف شده")),
]
SLIPS = ["[كذا]", "[As heard]", "[так в оригинале]"]


def test_case_and_stops_do_not_matter() -> None:
    assert fold_remark("  “Words  Indistinct…” ") == "words indistinct"


@pytest.mark.parametrize(("typed", "mark"), OWN)
def test_the_words_are_kept_in_the_notation(typed: str, mark: Gap | Pause) -> None:
    assert parse_text(typed) == ((mark,), ())
    assert serialize_text((mark,)) == typed


@pytest.mark.parametrize(("typed", "mark"), OWN)
@pytest.mark.parametrize("profile", ["dragoman", "square", "court"])
def test_every_profile_reads_them_so(profile: str, typed: str, mark: Gap | Pause) -> None:
    assert read_brackets(typed, PROFILES[profile]).text == (mark,)


@pytest.mark.parametrize(
    ("profile", "shown"), [("dragoman", "[غير مسموع]"), ("wai", "[غير مسموع]"), ("gat", "((غير مسموع))")]
)
def test_readers_see_them_in_the_brackets_of_the_publisher(profile: str, shown: str) -> None:
    assert wording(Gap("inaudible", None, "غير مسموع"), PROFILES[profile]) == shown


@pytest.mark.parametrize("typed", ["[UI]", "[inaudible]", "[unintelligible]"])
def test_a_sign_of_publishers_is_written_as_each_of_them_has_it(typed: str) -> None:
    (mark,) = read_brackets(typed, PROFILES["court"]).text
    assert mark == Gap("inaudible")
    assert wording(Gap("inaudible"), PROFILES["court"]) == "[UI]"


@pytest.mark.parametrize("typed", SLIPS)
def test_words_for_a_slip_are_kept_in_the_notation(typed: str) -> None:
    mark = Sic(("Basra",), None, typed[1:-1])
    assert parse_text(f"to Basra {typed}, they said") == (("to ", mark, ", they said"), ())
    assert serialize_text(("to ", mark, ", they said")) == f"to Basra {typed}, they said"


@pytest.mark.parametrize("typed", SLIPS)
@pytest.mark.parametrize("profile", ["dragoman", "square", "wai", "gat", "exmaralda", "court"])
def test_every_profile_reads_words_for_a_slip_and_shows_them(profile: str, typed: str) -> None:
    mark = Sic(("Basra",), None, typed[1:-1])
    assert read_brackets(f"Basra {typed}", PROFILES[profile]).text == (mark,)
    assert frame(mark, PROFILES[profile]) == ("", f" {typed}")


def test_sic_itself_is_the_sign_of_the_notation() -> None:
    assert read_brackets("Basra [sic]", PROFILES["square"]).text == (Sic(("Basra",)),)
    assert serialize_text((Sic(("Basra",)),)) == "Basra [sic]"


def test_readers_see_words_for_an_omission_as_they_were_typed() -> None:
    assert wording(Gap("omitted", None, "passage omitted"), PROFILES["wai"]) == "[passage omitted]"
    assert wording(Gap("omitted", None, "a prayer"), PROFILES["wai"]) == "[… a prayer]"
    assert wording(Gap("omitted"), PROFILES["wai"]) == "[…]"


def test_a_sentence_with_omitted_in_it_is_no_omission() -> None:
    assert not names_omission("He omitted the war")


def test_words_that_do_not_say_what_is_missing_follow_the_key() -> None:
    assert serialize_text((Gap("inaudible", None, "a name"),)) == "[inaudible: a name]"
    assert serialize_text((Pause(3000, "he weeps"),)) == "[pause 3s: he weeps]"


def test_a_translation_gets_the_mark_without_the_words_of_the_original() -> None:
    assert without_own_words(Gap("inaudible", 900, "غير مسموع")) == Gap("inaudible", 900)
    assert without_own_words(Gap("inaudible", None, "a name")) == Gap("inaudible", None, "a name")
    assert without_own_words(Pause(None, "مکث")) == Pause()
    assert without_own_words(Gap("omitted", None, "محذوف")) == Gap("omitted")
    assert without_own_words(Sic(("Basra",), None, "كذا")) == Sic(("Basra",))


OMITTED = Gap("omitted", None, "محذوف")


@pytest.mark.parametrize("name", ["tei", "json", "vtt", "docx"])
def test_files_keep_them(name: str) -> None:
    said = (Gap("inaudible", None, "غير مسموع"), " نعم ", Sic(("البصرة",), None, "كذا"), " ", OMITTED, " لا")
    transcript = Transcript(segments=(Segment(id="s00000001", span=Span(0, 900), source=said),))
    content = write(transcript, name, WriteOptions()).content
    [segment] = read(content, name, ReadOptions(path=f"talk.{name}")).transcript.segments
    assert segment.source == said
