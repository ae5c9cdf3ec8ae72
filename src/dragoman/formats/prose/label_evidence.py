"""Evidence for or against a label besides its frequency: its place, the value after it, and its neighbours.

The file is long because each kind of evidence is a public function with its own small questions, which others share.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS
from dragoman.formats.prose.head_people import find_head_role, find_named
from dragoman.formats.prose.label_candidates import Opening, find_opening, is_alone
from dragoman.formats.prose.label_parts import JOINED, Label, is_role, may_be_same, read_label
from dragoman.formats.prose.label_words import PARTICLES, fold_words
from dragoman.formats.prose.paragraphs import Paragraph
from dragoman.formats.reading.joined_names import split_known_names, split_names
from dragoman.language.function_words import function_counts
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.language.written_dates import find_date

__all__ = [
    "ends_as_speech",
    "find_alone",
    "find_head_facts",
    "find_stated_people",
    "find_titles",
    "is_wordless",
    "key_of",
    "looks_like_name",
    "without_counted",
    "without_wordless",
]

# How many different names are compared with each other.
_MOST_NAMES = 200
_FEWEST_PLACES = 4
# No head of a page has more paragraphs.
_LONGEST_HEAD = 300
_LONGEST_NAME = 6
_LONGEST_STATED = 4
_ADDRESS = re.compile(
    r"[<(\[]?(?:https?://|www\.)\S+[>)\].,]?(?:\s*\([^()]{1,80}\))?|[\w.+-]+@[\w-]+\.[\w.]+", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"[\d\u0660-\u0669\u06f0-\u06f9][\W\d_]*(?:\s*(?:[ap]\.?m|h|min|mins|minutes|hours?|stunden?|minuten))?", re.I
)
_SHORTEST_COUNTED = 3
# The letters for question and answer: Pregunta and Respuesta, Frage and Antwort, Domanda and Risposta.
_LETTERS = tuple(map(frozenset, ("qa", "pr", "fa", "dr", "qr", "سج", "שת", "во")))
_CLOSED = SENTENCE_ENDS | frozenset('"”»')
_LONGEST_VALUE = 120
_QUOTED = re.compile(r"“[^“”]+”|«[^«»]+»|\"[^\"]+\"|„[^„“”]+[“”]|‘[^‘]+’|「[^「」]+」")


def key_of(label: str) -> str:
    """The normalized label, for comparisons."""
    return " ".join(fold_words(label)) or label


def looks_like_name(label: str) -> bool:
    """Whether every important word begins like a name; letters without case prove nothing either way."""
    words = [word for word in label.replace(",", " ").replace("(", " ").split() if word[0].isalpha()]
    cased = [word for word in words if word[0].lower() != word[0].upper()]
    if not words or label[0].islower():
        return False
    lower = (word for word in cased if word[0].islower() and not JOINED.match(word))
    small = [word for word in lower if word.casefold() not in PARTICLES]
    most = 2 * _LONGEST_NAME if "," in label else _LONGEST_NAME
    return not small and len(words) <= most


def without_wordless(paragraphs: Sequence[Paragraph], openings: dict[int, Opening]) -> dict[int, Opening]:
    """The openings without those that are never followed by words: ``Break: [21:10]``."""
    marked = {number for number, opening in openings.items() if opening.colon or opening.bold}
    empty: Counter[str] = Counter()
    counts = Counter(key_of(opening.label) for opening in openings.values())
    for number in marked:
        following = number + 1
        is_last = following >= len(paragraphs) or paragraphs[following].kind != "paragraph"
        if is_alone(paragraphs[number], openings[number]) and (is_last or following in marked):
            empty[key_of(openings[number].label)] += 1
    return {
        n: opening
        for n, opening in openings.items()
        if empty[key := key_of(opening.label)] < counts[key] or not (opening.colon or opening.span)
    }


def without_counted(paragraphs: Sequence[Paragraph], openings: dict[int, Opening]) -> dict[int, Opening]:
    """The openings without those that only count: ``Tape: 1``, later ``Tape: 2``."""
    values: dict[str, list[str]] = {}
    for number, opening in openings.items():
        value = paragraphs[number].text[opening.end :].strip()[:_LONGEST_VALUE] if opening.colon else ""
        values.setdefault(key_of(opening.label), []).append(value)
    counting = {key for key, found in values.items() if len(key) >= _SHORTEST_COUNTED and _count_up(found)}
    return {n: opening for n, opening in openings.items() if key_of(opening.label) not in counting}


def _count_up(values: Sequence[str]) -> bool:
    """Whether two or more values are the numbers from 1 or 2 on."""
    numbers = [int(value) if value.isdecimal() else 0 for value in values]
    return len(numbers) > 1 and numbers[0] in (1, 2) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def is_wordless(paragraphs: Sequence[Paragraph], number: int, found: dict[int, Opening]) -> bool:
    """Whether a paragraph between turns is a name and a colon without words after it."""
    paragraph = paragraphs[number]
    if number in found or paragraph.kind != "paragraph" or len(paragraph.text) > _LONGEST_VALUE:
        return False
    opening = find_opening(paragraph)
    if opening is None or not opening.colon or not is_alone(paragraphs[number], opening):
        return False
    following = number + 1
    is_last = following >= len(paragraphs) or paragraphs[following].kind != "paragraph"
    return len(opening.label.split()) <= _LONGEST_NAME and (
        is_last or following in found or _is_bare(paragraphs[following])
    )


def _is_bare(paragraph: Paragraph) -> bool:
    opening = find_opening(paragraph)
    return opening is not None and opening.colon and is_alone(paragraph, opening)


def find_head_facts(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], sure: set[str]) -> list[int]:
    """Openings that are facts: those with an address after the colon, and those that occur only once at the head.

    The head is the lines before the first certain label; if none is certain, those before the first sentence.
    """
    counts = Counter(key_of(opening.label) for opening in openings.values())
    holders = _find_holders(paragraphs, openings, counts)
    sure = sure - {key_of(openings[number].label) for number in holders}
    first = min((n for n, opening in openings.items() if key_of(opening.label) in sure), default=None)
    names = {key_of(o.label): read_label(o.label) for o in openings.values() if o.colon or key_of(o.label) in sure}
    end = min(first if first is not None else _find_sentence(paragraphs, openings), _LONGEST_HEAD)
    values = {n: paragraphs[n].text[o.end :].strip() for n, o in openings.items() if o.colon}
    has_stops = _has_stops([value for n, value in values.items() if key_of(openings[n].label) in sure])
    addressed = Counter(key_of(openings[n].label) for n, value in values.items() if _ADDRESS.fullmatch(value[:2000]))
    return [
        number
        for number, value in values.items()
        if addressed[key := key_of(openings[number].label)] == counts[key]
        or (
            number < end
            and counts[key] == 1
            and (not is_role(openings[number].label) or number in holders)
            and _is_fact_value(value, has_stops=has_stops)
            and (is_role(openings[number].label) or not _is_form(key, names))
        )
    ]


def find_titles(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], sure: set[str]) -> list[int]:
    """Openings before the first certain label that are titles.

    ``Diane and Sheila: a telephone conversation`` names people who speak later, is the first or occurs once, and is a
    heading or does not end as speech does. ``Leïla Benali: “Nobody answered”`` is a headline: see
    :func:`_find_headline`.
    """
    headline = _find_headline(paragraphs, openings, sure)
    if headline is not None:
        openings = {number: opening for number, opening in openings.items() if number != headline}
    counts = Counter(key_of(opening.label) for opening in openings.values())
    joined = {key_of(opening.label) for opening in openings.values() if split_names(opening.label)}
    known = {key for key in sure - joined if counts[key] > 1}
    first = min((n for n, opening in openings.items() if key_of(opening.label) in known), default=0)
    titles = [
        number
        for number, opening in openings.items()
        if number < first
        and (counts[key_of(opening.label)] == 1 or number == min(openings))
        and any(key_of(name) in known for name in _joined_in(opening.label, known))
        and (opening.heading or paragraphs[number].text.rstrip()[-1:] not in _CLOSED)
        and not is_alone(paragraphs[number], opening)
    ]
    return titles if headline is None else [headline, *titles]


def _find_headline(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], sure: set[str]) -> int | None:
    """The page's first opening, if it is a headline that quotes a speaker: ``Leïla Benali: “Nobody answered”``.

    Its words are a heading, or one quotation that does not end as speech does, and nothing else that this person says
    has that form.
    """
    number = min(openings, default=None)
    if number is None or not sure or is_alone(paragraphs[number], openings[number]):
        return None
    opening = openings[number]
    others = [n for n, other in openings.items() if n != number and key_of(other.label) == key_of(opening.label)]
    if opening.heading:
        is_headline = bool(others) and not any(openings[n].heading for n in others)
    else:
        is_headline = _is_quoted(paragraphs[number], opening) and not any(
            _is_quoted(paragraphs[n], openings[n]) for n in others
        )
    return number if is_headline else None


def _is_quoted(paragraph: Paragraph, opening: Opening) -> bool:
    """Whether all words after a label are one quotation that does not end like a sentence."""
    words = paragraph.text[opening.end :].strip()
    return _QUOTED.fullmatch(words) is not None and words[:-1].rstrip()[-1:] not in SENTENCE_ENDS


def find_stated_people(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], sure: set[str]) -> list[int]:
    """Openings before the first turn that state a person or a condition: ``Interviewee: Arthur Grey (AG)``.

    Words that anybody may say are not taken for a name: it must be one on the page, written like a full name, or, in
    letters without case, next to other lines of a head.
    """
    counts = Counter(key_of(opening.label) for opening in openings.values())
    roles = {n: role for n, o in openings.items() if o.colon and (role := find_head_role(o.label)) is not None}
    firsts = set({key_of(openings[n].label): n for n in sorted(roles, reverse=True)}.values())
    for n in sorted(roles):
        # A second interviewer directly below the first.
        if n - 1 in firsts and roles[n] == roles[n - 1] and _is_full_name(paragraphs[n], openings[n]):
            firsts.add(n)
    turns = [n for n, o in openings.items() if key_of(o.label) in sure and n not in firsts]
    if not turns and roles:
        # No label comes again: whoever has a colon after the first of these lines speaks.
        turns = [n for n, o in openings.items() if o.colon and n not in roles and n > min(roles)]
    end = min(turns, default=0)
    names = [read_label(openings[n].label) for n in turns[:_MOST_NAMES]]
    return [
        n
        for n, role in roles.items()
        if n < end
        and (
            role == "access"
            or (role == "transcriber" and not ends_as_speech(paragraphs[n]))
            or _states_person(paragraphs, n, openings[n], names, is_repeated=counts[key_of(openings[n].label)] > 1)
        )
    ]


def _is_full_name(paragraph: Paragraph, opening: Opening) -> bool:
    """Whether only a full name follows a label."""
    value = paragraph.text[opening.end :].strip()
    label = find_named(value)
    return label is not None and len(label.words) > 1 and label.name == value and looks_like_name(value)


def ends_as_speech(paragraph: Paragraph) -> bool:
    """Whether a paragraph ends like a sentence."""
    return paragraph.text.rstrip()[-1:] in SENTENCE_ENDS


def _states_person(
    paragraphs: Sequence[Paragraph], number: int, opening: Opening, names: Sequence[Label], *, is_repeated: bool
) -> bool:
    value = paragraphs[number].text[opening.end :].strip()
    label = find_named(value)
    if label is None or not label.name or not _may_state(value, label, ends_as_speech(paragraphs[number])):
        return False
    if not is_repeated and any(may_be_same(name, label) or may_be_same(label, name) for name in names if name.words):
        return True
    if ends_as_speech(paragraphs[number]):
        return False
    if len(label.words) < 2 or not looks_like_name(label.name):
        return False
    has_case = label.name[:1].lower() != label.name[:1].upper()
    if has_case and not is_repeated:
        return True
    if _is_head_line(paragraphs[number + 1]) and len(label.words) <= _LONGEST_STATED:
        # Nobody speaks between two lines of a head.
        return True
    near = [paragraphs[n] for n in (number - 1, number + 1) if 0 <= n < len(paragraphs)]
    return has_case == is_repeated and len(label.words) <= _LONGEST_STATED and any(map(_is_head_line, near))


def _may_state(value: str, label: Label, ends: bool) -> bool:
    """Whether a value may state who somebody is, and not speak to them: ``Sarah, tell me about the farm``."""
    rest = value.removeprefix(label.name or "").strip()
    if ends and (value[-1] != "." or not (label.short or rest == ".")):
        return False
    if label.short or rest[:1] not in (",", "،"):
        return True
    return any(map(str.isdecimal, rest)) or (len(label.words) > 1 and not function_counts(rest.strip(" ,،")))


def _is_head_line(paragraph: Paragraph) -> bool:
    """Whether a line states a fact or a role and does not end as speech does."""
    opening = find_opening(paragraph)
    if opening is None or not opening.colon or ends_as_speech(paragraph):
        return False
    key = opening.label.casefold()
    return key in KEYS or key in HEAD_KEYS or find_head_role(key) is not None


def _joined_in(label: str, known: set[str]) -> tuple[str, ...]:
    return split_known_names(label, known, key_of) or split_names(label)


def _find_holders(paragraphs: Sequence[Paragraph], openings: dict[int, Opening], counts: Counter[str]) -> set[int]:
    """Openings in which a role occurs once, followed by the person's name: ``Interviewer: Ana Ruiz``."""
    return {
        number
        for number, opening in openings.items()
        if opening.colon
        and counts[key_of(opening.label)] == 1
        and is_role(opening.label)
        and _is_name_of(paragraphs[number].text[opening.end :].strip(), counts)
    }


