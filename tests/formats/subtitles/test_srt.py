import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.sides import SideChoice
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note
from interviews import arabic_english, hostile, passage, spanish_english
from programs import needs_program


def srt(transcript: Transcript, side: SideChoice = "source") -> str:
    return write(transcript, "srt", WriteOptions(side=side)).content.decode()


def interview(*segments: Segment, language: str = "en") -> Transcript:
    speakers = (Speaker(id="S1", label="Host"), Speaker(id="S2", label="Guest"))
    return Transcript(recording=Recording(languages=(language,)), speakers=speakers, segments=segments)


def line(text: str, language: str = "en") -> str:
    """The text of one cue."""
    return srt(interview(passage(1, None, 0, 2, text, None), language=language)).split("\n", 2)[2].rstrip("\n")


def test_a_whole_file_names_a_speaker_where_he_begins() -> None:
    transcript = interview(
        passage(1, "S1", 0.4, 2.5, "How did it begin?", None),
        passage(2, "S1", 2.5, 3, "Tell us.", None),
        passage(3, "S2", 3601, 3602.25, "Well…", None),
    )
    assert srt(transcript) == (
        "1\n00:00:00,400 --> 00:00:02,500\nHost: How did it begin?\n\n"
        "2\n00:00:02,500 --> 00:00:03,000\nTell us.\n\n"
        "3\n01:00:01,000 --> 01:00:02,250\nGuest: Well…\n"
    )


def test_behind_somebody_unknown_a_speaker_is_named_again() -> None:
    rows = [passage(n, who, n, n + 1, "Yes.", None) for n, who in ((1, "S1"), (2, None), (3, "S1"))]
    assert srt(interview(*rows)).count("Host: ") == 2


@pytest.mark.parametrize(
    "typed",
    [
        *("(to all)", "(?Karaj)", "[inaudible 3s]", "[redacted: safety]", "[laughs]", "[pause 4s]", "Ahmadi [ph]"),
        *("Baghdad [sic: Tehran]", "[in French: oui]", "5 miles [= 8 km]", "[… greetings]", "gov–", "~~no~~"),
    ],
)
def test_marks_are_their_glyphs(typed: str) -> None:
    assert line(typed) == typed


def test_a_word_of_the_original_is_plain() -> None:
    assert line("the *perestroika*") == "the perestroika"


def test_lines_from_right_to_left_are_embedded() -> None:
    assert line("سلام، خوبی؟", "fa") == "\u202bسلام، خوبی؟\u202c"
    shown = line("بدأت العمل في رمضان سنة ١٤٠٧ هجرية، كنت أبيع القطعة.", "ar").split("\n")
    assert len(shown) == 2
    assert all(text[0] + text[-1] == "\u202b\u202c" for text in shown)


def test_a_passage_from_left_to_right_in_such_a_file_is_not() -> None:
    assert "\nInterviewer: Merci, Sami.\nOn se retrouve demain.\n" in srt(arabic_english())


def test_what_a_player_would_take_for_its_own_is_broken_up() -> None:
    segment = Segment(id="s00000001", span=Span(0, 900), source=(r"<i>a</i> {\an8} 1 < 2 --> 3",))
    assert "\n<\u2060i>a<\u2060/i> {\u2060\\an8} 1 < 2 --\u2060> 3\n" in srt(interview(segment))


def test_a_note_that_is_lost_is_named() -> None:
    segment = Segment(id="s00000001", span=Span(0, 900), source=("Yes", Note(("a pun",)), Note(("SECRET",), "desk")))
    written = write(Transcript(segments=(segment,)), "srt", WriteOptions(side="source"))
    message = "SubRip has no place for a note"
    assert written.content == b"1\n00:00:00,000 --> 00:00:00,900\nYes\n"
    assert written.problems == (Problem("note-not-written", "note", message, Place(segment="s00000001")),)


def test_nothing_to_show_is_an_empty_file() -> None:
    assert srt(Transcript()) == ""


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(["\n\n", "\r\r-->", "\x0b\x85\u2028"]))
def test_no_text_can_end_a_cue_or_begin_one(words: str) -> None:
    for side in ("source", "target"):
        blocks = srt(hostile(words + "x"), side).rstrip("\n").split("\n\n")
        assert [block.split("\n")[0] for block in blocks] == [str(n) for n in range(1, len(blocks) + 1)]
        assert all(block.count("-->") == 1 for block in blocks)


@pytest.mark.external
@pytest.mark.parametrize("make", [spanish_english, arabic_english])
def test_ffmpeg_reads_every_cue_back(tmp_path: Path, make: type[Transcript]) -> None:
    ffmpeg = needs_program("ffmpeg")
    (tmp_path / "a.srt").write_text(srt(make()), encoding="utf-8")
    read = subprocess.run(
        [ffmpeg, "-v", "error", "-i", tmp_path / "a.srt", "-f", "srt", "-"], capture_output=True, check=True
    )
    assert read.stderr == b""
    assert read.stdout.decode().split() == srt(make()).split()


def test_a_line_in_other_letters_runs_as_its_subtitle_does() -> None:
    said = "قال لي: «نعم!» إنهم كانوا هناك في شركة Nile Ceramics Ltd. عام 1987."
    unknown = Transcript(segments=(passage(1, None, 0, 5, said, None),))
    lines = srt(unknown).rstrip("\n").split("\n")[2:]
    assert len(lines) == 2
    assert all(line.startswith("\u202b") and line.endswith("\u202c") for line in lines)
