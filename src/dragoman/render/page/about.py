"""The head of a page: titles, facts, speakers, and how its texts were made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dragoman.locale import gettext as _
from dragoman.locale import interface, later, name_language
from dragoman.render.html import Html, element, iso_date, join, language_attributes, web_address
from dragoman.render.page.model import PageModel
from dragoman.render.review_share import heard_words
from dragoman.transcript.document import Author, Date, Engine, Publication, Speaker, Transcript, display_name
from dragoman.transcript.drafting import is_transcriber
from dragoman.transcript.public import shown_speakers
from dragoman.transcript.span import format_clock

__all__ = ["page_title", "render_colophon", "render_facts", "render_titles"]

_ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z", re.ASCII)
_DATES = {
    "recorded": later("Recorded"),
    "aired": later("Aired"),
    "first-published": later("First published"),
    "published-here": later("Published here"),
    "corrected": later("Corrected"),
}


def page_title(plan: PageModel) -> str:
    """The title for the browser tab: the translated one, else the original, else the file's name."""
    facts = plan.transcript.facts
    return facts.title_target or facts.title or (plan.player.name if plan.player else _("Transcript of an interview"))


def render_titles(plan: PageModel) -> Html:
    """The title as heading, with the original title and the description below."""
    facts, languages = plan.transcript.facts, plan.languages
    both = facts.title is not None and facts.title_target is not None
    language = languages.target if facts.title_target else languages.source if facts.title else interface()
    title = page_title(plan)
    return join(
        element("p", element("bdi", facts.programme), class_="kicker") if facts.programme else None,
        element("h1", title, **language_attributes(language, title)),
        element("p", facts.title, class_="original-title", **language_attributes(languages.source, facts.title or ""))
        if both
        else None,
        element("p", facts.description, class_="description", dir="auto") if facts.description else None,
    )


def render_facts(plan: PageModel) -> Html | None:
    """The first facts for a reader, as far as known; ``None`` if there are none."""
    return _list_facts(_first_facts(plan))


def render_colophon(plan: PageModel) -> Html | None:
    """The origin of the interview, its rights, and how its texts were made; ``None`` if nothing is known."""
    facts = _list_facts(_further_facts(plan))
    return element("footer", element("h2", _("About this page")), facts) if facts else None


def _list_facts(facts: Iterable[tuple[str, list[Html]]]) -> Html | None:
    known = [_fact(term, values) for term, values in facts if values]
    return element("dl", *known, class_="facts") if known else None


def _fact(term: str, values: list[Html]) -> Html:
    return element("div", element("dt", term), *(element("dd", value) for value in values))


def _first_facts(plan: PageModel) -> Iterator[tuple[str, list[Html]]]:
    transcript = plan.transcript
    yield _("Languages"), [join(_languages(plan))]
    yield _("Speakers"), [_speaker(speaker, plan.languages.source) for speaker in shown_speakers(transcript)]
    yield _("Length"), [join(length) for length in _lengths(transcript)]
    for date in transcript.facts.dates:
        yield _(_DATES[date.kind]), [_date(date)]


def _further_facts(plan: PageModel) -> Iterator[tuple[str, list[Html]]]:
    transcript, facts, segments = plan.transcript, plan.transcript.facts, plan.transcript.segments
    current = [author for segment in segments for author in (segment.source_origin, segment.target_origin)]
    yield _("First drafted by"), _names(*_authors(engine for engine in plan.drafted_by if engine not in current))
    writers, correctors = _split_writers(plan)
    yield _("Transcribed by"), _names(*_authors(writers))
    yield _("Original corrected by"), _names(*_authors(correctors))
    yield _("Translated by"), _names(*(facts.translators or _authors(segment.target_origin for segment in segments)))
    live = any(segment.withdrawn is None for segment in segments)
    yield _("Heard against the recording"), [join(heard_words(transcript))] if live else []
    yield _("Publisher"), _names(facts.publisher)
    yield _("Published at"), [_publication(publication) for publication in facts.publications]
    yield _("Rights"), _names(facts.rights_holder)
    yield _("Ground for use"), _names(facts.ground_for_use)
    yield _("Licence"), _names(facts.licence)
    yield _("Categories"), _list(facts.categories)
    yield _("Tags"), _list(facts.tags)


