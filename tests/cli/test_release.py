from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.cli import main
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems, record_problems
from dragoman.problems import Problem
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, State, Transcript
from dragoman.transcript.edition import Edition, edition_hash, find_breaks
from interviews import arabic_english, passage, spanish_english

ANYWAY = ("--anyway", "the drought of which she speaks is news")


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def editions(interview: Path) -> tuple[Edition, ...]:
    return load_editions(open_folder(interview))


def correct(interview: Path, words: str, handle: str = "ana") -> None:
    folder = open_folder(interview)
    commit(folder, edit.set_target(folder.transcript, "s00000002", (words,), sign(folder, Person(handle=handle))))


def release(interview: Path, *options: str) -> int:
    return main(["release", str(interview), *ANYWAY, *options])


def test_an_edition_is_frozen(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(interview, "--note", "first edition") == 0
    [edition] = editions(interview)
    assert (edition.number, edition.note, edition.slug) == (1, "first edition", "my-grandmother-and-the-bees")
    assert capsys.readouterr().out == f"wrote {interview / 'editions' / '1.json'}: edition 1\n  translator: mar\n"


def test_the_next_one_lists_what_changed(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(interview)
    correct(interview, "How did all this begin?")
    assert release(interview, "--why", "s00000002=a reader wrote to us") == 0
    first, second = editions(interview)
    assert find_breaks((first, second)) == ()
    assert [(change.where, change.why) for change in second.changes] == [("segment:s00000002", "a reader wrote to us")]
    told = capsys.readouterr().out
    assert "segment:s00000002: Translation:" in told
    assert "tell Radio Sierra of the correction: https://radio.example/abejas" in told


def test_it_stops_where_something_is_missing(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = open_folder(interview)
    facts = msgspec.structs.replace(folder.transcript.facts, dates=(), publications=())
    commit(folder, edit.set_facts(folder.transcript, facts, sign(folder, Person(handle="ana"))))
    assert main(["release", str(interview)]) == 2
    assert "cannot be released: it has no date" in capsys.readouterr().err
    assert editions(interview) == ()


def test_it_stops_at_an_unsettled_error(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record_problems(open_folder(interview), [Problem("odd", "error", "This cannot be.")])
    assert main(["release", str(interview)]) == 2
    assert "1 odd" in capsys.readouterr().err


def test_the_reason_to_release_it_anyway_is_recorded(interview: Path) -> None:
    record_problems(open_folder(interview), [Problem("odd", "error", "This cannot be.")])
    release(interview)
    [edition] = editions(interview)
    assert edition.unsettled["odd"] == 1
    assert (edition.despite or "").startswith("the drought of which she speaks is news (it has unsettled errors")
    assert load_problems(open_folder(interview))


def test_how_people_are_shown_is_kept_for_the_next_edition(interview: Path) -> None:
    release(interview, "--show", "mar=Mar Gil")
    correct(interview, "How so?", "mar")
    release(interview)
    assert [[person.shown for person in edition.people] for edition in editions(interview)] == [["Mar Gil"]] * 2
    assert (interview / "people.json").stat().st_mode & 0o077 == 0


def test_the_name_in_the_settings_is_shown(interview: Path, tmp_path: Path) -> None:
    toml = '[desk]\nhandle = "mar"\nperson = "Mar Gil"\n'
    (tmp_path / "dragoman.toml").write_text(toml, encoding="utf-8")
    release(interview)
    assert [person.shown for person in editions(interview)[0].people] == ["Mar Gil"]
    release(interview, "--show", "mar=")
    hidden = editions(interview)[1]
    assert [person.shown for person in hidden.people] == ["translator"]
    assert "Mar Gil" not in msgspec.json.encode(hidden).decode()


def test_who_reviewed_is_shown_and_the_page_of_the_draft_says_what_is_released(interview: Path) -> None:
    main(["review", str(interview), "s00000002", "--handle", "eva"])
    release(interview)
    [edition] = editions(interview)
    assert ("eva", "reviewer") in [(person.shown, person.role) for person in edition.people]
    assert "Draft: edition 1 of " in (interview / "index.html").read_text(encoding="utf-8")


def test_edits_on_the_page_that_were_not_taken_in_are_not_passed_over(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["view", str(interview)])
    page = next(interview.glob("*.txt"))
    page.write_text(page.read_text(encoding="utf-8").replace("How did", "Why did"), encoding="utf-8")
    assert release(interview) == 2
    assert "has edits that were not applied yet" in capsys.readouterr().err
    assert editions(interview) == ()


def test_the_address_is_kept_for_good(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(interview, "--slug", "bees")
    correct(interview, "How so?")
    release(interview)
    assert [edition.slug for edition in editions(interview)] == ["bees", "bees"]
    assert release(interview, "--slug", "wasps") == 2
    assert "is not the address of the edition before, bees" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2026-05-01T06:00Z", "2026-05-01T06:00:00Z"), ("2026-05-01T06:00+02:00", "2026-05-01T04:00:00Z")],
)
def test_the_moment_to_appear_is_kept_in_utc(interview: Path, typed: str, kept: str) -> None:
    release(interview, "--not-before", typed)
    assert editions(interview)[0].not_before == kept


@pytest.mark.parametrize(
    ("option", "value", "fault"),
    [
        ("--not-before", "soon", "is not a time"),
        ("--slug", "../x", "cannot be part of an address"),
        ("--why", "because", "has no = sign"),
    ],
)
def test_options_that_make_no_sense(
    interview: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, fault: str
) -> None:
    assert release(interview, option, value) == 2
    assert fault in capsys.readouterr().err
    assert editions(interview) == ()


def test_history_and_editions_are_verified(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(interview)
    correct(interview, "How so?")
    release(interview)
    capsys.readouterr()
    assert main(["release", str(interview), "--verify"]) == 0
    told = capsys.readouterr().out
    assert "editions: 2" in told
    assert edition_hash(editions(interview)[1]) in told
    first = interview / "editions" / "1.json"
    first.write_bytes(first.read_bytes().replace(b"beekeeper", b"housekeeper"))
    assert main(["release", str(interview), "--verify"]) == 1
    assert "edition 1 is not the one that the next follows" in capsys.readouterr().err


def test_a_history_that_somebody_changed_does_not_verify(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    history = interview / "history.jsonl"
    history.write_bytes(history.read_bytes().replace(b"apicultora", b"historiadora"))
    assert main(["release", str(interview), "--verify"]) == 1
    assert "has been changed since it was made" in capsys.readouterr().err


def test_a_reader_is_thanked_and_reposts_are_to_be_told(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(interview)
    correct(interview, "How so?")
    release(interview, "--why", "s00000002=misheard", "--thanks", "s00000002=R. Okoye")
    [change] = editions(interview)[1].changes
    assert (change.why, change.thanks) == ("misheard", "R. Okoye")
    assert "tell Radio Sierra of the correction: https://radio.example/abejas" in capsys.readouterr().out


def test_a_release_of_nothing_new_is_refused(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(interview, "--note", "first edition")
    assert release(interview, "--note", "first edition") == 2
    assert "has not changed since edition 1" in capsys.readouterr().err
    assert len(editions(interview)) == 1
    main(["review", str(interview), "s00000002", "--handle", "ana"])
    assert release(interview) == 0


def test_a_reason_is_added_to_a_correction_of_an_earlier_edition(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(interview)
    correct(interview, "How so?")
    release(interview)
    assert release(interview, "--why", "s00000002=misheard") == 0
    [change] = editions(interview)[2].changes
    assert (change.why, change.adds_to) == ("misheard", 2)
    assert release(interview, "--why", "s00000002=again") == 2
    assert "--why s00000002: names no correction, or one that has this already" in capsys.readouterr().err


def bare(tmp_path: Path) -> Path:
    """An interview of which nothing is known but its words."""
    rows = Transcript(segments=(passage(1, None, 0, 4, "Hola.", "Hello."),), target_language="en")
    path = create_folder(tmp_path / "bare", rows, Engine(name="whisper")).path
    main(["view", str(path)])
    return path


def test_a_refused_release_says_what_to_type_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = bare(tmp_path)
    assert main(["release", str(path)]) == 2
    told = capsys.readouterr().err
    assert f"write among the facts at the top of {path / 'bare.txt'}, then run: dragoman apply {path}" in told
    page, typed = path / "bare.txt", [line.strip() for line in told.splitlines()]
    text = page.read_text(encoding="utf-8")
    for fact in ("aired: 2021-02-27", "publisher: Example Radio", "ground for use: with the speaker's consent"):
        assert fact in typed
        text = text.replace(f"\n{fact.partition(':')[0]}:\n", f"\n{fact}\n")
    page.write_text(text, encoding="utf-8")
    assert main(["apply", str(path)]) == 0
    assert main(["release", str(path)]) == 0


def test_a_passage_that_was_sent_back_stands_in_the_way_until_it_is_settled(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: tuple[tuple[str, State], ...] = (("ana", "translated"), ("ben", "initial"))
    for handle, state in steps:
        folder = open_folder(interview)
        commit(folder, edit.set_state(folder.transcript, "s00000002", state, sign(folder, Person(handle=handle))))
    assert main(["release", str(interview)]) == 2
    assert "it has unsettled passages that were sent back (sent-back: s00000002)" in capsys.readouterr().err
    [one] = [one for one in load_problems(open_folder(interview)) if one.problem.code == "sent-back"]
    assert main(["check", str(interview), "--settle", one.id, "--reason", "ben has withdrawn it"]) == 0
    assert main(["release", str(interview)]) == 2
    assert "sent-back" not in capsys.readouterr().err


def test_a_dry_run_freezes_nothing(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(interview, "--dry-run", "--slug", "bees") == 0
    assert "would be edition 1, at the address bees; nothing is written" in capsys.readouterr().out
    assert main(["release", str(interview), "--dry-run"]) == 2
    told = capsys.readouterr()
    assert "cannot be released: it has unsettled errors" in told.err
    assert "would be edition 1" in told.out
    assert editions(interview) == ()


def test_a_dry_run_over_a_folder_says_what_would_be_released_and_what_prevents_it(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(interview)
    correct(interview, "How did all this begin?")
    other = create_folder(interview.parent / "potter", arabic_english(), Engine(name="whisper")).path
    capsys.readouterr()
    assert main(["release", str(interview.parent), "--dry-run", *ANYWAY]) == 0
    out = capsys.readouterr().out
    address = "at the address my-grandmother-and-the-bees, 1 correction"
    assert f"would be released: {interview}: edition 2, {address}\n" in out
    assert f"would be released: {other}: edition 1, at the address " in out
    assert "2 would be released, 0 without new views, 0 failed, 0 skipped" in out
    assert main(["release", str(interview.parent), "--dry-run"]) == 1
    assert f"failed: {other}: cannot be released: it does not state where it comes from" in capsys.readouterr().err
    assert (len(editions(interview)), editions(other)) == (1, ())


def test_what_became_confidential_says_how_its_editions_are_taken_off_a_site(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert release(interview) == 0
    folder = open_folder(interview)
    facts = msgspec.structs.replace(folder.transcript.facts, confidential=True)
    commit(folder, edit.set_facts(folder.transcript, facts, sign(folder, Person(handle="ana"))))
    assert main(["release", str(interview)]) == 2
    told = capsys.readouterr().err
    assert f"dragoman publish {interview} -o SITE" in told
    main(["check", str(interview)])
    told = capsys.readouterr().out
    assert "edition 1 was released before the interview was marked as confidential" in told
