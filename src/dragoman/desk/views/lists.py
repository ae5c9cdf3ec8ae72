"""The list of interviews, background jobs, and uploads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dragoman.desk.checking import checker
from dragoman.desk.configuration import options
from dragoman.desk.interviews import interviews
from dragoman.desk.jobs import add_job, answer, as_shown, cancel, forget, try_again
from dragoman.desk.listing import Listed, list_interviews
from dragoman.desk.models import Job
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.desk.uploads import keep_files, keep_folder, keep_text
from dragoman.errors import InputError, SettingsError
from dragoman.transcript.tags import find_tag

__all__ = [
    "answer_job",
    "cancel_job",
    "find_jobs",
    "forget_job",
    "interview_list",
    "jobs",
    "paste",
    "retry_job",
    "upload",
]

_ORDERS: dict[str, Callable[[Listed], Any]] = {
    "changed": lambda one: one.changed,
    "title": lambda one: one.title.casefold(),
    "state": lambda one: one.state,
    "length": lambda one: one.duration or 0,
    "languages": lambda one: one.languages,
    "problems": lambda one: -1 if one.problems is None else one.problems,
    "comments": lambda one: one.comments,
    "listened": lambda one: one.listened or 0.0,
}
_MOST_JOBS = 20
# Checks that one look at the list starts, of interviews that nobody has checked. They run one after another.
_MOST_CHECKS = 20
_BUSY = (Job.State.WAITING, Job.State.RUNNING)


@require_GET
def interview_list(request: HttpRequest) -> HttpResponse:
    """The interviews of the directory, sorted and filtered."""
    permit(request, Action.READ)
    every = list_interviews(interviews())
    words, state, order = (request.GET.get(name, "") for name in ("q", "state", "order"))
    context = {
        "listed": _sorted(_checked(_filtered(every, words, state)), order),
        "all": len(every),
        "states": sorted({one.state for one in every}),
        "wanted": {"q": words, "state": state, "order": order},
        "orders": list(_ORDERS),
        "into": options().settings.target_language or "",
        "spoken": options().settings.source_language or "",
        **find_jobs(),
    }
    return render(request, "desk/interviews.html", context)


def _filtered(every: Iterable[Listed], words: str, state: str) -> list[Listed]:
    wanted = words.casefold().split()
    return [
        one
        for one in every
        if (not state or one.state == state)
        and all(word in f"{one.title} {one.key} {one.languages}".casefold() for word in wanted)
    ]


def _checked(found: Iterable[Listed]) -> list[Listed]:
    """With the number of problems of interviews that the desk has checked. Of the others, some are checked now."""
    checked, paths, started = [], interviews().find_paths(), 0
    for one in found:
        problems = one.problems
        if problems is None and one.fault is None and one.key in paths:
            known = checker().look(one.key)
            if known.head != one.head and started < _MOST_CHECKS:
                checker().find(one.key, paths[one.key], one.head)
                started += 1
            elif known.head == one.head and known.fault is None:
                problems = sum(problem.severity != "note" for problem in known.problems)
        checked.append(msgspec.structs.replace(one, problems=problems))
    return checked


def _sorted(found: list[Listed], order: str) -> list[Listed]:
    name = order.lstrip("-")
    return sorted(found, key=_ORDERS[name], reverse=order.startswith("-")) if name in _ORDERS else found


@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """The running jobs, as a part of the list's page."""
    permit(request, Action.READ)
    return render(request, "desk/jobs.html", find_jobs(*(key.replace("\0", "") for key in request.GET.getlist("of"))))


