"""A draft as a page to view and listen to: one file that needs nothing but the sound.

The page makes no network requests, runs no scripts except its own, and reads the same without them.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

import msgspec

from dragoman.formats.options import WriteOptions, Written
from dragoman.language.direction import direction
from dragoman.locale import gettext as _
from dragoman.locale import interface, name_language
from dragoman.render.html import Html, element, join, legend
from dragoman.render.page.about import page_title, render_colophon, render_facts, render_titles
from dragoman.render.page.model import PageModel, make_page_model
from dragoman.render.page.names import render_names
from dragoman.render.page.passages import render_contents, render_notes, render_rows
from dragoman.render.page.player import render_player
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import Side

__all__ = ["page_asset", "render_legend", "render_transcript", "write"]


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the page, as UTF-8. ``options.media`` is the path or address of the sound as seen from the page."""
    plan = make_page_model(
        transcript, options.side, media=options.media, banner=options.banner, profile=options.convention
    )
    tag = interface()
    plan = msgspec.structs.replace(plan, drafted_by=options.drafted_by, transcribers=options.transcribers)
    html = element("html", _head(plan), "\n", _body(plan), lang=tag, dir=direction(tag))
    page = join(Html("<!DOCTYPE html>\n"), html, "\n")
    return Written(page.encode())


def _head(plan: PageModel) -> Html:
    title = page_title(plan)
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(plan)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex") if plan.banner else None,
        element("meta", name="generator", content="Dragoman"),
        element("title", f"{title} – {plan.banner}" if plan.banner else title),
        element("style", page_asset("page.css")),
    )


def _body(plan: PageModel) -> Html:
    return element(
        "body",
        element("a", _("Skip to the transcript"), class_="skip", href="#transcript"),
        element("header", _banner(plan), render_titles(plan), render_facts(plan)),
        render_player(plan.player) if plan.player else None,
        element(
            "main",
            render_contents(plan),
            render_legend(plan),
            render_transcript(plan),
            render_notes(plan.notes),
            render_names(plan),
        ),
        render_colophon(plan),
        element("script", page_asset("page.js")) if plan.player else None,
    )


def _banner(plan: PageModel) -> Html | None:
    return element("p", plan.banner, class_="banner", role="note") if plan.banner else None


def render_legend(plan: PageModel) -> Html | None:
    """What the marks on this page mean; ``None`` if there are none."""
    rows = plan.legend
    if not rows:
        return None
    summary = element("summary", _("What the marks mean"))
    return element("details", summary, legend(rows, plan.profile), class_="marks", open=True)


def render_transcript(plan: PageModel, note: Html | None = None) -> Html:
    """The passages below the headings of their columns.

    :param note: what readers should know before they read
    """
    heading = element("h2", _("Transcript"), id="transcript-heading")
    heads = element(
        "div", *(_column_head(plan, column) for column in plan.columns), class_="columns", aria_hidden="true"
    )
    name = "transcript " + ("pair" if len(plan.columns) == 2 else "single")
    return element(
        "section",
        heading,
        note,
        heads,
        render_rows(plan),
        class_=name,
        id="transcript",
        aria_labelledby="transcript-heading",
        tabindex="-1",
    )


def _column_head(plan: PageModel, column: Side) -> Html:
    language = plan.languages.source if column == "source" else plan.languages.target
    name = _("Original") if column == "source" else _("Translation")
    named = name_language(language) if language else None
    return element("p", element("strong", name), f" {named}" if named else None)


def _policy(plan: PageModel) -> str:
    allowed = ["default-src 'none'", f"style-src {_digest('page.css')}"]
    if plan.player:
        allowed += [f"script-src {_digest('page.js')}", f"media-src {plan.player.policy}"]
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


@cache
def page_asset(name: str) -> Html:
    """A file of the package that is inserted into the page unchanged."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    if "</" in text:
        raise AssertionError(f"{name} would end its own element")
    return Html(f"\n{text}")


def _digest(name: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(page_asset(name).encode()).digest()).decode()}'"