def _is_name_of(value: str, counts: Counter[str]) -> bool:
    """Whether a role is followed by the person's name: ``Interviewer: Ana Ruiz``."""
    is_name = looks_like_name(value) and 1 < len(value.split()) <= 4 and all(map(_is_letter, value))
    return is_name or (key_of(value) in counts and len(value.split()) <= 4)


def _is_letter(character: str) -> bool:
    return character.isalpha() or character in " .'’-‘"


def _find_sentence(paragraphs: Sequence[Paragraph], openings: dict[int, Opening]) -> int:
    """Where the head of a page without certain labels ends: at the first sentence; 0 if there is none."""
    for number, paragraph in enumerate(paragraphs):
        opening = openings.get(number)
        words = paragraph.text[opening.end :] if opening and opening.colon else paragraph.text
        if paragraph.kind == "paragraph" and words and words.rstrip()[-1:] in SENTENCE_ENDS:
            return number
    return 0


def _has_stops(values: Sequence[str]) -> bool:
    """Whether speeches on a page end like sentences, so that other endings are not speech."""
    return sum(value[-1:] in _CLOSED for value in values) * 2 >= len(values)


def _is_fact_value(value: str, *, has_stops: bool) -> bool:
    """Whether the text after a colon is a statement of fact rather than speech."""
    if not value:
        return False
    if _ADDRESS.fullmatch(value[:2000]) or _AMOUNT.fullmatch(value[:_LONGEST_VALUE]):
        return True
    date = find_date(value[:_LONGEST_VALUE], None)
    if date is not None and len(value) <= len(date[1]) + 30:
        return True
    return has_stops and len(value) <= _LONGEST_VALUE and value[-1] not in _CLOSED


