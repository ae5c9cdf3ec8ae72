from __future__ import annotations

import itertools
import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.cli import main
from dragoman.errors import EditError
from dragoman.folder import Folder, commit, create_folder, open_folder, sign
from dragoman.folder.comments import add_comment, load_threads
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems, record_problems, settle_problem
from dragoman.folder.review_log import Settlement
from dragoman.folder.typing_journal import Typed, TypingJournal
from dragoman.folder.views import write_views
from dragoman.press.site_model import find_slug
from dragoman.problems import Place, Problem
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Copy, Engine, Person, Transcript, Word, find_segment
from dragoman.transcript.edition import find_breaks
from dragoman.transcript.revision import Revision, is_genuine
from dragoman.transcript.text import plain
from editions import files_holding
from interviews import arabic_english, spanish_english

ANA = Person(handle="ana")
SECOND = "s00000002"


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = create_folder(tmp_path / "bees", with_words(spanish_english()), Engine(name="whisper"))
    write_views(folder)
    return folder.path


def with_words(transcript: Transcript) -> Transcript:
    words = (Word(text="¿Cómo"), Word(text="empezó"), Word(text="todo?"))
    segments = tuple(
        msgspec.structs.replace(segment, words=words) if segment.id == SECOND else segment
        for segment in transcript.segments
    )
    return msgspec.structs.replace(transcript, segments=segments)


def change(interview: Path, how: object, *arguments: object) -> Folder:
    folder = open_folder(interview)
    return commit(folder, how(folder.transcript, *arguments, sign(folder, ANA)))  # type: ignore[operator]


def release(interview: Path) -> None:
    main(["release", str(interview), "--anyway", "a test"])


def withdraw(interview: Path, *options: str) -> int:
    return main(["withdraw", str(interview), *options, "--reason", "at her request"])


def holding(interview: Path, *words: str) -> list[str]:
    return files_holding(interview, *words)


def publish(interview: Path) -> Path:
    site = interview.parent / "site"
    assert main(["publish", str(interview), "-o", str(site), "--site", "https://example.org/"]) == 0
    return site


def verifies(interview: Path) -> bool:
    history: tuple[Revision, ...] = open_folder(interview).history
    chained = all(later.parents == (earlier.id,) for earlier, later in itertools.pairwise(history))
    return chained and all(map(is_genuine, history)) and find_breaks(load_editions(open_folder(interview))) == ()


def test_a_passage_is_found_nowhere_and_the_chain_verifies(interview: Path) -> None:
    release(interview)
    change(interview, edit.set_target, SECOND, ("How did that start?",))
    work = interview / ".dragoman" / "work" / "0"
    work.mkdir(parents=True)
    (work / "000000000-000030000.json").write_text('{"text":"¿Cómo empezó todo?"}', encoding="utf-8")
    record_problems(
        open_folder(interview), [Problem("odd", "warning", "“How did that start?” is odd", Place(segment=SECOND))]
    )
    write_views(open_folder(interview))
    release(interview)
    words = ("empezó", "How did it all begin", "How did that start", "that start")
    assert holding(interview, *words)
    assert withdraw(interview, SECOND) == 0
    assert holding(interview, *words) == []
    assert verifies(interview)
    assert load_problems(open_folder(interview)) != ()


def test_a_dated_tombstone_stays_with_id_and_time(interview: Path) -> None:
    release(interview)
    withdraw(interview, SECOND)
    folder = open_folder(interview)
    for transcript in (folder.transcript, load_editions(folder)[0].transcript):
        segment = find_segment(transcript, SECOND)
        assert segment is not None
        assert segment.withdrawn is not None
        assert segment.withdrawn.reason == "at her request"
        assert segment.span is not None
        assert segment.source is segment.target is None


def test_all_else_is_as_it_was(interview: Path) -> None:
    before = open_folder(interview)
    withdraw(interview, SECOND)
    after = open_folder(interview)
    assert [s for s in after.transcript.segments if s.id != SECOND] == [
        s for s in before.transcript.segments if s.id != SECOND
    ]
    assert after.transcript.facts == before.transcript.facts
    assert {revision.time for revision in before.history} <= {revision.time for revision in after.history}


