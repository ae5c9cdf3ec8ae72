"""The metadata of a page, for search engines, reference managers, and previews of links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.locale import gettext
from dragoman.press.citation import Citation
from dragoman.press.downloads import PlannedDownload, name_side
from dragoman.press.site_model import Interview, Publisher, site_address
from dragoman.render.html import Html, element, join, web_address
from dragoman.transcript.document import Facts, Speaker
from dragoman.transcript.edition import Edition
from dragoman.transcript.public import shown_speakers
from dragoman.transcript.sides import find_languages
from dragoman.transcript.span import format_duration
from dragoman.transcript.tags import is_tag

__all__ = ["CARD", "HEIGHT", "WIDTH", "render_head", "structured"]

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}", re.ASCII)
# The preview picture of the page: its file name, and its size in pixels.
CARD, WIDTH, HEIGHT = "card.png", 1200, 630


def render_head(
    interview: Interview,
    edition: Edition,
    publisher: Publisher,
    downloads: Iterable[tuple[str, PlannedDownload]],
    citation: Citation,
    *,
    has_card: bool = False,
) -> Html:
    """Everything in the head but title, policy and style.

    :param downloads: each with its address relative to the page
    :param has_card: whether there is a preview picture
    """
    card = site_address(publisher, f"{interview.slug}/e{edition.number}/{CARD}") if has_card else None
    graph = structured(interview, edition, publisher, citation, card)
    tags = (
        *_links(interview, edition, publisher, downloads),
        *_open_graph(interview, edition, publisher, citation, card),
        *_highwire(citation, edition.transcript.facts),
    )
    return join(*(join(tag, "\n") for tag in tags), _script(graph))


def _links(
    interview: Interview, edition: Edition, publisher: Publisher, downloads: Iterable[tuple[str, PlannedDownload]]
) -> Iterator[Html]:
    home = site_address(publisher, f"{interview.slug}/")
    if home:
        yield element("link", rel="canonical", href=home)
    for tag, slug in _translations(interview, edition):
        yield element("link", rel="alternate", hreflang=tag, href=site_address(publisher, f"{slug}/"))
    for address, file in downloads:
        side = name_side(file)
        title = f"{gettext(file.title)}, {side}" if side else gettext(file.title)
        yield element("link", rel="alternate", type=file.media_type, title=title, href=address)


def _translations(interview: Interview, edition: Edition) -> Iterator[tuple[str, str]]:
    """The same interview in several languages: tag and slug of each, including this one; none if it is the only one."""
    own = edition.transcript
    siblings = [(part.target_language, part.slug) for part in interview.parts if part.covers == own.facts.covers]
    others = [(tag, slug) for tag, slug in siblings if tag and is_tag(tag) and tag != own.target_language]
    if others and own.target_language and is_tag(own.target_language):
        yield from sorted([(own.target_language, interview.slug), *others])


def _open_graph(
    interview: Interview, edition: Edition, publisher: Publisher, citation: Citation, card: str | None
) -> Iterator[Html]:
    facts = edition.transcript.facts
    if facts.description:
        yield element("meta", name="description", content=facts.description)
    pairs = (
        ("og:type", "article"),
        ("og:title", citation.title),
        ("og:description", facts.description),
        ("og:url", site_address(publisher, f"{interview.slug}/")),
        ("og:site_name", publisher.name),
        ("og:locale", (citation.language or "").replace("-", "_")),
        ("article:published_time", citation.issued),
        *((("og:image", card), ("og:image:type", "image/png")) if card else ()),
        *((("og:image:width", str(WIDTH)), ("og:image:height", str(HEIGHT))) if card else ()),
        *((("og:image:alt", citation.title),) if card else ()),
    )
    for name, content in pairs:
        if content:
            yield element("meta", property=name, content=content)
    if card:
        yield element("meta", name="twitter:card", content="summary_large_image")


def _highwire(citation: Citation, facts: Facts) -> Iterator[Html]:
    pairs = (
        ("citation_title", citation.title),
        *(("citation_author", name) for name in citation.interviewees),
        ("citation_publication_date", (citation.issued or "").replace("-", "/")),
        ("citation_publisher", citation.publisher),
        ("citation_language", citation.language),
        ("citation_public_url", citation.address),
        ("citation_abstract", facts.description),
        ("citation_keywords", "; ".join(facts.tags)),
    )
    return (element("meta", name=name, content=content) for name, content in pairs if content)


def _script(graph: dict[str, Any]) -> Html:
    """A data block that no text in it can end."""
    safe = msgspec.json.encode(graph).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Html(f'<script type="application/ld+json">{safe}</script>')


def structured(
    interview: Interview, edition: Edition, publisher: Publisher, citation: Citation, card: str | None = None
) -> dict[str, Any]:
    """The page in the terms of schema.org: an article about people, based on a recording.

    The transcript is on the page and in its downloads. It is not repeated here: it would be a third of the page.
    """
    transcript, facts = edition.transcript, edition.transcript.facts
    page = site_address(publisher, f"{interview.slug}/e{edition.number}/")
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": page,
            "url": page,
            "headline": citation.title,
            "alternativeHeadline": citation.original_title,
            "description": facts.description,
            "image": card,
            "inLanguage": transcript.target_language,
            "datePublished": edition.date,
            "version": str(edition.number),
            "license": web_address(facts.licence or ""),
            "keywords": list(facts.tags),
            "publisher": _known(
                {"@type": "Organization", "name": publisher.name, "url": web_address(publisher.address or "")}
            )
            if publisher.name
            else None,
            "translator": [{"@type": "Person", "name": name} for name in citation.translators],
            "correction": [
                _correction(change.what, change.date)
                for one in interview.editions
                if one.withdrawn is None and (one.number or 0) <= (edition.number or 0)
                for change in one.changes
            ],
            "isBasedOn": _recording(edition, page, card),
            "contributor": [_person(speaker) for speaker in shown_speakers(transcript) if speaker.name],
        }
    )


def _known(value: dict[str, Any]) -> dict[str, Any]:
    return {name: content for name, content in value.items() if content not in (None, "", [], {})}


def _person(speaker: Speaker) -> dict[str, Any]:
    return _known({"@type": "Person", "name": speaker.name, "alternateName": speaker.name_native})


def _correction(what: str, date: str | None) -> dict[str, Any]:
    return _known({"@type": "CorrectionComment", "text": what, "datePublished": date})


def _first_shown(facts: Facts) -> str | None:
    """When the recording was published or aired, as a day, month or year; ``None`` if that is not known for certain."""
    days = {date.kind: date.edtf for date in facts.dates if date.edtf and _ISO.fullmatch(date.edtf)}
    return days.get("first-published") or days.get("aired")


def _recording(edition: Edition, page: str | None, card: str | None) -> dict[str, Any] | None:
    transcript = edition.transcript
    recording, facts = transcript.recording, transcript.facts
    if recording is None or not (recording.copies or recording.duration or recording.media_type):
        # A language alone says nothing about a recording.
        return None
    is_video = (recording.media_type or "").startswith("video/")
    addresses = [copy.address for copy in recording.copies if web_address(copy.address)]
    return _known(
        {
            "@type": "VideoObject" if is_video else "AudioObject",
            "name": facts.title or facts.title_target,
            "inLanguage": find_languages(transcript).source,
            "duration": format_duration(recording.duration) if recording.duration else None,
            "contentUrl": next(iter(addresses), None),
            "encodingFormat": recording.media_type,
            "thumbnailUrl": card,
            # Search engines require a date of a video; the page is the last place where it was published.
            "uploadDate": _first_shown(facts) or (edition.date if is_video else None),
            "hasPart": [
                _known(
                    {
                        "@type": "Clip",
                        "name": chapter.title,
                        "startOffset": chapter.span.start // 1000,
                        "endOffset": None if chapter.span.end is None else chapter.span.end // 1000,
                        "url": f"{page}?t={chapter.span.start // 1000}" if page else None,
                    }
                )
                for chapter in facts.chapters
            ],
        }
    )
