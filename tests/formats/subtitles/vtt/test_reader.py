import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import CodeSwitch, Foreign, Incident, Note, Redacted, Sic, Supplied, Text, Vocal

TIME = "00:00:01.000 --> 00:00:04.000"


def vtt(text: str, options: ReadOptions | None = None) -> Imported:
    return read(text.encode(), "vtt", options or ReadOptions(path="talk.vtt"))


def cue(payload: str) -> list[tuple[str | None, Text | None]]:
    """Speaker and words of each passage that one cue becomes."""
    transcript = vtt(f"WEBVTT\n\n{TIME}\n{payload}\n").transcript
    names = {speaker.id: speaker.label for speaker in transcript.speakers}
    return [(names.get(s.speaker or ""), s.source) for s in transcript.segments]


def codes(imported: Imported) -> list[str]:
    return [problem.code for problem in imported.problems]


def test_a_cue_is_a_passage_with_its_time_and_id() -> None:
    [segment] = vtt(f"WEBVTT\n\ns00000001\n{TIME}\n<v Anna>Hello\nthere</v>\n").transcript.segments
    assert (segment.id, segment.span, segment.source) == ("s00000001", Span(1000, 4000), ("Hello there",))


@pytest.mark.parametrize(
    "start",
    [
        "WEBVTT\n\n",
        "\ufeffWEBVTT\n\n",
        "WEBVTT some title\n\n",
        "WEBVTT\nKind: captions\n\n",
        "WEBVTT\n",
        "WEBVTT\r\n\r\n",
    ],
)
def test_the_beginning_may_take_many_shapes(start: str) -> None:
    assert vtt(f"{start}{TIME}\nHello").transcript.segments[0].source == ("Hello",)


@pytest.mark.parametrize("content", ["", "WEBVTTX\n", "webvtt\n\n", f"{TIME}\nHello", "NOTE\n\nWEBVTT"])
def test_what_does_not_begin_with_webvtt_is_refused(content: str) -> None:
    with pytest.raises(FormatError, match=r"talk.vtt:1:1: does not begin with WEBVTT"):
        vtt(content)


@pytest.mark.parametrize(
    ("payload", "voices"),
    [
        ("<v Anna>Hi</v>\n<v Ben>Ho</v>", [("Anna", ("Hi",)), ("Ben", ("Ho",))]),
        ("<v.loud Anna &amp; Ben>Hi", [("Anna & Ben", ("Hi",))]),
        ("Well <v Anna>Hi</v>", [(None, ("Well",)), ("Anna", ("Hi",))]),
        ("<v>Hi", [(None, ("Hi",))]),
        ("- Did he?\n- He did.", [(None, ("- Did he?",)), (None, ("- He did.",))]),
    ],
)
def test_each_voice_has_a_passage(payload: str, voices: list[tuple[str | None, Text]]) -> None:
    assert cue(payload) == voices


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("a <b>b</b> <i>c</i> <u>d</u> <c.red.bg_blue>e</c>", ("a b c d e",)),
        ("1 &lt; 2 &amp; 3&nbsp;&eacute;", ("1 < 2 & 3\xa0é",)),
        ("<lang fr>oui</lang> yes", (CodeSwitch("fr", ("oui",)), " yes")),
        ("the <lang fa-Latn><i>velāyat</i></lang>", ("the ", Foreign(("velāyat",)))),
        ("Good <c.supplied>(to all)</c>", ("Good ", Supplied(("to all",)))),
        ("<c.gap.redacted>[redacted]</c> said", (Redacted(), " said")),
        ("<c.event>[يضحك]</c> نعم", (Incident("يضحك"), " نعم")),
        ("<c.sic>Baghdad\n[sic: Tehran]</c>", (Sic(("Baghdad",), "Tehran"),)),
        ("<c.supplied>no brackets</c>", ("no brackets",)),
        ("[laughs] Yes <[?]> 2 < 3", (Vocal("laughs"), " Yes <[?]> 2 < 3")),
        ("<ruby>漢<rt>kan</rt></ruby>", ("漢(kan)",)),
        ("one<br>two", ("one two",)),
        ("</i>a</c></v>", ("a",)),
        ("<b>a", ("a",)),
        ("a <lang fr>b</lang", ("a ", CodeSwitch("fr", ("b</lang",)))),
    ],
)
def test_tags_that_mean_something_are_marks(payload: str, text: Text) -> None:
    assert cue(payload) == [(None, text)]


def test_a_whole_cue_in_another_language_is_a_passage_in_it() -> None:
    transcript = vtt(f"WEBVTT\nLanguage: en\n\n{TIME}\n<v Anna><lang fr>Merci à tous.</lang></v>\n").transcript
    assert (transcript.segments[0].language, transcript.segments[0].source) == ("fr", ("Merci à tous.",))


def test_times_inside_a_cue_are_its_words() -> None:
    [segment] = vtt(f"WEBVTT\n\n{TIME}\nWhen the <00:00:02.500>moon</c>\n").transcript.segments
    assert segment.words == (
        Word(text="When", span=Span(1000)),
        Word(text="the"),
        Word(text="moon", span=Span(2500)),
    )


def test_words_under_a_time_that_is_none_are_kept_without_it() -> None:
    imported = vtt("WEBVTT\n\nid\n00:00:01.000 --> 00:0x.000\nHello\n")
    assert imported.transcript.segments[0].span == Span(1000)
    assert [p.where for p in imported.problems if p.code == "time-unreadable"] == [Place(line=4, column=18)]


