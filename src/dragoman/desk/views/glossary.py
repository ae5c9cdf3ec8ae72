"""The names ledger of an interview, and replacing words everywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.conventions.profiles import PROFILES
from dragoman.desk.brackets import find_interview_profile
from dragoman.desk.error_messages import tell
from dragoman.desk.forms import find_base, find_conflicts, find_context, find_parts, find_text, say_what_was_done
from dragoman.desk.interviews import OpenInterview, interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.errors import EditError
from dragoman.language.plural import counted
from dragoman.language.word_difference import find_difference
from dragoman.notation.lines import one_line
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import ConflictError
from dragoman.workflows import form_edits
from dragoman.workflows.form_edits import Replacing

__all__ = ["change_terms", "glossary", "replace", "replace_chosen"]

_KINDS = ("person", "place", "organisation", "work", "term")
_LISTS = ("source", "target", "forbidden")


@require_safe
def glossary(request: HttpRequest, key: str) -> HttpResponse:
    """Every term and a new one, in one form."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        return _show(request, interview)


@require_POST
def change_terms(request: HttpRequest, key: str) -> HttpResponse:
    """Change all terms, add one, and take one out, as one action."""
    person = permit(request, Action.EDIT)
    said = request.POST
    removed = said.getlist("remove")[:1]
    with interviews().open(key) as interview:
        base = find_base(said)
        seen = form_edits.read_on(interview.session, base, lambda transcript: transcript.glossary)
        form = _read(seen, said, removed)
        faults = {(one.id, "source"): "say what it is called in the original" for one in form.changed if not one.source}
        if faults:
            return _show(request, interview, form, faults)
        try:
            committed = form_edits.change_terms(interview.session, base, person.author, form.changed, removed)
        except ConflictError as error:
            return _show(request, interview, form, _find_theirs(error, form), status=409)
        say_what_was_done(request, committed, _say_changed(form, removed))
    return redirect("glossary", key)


_Faults = Mapping[tuple[str, str], str]


class _Form(msgspec.Struct, frozen=True):
    """The terms in which a form changes something: as they were, and as they are to be. A new one has no id."""

    before: tuple[Term, ...]
    changed: tuple[Term, ...]


def _read(seen: Sequence[Term], said: QueryDict, removed: Collection[str]) -> _Form:
    there = {"": Term(id="", source=()), **{term.id: term for term in seen}}
    before, changed = [], []
    for part in find_parts(said, ("term", *_LISTS, "kind", "note")):
        if part["term"] not in there:
            raise Http404("no such term")
        old = there[part["term"]]
        new = _read_term(old, part)
        # The kind alone makes no new name.
        is_blank = not old.id and new == msgspec.structs.replace(old, kind=new.kind)
        if new != old and not is_blank and old.id not in removed:
            before.append(old)
            changed.append(new)
    return _Form(tuple(before), tuple(changed))


def _read_term(before: Term, said: Mapping[str, str]) -> Term:
    """The term with what was typed. A field that shows what it was keeps its value."""
    lists = {
        name: lines
        for name in _LISTS
        if (lines := _lines(said[name][:20_000])) != _lines("\n".join(getattr(before, name)))
    }
    kind = said["kind"] if said["kind"] in _KINDS else None
    note = find_text(said, "note")
    was = (before.note or "").replace("\n", "").strip() or None
    return msgspec.structs.replace(before, **lists, kind=kind, note=before.note if note == was else note)


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line for each in typed.splitlines() if (line := one_line(each)))


def _find_theirs(error: ConflictError, form: _Form) -> _Faults:
    return {
        (term.id, field): f"somebody else has written: {said}"
        for term in form.changed
        for field, said in find_conflicts(error, f"term:{term.id}").items()
    }


def _say_changed(form: _Form, removed: Collection[str]) -> str:
    names = ", ".join(term.source[0] for term in form.changed)
    said = f"{names} {'is' if len(form.changed) == 1 else 'are'} in the ledger." if names else ""
    return f"The name is taken out. {said}".strip() if removed else said


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    form: _Form | None = None,
    faults: _Faults | None = None,
    status: int = 422,
) -> HttpResponse:
    """The page; with what was typed, and why it could not be saved."""
    typed = {new.id: (old, new) for old, new in zip(form.before, form.changed, strict=True)} if form else {}
    terms = (*interview.session.transcript.glossary, Term(id="", source=()))
    *shown, new = (_fields(term, typed.get(term.id), faults or {}) for term in terms)
    context = {**find_context(interview), "shown": shown, "new": new, "kinds": _KINDS}
    return render(request, "desk/glossary.html", context, status=status if form else 200)


def _fields(now: Term, typed: tuple[Term, Term] | None, faults: _Faults) -> dict[str, object]:
    """A term with the fields that somebody has changed in the form, and all others as they are now."""
    old, new = typed or (now, now)
    changed = (field for field in Term.__struct_fields__ if getattr(new, field) != getattr(old, field))
    term = msgspec.structs.replace(now, **{field: getattr(new, field) for field in changed})
    texts = {name: "\n".join(getattr(term, name)) for name in _LISTS}
    own = {field: said for (id_, field), said in faults.items() if id_ == now.id}
    return {"term": term, **texts, "faults": own, "is_typed": typed is not None}


@require_safe
def replace(request: HttpRequest, key: str) -> HttpResponse:
    """What would change if words were replaced everywhere. Nothing is changed."""
    permit(request, Action.READ)
    said = request.GET
    wanted = _find_wanted(said)
    with interviews().open(key) as interview:
        transcript = interview.session.transcript
        profile = PROFILES[find_interview_profile(interview.path)]
        fault = None
        found: tuple[form_edits.Replacement, ...] = ()
        try:
            found = form_edits.find_replacements(transcript, wanted, profile) if said.get("words") else ()
        except EditError as error:
            fault = tell(error)
        context = {**find_context(interview), "wanted": wanted, "is_asked": bool(said.get("words")), "fault": fault}
    context["found"] = [{"one": one, "difference": find_difference(one.before, one.after)} for one in found]
    context["speaker"] = next((one for one in transcript.speakers if one.id == wanted.speaker), None)
    context["term"] = next((one for one in transcript.glossary if one.id == wanted.term), None)
    return render(request, "desk/replace.html", context, status=422 if fault else 200)


@require_POST
def replace_chosen(request: HttpRequest, key: str) -> HttpResponse:
    """Replace words in the selected texts, as one action."""
    person = permit(request, Action.EDIT)
    said = request.POST
    chosen = [(segment, side) for segment, _, side in (one.partition(":") for one in said.getlist("chosen"))]
    with interviews().open(key) as interview:
        profile = PROFILES[find_interview_profile(interview.path)]
        committed = form_edits.replace_words(
            interview.session, find_base(said), person.author, _find_wanted(said), chosen, profile
        )
        say_what_was_done(request, committed, f"Replaced in {counted(len(chosen), 'text')}.")
    return redirect("history", key)


def _find_wanted(said: Mapping[str, str]) -> Replacing:
    side = said.get("side", "target")
    return Replacing(
        words=said.get("words", "")[:500].strip(),
        by=said.get("by", "")[:500].strip(),
        sides=("source", "target") if side == "both" else ("source",) if side == "source" else ("target",),
        whole=said.get("whole") == "yes" or "words" not in said,
        same_case=said.get("case") == "yes" or "words" not in said,
        speaker=said.get("speaker") or None,
        term=said.get("term") or None,
    )
