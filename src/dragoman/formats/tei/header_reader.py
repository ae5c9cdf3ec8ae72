"""Read the header of a TEI file into facts, recording and speakers: ours, and the common parts of other headers."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from typing import get_args

from dragoman.formats.reading.xml import Element, local_name
from dragoman.formats.tei.header_writer import PERSON_NAMES
from dragoman.formats.tei.marks_reader import parse_duration
from dragoman.formats.tei.tei_xml import ID, LANG, as_language, pointer, squeeze, squeeze_line
from dragoman.notation.typed import DateKind
from dragoman.render.html import web_address
from dragoman.transcript.document import (
    Author,
    Copy,
    Date,
    Engine,
    Facts,
    Person,
    Publication,
    Recording,
    Speaker,
)

__all__ = [
    "find_access",
    "find_listed_languages",
    "find_named_recording",
    "inherited_language",
    "is_empty",
    "is_ours",
    "read_authors",
    "read_facts",
    "read_recording",
    "read_speakers",
    "words_of",
]


_NAME_PARTS = ("forename", "nameLink", "surname", "genName")
# A web address without a password.
_WEB = re.compile(r"https?://[^/@\s]+(/\S*)?", re.IGNORECASE)


def words_of(element: Element | None) -> str | None:
    """The words in an element on one line; ``None`` if there are none."""
    return None if element is None else squeeze_line("".join(element.itertext())) or None


def is_ours(root: Element) -> bool:
    """Whether a file is in the rich profile of this program."""
    return _convention(root) == "dragoman"


def is_empty(root: Element) -> bool:
    """Whether a file of either profile says that nothing has been transcribed."""
    return _convention(root) in ("dragoman", "iso24624") and root.find("text//p") is not None


def _convention(root: Element) -> str | None:
    found = root.find("teiHeader/encodingDesc/transcriptionDesc")
    name: str | None = None if found is None else found.get("ident")
    return name


def read_facts(root: Element) -> Facts:
    """The header's statements about the whole interview."""
    file = root.find("teiHeader/fileDesc")
    profile = root.find("teiHeader/profileDesc")
    title, title_target = _titles(file)
    translators = [words_of(s.find("persName")) for s in _statements(file) if words_of(s.find("resp")) == "translator"]
    confidential = _find_words(file, "publicationStmt/availability/ab[@type='confidential']")
    return Facts(
        title=title,
        title_target=title_target,
        description=_description(profile),
        programme=_find_words(file, "sourceDesc/bibl[@type='programme']/title"),
        publisher=_find_words(file, "publicationStmt/publisher"),
        support=_find_words(file, "publicationStmt/availability/ab[@type='support']"),
        rights_holder=_find_words(file, "publicationStmt/availability/ab[@type='rights-holder']"),
        ground_for_use=_find_words(file, "publicationStmt/availability/ab[@type='ground-for-use']"),
        licence=_licence(file),
        confidential=None if confidential is None else confidential == "yes",
        translators=tuple(name for name in translators if name),
        tags=_keywords(profile, "tags"),
        categories=_keywords(profile, "categories"),
        dates=tuple(_dates(root)),
        publications=tuple(_publications(file)),
    )


def _find(parent: Element | None, path: str) -> list[Element]:
    return [] if parent is None else list(parent.findall(path))


def _find_words(parent: Element | None, path: str) -> str | None:
    return next((words for element in _find(parent, path) if (words := words_of(element))), None)


def _statements(file: Element | None) -> list[Element]:
    return _find(file, "titleStmt/respStmt")


def _titles(file: Element | None) -> tuple[str | None, str | None]:
    """The original's title and the translation's; a single title is the original's."""
    titles = [title for title in _find(file, "titleStmt/title") if title.get("type") != "supplied"]
    original = next((words_of(title) for title in titles if title.get("type") == "original"), None)
    others = [title for title in titles if title.get("type") != "original"]
    other = words_of(others[0]) if others else None
    if original is None and others and others[0].get("type") != "main":
        return other, None
    return original, other


