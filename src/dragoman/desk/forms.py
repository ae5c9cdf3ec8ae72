"""Forms of an interview: the revision they were made from, and their results."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict

from dragoman.desk.interviews import OpenInterview
from dragoman.desk.rows import find_title
from dragoman.errors import EditError
from dragoman.folder import Committed
from dragoman.transcript.merge import ConflictError
from dragoman.workflows.form_edits import FormBase

__all__ = ["find_base", "find_conflicts", "find_context", "find_parts", "find_text", "say_what_was_done"]

_LONGEST = 20_000


def find_context(interview: OpenInterview) -> dict[str, Any]:
    """The context of every page of an interview: its title, and the revision that its forms are made from."""
    session = interview.session
    return {
        "key": interview.key,
        "interview_title": find_title(session, interview.key),
        "head": session.head,
        "epoch": session.epoch,
    }


def find_base(said: Mapping[str, str]) -> FormBase:
    """The revision that a form was made from."""
    epoch = said.get("epoch", "")
    return FormBase(said.get("head", ""), int(epoch) if epoch.isdecimal() and len(epoch) < 10 else -1)


def find_text(said: Mapping[str, str], name: str) -> str | None:
    """The text typed into a field; ``None`` if it is empty."""
    return said.get(name, "")[:_LONGEST].replace("\r\n", "\n").strip() or None


def find_parts(said: QueryDict, names: Collection[str]) -> tuple[dict[str, str], ...]:
    """The parts of a form that has the same fields for several things, in order. A field that no part has is empty.

    :raises EditError: if some parts lack a field that others have
    """
    lists = {name: said.getlist(name) for name in names}
    number = max(map(len, lists.values()))
    if any(len(values) not in (0, number) for values in lists.values()):
        raise EditError("form", "is not whole; load the page again")
    return tuple({name: values[place] if values else "" for name, values in lists.items()} for place in range(number))


def find_conflicts(error: ConflictError, subject: str | None = None) -> dict[str, str]:
    """Maps fields to the values that somebody else has entered meanwhile.

    :param subject: only of this thing, such as ``speaker:S1``
    """
    own = (one for one in error.conflicts if subject in (None, one.subject))
    return {one.field: "nothing" if one.theirs in (None, "", []) else _say(one.theirs) for one in own}


def _say(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def say_what_was_done(request: HttpRequest, committed: Committed, what: str) -> None:
    """Tell the next page what was done, with the id for undoing it."""
    if committed.revisions:
        messages.success(request, what, extra_tags=committed.revisions[0].group)
    else:
        messages.info(request, "Nothing was changed.")
