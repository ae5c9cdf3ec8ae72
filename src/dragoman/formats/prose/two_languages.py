"""Which of two languages each paragraph of a page is in, where neither the page nor the script says so.

The evidence is the small words and the letters that only one of the two has. A paragraph with too little of it is given
a language only by its place: where all others alternate, or where the page has one half in each language.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import msgspec

from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.reading.charsets import letters_of
from dragoman.language.direction import text_direction
from dragoman.language.folding import primary
from dragoman.language.function_words import function_hits, guess_small_words

__all__ = ["Told", "are_changes", "find_languages", "tell_languages", "with_line_breaks"]

_FEWEST = 2
_SPANISH_SIGNS = re.compile("[¿¡]")
# Words with a small letter first: names keep their letters in every language.
_SMALL = re.compile(r"\b[^\W\d_A-ZÀ-ÖØ-Þ]\w*")
_MOST_READ = 4000


class Told(msgspec.Struct, frozen=True):
    """The language of each paragraph, ``None`` in doubt. ``sure`` are those whose own words say it.

    ``is_whole``: no paragraph is in doubt, so that they can be paired.
    """

    tags: tuple[str | None, ...]
    sure: tuple[str | None, ...]
    is_whole: bool


def find_languages(
    texts: Iterable[str], original: str | None = None, translation: str | None = None
) -> tuple[str, str] | None:
    """The two languages that most of some texts are in, as first subtags; ``None`` if there are no two.

    :param original: the language of the original, if the user named it; likewise ``translation``
    """
    named = tuple(dict.fromkeys(primary(tag) for tag in (original, translation) if tag))
    if len(named) == 2:
        return named[0], named[1]
    found = Counter(tag for text in texts if (tag := guess_small_words(text[:_MOST_READ])))
    likely = [*named, *(tag for tag, count in found.most_common(3) if count >= _FEWEST and tag not in named)]
    return (likely[0], likely[1]) if len(likely) > 1 else None


def tell_languages(texts: Sequence[str], languages: tuple[str, str]) -> Told:
    """Which of two languages each text is in, by its words, and by its place among the others."""
    leads = [_lead(text, languages) for text in texts]
    sure = tuple(tag if is_sure else None for tag, is_sure in leads)
    likely = tuple(tag for tag, _ in leads)
    counts = Counter(tag for tag in sure if tag)
    if len(counts) < 2 or min(counts.values()) < _FEWEST or counts.total() * 2 < len(texts):
        return Told(sure, sure, is_whole=False)
    for placed in (_alternate(sure), _halve(sure)):
        if placed and sum(one not in (other, None) for one, other in zip(likely, placed, strict=True)) * 10 <= len(
            texts
        ):
            return Told(placed, sure, is_whole=True)
    return Told(likely, sure, is_whole=None not in likely)


def _lead(text: str, languages: tuple[str, str]) -> tuple[str | None, bool]:
    """The language that a text has more signs of, and whether these leave no doubt."""
    text = text[:_MOST_READ]
    first, second = function_hits(text, *languages)
    if not text.isascii():
        ours, theirs = letters_of(languages[0]), letters_of(languages[1])
        small = _SMALL.findall(text)
        first += sum(not (ours - theirs).isdisjoint(word.lower()) for word in small)
        second += sum(not (theirs - ours).isdisjoint(word.lower()) for word in small)
        signs = len(_SPANISH_SIGNS.findall(text))
        first += signs * (languages[0] == "es")
        second += signs * (languages[1] == "es")
    if first == second:
        return None, False
    most, least = max(first, second), min(first, second)
    return languages[first < second], most - least >= _FEWEST and most > 2 * least


def _alternate(sure: Sequence[str | None]) -> tuple[str, ...] | None:
    """The languages of paragraphs that alternate one by one; ``None`` if a sure one is out of step."""
    steps = {(number % 2, tag) for number, tag in enumerate(sure) if tag}
    if len(steps) != 2 or len(sure) % 2:
        return None
    by_parity = dict(steps)
    return tuple(by_parity[number % 2] for number in range(len(sure))) if len(by_parity) == 2 else None


def _halve(sure: Sequence[str | None]) -> tuple[str, ...] | None:
    """The languages of a text that is followed by as many paragraphs of its translation."""
    half, odd = divmod(len(sure), 2)
    first, second = ({tag for tag in part if tag} for part in (sure[:half], sure[half:]))
    if odd or len(first) != 1 or len(second) != 1 or first == second:
        return None
    return (*itertools.repeat(first.pop(), half), *itertools.repeat(second.pop(), half))


def are_changes(
    texts: Sequence[str], original: str | None = None, translation: str | None = None
) -> Callable[[str, str], bool]:
    """A function that says whether two lines that follow each other are in different languages without doubt.

    ``texts`` are all lines of the text: where they are in one language, only the direction of writing counts.
    """
    languages = find_languages(texts, original, translation)
    counts: Counter[str] = Counter()
    if languages is not None:
        counts.update(tag for tag, is_sure in (_lead(text, languages) for text in texts) if tag and is_sure)
    two = languages if languages is not None and min(counts[tag] for tag in languages) >= _FEWEST else None

    def is_change(before: str, after: str) -> bool:
        ways = text_direction(before), text_direction(after)
        if None not in ways and ways[0] != ways[1]:
            return True
        if two is None:
            return False
        (one, is_sure), (other, is_other_sure) = _lead(before, two), _lead(after, two)
        return one is not None and other is not None and one != other and (is_sure or is_other_sure)

    return is_change


def with_line_breaks(
    paragraphs: Sequence[Paragraph], original: str | None = None, translation: str | None = None
) -> tuple[Paragraph, ...]:
    """The paragraphs; a line that is in another language than the one before it is a paragraph of its own."""
    if not any(paragraph.soft for paragraph in paragraphs):
        return tuple(paragraphs)
    is_change = are_changes([paragraph.text for paragraph in paragraphs], original, translation)
    firm = [
        paragraph.soft and is_change(before.text, paragraph.text)
        for before, paragraph in itertools.pairwise(paragraphs)
    ]
    return tuple(
        msgspec.structs.replace(paragraph, soft=False) if is_firm else paragraph
        for paragraph, is_firm in zip(paragraphs, [False, *firm], strict=True)
    )
