from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from dragoman.conventions.profiles import NOTATION
from dragoman.formats import read, write
from dragoman.formats.export import for_export
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.formats.tei import as_kept
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.text import Gap, Pause, Text, Vocal
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from references import tei_schema
from strategies import transcripts

INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript(), hostile("a <b> \x00 &c;")]
# What ISO 24624 has inside a block.
ALLOWED = {"u", "seg", "spanGrp", "span", "pause", "vocal", "incident", "kinesic", "desc", "gap", "unclear"}


def written(transcript: Transcript) -> bytes:
    return write(transcript, "iso24624", WriteOptions()).content


def loaded(transcript: Transcript) -> Transcript:
    return read(written(transcript), "iso24624", ReadOptions()).transcript


def plain(text: Text | None) -> str:
    return render_plain(flatten(text or (), NOTATION)).strip()


def names_in(block: Any) -> set[str]:
    return {etree.QName(element).localname for element in block.iterdescendants()}


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_the_schema_of_the_guidelines_finds_no_fault(interview: Transcript) -> None:
    assert tei_schema().validate(etree.fromstring(written(interview))), tei_schema().error_log


@pytest.mark.parametrize("interview", INTERVIEWS)
def test_blocks_hold_only_what_the_standard_has(interview: Transcript) -> None:
    for block in etree.fromstring(written(interview)).iter("{*}annotationBlock"):
        assert names_in(block) <= ALLOWED


def test_the_translation_is_a_layer_under_the_original() -> None:
    content = written(Transcript(segments=(passage(1, None, 0, 1, "Sí", "Yes (sir)"),), target_language="en"))
    [span] = etree.fromstring(content).iter("{*}span")
    assert (span.get("from"), span.text) == ("#s00000001.src.1", "Yes (sir)")


def test_events_and_gaps_of_the_original_stay_elements() -> None:
    [segment] = loaded(
        Transcript(segments=(passage(1, None, 0, 1, "[laughs] [pause 1s] (so) [inaudible 2s]", None),))
    ).segments
    assert segment.source == (Vocal("laughs"), " ", Pause(1000), " (so) ", Gap("inaudible", 2000))


def test_what_became_glyphs_is_counted() -> None:
    written = write(Transcript(segments=(passage(1, None, 0, 1, "(so)", "so"),)), "iso24624", WriteOptions())
    assert [problem.code for problem in written.problems] == ["marks-flattened", "left-out"]


@given(transcripts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_ids_times_speakers_and_translations_come_back(transcript: Transcript) -> None:
    kept = [s for s in as_kept(for_export(transcript)).segments if not s.withdrawn]
    came_back = loaded(transcript).segments
    assert sorted(s.id for s in came_back) == sorted(s.id for s in kept)
    by_id = {s.id: s for s in came_back}
    for segment in kept:
        check(by_id[segment.id], segment)


def check(came_back: Segment, kept: Segment) -> None:
    assert (came_back.speaker, came_back.span) == (kept.speaker, kept.span)
