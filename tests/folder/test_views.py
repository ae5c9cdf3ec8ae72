from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import msgspec
import pytest

from dragoman import disk
from dragoman.errors import Fix, FolderError
from dragoman.folder import Folder, commit, create_folder, sign
from dragoman.folder.apply_page import take_page
from dragoman.folder.editions import save_edition
from dragoman.folder.views import local_address, make_views, page_path, refuse_edited, write_views
from dragoman.notation import parse
from dragoman.transcript import edit
from dragoman.transcript.document import Copy, Engine, Facts, Person, Recording, Segment, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note
from editions import released
from interviews import arabic_english, spanish_english

WHISPER = Engine(name="whisper")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "interview", spanish_english(), WHISPER)


def with_copy(folder: Folder, *addresses: str) -> Folder:
    recording = Recording(copies=tuple(Copy(address=address) for address in addresses))
    return msgspec.structs.replace(folder, transcript=msgspec.structs.replace(folder.transcript, recording=recording))


def of(tmp_path: Path, *segments: Segment, source: str | None = "es", target: str | None = "en") -> Folder:
    languages = (source,) if source else ()
    transcript = Transcript(recording=Recording(languages=languages), segments=segments, target_language=target)
    return create_folder(tmp_path / "talk", transcript, WHISPER)


def test_the_views_are_a_page_to_type_on_subtitles_and_a_page_to_look_at(folder: Folder) -> None:
    written = write_views(folder)
    assert [path.name for path in written] == [
        "tone.txt",
        "tone.es.vtt",
        "tone.es.srt",
        "tone.en.vtt",
        "tone.en.srt",
        "index.html",
    ]
    assert (folder.path / "tone.txt").read_text(encoding="utf-8").startswith("dragoman-notation 1\n")


def test_only_what_changed_is_written(folder: Folder) -> None:
    write_views(folder)
    assert write_views(folder) == ()
    (folder.path / "tone.es.vtt").unlink()
    assert [path.name for path in write_views(folder)] == ["tone.es.vtt"]


def test_the_same_document_has_the_same_views(folder: Folder, tmp_path: Path) -> None:
    other = create_folder(tmp_path / "other", spanish_english(), WHISPER)
    assert make_views(folder) == make_views(other)


def test_an_edited_page_is_not_written_over(folder: Folder) -> None:
    write_views(folder)
    page_path(folder).write_text("my work", encoding="utf-8")
    with pytest.raises(FolderError, match=r"tone.txt: has edits .* apply it first, or discard its edits") as refused:
        write_views(folder)
    path = str(folder.path)
    assert refused.value.fixes == (
        Fix("apply it first", "apply", (path,)),
        Fix("discard its edits", "view", (path,), {"force": True}),
    )
    assert page_path(folder).read_text(encoding="utf-8") == "my work"


def test_edited_subtitles_are_not_written_over(folder: Folder) -> None:
    write_views(folder)
    (folder.path / "tone.es.srt").write_text("my work", encoding="utf-8")
    with pytest.raises(FolderError, match=r"tone.es.srt: was edited by hand; move it to another name"):
        refuse_edited(folder)


def test_a_file_of_the_users_with_a_views_name_is_not_written_over(folder: Folder) -> None:
    (folder.path / "tone.txt").write_text("my notes", encoding="utf-8")
    with pytest.raises(FolderError, match=r"tone.txt: was not written by Dragoman; move it to another name"):
        write_views(folder)
    assert not (folder.path / "index.html").exists()


def test_an_edited_page_is_written_over_by_force(folder: Folder) -> None:
    write_views(folder)
    page_path(folder).write_text("my work", encoding="utf-8")
    assert write_views(folder, force=True) == (page_path(folder),)


def test_an_edited_page_that_was_taken_in_is_written_over(folder: Folder) -> None:
    write_views(folder)
    page_path(folder).write_bytes(b"my work")
    with pytest.raises(FolderError, match="has edits"):
        write_views(folder, accept=[_sha256(b"other work")])
    assert write_views(folder, accept=[_sha256(b"my work")]) == (page_path(folder),)


