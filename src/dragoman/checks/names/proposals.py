"""Proposes entries for the names ledger: names and recurring terms of a document, with their renderings and places.

Nothing is decided here. A person reviews the proposals.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

import msgspec

from dragoman.checks.bitext import Bitext, Pair, SideText
from dragoman.checks.names.aligned import SourceWords, find_original, find_originals, make_source_words
from dragoman.checks.names.name_runs import NameRun, find_runs
from dragoman.checks.names.spotted import are_alike
from dragoman.checks.speech.function_words import FUNCTION_WORDS
from dragoman.language.folding import fold, primary
from dragoman.language.term_matching import TermFinder
from dragoman.transcript.document import Speaker
from dragoman.transcript.glossary import Term
from dragoman.transcript.speaker_names import first_script

__all__ = ["Proposal", "propose_names"]

_MOST = 500
_MOST_TERMS = 40
_LEAST_TIMES = 3
_LEAST_SHARE = 0.8
_LEAST_LETTERS = 4
# Titles before a name, in scripts without capitals.
_TITLES = {
    "ar": "السيد السيدة الدكتور الدكتورة الشيخ الأستاذ الأستاذة اللواء العقيد المقدم الحاج المهندس الآنسة الرئيس",
    "fa": "آقای خانم دکتر مهندس سردار آیت‌الله حاج شیخ استاد سرهنگ سرگرد حجت‌الاسلام سید",
    "he": "מר גברת ד״ר פרופ׳ הרב האלוף הגברת השופט השופטת",
}
_NEXT = re.compile(r"[^\W\d_][\w\u200c\u0610-\u061a\u064b-\u065f\u0670\u0591-\u05c7'׳״\"]*")


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed term, its number of occurrences, and the ids of the passages with it.

    If the term is in the ledger already and another rendering of it was found, it has the ledger's id.
    """

    term: Term
    count: int
    places: tuple[str, ...]


def propose_names(bitext: Bitext) -> tuple[Proposal, ...]:
    """Proposals for the ledger, the most frequent first, without those that it has already.

    They are names of the translation with the original's words that sound like them, names after titles, speakers, and
    words that are always rendered by the same word.
    """
    found = _join_alike(chain(_from_translation(bitext), _from_original(bitext), _behind_titles(bitext)))
    named = _name_speakers(found, bitext)
    terms = tuple(_recurring(bitext, named))[:_MOST_TERMS]
    fresh = _without_known((*named, *terms), bitext)
    return tuple(sorted(fresh, key=lambda one: (-one.count, one.places[:1])))[:_MOST]


def _from_translation(bitext: Bitext) -> Iterator[Proposal]:
    names = find_runs(bitext, "target")
    written = find_originals(names, make_source_words(bitext))
    for runs in _join_surnames(names):
        originals = [written[run.words] for run in runs if run.words in written]
        honorific = next((run.honorific for run in runs if run.honorific), None)
        places = tuple(sorted({place for run in runs for place in run.places}))
        term = Term(
            id="",
            source=tuple(dict.fromkeys(originals)),
            target=tuple(run.spelled for run in runs),
            seen=tuple(other for run in runs for other in run.others),
            kind="person" if honorific else None,
            honorific=honorific,
            first=bitext.pairs[places[0]].segment.id,
        )
        yield Proposal(term=term, count=sum(run.count for run in runs), places=_ids(bitext, places))


def _from_original(bitext: Bitext) -> Iterator[Proposal]:
    """Names of passages that are not translated yet, in a script with capitals."""
    for runs in _join_surnames(find_runs(bitext, "source")):
        places = tuple(sorted({place for run in runs for place in run.places}))
        honorific = next((run.honorific for run in runs if run.honorific), None)
        term = Term(
            id="",
            source=tuple(dict.fromkeys(name for run in runs for name in (run.spelled, *run.others))),
            kind="person" if honorific else None,
            honorific=honorific,
            first=bitext.pairs[places[0]].segment.id,
        )
        yield Proposal(term=term, count=sum(run.count for run in runs), places=_ids(bitext, places))


def _ids(bitext: Bitext, places: Iterable[int]) -> tuple[str, ...]:
    return tuple(bitext.pairs[place].segment.id for place in places)


