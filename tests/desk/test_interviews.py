"""The interviews that a desk has open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from django.http import Http404

from dragoman.desk import interviews as opened
from dragoman.desk.interviews import interviews

Make = Callable[[str], Path]


def list_open() -> list[str]:
    return [one.key for one in interviews().list_open()]


def test_one_that_nobody_has_used_for_a_while_is_closed(make_interview: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        make_interview(name)
        with interviews().open(name):
            pass
    interviews().rest()
    assert list_open() == ["one", "two"]
    monkeypatch.setattr(opened, "_IDLE", -1.0)
    interviews().rest()
    assert list_open() == []


def test_one_that_was_closed_is_opened_again_with_what_was_done_meanwhile(make_interview: Make) -> None:
    make_interview("talk")
    with interviews().open("talk") as before:
        head = before.session.head
    interviews().close()
    with interviews().open("talk") as after:
        assert after is not before
        assert after.session.head == head
        assert after.session.find_since(head) == ()


def test_one_whose_folder_is_gone_is_not_found(make_interview: Make) -> None:
    import shutil

    shutil.rmtree(make_interview("talk"))
    with pytest.raises(Http404), interviews().open("talk"):
        pass


def test_nobody_waits_while_a_long_one_is_opened(make_interview: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("long", "short"):
        make_interview(name)
    begun, may_end = Event(), Event()

    class Slow(opened.OpenInterview):
        def __init__(self, key: str, path: Path) -> None:
            if key == "long":
                begun.set()
                may_end.wait(60)
            super().__init__(key, path)

    monkeypatch.setattr(opened, "OpenInterview", Slow)
    found: list[opened.OpenInterview] = []
    # A server has made it before its threads begin.
    desk = interviews()

    def use() -> None:
        with desk.open("long") as one:
            found.append(one)

    threads = [Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert begun.wait(60)
    with desk.open("short"):
        assert found == []
    may_end.set()
    for thread in threads:
        thread.join(60)
    assert len(found) == 2
    assert found[0] is found[1]
