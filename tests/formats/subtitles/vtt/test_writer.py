import json
import subprocess
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript
from dragoman.transcript.sides import SideChoice
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from programs import VALIDATORS, needs_package, needs_program


def vtt(transcript: Transcript, side: SideChoice = "target") -> str:
    return write(transcript, "vtt", WriteOptions(side=side)).content.decode()


def cue(target: str, *, language: str = "en", speaker: Speaker | None = None) -> str:
    """The one cue of a translation, without its id and times."""
    transcript = Transcript(
        recording=Recording(languages=("fa",)),
        speakers=(speaker,) if speaker else (),
        segments=(passage(1, speaker.id if speaker else None, 0, 2, None, target),),
        target_language=language,
    )
    return vtt(transcript).split("align:start\n")[1].rstrip("\n")


def test_a_whole_file() -> None:
    transcript = Transcript(
        recording=Recording(languages=("es",)),
        facts=Facts(title="La abuela", title_target="My grandmother"),
        speakers=(Speaker(id="S1", label="The host"),),
        segments=(passage(1, "S1", 0.4, 2.5, "¿Cómo?", "How (did it)?"), passage(2, None, 2.5, None, "Así.", "So.")),
        target_language="en",
    )
    assert vtt(transcript) == (
        "WEBVTT My grandmother\n\n"
        "NOTE\nLanguage: en. Original language: es.\n"
        "Heard against the recording: not possible: there is no recording.\n"
        "(words) – added by the translator; not said\n\n"
        "s00000001\n00:00:00.400 --> 00:00:02.500 align:start\n<v The host>How <c.supplied>(did it)</c>?</v>\n\n"
        "s00000002\n00:00:02.500 --> 00:00:05.500 align:start\nSo.\n"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("(to all)", "<c.supplied>(to all)</c>"),
        ("(?Karaj)", "<c.unclear>(?Karaj)</c>"),
        ("[inaudible 3s]", "<c.gap>[inaudible 3s]</c>"),
        ("[… greetings]", "<c.gap>[… greetings]</c>"),
        ("[redacted: safety]", "<c.gap.redacted>[redacted]</c>"),
        ("[laughs]", "<c.event>[laughs]</c>"),
        ("[on screen: NEWS]", "<c.event>[on screen: NEWS]</c>"),
        ("Yes. [pause 4s] No.", "Yes. No."),
        ("*velāyat*", "<lang fa-Latn><i>velāyat</i></lang>"),
        ("5 miles [= 8 km]", "5 miles <c.gloss>[= 8 km]</c>"),
        ("[in French: oui]", "<lang fr>oui</lang>"),
        ("Ahmadi [ph]", "<c.ph>Ahmadi [ph]</c>"),
        ("Baghdad [sic: Tehran]", "<c.sic>Baghdad [sic: Tehran]</c>"),
        ("~~no~~", "<c.struck>~~no~~</c>"),
        ("gov–", "<c.cutoff>gov–</c>"),
        ("//Yes", "Yes"),
        ("“Go” [src: Quran 5:8]", "“Go”"),
    ],
)
def test_each_mark_has_its_class(typed: str, written: str) -> None:
    assert cue(typed) == written


def test_what_is_special_is_escaped() -> None:
    assert cue("a <b> & --> c", speaker=Speaker(id="S", label="A > B\n& C")) == (
        "<v A &gt; B &amp; C>a &lt;b&gt; &amp; --&gt; c</v>"
    )


def test_a_line_that_begins_with_the_other_script_is_told_its_direction() -> None:
    assert cue("[in Persian: سلام] he said") == "&lrm;\u2068<lang fa>سلام</lang>\u2069 he said"
    assert cue("BBC گفت", language="fa") == "&rlm;BBC گفت"
    assert cue("۱۳۵۷", language="fa") == "&rlm;۱۳۵۷"
    assert cue("سلام BBC", language="fa") == "سلام BBC"


def test_a_second_line_is_told_its_direction_too() -> None:
    shown = cue("این جمله بلند است و در خط دوم با نام BBC World Service آغاز می‌شود.", language="fa")
    assert "\n&rlm;BBC" in shown or "&rlm;" not in shown


