"""The workflow of a draft on fake engines: once loaded, once looked at, stopped and resumed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.errors import CancelledError, Fix, FolderError, OptionValue, SettingsError
from dragoman.folder import Session, is_interview, open_folder
from dragoman.media.probe import Probe, probe
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Person
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.workflows import draft_plan
from dragoman.workflows.draft import DraftedInterview, draft
from dragoman.workflows.draft_plan import DraftingOptions, DraftPlan, estimate_rate, plan_draft, with_recording
from dragoman.workflows.job import open_job
from sounds import beeps, write_wav
from watching import Remembering

pytestmark = pytest.mark.usefixtures("fake_engines")

ANA = Settings(licence="CC-BY-4.0")


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Half a minute in which somebody speaks three times."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return write_wav(tmp_path / "talk.wav", beeps(30, (1.05, 4), (9.05, 14), (20.05, 23)))


def planned(talk: Path, **options: Any) -> DraftPlan:
    wanted = DraftingOptions(recording=talk, folder=talk.with_name("interview"), **{"source": ("es",), **options})
    return plan_draft(settings=ANA, options=wanted)


def drafted(plan: DraftPlan, watcher: Remembering | None = None, **answers: str) -> DraftedInterview:
    with open_job() as job:
        return draft(settings=ANA, plan=plan, job=job, answers=answers, watcher=watcher or Remembering())


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The models that were loaded."""
    names: list[str] = []
    make = Fake.__init__

    def remember(self: Fake, *arguments: Any) -> None:
        names.extend(arguments[:1])
        make(self, *arguments)

    monkeypatch.setattr(Fake, "__init__", remember)
    return names


def test_a_plan_writes_nothing(talk: Path) -> None:
    assert planned(talk).length == 30_000
    assert not talk.with_name("interview").exists()


def test_a_fix_that_drafts_again_names_the_recording_the_folder_and_all_languages(talk: Path) -> None:
    again = Fix("name it too and draft again", "draft", ("RECORDING",), {"source": "…,fr"})
    problem = Problem("other-language-spoken", "warning", "French seems to be spoken here", fixes=(again, "type it"))
    options: dict[str, OptionValue] = {"source": "es,fr", "output": str(talk.with_name("interview"))}
    wanted = Fix("name it too and draft again", "draft", (str(talk),), options)
    assert with_recording(problem, planned(talk)).fixes == (wanted, "type it")


def test_a_draft_is_an_interview_with_the_settings_licence(talk: Path) -> None:
    transcript = drafted(planned(talk)).folder.transcript
    assert len(transcript.segments) == 3
    assert transcript.facts.licence == "CC-BY-4.0"


def test_the_recording_is_looked_at_once(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Path] = []

    def look(path: Path) -> Probe:
        looks.append(path)
        return probe(path)

    monkeypatch.setattr(draft_plan, "probe", look)
    monkeypatch.setattr("dragoman.pipeline.probe", look)
    drafted(planned(talk))
    assert looks == [talk]


def test_a_model_is_loaded_once_for_the_estimate_and_the_draft(talk: Path, loaded: list[str]) -> None:
    plan = planned(talk, source=("es", "ar"))
    with open_job() as job:
        estimate_rate(settings=ANA, plan=plan, job=job)
        draft(settings=ANA, plan=plan, job=job)
    assert loaded == ["base"]


def test_stages_are_reported_in_ms(talk: Path) -> None:
    watcher = Remembering()
    drafted(planned(talk), watcher)
    assert watcher.reports[0] == ("reading", 0, 30_000, "ms")
    assert {stage for stage, *_ in watcher.reports} == {"reading", "listening", "speakers"}


