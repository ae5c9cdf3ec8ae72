"""The files that the search page loads before the first query: where each shard begins, and the rules for words."""

from __future__ import annotations

import re
from collections.abc import Iterable

import jinja2

from dragoman.errors import SettingsError
from dragoman.language.direction import direction
from dragoman.language.folding import folding_tables, primary
from dragoman.locale import find_interface, gettext, in_language, interface
from dragoman.press.derived import Site
from dragoman.press.page import POLICY, linked
from dragoman.press.search.groups import CHUNK, GROUP, SPEAKER, capacity
from dragoman.press.search.postings import ALPHABET, encode_number
from dragoman.press.search.shards import SIZE
from dragoman.press.search.state import State
from dragoman.press.search.stems import RULES, SAME, SCRIPTS
from dragoman.press.search.words import STOP_WORDS, UNSPACED
from dragoman.press.see_also import link_about
from dragoman.press.site_model import Entry, site_address

__all__ = ["encode_facts", "encode_index", "encode_rules", "find_year", "render_search"]

_YEAR = re.compile(r"-?\d{4}")
# The date by which an interview is filtered: when it was recorded, else when it was published.
_KINDS = ("recorded", "aired", "first-published")


def encode_index(site: Site, state: State, version: str) -> dict[str, object]:
    """Where each shard begins, its file, and how many passages each interview has room for."""
    passages = [site.by_slug[slug].passages if slug else 0 for slug in state.slugs]
    return {
        "version": version,
        "starts": "|".join(f"{term} {code}".rstrip() for term, code in state.starts),
        "files": [file.removeprefix("search/w/").removesuffix(".js") for file in state.shards],
        "rooms": "".join(encode_number(capacity(count)) for count in passages),
        "passages": sum(passages),
        "interviews": len(site.by_slug),
        "languages": _languages(site.listed),
        "alphabet": ALPHABET,
        "group": GROUP,
        "chunk": CHUNK,
        "shard": SIZE,
        "speaker": SPEAKER,
    }


def _languages(entries: Iterable[Entry]) -> list[str]:
    found = {one for entry in entries for one in (*entry.languages, entry.source_language, entry.target_language)}
    codes = {SAME.get(primary(one), primary(one)) for one in found if one}
    return sorted(codes - {"und", "mul", "mis", "zxx"})


def encode_facts(site: Site, state: State) -> dict[str, object]:
    """What interviews are filtered by, by their numbers: the year, and the index of the programme in its list."""
    programmes = find_programmes(site)
    places = {programme: place for place, programme in enumerate(programmes)}
    entries = [site.by_slug[slug] if slug else None for slug in state.slugs]
    return {
        "years": [find_year(entry) if entry else None for entry in entries],
        "programmes": [places.get(entry.programme or "") if entry else None for entry in entries],
    }


def find_programmes(site: Site) -> list[str]:
    """The programmes of a site, sorted."""
    return sorted({entry.programme for entry in site.listed if entry.programme})


def find_year(entry: Entry) -> int | None:
    """The year in which an interview was recorded, else aired, else first published; else that of its edition."""
    dates: dict[str, str | None] = {date.kind: date.edtf for date in reversed(entry.dates)}
    for edtf in (*(dates.get(kind) for kind in _KINDS), entry.date):
        year = _YEAR.match(edtf or "")
        if year:
            return int(year.group())
    return None


def encode_rules(site: Site) -> dict[str, object]:
    """How words are folded and stemmed, for the languages of the site and for scripts of texts without a language."""
    languages = sorted({*_languages(site.listed), *SCRIPTS} & RULES.keys())
    return {
        "folding": folding_tables(),
        "unspaced": UNSPACED,
        "stop": {language: " ".join(sorted(STOP_WORDS.get(language, ()))) for language in languages},
        "stems": {language: RULES[language] for language in languages},
        "scripts": SCRIPTS,
    }


def render_search(site: Site) -> bytes:
    """The search page, UTF-8.

    :raises SettingsError: if the template cannot be filled
    """
    publisher = site.publisher
    with in_language(find_interface(publisher.interface)):
        language = interface()
        copies = any(entry.media and entry.media.is_copy for entry in site.listed)
        try:
            page = site.templates.get_template("search.html").render(
                language=language,
                direction=direction(language),
                policy=f"{POLICY}; media-src 'self' file:" if copies else POLICY,
                publisher=publisher,
                about=link_about(publisher),
                support=linked(publisher.support),
                address=site_address(publisher, "search/"),
                programmes=find_programmes(site),
                title=gettext("Search"),
            )
        except (jinja2.TemplateError, TypeError) as error:
            fault = f"cannot be filled in ({error})"
            fix = "compare it with the one that comes with Dragoman"
            raise SettingsError("templates", "search.html", fault, fix) from error
    return page.encode()
