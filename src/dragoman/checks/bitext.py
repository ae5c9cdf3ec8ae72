"""The input of the checks: a document's passages in both languages, with their folded words and quantities."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from dragoman.checks.form.style_guide import StyleGuide
from dragoman.language.folding import fold, primary
from dragoman.language.quantities.text_quantities import Quantity, find_quantities
from dragoman.language.sentences import split_sentences
from dragoman.problems import Place
from dragoman.transcript.document import Segment, Transcript, find_turns
from dragoman.transcript.text import Gap, Redacted, Struck, Supplied, Text, find_marks, plain

__all__ = [
    "Bitext",
    "Pair",
    "SideText",
    "are_same_language",
    "find_translated",
    "hash_texts",
    "make_bitext",
    "place_of",
    "shorten",
]


class SideText(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a passage.

    ``said`` is the text without supplied words, glosses, notes and words that an editor struck out. ``folded`` are its
    sentences, folded, and ``words`` the words of all of them. ``gaps`` is true if a gap or a redaction is marked.
    """

    text: Text | None
    language: str
    said: str = ""
    words: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    gaps: bool = False


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A passage: its segment, its original and its translation, and its index in ``Bitext.pairs``."""

    place: int
    segment: Segment
    source: SideText
    target: SideText

    @property
    def is_translated(self) -> bool:
        """Whether both sides have words."""
        return bool(self.source.words and self.target.words)


class Bitext(msgspec.Struct, frozen=True, kw_only=True):
    """A document for the checks: all passages that were not withdrawn, and the turns as ranges of their places.

    ``second`` is another transcript of the same recording, ``style_guide`` the publisher's rules of form, if given.
    """

    transcript: Transcript
    pairs: tuple[Pair, ...]
    turns: tuple[range, ...]
    second: Transcript | None = None
    style_guide: StyleGuide | None = None


def make_bitext(
    transcript: Transcript, second: Transcript | None = None, style_guide: StyleGuide | None = None
) -> Bitext:
    """Compute what the checks share, in time linear in the text."""
    original = transcript.source_language or "und"
    translation = transcript.target_language or "und"
    pairs: list[Pair] = []
    turns: list[range] = []
    for turn in find_turns(transcript):
        begin = len(pairs)
        for segment in turn.segments:
            if segment.withdrawn is None:
                source = _side(segment.source, segment.language or original)
                target = _side(segment.target, translation)
                pairs.append(Pair(place=len(pairs), segment=segment, source=source, target=target))
        turns.append(range(begin, len(pairs)))
    return Bitext(transcript=transcript, pairs=tuple(pairs), turns=tuple(turns), second=second, style_guide=style_guide)


def find_translated(bitext: Bitext) -> Iterator[Pair]:
    """The passages that have words on both sides."""
    return (pair for pair in bitext.pairs if pair.is_translated)


def are_same_language(pair: Pair) -> bool:
    """Whether both sides are in the same language, as far as it is known."""
    tags = {primary(pair.source.language), primary(pair.target.language)}
    return len(tags) == 1 and tags != {"und"}


def place_of(pair: Pair) -> Place:
    """The place of a problem of this passage. It has no time, so that a new time does not make it a new problem."""
    return Place(segment=pair.segment.id)


def hash_texts(segment: Segment) -> str:
    """A hash of both texts of a segment, 12 hexadecimal digits."""
    return hashlib.sha256(msgspec.json.encode((segment.source, segment.target))).hexdigest()[:12]


def shorten(text: str, most: int = 60) -> str:
    """A text for a message: on one line of at most ``most`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _side(text: Text | None, language: str) -> SideText:
    said = plain(text or (), without=(Supplied, Struck)).strip()
    if not said:
        return SideText(text=text, language=language, gaps=_has_gaps(text))
    sentences = split_sentences(said)
    folded = tuple(fold(sentence, language) for sentence in sentences)
    return SideText(
        text=text,
        language=language,
        said=said,
        words=tuple(" ".join(folded).split()),
        sentences=sentences,
        folded=folded,
        quantities=find_quantities(said, language),
        gaps=_has_gaps(text),
    )


def _has_gaps(text: Text | None) -> bool:
    return any(isinstance(mark, Gap | Redacted) for mark in find_marks(text or ()))
