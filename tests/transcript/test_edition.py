from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from dragoman.transcript.document import Copy, Facts, Recording, Segment, Speaker, Tombstone, Transcript
from dragoman.transcript.edition import (
    Contributor,
    Correction,
    Edition,
    edition_hash,
    find_breaks,
    seal_edition,
    withhold,
)
from dragoman.transcript.glossary import Term
from dragoman.transcript.revision import to_json
from dragoman.transcript.span import Span
from interviews import arabic_english, english_persian, hostile, spanish_english

GRAVE = Tombstone(date="2026-05-01", reason="safety")
ONE = Segment(id="s00000001", speaker="S1", span=Span(0, 900), source=("Me llamo Marta.",), target=("I am Marta.",))
TWO = Segment(id="s00000002", speaker="S1", span=Span(900, 2000), source=("Vivo aquí.",), target=("I live here.",))
DOCUMENT = Transcript(
    recording=Recording(copies=(Copy(address="https://example.org/a.mp3"),)),
    facts=Facts(title="Entrevista", tags=("barrio",)),
    speakers=(Speaker(id="S1", label="Marta", name="Marta Ruiz"),),
    segments=(ONE, TWO),
    target_language="en",
    glossary=(Term(id="barrio", source=("barrio",), target=("quarter",)),),
)
CONTENT = Edition(
    transcript=DOCUMENT,
    date="2026-04-01",
    people=(Contributor(shown="ana", role="translator"),),
    changes=(Correction(what="A name was spelled wrong.", where="segment:s00000001"),),
    note="Recorded in the street.",
)


def salts() -> Callable[[], str]:
    numbers = iter(range(1000))
    return lambda: f"{next(numbers):032x}"


FIRST = seal_edition(CONTENT, None, salts())
SECOND = seal_edition(msgspec.structs.replace(CONTENT, date="2026-05-02"), FIRST, salts())


def test_a_draft_has_no_number() -> None:
    assert Edition(transcript=DOCUMENT).number is None


def test_editions_are_numbered_and_chained() -> None:
    assert (FIRST.number, FIRST.previous) == (1, None)
    assert (SECOND.number, SECOND.previous) == (2, edition_hash(FIRST))
    assert find_breaks((FIRST, SECOND)) == ()


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(FIRST, date="2026-04-02"),
        msgspec.structs.replace(FIRST, note="Recorded indoors."),
        msgspec.structs.replace(FIRST, transcript=msgspec.structs.replace(DOCUMENT, segments=(TWO, ONE))),
        msgspec.structs.replace(FIRST, transcript=msgspec.structs.replace(DOCUMENT, facts=Facts(title="Otra"))),
        msgspec.structs.replace(FIRST, people=()),
    ],
)
def test_whatever_is_changed_afterwards_breaks_the_chain(other: Edition) -> None:
    assert find_breaks((other, SECOND)) == (1,)
    assert find_breaks((FIRST, SECOND), ("another", "hash")) == (1,)


def test_the_hash_of_the_file_is_the_hash_of_the_edition() -> None:
    assert edition_hash(msgspec.json.decode(msgspec.json.encode(FIRST))) == edition_hash(FIRST)


@pytest.mark.parametrize(
    "subject",
    [
        "segment:s00000001",
        "speaker:S1",
        "facts:title",
        "facts:tags",
        "term:barrio",
        "people:0",
        "changes:0",
        "recording",
        "note",
    ],
)
def test_what_is_withheld_leaves_its_leaf_and_the_chain_holds(subject: str) -> None:
    less = withhold(FIRST, [subject], GRAVE)
    assert find_breaks((less, SECOND)) == ()
    assert subject in less.withheld
    assert subject not in less.salts


def test_a_withheld_passage_is_a_dated_tombstone_in_its_place() -> None:
    less = withhold(FIRST, ["segment:s00000001"], GRAVE)
    assert less.transcript.segments == (Segment(id="s00000001", span=Span(0, 900), withdrawn=GRAVE), TWO)


def test_nothing_of_a_withheld_name_is_left() -> None:
    less = FIRST
    for subject in ("segment:s00000001", "speaker:S1"):
        less = withhold(less, [subject], GRAVE)
    assert b"Marta" not in msgspec.json.encode(less)


def test_withholding_more_keeps_what_was_withheld() -> None:
    less = withhold(withhold(FIRST, ["note"], GRAVE), ["facts:title"], GRAVE)
    assert set(less.withheld) == {"note", "facts:title"}
    assert edition_hash(less) == edition_hash(FIRST)


def test_what_is_not_there_cannot_be_withheld() -> None:
    with pytest.raises(KeyError):
        withhold(FIRST, ["segment:s00000009"], GRAVE)


def test_several_things_withheld_at_once_leave_the_hash_as_it_was() -> None:
    released = seal_edition(
        msgspec.structs.replace(CONTENT, slug="marta", despite="no date is known", unsettled={"number-changed": 1}),
        None,
        salts(),
    )
    left = withhold(released, ("segment:s00000001", "slug", "despite", "unsettled", "note"), GRAVE)
    assert edition_hash(left) == edition_hash(released)
    assert (left.slug, left.despite, left.unsettled, left.note) == (None, None, {}, None)
    assert [segment.withdrawn for segment in left.transcript.segments] == [GRAVE, None]


@pytest.mark.parametrize("make", [spanish_english, arabic_english, english_persian, lambda: hostile("x")])
def test_an_edition_and_its_json_have_the_same_hash(make: Callable[[], Transcript]) -> None:
    draft = Edition(transcript=make(), note="n", people=(Contributor(shown="Eva", role="editor"),))
    made = seal_edition(draft, None, salts())
    buried = withhold(made, (f"segment:{made.transcript.segments[0].id}", "people:0"), Tombstone(date="2026-06-01"))
    assert edition_hash(made) == edition_hash(to_json(made)) == edition_hash(buried) == edition_hash(to_json(buried))
