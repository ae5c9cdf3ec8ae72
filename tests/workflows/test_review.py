from __future__ import annotations

from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.errors import FolderError, InputError, SettingsError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span
from dragoman.workflows.check import CheckOptions, check
from dragoman.workflows.listening import ListenOptions, PlanOptions, listen, plan
from dragoman.workflows.review import ReportOptions, ReviewOptions, SettleOptions, report, review, settle

ANA = Settings(handle="ana")
DOCUMENT = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 3,000 of us."))


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", DOCUMENT, Engine(name="whisper")).path


def test_a_check_finds_a_problem_with_its_time_and_puts_it_on_file(interview: Path) -> None:
    (found,) = check(settings=ANA, options=CheckOptions(document=interview, only=("numbers",))).problems
    assert (found.problem.where.segment, found.start) == ("s00000001", 4000)
    assert found.problem.id in {finding.id for finding in load_problems(open_folder(interview))}


def test_what_is_settled_is_not_found_again(interview: Path) -> None:
    wanted = CheckOptions(document=interview, only=("numbers",))
    (found,) = check(settings=ANA, options=wanted).problems
    settle(settings=ANA, options=SettleOptions(folder=interview, problem=found.problem.id, reason="he misspoke"))
    assert check(settings=ANA, options=wanted).problems == ()


def test_a_problem_is_settled_for_a_reason(interview: Path) -> None:
    with pytest.raises(SettingsError, match="reason: is missing; say why the problem is settled"):
        settle(settings=ANA, options=SettleOptions(folder=interview, problem="ab", reason=" "))


def test_a_problem_that_is_not_on_file_is_refused(interview: Path) -> None:
    with pytest.raises(FolderError, match="has no recorded problem with this id: ab"):
        settle(settings=ANA, options=SettleOptions(folder=interview, problem="ab", reason="none"))


def test_what_a_reader_found_stands_until_it_is_settled(interview: Path) -> None:
    wanted = ReportOptions(folder=interview, passage="s00000001", message="it was  30", edition=2)
    problem = report(settings=ANA, options=wanted)
    assert problem.message == "A reader (edition 2): it was 30"
    assert problem in [each.problem for each in check(settings=ANA, options=CheckOptions(document=interview)).problems]


def test_a_report_on_a_passage_that_is_not_there_is_refused(interview: Path) -> None:
    with pytest.raises(FolderError, match="has no passage s0"):
        report(settings=ANA, options=ReportOptions(folder=interview, passage="s0", message="wrong"))


def test_passages_are_reviewed_in_one_action(interview: Path) -> None:
    review(settings=ANA, options=ReviewOptions(folder=interview, passages=("s00000000", "s00000001")))
    folder = open_folder(interview)
    assert [segment.state for segment in folder.transcript.segments] == ["reviewed", "reviewed"]
    assert len(folder.groups) == 2


def test_a_stretch_is_reviewed_once(interview: Path) -> None:
    wanted = ReviewOptions(folder=interview, passages=(Span(4000, 8000), "s00000001"))
    assert review(settings=ANA, options=wanted).changed == ("s00000001",)
    again = review(settings=ANA, options=wanted)
    assert (again.passages, again.changed) == (("s00000001",), ())


def test_a_passage_that_nobody_has_confirmed_is_sent_back(interview: Path) -> None:
    wanted = ReviewOptions(folder=interview, passages=("s00000000",), state="initial")
    assert review(settings=ANA, options=wanted).changed == ("s00000000",)
    found = check(settings=ANA, options=CheckOptions(document=interview, only=("coverage",))).problems
    messages = [one.problem.message for one in found if one.problem.code == "sent-back"]
    assert messages == ["ana sent it back, and its texts have not changed since"]


def test_no_passage_is_reviewed_where_one_is_not_there(interview: Path) -> None:
    with pytest.raises(FolderError, match="has no passage for s0"):
        review(settings=ANA, options=ReviewOptions(folder=interview, passages=("s00000000", "s0")))
    assert len(open_folder(interview).groups) == 1


def test_the_riskiest_passage_comes_first(interview: Path) -> None:
    found = plan(settings=ANA, options=PlanOptions(document=interview))
    assert [risk.segment for risk in found.passages] == ["s00000001", "s00000000"]
    assert found.listened is None


@pytest.mark.parametrize("minutes", [0, -1, 100_000])
def test_what_is_no_number_of_minutes_is_refused(interview: Path, minutes: float) -> None:
    with pytest.raises(SettingsError, match="is not a number of minutes"):
        plan(settings=ANA, options=PlanOptions(document=interview, minutes=minutes))


def test_a_plan_needs_a_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        plan(settings=ANA, options=PlanOptions(document=tmp_path / "none.txt"))


def test_a_stretch_is_listened_to(interview: Path) -> None:
    done = listen(settings=ANA, options=ListenOptions(folder=interview, stretch=Span(4000, 8000)))
    assert done.passages == ("s00000001",)
    assert [segment.heard_by for segment in done.edited.folder.transcript.segments] == [(), ("ana",)]


def test_listening_twice_is_noted_once(interview: Path) -> None:
    wanted = ListenOptions(folder=interview, stretch=Span(4000, 8000))
    listen(settings=ANA, options=wanted)
    assert listen(settings=ANA, options=wanted).edited.committed.revisions == ()


def test_a_stretch_without_a_passage_is_refused(interview: Path) -> None:
    with pytest.raises(FolderError, match=r"has no passage within 1:00-1:01; name a longer stretch"):
        listen(settings=ANA, options=ListenOptions(folder=interview, stretch=Span(60_000, 61_000)))
