import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place
from dragoman.transcript.document import find_speaker
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text, Vocal


def srt(text: str, options: ReadOptions | None = None) -> Imported:
    return read(text.encode(), "srt", options or ReadOptions(path="talk.srt"))


def said(imported: Imported) -> list[tuple[str | None, Span | None, Text | None]]:
    transcript = imported.transcript
    speakers = [find_speaker(transcript, segment.speaker) for segment in transcript.segments]
    return [(p.label if p else None, s.span, s.source) for p, s in zip(speakers, transcript.segments, strict=True)]


def words(text: str) -> list[Text | None]:
    return [source for _, _, source in said(srt(f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n"))]


def test_a_name_holds_until_the_next_one() -> None:
    imported = srt(
        "1\n00:00:01,000 --> 00:00:02,000\nAnna: Hello\nthere\n\n2\n00:00:02,000 --> 00:00:03,000\nyou\n\n"
        "3\n00:00:04,000 --> 00:00:05,500\nBen: Hi\n\n4\n00:00:06,000 --> 00:00:07,000\nAnna: Yes\n"
    )
    assert said(imported) == [
        ("Anna", Span(1000, 2000), ("Hello there",)),
        ("Anna", Span(2000, 3000), ("you",)),
        ("Ben", Span(4000, 5500), ("Hi",)),
        ("Anna", Span(6000, 7000), ("Yes",)),
    ]


@pytest.mark.parametrize(
    "times",
    ["00:00:01,500 --> 00:00:02,000", "0:00:01.5 --> 0:00:02", "00:00:01,500-->00:00:02,000 X1:1 Y1:2",
     " 00:00:01,500 -> 00:00:02,000", "00:01,500 --> 00:02,000"],
)  # fmt: skip
def test_times_as_people_type_them(times: str) -> None:
    assert said(srt(f"1\n{times}\nHello\n")) == [(None, Span(1500, 2000), ("Hello",))]


def test_numbers_may_be_missing_and_lines_end_anyhow() -> None:
    content = "00:00:01,000 --> 00:00:02,000\r\nOne\r\n\r\n\r\n00:00:03,000 --> 00:00:04,000\r\nTwo\r\n"
    assert [source for _, _, source in said(srt(content))] == [("One",), ("Two",)]


def test_subtitles_without_an_empty_line_between_them_are_two() -> None:
    content = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:03,000 --> 00:00:04,000\nTwo"
    assert [source for _, _, source in said(srt(content))] == [("One",), ("Two",)]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("<i>Hello</i> <font color=\"red\">there</font>", ("Hello there",)),
        ("{\\an8}Hello<br/>there", ("Hello there",)),
        ("1 &lt; 2 &amp; R&D &#39;x&#x27;", ("1 < 2 & R&D 'x'",)),
        ("a < b > c {not} a tag", ("a < b > c {not} a tag",)),
        ("(laughs) Yes", (Vocal("laughs"), " Yes")),
        ("One\n\nafter an empty line", ("One after an empty line",)),
        ("In 1984\n1984", ("In 1984 1984",)),
        ("\u202bسلام.\u202c", ("سلام.",)),
    ],
)  # fmt: skip
def test_words_are_what_a_reader_sees(typed: str, text: Text) -> None:
    assert words(typed) == [text]


def test_a_time_that_is_none_is_named_and_the_words_are_kept() -> None:
    imported = srt("1\n00:00:01,000 --> 00:00:0x,000\nHello\n")
    assert said(imported) == [(None, Span(1000), ("Hello",))]
    assert [(p.code, p.where) for p in imported.problems] == [("time-unreadable", Place(line=2, column=18))]


def test_words_that_lost_their_time_are_kept() -> None:
    imported = srt("1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\nTwo\n\n3\n00:00:05,000 --> 00:00:06,000\nThree\n")
    assert said(imported)[1] == (None, None, ("Two",))
    assert [(p.code, p.where.line) for p in imported.problems] == [("words-without-time", 5)]


def test_words_before_the_first_time_are_kept() -> None:
    assert said(srt("by Anna\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n"))[0] == (None, None, ("by Anna",))


@pytest.mark.parametrize("content", ["", "1", "1\nsome text", "Hello --> world"])
def test_what_holds_no_subtitle_is_refused(content: str) -> None:
    with pytest.raises(FormatError, match=r"talk.srt:1:1: contains no subtitle"):
        srt(content)


def test_the_same_file_gives_the_same_ids_and_another_subtitle_changes_no_other() -> None:
    one = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n"
    two = "2\n00:00:03,000 --> 00:00:04,000\nTwo\n\n"
    ids = [segment.id for segment in srt(one + two).transcript.segments]
    assert [segment.id for segment in srt(two).transcript.segments] == ids[1:]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,000 —> 00:00:03,500",
        "00:00:01,000 ---> 00:00:03,500",
        "00:00:01,000 → 00:00:03,500",
        "\u200f00:00:01,000 --> 00:00:03,500",
        "\u202b00:00:01,000 --> 00:00:03,500\u202c",
        "٠٠:٠٠:٠١,٠٠٠ --> ٠٠:٠٠:٠٣,٥٠٠",
        "۰۰:۰۰:۰۱٫۰۰۰ --> ۰۰:۰۰:۰۳٫۵۰۰",
        "00 : 00 : 01 , 000   -->   00 : 00 : 03 , 500",
    ],
)
def test_times_that_editors_spoilt_are_times(times: str) -> None:
    imported = srt(f"\u200f1\n{times}\nHello\n\n\u200f2\n00:00:04,000 --> 00:00:05,000\nBye\n")
    assert [(span, text) for _, span, text in said(imported)] == [
        (Span(1000, 3500), ("Hello",)),
        (Span(4000, 5000), ("Bye",)),
    ]


