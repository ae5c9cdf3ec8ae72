"""The output of ``dragoman convert --preview``: speakers, facts, and the meaning of each kind of bracket."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.conventions.brackets import Sign
from dragoman.conventions.profiles import NOTATION, PROFILES
from dragoman.formats.options import Imported
from dragoman.language.plural import counted
from dragoman.notation.header import write_facts
from dragoman.render.mark_text import wording
from dragoman.transcript.document import Transcript, display_name, find_turns
from dragoman.transcript.text import Wrapper, find_marks, mark_name, plain

__all__ = ["preview_lines"]

_MOST_SHOWN = 30
_EXAMPLES = 3


def preview_lines(imported: Imported) -> Iterator[str]:
    """The lines of a preview, without problems."""
    transcript = imported.transcript
    yield from (line for line in write_facts(transcript) if not line.startswith("speaker "))
    yield from _speakers(transcript)
    if imported.profile is not None:
        yield f"brackets, read with the profile {imported.profile} ({PROFILES[imported.profile].title}):"
        yield from _brackets(imported.brackets)
    else:
        yield "marks:"
        yield from _marks(transcript)


def _speakers(transcript: Transcript) -> Iterator[str]:
    passages = Counter(segment.speaker for segment in transcript.segments)
    turns = Counter(turn.speaker for turn in find_turns(transcript))
    yield f"{counted(len(transcript.segments), 'passage')}, {counted(len(transcript.speakers), 'speaker')}:"
    for speaker in transcript.speakers[:_MOST_SHOWN]:
        name = f" = {speaker.name}" if speaker.name and speaker.name != display_name(speaker) else ""
        also = f"; also {', '.join(speaker.aliases)}" if speaker.aliases else ""
        counts = f"{counted(turns[speaker.id], 'turn')}, {counted(passages[speaker.id], 'passage')}"
        yield f"  {speaker.id}  {display_name(speaker)}{name}: {counts}{also}"
    if len(transcript.speakers) > _MOST_SHOWN:
        yield f"  … and {len(transcript.speakers) - _MOST_SHOWN} more"
    if passages[None]:
        yield f"  nobody named: {counted(passages[None], 'passage')}"


def _brackets(signs: Sequence[Sign]) -> Iterator[str]:
    """A line for each kind of bracket and meaning: the count, and the first three different examples."""
    found: dict[tuple[str, str], list[str]] = {}
    for sign in signs:
        found.setdefault((sign.kind, sign.meaning), []).append(sign.typed)
    if not found:
        yield "  none"
    for (kind, meaning), typed in sorted(found.items(), key=lambda item: (item[0][0], -len(item[1]))):
        examples = "  ".join(list(dict.fromkeys(typed))[:_EXAMPLES])
        yield f"  {kind:<5} {meaning:<24} {len(typed):>4}   {examples}"


def _marks(transcript: Transcript) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for segment in transcript.segments:
        for text in (segment.source or (), segment.target or ()):
            for mark in find_marks(text):
                words = plain(mark.content) if isinstance(mark, Wrapper) else wording(mark, NOTATION)
                found.setdefault(mark_name(type(mark)), []).append(words)
    if not found:
        yield "  none"
    for kind, every in sorted(found.items()):
        yield f"  {kind:<24} {len(every):>4}   {'  '.join(list(dict.fromkeys(every))[:_EXAMPLES])}"