def test_views_whose_record_is_lost_are_known_by_their_bytes(folder: Folder) -> None:
    write_views(folder)
    (folder.path / ".dragoman" / "views.json").unlink()
    assert write_views(folder) == ()


def test_a_writer_that_was_stopped_half_way_left_nobodys_edits(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write_views(folder)
    changed = msgspec.structs.replace(folder, transcript=arabic_english())
    changed = with_copy(changed, "tone.mp3")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", _stopping_after(3))
        with pytest.raises(KeyboardInterrupt):
            write_views(changed)
    assert write_views(changed)
    assert write_views(folder)


def test_a_full_disk_leaves_the_views_as_they_were(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    write_views(folder)
    before = (folder.path / "index.html").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", _full)
        with pytest.raises(FolderError, match="the disk is full"):
            write_views(msgspec.structs.replace(folder, transcript=with_copy(folder, "tone.mp4").transcript))
    assert (folder.path / "index.html").read_bytes() == before
    assert write_views(folder) == ()


def test_a_view_that_is_no_longer_due_goes(folder: Folder) -> None:
    write_views(folder)
    bare = tuple(msgspec.structs.replace(segment, target=None) for segment in folder.transcript.segments)
    write_views(msgspec.structs.replace(folder, transcript=msgspec.structs.replace(folder.transcript, segments=bare)))
    assert not (folder.path / "tone.en.vtt").exists()


def test_a_view_that_is_no_longer_due_but_edited_stays(folder: Folder) -> None:
    write_views(folder)
    (folder.path / "tone.en.vtt").write_text("my work", encoding="utf-8")
    bare = tuple(msgspec.structs.replace(segment, target=None) for segment in folder.transcript.segments)
    write_views(msgspec.structs.replace(folder, transcript=msgspec.structs.replace(folder.transcript, segments=bare)))
    assert (folder.path / "tone.en.vtt").read_text(encoding="utf-8") == "my work"


def test_a_forged_record_deletes_nothing_else(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    forged = {name: [_sha256(b"mine")] for name in ("../mine.txt", "history.jsonl")}
    forged["history.jsonl"] = [_sha256((folder.path / "history.jsonl").read_bytes())]
    (folder.path / ".dragoman" / "views.json").write_bytes(msgspec.json.encode(forged))
    write_views(folder)
    assert (tmp_path / "mine.txt").exists()
    assert (folder.path / "history.jsonl").exists()


def test_a_page_that_leads_elsewhere_is_refused(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (folder.path / "tone.txt").symlink_to(tmp_path / "mine.txt")
    with pytest.raises(FolderError, match="is a link to somewhere else"):
        write_views(folder)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("../film.final.mp4", "film.final"),
        ("C:\\films\\film.mp4", "film"),
        ("https://example.org/a/b%20c.mp3?x=1", "b c"),
        ("../../etc/passwd", "passwd"),
        ("a<b>:c|d.mp3", "a_b__c_d"),
        ("مصاحبه.mp3", "مصاحبه"),
        ("..", "interview"),
        ("", "interview"),
        ("x" * 400 + ".mp3", "x" * 150),
    ],
)
def test_views_are_named_after_the_recording(folder: Folder, address: str, name: str) -> None:
    assert page_path(with_copy(folder, address)) == folder.path / f"{name}.txt"


@pytest.mark.parametrize(
    ("address", "media"),
    [
        ("tone.mp3", b'src="tone.mp3'),
        ("../my film.mp4", b'src="../my%20film.mp4'),
        ("javascript:alert(1).mp3", b'src="javascript%3Aalert%281%29.mp3'),
        ('"><script>.mp3', b'src="%22%3E%3Cscript%3E.mp3'),
    ],
)
def test_the_page_finds_the_sound_from_where_it_lies(folder: Folder, address: str, media: bytes) -> None:
    assert media in make_views(with_copy(folder, address))["index.html"]


def test_a_sound_of_the_network_is_not_fetched_by_the_page(folder: Folder) -> None:
    assert b"evil.example" not in make_views(with_copy(folder, "https://evil.example/a.mp3"))["index.html"]


@pytest.mark.skipif(os.name != "posix", reason="paths of another system")
def test_two_slashes_are_no_host(folder: Folder) -> None:
    assert b'"//evil.example' not in make_views(with_copy(folder, "//evil.example/a.mp3"))["index.html"]


def test_the_address_of_a_recording_is_its_path_from_the_folder(tmp_path: Path) -> None:
    assert local_address(tmp_path / "interview", tmp_path / "film.mp4") == "../film.mp4"
    assert local_address(tmp_path, tmp_path / "film.mp4") == "film.mp4"


def test_a_text_without_times_has_no_subtitles(tmp_path: Path) -> None:
    folder = of(tmp_path, Segment(id="s00000001", source=("Hola.",)))
    assert list(make_views(folder)) == ["talk.txt", "index.html"]


def test_one_language_has_one_set_of_subtitles(tmp_path: Path) -> None:
    folder = of(tmp_path, Segment(id="s00000001", span=Span(0, 900), source=("Hola.",)), target="es")
    assert list(make_views(folder)) == ["talk.txt", "talk.es.vtt", "talk.es.srt", "index.html"]


def test_two_sides_of_one_language_have_two_names(tmp_path: Path) -> None:
    segment = Segment(id="s00000001", span=Span(0, 900), source=("Hola.",), target=("¡Hola!",))
    names = list(make_views(of(tmp_path, segment, target="es")))
    assert names[1:5] == ["talk.es.vtt", "talk.es.srt", "talk.target.vtt", "talk.target.srt"]


def test_a_language_that_is_no_tag_names_no_file(tmp_path: Path) -> None:
    segment = Segment(id="s00000001", span=Span(0, 900), source=("Hola.",))
    assert "talk.und.vtt" in make_views(of(tmp_path, segment, source="../../x"))


def test_notes_for_the_desk_are_on_the_page_to_type_on_alone(tmp_path: Path) -> None:
    source = ("Hola ", Note(("ask her lawyer",), "desk"))
    views = make_views(of(tmp_path, Segment(id="s00000001", span=Span(0, 900), source=source, target=source)))
    assert [name for name, content in views.items() if b"lawyer" in content] == ["talk.txt"]


def test_a_draft_says_that_it_is_one(folder: Folder) -> None:
    assert b"Draft, not released: 0 of 11 passages reviewed" in make_views(folder)["index.html"]


def test_a_page_to_type_on_has_hints_and_applies_as_no_change(tmp_path: Path) -> None:
    bare = of(tmp_path, Segment(id="s00000001", span=Span(0, 900), source=("Hola",)))
    page = make_views(bare)["talk.txt"].decode()
    assert "\naired:\n" in page
    assert take_page(bare.transcript, parse(page), sign(bare, WHISPER)).revisions == ()
    titled = commit(bare, edit.set_facts(bare.transcript, Facts(title="Abejas"), sign(bare, WHISPER)))
    assert take_page(titled.transcript, parse(page), sign(titled, WHISPER)).revisions == ()


def test_a_draft_says_what_is_released(folder: Folder) -> None:
    save_edition(folder, released(folder.transcript))
    assert b"Draft: edition 1 of 2026-05-01 is released, and nothing changed since" in make_views(folder)["index.html"]
    changed = edit.set_target(folder.transcript, "s00000002", ("Other.",), sign(folder, Person(handle="ana")))
    page = make_views(commit(folder, changed))["index.html"]
    assert b"and 1 passage changed since in words, time or speaker; 0 of 11 passages reviewed" in page


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _stopping_after(count: int) -> object:
    real = disk.replace
    left = [count]

    def replace(path: Path, content: bytes, mode: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(path, content, mode)

    return replace


def _full(_descriptor: int, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")
