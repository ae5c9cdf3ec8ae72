from hypothesis import given
from hypothesis import strategies as st

from dragoman.workflows.importing.align_texts import AlignedPair, Side, align, count_meetings, map_speakers

SIDES = st.lists(
    st.builds(Side, st.text("ab1 ?", max_size=12), st.sampled_from([None, "A", "B"])), min_size=1, max_size=8
)


def sides(*texts: str) -> list[Side]:
    return [Side(text) for text in texts]


def test_figures_hold_a_text_to_its_translation() -> None:
    first = sides("Han pasado 12 años.", "Sí.", "Era el año 1979.", "No.")
    second = sides("Twelve is what they said.", "12 years have gone by.", "Yes.", "It was the year 1979.", "No.")
    pairs = align(first, second, {})
    assert pairs is not None
    found = [(pair.first[0], pair.second[0]) for pair in pairs if pair.first and pair.second]
    assert (2, 3) in found
    assert (3, 4) in found


def test_speakers_who_are_known_are_never_paired_with_others() -> None:
    first = [Side("Yes.", "A"), Side("No.", "B")]
    second = [Side("No.", "b"), Side("Yes.", "a")]
    pairs = align(first, second, {"a": "A", "b": "B"})
    assert pairs is None or all(
        {"a": "A", "b": "B"}[second[pair.second[0]].speaker or ""] == first[pair.first[0]].speaker
        for pair in pairs
        if pair.first and pair.second
    )


def test_names_are_matched_also_across_scripts() -> None:
    assert map_speakers({"S1": "Karim", "S2": "Ana"}, {"x": "كريم", "y": "ANA", "z": "Host"}) == {"x": "S1", "y": "S2"}


def test_meetings_are_counted() -> None:
    pairs = [AlignedPair(range(1), range(1), True), AlignedPair(range(1, 2), range(1, 1), True)]
    assert count_meetings(pairs, [Side("a", "A"), Side("b", "B")], [Side("c", "C")]) == {("C", "A"): 1}


@given(SIDES, SIDES)
def test_every_passage_is_in_one_pair_and_in_order(first: list[Side], second: list[Side]) -> None:
    pairs = align(first, second, {"A": "A"})
    if pairs is not None:
        assert [n for pair in pairs for n in pair.first] == [*range(len(first))]
        assert [n for pair in pairs for n in pair.second] == [*range(len(second))]
