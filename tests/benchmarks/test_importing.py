"""How what came out of a file is compared with what it holds."""

from __future__ import annotations

from pathlib import Path

import msgspec

from benchmarks.import_facts import find_words
from benchmarks.importing import GOLDEN, Expected, count_words, score, score_file
from dragoman.transcript.document import Date, Facts, Segment, Speaker, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Note, Sic, Supplied, Text, Vocal

ANA = Speaker(id="S1", label="AR", name="Ana Ruiz")
HOST = Speaker(id="S2", label="Host")


def said(*rows: tuple[str | None, str], facts: Facts = Facts()) -> Transcript:  # noqa: B008
    segments = tuple(
        Segment(id=f"s{place:08}", speaker=speaker, span=Span(1000 * place, None), source=(text,))
        for place, (speaker, text) in enumerate(rows)
    )
    return Transcript(facts=facts, speakers=(ANA, HOST), segments=segments)


def test_a_word_has_a_letter_or_a_digit() -> None:
    assert find_words(("We left – in 1979 … ♪",)) == ["We", "left", "in", "1979"]


def test_events_gaps_and_notes_are_no_words() -> None:
    text: Text = (Vocal("laughs"), " We ", Gap("inaudible"), " left.", Note(("as interpreted",)))
    assert find_words(text) == ["We", "left."]


def test_supplied_words_and_corrections_are_words() -> None:
    text: Text = ("We left ", Supplied(("the valley",)), " ", Sic(("in",), "on"), " Monday.")
    assert find_words(text) == ["We", "left", "the", "valley", "in", "on", "Monday."]


def test_original_and_translation_are_counted_together() -> None:
    segment = Segment(id="s00000001", speaker="S2", source=("¿Y luego?",), target=("And then?",))
    assert count_words(Transcript(speakers=(HOST,), segments=(segment,))) == {frozenset({"host"}): 4}


def test_a_speaker_without_any_name_is_called_by_the_id() -> None:
    segment = Segment(id="s00000001", speaker="v1", source=("And then?",))
    assert count_words(Transcript(speakers=(Speaker(id="v1"),), segments=(segment,))) == {frozenset({"v1"}): 2}


def test_what_is_as_it_should_be_is_perfect() -> None:
    one = score(said(("S2", "And then?"), ("S1", "We left.")), Expected(speakers={"Host": 2, "Ana Ruiz|Ana": 2}))
    assert one.perfect
    assert (one.words, one.kept, one.wrong) == (4, 4, 0)


def test_a_speaker_is_known_by_any_name() -> None:
    assert score(said(("S1", "We left.")), Expected(speakers={"AR": 2})).perfect


def test_words_of_somebody_else_are_wrong() -> None:
    one = score(said(("S2", "And then? We left.")), Expected(speakers={"Host": 2, "Ana Ruiz": 2}))
    assert (one.kept, one.wrong, one.unnamed) == (4, 2, 0)


def test_words_of_nobody_are_unnamed_and_not_wrong() -> None:
    one = score(said((None, "And then?"), ("S1", "We left.")), Expected(speakers={"Host": 2, "Ana Ruiz": 2}))
    assert (one.kept, one.wrong, one.unnamed) == (4, 0, 2)
    assert not one.perfect


def test_a_person_who_is_not_in_the_file_has_no_words() -> None:
    one = score(said(("S2", "https://bees.example/ we left")), Expected(speakers={"": 2}))
    assert (one.kept, one.more, one.wrong) == (2, 1, 3)


def test_lost_words_are_not_kept() -> None:
    one = score(said(("S1", "We left.")), Expected(speakers={"Ana Ruiz": 5}))
    assert (one.kept, one.more, one.wrong) == (2, 0, 0)


def test_a_wrong_fact_says_what_came_out() -> None:
    facts = Facts(title="Bees", dates=(Date(kind="recorded", edtf="2021-01-07"),))
    expected = Expected(
        speakers={"Ana Ruiz": 2}, facts={"title": "bees", "aired": "2021-01-07", "people": 1, "dates": ["2021-01-07"]}
    )
    assert score(said(("S1", "We left."), facts=facts), expected).missed == {"aired": "–"}


def test_an_empty_fact_is_to_be_unknown() -> None:
    expected = Expected(speakers={"Ana Ruiz": 2}, facts={"title": "", "language": ""})
    assert score(said(("S1", "We left.")), expected).perfect
    assert score(said(("S1", "We left."), facts=Facts(title="0:03")), expected).missed == {"title": "0:03"}


def test_starts_are_found_among_those_of_the_passages() -> None:
    document = said(("S1", "We left."), ("S1", "In 1979."))
    assert score(document, Expected(speakers={"Ana Ruiz": 4}, facts={"starts": [1004], "seconds": [0, 1]})).perfect
    assert score(document, Expected(speakers={"Ana Ruiz": 4}, facts={"starts": [1500]})).missed == {"starts": "0, 1000"}


def test_a_file_is_converted_as_a_user_does(tmp_path: Path) -> None:
    path = tmp_path / "one.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nAnd then?\n", "utf-8")
    assert score_file(path, Expected(speakers={"": 2}, facts={"starts": [1000]})).perfect


def test_a_refused_file_loses_all(tmp_path: Path) -> None:
    path = tmp_path / "one.srt"
    path.write_bytes(b"\x00\x01\x02")
    one = score_file(path, Expected(speakers={"Ana": 2}, facts={"title": "Bees"}))
    assert (one.words, one.kept, list(one.missed), one.crashed) == (2, 0, ["title"], False)
    assert one.refused


def test_a_file_that_may_be_refused_counts_for_nothing_then(tmp_path: Path) -> None:
    path = tmp_path / "one.srt"
    path.write_bytes(b"\x00\x01\x02")
    one = score_file(path, Expected(speakers={"Ana": 2}, facts={"title": "Bees"}, may_refuse=True))
    assert (one.words, one.facts, one.refused) == (0, 0, None)


def test_the_expectations_name_facts_that_are_known() -> None:
    for expected in msgspec.toml.decode(GOLDEN.read_bytes(), type=dict[str, Expected]).values():
        # A name that is not known raises KeyError.
        score(said(("S1", "We left.")), expected)