def test_its_words_go_from_the_passage_that_it_was_split_from(interview: Path) -> None:
    release(interview)
    folder = change(interview, edit.split_segment, "s00000001", Cut(source=14, target=16, time=2000))
    after = folder.transcript.segments[1]
    assert withdraw(interview, after.id) == 0
    assert holding(interview, "Elena Ruiz, from Sierra", "apicultora Elena") == []
    kept = find_segment(open_folder(interview).transcript, "s00000001")
    assert kept is not None
    assert kept.target == ("Good afternoon.",)
    assert verifies(interview)


def test_its_words_go_from_a_draft_that_was_replaced(interview: Path) -> None:
    folder = open_folder(interview)
    other = msgspec.structs.replace(folder.transcript.segments[1], id="s0000zzzz", source=("¿Cómo empieza todo?",))
    graves = tuple(segment for segment in folder.transcript.segments if segment.withdrawn)
    fresh = msgspec.structs.replace(folder.transcript, segments=(other, *graves))
    commit(folder, edit.redraft(folder.transcript, fresh, sign(folder, Engine(name="whisper"))))
    write_views(open_folder(interview))
    withdraw(interview, "s0000zzzz")
    assert holding(interview, "Cómo empieza", "¿Cómo empezó todo?") == []
    assert verifies(interview)


def test_a_name_is_found_nowhere_and_the_chain_verifies(interview: Path) -> None:
    release(interview)
    assert holding(interview, "Elena Ruiz")
    assert withdraw(interview, "Elena Ruiz") == 0
    assert holding(interview, "Elena", "Ruiz") == []
    assert verifies(interview)
    page = (interview / "index.html").read_text(encoding="utf-8")
    assert "Name withheld" in page
    assert "beekeeper <span" in page


def test_a_dry_run_names_what_would_be_withdrawn_and_changes_nothing(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (interview / "history.jsonl").read_bytes()
    assert withdraw(interview, SECOND, "Elena Ruiz", "--edition", "1", "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [f"would be withdrawn: the passage {SECOND}", "would be withdrawn: the name Elena Ruiz"]
    assert lines[-2:] == ["would be withdrawn: edition 1", "nothing is withdrawn; a withdrawal cannot be undone"]
    assert (interview / "history.jsonl").read_bytes() == before


def test_a_name_leaves_the_rest_of_its_passage(interview: Path) -> None:
    release(interview)
    withdraw(interview, "Elena Ruiz")
    edition = load_editions(open_folder(interview))[0]
    assert "segment:s00000001" in edition.withheld
    assert "s00000001" in [segment.id for segment in edition.transcript.segments if segment.target]


def test_an_edition_is_withdrawn_and_the_next_still_follows_on_it(interview: Path) -> None:
    release(interview)
    change(interview, edit.set_target, SECOND, ("How did that start?",))
    release(interview)
    assert withdraw(interview, "--edition", "1") == 0
    first, second = load_editions(open_folder(interview))
    assert first.withdrawn is not None
    assert first.transcript.facts.title is None
    assert all(segment.withdrawn for segment in first.transcript.segments)
    assert find_segment(second.transcript, SECOND) is not None
    assert find_breaks((first, second)) == ()


def test_what_cannot_be_reached_is_listed(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (interview / "mail.txt").write_text("She said: How did it all begin?", encoding="utf-8")
    withdraw(interview, SECOND)
    told = capsys.readouterr().out
    assert f"still contains it: delete or correct it: {interview / 'mail.txt'}" in told
    assert "out of reach: https://radio.example/abejas" in told


def test_twice_does_no_harm(interview: Path) -> None:
    release(interview)
    withdraw(interview, SECOND)
    once = open_folder(interview).transcript
    assert withdraw(interview, SECOND) == 0
    assert open_folder(interview).transcript == once
    assert verifies(interview)


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ((), "name what to withdraw"),
        (("s0000aaaa",), "has no passage s0000aaaa"),
        (("--edition", "7"), "has no edition 7"),
    ],
)
def test_what_is_not_there(
    interview: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], fault: str
) -> None:
    before = (interview / "history.jsonl").read_bytes()
    assert withdraw(interview, *options) == 2
    assert fault in capsys.readouterr().err
    assert (interview / "history.jsonl").read_bytes() == before


