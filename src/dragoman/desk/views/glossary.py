"""The names ledger of an interview, and replacing words everywhere."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from dragoman.desk.faults import tell
from dragoman.desk.forms import find_base, find_conflicts, find_context, find_text, say_what_was_done
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

__all__ = ["change_term", "glossary", "replace", "replace_chosen"]

_KINDS = ("person", "place", "organisation", "work", "term")
_LISTS = ("source", "target", "forbidden")


@require_safe
def glossary(request: HttpRequest, key: str) -> HttpResponse:
    """Every term with a form, and a form for a new one."""
    permit(request, Action.READ)
    with interviews().open(key) as interview:
        return _show(request, interview)


@require_POST
def change_term(request: HttpRequest, key: str) -> HttpResponse:
    """Add, change or remove a term."""
    person = permit(request, Action.EDIT)
    said = request.POST
    with interviews().open(key) as interview:
        session, base = interview.session, find_base(said)
        there = {term.id: term for term in session.transcript.glossary}
        id_ = said.get("term", "")
        if id_ and id_ not in there:
            raise Http404("no such term")
        if id_ and said.get("do") == "remove":
            committed = form_edits.change_terms(session, base, person.author, (), (id_,))
            say_what_was_done(request, committed, "The name is taken out.")
            return redirect("glossary", key)
        wanted = _read(there.get(id_, Term(id="", source=())), said)
        if not wanted.source:
            return _show(request, interview, wanted, {"source": "say what it is called in the original"})
        try:
            committed = form_edits.change_terms(session, base, person.author, (wanted,))
        except ConflictError as error:
            theirs = {field: f"somebody else has written: {said}" for field, said in find_conflicts(error).items()}
            return _show(request, interview, wanted, theirs, status=409)
        say_what_was_done(request, committed, f"{wanted.source[0]} is in the ledger.")
    return redirect("glossary", key)


def _read(before: Term, said: Mapping[str, str]) -> Term:
    lists = {
        name: tuple(line for each in said.get(name, "")[:20_000].splitlines() if (line := one_line(each)))
        for name in _LISTS
    }
    kind = said.get("kind") if said.get("kind") in _KINDS else None
    return msgspec.structs.replace(before, **lists, kind=kind, note=find_text(said, "note"))


def _show(
    request: HttpRequest,
    interview: OpenInterview,
    typed: Term | None = None,
    faults: Mapping[str, str] | None = None,
    status: int = 422,
) -> HttpResponse:
    terms = interview.session.transcript.glossary
    shown = [_form(typed if typed and typed.id == term.id else term, typed, faults or {}) for term in terms]
    new = _form(typed if typed and not typed.id else Term(id="", source=()), typed, faults or {})
    context = {**find_context(interview), "shown": shown, "new": new, "kinds": _KINDS}
    return render(request, "desk/glossary.html", context, status=status if faults else 200)


def _form(term: Term, typed: Term | None, faults: Mapping[str, str]) -> dict[str, object]:
    texts = {name: "\n".join(getattr(term, name)) for name in _LISTS}
    return {"term": term, **texts, "faults": faults if term is typed else {}}


@require_safe
def replace(request: HttpRequest, key: str) -> HttpResponse:
    """What would change if words were replaced everywhere. Nothing is changed."""
    permit(request, Action.READ)
    said = request.GET
    wanted = _find_wanted(said)
    with interviews().open(key) as interview:
        transcript = interview.session.transcript
        fault = None
        found: tuple[form_edits.Replacement, ...] = ()
        try:
            found = form_edits.find_replacements(transcript, wanted) if said.get("words") else ()
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
        committed = form_edits.replace_words(
            interview.session, find_base(said), person.author, _find_wanted(said), chosen
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
