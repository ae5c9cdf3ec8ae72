"""Pages in two languages: paragraphs or columns of the original, with their translation after or beside them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from dragoman.formats.prose.paragraphs import StyledText
from dragoman.formats.prose.prose_turns import ProseTurn
from dragoman.formats.prose.two_languages import find_languages, tell_languages
from dragoman.language.direction import direction, text_direction
from dragoman.language.folding import primary
from dragoman.language.function_words import find_function_language, function_counts
from dragoman.language.script_language import find_script, find_script_language

__all__ = ["Mixture", "Pair", "Wanted", "find_mixture", "pair_passages"]

_FEWEST = 2
# With fewer passages in a second language, or a smaller share, a page is in one language with quotations.
_FEWEST_OTHER, _LEAST_SHARE = 3, 5
_QUESTION_MARKS = tuple("?؟？;")
_CLOSING_MARKS = " \n\"'”’»)]"
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


class Mixture(msgspec.Struct, frozen=True):
    """The two languages that most passages are in, as first subtags, and how many of all passages are in each."""

    languages: tuple[str, str]
    counts: tuple[int, int]
    total: int


class _Run(msgspec.Struct, frozen=True):
    """Consecutive passages in one language."""

    lang: str
    passages: tuple[ProseTurn, ...]


_Tell = Callable[[ProseTurn], str | None]


def pair_passages(passages: Sequence[ProseTurn], wanted: Wanted | None = None) -> list[Pair] | None:
    """The passages in pairs; ``None`` if the page is not in two languages.

    The languages are those that the page names for its paragraphs, or else the writing directions, the scripts, or the
    words of the paragraphs, see :mod:`~dragoman.formats.prose.two_languages`; if none of these tells them apart, one of
    the two is in italics. The first one is the original, unless a table or ``wanted`` says otherwise.
    """
    wanted = wanted or Wanted()
    cells = sum(passage.cell is not None for passage in passages)
    if cells * 2 > len(passages):
        return _pair_columns(passages, wanted)
    return (
        _pair_runs(passages, wanted, _lang)
        or _pair_runs(_with_script_language(passages, wanted), wanted, _lang)
        or _pair_runs(passages, wanted, _script)
        or _pair_runs(_with_told_language(passages, wanted), wanted, _lang)
        or _pair_runs(passages, wanted, _slant)
    )


def find_mixture(passages: Sequence[ProseTurn], wanted: Wanted) -> Mixture | None:
    """The two languages of passages that are in no pairs; ``None`` if nearly all are in one, or their words do not
    tell.
    """
    words = [passage.words for passage in passages]
    languages = find_languages(words, wanted.original, wanted.translation)
    told = tell_languages(words, languages).sure if languages else (None,) * len(words)
    tags = (tag or _own_language(passage) for passage, tag in zip(passages, told, strict=True))
    counts = Counter(tag for tag in tags if tag)
    both = counts.most_common(2)
    if len(both) < 2 or both[1][1] < _FEWEST_OTHER or both[1][1] * _LEAST_SHARE < len(passages):
        return None
    (first, count), (second, other) = both
    return Mixture((first, second), (count, other), len(passages))


def _own_language(passage: ProseTurn) -> str | None:
    if passage.language:
        return primary(passage.language)
    script = find_script(passage.words)
    return find_script_language(script, passage.words) if script and script != "LATIN" else None


def _with_script_language(passages: Sequence[ProseTurn], wanted: Wanted) -> Sequence[ProseTurn]:
    """The passages, each with the language of its script, if they are in two scripts of known languages.

    The language of one script may be unknown if the user named it.
    """
    scripts = [find_script(passage.words) for passage in passages]
    texts: dict[str, list[str]] = {}
    for passage, kind in zip(passages, scripts, strict=True):
        if kind is not None:
            texts.setdefault(kind, []).append(passage.words)
    if len(texts) != 2:
        return ()
    tags = {kind: find_script_language(kind, "\n".join(words)) for kind, words in texts.items()}
    named = {primary(tag) for tag in (wanted.original, wanted.translation) if tag} - set(tags.values())
    if list(tags.values()).count(None) > len(named):
        return ()
    tags = {kind: tag or named.pop() for kind, tag in tags.items()}
    return [
        msgspec.structs.replace(passage, language=tags.get(kind or ""))
        for passage, kind in zip(passages, scripts, strict=True)
    ]


def _with_told_language(passages: Sequence[ProseTurn], wanted: Wanted) -> Sequence[ProseTurn]:
    """The passages, each with the language of its words; none if one is in doubt."""
    words = [passage.words for passage in passages]
    languages = find_languages(words, wanted.original, wanted.translation)
    told = tell_languages(words, languages) if languages else None
    if told is None or not told.is_whole:
        return ()
    return [msgspec.structs.replace(one, language=tag) for one, tag in zip(passages, told.tags, strict=True)]


def _lang(passage: ProseTurn) -> str | None:
    return primary(passage.language) if passage.language else text_direction(passage.words)


def _script(passage: ProseTurn) -> str | None:
    return find_script(passage.words)


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
    own = counts.most_common(1)[0][0] if counts else None
    if own != "ltr":
        return own
    return find_function_language(sum((function_counts(passage.words) for passage in passages), Counter())) or own


def _is_turned(first: str | None, second: str | None, wanted: Wanted, *, ordered: bool) -> bool:
    """Whether the second of two languages is the original: the user says so, or the first is the page's language."""
    for said, turned in ((wanted.original, True), (wanted.translation, False)):
        if said is not None and _is_in(said, first) != _is_in(said, second):
            return _is_in(said, second) == turned
    return not ordered and wanted.page is not None and _is_in(wanted.page, first) and not _is_in(wanted.page, second)


