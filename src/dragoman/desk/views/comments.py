"""Comments beside a passage: write, answer and resolve them."""

from __future__ import annotations

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from dragoman.desk.configuration import options
from dragoman.desk.interviews import interviews
from dragoman.desk.people import DeskPerson, permit
from dragoman.desk.roles import Action
from dragoman.desk.views.answers import as_json, read_body
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.comments import CommentOptions, ResolveOptions
from dragoman.workflows.comments import comment as write_comment
from dragoman.workflows.comments import resolve as resolve_thread

__all__ = ["comment", "resolve"]


class _Comment(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    segment: str
    words: str
    answers: str | None = None


class _Resolve(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    thread: str
    resolved: bool = True


@require_POST
def comment(request: HttpRequest, key: str) -> HttpResponse:
    """Write a comment on a passage, or an answer."""
    person = permit(request, Action.COMMENT)
    sent = read_body(request, _Comment)
    with interviews().open(key) as interview:
        wanted = CommentOptions(folder=interview.path, passage=sent.segment, words=sent.words, answers=sent.answers)
        thread = write_comment(settings=_signed(person), options=wanted)
    return as_json({"thread": thread.id})


@require_POST
def resolve(request: HttpRequest, key: str) -> HttpResponse:
    """Mark a thread as resolved, or as open again."""
    person = permit(request, Action.COMMENT)
    sent = read_body(request, _Resolve)
    with interviews().open(key) as interview:
        wanted = ResolveOptions(folder=interview.path, thread=sent.thread, resolved=sent.resolved)
        thread = resolve_thread(settings=_signed(person), options=wanted)
    return as_json({"thread": thread.id})


def _signed(person: DeskPerson) -> Settings:
    return msgspec.structs.replace(options().settings, handle=person.handle)
