"""Decide which of the openings on a page are labels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from dragoman.formats.prose.bylines import is_byline
from dragoman.formats.prose.fact_lines import is_description_heading
from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS, NOTICES
from dragoman.formats.prose.head_people import find_head_role
from dragoman.formats.prose.label_candidates import Opening, find_clock, find_opening, is_alone
from dragoman.formats.prose.label_evidence import (
    ends_as_speech,
    find_alone,
    find_head_facts,
    find_stated_people,
    find_titles,
    key_of,
    looks_like_name,
    without_counted,
    without_wordless,
)
from dragoman.formats.prose.label_parts import Label, is_office, is_role, may_be_same, read_label
from dragoman.formats.prose.label_words import ARTICLES, PARTICLES, RELATIVES, fold_words
from dragoman.formats.prose.letter_turns import find_letter_turns
from dragoman.formats.prose.opening_words import is_transcript_heading
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.reading.joined_names import split_names, split_people
from dragoman.language.function_words import function_counts

__all__ = ["find_labels"]

_MOST_LOWER = 3
_MOST_RELATIVE = 5
_FEWEST_STRONG = 3
_ROUNDS = 3
_FEWEST_REGULAR = 5
# The letters for question and answer that may be before a full stop.
_LETTERS = (("q", "a"), ("ש", "ת"), ("س", "ج"), ("в", "о"))
# What people say and nobody is called.
_ANSWERS = frozenset(fold_words(
    "yes no never nothing okay ok right exactly thanks sure maybe always amen hello نعم لا بله نه آره خیر هرگز بلی "
    "آمین sí oui non ja nein да нет כן לא evet hayır"
))  # fmt: skip


class _Seen(msgspec.Struct):
    """How often a label occurs on a page, and in which forms."""

    opening: Opening
    label: Label
    count: int = 0
    colons: int = 0
    bold: int = 0
    timed: int = 0
    shapes: Counter[str] = msgspec.field(default_factory=Counter)


def find_labels(paragraphs: Sequence[Paragraph]) -> dict[int, Opening]:
    """The labels of a page, by the index of the paragraph that begins with each.

    Text before a colon is a label if the page supports it: it occurs again, it is a shorter or longer form of one that
    does, or it is formatted like the others.
    """
    letters = find_letter_turns(paragraphs)
    openings = {**_find_openings(paragraphs), **letters}
    seen = _count(openings)
    named = {key_of(openings[n].label) for n, p in enumerate(paragraphs) if p.column == "name" and n in openings}
    again = {key for key, one in seen.items() if _comes_again(one)} | find_alone(paragraphs, openings) | named
    again |= {key_of(opening.label) for opening in letters.values()}
    sure = _without_answers(again, seen, named)
    if len(sure) == 1 and not any(_stands_out(seen[key]) for key in sure - named):
        # A repeated line is a name if somebody answers.
        sure = sure & named
    for asks, answers in _LETTERS:
        if asks not in sure and answers in sure and seen[answers].shapes["letter"]:
            sure.remove(answers)
        if asks != "q" and asks in sure and answers not in sure and seen[asks].shapes["letter"]:
            # An initial: "О. Мандельштам".
            sure.remove(asks)
    for number in find_head_facts(paragraphs, openings, sure):
        del openings[number]
    for number in find_stated_people(paragraphs, openings, sure):
        del openings[number]
    for number in find_titles(paragraphs, openings, sure):
        del openings[number]
    seen = _count(openings)
    sure &= seen.keys()
    style = _find_style([seen[key] for key in sure] or _marked(seen))
    accepted = sure
    # Each round recognizes more forms of the names found so far: initials, then full names, then offices.
    for _ in range(_ROUNDS):
        known = _Forms([seen[key].label for key in accepted])
        accepted = accepted | {key for key, one in seen.items() if key not in accepted and _is_like(one, known, style)}
    if not sure and (len(accepted) < 2 or len(accepted) * 3 < len(paragraphs)):
        return {}
    accepted = accepted | _find_regular(paragraphs, openings, accepted)
    return {
        number: opening
        for number, opening in openings.items()
        if key_of(opening.label) in accepted and _has_words(paragraphs, number, opening, openings)
    }


def _find_openings(paragraphs: Sequence[Paragraph]) -> dict[int, Opening]:
    """The possible label at the beginning of each paragraph, without facts, notices and those that no words follow."""
    openings = {
        number: opening
        for number, paragraph in enumerate(paragraphs)
        if paragraph.kind != "rule"
        and not _is_heading_line(paragraph)
        and (opening := find_opening(paragraph)) is not None
    }
    return without_wordless(paragraphs, without_counted(paragraphs, _without_facts(paragraphs, openings)))


def _is_heading_line(paragraph: Paragraph) -> bool:
    """Whether a line only announces what follows it: ``Transcript:``, ``Description:``."""
    return is_transcript_heading(paragraph) or is_description_heading(paragraph.text)


def _without_answers(sure: set[str], seen: dict[str, _Seen], named: set[str]) -> set[str]:
    """The labels, without words that are only repeated alone (``Yes``), if other labels of the page are emphasized."""
    strong = {key for key in sure if key in named or _stands_out(seen[key])}
    if sum(seen[key].count for key in strong) < _FEWEST_STRONG:
        return sure
    known = _Forms([seen[key].label for key in strong])
    return {key for key in sure if key in strong or known.holds(seen[key].label)}


def _stands_out(one: _Seen) -> bool:
    marked = one.colons or one.bold or one.timed or one.shapes["letter"]
    return bool(marked) or one.opening.capitals or is_role(one.opening.label)


def _without_facts(paragraphs: Sequence[Paragraph], openings: dict[int, Opening]) -> dict[int, Opening]:
    """The openings, without names of facts (``Source:``) and notices (``Update:``).

    A single ``Translator:`` before anybody speaks is a fact; elsewhere it is a speaker.
    """
    counts = Counter(key_of(opening.label) for opening in openings.values())
    kept: dict[int, Opening] = {}
    stated: set[str] = set()
    speaking = False
    for number, opening in openings.items():
        name = opening.label.casefold()
        is_fact = opening.colon and (
            (name in KEYS and (not is_role(name) or (counts[key_of(opening.label)] == 1 and not speaking)))
            or name in NOTICES
            or is_byline(paragraphs[number].text)
            or (speaking and counts[key_of(opening.label)] == 1 and _names_transcriber(paragraphs[number], opening))
            or (name in HEAD_KEYS and not speaking)
        )
        if not is_fact:
            kept[number] = opening
            # "Interviewer: Ana Ruiz" at the head may state who that is.
            may_state = (
                find_head_role(name) is not None and name not in stated and not ends_as_speech(paragraphs[number])
            )
            stated.add(name)
            speaking = speaking or (opening.colon and not may_state)
    return kept


def _names_transcriber(paragraph: Paragraph, opening: Opening) -> bool:
    """Whether a line below a talk says who made the transcript: ``Transkription: Jo Mann``."""
    return find_head_role(opening.label) == "transcriber" and not ends_as_speech(paragraph)


def _count(openings: dict[int, Opening]) -> dict[str, _Seen]:
    seen: dict[str, _Seen] = {}
    for opening in openings.values():
        key = key_of(opening.label)
        if key not in seen:
            seen[key] = _Seen(opening, read_label(opening.label))
        one = seen[key]
        one.count += 1
        one.colons += opening.colon
        one.bold += opening.bold
        one.timed += opening.span is not None
        one.shapes[opening.shape] += 1
        if opening.colon and not one.opening.colon:
            one.opening = opening
    return seen


def _comes_again(one: _Seen) -> bool:
    """Whether a label occurs so often, and in such a form, that it needs no other evidence."""
    opening, label = one.opening, one.opening.label
    if one.shapes["letter"]:
        return one.count > 1
    if one.timed and one.shapes["alone"] == one.count and looks_like_name(label):
        # A name and a time alone on a line.
        return True
    if one.shapes["timed"]:
        return one.count > 1 and (looks_like_name(label) or is_role(label))
    if opening.boxed and is_role(label):
        return True
    if is_role(label) and one.shapes["alone"] and any(map(str.isdecimal, label)):
        # "Speaker 2" alone on a line is a program's label.
        return True
    if is_role(label):
        return one.colons > 0 or one.count > 2 or (one.bold > 0 and not (opening.heading and one.count == 1))
    if one.colons > 1:
        # Sentences may begin alike too: "And he said:" twice.
        return looks_like_name(label) or (one.colons > 3 and len(label.split()) <= _MOST_LOWER)
    if one.bold > 1 and (one.shapes["bold"] or one.shapes["alone"]):
        return looks_like_name(label)
    plain = one.shapes["alone"] + one.shapes["dash"]
    if set(one.label.words) <= _ANSWERS:
        return False
    return plain > 2 and (opening.capitals or looks_like_name(label)) and len(label.split()) <= 4


def _marked(seen: dict[str, _Seen]) -> list[_Seen]:
    """If no label occurs again: the emphasized ones that end in a colon, if there are several."""
    marked = [one for one in seen.values() if one.bold and one.colons]
    return marked if len(marked) >= _FEWEST_STRONG else []


class _Style(msgspec.Struct, frozen=True):
    """How the certain labels of a page are formatted."""

    bold: bool
    capitals: bool
    dashed: bool
    alone: bool
    dash: bool
    timed: bool
    any: bool


def _find_style(sure: Sequence[_Seen]) -> _Style:
    total = sum(one.count for one in sure)
    return _Style(
        bold=sum(one.bold for one in sure) * 4 > total * 3,
        capitals=sum(one.count for one in sure if one.opening.capitals) * 4 > total * 3,
        dashed=sum(one.count for one in sure if one.opening.dashed) * 4 > total * 3,
        alone=sum(one.shapes["alone"] for one in sure) * 4 > total * 3,
        dash=sum(one.shapes["dash"] for one in sure) * 4 > total * 3,
        timed=sum(one.shapes["timed"] for one in sure) * 2 > total,
        any=total > 0,
    )


def _is_like(one: _Seen, known: _Forms, style: _Style) -> bool:
    """Whether an opening that occurs once or twice is a label nevertheless."""
    opening = one.opening
    if one.shapes["letter"] and opening.label == "Q":
        return style.any
    if known.holds(one.label) and (opening.colon or opening.bold) and _is_named(one.label):
        return True
    if opening.colon and (known.holds_relative(one.label) or known.holds_each(opening.label)):
        return style.any
    if opening.shape == "timed":
        return style.timed and looks_like_name(opening.label)
    if _is_description(one) and (opening.colon or (opening.bold and style.alone and style.bold)):
        return style.any
    if opening.shape in ("alone", "dash") and not opening.bold and not one.label.role and known.holds(one.label):
        # The same person by initials, or by another part of the name, if names have that form.
        return getattr(style, opening.shape) and (looks_like_name(opening.label) or bool(one.label.initials))
    if opening.shape == "alone" and one.count > 1 and style.alone and opening.capitals == style.capitals:
        return looks_like_name(opening.label)
    if opening.heading and one.count == 1:
        # Headings also name parts of a page.
        return False
    if not opening.colon or not looks_like_name(opening.label):
        alike = opening.shape == "bold" or (opening.shape == "alone" and style.alone)
        return opening.bold and alike and style.bold and looks_like_name(opening.label)
    if not style.any:
        return len(opening.label.split()) <= 4
    written = (
        (opening.bold or not style.bold)
        and (opening.capitals or not style.capitals)
        and (opening.dashed or not style.dashed)
    )
    caseless = opening.label == opening.label.upper() == opening.label.lower()
    return written and (not caseless or style.bold or style.dashed) and len(opening.label.split()) <= 5


def _is_description(one: _Seen) -> bool:
    """Whether a repeated label says what somebody is, ``Rope maker``, rather than ``And he said``."""
    words = [word for word in fold_words(one.opening.label) if word not in ARTICLES]
    is_short = 0 < len(words) <= _MOST_LOWER and not one.opening.label[0].islower()
    return one.count > 1 and is_short and not function_counts(" ".join(words)) and not set(words) <= _ANSWERS


class _Forms:
    """The certain labels, and whether another label is a form of one of them."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = labels
        self.by_word: defaultdict[str, list[Label]] = defaultdict(list)
        self.by_role: defaultdict[str, list[Label]] = defaultdict(list)
        self.by_initials: defaultdict[str, list[Label]] = defaultdict(list)
        for label in labels:
            for word in label.words:
                self.by_word[word].append(label)
            for word in fold_words(label.role or ""):
                self.by_role[word].append(label)
            if label.initials:
                self.by_initials[label.initials].append(label)

    def holds(self, label: Label) -> bool:
        """Whether a certain label is a form of this one, or the other way round."""
        near = [other for word in label.words[:6] for other in self.by_word[word][:20]]
        if len(label.words) > 1:
            firsts = "".join(word[0] for word in label.words)
            near += self.by_initials[firsts][:20] + self.by_initials[firsts[0] + firsts[-1]][:20]
        if is_office(label.typed):
            near += [other for word in fold_words(label.typed)[:6] for other in self.by_role[word][:20]]
        if label.role:
            near += [other for other in self.labels[:50] if other.role]
        return any(may_be_same(other, label) or may_be_same(label, other) for other in near)

    def holds_each(self, typed: str) -> bool:
        """Whether a label joins people of whom each has a certain label: ``Müller u. Koch``, ``Diane, Sheila``."""
        names = split_people(typed, [label.name or label.typed for label in self.labels], key_of)
        names = names or split_names(typed)
        return len(names) > 1 and all(self.holds(read_label(name)) for name in names)

    def holds_relative(self, label: Label) -> bool:
        """Whether a label is somebody's relation to a person with a certain label: ``Klein's daughter``."""
        words = [word for word in label.words if word not in ARTICLES | PARTICLES and word != "של"]
        others = {re.sub(r"['’]s$", "", word) for word in words if word not in RELATIVES}
        if not others or len(others) == len(words) or len(words) > _MOST_RELATIVE:
            return False
        near = [other for word in others for other in (*self.by_word[word][:20], *self.by_role[word][:20])]
        names = [set(other.words or fold_words(other.role or "")) for other in near]
        return any(others >= name or others <= name for name in names)


