from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain
from dragoman.workflows.importing.pair_files import pair_documents


def document(
    *cues: tuple[int | None, int | None, str], language: str = "ar", names: dict[str, str] | None = None
) -> Transcript:
    """Cues as (start, end, words) in seconds; ``names`` has the speaker by the words."""
    labels = dict.fromkeys((names or {}).values())
    ids = {label: f"S{number}" for number, label in enumerate(labels, 1)}
    return Transcript(
        recording=Recording(languages=(language,)),
        facts=Facts(title=language),
        speakers=tuple(Speaker(id=id_, label=label) for label, id_ in ids.items()),
        segments=tuple(
            Segment(
                id=mint_id(language, number),
                span=None if start is None else Span(start * 1000, None if end is None else end * 1000),
                speaker=ids.get((names or {}).get(words, "")),
                source=(words,),
            )
            for number, (start, end, words) in enumerate(cues)
        ),
    )


def pairs(first: Transcript, second: Transcript) -> list[tuple[str, str]]:
    paired = pair_documents(first, second).transcript
    return [(plain(segment.source or ()), plain(segment.target or ())) for segment in paired.segments]


def test_what_lies_on_one_time_belongs_together() -> None:
    first, second = document((0, 2, "a"), (2, 5, "b")), document((0, 2, "A"), (2, 5, "B"), language="en")
    assert pairs(first, second) == [("a", "A"), ("b", "B")]


def test_a_small_shift_matters_nothing() -> None:
    assert pairs(document((0, 10, "a"), (10, 20, "b")), document((2, 12, "A"), (12, 22, "B"))) == [
        ("a", "A"),
        ("b", "B"),
    ]


def test_several_translations_of_one_passage_are_joined() -> None:
    assert pairs(document((0, 6, "a")), document((0, 3, "A"), (3, 6, "B"))) == [("a", "A B")]


def test_passages_that_one_translation_spans_are_joined() -> None:
    assert pairs(document((0, 3, "a"), (3, 6, "b"), (6, 9, "c")), document((0, 6, "A"), (6, 9, "C"))) == [
        ("a b", "A"),
        ("c", "C"),
    ]


def test_but_not_across_speakers() -> None:
    first = document((0, 3, "a"), (3, 6, "b"), names={"a": "Ana", "b": "Bea"})
    paired = pair_documents(first, document((0, 6, "A")))
    assert [plain(segment.target or ()) for segment in paired.transcript.segments] == ["A", ""]
    assert [problem.code for problem in paired.problems] == ["pair-without-translation"]


def test_what_finds_no_partner_stays_alone_and_is_told() -> None:
    paired = pair_documents(document((0, 2, "a"), (10, 12, "c")), document((0, 2, "A"), (5, 7, "B")))
    assert [(plain(s.source or ()), plain(s.target or ())) for s in paired.transcript.segments] == [
        ("a", "A"),
        ("", "B"),
        ("c", ""),
    ]
    assert [problem.code for problem in paired.problems] == ["pair-without-original", "pair-without-translation"]


def test_half_a_passage_of_shift_does_not_run_all_together() -> None:
    first = document(*((number * 4, number * 4 + 4, str(number)) for number in range(8)))
    second = document(*((number * 4 + 2, number * 4 + 6, str(number)) for number in range(8)))
    assert len(pairs(first, second)) == 8


def test_the_original_gives_ids_times_and_languages() -> None:
    first, second = document((0, 2, "a")), document((0, 3, "A"), language="en")
    paired = pair_documents(first, second).transcript
    assert paired.segments[0].id == first.segments[0].id
    assert paired.segments[0].span == Span(0, 2000)
    assert (paired.source_language, paired.target_language) == ("ar", "en")
    assert (paired.facts.title, paired.facts.title_target) == ("ar", "en")
    assert paired.segments[0].state == "translated"


def test_names_of_one_person_in_two_languages_are_one_speaker() -> None:
    first = document((0, 2, "a"), (2, 4, "b"), names={"a": "الولد", "b": "المشروع"})
    second = document((0, 2, "A"), (2, 4, "B"), names={"A": "Boy", "B": "Project"})
    paired = pair_documents(first, second).transcript
    assert [(s.label, s.name_native) for s in paired.speakers] == [("Boy", "الولد"), ("Project", "المشروع")]


def test_in_one_script_the_original_s_name_stays_and_the_other_is_known_as_well() -> None:
    first = document((0, 2, "a"), (2, 4, "b"), names={"a": "Il bambino", "b": "Anna"})
    second = document((0, 2, "A"), (2, 4, "B"), names={"A": "The boy", "B": "Anna"})
    paired = pair_documents(first, second).transcript
    assert [(s.label, s.aliases) for s in paired.speakers] == [("Il bambino", ("The boy",)), ("Anna", ())]


def test_a_speaker_whom_only_the_translation_names_is_added() -> None:
    second = document((0, 2, "A"), names={"A": "Boy"})
    paired = pair_documents(document((0, 2, "a")), second).transcript
    assert [(speaker.id, speaker.label) for speaker in paired.speakers] == [("S1", "Boy")]
    assert paired.segments[0].speaker == "S1"


def test_without_times_the_order_counts_where_both_are_as_many() -> None:
    first, second = document((None, None, "a"), (None, None, "b")), document((None, None, "A"), (None, None, "B"))
    assert pairs(first, second) == [("a", "A"), ("b", "B")]
    with pytest.raises(ValueError, match="not as many"):
        pair_documents(first, document((None, None, "A")))


CUES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=12)


@settings(max_examples=100, deadline=None)
@given(CUES, CUES)
def test_no_words_are_lost_or_told_twice(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one = document(*((start, start + length, f"o{n}") for n, (start, length) in enumerate(first)))
    other = document(*((start, start + length, f"t{n}") for n, (start, length) in enumerate(second)))
    found = pairs(one, other)
    assert sorted(word for words, _ in found for word in words.split()) == sorted(f"o{n}" for n in range(len(first)))
    assert sorted(word for _, words in found for word in words.split()) == sorted(f"t{n}" for n in range(len(second)))
