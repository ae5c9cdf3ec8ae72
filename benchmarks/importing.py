"""What becomes of other people's files? Words kept, words given to the wrong person, facts, refusals.

Each file is converted by ``dragoman convert`` without options, and the document that it writes is compared.

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
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.frame import Measured, Options, Report, Table, data_folder
from benchmarks.import_facts import check_fact, find_names, find_words, fold
from dragoman.cli import main
from dragoman.errors import DragomanError, InputError
from dragoman.formats import read
from dragoman.transcript.document import Transcript

__all__ = ["GOLDEN", "Expected", "Score", "convert", "count_words", "run", "score", "score_file"]

GOLDEN = Path(__file__).resolve().parent / "golden" / "importing.toml"


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
    """Convert the file as a user does, without options, and compare."""
    try:
        return score(convert(path), expected)
    except DragomanError as error:
        return Score(words=0) if expected.may_refuse else _lose(expected, f"{error}")
    except Exception as error:
        # A crash is a result of the measurement and stands in its table.
        return _lose(expected, f"{type(error).__name__}: {error}", crashed=True)


def convert(path: Path) -> Transcript:
    """What ``dragoman convert`` makes of the file. The command line is what older commits have as well.

    :raises InputError: where it is refused
    """
    said = StringIO()
    with TemporaryDirectory() as folder, redirect_stderr(said), redirect_stdout(said):
        written = Path(folder) / "out.json"
        if main(["convert", str(path), str(written)]) or not written.exists():
            raise InputError(path.name, said.getvalue().strip().rpartition("\n")[2], "")
        return read(written).transcript


def _lose(expected: Expected, message: str, *, crashed: bool = False) -> Score:
    return Score(
        words=sum(expected.speakers.values()),
        facts=len(expected.facts),
        missed=dict.fromkeys(expected.facts, "–"),
        refused=message,
        crashed=crashed,
    )


def score(transcript: Transcript, expected: Expected) -> Score:
    """Compare what came out with what the file holds."""
    found = count_by_key(count_words(transcript), expected.speakers)
    words, total = sum(expected.speakers.values()), found.total()
    named = Counter({key: count for key, count in expected.speakers.items() if key})
    said = Counter({key: count for key, count in found.items() if key})
    missed = {
        name: shown
        for name, value in expected.facts.items()
        for right, shown in [check_fact(name, value, transcript)]
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


def count_words(transcript: Transcript) -> dict[frozenset[str], int]:
    """Words by the names of who says them, original and translation together; no names for nobody."""
    names = {speaker.id: find_names(speaker) for speaker in transcript.speakers}
    counts: Counter[frozenset[str]] = Counter()
    for segment in transcript.segments:
        words = [word for text in (segment.source, segment.target) for word in find_words(text or ())]
        counts[names.get(segment.speaker or "", frozenset())] += len(words)
    return {key: count for key, count in counts.items() if count}


def count_by_key(counts: Mapping[frozenset[str], int], keys: Collection[str]) -> Counter[str]:
    """Words by the expected speaker that a found one is, by any of their names; others keep their own."""
    known = {fold(name): key for key in keys if key for name in key.split("|")}
    found: Counter[str] = Counter()
    for names, count in counts.items():
        key = next((known[name] for name in sorted(names) if name in known), None)
        found[key if key is not None else " ".join(sorted(names))] += count
    return found


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
