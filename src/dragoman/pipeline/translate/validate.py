"""Whether an engine's answer can be taken. Pure; whatever an engine answers, nothing here raises.

An answer is first read passage by passage: its id, its words, its marks. Then all of them are looked at side by side,
by the checks that every document goes through. Where ids are missing, doubled or invented, lines may have slipped: then
only what fits its own original better than any other is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from dragoman.checks import Check
from dragoman.checks.bitext import Bitext, make_bitext
from dragoman.checks.coverage import length, order
from dragoman.checks.coverage.fit import Traits, fit, make_traits
from dragoman.checks.coverage.measure import Yardstick, usual_yardstick
from dragoman.checks.names import terms as term_check
from dragoman.checks.numbers import number_mismatch
from dragoman.checks.speech import loops, untranslated
from dragoman.engines.base import TranslationReply
from dragoman.language.folding import fold
from dragoman.language.sentences import ends_with_stop
from dragoman.notation import parse_text
from dragoman.pipeline.translate.chatter import find_chatter, is_refusal
from dragoman.pipeline.translate.copies import is_copied
from dragoman.pipeline.translate.faults import Fault, shorten_reply
from dragoman.pipeline.translate.marks import find_invented, find_lost, put_back, words_only
from dragoman.pipeline.translate.passages import Passage
from dragoman.problems import Problem
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Supplied, Text, find_marks, plain, tidy

__all__ = ["Asked", "Verdict", "validate"]

_CHECKS: tuple[Check, ...] = (
    untranslated.check, loops.check, order.check, length.check, number_mismatch.check, term_check.check,
)  # fmt: skip
# Codes of checks of which no answer is taken; the others of these checks are asked about once.
_HARD = {
    "other-script", "same-as-original", "other-language", "repeated-words", "translations-swapped",
    "translations-slipped", "term-forbidden",
}  # fmt: skip
_MISPLACED = {"translations-swapped", "translations-slipped"}
_PASSED_OVER = {"repeated-passage", "number-elsewhere", "too-short", "too-long"}
_ANCHORED = 1.0
"""By how much a translation has to fit its own original better than another one, to be surely its own."""
_STRAYED = 2.0
"""By how much it may fit another one better before it is taken for that one's."""
_TELLING = 20
"""Characters from which on two different originals have two different translations."""
_LENGTH = 3.3
"""How many spreads a translation may be shorter or longer than usual for its languages."""
_SUPPLIED = 0.6
"""The share of supplied words in a translation from which on hardly anything of the original is in it."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for: some passages of one language, and what is known of them.

    ``notation`` says that the answer is in the notation, else it is plain words. ``labels`` are what stands before the
    words of speakers; ``ids`` those of the whole document; ``around`` are originals beside the passages.
    """

    passages: tuple[Passage, ...]
    target: str
    notation: bool
    terms: tuple[Term, ...] = ()
    labels: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    around: tuple[Text, ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """What becomes of an answer: the translation of each passage, and what is wrong with it or with the answer.

    A passage with a hard fault has no translation. ``moved`` are those whose marks were put back without a sure place.
    """

    targets: dict[str, Text]
    faults: dict[str, Fault]
    moved: frozenset[str] = frozenset()


def validate(asked: Asked, reply: TranslationReply) -> Verdict:
    """What can be taken of an answer."""
    answers, faults, is_odd = _find_answers(asked, reply)
    targets: dict[str, Text] = {}
    moved: set[str] = set()
    for passage in asked.passages:
        if passage.id in faults:
            continue
        read = _read(asked, passage, answers[passage.id])
        if isinstance(read, Fault):
            faults[passage.id] = read
            continue
        target, sure, fault = read
        if is_copied(passage.text, target, passage.language, asked.target):
            quoted = shorten_reply(answers[passage.id])
            faults[passage.id] = Fault("garbled", "this is the original, word for word: translate it", quoted)
            continue
        targets[passage.id] = target
        if not sure:
            moved.add(passage.id)
        if fault is not None:
            faults[passage.id] = fault
    faults |= _find_doubles(asked, targets)
    faults |= _find_lengths(asked, targets)
    _look_together(asked, targets, faults, is_odd=is_odd)
    taken = {id_: target for id_, target in targets.items() if id_ not in faults or not faults[id_].hard}
    return Verdict(taken, faults, frozenset(moved & taken.keys()))


def _find_answers(asked: Asked, reply: TranslationReply) -> tuple[dict[str, str], dict[str, Fault], bool]:
    """The answer for each id, faults of those that have none, and whether any id is missing, doubled or invented."""
    counts = Counter(id_ for id_, _ in reply.targets)
    answers = {id_: text for id_, text in reply.targets if counts[id_] == 1}
    faults: dict[str, Fault] = {}
    for passage in asked.passages:
        if counts[passage.id] == 0:
            faults[passage.id] = Fault("missing", "the answer had no translation for this id", shorten_reply(reply.raw))
        elif counts[passage.id] > 1:
            faults[passage.id] = Fault("garbled", "the answer had this id more than once", shorten_reply(reply.raw))
    known = {passage.id for passage in asked.passages}
    return answers, faults, bool(faults) or not counts.keys() <= known


def _read(asked: Asked, passage: Passage, answer: str) -> Fault | tuple[Text, bool, Fault | None]:
    """The translation that an answer holds, whether the places of its marks are sure, and what is doubtful in it."""
    line, quoted, original = answer.strip(), shorten_reply(answer), words_only(passage.text)
    if not any(map(str.isalnum, line)):
        return Fault("empty", "the translation had no words", quoted)
    if is_refusal(line, original):
        return Fault("refused", "the answer was a refusal", quoted)
    chatter = find_chatter(line, asked.ids, original)
    if chatter is not None:
        return Fault(
            "garbled", f"“{shorten_reply(chatter)}” is no part of the translation: give the words alone", quoted
        )
    if "\n" in line or "\r" in line:
        return Fault("garbled", "the translation had several lines: give one line for an id", quoted)
    label = _find_label(asked, line, original)
    if label is not None:
        return Fault("garbled", f"“{label}:” is a speaker's name and no part of the translation", quoted)
    if not asked.notation:
        target, sure = put_back(passage.text, tidy((line,)))
        return target, sure, None
    return _read_marks(passage, line, quoted)


def _read_marks(passage: Passage, line: str, quoted: str) -> Fault | tuple[Text, bool, Fault | None]:
    parsed, problems = parse_text(line)
    if problems:
        return Fault("garbled", f"the notation could not be read: {problems[0].message}", quoted)
    target = tidy(parsed)
    invented = find_invented(passage.text, target)
    if invented is not None:
        return Fault("garbled", f"the translation had a mark ({invented}) that the original does not have", quoted)
    if not plain(target, without=(Supplied,)).strip():
        return Fault("garbled", "every word was marked as added: brackets are for words that nobody said", quoted)
    lost = find_lost(passage.text, target)
    whole, sure = put_back(passage.text, target)
    if lost:
        return (
            whole,
            sure,
            Fault("garbled", f"a mark of the original was left out ({', '.join(lost)})", quoted, hard=False),
        )
    return whole, sure, _judge_supplied(passage, target, quoted)


def _judge_supplied(passage: Passage, target: Text, quoted: str) -> Fault | None:
    """What is doubtful about words that are marked as added, as far as that shows without a dictionary."""
    supplied = [plain(mark.content).strip() for mark in find_marks(target) if isinstance(mark, Supplied)]
    original = f" {fold(words_only(passage.text), passage.language or 'und')} "
    for words in supplied:
        folded = fold(words, passage.language or "und")
        if folded and f" {folded} " in original:
            return Fault("garbled", f"“{words}” is marked as added, and the original has it", quoted, hard=False)
        if len(words.split()) > 1 and ends_with_stop(words):
            return Fault("garbled", f"a whole sentence was added: “{shorten_reply(words)}”", quoted, hard=False)
    count = sum(len(words.split()) for words in supplied)
    if count > 3 and count > _SUPPLIED * len(plain(target).split()):
        return Fault("garbled", "most of the words were marked as added", quoted, hard=False)
    return None


def _find_label(asked: Asked, line: str, original: str) -> str | None:
    """The label that an answer begins with, where its original does not."""
    head, colon, _ = line.partition(":")
    label = head.strip("*_ ").casefold()
    return head.strip() if colon and label in asked.labels and not original.casefold().startswith(label) else None


def _find_doubles(asked: Asked, targets: dict[str, Text]) -> dict[str, Fault]:
    """Passages with one translation although their originals differ."""
    found: dict[str, Fault] = {}
    seen: dict[str, Passage] = {}
    for passage in asked.passages:
        words = fold(plain(targets.get(passage.id, ())), asked.target)
        original = words_only(passage.text)
        if not words or len(original) < _TELLING:
            continue
        other = seen.setdefault(words, passage)
        if words_only(other.text) != original:
            fault = Fault("garbled", "two passages had the same translation", shorten_reply(words))
            found |= {other.id: fault, passage.id: fault}
    return found


def _find_lengths(asked: Asked, targets: dict[str, Text]) -> dict[str, Fault]:
    """Translations that are far too short or too long, by what is usual and not by the others of the answer."""
    yardstick = _find_yardstick(asked)
    found: dict[str, Fault] = {}
    for passage in asked.passages:
        original, words = words_only(passage.text), plain(targets.get(passage.id, ())).strip()
        far = yardstick.deviation(len(original), len(words))
        if abs(far) > _LENGTH and (len(original) >= _TELLING or len(words) >= 3 * _TELLING):
            length = "short" if far < 0 else "long"
            found[passage.id] = Fault("garbled", f"the translation was far too {length}", shorten_reply(words))
    return found


def _find_yardstick(asked: Asked) -> Yardstick:
    return usual_yardstick(asked.passages[0].language or "und", asked.target)


def _look_together(asked: Asked, targets: dict[str, Text], faults: dict[str, Fault], *, is_odd: bool) -> None:
    """Add what the checks find in the passages that have a translation, side by side."""
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
        # Where two are out of place, the others may be.
        is_odd, strays = True, strays | dict(_find_strays(asked, bitext, is_odd=True))
    doubtful = {id_: faults[id_].reason for id_ in faults.keys() & targets.keys() if is_odd}
    for id_, reason in (doubtful | strays).items():
        faults[id_] = Fault("garbled", reason, shorten_reply(plain(targets[id_])))


def _make_bitext(asked: Asked, targets: dict[str, Text], faults: dict[str, Fault]) -> Bitext:
    """All the originals, and what stands under them, so that a translation can be compared with its neighbours'."""
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
    """What the checks find, at every passage that it is about."""
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
    """The originals beside the passages: a translation may be of one of them."""
    return [_find_traits(text, asked.passages[0].language or "und", asked.target) for text in asked.around]


@lru_cache(maxsize=1000)
def _find_traits(text: Text, language: str, target: str) -> Traits:
    segment = Segment(id="beside", source=text, language=language)
    (pair,) = make_bitext(Transcript(segments=(segment,), target_language=target)).pairs
    return make_traits(pair)[0]


def _find_strays(asked: Asked, bitext: Bitext, *, is_odd: bool) -> Iterator[tuple[str, str]]:
    """Passages whose translation seems to be, or to hold, that of another passage; and why.

    :param is_odd: ids are missing, doubled or invented, so that each translation has to show whose it is
    """
    pairs = bitext.pairs
    yardstick = _find_yardstick(asked)
    sides = [make_traits(pair) for pair in pairs]
    beside = _find_beside(asked)
    for place, pair in enumerate(pairs):
        if not pair.target.words:
            continue
        own = fit(sides[place][0], sides[place][1], yardstick)
        sources = [source for other, (source, _) in enumerate(sides) if other != place] + beside
        others = [fit(source, sides[place][1], yardstick) for source in sources]
        least = _ANCHORED if is_odd else -_STRAYED
        if is_odd and len(pairs) == 1:
            yield pair.segment.id, "the answer had ids that were not asked for"
        elif (others and own - max(others) < least) or (is_odd and _is_shaped_otherwise(*sides[place])):
            yield pair.segment.id, "this seems to be the translation of another passage"
        elif _holds_anothers(sides, place):
            yield pair.segment.id, "the translation holds a number of another passage: translate this passage alone"


def _is_shaped_otherwise(source: Traits, target: Traits) -> bool:
    """Whether a translation has other sentences than its original, as one has that was joined with the next."""
    return source.sentences != target.sentences or source.asks != target.asks


def _holds_anothers(sides: Sequence[tuple[Traits, Traits]], place: int) -> bool:
    """Whether a translation has a number that its original lacks and another original of the request has.

    A number that no table knows in the original looks the same. So the passage is asked for alone, where this is no
    more than a doubt.
    """
    source, target = sides[place]
    added = target.amounts - source.amounts
    return bool(added) and any(added & own.amounts for other, (own, _) in enumerate(sides) if other != place)
