from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bitexts import bitext
from dragoman.errors import CancelledError, Fix, FolderError, InputError, SettingsError
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.editions import load_editions
from dragoman.folder.review import load_problems
from dragoman.folder.views import EditedViewError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, Segment, Transcript
from dragoman.workflows.publish import PublishOptions, UnpublishOptions, publish, unpublish
from dragoman.workflows.release import (
    ObstaclesError,
    Released,
    ReleaseOptions,
    plan_release,
    release,
    verify,
    with_answers,
)
from dragoman.workflows.view import InterviewOptions, ViewOptions, view
from interviews import spanish_english
from watching import Remembering

MAR = Person(handle="mar")
ANA = Settings(handle="ana", person="Ana Ruiz")


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path


def freeze(interview: Path, **options: Any) -> Released:
    return release(settings=ANA, options=ReleaseOptions(folder=interview, **{"anyway": "it is news", **options}))


def test_what_stands_in_the_way_is_named_and_nothing_is_frozen(interview: Path) -> None:
    with pytest.raises(ObstaclesError) as refused:
        freeze(interview, anyway=" ")
    assert refused.value.obstacles
    assert load_editions(open_folder(interview)) == ()


def test_an_edition_is_frozen_with_the_reason(interview: Path) -> None:
    done = freeze(interview, note="first  edition")
    assert (done.edition.number, done.edition.note) == (1, "first edition")
    assert (done.edition.despite or "").startswith("it is news (")
    assert (done.path, done.unfinished) == (interview / "editions" / "1.json", None)


def test_an_edition_names_the_machine_whose_every_word_was_corrected(tmp_path: Path) -> None:
    whisper = Engine(name="whisper", model="base")
    passage = Segment(
        id="s00000001", source=("Hola.",), target=("Hello.",), source_origin=whisper, target_origin=whisper
    )
    folder = create_folder(tmp_path / "bees", Transcript(segments=(passage,), target_language="en"), whisper)
    ana = Person(handle="ana")
    folder = commit(folder, edit.set_source(folder.transcript, passage.id, ("Buenas.",), sign(folder, ana)))
    folder = commit(folder, edit.set_target(folder.transcript, passage.id, ("Good day.",), sign(folder, ana)))
    assert freeze(folder.path).edition.drafted_by == (whisper,)
    assert "First drafted by" in (folder.path / "index.html").read_text("utf-8")


def test_a_moment_without_a_zone_is_in_utc(interview: Path) -> None:
    done = freeze(interview, not_before=datetime.fromisoformat("2126-05-01T06:00"))
    assert done.edition.not_before == "2126-05-01T06:00:00Z"


def test_an_edition_that_tells_nothing_new_is_refused(interview: Path) -> None:
    freeze(interview)
    with pytest.raises(FolderError, match="has not changed since edition 1, so there is nothing to release"):
        freeze(interview)


def test_a_correction_has_its_reason(interview: Path) -> None:
    freeze(interview)
    folder = open_folder(interview)
    words = edit.set_target(folder.transcript, "s00000002", ("How?",), sign(folder, Person(handle="ana")))
    commit(folder, words)
    done = freeze(interview, why={"s00000002": "misheard"})
    assert [(change.where, change.why) for change in done.edition.changes] == [("segment:s00000002", "misheard")]


def test_a_reason_for_what_was_not_corrected_is_refused(interview: Path) -> None:
    with pytest.raises(SettingsError, match="why s00000002: names no correction"):
        freeze(interview, why={"s00000002": "misheard"})


def test_an_address_that_cannot_be_is_refused(interview: Path) -> None:
    with pytest.raises(SettingsError, match="slug A B: cannot be part of an address"):
        freeze(interview, slug="A B")


def test_a_page_with_edits_is_taken_in_first(interview: Path) -> None:
    view(settings=ANA, options=ViewOptions(folder=interview))
    (interview / "tone.txt").write_text("my work", encoding="utf-8")
    with pytest.raises(EditedViewError):
        freeze(interview)


def test_a_plan_freezes_nothing_and_asks(interview: Path) -> None:
    plan = plan_release(settings=ANA, options=ReleaseOptions(folder=interview))
    assert [(question.name, question.default) for question in plan.questions] == [
        ("anyway", None),
        ("slug", "my-grandmother-and-the-bees"),
    ]
    assert (plan.number, plan.draft.despite) == (1, None)
    assert load_editions(open_folder(interview)) == ()


