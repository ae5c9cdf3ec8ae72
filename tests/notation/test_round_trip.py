from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.notation import as_typed, as_typed_text, parse, parse_text, serialize, serialize_text
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import Text, tidy
from strategies import texts, transcripts

# What people might type: heavy with brackets, stars, colons, ids and times.
_PIECES = (
    *"()[]{}（】*–/\\:=|?\n\t ab ا“”\"'«»",
    *("~~", "//", "[ph]", "[sic", "[src:x]", "[tr:", "gov–", "NAME:", "[12:34]", "[9:99]", "laughs", "[…]", "[in es:"),
    *("s4k2m9xpq ", "dragoman-notation 1", "title:", "speaker S1:", "original:", "\n= "),
)
_TYPED = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=25).map("".join)


@settings(max_examples=200)
@given(transcripts())
def test_a_document_comes_back_as_the_page_can_carry_it(transcript: Transcript) -> None:
    parsed = parse(serialize(transcript))

    assert parsed.transcript == as_typed(transcript)
    assert parsed.problems == ()


@settings(max_examples=100)
@given(transcripts())
def test_what_a_page_can_carry_it_carries_whole(transcript: Transcript) -> None:
    typed = as_typed(transcript)

    assert as_typed(typed) == typed
    assert serialize(typed) == serialize(transcript)


@settings(max_examples=200)
@given(texts)
def test_a_text_comes_back_as_the_page_can_carry_it(text: Text) -> None:
    typed = as_typed_text(text)

    assert parse_text(serialize_text(text)) == (typed, ())
    assert as_typed_text(typed) == typed
    assert tidy(typed) == typed


@settings(max_examples=200)
@given(_TYPED)
@example("\\")
@example("[")
@example("=\n=")
def test_any_page_at_all_is_read(page: str) -> None:
    parsed = parse(page)

    assert all(problem.where.line and problem.where.column for problem in parsed.problems)
    assert as_typed(parsed.transcript) == parsed.transcript
    assert parse(serialize(parsed.transcript)).transcript == parsed.transcript
    assert len(parsed.rows) == len(parsed.transcript.segments)


@settings(max_examples=200)
@given(_TYPED)
def test_any_text_at_all_is_read_and_settles(text: str) -> None:
    read, problems = parse_text(text)

    assert as_typed_text(read) == read
    assert parse_text(serialize_text(read)) == (read, ())
    assert all(problem.where.line and problem.where.column for problem in problems)


@given(transcripts())
@settings(max_examples=50)
def test_a_page_that_was_read_is_written_the_same(transcript: Transcript) -> None:
    page = serialize(transcript)

    assert serialize(parse(page).transcript) == page
