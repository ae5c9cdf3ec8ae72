"""What machines read of a page: search engines, reference managers, places where a link to it is pasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.formats.html import Html, element, join, web_address
from dragoman.formats.sides import anchor, find_languages
from dragoman.press.citation import Citation
from dragoman.press.downloads import Download
from dragoman.press.plan import Desk, Interview, site_address
from dragoman.transcript.document import Segment, Speaker, Transcript
from dragoman.transcript.edition import Edition
from dragoman.transcript.span import format_duration
from dragoman.transcript.text import plain

__all__ = ["render_head", "structured"]

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def render_head(interview: Interview, edition: Edition, desk: Desk, downloads: Iterable[tuple[str, Download]]) -> Html:
    """Everything but title, policy and style. Downloads come with their addresses as the page sees them."""
    citation = interview.cite(edition, desk)
    graph = structured(interview, edition, desk)
    return join(*(join(tag, "\n") for tag in _tags(interview, edition, desk, citation, downloads)), _script(graph))


def _tags(
    interview: Interview,
    edition: Edition,
    desk: Desk,
    citation: Citation,
    downloads: Iterable[tuple[str, Download]],
) -> Iterator[Html]:
    facts = edition.transcript.facts
    home = site_address(desk, f"{interview.slug}/")
    if home:
        yield element("link", rel="canonical", href=home)
    for address, file in downloads:
        title = f"{file.title}, {file.language}" if file.language else file.title
        yield element("link", rel="alternate", type=file.media_type, title=title, href=address)
    if facts.description:
        yield element("meta", name="description", content=facts.description)
    for name, content in _open_graph(citation, home, facts.description, desk):
        yield element("meta", property=name, content=content)
    for name, content in _highwire(citation, home):
        yield element("meta", name=name, content=content)


def _open_graph(citation: Citation, home: str | None, description: str | None, desk: Desk) -> Iterator[tuple[str, str]]:
    pairs = (
        ("og:type", "article"),
        ("og:title", citation.title),
        ("og:description", description),
        ("og:url", home),
        ("og:site_name", desk.name),
        ("article:published_time", citation.issued),
    )
    return ((name, content) for name, content in pairs if content)


def _highwire(citation: Citation, home: str | None) -> Iterator[tuple[str, str]]:
    pairs = (
        ("citation_title", citation.title),
        *(("citation_author", name) for name in citation.interviewees),
        ("citation_publication_date", (citation.issued or "").replace("-", "/")),
        ("citation_publisher", citation.publisher),
        ("citation_language", citation.language),
        ("citation_public_url", citation.address or home),
    )
    return ((name, content) for name, content in pairs if content)


def _script(graph: dict[str, Any]) -> Html:
    """A block of data that no text in it can end."""
    text = msgspec.json.encode(graph).decode()
    safe = "".join(_UNSAFE.get(character, character) for character in text)
    return Html(f'<script type="application/ld+json">{safe}</script>')


def structured(interview: Interview, edition: Edition, desk: Desk) -> dict[str, Any]:
    """The page as schema.org knows it: an article, based on a recording, quoting people."""
    transcript, facts = edition.transcript, edition.transcript.facts
    citation = interview.cite(edition, desk)
    page = site_address(desk, f"{interview.slug}/e{edition.number}/")
    people = {speaker.id: _person(speaker) for speaker in transcript.speakers if speaker.name}
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": page,
            "url": page,
            "headline": citation.title,
            "alternativeHeadline": citation.original_title,
            "description": facts.description,
            "inLanguage": transcript.target_language,
            "datePublished": edition.date,
            "version": str(edition.number),
            "license": web_address(facts.licence or ""),
            "keywords": list(facts.tags),
            "publisher": _known({"@type": "Organization", "name": desk.name, "url": desk.address})
            if desk.name
            else None,
            "translator": [{"@type": "Person", "name": name} for name in citation.translators],
            "correction": [_correction(change.what, change.date) for change in edition.changes],
            "isBasedOn": _recording(transcript),
            "hasPart": [_quotation(s, people, page, transcript) for s in transcript.segments if _is_said(s)],
        }
    )


def _known(value: dict[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in value.items() if content not in (None, "", [], {})}


def _person(speaker: Speaker) -> dict[str, Any]:
    return _known({"@type": "Person", "name": speaker.name, "alternateName": speaker.name_native})


def _correction(what: str, date: str | None) -> dict[str, Any]:
    return _known({"@type": "CorrectionComment", "text": what, "datePublished": date})


def _recording(transcript: Transcript) -> dict[str, Any] | None:
    recording, facts = transcript.recording, transcript.facts
    if recording is None:
        return None
    is_video = (recording.media_type or "").startswith("video/")
    addresses = [copy.address for copy in recording.copies if web_address(copy.address)]
    said = [plain(segment.source) for segment in transcript.segments if segment.source and not segment.withdrawn]
    return _known(
        {
            "@type": "VideoObject" if is_video else "AudioObject",
            "name": facts.title or facts.title_target,
            "inLanguage": find_languages(transcript).source,
            "duration": format_duration(recording.duration) if recording.duration else None,
            "contentUrl": next(iter(addresses), None),
            "encodingFormat": recording.media_type,
            "transcript": "\n".join(said),
            "hasPart": [
                _known(
                    {
                        "@type": "Clip",
                        "name": chapter.title,
                        "startOffset": chapter.span.start // 1000,
                        "endOffset": None if chapter.span.end is None else chapter.span.end // 1000,
                    }
                )
                for chapter in facts.chapters
            ],
        }
    )


def _is_said(segment: Segment) -> bool:
    return segment.withdrawn is None and bool(segment.target)


def _quotation(
    segment: Segment, people: dict[str, dict[str, Any]], page: str | None, transcript: Transcript
) -> dict[str, Any]:
    return _known(
        {
            "@type": "Quotation",
            "text": plain(segment.target or ()),
            "inLanguage": transcript.target_language,
            "spokenByCharacter": people.get(segment.speaker or ""),
            "url": f"{page}#{anchor(segment.id)}" if page else None,
        }
    )
