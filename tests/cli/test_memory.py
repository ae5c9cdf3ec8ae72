from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.notation import parse_text
from dragoman.transcript.document import Engine, Person, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id

OLD = mint_id("old", 1)
NEW = mint_id("new", 1)


def interview(folder: Path, id_: str, source: str, target: str | None) -> None:
    segment = Segment(
        id=id_,
        source=parse_text(source)[0],
        target=parse_text(target)[0] if target else None,
        target_origin=Person(handle="ana") if target else None,
    )
    document = Transcript(recording=Recording(languages=("es",)), segments=(segment,), target_language="en")
    create_folder(folder, document, Engine(name="import"))


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    interview(tmp_path / "old", OLD, "Perdimos 40 colmenas.", "We lost 40 hives (of bees).")
    interview(tmp_path / "new", NEW, "Perdimos 43 colmenas.", None)
    return tmp_path


def test_what_was_translated_before_is_shown_with_its_difference(
    directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["memory", "find", "new"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{NEW}  Perdimos 43 colmenas.",
        "   95  We lost 40 hives (of bees).  (old, ana)",
        "       for: Perdimos [-40-] {+43+} colmenas.",
        "1 of 1 passage: something like it is in the memory",
    ]


def test_a_passage_is_not_offered_to_itself(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["memory", "find", "old", OLD]) == 0
    assert capsys.readouterr().out.startswith("0 of 1")


def test_the_memory_goes_out_as_tmx_and_comes_in_elsewhere(
    directory: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path_factory.mktemp("other")
    file = other / "memory.tmx"
    assert main(["memory", "export", str(file), "--from", "es", "--to", "en"]) == 0
    assert main(["memory", "import", str(file), "--directory", str(other)]) == 0
    assert "1 pair read, 1 of them new" in capsys.readouterr().out
    interview(other / "third", NEW, "Perdimos 40 colmenas.", None)
    assert main(["memory", "find", str(other / "third"), "--directory", str(other)]) == 0
    assert "  100  We lost 40 hives (of bees).  (memory/es-en.tmx)" in capsys.readouterr().out


def test_a_file_without_pairs_is_refused(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text("ANA: Hola.\n", encoding="utf-8")
    assert main(["memory", "import", "talk.txt"]) == 2
    assert "contains no pairs of texts; give a file with both languages, such as TMX" in capsys.readouterr().err


def test_words_that_are_withdrawn_leave_the_memory(directory: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["memory", "export", "all.tmx", "--from", "es", "--to", "en"])
    main(["memory", "import", "all.tmx"])
    assert main(["withdraw", "old", OLD]) in (0, 1)
    assert "removed from the translation memory" in capsys.readouterr().out
    assert main(["memory", "find", "new"]) == 0
    assert capsys.readouterr().out.startswith("0 of 1")


def test_withdrawn_words_leave_the_memory_beside_the_settings_wherever_they_are_withdrawn(
    directory: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    interview(directory / "2020" / "third", OLD, "Perdimos 40 colmenas.", "We lost 40 hives (of bees).")
    (directory / "dragoman.toml").write_text('[desk]\nhandle = "ana"\n', encoding="utf-8")
    main(["memory", "export", "all.tmx", "--from", "es", "--to", "en"])
    main(["memory", "import", "all.tmx"])
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    Path("dragoman.toml").write_text('[desk]\nhandle = "ana"\n', encoding="utf-8")
    capsys.readouterr()
    main(["withdraw", str(directory / "2020" / "third"), OLD])
    said = capsys.readouterr().out
    assert f"removed from the translation memory: {directory / 'memory' / 'es-en.tmx'}" in said
