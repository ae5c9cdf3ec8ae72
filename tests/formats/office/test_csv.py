import csv
import io

import pytest

from dragoman.errors import FormatError
from dragoman.formats import find_format, read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.problems import Place
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript, find_speaker
from dragoman.transcript.span import Span
from interviews import spanish_english


def table(text: str, options: ReadOptions | None = None) -> Imported:
    return read(text.encode(), "csv", options or ReadOptions(path="talk.csv"))


def rows(imported: Imported) -> list[tuple[str | None, Span | None, object, object]]:
    speakers = [find_speaker(imported.transcript, s.speaker) for s in imported.transcript.segments]
    segments = imported.transcript.segments
    return [(p.label if p else None, s.span, s.source, s.target) for p, s in zip(speakers, segments, strict=True)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_delimits_cells_is_found(delimiter: str) -> None:
    text = "start,end,speaker,text\n0:01,0:02.5,Anna,Hello\n0:03,,Ben,Hi\n".replace(",", delimiter)
    assert rows(table(text)) == [
        ("Anna", Span(1000, 2500), ("Hello",), None),
        ("Ben", Span(3000), ("Hi",), None),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "TIMECODE,SPEAKER,TRANSCRIPT",
        "Zeit,Sprecher,Text",
        "Time Code,Name,Original",
        "start_ms,who,words",
        "начало,спикер,текст",
    ],
)
def test_headings_in_the_words_of_those_who_type_them(heading: str) -> None:
    value = "1000" if "ms" in heading else "0:00:01.000"
    assert rows(table(f"{heading}\n{value},Anna,Hello\n")) == [("Anna", Span(1000), ("Hello",), None)]


def test_both_languages_stand_beside_each_other() -> None:
    transcript = table("original (es),translation (en)\nHola,Hello\n").transcript
    assert (transcript.source_language, transcript.target_language) == ("es", "en")
    transcript = table("Arabic,English\nسلام,Peace\n").transcript
    assert (transcript.source_language, transcript.target_language) == ("ar", "en")
    assert (transcript.segments[0].source, transcript.segments[0].target) == (("سلام",), ("Peace",))


def test_a_table_without_headings_is_known_by_its_times() -> None:
    text = "0:01,0:02,Anna,Hello there\n0:03,0:04,Ben,Hi you\n0:05,0:07,Anna,Bye\n"
    assert rows(table(text))[1] == ("Ben", Span(3000, 4000), ("Hi you",), None)


def test_a_length_stands_for_an_end() -> None:
    assert rows(table("start,duration,text\n1.5,2,Hello\n")) == [(None, Span(1500, 3500), ("Hello",), None)]


def test_names_before_the_words_are_speakers_where_there_is_no_column_for_them() -> None:
    found = rows(table("start,text\n0:01,Anna: Hello\n0:02,Anna: Bye\n"))
    assert [(name, words) for name, _, words, _ in found] == [("Anna", ("Hello",)), ("Anna", ("Bye",))]


def test_other_columns_and_times_that_are_none_are_told() -> None:
    imported = table('start,mood,text\n"x\ny",good,"Hello\nthere"\n0:02,bad,Bye\n')
    assert [(p.code, p.where) for p in imported.problems] == [
        ("column-left-out", Place(line=1)),
        ("time-unreadable", Place(line=2, column=1)),
    ]
    assert rows(imported)[0] == (None, None, ("Hello there",), None)


@pytest.mark.parametrize("text", ["", "a", "a,b\nc,d\n", "Ja,no\n", '"abc'])
def test_a_table_in_which_nothing_is_known_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match=r"talk.csv:1:1: has no column that can be identified as words"):
        table(text)


def test_a_cell_beyond_all_measure_is_refused_with_its_line() -> None:
    with pytest.raises(FormatError, match=r"talk.csv:3:1: is not a readable table \(field larger"):
        table("start,text\n0:01,a\n0:02," + "x" * 200_000)


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@x", "'=x", "''-x", "＝1", "=HYPERLINK(\"a\")"])  # fmt: skip
def test_no_cell_is_taken_for_a_formula_and_none_is_changed(said: str) -> None:
    segment = Segment(id="s00000001", speaker="S1", source=(said,), target=(said,))
    transcript = Transcript(speakers=(Speaker(id="S1", label=said),), segments=(segment,), target_language="en")
    content = write(transcript, "csv", WriteOptions()).content
    cells = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in cells)
    assert rows(read(content, "csv", ReadOptions())) == [(said, None, (said,), (said,))]


def test_what_is_written_opens_in_a_spreadsheet() -> None:
    content = write(spanish_english(), "csv", WriteOptions()).content
    assert content.startswith(b"\xef\xbb\xbfid,start,end,speaker,language,original (es),translation (en)\r\n")
    assert b"s00000002,00:00:06.200,00:00:09.000,The host,es," in content


