"""Split labels into the name, the title before it and the role beside it; and decide whether two mean the same
person.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from dragoman.conventions.remarks import is_remark
from dragoman.formats.prose.label_words import (
    ARTICLES,
    MEN,
    OFFICES,
    PARTICLES,
    PROFESSIONS,
    RELATIVES,
    ROLES,
    TITLES,
    WOMEN,
    fold_words,
)
from dragoman.formats.reading.joined_names import split_names
from dragoman.language.name_sounds import same_script_skeleton

__all__ = [
    "JOINED",
    "SHORTENED",
    "Label",
    "have_other_titles",
    "is_office",
    "is_role",
    "may_be_same",
    "read_label",
    "sound_of",
    "sounds_alike",
    "with_role_first",
]

# A particle that is joined to a name: al-Sury, d'Angelo.
JOINED = re.compile(r"(?:a[ldnrsz]|as?h|el|ibn|bin|ben|abu|d|l|o)[-'’‘](?=[^\W\d_])(?![a-zà-ÿ])")
_SHORTEST_SKELETON = 3
# Short names may vary between o and u, or i and e; with a and o they are two people's: Dan, Don.
_SHORTEST_SPELLING = 5
_POSSESSIVE = re.compile(r"\w['’]s\s\w", re.IGNORECASE)
_ASKED = frozenset(fold_words("question answer سؤال سوال جواب"))
# An abbreviated role has this many letters: INT, RES.
SHORTENED = 3


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """The label before a speaker's words. ``words`` are those of the name, folded; the other parts are as typed.

    ``short`` are the initials in brackets beside a name, ``Mara Vidal (MV)``, or how the words were conveyed:
    ``[through interpreter]``. ``names`` are those that a label for several people joins.
    """

    typed: str
    words: tuple[str, ...] = ()
    name: str | None = None
    title: str | None = None
    role: str | None = None
    short: str | None = None
    names: tuple[str, ...] = ()

    @property
    def initials(self) -> str:
        """The letters of a label that only consists of initials, folded; else empty."""
        bare = re.sub(r"[.\s\u200c-]", "", self.typed)
        is_short = 2 <= len(bare) <= 4 and bare.isalpha() and bare.isupper()
        return bare.casefold() if is_short and len(self.words) <= len(bare) else ""


@lru_cache(maxsize=8192)
def read_label(typed: str) -> Label:
    """Split a label: ``Dr. Ali Karimi, historian``, ``The host (Ana Ruiz)``, ``MS. JEAN-PIERRE``, ``Q``."""
    typed = " ".join(typed.split())
    if typed == "A":
        # An answer, and no article.
        return Label(typed=typed, role=typed)
    outer, inner = _split_beside(typed)
    names = _split_people(typed, outer, inner)
    if names:
        whole = outer if split_names(outer) else typed
        return Label(typed=typed, words=_folded(whole), name=whole, names=names)
    before, named = _split_role(outer)
    if before is not None:
        title, bare = _split_title(named)
        return Label(typed=typed, words=_folded(bare), name=bare, title=title, role=before)
    if inner and _is_aside(typed, inner) and is_role(outer):
        return Label(typed=typed, role=outer, short=inner)
    name, role = (inner, outer) if _is_role_first(outer, inner) else (outer, inner)
    if not name:
        return Label(typed=typed, role=role)
    title, bare = _split_title(name)
    label = Label(typed=typed, words=_folded(bare), name=bare, title=title, role=role)
    is_letter = role is not None and len(role) == 1 and role.isupper() and label.words[:1] != ()
    if role and (
        is_remark(role)
        or (is_letter and label.words[0].startswith(role.casefold()))
        or _are_initials(Label(typed=role, words=_folded(role)).initials, label.words)
    ):
        return msgspec.structs.replace(label, role=None, short=role)
    return label


def with_role_first(label: Label) -> Label | None:
    """The label read in reverse order, ``Keeper, John Pye``; ``None`` if no full name follows the comma."""
    words = (label.role or "").split()
    if (
        label.title
        or len(words) < 2
        or not label.typed.endswith(label.role or "")
        or ("," not in label.typed and "،" not in label.typed)
    ):
        return None
    if not all(_begins_as_name(word) for word in words if word.casefold() not in PARTICLES):
        return None
    title, bare = _split_title(label.role or "")
    return Label(typed=label.typed, words=_folded(bare), name=bare, title=title, role=label.name)


def _split_people(typed: str, outer: str, inner: str | None) -> tuple[str, ...]:
    """The people that a label joins: ``Ana and Bea``, ``Ana, Bea and Cem``; empty for one person with two offices."""
    names = split_names(outer)
    if names:
        return () if all(_begins_as_office(name) for name in names) and len(names[-1].split()) > 1 else names
    others = split_names(inner or "") if typed.endswith(inner or "") else ()
    if any(_begins_as_office(name) or is_office(name) or not _begins_as_name(name) for name in others):
        return ()
    return (outer, *others) if others else ()


def _begins_as_office(text: str) -> bool:
    """Whether a text begins with an office or a role: ``Treasurer Ana Ruiz``."""
    return next((word in OFFICES | PROFESSIONS | ROLES for word in _folded(text) if word not in ARTICLES), False)


def _is_aside(typed: str, inner: str) -> bool:
    """Whether brackets beside a label say how or to whom somebody speaks: ``(laughing)``, ``(to the man)``."""
    return typed[-1:] in (")", "）", "]") and inner[:1].islower()


def _is_role_first(outer: str, inner: str | None) -> bool:
    """Whether the part before the comma is the role: ``The host, Ana Ruiz``, ``Director General, Ms Ruiz``."""
    if is_role(outer):
        return True
    if inner is None or not _begins_as_name(inner) or len(inner.split()) < 2:
        return False
    if _split_title(inner)[0] is not None and _split_title(outer)[0] is None:
        # "Mayor of the town, Mr. Jean Duval": the title precedes only the name.
        return all(_begins_as_name(word) for word in inner.split() if word.casefold() not in PARTICLES)
    return is_office(outer) and not is_office(inner)


def is_office(text: str) -> bool:
    """Whether words name an office or a profession rather than a person: ``Secretary General``, ``nurse``.

    Titles before a name do not count: ``President Aoun`` is a person.
    """
    name = _split_title(text)[1]
    has_case = name[:1].lower() != name[:1].upper()
    words = _folded(name if has_case and _begins_as_name(name) else text)
    return any(word in OFFICES or word in PROFESSIONS for word in words)


def is_role(text: str | None) -> bool:
    """Whether a label is a role rather than a name: ``The host``, ``Q``, ``Speaker 2``."""
    words = [word for word in _folded(text or "") if word not in ARTICLES and not word.isdecimal()]
    return bool(words) and (words[0] in ROLES or words[-1] in ROLES) and len(words) <= 3


def may_be_same(short: Label, full: Label) -> bool:
    """Whether a label may be a shorter or other form of a fuller one: initials, part of the name, the role."""
    if _contradict(short.title, full.title) or _are_numbered_apart(short, full):
        return False
    if len(short.names) != len(full.names):
        # "Diane and Sheila" is neither of them.
        return False
    if full.short and full.short == short.typed:
        # "Mara Vidal (M)" gives her abbreviation.
        return True
    if short.words != full.words and (_POSSESSIVE.search(short.typed) or _POSSESSIVE.search(full.typed)):
        # "Dahl's son" is not Dahl.
        return False
    if short.role and not short.words:
        if not full.role:
            return False
        return bool(_core(short.role) & _core(full.role)) if full.words else _is_same_role(short.role, full.role)
    if not short.words or not full.words:
        return False
    if full.title and set(short.words) <= TITLES and set(short.words) <= set(_folded(full.title)):
        # "The President" is the only President named.
        return True
    if full.role and is_office(short.typed) and _core(short.typed) <= _core(full.role):
        # So is "The Secretary General", if the office is beside the name.
        return True
    if short.words == full.words:
        return True
    if (set(short.words) ^ set(full.words)) & RELATIVES:
        # "Daughter of Mrs. Klein" is not Mrs. Klein.
        return False
    if _is_within(short.words, full.words):
        return True
    return _are_initials(short.initials, full.words)


def have_other_titles(one: Label, other: Label) -> bool:
    """Whether the titles of two labels cannot be the same person's: ``Mr.``, ``Mrs.``"""
    return _contradict(one.title, other.title)


