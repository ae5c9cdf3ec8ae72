"""A page's statements about the interview, in its words and in its metadata, as the facts of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dragoman.formats.prose.fact_lines import Head
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.transcript.document import Date, Facts, Publication

__all__ = ["make_facts"]

# How many characters of a description are compared with the first words.
_COMPARED = 60


def make_facts(head: Head, facts: Metadata, words: Sequence[str], side: Literal["source", "target"]) -> Facts:
    """The facts of a document; the words on the page take precedence over its metadata.

    :param side: which text the page's own title belongs to
    """
    own, other = head.title or facts.title, head.other_title or facts.other_title
    is_source = side == "source"
    published = () if any(date.kind == "first-published" for date in head.dates) else _published(facts)
    return Facts(
        title=own if is_source else other,
        title_target=other if is_source else own,
        description=_description(head, facts, words),
        support="\n".join(head.support) or None,
        programme=head.programme,
        publisher=head.publisher,
        rights_holder=head.rights_holder,
        ground_for_use=head.ground_for_use,
        licence=head.licence,
        confidential=head.confidential,
        translators=tuple(dict.fromkeys((*head.translators, *facts.translators))),
        tags=tuple(dict.fromkeys((*facts.tags, *head.tags))),
        categories=tuple(dict.fromkeys((*facts.categories, *head.categories))),
        dates=tuple(dict.fromkeys((*head.dates, *published))),
        publications=_publications(head, facts),
    )


def _published(facts: Metadata) -> tuple[Date, ...]:
    return (Date(kind="first-published", edtf=facts.published, place=facts.site),) if facts.published else ()


def _publications(head: Head, facts: Metadata) -> tuple[Publication, ...]:
    """The chain of publications, with the page itself last."""
    chain = {publication.address: publication for publication in head.publications}
    if facts.address:
        chain.pop(facts.address, None)
        chain[facts.address] = Publication(address=facts.address, publisher=facts.site, date=facts.published)
    return tuple(chain.values())


def _description(head: Head, facts: Metadata, words: Sequence[str]) -> str | None:
    """The lines at the head without other facts; else the description in the metadata, unless it is an excerpt."""
    if head.described or head.rest:
        return "\n".join((*head.described, *head.rest))
    stated = facts.description or ""
    beginning = "".join(character for text in words[:3] for character in text if character.isalnum())
    is_excerpt = "".join(filter(str.isalnum, stated))[:_COMPARED] in beginning
    return stated if stated and not is_excerpt else None
