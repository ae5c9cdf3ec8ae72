"""What the site keeps of an interview beside its pages: its entry and its passages.

Lists, feeds, pages of people and search are made from these two, without reading the editions again.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.formats.plain_lines import typed
from dragoman.media.web import MEDIA_TYPE
from dragoman.press.changes import list_corrections
from dragoman.press.downloads import plan_downloads
from dragoman.press.listing.related import frequent_words
from dragoman.press.media import find_page_player
from dragoman.press.site_model import Entry, Interview, Issued, Media, Passage, Sound, Voice
from dragoman.render.html import web_address
from dragoman.render.page.about import page_title
from dragoman.render.page.model import make_page_model
from dragoman.transcript.document import Segment, Speaker, Transcript
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.public import shown_speakers, without_desk_notes
from dragoman.transcript.sides import Languages, anchor, find_languages, text_on
from dragoman.transcript.text import plain

__all__ = ["digest", "encode_passages", "find_sources", "make_entry", "make_passages"]

_ENCODER = msgspec.json.Encoder(order="deterministic")


def make_entry(interview: Interview, media: Media = "none") -> Entry:
    """The entry of an interview for the lists of the site.

    :param media: what is published of the recording
    """
    latest = interview.latest
    transcript, facts = latest.transcript, latest.transcript.facts
    live = [segment for segment in transcript.segments if segment.withdrawn is None]
    languages = find_languages(transcript)
    return Entry(
        slug=interview.slug,
        title=page_title(make_page_model(msgspec.structs.replace(transcript, segments=()))),
        title_language=transcript.target_language if facts.title_target else languages.source if facts.title else None,
        original=facts.title if facts.title_target else None,
        source_language=languages.source,
        target_language=transcript.target_language,
        description=facts.description,
        date=latest.date,
        sound=latest.sound,
        covers=facts.covers,
        withdrawn=latest.withdrawn is not None,
        hashes=tuple(map(interview.find_hash, interview.editions)),
        editions=tuple(_issued(*one) for one in list_corrections(interview.editions)),
        dates=facts.dates,
        programme=facts.programme,
        publisher=facts.publisher,
        publications=facts.publications,
        categories=facts.categories,
        tags=facts.tags,
        voices=_voices(transcript, live),
        translators=tuple(dict.fromkeys(one.shown for one in latest.people if one.role == "translator")),
        languages=tuple(filter(None, dict.fromkeys(languages.on("source", segment) for segment in live))),
        words=frequent_words(_texts(live)),
        passages=len(live),
        duration=transcript.recording.duration if transcript.recording else None,
        chapters=facts.chapters,
        rights_holder=facts.rights_holder,
        licence=facts.licence,
        media=_sound(interview, media),
        sources=find_sources(interview),
        unsettled=latest.unsettled,
        files=tuple(file.name for file in plan_downloads(transcript, interview.slug)),
        names=tuple(tuple(dict.fromkeys((*term.source, *term.target))) for term in transcript.glossary),
    )


def find_sources(interview: Interview) -> tuple[str, ...]:
    """The hash of each edition's file; of an edition without a file, the hash of its JSON."""
    return interview.sources or tuple(map(digest, interview.editions))


def digest(content: object) -> str:
    """SHA-256 of a value's JSON, in hexadecimal."""
    return hashlib.sha256(_ENCODER.encode(content)).hexdigest()


def make_passages(interview: Interview, profile: Profile = NOTATION) -> tuple[Passage, ...]:
    """The passages of the latest edition, in order, without withdrawn ones.

    :param profile: gives the glyphs for readers
    """
    if interview.latest.withdrawn is not None:
        return ()
    transcript = without_desk_notes(interview.latest.transcript)
    languages = find_languages(transcript)
    return tuple(_passage(one, languages, profile) for one in transcript.segments if one.withdrawn is None)


def encode_passages(passages: Sequence[Passage]) -> bytes:
    """The content of ``passages.json``."""
    return msgspec.json.encode(passages) + b"\n"


def _texts(live: Sequence[Segment]) -> Iterator[str]:
    """The translation of each passage, or the original if it has none."""
    return (plain(text) for segment in live if (text := segment.target or segment.source))


def _passage(segment: Segment, languages: Languages, profile: Profile) -> Passage:
    span = segment.span
    return Passage(
        id=anchor(segment.id),
        voice=segment.speaker,
        start=span.start if span else None,
        end=span.end if span else None,
        source_language=languages.on("source", segment),
        source=typed(text_on("source", segment), profile) or None,
        target=typed(text_on("target", segment), profile) or None,
    )


def _issued(edition: Edition, changes: tuple[Correction, ...]) -> Issued:
    if edition.withdrawn is not None:
        day = edition.withdrawn.date
        return Issued(number=edition.number or 0, date=edition.date, withdrawn=True, withdrawn_on=day)
    return Issued(number=edition.number or 0, date=edition.date, note=edition.note, changes=changes)


def _voices(transcript: Transcript, live: Sequence[Segment]) -> tuple[Voice, ...]:
    spoken = Counter(segment.speaker for segment in live)
    return tuple(_voice(speaker, transcript, spoken[speaker.id]) for speaker in shown_speakers(transcript))


def _voice(speaker: Speaker, transcript: Transcript, passages: int) -> Voice:
    # The glossary of an edition has only spellings that occur in it. A speaker without a name gets no other spellings.
    term = next((one for one in transcript.glossary if speaker.name and one.id == speaker.term), None)
    others = (*speaker.aliases, *((*term.target, *term.source) if term else ())) if speaker.name else ()
    return Voice(
        id=speaker.id,
        label=speaker.label,
        name=speaker.name,
        name_native=speaker.name_native if speaker.name else None,
        sort_name=speaker.sort_name if speaker.name else None,
        honorific=speaker.honorific,
        role=speaker.role,
        aliases=tuple(dict.fromkeys(others)),
        term=term.id if term else None,
        authority=term.authority if term else None,
        passages=passages,
    )


def _sound(interview: Interview, media: Media) -> Sound | None:
    """The sound that the page of the latest edition plays."""
    if interview.latest.withdrawn is not None:
        return None
    player = find_page_player(interview.latest.transcript, media, interview.copy, f"{interview.slug}/")
    if player is None:
        return None
    is_copy = web_address(player.address) is None
    kind = MEDIA_TYPE if is_copy else mimetypes.guess_type(player.address)[0]
    return Sound(address=player.address, is_copy=is_copy, media_type=kind, offset=player.offset)
