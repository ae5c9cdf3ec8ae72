from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.workflows.importing.read_inputs import InputOptions, find_files


def names(folder: Path) -> list[tuple[str, str, str | None]]:
    return [(file.shown, file.name, file.reason) for file in find_files(folder, InputOptions(inputs=(folder,)))]


def test_files_that_differ_by_their_suffix_have_it_in_their_names(tmp_path: Path) -> None:
    for name in ("a.srt", "a.vtt", "b.srt"):
        (tmp_path / name).write_text("x")
    assert [name for _, name, _ in names(tmp_path)] == ["a-srt", "a-vtt", "b"]


def test_files_of_folders_are_found_and_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.srt").write_text("x")
    (tmp_path / "b.srt").symlink_to(tmp_path / "in/a.srt")
    (tmp_path / "around").symlink_to(tmp_path)
    assert names(tmp_path) == [
        ("around", "around", "it is a link, which is not followed"),
        ("b.srt", "b", "it is a link, which is not followed"),
        ("in/a.srt", "in/a", None),
    ]


def test_a_folder_without_anything_to_read_is_refused_with_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("x")
    with pytest.raises(InputError, match=r"contains no interview, and no file that can be read; these can be: .*\.srt"):
        find_files(tmp_path, InputOptions(inputs=(tmp_path,)))
