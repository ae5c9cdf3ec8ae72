"""A backup that is made and brought back while the desk runs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.desk.interviews import interviews
from dragoman.folder import open_folder

Make = Callable[[str], Path]
ID = "s00000002"


def edit(client: Any, before: str, after: str, key: str) -> int:
    with interviews().open("talk") as interview:
        head, epoch = interview.session.head, interview.session.epoch
    change = {"verb": "set-text", "segment": ID, "side": "target", "before": before, "after": after}
    body = {"client": "w", "since": head, "action": {"key": key, "epoch": epoch, "edits": [change]}}
    answer = client.post(
        "/i/talk/edits", json.dumps(body), content_type="application/json", headers={"accept": "application/json"}
    )
    status: int = answer.status_code
    return status


def test_a_backup_while_somebody_edits_holds_what_was_acknowledged(
    client: Any, make_interview: Make, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_interview("talk")
    assert edit(client, "How did it all begin?", "One?", "k1") == 200
    assert main(["backup", str(root), str(tmp_path / "kept.zip")]) == 0
    assert edit(client, "One?", "Two?", "k2") == 200
    assert main(["restore", str(tmp_path / "kept.zip"), str(tmp_path / "back")]) == 0
    [restored] = (tmp_path / "back").rglob("history.jsonl")
    assert open_folder(restored.parent).transcript.segments[1].target == ("One?",)
    assert "it is intact" in capsys.readouterr().out
    assert open_folder(root / "talk").transcript.segments[1].target == ("Two?",)


def test_a_folder_that_is_put_back_is_seen_by_the_open_desk(
    client: Any, make_interview: Make, root: Path, tmp_path: Path
) -> None:
    talk = make_interview("talk")
    edit(client, "How did it all begin?", "One?", "k1")
    main(["backup", str(talk), str(tmp_path / "kept.zip")])
    edit(client, "One?", "Two?", "k2")
    main(["restore", str(tmp_path / "kept.zip"), str(tmp_path / "back")])
    [restored] = (tmp_path / "back").rglob("history.jsonl")
    shutil.rmtree(talk)
    shutil.copytree(restored.parent, talk)
    assert ">\nOne?</textarea>" in client.get("/i/talk/").getvalue().decode()
    assert edit(client, "One?", "Three?", "k3") == 200
    assert open_folder(talk).transcript.segments[1].target == ("Three?",)
