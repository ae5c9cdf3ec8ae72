"""Checks: pure functions from a document to possible errors, listed in ``CHECKS``.

A check gets a :class:`Bitext`, which is the document with everything that the checks share, computed once. It yields
problems. No problem is certain; each says where to look and why. ``docs/checks.md`` has the codes and reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from dragoman.checks.bitext import Bitext, hash_texts, make_bitext
from dragoman.checks.coverage import length, order, present
from dragoman.checks.form import brackets as form_brackets
from dragoman.checks.form import direction, reading, typography, wording
from dragoman.checks.form import supplied as form_supplied
from dragoman.checks.form.style_guide import StyleGuide
from dragoman.checks.meaning import modality, negation, questions, quotations
from dragoman.checks.names import spellings, terms, unverified
from dragoman.checks.numbers import arithmetic, brackets, number_mismatch
from dragoman.checks.numbers import supplied as numbers_supplied
from dragoman.checks.speech import cross_transcript, loops, split_sentence, times, untranslated
from dragoman.errors import SettingsError
from dragoman.problems import Problem
from dragoman.transcript.document import Segment, Transcript

__all__ = ["CHECKS", "CODES", "Check", "check_bitext", "find_problems"]

Check = Callable[[Bitext], Iterable[Problem]]

CHECKS: dict[str, tuple[Check, ...]] = {
    "numbers": (number_mismatch.check, arithmetic.check, numbers_supplied.check, brackets.check),
    "names": (terms.check, spellings.check, unverified.check),
    "coverage": (present.check, length.check, order.check),
    "meaning": (negation.check, modality.check, questions.check, quotations.check),
    "speech": (loops.check, untranslated.check, times.check, split_sentence.check, cross_transcript.check),
    "form": (
        form_brackets.check,
        form_supplied.check,
        direction.check,
        reading.check,
        typography.check,
        wording.check,
    ),
}

# The codes of each family. No other package uses them.
CODES: dict[str, tuple[str, ...]] = {
    "numbers": (
        "number-missing", "number-changed", "number-added", "number-elsewhere", "sum-wrong", "number-supplied",
        "number-at-bracket",
    ),
    "names": (
        "term-missing", "term-drift", "term-forbidden", "name-varies", "native-name-varies", "name-open",
        "name-supplied",
    ),
    "coverage": (
        "no-translation", "no-original", "sentence-missing", "sentence-added", "too-short", "too-long",
        "translations-swapped", "translations-slipped", "original-changed", "sent-back", "confidential-since",
    ),
    "meaning": (
        "negation-lost", "negation-added", "negation-supplied", "modality-lost", "modality-added", "question-lost",
        "question-added", "quotation-open",
    ),
    "speech": (
        "repeated-words", "repeated-passage", "other-script", "same-as-original", "other-language", "impossible-times",
        "half-sentence", "transcripts-disagree", "other-words",
    ),
    "form": (
        "unknown-brackets", "loose-bracket", "supplied-sentence", "supplied-long", "supplied-share", "mixed-direction",
        "too-fast-to-read", "long-passage", "style-quotes", "style-dash", "style-ellipsis", "style-colon",
        "style-spaces", "style-number", "style-percent", "style-date", "style-title", "style-word",
    ),
}  # fmt: skip


def find_problems(
    transcript: Transcript,
    only: Collection[str] = (),
    *,
    second: Transcript | None = None,
    style_guide: StyleGuide | None = None,
) -> tuple[Problem, ...]:
    """The problems that the checks find, in the order of the passages; those of the whole document come first.

    :param only: families of checks, keys of ``CHECKS``; all of them unless given
    :param second: another transcript of the same recording, with which to compare the original
    :param style_guide: the publisher's rules of form; without it they are not checked
    :raises SettingsError: if ``only`` names an unknown family
    """
    unknown = sorted(set(only) - set(CHECKS))
    if unknown:
        raise SettingsError("only", unknown[0], "is not a family of checks", f"choose from {', '.join(CHECKS)}")
    return check_bitext(make_bitext(transcript, second, style_guide), only)


def check_bitext(bitext: Bitext, only: Collection[str] = ()) -> tuple[Problem, ...]:
    """The problems of a document as :func:`find_problems` returns them; ``only`` must be keys of ``CHECKS``."""
    places = {pair.segment.id: pair.place for pair in bitext.pairs}
    segments = {pair.segment.id: pair.segment for pair in bitext.pairs}
    families = [checks for name, checks in CHECKS.items() if not only or name in only]
    found = [problem for checks in families for check in checks for problem in check(bitext)]
    signed = [_sign(problem, segments) for problem in dict.fromkeys(found)]
    return tuple(sorted(signed, key=lambda problem: places.get(problem.where.segment or "", -1)))


def _sign(problem: Problem, segments: Mapping[str, Segment]) -> Problem:
    segment = segments.get(problem.where.segment or "")
    return problem if segment is None else msgspec.structs.replace(problem, texts=hash_texts(segment))
