"""The page of an edition. Its parts are made here and escaped; templates only place them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

import jinja2
import msgspec
from jinja2.sandbox import SandboxedEnvironment

from dragoman.errors import SettingsError
from dragoman.formats.pages.draft_page import render_legend, render_transcript
from dragoman.language.direction import direction
from dragoman.language.sentences import ends_with_stop
from dragoman.locale import find_interface, gettext, in_language, interface, name_language
from dragoman.locale import gettext as _
from dragoman.press.changes import find_corrected, list_corrections
from dragoman.press.citation import Citation, as_coins, as_text
from dragoman.press.downloads import PlannedDownload, name_side
from dragoman.press.figures import explain_figures, list_figures, render_figures
from dragoman.press.first_published import render_first_published
from dragoman.press.media import find_page_player, is_playable
from dragoman.press.page_metadata import render_head
from dragoman.press.passage_tools import correction_anchor, render_contact, render_heard, render_tools
from dragoman.press.provenance import Record, make_record, render_record
from dragoman.press.questions import find_questions, render_questions
from dragoman.press.see_also import link_about, list_feeds, list_ways, render_related
from dragoman.press.share import render_share
from dragoman.press.site_model import Entry, Interview, Publisher, covers_words, site_address
from dragoman.press.unheard import find_unheard, render_unheard
from dragoman.render.html import Html, element, iso_date, join, phrase, web_address
from dragoman.render.page.about import page_title, render_colophon, render_facts, render_titles
from dragoman.render.page.model import PageModel, make_page_model
from dragoman.render.page.names import render_names
from dragoman.render.page.passages import render_contents, render_notes
from dragoman.render.page.player import offset_in, render_player, youtube_id
from dragoman.transcript.drafting import find_shown_transcribers
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.sides import anchor

__all__ = [
    "POLICY",
    "EditionPage",
    "Place",
    "fill",
    "linked",
    "load_templates",
    "page_language",
    "print_style",
    "render_page",
]

# YouTube's player that sets no cookie before it plays.
_FRAMES = "https://www.youtube-nocookie.com"
# What remains of a change whose content was withdrawn.
_WITHHELD = Correction(what="withheld")
POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"


class Place(msgspec.Struct, frozen=True):
    """The place of a page: the relative paths to the site's root and to its edition's files, ending in slashes.

    ``has_card`` says whether these files include a picture.
    """

    root: str
    files: str
    has_card: bool = False


class EditionPage(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What the page of an edition, and the files beside it, are made from; citation and record are made once.

    ``downloads`` are the files that the page names.
    """

    interview: Interview
    edition: Edition
    publisher: Publisher
    downloads: Sequence[PlannedDownload] = ()

    @cached_property
    def citation(self) -> Citation:
        """The citation of the edition."""
        return self.interview.cite(self.edition, self.publisher)

    @cached_property
    def record(self) -> Record:
        """The provenance of the edition."""
        return make_record(self.interview, self.edition)

    @cached_property
    def hash(self) -> str:
        """The hash of the edition."""
        return self.interview.find_hash(self.edition)

    @property
    def language(self) -> str:
        """The language of the page's interface."""
        return page_language(self.edition, self.publisher)


