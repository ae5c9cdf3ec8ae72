"""Compare the answers of a request: whose translation is each, and what do the checks report?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import inf

from dragoman.checks import Check
from dragoman.checks.bitext import Bitext, make_bitext
from dragoman.checks.coverage import length, order
from dragoman.checks.coverage.fit import Traits, fit, make_traits
from dragoman.checks.coverage.measure import LengthModel, usual_lengths
from dragoman.checks.names import terms as term_check
from dragoman.checks.numbers import number_mismatch
from dragoman.checks.speech import loops, untranslated
from dragoman.language.folding import fold
from dragoman.pipeline.translate.asked import Asked
from dragoman.pipeline.translate.faults import Fault, shorten_reply
from dragoman.pipeline.translate.marks import words_only
from dragoman.pipeline.translate.passages import Passage
from dragoman.problems import Problem
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Text, plain

__all__ = ["compare_answers"]

_CHECKS: tuple[Check, ...] = (
    untranslated.check, loops.check, order.check, length.check, number_mismatch.check, term_check.check,
)  # fmt: skip
# Codes of checks that always reject an answer; other findings of these checks are asked about once.
_HARD = {
    "other-script", "same-as-original", "other-language", "repeated-words", "translations-swapped",
    "translations-slipped", "term-forbidden",
}  # fmt: skip
_MISPLACED = {"translations-swapped", "translations-slipped"}
_PASSED_OVER = {"repeated-passage", "number-elsewhere", "too-short", "too-long"}
_ANCHORED = 1.0
"""By how much better a translation must fit its own original than any other to be certainly its own."""
_STRAYED = 2.0
"""By how much better it may fit another original before it is taken for that one's translation."""
_ENOUGH_TEXT = 20
"""From this many characters on, two different originals have two different translations."""
_LENGTH = 3.3
"""By how many standard deviations a translation may be shorter or longer than usual for its languages."""


def compare_answers(
    asked: Asked, targets: dict[str, Text], faults: dict[str, Fault], *, is_odd: bool
) -> dict[str, Fault]:
    """The faults of all passages, including those that only show beside the other passages.

    :param faults: the faults found in each passage alone
    :param is_odd: whether ids are missing, doubled or invented, so that each translation must prove whose it is
    """
    found = faults | _find_doubles(asked, targets) | _find_lengths(asked, targets)
    _add_checked(asked, targets, found, is_odd=is_odd)
    return found


def _find_doubles(asked: Asked, targets: dict[str, Text]) -> dict[str, Fault]:
    """Passages with the same translation although their originals differ."""
    found: dict[str, Fault] = {}
    seen: dict[str, Passage] = {}
    for passage in asked.passages:
        words = fold(plain(targets.get(passage.id, ())), asked.target)
        original = words_only(passage.text)
        if not words or len(original) < _ENOUGH_TEXT:
            continue
        other = seen.setdefault(words, passage)
        if words_only(other.text) != original:
            fault = Fault("garbled", "two passages had the same translation", shorten_reply(words))
            found |= {other.id: fault, passage.id: fault}
    return found


def _find_lengths(asked: Asked, targets: dict[str, Text]) -> dict[str, Fault]:
    """Translations that are far too short or long, by usual lengths and not by the other passages of the answer."""
    lengths = _find_length_model(asked)
    found: dict[str, Fault] = {}
    for passage in asked.passages:
        original, words = words_only(passage.text), plain(targets.get(passage.id, ())).strip()
        far = lengths.deviation(len(original), len(words))
        if abs(far) > _LENGTH and (len(original) >= _ENOUGH_TEXT or len(words) >= 3 * _ENOUGH_TEXT):
            length = "short" if far < 0 else "long"
            found[passage.id] = Fault("garbled", f"the translation was far too {length}", shorten_reply(words))
    return found


def _find_length_model(asked: Asked) -> LengthModel:
    return usual_lengths(asked.passages[0].language or "und", asked.target)


def _add_checked(asked: Asked, targets: dict[str, Text], faults: dict[str, Fault], *, is_odd: bool) -> None:
    """Add the findings of the checks, and of the comparison with other passages."""
    bitext = _make_bitext(asked, targets, faults)
    misplaced: set[str] = set()
    for id_, problem in _check(bitext):
        hard = problem.code in _HARD
        if problem.code in _MISPLACED:
            misplaced.add(id_)
        if id_ not in faults or (hard and not faults[id_].hard):
            faults[id_] = Fault("garbled", problem.message, shorten_reply(plain(targets[id_])), hard=hard)
    strays = dict(_find_strays(asked, bitext, is_odd=is_odd))
    if len(misplaced | strays.keys()) > 1 and not is_odd:
        # If two are out of place, the others may be too.
        is_odd, strays = True, strays | dict(_find_strays(asked, bitext, is_odd=True))
    doubtful = {id_: faults[id_].reason for id_ in faults.keys() & targets.keys() if is_odd}
    for id_, reason in (doubtful | strays).items():
        faults[id_] = Fault("garbled", reason, shorten_reply(plain(targets[id_])))