def find_jobs(*keys: str) -> dict[str, Any]:
    """The jobs of some interviews, or of all, for templates."""
    every = Job.objects.filter(interview__in=keys) if keys else Job.objects.all()
    shown = [as_shown(job) for job in every[:_MOST_JOBS]]
    at_work = any(one.job.state in _BUSY for one in shown)
    # The last update of the jobs must find what they made.
    there = interviews().find_paths(fresh=bool(shown) and not at_work)
    openable = {one.job.pk for one in shown if one.job.interview in there}
    return {
        "jobs": shown,
        "openable": openable,
        "at_work": at_work,
        "jobs_of": urlencode([("of", key) for key in keys]),
    }


@require_POST
def cancel_job(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a job."""
    permit(request, Action.IMPORT)
    cancel(job := get_object_or_404(Job, pk=number))
    return _go_back(job)


@require_POST
def retry_job(request: HttpRequest, number: int) -> HttpResponse:
    """Queue a job again that ended without finishing its work."""
    permit(request, Action.IMPORT)
    job = get_object_or_404(Job, pk=number)
    if job.kind == "publish":
        permit(request, Action.RELEASE)
    try_again(job)
    return _go_back(job)


@require_POST
def forget_job(request: HttpRequest, number: int) -> HttpResponse:
    """Remove a job that has ended from the list."""
    permit(request, Action.IMPORT)
    forget(job := get_object_or_404(Job, pk=number))
    return _go_back(job)


def _go_back(job: Job) -> HttpResponse:
    """Redirect to the page that shows jobs of this kind."""
    return redirect("translate", job.interview) if job.kind == "translate" else redirect("interviews")


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Save uploaded files or a folder, and queue jobs that make interviews from them."""
    person = permit(request, Action.IMPORT)
    languages, files, desk = _find_languages(request), request.FILES.getlist("files"), options()
    names = request.POST.getlist("paths")
    if names:
        staged = keep_folder(files, names, desk.data)
        name = names[0].replace("\\", "/").partition("/")[0]
        add_job("read-folder", name[:200], person.handle, staged=str(staged), root=str(desk.root), **languages)
        return redirect("interviews")
    folder, kept = keep_files(files, desk.root)
    add_job("read", folder.name, person.handle, files=[*map(str, kept)], folder=str(folder), **languages)
    return redirect("interviews")


@require_POST
def paste(request: HttpRequest) -> HttpResponse:
    """Save a pasted page, as HTML or text, and show what would be made from it. Nothing is downloaded."""
    person = permit(request, Action.IMPORT)
    languages, pages = _find_languages(request), request.FILES.getlist("page")
    text = request.POST.get("text", "")
    if not pages and not text.strip():
        raise InputError("page", "is empty", "copy the page in your browser, and paste it into the field")
    if pages:
        folder, kept = keep_files(pages[:1], options().root)
        path = kept[0]
    else:
        folder, path = keep_text(text, options().root)
    job = add_job("read", folder.name, person.handle, files=[str(path)], folder=str(folder), look=True, **languages)
    return redirect("answer-job", job.pk)


def _find_languages(request: HttpRequest) -> dict[str, Any]:
    """The languages of the form, as arguments of a job.

    :raises SettingsError: if a language is unknown
    """
    source, target = _find_language(request, "source"), _find_language(request, "target")
    return {"source": [source] if source else [], "target": target}


def _find_language(request: HttpRequest, name: str) -> str | None:
    said = request.POST.get(name, "").strip()
    tag = find_tag(said) if said else None
    if said and tag is None:
        raise SettingsError("language", said, "is not a known language", "use a tag such as fa, or Persian")
    return tag


@require_http_methods(["GET", "POST"])
def answer_job(request: HttpRequest, number: int) -> HttpResponse:
    """The questions of a job, and their answers."""
    permit(request, Action.IMPORT)
    job = get_object_or_404(Job, pk=number)
    if request.method == "POST":
        if job.state == Job.State.ASKING:
            asked = [question["name"] for question in job.asked["questions"]]
            answer(job, {name: request.POST[name] for name in asked if name in request.POST})
        return redirect("interviews")
    return render(request, "desk/answer.html", {"job": job, "busy": job.state in _BUSY})