def _are_numbered_apart(one: Label, other: Label) -> bool:
    """Whether two labels have different numbers: ``Woman 1``, ``Woman 2``."""
    numbers = [
        {word for word in _folded(f"{label.role or ''} {label.name or ''}") if word.isdecimal()}
        for label in (one, other)
    ]
    return numbers[0] != numbers[1]


def sounds_alike(one: Label, other: Label) -> bool:
    """Whether two names may be spellings of the same one: ``Mohammad Karimi``, ``Mohammed Kareemi``."""
    if not one.words or len(one.words) != len(other.words) or _contradict(one.title, other.title):
        return False
    if not all(map(_may_be_spelling, one.words, other.words)):
        return False
    return sound_of(one) == sound_of(other) != ""


def _may_be_spelling(one: str, other: str) -> bool:
    """Whether a word may be another spelling of the other: not John and Jane, nor Maria and Mario."""
    if one == other:
        return True
    if {one[-1], other[-1]} == {"a", "o"}:
        return False
    if min(len(one), len(other)) >= _SHORTEST_SPELLING:
        return True
    firsts = [next((letter in "ou" for letter in word if letter in "aeiouy"), None) for word in (one, other)]
    return None in firsts or firsts[0] == firsts[1]


def sound_of(label: Label) -> str:
    """The sound of a name, equal for spellings of the same sound; empty if it is too short to compare."""
    if any(character.isdecimal() for word in label.words for character in word):
        return ""
    sounds = [same_script_skeleton(word) for word in label.words]
    return " ".join(sounds) if sum(map(len, sounds)) >= _SHORTEST_SKELETON else ""


