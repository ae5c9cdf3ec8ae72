"""The look-up tables of a language: its table of words, folded, with phrases by their first word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import TypeVar

from dragoman.language.digits import exact
from dragoman.language.folding import fold, lower, primary
from dragoman.language.quantities.affixes import find_stems
from dragoman.language.quantities.atoms import ROMANS, WORD, Atom, Phrases, Role, WordPart, number_atoms, split_compound
from dragoman.language.quantities.calendars import Calendar
from dragoman.language.tables.base import COMMON_SCALES, COMMON_UNITS, Table

__all__ = ["CALENDAR_LEADS", "CLOCK_LEADS", "COUNT_LEADS", "ITEM_LEADS", "Lexicon", "find_lexicon"]

T = TypeVar("T")

_MODULES = {
    "en": "en", "es": "es", "fr": "fr", "de": "de", "pt": "pt", "it": "it", "ru": "ru", "ar": "ar", "fa": "fa",
    "prs": "fa", "he": "he", "iw": "he", "tr": "tr",
}  # fmt: skip

_IN_PHRASE = re.compile(rf"&|\d+|{WORD}")
# The phrase tables with which a quantity may begin.
CALENDAR_LEADS = frozenset({"months", "year_before", "year_hints", "decade_before", "century"})
CLOCK_LEADS = frozenset({"clock_before", "clock_open", "clock_first", "clock_named", "dayparts"})
ITEM_LEADS = frozenset({
    "minus", "percent_before", "parts", "weak_parts", "part_before", "part_of_hour", "units", "duals", "percent",
})  # fmt: skip
COUNT_LEADS = ITEM_LEADS | {"several", "magnitudes", "twos", "between", "half_alone"}
OPENING = CALENDAR_LEADS | CLOCK_LEADS | COUNT_LEADS | {"traps", "idioms", "about"}

_LONGEST_WORD = 64
# A unit of at most this many letters is not joined to a part: "пол" and "км".
_SHORT = 2
# Words that look like Roman numerals.
_PRONOUNS = {"en": frozenset({"i"})}

# "à" is not the verb or the article "a", "è" not the conjunction "e", and "й" of "5-й" not the conjunction "и".
_ACCENTED = frozenset({"à", "À", "às", "Às", "è", "È", "й", "Й"})

# Folded, the "and one" of "and eleven" looks like another Arabic word for one.
_AND_ONE = re.compile("وَ?[أإ]")
_REMEMBERED = 20_000


class Lexicon:
    """The look-up tables for parsing texts of one language."""

    def __init__(self, language: str, table: Table) -> None:
        # Long, because each line prepares one field of the table: no two are prepared alike enough for a loop, and
        # later ones need earlier ones.
        self.language = language
        self.table = table
        self._joiners: frozenset[str] = frozenset(map(self.key, table.joiner.split()))
        self._pieces: dict[str, tuple[WordPart, ...]] = {}
        self.abbreviations: set[str] = set()
        self.atoms = self._atoms()
        self._tails = self._words(table.compound_tails)
        splits = table.compounds or bool(self._tails)
        self._splitters = tuple(sorted(self.atoms, key=len, reverse=True)) if splits else ()
        self.points = self._words(table.point)
        self.units_first = self._words(table.units_first)
        self.ordinal_suffixes = self._words(table.ordinal_suffixes)
        self.of = self._words(table.of)
        self.adjectives = self._words(table.adjectives)
        self.date_words = self._words(table.date_words)
        self.shy_months = self._words(table.shy_months)
        self.articles = self._words(table.articles)
        self.decade_suffixes = self._words(table.decade_suffixes)
        self.counters = self._words(table.counters)
        self.shy = self._words(table.shy)
        self.doubtful_last = self._words(table.doubtful_last)
        self.possessives = self._words(table.possessives)
        self.past_words = self._phrases({True: table.clock.past_words})
        self.to_words = self._phrases({True: table.clock.to_words})
        self.units = self._phrases({**table.units}, COMMON_UNITS)
        self.duals = self._phrases(table.duals)
        self.singles = self._phrases(table.singles)
        self.percent = self._phrases({"%": table.percent, "‰": table.per_mille})
        self.percent_before = self._phrases({"%": table.percent_before})
        self.fractions = {word: value for value, words in table.fractions.items() for word in self._words(words)}
        self.denominators = {
            word: value for value, words in table.denominators_first.items() for word in self._words(words)
        }
        self.parts = self._phrases(table.parts)
        self.weak_parts = self._phrases(table.weak_parts)
        self.half_alone = self._phrases({True: table.half_alone})
        self.part_before = self._phrases(table.part_before)
        self.part_after = self._phrases(table.part_after, table.part_after_number)
        self.part_after_unit = self._phrases(table.part_after, table.part_after_unit)
        self.part_of_hour = self._phrases(table.part_of_hour)
        self.whole_units = self._phrases(table.whole_units)
        self.nouns_of = {word: value for value, words in table.nouns_of.items() for word in self._words(words)}
        self.about = self._phrases({True: table.about})
        self.several = self._phrases({True: table.several})
        self.magnitudes = self._phrases(table.magnitudes)
        self.twos = self._phrases({2: table.twos})
        self.minus = self._phrases({True: table.minus})
        self.below_zero = self._phrases({True: table.below_zero})
        self.between = self._phrases({True: table.between})
        self.to = self._phrases({True: table.to})
        self.day_to = self._phrases({True: table.to}, {True: table.or_}, {True: table.day_to})
        self.or_ = self._phrases({True: table.or_})
        self.months = self._phrases(
            _of_calendar("gregorian", table.months),
            _of_calendar("solar", table.solar),
            _of_calendar("islamic", table.islamic),
        )
        self.year_before = self._phrases({True: table.year_before})
        self.year_hints = self._phrases({True: table.year_hints})
        self.year_after = self._phrases({True: table.year_after})
        eras: dict[Calendar, str] = {
            "gregorian": table.gregorian, "solar": table.solar_era, "islamic": table.islamic_era,
        }  # fmt: skip
        self.eras = self._phrases(eras)
        self.decades = {word: value for value, words in table.decades.items() for word in self._words(words)}
        self.decade_before = self._phrases({True: table.decade_before})
        self.decade_after = self._phrases({True: table.decade_after})
        self.century = self._phrases({True: table.century}, stems=False)
        self.clock_before = self._phrases({True: table.clock.before})
        self.clock_open = self._phrases({True: table.clock.open})
        self.clock_exact = self._phrases({True: table.clock.exact})
        self.clock_hours = self._phrases({True: table.clock.hours})
        self.clock_named = self._phrases(table.clock.named)
        self.clock_past = self._phrases(table.clock.past)
        self.clock_less = self._phrases({True: table.clock.less})
        self.clock_later = self._phrases({1: table.clock.later, -1: table.clock.sooner})
        self.clock_first = self._phrases(table.clock.first)
        self.dayparts = self._phrases({"am": table.clock.am, "pm": table.clock.pm, "night": table.clock.night})
        self.traps = self._phrases({True: table.traps}, whole=True)
        self.idioms = self._phrases({True: table.idioms}, stems=False)
        self.leads = self._find_leads()
        self.seconds = self._find_seconds()
        only_articles = {word for word in self.articles if self.atoms[word][0].role == "article"}
        self.counting = frozenset((self.atoms.keys() | ROMANS) - only_articles - _PRONOUNS.get(language, frozenset()))
        self._glued = tuple(sorted(self._words(table.glued), key=len, reverse=True))
        self._vocabulary = self._find_words()
        self._pieces.clear()

    def key(self, word: str) -> str:
        """A word in the form in which it is looked up. Turkish keeps its accents: "ön" (front) is not "on" (ten)."""
        if word in _ACCENTED:
            return word.lower() * 2
        if self.language == "tr":
            return unicodedata.normalize("NFC", lower(word, "tr").replace("i̇", "i"))
        return word.lower() if word.isascii() and word.isalpha() else fold(word, self.language).replace(" ", "")

    def pieces(self, word: str) -> tuple[WordPart, ...]:
        """The pieces of a word of a text."""
        found = self._pieces.get(word)
        if found is None:
            if len(self._pieces) >= _REMEMBERED:
                self._pieces.clear()
            found = tuple(piece._replace(opens=self._opens(piece)) for piece in self._find_pieces(word))
            self._pieces[word] = found
        return found

    def _opens(self, piece: WordPart) -> bool:
        return piece.head and (piece.key in self.leads or piece.whole in self.leads or piece.key in ROMANS)

    def _find_pieces(self, word: str) -> tuple[WordPart, ...]:
        if len(word) == 1 and unicodedata.category(word) == "No":
            return (WordPart(word, word),)
        key = self.key(word)
        if key in self._joiners:
            return (WordPart("&", key, head=False),)
        if (key in self._vocabulary and not _AND_ONE.match(word)) or len(key) > _LONGEST_WORD:
            return (WordPart(key, key),)
        stems = find_stems(key, self.language)
        for before, stem in stems:
            if stem in self._vocabulary:
                prefixes = [piece for piece in before if piece == "&" or stem in self.atoms]
                return (*(WordPart(piece, key, piece != "&", piece != "&") for piece in prefixes), WordPart(stem, key))
        glued = self._unglue(key)
        if glued:
            return WordPart(glued[0], key), WordPart(glued[1], key, head=False)
        parts = self._split(key) if self._splitters else ()
        last = len(parts) - 1
        if last > 0 and parts[last] in self._tails:
            last -= 1
        return tuple(WordPart(part, key, number == 0, number >= last) for number, part in enumerate(parts)) or (
            WordPart(key, key),
        )

    def _unglue(self, word: str) -> tuple[str, str] | None:
        """A part and the unit or scale that is joined to it: "Viertelstunde", "полчаса"."""
        for part in self._glued:
            rest = word[len(part) :]
            if word.startswith(part) and len(rest) > _SHORT and (self._is_unit(rest) or self._is_scale(rest)):
                return part, rest
        return None

    def _is_unit(self, word: str) -> bool:
        return any(not rest for names in (self.units, self.percent) for rest, _ in names.by_first.get(word, ()))

    def _is_scale(self, word: str) -> bool:
        return any(atom.role in {"scale", "collective", "hundred"} for atom in self.atoms.get(word, ()))

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound number; in Turkish an ending may follow the last part."""
        joiner = self.table.compound_joiner
        if not word.startswith(self._splitters) or (self.language == "fa" and joiner not in word):
            return ()
        whole = split_compound(word, self._splitters, joiner, self._tails, {})
        if whole is None and self.language == "tr":
            stems = (split_compound(stem, self._splitters, "", frozenset(), {}) for _, stem in find_stems(word, "tr"))
            whole = next((parts for parts in stems if parts and len(parts) > 1), None)
        if whole and not (self.table.compounds or whole[-1] in self._tails):
            return ()
        if whole and self.language == "fa" and "&" not in whole:
            return ()
        return whole or ()

    def _atoms(self) -> dict[str, tuple[Atom, ...]]:
        table = self.table
        articles = self._words(table.articles)
        atoms: dict[str, tuple[Atom, ...]] = {word: (Atom(1, "article", article=True),) for word in articles}
        for value, words in table.ordinals.items():
            for word in self._words(words):
                atoms[word] = tuple(atom._replace(ordinal=True) for atom in number_atoms(value))
        for number, words in table.cardinals.items():
            for word in self._words(words):
                atoms[word] = tuple(atom._replace(article=word in articles) for atom in number_atoms(number))
                if number == 10 and table.regular_teens:
                    atoms[word] = (Atom(10, "ten"),)
        implicit = self._words(table.implicit)
        scales: tuple[tuple[Role, Mapping[int, str]], ...] = (
            ("collective", table.collectives),
            ("scale", COMMON_SCALES if table.scales else {}),
            ("scale", table.scales),
            ("hundred", {100: table.hundred}),
        )
        for role, by_value in scales:
            for value, words in by_value.items():
                atoms |= {word: (Atom(value, role, implicit=word in implicit),) for word in self._words(words)}
        for value, words in table.dual_collectives.items():
            atoms |= {word: (Atom(2, "fixed"), Atom(value, "collective")) for word in self._words(words)}
        for word in self._words(table.doubtful) & atoms.keys():
            atoms[word] = tuple(atom._replace(doubtful=True) for atom in atoms[word])
        for char in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞":
            atoms[char] = (Atom(exact(Fraction(unicodedata.numeric(char)).limit_denominator(16)), "fixed"),)
        return atoms

    def _words(self, words: str) -> frozenset[str]:
        out = set()
        for word in words.split():
            key = self.key(word)
            if key:
                out.add(key)
                if word.endswith("."):
                    self.abbreviations.add(key)
        return frozenset(out)

    def _phrases(self, *tables: Mapping[T, str], stems: bool = True, whole: bool = False) -> Phrases[T]:
        """The phrases of the tables, to be looked up by pieces of words, or if ``whole`` by words as written."""
        out = []
        for table in tables:
            for payload, phrases in table.items():
                for phrase in filter(None, map(str.strip, phrases.split(","))):
                    keys = tuple("&" if word == "&" else self.key(word) for word in _IN_PHRASE.findall(phrase))
                    if not whole:
                        keys = tuple("&" if key in self._joiners else self._stem(key) if stems else key for key in keys)
                    out.append((keys, payload))
                    if phrase.endswith("."):
                        self.abbreviations.add(keys[-1])
        return Phrases(out)

    def _stem(self, key: str) -> str:
        """A word of a phrase without prefixes, like the words of a text: "الثاني" as the ordinal "ثاني"."""
        if key in self.atoms:
            return key
        return next((stem for before, stem in find_stems(key, self.language) if not before and stem in self.atoms), key)

    def _find_leads(self) -> dict[str, frozenset[str]]:
        """Word with which a quantity may begin -> the names of the phrase tables that have it as a first word."""
        leads: dict[str, set[str]] = {
            word: set() for word in self.atoms.keys() | self.decades.keys() | self.denominators.keys()
        }
        for name in self._openings():
            for word in getattr(self, name).by_first:
                leads.setdefault(word, set()).add(name)
        leads.pop("&", None)
        return {word: frozenset(names) for word, names in leads.items()}

    def _openings(self) -> frozenset[str]:
        """The names of the tables with which a quantity may begin; only Turkish names the part of the day first."""
        return OPENING if self.language == "tr" else OPENING - {"dayparts"}

    def _find_seconds(self) -> dict[str, frozenset[str]]:
        """Word that only begins phrases of several words -> the words that may be second in them."""
        seconds: dict[str, set[str]] = {}
        alone: set[str] = set()
        for name in self._openings():
            for word, entries in getattr(self, name).by_first.items():
                seconds.setdefault(word, set()).update(rest[0] for rest, _ in entries if rest)
                alone |= {word for rest, _ in entries if not rest}
        return {word: frozenset(following) for word, following in seconds.items() if word not in alone}

    def _find_words(self) -> frozenset[str]:
        """All words of the table, except those of the traps and idioms, and of denominators that come first."""
        words = self.atoms.keys() | self.decades.keys() | self.fractions.keys() | self.nouns_of.keys()
        for name, value in vars(self).items():
            if isinstance(value, Phrases) and name not in {"traps", "idioms"}:
                words |= value.by_first.keys()
                words |= {word for rests in value.by_first.values() for rest, _ in rests for word in rest}
            elif isinstance(value, frozenset):
                words |= value
        return frozenset(words - {"&"})


@cache
def _lexicon(language: str) -> Lexicon:
    module = _MODULES.get(language)
    table = import_module(f"dragoman.language.tables.{module}").TABLE if module else Table()
    return Lexicon(module or "und", table)


def find_lexicon(language: str) -> Lexicon:
    """The lexicon for the language of a BCP 47 tag; for a language without a table, one with only figures and signs."""
    lang = primary(language)
    return _lexicon(lang if lang in _MODULES else "und")


def _of_calendar(calendar: Calendar, months: Mapping[int, str]) -> Mapping[tuple[Calendar, int], str]:
    return {(calendar, number): words for number, words in months.items()}
