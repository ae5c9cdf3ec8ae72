"""EXMARaLDA's basic (``.exb``) and segmented (``.exs``) transcriptions: tiers of events on a time line. Read only.

Consecutive events without a gap form one speech, which is cut at the ends of sentences: in the score they are only
separated where another speaker begins. Source: exmaralda.org, "Data model and file formats".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.annotation.eaf.file import ROLES
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.decode import check_number, check_size
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms
from dragoman.formats.reading.xml import Element, local_name, parse_xml
from dragoman.notation.events import find_event
from dragoman.notation.gap_words import names_loss
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Speaker
from dragoman.transcript.tags import NAMES, find_tag
from dragoman.transcript.text import Gap, Incident, Inline, Mark, Pause, Text

__all__ = ["read"]

_ROOTS = ("basic-transcription", "segmented-transcription")
_NO_LANGUAGES = ("nn", "nv")
_TRANSLATION = re.compile(next(pattern for role, pattern in ROLES if role == "translation"), re.IGNORECASE)
# HIAT's double brackets: pauses and sounds.
_DOUBLE = re.compile(r"\(\(([^()]{1,80})\)\)")
_UNINTELLIGIBLE = frozenset(
    ("unint", "unintelligible", "unv", "unverst", "unverständlich", "inaudible", "incomprehensible")
)
_SECONDS = re.compile(r"(\d{1,3})(?:[.,](\d{1,3}))?\s*s(?:ec)?\.?")
_ENDS = re.compile(r"[.?!…。？！؟۔][\"'”’»)\]]*\s*\Z")

_STOPS = (",", ";", ":", "?", "!", "،", "؛", "、", "…")


class _Event(msgspec.Struct, frozen=True):
    """An event on a tier between two points of the time line; the points are numbered from 0."""

    first: int
    last: int
    text: str
    line: int


class _Tier(msgspec.Struct, frozen=True):
    """A tier: its speaker's id, its category (``v``, ``en``), and its type (``t`` for speech)."""

    speaker: str | None
    category: str
    kind: str
    events: tuple[_Event, ...]

    @property
    def language(self) -> str | None:
        """The language named by the category, for a tier that does not contain speech."""
        tag = find_tag(self.category)
        return tag if self.kind != "t" and tag in NAMES and self.category not in _NO_LANGUAGES else None


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the speeches of all tiers as passages in the order of the time line, with their translations.

    :raises FormatError: if the file is not an EXMARaLDA transcription, or has no tier of words with events
    """
    check_size(content, options)
    root = parse_xml(content, options)
    if local_name(root) not in _ROOTS:
        fault = f"is XML, but not an EXMARaLDA transcription (it begins with {local_name(root)[:40]})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline)
    log = ProblemLog()
    times = [as_ms(point.get("time")) for point in root.iter("tli")]
    places = {point.get("id"): place for place, point in enumerate(root.iter("tli"))}
    tiers = [*_find_tiers(root, places), *_find_segmented(root, places)]
    if not any(tier.events for tier in tiers if tier.kind == "t"):
        raise FormatError(options.path, "contains no tier of words with events", "check whether it is the right file")
    check_number(sum(len(tier.events) for tier in tiers), options)
    speeches = [(tier, run) for tier in tiers if tier.kind == "t" for run in _find_speeches(tier.events)]
    speeches.sort(key=lambda speech: speech[1][0].first)
    translated = _find_translations(tiers, log)
    cues = [_cue(tier, run, times, translated.get(tier.speaker, [])) for tier, run in speeches]
    return make_document(cues, options, log, _heading(root, tiers))


def _find_tiers(root: Element, places: dict[str | None, int]) -> Iterator[_Tier]:
    for tier in root.iter("tier"):
        events = _events(tier.iterfind("event"), places, "start", "end")
        yield _Tier(tier.get("speaker"), tier.get("category") or "", tier.get("type") or "", events)


def _find_segmented(root: Element, places: dict[str | None, int]) -> Iterator[_Tier]:
    for tier in root.iter("segmented-tier"):
        kinds = list(tier.iterfind("segmentation"))
        best = next((one for one in kinds if (one.get("name") or "").endswith("_Event")), kinds[0] if kinds else None)
        leaves = [] if best is None else [part for part in best.iter("ts") if part.find("ts") is None]
        yield _Tier(
            tier.get("speaker"), tier.get("category") or "", tier.get("type") or "t", _events(leaves, places, "s", "e")
        )
        for layer in tier.iterfind("annotation"):
            events = _events(layer.iterfind("ta"), places, "s", "e")
            yield _Tier(tier.get("speaker"), layer.get("name") or "", "a", events)


def _events(elements: Iterable[Element], places: dict[str | None, int], start: str, end: str) -> tuple[_Event, ...]:
    found = []
    for element in elements:
        first, last = places.get(element.get(start)), places.get(element.get(end))
        text = "".join(element.itertext())
        if first is not None and text:
            found.append(_Event(first, last if last is not None else first, text, element.sourceline or 1))
    return tuple(sorted(found, key=lambda event: event.first))


def _find_speeches(events: Sequence[_Event]) -> Iterator[list[_Event]]:
    run: list[_Event] = []
    for event in events:
        if run and (run[-1].last != event.first or _ENDS.search(run[-1].text)):
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def _find_translations(tiers: Sequence[_Tier], log: ProblemLog) -> dict[str | None, list[_Event]]:
    """The events of translations by speaker, in the first language; other layers are reported."""
    found: dict[str | None, list[_Event]] = {}
    chosen: str | None = None
    for tier in tiers:
        if tier.kind == "t" or not tier.events:
            continue
        is_translation = tier.language is not None or _TRANSLATION.fullmatch(tier.category) is not None
        if is_translation and (chosen is None or chosen == tier.category):
            chosen = tier.category
            found.setdefault(tier.speaker, []).extend(tier.events)
        else:
            shown = " ".join(tier.events[0].text.split())[:100]
            message = "the layer {words} is left out ({count}), the first says: {shown}"
            log.add(
                Problem.of(
                    "layer-left-out",
                    "note",
                    message,
                    words=repr(tier.category[:40]),
                    count=len(tier.events),
                    shown=shown,
                )
            )
    return found


def _cue(tier: _Tier, run: Sequence[_Event], times: Sequence[int | None], translated: Sequence[_Event]) -> ImportedCue:
    first, last = run[0].first, run[-1].last
    start, end = times[first], times[last]
    return ImportedCue(
        start=start,
        end=end if end is not None and last > first else None,
        text=_marked(_joined(event.text for event in run)),
        translation=" ".join(event.text.strip() for event in translated if first <= event.first < max(last, first + 1)),
        speaker=tier.speaker,
        line=run[0].line,
    )


def _joined(texts: Iterable[str]) -> str:
    """The events as one text: the parts of a divided word are joined, and a comma ends a word."""
    out = ""
    for text in texts:
        out += " " if out.endswith(_STOPS) and text[:1].isalpha() else ""
        out += text
    return out


def _marked(words: str) -> str | Text:
    """The words, with HIAT's double brackets as marks."""
    if "((" not in words:
        return words
    out: list[Inline] = []
    at = 0
    for match in _DOUBLE.finditer(words):
        seconds = _SECONDS.fullmatch(match[1].strip())
        length = int(seconds[1]) * 1000 + int((seconds[2] or "0").ljust(3, "0")) if seconds else 0
        out += [words[at : match.start()], Pause(length) if seconds else _mark(match[1].strip())]
        at = match.end()
        if words[at : at + 1].isalnum():
            out.append(" ")
    return tuple(inline for inline in (*out, words[at:]) if inline != "")


def _mark(said: str) -> Mark:
    if said.casefold().rstrip(".") in _UNINTELLIGIBLE:
        return Gap("inaudible", None, said if names_loss(said) else None)
    return (find_event(said) or Incident)(said)


def _heading(root: Element, tiers: Sequence[_Tier]) -> Heading:
    spoken = {tag for one in root.iterfind(".//languages-used/language") if (tag := find_tag(one.get("lang") or ""))}
    files = [one.get("url") for one in root.iter("referenced-file") if one.get("url")]
    return Heading(
        language=next(iter(spoken)) if len(spoken) == 1 else None,
        other_language=next((tier.language for tier in tiers if tier.language), None),
        title=root.findtext(".//meta-information/transcription-name"),
        media=files[0] if files else None,
        speakers=tuple(
            _speaker(one, id_) for one in root.iterfind(".//speakertable/speaker") if (id_ := one.get("id"))
        ),
    )


def _speaker(element: Element, id_: str) -> Speaker:
    facts = {one.get("attribute-name"): one.text for one in element.iter("ud-information")}
    label = " ".join((element.findtext("abbreviation") or "").split()) or id_
    return Speaker(id=id_, label=label, name=" ".join((facts.get("Name") or "").split()) or None)
