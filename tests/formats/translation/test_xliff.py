"""XLIFF 1.2 and 2.0: what is written, what is read of other programs' files."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from dragoman.formats import find_format, read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import parse_text
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, plain
from interviews import arabic_english, english_persian, spanish_english
from programs import VALIDATORS, needs_package, needs_program
from samples import SAMPLES

BOTH = pytest.mark.parametrize("name", ["xliff", "xliff2"])


def saying(source: str, target: str | None, **fields: Any) -> Transcript:
    return Transcript(
        recording=Recording(languages=("es",)),
        speakers=(Speaker(id="S1", label="ANA"),),
        segments=(
            Segment(
                id=mint_id("test", 1),
                source=parse_text(source)[0],
                target=parse_text(target)[0] if target else None,
                **fields,
            ),
        ),
        target_language="en",
    )


def through(name: str, transcript: Transcript) -> Segment:
    [segment] = read(write(transcript, name, WriteOptions()).content, name).transcript.segments
    return segment


@BOTH
def test_a_file_is_known_by_its_version(name: str) -> None:
    assert find_format("talk.xlf", write(spanish_english(), name, WriteOptions()).content) == name


@BOTH
@pytest.mark.parametrize("state", ["translated", "reviewed", "final"])
def test_the_state_comes_back(name: str, state: Any) -> None:
    assert through(name, saying("Hola.", "Hello.", state=state)).state == state


@BOTH
def test_a_passage_without_a_translation_has_none_when_it_comes_back(name: str) -> None:
    assert through(name, saying("Hola.", None)).target is None


@BOTH
def test_a_failed_translation_stays_a_marked_gap(name: str) -> None:
    assert through(name, saying("Hola.", "[untranslated: refused]")).target == (
        Gap("untranslated", description="refused"),
    )


@BOTH
def test_a_passage_in_another_language_says_so(name: str) -> None:
    assert through(name, saying("Oui.", "Yes.", language="fr")).language == "fr"


@BOTH
def test_speaker_and_time_to_the_millisecond_come_back(name: str) -> None:
    said = saying("Hola.", "Hello.", speaker="S1", span=Span(754_512, 760_003))
    back = read(write(said, name, WriteOptions()).content, name).transcript
    assert back.segments[0].span == Span(754_512, 760_003)
    assert [speaker.label for speaker in back.speakers] == ["ANA"]


@BOTH
def test_notes_of_the_editors_are_not_in_the_file(name: str) -> None:
    assert b"doubtful" not in write(saying("Hola. [ed: doubtful]", "Hello."), name, WriteOptions()).content


@BOTH
def test_an_original_of_which_nothing_is_known_is_in_no_language(name: str) -> None:
    unknown = Transcript(segments=(Segment(id=mint_id("test", 1), source=("Hola.",)),))
    content = write(unknown, name, WriteOptions()).content
    assert b'"und"' in content
    assert read(content, name).transcript.source_language is None


def test_formatting_of_other_programs_is_no_text() -> None:
    first, second = read(SAMPLES["xliff"], "xliff").transcript.segments
    assert (plain(first.source or ()), plain(first.target or ())) == ("Guten Tag .", "Good day.")
    assert (plain(second.source or ()), second.target) == ("Danke", None)


def test_an_alternative_that_a_program_offers_is_no_passage() -> None:
    assert len(read(SAMPLES["xliff"], "xliff").transcript.segments) == 2


def test_the_segments_of_a_unit_are_one_passage() -> None:
    [segment] = read(SAMPLES["xliff2"], "xliff2").transcript.segments
    assert (plain(segment.source or ()), plain(segment.target or ())) == ("Guten Tag. Wie geht es?", "Good day.")


def test_a_unit_that_is_translated_in_part_is_not_translated() -> None:
    assert read(SAMPLES["xliff2"], "xliff2").transcript.segments[0].state == "initial"


def test_brackets_in_other_programs_files_are_read_by_the_profile_that_was_named() -> None:
    content = SAMPLES["xliff"].replace(b"Danke", b"Danke (leise)")
    assert read(content, "xliff").transcript.segments[1].source == ("Danke (leise)",)
    marked = read(content, "xliff", ReadOptions(profile="dragoman")).transcript.segments[1]
    assert marked.source == parse_text("Danke (leise)")[0]


@pytest.mark.external
@pytest.mark.parametrize(("name", "version"), [("xliff", "1.2"), ("xliff2", "2.0")])
def test_another_reader_finds_every_passage(name: str, version: str) -> None:
    node = needs_program("node")
    needs_package("xliff/package.json")
    for transcript in (spanish_english(), arabic_english(), english_persian()):
        content = write(transcript, name, WriteOptions(revision="abc")).content
        read_ = subprocess.run([node, VALIDATORS / "xliff.js", version], input=content, capture_output=True, check=True)
        found = json.loads(read_.stdout)
        [units] = found["resources"].values()
        assert [*units] == [s.id for s in transcript.segments if not s.withdrawn]
        assert found["targetLanguage"] == transcript.target_language
