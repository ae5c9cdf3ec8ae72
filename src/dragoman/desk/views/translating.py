"""Machine translation: the plan, the job, and suggestions for single passages."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.forms import find_context
from dragoman.desk.interviews import interviews
from dragoman.desk.jobs import add_job
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.desk.translating import Asked, find_choices, find_setups, find_ways, plans, suggesting
from dragoman.desk.views.answers import as_json, read_body
from dragoman.desk.views.lists import find_jobs
from dragoman.errors import DragomanError
from dragoman.transcript.tags import language_name
from dragoman.workflows.questions import Choice
from dragoman.workflows.translate_plan import YES, TranslatePlan

__all__ = ["start_translation", "suggest", "translate_page"]

# Seconds that a page waits for its content; after that it asks again.
_PATIENCE = 1.0
_SKIPPED = {
    "withdrawn": "withdrawn",
    "no-original": "without an original",
    "same-language": "in this language already",
    "untranscribed": "not transcribed",
    "translated": "translated already",
    "no-translation": "without a translation",
}


class _Suggest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    engine: str | None = None
    answers: dict[str, str] = {}


@require_GET
def translate_page(request: HttpRequest, key: str) -> HttpResponse:
    """What would be translated, by which engine, where the text is sent, and the cost. Viewing the page sends
    nothing.
    """
    permit(request, Action.TRANSLATE)
    with interviews().open(key) as interview:
        context = {**find_context(interview), **find_jobs(key)}
        asked = Asked(
            folder=interview.path,
            head=interview.session.head,
            engine=request.GET.get("engine") or None,
            target=request.GET.get("to", "").strip()[:40] or None,
            suggest=bool(request.GET.get("suggest")),
        )
        target = asked.target or interview.session.transcript.target_language or options().settings.target_language
    context |= {"asked": asked, "target": target or "", "address": request.get_full_path()}
    try:
        plan = plans().find(asked, _PATIENCE)
    except DragomanError as error:
        choices = find_choices(options(), ())
        return render(request, "desk/translate.html", {**context, "choices": choices, "fault": tell(error)})
    return render(request, "desk/translate.html", {**context, **_describe(plan, asked)})


def _describe(plan: TranslatePlan | None, asked: Asked) -> dict[str, Any]:
    if plan is None:
        return {"pending": True, "choices": find_choices(options(), ())}
    here = [Choice(one.engine, "on this machine") for one in plan.installed if one.usable]
    return {
        "plan": plan,
        "choices": find_choices(options(), here),
        "ways": find_ways(options(), plan.installed),
        "into": language_name(plan.target),
        "languages": ", ".join(language_name(tag or "und") for tag in plan.languages),
        "left": [{"count": count, "why": _SKIPPED[why]} for why, count in plan.skipped.items()],
        "questions": [one for one in plan.questions if one.name != "engine"],
        "ready": asked.engine is not None and bool((plan.estimate and plan.estimate.passages) or plan.carried),
    }


@require_POST
def start_translation(request: HttpRequest, key: str) -> HttpResponse:
    """Queue the translation of an interview. The job asks again for what must be accepted."""
    person = permit(request, Action.TRANSLATE)
    said = request.POST
    find_setups(options(), engine := said.get("engine", ""))
    with interviews().open(key) as interview:
        path = interview.path
    add_job(
        "translate",
        key,
        person.handle,
        engine=engine,
        folder=str(path),
        target=said.get("to", "").strip()[:40] or None,
        suggest=bool(said.get("suggest")),
        answers={name.removeprefix("answer-"): YES for name in said if name.startswith("answer-")},
    )
    return redirect("translate", key)


@require_POST
def suggest(request: HttpRequest, key: str, segment: str) -> HttpResponse:
    """Translate a passage as a suggestion beside its text."""
    permit(request, Action.TRANSLATE)
    sent = read_body(request, _Suggest)
    with interviews().open(key) as interview:
        path = interview.path
    suggesting().ask(path, segment, sent.engine, sent.answers)
    return as_json({}, 202)
