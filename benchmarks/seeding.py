"""One known error planted into a right bilingual text: a figure changed, a name respelled, a sentence lost.

Every kind is a function from a document and a place in it to the changed document, or ``None`` where the passage
has nothing to spoil. Errors are planted into words that count as said: never into supplied words, glosses or notes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Text, plain, tidy

__all__ = ["KINDS", "Name", "Planted", "Soil", "count_names", "plant", "plant_everywhere"]


class Name(msgspec.Struct, frozen=True):
    """A name as it stands in the original and in the translation."""

    original: str
    translation: str


class Planted(msgspec.Struct, frozen=True, kw_only=True):
    """A document with one error: of what kind, in which passages, and what was done, for a person."""

    transcript: Transcript
    kind: str
    segments: tuple[str, ...]
    change: str


class Soil(msgspec.Struct, frozen=True, kw_only=True):
    """Where an error is to be planted: the document, the place of its passage, and the names in the document."""

    transcript: Transcript
    place: int
    names: tuple[Name, ...] = ()

    @property
    def segment(self) -> Segment:
        return self.transcript.segments[self.place]


class _Edit(msgspec.Struct, frozen=True):
    """So many characters of one string of a text are to become others."""

    part: int
    start: int
    end: int
    new: str


_Planter = Callable[[Soil, random.Random], Planted | None]


def plant(kind: str, soil: Soil, seed: int = 0) -> Planted | None:
    """One error of a kind, or ``None`` where the passage has no room for it. The same seed plants the same error."""
    chance = random.Random(f"{seed}:{kind}:{soil.segment.id}")
    planted = _PLANTERS[kind](soil, chance) if soil.segment.source and soil.segment.target else None
    return None if planted is None else msgspec.structs.replace(planted, kind=kind)


def plant_everywhere(
    kind: str, transcript: Transcript, names: Sequence[Name] = (), seed: int = 0, most: int | None = None
) -> tuple[Planted, ...]:
    """An error of a kind in every passage that has room for it, each in a copy of its own.

    :param most: no more than so many, drawn from all
    """
    soils = (Soil(transcript=transcript, place=place, names=tuple(names)) for place in range(len(transcript.segments)))
    found = [planted for soil in soils if (planted := plant(kind, soil, seed)) is not None]
    if most is None or len(found) <= most:
        return tuple(found)
    return tuple(random.Random(f"{seed}:{kind}").sample(found, most))


def count_names(transcript: Transcript, names: Sequence[Name]) -> dict[Name, int]:
    """How often each name stands in the translation."""
    said = [plain(segment.target or ()) for segment in transcript.segments]
    return {name: sum(len(_named(name).findall(text)) for text in said) for name in names}


# Numbers


def _change_digit(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, _find(soil, _FIGURE, lambda found: _other_digit(found, chance)), chance)


_FIGURE = re.compile(r"(?<![\d.,:])\d+(?:[.,:]\d+)*")


def _other_digit(found: re.Match[str], chance: random.Random) -> str:
    text = found[0]
    places = [place for place, character in enumerate(text) if character.isdigit()]
    # A year of another millennium or a clock time past midnight would be seen by anybody.
    likely = places[-1:] if ":" in text else places[-2:] if len(text) == 4 and text.isdigit() else places
    place = chance.choice(likely)
    digits = [digit for digit in "123456789" if digit != text[place]]
    return text[:place] + chance.choice(digits) + text[place + 1 :]


def _change_size(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, _find(soil, _PLAIN_FIGURE, _tenfold), chance)


# Neither a year nor part of a time, a decimal or a date.
_PLAIN_FIGURE = re.compile(
    r"(?<![\d.,:/])(?!(?:1[0-9]{3}|20[0-9]{2})(?!,?\d))\d{1,3}(?:,?\d{3})*(?![\d:/]|[.,]\d|-?(?:st|nd|rd|th)\b)"
)


def _tenfold(found: re.Match[str]) -> str:
    value = int(found[0].replace(",", ""))
    new = value // 10 if value >= 100 and value % 10 == 0 else value * 10
    return f"{new:,}" if new >= 10_000 or "," in found[0] else str(new)


def _change_number_word(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, _find(soil, _word_pattern(_NEXT), lambda found: _NEXT[found[0].lower()]), chance)


_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NEXT = {
    word: row[(place + 1) % len(row)] for row in (_UNITS, _TEENS, _TENS, _ORDINALS) for place, word in enumerate(row)
}


def _confuse_teens(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, _find(soil, _word_pattern(_ALIKE), lambda found: _ALIKE[found[0].lower()]), chance)


_PAIRS = (
    *zip(_TEENS[2:], _TENS[1:], strict=True), ("13", "30"), ("14", "40"), ("15", "50"), ("16", "60"), ("18", "80"),
)  # fmt: skip
_ALIKE = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}


def _swap_unit(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, _find(soil, _UNIT, lambda found: found[0].replace(found["unit"], _SWAPS[found["unit"]])), chance)


_SWAPS = {
    "rial": "toman", "rials": "tomans", "toman": "rial", "tomans": "rials",
    "million": "billion", "billion": "million", "thousand": "million",
    "percent": "points", "per cent": "points", "%": " points",
    "kilometres": "miles", "metres": "feet", "kilos": "pounds", "tonnes": "kilos", "tons": "kilos",
    "euros": "dollars", "dollars": "euros", "francs": "pounds", "roubles": "kopecks", "shekels": "dollars",
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "minutes", "minutes": "hours",
    "a.m.": "p.m.", "p.m.": "a.m.", "degrees": "percent", "hectares": "acres",
}  # fmt: skip
_NUMBER = "|".join((r"\d[\d.,:]*", *_UNITS, *_TEENS, *_TENS, "ten", "hundred", "thousand", "million", "half"))
_NAMES_OF_UNITS = "|".join(map(re.escape, sorted(_SWAPS, key=len, reverse=True)))
_UNIT = re.compile(rf"\b(?:{_NUMBER})(?:[ -](?:old|new|small))? ?(?P<unit>{_NAMES_OF_UNITS})(?!\w)", re.IGNORECASE)


# Names


def _respell_often(soil: Soil, chance: random.Random) -> Planted | None:
    return _respell(soil, chance, lambda times: times > 1)


def _respell_once(soil: Soil, chance: random.Random) -> Planted | None:
    return _respell(soil, chance, lambda times: times == 1)


def _respell(soil: Soil, chance: random.Random, wanted: Callable[[int], bool]) -> Planted | None:
    counts = count_names(soil.transcript, soil.names)
    mine = [name for name, times in counts.items() if wanted(times)]
    edits = [edit for name in mine for edit in _find(soil, _named(name), lambda found: _misspell(found[0], chance))]
    return _edit(soil, edits, chance)


def _named(name: Name) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(name.translation)}\b")


def _misspell(name: str, chance: random.Random) -> str:
    """One letter changed, left out or doubled, or two neighbours turned round; never the first letter of a word."""
    places = [place for place in range(1, len(name)) if name[place].isalpha() and name[place - 1].isalpha()]
    place = chance.choice(places)
    letter = name[place]
    turned = name[: place - 1] + letter + name[place - 1].lower() + name[place + 1 :] if place > 1 else name
    changed = name[:place] + chance.choice([other for other in _LOOKALIKES.get(letter, "aeiou") if other != letter])
    options = [
        changed + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        turned,
    ]
    return chance.choice([option for option in options if option != name])


_LOOKALIKES = {
    "a": "eo", "e": "ai", "i": "ey", "o": "au", "u": "oi", "b": "pd", "d": "tb", "f": "vp", "g": "kj", "h": "nk",
    "k": "gh", "l": "rt", "m": "n", "n": "mr", "p": "bq", "r": "ln", "s": "zc", "t": "dl", "v": "wb", "z": "s",
}  # fmt: skip


# Negation


def _drop_not(soil: Soil, chance: random.Random) -> Planted | None:
    edits = _find(soil, _NEGATED, lambda found: _POSITIVE.get(found[0].lower(), ""))
    # A question asks the same with and without it.
    return _edit(soil, [edit for edit in edits if not _sentence_around(soil, edit).endswith("?")], chance)


_POSITIVE = {
    "never": "always", "nobody": "everybody", "cannot": "can", "can't": "can", "couldn't": "could", "didn't": "did",
    "don't": "do", "doesn't": "does", "wasn't": "was", "weren't": "were", "isn't": "is", "haven't": "have",
    "hasn't": "has", "hadn't": "had", "wouldn't": "would", "won't": "will", "shouldn't": "should", "mustn't": "must",
}  # fmt: skip
# Not the second half of a contrast, not "not even" and its like, and no tag question.
_NEGATED = re.compile(
    rf"(?<!, )\b(?:(?<=[a-z] )(?<!, )(?<![Ww]hy )not (?!even|only|quite|all|always|much|any|a |for )(?=[a-z])"
    rf"|(?:{'|'.join(_POSITIVE)})\b(?! (?:it|that|they|you)\b))",
    re.IGNORECASE,
)


def _add_not(soil: Soil, chance: random.Random) -> Planted | None:
    edits = _find(soil, _AFFIRMED, lambda found: f"{found[0]} not")
    return _edit(soil, [edit for edit in edits if _is_affirmed(_sentence_around(soil, edit))], chance)


_AFFIRMED = re.compile(r"(?<=[a-z] )(?:was|were|is|are|could|can|will|would|should|must)(?= [a-z])")


def _is_affirmed(sentence: str) -> bool:
    """A statement that denies nothing: a second "not" would make nonsense of it."""
    denied = r"\b(?:not?|never|none|nobody|nothing|nowhere|neither|nor|cannot|only|without)\b|n['’]t\b"
    return not sentence.endswith("?") and re.search(denied, sentence, re.IGNORECASE) is None


def _sentence_around(soil: Soil, edit: _Edit) -> str:
    text = _strings(soil)[edit.part]
    before, after = re.split(r"[.?!] ", text[: edit.start])[-1], re.split(r"(?<=[.?!])", text[edit.start :])[0]
    return before + after


# Whole sentences


def _delete_sentence(soil: Soil, chance: random.Random) -> Planted | None:
    sentences = [one for part, text in _strings(soil).items() for one in _sentences(part, text)]
    if len(sentences) < 2:
        return None
    return _edit(soil, [one for one in sentences if _text_of(soil, one).count(" ") >= 3], chance)


def _swap_translations(soil: Soil, chance: random.Random) -> Planted | None:
    document = soil.transcript
    others = [
        place
        for place in range(soil.place + 1, min(soil.place + 4, len(document.segments)))
        if _long(document.segments[place])
    ]
    if not others or not _long(soil.segment):
        return None
    first, second = soil.segment, document.segments[chance.choice(others)]
    changed = {
        first.id: msgspec.structs.replace(first, target=second.target),
        second.id: msgspec.structs.replace(second, target=first.target),
    }
    return _planted(document, changed, f"{plain(first.target or ())} <> {plain(second.target or ())}")


def _long(segment: Segment) -> bool:
    """A passage of one or two words is as right beside its neighbour."""
    return segment.source is not None and plain(segment.target or ()).count(" ") >= 4


def _loop_translation(soil: Soil, chance: random.Random) -> Planted | None:
    return _edit(soil, [edit for part, text in _strings(soil).items() for edit in _loops(part, text, chance)], chance)


def _loop_original(soil: Soil, chance: random.Random) -> Planted | None:
    texts = _plain_parts(soil.segment.source or ())
    edits = [edit for part, text in texts.items() for edit in _loops(part, text, chance)]
    return _edit(soil, edits, chance, side="source")


def _loops(part: int, text: str, chance: random.Random) -> Iterator[_Edit]:
    words = list(re.finditer(r"\S+", text))
    size = min(chance.randint(3, 5), max(len(words), 3))
    for first in range(len(words) - size + 1):
        start, end = words[first].start(), words[first + size - 1].end()
        yield _Edit(part, end, end, (" " + text[start:end]) * chance.randint(3, 6))


def _silence_translation(soil: Soil, chance: random.Random) -> Planted | None:
    said = plain(soil.segment.target or ())
    if said.count(" ") < 4:
        return None
    changed = msgspec.structs.replace(soil.segment, source=(said,))
    return _planted(soil.transcript, {soil.segment.id: changed}, f"original: {said}")


def _add_clause(soil: Soil, chance: random.Random) -> Planted | None:
    clause = chance.choice(_CLAUSES)
    edits = _find(soil, re.compile(r"(?<=\w)\.(?= [A-Z]|$)"), lambda found: clause)
    return _edit(soil, edits, chance)


_CLAUSES = (
    ", which everybody in the street already knew at the time.",
    ", although my brother later told it quite differently.",
    ", as the newspapers reported on the following morning.",
    ", and we were all very proud of that.",
    ", because the authorities had ordered it in writing.",
    ". People say that it was the happiest time of their lives.",
    ". The neighbours still talk about it when they meet.",
    ". I have always been grateful to them for their courage.",
)


# What all have in common


def _strings(soil: Soil) -> dict[int, str]:
    return _plain_parts(soil.segment.target or ())


def _plain_parts(text: Text) -> dict[int, str]:
    """The strings that stand in no mark, by their place in the text."""
    return {part: inline for part, inline in enumerate(text) if isinstance(inline, str)}


def _find(soil: Soil, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> list[_Edit]:
    return [
        _Edit(part, found.start(), found.end(), change(found))
        for part, text in _strings(soil).items()
        for found in pattern.finditer(text)
    ]


def _word_pattern(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.,:])\b(?:{'|'.join(words)})\b(?![\d:]|[.,]\d)", re.IGNORECASE)


def _sentences(part: int, text: str) -> Iterator[_Edit]:
    """Whole sentences only: what touches a mark may go on behind it."""
    for found in re.finditer(r"\S.*?[.?!]+[”»\"]?(?:\s+|$)", text, re.DOTALL):
        if part == 0 or found.start() > 1:
            yield _Edit(part, found.start(), found.end(), "")


def _text_of(soil: Soil, edit: _Edit) -> str:
    return _strings(soil)[edit.part][edit.start : edit.end].strip()


def _edit(soil: Soil, edits: Sequence[_Edit], chance: random.Random, side: str = "target") -> Planted | None:
    """One of the edits, done."""
    if not edits:
        return None
    edit = chance.choice(edits)
    segment = soil.segment
    text: Text = getattr(segment, side)
    old = text[edit.part]
    assert isinstance(old, str)
    new = old[: edit.start] + _as_capital(old[edit.start : edit.end], edit.new) + old[edit.end :]
    changed = tidy((*text[: edit.part], new, *text[edit.part + 1 :]))
    replaced = msgspec.structs.replace(segment, **{side: changed})
    return _planted(soil.transcript, {segment.id: replaced}, f"{old[edit.start : edit.end]!r} > {edit.new!r}")


def _as_capital(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _planted(document: Transcript, changed: dict[str, Segment], change: str) -> Planted:
    segments = tuple(changed.get(segment.id, segment) for segment in document.segments)
    return Planted(
        transcript=msgspec.structs.replace(document, segments=segments),
        kind="",
        segments=tuple(changed),
        change=change,
    )


_PLANTERS: dict[str, _Planter] = {
    "number: a digit": _change_digit,
    "number: a factor of ten": _change_size,
    "number: a word": _change_number_word,
    "number: fifteen and fifty": _confuse_teens,
    "number: the unit": _swap_unit,
    "name: seen twice": _respell_often,
    "name: seen once": _respell_once,
    "negation: dropped": _drop_not,
    "negation: added": _add_not,
    "sentence deleted": _delete_sentence,
    "translations swapped": _swap_translations,
    "loop: translation": _loop_translation,
    "loop: original": _loop_original,
    "silent translation": _silence_translation,
    "unmarked addition": _add_clause,
}

KINDS: tuple[str, ...] = tuple(_PLANTERS)
