"""The names ledger of an interview: proposed, decided in a table, taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from bitexts import bitext
from dragoman.errors import FolderError, FormatError
from dragoman.folder import Session, create_folder, open_folder
from dragoman.formats.names_csv import NameRow, read_names, write_names
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Person
from dragoman.transcript.edit_glossary import set_terms
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import ConflictError
from dragoman.workflows import build_names as building
from dragoman.workflows.build_names import BuildNamesOptions, build_names
from dragoman.workflows.edit import UndoOptions, undo
from dragoman.workflows.ledger import find_ledger
from dragoman.workflows.names import (
    AppliedNames,
    ApplyNamesOptions,
    ExportNamesOptions,
    NamesOptions,
    apply_names,
    check_names,
    export_names,
)
from dragoman.workflows.withdraw import WithdrawOptions, withdraw

ANA = Settings(handle="ana")
ROWS = (("در کرج.", "It is in Karaj."), ("از کرج به رشت.", "From Karaj to Rasht."), ("در رشت.", "In Resht."))


@pytest.fixture
def interview(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", bitext(*ROWS, languages="fa en"), Engine(name="whisper")).path


def build(interview: Path) -> dict[str, NameRow]:
    built = build_names(settings=ANA, options=BuildNamesOptions(folder=interview))
    return {row.term.source[0]: row for row in built.rows}


def take(interview: Path, file: Path | None = None) -> AppliedNames:
    return apply_names(settings=ANA, options=ApplyNamesOptions(folder=interview, file=file))


def edit(interview: Path, **states: str) -> None:
    """Write a state, and what is given behind a bar as the translation, into the rows of some names."""
    file = interview / "names.csv"
    rows = []
    for row in read_names(file.read_bytes(), "names.csv").rows:
        state, _, target = states.get(row.term.target[0], row.state).partition(" ")
        term = structs.replace(row.term, target=(target,)) if target else row.term
        rows.append(structs.replace(row, state=state, term=term))
    file.write_bytes(write_names(rows))


def ledger(interview: Path) -> list[tuple[str, ...]]:
    return [term.target for term in open_folder(interview).transcript.glossary]


def change(interview: Path, **fields: object) -> None:
    """Somebody else changes the first term of the ledger."""
    with Session(interview) as session:
        term = structs.replace(session.transcript.glossary[0], **fields)
        session.edit(lambda seen, by: set_terms(seen, [term], by), Person(handle="ben"))


def test_nothing_is_decided(interview: Path) -> None:
    assert {name: (row.state, row.count) for name, row in build(interview).items()} == {
        "کرج": ("proposed", 2),
        "رشت": ("proposed", 2),
    }
    assert (take(interview).waiting, ledger(interview)) == (2, [])


def test_what_is_approved_is_taken_in(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved", Rasht="rejected")
    applied = take(interview)
    assert (applied.added, applied.waiting, ledger(interview)) == (1, 0, [("Karaj",)])
    assert [row.term.id[:1] for row in read_names((interview / "names.csv").read_bytes(), "x").rows] == ["t", ""]


def test_taking_it_in_twice_changes_nothing(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    take(interview)
    head = open_folder(interview).head
    assert (take(interview).added, open_folder(interview).head) == (0, head)


def test_it_can_be_taken_back(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    take(interview)
    undo(settings=ANA, options=UndoOptions(folder=interview))
    assert ledger(interview) == []


def test_what_a_person_wrote_stays_when_names_are_proposed_again(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved Karadj", Rasht="rejected")
    again = build(interview)
    assert {name: (row.state, row.term.target[0]) for name, row in again.items()} == {
        "کرج": ("approved", "Karadj"),
        "رشت": ("rejected", "Rasht"),
    }


def test_another_rendering_of_a_term_is_proposed(interview: Path) -> None:
    with Session(interview) as session:
        rasht = Term(id="", source=("رشت",), target=("Rasht",))
        session.edit(lambda seen, by: set_terms(seen, [rasht], by), Person(handle="ana"))
    row = build(interview)["رشت"]
    assert (row.state, row.term.seen) == ("proposed", ("Resht",))


def test_a_row_is_taken_out_of_the_ledger(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved", Rasht="approved")
    take(interview)
    edit(interview, Karaj="removed")
    assert (take(interview).removed, ledger(interview)) == (1, [("Rasht",)])


def test_what_others_changed_meanwhile_is_not_changed_back(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    take(interview)
    change(interview, target=("Karadj",))
    edit(interview, Rasht="approved")
    take(interview)
    assert ledger(interview) == [("Karadj",), ("Rasht",)]


def test_what_others_took_out_meanwhile_is_not_brought_back(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    take(interview)
    undo(settings=ANA, options=UndoOptions(folder=interview))
    applied = take(interview)
    assert ([problem.code for problem in applied.problems], ledger(interview)) == (["name-gone"], [])
    edit(interview, Karaj="removed")
    assert take(interview).removed == 0


def test_rows_that_nobody_touched_are_as_the_ledger_is(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved", Rasht="approved Resht")
    take(interview)
    change(interview, target=("Karadj",))
    edit(interview, Resht="removed")
    rows = build(interview)
    assert (rows["کرج"].term.target, rows["رشت"].state) == (("Karadj",), "removed")
    take(interview)
    assert ledger(interview) == [("Karadj",)]


def test_two_people_who_change_one_field_are_told(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    take(interview)
    change(interview, target=("Karadj",))
    edit(interview, Karaj="approved Karaj-e")
    with pytest.raises(ConflictError, match="was changed meanwhile"):
        take(interview)


def test_a_table_that_a_person_made(interview: Path, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("original,translation,kind\nکرج,Karaj,place\n", encoding="utf-8")
    assert take(interview, file).added == 1
    file.write_text("original,translation\nکرج,Karadj\n", encoding="utf-8")
    assert (take(interview, file).changed, ledger(interview)) == (1, [("Karadj",)])
    assert open_folder(interview).transcript.glossary[0].kind == "place"


def test_a_ledger_comes_back_from_a_table(interview: Path, tmp_path: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved", Rasht="approved")
    take(interview)
    before = open_folder(interview).transcript.glossary
    options = ExportNamesOptions(folder=interview, file=tmp_path / "out.csv")
    assert export_names(settings=ANA, options=options) == 2
    assert take(interview, tmp_path / "out.csv").changed == 0
    assert open_folder(interview).transcript.glossary == before
    with pytest.raises(FolderError, match="exists already"):
        export_names(settings=ANA, options=options)


def test_without_a_table(interview: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        take(interview)


def test_a_table_that_is_none(interview: Path) -> None:
    (interview / "names.csv").write_text("nothing here\n", encoding="utf-8")
    with pytest.raises(FormatError):
        take(interview)
    with pytest.raises(FormatError):
        build(interview)


def test_what_the_translation_calls_otherwise_is_found(interview: Path) -> None:
    build(interview)
    edit(interview, Rasht="approved")
    take(interview)
    codes = [found.problem.code for found in check_names(settings=ANA, options=NamesOptions(folder=interview))]
    assert "term-drift" in codes or "term-missing" in codes


def test_the_desks_table_adds_what_an_interview_has_not(interview: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text("original,translation\nکرج,Karaj\nتهران,Tehran\n", encoding="utf-8")
    own = structs.replace(open_folder(interview).transcript, glossary=(Term(id="t1", source=("کرج",)),))
    found = find_ledger(structs.replace(ANA, glossary=file), own)
    assert [(term.id, term.source) for term in found] == [("t1", ("کرج",)), ("shared-0", ("تهران",))]


def test_the_desks_table_counts_in_checks(interview: Path, tmp_path: Path) -> None:
    file = tmp_path / "desk.csv"
    file.write_text("original,translation,forbidden\nکرج,Karadj,Karaj\n", encoding="utf-8")
    found = check_names(settings=structs.replace(ANA, glossary=file), options=NamesOptions(folder=interview))
    assert "term-forbidden" in [one.problem.code for one in found]


def test_a_table_of_the_settings_that_is_not_there(interview: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        check_names(
            settings=structs.replace(ANA, glossary=tmp_path / "none.csv"), options=NamesOptions(folder=interview)
        )


def test_a_withdrawn_name_leaves_the_table(interview: Path) -> None:
    build(interview)
    edit(interview, Karaj="approved")
    done = withdraw(settings=ANA, options=WithdrawOptions(folder=interview, names=("کرج",)))
    assert [row.term.target for row in read_names((interview / "names.csv").read_bytes(), "x").rows] == [
        ("Rasht",),
    ]
    assert interview / "names.csv" not in done.traces


def test_what_only_a_withdrawn_passage_has_leaves_the_table(tmp_path: Path) -> None:
    transcript = bitext(("سلام.", "Hello."), ("در کرج.", "It is in Karaj."), languages="fa en")
    interview = create_folder(tmp_path / "other", transcript, Engine(name="whisper")).path
    build(interview)
    withdraw(settings=ANA, options=WithdrawOptions(folder=interview, passages=("s00000001",)))
    assert read_names((interview / "names.csv").read_bytes(), "x").rows == ()


def test_a_suggested_rendering_is_marked_and_not_decided(interview: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transcript = bitext(("قابلت الدكتور حداد أمس.", None), languages="ar en")
    path = create_folder(interview.with_name("other"), transcript, Engine(name="whisper")).path
    monkeypatch.setattr(building, "suggest_renderings", lambda bare, language: {bare[0]: ("Haddad", "Hadad")})
    (row,) = build_names(settings=ANA, options=BuildNamesOptions(folder=path, romanize=True)).rows
    assert (row.state, row.term.target, row.term.note) == ("proposed", ("Haddad",), "or Hadad")
    assert row.term.scheme == "suggested by arabic-name-romanizer"
