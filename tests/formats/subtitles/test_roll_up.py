from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.subtitles.roll_up import fold
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span


def captions(*texts: str) -> list[ImportedCue]:
    return [ImportedCue(start=n * 1000, end=n * 1000 + 1000, text=text) for n, text in enumerate(texts)]


def folded(*texts: str) -> list[object]:
    return [passage.text for passage in fold(captions(*texts), ProblemLog())]


def test_a_line_that_rolls_up_is_kept_once() -> None:
    assert folded("a", "a\nb", "b\nc", "c\nd", "d\ne") == ["a", "b", "c", "d", "e"]


def test_a_caption_that_only_repeats_is_dropped() -> None:
    assert folded("a b", "a b", "a b\nc d", "c d", "c d\ne f", "e f") == ["a b", "c d", "e f"]


def test_a_caption_that_grows_is_one() -> None:
    [passage] = fold(captions("What", "What if", "What if so", "What if so it"), ProblemLog())
    assert (passage.text, passage.start, passage.end) == ("What if so it", 0, 4000)
    assert passage.words == tuple(
        Word(text=text, span=Span(at)) for text, at in [("What", 0), ("if", 1000), ("so", 2000), ("it", 3000)]
    )


def test_the_words_of_repeated_lines_go_with_them() -> None:
    words = (Word(text="a", span=Span(1000)), Word(text="b"), Word(text="c", span=Span(1500)))
    passages = captions("a", "a\nb c", "b c\nd", "d\ne", "e\nf")
    passages[1].words = words
    assert fold(passages, ProblemLog())[1].words == (Word(text="b", span=Span(1000)), words[2])


def test_people_may_say_the_same_thing_again() -> None:
    assert folded("Oh!", "Oh!", "Oh!", "Oh!", "No.") == ["Oh!", "Oh!", "Oh!", "Oh!", "No."]
    assert folded("a", "b", "b", "c", "d") == ["a", "b", "b", "c", "d"]


def test_what_was_folded_is_told() -> None:
    log = ProblemLog()
    fold(captions("a", "a\nb", "b\nc", "c\nd"), log)
    assert [problem.message for problem in log.listed()] == [
        "captions that repeat what was on the screen: 3 of 4; each line is kept once"
    ]
