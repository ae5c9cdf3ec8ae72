"""The index of names: each ledger term that occurs on a page, with every spelling that occurs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.language.folding import fold
from dragoman.language.term_matching import TermFinder
from dragoman.locale import gettext as _
from dragoman.render.html import Html, element, join, language_attributes
from dragoman.render.page.model import PageModel
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.sides import Side, anchor, find_languages, text_on
from dragoman.transcript.span import format_clock
from dragoman.transcript.text import plain

__all__ = ["Mentions", "find_mentions", "public_glossary", "render_names"]

_SIDES: tuple[Side, ...] = ("source", "target")
_BETWEEN = Html(", ")


class Mentions(msgspec.Struct, frozen=True):
    """A term, the spellings that occur on each side with their languages, and the ids of the passages."""

    term: Term
    spellings: dict[Side, dict[str, str]]
    passages: tuple[str, ...]


def find_mentions(transcript: Transcript, sides: Sequence[Side] = _SIDES) -> tuple[Mentions, ...]:
    """The terms that occur in a document, in the order of the ledger, each with at least one approved rendering.

    Spellings that do not occur are left out, so that readers learn no names from the ledger. So are the terms of
    speakers without a name.
    """
    hidden = {speaker.term for speaker in transcript.speakers if speaker.term and not speaker.name}
    terms = tuple(term for term in transcript.glossary if term.target and term.id not in hidden)
    finders: dict[tuple[Side, str], TermFinder] = {}
    spellings: dict[str, dict[Side, dict[str, str]]] = defaultdict(dict)
    passages: dict[str, dict[str, None]] = defaultdict(dict)
    languages = find_languages(transcript)
    for segment in transcript.segments if terms else ():
        for side in sides:
            language = languages.on(side, segment) or "und"
            finder = finders.setdefault((side, language), TermFinder(terms, language, (side,)))
            for found in finder.find(_said(segment, side)):
                if found.sure:
                    spellings[found.term.id].setdefault(side, {}).setdefault(found.spelling, language)
                    passages[found.term.id][segment.id] = None
    return tuple(Mentions(term, spellings[term.id], tuple(passages[term.id])) for term in terms if passages[term.id])


def _said(segment: Segment, side: Side) -> str:
    return "" if segment.withdrawn is not None else plain(text_on(side, segment) or ())


def public_glossary(transcript: Transcript) -> tuple[Term, ...]:
    """The ledger for readers: terms that occur in the document, with the spellings that occur."""
    return tuple(
        msgspec.structs.replace(
            one.term,
            source=tuple(one.spellings.get("source", ())),
            target=tuple(one.spellings.get("target", ())),
            forbidden=(),
            seen=(),
            note=None,
            first=one.passages[0],
        )
        for one in find_mentions(transcript)
    )


def render_names(plan: PageModel) -> Html | None:
    """The index with links to the passages; ``None`` if no term of the ledger occurs."""
    mentions = find_mentions(plan.transcript, plan.columns)
    if not mentions:
        return None
    labels = dict(_labels(plan))
    entries = sorted(mentions, key=lambda one: [fold(name, language) for name, language in _spellings(one)])
    items = (element("li", *_entry(one, labels)) for one in entries)
    heading = element("h2", _("Names"), id="names")
    return element("section", heading, element("ul", *items), class_="names", aria_labelledby="names")


def _labels(plan: PageModel) -> Iterator[tuple[str, str]]:
    """The text of a link to each passage: its time, or its position."""
    for place, row in enumerate(plan.rows, 1):
        span = row.segment.span
        yield row.segment.id, format_clock(span.start, exact=False) if span else str(place)


def _spellings(one: Mentions) -> list[tuple[str, str]]:
    """Every spelling with its language, those of the translation first, each once."""
    both = [*one.spellings.get("target", {}).items(), *one.spellings.get("source", {}).items()]
    return list(dict(reversed(both)).items())[::-1]


def _entry(one: Mentions, labels: dict[str, str]) -> Iterator[Html]:
    names = [element("bdi", name, **language_attributes(language, name)) for name, language in _spellings(one)]
    links = [element("a", labels[id_], href=f"#{anchor(id_)}") for id_ in one.passages]
    yield join(*_joined(names), Html(": "), *_joined(links))


def _joined(pieces: Sequence[Html]) -> Iterator[Html]:
    for place, piece in enumerate(pieces):
        yield join(_BETWEEN, piece) if place else piece
