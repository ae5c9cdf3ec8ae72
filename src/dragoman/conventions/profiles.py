"""Conventions for brackets: what each kind means when a text is read, and what is typed when it is written.

A profile is a row of ``PROFILES``. The document stores the meaning; a profile describes how a publisher writes it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from dragoman.conventions import readings
from dragoman.conventions.readings import Bracket, BracketKind, Read, Reading, ask
from dragoman.errors import SettingsError
from dragoman.transcript.text import Phonetic, Supplied, Unclear

__all__ = ["DEFAULT", "NOTATION", "PROFILES", "Profile", "find_profile"]

DEFAULT = "dragoman"


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table. ``readings`` are tried in order; a kind of bracket without readings stays as typed.

    ``says`` describes, for each kind of bracket, its meaning if no special reading applies. ``frames``, ``events`` and
    ``lost`` are what the publisher types around a mark, around an event, and for inaudible words, if it differs from
    the notation.
    """

    title: str
    readings: Mapping[BracketKind, tuple[Reading, ...]]
    says: Mapping[BracketKind, str]
    frames: Mapping[type, tuple[str, str]] = {}
    events: tuple[str, str] = ("[", "]")
    lost: str = "[inaudible]"

    def read(self, bracket: Bracket) -> Read | None:
        """The meaning of a bracket in this profile; ``None`` if it has none."""
        return ask(bracket, self.readings.get(bracket.kind, ()))


_GAPS = (readings.lost, readings.paused)
_SAID_OF_WORDS = (readings.doubted, readings.phonetic, readings.slip)
_ASIDE = readings.kept("an aside")

_SQUARE = (
    readings.doubled,
    readings.timed,
    readings.explained,
    *_GAPS,
    readings.sound,
    readings.sound_at,
    readings.capitals,
    *_SAID_OF_WORDS,
    readings.omitted,
    readings.noted,
    readings.remark,
    readings.reference,
    readings.guessed_at,
    readings.sentence,
)
_ROUND = (
    readings.timed,
    readings.part_of_word,
    readings.dots,
    *_GAPS,
    readings.sound_between_sentences,
    readings.sound_at,
    readings.doubted,
    readings.remark,
    readings.noted,
    readings.sentence,
)
_BRACES = (*_GAPS, readings.sound, readings.kept("braces"))

PROFILES: dict[str, Profile] = {
    "dragoman": Profile(
        title="round brackets for what the translator supplied, as in the notation",
        readings={
            "( )": (*_ROUND, readings.reference, readings.every_supplied),
            "(( ))": (*_GAPS, readings.every_event),
            "[ ]": (readings.timed, readings.known_in_notation, *_SQUARE, readings.scene),
            "{ }": _BRACES,
        },
        says={"( )": "supplied by the translator", "[ ]": "the marks of the notation; others stay as typed"},
    ),
    "square": Profile(
        title="square brackets for what was supplied, as in monitoring services and oral history",
        readings={
            "( )": (*_ROUND, _ASIDE),
            "(( ))": (*_GAPS, readings.every_event),
            "[ ]": (readings.timed, readings.written_by_us, *_SQUARE, readings.scene, readings.every_supplied),
            "{ }": _BRACES,
        },
        says={"( )": "sounds and remarks; the speaker’s own asides stay as typed", "[ ]": "supplied by the translator"},
        frames={Supplied: ("[", "]")},
    ),
    "wai": Profile(
        title="round brackets for sounds, as in captions",
        readings={
            "( )": (
                readings.timed,
                readings.part_of_word,
                readings.dots,
                *_GAPS,
                readings.doubted,
                readings.asked,
                readings.remark,
                readings.every_event,
            ),
            "(( ))": (*_GAPS, readings.every_event),
            "[ ]": (readings.timed, readings.written_by_us, *_SQUARE, readings.every_supplied),
            "{ }": _BRACES,
        },
        says={"( )": "sounds", "[ ]": "supplied by the translator, left out, or unintelligible"},
        frames={Supplied: ("[", "]")},
        events=("(", ")"),
        lost="[unintelligible]",
    ),
    "gat": Profile(
        title="round brackets for doubtful words, as analysts of talk type them (GAT 2, Jefferson)",
        readings={
            "( )": (readings.nothing, readings.measured, readings.timed, *_GAPS, readings.every_unclear),
            "(( ))": (readings.nothing, *_GAPS, readings.sound, readings.every_event),
            "[ ]": (
                readings.timed,
                readings.written_by_us,
                *_GAPS,
                readings.sound,
                *_SAID_OF_WORDS,
                readings.omitted,
                readings.noted,
                readings.kept("overlapping words"),
            ),
            "{ }": (*_GAPS, readings.sound, readings.every_supplied),
        },
        says={
            "( )": "doubtful words, and measured pauses",
            "(( ))": "sounds and comments",
            "[ ]": "overlapping words, which stay as typed",
            "{ }": "supplied by the translator",
        },
        frames={Supplied: ("{", "}"), Unclear: ("(", ")")},
        events=("((", "))"),
        lost="(( ))",
    ),
    "exmaralda": Profile(
        title="round brackets for doubtful words, square for events, braces for comments (simple EXMARaLDA)",
        readings={
            "( )": (readings.nothing, readings.measured, readings.timed, *_GAPS, readings.every_unclear),
            "(( ))": (readings.nothing, *_GAPS, readings.every_event),
            "[ ]": (
                readings.timed,
                readings.written_by_us,
                *_GAPS,
                *_SAID_OF_WORDS,
                readings.omitted,
                readings.noted,
                readings.every_event,
            ),
            "{ }": (readings.stated_supplied, readings.every_note),
        },
        says={
            "( )": "doubtful words, and measured pauses",
            "(( ))": "events, and what could not be understood",
            "[ ]": "events",
            "{ }": "comments, and what the translator supplied",
        },
        frames={Supplied: ("{supplied: ", "}"), Unclear: ("(", ")")},
        lost="(( ))",
    ),
    "court": Profile(
        title="capitals in square brackets, as court interpreters type them: [UI], [PH], [OV]",
        readings={
            "( )": (*_ROUND, _ASIDE),
            "(( ))": (*_GAPS, readings.every_event),
            "[ ]": (
                readings.timed,
                readings.overlapping,
                readings.stated_supplied,
                readings.written_by_us,
                *_SQUARE,
                readings.scene,
                readings.every_note,
            ),
            "{ }": _BRACES,
        },
        says={"( )": "sounds and remarks; asides stay as typed", "[ ]": "what the reporter notes"},
        frames={Supplied: ("[supplied: ", "]"), Phonetic: ("", " [PH]")},
        lost="[UI]",
    ),
}


NOTATION = PROFILES[DEFAULT]


def find_profile(name: str) -> Profile:
    """The profile with this name.

    :raises SettingsError: if there is none
    """
    if name not in PROFILES:
        raise SettingsError("profile", name, "is not known", f"use one of {', '.join(PROFILES)}")
    return PROFILES[name]
