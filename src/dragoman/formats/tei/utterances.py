"""Read the utterances of a TEI file into passages: two ``u`` of one block are an original and its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.formats.reading.xml import Element, local_name
from dragoman.formats.tei.header_reader import inherited_language, read_authors, words_of
from dragoman.formats.tei.marks_reader import Reading, read_event, read_utterance
from dragoman.formats.tei.tei_xml import ID, LANG, as_language, pointer
from dragoman.formats.tei.timeline import Times
from dragoman.problems import Problem
from dragoman.transcript.document import Author, Segment, State, Tombstone
from dragoman.transcript.ids import SegmentIds
from dragoman.transcript.span import Span
from dragoman.transcript.tags import NAMES, find_tag
from dragoman.transcript.text import Text

__all__ = ["Passages"]

_BLOCKS = frozenset(("annotationBlock", "annotatedU", "annotationGrp"))
_HEADINGS = frozenset(("head", "note"))
_EVENTS = frozenset(("incident", "kinesic", "vocal", "writing", "gap"))
_PAUSE = "pause"
_TRANSLATIONS = re.compile(r"ft|fg|fe|free|transl?\w*|trad\w*|übers\w*|eng|english", re.IGNORECASE)
# EXMARaLDA's tier for nonverbal events, whose name is also a language tag.
_NO_LANGUAGES = ("nn",)
_STATES: dict[str, State] = {s: s for s in ("initial", "translated", "reviewed", "final")}


class Utterance(msgspec.Struct):
    """A passage being read."""

    id: str
    who: str | None = None
    span: Span | None = None
    language: str | None = None
    source: Text | None = None
    target: Text | None = None
    state: State | None = None
    source_origin: Author | None = None
    target_origin: Author | None = None
    withdrawn: Tombstone | None = None


class Passages:
    """All passages of a file in order, what was left out, and the language of the translations."""

    def __init__(self, root: Element, path: str, *, ours: bool, original: str | None) -> None:
        self.times = Times(root)
        self.authors = read_authors(root)
        self.path = path
        self.ours = ours
        self.original = original
        self.sources = {id_: words_of(e) or "" for e in root.iterfind("text/back//bibl") if (id_ := e.get(ID))}
        self.target_language: str | None = None
        self.layers: dict[str, int] = {}
        self.left_out: dict[str, tuple[int, str]] = {}
        self.found: list[Utterance] = []
        self.ids = SegmentIds(reserved=(element.get(ID) for element in root.iter("{*}*")))
        self.utterances: dict[str, Utterance] = {}
        for element in _walk(root):
            name = local_name(element)
            if name in _HEADINGS or _is_text(element):
                self._leave_out(element)
                continue
            if name in _BLOCKS:
                self._block(element)
            elif name == "u":
                self._lone(element)
            elif name == _PAUSE:
                self._leave_out(element)
            elif (holder := element.getparent()) is not None and local_name(holder) in ("div", "body"):
                self._add(element, element).source = read_event(element)

    def segments(self) -> tuple[Segment, ...]:
        """The passages: ours in file order, others in order of time, because many files list one speaker after the
        other.
        """
        return tuple(_segment(found) for found in (self.found if self.ours else _by_time(self.found)))

    def problems(self) -> tuple[Problem, ...]:
        """The annotation layers and headings that are left out."""
        left_out = tuple(
            Problem.of(
                "element-left-out",
                "note",
                "“{words}” is left out ({count}), the first says: {words_2}",
                words=name[:40],
                count=count,
                words_2=first[:120],
            )
            for name, (count, first) in [*self.left_out.items()][:100]
            if not self.ours
        )
        return left_out + tuple(
            Problem.of(
                "layer-left-out",
                "note",
                "the layer {words} is left out ({count} passages have it)",
                words=repr(name[:40]),
                count=count,
            )
            for name, count in [*self.layers.items()][:100]
        )

    def _leave_out(self, element: Element) -> None:
        """Count elements between the utterances that nobody says: headings, pauses, and notes by type."""
        kind = element.get("type")
        name = f"{local_name(element)} ({kind})" if kind else local_name(element)
        number, first = self.left_out.get(name, (0, words_of(element) or element.get("dur") or ""))
        self.left_out[name] = number + 1, first

    def _block(self, block: Element) -> None:
        withdrawn = block.find("u/gap[@reason='withdrawn']")
        if withdrawn is not None:
            said = {desc.get("type"): words_of(desc) for desc in withdrawn.iterfind("desc")}
            self._add(block, block).withdrawn = Tombstone(date=said.get("date") or "", reason=said.get("reason"))
            return
        utterances = block.findall("u")
        originals = [u for u in utterances if not self._is_translation(u, utterances)]
        translations = [u for u in utterances if self._is_translation(u, utterances)]
        parts: list[Utterance] = []
        for u in originals:
            one_of_many = len(originals) > 1 or self._is_long(block, u, translations)
            parts += self._parts(block, u) if one_of_many else [self._whole(block, u)]
        if not originals:
            parts = [self._add(block, block)]
            for event in (child for child in block if local_name(child) in _EVENTS):
                parts[0].source = (parts[0].source or ()) + read_event(event)
        if parts:
            for u in translations:
                self._translate(parts[0], u)
            self._layers(block, parts)

    def _is_translation(self, u: Element, utterances: list[Element]) -> bool:
        if self.ours and (u.get(ID) or "").endswith(".tr"):
            return True
        return pointer(u.get("corresp")) in {other.get(ID) for other in utterances if other is not u}

    def _is_long(self, block: Element, u: Element, translations: list[Element]) -> bool:
        """Whether an utterance consists of several segments that can be separate passages."""
        return not self.ours and not translations and len(u.findall("seg")) > 1

    def _lone(self, u: Element) -> None:
        """Read an utterance outside a block; it may be the translation of an earlier one."""
        original = self.utterances.get(pointer(u.get("corresp")) or "")
        if original is not None:
            self._translate(original, u)
        elif self._is_long(u, u, []):
            self._parts(u, u)
        else:
            self._whole(u, u)

    def _whole(self, holder: Element, u: Element) -> Utterance:
        found = self._add(holder, u)
        found.language = as_language(u.get(LANG)) or (None if self.ours else inherited_language(u))
        found.source = read_utterance(u, self._reading(), overlaps=u.get("trans") == "overlap")
        found.source_origin = self.authors.get(pointer(u.get("resp")) or "")
        return found

    def _parts(self, holder: Element, u: Element) -> list[Utterance]:
        """The segments of an utterance as passages, with the times of the anchors between them."""
        parts: list[Utterance] = []
        now = self.times.at(holder.get("start"))
        for child in u:
            name = local_name(child)
            if name == "anchor":
                now = self.times.at(child.get("synch"))
                _end(parts, now)
            elif name in ("seg", *_EVENTS):
                part = self._add(holder, child)
                part.span = None if now is None else Span(now)
                part.language = inherited_language(child)
                overlaps = not parts and u.get("trans") == "overlap"
                part.source = (
                    read_utterance(child, self._reading(), overlaps=overlaps) if name == "seg" else read_event(child)
                )
                parts.append(part)
                now = None
            elif name == _PAUSE and parts:
                parts[-1].source = (*(parts[-1].source or ()), " ", *read_event(child))
        _end(parts, self.times.at(holder.get("end")))
        return parts

    def _translate(self, found: Utterance, u: Element) -> None:
        original = found.language or self.original
        text = read_utterance(u, self._reading(original), overlaps=u.get("trans") == "overlap")
        found.target = (*found.target, " ", *text) if found.target and text else found.target or text
        origin = self.authors.get(pointer(u.get("resp")) or "")
        found.target_origin = found.target_origin or origin
        self.target_language = self.target_language or as_language(u.get(LANG))

    def _layers(self, block: Element, parts: list[Utterance]) -> None:
        first = parts[0]
        for group in block.iterfind("spanGrp"):
            kind = group.get("type") or "without a name"
            if kind == "state" and self.ours:
                first.state = _STATES.get(words_of(group.find("span")) or "")
            elif self._is_translated(kind, first):
                self._translations(group, parts)
                self.target_language = self.target_language or self._language_of(kind)
            else:
                self.layers[kind] = self.layers.get(kind, 0) + 1

    def _is_translated(self, kind: str, first: Utterance) -> bool:
        """Whether a layer's name is that of a translation, or of a language other than that of the words."""
        language = self._language_of(kind)
        own = first.language or self.original
        if language is not None and own is not None and language == own.partition("-")[0]:
            return False
        return language is not None or _TRANSLATIONS.fullmatch(kind) is not None

    def _language_of(self, kind: str) -> str | None:
        tag = find_tag(kind)
        return tag if tag in NAMES and tag not in _NO_LANGUAGES else None

    def _owner(self, point: str | None, parts: list[Utterance]) -> Utterance:
        """The passage of a block that contains a point of the time line."""
        time = self.times.at(f"#{point}") if point else None
        inside = [part for part in parts if time is not None and part.span and part.span.start <= time]
        return inside[-1] if inside else parts[0]

    def _translations(self, group: Element, parts: list[Utterance]) -> None:
        """Read a translation in the flat profile: a layer of plain spans under the original."""
        if parts[0].target is not None:
            return
        for span in group.iterfind("span"):
            point = pointer(span.get("from"))
            owner = self.utterances.get(point or "") or self._owner(point, parts)
            text = read_utterance(span, self._reading(self.original))
            owner.target = (*owner.target, " ", *text) if owner.target and text else owner.target or text
            self.target_language = self.target_language or as_language(span.get(LANG) or group.get(LANG))

    def _reading(self, original: str | None = None) -> Reading:
        return Reading(sources=self.sources, ours=self.ours, original=original, path=self.path)

    def _add(self, holder: Element, element: Element) -> Utterance:
        """Add a passage; it keeps the id of its block, or of an element with a valid one."""
        own = [id_ for id_ in (holder.get(ID), element.get(ID)) if id_]
        taken = next(filter(None, map(self.ids.take, own)), None)
        id_ = taken or self.ids.place()
        found = Utterance(id=id_, who=pointer(holder.get("who") or element.get("who")), span=self.times.span(holder))
        self.found.append(found)
        for key in (element.get(ID), *(seg.get(ID) for seg in element.iterfind("seg"))):
            if key:
                self.utterances.setdefault(key, found)
        return found


