"""What share of an interview a person has heard against the recording, in words for whoever reads a file of it."""

from __future__ import annotations

from dragoman.locale import gettext as _
from dragoman.transcript.document import Transcript
from dragoman.transcript.hearing import share_heard

__all__ = ["heard_line", "heard_words"]


def heard_words(transcript: Transcript) -> str:
    """The share as words: never a per cent where there is no recording, and all only where it is all."""
    share = share_heard(transcript)
    if share is None:
        return _("Not possible: there is no recording")
    if share == 0:
        return _("Nothing yet")
    if share == 1:
        return _("All of it")
    return _("{share} % of the time of its passages").format(share=min(99, max(1, round(100 * share))))


def heard_line(transcript: Transcript) -> str:
    """The same as a sentence in English, for files that speak it."""
    words = heard_words(transcript)
    return f"Heard against the recording: {words[0].lower()}{words[1:]}."
