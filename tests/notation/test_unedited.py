from __future__ import annotations

from hypothesis import given, settings

from dragoman.notation import Parsed, parse, serialize, without_unedited
from dragoman.transcript.document import Facts, Segment, Speaker, Transcript
from dragoman.transcript.public import for_readers
from dragoman.transcript.text import Note, Text
from strategies import transcripts

DESK = Note(("ask her again",), "desk")
DOCUMENT = Transcript(
    facts=Facts(title="Abejas", publisher="Radio Sur"),
    speakers=(Speaker(id="S1", label="Ana"),),
    segments=(
        Segment(id="s4k2m9xpq", speaker="S1", source=("Hola. ", DESK), target=("Hello.",)),
        Segment(id="s4k2m9xpr", speaker="S1", source=("Adiós.",), target=("Bye. ", DESK)),
    ),
)
PAGE = serialize(for_readers(DOCUMENT, {}, to_edit=True))


def edited(old: str = "", new: str = "") -> Parsed:
    """The page with one thing in it changed, without what was not."""
    return without_unedited(parse(PAGE.replace(old, new, 1)), parse(PAGE), DOCUMENT)


def sources(page: Parsed) -> list[Text | None]:
    return [segment.source for segment in page.transcript.segments]


def test_the_page_does_not_show_notes_for_the_desk() -> None:
    assert "ask her again" not in PAGE


def test_a_page_that_was_not_edited_says_nothing() -> None:
    page = edited()

    assert [row.carried for row in page.rows] == [frozenset(), frozenset()]
    assert not page.carried & {"title", "publisher"}


def test_only_the_text_that_was_edited_is_said() -> None:
    page = edited("Hello.", "Hello!")

    assert [row.carried for row in page.rows] == [{"target"}, frozenset()]


def test_a_speaker_who_was_changed_is_said() -> None:
    assert edited("s4k2m9xpr Ana:", "s4k2m9xpr ?:").rows[1].carried == {"speaker"}


def test_a_time_that_was_added_is_said() -> None:
    assert edited("s4k2m9xpr Ana:", "s4k2m9xpr [0:12] Ana:").rows[1].carried == {"span"}


def test_words_that_were_edited_keep_the_note_for_the_desk_behind_them() -> None:
    assert sources(edited("Hola.", "Buenas."))[0] == ("Buenas.", " ", DESK)


def test_a_translation_that_was_edited_keeps_its_own_note() -> None:
    assert edited("Bye.", "Goodbye.").transcript.segments[1].target == ("Goodbye.", " ", DESK)


def test_words_without_a_note_get_none() -> None:
    assert sources(edited("Adiós.", "Hasta luego."))[1] == ("Hasta luego.",)


def test_a_text_that_the_page_takes_away_is_not_brought_back_for_its_note() -> None:
    assert edited("= Bye.", "=").transcript.segments[1].target is None


def test_a_passage_that_is_new_is_said_whole() -> None:
    page = without_unedited(parse(PAGE + "\nAna: Otra vez.\n= Again.\n"), parse(PAGE), DOCUMENT)

    assert page.rows[2].carried == {"speaker", "source", "target"}
    assert page.transcript.segments[2].source == ("Otra vez.",)


def test_a_fact_that_was_edited_is_said_and_the_others_are_not() -> None:
    assert edited("title: Abejas", "title: Las abejas").carried & {"title", "publisher"} == {"title"}


def test_a_fact_that_was_emptied_is_said() -> None:
    assert "title" in edited("title: Abejas", "title:").carried


@settings(max_examples=40, deadline=None)
@given(transcripts())
def test_no_page_says_anything_before_it_is_edited(document: Transcript) -> None:
    before = parse(serialize(for_readers(document, {}, to_edit=True)))

    assert all(not row.carried for row in without_unedited(before, before, document).rows)