def test_frames_are_read_at_the_least_rate_that_fits_and_this_is_told() -> None:
    imported = srt("1\n00:00:01:12 --> 00:00:02:20\nHello\n")
    assert [span for _, span, _ in said(imported)] == [Span(1480, 2800)]
    assert [problem.code for problem in imported.problems] == ["frame-rate-guessed"]


def test_two_angles_begin_another_voice_and_are_no_words() -> None:
    imported = srt(
        "1\n00:00:01,000 --> 00:00:02,000\n>> HOST: Where? >> In the valley.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nWith goats.\n\n3\n00:00:03,000 --> 00:00:04,000\n&gt;&gt; HOST: When?\n"
    )
    assert [(name, text) for name, _, text in said(imported)] == [
        ("HOST", ("Where?",)),
        (None, ("In the valley.",)),
        (None, ("With goats.",)),
        ("HOST", ("When?",)),
    ]


def test_angles_that_are_quotation_marks_are_words() -> None:
    assert words("He said >>no<< twice") == [("He said >>no<< twice",)]


def test_a_second_name_in_capitals_in_a_line_begins_another_voice() -> None:
    imported = srt("1\n00:00:01,000 --> 00:00:02,000\nANA: How are you today? PABLO: Hello, Ana, I am well!\n")
    assert [(name, text) for name, _, text in said(imported)] == [
        ("ANA", ("How are you today?",)),
        ("PABLO", ("Hello, Ana, I am well!",)),
    ]


def test_a_title_before_a_second_name_belongs_to_it() -> None:
    imported = srt("1\n00:00:01,000 --> 00:00:02,000\nDR. RUIZ: Today? MR. SOTO: No.\n")
    assert [(name, text) for name, _, text in said(imported)] == [("DR. RUIZ", ("Today?",)), ("MR. SOTO", ("No.",))]


@pytest.mark.parametrize("line", ["He said. NOTE: it is late", "Ana: He left. Remember: it is late"])
def test_other_words_before_a_colon_inside_a_line_stay(line: str) -> None:
    assert len(words(line)) == 1
