"""What every format has in common: what it takes, what it gives back."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.conventions.brackets import Sign
from dragoman.conventions.profiles import DEFAULT, Profile, find_profile
from dragoman.problems import Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import SideChoice

__all__ = ["Imported", "ReadOptions", "WriteOptions", "Written"]


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to read a document. A format looks only at what it needs.

    ``path`` names the file in faults; ``language`` and ``target_language`` are the BCP 47 tags of the original and of
    the translation, whatever the file says of itself; ``side`` is which of the two a file in one language holds, and
    ``side_is_stated`` whether somebody said so; ``recording`` is the name of the recording wanted, where a file holds
    several; ``encoding`` is the file's, where it is to be neither found nor guessed.

    ``profile`` says what brackets mean (``None``: that of a published page is guessed; elsewhere known sounds are
    recognised, and all else stays as typed); ``labels`` whether ``Name:`` before the words is the speaker;
    ``fix_punctuation`` whether punctuation that somebody put at the wrong end of right-to-left lines by hand goes
    back to where it belongs.
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
    """How to write a document. A format looks only at what it has a place for.

    ``side`` is the text wanted; ``media`` the address of the sound as the written file will see it; ``address`` is
    where the written page is to be found; ``banner`` is a line that says what the file is (a draft), where the format
    shows one; ``profile`` names the publisher whose brackets readers are to see, where the format shows any;
    ``revision`` is the one that the document stands at, where the file can be edited and taken back in.

    :raises SettingsError: for a profile that is not known
    """

    side: SideChoice = "both"
    media: str | None = None
    address: str | None = None
    banner: str | None = None
    profile: str | None = None
    revision: str | None = None

    def __post_init__(self) -> None:
        """Refuse a profile that is not known before anything is written."""
        find_profile(self.profile or DEFAULT)

    @property
    def convention(self) -> Profile:
        """The profile that is named; that of the notation where none is."""
        return find_profile(self.profile or DEFAULT)


class Written(msgspec.Struct, frozen=True):
    """A file's content, and what could not be kept in it."""

    content: bytes
    problems: tuple[Problem, ...] = ()


class Imported(msgspec.Struct, frozen=True):
    """A document read from a file, and what could not be read.

    ``brackets`` are those of a published page as they were read, by ``profile``; other formats do not tell them.
    ``side`` is which of the two a file in one language says itself that it holds; ``None`` where it does not say.
    ``revision`` is the one that an interview, or a page of it, stands at.
    """

    transcript: Transcript
    problems: tuple[Problem, ...] = ()
    brackets: tuple[Sign, ...] = ()
    profile: str | None = None
    side: Literal["source", "target"] | None = None
    revision: str | None = None
