"""The names ledger: forms of names that are found and missed, words that are taken for one, what is proposed, time.

The forms and the interviews are our own, so that the figures can be had without anybody's data.
"""

from __future__ import annotations

import csv
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.frame import Measured, Options, Report, Table, per_cent
from dragoman.checks.bitext import Bitext, make_bitext
from dragoman.checks.names.proposals import propose_names
from dragoman.language.term_matching import TermFinder
from dragoman.notation import parse
from dragoman.transcript.glossary import Term
from term_forms import read_rows

__all__ = ["run"]

_GOLDEN = Path(__file__).resolve().parent / "golden"
# Whoever wrote c knew what the checks miss.
_SETS = ("a", "b")
_WORDS = 100_000
_LEDGERS = (10, 1000)


class _Names(msgspec.Struct, frozen=True):
    """An interview, and the names that stand in both of its texts."""

    language: str
    bitext: Bitext
    terms: tuple[Term, ...]


def run(options: Options) -> Report:
    interviews = list(_read())
    forms, texts, proposals = _count_forms(), _count_texts(interviews), _count_proposals(interviews)
    return Report(
        tables=(
            _table("Forms of names and terms, written from the grammars", forms, ("forms", "found", "sure")),
            _table("Other words, which are none of their forms", forms, ("others", "taken for one")),
            _table("Names in interviews", texts, ("in the translation", "found in the original", "found besides")),
            _table("Names proposed from interviews", proposals, ("names", "proposed", "with their original")),
            _time(options),
        ),
        figures=tuple(_figures(forms, texts, proposals)),
        notes=("Found besides: the original has it, and the translation says it otherwise, or it is another word.",),
    )


def _read() -> Iterator[_Names]:
    rows: dict[tuple[str, str], list[Term]] = defaultdict(list)
    with (_GOLDEN / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            names = rows[row["set"], row["language"]]
            names.append(
                Term(id=str(len(names)), source=(row["original"],), target=(row["translation"],), kind="place")
            )
    for (set_, language), terms in sorted(rows.items()):
        if set_ in _SETS:
            page = (_GOLDEN / set_ / f"{language}.txt").read_text(encoding="utf-8")
            yield _Names(language, make_bitext(parse(page).transcript), tuple(terms))


def _count_forms() -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for language, kind, name, forms, others in read_rows():
        finder = TermFinder((Term(id="t", source=(name,), kind=kind),), language)  # type: ignore[arg-type]
        for form in forms:
            found = finder.find(f"Xx 7, {form}.")
            counts[language, "forms"] += 1
            counts[language, "found"] += bool(found)
            counts[language, "sure"] += bool(found and found[0].sure)
        for other in others:
            counts[language, "others"] += 1
            counts[language, "taken for one"] += bool(finder.find(f"Xx 7, {other}."))
    return counts


def _count_texts(interviews: Sequence[_Names]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in interviews:
        ours, theirs = TermFinder(one.terms, one.language), TermFinder(one.terms, "en", ("target",))
        for pair in one.bitext.pairs:
            said = {found.term.id for found in ours.find(pair.source.said)}
            rendered = {found.term.id for found in theirs.find(pair.target.said)}
            counts[one.language, "in the translation"] += len(rendered)
            counts[one.language, "found in the original"] += len(said & rendered)
            counts[one.language, "found besides"] += len(said - rendered)
    return counts


def _count_proposals(interviews: Sequence[_Names]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for one in interviews:
        proposed = [proposal.term for proposal in propose_names(one.bitext)]
        ours, theirs = TermFinder(one.terms, one.language), TermFinder(one.terms, "en", ("target",))
        rendered = {f.term.id: term for term in proposed for name in term.target for f in theirs.find(name)}
        counts[one.language, "names"] += len(one.terms)
        counts[one.language, "proposed"] += len(rendered)
        counts[one.language, "with their original"] += sum(
            any(found.term.id == id_ for name in term.source for found in ours.find(name))
            for id_, term in rendered.items()
        )
    return counts


def _table(title: str, counts: Counter[tuple[str, str]], columns: Sequence[str]) -> Table:
    languages = [*sorted({language for language, _ in counts})]
    rows = [(language, *(str(counts[language, column]) for column in columns)) for language in languages]
    sums = ("all", *(str(_sum(counts, column)) for column in columns))
    return Table(title=title, columns=("language", *columns), rows=(*rows, sums))


def _sum(counts: Counter[tuple[str, str]], column: str) -> int:
    return sum(count for (_, other), count in counts.items() if other == column)


def _figures(*counted: Counter[tuple[str, str]]) -> Iterator[Measured]:
    for counts in counted:
        for (language, name), count in sorted(counts.items()):
            yield Measured(system="dragoman", language=language, name=name, value=float(count), unit="names")


def _time(options: Options) -> Table:
    """Of the same text with a small ledger and with a large one."""
    pages = sorted((_GOLDEN / "a").glob("*.txt"))
    rows = []
    for page in pages[: options.most]:
        said = " ".join(pair.source.said for pair in make_bitext(parse(page.read_text("utf-8")).transcript).pairs)
        words = said.split()
        text = " ".join((words * (_WORDS // len(words) + 1))[:_WORDS])
        took = []
        for size in _LEDGERS:
            terms = tuple(Term(id=str(n), source=(f"{words[n % len(words)]} {n}",)) for n in range(size))
            finder = TermFinder(terms, page.stem)
            began = time.process_time()
            finder.find(text)
            took.append(time.process_time() - began)
        rows.append((page.stem, *(f"{seconds:.2f}" for seconds in took), per_cent(took[1] / took[0] - 1)))
    return Table(
        title=f"Seconds for {_WORDS:,} words, one core",
        columns=("language", *(f"{size} terms" for size in _LEDGERS), "more"),
        rows=tuple(rows),
    )
