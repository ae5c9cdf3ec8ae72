from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.folder.apply_page import Taken, take_page
from dragoman.notation import as_typed, parse, serialize
from dragoman.transcript.document import (
    Engine,
    Facts,
    Person,
    Recording,
    Segment,
    Speaker,
    Tombstone,
    Transcript,
    Word,
    find_segment,
)
from dragoman.transcript.revision import Signature, apply
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied
from dragoman.transcript.undo import undo
from dragoman.transcript.working_copy import existence
from interviews import arabic_english, english_persian, spanish_english
from strategies import transcripts

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper")
BY = Signature(ANA, parent="0" * 32)
DOCUMENT = Transcript(
    recording=Recording(media_type="audio/mpeg", duration=9000, languages=("es",)),
    facts=Facts(title="Entrevista", tags=("a", "b")),
    speakers=(Speaker(id="S1", label="Host", role="interviewer"), Speaker(id="S2", label="Marta", name="Marta Ruiz")),
    segments=(
        Segment(
            id="s00000001",
            speaker="S1",
            span=Span(0, 1500),
            source=("Hola.",),
            target=("Hello.",),
            words=(Word(text="Hola."),),
            state="final",
            heard_by=("eva",),
            source_origin=WHISPER,
            target_origin=WHISPER,
        ),
        Segment(id="s00000002", speaker="S2", span=Span(1500, 3000), source=("Buenas.",), source_origin=WHISPER),
        Segment(id="s00000003", withdrawn=Tombstone(date="2026-05-01")),
    ),
    target_language="en",
)
PAGE = serialize(DOCUMENT)


def take(page: str, *, delete_missing: bool = False, document: Transcript = DOCUMENT) -> tuple[Transcript, Taken]:
    taken = take_page(document, parse(page), BY, delete_missing=delete_missing)
    return apply(document, taken.revisions), taken


def edited(old: str, new: str) -> tuple[Transcript, Taken]:
    assert PAGE.count(old) == 1, PAGE
    return take(PAGE.replace(old, new))


@pytest.mark.parametrize("document", [DOCUMENT, spanish_english(), arabic_english(), english_persian()])
def test_a_page_that_nobody_edited_changes_nothing(document: Transcript) -> None:
    taken = take(serialize(document), document=document)[1]
    assert taken == Taken(revisions=())


def test_an_edited_original_changes_the_original_alone() -> None:
    after, taken = edited("Hola.", "¡Hola!")
    first = after.segments[0]
    assert (first.source, first.source_origin) == (("¡Hola!",), ANA)
    assert (first.target, first.target_origin, first.words) == (("Hello.",), WHISPER, (Word(text="Hola."),))
    assert (taken.changed, after.segments[1:]) == (("s00000001",), DOCUMENT.segments[1:])


def test_an_edited_translation_does_not_write_the_original() -> None:
    after, _ = edited("Hello.", "Hello (to you).")
    assert after.segments[0].target == ("Hello ", Supplied(("to you",)), ".")
    assert (after.segments[0].source, after.segments[0].source_origin) == (("Hola.",), WHISPER)


def test_a_changed_text_is_to_be_heard_and_reviewed_again() -> None:
    after, _ = edited("Hello.", "Hi.")
    assert (after.segments[0].state, after.segments[0].heard_by) == ("translated", ())


def test_a_first_translation_is_taken_in() -> None:
    after, _ = edited("Buenas.", "Buenas.\n= Good evening.")
    assert after.segments[1].target == ("Good evening.",)


def test_an_emptied_translation_is_none() -> None:
    after, _ = edited("= Hello.", "=")
    assert after.segments[0].target is None


def test_a_translation_whose_line_is_gone_stays() -> None:
    assert edited("\n= Hello.", "")[1].revisions == ()


def test_an_original_that_was_emptied_stays() -> None:
    assert edited("Host: Hola.", "Host:")[1].revisions == ()


def test_a_passage_without_its_time_and_name_keeps_them() -> None:
    assert edited("[0:01.5-0:03] Marta: Buenas.", "Marta: Buenas.")[1].revisions == ()


