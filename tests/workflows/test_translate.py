from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dragoman.engines.base import RefusedError, TranslationReply, TranslationRequest, TranslatorSetup
from dragoman.errors import CancelledError, EngineError, SettingsError
from dragoman.folder import create_folder, open_folder
from dragoman.folder.claims import ClaimedError, claimed
from dragoman.folder.interview import commit, sign
from dragoman.folder.review import load_problems
from dragoman.folder.views import EditedViewError, write_views
from dragoman.notation import serialize_text
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, find_segment
from dragoman.workflows.edit import UndoOptions, undo
from dragoman.workflows.job import open_job
from dragoman.workflows.translate import TranslatedInterview, list_suggestions, translate
from dragoman.workflows.translate_plan import TranslateOptions, TranslatePlan, plan_translate
from dragoman.workflows.view import InterviewOptions
from dragoman.workflows.withdraw import WithdrawOptions, withdraw
from editions import files_holding
from translators import Told, register, rightly, tagged
from watching import Remembering

ANA = Settings(handle="ana")
TOLD = TranslatorSetup(name="told", source=None, target="")
FIRST, SECOND = "s00000000", "s00000001"


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    folder = create_folder(tmp_path / "interview", tagged(7), Engine(name="whisper"))
    write_views(folder)
    return folder.path


def change(interview: Path, how: object, *arguments: object) -> None:
    folder = open_folder(interview)
    write_views(commit(folder, how(folder.transcript, *arguments, sign(folder, Person(handle="ana")))))  # type: ignore[operator]


def options(interview: Path, **more: object) -> TranslateOptions:
    return TranslateOptions(folder=interview, **({"target": "en", "engines": (TOLD,)} | more))  # type: ignore[arg-type]


def planning(**named: object) -> TranslatePlan:
    with open_job() as job:
        return plan_translate(job=job, **named)  # type: ignore[arg-type]


def translating(**named: object) -> TranslatedInterview:
    with open_job() as job:
        return translate(job=job, **named)  # type: ignore[arg-type]


def run(interview: Path, **more: object) -> TranslatedInterview:
    return translating(settings=ANA, options=options(interview, **more))


def target(interview: Path, id_: str) -> str:
    segment = find_segment(open_folder(interview).transcript, id_)
    assert segment is not None
    return serialize_text(segment.target or ())


