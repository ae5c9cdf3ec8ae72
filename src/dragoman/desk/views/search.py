"""Search over the passages of all interviews, in both languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dragoman.desk import index
from dragoman.desk.full_text import MOST_RANKED
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.language.direction import direction
from dragoman.transcript.span import format_clock

__all__ = ["search"]

_MOST = 100


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The passages that hold the words that are asked for; each leads to its place in the grid."""
    permit(request, Action.READ)
    words = request.GET.get("q", "")[:500]
    hits, cut = index.search(words, _MOST) if words.strip() else ((), False)
    shown = [
        {
            "hit": hit,
            "clock": format_clock(hit.start, exact=False) if hit.start is not None else "",
            "source_direction": direction(hit.source_language),
            "target_direction": direction(hit.target_language),
        }
        for hit in hits
    ]
    context = {"words": words, "hits": shown, "cut": cut, "most": _MOST, "ranked": MOST_RANKED}
    return render(request, "desk/search.html", context)