def _is_form(key: str, names: dict[str, Label]) -> bool:
    """Whether a label is another form of a name on the page, which therefore occurs twice."""
    others = (label for other, label in itertools.islice(names.items(), _MOST_NAMES) if other != key)
    return any(may_be_same(names[key], other) or may_be_same(other, names[key]) for other in others)


def find_alone(paragraphs: Sequence[Paragraph], openings: dict[int, Opening]) -> set[str]:
    """Labels without a colon: names alone on their lines, or before a dash, if two or more people alternate.

    A name counts in all its forms: ``Nurse Umm Khaled``, ``Umm Khaled`` and ``U.K.`` are three occurrences of one.
    """
    found: set[str] = set()
    for shape in ("alone", "dash"):
        places = {n: o for n, o in openings.items() if o.shape == shape and not o.colon and _may_name(o)}
        found |= _taking_turns(paragraphs, places)
    letters = {key_of(o.label) for o in openings.values() if o.shape == "dash" and len(o.label) == 1}
    return found.union(*(pair for pair in _LETTERS if pair <= letters))


def _may_name(opening: Opening) -> bool:
    label = opening.label
    return looks_like_name(label) and len(label.split()) <= _LONGEST_NAME and not _is_date(label)


@lru_cache(maxsize=8192)
def _is_date(label: str) -> bool:
    return any(map(str.isdecimal, label)) and find_date(label, None) is not None


