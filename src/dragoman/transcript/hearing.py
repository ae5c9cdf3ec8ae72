"""How much of an interview somebody has listened to and compared with its text."""

from __future__ import annotations

from dragoman.transcript.document import Engine, Segment, Transcript

__all__ = ["can_be_heard", "is_unconfirmed", "share_heard"]


def can_be_heard(transcript: Transcript) -> bool:
    """Whether there is anything to listen to: a known recording, and passages with times.

    True too if somebody has listened to a passage, whatever else is known.
    """
    recording = transcript.recording
    known = recording is not None and bool(recording.copies or recording.duration)
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    return any(segment.heard_by for segment in live) or (known and any(map(_duration, live)))


def share_heard(transcript: Transcript) -> float | None:
    """The share of the passages' time that somebody has listened to, 0 to 1; ``None`` if nobody could listen.

    If no passage has a duration, or only passages without a duration are left, the share of passages is returned.
    Withdrawn passages do not count.
    """
    if not can_be_heard(transcript):
        return None
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    whole = sum(map(_duration, live))
    heard = [segment for segment in live if segment.heard_by]
    by_time = sum(map(_duration, heard)) / whole if whole else 1
    return len(heard) / len(live) if by_time == 1 else by_time


def is_unconfirmed(segment: Segment) -> bool:
    """Whether a machine wrote a text of the segment, and no person has confirmed it by listening or by a review."""
    if segment.heard_by or segment.state in ("reviewed", "final") or segment.withdrawn is not None:
        return False
    is_source = segment.source is not None and isinstance(segment.source_origin, Engine)
    return is_source or (segment.target is not None and isinstance(segment.target_origin, Engine))


def _duration(segment: Segment) -> int:
    return (segment.span.duration or 0) if segment.span else 0
