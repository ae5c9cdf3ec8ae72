import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Chapter, Date
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note, Text
from references import needs_data

FACTS = '<title>Bees</title><date value="1987-10-14"/><repository>An archive</repository><language>English</language>'
INDEX = (
    "<index><point><time>0</time><title>Home</title></point><point><time>75</time><title>Mill</title></point></index>"
)
TEXT = """HOST: Where did you
grow up?

RUIZ: In the valley. We had goats,
and a mill, until 1979.

And bees.[[footnote]]1[[/footnote]]

[[footnotes]]
[[note]]A kind of fly.[[/note]]
[[/footnotes]]
"""


def ohms(inner: str) -> Imported:
    content = f'<ROOT xmlns="https://www.weareavp.com/nunncenter/ohms"><record>{FACTS}{INDEX}{inner}</record></ROOT>'
    return read(content.encode(), "ohms", ReadOptions(path="talk.xml"))


def said(imported: Imported) -> list[tuple[str | None, Span | None, Text | None]]:
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, s.source) for s in imported.transcript.segments]


def test_lines_have_the_times_of_the_minutes_that_begin_on_them() -> None:
    imported = ohms(f"<transcript>{TEXT}</transcript><sync>1:|3(2)|4(3)</sync>")
    assert said(imported) == [
        ("HOST", Span(0), ("Where did you grow up?",)),
        ("RUIZ", Span(60_000), ("In the valley. We had goats, and a mill, until 1979.",)),
        ("RUIZ", None, ("And bees.", Note(("A kind of fly.",)))),
    ]
    words = imported.transcript.segments[1].words
    assert [(word.text, word.span.start) for word in words if word.span] == [("In", 60_000), ("mill,", 120_000)]


def test_without_a_list_of_minutes_nothing_has_a_time() -> None:
    assert [span for _, span, _ in said(ohms(f"<transcript>{TEXT}</transcript><sync/>"))] == [None, None, None]


def test_a_transcript_in_webvtt_is_read_as_such() -> None:
    cue = "<![CDATA[WEBVTT\n\n00:00:03.000 --> 00:00:18.000\n<v RUIZ>In the valley.<br><br>We had goats.\n]]>"
    imported = ohms(f"<vtt_transcript>{cue}</vtt_transcript>")
    assert said(imported) == [("RUIZ", Span(3000, 18_000), ("In the valley. We had goats.",))]


def test_the_record_gives_facts_and_the_index_chapters() -> None:
    transcript = ohms(f"<transcript>{TEXT}</transcript>").transcript
    facts = transcript.facts
    assert (facts.title, facts.publisher, transcript.source_language) == ("Bees", "An archive", "en")
    assert facts.dates == (Date(kind="recorded", edtf="1987-10-14"),)
    assert facts.chapters == (Chapter(span=Span(0, 75_000), title="Home"), Chapter(span=Span(75_000), title="Mill"))


def test_a_second_transcript_and_other_facts_are_named() -> None:
    imported = ohms(
        f"<interviewer>A Host</interviewer><transcript>{TEXT}</transcript><transcript_alt>x</transcript_alt>"
    )
    codes = [problem.code for problem in imported.problems]
    assert codes[-2:] == ["comment-left-out", "second-transcript"]


def test_a_record_without_a_transcript_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.xml: contains no transcript; an index alone is no transcript"):
        ohms("<transcript>No transcript.</transcript>")


def test_a_real_record_of_version_6() -> None:
    imported = read(needs_data("transcripts/ohms_vtt_small.xml").read_bytes(), "ohms", ReadOptions())
    assert [s.label for s in imported.transcript.speakers] == ["SCHNEIDER", "NAME OF INTERVIEWEE"]
    assert len(imported.transcript.segments) == 6
    assert all(segment.span for segment in imported.transcript.segments)


def test_a_date_in_words_is_the_date() -> None:
    content = (
        "<ROOT><record><date value='' format='yyyy-mm-dd'/><date_nonpreferred_format>12 March 1987"
        "</date_nonpreferred_format><language>English</language><transcript>HOST: So?</transcript></record></ROOT>"
    )
    (date,) = read(content.encode(), "ohms", ReadOptions(path="talk.xml")).transcript.facts.dates
    assert (date.kind, date.edtf, date.written) == ("recorded", "1987-03-12", "12 March 1987")


def test_a_restriction_of_use_is_reported() -> None:
    def codes(inner: str) -> list[str]:
        return [problem.code for problem in ohms(f"<transcript>HOST: So?</transcript>{inner}").problems]

    assert "access-stated" in codes("<userestrict>1</userestrict>")
    assert "access-stated" not in codes("<userestrict>0</userestrict>")


def test_a_second_transcript_with_the_same_turns_is_the_translation() -> None:
    second = (
        "<transcript_alt_lang>German</transcript_alt_lang><transcript_alt>HOST: Wo?\n\nRUIZ: Im Tal.</transcript_alt>"
    )
    imported = ohms(f"<transcript>HOST: Where?\n\nRUIZ: In the valley.</transcript>{second}")
    pairs = [(segment.source, segment.target) for segment in imported.transcript.segments]
    assert pairs == [(("Where?",), ("Wo?",)), (("In the valley.",), ("Im Tal.",))]
    assert (imported.transcript.source_language, imported.transcript.target_language) == ("en", "de")
    assert "second-transcript" not in [problem.code for problem in imported.problems]


def test_a_second_transcript_with_other_turns_is_left_out() -> None:
    second = "<transcript_alt>HOST: Wo?\n\nRUIZ: Im Tal.\n\nRUIZ: Mit Ziegen.</transcript_alt>"
    imported = ohms(f"<transcript>HOST: Where?\n\nRUIZ: In the valley. With goats.</transcript>{second}")
    assert [segment.target for segment in imported.transcript.segments] == [None, None]
    assert "second-transcript" in [problem.code for problem in imported.problems]
