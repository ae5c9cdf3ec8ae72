import pytest
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats import find_format, read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.transcript.text import plain
from interviews import arabic_english, english_persian, spanish_english
from samples import SAMPLES


def pairs(content: bytes, options: ReadOptions | None = None) -> list[tuple[str, str]]:
    segments = read(content, "tmx", options).transcript.segments
    return [(plain(segment.source or ()), plain(segment.target or ())) for segment in segments]


def test_a_file_is_known() -> None:
    assert find_format("memory.tmx", SAMPLES["tmx"]) == "tmx"


def test_pairs_come_back_with_every_mark() -> None:
    said = [s for s in spanish_english().segments if s.source and s.target and not s.withdrawn]
    content = write(spanish_english(), "tmx", WriteOptions()).content
    back = read(content, "tmx").transcript
    assert [(s.id, s.source) for s in back.segments] == [(s.id, s.source) for s in said]


def test_passages_without_both_texts_are_counted() -> None:
    problems = write(spanish_english(), "tmx", WriteOptions()).problems
    assert [problem.code for problem in problems] == ["one-side-left-out", "left-out"]


def test_the_language_that_the_file_names_is_the_original() -> None:
    assert pairs(SAMPLES["tmx"]) == [("Guten Tag", "Good day")]


def test_languages_that_were_asked_for_are_taken() -> None:
    asked = ReadOptions(language="fr", target_language="de")
    assert pairs(SAMPLES["tmx"], asked) == [("Bonjour", "Guten Tag")]


def test_languages_that_are_left_out_are_named() -> None:
    [problem] = [p for p in read(SAMPLES["tmx"], "tmx").problems if p.code == "languages-left-out"]
    assert "fr" in problem.message


def test_a_file_in_one_language_is_refused() -> None:
    with pytest.raises(FormatError, match="contains no pairs of texts in two languages"):
        read(b'<tmx version="1.4"><header srclang="de"/><body/></tmx>', "tmx", ReadOptions(path="m.tmx"))


@pytest.mark.external
def test_another_reader_finds_every_pair() -> None:
    tmx = pytest.importorskip("PythonTmx")
    for transcript in (spanish_english(), arabic_english(), english_persian()):
        content = write(transcript, "tmx", WriteOptions()).content
        found = tmx.from_element(etree.fromstring(content))
        said = [s for s in transcript.segments if s.source and s.target and not s.withdrawn]
        assert [unit.tuid for unit in found.tus] == [segment.id for segment in said]
        assert {variant.lang for unit in found.tus for variant in unit.tuvs} >= {transcript.target_language}