def test_the_answers_count(interview: Path) -> None:
    wanted = ReleaseOptions(folder=interview)
    plan = plan_release(settings=ANA, options=wanted)
    with pytest.raises(SettingsError, match="anyway: has no answer"):
        with_answers(wanted, plan, {})
    done = release(settings=ANA, options=with_answers(wanted, plan, {"anyway": "it is news", "slug": "bees"}))
    assert done.edition.slug == "bees"


def test_a_release_that_is_stopped_leaves_no_edition(interview: Path) -> None:
    wanted = ReleaseOptions(folder=interview, anyway="it is news")
    with pytest.raises(CancelledError):
        release(settings=ANA, options=wanted, watcher=Remembering(stop_after=2))
    assert load_editions(open_folder(interview)) == ()


def test_editions_verify(interview: Path) -> None:
    freeze(interview)
    found = verify(settings=ANA, options=InterviewOptions(folder=interview))
    assert (found.changes, len(found.editions), found.faults) == (1, 1, ())


@pytest.fixture
def site(interview: Path) -> Path:
    freeze(interview, slug="bees")
    path = interview.parent / "site"
    publish(settings=ANA, options=PublishOptions(interviews=interview, site=path))
    return path


def test_the_pages_are_written_and_named(site: Path) -> None:
    assert (site / "bees" / "index.html").is_file()


def test_what_has_not_changed_is_not_written_again(interview: Path, site: Path) -> None:
    watcher = Remembering()
    done = publish(settings=ANA, options=PublishOptions(interviews=interview, site=site), watcher=watcher)
    assert (done.interviews, list(done.changed)) == (1, [])
    assert watcher.reports == [("reading", 1, 1, "interviews"), ("publishing", 0, 0, "interviews")]


def test_an_interview_without_editions_has_no_pages(interview: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no editions to publish; make one$"):
        publish(settings=ANA, options=PublishOptions(interviews=interview, site=tmp_path / "site"))


def test_editions_in_deeper_folders_are_found_where_they_are_wanted(tmp_path: Path) -> None:
    path = create_folder(tmp_path / "drafts" / "es" / "bees", spanish_english(), Engine(name="whisper")).path
    freeze(path)
    drafts, site = tmp_path / "drafts", tmp_path / "site"
    with pytest.raises(InputError, match=r"has editions only in deeper folders; include them$") as refused:
        publish(settings=ANA, options=PublishOptions(interviews=drafts, site=site))
    [fix] = refused.value.fixes
    assert isinstance(fix, Fix)
    assert (fix.verb, fix.arguments, fix.options) == ("publish", (str(drafts),), {"output": str(site), "nested": True})
    assert publish(settings=ANA, options=PublishOptions(interviews=drafts, site=site, nested=True)).interviews == 1


def test_an_interview_is_taken_off(site: Path) -> None:
    done = unpublish(settings=ANA, options=UnpublishOptions(site=site, slug="bees"))
    assert site / "bees" / "index.html" in done.deleted
    assert not (site / "bees" / "index.html").exists()


def test_a_release_looks_for_the_names_of_the_shared_table_as_a_check_does(tmp_path: Path) -> None:
    words = bitext(("Tengo abejas.", "I have wasps."))
    folder = create_folder(tmp_path / "bees", words, Engine(name="whisper"))
    table = tmp_path / "names.csv"
    table.write_text("original,translation,state\nabejas,bees,approved\n", encoding="utf-8")
    settings = msgspec.structs.replace(ANA, glossary=table)
    plan_release(settings=settings, options=ReleaseOptions(folder=folder.path))
    assert "term-missing" in [one.problem.code for one in load_problems(folder)]


def test_an_interview_with_the_title_of_another_beside_it_gets_another_address(tmp_path: Path) -> None:
    for name, slug in (("one", "bees"), ("two", "bees-2"), ("three", "bees-3")):
        words = msgspec.structs.replace(bitext(("Hola.", "Hello.")), facts=Facts(title_target="Bees"))
        path = create_folder(tmp_path / name, words, Engine(name="whisper")).path
        assert freeze(path).edition.slug == slug
    again = open_folder(tmp_path / "two")
    commit(again, edit.set_target(again.transcript, again.transcript.segments[0].id, ("Hi.",), sign(again, MAR)))
    assert freeze(tmp_path / "two").edition.slug == "bees-2"
