"""The pages of a book: title page, chapters and notes, as XHTML with links between files."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from dragoman.formats.reading.xml import Element
from dragoman.render.html import Html, element, join, legend
from dragoman.render.page.about import page_title, render_colophon, render_facts, render_titles
from dragoman.render.page.model import PageModel, PassageRow
from dragoman.render.page.passages import render_notes, render_rows
from dragoman.transcript.tags import is_tag

__all__ = ["EPUB", "XHTML", "File", "make_files", "make_page"]

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Reading systems lay out a whole file at a time.
_MOST_ROWS = 400

_MACHINE_TIME = re.compile(r"\d{4}(-\d\d){0,2}|PT[\dHMS.]+", re.ASCII)
_EPUB_TYPES = {"doc-noteref": "noteref", "doc-endnotes": "endnotes", "doc-backlink": "backlink"}


class File(msgspec.Struct, frozen=True):
    """A page of the book. ``kind`` is its role in EPUB's structural vocabulary."""

    name: str
    title: str
    kind: str
    content: bytes


class _Draft(msgspec.Struct, frozen=True):
    name: str
    title: str
    kind: str
    root: Element


def make_files(plan: PageModel) -> tuple[File, ...]:
    """All pages in reading order."""
    drafts = [_title_page(plan), *_chapters(plan), *_notes(plan)]
    places = {id_: draft.name for draft in drafts for e in draft.root.iter() if (id_ := e.get("id"))}
    return tuple(File(d.name, d.title, d.kind, _finish(d, places)) for d in drafts)


def _title_page(plan: PageModel) -> _Draft:
    rows = plan.legend
    heading = element("h2", "What the marks mean", id="marks")
    marks = element("section", heading, legend(rows, plan.profile)) if rows else None
    banner = element("p", plan.banner, class_="banner") if plan.banner else None
    body = join(banner, render_titles(plan), render_facts(plan), marks, render_colophon(plan))
    return _Draft("title.xhtml", "About this transcript", "titlepage", make_page(page_title(plan), body))


def _chapters(plan: PageModel) -> Iterator[_Draft]:
    for number, (title, rows) in enumerate(_find_chapters(plan), 1):
        part = render_rows(msgspec.structs.replace(plan, rows=rows))
        heading = element("h1", element("bdi", title))
        body = element("section", heading, part, class_="transcript pair" if len(plan.columns) == 2 else "transcript")
        root = make_page(title, body)
        _lift_headings(root)
        yield _Draft(f"chapter-{number}.xhtml", title, "chapter", root)


def _find_chapters(plan: PageModel) -> Iterator[tuple[str, tuple[PassageRow, ...]]]:
    """The rows of each chapter with its title; long chapters in several parts."""
    titles = [chapter.title for chapter in plan.transcript.facts.chapters]
    groups: list[tuple[str, list[PassageRow]]] = []
    for row in plan.rows:
        if row.chapters or not groups:
            named = " · ".join(titles[number] for number in row.chapters if titles[number].strip())
            groups.append((named or "Transcript", []))
        groups[-1][1].append(row)
    for title, rows in groups or [("Transcript", [])]:
        parts = range(0, max(1, len(rows)), _MOST_ROWS)
        for part, start in enumerate(parts, 1):
            yield (title if len(parts) == 1 else f"{title}, part {part}"), tuple(rows[start : start + _MOST_ROWS])


def _lift_headings(root: Element) -> None:
    """The chapter's title is already the heading of its file, with speakers directly below it."""
    for heading in [*root.iter(f"{{{XHTML}}}h3", f"{{{XHTML}}}h4")]:
        holder = heading.getparent()
        if holder is not None and heading.get("class") == "chapter":
            holder.remove(heading)
        else:
            heading.tag = f"{{{XHTML}}}h2"


def _notes(plan: PageModel) -> Iterator[_Draft]:
    notes = render_notes(plan.notes)
    if notes is not None:
        yield _Draft("notes.xhtml", "Notes", "endnotes", make_page("Notes", notes))


def make_page(title: str, body: Html) -> Element:
    """A page as a tree; its text is English unless marked otherwise."""
    head = join(
        element("title", title),
        Html('<link rel="stylesheet" type="text/css" href="book.css"/>'),
    )
    whole = element("html", element("head", head), element("body", body), lang="en")
    page = whole.replace("<html", f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}"', 1)
    return etree.fromstring(page, etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True))


def _finish(draft: _Draft, places: dict[str, str]) -> bytes:
    for one in draft.root.iter():
        _set_language(one)
        _link(one, draft.name, places)
        if not _MACHINE_TIME.fullmatch(one.get("datetime") or "PT0S"):
            del one.attrib["datetime"]
        role = one.get("role") or ""
        if role in _EPUB_TYPES:
            one.set(f"{{{EPUB}}}type", _EPUB_TYPES[role])
    written: bytes = etree.tostring(draft.root, xml_declaration=True, encoding="UTF-8", doctype="<!DOCTYPE html>")
    return written


def _set_language(one: Element) -> None:
    """Set both language attributes to the same value; remove a value that is not a language tag."""
    language = one.get("lang")
    if language is None:
        return
    if language and not is_tag(language):
        del one.attrib["lang"]
    else:
        one.set(_LANG, language)


def _link(one: Element, file: str, places: dict[str, str]) -> None:
    target = one.get("href") or ""
    if target.startswith("#") and places.get(target[1:], file) != file:
        one.set("href", places[target[1:]] + target)
