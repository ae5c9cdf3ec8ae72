from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import Session, create_folder, open_folder
from dragoman.folder.identity import Copies, find_copies
from dragoman.transcript.document import Engine, Person, Segment, Transcript
from dragoman.transcript.ids import place_id, time_id
from dragoman.transcript.merge import Intent
from dragoman.transcript.revision import Change

ANA = Person(handle="ana")
DRAFT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)), Segment(id=place_id(0), source=("Ya.",))))
NAMES = ("Leila Haddad", "Karim Haddad", "Sara Nasser", "Omar Nasser", "Huda Salem", "Nour Salem", "Rami Aziz")
TOWNS = ("Homs", "Hama", "Idlib", "Daraa", "Raqqa", "Aleppo", "Qamishli", "Latakia")
PAGE = "# The prison\n\n**Host:** Who are you?\n\n**Witness:** I am {}, and I come from {}.\n\n**Host:** Thank you.\n"
CUES = "1\n00:00:01,000 --> 00:00:03,000\nI am {}, and I come from {}.\n\n"


def test_every_interview_has_an_id_of_its_own(tmp_path: Path) -> None:
    first, second = (create_folder(tmp_path / name, DRAFT, Engine(name="x")) for name in "ab")
    assert first.interview != second.interview
    assert len(first.interview or "") == 32
    assert open_folder(first.path).interview == first.interview


def test_copies_of_a_folder_are_found(tmp_path: Path) -> None:
    first = create_folder(tmp_path / "a", DRAFT, Engine(name="x"))
    create_folder(tmp_path / "b", DRAFT, Engine(name="x"))
    shutil.copytree(tmp_path / "a", tmp_path / "c")
    folders = [tmp_path / name for name in ("a", "b", "c", "none")]
    assert find_copies(folders) == (Copies(first.interview or "", (tmp_path / "a", tmp_path / "c")),)


def test_a_copy_that_went_its_own_way_is_still_one(tmp_path: Path) -> None:
    create_folder(tmp_path / "a", DRAFT, Engine(name="x"))
    shutil.copytree(tmp_path / "a", tmp_path / "c")
    change = Change("segment:s00000001", "target", None, ["Hello."])
    Session(tmp_path / "c").commit(Intent(author=ANA, changes=(change,), epoch=0))
    assert find_copies([tmp_path / "a", tmp_path / "c"])


def test_a_passage_of_a_draft_keeps_its_id(tmp_path: Path) -> None:
    assert create_folder(tmp_path / "a", DRAFT, Engine(name="x")).transcript == DRAFT


def test_a_passage_of_an_import_keeps_an_id_of_its_own_alone(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "a", DRAFT, ANA, imported=True)
    first, second = folder.transcript.segments
    assert first.id == "s00000001"
    assert second.id != place_id(0)


def test_the_same_import_again_is_the_same_folder(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "a", DRAFT, ANA, imported=True)
    assert create_folder(tmp_path / "a", DRAFT, ANA, imported=True) == folder


@pytest.mark.parametrize(("name", "template"), [("page.md", PAGE), ("cues.srt", CUES)])
def test_guessed_words_do_not_give_the_id_of_a_withdrawn_passage(tmp_path: Path, name: str, template: str) -> None:
    (tmp_path / name).write_text(template.format(NAMES[2], TOWNS[5]), encoding="utf-8")
    interview = tmp_path / "interview"
    assert main(["convert", str(tmp_path / name), f"{interview}/"]) == 0
    passage = next(s for s in open_folder(interview).transcript.segments if s.source and "Nasser" in str(s.source))
    assert main(["withdraw", str(interview), passage.id]) == 0
    kept = b"".join(file.read_bytes() for file in interview.rglob("*") if file.is_file())
    for guess in itertools.product(NAMES, TOWNS):
        ids = _ids(tmp_path, name, template.format(*guess))
        assert passage.id not in ids
        assert not any(id_.encode() in kept for id_ in ids)


@pytest.mark.parametrize(("name", "template"), [("page.md", PAGE), ("cues.srt", CUES)])
def test_a_conversion_gives_the_ids_of_places_whatever_the_words_are(tmp_path: Path, name: str, template: str) -> None:
    assert len({tuple(_ids(tmp_path, name, template.format(*guess))) for guess in zip(NAMES, TOWNS, strict=False)}) == 1


def _ids(folder: Path, name: str, content: str) -> list[str]:
    from dragoman.formats.options import ReadOptions
    from dragoman.workflows.documents import read_document

    (folder / f"guess-{name}").write_text(content, encoding="utf-8")
    return [segment.id for segment in read_document(folder / f"guess-{name}", ReadOptions()).transcript.segments]


def test_subtitles_have_the_ids_of_their_times(tmp_path: Path) -> None:
    assert _ids(tmp_path, "cues.srt", CUES) == [time_id(1000)]
