from __future__ import annotations

import copy
import io
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.export import for_export, without_withdrawn
from dragoman.formats.office.docx import read_page, take_edits
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.formats.reading.xml import clean
from dragoman.notation import Parsed, as_typed, parse, serialize
from dragoman.transcript.document import Segment, Speaker, Transcript
from dragoman.transcript.text import Note, Supplied, find_marks
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from mutations import mutated
from programs import needs_program
from strategies import transcripts

INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript()]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(transcript: Transcript) -> bytes:
    return write(transcript, "docx", WriteOptions()).content


def loaded(content: bytes) -> Imported:
    return read(content, "docx", ReadOptions(path="talk.docx"))


def kept(transcript: Transcript) -> Transcript:
    """What a page can carry of what may leave the desk."""
    return as_typed(without_withdrawn(for_export(transcript)))


def edited(content: bytes, edit: Callable[[Any], None]) -> bytes:
    """The file after an edit of its main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                edit(root)
                part = etree.tostring(root)
            new.writestr(name, part)
    return out.getvalue()


def retyped(content: bytes, before: str, after: str) -> bytes:
    def edit(root: Any) -> None:
        [words] = [t for t in root.iter(f"{W}t") if before in (t.text or "")]
        words.text = words.text.replace(before, after)

    return edited(content, edit)


def page(content: bytes) -> Parsed:
    found = read_page(content, ReadOptions())
    assert found is not None
    return found


def rows_of(root: Any) -> list[Any]:
    return list(root.iter(f"{W}tr"))


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_an_interview_comes_back_as_it_is_typed(interview: Transcript) -> None:
    imported = loaded(written(interview))
    assert imported.transcript == kept(interview)
    assert imported.problems == ()


@given(transcripts())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_comes_back_as_its_page_does(transcript: Transcript) -> None:
    typed = parse(clean(serialize(without_withdrawn(for_export(transcript, to_edit=True)))))
    assert loaded(written(transcript)).transcript == typed.transcript


def test_a_hostile_document_is_written_and_read() -> None:
    transcript = loaded(written(hostile("a <b> \x00 &c; javascript:x"))).transcript
    assert transcript.facts.title == "a <b> \ufffd &c; javascript:x"


@pytest.mark.parametrize("interview", INTERVIEWS[:3])
def test_python_docx_finds_the_words_in_their_columns(interview: Transcript, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    (tmp_path / "talk.docx").write_bytes(written(interview))
    [table] = docx.Document(str(tmp_path / "talk.docx")).tables
    first = kept(interview).segments[0]
    assert table.rows[0].cells[0].text == "Speaker, time"
    assert table.rows[1].cells[1].text == serialize(Transcript(segments=(first,))).split(": ", 1)[1].split("\n")[0]
    assert len(table.rows) == len(kept(interview).segments) + 1


def test_right_to_left_is_on_paragraphs_and_runs() -> None:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(written(arabic_english()))).read("word/document.xml"))
    [original, translation] = rows_of(root)[1].findall(f"{W}tc/{W}p")[-2:]
    assert original.find(f"{W}pPr/{W}bidi") is not None
    runs = [(run.find(f"{W}rPr/{W}rtl") is not None, run.findtext(f"{W}t")) for run in original.iter(f"{W}r")]
    assert {rtl for rtl, _ in runs} == {True}
    assert {lang.get(f"{W}bidi") for lang in original.iter(f"{W}lang")} == {"ar"}
    assert translation.find(f"{W}pPr/{W}bidi") is None
    assert {lang.get(f"{W}val") for lang in translation.iter(f"{W}lang")} == {"en"}


def test_words_that_run_against_their_line_are_runs_of_their_own() -> None:
    row = passage(1, None, 0, 1, "قال [in English: Nile Ltd.] ثم", None)
    content = written(Transcript(segments=(row,)))
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    cell = rows_of(root)[1].findall(f"{W}tc")[1]
    runs = [(run.find(f"{W}rPr/{W}rtl") is not None, run.findtext(f"{W}t")) for run in cell.iter(f"{W}r")]
    assert runs == [(True, "قال "), (False, "[in English: Nile Ltd.]"), (True, " ثم")]


def test_notes_are_footnotes() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(spanish_english())))
    notes = etree.fromstring(archive.read("word/footnotes.xml"))
    words = ["".join(note.itertext()) for note in notes]
    assert words == ["", "", " She does not say which year; the drought of 2012 is likely."]
    assert b"[tr: She" not in archive.read("word/document.xml")


def test_nothing_of_the_desks_own_is_in_it() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(spanish_english())))
    whole = b"".join(archive.read(name) for name in archive.namelist())
    assert b"check with the producer" not in whole
    assert b"tone.mp3" not in whole


def test_the_same_document_gives_the_same_bytes() -> None:
    assert written(spanish_english()) == written(spanish_english())


def test_an_edited_text_is_taken_and_nothing_else() -> None:
    content = retyped(written(spanish_english()), "How did it all begin?", "How did it (all) begin?")
    taken = take_edits(page(content), spanish_english())
    changed = {row.segment: set(row.carried) for row in taken.rows if row.carried}
    assert changed == {"s00000002": {"target"}}


def test_a_file_that_nobody_edited_changes_nothing() -> None:
    taken = take_edits(page(written(spanish_english())), spanish_english())
    assert [row.segment for row in taken.rows if row.carried] == []


def test_notes_for_the_desk_survive_the_edit_of_their_passage() -> None:
    content = retyped(written(spanish_english()), "and we lost everything.", "and all was lost.")
    taken = take_edits(page(content), spanish_english())
    [segment] = [s for s in taken.transcript.segments if s.id == "s00000006"]
    assert segment.target is not None
    assert segment.target[-1] == Note(("check with the producer",), "desk")


def test_a_cleared_translation_is_taken_away() -> None:
    def clear(root: Any) -> None:
        cell = rows_of(root)[2].findall(f"{W}tc")[2]
        for run in list(cell.iter(f"{W}r")):
            run.getparent().remove(run)

    taken = take_edits(page(edited(written(spanish_english()), clear)), spanish_english())
    [row] = [row for row in taken.rows if row.carried]
    assert (row.segment, set(row.carried)) == ("s00000002", {"target"})
    assert taken.transcript.segments[1].target is None


def test_a_row_that_was_copied_is_a_new_passage() -> None:
    def double(root: Any) -> None:
        row = rows_of(root)[2]
        row.addnext(copy.deepcopy(row))

    parsed = page(edited(written(spanish_english()), double))
    assert [row.id for row in parsed.rows][1:3] == ["s00000002", None]
    assert parsed.transcript.segments[2].source == ("¿Cómo empezó todo?",)


def test_a_link_will_do_where_an_editor_drops_bookmarks() -> None:
    def drop(root: Any) -> None:
        for mark in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            mark.getparent().remove(mark)

    assert loaded(edited(written(spanish_english()), drop)).transcript == kept(spanish_english())


def test_tracked_changes_are_read_as_accepted_and_comments_left_out() -> None:
    def track(root: Any) -> None:
        [run] = [r for r in root.iter(f"{W}r") if "How did it all begin?" in "".join(r.itertext())]
        parent, place = run.getparent(), run.getparent().index(run)
        deleted, inserted = etree.Element(f"{W}del"), etree.Element(f"{W}ins")
        gone = etree.SubElement(etree.SubElement(deleted, f"{W}r"), f"{W}delText")
        gone.text = "How did it all begin?"
        run.find(f"{W}t").text = "How did it start?"
        parent.insert(place, deleted)
        parent.insert(place + 1, inserted)
        inserted.append(run)
        etree.SubElement(etree.SubElement(inserted, f"{W}r"), f"{W}commentReference")

    imported = loaded(edited(written(spanish_english()), track))
    assert imported.transcript.segments[1].target == ("How did it start?",)
    assert [problem.code for problem in imported.problems] == ["changes-accepted", "comments-left-out"]


def test_a_time_that_is_none_is_told_with_its_row() -> None:
    parsed = page(retyped(written(spanish_english()), "0:06.2-0:09", "0:06.2-0:01"))
    [problem] = parsed.problems
    assert (problem.code, problem.where.segment, problem.where.line) == ("unreadable-time", "s00000002", 2)


def test_a_bracket_left_open_is_told_with_its_row() -> None:
    parsed = page(retyped(written(spanish_english()), "How did it all begin?", "How did it (all begin?"))
    assert [(problem.code, problem.where.line) for problem in parsed.problems] == [("unclosed-mark", 2)]


@pytest.mark.parametrize("interview", INTERVIEWS[:3])
def test_pandoc_writes_it_again_without_loss(interview: Transcript, tmp_path: Path) -> None:
    pandoc = pytest.importorskip("pypandoc")
    (tmp_path / "a.docx").write_bytes(written(interview))
    pandoc.convert_file(str(tmp_path / "a.docx"), "docx", outputfile=str(tmp_path / "b.docx"))
    assert loaded((tmp_path / "b.docx").read_bytes()).transcript == kept(interview)


@pytest.mark.external
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_libreoffice_writes_it_again_without_loss(suffix: str, tmp_path: Path) -> None:
    soffice = needs_program("soffice")
    files = [tmp_path / f"{number}.docx" for number in range(3)]
    for file, interview in zip(files, INTERVIEWS, strict=False):
        file.write_bytes(written(interview))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    for number, interview in enumerate(INTERVIEWS[:3]):
        content = (tmp_path / "out" / f"{number}.{suffix}").read_bytes()
        assert read(content, suffix, ReadOptions()).transcript == kept(interview)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"talk\.docx: is damaged, or no such document"),
        (b"PK\x03\x04", "is damaged"),
        (b"\xd0\xcf\x11\xe0 an old .doc", "is damaged, or no such document"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loaded(content)


def test_a_bomb_and_entities_are_refused() -> None:
    def packed(document: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", document)
        return out.getvalue()

    with pytest.raises(FormatError, match=r"unpacks word/document\.xml to more than"):
        loaded(packed(b"<a>" + b" " * (80 << 20)))
    with pytest.raises(FormatError, match=r"declares entities, which are not read in word/document\.xml"):
        loaded(packed(b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'))
    with pytest.raises(FormatError, match=r":2:\d+: is not well-formed XML in word/document\.xml"):
        loaded(packed(b"<a>\n</b>"))


@given(mutated(written(english_persian())))
@settings(max_examples=80, deadline=None)
def test_a_broken_file_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert isinstance(loaded(content).transcript, Transcript)


@given(mutated(zipfile.ZipFile(io.BytesIO(written(english_persian()))).read("word/document.xml")))
@settings(max_examples=150, deadline=None)
def test_a_broken_part_is_read_or_refused(part: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", part)
    with suppress(FormatError):
        assert all(isinstance(s, Segment) for s in loaded(out.getvalue()).transcript.segments)


def test_speakers_keep_their_ids() -> None:
    speakers = (Speaker(id="S7", label="Ana"), Speaker(id="S9", label="Ana"))
    rows = (passage(1, "S9", 0, 1, "Sí", "Yes"),)
    came_back = loaded(written(Transcript(speakers=speakers, segments=rows))).transcript
    assert came_back.speakers == speakers
    assert came_back.segments[0].speaker == "S9"


def in_house(profile: str) -> bytes:
    return write(arabic_english(), "docx", WriteOptions(profile=profile)).content


def test_a_house_sees_its_own_brackets_with_their_legend() -> None:
    words = etree.fromstring(zipfile.ZipFile(io.BytesIO(in_house("square"))).read("word/document.xml")).itertext()
    shown = "".join(words)
    assert "[words] \u2002 added by the translator; not said" in shown
    assert "(words) \u2002 added" not in shown
    assert "dragoman-notation" not in shown


def test_what_is_in_a_house_s_brackets_is_read_back_with_its_profile() -> None:
    back = read(in_house("square"), "docx", ReadOptions(profile="square")).transcript
    marks = list(find_marks(back.segments[3].target or ()))
    assert Supplied(("for its hotel",)) in marks
    assert Note(("The Arabic leaves open who did not pay: الشركة or الوسيط.",)) in marks


def test_a_file_for_readers_says_that_it_is_not_taken_back_in() -> None:
    [problem] = write(arabic_english(), "docx", WriteOptions(profile="square")).problems[:1]
    assert problem.code == "for-readers-only"
    assert read_page(in_house("square"), ReadOptions()) is None


def test_the_house_of_the_notation_is_no_other() -> None:
    assert in_house("dragoman") == written(arabic_english())
