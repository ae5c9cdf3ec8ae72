"""The search of a site: is the passage found that was meant, what does a query load, what does the index cost?

Pagefind answers the same queries over the same passages, a page for each, in Chromium. Its index is written by its own
program. Times of writing are processor time; those of a query are by the clock, after the page was loaded.
"""

from __future__ import annotations

import html
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from benchmarks.frame import Measured, Options, Report, Table, per_cent, say
from benchmarks.search_corpus import LANGUAGES, Asked, make_queries, read_pairs
from dragoman.errors import InputError
from dragoman.press.derived import Site
from dragoman.press.page import load_templates
from dragoman.press.search import make_search
from dragoman.press.site_files import write_site
from dragoman.press.site_model import Entry, Issued, Passage, Publisher, Voice

__all__ = ["run"]

TITLE = "Search without a server"

_PASSAGES = 200
_ASKED = 1000
_EDITIONS = 10_000
_FIRST = 5
# Chromium takes some milliseconds for each query of Pagefind, so that it is asked fewer.
_PEER_ASKED = 200
_POOL = 256
_OFTEN, _OFTEN_ARABIC = "the of and to in is was that it we", "من في ان الى على هذا كان ما لا"
_HARNESS = Path(__file__).parent.parent / "tests" / "validators" / "search.mjs"
_BUDGET_BYTES, _BUDGET_MS = 300_000, 200


def run(options: Options) -> Report:
    if shutil.which("node") is None:
        raise InputError(Path("node"), "is not installed", "install Node 20 or newer")
    asked = min(options.most or _ASKED, _ASKED)
    with tempfile.TemporaryDirectory() as name:
        quality, figures = _quality(Path(name), asked)
    with tempfile.TemporaryDirectory() as name:
        size, more = _scale(Path(name), options.most or _EDITIONS)
    return Report(
        tables=(quality, size),
        figures=(*figures, *more),
        notes=(
            "Budgets: a query loads at most 300 kB and takes at most 200 ms; one changed edition takes 2 s in all.",
            f"A passage counts as found where it is among the first {_FIRST}. Pagefind is asked the first {_PEER_ASKED}"
            " queries of each language, without the other languages' passages, which it keeps in indexes of their own.",
        ),
    )


# Quality.


def _quality(folder: Path, count: int) -> tuple[Table, list[Measured]]:
    pairs = {language: read_pairs(language, count) for language in LANGUAGES}
    say(f"passages: { {language: len(some) for language, some in pairs.items()} }")
    queries = {language: make_queries(some, language) for language, some in pairs.items()}
    spent, _ = _spent(lambda: _write(folder / "site", _Corpus(pairs)))
    answers = _ask(folder / "site", [one.query for language in LANGUAGES for one in queries[language]])
    say("asked")
    theirs = _ask_pagefind(folder / "pages", pairs, queries)
    rows, figures, done = [], [], 0
    for language in LANGUAGES:
        some = queries[language]
        ours = answers[done : done + len(some)]
        done += len(some)
        found = [f"{language}{one.passage // _PASSAGES}#p{one.passage % _PASSAGES}" for one in some]
        hits = [name in answer["hits"][:_FIRST] for name, answer in zip(found, ours, strict=True)]
        changed = [word not in one.said for one in some for word in one.query.split()]
        peer = theirs.get(language)
        figures += _quality_figures(language, hits, ours, peer)
        rows.append(
            (language, str(len(some)), per_cent(_mean(changed)), per_cent(_mean(hits)), per_cent(peer and peer[0]))
        )
    columns = ("language", "passages", "words in other forms %", "found, ours %", "found, Pagefind %")
    total = sum(map(len, pairs.values()))
    figures.append(_measured("dragoman", "index of the passages", spent, "s", total))
    return Table(title=f"The passage in the first {_FIRST}", columns=columns, rows=tuple(rows)), figures


def _quality_figures(language: str, hits: Sequence[bool], answers: Sequence[Any], peer: Any) -> list[Measured]:
    loaded = [_index_bytes(answer) for answer in answers]
    figures = [
        _measured("dragoman", "found", _mean(hits), "share", len(hits), language),
        _measured("dragoman", "bytes of a query, median", statistics.median(loaded), "B", len(hits), language),
        _measured(
            "dragoman",
            "processor time of a query in Node, median",
            statistics.median(answer["cpu"] for answer in answers),
            "ms",
            len(hits),
            language,
        ),
    ]
    if peer:
        share, ms, size = peer
        figures += [
            _measured("pagefind", "found", share, "share", _PEER_ASKED, language),
            _measured("pagefind", "time of a query, median", ms, "ms", _PEER_ASKED, language),
            _measured("pagefind", "bytes of a query, median", size, "B", _PEER_ASKED, language),
        ]
    return figures