def _walk(root: Element) -> Iterator[Element]:
    """Blocks, utterances and events in order, each once, without those nested inside another; and other elements with
    words of their own.
    """
    stack = [child for child in reversed(root) if local_name(child) == "text"]
    while stack:
        element = stack.pop()
        name = local_name(element)
        if name in _BLOCKS or name in _EVENTS or name in _HEADINGS or name in ("u", _PAUSE) or _is_text(element):
            yield element
        else:
            stack.extend(reversed(element))


def _is_text(element: Element) -> bool:
    """Whether an element that is none of the others has words of its own, such as a paragraph between utterances."""
    name = local_name(element)
    if name in _BLOCKS or name in _EVENTS or name == "u" or not isinstance(element.tag, str):
        return False
    own = (element.text, *(child.tail for child in element))
    return any(words and words.strip() for words in own) and element.find(".//u") is None


def _by_time(found: list[Utterance]) -> list[Utterance]:
    """Sort by time; a passage without a time stays after its predecessor."""
    starts: list[int] = []
    for one in found:
        starts.append(one.span.start if one.span else starts[-1] if starts else 0)
    order = sorted(range(len(found)), key=starts.__getitem__)
    return [found[place] for place in order]


def _end(parts: list[Utterance], end: int | None) -> None:
    """Set the end of the last part, if it has a start but no end yet."""
    last = parts[-1].span if parts else None
    if last is not None and end is not None and last.end is None and end >= last.start:
        parts[-1].span = Span(last.start, end)


def _segment(found: Utterance) -> Segment:
    usual: State = "translated" if found.target else "initial"
    return Segment(
        id=found.id,
        speaker=found.who,
        span=found.span,
        language=found.language,
        source=found.source,
        target=found.target,
        state=found.state or usual,
        source_origin=found.source_origin,
        target_origin=found.target_origin,
        withdrawn=found.withdrawn,
    )
