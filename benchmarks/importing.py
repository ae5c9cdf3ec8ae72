"""What do the readers make of other people's files? Words kept, words given to the wrong person, facts, refusals.

The right answers are in ``golden/importing.toml``: counts of words by speaker and facts, written from the files alone
by somebody who did not write the readers. The files themselves are not part of the project: cases and pages lie at
``cases`` and ``cases/pages`` beside the folder of data, transcripts in it.

**What a word is.** What stands between white space and has a letter or a digit in it, so that a dash or a note of
music alone is none. Not counted: markup, the labels of speakers, times, numbers of cues, and events and gaps in
brackets (a laugh, applause, "inaudible", a pause), and editors' notes (that an interpreter speaks, what a place is
called today). Counted: supplied words, glosses, words that nobody is sure of, words struck out and the correction
beside them. The original and the translation are counted together; that neither is taken for the other is a fact of
its own.

**What is scored.** *Kept*: the words of a file that were found, at most so many as it has. *More*: words found beyond
that, such as a menu taken for speech. *Wrong speaker*: words found for a person beyond those that are theirs; words
that nobody is named for are never wrong. *Facts*: each is right or not; where a file is refused, all are wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.frame import Measured, Options, Report, Table, data_folder
from dragoman.errors import DragomanError
from dragoman.formats import read
from dragoman.transcript.text import Note

__all__ = ["Expected", "Score", "count_words", "find_words", "run", "score"]

GOLDEN = Path(__file__).resolve().parent / "golden" / "importing.toml"

# A start may be rounded by so many ms.
_NEAR = 10


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file holds: words by speaker (``""`` is nobody known, ``"A|B"`` are names of one person), and facts."""

    speakers: dict[str, int]
    facts: dict[str, Any] = {}
    may_refuse: bool = False


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How a file was read. ``missed`` says of each wrong fact what was found; ``refused`` is the message."""

    words: int
    kept: int = 0
    more: int = 0
    wrong: int = 0
    unnamed: int = 0
    facts: int = 0
    missed: dict[str, str] = {}
    refused: str | None = None
    crashed: bool = False

    @property
    def perfect(self) -> bool:
        return self.kept == self.words and not (self.more or self.wrong or self.unnamed or self.missed or self.refused)


def run(options: Options) -> Report:
    expected = msgspec.toml.decode(GOLDEN.read_bytes(), type=dict[str, Expected])
    names = list(expected)[: options.most]
    scores = {name: score_file(find_file(name), expected[name]) for name in names if find_file(name).exists()}
    absent = len(names) - len(scores)
    return Report(
        tables=(_make_totals(scores), _make_rows(scores)),
        figures=tuple(_make_figures(scores)),
        notes=(
            "Only files that are not perfect have a row. Of facts, the expected ones that are wrong are named.",
            f"{absent} files are missing: name their folder in DRAGOMAN_DATA." if absent else "All files are here.",
        ),
    )


def find_file(name: str) -> Path:
    """Where a file of the expectations lies: transcripts among the data, the others beside it."""
    kind = name.partition("/")[0]
    data = data_folder()
    return {"cases": data.parent, "pages": data.parent / "cases"}.get(kind, data) / name


def score_file(path: Path, expected: Expected) -> Score:
    """Read the file as ``dragoman convert`` would, without options, and compare."""
    words = sum(expected.speakers.values())
    try:
        imported = read(path)
    except DragomanError as error:
        if expected.may_refuse:
            return Score(words=0)
        return Score(words=words, facts=len(expected.facts), missed=dict.fromkeys(expected.facts, "–"), refused=f"{error}")
    except Exception as error:
        return Score(words=words, facts=len(expected.facts), missed=dict.fromkeys(expected.facts, "–"),
                     refused=f"{type(error).__name__}: {error}", crashed=True)  # fmt: skip
    return score(imported, expected)


def score(imported: Any, expected: Expected) -> Score:
    """Compare what a reader gave back with what the file holds."""
    found = count_by_key(count_words(imported.transcript), expected.speakers)
    words, total = sum(expected.speakers.values()), found.total()
    named = Counter({key: count for key, count in expected.speakers.items() if key})
    said = Counter({key: count for key, count in found.items() if key})
    missed = {
        name: shown
        for name, value in expected.facts.items()
        for right, shown in [check_fact(name, value, imported)]
        if not right
    }
    return Score(
        words=words,
        kept=min(words, total),
        more=max(0, total - words),
        wrong=(said - named).total(),
        unnamed=min((named - said).total(), max(0, found[""] - expected.speakers.get("", 0))),
        facts=len(expected.facts),
        missed=missed,
    )


def count_words(transcript: Any) -> dict[frozenset[str], int]:
    """Words by the names of who says them, original and translation together; no names for nobody."""
    names = {speaker.id: find_names(speaker) for speaker in transcript.speakers}
    counts: Counter[frozenset[str]] = Counter()
    for segment in transcript.segments:
        words = [word for text in (segment.source, segment.target) for word in find_words(text or ())]
        counts[names.get(segment.speaker, frozenset())] += len(words)
    return {key: count for key, count in counts.items() if count}


def find_names(speaker: Any) -> frozenset[str]:
    """Everything that a speaker is called, folded."""
    names = (speaker.name, speaker.label, speaker.name_native, *speaker.aliases)
    return frozenset(fold(name) for name in names if name)


def find_words(text: Iterable[Any]) -> list[str]:
    """The words of a text by the rule above."""
    return [word for word in _spell(text).split() if any(character.isalnum() for character in word)]


def _spell(text: Iterable[Any]) -> str:
    return "".join(inline if isinstance(inline, str) else _spell_mark(inline) for inline in text)


def _spell_mark(mark: Any) -> str:
    """The words of a mark. Marks are known by their fields, so that older commits can be measured too."""
    if isinstance(mark, Note):
        return " "
    content = getattr(mark, "content", ())
    words = content if isinstance(content, str) else _spell(content)
    correction = getattr(mark, "correction", None)
    return f"{words} {correction}" if correction else words


def count_by_key(counts: Mapping[frozenset[str], int], keys: Collection[str]) -> Counter[str]:
    """Words by the expected speaker that a found one is, by any of their names; others keep their own."""
    known = {fold(name): key for key in keys if key for name in key.split("|")}
    found: Counter[str] = Counter()
    for names, count in counts.items():
        key = next((known[name] for name in sorted(names) if name in known), None)
        found[key if key is not None else " ".join(sorted(names))] += count
    return found


def fold(text: str) -> str:
    """A name or a title without what does not tell two apart: case, kinds of quotation marks, white space."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("“”„‘’–—", "\"\"\"''--"))
    return " ".join(text.casefold().split())


