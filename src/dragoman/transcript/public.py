"""The public part of a document: without private notes, paths and names."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from dragoman.transcript.document import Author, Copy, Engine, Person, Recording, Segment, Speaker, Transcript
from dragoman.transcript.text import Inline, Note, Text, Wrapper, tidy

__all__ = ["for_readers", "public_engine", "shown_speakers", "without_desk_notes"]


def for_readers(transcript: Transcript, shown: Mapping[str, str], *, to_edit: bool = False) -> Transcript:
    """The document without its private parts.

    Left out are the desk's notes, local paths, the engine's words (they may contain what was redacted), notes in the
    glossary, speakers without passages, and the aliases of speakers without a name. Each handle is replaced by its
    entry in ``shown``, or by ``"desk"``.

    :param shown: handle -> the name that the person chose to be shown as
    :param to_edit: whether the file will be edited and imported again: speakers without passages are kept then
    """
    clean = without_desk_notes(transcript)
    speakers = clean.speakers if to_edit else shown_speakers(clean)
    return msgspec.structs.replace(
        clean,
        recording=_without_paths(clean.recording) if clean.recording else None,
        segments=tuple(_public_segment(segment, shown) for segment in clean.segments),
        speakers=tuple(_public_speaker(speaker) for speaker in speakers),
        glossary=tuple(msgspec.structs.replace(term, note=None) for term in clean.glossary),
    )


def without_desk_notes(transcript: Transcript) -> Transcript:
    """The document without its ``[ed: …]`` notes."""
    if not any(_is_noted(segment.source) or _is_noted(segment.target) for segment in transcript.segments):
        return transcript
    return msgspec.structs.replace(
        transcript,
        segments=tuple(
            msgspec.structs.replace(
                segment, source=_without_notes(segment.source), target=_without_notes(segment.target)
            )
            for segment in transcript.segments
        ),
    )


def _is_noted(text: Text | None) -> bool:
    return text is not None and any(not isinstance(inline, str) and _holds_note(inline) for inline in text)


def shown_speakers(transcript: Transcript) -> tuple[Speaker, ...]:
    """The speakers whom readers see: those with passages, or all of them if no passage has a speaker."""
    speaking = {segment.speaker for segment in transcript.segments} - {None}
    return tuple(speaker for speaker in transcript.speakers if not speaking or speaker.id in speaking)


def _without_notes(text: Text | None) -> Text | None:
    if text is None or not any(_holds_note(inline) for inline in text):
        return text
    return _trimmed(_dropped(text)) or None


def _holds_note(inline: Inline) -> bool:
    if isinstance(inline, Note) and inline.audience == "desk":
        return True
    return isinstance(inline, Wrapper) and any(_holds_note(inner) for inner in inline.content)


def _dropped(text: Text) -> Text:
    kept: list[Inline] = []
    after_note = False
    for inline in text:
        if isinstance(inline, Note) and inline.audience == "desk":
            after_note = True
            continue
        whole = (
            msgspec.structs.replace(inline, content=_dropped(inline.content)) if isinstance(inline, Wrapper) else inline
        )
        if after_note and isinstance(whole, str) and kept and isinstance(kept[-1], str) and kept[-1].endswith(" "):
            # The note was between two spaces, and one is enough.
            whole = whole.removeprefix(" ")
        kept.append(whole)
        after_note = False
    return tidy(tuple(kept))


def _trimmed(text: Text) -> Text:
    parts = list(text)
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tidy(tuple(parts))


def _without_paths(recording: Recording) -> Recording:
    return msgspec.structs.replace(recording, copies=tuple(copy for copy in recording.copies if _is_public(copy)))


def _is_public(copy: Copy) -> bool:
    return re.fullmatch(r"https?://[^/@\s]+(/\S*)?", copy.address, re.IGNORECASE) is not None


def _public_segment(segment: Segment, shown: Mapping[str, str]) -> Segment:
    return msgspec.structs.replace(
        segment,
        words=(),
        heard_by=tuple(dict.fromkeys(shown.get(handle, "desk") for handle in segment.heard_by)),
        source_origin=_public_author(segment.source_origin, shown),
        target_origin=_public_author(segment.target_origin, shown),
    )


def _public_author(author: Author | None, shown: Mapping[str, str]) -> Author | None:
    if isinstance(author, Person):
        return Person(handle=shown.get(author.handle, "desk"))
    return public_engine(author) if isinstance(author, Engine) else None


def public_engine(engine: Engine) -> Engine:
    """The engine without this machine's paths in its model and settings."""
    model = engine.model
    if model and _is_path(model):
        model = re.split(r"[/\\]", model.rstrip("/\\"))[-1]
    settings = {name: value for name, value in engine.settings.items() if not _is_path(value)}
    return msgspec.structs.replace(engine, model=model, settings=settings)


def _is_path(text: str) -> bool:
    return re.match(r"[/\\~.]|[A-Za-z]:[/\\]|file:", text) is not None


def _public_speaker(speaker: Speaker) -> Speaker:
    # An old label becomes an alias: it may be the name that must be kept secret.
    return speaker if speaker.name else msgspec.structs.replace(speaker, aliases=())