class _Corpus:
    """Real passages as interviews of 200."""

    def __init__(self, pairs: dict[str, list[tuple[str, str]]]) -> None:
        self._pairs = {
            f"{language}{begin // _PASSAGES}": (language, some[begin : begin + _PASSAGES])
            for language, some in pairs.items()
            for begin in range(0, len(some), _PASSAGES)
        }

    def entries(self) -> Iterator[Entry]:
        for slug, (language, some) in self._pairs.items():
            yield _entry(slug, language, "es" if language == "en" else "en", len(some))

    def passages(self, slug: str) -> tuple[Passage, ...]:
        language, some = self._pairs[slug]
        return tuple(
            Passage(f"p{n}", "S1", n * 9000, n * 9000 + 8000, language, one, other)
            for n, (one, other) in enumerate(some)
        )


# Scale.


class _Pool:
    """Many interviews: each has the words of one of a few hundred, and some of its own that are in no other."""

    def __init__(self, count: int) -> None:
        self._count = count
        chance = random.Random(1)
        words = ["".join(chance.choices("bcdfgklmnprstvz", k=1)) + _word(chance) for _ in range(40_000)]
        arabic = ["".join(chance.choices("ابتجحدرسعفقكلمنهوي", k=chance.randint(3, 7))) for _ in range(40_000)]
        self._texts = [_texts(chance, words, arabic) for _ in range(min(count, _POOL))]
        self.changed = ""

    def entries(self) -> Iterator[Entry]:
        for number in range(self._count):
            yield _entry(f"i{number:05}", "ar", "en", _PASSAGES)

    def passages(self, slug: str) -> tuple[Passage, ...]:
        number = int(slug[1:])
        added = f" {self.changed}" if self.changed and number == self._count // 2 else ""
        return tuple(
            Passage(f"p{n}", "S1", n * 9000, n * 9000 + 8000, "ar", one, f"{other} x{number}y{n // 20}{added}")
            for n, (one, other) in enumerate(self._texts[number % len(self._texts)])
        )

    def queries(self, count: int) -> list[str]:
        """Three words of a passage: two that many passages have, and one of the rest."""
        chance = random.Random(2)
        asked = []
        for _ in range(count):
            one, other = chance.choice(chance.choice(self._texts))
            asked.append(" ".join(chance.sample(one.split() + other.split(), 3)))
        return asked


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("aeiou") + chance.choice("bdgklmnrstv") for _ in range(chance.randint(1, 4)))


def _texts(chance: random.Random, words: Sequence[str], arabic: Sequence[str]) -> list[tuple[str, str]]:
    """200 passages about something: half of their words are those of every text, by Zipf's law the rest."""

    def draw(some: Sequence[str], count: int) -> list[str]:
        return [some[int(len(some) ** chance.random()) - 1] for _ in range(count)]

    topic, topic_ar = draw(words, 1200), draw(arabic, 1500)
    often, often_ar = _OFTEN.split(), _OFTEN_ARABIC.split()
    return [
        (
            " ".join(chance.choices(often_ar, k=9) + chance.choices(topic_ar, k=18)),
            " ".join(chance.choices(often, k=12) + chance.choices(topic, k=15)),
        )
        for _ in range(_PASSAGES)
    ]


def _scale(folder: Path, count: int) -> tuple[Table, list[Measured]]:
    pool = _Pool(count)
    spent, names = _spent(lambda: _write(folder / "site", pool))
    say(f"{count} editions indexed: {spent:.0f} s")
    sizes = {kind: _size(folder / "site" / "search", kind) for kind in ("g/*/*.js", "g/*/*.z", "w/*/*.js", "*.js")}
    pool.changed = "newword"
    again, changed = _spent(lambda: _write(folder / "site", pool, f"i{count // 2:05}"))
    answers = _ask(folder / "site", pool.queries(200))
    loaded = [_index_bytes(answer) for answer in answers]
    times = [answer["cpu"] for answer in answers]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = [
        _measured("dragoman", "index of all", spent, "s", count),
        _measured("dragoman", "index of one edition", 1000 * spent / count, "ms", count),
        _measured("dragoman", "one changed: the index", again, "s", count),
        _measured("dragoman", "one changed: files", len(changed), "files", count),
        _measured("dragoman", "files", len(names), "files", count),
        _measured("dragoman", "texts", sizes["g/*/*.js"] / 1e6, "MB", count),
        _measured("dragoman", "rows of groups, which no reader loads", sizes["g/*/*.z"] / 1e6, "MB", count),
        _measured("dragoman", "shards", sizes["w/*/*.js"] / 1e6, "MB", count),
        _measured("dragoman", "loaded with the page", sizes["*.js"] / 1e3, "kB", count),
        _measured("dragoman", "loaded by a query, median", statistics.median(loaded) / 1e3, "kB", count),
        _measured("dragoman", "loaded by a query, most", max(loaded) / 1e3, "kB", count),
        _measured("dragoman", "processor time of a query in Node, median", statistics.median(times), "ms", count),
        _measured("dragoman", "processor time of a query in Node, most", max(times), "ms", count),
        _measured("dragoman", "peak memory", peak, "MB", count),
    ]
    rows = tuple((one.name, f"{one.value:,.1f} {one.unit}") for one in figures)
    return Table(title=f"{count:,} editions of {_PASSAGES} passages", columns=("what", "figure"), rows=rows), figures


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern))


