"""Make requests: whole turns, with their context and the terms in them. Lazy, so that memory stays constant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from dragoman.engines.base import ContextPassage, Feedback, SourcePassage, TranslationRequest, TranslatorTraits
from dragoman.language import term_matching
from dragoman.notation import serialize_text
from dragoman.pipeline.translate.passages import Passage, without_desk_notes
from dragoman.transcript.document import Facts, Speaker, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Text, plain, text_length

__all__ = ["Requests", "as_line", "cut", "find_terms"]

_BEFORE = 6
_AFTER = 3
_CONTEXT = 1500
"""The most characters of context on each side."""
_FAR = 50
"""How far away context is looked for, in passages."""
_BESIDE = 2
_ABOUT = 300


def cut(passages: Iterable[Passage], traits: TranslatorTraits) -> Iterator[tuple[Passage, ...]]:
    """Yield the passages of each request: several whole turns if they fit, else one turn, else a part of a turn.

    A request has one language. A passage that exceeds an engine's limit of characters is a request of its own.
    """
    batch: list[Passage] = []
    for turn in _split_turns(passages):
        if batch and not _fits((*batch, *turn), traits):
            yield tuple(batch)
            batch = []
        if _fits(turn, traits):
            batch += turn
        else:
            yield from _cut_turn(turn, traits)
    if batch:
        yield tuple(batch)


def _split_turns(passages: Iterable[Passage]) -> Iterator[tuple[Passage, ...]]:
    for _, turn in groupby(passages, key=lambda passage: (passage.turn, passage.language)):
        yield tuple(turn)


def _fits(passages: Sequence[Passage], traits: TranslatorTraits) -> bool:
    one_language = len({passage.language for passage in passages}) == 1
    return one_language and len(passages) <= traits.passages and _count(passages) <= traits.characters


def _cut_turn(turn: Sequence[Passage], traits: TranslatorTraits) -> Iterator[tuple[Passage, ...]]:
    part: list[Passage] = []
    for passage in turn:
        if part and not _fits((*part, passage), traits):
            yield tuple(part)
            part = []
        part.append(passage)
    yield tuple(part)


def _count(passages: Iterable[Passage]) -> int:
    return sum(len(plain(passage.text)) for passage in passages)


class Requests:
    """Makes the requests for one document."""

    def __init__(self, transcript: Transcript, target: str) -> None:
        self._segments = transcript.segments
        self._glossary = transcript.glossary
        self._target = target
        self._about = _describe(transcript.facts)
        self._speakers = {speaker.id: _name(speaker) for speaker in transcript.speakers}

    def make(
        self,
        passages: Sequence[Passage],
        traits: TranslatorTraits,
        show: Callable[[Text], str],
        *,
        known: Mapping[str, Text],
        feedback: Sequence[Feedback] = (),
    ) -> TranslationRequest:
        """The request for some passages of one language.

        :param show: converts a text to what the engine gets
        :param known: translations accepted meanwhile, by id
        """
        sent = tuple(SourcePassage(id=p.id, text=show(p.text), speaker=p.speaker) for p in passages)
        language = passages[0].language
        if not traits.context:
            return TranslationRequest(source=language, target=self._target, passages=sent)
        before, after = self._find_places(passages)
        return TranslationRequest(
            source=language,
            target=self._target,
            passages=sent,
            before=tuple(self._show(place, show, known) for place in before),
            after=tuple(self._show(place, show, known) for place in after),
            about=self._about,
            terms=self.find_terms(passages),
            feedback=tuple(feedback),
        )

    def find_terms(self, passages: Iterable[Passage]) -> tuple[Term, ...]:
        """The entries of the names ledger that occur in the passages."""
        passages = tuple(passages)
        return find_terms(self._glossary, [plain(p.text) for p in passages], passages[0].language or "und")

    def find_beside(self, passage: Passage) -> tuple[str, ...]:
        """The originals next to a passage, in the notation: its translation may depend on them."""
        near = range(max(0, passage.place - _BESIDE), min(len(self._segments), passage.place + 1 + _BESIDE))
        segments = (self._segments[place] for place in near if place != passage.place)
        return tuple(as_line(without_desk_notes(s.source)) for s in segments if s.withdrawn is None and s.source)

    def find_around(self, passages: Sequence[Passage]) -> tuple[Text, ...]:
        """The originals that a request shows as context."""
        before, after = self._find_places(passages)
        return tuple(without_desk_notes(self._segments[place].source or ()) for place in (*before, *after))

    @property
    def about(self) -> tuple[str, ...]:
        """Facts of the interview, one per line."""
        return self._about

    def _find_places(self, passages: Sequence[Passage]) -> tuple[list[int], list[int]]:
        """The indexes of the context before and after; passages between those of the request count as before."""
        asked = {passage.place for passage in passages}
        last = max(asked)
        before = self._take(range(last - 1, max(-1, last - 1 - _FAR), -1), asked, _BEFORE)
        after = self._take(range(last + 1, min(len(self._segments), last + 1 + _FAR)), asked, _AFTER)
        return before[::-1], after

    def _take(self, places: Iterable[int], asked: set[int], most: int) -> list[int]:
        """The nearest passages with an original that are not withdrawn, as far as there is room."""
        taken: list[int] = []
        room = _CONTEXT
        for place in places:
            segment = self._segments[place]
            if place in asked or segment.withdrawn is not None or not segment.source:
                continue
            room -= text_length(segment.source)
            if room < 0 or len(taken) == most:
                break
            taken.append(place)
        return taken

    def _show(self, place: int, show: Callable[[Text], str], known: Mapping[str, Text]) -> ContextPassage:
        segment = self._segments[place]
        target = known.get(segment.id, segment.target)
        return ContextPassage(
            text=show(without_desk_notes(segment.source or ())),
            speaker=self._speakers.get(segment.speaker or ""),
            translation=show(without_desk_notes(target)) if target and plain(target).strip() else None,
        )


def find_terms(terms: Iterable[Term], texts: Sequence[str], language: str) -> tuple[Term, ...]:
    """The terms that occur in one of the texts, in any form, in the order of the ledger."""
    terms = tuple(terms)
    found = {one.term.id for one in term_matching.find_terms(terms, "\n".join(texts), language)}
    return tuple(term for term in terms if term.id in found)


def as_line(text: Text) -> str:
    """A text in the notation, on one line."""
    return " ".join(serialize_text(text).split("\n"))


def _name(speaker: Speaker) -> str | None:
    return " ".join(speaker.label.split()) if speaker.label else None


def _describe(facts: Facts) -> tuple[str, ...]:
    """The facts of the interview that an engine may know, one per line."""
    said = {
        "title": facts.title,
        "title in the translation": facts.title_target,
        "description": facts.description,
        "programme": facts.programme,
    }
    said |= {f"date ({date.kind})": date.edtf or date.written for date in facts.dates}
    return tuple(f"{key}: {' '.join(value.split())[:_ABOUT]}" for key, value in said.items() if value)
