"""Signs of meaning that stand on one side only, sentence by sentence where both sides have as many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from dragoman.checks.bitext import Bitext, Pair, find_translated
from dragoman.checks.meaning.tables import Signs, count_any, count_sure, has_any, has_sure
from dragoman.language.folding import fold, primary

__all__ = ["Turned", "find_turned"]

# Whether what one side surely says is more than the other may say, by the signs of both and their folded words.
Exceeds = Callable[[Signs, str, Signs, str], bool]

Turned = tuple[Pair, Literal["lost", "won"], str]


def find_turned(bitext: Bitext, table: Mapping[str, Signs], *, counted: bool = False) -> Iterator[Turned]:
    """Passages with a sure sign on one side and none that could answer it on the other, and the words in question.

    :param counted: whether one sign more on a side is a fault too ("he did not come and did not call")
    """
    exceeds = _has_more if counted else _has_alone
    for pair in find_translated(bitext):
        source, target = _find_signs(table, pair.source.language), _find_signs(table, pair.target.language)
        if source is None or target is None or pair.source.gaps or pair.target.gaps:
            continue
        for original, translation in _lay(pair):
            if exceeds(source, original[1], target, translation[1]):
                yield pair, "lost", original[0]
                break
            if exceeds(target, translation[1], source, original[1]):
                yield pair, "won", translation[0]
                break


def _has_alone(signs: Signs, words: str, others: Signs, other: str) -> bool:
    return has_sure(signs, words) and not has_any(others, other)


def _has_more(signs: Signs, words: str, others: Signs, other: str) -> bool:
    return count_sure(signs, words) > count_any(others, other)


def _find_signs(table: Mapping[str, Signs], language: str) -> Signs | None:
    return table.get({"prs": "fa", "iw": "he"}.get(primary(language), primary(language)))


def _lay(pair: Pair) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """What of the original goes with what of the translation: each as it stands and folded."""
    source, target = pair.source, pair.target
    if len(source.sentences) == len(target.sentences) > 1:
        for original, translation in zip(source.sentences, target.sentences, strict=True):
            yield (original, fold(original, source.language)), (translation, fold(translation, target.language))
    else:
        yield (source.said, " ".join(source.words)), (target.said, " ".join(target.words))
