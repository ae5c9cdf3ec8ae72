from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from dragoman.cli.terminal import as_command, describe, find_signer, quoted, shown
from dragoman.errors import Fix
from dragoman.folder import commit, create_folder, sign
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import load_settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """A terminal at which somebody types this."""
    left = iter(answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(left))


def test_a_word_with_signs_for_the_shell_is_quoted() -> None:
    assert [quoted("entrevista"), quoted("مقابلة"), quoted("a (1)")] == ["entrevista", "مقابلة", "'a (1)'"]


def test_text_stays_on_its_line() -> None:
    assert shown("a\nb\u2028c\td") == "a b c d"


def test_a_terminal_is_given_no_commands() -> None:
    assert shown("\x1b[2Jred\x07") == " [2Jred "


def test_joiners_and_marks_of_other_scripts_stay() -> None:
    assert shown("می‌خواهم é") == "می‌خواهم é"


def test_nothing_turns_the_direction_of_what_follows() -> None:
    assert shown("a\u202eb\u2066c") == "a b c"


def test_the_options_of_another_verb_are_typed_as_that_verb_has_them() -> None:
    fix = Fix("name it", "draft", ("talk.mp3",), {"source": "es,ar"})
    assert as_command(fix) == "name it with: dragoman draft talk.mp3 --from es,ar"


def test_a_command_is_typed_as_a_shell_reads_it() -> None:
    fix = Fix("include them", "publish", ("O'Brien & Ruiz (final)",), {"output": "my site", "nested": True})
    said = as_command(fix)
    assert shlex.split(said.partition("with: ")[2]) == [
        "dragoman", "publish", "O'Brien & Ruiz (final)", "-o", "my site", "--nested"
    ]  # fmt: skip


def test_words_that_a_shell_takes_as_they_are_have_no_quotes() -> None:
    fix = Fix("name it too", "draft", ("مقابلة/talk.mp3",), {"source": "…,ar"})
    assert as_command(fix) == "name it too with: dragoman draft مقابلة/talk.mp3 --from …,ar"


def test_several_values_of_an_option_are_several_words() -> None:
    fix = Fix("see which translate it", "models", options={"pair": ("es", "en")})
    assert as_command(fix) == "see which translate it with: dragoman models --pair es en"


def test_a_value_to_be_chosen_is_called_as_in_the_help() -> None:
    fix = Fix("release it at another address", "release", ("DIR",), {"slug": None})
    assert as_command(fix) == "release it at another address with: dragoman release DIR --slug WORDS"


def test_a_package_is_installed() -> None:
    fix = Fix("install it", package="dragoman[speech]")
    assert as_command(fix) == "install it with: pip install 'dragoman[speech]'"


def test_a_problem_is_said_with_what_to_type() -> None:
    fixes = ("type the words", Fix("see which models can", "models", options={"language": "ar"}))
    problem = Problem("model-unable", "warning", "the model cannot write Arabic", fixes=fixes)
    said = "the model cannot write Arabic; type the words, or see which models can with: dragoman models --advise ar"
    assert describe(problem) == said


def test_the_first_command_that_signs_says_how(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert find_signer(None, interview) == Person(handle="translator")
    assert "for all commands: dragoman init --handle ana" in capsys.readouterr().err
    assert find_signer("eva", interview) == Person(handle="eva")
    assert capsys.readouterr().err == ""


def test_it_says_so_once(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = create_folder(interview, spanish_english(), Engine(name="whisper"))
    by = sign(folder, Person(handle="translator"))
    commit(folder, edit.set_state(folder.transcript, "s00000002", "reviewed", by))
    find_signer(None, interview)
    assert capsys.readouterr().err == ""


def test_a_handle_that_was_asked_for_is_kept(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "a b", "ana")
    assert find_signer(None, interview) == Person(handle="ana")
    assert load_settings().handle == "ana"
    assert find_signer(None, interview) == Person(handle="ana")


def test_a_handle_is_added_to_settings_that_are_there(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("dragoman.toml").write_text('[desk] # ours\n# handle = "x"\nname = "The Desk"\n', encoding="utf-8")
    answer(monkeypatch, "ana")
    find_signer(None, interview)
    settings = load_settings()
    assert (settings.name, settings.handle) == ("The Desk", "ana")


def test_the_question_may_stay_open(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    assert find_signer(None, interview) == Person(handle="translator")
    assert not Path("dragoman.toml").exists()