def test_a_moved_passage_in_time() -> None:
    assert edited("[0:01.5-0:03]", "[0:01.7-0:03.2]")[0].segments[1].span == Span(1700, 3200)


def test_a_page_that_gives_a_start_alone_keeps_the_end() -> None:
    assert edited("[0:01.5-0:03]", "[0:01.7]")[0].segments[1].span == Span(1700, 3000)


def test_a_start_behind_the_old_end_leaves_the_end_unknown() -> None:
    assert edited("[0:01.5-0:03]", "[0:04]")[0].segments[1].span == Span(4000)


def test_a_passage_given_to_another_speaker() -> None:
    assert edited("Marta: Buenas.", "Host: Buenas.")[0].segments[1].speaker == "S1"


def test_a_passage_given_to_nobody() -> None:
    assert edited("Marta: Buenas.", "?: Buenas.")[0].segments[1].speaker is None


def test_a_passage_given_to_somebody_new() -> None:
    after, _ = edited("Marta: Buenas.", "Caller: Buenas.")
    assert after.speakers[2] == Speaker(id="S3", label="Caller")
    assert after.segments[1].speaker == "S3"


def test_a_speaker_declared_anew() -> None:
    after, _ = take(
        PAGE.replace("speaker S1:", "speaker S9: Caller | Ana\nspeaker S1:").replace("Marta: B", "Caller: B")
    )
    assert after.speakers[2] == Speaker(id="S9", label="Caller", name="Ana")
    assert after.segments[1].speaker == "S9"


def test_a_renamed_speaker_keeps_what_the_page_does_not_carry() -> None:
    after, taken = take(PAGE.replace("Host", "The host"))
    assert after.speakers[0] == Speaker(id="S1", label="The host", role="interviewer", aliases=("Host",))
    assert taken.changed == ()


def test_a_full_name_that_was_taken_away_is_gone() -> None:
    assert edited("Marta | Marta Ruiz", "Marta")[0].speakers[1].name is None


def test_a_page_without_its_facts_knows_its_speakers_by_name() -> None:
    rows = PAGE[PAGE.index("s00000001") :]
    assert take(rows)[1].revisions == ()


def test_a_changed_fact_changes_that_fact_alone() -> None:
    after, _ = edited("title: Entrevista", "title: Una entrevista")
    assert after.facts == Facts(title="Una entrevista", tags=("a", "b"))


def test_a_fact_whose_line_is_gone_stays() -> None:
    assert edited("title: Entrevista\n", "")[1].revisions == ()


def test_an_emptied_fact_is_none() -> None:
    assert edited("title: Entrevista", "title:")[0].facts.title is None


def test_the_recording_keeps_what_the_page_does_not_carry() -> None:
    after, _ = edited("original: es", "original: ca")
    assert after.recording == Recording(media_type="audio/mpeg", duration=9000, languages=("ca",))


def test_the_translations_language_is_taken_in() -> None:
    assert edited("translation: en", "translation: en-GB")[0].target_language == "en-GB"


def test_a_passage_in_another_language() -> None:
    after, _ = edited("[0:01.5-0:03]", "[0:01.5-0:03 ca]")
    assert [segment.language for segment in after.segments] == [None, "ca", None]
    assert take(serialize(after), document=after)[1].revisions == ()


def test_a_new_row_is_a_new_passage_behind_the_one_above() -> None:
    after, taken = edited("= Hello.", "= Hello.\n\nMarta: Una cosa.\n= One thing.")
    new = after.segments[1]
    assert (new.speaker, new.source, new.target, new.state) == ("S2", ("Una cosa.",), ("One thing.",), "translated")
    assert (new.source_origin, new.target_origin) == (ANA, ANA)
    assert taken.added == (new.id,)
    assert [segment.id for segment in after.segments if segment.id != new.id] == ["s00000001", "s00000002", "s00000003"]


def test_new_rows_stand_in_their_order() -> None:
    after, _ = take(PAGE.replace("s00000001", "Host: Uno.\n\nHost: Dos.\n\ns00000001") + "\nHost: Tres.\n")
    assert [segment.source for segment in after.segments] == [
        ("Uno.",),
        ("Dos.",),
        ("Hola.",),
        ("Buenas.",),
        None,
        ("Tres.",),
    ]


