"""Search the passages of all interviews, in both languages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dragoman.conventions.field_text import serialize_in_profile
from dragoman.conventions.profiles import Profile
from dragoman.desk import index
from dragoman.desk.brackets import find_window_profile
from dragoman.desk.configuration import options
from dragoman.desk.full_text import MOST_RANKED, fold_words
from dragoman.desk.interviews import interviews
from dragoman.desk.people import permit
from dragoman.desk.roles import Action
from dragoman.desk.shared_glossary import find_shared_glossary, search_terms
from dragoman.desk.views.answers import as_json
from dragoman.folder.memory import read_memory_files
from dragoman.language.direction import direction
from dragoman.transcript.sides import find_languages
from dragoman.transcript.span import format_clock

__all__ = ["concordance", "search"]

_MOST = 100
_MOST_BESIDE = 20


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """The passages with the requested words; each links to its place in the grid."""
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
    context = {
        "words": words,
        "hits": shown,
        "terms": [*search_terms(words, _MOST)],
        "glossary": find_shared_glossary(),
        "cut": cut,
        "most": _MOST,
        "ranked": MOST_RANKED,
    }
    return render(request, "desk/search.html", context)


@require_GET
def concordance(request: HttpRequest, key: str) -> HttpResponse:
    """Occurrences of words in the desk's table of names, in all interviews, best first, and in the memory files."""
    permit(request, Action.READ)
    words = request.GET.get("q", "")[:500]
    with interviews().open(key) as interview:
        transcript = interview.session.transcript
    languages = find_languages(transcript)
    sources = {languages.on("source", segment) for segment in transcript.segments}
    if not words.strip():
        return as_json({"hits": []})
    hits, _ = index.search(words, _MOST_BESIDE)
    shown = [*_find_terms(words, languages.source or "und", languages.target or "und"), *map(_passage, hits)]
    for source in sorted(filter(None, sources)):
        shown += itertools.islice(
            _find_pairs(words, source, languages.target or "und", find_window_profile(request)), _MOST_BESIDE
        )
    return as_json({"hits": shown})


def _passage(hit: index.Hit) -> dict[str, Any]:
    return {
        "key": hit.key,
        "segment": hit.segment,
        "title": hit.title,
        "start": hit.start,
        "source": _side(hit.source, hit.source_language),
        "target": _side(hit.target, hit.target_language),
    }


def _find_terms(words: str, source: str, target: str) -> Iterator[dict[str, Any]]:
    """The terms of the desk's table with all the words; they are not passages and have no sound."""
    title = find_shared_glossary().name
    for term in search_terms(words, _MOST_BESIDE):
        sides = {"source": _side(" / ".join(term.source), source), "target": _side(" / ".join(term.target), target)}
        yield {"key": None, "segment": None, "title": title, "start": None, **sides}


def _find_pairs(words: str, source: str, target: str, profile: Profile) -> Iterator[dict[str, Any]]:
    """The pairs of the memory files with all the words; they are not passages and have no sound."""
    wanted = fold_words((words, source)).split()
    for unit in read_memory_files(options().root, source, target).units:
        texts = serialize_in_profile(unit.source, profile), serialize_in_profile(unit.target, profile)
        held = fold_words((texts[0], source), (texts[1], target))
        if all(f" {word}" in f" {held}" for word in wanted):
            sides = {"source": _side(texts[0], source), "target": _side(texts[1], target)}
            yield {"key": None, "segment": None, "title": unit.place, "start": None, **sides}


def _side(words: str, language: str) -> dict[str, str]:
    return {"words": words, "language": language, "direction": direction(language)}
