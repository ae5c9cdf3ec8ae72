"""Pages in two languages: paragraphs or columns of the original, with their translation after or beside them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from dragoman.formats.prose.paragraphs import StyledText
from dragoman.formats.prose.prose_turns import ProseTurn
from dragoman.language.direction import direction, text_direction

__all__ = ["Pair", "Wanted", "pair_passages"]

_FEWEST = 2
_NEW_LINE = StyledText(text="\n")


class Pair(msgspec.Struct, frozen=True):
    """A passage and its translation; either may be missing."""

    original: ProseTurn | None
    translation: ProseTurn | None


class Wanted(msgspec.Struct, frozen=True):
    """The languages of the original and the translation that the user named; and the page's own language."""

    original: str | None = None
    translation: str | None = None
    page: str | None = None


class _Run(msgspec.Struct, frozen=True):
    """Consecutive passages in one language."""

    lang: str
    passages: tuple[ProseTurn, ...]


_Tell = Callable[[ProseTurn], str | None]


def pair_passages(passages: Sequence[ProseTurn], wanted: Wanted | None = None) -> list[Pair] | None:
    """The passages in pairs; ``None`` if the page is not in two languages.

    The languages are those that the page names for its paragraphs, or else the writing directions; if both have the
    same direction, one of the two is in italics. The first one is the original, unless a table or ``wanted`` says
    otherwise.
    """
    wanted = wanted or Wanted()
    cells = sum(passage.cell is not None for passage in passages)
    if cells * 2 > len(passages):
        return _pair_columns(passages, wanted)
    return _pair_runs(passages, wanted, _lang) or _pair_runs(passages, wanted, _slant)


def _lang(passage: ProseTurn) -> str | None:
    return passage.language.split("-")[0].lower() if passage.language else text_direction(passage.words)


def _slant(passage: ProseTurn) -> str | None:
    """Whether all letters of a passage are italic, or none."""
    leaning = {piece.italic for piece in passage.pieces if any(map(str.isalnum, piece.text))}
    return ("leaning" if leaning.pop() else "upright") if len(leaning) == 1 else None


def _pair_columns(passages: Sequence[ProseTurn], wanted: Wanted) -> list[Pair]:
    """The passages of a table, row by row; the passages around it stay single."""
    sides = [[p for p in passages if p.cell is not None and p.cell.side == side] for side in (0, 1)]
    ordered = any(passage.cell is not None and passage.cell.ordered for passage in passages)
    first = 1 if _is_turned(_main_tongue(sides[0]), _main_tongue(sides[1]), wanted, ordered=ordered) else 0
    pairs: list[Pair] = []
    for row, group in itertools.groupby(passages, lambda passage: passage.cell.row if passage.cell else None):
        listed = tuple(group)
        if row is None:
            pairs += [Pair(passage, None) for passage in listed]
            continue
        both: tuple[list[ProseTurn], list[ProseTurn]] = ([], [])
        for passage in listed:
            both[passage.cell is not None and passage.cell.side != first].append(passage)
        pairs += _pair_turns(both[0], both[1], lambda one, other: True)
    return pairs


def _main_tongue(passages: Sequence[ProseTurn]) -> str | None:
    counts = Counter(lang for passage in passages if (lang := _lang(passage)))
    return counts.most_common(1)[0][0] if counts else None


def _is_turned(first: str | None, second: str | None, wanted: Wanted, *, ordered: bool) -> bool:
    """Whether the second of two languages is the original: the user says so, or the first is the page's language."""
    for said, turned in ((wanted.original, True), (wanted.translation, False)):
        if said is not None and _is_in(said, first) != _is_in(said, second):
            return _is_in(said, second) == turned
    return not ordered and wanted.page is not None and _is_in(wanted.page, first) and not _is_in(wanted.page, second)


def _is_in(tag: str, lang: str | None) -> bool:
    """Whether a language is the one that was found: the same one, or one with that direction."""
    return lang in (tag.split("-", maxsplit=1)[0].lower(), direction(tag))


def _pair_runs(passages: Sequence[ProseTurn], wanted: Wanted, tell: _Tell) -> list[Pair] | None:
    """Paragraphs alternating between two languages, one or several at a time."""
    langs = [tell(passage) for passage in passages]
    two = dict(Counter(lang for lang in langs if lang is not None).most_common(2))
    if len(two) < 2 or min(two.values()) < _FEWEST or sum(two.values()) * 4 < len(passages) * 3:
        return None
    runs = _find_runs(passages, langs, tuple(two))
    first, second = _find_order(runs)
    others = _find_other_labels(runs, first)
    pairs = _join_runs(runs, first, lambda one, other: _fits(one, other, others))
    paired = sum(pair.original is not None and pair.translation is not None for pair in pairs)
    if paired < _FEWEST or (len(pairs) - paired) * 2 > paired:
        return None
    if not _is_one_voice(pairs, others, strict=tell is _slant):
        return None
    if tell is _lang and _is_turned(first, second, wanted, ordered=True):
        return [Pair(pair.translation, pair.original) for pair in pairs]
    return pairs


