"""Questions and answers that begin with a letter and a full stop: ``P. ¿Por qué?``, ``R. Porque no.``."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.formats.prose.label_candidates import Opening, find_clock
from dragoman.formats.prose.paragraphs import Paragraph

__all__ = ["find_letter_turns"]

# Question and answer, with the words that magazines print in full at the first turn of each.
_PAIRS = (("p", "r"), ("f", "a"), ("d", "r"), ("q", "r"), ("س", "ج"), ("ש", "ת"))
_WORDS = {
    "p": "pregunta pergunta", "r": "respuesta resposta risposta réponse", "f": "frage", "a": "antwort",
    "d": "domanda", "q": "question", "س": "سؤال", "ج": "جواب", "ש": "שאלה", "ת": "תשובה",
}  # fmt: skip
_LETTERS = {word: letter for letter, words in _WORDS.items() for word in (letter, *words.split())}
_LABEL = re.compile(r"([^\W\d_]{1,9})\.[-–—]{0,2}[\s\u00a0]+(?:[-–—]{1,2}[\s\u00a0]+)?(?=\S)")
_QUESTION = re.compile(r"[?؟]")
_FEWEST = 2


def find_letter_turns(paragraphs: Sequence[Paragraph]) -> dict[int, Opening]:
    """The labels of a page whose turns begin like this, by the index of the paragraph; none if they do not take turns.

    Each letter of a pair occurs twice or more, they alternate, and most turns with the first one contain a question: so
    ``P. Sánchez`` at the beginning of a sentence is no label.
    """
    found: dict[str, dict[int, Opening]] = defaultdict(dict)
    for number, paragraph in enumerate(paragraphs):
        start, span = find_clock(paragraph.text)
        match = _LABEL.match(paragraph.text, start)
        letter = _LETTERS.get(match[1].casefold()) if match and not match[1][0].islower() else None
        if match and letter and paragraph.kind == "paragraph":
            found[letter][number] = Opening(label=match[1], shape="letter", end=match.end(), span=span)
    for asks, answers in _PAIRS:
        turns = {number: letter for letter in (asks, answers) for number in found.get(letter, ())}
        if _take_turns(paragraphs, turns, asks):
            return {number: _as_letter(found[letter], number) for number, letter in sorted(turns.items())}
    return {}


def _take_turns(paragraphs: Sequence[Paragraph], turns: dict[int, str], asks: str) -> bool:
    counts = Counter(turns.values())
    order = [letter for _, letter in sorted(turns.items())]
    changes = sum(one != other for one, other in itertools.pairwise(order))
    asked = sum(_QUESTION.search(paragraphs[number].text) is not None for number, who in turns.items() if who == asks)
    return (
        len(counts) > 1
        and min(counts.values()) >= _FEWEST
        and changes * 5 >= (len(order) - 1) * 3
        and asked * 2 >= counts[asks]
    )


def _as_letter(openings: dict[int, Opening], number: int) -> Opening:
    """The opening, called as most of its letter's are: ``PREGUNTA`` is ``P`` if that occurs more often."""
    label = Counter(opening.label for opening in openings.values()).most_common(1)[0][0]
    opening = openings[number]
    return Opening(label=label, shape="letter", end=opening.end, span=opening.span)
