import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span
from references import needs_data

LONG = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 4
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ana"
        xmin = 0
        xmax = 4
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = ""
        intervals [2]:
            xmin = 1.5
            xmax = 4
            text = "She said ""no"" in 1979."
    item [2]:
        class = "TextTier"
        name = "Marks"
        xmin = 0
        xmax = 4
        points: size = 1
        points [1]:
            number = 2.5
            mark = "door"
"""
SHORT = """File type = "ooTextFile"
Object class = "TextGrid"

0
4
<exists>
1
"IntervalTier"
"Ana"
0
4
2
0
1.5
""
1.5
4
"She said ""no"" in 1979."
"""


def load(text: str, encoding: str = "utf-8") -> Imported:
    return read(text.encode(encoding), "textgrid", ReadOptions(path="talk.TextGrid"))


@pytest.mark.parametrize("text", [LONG, SHORT])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_both_forms_are_read_in_every_encoding(text: str, encoding: str) -> None:
    transcript = load(text, encoding).transcript
    [segment] = transcript.segments
    assert (segment.span, segment.source) == (Span(1500, 4000), ('She said "no" in 1979.',))
    assert [speaker.label for speaker in transcript.speakers] == ["Ana"]


def test_points_are_named_and_left_out() -> None:
    assert [(p.code, "door" in p.message) for p in load(LONG).problems] == [("layer-left-out", True)]


@pytest.mark.parametrize("text", ["", '"ooTextFile"', SHORT[:112], SHORT.replace("TextGrid", "Sound"), SHORT[:60]])
def test_what_is_no_textgrid_or_ends_too_early_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"talk.TextGrid:1:1: is not a readable TextGrid, or ends too early"):
        load(text)


def test_a_real_file_of_three_speakers_in_utf_16() -> None:
    content = needs_data("transcripts/rerooted_HaigArekianAndHaigSiserian.TextGrid").read_bytes()
    imported = read(content, "textgrid", ReadOptions())
    assert [s.label for s in imported.transcript.speakers] == ["Interviewee1", "Interviewee2", "Interviewer"]
    assert imported.transcript.segments[0].source == ("Բարեւ ձեզ",)
    assert [problem.code for problem in imported.problems] == ["layer-left-out"]
