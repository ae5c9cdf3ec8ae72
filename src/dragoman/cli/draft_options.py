"""What is asked of a draft: the command line, and the desk's habits where that says nothing."""

from __future__ import annotations

import argparse

from dragoman.engines.model_quality import choose_model
from dragoman.engines.models import DEFAULT_MODEL, find_here, find_memory
from dragoman.errors import SettingsError
from dragoman.pipeline import DraftOptions
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.span import Span, parse_clock
from dragoman.transcript.tags import find_tag, language_name, suggest_tags

__all__ = ["find_spoken", "read_options"]


def find_spoken(options: argparse.Namespace, settings: Settings) -> tuple[str, ...]:
    """The tags of the languages that are said to be spoken.

    :raises SettingsError: for what is no language
    """
    asked = (options.source or settings.source_language or "").split(",")
    return tuple(tag for each in asked if each.strip() and (tag := _language("--from", each)))


def read_options(options: argparse.Namespace, settings: Settings, spoken: tuple[str, ...]) -> DraftOptions:
    """What is to be drafted, and how. Without a model's name the best that is here and fits the machine is taken.

    :raises SettingsError: for a value that makes no sense
    """
    target = _language("--to", options.target) or settings.target_language or "en"
    return DraftOptions(
        source=spoken[0] if len(spoken) == 1 else None,
        among=spoken if len(spoken) > 1 else (),
        target=target,
        model=options.model or _best_here(spoken, target),
        device=options.device,
        speakers=_speakers(options.speakers),
        channels_are_speakers=options.channels_are_speakers,
        covers=_range(options.covers),
    )


def _best_here(spoken: tuple[str, ...], target: str) -> str:
    translate = (target,) != spoken
    return choose_model(find_here(), spoken, translate=translate, memory=find_memory()) or DEFAULT_MODEL


def _language(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    tag, meant = find_tag(value), suggest_tags(value)
    # A tag without a name may be that of a language all the same; one that is a country's is none.
    if tag is None or (meant and len(tag) == 2):
        names = " or ".join(f"{each} ({language_name(each)})" for each in meant)
        mend = f"did you mean {names}?" if meant else "use a tag such as fa, or Persian"
        raise SettingsError(option, value, "is no language that is known here", mend)
    return tag


def _speakers(value: str) -> int | None:
    if value in ("auto", "none"):
        return None if value == "auto" else 0
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 50:
        raise SettingsError("--speakers", value, "is neither auto, none nor a number from 1 to 50")
    return int(value)


def _range(value: str | None) -> Span | None:
    if value is None:
        return None
    start, dash, end = value.replace("–", "-").partition("-")
    try:
        span = Span(parse_clock(start or "0"), parse_clock(end) if end else None)
    except ValueError as error:
        raise SettingsError("--range", value, f"is no range ({error})", "use one such as 1:02:10-1:21:40") from None
    if not dash or span.duration == 0:
        raise SettingsError("--range", value, "is no range", "use one such as 1:02:10-1:21:40")
    return span
