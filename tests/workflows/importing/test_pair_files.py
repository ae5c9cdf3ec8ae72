from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.transcript.document import Date, Facts, Recording, Segment, Speaker, Transcript
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


def test_in_one_script_too_speakers_are_called_as_the_translation_calls_them() -> None:
    first = document((0, 2, "a"), (2, 4, "b"), names={"a": "Il bambino", "b": "Anna"})
    second = document((0, 2, "A"), (2, 4, "B"), names={"A": "The boy", "B": "Anna"})
    paired = pair_documents(first, second).transcript
    assert [(s.label, s.name_native) for s in paired.speakers] == [("The boy", "Il bambino"), ("Anna", None)]


def test_facts_that_only_the_translation_states_are_kept() -> None:
    published = Date(kind="first-published", edtf="2019-05-14")
    first = msgspec.structs.replace(document((0, 2, "a")), facts=Facts(title="La apicultora", publisher="Radio Orce"))
    stated = Facts(title="The beekeeper", description="Translated by Marta.", publisher="Blog", dates=(published,))
    facts = pair_documents(first, msgspec.structs.replace(document((0, 2, "A")), facts=stated)).transcript.facts
    assert (facts.title, facts.title_target, facts.publisher) == ("La apicultora", "The beekeeper", "Radio Orce")
    assert (facts.description, facts.dates) == ("Translated by Marta.", (published,))


def test_a_speaker_whom_only_the_translation_names_is_added() -> None:
    second = document((0, 2, "A"), names={"A": "Boy"})
    paired = pair_documents(document((0, 2, "a")), second).transcript
    assert [(speaker.id, speaker.label) for speaker in paired.speakers] == [("S1", "Boy")]
    assert paired.segments[0].speaker == "S1"


def untimed(*texts: str, names: tuple[str, ...] = (), language: str = "es") -> Transcript:
    """Passages without times; ``names`` has the speaker of each."""
    labels = list(dict.fromkeys(names))
    return Transcript(
        recording=Recording(languages=(language,)),
        speakers=tuple(Speaker(id=f"{language}{labels.index(label)}", label=label) for label in labels),
        segments=tuple(
            Segment(
                id=mint_id(language, number),
                speaker=f"{language}{labels.index(names[number])}" if names else None,
                source=(text,),
            )
            for number, text in enumerate(texts)
        ),
    )


SPANISH = (
    "¿Dónde creció usted?",
    "En el valle, con mis abuelos, hasta el año 1979.",
    "¿Y después?",
    "Después nos fuimos a Madrid, que estaba muy lejos de todo lo que conocíamos.",
    "¿Cuántos eran?",
    "Éramos 12, con los niños.",
)
ENGLISH = (
    "Where did you grow up?",
    "In the valley, with my grandparents, until 1979.",
    "And then?",
    "Then we left for Madrid, which was very far from everything that we knew.",
    "How many were you?",
    "We were 12, with the children.",
)


def test_without_times_texts_as_long_as_each_other_are_paired_in_order() -> None:
    assert pairs(untimed(*SPANISH), untimed(*ENGLISH, language="en")) == [*zip(SPANISH, ENGLISH, strict=True)]


def test_a_passage_that_is_missing_lets_no_other_slip() -> None:
    paired = pair_documents(untimed(*SPANISH), untimed(*ENGLISH[:2], *ENGLISH[4:], language="en"))
    assert [plain(s.target or ()) for s in paired.transcript.segments] == [*ENGLISH[:2], "", "", *ENGLISH[4:]]
    assert [p.code for p in paired.problems].count("pair-without-translation") == 2


def test_as_many_passages_are_not_paired_by_their_count() -> None:
    added = "This was recorded in a small room with a window to the street."
    second = untimed(added, *ENGLISH[:4], ENGLISH[5], language="en")
    found = pairs(untimed(*SPANISH), second)
    assert [pair for pair in found if all(pair)] == [
        *zip(SPANISH[:4], ENGLISH[:4], strict=True),
        (SPANISH[5], ENGLISH[5]),
    ]
    assert ("", added) in found
    assert (SPANISH[4], "") in found


def test_what_one_person_says_in_two_passages_is_joined() -> None:
    names, more = ("A", "B", "A", "B", "A", "B"), ("A", "B", "A", "B", "B", "A", "B")
    left, right = ENGLISH[3][:24].strip(), ENGLISH[3][24:].strip()
    second = untimed(*ENGLISH[:3], left, right, *ENGLISH[4:], names=more, language="en")
    assert pairs(untimed(*SPANISH, names=names), second)[3] == (SPANISH[3], ENGLISH[3])


def test_speakers_of_other_names_are_matched_and_no_words_go_to_another() -> None:
    first = untimed(*SPANISH, names=("El anfitrión", "Ana") * 3)
    second = untimed(*ENGLISH[1:], names=("Anna", "Host") * 2 + ("Anna",), language="en")
    paired = pair_documents(first, second)
    assert [plain(s.target or ()) for s in paired.transcript.segments] == ["", *ENGLISH[1:]]
    assert len(paired.transcript.speakers) == 2


def test_a_pair_that_might_be_another_is_marked() -> None:
    paired = pair_documents(untimed(*SPANISH, "Sí.", "No."), untimed(*ENGLISH, "Yes.", language="en"))
    assert "pair-unsure" in [problem.code for problem in paired.problems]


def test_texts_that_are_no_translations_of_each_other_are_refused() -> None:
    second = untimed("In 1812 he had 3 ships.", "They sank in 1813.", "x " * 300, language="en")
    with pytest.raises(ValueError, match="not every passage of both has a time"):
        pair_documents(untimed(*SPANISH), second)


def test_times_that_one_file_has_are_kept() -> None:
    first = document((0, 2, SPANISH[0]), (2, 5, SPANISH[1]))
    paired = pair_documents(first, untimed(*ENGLISH[:2], language="en")).transcript
    assert [segment.span for segment in paired.segments] == [Span(0, 2000), Span(2000, 5000)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([*SPANISH]), max_size=8), st.lists(st.sampled_from([*ENGLISH]), max_size=8))
def test_aligned_texts_lose_no_words(first: list[str], second: list[str]) -> None:
    try:
        found = pairs(untimed(*first), untimed(*second, language="en"))
    except ValueError:
        return
    assert " ".join(one for one, _ in found if one) == " ".join(first)
    assert " ".join(other for _, other in found if other) == " ".join(second)


CUES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=12)


@settings(max_examples=100, deadline=None)
@given(CUES, CUES)
def test_no_words_are_lost_or_told_twice(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one = document(*((start, start + length, f"o{n}") for n, (start, length) in enumerate(first)))
    other = document(*((start, start + length, f"t{n}") for n, (start, length) in enumerate(second)))
    found = pairs(one, other)
    assert sorted(word for words, _ in found for word in words.split()) == sorted(f"o{n}" for n in range(len(first)))
    assert sorted(word for _, words in found for word in words.split()) == sorted(f"t{n}" for n in range(len(second)))