def test_a_draft_that_is_stopped_keeps_what_is_finished(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[int] = []
    transcribe = Fake.transcribe

    def remember(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        heard.append(chunk.span.start)
        return transcribe(self, chunk, options)

    monkeypatch.setattr(Fake, "transcribe", remember)
    with pytest.raises(CancelledError):
        drafted(planned(talk), Remembering(stop_after=3))
    assert not is_interview(talk.with_name("interview"))
    first = set(heard)
    heard.clear()
    assert len(drafted(planned(talk)).folder.transcript.segments) == 3
    assert first
    assert first.isdisjoint(heard)


def test_a_draft_that_is_stopped_at_once_leaves_nothing(talk: Path) -> None:
    with pytest.raises(CancelledError):
        drafted(planned(talk), Remembering(stop_after=1))
    assert not talk.with_name("interview").exists()


def test_what_a_model_cannot_do_is_asked_about(talk: Path) -> None:
    model, words = planned(talk, source=("ar",)).questions
    assert (model.name, model.default) == ("model", "base")
    assert [choice.value for choice in words.choices] == ["auto", "anyway"]


def test_without_an_answer_rows_are_made(talk: Path) -> None:
    watcher = Remembering()
    segments = drafted(planned(talk, source=("ar",)), watcher).folder.transcript.segments
    assert {segment.source for segment in segments} == {None}
    assert [problem.code for problem in watcher.problems] == ["model-unable"]


def test_an_answer_insists_on_words(talk: Path) -> None:
    segments = drafted(planned(talk, source=("ar",)), words="anyway").folder.transcript.segments
    assert segments[0].source


def test_what_is_no_answer_is_refused(talk: Path) -> None:
    with pytest.raises(SettingsError, match="words all: is not one of the choices; use one of auto, anyway"):
        drafted(planned(talk, source=("ar",)), words="all")


def test_nothing_is_asked_where_all_is_clear(talk: Path) -> None:
    assert planned(talk).questions == ()


def test_captions_do_not_go_with_channels_as_speakers(talk: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        planned(talk, captions="", channels_are_speakers=True)
    assert (refused.value.name, refused.value.beside) == ("captions", "channels_are_speakers")


def test_a_file_in_the_folders_place_is_refused(talk: Path) -> None:
    talk.with_name("interview").touch()
    with pytest.raises(FolderError, match="is a file, not a folder; name another"):
        planned(talk)


def test_the_same_draft_again_changes_nothing(talk: Path) -> None:
    drafted(planned(talk))
    head = open_folder(talk.with_name("interview")).head
    drafted(planned(talk))
    assert open_folder(talk.with_name("interview")).head == head


def test_the_model_is_given_names_where_they_are_asked_for(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, ...]] = []
    transcribe = Fake.transcribe

    def remember(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        told.append(options.names)
        return transcribe(self, chunk, options)

    monkeypatch.setattr(Fake, "transcribe", remember)
    ledger = talk.with_name("names.csv")
    ledger.write_text("original,translation\nIturbe,Iturbe\nValdehierro,\n", encoding="utf-8")
    settings = msgspec.structs.replace(ANA, glossary=ledger)
    wanted = DraftingOptions(recording=talk, folder=talk.with_name("interview"), source=("es",))
    drafted(plan_draft(settings=settings, options=wanted))
    assert set(told) == {()}
    told.clear()
    drafted(plan_draft(settings=settings, options=msgspec.structs.replace(wanted, names=True)))
    assert set(told) == {("Iturbe", "Valdehierro")}


def test_names_that_are_asked_for_and_not_there(talk: Path) -> None:
    with pytest.raises(SettingsError, match="has no names to give the model"):
        planned(talk, names=True)


def test_a_draft_that_is_made_again_keeps_the_ledger(talk: Path) -> None:
    folder = drafted(planned(talk)).folder
    with Session(folder.path) as session:
        term = Term(id="", source=("Iturbe",), first=session.transcript.segments[0].id)
        session.edit(lambda seen, by: set_terms(seen, [term], by), Person(handle="ana"))
    again = drafted(planned(talk, speakers=0)).folder.transcript
    assert [term.source for term in again.glossary] == [("Iturbe",)]


def test_an_edit_of_a_passage_is_still_work(talk: Path) -> None:
    folder = drafted(planned(talk)).folder
    with Session(folder.path) as session:
        id_ = session.transcript.segments[0].id
        session.edit(lambda seen, by: edit.set_source(seen, id_, ("Hola.",), by), Person(handle="ana"))
    with pytest.raises(FolderError, match="has been edited"):
        planned(talk)


@pytest.mark.skipif(os.name != "posix", reason="there are no groups here")
def test_the_copy_of_a_recording_is_the_groups_too(talk: Path) -> None:
    shared = talk.with_name("desk")
    shared.mkdir()
    shared.chmod(0o2770)
    folder = shared / "interviews" / "talk"
    plan = planned(talk, copy_media=True)
    drafted(msgspec.structs.replace(plan, options=msgspec.structs.replace(plan.options, folder=folder)))
    modes = {path.stat().st_mode & 0o7777 for path in folder.rglob("*") if path.is_file()}
    assert modes == {0o660}