def test_an_interview_is_translated(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    done = run(interview)
    transcript = open_folder(interview).transcript
    assert len(done.written) == 7
    assert transcript.target_language == "en"
    assert all(segment.state == "translated" for segment in transcript.segments)
    assert all(segment.target_origin == Engine(name="told") for segment in transcript.segments)
    assert "Then 1100 men came" in (interview / "interview.txt").read_text(encoding="utf-8")


def test_the_tokens_used_stand_in_the_history(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    run(interview)
    assert open_folder(interview).history[-1].reason == "translated; 100 tokens sent, 50 received"


def test_what_a_person_translated_stays(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    change(interview, edit.set_target, FIRST, ("Mine, with 1100 men.",))
    done = run(interview)
    assert target(interview, FIRST) == "Mine, with 1100 men."
    assert done.skipped == {"translated": 1}


def test_a_second_version_is_kept_beside_and_not_in_the_document(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, rightly)
    change(interview, edit.set_target, FIRST, ("Mine, with 1100 men.",))
    before = open_folder(interview).head
    assert run(interview, suggest=True).suggested == (FIRST,)
    assert open_folder(interview).head == before
    (shown,) = list_suggestions(settings=ANA, options=InterviewOptions(folder=interview))
    assert serialize_text(shown.suggestion.target) == "Then 1100 men came along the northern road."


def test_a_refused_passage_is_a_gap_with_a_problem_and_can_be_filled(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(request: TranslationRequest) -> TranslationReply:
        if any("1107" in passage.text for passage in request.passages):
            raise RefusedError("told", "refused", reply="No.")
        return rightly(request)

    register(monkeypatch, refuse)
    assert run(interview).gaps == (SECOND,)
    segment = find_segment(open_folder(interview).transcript, SECOND)
    assert segment is not None
    assert (target(interview, SECOND), segment.state) == ("[untranslated]", "initial")
    (finding,) = load_problems(open_folder(interview))
    assert (finding.problem.code, finding.problem.where.segment) == ("translation-refused", SECOND)
    register(monkeypatch, rightly)
    assert run(interview).written == (SECOND,)
    (finding,) = load_problems(open_folder(interview))
    assert finding.settlement is not None


def test_an_original_that_changed_meanwhile_is_not_translated_but_offered(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: TranslationRequest) -> TranslationReply:
        if find_segment(open_folder(interview).transcript, FIRST).source != ("Otra cosa.",):  # type: ignore[union-attr]
            change(interview, edit.set_source, FIRST, ("Otra cosa.",))
            change(interview, edit.set_target, SECOND, ("My own 1107.",))
        return rightly(request)

    register(monkeypatch, answer)
    done = run(interview)
    assert (target(interview, FIRST), target(interview, SECOND)) == ("", "My own 1107.")
    assert set(done.suggested) == {FIRST, SECOND}
    assert [finding.problem.code for finding in load_problems(open_folder(interview))] == ["translation-late"] * 2
    shown = list_suggestions(settings=ANA, options=InterviewOptions(folder=interview))
    assert [(one.segment.id, one.is_current) for one in shown] == [(FIRST, False), (SECOND, True)]


def test_a_confidential_interview_is_sent_nowhere(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = register(monkeypatch, rightly, host="api.example.org")
    change(interview, edit.set_facts, Facts(confidential=True))
    for do in (planning, translating):
        with pytest.raises(EngineError, match=r"told: sends the text to api\.example\.org, and this interview is conf"):
            do(settings=ANA, options=options(interview))
    assert [engine.requests for engine in made] == [[], []]


def test_one_that_turns_confidential_while_it_is_translated_is_sent_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = create_folder(tmp_path / "interview", tagged(300), Engine(name="whisper")).path

    def answer(request: TranslationRequest) -> TranslationReply:
        if open_folder(path).transcript.facts.confidential is None:
            change(path, edit.set_facts, Facts(confidential=True))
        return rightly(request)

    made = register(monkeypatch, answer, host="api.example.org", passages=5)
    with pytest.raises(EngineError, match="confidential"):
        run(path)
    assert sum(len(engine.requests) for engine in made) < 30


def test_the_plan_says_where_the_text_goes_and_what_it_costs(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = register(monkeypatch, rightly, host="api.example.org", paid=True)
    plan = planning(settings=ANA, options=options(interview))
    assert [(engine.host, engine.paid) for engine in plan.engines] == [("api.example.org", True)]
    assert plan.estimate is not None
    assert (plan.estimate.passages, plan.estimate.requests) == (7, 1)
    assert "tokens go to api.example.org" in plan.questions[0].says
    with pytest.raises(SettingsError, match="cost: has no answer"):
        run(interview)
    with pytest.raises(CancelledError):
        translating(settings=ANA, options=options(interview), answers={"cost": "no"})
    assert [request for engine in made for request in engine.requests] == []
    assert len(translating(settings=ANA, options=options(interview), answers={"cost": "yes"}).written) == 7


def test_no_engine_is_taken_unasked(interview: Path) -> None:
    with pytest.raises(SettingsError, match="engine: has no answer; Which engine should translate"):
        run(interview, engines=())


def test_an_engine_can_be_the_answer(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    monkeypatch.setattr("dragoman.workflows.translate_plan.find_installed", lambda source, target: ())
    done = translating(settings=ANA, options=options(interview, engines=()), answers={"engine": "told"})
    assert len(done.written) == 7


def test_one_that_translates_no_text_is_refused(interview: Path) -> None:
    whisper = TranslatorSetup(name="whisper", source=None, target="")
    with pytest.raises(SettingsError, match="engines whisper: translates no text; use one of firefox"):
        run(interview, engines=(whisper,))


def test_work_that_was_stopped_keeps_what_is_finished_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = create_folder(tmp_path / "interview", tagged(200), Engine(name="whisper")).path
    made = register(monkeypatch, rightly, passages=5)
    watcher = Remembering(stop_after=60)
    with pytest.raises(CancelledError):
        translating(settings=ANA, options=options(path), watcher=watcher)
    done = sum(segment.target is not None for segment in open_folder(path).transcript.segments)
    assert 0 < done < 200
    assert len(run(path).written) == 200 - done
    asked = [passage.id for engine in made for request in engine.requests for passage in request.passages]
    assert len(asked) - len(set(asked)) <= 20


def test_only_one_translation_runs_at_a_time(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    with claimed(interview, "translate"), pytest.raises(ClaimedError, match="is claimed by another program"):
        run(interview)


def test_a_page_with_edits_is_applied_first(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = register(monkeypatch, rightly)
    (interview / "interview.txt").write_text("edited", encoding="utf-8")
    with pytest.raises(EditedViewError):
        run(interview)
    assert [request for engine in made for request in engine.requests] == []


def test_another_language_than_the_documents_is_refused(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    run(interview)
    with pytest.raises(SettingsError, match="target fr: differs from the translation's language, which is en"):
        run(interview, target="fr")
    with pytest.raises(SettingsError, match="target to English: is not a language tag"):
        run(interview, target="to English")


def test_a_translation_can_be_taken_back(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    run(interview)
    group = open_folder(interview).history[-1].group
    undo(settings=ANA, options=UndoOptions(folder=interview, change=group))
    assert target(interview, FIRST) == ""


def test_what_is_withdrawn_is_in_no_store_and_no_suggestion(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly)
    change(interview, edit.set_target, FIRST, ("Mine, with 1100 men.",))
    run(interview)
    run(interview, suggest=True)
    words = ("Then 1100 men", "Then 1107 men")
    assert ".dragoman/suggestions.json" in files_holding(interview, words[0])
    withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=(FIRST, SECOND), reason="asked"))
    assert files_holding(interview, *words) == []


def test_a_name_is_withdrawn_from_suggestions_too(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(request: TranslationRequest) -> TranslationReply:
        return TranslationReply(
            targets=tuple(
                (p.id, t.replace("men", "men of Jacinta"))
                for p, (_, t) in zip(request.passages, rightly(request).targets, strict=True)
            )
        )

    register(monkeypatch, answer)
    change(interview, edit.set_target, FIRST, ("Mine, with 1100 men.",))
    run(interview, suggest=True)
    assert files_holding(interview, "Jacinta") != []
    withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Jacinta",), reason="asked"))
    assert files_holding(interview, "Jacinta") == []


def test_a_suggestion_for_a_passage_with_a_withdrawn_name_is_gone(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(monkeypatch, rightly)
    change(interview, edit.set_source, FIRST, ("Entonces vinieron 1100 hombres con Jacinta.",))
    change(interview, edit.set_target, FIRST, ("Mine, with 1100 men.",))
    run(interview, suggest=True)
    withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Jacinta",), reason="asked"))
    assert list_suggestions(settings=ANA, options=InterviewOptions(folder=interview)) == ()


def test_the_watcher_is_told_how_far_it_is(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch, rightly, passages=3)
    watcher = Remembering()
    translating(settings=ANA, options=options(interview), watcher=watcher)
    assert [report[1:] for report in watcher.reports][-1] == (7, 7, "passages")


def test_languages_are_translated_each_by_an_engine_that_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tagged(4)
    arabic = msgspec.structs.replace(document.segments[3], language="ar", source=("ثم جاء 1121 رجلا من الشمال.",))
    document = msgspec.structs.replace(document, segments=(*document.segments[:3], arabic))
    path = create_folder(tmp_path / "interview", document, Engine(name="whisper")).path

    def make(name: str) -> Callable[[TranslatorSetup], Told]:
        def make_it(setup: TranslatorSetup) -> Told:
            if (name, setup.source) == ("spanish", "ar"):
                raise EngineError("spanish", "knows no Arabic")
            return Told(rightly, name)

        return make_it

    monkeypatch.setattr("dragoman.workflows.translate_plan._find_translator", make)
    spanish = TranslatorSetup(name="spanish", source=None, target="")
    done = run(path, engines=(spanish, TOLD))
    origins = [segment.target_origin.name for segment in open_folder(path).transcript.segments]  # type: ignore[union-attr]
    assert (origins, done.gaps) == (["spanish"] * 3 + ["told"], ())


def test_a_language_that_no_engine_knows_is_left_and_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = tagged(2)
    arabic = msgspec.structs.replace(document.segments[1], language="ar")
    document = msgspec.structs.replace(document, segments=(document.segments[0], arabic))
    path = create_folder(tmp_path / "interview", document, Engine(name="whisper")).path

    def make(setup: TranslatorSetup) -> Told:
        if setup.source == "ar":
            raise EngineError("told", "knows no Arabic")
        return Told(rightly)

    monkeypatch.setattr("dragoman.workflows.translate_plan._find_translator", lambda name: make)
    plan = planning(settings=ANA, options=options(path))
    assert plan.engines[0].unable == {"ar": "knows no Arabic"}
    done = run(path)
    assert (done.written, done.skipped) == (("s00000000",), {"no-engine": 1})


def test_an_engine_that_was_named_and_cannot_be_used_is_told(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(setup: TranslatorSetup) -> Told:
        if setup.name == "away":
            raise EngineError("away", "is not installed", "install it")
        return Told(rightly)

    monkeypatch.setattr("dragoman.workflows.translate_plan._find_translator", lambda name: make)
    away = msgspec.structs.replace(TOLD, name="away")
    plan = planning(settings=ANA, options=options(interview, engines=(away, TOLD)))
    assert [(engine.identity.name, engine.asked) for engine in plan.engines] == [("away", False), ("told", True)]
    assert list(plan.engines[0].unable.values()) == ["away: is not installed; install it"]
    with pytest.raises(EngineError, match="away: is not installed"):
        planning(settings=ANA, options=options(interview, engines=(away,)))
    assert len(run(interview, engines=(away, TOLD)).written) == 7


def test_an_engine_is_made_once_for_the_plan_and_the_translation(
    interview: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = register(monkeypatch, rightly)
    with open_job() as job:
        plan = plan_translate(settings=ANA, options=options(interview), job=job)
        translate(settings=ANA, options=options(interview), job=job)
    assert len(made) == len(plan.languages)
