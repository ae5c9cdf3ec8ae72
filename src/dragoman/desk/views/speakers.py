"""The speakers: name, describe and merge them."""

from __future__ import annotations

from collections import Counter

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.desk.forms import find_base, find_conflicts, find_context, find_text, say_what_was_done
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.transcript.document import Speaker, display_name, find_speaker
from dragoman.transcript.merge import ConflictError
from dragoman.workflows import form_edits

__all__ = ["change_speaker", "merge_speakers", "speakers"]

# Name -> label and hint.
_FIELDS = {
    "label": ("Name before their words", "As readers see it, such as Elena Ruiz."),
    "name": ("Full name", "Who it is, where that is known."),
    "name_native": ("Name in their own script", "Such as إيلينا."),
    "role": ("Role", "Such as interviewer, beekeeper."),
    "honorific": ("Title", "What goes before the name and is not part of it, such as Dr."),
}


@require_safe
def speakers(request: HttpRequest, key: str) -> HttpResponse:
    """Every speaker, with a form."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        return _show(request, interview)


@require_POST
def change_speaker(request: HttpRequest, key: str) -> HttpResponse:
    """Change the names and role of a speaker."""
    person = permit(request, Action.EDIT)
    said = request.POST
    with interviews().open(key) as interview:
        there = find_speaker(interview.session.transcript, said.get("speaker"))
        if there is None:
            raise Http404("no such speaker")
        wanted = msgspec.structs.replace(there, **{field: find_text(said, field) for field in _FIELDS})
        try:
            committed = form_edits.change_speaker(interview.session, find_base(said), person.author, wanted)
        except ConflictError as error:
            return _show(request, interview, wanted, find_conflicts(error))
        say_what_was_done(request, committed, f"{display_name(wanted)} is changed.")
    return redirect("speakers", key)


@require_POST
def merge_speakers(request: HttpRequest, key: str) -> HttpResponse:
    """Merge two speakers who are one person."""
    person = permit(request, Action.EDIT)
    said = request.POST
    with interviews().open(key) as interview:
        same, into = said.get("same", ""), said.get("into", "")
        committed = form_edits.merge_speakers(interview.session, find_base(said), person.author, same, into)
        say_what_was_done(request, committed, "The two are one speaker now.")
    return redirect("speakers", key)


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    typed: Speaker | None = None,
    theirs: dict[str, str] | None = None,
) -> HttpResponse:
    transcript = interview.session.transcript
    counts = Counter(segment.speaker for segment in transcript.segments)
    first = {segment.speaker: segment.id for segment in reversed(transcript.segments)}
    shown = []
    for speaker in transcript.speakers:
        as_typed = typed if typed is not None and typed.id == speaker.id else speaker
        own = (theirs or {}) if as_typed is typed else {}
        fields = [
            {
                "name": field,
                "value": getattr(as_typed, field) or "",
                "label": label,
                "hint": hint,
                "theirs": own.get(field),
            }
            for field, (label, hint) in _FIELDS.items()
        ]
        shown.append(
            {
                "id": speaker.id,
                "title": display_name(speaker) or speaker.id,
                "fields": fields,
                "aliases": speaker.aliases,
                "count": counts[speaker.id],
                "first": first.get(speaker.id),
            }
        )
    context = {**find_context(interview), "shown": shown}
    return render(request, "desk/speakers.html", context, status=409 if theirs else 200)