@pytest.mark.parametrize("named", [False, True])
def test_a_withdrawal_is_not_taken_back(interview: Path, capsys: pytest.CaptureFixture[str], named: bool) -> None:
    withdraw(interview, SECOND)
    before = (interview / "history.jsonl").read_bytes()
    change_id = [open_folder(interview).groups[-1][0].group] if named else []
    assert main(["undo", str(interview), *change_id]) == 2
    assert "is a withdrawal, which cannot be undone" in capsys.readouterr().err
    assert (interview / "history.jsonl").read_bytes() == before


def test_an_edit_after_a_withdrawal_is_taken_back_and_the_one_before_by_its_id(interview: Path) -> None:
    change(interview, edit.set_target, "s00000003", ("Before.",))
    withdraw(interview, SECOND)
    change(interview, edit.set_target, "s00000001", ("After.",))
    assert main(["undo", str(interview), "--handle", "ana"]) == 0
    assert main(["undo", str(interview), open_folder(interview).groups[1][0].group]) == 0
    transcript = open_folder(interview).transcript
    assert [segment.target for segment in transcript.segments if segment.target in (("Before.",), ("After.",))] == []
    assert transcript.segments[1].withdrawn


def test_no_edit_takes_a_tombstone_away_or_gives_it_words(interview: Path) -> None:
    withdraw(interview, SECOND)
    fresh = msgspec.structs.replace(open_folder(interview).transcript, segments=())
    for how, *arguments in (
        (edit.set_target, SECOND, ("words",)),
        (edit.join_segments, "s00000001", SECOND),
        (edit.redraft, fresh),
        (edit.redraft, spanish_english()),
    ):
        with pytest.raises(EditError, match=f"passage {SECOND}: was withdrawn"):
            change(interview, how, *arguments)


WORDS = ("empezó", "How did it all begin", "How did that start", "that start")


@pytest.mark.parametrize(
    ("options", "words", "grave"),
    [
        ((SECOND,), WORDS, "at her request"),
        (("s00000004",), ("nueve años", "a hundred", "3 euro", "cien duros"), "at her request"),
        (("Elena Ruiz",), ("Elena", "Ruiz"), "name withdrawn 20"),
        (("--edition", "1"), ("How did it all begin",), "at her request"),
    ],
)
def test_it_is_in_no_file_of_the_site(
    interview: Path, options: tuple[str, ...], words: tuple[str, ...], grave: str
) -> None:
    release(interview)
    change(interview, edit.set_target, SECOND, ("How did that start?",))
    write_views(open_folder(interview))
    release(interview)
    site = publish(interview)
    assert len(files_holding(site, *words)) > 8
    withdraw(interview, *options, "--site", str(site))
    assert files_holding(site, *words) == []
    assert options[0] == "--edition" or holding(interview, *words) == []
    publish(interview)
    assert files_holding(site, *words) == []
    assert files_holding(site, grave)
    assert verifies(interview)


