import subprocess
from pathlib import Path

import pysubs2
import pytest

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.problems import Place
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text
from interviews import arabic_english, hostile, spanish_english
from programs import needs_program

HEAD = "[Script Info]\nTitle: Bees\n\n[Events]\nFormat: Layer, Start, End, Style, Name, Effect, Text\n"


def ass(events: str) -> Imported:
    return read((HEAD + events).encode(), "ass", ReadOptions(path="talk.ass"))


def words(text: str) -> Text | None:
    return ass(f"Dialogue: 0,0:00:01.00,0:00:04.50,Default,Anna,,{text}\n").transcript.segments[0].source


def test_a_line_of_dialogue_is_a_passage() -> None:
    transcript = ass("Dialogue: 0,0:00:01.00,0:00:04.50,Default,Anna,,Hello, world!\n").transcript
    [segment] = transcript.segments
    assert (segment.span, segment.source) == (Span(1000, 4500), ("Hello, world!",))
    assert (transcript.speakers[0].label, transcript.facts.title) == ("Anna", "Bees")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("{\\i1}Hello{\\i0}\\Nthere", ("Hello there",)),
        ("a\\hb \\{c\\}", ("a\xa0b {c}",)),
        ("C:\\\u2060new", ("C:\\new",)),
    ],
)
def test_overrides_are_not_words(typed: str, text: Text) -> None:
    assert words(typed) == text


def test_lines_come_in_order_of_time_and_drawings_do_not_come() -> None:
    imported = ass(
        "Dialogue: 0,0:00:05.00,0:00:06.00,Default,,,Two\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,,One\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,,{\\p1}m 0 0 l 100 0{\\p0}\n"
        "Comment: 0,0:00:01.00,0:00:02.00,Default,,,by me\n"
    )
    assert [segment.source for segment in imported.transcript.segments] == [("One",), ("Two",)]
    assert [problem.code for problem in imported.problems] == ["styling-left-out", "comment-left-out"]


def test_a_time_that_is_none_is_named() -> None:
    imported = ass("Dialogue: 0,0:00:0x.00,0:00:02.00,Default,,,One\n")
    assert [(p.code, p.where) for p in imported.problems] == [("time-unreadable", Place(line=6, column=13))]


def test_what_holds_no_dialogue_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.ass:1:1: contains no dialogue"):
        read(b"Dialogue: 0,0,0\n", "ass", ReadOptions(path="talk.ass"))


@pytest.mark.parametrize("make", [spanish_english, arabic_english])
def test_pysubs2_finds_the_same_words_times_and_names(make: type[Transcript]) -> None:
    content = write(make(), "ass", WriteOptions(side="source")).content
    theirs = pysubs2.SSAFile.from_string(content.decode("utf-8-sig"))
    ours = read(content, "ass", ReadOptions()).transcript
    names = {speaker.id: speaker.label for speaker in ours.speakers}
    assert [(e.start, e.end, e.name) for e in theirs] == [
        (s.span.start, s.span.end, names.get(s.speaker or "", "")) for s in ours.segments if s.span
    ]


def test_ffmpeg_reads_every_line(tmp_path: Path) -> None:
    program = needs_program("ffmpeg")
    path = tmp_path / "talk.ass"
    path.write_bytes(write(spanish_english(), "ass", WriteOptions(side="source")).content)
    command = [program, "-v", "error", "-i", str(path), "-f", "srt", "-"]
    found = subprocess.run(command, capture_output=True, check=True, text=True)
    assert found.stdout.count("-->") == path.read_text("utf-8").count("Dialogue:")
    assert not found.stderr


@pytest.mark.parametrize("payload", ["{\\pos(1,2)}", "a\nDialogue: x", ",,,", "\\N", "\x00", "{"])
def test_no_text_gets_out_of_its_line(payload: str) -> None:
    content = write(hostile(payload), "ass", WriteOptions(side="source")).content.decode("utf-8-sig")
    assert all(line.startswith("Dialogue: 0,") for line in content.split("[Events]")[1].split("\n")[2:] if line)


@pytest.mark.parametrize("said", ["{b}", "C:\\new \\N", "a, b", "\\{x"])
def test_what_is_special_comes_back(said: str) -> None:
    transcript = Transcript(segments=(Segment(id="s00000001", span=Span(0, 2000), source=(said,)),))
    back = read(write(transcript, "ass", WriteOptions()).content, "ass", ReadOptions()).transcript
    assert back.segments[0].source == (said,)


def test_a_line_without_a_time_stays_in_its_place() -> None:
    imported = ass(
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,,One\n"
        "Dialogue: 0,0:00:03:10,0:00:04:00,Default,,,Two\n"
        "Dialogue: 0,0:00:05.00,0:00:06.00,Default,,,Three\n"
    )
    assert [(s.span, s.source) for s in imported.transcript.segments] == [
        (Span(1000, 2000), ("One",)),
        (None, ("Two",)),
        (Span(5000, 6000), ("Three",)),
    ]


def test_a_comment_in_braces_is_named_with_its_words() -> None:
    imported = ass("Dialogue: 0,0:00:01.00,0:00:02.00,Default,,,La casa.{EN: The house \\Nwas big.}{\\an8}\n")
    said = [problem.message for problem in imported.problems if problem.code == "comment-left-out"]
    assert said == ["it says: EN: The house was big."]


def test_the_second_line_of_a_broken_dialogue_is_kept() -> None:
    typed = "[Events]\nDialogue: 0,0:00:01.00,0:00:04.00,Default,,0,0,0,,We came\nback in spring.\n"
    imported = read(typed.encode(), "ass", ReadOptions(path="talk.ass"))
    assert [segment.source for segment in imported.transcript.segments] == [("We came",), ("back in spring.",)]
    assert [problem.code for problem in imported.problems] == ["words-without-time"]