def test_two_rows_with_the_same_words_are_two_passages() -> None:
    after, taken = take(PAGE + "\nHost: Sí.\n\nHost: Sí.\n")
    assert len(set(taken.added)) == 2
    assert len(after.segments) == 5


def test_a_missing_passage_stays_and_is_told() -> None:
    after, taken = take(PAGE[: PAGE.index("s00000002")])
    assert after == DOCUMENT
    assert taken.missing == ("s00000002",)


def test_a_missing_passage_is_deleted_when_that_is_asked_for() -> None:
    after, taken = take(PAGE[: PAGE.index("s00000002")], delete_missing=True)
    assert [segment.id for segment in after.segments] == ["s00000001", "s00000003"]
    assert (taken.deleted, taken.missing) == (("s00000002",), ())


def test_a_withdrawn_passage_is_not_written_again() -> None:
    after, taken = edited("s00000003 ?:", "s00000003 Marta: The secret.")
    assert after == DOCUMENT
    assert [problem.code for problem in taken.problems] == ["withdrawn-passage"]


def test_moved_passages_stay_in_the_interviews_order() -> None:
    head, one, rest = PAGE.partition("s00000001")
    first, two, last = rest.partition("s00000002")
    after, taken = take(head + two + last + "\n" + one + first)
    assert after == DOCUMENT
    assert [problem.code for problem in taken.problems] == ["moved-passages"]


def test_an_id_of_nobody_is_an_error() -> None:
    taken = edited("s00000002", "s00000009")[1]
    assert [(problem.code, problem.severity) for problem in taken.problems] == [("unknown-id", "error")]
    assert taken.added != ("s00000009",)


@pytest.mark.parametrize(
    "typed",
    ["s00000o02", "s0000002", "s000000002", "S00000002", "0s0000002", "s00000020", "s0000000z", "s00000012"],
)
def test_a_mistyped_id_is_an_error_that_names_the_id_that_was_meant(typed: str) -> None:
    after, taken = edited("s00000002", typed)
    [problem] = taken.problems
    assert (problem.code, problem.severity, problem.where.line) == ("unknown-id", "error", line_of("s00000002"))
    assert problem.message == f"no passage of this interview has the id {typed}; probably meant: s00000002"
    assert after == DOCUMENT


def test_a_row_of_a_newer_page_is_said_to_be_one() -> None:
    page = parse(f"{PAGE}\ns00000z99 [1:00] Marta: Later.\n")
    [problem] = take_page(DOCUMENT, page, BY, later=("s00000001", "s00000z99")).problems
    assert problem.code == "unknown-id"
    assert problem.message.startswith("passage s00000z99 was added after this page was made; delete its row")


@pytest.mark.parametrize("behind", [" Marta: Buenas.", " Buenas."])
def test_a_mistyped_id_without_a_time_is_an_error_too(behind: str) -> None:
    after, taken = edited("s00000002 [0:01.5-0:03] Marta: Buenas.", f"s0000002{behind}")
    assert [(p.code, p.message.partition(": ")[2]) for p in taken.problems] == [("unknown-id", "s00000002")]
    assert (after.segments, taken.added) == (DOCUMENT.segments, ())


def test_a_mistyped_id_right_below_an_empty_row_is_no_words_of_it() -> None:
    page = PAGE.replace("Host: Hola.\n= Hello.\n\ns00000002", "Host:\ns0000002")
    after, taken = take(page)
    assert [problem.code for problem in taken.problems] == ["unknown-id"]
    assert after == DOCUMENT


def test_an_id_with_nothing_behind_it_but_words_is_an_error() -> None:
    after, taken = edited("s00000002 [0:01.5-0:03] Marta: Buenas.", "s00000002 Buenas.")
    assert [(p.code, p.message.partition(";")[0]) for p in taken.problems] == [
        ("unknown-id", "s00000002 is an id, but no time and no name follow it")
    ]
    assert after == DOCUMENT


