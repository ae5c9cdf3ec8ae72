from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.cli import main
from dragoman.desk import listing
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap

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


def cells(client: Any) -> list[str]:
    """State, passages, those not confirmed and those confirmed of the only interview in the list."""
    found = re.findall(r"<td>(.*?)</td>", client.get("/").content.decode())
    return [found[0], *found[3:6]]


def test_a_draft_that_nobody_has_confirmed_is_to_be_confirmed(client: Any, make_interview: Make) -> None:
    folder = make_interview("talk")
    assert cells(client) == ["to confirm", "11", "9", "0"]
    main(["review", str(folder), "s00000002", "--state", "translated"])
    assert cells(client) == ["in work", "11", "8", "1"]


def test_an_interview_without_a_translation_is_to_be_translated(client: Any, root: Path) -> None:
    spoken = Transcript(
        segments=(
            Segment(id="s1", source=("Sí.",)),
            Segment(id="s2", source=("No.",), target=(Gap(reason="untranslated"),)),
        )
    )
    create_folder(root / "talk", spoken, Engine(name="test"))
    assert cells(client) == ["to translate", "2", "0", "0"]


def list_cell(client: Any, heading: str) -> str:
    """What stands under a heading in the row of the only interview."""
    page = client.get("/").content.decode()
    headings = re.findall(r'<th scope="col">(.*?)</th>', page)
    # The interview itself is a heading of its row.
    found: str = re.findall(r"<td>(.*?)</td>", page)[headings.index(heading) - 1]
    return found


def test_the_length_is_that_of_the_recording(client: Any, root: Path) -> None:
    spoken = Transcript(recording=Recording(duration=3_725_000), segments=(Segment(id="s1", source=("Sí.",)),))
    create_folder(root / "talk", spoken, Engine(name="test"))
    assert list_cell(client, "Length") == "1:02:05"


def test_without_a_recording_it_reaches_to_the_end_of_what_has_times(client: Any, root: Path) -> None:
    spoken = Transcript(segments=(Segment(id="s1", source=("Sí.",), span=Span(0, 65_000)), Segment(id="s2")))
    create_folder(root / "talk", spoken, Engine(name="test"))
    assert list_cell(client, "Length") == "1:05"


def test_a_length_that_is_not_known_is_not_shown(client: Any, root: Path) -> None:
    create_folder(root / "talk", Transcript(segments=(Segment(id="s1", source=("Sí.",)),)), Engine(name="test"))
    assert list_cell(client, "Length") == "–"


def test_problems_are_not_counted_before_a_check(client: Any, make_interview: Make) -> None:
    make_interview("talk")
    assert list_cell(client, "Problems") == '<span title="not checked yet">–</span>'
    # The list has started a check; the number is there when it has ended.
    until = time.monotonic() + 60
    while "–" in (shown := list_cell(client, "Problems")) and time.monotonic() < until:
        time.sleep(0.1)
    assert shown == "1"


def test_a_check_that_found_nothing_counts_no_problem(client: Any, root: Path) -> None:
    spoken = Transcript(recording=Recording(languages=("es",)), target_language="en")
    create_folder(root / "talk", spoken, Engine(name="test"))
    until = time.monotonic() + 60
    while "–" in (shown := list_cell(client, "Problems")) and time.monotonic() < until:
        time.sleep(0.1)
    assert shown == "0"


def test_what_the_list_keeps_of_a_folder_goes_with_it(client: Any, make_interview: Make) -> None:
    for turn in range(3):
        main(["review", str(make_interview(f"talk-{turn}")), "all"])
        client.get("/")
    shutil.rmtree(make_interview("talk"))
    client.get("/")
    assert sorted(path.name for path in listing._known) == ["talk-0", "talk-1", "talk-2"]


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