def load_templates(folder: Path | None) -> jinja2.Environment:
    """The templates: the publisher's own if ``folder`` has one of that name, else Dragoman's.

    Each is read at its first use, and not again if its file changes. Output is escaped, and templates run in a sandbox,
    because publishers pass templates on.
    """
    own: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(folder)] if folder else []
    ours = jinja2.PackageLoader("dragoman.press", "templates")
    environment = SandboxedEnvironment(
        loader=jinja2.ChoiceLoader([*own, ours]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals |= {"_": _say, "date": iso_date, "name_language": name_language, "name_side": name_side}
    return environment


def _say(message: str, **parts: object) -> Html:
    """``_`` in templates: a message in the page's language, with its ``{places}`` filled."""
    return phrase(gettext(message), **{name: _piece(part) for name, part in parts.items()})


def _piece(part: object) -> str:
    return Html(part.__html__()) if hasattr(part, "__html__") else str(part)


def page_language(edition: Edition, publisher: Publisher) -> str:
    """The language of a page's interface: the publisher's choice, else that of the translation if Dragoman has it."""
    transcript = edition.transcript
    return find_interface(publisher.interface, transcript.target_language, transcript.source_language)


def render_page(templates: jinja2.Environment, shown: EditionPage, place: Place) -> bytes:
    """The page of one edition at one place.

    :raises SettingsError: if the template cannot be filled
    """
    with in_language(shown.language):
        if shown.edition.withdrawn is not None:
            return _render_withdrawn(templates, shown, place)
        return _render_page(templates, shown, place)


def _render_page(templates: jinja2.Environment, shown: EditionPage, place: Place) -> bytes:
    interview, edition, publisher = shown.interview, shown.edition, shown.publisher
    plan = _make_model(shown, place)
    corrected = find_corrected(interview.editions, edition)
    unheard = find_unheard(plan)
    tools = render_tools(plan, interview, edition, publisher, corrected, unheard)
    plan = msgspec.structs.replace(plan, extras=dict(tools))
    files = [(place.files + quote(file.name), file) for file in shown.downloads]
    return fill(
        templates,
        "edition.html",
        **_begin(plan, shown),
        **_end(plan, shown, corrected),
        head=render_head(interview, edition, publisher, files, shown.citation, has_card=place.has_card),
        transcript=render_transcript(plan, render_unheard(unheard) if unheard else None),
        notes=render_notes(plan.notes),
        names=render_names(plan),
        figures=render_figures(list_figures(edition, plan.player), plan.columns),
        figures_told=explain_figures(plan.columns),
        files=files,
        parts=[(part.slug, _titles(part), covers_words(part.covers)) for part in interview.parts],
        ways=list_ways(interview),
        related=[render_related(one, place.root) for one in interview.related],
        feeds=list_feeds(interview, publisher, place.root),
        edition=edition,
        editions=interview.editions,
        is_latest=edition.number == interview.latest.number,
        slug=interview.slug,
        publisher=publisher,
        place=place,
    )


def _make_model(shown: EditionPage, place: Place) -> PageModel:
    edition, publisher = shown.edition, shown.publisher
    copies = f"{place.root}{shown.interview.slug}/"
    player = find_page_player(edition.transcript, publisher.media, shown.interview.copy, copies)
    plan = make_page_model(edition.transcript, profile=publisher.convention)
    writers = find_shown_transcribers(edition)
    return msgspec.structs.replace(plan, player=player, drafted_by=shown.record.engines, transcribers=writers)


def _begin(plan: PageModel, shown: EditionPage) -> dict[str, object]:
    """The values of the page down to its transcript."""
    return {
        "policy": _policy(plan),
        "title": page_title(plan),
        "titles": render_titles(plan),
        "facts": render_facts(plan),
        "first_published": render_first_published(plan.transcript.facts, shown.publisher),
        "player": _player(plan),
        "plays_here": plan.player is not None and web_address(plan.player.address) is None,
        "contents": render_contents(plan) or render_questions(find_questions(plan.transcript)),
        "legend": render_legend(plan),
        "heard": render_heard(plan),
        "both": len(plan.columns) == 2,
    }


def _end(plan: PageModel, shown: EditionPage, corrected: Mapping[str, Edition]) -> dict[str, object]:
    """The values that say where the page comes from: citation, corrections, provenance and publisher.

    :param corrected: from :func:`find_corrected`
    """
    interview, edition, publisher, title = shown.interview, shown.edition, shown.publisher, page_title(plan)
    return {
        "citation": _isolated(as_text(shown.citation), shown.citation),
        "coins": as_coins(shown.citation),
        "address": shown.citation.address,
        "share": render_share(title, site_address(publisher, f"{interview.slug}/")),
        "corrections": _corrections(interview, edition, corrected),
        "corrected": max(corrected.values(), key=lambda one: one.number or 0, default=None),
        "record": render_record(shown.record),
        "hash": shown.hash,
        "colophon": render_colophon(plan),
        "support": linked(publisher.support),
        "about": link_about(publisher),
        "contact": render_contact(title, interview, edition, publisher),
    }


def _render_withdrawn(templates: jinja2.Environment, shown: EditionPage, place: Place) -> bytes:
    return fill(
        templates,
        "withdrawn.html",
        **_tombstone(shown.interview, shown.edition),
        about=link_about(shown.publisher),
        support=linked(shown.publisher.support),
        publisher=shown.publisher,
        place=place,
        policy=POLICY,
    )


def _tombstone(interview: Interview, edition: Edition) -> dict[str, object]:
    """The values of a withdrawn edition's page, with the latest edition that is not withdrawn."""
    standing = [one for one in interview.editions if one.withdrawn is None]
    return {"edition": edition, "newer": standing[-1] if standing else None, "slug": interview.slug}


def print_style(edition: Edition, hash_: str, address: str | None) -> str:
    """The foot of every sheet of paper: which edition it is, where it lies, and its hash. CSS, UTF-8."""
    parts = [_("Edition {number}").format(number=edition.number), address or "", hash_]
    # Nothing in a text may end the string: all but plain letters and signs is written as its number.
    foot = "".join(c if c.isalnum() or c in " .,:/-" else f"\\{ord(c):x} " for c in " · ".join(filter(None, parts)))
    margin = f'@page {{ @bottom-left {{ content: "{foot}"; font: 6.5pt sans-serif; }} }}'
    return f"{margin}\n"


def _isolated(text: str, citation: Citation) -> Html:
    """A citation whose names, titles, dates and addresses keep their own direction."""
    # A date or address has no strong first letter, so it is marked as left to right.
    plain = filter(None, (citation.address, citation.issued, citation.original_date))
    names = (*citation.interviewees, *citation.interviewers, *citation.translators)
    said = filter(None, (citation.title, citation.original_title, *names, citation.programme, citation.publisher))
    ways: dict[str, str | None] = dict.fromkeys(said) | dict.fromkeys(plain, "ltr")
    return join(*(element("bdi", piece, dir=ways[piece]) if piece in ways else piece for piece in _cut(text, ways)))


def _cut(text: str, words: Collection[str]) -> Iterator[str]:
    """A text in pieces: each of some words where it stands first, the longest of those that begin at one place."""
    while found := [(text.index(word), -len(word), word) for word in words if word in text]:
        place, _length, word = min(found)
        yield text[:place]
        yield word
        text = text[place + len(word) :]
    yield text


def fill(templates: jinja2.Environment, name: str, **parts: object) -> bytes:
    """A template with its places filled, in the language in use, as UTF-8.

    :raises SettingsError: if the template has an error, or uses a value that the page does not have
    """
    language = interface()
    try:
        page = templates.get_template(name).render(**parts, language=language, direction=direction(language))
        return page.encode()
    except (jinja2.TemplateError, TypeError) as error:
        fault = f"cannot be filled in ({error})"
        raise SettingsError("templates", name, fault, "compare it with the one that comes with Dragoman") from error


def _titles(entry: Entry) -> Html:
    original = element("bdi", entry.original, lang=entry.source_language) if entry.original else None
    return join(element("bdi", entry.title), element("span", " ", original, class_="other") if original else None)


def _policy(plan: PageModel) -> str:
    if plan.player is None:
        return POLICY
    if youtube_id(plan.player.address):
        return f"{POLICY}; frame-src {_FRAMES}"
    return f"{POLICY}; media-src {plan.player.policy}" if is_playable(plan.player.address) else POLICY


def _player(plan: PageModel) -> Html | None:
    """The player. It asks nothing of another site before the reader does: a script makes it on a click."""
    if plan.player is None:
        return None
    if web_address(plan.player.address) is None:
        return render_player(plan.player)
    address, host = plan.player.address, urlsplit(plan.player.address).hostname or ""
    link = element("a", _("The recording"), href=address, rel="noopener noreferrer")
    button = element("button", _("Play it here, from {host}").format(host=host), type="button", id="load", hidden=True)
    told = phrase(_("{recording} lies at {host}."), recording=link, host=element("bdi", host))
    video = youtube_id(address)
    return element(
        "section",
        element("p", told, *((" ", button) if video or is_playable(address) else ())),
        class_="away",
        aria_label=_("Recording"),
        data_address=f"{_FRAMES}/embed/{video}" if video else address,
        data_kind="frame" if video else plan.player.kind,
        data_offset=offset_in(plan.player),
    )


def linked(text: str | None) -> Html | None:
    """A line with its web addresses as links; ``None`` if it is empty."""
    if not text:
        return None
    words = (element("a", word, href=word) if web_address(word) else word for word in text.split())
    return join(*(join(" " if place else None, word) for place, word in enumerate(words)))


def _corrections(
    interview: Interview, page: Edition, corrected: Mapping[str, Edition]
) -> list[tuple[Edition, list[Html]]]:
    """Every edition with its corrections. Only passages that are on this page are linked.

    :param corrected: from :func:`find_corrected`; the signs beside passages lead to these corrections
    """
    here = frozenset(segment.id for segment in page.transcript.segments)
    targets = dict(corrected)
    listed: list[tuple[Edition, list[Html]]] = []
    for edition, changes in list_corrections(interview.editions):
        rows: list[Html] = []
        for change in changes:
            is_target = targets.get(change.where or "") is edition
            rows.append(_change(change, edition.date, here, is_target=is_target))
            if is_target:
                # An id stands once on a page.
                targets.pop(change.where or "")
        listed.append((edition, rows))
    return listed


def _change(change: Correction, made: str | None, here: frozenset[str], *, is_target: bool) -> Html:
    """Date and place, then on their own lines what changed, why, and thanks.

    :param made: the date of the edition with the change, which is not repeated
    :param here: the ids of the passages on the page
    :param is_target: whether the sign beside the passage leads here
    """
    if change == _WITHHELD:
        return join(_("A change of something that was withdrawn."))
    kind, _colon, id_ = (change.where or "").partition(":")
    is_here = kind == "segment" and id_ in here
    id_here = correction_anchor(id_) if is_target else None
    where = element("a", _("this passage"), href=f"#{anchor(id_)}", id=id_here) if is_here else None
    date = iso_date(change.date) if change.date and change.date != made else None
    why = phrase(_("Why: {reason}"), reason=element("bdi", change.why)) if change.why else None
    thanks = phrase(_("Thanks to {name}."), name=element("bdi", change.thanks)) if change.thanks else None
    return join(
        date,
        join(" (" if date else "(", where, ")") if where else None,
        element("span", change.what, class_="what", dir="auto"),
        join(" ", why, None if change.why and ends_with_stop(change.why) else ".") if why else None,
        join(" ", thanks) if thanks else None,
    )