def _licence(file: Element | None) -> str | None:
    licences = _find(file, "publicationStmt/availability/licence")
    return next((found for e in licences if (found := words_of(e) or web_address(e.get("target") or ""))), None)


def find_access(root: Element) -> str | None:
    """The words of another program's header that restrict access; ``None`` if it does not."""
    for availability in _find(root.find("teiHeader/fileDesc"), "publicationStmt/availability"):
        if availability.get("status") == "restricted" and availability.find("ab[@type='confidential']") is None:
            return words_of(availability) or "availability: restricted"
    return None


def _description(profile: Element | None) -> str | None:
    paragraphs = [squeeze("".join(_with_breaks(p))).strip(" \n") for p in _find(profile, "abstract/p")]
    return "\n".join(filter(None, paragraphs)) or None


def _with_breaks(element: Element) -> Iterator[str]:
    yield re.sub(r"\s+", " ", element.text or "", flags=re.ASCII)
    for child in element:
        yield "\n" if local_name(child) == "lb" else "".join(child.itertext())
        yield re.sub(r"\s+", " ", child.tail or "", flags=re.ASCII)


def _keywords(profile: Element | None, kind: str) -> tuple[str, ...]:
    terms = _find(profile, f"textClass/keywords[@n='{kind}']/term")
    if kind == "tags":
        terms += [t for k in _find(profile, "textClass/keywords") if k.get("n") is None for t in k.findall("term")]
    return tuple(words for term in terms if (words := words_of(term)))


def _dates(root: Element) -> Iterator[Date]:
    calendars = {c.get(ID, ""): words_of(c) for c in root.iterfind("teiHeader/profileDesc/calendarDesc/calendar")}
    for bibl in root.iterfind("teiHeader/fileDesc/sourceDesc/bibl"):
        for kind in get_args(DateKind):
            if bibl.get("type") == kind:
                yield _date(bibl, kind, calendars)
    for date in root.iterfind("teiHeader/fileDesc/sourceDesc/recordingStmt/recording/date"):
        when = squeeze_line(date.get("when") or "") or None
        if when or words_of(date):
            yield Date(kind="recorded", edtf=when, written=words_of(date))


def _date(bibl: Element, kind: DateKind, calendars: dict[str, str | None]) -> Date:
    written = bibl.find("date[@type='written']")
    calendar = pointer(written.get("calendar")) if written is not None else None
    return Date(
        kind=kind,
        edtf=_find_words(bibl, "date[@type='edtf']"),
        written=words_of(written),
        calendar=calendars.get(calendar or ""),
        place=_find_words(bibl, "placeName"),
    )


def _publications(file: Element | None) -> Iterator[Publication]:
    for bibl in _find(file, "sourceDesc/bibl[@type='publication']"):
        yield Publication(
            address=_find_words(bibl, "idno[@type='address']") or "",
            publisher=_find_words(bibl, "publisher"),
            date=_find_words(bibl, "date"),
            partial={"partial": True, "complete": False}.get(bibl.get("subtype") or ""),
        )


def read_recording(root: Element, languages: tuple[str, ...]) -> Recording | None:
    """The header's statements about the sound; ``None`` if there are none and no language is known.

    A path in another program's file must not refer to one of our files: only copies on the web are used.
    """
    element = root.find("teiHeader/fileDesc/sourceDesc/recordingStmt/recording")
    if element is None:
        return Recording(languages=languages) if languages else None
    media = list(element.iterfind("media"))
    return Recording(
        media_type=_find_words(element, "equipment/ab[@type='media-type']") or _guess_type(media),
        duration=parse_duration(element.get("dur")),
        languages=languages,
        copies=tuple(copy for one in media if (copy := _copy(one))),
    )


def find_named_recording(root: Element) -> str | None:
    """The header's name for a recording without a web address."""
    urls = [_url(one) for one in root.iterfind("teiHeader/fileDesc/sourceDesc/recordingStmt/recording/media")]
    named = [re.split(r"[/\\]", url)[-1] for url in urls if not _WEB.fullmatch(url) and url != "about:blank"]
    return next(filter(None, named), None)


