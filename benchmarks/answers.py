"""What of engines' answers is taken: right translations that are refused, misplaced ones that are taken.

The answers are right translations of the golden and the given texts, ten passages a request: as they are, and with
lines dropped, swapped, merged or shifted.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

import msgspec

from benchmarks.frame import Measured, Options, Report, Table
from benchmarks.seeds.materials import Material, read_given, read_golden
from dragoman.engines.base import TranslationReply, TranslatorTraits
from dragoman.pipeline.translate import Passage, find_work
from dragoman.pipeline.translate.cut import Requests, as_line, cut
from dragoman.pipeline.translate.validate import Asked, validate
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import Note

__all__ = ["run"]

_TOGETHER = 10
_LEAST = 3

Damage = Callable[[list[str], random.Random], list[str]]


class _Count(msgspec.Struct):
    """Passages with their right translation, and those of them that are not taken; the same of wrong ones taken."""

    right: int = 0
    refused: int = 0
    wrong: int = 0
    taken: int = 0


def _keep(texts: list[str], chance: random.Random) -> list[str]:
    return texts


def _swap(texts: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(texts) - 1)
    return [*texts[:at], texts[at + 1], texts[at], *texts[at + 2 :]]


def _merge(texts: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(texts) - 1)
    return [*texts[:at], f"{texts[at]} {texts[at + 1]}", *texts[at + 2 :]]


def _lose(texts: list[str], chance: random.Random) -> list[str]:
    at = chance.randrange(len(texts))
    return [*texts[:at], *texts[at + 1 :]]


def _rotate(texts: list[str], chance: random.Random) -> list[str]:
    return [*texts[1:], *texts[:1]]


_DAMAGES: dict[str, tuple[str, Damage]] = {
    "right": ("right answers", _keep),
    "swap": ("two neighbours change places", _swap),
    "merge": ("two lines become one, and those behind move up", _merge),
    "lose": ("a line is left out, and those behind move up", _lose),
    "rotate": ("all lines move up, and the first is the last", _rotate),
}


def run(options: Options) -> Report:
    materials = list(islice([*read_golden(), *read_given()], options.most))
    rows, figures = [], []
    for name, size in (("right", 1), *((damage, _TOGETHER) for damage in _DAMAGES)):
        says, damage = _DAMAGES[name]
        count = _Count()
        chance = random.Random(1)
        for material in materials:
            _judge(material, size, damage, chance, count)
        rows.append((says, str(size), *map(str, (count.right, count.refused, count.wrong, count.taken))))
        for what, value in (("right, refused", count.refused), ("wrong, taken", count.taken)):
            title = f"{says}, {size} a request: {what}"
            figures.append(Measured(system="dragoman", language="all", name=title, value=value, unit="passages"))
    columns = ("answers", "a request", "right", "of them not taken", "wrong", "of them taken")
    return Report(
        tables=(Table(title="What of an answer is taken at the first attempt", columns=columns, rows=tuple(rows)),),
        figures=tuple(figures),
        notes=(
            "What is not taken is asked for again alone: there only passages of the first row count.",
            "The rules were made with these texts in view; set b and the given texts are others'.",
        ),
    )


def _judge(material: Material, size: int, damage: Damage, chance: random.Random, count: _Count) -> None:
    document = material.transcript
    target = document.target_language or "en"
    answers = dict(_find_answers(document))
    requests = Requests(document, target)
    passages = [passage for passage in find_work(document, target, translated=True).passages if answers.get(passage.id)]
    for group in cut(passages, TranslatorTraits(context=True, notation=True, passages=size)):
        if size > 1 and len(group) < _LEAST:
            continue
        right = [answers[passage.id] for passage in group]
        _compare(requests, group, target, right, damage(right, chance), count)


def _compare(
    requests: Requests, group: tuple[Passage, ...], target: str, right: list[str], given: list[str], count: _Count
) -> None:
    asked = Asked(passages=group, target=target, notation=True, around=requests.find_around(group))
    pairs = tuple((passage.id, text) for passage, text in zip(group, given, strict=False))
    verdict = validate(asked, TranslationReply(targets=pairs))
    for (id_, text), own in zip(pairs, right, strict=False):
        if text == own:
            count.right += 1
            count.refused += id_ not in verdict.targets
        else:
            count.wrong += 1
            count.taken += id_ in verdict.targets


def _find_answers(document: Transcript) -> Iterator[tuple[str, str]]:
    """The translations in the notation, without notes, which only people write."""
    for segment in document.segments:
        target = tuple(inline for inline in segment.target or () if not isinstance(inline, Note))
        yield segment.id, as_line(target)
