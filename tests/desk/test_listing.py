from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Recording, Segment, Transcript

Make = Callable[[str], Path]


def test_an_interview_is_listed_with_its_state(client: Any, make_interview: Make) -> None:
    make_interview("talk")
    page = client.get("/").content.decode()
    assert '<a href="/i/talk/"><bdi>Grandmother and the bees</bdi></a>' in page or "talk" in page
    assert "es → en" in page


def test_the_list_follows_the_command_line(client: Any, make_interview: Make) -> None:
    folder = make_interview("talk")
    client.get("/")
    main(["review", str(folder), "all", "--state", "reviewed"])
    assert "<td>reviewed</td>" in client.get("/").content.decode()


def test_a_damaged_folder_is_named_and_does_not_hide_the_others(client: Any, make_interview: Make, root: Path) -> None:
    make_interview("talk")
    (root / "broken").mkdir()
    (root / "broken" / "history.jsonl").write_text("nonsense\n", encoding="utf-8")
    page = client.get("/").content.decode()
    assert "broken" in page
    assert 'href="/i/talk/"' in page


def test_the_list_is_filtered_by_words_and_state(client: Any, make_interview: Make) -> None:
    make_interview("talk")
    assert "No interview is like this." in client.get("/?q=zebra").content.decode()
    assert 'href="/i/talk/"' in client.get("/?q=talk").content.decode()


def test_an_interview_in_a_folder_below_is_listed(client: Any, make_interview: Make) -> None:
    make_interview("2024/spring/talk")
    assert 'href="/i/2024/spring/talk/"' in client.get("/").content.decode()
    assert client.get("/i/2024/spring/talk/").status_code == 200


def test_two_folders_with_one_interview_are_shown_as_copies(client: Any, make_interview: Make, root: Path) -> None:
    make_interview("talk")
    assert "The same interview lies in" not in client.get("/").content.decode()
    shutil.copytree(root / "talk", root / "copied")
    page = client.get("/").content.decode()
    assert "The same interview lies in <bdi>talk</bdi> too" in page
    assert "The same interview lies in <bdi>copied</bdi> too" in page


def test_all_languages_of_a_recording_are_listed(client: Any, root: Path) -> None:
    spoken = Transcript(recording=Recording(languages=("es", "ar")), segments=(Segment(id="s1", source=("Sí.",)),))
    create_folder(root / "two", spoken, Engine(name="test"))
    assert "es, ar → ?" in client.get("/").content.decode()