def test_it_is_in_no_file_of_the_site_where_no_page_can_be_written(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(interview)
    site = publish(interview)
    assert len(files_holding(site, *WORDS)) > 8
    # What ``import`` finds where the extra for pages is not installed.
    monkeypatch.setitem(sys.modules, "dragoman.press.site", None)
    withdraw(interview, SECOND, "--site", str(site))
    assert files_holding(site, *WORDS) == []
    assert {path.name for path in site.iterdir()} == {".lock", ".publisher.json", "_headers", "assets", "files.json"}


def test_the_list_of_a_site_is_written_again_without_it(interview: Path) -> None:
    release(interview)
    site = publish(interview)
    other = create_folder(interview.parent / "potter", arabic_english(), ANA).path
    main(["release", str(other), "--anyway", "a test", "--slug", "the-potter"])
    assert main(["publish", str(other), "-o", str(site), "--site", "https://example.org/"]) == 0
    withdraw(interview, SECOND, "--site", str(site))
    folders = {path.name for path in site.iterdir() if path.is_dir()}
    assert folders == {"assets", "feeds", "the-potter", "pages", "search", "people", "years"}
    assert not any(b"bees" in path.read_bytes() for path in site.rglob("*") if path.is_file())
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "the-potter/index.html" in page
    assert "bees" not in page


def test_another_interview_on_the_site_that_holds_a_name_is_named_once(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(interview)
    site = publish(interview)
    other = create_folder(interview.parent / "other", spanish_english(), ANA).path
    main(["release", str(other), "--anyway", "a test", "--slug", "other"])
    main(["publish", str(other), "-o", str(site), "--site", "https://example.org/"])
    capsys.readouterr()
    assert withdraw(interview, "Elena Ruiz", "--site", str(site)) == 1
    lines = capsys.readouterr().out.splitlines()
    [line] = [line for line in lines if "contains it, other" in line]
    assert f"lists, feeds or search of {site} contain it for that reason; they are then written again" in lines
    assert line.startswith(
        f"another interview on {site} contains it, other; withdraw it there too, or remove that interview:"
    )
    assert line.endswith(f"dragoman unpublish other -o {site}")


def test_a_site_that_is_none_is_said_before_anything_is_withdrawn(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert withdraw(interview, SECOND, "--site", str(interview.parent / "stie")) == 2
    assert "stie: is not a site that Dragoman wrote" in capsys.readouterr().err
    assert open_folder(interview).transcript.segments[1].withdrawn is None
    assert not (interview.parent / "stie").exists()


def named(interview: Path) -> Path:
    """The interview with a name in its title, its recording's address, a report and the names of its views."""
    folder = open_folder(interview)
    facts = msgspec.structs.replace(folder.transcript.facts, title="Elena Ruíz", title_target="Elena Ruíz speaks")
    copies = (Copy(address="../elena_ruiz.flac", sha256="ab" * 32), Copy(address="https://x.example/Elena%20Ruiz.mp3"))
    assert folder.transcript.recording is not None
    recording = msgspec.structs.replace(folder.transcript.recording, copies=copies)
    other = msgspec.structs.replace(folder.transcript, facts=facts, recording=recording)
    made = create_folder(interview.parent / "other", other, ANA)
    write_views(made)
    report = Problem.of("reader-report", "warning", "{message}", Place(segment=SECOND), message="E\u00adlena  RUIZ?")
    record_problems(made, [report], lasting=True)
    return made.path


def test_a_name_that_nothing_contains_is_not_said_to_be_withdrawn(
    interview: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["withdraw", str(interview), "Azcuna"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "nothing contained “Azcuna”: check the spelling; each spelling has to be named"
    assert said[1] == "nothing has been withdrawn from the interview"


def test_of_two_names_the_misspelt_one_is_named(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = named(interview)
    assert main(["withdraw", str(path), "Elena Ruiz", "Helena Ruiz"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("nothing contained “Helena Ruiz”")
    assert said[1] == "withdrawn; the rest of the history is intact"


def test_pages_at_an_address_that_is_gone_are_found_by_a_later_run(interview: Path) -> None:
    path = named(interview)
    release(path)
    site = publish(path)
    assert main(["withdraw", str(path), "Elena Ruiz"]) == 0
    assert main(["withdraw", str(path), "Elena Ruiz", "--site", str(site)]) == 0
    assert not (site / "elena-ruiz-speaks").exists()


def test_a_name_is_in_no_slug_no_address_and_no_file_name(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = named(interview)
    release(path)
    assert load_editions(open_folder(path))[0].slug == "elena-ruiz-speaks"
    assert (path / "elena_ruiz.txt").is_file()
    site = publish(path)
    assert (site / "elena-ruiz-speaks" / "index.html").is_file()
    assert main(["withdraw", str(path), "Elena Ruiz", "--site", str(site)]) == 0
    assert "dragoman unpublish elena-ruiz-speaks -o SITE" in capsys.readouterr().out
    publish(path)
    for held in ("elena", "Elena", "ELENA", "Ruiz", "Ruíz", "RUIZ", "E\u00adlena"):
        assert files_holding(path, held) == files_holding(site, held) == []
    assert (path / "name-withdrawn.txt").is_file()
    assert verifies(path)


def test_the_recording_is_still_known_by_its_hash(interview: Path) -> None:
    path = named(interview)
    withdraw(path, "Elena Ruiz")
    recording = open_folder(path).transcript.recording
    assert recording is not None
    assert recording.copies == (Copy(address="name-withdrawn.flac", sha256="ab" * 32),)


def test_the_next_edition_keeps_the_new_address(interview: Path) -> None:
    path = named(interview)
    release(path)
    withdraw(path, "Elena Ruiz")
    now = find_slug(load_editions(open_folder(path)))
    release(path)
    assert find_slug(load_editions(open_folder(path))) == now
    assert "withdrawn" not in now


def test_a_folder_of_that_name_is_told_of_and_fails(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = interview.rename(interview.with_name("elena-ruiz"))
    assert withdraw(path, "Elena Ruiz") == 1
    assert f"still contains it: its name contains it: rename it: {path}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "written",
    [
        "Elena\u200bRuiz",
        "Ele\u00adna Ruiz",
        "E\u200dlena\u00a0Ruiz",
        "Ele\u0301na RUIZ",
        "Elena-Ruiz",
        "ＥＬＥＮＡ Ruiz",
    ],
)
def test_a_name_is_found_however_it_is_written(interview: Path, written: str) -> None:
    change(interview, edit.set_target, SECOND, (f"I am {written}, he said.",))
    write_views(open_folder(interview))
    assert withdraw(interview, "Elena Ruiz") == 0
    segment = find_segment(open_folder(interview).transcript, SECOND)
    assert segment is not None
    assert segment.target is not None
    assert (segment.target[0], segment.target[2]) == ("I am ", ", he said.")


def test_a_passage_that_was_deleted_is_withdrawn_by_its_id(interview: Path) -> None:
    change(interview, edit.set_target, SECOND, ("How did that start?",))
    change(interview, edit.remove_segment, SECOND)
    write_views(open_folder(interview))
    assert holding(interview, *WORDS)
    assert withdraw(interview, SECOND) == 0
    assert holding(interview, *WORDS) == []
    assert verifies(interview)
    assert main(["undo", str(interview), open_folder(interview).groups[-1][0].group]) == 0
    back = find_segment(open_folder(interview).transcript, SECOND)
    assert back is not None
    assert back.withdrawn is not None
    assert back.withdrawn.reason == "at her request"


def test_what_quotes_a_passage_goes_with_it(interview: Path) -> None:
    quoting = Problem.of(
        "reader-report",
        "warning",
        "{message}",
        Place(segment="s00000003"),
        message="He coughs: “how did it all begin?”",
    )
    other = Problem("odd", "warning", "this stays", Place(segment="s00000003"))
    found = record_problems(open_folder(interview), [quoting, other], lasting=True)
    why = Settlement(how="accepted", by=ANA, time="2026-05-01T09:30:00Z", reason="he says How did it all begin there")
    settle_problem(open_folder(interview), found[1].id, why)
    folder = open_folder(interview)
    reason = "was: how did it all begin"
    commit(folder, edit.set_target(folder.transcript, "s00000003", ("Other.",), sign(folder, ANA, reason)))
    write_views(open_folder(interview))
    assert withdraw(interview, SECOND) == 0
    assert holding(interview, "ow did it all begin") == []
    left = load_problems(open_folder(interview))
    assert [(one.problem.message, one.settlement and one.settlement.reason) for one in left] == [("this stays", None)]


def test_what_is_being_typed_is_gone(interview: Path) -> None:
    typed = Typed(client="w1", segment=SECOND, side="target", text="Hassan", by="ana", time="2026-01-01T00:00:00Z")
    TypingJournal(interview).add([typed])
    withdraw(interview, SECOND)
    assert TypingJournal(interview).find_open() == ()


def test_comments_on_a_withdrawn_passage_go_with_it_and_its_words_go_from_others(interview: Path) -> None:
    folder = open_folder(interview)
    words = plain(folder.transcript.segments[1].source or ())
    about = add_comment(folder, SECOND, "Is this the brother?", ANA)
    add_comment(folder, SECOND, "The cousin.", ANA, answers=about.id)
    add_comment(folder, "s00000003", f"Compare with “{words}”", ANA)
    kept = add_comment(folder, "s00000003", "Which river?", ANA)
    assert withdraw(interview, SECOND) == 0
    assert [thread.id for thread in load_threads(interview)] == [kept.id]


def test_a_withdrawn_name_is_in_no_comment(interview: Path) -> None:
    folder = open_folder(interview)
    add_comment(folder, SECOND, "Ask Zubeida whether this is right.", ANA)
    assert withdraw(interview, "Zubeida") == 0
    [thread] = load_threads(interview)
    assert "Zubeida" not in thread.comments[0].words
    assert thread.comments[0].words.startswith("Ask ")
