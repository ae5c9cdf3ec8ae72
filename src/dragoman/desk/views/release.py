"""Release an edition: the obstacles, what is new, and a preview; then publish the site."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from msgspec.structs import replace

from dragoman.checks.coverage.confidential import find_confidential
from dragoman.desk.configuration import options, read_settings
from dragoman.desk.error_messages import tell
from dragoman.desk.forms import find_context, find_text
from dragoman.desk.headers import find_policy
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.jobs import add_job
from dragoman.desk.models import Job
from dragoman.desk.obstacles import find_shown
from dragoman.desk.people import DeskPerson, permit
from dragoman.desk.preview import Preview, find_preview, preview_sounds
from dragoman.desk.recordings import find_recording
from dragoman.desk.roles import Action
from dragoman.desk.views.files import send_file
from dragoman.desk.views.lists import find_jobs
from dragoman.errors import DragomanError, SettingsError
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems
from dragoman.press.changes import correction_id
from dragoman.press.media import find_sound
from dragoman.press.site_model import Media
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.edition import Edition
from dragoman.workflows.release import ReleaseOptions, ReleasePlan, UnchangedError, plan_release, release, with_answers

__all__ = ["make_release", "preview", "publish", "release_page", "site"]

_SITE = "site"
_PACKED = "application/gzip"
_LONGEST_NAME = 200


@require_safe
def release_page(request: HttpRequest, key: str) -> HttpResponse:
    """What the next edition would be."""
    person = permit(request, Action.RELEASE)
    return _show(request, key, person)


@require_POST
def make_release(request: HttpRequest, key: str) -> HttpResponse:
    """Release the document as the next edition."""
    person = permit(request, Action.RELEASE)
    said = request.POST
    settings = _find_settings(person)
    with interviews().open(key) as interview:
        path = interview.path
        if said.get("head") != interview.session.head:
            messages.error(request, "The interview has been changed since this page was made. Check it again.")
            return redirect("release", key)
        why = {name[4:]: text for name in said if name.startswith("why-") and (text := find_text(said, name))}
        thanks = {name[7:]: text for name in said if name.startswith("thanks-") and (text := find_text(said, name))}
        asked = ReleaseOptions(folder=path, note=find_text(said, "note"), why=why, thanks=thanks)
        try:
            asked = replace(asked, not_before=_read_moment(said))
            plan = plan_release(settings=settings, options=asked)
            asked = replace(asked, show=_read_names(plan, said))
            answers = {name: str(said[name]) for name in ("anyway", "slug") if said.get(name, "").strip()}
            asked = with_answers(asked, plan, {q.name: answers[q.name] for q in plan.questions if q.name in answers})
            done = release(settings=settings, options=asked)
        except UnchangedError as error:
            messages.info(request, _say_unchanged(error))
            return redirect("release", key)
        except DragomanError as error:
            messages.error(request, tell(error))
            return redirect("release", key)
    messages.success(request, _say_released(done.edition))
    return redirect("release", key)


def _read_moment(said: Mapping[str, str]) -> datetime | None:
    """The time, in UTC, before which nobody may see the edition.

    :raises SettingsError: if it is not a time
    """
    typed = said.get("not-before", "").strip()
    try:
        return datetime.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise SettingsError("not before", typed[:40], "is not a time", "write it as in 2026-05-01T06:00") from error


def _read_names(plan: ReleasePlan, said: Mapping[str, str]) -> dict[str, str]:
    """The names for readers that were changed, by handle."""
    typed = {one: said.get(f"show-{one.handle}") for one in plan.people}
    return {
        one.handle: name
        for one, value in typed.items()
        if value is not None and (name := " ".join(value.split())[:_LONGEST_NAME]) != one.shown
    }


def _say_released(edition: Edition) -> str:
    released = f"Edition {edition.number} is released."
    if edition.not_before is None:
        return released
    return f"{released} It is published with the first site that is written after {edition.not_before}."


@require_safe
def preview(request: HttpRequest, key: str, name: str) -> HttpResponse | StreamingHttpResponse:
    """A file of the preview, with the chosen kind of sound."""
    person = permit(request, Action.RELEASE)
    if not name:
        wanted = _find_media(request.GET.get("media", "none"))
        return redirect("preview", key, f"{wanted}/")
    said, _, inside = name.partition("/")
    media = _find_media(said)
    with interviews().open(key) as interview:
        path, head = interview.path, interview.session.head
    # Making the pages takes a while, so the lock of this interview is not held meanwhile.
    made = find_preview(path, head, _find_settings(person), media)
    sound = preview_sounds().find(path, made.copy) if made.copy else None
    if made.copy and sound is None:
        waiting = render(request, "desk/preview_wait.html", {"key": key}, status=202)
        waiting["Refresh"] = "2"
        return waiting
    if not inside:
        return redirect("preview", key, f"{media}/{made.slug}/")
    if sound is not None and inside == made.sound:
        return send_file(request, sound, "audio/webm")
    return _send(made, inside)


def _find_media(said: str) -> Media:
    for media in get_args(Media):
        if media == said:
            found: Media = media
            return found
    raise Http404("no such way to give readers the sound")


def _send(made: Preview, name: str) -> HttpResponse:
    content = made.files.get(name) or made.files.get(f"{name.rstrip('/')}/index.html")
    if content is None:
        raise Http404("no such file")
    kind = mimetypes.guess_type(name)[0] if name in made.files else "text/html"
    response = HttpResponse(content, content_type=_with_charset(kind or "application/octet-stream"))
    response["Cache-Control"] = "private, no-store"
    if made.origin is not None:
        response["Content-Security-Policy"] = find_policy(made.origin)
    return response


@require_POST
def publish(request: HttpRequest) -> HttpResponse:
    """Queue writing the pages of every edition, or of one interview, to the site."""
    person = permit(request, Action.RELEASE)
    said = request.POST
    media = _find_media(said.get("media", "none"))
    key = said.get("only", "")
    root = options().root
    place = interviews().find_paths(fresh=True).get(key) if key else root
    if place is None:
        raise Http404(f"no interview {key}")
    asked = {"interviews": str(place), "site": str(root / _SITE), "media": media, "whole": bool(said.get("whole"))}
    add_job("publish", key or _SITE, person.handle, **asked)
    messages.success(request, f"The site is being written to {root / _SITE}.")
    return redirect("release", said["key"]) if said.get("key") else redirect("interviews")


@require_safe
def site(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """A file of the published site, to look at it before it is put on a server."""
    permit(request, Action.RELEASE)
    folder = options().root / _SITE
    path = folder / name
    is_hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    if is_hidden or not path.resolve().is_relative_to(folder.resolve()):
        raise Http404("no such file")
    if path.is_dir():
        return redirect("site", f"{name.rstrip('/')}/index.html")
    if not path.is_file():
        raise Http404("no such file")
    kind, coding = mimetypes.guess_type(name)
    return send_file(request, path, _with_charset(kind or "application/octet-stream") if coding is None else _PACKED)


def _say_unchanged(error: UnchangedError) -> str:
    return f"Nothing has changed since edition {error.number}."


def _show(request: HttpRequest, key: str, person: DeskPerson) -> HttpResponse:
    with interviews().open(key) as interview:
        folder = interview.session.folder
        context: dict[str, Any] = {
            **find_context(interview),
            "editions": (editions := load_editions(folder)),
            "held": next(find_confidential(folder.transcript.facts, editions[-1] if editions else None), None),
            "site": options().root / _SITE,
            "has_site": (options().root / _SITE / "index.html").is_file(),
            **find_jobs(key, _SITE),
        }
        context |= _find_ways(interview)
    # The checks of a long interview take a while, so the lock of this interview is not held meanwhile.
    try:
        plan = plan_release(settings=_find_settings(person), options=ReleaseOptions(folder=folder.path))
    except UnchangedError as error:
        return render(request, "desk/release.html", {**context, "nothing": _say_unchanged(error)})
    except DragomanError as error:
        return render(request, "desk/release.html", {**context, "nothing": tell(error)})
    problems = [one.problem for one in load_problems(folder) if one.settlement is None]
    context |= {
        "plan": plan,
        "people": plan.people,
        "obstacles": find_shown(key, plan.obstacles, problems),
        "changes": [_change(key, one) for one in plan.draft.changes],
        "slug": _find_slug(plan),
    }
    return render(request, "desk/release.html", context)


def _find_ways(interview: OpenInterview) -> dict[str, Any]:
    """How readers can be given the sound, and the last choice."""
    address = find_sound(interview.session.transcript)
    last = Job.objects.filter(kind="publish").first()
    before = last.arguments.get("media") if last else None
    return {
        "has_copy": find_recording(interview) is not None,
        "linked": urlsplit(address).hostname if address else None,
        "media": before or ("copy" if find_recording(interview) else "none"),
    }


def _change(key: str, one: Any) -> dict[str, str]:
    kind, _, id_ = (one.where or "").partition(":")
    address = f"{reverse('grid', args=[key])}#{id_}" if kind == "segment" else ""
    return {"what": one.what, "id": correction_id(one), "address": address}


def _find_slug(plan: ReleasePlan) -> str | None:
    return next((question.default for question in plan.questions if question.name == "slug"), None)


def _find_settings(person: DeskPerson) -> Settings:
    settings = read_settings()
    return settings if settings.handle == person.handle else replace(settings, handle=person.handle, person=None)


def _with_charset(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
