"""Decide whether an engine's answer can be accepted. Pure; no answer can make it raise.

First each passage's answer is read: its id, its words, its marks. Then all of them are compared, with the same checks
as for every document. If ids are missing, doubled or invented, lines may have been shifted: then an answer is accepted
only if it fits its own original better than any other.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from dragoman.engines.base import TranslationReply
from dragoman.pipeline.translate.asked import Asked
from dragoman.pipeline.translate.faults import Fault, shorten_reply
from dragoman.pipeline.translate.read_answer import read_answer
from dragoman.pipeline.translate.side_by_side import compare_answers
from dragoman.transcript.text import Text

__all__ = ["Asked", "Verdict", "validate"]


class Verdict(msgspec.Struct, frozen=True):
    """The result of validation: the accepted translation of each passage, and the faults found.

    A passage with a hard fault has no translation. ``moved`` are the passages with restored marks in uncertain places.
    """

    targets: dict[str, Text]
    faults: dict[str, Fault]
    moved: frozenset[str] = frozenset()


def validate(asked: Asked, reply: TranslationReply) -> Verdict:
    """The parts of an answer that can be accepted."""
    answers, faults, is_odd = _find_answers(asked, reply)
    targets: dict[str, Text] = {}
    moved: set[str] = set()
    for passage in asked.passages:
        if passage.id in faults:
            continue
        read = read_answer(asked, passage, answers[passage.id])
        if isinstance(read, Fault):
            faults[passage.id] = read
            continue
        targets[passage.id] = read.target
        if not read.is_sure:
            moved.add(passage.id)
        if read.doubt is not None:
            faults[passage.id] = read.doubt
    faults = compare_answers(asked, targets, faults, is_odd=is_odd)
    taken = {id_: target for id_, target in targets.items() if id_ not in faults or not faults[id_].hard}
    return Verdict(taken, faults, frozenset(moved & taken.keys()))


def _find_answers(asked: Asked, reply: TranslationReply) -> tuple[dict[str, str], dict[str, Fault], bool]:
    """The answer for each id, the faults of those without one, and whether any id is missing, doubled or invented."""
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
