"""Gather everything that a page shows, before it is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

import msgspec

from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.render.html import Rendering, find_notes
from dragoman.render.mark_text import LegendRow, find_legend
from dragoman.render.page.player import Player, find_player
from dragoman.transcript.document import Engine, Segment, Speaker, Transcript, find_turns
from dragoman.transcript.public import without_desk_notes
from dragoman.transcript.sides import Languages, Side, SideChoice, find_languages, find_sides, text_on
from dragoman.transcript.text import Note, Quote, Text

__all__ = ["Block", "Endnote", "PageModel", "PassageRow", "make_page_model"]


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One text of a passage; ``None`` if there is none."""

    column: Side
    text: Text | None
    around: Rendering


class PassageRow(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with everything that depends on its surroundings."""

    segment: Segment
    blocks: tuple[Block, ...]
    speaker: Speaker | None
    opens_turn: bool
    switches_to: str | None
    """The language of the original, if it differs from that of the passage before."""
    chapters: tuple[int, ...]
    """The chapters that begin here, as indexes of the facts' list."""


class Endnote(msgspec.Struct, frozen=True, kw_only=True):
    """A note with its number and the context of its text."""

    number: int
    note: Note | Quote
    around: Rendering


class PageModel(msgspec.Struct, frozen=True, kw_only=True):
    """A page before it is written. ``columns`` are the sides that have text, at least one; ``profile`` gives the glyphs
    of its marks.
    """

    transcript: Transcript
    languages: Languages
    columns: tuple[Side, ...]
    rows: tuple[PassageRow, ...]
    player: Player | None = None
    banner: str | None = None
    profile: Profile = NOTATION
    drafted_by: tuple[Engine, ...] = ()
    """The engines that wrote a draft of the texts, also where people have corrected every word since."""
    transcribers: tuple[str, ...] | None = None
    """The people who wrote originals and did not only correct them; ``None`` if that is not known."""
    extras: Mapping[str, str] = {}
    """Segment id -> additional content beside the passage, as :class:`dragoman.render.html.Html`."""

    @property
    def notes(self) -> tuple[Endnote, ...]:
        """The notes to the reader, in the order of their numbers."""
        return tuple(note for row in self.rows for block in row.blocks for note in _notes_of(block))

    @property
    def legend(self) -> tuple[LegendRow, ...]:
        """The meaning of the marks that the page shows."""
        return find_legend(self._texts("source"), self._texts("target"))

    def _texts(self, column: Side) -> Iterator[Text]:
        return (b.text for row in self.rows for b in row.blocks if b.text and b.column == column)


def make_page_model(
    transcript: Transcript,
    side: SideChoice = "both",
    *,
    media: str | None = None,
    banner: str | None = None,
    profile: Profile = NOTATION,
) -> PageModel:
    """The content of a page, its columns, and its player. Notes to the desk are left out.

    :param media: the address of the sound relative to the page
    :param banner: a line that says what the page is, such as a draft
    :param profile: gives the glyphs for readers
    """
    clean = without_desk_notes(transcript)
    columns = find_sides(clean, side)
    languages = find_languages(clean)
    return PageModel(
        transcript=clean,
        languages=languages,
        columns=columns,
        rows=tuple(_rows(clean, columns, languages, profile)),
        player=find_player(clean, media),
        banner=banner,
        profile=profile,
    )


def _rows(
    transcript: Transcript, columns: tuple[Side, ...], languages: Languages, profile: Profile
) -> Iterator[PassageRow]:
    speakers = {speaker.id: speaker for speaker in transcript.speakers}
    around = _Renderings(languages, profile)
    opening = _opening_segments(transcript)
    chapters = _chapter_starts(transcript)
    spoken, number = languages.source, 1
    for segment in transcript.segments:
        blocks, number = _blocks(segment, columns, around, number)
        language = languages.on("source", segment)
        yield PassageRow(
            segment=segment,
            blocks=blocks,
            speaker=speakers.get(segment.speaker or ""),
            opens_turn=segment.id in opening,
            switches_to=language if language != spoken else None,
            chapters=chapters.get(segment.id, ()),
        )
        spoken = language


class _Renderings:
    """The contexts of a page's texts: few values, each made once."""

    def __init__(self, languages: Languages, profile: Profile) -> None:
        self._languages = languages
        self._profile = profile
        self._last: dict[tuple[Side, str | None], Rendering] = {}

    def find(self, column: Side, segment: Segment, number: int) -> Rendering:
        """The context of a passage's text on one side; ``number`` is that of its first note."""
        last = self._last.get((column, segment.language))
        if last is None or last.first_note != number:
            other = self._languages.on("target" if column == "source" else "source", segment)
            last = self._last[column, segment.language] = Rendering(
                language=self._languages.on(column, segment),
                other_language=other,
                kept_language=other if column == "target" else None,
                first_note=number,
                profile=self._profile,
            )
        return last


def _blocks(
    segment: Segment, columns: tuple[Side, ...], around: _Renderings, number: int
) -> tuple[tuple[Block, ...], int]:
    """The texts of a passage, and the number of the next note; ``number`` is that of its first note."""
    blocks = []
    for column in columns:
        text = text_on(column, segment)
        blocks.append(Block(column=column, text=text, around=around.find(column, segment, number)))
        number += _count_notes(text)
    return tuple(blocks), number


def _count_notes(text: Text | None) -> int:
    if text is None or (len(text) == 1 and isinstance(text[0], str)):
        return 0
    return sum(1 for _ in find_notes(text))


def _notes_of(block: Block) -> tuple[Endnote, ...]:
    if not _count_notes(block.text):
        return ()
    first = block.around.first_note
    notes = find_notes(block.text or ())
    return tuple(Endnote(number=number, note=note, around=block.around) for number, note in enumerate(notes, first))


def _opening_segments(transcript: Transcript) -> frozenset[str]:
    """The ids of the passages that begin a turn, without withdrawn ones."""
    shown = ([s.id for s in turn.segments if s.withdrawn is None] for turn in find_turns(transcript))
    return frozenset(ids[0] for ids in shown if ids)


def _chapter_starts(transcript: Transcript) -> dict[str, tuple[int, ...]]:
    """Segment id -> the chapters that begin there: at the first passage that does not start before the chapter."""
    timed = sorted((s.span.start, place, s.id) for place, s in enumerate(transcript.segments) if s.span)
    starts: dict[str, tuple[int, ...]] = {}
    for number, chapter in enumerate(transcript.facts.chapters):
        at = bisect_left(timed, (chapter.span.start,))
        if at < len(timed):
            segment = timed[at][2]
            starts[segment] = (*starts.get(segment, ()), number)
    return starts
