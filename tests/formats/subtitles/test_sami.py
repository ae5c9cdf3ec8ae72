import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span

STYLE = "<STYLE TYPE='text/css'><!--\nP {color:white} .KRCC {Name:Korean; lang:ko-KR;} .ENCC {lang:en-US;}\n--></STYLE>"


def sami(body: str, options: ReadOptions | None = None) -> Imported:
    content = f"<SAMI><HEAD><TITLE>Bees</TITLE>{STYLE}</HEAD><BODY>{body}</BODY></SAMI>"
    return read(content.encode(), "sami", options or ReadOptions(path="talk.smi"))


def rows(imported: Imported) -> list[tuple[object, ...]]:
    return [(s.span, s.source and s.source[0], s.target and s.target[0]) for s in imported.transcript.segments]


BOTH = (
    "<SYNC Start=1000><P Class=KRCC>안녕하세요.<P Class=ENCC>Good day."
    "<SYNC Start=3000><P Class=KRCC>&nbsp;<P Class=ENCC>&nbsp;<SYNC Start=4000><P Class=KRCC>네.<P Class=ENCC>Yes."
)


def test_two_classes_are_original_and_translation() -> None:
    imported = sami(BOTH)
    assert rows(imported) == [(Span(1000, 3000), "안녕하세요.", "Good day."), (Span(4000), "네.", "Yes.")]
    transcript = imported.transcript
    assert (transcript.source_language, transcript.target_language, transcript.facts.title) == (
        "ko-KR",
        "en-US",
        "Bees",
    )
    assert [problem.code for problem in imported.problems] == ["sides-guessed"]


def test_the_command_line_says_which_class_is_the_original() -> None:
    imported = sami(BOTH, ReadOptions(language="en"))
    assert rows(imported)[0] == (Span(1000, 3000), "Good day.", "안녕하세요.")
    assert imported.problems == ()


def test_one_class_is_one_language_and_a_text_stays_until_the_next() -> None:
    text = "<sync start='1000'><p class='ENCC'>Good <i>day</i>.<br>Sit.</p></sync><sync start='2500'><p>Yes &amp; no."
    imported = sami(text.replace("<p>", "<p class='ENCC'>"))
    assert rows(imported) == [(Span(1000, 2500), "Good day. Sit.", None), (Span(2500), "Yes & no.", None)]


def test_a_text_that_is_there_in_one_language_alone_is_kept() -> None:
    imported = sami(BOTH + "<SYNC Start=6000><P Class=ENCC>Alone.")
    assert rows(imported)[-1] == (Span(6000), None, "Alone.")


def test_a_source_is_the_speaker() -> None:
    imported = sami("<SYNC Start=1000><P Class=ENCC ID=Source>Ana<P Class=ENCC>Good day.")
    assert [speaker.label for speaker in imported.transcript.speakers] == ["Ana"]
    assert rows(imported) == [(Span(1000), "Good day.", None)]


def test_what_holds_no_subtitle_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.smi:1:1: contains no subtitle"):
        sami("<P>Good day.")
