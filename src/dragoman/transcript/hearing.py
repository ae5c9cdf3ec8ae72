"""How much of an interview a person has listened to against its text."""

from __future__ import annotations

from dragoman.transcript.document import Segment, Transcript

__all__ = ["can_be_heard", "share_heard"]


def can_be_heard(transcript: Transcript) -> bool:
    """Whether there is anything to listen to: a recording that is known of, and passages that say where in it they are.

    What somebody heard could be heard, whatever else is known.
    """
    recording = transcript.recording
    known = recording is not None and bool(recording.copies or recording.duration)
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    return any(segment.heard_by for segment in live) or (known and any(map(_duration, live)))


def share_heard(transcript: Transcript) -> float | None:
    """The share of the passages' time that a person has heard, 0 to 1; ``None`` if nobody could listen.

    Where no passage has a time, or one whose end nobody knows is all that is left, passages are counted. Withdrawn
    ones never count.
    """
    if not can_be_heard(transcript):
        return None
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    whole = sum(map(_duration, live))
    heard = [segment for segment in live if segment.heard_by]
    by_time = sum(map(_duration, heard)) / whole if whole else 1
    return len(heard) / len(live) if by_time == 1 else by_time


def _duration(segment: Segment) -> int:
    return (segment.span.duration or 0) if segment.span else 0