@pytest.mark.parametrize("typed", ["s7k2m9x4c", "s7k2m9x4", "S7K2M9X4C", "p7u2m9i4cd"])
def test_an_unknown_id_that_is_near_none_is_an_error_too(typed: str) -> None:
    after, taken = edited("s00000002", typed)
    assert "remove the id to add a new passage" in taken.problems[0].message
    assert after == DOCUMENT


@pytest.mark.parametrize(
    "words",
    ["Marta: Something else.", "Saturday was fine.", "somebody 1950 came.", "sept2019 was dry.", "season2020: dry."],
)
def test_a_row_without_an_id_is_a_new_passage(words: str) -> None:
    after, taken = take(f"{PAGE}\n{words}\n")
    assert (len(after.segments), taken.problems) == (4, ())


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(PAGE.splitlines(), 1) if words in line)


GONE = msgspec.structs.replace(DOCUMENT, segments=(DOCUMENT.segments[0], DOCUMENT.segments[2]))
DELETED = {"s00000002": existence(DOCUMENT.segments, "s00000002")}


def test_a_deleted_passage_that_is_on_the_page_again_is_put_back_as_it_was() -> None:
    taken = take_page(GONE, parse(PAGE), BY, deleted=DELETED)
    assert (taken.put_back, taken.added, taken.problems) == (("s00000002",), (), ())
    assert apply(GONE, taken.revisions) == DOCUMENT


def test_a_deleted_passage_that_is_put_back_with_other_words_is_by_who_typed_them() -> None:
    page = PAGE.replace("Buenas.", "Buenas noches.\n= Good evening.")
    after = apply(GONE, take_page(GONE, parse(page), BY, deleted=DELETED).revisions)
    back = after.segments[1]
    assert (back.source, back.target, back.state) == (("Buenas noches.",), ("Good evening.",), "translated")
    assert (back.source_origin, back.target_origin) == (ANA, ANA)


def test_a_passage_that_is_put_back_is_deleted_again_by_undo() -> None:
    taken = take_page(GONE, parse(PAGE), BY, deleted=DELETED)
    back = undo(DOCUMENT, taken.revisions, Signature(ANA, parent=taken.revisions[-1].id))
    assert apply(DOCUMENT, back) == GONE


def test_a_deleted_passage_that_is_not_on_the_page_stays_deleted() -> None:
    assert take_page(GONE, parse(serialize(GONE)), BY, deleted=DELETED).revisions == ()


def test_another_interviews_page_is_an_error() -> None:
    taken = take(serialize(arabic_english()).replace("s0000000", "s9999999"))[1]
    assert {problem.code for problem in taken.problems if problem.severity == "error"} == {"foreign-page", "unknown-id"}


def test_all_of_a_page_is_one_action() -> None:
    after, taken = take(PAGE.replace("Hola.", "¡Hola!").replace("Hello.", "Hi!").replace("Entrevista", "Charla"))
    assert len({revision.group for revision in taken.revisions}) == 1
    assert apply(after, undo(after, taken.revisions, Signature(ANA, parent=taken.revisions[-1].id))) == DOCUMENT


def test_what_is_taken_in_is_what_the_page_says() -> None:
    page = PAGE.replace("Hola.", "¡Hola!").replace("Host", "The host").replace("tag: b\n", "")
    after, _ = take(page)
    assert as_typed(after) == parse(page).transcript


@settings(max_examples=150, deadline=None)
@given(transcripts())
def test_any_page_that_nobody_edited_changes_nothing(document: Transcript) -> None:
    assert take(serialize(document), document=document)[1].revisions == ()


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(PAGE)), st.integers(0, 40), st.text(st.characters(codec="utf-8"), max_size=12))
def test_any_edit_at_all_is_taken_in_and_undone(place: int, length: int, typed: str) -> None:
    page = PAGE[:place] + typed + PAGE[place + length :]
    after, taken = take(page)
    assert take(serialize(after), document=after)[1].revisions == ()
    assert {segment.id for segment in DOCUMENT.segments} <= {segment.id for segment in after.segments}
    assert find_segment(after, "s00000003") == DOCUMENT.segments[2]
    if taken.revisions:
        back = undo(after, taken.revisions, Signature(ANA, parent=taken.revisions[-1].id))
        assert apply(after, back) == DOCUMENT
