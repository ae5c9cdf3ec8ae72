"""Edits of the names ledger: revisions, undo, and edits of two people."""

from __future__ import annotations

import msgspec
import pytest

from dragoman.errors import EditError
from dragoman.transcript.document import Person, Transcript
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import ConflictError, intend, merge
from dragoman.transcript.revision import Signature, apply
from dragoman.transcript.undo import undo
from dragoman.transcript.working_copy import WorkingCopy

BY = Signature(Person(handle="ana"), parent="r1", seed="seed")
KARAJ = Term(id="t1", source=("کرج",), target=("Karaj",))
FEZ = Term(id="t2", source=("فاس",), target=("Fez",))
LEDGER = Transcript(glossary=(KARAJ, FEZ))


def test_a_new_term_gets_an_id_that_tells_nothing_of_it() -> None:
    revisions = set_terms(LEDGER, [Term(id="", source=("تهران",))], BY)
    added = apply(LEDGER, revisions).glossary[-1]
    assert (added.source, added.id[0], len(added.id)) == (("تهران",), "t", 9)
    assert set_terms(LEDGER, [Term(id="", source=("شیراز",))], BY)[0].subject == revisions[0].subject


def test_two_new_terms_have_two_ids() -> None:
    made = apply(Transcript(), set_terms(Transcript(), [Term(id="", source=(name,)) for name in "ab"], BY))
    assert len({term.id for term in made.glossary}) == 2


def test_only_the_fields_that_differ_are_changed() -> None:
    (revision,) = set_terms(LEDGER, [msgspec.structs.replace(FEZ, target=("Fez", "Fes"))], BY)
    assert (revision.subject, revision.field, revision.after) == ("term:t2", "target", ["Fez", "Fes"])


def test_what_is_not_given_stays() -> None:
    assert set_terms(LEDGER, [KARAJ], BY) == ()
    assert apply(LEDGER, set_terms(LEDGER, (), BY, removed=["t1"])).glossary == (FEZ,)


def test_a_term_that_is_not_there() -> None:
    with pytest.raises(EditError, match="term t9: is not in the names ledger"):
        set_terms(LEDGER, [Term(id="t9", source=("a",))], BY)


@pytest.mark.parametrize("removed", [(), ("t1",), ("t1", "t2")])
def test_it_can_be_taken_back(removed: tuple[str, ...]) -> None:
    changed = [] if removed else [msgspec.structs.replace(FEZ, note="a town"), Term(id="", source=("a",))]
    group = set_terms(LEDGER, changed, BY, removed=removed)
    after = apply(LEDGER, group)
    back = apply(after, undo(after, group, BY))
    assert sorted(back.glossary, key=lambda term: term.id) == [KARAJ, FEZ]


def test_two_people_change_two_terms() -> None:
    theirs = apply(LEDGER, set_terms(LEDGER, [msgspec.structs.replace(KARAJ, kind="place")], BY))
    mine = intend(LEDGER, set_terms(LEDGER, [msgspec.structs.replace(FEZ, kind="place")], BY), BY, epoch=0)
    assert [change.subject for change in merge(WorkingCopy(theirs), mine)] == ["term:t2"]


def test_two_people_change_one_field_of_one_term() -> None:
    theirs = apply(LEDGER, set_terms(LEDGER, [msgspec.structs.replace(FEZ, target=("Fes",))], BY))
    mine = intend(LEDGER, set_terms(LEDGER, [msgspec.structs.replace(FEZ, target=("Fas",))], BY), BY, epoch=0)
    with pytest.raises(ConflictError, match="term t2"):
        merge(WorkingCopy(theirs), mine)


def test_a_document_has_no_two_terms_of_one_id() -> None:
    with pytest.raises(ValueError, match="term id t1 is used twice"):
        Transcript(glossary=(KARAJ, KARAJ))
