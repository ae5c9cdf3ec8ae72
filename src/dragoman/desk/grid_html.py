"""The rows of the grid as HTML, without a template: an interview may have thousands."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from dragoman.desk.rows import GridRow, GridSpeaker
from dragoman.transcript.span import format_clock

__all__ = ["ROWS_IN_BLOCK", "make_blank_row", "make_row", "make_rows"]

ROWS_IN_BLOCK = 20


def make_rows(rows: Iterable[GridRow], speakers: Iterable[GridSpeaker], *, is_locked: bool = False) -> Iterator[str]:
    """Blocks of rows, one string each, of :data:`ROWS_IN_BLOCK` rows. A browser leaves out those that are far away.

    :param is_locked: whether the person may not edit any text
    """
    names = {speaker.id: speaker.name for speaker in speakers}
    made = (make_row(row, names, is_locked=is_locked) for row in rows)
    while block := "".join(itertools.islice(made, ROWS_IN_BLOCK)):
        yield f'<ol class="block">{block}</ol>'


def make_blank_row() -> str:
    """An empty row, which a window fills for each passage that is added while it is open."""
    return make_row(
        GridRow(
            id="",
            number=0,
            start=None,
            end=None,
            speaker=None,
            source="",
            target="",
            source_language=None,
            target_language=None,
            source_direction="auto",
            target_direction="auto",
            state="initial",
            listened=(),
            source_by=None,
            target_by=None,
            is_machine=False,
            is_untranslated=False,
            withdrawn=None,
        ),
        {},
    )


def make_row(row: GridRow, names: dict[str, str], *, is_locked: bool = False) -> str:
    """One passage: number, time, speaker, both texts, the place of its marks. What few rows have, the scripts add."""
    said = {
        "withdrawn": row.withdrawn is not None,
        "machine": row.is_machine,
        "listened": bool(row.listened),
        "untranslated": row.is_untranslated,
    }
    classes = " ".join(["row", *(name for name, is_so in said.items() if is_so)])
    start = "" if row.start is None else f' data-start="{row.start}"'
    end = "" if row.end is None else f' data-end="{row.end}"'
    speaker = f' data-speaker="{_escape(row.speaker)}"' if row.speaker else ""
    clock = format_clock(row.start, exact=False) if row.start is not None else "–"
    name = names.get(row.speaker or "", "")
    grave = f'<p class="grave" dir="auto">{escape(row.withdrawn)}</p>' if row.withdrawn else ""
    return (
        f'<li class="{classes}" id="{_escape(row.id)}" data-state="{_escape(row.state)}"{start}{end}{speaker}>'
        f'<span class="number">{row.number}</span>'
        f'<button class="time">{clock}</button>'
        f'<button class="speaker"><bdi>{_escape(name) or "?"}</bdi></button>'
        f"{_text(row, 'source', is_locked)}{_text(row, 'target', is_locked)}{grave}"
        f'<span class="marks"></span></li>'
    )


def _text(row: GridRow, side: str, is_locked: bool) -> str:
    text = row.source if side == "source" else row.target
    language = row.source_language if side == "source" else row.target_language
    direction = row.source_direction if side == "source" else row.target_direction
    label = f"{'original' if side == 'source' else 'translation'} of passage {row.number}"
    lang = f' lang="{_escape(language)}"' if language else ""
    readonly = " readonly" if row.withdrawn is not None or is_locked else ""
    return (
        f'<textarea class="{side}" autocomplete="off" dir="{direction}"{lang} aria-label="{label}"{readonly}>'
        f"\n{escape(text)}</textarea>"
    )


# Ids, names and languages: most stand in many rows, or have nothing to escape.
@lru_cache(maxsize=1024)
def _escape(text: str) -> str:
    return text if text.isalnum() else escape(text)
