"""Finds missing or added sentences, and translations whose length is unusual for the document."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, Pair, find_translated, place_of
from dragoman.checks.coverage.concepts import find_concepts
from dragoman.checks.coverage.measure import LengthModel, make_length_model
from dragoman.language.name_sounds import skeleton
from dragoman.problems import Problem

__all__ = ["check"]

_FAR = 3.3
_WITH_SENTENCES = 1.1
_LEAST = 15
# If the words of a sentence are not found, a smaller difference in length is enough.
_NEARLY = -0.3
_SHORTER = 0.7
_STEM = 5
_LEAST_WORDS = 3


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each passage. Passages with marked gaps are not checked."""
    pairs = [pair for pair in find_translated(bitext) if not pair.source.gaps and not pair.target.gaps]
    lengths = make_length_model(pairs)
    for pair in pairs:
        if len(pair.source.said) >= _LEAST or len(pair.target.said) >= 3 * _LEAST:
            yield from _measure(pair, lengths)


def _measure(pair: Pair, lengths: LengthModel) -> Iterator[Problem]:
    far = lengths.deviation(len(pair.source.said), len(pair.target.said))
    sentences, others = len(pair.source.sentences), len(pair.target.sentences)
    counts = "{sentences} in the original, {others} in the translation"
    if others < sentences and (far < -_WITH_SENTENCES or (far < _NEARLY and _has_unmet(pair, 1))):
        message = f"a sentence seems to be missing: {counts}"
        yield Problem.of("sentence-missing", "warning", message, place_of(pair), sentences=sentences, others=others)
    elif others > sentences and far > _WITH_SENTENCES:
        message = f"a sentence seems to be added and not marked as supplied: {counts}"
        yield Problem.of("sentence-added", "warning", message, place_of(pair), sentences=sentences, others=others)
    elif sentences > 1 and far < -_SHORTER and _has_unmet(pair, 2):
        message = "a sentence seems to be missing: none of its recognizable words are in the translation"
        yield Problem("sentence-missing", "warning", message, place_of(pair))
    elif far < -_FAR:
        yield Problem("too-short", "warning", "the translation is far shorter than others here", place_of(pair))
    elif far > _FAR:
        message = "the translation is far longer than others here: is something added that was not said?"
        yield Problem("too-long", "warning", message, place_of(pair))


def _has_unmet(pair: Pair, least: int) -> bool:
    """Whether a sentence of the original has at least ``least`` everyday words, and none of its words is translated.

    Another sentence must have a word that is found in the translation; otherwise the table does not help here.
    """
    source, target = pair.source, pair.target
    theirs = _find_signs(target.words, target.language)
    amounts = {quantity.value for quantity in target.quantities}
    counted = [quantity.text for quantity in source.quantities if quantity.value in amounts]
    counts = [
        (len(find_concepts(words, source.language)), bool(signs & theirs) or any(text in said for text in counted))
        for said, sentence in zip(source.sentences, source.folded, strict=True)
        if len(words := tuple(sentence.split())) >= _LEAST_WORDS
        for signs in (_find_signs(words, source.language),)
    ]
    unmet = any(count >= least and not met for count, met in counts)
    return unmet and any(met for _, met in counts)


def _find_signs(words: tuple[str, ...], language: str) -> frozenset[int | str]:
    """The features of some words that are recognizable in another language: concepts, and sounds of long words."""
    heads = (skeleton(word) for word in words if len(word) >= _STEM)
    return frozenset((*find_concepts(words, language), *(head for head in heads if len(head) > 3)))
