from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.base import Availability, RefusedError, TranslationReply, TranslationRequest
from dragoman.folder import create_folder, open_folder
from dragoman.folder.views import write_views
from dragoman.transcript.document import Engine
from translators import register, rightly, tagged


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_ENGINES", str(tmp_path / "engines.toml"))
    monkeypatch.setattr("dragoman.workflows.translate_plan.find_installed", lambda source, target: ())
    write_views(create_folder(tmp_path / "talk", tagged(4), Engine(name="whisper")))
    return Path("talk")


def test_an_interview_is_translated(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register(monkeypatch, rightly)
    assert main(["translate", "talk", "--to", "en", "--with", "told"]) == 0
    assert capsys.readouterr().out == (
        "4 passages from Spanish into English\n"
        "told: on this machine\n"
        "4 passages translated into English\n"
        "told: 100 tokens sent, 50 received\n"
        "correct it:  talk/talk.txt, then: dragoman apply talk\n"
    )
    assert "= Then 1100 men came along the northern road." in (interview / "talk.txt").read_text(encoding="utf-8")


def test_no_engine_is_taken_unasked(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = (
        Availability(engine="apertium", usable=True, route=("es", "en")),
        Availability(engine="firefox", usable=False, extras=("firefox",), fetch=("firefox-esen",), megabytes=17),
    )
    monkeypatch.setattr("dragoman.workflows.translate_plan.find_installed", lambda source, target: here)
    assert main(["translate", "talk", "--to", "en"]) == 2
    said = capsys.readouterr().err
    assert (
        "--with: is missing, and no engine is used without being named; use --with apertium (on this machine, Spanish"
        in said
    )
    assert "firefox: pip install 'dragoman[firefox]' and dragoman models --get firefox-esen (17 MB)" in said


def test_what_is_paid_for_is_agreed_to(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = register(monkeypatch, rightly, paid=True, host="api.example.org")
    assert main(["translate", "talk", "--to", "en", "--with", "told"]) == 2
    said = capsys.readouterr()
    assert "told: the text is sent to api.example.org, and is paid for" in said.out
    assert "--yes: is missing: About" in said.err
    assert [request for engine in made for request in engine.requests] == []
    assert main(["translate", "talk", "--to", "en", "--with", "told", "--yes", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_the_plan_sends_nothing(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = register(monkeypatch, rightly, host="api.example.org")
    assert main(["translate", "talk", "--to", "en", "--with", "told", "--plan"]) == 0
    assert "tokens sent" in capsys.readouterr().out
    assert [request for engine in made for request in engine.requests] == []


def test_gaps_are_counted_and_end_with_one(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(request: TranslationRequest) -> TranslationReply:
        raise RefusedError("told", "refused", reply="No.")

    register(monkeypatch, refuse)
    assert main(["translate", "talk", "--to", "en", "--with", "told"]) == 1
    assert "4 passages left as a marked gap; list why with: dragoman check talk" in capsys.readouterr().out
    main(["check", "talk"])
    assert "told refused to translate this; it is a marked gap; it answered: No." in capsys.readouterr().out


def test_suggestions_are_listed(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = interview / "talk.txt"
    first = page.read_text(encoding="utf-8").replace("norte.\n", "norte.\n= Mine: 1100 men.\n", 1)
    page.write_text(first, encoding="utf-8")
    assert main(["apply", "talk"]) == 0
    register(monkeypatch, rightly)
    assert main(["translate", "talk", "--to", "en", "--with", "told", "--suggest", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["translate", "talk", "--suggest"]) == 0
    assert capsys.readouterr().out == (
        "0:00  s00000000  Entonces vinieron 1100 hombres por el camino del norte.\n"
        "  = Mine: 1100 men.\n"
        "  told: Then 1100 men came along the northern road.\n"
    )


def test_only_what_is_named_is_translated(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    words = ["translate", "talk", "--to", "en", "--with", "told", "--only", "s00000002", "0:03-0:04"]
    assert main(words) == 0
    targets = [segment.target is not None for segment in open_folder(interview).transcript.segments]
    assert targets == [False, False, True, True]


def test_machines_read_lines(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register(monkeypatch, rightly)
    assert main(["translate", "talk", "--to", "en", "--with", "told", "--json"]) == 0
    *progress, outcome = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert progress[-1] == {"stage": "translating", "done_passages": 4, "total_passages": 4, "left_s": 0.0}
    assert outcome["written"] == [f"s{number:08}" for number in range(4)]
    assert outcome["usage"] == {"told": {"sent": 100, "received": 50}}


def test_one_that_is_no_translator_is_named_as_it_was_typed(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "talk", "--to", "en", "--with", "whisper"]) == 2
    assert "dragoman: --with whisper: translates no text; use one of firefox" in capsys.readouterr().err


def test_of_an_unknown_engine_only_those_that_translate_are_named(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "talk", "--to", "en", "--with", "oracle"]) == 2
    said = capsys.readouterr().err
    assert "dragoman: --with oracle: is not known; use one of firefox" in said
    assert "whisper" not in said


def test_why_nothing_was_translated_is_said(
    interview: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    register(monkeypatch, rightly)
    main(["translate", "talk", "--to", "en", "--with", "told"])
    capsys.readouterr()
    assert main(["translate", "talk", "--to", "en", "--with", "told"]) == 0
    assert capsys.readouterr().out.endswith("nothing was translated: 4 translated already\n")


def test_an_interview_without_translation_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    usable = (Availability(engine="apertium", usable=True, route=("es", "en")),)
    monkeypatch.setattr("dragoman.workflows.translate_plan.find_installed", lambda source, target: usable)
    page = "dragoman-notation 1\noriginal: es\ntranslation: en\n\nANA: ¿Cómo empezó todo?\n\nLUIS: Con una colmena.\n"
    (tmp_path / "bees.txt").write_text(page, encoding="utf-8")
    main(["convert", "bees.txt", "bees/"])
    assert "translate it:  dragoman translate bees --to en --with apertium" in capsys.readouterr().out