def _url(media: Element) -> str:
    described = next((words_of(desc) for desc in media.iterfind("desc[@type='address']")), None)
    return described or squeeze_line(media.get("url") or "")


def _copy(media: Element) -> Copy | None:
    if not _WEB.fullmatch(_url(media)):
        return None
    described = {desc.get("type"): words_of(desc) for desc in media.iterfind("desc")}
    offset = described.get("offset") or "0"
    return Copy(
        address=_url(media),
        sha256=described.get("sha256"),
        offset=int(offset) if re.fullmatch(r"-?\d{1,15}", offset, re.ASCII) else 0,
        seen=described.get("seen"),
    )


def _guess_type(media: list[Element]) -> str | None:
    return next((kind for one in media if (kind := mimetypes.guess_type(_url(one))[0])), None)


def read_speakers(root: Element) -> tuple[Speaker, ...]:
    """The participants, each once."""
    found: dict[str, Speaker] = {}
    for person in root.iterfind("teiHeader/profileDesc/particDesc//person"):
        id_ = person.get(ID)
        if id_ and id_ not in found:
            found[id_] = _speaker(person, id_)
    return tuple(found.values())


def _speaker(person: Element, id_: str) -> Speaker:
    names = [(name.get("type"), name) for name in person.iterfind("persName")]
    typed = {kind: words_of(name) for kind, name in reversed(names)}
    known = {field: typed.get(kind) for kind, field in PERSON_NAMES.items()}
    if not set(typed) & {*PERSON_NAMES, "alias", "honorific"}:
        known |= _others_names(person, names)
    return Speaker(
        id=id_,
        **known,
        role=_find_words(person, "occupation") or squeeze_line(person.get("role") or "") or None,
        honorific=typed.get("honorific"),
        aliases=tuple(words for kind, name in names if kind == "alias" and (words := words_of(name))),
        term=_find_words(person, "idno[@type='term']"),
    )


def _others_names(person: Element, names: list[tuple[str | None, Element]]) -> dict[str, str | None]:
    """Names in another program's header: an abbreviation is the label, a name with parts is the full name."""
    abbreviated = next((words_of(name.find("abbr")) for _, name in names if name.find("abbr") is not None), None)
    whole = next((_full_name(name) for _, name in names if name.find("abbr") is None), None)
    label = abbreviated or whole or squeeze_line(person.get("n") or "") or None
    parts = any(name.find(part) is not None for _, name in names for part in ("surname", "forename"))
    return {"label": label, "name": whole if parts or (abbreviated and whole) else None}


def _full_name(name: Element) -> str | None:
    """A name as people write it: forenames first, whatever the order of its parts, with spaces between them."""
    parts = [words_of(part) for kind in _NAME_PARTS for part in name.iterfind(kind)]
    return " ".join(filter(None, parts)) or words_of(name)


def read_authors(root: Element) -> dict[str, Author]:
    """The authors of texts by id: people, and programs."""
    authors: dict[str, Author] = {}
    for statement in root.iterfind("teiHeader/fileDesc/titleStmt/respStmt"):
        id_, person = statement.get(ID), statement.find("persName")
        software = statement.find("name[@type='software']")
        if id_ and software is not None:
            authors[id_] = Engine(name=words_of(software) or "", model=_find_words(statement, "name[@type='model']"))
        elif id_ and person is not None and person.get("type") == "handle":
            authors[id_] = Person(handle=words_of(person) or "")
    return authors


def find_listed_languages(root: Element, role: str) -> tuple[str, ...]:
    """The tags of the languages that the header lists in a role, ``original`` or ``translation``."""
    usage = root.iterfind("teiHeader/profileDesc/langUsage/language")
    return tuple(tag for e in usage if e.get("n") == role and (tag := as_language(e.get("ident"))))


def inherited_language(element: Element) -> str | None:
    """The language of an element, from itself or an ancestor."""
    holder: Element | None = element
    while holder is not None:
        if holder.get(LANG):
            return as_language(holder.get(LANG))
        holder = holder.getparent()
    return None