def _taking_turns(paragraphs: Sequence[Paragraph], places: dict[int, Opening]) -> set[str]:
    people = _group(places)
    again = {key: number for number, keys in enumerate(people) for key in keys}
    counts = Counter(again[key_of(opening.label)] for opening in places.values() if key_of(opening.label) in again)
    turns = [(n, again[key]) for n, o in sorted(places.items()) if counts[again.get(key := key_of(o.label), -1)] > 1]
    if len({who for _, who in turns}) < 2 or len(turns) < _FEWEST_PLACES:
        return set()
    taken = {number for number, _ in turns}
    followed = sum(_has_own_words(paragraphs, number, places[number], taken) for number in taken)
    changes = sum(one[1] != other[1] for one, other in itertools.pairwise(turns))
    within = turns[-1][0] - turns[0][0] + 1
    if followed * 5 < len(turns) * 4 or changes * 5 < (len(turns) - 1) * 3 or len(turns) * 8 < within:
        return set()
    kept = {who for _, who in turns}
    return {key for key, who in again.items() if who in kept}


def _has_own_words(paragraphs: Sequence[Paragraph], number: int, opening: Opening, taken: set[int]) -> bool:
    if not is_alone(paragraphs[number], opening):
        return True
    following = number + 1
    if following >= len(paragraphs) or paragraphs[following].kind != "paragraph":
        return False
    return following not in taken


def _group(places: dict[int, Opening]) -> list[set[str]]:
    """The labels of each person, the longest first, so that a shorter form finds the name that it belongs to."""
    labels = dict(itertools.islice(((key_of(o.label), read_label(o.label)) for o in places.values()), _MOST_NAMES * 5))
    people: list[tuple[Label, set[str]]] = []
    for key, label in sorted(labels.items(), key=lambda item: -len(item[1].words) + 10 * bool(item[1].initials)):
        near = list(_matching(label, people))
        if len(near) == 1:
            near[0].add(key)
        elif len(people) < _MOST_NAMES:
            people.append((label, {key}))
    return [keys for _, keys in people]


def _matching(label: Label, people: Sequence[tuple[Label, set[str]]]) -> Iterator[set[str]]:
    return (keys for full, keys in people if may_be_same(label, full))