def _are_initials(initials: str, words: tuple[str, ...]) -> bool:
    """Whether these are the first letters of all words of a name, or of its first and last word."""
    firsts = "".join(word[0] for word in words)
    return bool(initials) and len(words) > 1 and initials in (firsts, firsts[0] + firsts[-1])


def _split_beside(typed: str) -> tuple[str, str | None]:
    """The text before a comma, a bar or brackets, and the text after or inside them."""
    match = re.fullmatch(r"([^(（\[]+?)\s*[(（\[]([^()（）\[\]]+)[)）\]]", typed) or re.fullmatch(
        r"([^,،]+?)\s*[,،]\s*(.+)", typed
    )
    return (match[1].strip(), match[2].strip()) if match else (typed, None)


def _split_role(outer: str) -> tuple[str | None, str]:
    """A role before a full name, ``Interviewer Nour Saleh``, and the name."""
    first, _, rest = outer.partition(" ")
    names = rest.split()
    is_name = len(names) > 1 and all(_begins_as_name(word) for word in names)
    known = ROLES | PROFESSIONS - TITLES
    if is_name and len(first) > 2 and _core(first) <= known and _core(first) and not _core(rest) & ROLES:
        return first, rest
    return None, outer


def _begins_as_name(word: str) -> bool:
    return (word[:1].isalpha() and not word[:1].islower()) or JOINED.match(word) is not None


def _split_title(text: str) -> tuple[str | None, str]:
    """The titles before a name, and the name, both as typed."""
    parts = text.split()
    titles = 0
    while titles < len(parts) - 1 and (_is_title(parts[titles]) or _is_possessive(parts, titles)):
        titles += 1
    return " ".join(parts[:titles]) or None, " ".join(parts[titles:])


def _is_possessive(parts: list[str], number: int) -> bool:
    """Whether a word belongs to the title after it: ``His Eminence``."""
    return parts[number].casefold() in ("his", "her", "your", "their") and _is_title(parts[number + 1])


def _is_title(word: str) -> bool:
    folded = _folded(word)
    return bool(folded) and all(part in TITLES for part in folded) and (word[-1] in ".٫" or not _is_initial(word))


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) == 1 and word[0].isascii()


def _folded(text: str) -> tuple[str, ...]:
    return fold_words(text)


def _core(role: str) -> set[str]:
    return {word for word in _folded(role) if word not in ARTICLES}


def _is_same_role(one: str, other: str) -> bool:
    """Whether two roles are the same, possibly abbreviated: ``Host`` and ``The host``, ``INT`` and ``INTERVIEWER``."""
    # "A" for an answer is no article.
    first, second = (_core(role) or set(_folded(role)) for role in (one, other))
    if first == second:
        return True
    short, full = sorted((" ".join(sorted(first)), " ".join(sorted(second))), key=len)
    if len(short) == 1:
        # "Q" and "Question", "س" and "سؤال".
        return full in _ASKED and full.startswith(short)
    return one.isupper() and other.isupper() and len(short) == SHORTENED and full.startswith(short)


def _contradict(one: str | None, other: str | None) -> bool:
    """Whether two titles cannot be the same person's."""
    first, second = set(_folded(one or "")), set(_folded(other or ""))
    return bool((first & MEN and second & WOMEN) or (first & WOMEN and second & MEN))


def _is_within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of one are among the other's, in the same order; an initial matches a word."""
    rest = iter(full)
    return all(any(word in (part, part[0]) for part in rest) for word in short) and any(len(w) > 1 for w in short)
