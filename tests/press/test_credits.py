from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.folder import commit, create_folder, sign
from dragoman.press.credits import find_credits, find_reviewers, show_translators
from dragoman.press.release import Release, prepare_edition
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, Segment, Transcript
from dragoman.transcript.edition import Contributor
from dragoman.transcript.text import Gap

ROWS = tuple(
    Segment(id=f"s0000000{n}", target=("words",), target_origin=Person(handle=handle), heard_by=heard)
    for n, (handle, heard) in enumerate([("translator", ()), ("ana", ("translator", "ana")), ("Ana Ruiz", ())])
)
THREE = Transcript(segments=ROWS, facts=Facts(translators=("Ana Ruiz",)))
SHOWN = {"translator": "Ana Ruiz", "ana": "Ana Ruiz"}


def test_one_person_with_three_signatures_is_one_on_the_page() -> None:
    edition = prepare_edition(THREE, (), None, Release(date="2026-05-01", slug="bees", shown=SHOWN))
    assert edition.people == (
        Contributor(shown="Ana Ruiz", role="translator"),
        Contributor(shown="Ana Ruiz", role="listener"),
    )
    assert edition.transcript.segments[1].heard_by == ("Ana Ruiz",)


def test_whoever_chose_no_handle_is_nobody_beside_a_translator_with_a_name() -> None:
    named = msgspec.structs.replace(THREE, segments=ROWS[:1])
    assert find_credits(named, {}) == (Contributor(shown="Ana Ruiz", role="translator"),)
    alone = Transcript(segments=ROWS[:1])
    assert find_credits(alone, {}) == (Contributor(shown="translator", role="translator"),)


def test_what_somebody_chose_to_be_shown_by_reaches_the_fact() -> None:
    facts = Facts(translators=("ana", "Ana Ruiz", "Mar Gil"))
    assert show_translators(facts, {"ana": "Ana Ruiz", "Mar Gil": ""}) == ("Ana Ruiz",)
    hidden = prepare_edition(
        THREE, (), None, Release(date="2026-05-01", slug="bees", shown={"Ana Ruiz": "", "ana": ""})
    )
    assert "Ana" not in msgspec.json.encode(hidden).decode()


def test_reviewers_are_those_who_set_the_state_and_not_who_listened(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "talk", THREE, Engine(name="whisper"))
    assert find_reviewers(folder.transcript, folder.history) == ()
    for id_, handle in (("s00000001", "eva"), ("s00000002", "mar")):
        by = sign(folder, Person(handle=handle))
        folder = commit(folder, edit.set_state(folder.transcript, id_, "reviewed", by))
    folder = commit(
        folder, edit.set_state(folder.transcript, "s00000002", "translated", sign(folder, Person(handle="x")))
    )
    assert find_reviewers(folder.transcript, folder.history) == ("eva",)
    assert "reviewer" not in {person.role for person in find_credits(THREE, SHOWN)}


def test_whoever_corrected_some_originals_of_an_import_is_not_their_transcriber() -> None:
    typed = Segment(id="s00000010", source=("words",), source_origin=Person(handle="ana"))
    imported = Segment(id="s00000011", source=("words",))
    gap = Segment(id="s00000012", source=(Gap("untranscribed"),))
    assert find_credits(Transcript(segments=(typed, imported)), {}) == (Contributor(shown="ana", role="corrector"),)
    assert find_credits(Transcript(segments=(typed, gap)), {}) == (Contributor(shown="ana", role="transcriber"),)
    draft = Segment(id="s00000013", source=("words",), source_origin=Engine(name="whisper"))
    assert find_credits(Transcript(segments=(typed, draft)), {}) == (Contributor(shown="ana", role="transcriber"),)
