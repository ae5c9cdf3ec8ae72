"""The bracket profile of an interview in the desk: what is typed into its fields, and how marks look there.

A window says with each request which profile its fields are written in, because the settings may have changed since it
was opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest

from dragoman.conventions.field_text import STATED, write_frame
from dragoman.conventions.profiles import DEFAULT, NOTATION, PROFILES, Profile
from dragoman.conventions.readings import AsTyped, Bracket, BracketKind, Words
from dragoman.conventions.remarks import REMARKS
from dragoman.desk.configuration import read_settings
from dragoman.settings.dragoman_toml import find_settings, load_settings
from dragoman.transcript.text import Gap, Supplied, Unclear, mark_name

__all__ = ["describe_profile", "find_interview_profile", "find_window_profile"]

_HEADER = "X-Brackets"
# Words that no profile takes for a sound, a remark or a gap.
_ORDINARY = "to her"


def find_interview_profile(path: Path) -> str:
    """The name of the profile in the settings of an interview's folder, else in those of the desk; without one, the
    notation's.

    :raises SettingsError: if a settings file is not valid
    """
    settings = load_settings(start=path) if find_settings(path) else read_settings()
    return settings.profile or DEFAULT


def find_window_profile(request: HttpRequest) -> Profile:
    """The profile that the texts of a window are written in."""
    return PROFILES.get(request.headers.get(_HEADER, DEFAULT), NOTATION)


def describe_profile(name: str) -> dict[str, Any]:
    """A profile for the grid: its name and title, what is typed for each mark, and what each kind of bracket means.

    ``kinds`` are the kinds of marks for the colours of a field, and ``alone`` those of brackets that are all of a text;
    ``None`` for brackets that stay as typed. ``remarks`` are contents of brackets that have their own meaning.
    """
    profile = PROFILES[name]
    kinds: tuple[BracketKind, ...] = ("( )", "(( ))", "[ ]", "{ }")
    return {
        "name": name,
        "title": profile.title,
        "is_notation": profile is NOTATION,
        "says": [*profile.says.items()],
        "kinds": {kind: _find_kind(kind, profile) for kind in kinds},
        "alone": {kind: _find_kind(kind, profile, alone=True) for kind in kinds},
        "remarks": [] if profile is NOTATION else sorted(REMARKS),
        "stated": STATED[0].strip() if profile is not NOTATION else None,
        "marks": {
            "supplied": write_frame(Supplied, profile),
            "unclear": write_frame(Unclear, profile),
            "gap": write_frame(Gap, profile),
        },
    }


def _find_kind(kind: BracketKind, profile: Profile, *, alone: bool = False) -> str | None:
    """The kind of mark that a pair of brackets with ordinary words is."""
    if profile is NOTATION:
        return {"( )": "supplied", "(( ))": "supplied", "[ ]": "mark"}.get(kind)
    edge = "" if alone else " "
    read = profile.read(
        Bracket(kind=kind, content=_ORDINARY, before=edge, after=edge, alone=alone, opens=alone, between=alone)
    )
    if read is None or isinstance(read, AsTyped):
        return None
    name = mark_name(read.kind) if isinstance(read, Words) else "mark"
    return name if name in ("supplied", "unclear", "note") else "mark"
