"""The server killed at random under twenty people: every edit that was acknowledged is there, and none twice."""

from __future__ import annotations

import os
import random
import secrets
import threading
import time
from pathlib import Path

import pytest

from desk_server import Client, Server
from dragoman.folder import create_folder, open_folder
from dragoman.folder.verify import find_faults
from dragoman.notation import serialize_text
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id

TIMES = int(os.environ.get("DRAGOMAN_KILLS", "10"))
PEOPLE = 20
IDS = [mint_id("killed", number) for number in range(PEOPLE)]


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    segments = tuple(Segment(id=id_, source=("Hola.",), target=("0",)) for id_ in IDS)
    document = Transcript(recording=Recording(languages=("es",)), segments=segments, target_language="en")
    return create_folder(tmp_path / "talk", document, Engine(name="test")).path


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


def test_every_acknowledged_edit_is_there_and_none_twice(talk: Path) -> None:
    server = Server(talk.parent)
    people = [Person(id_) for id_ in IDS]
    try:
        for _ in range(TIMES):
            stop = threading.Event()
            threads = [threading.Thread(target=person.work, args=(server, stop)) for person in people]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(0.3, 1.5))
            server.kill()
            stop.set()
            for thread in threads:
                thread.join()
            check(talk, people)
            server.start()
    finally:
        server.stop()
    assert sum(person.acknowledged for person in people) > TIMES


def check(talk: Path, people: list[Person]) -> None:
    folder = open_folder(talk)
    assert find_faults(folder) == ()
    for person in people:
        segment = next(one for one in folder.transcript.segments if one.id == person.id)
        there = int(serialize_text(segment.target or ()))
        # One more may have been written whose answer did not arrive.
        assert there in (person.acknowledged, person.acknowledged + 1)
        written = [r.after for r in folder.history if r.subject == f"segment:{person.id}" and r.field == "target"]
        assert written == [[str(number)] for number in range(1, there + 1)]
