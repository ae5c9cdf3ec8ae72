"""Signs of meaning that stand on one side only, sentence by sentence where both sides have as many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from dragoman.checks.bitext import Bitext, Pair, find_translated
from dragoman.checks.meaning.tables import Signs, has_any, has_sure
from dragoman.language.folding import fold, primary

__all__ = ["Turned", "find_turned"]

Turned = tuple[Pair, Literal["lost", "won"], str]


def find_turned(bitext: Bitext, table: Mapping[str, Signs], *, won: bool = True) -> Iterator[Turned]:
    """Passages with a sure sign on one side and none that could answer it on the other, and the words in question.

    :param won: whether signs that only the translation has are looked for too
    """
    for pair in find_translated(bitext):
        source, target = _find_signs(table, pair.source.language), _find_signs(table, pair.target.language)
        if source is None or target is None or pair.source.gaps or pair.target.gaps:
            continue
        for original, translation in _lay(pair):
            if has_sure(source, original[1]) and not has_any(target, translation[1]):
                yield pair, "lost", original[0]
                break
            if won and has_sure(target, translation[1]) and not has_any(source, original[1]):
                yield pair, "won", translation[0]
                break


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
