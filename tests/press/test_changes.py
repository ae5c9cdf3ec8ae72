from __future__ import annotations

import msgspec
import pytest

from dragoman.press.changes import find_additions, find_changes, list_corrections
from dragoman.transcript.document import Facts, Segment, Speaker, Tombstone, Transcript
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.span import Span
from dragoman.transcript.text import Foreign, Gap, Supplied

ONE = Segment(
    id="s00000001",
    speaker="S1",
    span=Span(0, 900),
    source=("Éramos trescientos en aquella plaza.",),
    target=("There were 3,000 of us in that old square.",),
)
BEFORE = Transcript(facts=Facts(title="Plaza"), speakers=(Speaker(id="S1", label="Ana"),), segments=(ONE,))


def changes(after: Transcript, **reasons: str) -> list[tuple[str | None, str, str | None]]:
    found = find_changes(Edition(transcript=BEFORE), after, reasons, "2026-05-01")
    assert {change.date for change in found} <= {"2026-05-01"}
    return [(change.where, change.what, change.why) for change in found]


def passage(**fields: object) -> Transcript:
    return msgspec.structs.replace(BEFORE, segments=(msgspec.structs.replace(ONE, **fields),))


def test_nothing_changed() -> None:
    assert changes(BEFORE) == []


def test_a_word_is_shown_with_those_round_it_and_the_reason() -> None:
    after = passage(target=("There were 300 of us in that old square.",))
    assert changes(after, s00000001="he says trescientos") == [
        (
            "segment:s00000001",
            "Translation: “There were 3,000 of us in …” is now “There were 300 of us in …”.",
            "he says trescientos",
        )
    ]


def test_marks_alone() -> None:
    after = passage(target=("There were 3,000 of us ", Supplied(("in that old square.",))))
    assert [what for _, what, _ in changes(after)] == [
        "Translation: “… 3,000 of us in that old square.” is now “… 3,000 of us (in that old square.)”."
    ]


def test_a_mark_keeps_its_brackets_and_words_beside_it() -> None:
    before = passage(target=("We ", Supplied(("the bakers of the old town",)), "’s bread, ", Gap(reason="inaudible")))
    after = msgspec.structs.replace(ONE, target=("We ", Supplied(("the bakers of the town",)), "’s bread, so."))
    found = find_changes(
        Edition(transcript=before), msgspec.structs.replace(BEFORE, segments=(after,)), {}, "2026-05-01"
    )
    assert [change.what for change in found] == [
        "Translation: “We (the bakers of the old town)’s bread, [inaudible]” "
        "is now “We (the bakers of the town)’s bread, so.”."
    ]


def test_marks_that_no_glyph_shows() -> None:
    after = passage(target=(Foreign(("There were 3,000 of us in that old square.",)),))
    assert [what for _, what, _ in changes(after)] == ["Translation: the marks changed."]


def corrected(number: int, *made: Correction) -> Edition:
    return Edition(transcript=BEFORE, number=number, date=f"2026-05-0{number}", changes=made)


FIRST, ID = corrected(1), "s00000001"
SECOND = corrected(
    2, Correction(what="Time.", where=f"segment:{ID}"), Correction(what="Title.", where="facts", why="x")
)


def test_a_reason_is_added_to_a_correction_that_lacks_one() -> None:
    [added] = find_additions((FIRST, SECOND), {ID: "misheard"}, {ID: "R. Okoye"}, "2026-05-03")
    assert (added.why, added.thanks, added.adds_to, added.where) == ("misheard", "R. Okoye", 2, f"segment:{ID}")
    listed = list_corrections((FIRST, SECOND, corrected(3, added)))
    assert [(change.why, change.thanks) for change in listed[1][1]] == [("misheard", "R. Okoye"), ("x", None)]
    assert listed[2][1] == (Correction(what=added.what, where=added.where, date="2026-05-03", adds_to=2),)


@pytest.mark.parametrize(("reasons", "thanks"), [({"facts": "y"}, {}), ({"S1": "y"}, {}), ({}, {"s00000009": "R."})])
def test_what_has_a_reason_or_is_no_correction(reasons: dict[str, str], thanks: dict[str, str]) -> None:
    with pytest.raises(LookupError):
        find_additions((FIRST, SECOND), reasons, thanks, "2026-05-03")


def test_a_reason_is_added_once() -> None:
    [added] = find_additions((FIRST, SECOND), {ID: "misheard"}, {}, "2026-05-03")
    three = (FIRST, SECOND, corrected(3, added))
    with pytest.raises(LookupError):
        find_additions(three, {ID: "again"}, {}, "2026-05-04")
    assert [one.thanks for one in find_additions(three, {}, {ID: "R."}, "2026-05-04")] == ["R."]


def test_time_speaker_and_withdrawal() -> None:
    assert [what for _, what, _ in changes(passage(span=Span(1500)))] == ["Time: 0:00, now 0:01.5."]
    assert [what for _, what, _ in changes(passage(speaker=None))] == ["Speaker: now not known."]
    assert [what for _, what, _ in changes(passage(withdrawn=Tombstone(date="2026-05-01")))] == [
        "The passage was withdrawn."
    ]


def test_passages_come_and_go() -> None:
    after = msgspec.structs.replace(BEFORE, segments=(Segment(id="s00000002"),))
    assert changes(after) == [
        ("segment:s00000002", "A passage was added.", None),
        ("segment:s00000001", "A passage was taken out.", None),
    ]


def test_facts_that_readers_never_see_are_not_listed() -> None:
    after = msgspec.structs.replace(BEFORE, facts=Facts(title="Plaza", confidential=False, support="Send a coin."))
    assert changes(after) == []


def test_speakers_and_facts() -> None:
    after = msgspec.structs.replace(
        BEFORE, speakers=(Speaker(id="S1", label="Ana Ruiz"),), facts=Facts(title="La plaza", tags=("squares",))
    )
    assert [what for _, what, _ in changes(after)] == [
        "Speaker: “Ana” is now “Ana Ruiz”.",
        "The original title: “Plaza” is now “La plaza”.",
        "The tags: added.",
    ]


def test_what_was_withdrawn_before_is_no_change() -> None:
    edition = Edition(transcript=BEFORE, withheld={"segment:s00000001": "0" * 64})
    assert find_changes(edition, passage(target=("Other.",)), {}, "2026-05-01") == ()


def test_the_change_is_a_value_of_the_edition() -> None:
    [change] = find_changes(Edition(transcript=BEFORE), passage(source=None), {}, "2026-05-01")
    assert change == Correction(what="Original: taken out.", where="segment:s00000001", date="2026-05-01")


def test_words_keep_the_direction_that_most_of_them_have() -> None:
    mixed = "BBC World أهلًا بكم جميعًا"
    after = msgspec.structs.replace(BEFORE, facts=Facts(title=mixed))
    assert [what for _, what, _ in changes(after)] == [f"The original title: “Plaza” is now “\u2067{mixed}\u2069”."]