def test_words_that_lost_their_time_are_kept() -> None:
    imported = vtt(f"WEBVTT\n\n{TIME}\nHello\n\nand more\n\n7\n\n{TIME}\nBye\n")
    assert [s.source for s in imported.transcript.segments] == [("Hello",), ("and more",), ("Bye",)]
    assert [(p.code, p.where.line) for p in imported.problems] == [("words-without-time", 6)]


def test_a_line_with_an_arrow_begins_a_cue_as_in_browsers() -> None:
    imported = vtt(f"WEBVTT\n\n{TIME}\nHello\n{TIME}\nBye\n")
    assert [s.source for s in imported.transcript.segments] == [("Hello",), ("Bye",)]


def test_an_end_before_the_start_is_not_known() -> None:
    imported = vtt("WEBVTT\n\n00:05.000 --> 00:04.000\nHello\n")
    assert imported.transcript.segments[0].span == Span(5000)
    assert codes(imported) == ["time-reversed"]


def test_comments_styles_and_ids_are_told() -> None:
    imported = vtt(f"WEBVTT\n\nNOTE by Anna\n\nSTYLE\n::cue {{}}\n\nintro\n{TIME} line:0\nHello\n")
    assert codes(imported) == ["comment-left-out", "styling-left-out", "id-left-out"]
    assert imported.problems[0].message == "it says: by Anna"


def test_a_language_is_the_one_asked_for_else_the_files() -> None:
    text = f"WEBVTT\nLanguage: en\n\n{TIME}\nHello\n"
    assert vtt(text).transcript.source_language == "en"
    assert vtt(text, ReadOptions(language="fr")).transcript.source_language == "fr"


def test_the_same_file_as_a_translation() -> None:
    options = ReadOptions(side="target", language="fa", target_language="en")
    transcript = vtt(f"WEBVTT A title\n\n{TIME}\nHello\n", options).transcript
    assert (transcript.segments[0].source, transcript.segments[0].target) == (None, ("Hello",))
    assert (transcript.source_language, transcript.target_language) == ("fa", "en")
    assert (transcript.facts.title, transcript.facts.title_target) == (None, "A title")


def test_our_own_notes_come_back_where_they_belong() -> None:
    imported = vtt(
        "WEBVTT Bees\n\nNOTE\nLanguage: en. Original language: es.\n(words) – added by the translator; not said\n\n"
        "s00000001\n00:01.000 --> 00:02.000\nWe paid\n\ns00000001-2\n00:02.000 --> 00:03.000\na duro.\n\n"
        "NOTE Translator’s note on s00000001: a coin\n",
        ReadOptions(side="target"),
    )
    [segment] = imported.transcript.segments
    assert (segment.id, segment.span) == ("s00000001", Span(1000, 3000))
    assert segment.target == ("We paid a duro.", Note(("a coin",)))
    assert (imported.transcript.source_language, imported.transcript.target_language) == ("es", "en")
    assert imported.problems == ()


def test_words_behind_an_empty_line_belong_to_the_empty_cue() -> None:
    text = f"WEBVTT\n\n{TIME}\n\nHello\n\n00:00:05.000 --> 00:00:06.000\nBye\n\n00:00:07.000 --> 00:00:08.000\n\n"
    imported = vtt(f"{text}<v Ann>Again\n\nand again\n")
    assert [(s.span, s.source) for s in imported.transcript.segments] == [
        (Span(1000, 4000), ("Hello",)),
        (Span(5000, 6000), ("Bye",)),
        (Span(7000, 8000), ("Again and again",)),
    ]
    assert codes(imported) == []


def test_numbers_between_empty_lines_are_ids_and_others_words() -> None:
    text = "WEBVTT\n\n1\n\n00:00:01.000 --> 00:00:03.000\n\nHello\n\n2\n\n00:00:04.000 --> 00:00:06.000\n\n400\n"
    assert [s.source for s in vtt(text).transcript.segments] == [("Hello",), ("400",)]


def test_an_empty_cue_takes_no_comment_and_no_number() -> None:
    imported = vtt(f"WEBVTT\n\n{TIME}\n\nNOTE by me\n\n2\n\n00:00:05.000 --> 00:00:06.000\nBye\n")
    assert [s.source for s in imported.transcript.segments] == [("Bye",)]


def test_a_dash_before_a_voice_is_no_passage() -> None:
    assert cue("- <v Anna>Hello</v>\n- <v Ben>Hi</v>") == [("Anna", ("Hello",)), ("Ben", ("Hi",))]


def test_facts_on_the_first_line_are_no_title() -> None:
    transcript = vtt(f"WEBVTT Kind: captions; Language: es\n\n{TIME}\nHola\n").transcript
    assert (transcript.facts.title, transcript.source_language) == (None, "es")


def test_the_notes_of_microsoft_stream() -> None:
    text = 'WEBVTT\n\nNOTE duration:"00:00:32.5820000"\n\nNOTE language:en-us\n\n'
    imported = vtt(text + f"NOTE Confidence: 0.7\n\n{TIME}\nHello\n\nNOTE Confidence: 0.6\n")
    assert imported.transcript.source_language == "en-US"
    assert imported.transcript.recording is not None
    assert imported.transcript.recording.duration == 32582
    assert [p.message for p in imported.problems] == ["comments that give a confidence are left out: 2"]


@pytest.mark.parametrize(
    "times", ["00:00:01.000 —> 00:00:04.000", "0:01.000 --> 0:04.000", "\u200e00:01:00 --> 00:04:00"]
)
def test_times_that_are_nearly_those_of_webvtt(times: str) -> None:
    assert vtt(f"WEBVTT\n\n{times}\nHello\n").transcript.segments[0].span is not None
