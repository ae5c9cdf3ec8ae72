from __future__ import annotations

from pathlib import Path

from dragoman.folder import commit, create_folder, sign
from dragoman.folder.interview import Folder
from dragoman.folder.transcribers import find_transcribers
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Engine, Person, Segment, Transcript
from dragoman.transcript.text import Gap

ANA, BEN = Person(handle="ana"), Person(handle="ben")
WHISPER = Engine(name="whisper")
ONE, TWO = "s00000001", "s00000002"
IMPORTED = Transcript(
    segments=(
        Segment(id=ONE, source=("We kept bees behind the house.",)),
        Segment(id=TWO, source=("In winter we fed them sugar.",)),
    )
)


def write(folder: Folder, id_: str, words: str, by: Person = ANA) -> Folder:
    return commit(folder, edit.set_source(folder.transcript, id_, (words,), sign(folder, by)))


def find(folder: Folder) -> tuple[str, ...]:
    return find_transcribers(folder.transcript, folder.history)


def test_whoever_corrected_every_imported_original_did_not_transcribe_them(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "talk", IMPORTED, ANA)
    folder = write(folder, ONE, "We kept the bees behind the house.")
    folder = write(folder, TWO, "In winter, we fed them honey.")
    assert find(folder) == ()


def test_whoever_corrected_every_original_of_an_engine_did_not_transcribe_them(tmp_path: Path) -> None:
    drafted = Transcript(segments=(Segment(id=ONE, source=("We kept peas behind the house.",), source_origin=WHISPER),))
    folder = create_folder(tmp_path / "talk", drafted, WHISPER)
    assert find(write(folder, ONE, "We kept bees behind the house.")) == ()


def test_whoever_replaced_most_words_is_the_transcriber(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "talk", IMPORTED, ANA)
    folder = write(folder, ONE, "My grandfather built eleven hives of clay for his swarm.")
    folder = write(folder, TWO, "In winter, we fed them sugar.", BEN)
    assert find(folder) == ("ana",)


def test_whoever_typed_what_no_engine_could_write_is_the_transcriber(tmp_path: Path) -> None:
    empty = Segment(id=ONE, source=(Gap("untranscribed"),), source_origin=WHISPER)
    folder = create_folder(tmp_path / "talk", Transcript(segments=(empty,)), WHISPER)
    assert find(write(folder, ONE, "We kept bees.")) == ("ana",)


def test_a_split_and_a_join_pass_on_what_was_imported(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "talk", IMPORTED, ANA)
    folder = commit(folder, edit.split_segment(folder.transcript, ONE, Cut(source=13), sign(folder, ANA)))
    new = folder.transcript.segments[1].id
    folder = write(folder, new, "behind our house.")
    assert find(folder) == ()
    folder = commit(folder, edit.join_segments(folder.transcript, new, TWO, sign(folder, ANA)))
    assert find(write(folder, new, "behind our house. In winter we fed them honey.")) == ()


def test_single_characters_are_compared_in_scripts_without_spaces(tmp_path: Path) -> None:
    imported = Transcript(segments=(Segment(id=ONE, source=("我们在屋后养蜜蜂",), language="zh"),))
    folder = create_folder(tmp_path / "talk", imported, ANA)
    assert find(write(folder, ONE, "我们在房后养蜜蜂")) == ()