def _join_surnames(runs: Sequence[NameRun]) -> Iterator[tuple[NameRun, ...]]:
    """Each name, followed by the surname alone if no other name has it."""
    by_last: dict[tuple[str, ...], list[NameRun]] = defaultdict(list)
    for run in runs:
        if len(run.words) > 1:
            by_last[run.words[-1:]].append(run)
    short: dict[tuple[str, ...], NameRun] = {
        run.words: run for run in runs if len(run.words) == 1 and len(by_last[run.words]) == 1
    }
    for run in runs:
        if len(run.words) == 1:
            yield from () if run.words in short else ((run,),)
        else:
            own = short.get(run.words[-1:])
            yield (run, own) if own is not None else (run,)


def _join_alike(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals, with those for one spelling of the original joined; the most frequent rendering is first."""
    joined: dict[str, Proposal] = {}
    for number, one in enumerate(proposals):
        key = one.term.source[0] if one.term.source else f"\0{number}"
        other = joined.get(key)
        joined[key] = one if other is None else _join(other, one)
    return list(joined.values())


def _join(one: Proposal, other: Proposal) -> Proposal:
    usual, rare = (one, other) if one.count >= other.count else (other, one)
    seen = (*usual.term.seen, *rare.term.target, *rare.term.seen)
    own = {*usual.term.target}
    term = msgspec.structs.replace(usual.term, seen=tuple(dict.fromkeys(name for name in seen if name not in own)))
    return Proposal(term=term, count=one.count + other.count, places=tuple(dict.fromkeys((*one.places, *other.places))))


def _behind_titles(bitext: Bitext) -> Iterator[Proposal]:
    """Names of the original after a title, in passages that are not translated yet."""
    counts: Counter[str] = Counter()
    places: dict[str, dict[int, None]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for pair in bitext.pairs:
        for title, name in _find_titled(pair) if not pair.target.words else ():
            counts[name] += 1
            places[name][pair.place] = None
            titles.setdefault(name, title)
    for name, count in counts.items():
        ids = _ids(bitext, places[name])
        term = Term(id="", source=(name,), kind="person", honorific=titles[name], first=ids[0])
        yield Proposal(term=term, count=count, places=ids)


def _find_titled(pair: Pair) -> Iterator[tuple[str, str]]:
    titles = _TITLES.get(primary(pair.source.language), "").split()
    words = list(_NEXT.finditer(pair.source.said)) if titles else []
    for match, behind in pairwise(words):
        apart = pair.source.said[match.end() : behind.start()]
        if match.group() in titles and not apart.strip(" ") and behind.group() not in titles:
            yield match.group(), behind.group()


def _name_speakers(proposals: Sequence[Proposal], bitext: Bitext) -> list[Proposal]:
    """The proposals, with the speaker's data added to a speaker's name, and proposals for the other speakers."""
    found = list(proposals)
    source = make_source_words(bitext)
    for speaker in bitext.transcript.speakers:
        names = tuple(filter(None, (speaker.name, speaker.name_native)))
        if not names or speaker.term is not None:
            continue
        folded = {fold(name, "und") for name in names}
        places = [place for place, one in enumerate(found) if folded & {fold(n, "und") for n in _spellings(one.term)}]
        spoken = _ids(bitext, (pair.place for pair in bitext.pairs if pair.segment.speaker == speaker.id))
        old = found[places[0]] if places else Proposal(term=Term(id="", source=()), count=0, places=spoken[:1])
        new = msgspec.structs.replace(old, term=_as_speaker(old.term, speaker, source))
        found = [new if place == places[0] else one for place, one in enumerate(found)] if places else [*found, new]
    return found


def _as_speaker(term: Term, speaker: Speaker, source: SourceWords) -> Term:
    native = speaker.name_native or (_find_native(speaker.name, source) if speaker.name and not term.source else None)
    return msgspec.structs.replace(
        term,
        kind="person",
        source=tuple(dict.fromkeys(filter(None, (native, *term.source)))),
        target=tuple(dict.fromkeys(filter(None, (speaker.name, *term.target)))),
        honorific=speaker.honorific or term.honorific,
    )


def _find_native(name: str, source: SourceWords) -> str | None:
    """A speaker's name as the original spells it: unchanged in the same script, else words that sound like it.

    A name of one word is not searched for: in a long text some word always sounds like it.
    """
    if first_script(name) in {first_script(said) for said in source.said.values()}:
        return name
    words = tuple(fold(name, "und").split())
    places = tuple(source.said)
    whole = NameRun(spelled=name, words=words, count=len(places), places=places)
    return find_original(whole, source) if len(words) > 1 else None


def _spellings(term: Term) -> tuple[str, ...]:
    return (*term.source, *term.target, *term.seen)


def _recurring(bitext: Bitext, named: Sequence[Proposal]) -> Iterator[Proposal]:
    """Words of the original that are in the same passages as one word of the translation, at least three times."""
    known = {word for one in named for name in _spellings(one.term) for word in fold(name, "und").split()}
    translated = [pair for pair in bitext.pairs if pair.is_translated]
    most = max(_LEAST_TIMES, len(translated) // 4)
    ours = _count([pair.source for pair in translated], known, most)
    theirs = _count([pair.target for pair in translated], known, most)
    by_place: dict[int, list[str]] = defaultdict(list)
    for word, places in theirs.items():
        for place in places:
            by_place[place].append(word)
    for word, places in sorted(ours.items(), key=lambda one: (-len(one[1]), one[0])):
        together = Counter(other for place in places for other in by_place[place])
        best, count = _find_sole(together, theirs)
        if (
            count
            and 2 * count >= _LEAST_SHARE * (len(places) + len(theirs.get(best, ())))
            and not are_alike(word, best)
        ):
            ids = tuple(translated[place].segment.id for place in sorted(places & theirs[best]))
            term = Term(id="", source=(word,), target=(best,), kind="term", first=ids[0])
            yield Proposal(term=term, count=count, places=ids)


def _find_sole(together: Mapping[str, int], theirs: Mapping[str, set[int]]) -> tuple[str, int]:
    """The word that is in these passages and in few others, with its number of passages; ``("", 0)`` if two are."""
    shares = {word: 2 * count / (len(theirs[word]) + max(together.values())) for word, count in together.items()}
    best = [word for word, share in shares.items() if share == max(shares.values())]
    return (best[0], together[best[0]]) if len(best) == 1 else ("", 0)


def _count(sides: Sequence[SideText], known: set[str], most: int) -> dict[str, set[int]]:
    """Word -> its places, for words that are not names, not numbers, and neither rare nor in most passages."""
    places: dict[str, set[int]] = defaultdict(set)
    numbers: set[str] = set()
    for place, side in enumerate(sides):
        small = FUNCTION_WORDS.get(primary(side.language), ())
        for quantity in side.quantities:
            numbers |= set(fold(side.said[quantity.start : quantity.end], side.language).split())
        for word in side.words:
            if len(word) >= _LEAST_LETTERS and word not in known and word not in small:
                places[word].add(place)
    return {word: there for word, there in places.items() if _LEAST_TIMES <= len(there) <= most and word not in numbers}


def _without_known(proposals: Sequence[Proposal], bitext: Bitext) -> Iterator[Proposal]:
    """The proposals that the ledger lacks: new terms, and other renderings of its terms."""
    transcript = bitext.transcript
    ledger = transcript.glossary
    ours = TermFinder(ledger, transcript.source_language or "und")
    theirs = TermFinder(ledger, transcript.target_language or "und", ("target", "forbidden", "seen"))
    for one in proposals:
        known = next((term for name in one.term.source for term in _whole(ours, name)), None)
        left = tuple(name for name in (*one.term.target, *one.term.seen) if not any(_whole(theirs, name)))
        if known is None and (left or not one.term.target):
            yield one
        elif known is not None and left:
            term = msgspec.structs.replace(known, seen=(*known.seen, *left))
            yield msgspec.structs.replace(one, term=term)


def _whole(finder: TermFinder, name: str) -> Iterator[Term]:
    """The terms that match a whole name."""
    return (found.term for found in finder.find(name) if (found.start, found.end) == (0, len(name)))
