"""The options and results that all formats share."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.conventions.brackets import Sign
from dragoman.conventions.profiles import DEFAULT, Profile, find_profile
from dragoman.errors import Fix
from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.sides import SideChoice

__all__ = ["NAME_FORMAT", "Imported", "ReadOptions", "WriteOptions", "Written"]

NAME_FORMAT = Fix("name the format that it is in", "convert", ("FILE",), {"read_as": "FORMAT"})
"""What to do about a file that was detected wrongly, or not at all."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read a document. A format uses only the options that it needs.

    ``path`` names the file in errors; ``language`` and ``target_language`` are the BCP 47 tags of the original and of
    the translation, whatever the file says; ``side`` is which of the two a file in one language contains, and
    ``side_is_stated`` whether the user said so; ``recording`` is the name of the recording to read, if a file has
    several; ``encoding`` is the file's, if it should not be detected.

    ``profile`` determines what brackets mean (``None``: guess the profile of a published page; elsewhere, recognize
    known sounds and leave everything else as typed); ``labels`` says whether ``Name:`` before the words is the speaker;
    ``fix_punctuation`` says whether to move punctuation that was put at the wrong end of right-to-left lines by hand.

    A reader raises :class:`SettingsError` if ``encoding`` or ``profile`` is unknown.
    """

    path: str = "the text"
    language: str | None = None
    target_language: str | None = None
    side: Literal["source", "target"] = "source"
    side_is_stated: bool = False
    recording: str | None = None
    encoding: str | None = None
    profile: str | None = None
    labels: bool = True
    fix_punctuation: bool = False


class WriteOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to write a document. A format uses only the options that it has a place for.

    ``side`` is the text wanted; ``media`` the address of the sound as seen from the written file; ``address`` the
    address of the written page; ``banner`` a line that says what the file is (a draft), if the format shows one;
    ``profile`` names the publisher whose brackets readers see, if the format shows any; ``revision`` is the document's,
    if the file can be edited and applied again; ``drafted_by`` are the engines that wrote a draft of the texts;
    ``transcribers`` are the people who wrote originals and did not only correct them, ``None`` if that is not known.

    :raises SettingsError: if the profile is unknown
    """

    side: SideChoice = "both"
    media: str | None = None
    address: str | None = None
    banner: str | None = None
    profile: str | None = None
    revision: str | None = None
    drafted_by: tuple[Engine, ...] = ()
    transcribers: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        """Reject an unknown profile before anything is written."""
        find_profile(self.profile or DEFAULT)

    @property
    def convention(self) -> Profile:
        """The named profile, or the notation's if none is named."""
        return find_profile(self.profile or DEFAULT)


class Written(msgspec.Struct, frozen=True):
    """A file's content, and what could not be kept in it."""

    content: bytes
    problems: tuple[Problem, ...] = ()


class Imported(msgspec.Struct, frozen=True):
    """A document read from a file, and the problems found.

    ``brackets`` are those of a published page as they were read, by ``profile``; other formats leave them empty.
    ``side`` is which of the two a file in one language says that it contains; ``None`` if it does not say. ``revision``
    is the revision that an interview's page was made from, if known.
    """

    transcript: Transcript
    problems: tuple[Problem, ...] = ()
    brackets: tuple[Sign, ...] = ()
    profile: str | None = None
    side: Literal["source", "target"] | None = None
    revision: str | None = None
