"""The speakers: name, describe and merge them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.desk.forms import find_base, find_conflicts, find_context, find_parts, find_text, say_what_was_done
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.transcript.document import Speaker, display_name, find_speaker
from dragoman.transcript.merge import ConflictError
from dragoman.workflows import form_edits
from dragoman.workflows.form_edits import FormBase

__all__ = ["change_speakers", "merge_speakers", "speakers"]

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
    """Every speaker, in one form."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        return _show(request, interview)


@require_POST
def change_speakers(request: HttpRequest, key: str) -> HttpResponse:
    """Change the names and roles of all speakers, as one action."""
    person = permit(request, Action.EDIT)
    with interviews().open(key) as interview:
        form = _read(interview, request.POST)
        try:
            committed = form_edits.change_speakers(interview.session, form.base, person.author, form.changed)
        except ConflictError as error:
            return _show(request, interview, form, error)
        say_what_was_done(request, committed, _say_changed(form.changed))
    return redirect("speakers", key)


@require_POST
def merge_speakers(request: HttpRequest, key: str) -> HttpResponse:
    """Merge two speakers who are one person, after what was typed into the page's fields."""
    person = permit(request, Action.EDIT)
    said = request.POST
    same = said.get("same", "")
    into = said.get(f"into-{same}", "")
    with interviews().open(key) as interview:
        session = interview.session
        form = _read(interview, said)
        try:
            changed = form_edits.change_speakers(session, form.base, person.author, form.changed)
        except ConflictError as error:
            return _show(request, interview, form, error)
        base = FormBase(session.head, session.epoch) if changed.revisions else form.base
        committed = form_edits.merge_speakers(session, base, person.author, same, into)
        say_what_was_done(request, committed, "The two are one speaker now.")
    return redirect("speakers", key)


class _Form(msgspec.Struct, frozen=True):
    """The revision that a form was made from, and the speakers in whom it changes something, before and after."""

    base: FormBase
    before: tuple[Speaker, ...]
    changed: tuple[Speaker, ...]


def _read(interview: OpenInterview, said: QueryDict) -> _Form:
    base = find_base(said)
    seen = form_edits.read_on(interview.session, base, lambda transcript: transcript)
    before, changed = [], []
    for part in find_parts(said, ("speaker", *_FIELDS)):
        there = find_speaker(seen, part["speaker"])
        if there is None:
            raise Http404("no such speaker")
        typed = {field: find_text(part, field) for field in _FIELDS}
        wanted = msgspec.structs.replace(there, **{f: v for f, v in typed.items() if v != _shown(getattr(there, f))})
        if wanted != there:
            before.append(there)
            changed.append(wanted)
    return _Form(base, tuple(before), tuple(changed))


def _shown(value: str | None) -> str | None:
    """A value as a field with one line sends it back."""
    return (value or "").replace("\n", "").strip() or None


def _say_changed(changed: Sequence[Speaker]) -> str:
    names = ", ".join(display_name(one) or one.id for one in changed)
    return f"{names} {'is' if len(changed) == 1 else 'are'} changed."


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    form: _Form | None = None,
    error: ConflictError | None = None,
) -> HttpResponse:
    """The page; with what was typed, and what somebody else has written meanwhile, where it could not be saved."""
    transcript = interview.session.transcript
    counts = Counter(segment.speaker for segment in transcript.segments)
    first = {segment.speaker: segment.id for segment in reversed(transcript.segments)}
    typed = {
        (wanted.id, field): value
        for before, wanted in (zip(form.before, form.changed, strict=True) if form else ())
        for field in _FIELDS
        if (value := getattr(wanted, field)) != getattr(before, field)
    }
    shown = []
    for speaker in transcript.speakers:
        theirs = find_conflicts(error, f"speaker:{speaker.id}") if error else {}
        fields = [
            {
                "name": field,
                "value": typed.get((speaker.id, field), getattr(speaker, field)) or "",
                "label": label,
                "hint": hint,
                "theirs": theirs.get(field),
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
    return render(request, "desk/speakers.html", context, status=409 if error else 200)