def _is_in(tag: str, lang: str | None) -> bool:
    """Whether a language is the one that was found: the same one, or one with that direction."""
    return lang in (primary(tag), direction(tag))


def _pair_runs(passages: Sequence[ProseTurn], wanted: Wanted, tell: _Tell) -> list[Pair] | None:
    """Paragraphs alternating between two languages, one or several at a time."""
    langs = [tell(passage) for passage in passages]
    two = dict(Counter(lang for lang in langs if lang is not None).most_common(2))
    if len(two) < 2 or min(two.values()) < _FEWEST or sum(two.values()) * 4 < len(passages) * 3:
        return None
    runs = _find_runs(_with_own_labels(passages, langs, tuple(two)), langs, tuple(two))
    if len(runs) == len(two) and not _are_as_many(*runs):
        return None
    first, second = _find_order(runs)
    others = _find_other_labels(runs, first)
    pairs = _join_runs(runs, first, lambda one, other: _fits(one, other, others))
    paired = sum(pair.original is not None and pair.translation is not None for pair in pairs)
    if paired < _FEWEST or (len(pairs) - paired) * 2 > paired:
        return None
    if not _is_one_voice(pairs, others, strict=tell is _slant) or not _ask_alike(pairs):
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


def _with_own_labels(
    passages: Sequence[ProseTurn], langs: Sequence[str | None], two: tuple[str, ...]
) -> Sequence[ProseTurn]:
    """The passages; if only one language has labels, those of the other are unknown rather than carried over."""
    owners = {lang for passage, lang in zip(passages, langs, strict=True) if passage.label and not passage.is_carried}
    bare = set(two) - owners
    if len(bare) != 1:
        return passages
    return [
        msgspec.structs.replace(passage, label=None) if lang in bare else passage
        for passage, lang in zip(passages, langs, strict=True)
    ]


def _are_as_many(first: _Run, second: _Run) -> bool:
    """Whether the two halves of a page have as many turns or paragraphs, so that one says which of the other it is."""
    if len(first.passages) == len(second.passages):
        return True
    return len(_turns(first.passages)) == len(_turns(second.passages)) > 1


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
    if len(originals) == len(translations) and (_is_unlabelled(originals) or _is_unlabelled(translations)):
        ours, theirs = [(passage,) for passage in originals], [(passage,) for passage in translations]
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


def _is_unlabelled(passages: Sequence[ProseTurn]) -> bool:
    return all(passage.label is None for passage in passages)


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


def _ask_alike(pairs: Sequence[Pair]) -> bool:
    """Whether most questions are paired with questions: a question and its answer are no pair."""
    asks = [(_asks(pair.original), _asks(pair.translation)) for pair in pairs if pair.original and pair.translation]
    return sum(one != other for one, other in asks) * 2 <= sum(one or other for one, other in asks)


def _asks(passage: ProseTurn) -> bool:
    return passage.words.rstrip(_CLOSING_MARKS).endswith(_QUESTION_MARKS)