def check_fact(name: str, value: Any, imported: Any) -> tuple[bool, str]:
    """Whether a fact came out as it is, and what came out."""
    found = _FACTS[name](imported)
    return _COMPARES.get(name, _is_same)(value, found), _show(found)


def _is_same(value: Any, found: Any) -> bool:
    if value == "":
        return not found
    if isinstance(value, str):
        return found is not None and fold(value) == fold(str(found))
    return bool(value == found)


def _is_one(value: str, found: Sequence[str | None]) -> bool:
    if value == "":
        return not any(found)
    return any(fold(value) == fold(one) for one in found if one)


def _are_same(value: Sequence[str], found: Sequence[str]) -> bool:
    return sorted(map(fold, value)) == sorted(map(fold, found))


def _are_among(value: Sequence[Any], found: Collection[Any]) -> bool:
    return all(one in found for one in value)


def _are_near(value: Sequence[int], found: Collection[int]) -> bool:
    return all(any(abs(one - start) <= _NEAR for start in found) for one in value)


def _show(found: Any) -> str:
    if isinstance(found, (list, tuple, set)):
        shown = [str(one) for one in found if one is not None]
        return ", ".join(shown[:6]) + (" …" if len(shown) > 6 else "") or "–"
    return "–" if found is None else str(found)


def _find_language(imported: Any) -> str | None:
    recording = imported.transcript.recording
    languages = recording.languages if recording else ()
    return languages[0] if len(languages) == 1 else imported.transcript.source_language


def _find_side(imported: Any) -> str | None:
    segments = imported.transcript.segments
    source, target = any(s.source for s in segments), any(s.target for s in segments)
    if source and target:
        return "both"
    if target or getattr(imported, "side", None) == "target":
        return "translation"
    return "original" if source else None


def _find_dates(imported: Any) -> list[str]:
    facts = imported.transcript.facts
    written = [date.edtf for date in facts.dates] + [publication.date for publication in facts.publications]
    return [date[:10] for date in written if date]


def _find_aired(imported: Any) -> str | None:
    return next((date.edtf for date in imported.transcript.facts.dates if date.kind == "aired"), None)


def _find_starts(imported: Any) -> list[int]:
    return [segment.span.start for segment in imported.transcript.segments if segment.span is not None]


def _find_copies(imported: Any) -> list[str]:
    recording = imported.transcript.recording
    return [copy.address for copy in recording.copies] if recording else []


def _count_people(imported: Any) -> int:
    transcript = imported.transcript
    names = {speaker.id for speaker in transcript.speakers if find_names(speaker)}
    return len({segment.speaker for segment in transcript.segments if segment.speaker in names})


