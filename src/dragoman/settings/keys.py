"""The settings of ``dragoman.toml``: one row each in ``SETTINGS``, with the check of its value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import msgspec

from dragoman.conventions.profiles import PROFILES
from dragoman.locale import INTERFACES
from dragoman.transcript.tags import find_tag

__all__ = ["HANDLE", "PROFILES", "SETTINGS", "Setting", "split_addresses"]

# A regular expression for handles.
HANDLE = r"[^/\\@:\s]{1,64}"


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: its key in the file, its field in Settings, its option on the command line.

    The environment variable is ``DRAGOMAN_`` and the option in capitals. ``check`` returns the value to use, or raises
    ValueError with a fault and a fix.
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
    if re.fullmatch(HANDLE, _line(value)) is None:
        raise ValueError("is not a valid handle; use one word without / \\ @ or :, such as ana")
    return value


def _language(value: str) -> str:
    tag = find_tag(value)
    if tag is None:
        raise ValueError('is not a known language; use a tag such as "fa", or a name such as "Persian"')
    return tag


def _profile(value: str) -> str:
    if value not in PROFILES:
        raise ValueError(f"is not a bracket profile; use one of {', '.join(PROFILES)}")
    return value


def _web(value: str) -> str:
    if re.fullmatch(r"https?://[^\s/@]+(/\S*)?", _line(value)) is None:
        raise ValueError("is not the address of a site; begin it with https://")
    return value


def _interface(value: str) -> str:
    tag = find_tag(value)
    if tag not in INTERFACES:
        raise ValueError(f"is not a language that the pages support; use one of {', '.join(INTERFACES)}")
    return tag


def _contact(value: str) -> str:
    if re.fullmatch(r"(mailto:)?[^\s@:/]+@[^\s@:/]+|https?://[^\s/@]+(/\S*)?", _line(value)) is None:
        raise ValueError("is not an address; use an e-mail address, or one that begins with https://")
    return value


def _addresses(value: str) -> str:
    if not all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", one) for one in split_addresses(_line(value))):
        raise ValueError("is not a list of addresses; write the names of their folders, separated by commas")
    return value


def split_addresses(value: str) -> tuple[str, ...]:
    """The slugs of interviews in a setting: ``"bees, potter"``."""
    return tuple(one for one in re.split(r"[,\s]+", value) if one)


def _one_of(*values: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in values:
            raise ValueError(f"is not one of the choices; use one of {', '.join(values)}")
        return value

    return check


def _words(value: str) -> str:
    # Imported here: most commands read the settings, but only few check a document.
    from dragoman.checks.form.style_guide import read_words

    read_words(_line(value))
    return value


def _weights(value: str) -> str:
    from dragoman.checks.listening_order import read_weights

    read_weights(_line(value))
    return value


SETTINGS = (
    Setting(
        key="desk.name",
        field="name",
        option="name",
        check=_line,
        says="The publisher's name, as readers see it.",
        example="The Example Desk",
    ),
    Setting(
        key="desk.handle",
        field="handle",
        option="handle",
        check=_handle,
        says="The name that signs your edits in the history; choose one that is not your login.",
        example="ana",
    ),
    Setting(
        key="desk.person",
        field="person",
        option="person",
        check=_line,
        says="Your name, as readers see it (default: the handle).",
        example="Ana Ruiz",
    ),
    Setting(
        key="languages.from",
        field="source_language",
        option="from",
        check=_language,
        says="The language that is spoken (default: found by the model).",
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
        says="The publisher's bracket convention, for reading and writing (default: guessed when reading).",
        example="dragoman",
    ),
    Setting(
        key="style.glossary",
        field="glossary",
        option="glossary",
        check=_line,
        says="The file of names and terms with their renderings; a path from this file's folder.",
        example="glossary.csv",
    ),
    Setting(
        key="style.quotes",
        field="quotes",
        option="quotes",
        check=_one_of("curly", "single", "low", "low-high", "guillemets", "inward", "straight"),
        says="The quotation marks of your translations.",
        example="curly",
    ),
    Setting(
        key="style.dash",
        field="dash",
        option="dash",
        check=_one_of("em", "em-spaced", "en-spaced"),
        says="The dash between words.",
        example="em",
    ),
    Setting(
        key="style.ellipsis",
        field="ellipsis",
        option="ellipsis",
        check=_one_of("sign", "dots", "spaced"),
        says="Three dots: one character, or three.",
        example="sign",
    ),
    Setting(
        key="style.percent",
        field="percent",
        option="percent",
        check=_one_of("sign", "sign-spaced", "word", "two-words"),
        says="Percentages: a sign or a word.",
        example="word",
    ),
    Setting(
        key="style.numbers",
        field="numbers",
        option="numbers",
        check=_one_of("words-to-nine", "words-to-ten", "words-to-twelve", "words-to-hundred", "figures"),
        says="Numbers in words or in figures.",
        example="words-to-nine",
    ),
    Setting(
        key="style.dates",
        field="dates",
        option="dates",
        check=_one_of("day-first", "month-first", "iso"),
        says="How dates are written.",
        example="day-first",
    ),
    Setting(
        key="style.titles",
        field="titles",
        option="titles",
        check=_one_of("stop", "no-stop"),
        says="Mr. and Dr. with a full stop, or Mr and Dr without.",
        example="no-stop",
    ),
    Setting(
        key="style.colon",
        field="colon",
        option="colon",
        check=_one_of("capital", "small"),
        says="Upper or lower case after a colon.",
        example="small",
    ),
    Setting(
        key="style.spaces",
        field="spaces",
        option="spaces",
        check=_one_of("single"),
        says="Whether two spaces in a row are an error.",
        example="single",
    ),
    Setting(
        key="style.avoid",
        field="avoid",
        option="avoid",
        check=_words,
        says="Words to avoid, each with the word to use instead.",
        example="regime: government; martyr",
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
        says="Why you may use the recordings, such as the speakers' consent.",
        example="with the speaker's consent",
    ),
    Setting(
        key="risk.weights",
        field="weights",
        option="weights",
        check=_weights,
        says="The weights of the order of listening.",
        example="number 1, name 0.5",
    ),
    Setting(
        key="site.address",
        field="site",
        option="site",
        check=_web,
        says="The address at which your pages are published.",
        example="https://example.org/interviews",
    ),
    Setting(
        key="site.support",
        field="support",
        option="support",
        check=_line,
        says="A line at the foot of every page that says how readers can support you.",
        example="Made by volunteers: https://example.org/support",
    ),
    Setting(
        key="site.about",
        field="about",
        option="about",
        check=_web,
        says="The address of your own page, which says who you are; every page leads to it.",
        example="https://example.org/who-we-are",
    ),
    Setting(
        key="site.takedown",
        field="takedown",
        option="takedown",
        check=_contact,
        says="The address for corrections and requests to take something down.",
        example="takedown@example.org",
    ),
    Setting(
        key="site.featured",
        field="featured",
        option="featured",
        check=_addresses,
        says="The interviews that the first page puts before the others, by their addresses.",
        example="bees, potter",
    ),
    Setting(
        key="site.interface",
        field="interface",
        option="interface",
        check=_interface,
        says="The language of the site's own words (default: that of each translation, where there is a catalogue).",
        example="fa",
    ),
)
