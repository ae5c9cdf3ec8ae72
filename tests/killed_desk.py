"""Twenty people at a desk whose server is killed at random: what was acknowledged, and what is there afterwards."""

from __future__ import annotations

import random
import secrets
import threading
import time
from pathlib import Path

from desk_server import Client, Server
from dragoman.folder import create_folder, open_folder
from dragoman.folder.verify import find_faults
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id

PEOPLE = 20
IDS = [mint_id("killed", number) for number in range(PEOPLE)]


class Person:
    """Counts up in a passage of their own; what was sent and not acknowledged is sent again under the same key."""

    def __init__(self, id_: str) -> None:
        self.id = id_
        self.acknowledged = 0
        self.key = secrets.token_hex(8)

    def work(self, server: Server, stop: threading.Event) -> None:
        try:
            client = Client(server, "talk")
        except (OSError, AssertionError):
            return
        while not stop.is_set():
            number = self.acknowledged
            if not client.retype(self.id, str(number), str(number + 1), self.key):
                return
            self.acknowledged += 1
            self.key = secrets.token_hex(8)


def make_talk(path: Path) -> Path:
    """An interview with a passage for each of them."""
    segments = tuple(Segment(id=id_, source=("Hola.",), target=("0",)) for id_ in IDS)
    document = Transcript(recording=Recording(languages=("es",)), segments=segments, target_language="en")
    return create_folder(path, document, Engine(name="test")).path


def kill_at_random(talk: Path, times: int) -> tuple[int, list[str]]:
    """Kill the server of an interview so often while everybody edits.

    :returns: how many edits were acknowledged, and every promise that was broken
    """
    server = Server(talk.parent)
    people = [Person(id_) for id_ in IDS]
    broken: list[str] = []
    try:
        for _ in range(times):
            stop = threading.Event()
            threads = [threading.Thread(target=person.work, args=(server, stop)) for person in people]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.3, 1.5))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            broken += find_broken(talk, people)
            server.start()
    finally:
        server.stop()
    return sum(person.acknowledged for person in people), broken


def find_broken(talk: Path, people: list[Person]) -> list[str]:
    """Edits that are lost or there twice, and what does not verify."""
    folder = open_folder(talk)
    broken = [str(fault) for fault in find_faults(folder)]
    texts = {one.id: int(serialize_text(one.target or ())) for one in folder.transcript.segments}
    for person in people:
        there = texts[person.id]
        # One more may have been written whose answer did not arrive.
        if there not in (person.acknowledged, person.acknowledged + 1):
            broken.append(f"{person.id}: {person.acknowledged} acknowledged, {there} there")
        written = [r.after for r in folder.history if r.subject == f"segment:{person.id}" and r.field == "target"]
        if written != [[str(number)] for number in range(1, there + 1)]:
            broken.append(f"{person.id}: the history has {written[-3:]} at its end")
    return broken