def _is_named(label: Label) -> bool:
    """Whether a label is a name or an office, and not a sentence that begins with one: ``Ana was asked``."""
    return (
        label.name is None
        or is_office(label.typed)
        or label.name == label.name.casefold()
        or looks_like_name(label.name)
    )


def _find_regular(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], accepted: set[str]) -> set[str]:
    """Short labels that occur once, if every time at the beginning of a line is followed by a label:
    ``[0:50] Voice off: Liar!`` between lines of known speakers.
    """
    timed = [n for n, p in enumerate(paragraphs) if p.kind == "paragraph" and find_clock(p.text)[1] is not None]
    labels = [openings[number] for number in timed if number in openings and openings[number].colon]
    known = sum(key_of(opening.label) in accepted for opening in labels)
    if len(labels) < max(len(timed), _FEWEST_REGULAR) or known * 4 < len(timed) * 3:
        return set()
    return {
        key_of(opening.label)
        for opening in labels
        if len(opening.label.split()) <= _MOST_LOWER and not opening.label[0].islower() and "," not in opening.label
    }


def _has_words(paragraphs: Sequence[Paragraph], number: int, opening: Opening, openings: dict[int, Opening]) -> bool:
    """Whether words follow a label that is alone on its line."""
    if not is_alone(paragraphs[number], opening):
        return True
    following = number + 1
    return following < len(paragraphs) and paragraphs[following].kind != "rule"
