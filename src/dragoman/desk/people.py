"""The person who sends a request: the account that is logged in, or the only person of a desk without accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from dragoman.desk.configuration import options
from dragoman.desk.logins import find_login
from dragoman.desk.roles import ROLES, Action, Role
from dragoman.settings.dragoman_toml import person
from dragoman.transcript.document import Person

__all__ = ["DeskPerson", "FindPerson", "NotLoggedInError", "in_templates", "permit"]


class DeskPerson(msgspec.Struct, frozen=True):
    """A person at the desk: their signature and their role."""

    handle: str
    role: Role

    @property
    def author(self) -> Person:
        """The author of their edits."""
        return Person(handle=self.handle)

    def may(self, action: Action) -> bool:
        """Whether they may do this."""
        return action in ROLES[self.role]


class NotLoggedInError(PermissionDenied):
    """Nobody is logged in, and the desk has accounts."""


class FindPerson:
    """Middleware that sets the person of every request; ``None`` if nobody is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the person, and go on."""
        request.person = _find(request)  # type: ignore[attr-defined]
        return self._get_response(request)


def _find(request: HttpRequest) -> DeskPerson | None:
    desk = options()
    if not desk.accounts:
        return DeskPerson(person(desk.settings).handle, Role.OWNER)
    found = find_login(request.session)
    return DeskPerson(found[0], Role(found[1])) if found else None


def permit(request: HttpRequest, action: Action) -> DeskPerson:
    """The person who sent the request, if they may do this. The first line of every view.

    :raises NotLoggedInError: if nobody is logged in
    :raises PermissionDenied: if their role does not allow it
    """
    found: DeskPerson | None = request.person  # type: ignore[attr-defined]
    if found is None:
        raise NotLoggedInError
    if not found.may(action):
        raise PermissionDenied(f"a {found.role} may not {action}")
    return found


def in_templates(request: HttpRequest) -> dict[str, Any]:
    """The context for every template."""
    found: DeskPerson | None = getattr(request, "person", None)
    may = {action.value: found is not None and found.may(action) for action in Action}
    return {"person": found, "may": may, "accounts": settings.DESK.accounts}
