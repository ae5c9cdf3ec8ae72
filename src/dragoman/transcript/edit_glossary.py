"""The edit of the names ledger: a pure function from a document to the revisions that change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.errors import EditError
from dragoman.transcript.document import Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.ids import term_id
from dragoman.transcript.revision import Change, Revision, Signature, existence, field_change, seal

__all__ = ["set_terms"]


def set_terms(
    transcript: Transcript, terms: Iterable[Term], by: Signature, *, removed: Iterable[str] = ()
) -> tuple[Revision, ...]:
    """Add, change and remove terms. Other terms of the ledger stay as they are.

    :param terms: a term with an id of the ledger is changed; one with an empty id is new and gets an id
    :param removed: ids of terms to remove
    :raises EditError: if a term to change or to remove is not in the ledger
    """
    there = {term.id: term for term in transcript.glossary}
    gone = tuple(dict.fromkeys(removed))
    changes: list[Change] = [_removal(there, id_) for id_ in gone]
    left = tuple(term for term in transcript.glossary if term.id not in gone)
    for number, term in enumerate(terms):
        if term.id:
            changes += _differences(_present(there, term.id), term)
            continue
        new = msgspec.structs.replace(term, id=_mint(by, number, there))
        left = (*left, new)
        there[new.id] = new
        changes.append(Change(f"term:{new.id}", "", None, existence(left, new.id)))
    return seal(changes, by)


def _removal(there: Mapping[str, Term], id_: str) -> Change:
    _present(there, id_)
    return Change(f"term:{id_}", "", existence(tuple(there.values()), id_), None)


def _differences(old: Term, new: Term) -> Iterator[Change]:
    fields = (field for field in Term.__struct_fields__ if field != "id")
    return (field_change(old, field, getattr(new, field)) for field in fields)


def _mint(by: Signature, number: int, taken: Mapping[str, Term]) -> str:
    return next(id_ for id_ in (term_id(by.seed, by.parent, number, again) for again in range(99)) if id_ not in taken)


def _present(there: Mapping[str, Term], id_: str) -> Term:
    if id_ not in there:
        raise EditError(f"term {id_}", "is not in the names ledger")
    return there[id_]
