"""Checks that the translation has an approved rendering of each term of the ledger in the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from dragoman.checks.bitext import Bitext, Pair, find_translated, place_of
from dragoman.language.term_matching import Occurrence, TermFinder
from dragoman.problems import Problem
from dragoman.transcript.text import Gloss, Struck, Text, find_marks, plain

__all__ = ["check"]


def check(bitext: Bitext) -> Iterator[Problem]:
    """Problems for passages without an approved rendering of a term in their original, or with a forbidden one."""
    terms = bitext.transcript.glossary

    @cache
    def source_finder(language: str) -> TermFinder:
        return TermFinder(terms, language)

    @cache
    def target_finder(language: str) -> TermFinder:
        return TermFinder(terms, language, ("target", "forbidden", "seen"))

    for pair in find_translated(bitext) if terms else ():
        said = source_finder(pair.source.language).find(pair.source.said)
        rendered = target_finder(pair.target.language).find(_find_words(pair.target.text or ()))
        yield from _find_missing(pair, said, rendered)
        yield from _find_forbidden(pair, said, rendered)


def _find_words(text: Text) -> str:
    """All words that readers see. A rendering may be supplied, or be in a gloss after a foreign word."""
    glosses = (plain(mark.content) for mark in find_marks(text) if isinstance(mark, Gloss))
    return "\n".join((plain(text, without=(Struck,)), *glosses))


def _find_missing(pair: Pair, said: Sequence[Occurrence], rendered: Sequence[Occurrence]) -> Iterator[Problem]:
    approved = {found.term.id for found in rendered if found.field == "target"}
    refused = {found.term.id for found in rendered if found.field == "forbidden"}
    instead = {found.term.id: found.spelling for found in rendered if found.field == "seen"}
    for term in {found.term.id: found.term for found in said if found.sure}.values():
        if not term.target or term.id in approved | refused or (pair.target.gaps and term.id not in instead):
            continue
        details = {"term": term.source[0], "renderings": " or ".join(term.target[:3])}
        if term.id in instead:
            message = "{term} is “{instead}”, which nobody has approved; {renderings} is"
            yield Problem.of("term-drift", "warning", message, place_of(pair), **details, instead=instead[term.id])
        else:
            message = "{term} is not rendered as {renderings}"
            yield Problem.of("term-missing", "warning", message, place_of(pair), **details)


def _find_forbidden(pair: Pair, said: Sequence[Occurrence], rendered: Sequence[Occurrence]) -> Iterator[Problem]:
    """Problems for forbidden renderings, unless they are an approved rendering of another term in the original."""
    there = {found.term.id for found in said}
    right = {(found.start, found.end) for found in rendered if found.field == "target" and found.term.id in there}
    given: set[str] = set()
    for found in rendered:
        term = found.term
        if found.field != "forbidden" or (found.start, found.end) in right or term.id in given:
            continue
        given.add(term.id)
        better = "; {approved} is approved" if term.target else ""
        yield Problem.of(
            "term-forbidden",
            "error",
            f"{{forbidden}} may not stand for {{term}}{better}",
            place_of(pair),
            forbidden=found.spelling,
            term=term.source[0],
            approved="".join(term.target[:1]),
        )