def _split_writers(plan: PageModel) -> tuple[list[Author], list[Author]]:
    """The authors of the originals: those who wrote them, and those who only corrected them."""
    transcript = plan.transcript
    authors = [segment.source_origin for segment in transcript.segments if segment.source_origin is not None]
    writers = [author for author in authors if is_transcriber(author, transcript, plan.transcribers)]
    return writers, [author for author in authors if author not in writers]


def _languages(plan: PageModel) -> str:
    transcript, languages = plan.transcript, plan.languages
    spoken = dict.fromkeys(languages.on("source", s) for s in transcript.segments if s.withdrawn is None)
    named = _(" and ").join(name_language(tag) for tag in spoken if tag) or _("Not known")
    if "source" not in plan.columns:
        named = _("{languages}, not transcribed").format(languages=named)
    if transcript.target_language is None:
        return named
    pattern = _("{languages}, translated into {language}")
    if "target" not in plan.columns:
        pattern = _("{languages}, not translated yet into {language}")
    return pattern.format(languages=named, language=name_language(transcript.target_language))


def _lengths(transcript: Transcript) -> Iterator[str]:
    if transcript.recording and transcript.recording.duration:
        yield format_clock(transcript.recording.duration, exact=False)
    covers = transcript.facts.covers
    if covers:
        end = _("its end") if covers.end is None else format_clock(covers.end, exact=False)
        start = format_clock(covers.start, exact=False)
        yield _("An excerpt, from {start} to {end} of the whole").format(start=start, end=end)


def _speaker(speaker: Speaker, spoken: str | None) -> Html:
    label = display_name(speaker)
    name = " ".join(part for part in (speaker.honorific, speaker.name) if part)
    native = speaker.name_native
    return join(
        element("bdi", label, class_="label"),
        join(_(", "), element("bdi", name)) if name and name != label else None,
        join(" (", element("bdi", native, **_native(native, spoken)), ")") if native and native != name else None,
        join(_(", "), element("bdi", speaker.role)) if speaker.role else None,
    )


def _native(name: str, spoken: str | None) -> dict[str, str | None]:
    attributes = language_attributes(spoken, name)
    return {"lang": attributes["lang"] or None, "dir": attributes["dir"]}


def _date(date: Date) -> Html:
    """The date as the source gives it, and in the common calendar if that differs."""
    common = _edtf(date.edtf) if date.edtf else None
    written = element("bdi", date.written) if date.written else None
    place = join(_(", "), element("bdi", date.place)) if date.place else None
    both = join(written, " (", common, ")") if written and common and date.written != date.edtf else written or common
    return join(both, place)


def _edtf(edtf: str) -> Html:
    return iso_date(edtf) if _ISO_DATE.match(edtf) else element("bdi", edtf)


def _publication(publication: Publication) -> Html:
    details = [publication.publisher, publication.date, _("in part") if publication.partial else None]
    return join(_address(publication.address), *(join(_(", "), element("bdi", part)) for part in details if part))


def _address(address: str) -> Html:
    if web_address(address) is None:
        return element("bdi", address)
    return element("a", element("bdi", address), href=address, rel="noopener noreferrer")


def _names(*names: str | None) -> list[Html]:
    return [_address(name) for name in names if name]


def _list(names: Iterable[str]) -> list[Html]:
    pieces = [element("bdi", name) for name in names if name]
    return [join(*(join(_(", ") if number else None, piece) for number, piece in enumerate(pieces)))] if pieces else []


def _authors(authors: Iterable[Author | None]) -> list[str]:
    """The authors of the texts, each once, in order. A model is named without its folder."""
    return list(dict.fromkeys(_author(author) for author in authors if author is not None))


def _author(author: Author) -> str:
    if not isinstance(author, Engine):
        return author.handle
    model = re.split(r"[/\\]", author.model.rstrip("/\\"))[-1] if author.model else ""
    return _("a machine ({name})").format(name=" ".join(part for part in (author.name, model) if part))
