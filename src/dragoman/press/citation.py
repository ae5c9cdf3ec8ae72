"""How to cite an edition: a sentence, BibTeX, RIS, CSL-JSON and COinS, each naming the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec

from dragoman.locale import gettext as _
from dragoman.locale import later
from dragoman.transcript.document import Facts, Speaker
from dragoman.transcript.edition import Edition
from dragoman.transcript.public import shown_speakers
from dragoman.transcript.tags import is_tag

__all__ = ["ASKING", "Citation", "as_bibtex", "as_coins", "as_csl", "as_ris", "as_text", "make_citation"]

# The roles of the people who ask the questions.
ASKING = ("interviewer", "host", "presenter", "moderator")
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ORIGINAL = ("aired", "first-published", "recorded")
# How a note names the dates, in the order in which it names them.
_DATES = {
    "recorded": later("recorded {date}"),
    "aired": later("aired {date}"),
    "first-published": later("first published {date}"),
}


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """The content of a citation. ``address`` is that of the edition; ``None`` if the site has no address.

    ``issued``, ``original_date`` and the values of ``dates`` are ISO 8601 or EDTF; ``dates`` has those on which the
    interview was recorded, aired and first published, by kind.
    """

    key: str
    title: str
    number: int
    issued: str | None = None
    original_title: str | None = None
    original_date: str | None = None
    dates: dict[str, str] = {}
    interviewees: tuple[str, ...] = ()
    interviewers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    programme: str | None = None
    publisher: str | None = None
    address: str | None = None
    language: str | None = None


def make_citation(edition: Edition, slug: str, publisher: str | None, address: str | None) -> Citation:
    """The citation of an edition, with everything that is known of it and that a citation has a field for."""
    transcript, facts = edition.transcript, edition.transcript.facts
    named = [speaker for speaker in shown_speakers(transcript) if speaker.name]
    dates = _find_dates(facts)
    return Citation(
        key=f"{slug}-e{edition.number}",
        title=_line(facts.title_target or facts.title or "Interview"),
        number=edition.number or 0,
        issued=edition.date,
        original_title=_line(facts.title) if facts.title and facts.title_target else None,
        original_date=next((dates[kind] for kind in _ORIGINAL if kind in dates), None),
        dates=dates,
        interviewees=tuple(_name(speaker) for speaker in named if not _asks(speaker)),
        interviewers=tuple(_name(speaker) for speaker in named if _asks(speaker)),
        translators=tuple(dict.fromkeys(_line(p.shown) for p in edition.people if p.role == "translator")),
        programme=_line(facts.programme or facts.publisher or "") or None,
        publisher=_line(publisher) if publisher else None,
        address=address,
        language=next(
            (tag for tag in (transcript.target_language, transcript.source_language) if _is_known(tag)), None
        ),
    )


def as_text(citation: Citation) -> str:
    """The citation as a sentence, in the page's language."""
    return " ".join(f"{part}." for part in _parts(citation) if part) + (
        f" {citation.address}" if citation.address else ""
    )


def _parts(citation: Citation) -> Iterator[str]:
    asked = _("interviewed by {names}").format(names=_and(citation.interviewers)) if citation.interviewers else ""
    yield _(", ").join(part for part in (_and(citation.interviewees), asked) if part)
    original = f" [{citation.original_title}]" if citation.original_title else ""
    yield _("“{title}”").format(title=citation.title) + original
    yield _(", ").join(part for part in (citation.programme, citation.original_date) if part)
    yield _("Translated by {names}").format(names=_and(citation.translators)) if citation.translators else ""
    edition = _("edition {number}").format(number=citation.number)
    whole = _(", ").join(part for part in (citation.publisher, edition, citation.issued) if part)
    yield whole if citation.publisher else whole[:1].upper() + whole[1:]


def _note(citation: Citation) -> str:
    """The interviewers and the dates of the interview, for formats that have no field for them."""
    asked = _("interviewed by {names}").format(names=_and(citation.interviewers)) if citation.interviewers else ""
    dated = (_(pattern).format(date=citation.dates[kind]) for kind, pattern in _DATES.items() if kind in citation.dates)
    note = "; ".join(part for part in (asked, *dated) if part)
    return note[:1].upper() + note[1:]


def _and(names: tuple[str, ...]) -> str:
    return _(" and ").join(names)


