"""Write the header of a TEI file: facts of the interview, speakers, authors of the texts, meaning of the marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.conventions.profiles import Profile
from dragoman.formats.options import WriteOptions
from dragoman.formats.reading.xml import Element, add
from dragoman.formats.tei.source_writer import ISO_DATE, write_calendars, write_source
from dragoman.formats.tei.tei_xml import ID, LANG, as_language
from dragoman.render.html import web_address
from dragoman.render.mark_text import find_legend
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.document import Author, Engine, Facts, Person, Speaker, Transcript
from dragoman.transcript.drafting import is_transcriber
from dragoman.transcript.sides import find_languages
from dragoman.transcript.tags import language_name

__all__ = ["PERSON_NAMES", "Encoding", "People", "find_people", "write_header"]

# The types of a speaker's names, in the order in which they are written.
PERSON_NAMES = {"label": "label", "full": "name", "native": "name_native", "sort": "sort_name"}

_ROLE = re.compile(r"[a-z]+", re.ASCII)


class People(msgspec.Struct, frozen=True):
    """The people responsible for the texts: ids of named translators, and of the author or engine of each side.

    ``drafted_by`` are engines that wrote a draft of which people have corrected every text since. ``transcribers`` are
    the people who wrote originals and did not only correct them, ``None`` if that is not known.
    """

    translators: tuple[str, ...]
    authors: dict[str, tuple[str, str, Author]]
    drafted_by: tuple[Engine, ...] = ()
    transcribers: tuple[str, ...] | None = None

    def author(self, side: str, author: Author | None) -> str | None:
        """A pointer to the author or engine of a text."""
        return f"#{self.authors[_key(side, author)][0]}" if author is not None else None

    def editor(self, author: Author | None) -> str | None:
        """A pointer to the person responsible for additions to an original. An engine writes only what was said."""
        return self.author("source", author) if isinstance(author, Person) else None

    def translator(self, author: Author | None) -> str | None:
        """A pointer to the person responsible for a translation's additions."""
        return f"#{self.translators[0]}" if self.translators else self.author("target", author)


def find_people(transcript: Transcript, options: WriteOptions) -> People:
    """Ids for everybody who is responsible for a text."""
    found: dict[str, tuple[str, str, Author]] = {}
    for segment in transcript.segments:
        for side, author in (("source", segment.source_origin), ("target", segment.target_origin)):
            if author is not None:
                found.setdefault(_key(side, author), (f"by{len(found) + 1}", side, author))
    translators = tuple(f"tr{number}" for number in range(1, len(transcript.facts.translators) + 1))
    current = [author for _, _, author in found.values()]
    drafts = tuple(engine for engine in options.drafted_by if engine not in current)
    return People(translators, found, drafts, options.transcribers)


def _key(side: str, author: Author) -> str:
    return side + msgspec.json.encode(author).decode()


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """How the texts are encoded: a description, the name of the encoding, and whose glyphs the legend shows."""

    profile: str
    ident: str = "dragoman"
    convention: Profile


def write_header(root: Element, transcript: Transcript, people: People, encoding: Encoding, heard: str) -> None:
    """Write the header of a document as returned by ``as_kept``.

    :param heard: a sentence about the share that a person has heard
    """
    header = add(root, "teiHeader")
    file = add(header, "fileDesc")
    _titles(add(file, "titleStmt"), transcript, people)
    _publication(add(file, "publicationStmt"), transcript.facts)
    write_source(add(file, "sourceDesc"), transcript)
    legend = _legend(transcript, encoding.convention)
    _encoding(add(header, "encodingDesc"), (encoding.profile, heard), legend, encoding.ident)
    _profile(add(header, "profileDesc"), transcript)


def _titles(statement: Element, transcript: Transcript, people: People) -> None:
    facts, languages = transcript.facts, find_languages(transcript)
    if facts.title_target is not None:
        _set_language(add(statement, "title", facts.title_target, type="main"), languages.target)
    if facts.title is not None:
        _set_language(add(statement, "title", facts.title, type="original"), languages.source)
    if facts.title is None and facts.title_target is None:
        add(statement, "title", "Transcript of an interview", type="supplied")
    for id_, name in zip(people.translators, facts.translators, strict=True):
        add(_statement(statement, id_, "translator"), "persName", name)
    for engine in people.drafted_by:
        _author(_statement(statement, None, "first draft"), engine)
    for id_, side, author in people.authors.values():
        of_original = "transcription"
        if not is_transcriber(author, transcript, people.transcribers):
            of_original = "correction of the transcription"
        _author(_statement(statement, id_, of_original if side == "source" else "translation"), author)


def _statement(parent: Element, id_: str | None, responsibility: str) -> Element:
    statement = add(parent, "respStmt")
    if id_ is not None:
        statement.set(ID, id_)
    add(statement, "resp", responsibility)
    return statement


