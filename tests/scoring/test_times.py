from dragoman.scoring.times import StartErrors, Timing, find_tokens, segment_starts, summarise, word_starts
from dragoman.transcript.document import Segment, Word
from dragoman.transcript.span import Span


def segment(number: int, text: str, start: int | None, *words: tuple[str, int]) -> Segment:
    return Segment(
        id=f"s0000000{number}",
        span=None if start is None else Span(start, start + 5000),
        source=(text,) if text else None,
        words=tuple(Word(text=word, span=Span(at, at + 100)) for word, at in words),
    )


def test_words_of_the_text_have_the_times_that_were_heard() -> None:
    tokens = find_tokens([segment(1, "Good morning, all.", 0, ("good", 100), ("mourning", 400))], "en")
    assert [(token.text, token.start) for token in tokens] == [("good", 100), ("morning", 400), ("all", None)]


def test_a_segment_without_text_is_what_was_heard() -> None:
    tokens = find_tokens([segment(1, "", 0, ("good", 100))], "en")
    assert [(token.text, token.start, token.begins) for token in tokens] == [("good", 100, 0)]


def test_only_the_first_part_of_a_word_has_its_time() -> None:
    tokens = find_tokens([segment(1, "e-mail", 0, ("e-mail", 100))], "en")
    assert [token.start for token in tokens] == [100, None]


def test_word_starts_are_compared_where_words_answer_to_each_other() -> None:
    truth = find_tokens([segment(1, "one two three", 0, ("one", 0), ("two", 500), ("three", 900))], "en")
    heard = find_tokens([segment(2, "one three", 0, ("one", 30), ("three", 800))], "en")
    assert word_starts(truth, heard) == StartErrors((30, -100), missed=1)


def test_a_misspelled_name_counts_for_its_time() -> None:
    truth = find_tokens([segment(1, "Argentina", 0, ("Argentina", 500))], "es")
    heard = find_tokens([segment(2, "Arjentina", 0, ("Arjentina", 700))], "es")
    assert word_starts(truth, heard).errors == (200,)


def test_another_word_does_not_count() -> None:
    truth = find_tokens([segment(1, "Peru", 0, ("Peru", 500))], "es")
    heard = find_tokens([segment(2, "gracias", 0, ("gracias", 700))], "es")
    assert word_starts(truth, heard) == StartErrors((), missed=1)


def test_segment_starts_are_found_by_their_first_words() -> None:
    truth = find_tokens([segment(1, "she came late", 600), segment(2, "he never came", 6000)], "en")
    heard = find_tokens([segment(3, "she came", 0), segment(4, "late", 3000), segment(5, "he never came", 6200)], "en")
    assert segment_starts(truth, heard) == StartErrors((-600, 200), missed=0)


def test_a_start_inside_another_segment_is_missed() -> None:
    truth = find_tokens([segment(1, "she came very late", 0), segment(2, "he never came", 6000)], "en")
    heard = find_tokens([segment(3, "she came very late he never came", 100)], "en")
    assert segment_starts(truth, heard) == StartErrors((100,), missed=1)


def test_a_first_word_misheard_does_not_lose_the_start() -> None:
    truth = find_tokens([segment(1, "he never came", 6000)], "en")
    heard = find_tokens([segment(2, "she never came", 6100)], "en")
    assert segment_starts(truth, heard).errors == (100,)


def test_the_summary_has_median_95th_percentile_and_share() -> None:
    errors = StartErrors(tuple(range(-100, 1900, 100)), missed=2)
    assert summarise(errors) == Timing(compared=20, missed=2, median=800, p95=1700, within=400, share=6 / 20)


def test_nothing_compared_has_no_summary() -> None:
    assert summarise(StartErrors((), missed=3)) is None