# The site, and what it answers.


def _entry(slug: str, language: str, target: str, passages: int) -> Entry:
    return Entry(
        slug=slug,
        title=f"Interview {slug}",
        source_language=language,
        target_language=target,
        date="2026-05-01",
        hashes=("00",),
        editions=(Issued(number=1, date="2026-05-01"),),
        programme="Radio Example",
        voices=(Voice(id="S1", label="Guest", name=f"Guest {slug}"),),
        languages=(language,),
        passages=passages,
    )


def _write(folder: Path, corpus: Any, changed: str = "") -> tuple[str, ...]:
    entries = tuple(corpus.entries())
    site = Site(
        entries=entries,
        publisher=Publisher(name="The Example Publisher"),
        templates=load_templates(None),
        stamp="benchmark",
        keys={entry.slug: f"{entry.slug} {entry.slug == changed}" for entry in entries},
        read_passages=corpus.passages,
        folder=folder,
    )
    return write_site(folder, tuple(make_search(site)))


def _ask(site: Path, queries: Sequence[str]) -> list[Any]:
    asked = json.dumps([{"query": query} for query in queries]).encode()
    command = ["node", str(_HARNESS), "queries", str(site)]
    answered = subprocess.run(command, input=asked, capture_output=True, check=True)
    return list(json.loads(answered.stdout)["answers"])


def _index_bytes(answer: Any) -> int:
    return sum(answer["bytes"].values())


def _spent(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def _mean(values: Iterable[bool]) -> float:
    return statistics.fmean(map(float, values))


def _measured(system: str, name: str, value: float | None, unit: str, count: int, language: str = "all") -> Measured:
    return Measured(system=system, language=language, name=name, value=value, unit=unit, recordings=count)


# Pagefind.


def _ask_pagefind(
    folder: Path, pairs: dict[str, list[tuple[str, str]]], queries: dict[str, list[Asked]]
) -> dict[str, tuple[float, float, float]]:
    """The share found, the median time in ms and the median of bytes by language; nothing where it is not installed."""
    try:
        import pagefind  # noqa: F401
    except ImportError:
        say("Pagefind is not installed: pip install --group search-peers")
        return {}
    for language, some in pairs.items():
        _write_pages(folder / language, language, some)
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "pagefind", "--site", folder], capture_output=True, check=True)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    say(
        f"Pagefind: {sum(map(len, pairs.values()))} passages in {time.monotonic() - began:.1f} s, "
        f"{_size(folder / 'pagefind', '**/*') / 1e6:.1f} MB, {len(list((folder / 'pagefind').rglob('*')))} files;"
        f" processor time of all programs so far {children.ru_utime + children.ru_stime:.1f} s"
    )
    return dict(_ask_in_chromium(folder, queries))


def _write_pages(folder: Path, language: str, pairs: Sequence[tuple[str, str]]) -> None:
    folder.mkdir(parents=True)
    for number, (one, other) in enumerate(pairs):
        texts = f"<p>{html.escape(one)}</p><p>{html.escape(other)}</p>"
        page = f'<!DOCTYPE html><html lang="{language}"><title>{number}</title><body>{texts}</body></html>'
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


_SCRIPT = """
async ([queries, language]) => {
  document.documentElement.lang = language;
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ excerptLength: 5 });
  await pagefind.init();
  const answers = [];
  for (const query of queries) {
    performance.clearResourceTimings();
    const began = performance.now();
    const { results } = await pagefind.search(query);
    const some = await Promise.all(results.slice(0, 5).map((result) => result.data()));
    const ms = performance.now() - began;
    const bytes = performance.getEntriesByType("resource").reduce((sum, one) => sum + one.encodedBodySize, 0);
    answers.push([some.map((one) => one.url), ms, bytes]);
  }
  return answers;
}
"""


def _ask_in_chromium(folder: Path, queries: dict[str, list[Asked]]) -> Iterator[tuple[str, tuple[float, float, float]]]:
    from playwright.sync_api import sync_playwright

    # Our own server forbids scripts to load data, which Pagefind does.
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language, all_asked in queries.items():
            some = all_asked[:_PEER_ASKED]
            page = browser.new_context(bypass_csp=True).new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{language}/0.html")
            answers = page.evaluate(_SCRIPT, [[one.query for one in some], language])
            found = [f"/{language}/{one.passage}.html" in urls for one, (urls, _, _) in zip(some, answers, strict=True)]
            median = [statistics.median(answer[place] for answer in answers) for place in (1, 2)]
            yield language, (_mean(found), median[0], median[1])
        browser.close()
    server.shutdown()