def test_a_passage_in_another_language_says_so() -> None:
    assert "<v Interviewer><lang fr>Merci, Sami. On se retrouve demain.</lang></v>" in vtt(arabic_english(), "source")


def test_a_note_to_the_reader_follows_its_passage_as_a_comment() -> None:
    blocks = vtt(spanish_english()).split("\n\n")
    place = blocks.index(
        "NOTE Translator’s note on s00000006: She does not say which year; the drought of 2012 is likely."
    )
    assert blocks[place - 1].startswith("s00000006-2\n")


def test_a_note_on_the_original_is_its_editors() -> None:
    segment = Segment(id="s00000001", span=Span(0, 1000), source=("Hola", Note(("a pun",))))
    transcript = Transcript(segments=(segment,))
    assert "NOTE Editor’s note on s00000001: a pun\n" in vtt(transcript, "source")
    imported = read(vtt(transcript, "source").encode(), "vtt", ReadOptions(path="talk.vtt")).transcript
    assert imported.segments[0].source == segment.source


def test_notes_to_the_desk_are_nowhere() -> None:
    segment = Segment(id="s00000001", span=Span(0, 1000), source=("Hola", Note(("SECRET",), "desk")))
    assert "SECRET" not in vtt(Transcript(segments=(segment,)), "source")


def test_a_blank_title_or_name_is_left_out() -> None:
    assert vtt(Transcript()).startswith("WEBVTT\n\nNOTE\n")
    assert cue("Yes", speaker=Speaker(id="\n", label=" ")) == "Yes"


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(["\n\n", "\r\r-->", "\x0b\x85\u2028"]))
def test_no_text_can_end_a_cue_or_begin_one(words: str) -> None:
    for side in ("source", "target"):
        blocks = vtt(hostile(words + "x"), side).rstrip("\n").split("\n\n")
        assert all(block.startswith("NOTE") or " --> " in block.split("\n")[1] for block in blocks[1:])
        assert all(block.count("-->") == (not block.startswith("NOTE")) for block in blocks[1:])


@pytest.mark.external
@pytest.mark.parametrize("side", ["source", "target"])
def test_the_strict_parser_finds_every_cue_and_no_fault(side: SideChoice) -> None:
    node = needs_program("node")
    needs_package("webvtt-parser/parser.js")
    for transcript in (spanish_english(), arabic_english(), english_persian(), hostile("<&-->\n\n00:00 --> 00:01")):
        text = vtt(transcript, side)
        checked = subprocess.run([node, VALIDATORS / "webvtt.js"], input=text.encode(), capture_output=True, check=True)
        found = json.loads(checked.stdout)
        assert found["errors"] == []
        assert [c["id"] for c in found["cues"]] == [b.split("\n")[0] for b in text.split("\n\n") if " --> " in b]


@pytest.mark.external
def test_ffmpeg_reads_the_words_back(tmp_path: Path) -> None:
    ffmpeg = needs_program("ffmpeg")
    (tmp_path / "a.vtt").write_text(vtt(spanish_english()), encoding="utf-8")
    read = subprocess.run(
        [ffmpeg, "-v", "error", "-i", tmp_path / "a.vtt", "-f", "srt", "-"], capture_output=True, check=True
    )
    assert read.stderr == b""
    assert "How did it all begin?" in read.stdout.decode()
    assert read.stdout.count(b" --> ") == vtt(spanish_english()).count(" --> ")


def test_times_are_in_order_even_where_passages_are_not() -> None:
    shuffled = msgspec.structs.replace(spanish_english(), segments=spanish_english().segments[::-1])
    times = [line.split(" ")[0] for line in vtt(shuffled).split("\n") if " --> " in line]
    assert times == sorted(times)


def test_a_passage_that_is_only_a_pause_has_no_cue_and_is_named() -> None:
    transcript = Transcript(segments=(passage(1, None, 0, 4, "[pause 4s]", None),))
    written = write(transcript, "vtt", WriteOptions(side="source"))
    assert b"-->" not in written.content
    assert written.problems[0] == Problem(
        "cue-without-text", "note", "nobody says anything in it", Place(segment="s00000001")
    )
