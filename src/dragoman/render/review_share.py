"""The share of an interview that a person has heard against the recording, in words for the readers of a file."""

from __future__ import annotations

from dragoman.locale import gettext as _
from dragoman.transcript.document import Transcript
from dragoman.transcript.hearing import share_heard

__all__ = ["heard_line", "heard_words"]


def heard_words(transcript: Transcript) -> str:
    """The share in words: no percentage without a recording, and "all" only if it is complete."""
    share = share_heard(transcript)
    if share is None:
        return _("Not possible: there is no recording")
    if share == 0:
        return _("Nothing yet")
    if share == 1:
        return _("All of it")
    return _("{share} % of the time of its passages").format(share=min(99, max(1, round(100 * share))))


def heard_line(transcript: Transcript) -> str:
    """The share as an English sentence, for files in English."""
    words = heard_words(transcript)
    return f"Heard against the recording: {words[0].lower()}{words[1:]}."
