from __future__ import annotations

from hypothesis import given

from dragoman.notation import as_typed, parse, serialize, with_hints
from dragoman.transcript.document import Date, Facts, Segment, Transcript
from strategies import transcripts

BARE = Transcript(segments=(Segment(id="s00000001", source=("hola",)),), target_language="en")
PAGE = with_hints(serialize(BARE), BARE)


def test_a_page_has_an_empty_line_and_a_hint_for_what_is_not_known() -> None:
    lines = PAGE.splitlines()
    assert lines[lines.index("aired:") - 1] == ("# the day on which it was first broadcast, as in: 2021-02-27")
    assert {"title:", "publisher:", "ground for use:", "licence:", "translator:"} <= set(lines)


def test_what_is_known_has_no_empty_line() -> None:
    known = Facts(title="Abejas", dates=(Date(kind="recorded", edtf="2021"),), translators=("Ana",))
    page = with_hints(serialize(Transcript(facts=known)), Transcript(facts=known))
    assert not {"title:", "aired:", "recorded:", "translator:", "title (translation):"} & set(page.splitlines())


def test_a_language_that_is_not_known_has_an_empty_line() -> None:
    assert "original:" in PAGE.splitlines()
    assert "translation:" not in PAGE.splitlines()


def test_an_empty_line_says_nothing_whatever_the_document_says() -> None:
    parsed = parse(PAGE)
    assert (parsed.transcript, parsed.problems) == (as_typed(BARE), ())
    assert parsed.carried == {"target_language"}


def test_a_line_that_is_filled_in_is_a_fact() -> None:
    parsed = parse(PAGE.replace("aired:", "aired: 2021-02-27").replace("\ntitle:", "\ntitle: Abejas"))
    assert parsed.transcript.facts == Facts(title="Abejas", dates=(Date(kind="aired", edtf="2021-02-27"),))
    assert parsed.problems == ()


def test_a_line_that_somebody_emptied_takes_the_fact_away() -> None:
    assert "title" in parse("dragoman-notation 1\ntitle:\n").carried


def test_a_hint_of_ones_own_is_told() -> None:
    [problem] = parse("dragoman-notation 1\n# ask her\ntitle: Abejas\n\ns00000001 # A: hi\n").problems[:1]
    assert (problem.code, problem.where.line) == ("unknown-fact", 2)


@given(transcripts())
def test_hints_change_nothing(document: Transcript) -> None:
    plain = parse(serialize(document))
    hinted = parse(with_hints(serialize(document), document))
    assert (hinted.transcript, hinted.carried) == (plain.transcript, plain.carried)