def _author(statement: Element, author: Author) -> None:
    if isinstance(author, Engine):
        add(statement, "name", author.name, type="software")
        if author.model is not None:
            add(statement, "name", author.model, type="model")
    else:
        add(statement, "persName", author.handle, type="handle")


def _publication(statement: Element, facts: Facts) -> None:
    if facts.publisher is not None:
        add(statement, "publisher", facts.publisher)
    else:
        add(statement, "authority", "not known")
    published = next((date.edtf for date in facts.dates if date.kind == "published-here"), None)
    if published and ISO_DATE.fullmatch(published):
        add(statement, "date", when=published)
    rights = {
        "support": facts.support,
        "rights-holder": facts.rights_holder,
        "ground-for-use": facts.ground_for_use,
        "confidential": None if facts.confidential is None else "yes" if facts.confidential else "no",
    }
    if facts.licence is None and not any(rights.values()):
        return
    availability = add(statement, "availability", status="restricted" if facts.confidential else None)
    if facts.licence is not None:
        add(availability, "licence", facts.licence, target=web_address(facts.licence))
    for kind, words in rights.items():
        if words is not None:
            add(availability, "ab", words, type=kind)


def _encoding(description: Element, said: tuple[str, str], legend: Iterable[str], ident: str) -> None:
    declaration = add(description, "editorialDecl")
    profile, heard = said
    add(declaration, "p", profile)
    for line in legend:
        add(declaration, "p", line, rend="legend")
    add(declaration, "p", heard, rend="heard")
    notation = add(description, "transcriptionDesc", ident=ident, version="1" if ident == "dragoman" else "2016")
    add(notation, "desc", _CONVENTIONS[ident])


_CONVENTIONS = {
    "dragoman": "Dragoman notation, version 1, every mark as an element",
    "iso24624": "ISO 24624:2016, transcription of spoken language",
}


def _legend(transcript: Transcript, convention: Profile) -> Iterator[str]:
    segments = transcript.segments
    for row in find_legend((s.source for s in segments if s.source), (s.target for s in segments if s.target)):
        glyphs = render_plain(flatten(row.sample, convention))
        shown = "" if glyphs.isalpha() else f", shown as {glyphs}"
        yield f"{_ELEMENTS.get(row.kind, row.kind)}{shown}: {row.meaning}"


# The elements of marks whose kinds have other names.
_ELEMENTS = {
    **dict.fromkeys(("inaudible", "omitted", "untranscribed", "untranslated", "redacted"), "gap"),
    **dict.fromkeys(("struck", "cutoff"), "del"),
    "event": "vocal, incident, kinesic",
    "screen": "writing",
    "switched": "foreign rend=spoken",
    "phonetic": "persName type=phonetic",
    "abbreviation": "abbr",
}


def _profile(description: Element, transcript: Transcript) -> None:
    facts = transcript.facts
    if facts.description is not None:
        abstract = add(add(description, "abstract"), "p")
        first, *rest = facts.description.split("\n")
        abstract.text = first
        for line in rest:
            add(abstract, "lb").tail = line
    _languages(description, transcript)
    for kind, words in (("tags", facts.tags), ("categories", facts.categories)):
        if words:
            keywords = add(add(description, "textClass"), "keywords", n=kind)
            for word in words:
                add(keywords, "term", word)
    write_calendars(description, transcript)
    if transcript.speakers:
        people = add(add(description, "particDesc"), "listPerson")
        for speaker in transcript.speakers:
            _person(people, speaker, find_languages(transcript).source)


def _languages(description: Element, transcript: Transcript) -> None:
    spoken = transcript.recording.languages if transcript.recording else ()
    tags = [(tag, "original") for tag in spoken]
    if transcript.target_language is not None:
        tags.append((transcript.target_language, "translation"))
    if tags:
        usage = add(description, "langUsage")
        for tag, role in tags:
            add(usage, "language", language_name(tag), ident=tag, n=role)


def _person(people: Element, speaker: Speaker, language: str | None) -> None:
    role = speaker.role if speaker.role and _ROLE.fullmatch(speaker.role) else None
    person = add(people, "person", role=role)
    person.set(ID, speaker.id)
    for kind, field in PERSON_NAMES.items():
        name = getattr(speaker, field)
        if name is not None:
            element = add(person, "persName", name, type=kind)
            _set_language(element, language if kind == "native" else None)
    for alias in speaker.aliases:
        add(person, "persName", alias, type="alias")
    if speaker.honorific is not None:
        add(add(person, "persName", type="honorific"), "roleName", speaker.honorific)
    if speaker.role is not None:
        add(person, "occupation", speaker.role)
    if speaker.term is not None:
        add(person, "idno", speaker.term, type="term")


def _set_language(element: Element, language: str | None) -> None:
    if language is not None and as_language(language):
        element.set(LANG, language)
