"""Read the values of a draft's options: languages, a range, a number of speakers."""

from __future__ import annotations

from dragoman.errors import SettingsError
from dragoman.transcript.span import Span, parse_clock
from dragoman.transcript.tags import find_tag, language_name, suggest_tags

__all__ = ["read_language", "read_languages", "read_range", "read_speakers"]


def read_languages(option: str, value: str | None) -> tuple[str, ...]:
    """The tags of languages separated by commas; empty for ``None``.

    :raises SettingsError: if a language is unknown
    """
    return tuple(tag for each in (value or "").split(",") if each.strip() and (tag := read_language(option, each)))


def read_language(option: str, value: str | None) -> str | None:
    """The tag of a language, given as a tag or as its English name.

    :raises SettingsError: if the language is unknown
    """
    if value is None:
        return None
    tag, meant = find_tag(value), suggest_tags(value)
    # A tag without a name may still be that of a language; one that is a country's code is not.
    if tag is None or (meant and len(tag) == 2):
        names = " or ".join(f"{each} ({language_name(each)})" for each in meant)
        fix = f"did you mean {names}?" if meant else "use a tag such as fa, or Persian"
        raise SettingsError(option, value, "is not a known language", fix)
    return tag


def read_speakers(value: str) -> int | None:
    """The number of speakers: ``None`` to detect it, 0 not to distinguish speakers.

    :raises SettingsError: if the value is not valid
    """
    if value in ("auto", "none"):
        return None if value == "auto" else 0
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 50:
        raise SettingsError("--speakers", value, "is neither auto, none nor a number from 1 to 50")
    return int(value)


def read_range(value: str | None) -> Span | None:
    """A range such as ``1:02:10-1:21:40``; either end may be left out.

    :raises SettingsError: if the value is not a range
    """
    if value is None:
        return None
    start, dash, end = value.replace("–", "-").partition("-")
    try:
        span = Span(parse_clock(start or "0"), parse_clock(end) if end else None)
    except ValueError as error:
        raise SettingsError("--range", value, f"is not a range ({error})", "use one such as 1:02:10-1:21:40") from None
    if not dash or span.duration == 0:
        raise SettingsError("--range", value, "is not a range", "use one such as 1:02:10-1:21:40")
    return span
