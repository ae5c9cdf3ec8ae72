from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Session, create_folder, open_folder
from dragoman.folder.views import EditedViewError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Person
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.workflows.view import ViewOptions, view
from dragoman.workflows.withdraw import WithdrawOptions, plan_withdraw, withdraw
from interviews import spanish_english

ANA = Settings(handle="ana")
ANA_HERSELF = Person(handle="ana")


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    path = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path
    view(settings=ANA, options=ViewOptions(folder=path))
    return path


def test_a_passage_leaves_a_tombstone_with_the_reason(interview: Path) -> None:
    wanted = WithdrawOptions(folder=interview, passages=("s00000002",), reason="a  court")
    done = withdraw(settings=ANA, options=wanted)
    segment = done.folder.transcript.segments[1]
    assert (segment.source, segment.target) == (None, None)
    assert segment.withdrawn is not None
    assert segment.withdrawn.reason == "a court"
    assert done.traces == ()


def test_its_words_are_in_no_file_any_more(interview: Path) -> None:
    withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))
    files = [path for path in interview.rglob("*") if path.is_file()]
    assert [path for path in files if "How did it all begin" in path.read_text("utf-8", "replace")] == []


def test_a_file_that_still_holds_the_words_is_named(interview: Path) -> None:
    (interview / "notes.md").write_text("How did it all begin?", encoding="utf-8")
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))
    assert done.traces == (interview / "notes.md",)


def keep_imported(interview: Path, name: str, text: str) -> Path:
    """A copy of a file, as the desk keeps it."""
    file = interview / ".dragoman" / "imported" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_a_copy_of_an_imported_file_with_the_words_is_deleted(interview: Path) -> None:
    file = keep_imported(interview, "interview.txt", "Ana: How did it all begin?")
    other = keep_imported(interview, "other.txt", "Ana: Good morning.")
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))
    assert (done.imported, done.traces) == ((file,), ())
    assert (file.exists(), other.exists()) == (False, True)


def test_a_copy_of_an_imported_file_that_is_named_like_the_person_is_deleted(interview: Path) -> None:
    file = keep_imported(interview, "Pablo Soto.txt", "")
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Pablo Soto",)))
    assert (done.imported, done.traces) == ((file,), ())


def test_copies_stay_if_only_an_edition_is_withdrawn(interview: Path) -> None:
    file = keep_imported(interview, "interview.txt", "How did it all begin?")
    with pytest.raises(FolderError, match="has no edition 1"):
        withdraw(settings=ANA, options=WithdrawOptions(folder=interview, edition=1))
    assert file.exists()


def test_a_folder_of_copies_that_leads_elsewhere_is_refused(interview: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("How did it all begin?", encoding="utf-8")
    (interview / ".dragoman" / "imported").symlink_to(tmp_path / "mine")
    with pytest.raises(FolderError, match="is a link to somewhere else"):
        withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))
    assert (tmp_path / "mine" / "notes.txt").exists()


def test_a_plan_names_every_form_of_a_name_and_writes_nothing(interview: Path) -> None:
    before = (interview / "history.jsonl").read_bytes()
    plan = plan_withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Pablo Soto",)))
    assert plan.names[0] == "Pablo Soto"
    assert (interview / "history.jsonl").read_bytes() == before


@pytest.mark.parametrize("function", [plan_withdraw, withdraw])
def test_nothing_is_withdrawn_unnamed(interview: Path, function: object) -> None:
    with pytest.raises(SettingsError, match="name what to withdraw"):
        function(settings=ANA, options=WithdrawOptions(folder=interview))  # type: ignore[operator]


@pytest.mark.parametrize("function", [plan_withdraw, withdraw])
def test_a_passage_that_is_not_there_is_refused(interview: Path, function: object) -> None:
    head = open_folder(interview).head
    with pytest.raises(FolderError, match="has no passage s0000aaaa"):
        function(  # type: ignore[operator]
            settings=ANA, options=WithdrawOptions(folder=interview, passages=("s0000aaaa",))
        )
    assert open_folder(interview).head == head


def test_a_page_that_holds_edits_is_not_lost(interview: Path) -> None:
    (interview / "tone.txt").write_text("my work", encoding="utf-8")
    with pytest.raises(EditedViewError):
        withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))


def named(interview: Path) -> None:
    """A ledger of two names; one of them is changed later."""
    pablo = Term(id="", source=("Pablo Soto",), target=("P. Sotto",), kind="person")
    with Session(interview) as session:
        session.edit(lambda seen, by: set_terms(seen, [pablo, Term(id="", source=("Iturbe",))], by), ANA_HERSELF)
        (soto, iturbe) = session.folder.transcript.glossary
        changed = [structs.replace(soto, kind="term", note="x"), structs.replace(iturbe, target=("Iturbe",))]
        session.edit(lambda seen, by: set_terms(seen, changed, by), ANA_HERSELF)


def test_a_name_leaves_the_ledger_and_its_past(interview: Path) -> None:
    named(interview)
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Pablo Soto",)))
    assert [term.source for term in done.folder.transcript.glossary] == [("Iturbe",)]
    assert done.folder.transcript.glossary[0].target == ("Iturbe",)
    assert (done.verified, done.traces) == (True, ())
    assert "Sotto" not in (interview / "history.jsonl").read_text("utf-8")


def test_the_renderings_of_a_name_are_withdrawn_with_it(interview: Path) -> None:
    pablo = Term(id="", source=("Pablo Soto",), target=("P. Sotto",), kind="person")
    with Session(interview) as session:
        session.edit(lambda seen, by: set_terms(seen, [pablo], by), ANA_HERSELF)
    plan = plan_withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("Pablo Soto",)))
    assert "P. Sotto" in plan.names


def test_a_note_of_the_ledger_that_quotes_a_passage_goes_with_it(interview: Path) -> None:
    quoted = Term(id="", source=("Iturbe",), note="How did it all begin?")
    with Session(interview) as session:
        session.edit(lambda seen, by: set_terms(seen, [quoted], by), ANA_HERSELF)
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000002",)))
    assert [term.note for term in done.folder.transcript.glossary] == [None]
    assert done.traces == ()
