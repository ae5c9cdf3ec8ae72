from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, create_folder
from dragoman.folder.comments import MOST_LETTERS, add_comment, load_threads, resolve_thread
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems, record_problems
from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Person
from interviews import spanish_english

ANA, LUIS = Person(handle="ana"), Person(handle="luis")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper"))


def test_a_comment_is_there_when_the_interview_is_opened_again(folder: Folder) -> None:
    add_comment(folder, "s00000002", "Is this the brother?", ANA)
    [thread] = load_threads(folder.path)
    assert (thread.segment, thread.is_open) == ("s00000002", True)
    assert [(comment.by, comment.words) for comment in thread.comments] == [("ana", "Is this the brother?")]


def test_an_answer_stands_behind_the_comment(folder: Folder) -> None:
    first = add_comment(folder, "s00000002", "Is this the brother?", ANA)
    add_comment(folder, "s00000003", "Which river?", ANA)
    thread = add_comment(folder, "s00000002", "The cousin.", LUIS, answers=first.id)
    assert [comment.words for comment in thread.comments] == ["Is this the brother?", "The cousin."]
    assert [one.segment for one in load_threads(folder.path)] == ["s00000002", "s00000003"]


def test_a_resolved_thread_says_who_resolved_it(folder: Folder) -> None:
    first = add_comment(folder, "s00000002", "Is this the brother?", ANA)
    assert resolve_thread(folder, first.id, LUIS).resolved_by == "luis"
    assert resolve_thread(folder, first.id, LUIS, resolved=False).is_open


def test_an_answer_opens_a_resolved_thread_again(folder: Folder) -> None:
    first = add_comment(folder, "s00000002", "Is this the brother?", ANA)
    resolve_thread(folder, first.id, LUIS)
    assert add_comment(folder, "s00000002", "No, wait.", ANA, answers=first.id).is_open


@pytest.mark.parametrize(("words", "fault"), [(" \n", "has no words"), ("a" * (MOST_LETTERS + 1), "more than 5000")])
def test_a_comment_has_words_and_not_too_many(folder: Folder, words: str, fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        add_comment(folder, "s00000002", words, ANA)
    assert load_threads(folder.path) == ()


def test_an_answer_to_nothing_is_refused(folder: Folder) -> None:
    with pytest.raises(FolderError, match="has no comment c1"):
        add_comment(folder, "s00000002", "Yes.", ANA, answers="c1")


def test_an_answer_stays_with_its_passage(folder: Folder) -> None:
    first = add_comment(folder, "s00000002", "Is this the brother?", ANA)
    with pytest.raises(FolderError, match="has no comment"):
        add_comment(folder, "s00000003", "Yes.", ANA, answers=first.id)


def test_problems_and_comments_lie_in_one_file_and_do_not_mix(folder: Folder) -> None:
    record_problems(folder, [Problem("truncated", "warning", "the recording breaks off")])
    add_comment(folder, "s00000002", "Is this the brother?", ANA)
    record_problems(folder, [Problem("odd", "note", "something else")])
    assert [finding.problem.code for finding in load_problems(folder)] == ["truncated", "odd"]
    assert len(load_threads(folder.path)) == 1


def test_an_older_file_takes_comments(folder: Folder) -> None:
    record_problems(folder, [Problem("truncated", "warning", "the recording breaks off")])
    path = folder.path / "review.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"version":3', b'"version":2'))
    add_comment(folder, "s00000002", "Is this the brother?", ANA)
    assert (len(load_problems(folder)), len(load_threads(folder.path))) == (1, 1)


def test_no_edition_has_comments(folder: Folder) -> None:
    add_comment(folder, "s00000002", "Zebra crossing.", ANA)
    assert load_editions(folder) == ()
    assert b"Zebra" not in msgspec.json.encode(folder.transcript)


@given(words=st.text(max_size=200))
def test_any_words_are_kept_or_refused(words: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "bees"
    folder = create_folder(path, spanish_english(), Engine(name="whisper"))
    try:
        added = add_comment(folder, "s00000002", words, ANA)
    except SettingsError:
        assert not words.strip()
    else:
        assert load_threads(folder.path) == (added,)
