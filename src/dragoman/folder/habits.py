"""Every habit that a desk can state in ``dragoman.toml``: a row in ``SETTINGS``, with the check of its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import msgspec

from dragoman.notation.profiles import PROFILES
from dragoman.transcript.tags import find_tag

__all__ = ["PROFILES", "SETTINGS", "Setting"]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: its key in the file, its field in Settings, its option on the command line.

    The environment knows it as ``DRAGOMAN_`` and the option in capitals. ``check`` gives the value that counts or
    raises ValueError with a fault and a mend.
    """

    key: str
    field: str
    option: str
    check: Callable[[str], str]
    says: str
    example: str


def _line(value: str) -> str:
    if len(value) > 500 or any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in value):
        raise ValueError("is not one line of text; shorten it to one line")
    return value


def _handle(value: str) -> str:
    if re.fullmatch(r"[^/\\@:\s]{1,64}", _line(value)) is None:
        raise ValueError("is no handle; use one word without / \\ @ or :, such as ana")
    return value


def _language(value: str) -> str:
    tag = find_tag(value)
    if tag is None:
        raise ValueError('is no language that is known here; use a tag such as "fa", or a name such as "Persian"')
    return tag


def _profile(value: str) -> str:
    if value not in PROFILES:
        raise ValueError(f"is no bracket profile; use one of {', '.join(PROFILES)}")
    return value


def _web(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/@]+(/\S*)?", _line(value)) is None:
        raise ValueError("is no address of a site; begin it with https://")
    return value


def _contact(value: str) -> str:
    if re.fullmatch(r"(mailto:)?[^\s@:/]+@[^\s@:/]+|https?://[^\s/@]+(/\S*)?", _line(value)) is None:
        raise ValueError("is no address; use an e-mail address or one that begins with https://")
    return value


SETTINGS = (
    Setting(
        key="desk.name",
        field="name",
        option="name",
        check=_line,
        says="The name of the desk, as readers see it.",
        example="The Example Desk",
    ),
    Setting(
        key="desk.handle",
        field="handle",
        option="handle",
        check=_handle,
        says="How you sign your edits in the history: a handle that you choose, not your login.",
        example="ana",
    ),
    Setting(
        key="languages.from",
        field="source_language",
        option="from",
        check=_language,
        says="The language that is spoken; without one, it is found out.",
        example="es",
    ),
    Setting(
        key="languages.to",
        field="target_language",
        option="to",
        check=_language,
        says="The language to translate into.",
        example="en",
    ),
    Setting(
        key="style.profile",
        field="profile",
        option="profile",
        check=_profile,
        says="The house's brackets.",
        example="dragoman",
    ),
    Setting(
        key="style.glossary",
        field="glossary",
        option="glossary",
        check=_line,
        says="Names and terms with their renderings; a path from this file's folder.",
        example="glossary.csv",
    ),
    Setting(
        key="rights.licence",
        field="licence",
        option="licence",
        check=_line,
        says="The licence of your translations.",
        example="CC-BY-4.0",
    ),
    Setting(
        key="rights.holder",
        field="rights_holder",
        option="rights-holder",
        check=_line,
        says="Who holds the rights in the recordings.",
        example="Example Radio",
    ),
    Setting(
        key="rights.ground",
        field="ground_for_use",
        option="ground",
        check=_line,
        says="On what ground you use them.",
        example="with the speaker's consent",
    ),
    Setting(
        key="site.address",
        field="site",
        option="site",
        check=_web,
        says="Where your pages are published.",
        example="https://example.org/interviews",
    ),
    Setting(
        key="site.support",
        field="support",
        option="support",
        check=_line,
        says="A line at the foot of every page that says how readers can support the desk.",
        example="Made by volunteers: https://example.org/support",
    ),
    Setting(
        key="site.takedown",
        field="takedown",
        option="takedown",
        check=_contact,
        says="Where people can ask for something to be taken down.",
        example="takedown@example.org",
    ),
)