def _find_shown(imported: Any) -> list[str]:
    return [speaker.name or speaker.label for speaker in imported.transcript.speakers if speaker.name or speaker.label]


def _facts(name: str) -> Callable[[Any], Any]:
    return lambda imported: getattr(imported.transcript.facts, name, None)


_FACTS: dict[str, Callable[[Any], Any]] = {
    "language": _find_language,
    "target_language": lambda imported: imported.transcript.target_language,
    "languages": lambda imported: [_find_language(imported) or "–", imported.transcript.target_language or "–"],
    "side": _find_side,
    "title": lambda imported: [imported.transcript.facts.title, imported.transcript.facts.title_target],
    "title_target": _facts("title_target"),
    "description_words": lambda imported: len(find_words(imported.transcript.facts.description or "")),
    "publisher": _facts("publisher"),
    "programme": _facts("programme"),
    "aired": _find_aired,
    "dates": _find_dates,
    "translators": _facts("translators"),
    "tags": _facts("tags"),
    "categories": _facts("categories"),
    "address": lambda imported: [publication.address for publication in imported.transcript.facts.publications],
    "recording": _find_copies,
    "support": lambda imported: bool(getattr(imported.transcript.facts, "support", None)),
    "people": _count_people,
    "names": _find_shown,
    "starts": _find_starts,
    "seconds": lambda imported: [start // 1000 for start in _find_starts(imported)],
}
_COMPARES: dict[str, Callable[[Any, Any], bool]] = {
    "languages": _are_same,
    "title": _is_one,
    "dates": _are_among,
    "translators": _are_same,
    "tags": _are_same,
    "categories": _are_same,
    "address": _is_one,
    "recording": _is_one,
    "names": _are_among,
    "starts": _are_near,
    "seconds": _are_among,
}


def _make_totals(scores: Mapping[str, Score]) -> Table:
    kinds = dict.fromkeys(name.partition("/")[0] for name in scores)
    groups = {kind: [one for name, one in scores.items() if name.startswith(f"{kind}/")] for kind in kinds}
    rows = [_make_total(kind, group) for kind, group in groups.items()]
    return Table(
        title="Importing",
        columns=("files", "number", "words", "kept", "kept, %", "more", "wrong speaker", "wrong, %", "unnamed",
                 "facts right", "refused", "perfect"),
        rows=(*rows, _make_total("all", list(scores.values()))),
    )  # fmt: skip


def _make_total(name: str, scores: Sequence[Score]) -> tuple[str, ...]:
    words, kept = sum(one.words for one in scores), sum(one.kept for one in scores)
    wrong, facts = sum(one.wrong for one in scores), sum(one.facts for one in scores)
    right = facts - sum(len(one.missed) for one in scores)
    refused, perfect = sum(one.refused is not None for one in scores), sum(one.perfect for one in scores)
    return (name, f"{len(scores)}", f"{words:,}", f"{kept:,}", _share(kept, words), f"{sum(s.more for s in scores):,}",
            f"{wrong:,}", _share(wrong, words), f"{sum(s.unnamed for s in scores):,}", f"{right} of {facts}",
            f"{refused}", f"{perfect}")  # fmt: skip


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "–"


def _make_rows(scores: Mapping[str, Score]) -> Table:
    rows = [
        (name, f"{one.words}", f"{one.kept}", f"{one.more}", f"{one.wrong}", f"{one.unnamed}", _explain(one))
        for name, one in scores.items()
        if not one.perfect
    ]
    return Table(
        title="Files that are not perfect",
        columns=("file", "words", "kept", "more", "wrong speaker", "unnamed", "facts wrong: what came out"),
        rows=tuple(rows),
    )


def _explain(one: Score) -> str:
    if one.refused is not None:
        # The message names the file's folder, which differs from machine to machine.
        message = re.sub(r"\S*/", "", one.refused)[:100]
        return f"{'crashed' if one.crashed else 'refused'}: {message}"
    return "; ".join(f"{name}: {shown[:80]}" for name, shown in one.missed.items())


def _make_figures(scores: Mapping[str, Score]) -> list[Measured]:
    words = sum(one.words for one in scores.values())
    facts = sum(one.facts for one in scores.values())
    counts = {
        "words kept": (sum(one.kept for one in scores.values()), words),
        "words with a wrong speaker": (sum(one.wrong for one in scores.values()), words),
        "facts right": (facts - sum(len(one.missed) for one in scores.values()), facts),
        "files refused": (sum(one.refused is not None for one in scores.values()), len(scores)),
    }
    return [
        Measured(system="dragoman", language="mul", name=name, value=part / whole if whole else None, unit="share",
                 words=words, counts={"part": part, "whole": whole})
        for name, (part, whole) in counts.items()
    ]  # fmt: skip
