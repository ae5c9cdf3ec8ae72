"""What the checks look at: a document's passages with what was said in them, in both languages, worked out once."""

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
    """One language's half of a passage.

    ``said`` leaves out the words that the translator supplied, glosses, notes and what an editor struck out;
    ``folded`` are its sentences, folded, and ``words`` the words of them all. ``gaps`` says that something is
    missing here on purpose.
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
    """A passage: its segment, its original and its translation, and its place among the passages."""

    place: int
    segment: Segment
    source: SideText
    target: SideText

    @property
    def is_translated(self) -> bool:
        """Whether both sides have words."""
        return bool(self.source.words and self.target.words)


class Bitext(msgspec.Struct, frozen=True, kw_only=True):
    """A document as the checks see it: every passage that was not withdrawn, and the turns as ranges of places.

    ``second`` is another transcript of the same recording, ``style_guide`` the rules of form, where there are any.
    """

    transcript: Transcript
    pairs: tuple[Pair, ...]
    turns: tuple[range, ...]
    second: Transcript | None = None
    style_guide: StyleGuide | None = None


def make_bitext(
    transcript: Transcript, second: Transcript | None = None, style_guide: StyleGuide | None = None
) -> Bitext:
    """Work out what the checks share. Linear in the text."""
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
    """Whether both sides are in one language, as far as is known."""
    tags = {primary(pair.source.language), primary(pair.target.language)}
    return len(tags) == 1 and tags != {"und"}


def place_of(pair: Pair) -> Place:
    """Where a problem of this passage is. Its second is the segment's: a re-timing makes no new problem."""
    return Place(segment=pair.segment.id)


def hash_texts(segment: Segment) -> str:
    """The same as long as neither text of the segment changes."""
    return hashlib.sha256(msgspec.json.encode((segment.source, segment.target))).hexdigest()[:12]


def shorten(text: str, most: int = 60) -> str:
    """A text as a message quotes it."""
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