def test_one_side_is_one_column() -> None:
    transcript = Transcript(
        recording=Recording(languages=("fa",)), segments=(Segment(id="s00000001", source=("سلام",), target=("Peace",)),)
    )
    content = write(transcript, "tsv", WriteOptions(side="source")).content.decode("utf-8-sig")
    assert content == "id\tstart\tend\tspeaker\tlanguage\toriginal (fa)\r\ns00000001\t\t\t\tfa\tسلام\r\n"


@pytest.mark.parametrize(
    "heading",
    [
        "Speaker Name,Start Time,End Time,Text",
        "Character,Start TC,End TC,Dialogue",
        "speaker_name,start_time,end_time,dialog",
        "Speaker,Begin Time - hh:mm:ss.ms,End Time - hh:mm:ss.ms,Annotation",
        "Participant,TC In,TC Out,Spoken Text",
        "SpeakerName,StartTime,EndTime,TranscriptText",
    ],
)
def test_headings_of_several_words(heading: str) -> None:
    assert rows(table(f"{heading}\nAnna,0:00:01.000,0:00:02.000,Hello\n")) == [
        ("Anna", Span(1000, 2000), ("Hello",), None)
    ]


@pytest.mark.parametrize(
    "heading",
    ["#,Start,English Text,German Text", "No,Start time,English,German", "Nr.,TC,Original (EN),Übersetzung (DE)"],
)
def test_a_language_beside_the_word_for_text(heading: str) -> None:
    imported = table(f"{heading}\n1,0:01,Good morning,Guten Morgen\n")
    assert rows(imported) == [(None, Span(1000), ("Good morning",), ("Guten Morgen",))]
    assert (imported.transcript.source_language, imported.transcript.target_language) == ("en", "de")


@pytest.mark.parametrize("code", ["xds", "tok", "fa", "und"])
def test_a_column_of_codes_is_no_language(code: str) -> None:
    imported = table(f"onset,offset,{code},transcription,speaker\n0,2000,A,hello there,MA1\n4500,8000,B,hey,FA1\n")
    assert rows(imported) == [("MA1", Span(0, 2000), ("hello there",), None), ("FA1", Span(4500, 8000), ("hey",), None)]
    assert [problem.code for problem in imported.problems] == ["column-left-out", "time-unit-guessed"]


def test_elans_export_without_headings() -> None:
    line = "tx@Ana\tAna\t00:00:00.000\t0.0\t00:00:02.500\t2.5\t00:00:02.500\t2.5\tBuenas tardes.\n"
    other = "tx@Host\tHost\t00:00:03.000\t3.0\t00:00:04.000\t4.0\t00:00:01.000\t1.0\t¿Y luego?\n"
    assert rows(table(line + line + other))[::2] == [
        ("Ana", Span(0, 2500), ("Buenas tardes.",), None),
        ("Host", Span(3000, 4000), ("¿Y luego?",), None),
    ]


def test_a_tab_delimited_text_file_is_a_table() -> None:
    content = b"Ana\t0:01.5\t0:02.0\tBuenas tardes.\nHost\t0:03\t0:04\tY luego?\n"
    assert find_format("talk.txt", content) == "text-table"
    assert find_format("talk.txt", b"Ana:\tBuenas tardes.\n") == "plain-text"


def test_whole_numbers_without_headings_that_grow_are_times() -> None:
    assert rows(table("0,2000,Ana,Hello there\n2500,4000,Ben,Hi you\n4100,9000,Ana,Bye\n"))[1] == (
        "Ben",
        Span(2500, 4000),
        ("Hi you",),
        None,
    )


def test_frames_are_read_and_the_rate_is_told() -> None:
    imported = table('"Speaker Name","Start Time","End Time","Text"\n"Anna","00:00:01:12","00:00:02:20","Hello"\n')
    assert rows(imported) == [("Anna", Span(1480, 2800), ("Hello",), None)]
    assert [problem.code for problem in imported.problems] == ["frame-rate-guessed"]


def test_the_only_column_left_holds_the_words_and_this_is_told() -> None:
    imported = table("start,speaker,what was said\n0:01,Anna,Hello there all\n0:02,Ben,Hi to you too\n")
    assert rows(imported)[0] == ("Anna", Span(1000), ("Hello there all",), None)
    assert [problem.code for problem in imported.problems] == ["column-guessed"]


def test_rows_above_the_headings_are_named() -> None:
    imported = table("Interview with Anna,,\nstart,speaker,text\n0:01,Anna,Hello\n")
    assert rows(imported) == [("Anna", Span(1000), ("Hello",), None)]
    assert [problem.message for problem in imported.problems] == ["a row above the headings says: Interview with Anna"]


def test_the_table_that_praat_exports() -> None:
    assert rows(table("tmin\ttier\ttext\ttmax\n0.5\tAna\tHello there\t1.5\n1.5\tBen\tAnd you\t2.75\n")) == [
        ("Ana", Span(500, 1500), ("Hello there",), None),
        ("Ben", Span(1500, 2750), ("And you",), None),
    ]