def _find_runs(passages: Sequence[ProseTurn], langs: Sequence[str | None], two: tuple[str, ...]) -> list[_Run]:
    """The page in runs of one language; a passage without a language joins the run before it."""
    runs: list[_Run] = []
    beginning = next(lang for lang in langs if lang in two)
    for passage, lang in zip(passages, langs, strict=True):
        own = lang if lang in two else runs[-1].lang if runs else beginning
        if own is not None and (not runs or own != runs[-1].lang):
            runs.append(_Run(own, (passage,)))
        else:
            runs[-1] = _Run(runs[-1].lang, (*runs[-1].passages, passage))
    return runs


def _find_order(runs: Sequence[_Run]) -> tuple[str, str]:
    """The languages of the original and the translation, in order: at the step between them, the speaker stays the
    same.
    """
    steps: Counter[tuple[str, str]] = Counter()
    for run, following in itertools.pairwise(runs):
        steps[run.lang, following.lang] += 2 if run.passages[-1].label == following.passages[0].label else 1
    return steps.most_common(1)[0][0]


def _find_other_labels(runs: Sequence[_Run], first: str) -> dict[str, str]:
    """For each label of the translation, the label of the original that nearly always corresponds to it."""
    met: dict[str, Counter[str]] = {}
    for run, following in itertools.pairwise(runs):
        if run.lang != first:
            continue
        ours, theirs = _turns(run.passages), _turns(following.passages)
        for turn, other in zip(ours, theirs, strict=True) if len(ours) == len(theirs) else [(ours[-1], theirs[0])]:
            if turn[0].label and other[0].label:
                met.setdefault(other[0].label, Counter())[turn[0].label] += 1
    best = {label: counts.most_common(1)[0] for label, counts in met.items()}
    return {label: own for label, (own, count) in best.items() if count * 4 >= met[label].total() * 3}


def _join_runs(runs: Sequence[_Run], first: str, fits: Callable[[ProseTurn, ProseTurn], bool]) -> list[Pair]:
    pairs: list[Pair] = []
    number = 0
    while number < len(runs):
        run, following = runs[number], runs[number + 1] if number + 1 < len(runs) else None
        if run.lang != first:
            pairs += [Pair(None, passage) for passage in run.passages]
        elif following is None:
            pairs += [Pair(passage, None) for passage in run.passages]
        else:
            pairs += _pair_turns(run.passages, following.passages, fits)
            number += 1
        number += 1
    return pairs


def _pair_turns(
    originals: Sequence[ProseTurn], translations: Sequence[ProseTurn], fits: Callable[[ProseTurn, ProseTurn], bool]
) -> list[Pair]:
    """Pair a run with the next one, turn by turn; if one has more turns, those without a counterpart stay single."""
    ours, theirs = _turns(originals), _turns(translations)
    count = min(len(ours), len(theirs))
    pairs = [Pair(passage, None) for turn in ours[: len(ours) - count] for passage in turn]
    for turn, other in zip(ours[len(ours) - count :], theirs[:count], strict=True):
        if not fits(turn[0], other[0]):
            pairs += [*(Pair(passage, None) for passage in turn), *(Pair(None, passage) for passage in other)]
        elif len(turn) == len(other):
            pairs += map(Pair, turn, other)
        else:
            pairs.append(Pair(_as_one(turn), _as_one(other)))
    return pairs + [Pair(None, passage) for turn in theirs[count:] for passage in turn]


def _turns(passages: Sequence[ProseTurn]) -> list[tuple[ProseTurn, ...]]:
    return [tuple(group) for _, group in itertools.groupby(passages, lambda passage: passage.label)]


def _as_one(passages: Sequence[ProseTurn]) -> ProseTurn:
    """Several paragraphs as one passage, if it is unknown which paragraphs of the other language they match."""
    pieces = itertools.chain.from_iterable((_NEW_LINE, *passage.pieces) for passage in passages)
    return msgspec.structs.replace(passages[0], pieces=tuple(pieces)[1:])


def _fits(original: ProseTurn, translation: ProseTurn, others: dict[str, str]) -> bool:
    """Whether both are by the same speaker; the translation may have no label."""
    if translation.label is None:
        return True
    return original.label in (None, translation.label, others.get(translation.label))


def _is_one_voice(pairs: Sequence[Pair], others: dict[str, str], *, strict: bool) -> bool:
    """Whether the two languages are by the same speaker each time, and not a question in one and the answer in the
    other.
    """
    both = [(pair.original.label, pair.translation.label) for pair in pairs if pair.original and pair.translation]
    same = sum(one == other or one is None or other is None for one, other in both)
    if strict:
        return same * 10 >= len(both) * 9
    return same * 2 >= len(both) or len(set(others.values())) > 1