def _make_bitext(asked: Asked, targets: dict[str, Text], faults: dict[str, Fault]) -> Bitext:
    """All the originals with their translations, so that neighbours can be compared."""
    segments = tuple(
        Segment(
            id=passage.id,
            speaker=f"S{passage.turn}",
            language=passage.language or "und",
            source=passage.text,
            target=targets.get(passage.id) if not (passage.id in faults and faults[passage.id].hard) else None,
        )
        for passage in asked.passages
    )
    return make_bitext(Transcript(segments=segments, target_language=asked.target, glossary=asked.terms))


def _check(bitext: Bitext) -> Iterator[tuple[str, Problem]]:
    """The findings of the checks, for each passage concerned."""
    ids = [pair.segment.id for pair in bitext.pairs]
    for check in _CHECKS:
        for problem in check(bitext):
            details = dict(problem.details)
            if problem.where.segment is None or problem.code in _PASSED_OVER or details.get("side") == "original":
                continue
            last = details.get("segment")
            if problem.code == "translations-slipped":
                first = ids.index(problem.where.segment)
                for id_ in ids[first : ids.index(str(last)) + 1]:
                    yield id_, problem
                continue
            yield problem.where.segment, problem
            if problem.code == "translations-swapped":
                yield str(last), problem


def _find_beside(asked: Asked) -> list[Traits]:
    """The originals around the passages: a translation may be of one of them."""
    return [_find_traits(text, asked.passages[0].language or "und", asked.target) for text in asked.around]


@lru_cache(maxsize=1000)
def _find_traits(text: Text, language: str, target: str) -> Traits:
    segment = Segment(id="beside", source=text, language=language)
    (pair,) = make_bitext(Transcript(segments=(segment,), target_language=target)).pairs
    return make_traits(pair)[0]


def _find_strays(asked: Asked, bitext: Bitext, *, is_odd: bool) -> Iterator[tuple[str, str]]:
    """Passages whose translation seems to be, or to contain, that of another passage; and why.

    :param is_odd: whether ids are missing, doubled or invented, so that each translation must prove whose it is
    """
    lengths = _find_length_model(asked)
    sides = [make_traits(pair) for pair in bitext.pairs]
    beside = _find_beside(asked)
    for place, pair in enumerate(bitext.pairs):
        if not pair.target.words:
            continue
        source, target = sides[place]
        others = [other for number, (other, _) in enumerate(sides) if number != place]
        lead = fit(source, target, lengths) - max(
            (fit(other, target, lengths) for other in (*others, *beside)), default=-inf
        )
        if is_odd and len(sides) == 1:
            yield pair.segment.id, "the answer had ids that were not asked for"
        elif is_odd and (lead < _ANCHORED or _is_shaped_otherwise(source, target)):
            yield pair.segment.id, "this may be the translation of another passage"
        elif _is_anothers(source, target, lengths, asked=others, beside=beside):
            yield pair.segment.id, "this seems to be the translation of another passage"
        elif _holds_anothers(sides, place):
            yield pair.segment.id, "the translation holds a number of another passage: translate this passage alone"


def _is_anothers(
    source: Traits, target: Traits, lengths: LengthModel, *, asked: Sequence[Traits], beside: Sequence[Traits]
) -> bool:
    """Whether a translation fits another original far better than its own.

    A bad translation may lack the content of its original, and so fit everything else as well. If other passages were
    requested, it is asked for again alone. In that request, another original must share more with it than its own does.
    """
    least, shared = fit(source, target, lengths) + _STRAYED, _count_shared(source, target)
    suspects = (*asked, *(other for other in beside if _count_shared(other, target) > shared))
    return any(fit(other, target, lengths) > least for other in suspects)


def _count_shared(source: Traits, target: Traits) -> int:
    """How many numbers, names and recognizable words two sides share."""
    both = ((source.amounts, target.amounts), (source.concepts, target.concepts), (source.stems, target.stems))
    return sum(len(one & other) for one, other in both) + len(source.sounds & target.sounds)


def _is_shaped_otherwise(source: Traits, target: Traits) -> bool:
    """Whether a translation has other sentences than its original, for example because it was joined with the next."""
    return source.sentences != target.sentences or source.asks != target.asks


def _holds_anothers(sides: Sequence[tuple[Traits, Traits]], place: int) -> bool:
    """Whether a translation has a number that its original lacks and another original of the request has.

    A number in the original that no table recognizes looks the same. So this is only a doubt, and the passage is asked
    for again alone.
    """
    source, target = sides[place]
    added = target.amounts - source.amounts
    return bool(added) and any(added & own.amounts for other, (own, _) in enumerate(sides) if other != place)
