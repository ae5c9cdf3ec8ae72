"""The obstacles to a release, with the places where each can be removed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from django.urls import reverse

from dragoman.desk.fact_fields import field_id, find_label
from dragoman.press.release import find_missing_facts
from dragoman.problems import Problem

__all__ = ["Obstacle", "Place", "find_shown"]

_MOST_PLACES = 200


class Place(msgspec.Struct, frozen=True):
    """The address of a page, and what to do there."""

    address: str
    says: str


class Obstacle(msgspec.Struct, frozen=True):
    """A reason not to release, and the places where it can be removed.

    ``is_either`` says that one of the places is enough.
    """

    says: str
    places: tuple[Place, ...]
    is_either: bool = False


def find_shown(key: str, obstacles: Iterable[str], unsettled: Iterable[Problem]) -> tuple[Obstacle, ...]:
    """The obstacles with their places: passages in the grid for problems, fields of the facts for missing ones."""
    problems = tuple(unsettled)
    return tuple(
        Obstacle(says, tuple(_places(key, says, problems)), len(find_missing_facts(says)) > 1) for says in obstacles
    )


def _places(key: str, says: str, problems: tuple[Problem, ...]) -> Iterator[Place]:
    named = set(re.findall(r"[a-z-]+", says))
    own = [one for one in problems if one.severity != "note" and one.code in named]
    for one in own[:_MOST_PLACES]:
        row = f"#{one.where.segment}" if one.where.segment else ""
        yield Place(f"{reverse('grid', args=[key])}{row}", one.message)
    for name in find_missing_facts(says):
        yield Place(f"{reverse('facts', args=[key])}#{field_id(name)}", f"fill in “{find_label(name)}”")
