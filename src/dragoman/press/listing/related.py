"""Related interviews: those that have most in common with an interview.

Each feature that two interviews share counts: a person 3, a tag 2, a category, the programme and a word 1, divided by
the number of interviews that have it. So rare features count much and common ones little. The words are the frequent
ones of the translation, or of the original if there is none; see :func:`frequent_words`.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman.press.site_model import Entry, Related

__all__ = ["find_related", "frequent_words"]

# The number of related interviews shown; and a feature of more interviews than this is ignored.
_SHOWN, _MOST = 5, 50
# The number of words that count for an interview, and the fewest letters of such a word.
_WORDS, _SHORTEST = 30, 4
_WORD = re.compile(r"[^\W\d_]+")

Feature = tuple[str, str]


def frequent_words(texts: Iterable[str]) -> tuple[str, ...]:
    """The most frequent words of four letters or more in these texts, casefolded; at most 30."""
    counts: Counter[str] = Counter()
    # What stands between spaces is looked at once, however often it stands there.
    for token, count in Counter("\n".join(texts).casefold().split()).items():
        for word in (token,) if token.isalpha() else _WORD.findall(token):
            counts[word] += count
    often = sorted((-count, word) for word, count in counts.items() if count > 1 and len(word) >= _SHORTEST)
    return tuple(word for _, word in often[:_WORDS])


def find_related(entries: Sequence[Entry]) -> dict[str, tuple[Related, ...]]:
    """Maps the slug of each interview to its related interviews, the closest first; of equals, the newest first.

    Parts of the same recording are left out: the page names them anyway.

    :param entries: newest first
    """
    # Numbers for features, since each interview has dozens.
    known: dict[Feature, int] = {}
    features = [array("I", _number(_features(entry), known)) for entry in entries]
    holders = [array("I") for _ in known]
    for place, own in enumerate(features):
        for number in own:
            # Of a feature that is ignored, it is enough to know that it has too many.
            if len(holders[number]) <= _MOST:
                holders[number].append(place)
    common = max(2, len(entries) // 3)
    weights = [_weigh(kind, len(places), common) for (kind, _name), places in zip(known, holders, strict=True)]
    return {
        entry.slug: _closest(entries, place, _scores(place, features[place], holders, weights))
        for place, entry in enumerate(entries)
    }


def _number(features: Iterable[Feature], known: dict[Feature, int]) -> Iterator[int]:
    """The number of each feature, once. New features are added to the known ones."""
    return (known.setdefault(feature, len(known)) for feature in dict.fromkeys(features))


def _features(entry: Entry) -> Iterator[Feature]:
    for voice in entry.voices:
        if voice.name:
            yield "person", voice.authority or voice.name.casefold()
    yield from (("tag", tag.casefold()) for tag in entry.tags)
    yield from (("category", one.casefold()) for one in entry.categories)
    if entry.programme:
        yield "programme", entry.programme.casefold()
    yield from (("word", word) for word in entry.words)


_WEIGHTS = {"person": 3.0, "tag": 2.0, "category": 1.0, "programme": 1.0, "word": 1.0}


def _weigh(kind: str, count: int, common: int) -> float:
    """How much a feature counts that so many interviews have; 0 if it is ignored."""
    if not 1 < count <= _MOST or (kind == "word" and count > common):
        return 0.0
    return _WEIGHTS[kind] / count


def _scores(
    own: int, features: Iterable[int], holders: Sequence[Sequence[int]], weights: Sequence[float]
) -> dict[int, float]:
    scores: dict[int, float] = {}
    for number in features:
        weight = weights[number]
        if weight:
            for place in holders[number]:
                scores[place] = scores.get(place, 0.0) + weight
    scores.pop(own, None)
    return scores


def _closest(entries: Sequence[Entry], own: int, scores: dict[int, float]) -> tuple[Related, ...]:
    sound = entries[own].sound
    # Rounded, so that the order of the additions does not change the result.
    order = sorted(scores, key=lambda place: (-round(scores[place], 9), place))
    closest = [entries[place] for place in order if not sound or entries[place].sound != sound][:_SHOWN]
    return tuple(
        Related(
            path=entry.path,
            title=entry.title,
            title_language=entry.title_language,
            original=entry.original,
            source_language=entry.source_language,
        )
        for entry in closest
    )
