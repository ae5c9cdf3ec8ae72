"""The pages and subtitles of a folder that is edited at the desk."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.interviews import Interviews
from dragoman.desk.view_writing import ViewWriter
from dragoman.folder import open_folder
from dragoman.folder.views import page_path, write_views
from dragoman.transcript.document import Person
from dragoman.workflows.passage_edits import EditAction, SetText, edit_passages

Make = Callable[[str], Path]
TARGET = "How did it all begin?"


class Process:
    """In the place of the process beside the server: does the work at once."""

    def __init__(self) -> None:
        self.done = 0

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        from dragoman.desk import view_writing

        self.done += 1
        future: Future[Any] = Future()
        future.set_result(view_writing._write_views(*arguments))
        return future

    def close(self) -> None:
        pass


@pytest.fixture
def talk(make_interview: Make) -> Path:
    talk = make_interview("talk")
    write_views(open_folder(talk))
    return talk


@pytest.fixture
def interviews(root: Path) -> Iterator[Interviews]:
    made = Interviews(root)
    yield made
    made.close()


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def process() -> Process:
    return Process()


@pytest.fixture
def writer(process: Process, clock: Clock) -> ViewWriter:
    return ViewWriter(process, clock)  # type: ignore[arg-type]


def retype(interviews: Interviews, before: str, after: str) -> None:
    with interviews.open("talk") as one:
        edits = (SetText(segment="s00000002", side="target", before=before, after=after),)
        action = EditAction(key=secrets.token_hex(8), epoch=one.session.epoch, edits=edits)
        edit_passages(one.session, action, Person(handle="ana"))


def page(talk: Path) -> str:
    return page_path(open_folder(talk)).read_text(encoding="utf-8")


def test_the_views_are_written_when_nobody_has_changed_anything_for_a_while(
    writer: ViewWriter, clock: Clock, interviews: Interviews, talk: Path
) -> None:
    retype(interviews, TARGET, "One?")
    writer.look(interviews)
    assert "One?" not in page(talk)
    clock.now = 5
    retype(interviews, "One?", "Two?")
    writer.look(interviews)
    clock.now = 10
    writer.look(interviews)
    assert "Two?" not in page(talk)
    clock.now = 20
    writer.look(interviews)
    assert "= Two?" in page(talk)
    assert "Two?" in (talk / "index.html").read_text(encoding="utf-8")
    assert [b"Two?" in path.read_bytes() for path in talk.glob("*.en.*")] == [True, True]


def test_the_views_are_written_where_people_never_rest(
    writer: ViewWriter, clock: Clock, interviews: Interviews, talk: Path
) -> None:
    before = TARGET
    for clock.now in range(0, 130, 5):
        retype(interviews, before, f"At {clock.now}?")
        before = f"At {clock.now}?"
        writer.look(interviews)
    assert "= At 120?" in page(talk)


def test_nothing_is_written_of_an_interview_that_is_only_looked_at(
    writer: ViewWriter, process: Process, clock: Clock, interviews: Interviews, talk: Path
) -> None:
    with interviews.open("talk"):
        pass
    for clock.now in (0, 20, 40):
        writer.look(interviews)
    assert process.done == 0


def test_what_is_written_is_not_written_again(
    writer: ViewWriter, process: Process, clock: Clock, interviews: Interviews, talk: Path
) -> None:
    retype(interviews, TARGET, "One?")
    for clock.now in (0, 20, 40, 60):
        writer.look(interviews)
    assert process.done == 1


def test_a_page_that_a_person_has_edited_stays_as_it_is(
    writer: ViewWriter, clock: Clock, interviews: Interviews, talk: Path
) -> None:
    view = page_path(open_folder(talk))
    edited = page(talk).replace("The host", "The presenter")
    view.write_text(edited, encoding="utf-8")
    retype(interviews, TARGET, "One?")
    for clock.now in (0, 20):
        writer.look(interviews)
    assert page(talk) == edited


def test_the_views_are_written_when_the_desk_ends(writer: ViewWriter, interviews: Interviews, talk: Path) -> None:
    retype(interviews, TARGET, "One?")
    writer.finish(interviews)
    assert "= One?" in page(talk)
