"""The names before passages: how a page writes them, and which speakers they mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dragoman.language.sentences import COMMAS, SENTENCE_ENDS
from dragoman.notation.lines import one_line
from dragoman.transcript.document import Speaker, display_name
from dragoman.transcript.ids import SpeakerIds

__all__ = ["Cast", "may_be_name", "written_names"]

_HINT = re.compile(r"(.*) \(([^()]*)\)", re.DOTALL)


def written_names(speakers: Sequence[Speaker]) -> dict[str, str]:
    """Speaker id -> the name that a page writes before the speaker's words.

    The id is added to a name that is ambiguous.
    """
    ids = {speaker.id for speaker in speakers}
    shared = Counter(display_name(speaker) for speaker in speakers)
    names: dict[str, str] = {}
    for speaker in speakers:
        name = display_name(speaker)
        hint = _HINT.fullmatch(name)
        confusing = shared[name] > 1 or (hint is not None and hint[2] in ids)
        names[speaker.id] = f"{name} ({speaker.id})" if confusing else name
    return names


def may_be_name(raw: str) -> bool:
    """Whether words before a colon look like a name and not like the beginning of a sentence."""
    words = raw.split()
    return (
        0 < len(words) <= (2 if raw[0].islower() else 5)
        and len(raw) <= 60
        and not any(character in _NOT_IN_NAMES for character in raw)
        and not any(len(word) > 4 and word.endswith(".") for word in words)
    )


_NOT_IN_NAMES = (SENTENCE_ENDS - {"."}) | COMMAS | frozenset('=|[]［］【】{}*"“”„«»\n')


class Cast:
    """The speakers of a page while it is read. Speakers that are not declared are added when they first occur."""

    def __init__(self, declared: Sequence[Speaker]) -> None:
        self.speakers = list(declared)
        self._ids = SpeakerIds(speaker.id for speaker in declared)
        self._written = {name: id_ for id_, name in written_names(declared).items()}
        self._others: dict[str, list[str]] = {}
        for speaker in declared:
            self._learn(speaker)

    def find(self, name: str) -> tuple[str, ...]:
        """The ids of the speakers that a name may mean; at most two are returned."""
        if name in self._written:
            return (self._written[name],)
        hint = _HINT.fullmatch(name)
        if hint and hint[2] in self._ids:
            return (hint[2],)
        return tuple(self._others.get(name.casefold(), ())[:2])

    def add(self, name: str) -> str:
        """Add a speaker with this label, and return the id."""
        speaker = Speaker(id=self._ids.mint(), label=name)
        self.speakers.append(speaker)
        self._learn(speaker)
        return speaker.id

    def _learn(self, speaker: Speaker) -> None:
        names = {one_line(name).casefold() for name in (speaker.id, speaker.label, speaker.name) if name}
        for name in names:
            self._others.setdefault(name, []).append(speaker.id)
