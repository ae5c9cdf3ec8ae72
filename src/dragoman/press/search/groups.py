"""A group of interviews in the index: their texts, and the postings of every term in them.

Interviews are numbered in the order in which they came; a group is a range of these numbers. Passages are numbered
through a group. Each interview reserves some more numbers than it has passages, so that a new passage does not move the
numbers of other interviews.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from dragoman.language.folding import fold_letters
from dragoman.press.search.postings import decode_places, encode_places
from dragoman.press.search.words import find_terms, split_words
from dragoman.press.site_model import Entry, Passage

__all__ = [
    "CHUNK",
    "GROUP",
    "SPEAKER",
    "Holding",
    "Member",
    "capacity",
    "change_group",
    "encode_chunks",
    "index_group",
    "name_chunks",
    "wrap",
]

GROUP = 64
"""Interviews in a group."""
CHUNK = 24
"""Passages whose texts are in one file."""
SPEAKER = "@"
"""Follows a folded word in a term for speakers: somebody of that name speaks here. The posting is their first passage.
"""
_ROOM = 64


_Found = defaultdict[str, list[int]]


class Member(msgspec.Struct, frozen=True):
    """An interview of a group: its place among its interviews, what the list says of it, and its passages.

    ``entry`` is ``None`` if the interview was removed from the site: its position stays empty.
    """

    place: int
    entry: Entry | None
    passages: tuple[Passage, ...]


class Holding(msgspec.Struct, frozen=True, array_like=True):
    """An interview in the rows of a group: its slug, the hash of what it is made from, and its number of passages.

    ``slug`` is ``None`` if the interview was removed from the site.
    """

    slug: str | None = None
    key: str = ""
    passages: int = 0


def capacity(passages: int) -> int:
    """The numbers reserved for an interview with this many passages: always more than passages."""
    return (passages // _ROOM + 1) * _ROOM


def index_group(members: Iterable[Member]) -> list[tuple[str, str]]:
    """Each term with its encoded postings in a group, sorted by term."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    first = 0
    for member in members:
        _add(found, member, first)
        first += capacity(len(member.passages))
    return [(term, encode_places(places)) for term, places in sorted(found.items())]


def change_group(
    rows: Iterable[tuple[str, str]], holdings: Sequence[Holding], members: Iterable[Member]
) -> list[tuple[str, str]]:
    """The rows of a group after some of its interviews changed. The numbers of all passages stay the same.

    :param rows: the rows before
    :param holdings: the group's interviews in order
    :param members: the changed interviews; each has the capacity that it had before
    """
    ends = list(accumulate((capacity(one.passages) for one in holdings), initial=0))
    found: defaultdict[str, list[int]] = defaultdict(list)
    ranges = []
    for member in members:
        _add(found, member, ends[member.place])
        ranges.append((ends[member.place], ends[member.place + 1]))
    changed = dict(_without(rows, ranges))
    for term, places in found.items():
        changed[term] = encode_places(sorted((*decode_places(changed.get(term, "")), *places)))
    return sorted(changed.items())


def _without(rows: Iterable[tuple[str, str]], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    """The rows without the passages in some ranges of numbers; a term that has no passage left is left out."""
    for term, written in rows:
        places = list(decode_places(written))
        left = places
        for begin, end in ranges:
            left = left[: bisect_left(left, begin)] + left[bisect_left(left, end) :]
        if left:
            yield term, written if len(left) == len(places) else encode_places(left)


def _add(found: _Found, member: Member, first: int) -> None:
    if member.entry is not None:
        _add_passages(found, member.entry, member.passages, first)
        _add_speakers(found, member.entry, member.passages, first)


def _add_passages(found: _Found, entry: Entry, passages: Sequence[Passage], first: int) -> None:
    names = tuple(_spelled_otherwise(entry))
    language = entry.target_language
    for place, passage in enumerate(passages, first):
        terms = find_terms(((passage.source, passage.source_language), (passage.target, language)))
        for spellings, all_terms in names:
            if any(all(not word.isdisjoint(terms) for word in words) for words in spellings):
                terms |= all_terms
        for term in terms:
            found[term].append(place)


def _add_speakers(found: _Found, entry: Entry, passages: Sequence[Passage], first: int) -> None:
    said: dict[str, int] = {}
    for place, passage in enumerate(passages, first):
        if passage.voice is not None:
            said.setdefault(passage.voice, place)
    words: defaultdict[str, set[int]] = defaultdict(set)
    for voice in entry.voices:
        if voice.id in said:
            for word in {word for spelling in voice.spellings for word in split_words(spelling)}:
                words[word + SPEAKER].add(said[voice.id])
    for term, places in words.items():
        found[term] += sorted(places)


Spelling = tuple[frozenset[str], ...]


def _spelled_otherwise(entry: Entry) -> Iterator[tuple[tuple[Spelling, ...], frozenset[str]]]:
    """For each name with several spellings: the terms of each word of each spelling, and the terms of all of them."""
    languages = tuple(dict.fromkeys((*entry.languages, entry.target_language)))
    for names in (*(voice.spellings for voice in entry.voices), *entry.names):
        if len(names) > 1:
            spelled = tuple(_spell(name, languages) for name in names)
            terms = frozenset(term for words in spelled for word in words for term in word)
            yield tuple(filter(None, spelled)), terms


def _spell(name: str, languages: Sequence[str | None]) -> Spelling:
    words = (frozenset(find_terms((word, language) for language in languages)) for word in fold_letters(name).split())
    return tuple(filter(None, words))


def encode_chunks(member: Member, address: str) -> Iterator[tuple[str, bytes]]:
    """The texts of an interview in files of :data:`CHUNK` passages: the name and content of each.

    :param address: the part of the name that identifies the interview, such as ``"0/12"``
    """
    entry = member.entry
    if entry is None:
        return
    voices = entry.voices
    numbers = {voice.id: number for number, voice in enumerate(voices)}
    head = {
        "slug": entry.slug,
        "edition": entry.number,
        "title": entry.title,
        "original": entry.original,
        "source": entry.source_language,
        "target": entry.target_language,
        "date": entry.date,
        "programme": entry.programme,
        "sound": entry.media.address if entry.media else None,
        "own": entry.media is not None and entry.media.is_copy,
        "offset": entry.media.offset if entry.media else 0,
        "voices": [[voice.label or voice.name or voice.id, voice.spellings] for voice in voices],
    }
    for begin in range(0, len(member.passages), CHUNK):
        rows = [_encode_passage(one, numbers) for one in member.passages[begin : begin + CHUNK]]
        name = f"{address}.{begin // CHUNK}"
        yield name, wrap("texts", name, {**head, "passages": rows})


def name_chunks(address: str, passages: int) -> list[str]:
    """The names of the files of :func:`encode_chunks` for an interview with this many passages."""
    return [f"{address}.{number}" for number in range(-(-passages // CHUNK))]


def _encode_passage(passage: Passage, voices: dict[str, int]) -> tuple[object, ...]:
    voice = None if passage.voice is None else voices.get(passage.voice)
    return (
        passage.id, voice, passage.start, passage.end, passage.source_language, passage.source, passage.target,
    )  # fmt: skip


def wrap(kind: str, name: str, content: object) -> bytes:
    """A file that a page loads as a script, also from a folder: it calls ``dragomanSearch(kind, name, content)``."""
    parts = b",".join(msgspec.json.encode(part) for part in (kind, name, content))
    return b"dragomanSearch(" + parts + b");\n"