def as_bibtex(citation: Citation) -> str:
    """A BibTeX entry of the type ``@misc``. ``interviewer`` is a field of our own; all styles print ``note``."""
    fields = {
        "author": _bibtex_names(citation.interviewees),
        "title": _bibtex(citation.title),
        "year": (citation.issued or "")[:4],
        "date": citation.issued or "",
        "interviewer": _bibtex_names(citation.interviewers),
        "translator": _bibtex_names(citation.translators),
        "origdate": _bibtex(citation.original_date or ""),
        "origtitle": _bibtex(citation.original_title or ""),
        "howpublished": _bibtex(citation.programme or ""),
        "publisher": _bibtex(citation.publisher or ""),
        "edition": str(citation.number),
        "language": citation.language or "",
        "note": _bibtex(_note(citation)),
        "url": citation.address or "",
    }
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.key},", *lines, "}", ""])


def as_ris(citation: Citation) -> str:
    """An RIS record."""
    rows = [
        ("TY", "ELEC"),
        *(("AU", name) for name in citation.interviewees),
        ("TI", citation.title),
        ("OP", citation.original_title),
        ("T2", citation.programme),
        *(("A2", name) for name in citation.interviewers),
        *(("A4", name) for name in citation.translators),
        ("PB", citation.publisher),
        ("ET", str(citation.number)),
        ("PY", (citation.issued or "")[:4]),
        ("DA", (citation.issued or "").replace("-", "/")),
        ("LA", citation.language),
        ("N1", _note(citation)),
        ("ID", citation.key),
        ("UR", citation.address),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def as_csl(citation: Citation) -> bytes:
    """CSL-JSON, an array with one entry."""
    entry: dict[str, Any] = {
        "id": citation.key,
        "type": "interview",
        "title": citation.title,
        "original-title": citation.original_title,
        "author": _csl_names(citation.interviewees),
        "interviewer": _csl_names(citation.interviewers),
        "translator": _csl_names(citation.translators),
        "container-title": citation.programme,
        "publisher": citation.publisher,
        "edition": str(citation.number),
        "issued": _csl_date(citation.issued),
        "original-date": _csl_date(citation.original_date),
        "language": citation.language,
        "URL": citation.address,
    }
    known = {field: value for field, value in entry.items() if value}
    return msgspec.json.format(msgspec.json.encode([known]), indent=2) + b"\n"


def as_coins(citation: Citation) -> str:
    """The OpenURL context object that reference managers read from a page, as the ``title`` of a ``Z3988`` span."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "interview"),
        ("rft.title", citation.title),
        *(("rft.creator", name) for name in citation.interviewees),
        *(("rft.contributor", name) for name in (*citation.interviewers, *citation.translators)),
        ("rft.source", citation.programme),
        ("rft.publisher", citation.publisher),
        ("rft.date", citation.issued),
        ("rft.language", citation.language),
        ("rft.identifier", citation.address),
        ("rft_id", citation.address),
    ]
    return urlencode([(key, value) for key, value in pairs if value], errors="replace")


def _is_known(tag: str | None) -> bool:
    return tag is not None and tag != "und" and is_tag(tag)


def _asks(speaker: Speaker) -> bool:
    return (speaker.role or "").strip().lower() in ASKING


def _name(speaker: Speaker) -> str:
    return _line(speaker.sort_name or speaker.name or "")


def _find_dates(facts: Facts) -> dict[str, str]:
    """The first known date of each kind that says when the interview was made or reached the public."""
    known = {date.kind: date.edtf for date in reversed(facts.dates) if date.edtf and date.edtf.strip()}
    return {kind: _line(known[kind]) for kind in _DATES if kind in known}


def _line(text: str) -> str:
    return " ".join(text.split())


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)


def _bibtex_names(names: tuple[str, ...]) -> str:
    # Braces keep a name in one piece. A name with a comma says itself which part is the family name.
    return " and ".join(_bibtex(name) if "," in name else f"{{{_bibtex(name)}}}" for name in names)


def _csl_names(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [_csl_name(name) for name in names]


def _csl_name(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if comma and family and given else {"literal": name}


def _csl_date(date: str | None) -> dict[str, Any] | None:
    if not date:
        return None
    parts = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date, re.ASCII)
    return {"date-parts": [[int(part) for part in parts.groups() if part]]} if parts else {"raw": date}
