"""Twenty people at a desk whose server is killed at random: what was acknowledged, and what is there afterwards."""

from __future__ import annotations

import random
import secrets
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPException
from pathlib import Path

from desk_server import Client, Server
from dragoman.folder import create_folder, open_folder
from dragoman.folder.typing_journal import TypingJournal
from dragoman.folder.verify import find_faults
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id

PEOPLE = 20
IDS = [mint_id("killed", number) for number in range(PEOPLE)]
# Seconds that people get to edit, and the index to take in the last edits.
_PATIENCE = 60.0
# What the index shows, and its folded words; words that belong to no passage come with empty names.
_INDEX = """
    SELECT i.key, i.title, p.segment, p.start, p.speaker, p.source, p.target, p.digest, w.words
    FROM desk_indexedpassage p JOIN desk_indexedinterview i ON i.id = p.interview_id
    LEFT JOIN desk_words w ON w.rowid = p.id
    UNION ALL SELECT '', '', '', NULL, '', '', '', '', words FROM desk_words
    WHERE rowid NOT IN (SELECT id FROM desk_indexedpassage)
    ORDER BY 1, 3, 9
"""


class Person:
    """Counts up in a passage of their own; what was sent and not acknowledged is sent again under the same key.

    Each number is typed first, which is kept in the journal of what is being typed, and then becomes an edit.
    """

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.client = f"window-{id_}"
        self.typed = 0
        self.acknowledged = 0
        self.key = secrets.token_hex(8)

    def work(self, server: Server, stop: threading.Event) -> None:
        try:
            client = Client(server, "talk")
        except (OSError, HTTPException, AssertionError):
            return
        while not stop.is_set():
            before, after = str(self.acknowledged), str(self.acknowledged + 1)
            if not client.type(self.id, before, after, self.client):
                return
            self.typed = self.acknowledged + 1
            if not client.retype(self.id, before, after, self.key, self.client):
                return
            self.acknowledged += 1
            self.key = secrets.token_hex(8)


def make_talk(path: Path) -> Path:
    """An interview with a passage for each of them."""
    segments = tuple(Segment(id=id_, source=("Hola.",), target=("0",)) for id_ in IDS)
    document = Transcript(recording=Recording(languages=("es",)), segments=segments, target_language="en")
    return create_folder(path, document, Engine(name="test")).path


def kill_at_random(talk: Path, times: int, say: Callable[[str], None] | None = None) -> tuple[int, list[str]]:
    """Kill the server of an interview so often while everybody edits.

    :param say: called with a line of progress after every tenth kill
    :returns: how many edits were acknowledged, and every promise that was broken
    """
    server = Server(talk.parent)
    people = [Person(id_) for id_ in IDS]
    broken: list[str] = []
    try:
        for done in range(1, times + 1):
            stop = threading.Event()
            threads = [threading.Thread(target=person.work, args=(server, stop)) for person in people]
            for thread in threads:
                thread.start()
            wait_for_edits(people, random.randint(1, 3 * PEOPLE))
            time.sleep(random.uniform(0, 0.1))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            broken += find_broken(talk, people)
            if say is not None and done % 10 == 0:
                edits = sum(person.acknowledged for person in people)
                say(f"{done} of {times} kills, {edits} edits acknowledged, {len(broken)} promises broken")
            server.start()
        broken += wait_for_index(talk)
    finally:
        server.stop()
    used = read_index(talk.parent)
    if used != rebuild_index(talk.parent):
        broken.append("the index that was in use is not the one that is built again")
    return sum(person.acknowledged for person in people), broken


def wait_for_edits(people: list[Person], count: int) -> None:
    """Wait until so many more edits are acknowledged: however busy the machine is, some are before each kill."""
    before = sum(person.acknowledged for person in people)
    until = time.monotonic() + _PATIENCE
    while sum(person.acknowledged for person in people) < before + count and time.monotonic() < until:
        time.sleep(0.01)


def find_broken(talk: Path, people: list[Person]) -> list[str]:
    """Edits that are lost or there twice, what was typed and is lost, and what does not verify."""
    folder = open_folder(talk)
    broken = [str(fault) for fault in find_faults(folder)]
    texts = {one.id: int(serialize_text(one.target or ())) for one in folder.transcript.segments}
    typed = {one.client: int(one.text or "") for one in TypingJournal(talk).find_open()}
    for person in people:
        there = texts[person.id]
        # One more may have been written whose answer did not arrive.
        if there not in (person.acknowledged, person.acknowledged + 1):
            broken.append(f"{person.id}: {person.acknowledged} acknowledged, {there} there")
        written = [r.after for r in folder.history if r.subject == f"segment:{person.id}" and r.field == "target"]
        if written != [[str(number)] for number in range(1, there + 1)]:
            broken.append(f"{person.id}: the history has {written[-3:]} at its end")
        broken += find_lost_typing(person, there, typed.get(person.client))
    return broken


def find_lost_typing(person: Person, there: int, open_: int | None) -> list[str]:
    """What was typed and acknowledged is an edit, or is open; what became an edit that was acknowledged is not open.

    :param there: the number in the document
    :param open_: the number that is being typed
    """
    if person.typed > there and open_ != person.typed:
        return [f"{person.id}: {person.typed} was typed and acknowledged, {open_} is open"]
    if open_ is not None and open_ <= person.acknowledged:
        return [f"{person.id}: {open_} is open, though {person.acknowledged} was acknowledged as an edit"]
    return []


def wait_for_index(talk: Path) -> list[str]:
    """Wait until the index holds the last edits."""
    wanted = {one.id: serialize_text(one.target or ()) for one in open_folder(talk).transcript.segments}
    until = time.monotonic() + _PATIENCE
    while {row[2]: row[6] for row in read_index(talk.parent)} != wanted:
        if time.monotonic() > until:
            return ["the index does not take in the last edits"]
        time.sleep(0.2)
    return []


def read_index(root: Path) -> list[tuple[object, ...]]:
    """What the index of a desk holds."""
    with closing(sqlite3.connect(root / ".dragoman-desk" / "desk.sqlite3", timeout=30)) as database:
        return database.execute(_INDEX).fetchall()


def rebuild_index(root: Path) -> list[tuple[object, ...]]:
    """What the index holds once it was thrown away and built again."""
    command = [sys.executable, "-m", "dragoman", "serve", str(root), "--reindex"]
    subprocess.run(command, check=True, capture_output=True, cwd=root)
    return read_index(root)
