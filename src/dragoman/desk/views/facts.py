"""The facts of an interview."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.desk.fact_fields import find_changed, find_fields, find_known, read_facts
from dragoman.desk.forms import find_base, find_conflicts, find_context, say_what_was_done
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.folder.editions import find_edition_files
from dragoman.transcript.merge import ConflictError
from dragoman.workflows import form_edits

__all__ = ["change_facts", "facts"]

_STILL_THERE = (
    "This interview was released before it was confidential. Its pages stay on the site until that is published again: "
    "an owner does so on the page Release. On other hosts, delete them by hand."
)


@require_safe
def facts(request: HttpRequest, key: str) -> HttpResponse:
    """Every fact, in a form."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        return _show(request, interview, {}, {}, {})


@require_POST
def change_facts(request: HttpRequest, key: str) -> HttpResponse:
    """Apply the typed facts. If some cannot be read, their fields say so, and nothing changes."""
    person = permit(request, Action.EDIT)
    typed = {name: str(value) for name, value in request.POST.items()}
    with interviews().open(key) as interview:
        base = find_base(typed)
        seen = form_edits.read_on(interview.session, base, find_known)
        read, faults = read_facts(seen, typed)
        changed = find_changed(seen, typed)
        if faults:
            return _show(request, interview, changed, faults, {})
        try:
            committed = form_edits.change_facts(interview.session, base, person.author, read)
        except ConflictError as error:
            return _show(request, interview, changed, {}, find_conflicts(error))
        say_what_was_done(request, committed, "The facts are changed.")
        if (
            committed.revisions
            and find_edition_files(interview.path)
            and read.facts.confidential
            and not seen.facts.confidential
        ):
            messages.warning(request, _STILL_THERE)
    return redirect("facts", key)


def _by_input(theirs: Mapping[str, str]) -> dict[str, str]:
    """The values that somebody else has entered, by the form's names of the fields."""
    languages = {
        "target_language": ("target", theirs.get("target_language", "")),
        "recording": ("spoken", "another one"),
    }
    return dict(languages.get(name, (name, value)) for name, value in theirs.items())


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    theirs: Mapping[str, str],
) -> HttpResponse:
    fields = tuple(find_fields(find_known(interview.session.transcript), typed, faults, _by_input(theirs)))
    status = 409 if theirs else 422 if faults else 200
    return render(request, "desk/facts.html", {**find_context(interview), "fields": fields}, status=status)
