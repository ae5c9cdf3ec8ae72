from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import EditError, FolderError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.views import EditedViewError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Person
from dragoman.workflows.edit import (
    MergeOptions,
    NameOptions,
    Naming,
    UndoOptions,
    merge_speakers,
    name_speakers,
    undo,
)
from dragoman.workflows.people import RenameOptions, rename_signature
from dragoman.workflows.view import (
    InterviewOptions,
    ViewOptions,
    list_history,
    list_speakers,
    view,
)
from interviews import spanish_english

ANA = Settings(handle="ana")


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path


def name(interview: Path, speaker: str, label: str) -> None:
    name_speakers(settings=ANA, options=NameOptions(folder=interview, names=(Naming(speaker, label),)))


def test_speakers_are_named_by_whom_the_settings_say(interview: Path) -> None:
    name(interview, "S1", "Host")
    folder = open_folder(interview)
    assert folder.transcript.speakers[0].label == "Host"
    assert folder.history[-1].author == Person(handle="ana")


def test_the_views_are_written_behind_an_edit(interview: Path) -> None:
    done = name_speakers(settings=ANA, options=NameOptions(folder=interview, names=(Naming("S1", "Host"),)))
    assert interview / "tone.txt" in done.written


def test_nothing_is_committed_where_a_page_holds_edits(interview: Path) -> None:
    view(settings=ANA, options=ViewOptions(folder=interview))
    (interview / "tone.txt").write_text("my work", encoding="utf-8")
    with pytest.raises(EditedViewError):
        name(interview, "S1", "Host")
    assert len(open_folder(interview).groups) == 1


def test_a_speaker_who_is_not_there_is_refused_with_those_who_are(interview: Path) -> None:
    with pytest.raises(FolderError, match=r"has no speaker S9; its speakers are S1 \(The host\), S2 \(Elena Ruiz\)"):
        name(interview, "S9", "Host")


def test_speakers_who_are_one_are_merged(interview: Path) -> None:
    merge_speakers(settings=ANA, options=MergeOptions(folder=interview, same="Elena Ruiz", into="S1"))
    cast = list_speakers(settings=ANA, options=InterviewOptions(folder=interview))
    assert [(speaker.id, count) for speaker, count in cast.speakers] == [("S1", 10)]


def test_ones_own_last_change_is_taken_back(interview: Path) -> None:
    name(interview, "S1", "Host")
    done = undo(settings=ANA, options=UndoOptions(folder=interview))
    assert done.action.what == "took back: called speaker S1 “Host”"
    assert open_folder(interview).transcript == spanish_english()


def test_nobody_elses_change_is_taken_back_unasked(interview: Path) -> None:
    name(interview, "S1", "Host")
    with pytest.raises(EditError, match="contains no edit by eva"):
        undo(settings=Settings(handle="eva"), options=UndoOptions(folder=interview))


def test_the_history_is_listed_with_the_newest_last(interview: Path) -> None:
    name(interview, "S1", "Host")
    history = list_history(settings=ANA, options=InterviewOptions(folder=interview))
    assert [action.what for action in history.actions] == ["drafted 12 passages", "called speaker S1 “Host”"]


def test_a_handle_is_given_up_for_another(interview: Path) -> None:
    name(interview, "S1", "Host")
    rename_signature(settings=ANA, options=RenameOptions(folder=interview, old="ana", new="ana-ruiz"))
    history = list_history(settings=ANA, options=InterviewOptions(folder=interview))
    assert history.renamed == {"ana": "ana-ruiz"}
    assert history.actions[-1].author == Person(handle="ana")


def test_a_handle_that_signed_nothing_is_not_renamed(interview: Path) -> None:
    with pytest.raises(FolderError, match="has no change that is signed eva; its handles are: none"):
        rename_signature(settings=ANA, options=RenameOptions(folder=interview, old="eva", new="ana"))


def test_views_are_written_once(interview: Path) -> None:
    assert interview / "index.html" in view(settings=ANA, options=ViewOptions(folder=interview))
    assert view(settings=ANA, options=ViewOptions(folder=interview)) == ()
