"""Search at the desk: a million passages, asked for words as often as they occur; and how soon a change is found.

On SQLite and, where its server is installed, on PostgreSQL. Of SQLite, which works in the process that asks, the
processor's time stands beside the clock's: on a machine with other work only that says something.

Texts are drawn from 60,000 made words, the n-th of which occurs in proportion to 1/n, as words of a language do. A
query is one to three words of a passage drawn at random, so that frequent words are asked for often.
"""

from __future__ import annotations

import http.client
import itertools
import random
import shutil
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from benchmarks.frame import BUILD, Measured, Options, Report, Table, say

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from desk_server import Client, Server
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id
from postgres import find_programs, running_postgres

__all__ = ["run"]

_PASSAGES = 1_000_000
_EACH = 500
"""Passages of an interview."""
_VOCABULARY = 60_000
_LENGTH = 14
_QUERIES = 1_000
_CHANGES = 20
_BEGIN = 1_600_000_000
_BATCH = 20_000


class _Found(NamedTuple):
    """Seconds: of each query by the clock and of the processor, of filling the index, until each change was found."""

    times: list[float]
    processor: list[float]
    filled: float
    lags: list[float]


def run(options: Options) -> Report:
    """Fill an index, ask it, then follow changes of a folder."""
    passages = options.most or _PASSAGES
    rows: list[tuple[str, ...]] = []
    notes = ["of more than 2,000 hits the newest are ranked"]
    for name, database in (("SQLite", nullcontext), ("PostgreSQL", running_postgres)):
        if name == "PostgreSQL" and find_programs() is None:
            notes.append("PostgreSQL is not installed")
            continue
        found = _measure(passages, database)
        rows.append((f"search over {passages:,} passages, {name}", *_shown(found.times)))
        if name == "SQLite":
            rows.append((f"the same, processor, {name}", *_shown(found.processor)))
        rows.append((f"until a change is found, {name}", *_shown(found.lags)))
        notes.append(f"{name}: {len(found.times):,} queries; filled in {found.filled:.0f} s")
        _say_rows(rows)
    figures = tuple(
        Measured(system="dragoman", language="", name=f"{row[0]}, p95", value=float(row[2]), unit="ms") for row in rows
    )
    table = Table(title="Search at the desk, in ms", columns=("what", "median", "p95", "longest"), rows=tuple(rows))
    return Report(tables=(table,), figures=figures, notes=tuple(notes))


def _say_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """The next database takes minutes: what is known by then is kept."""
    for row in rows:
        say(" | ".join(row))


def _measure(passages: int, database: Callable[[], AbstractContextManager[str | None]]) -> _Found:
    """The index is asked in a process of its own, for Django is set up once a process; a change is followed in another
    database, for a desk takes out of its index what is not in its folders.
    """
    BUILD.mkdir(parents=True, exist_ok=True)
    root = Path(tempfile.mkdtemp(prefix="desk-search-", dir=BUILD))
    try:
        with database() as address, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            times, processor, filled = pool.submit(_ask, root, passages, address).result()
        with database() as address:
            return _Found(times, processor, filled, _follow(root, address))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _ask(root: Path, passages: int, address: str | None) -> tuple[list[float], list[float], float]:
    """Seconds by the clock and of the processor for each query, and how long it took to fill the index."""
    from dragoman.desk.configuration import configure
    from dragoman.desk.options import DeskOptions
    from dragoman.settings.dragoman_toml import Settings

    data = root / "filled"
    data.mkdir()
    configure(
        DeskOptions(
            root=data,
            data=data / ".dragoman-desk",
            settings=Settings(handle="ana"),
            hosts=("testserver",),
            database=address,
        )
    )
    from django.core.management import call_command

    from dragoman.desk import index

    call_command("migrate", verbosity=0, interactive=False)
    began = time.perf_counter()
    queries = _fill(passages)
    filled = time.perf_counter() - began
    times, processor = [], []
    for query in queries:
        began, at = time.perf_counter(), time.thread_time()
        index.search(query, 100)
        times.append(time.perf_counter() - began)
        processor.append(time.thread_time() - at)
    return times, processor, filled


def _fill(passages: int) -> list[str]:
    """Write the passages; the value is what to ask for."""
    from django.db import transaction

    from dragoman.desk import full_text
    from dragoman.desk.models import IndexedInterview, IndexedPassage

    chance = random.Random(1)
    made = _texts(chance)
    asked: list[str] = []
    every = max(1, passages // _QUERIES)
    for first in range(0, passages, _BATCH):
        with transaction.atomic():
            rows, words = [], []
            for place in range(first, min(passages, first + _BATCH)):
                if place % _EACH == 0:
                    interview = IndexedInterview.objects.create(key=f"talk-{place}", stamp="")
                source, target = next(made), next(made)
                # As the desk numbers them: by the second of their last change, here an interview an hour.
                number = (_BEGIN + place // _EACH * 3600 << 20) + place % _EACH
                rows.append(
                    IndexedPassage(
                        pk=number,
                        interview=interview,
                        segment=mint_id("search", place),
                        source=source,
                        target=target,
                        source_language="es",
                        target_language="en",
                        digest="",
                    )
                )
                words.append((number, full_text.fold_words((source, "es"), (target, "en"))))
                if place % every == 0:
                    asked.append(" ".join(chance.sample(source.split(), chance.randint(1, 3))))
            IndexedPassage.objects.bulk_create(rows, batch_size=2_000)
            full_text.put(words)
        say(f"{first + len(rows):,} passages")
    chance.shuffle(asked)
    return asked


def _texts(chance: random.Random) -> Iterator[str]:
    """Texts of made words, each as frequent as its rank has it."""
    letters = "etaoinsrhldcumfpgwybvk"
    names = [
        "".join(chance.choices(letters, k=chance.randint(2, 9))) + f"{number:x}"[-2:] for number in range(_VOCABULARY)
    ]
    weights = list(itertools.accumulate(1 / rank for rank in range(1, _VOCABULARY + 1)))
    while True:
        drawn = chance.choices(names, cum_weights=weights, k=_LENGTH * 5_000)
        yield from (" ".join(drawn[place : place + _LENGTH]) for place in range(0, len(drawn), _LENGTH))


def _follow(root: Path, address: str | None) -> list[float]:
    """How long after an edit was acknowledged a search finds it, with the server at work."""
    segments = tuple(Segment(id=mint_id("lag", n), source=("Hola.",), target=("Hello.",)) for n in range(_CHANGES))
    document = Transcript(recording=Recording(languages=("es",)), segments=segments, target_language="en")
    folder = root / "served"
    folder.mkdir()
    create_folder(folder / "talk", document, Engine(name="benchmark"))
    server = Server(folder, database=address)
    try:
        client = Client(server, "talk")
        return [_find_lag(server, client, number) for number in range(_CHANGES)]
    finally:
        server.stop()


def _find_lag(server: Server, client: Client, number: int) -> float:
    word = f"zebra{number}"
    time.sleep(random.uniform(0, 1))
    client.retype(mint_id("lag", number), "Hello.", word, f"key-{number}")
    began = time.perf_counter()
    while time.perf_counter() - began < 60:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", f"/search?{urllib.parse.urlencode({'q': word})}")
        if f"/i/talk/#{mint_id('lag', number)}" in connection.getresponse().read().decode():
            return time.perf_counter() - began
        time.sleep(0.05)
    raise RuntimeError(f"{word} is not found")


def _shown(seconds: list[float]) -> tuple[str, str, str]:
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    return f"{middle * 1000:.1f}", f"{late * 1000:.1f}", f"{ordered[-1] * 1000:.1f}"
