from __future__ import annotations

import pytest

from dragoman.notation import Parsed, parse, serialize
from dragoman.transcript.document import Date, Facts, Publication, Recording, Speaker, Transcript
from dragoman.transcript.span import Span


def read(facts: str) -> Parsed:
    return parse(f"dragoman-notation 1\n{facts}\n")


def codes(facts: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read(facts).problems]


def test_facts_may_have_further_lines_and_colons() -> None:
    facts = read("title: Bread: a talk\ndescription: one\n  two\n\n  three").transcript.facts

    assert (facts.title, facts.description) == ("Bread: a talk", "one\ntwo\n\nthree")


def test_languages_are_tags_or_names() -> None:
    transcript = read("original: Spanish, ckb\ntranslation: en").transcript

    assert transcript.recording == Recording(languages=("es", "ckb"))
    assert transcript.target_language == "en"


def test_a_date_has_up_to_four_columns() -> None:
    facts = read("recorded: 1979-02-11 | 22 Bahman 1357 | persian | Tehran\naired: 2020-1X").transcript.facts

    assert facts.dates == (
        Date(kind="recorded", edtf="1979-02-11", written="22 Bahman 1357", calendar="persian", place="Tehran"),
        Date(kind="aired", edtf="2020-1X"),
    )


def test_a_date_that_is_no_edtf_is_kept_as_written() -> None:
    assert read("recorded: late 2020").transcript.facts.dates == (Date(kind="recorded", written="late 2020"),)


def test_speakers_have_a_label_and_may_have_a_name() -> None:
    parsed = read(r"speaker S1: The host" + "\n" + r"speaker S2: a\|b | Ana Ruiz" + "\nspeaker S3: | Lea\nspeaker S4:")

    assert parsed.declared == ("S1", "S2", "S3", "S4")
    assert parsed.transcript.speakers == (
        Speaker(id="S1", label="The host"),
        Speaker(id="S2", label="a|b", name="Ana Ruiz"),
        Speaker(id="S3", name="Lea"),
        Speaker(id="S4"),
    )


def test_keys_are_read_in_any_case_and_a_blank_line_ends_them() -> None:
    parsed = read("Title: x\n\nTag: y")

    assert parsed.transcript.facts == Facts(title="x")
    assert parsed.transcript.speakers == (Speaker(id="S1", label="Tag"),)


def test_the_facts_that_stood_on_the_page_are_named() -> None:
    parsed = read("title: x\nlicence:\noriginal: es\ntag: a\ncorrected: 2021")

    assert parsed.carried == {"title", "licence", "languages", "tags", "dates"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("titel: x\ntitle: y", [("unknown-fact", 2)]),
        ("title: x\ntitle: y", [("repeated-fact", 3)]),
        ("translation: en\ntranslation: fr", [("repeated-fact", 3)]),
        ("original: Klingonish", [("unknown-language", 2)]),
        ("duration: long", [("unreadable-fact", 2)]),
        ("covers: 2:00-1:00", [("unreadable-fact", 2)]),
        ("confidential: perhaps", [("unreadable-fact", 2)]),
        ("speaker S1: a\nspeaker S1: b", [("repeated-speaker", 3)]),
    ],
)
def test_facts_that_cannot_be_read_are_problems(facts: str, expected: list[tuple[str, int]]) -> None:
    assert codes(facts) == expected


def test_the_first_of_two_facts_counts() -> None:
    assert read("title: x\ntitle: y").transcript.facts.title == "x"


def test_facts_are_written_in_the_order_of_the_table() -> None:
    transcript = Transcript(
        recording=Recording(languages=("es",), duration=62_500),
        facts=Facts(title="a\nb\\", confidential=False, tags=("x", "y"), covers=Span(0, 60_000)),
        speakers=(Speaker(id="S1", name="A | B"),),
        target_language="en",
    )

    assert serialize(transcript) == (
        "dragoman-notation 1\ntitle: a\n  b\\\\\noriginal: es\ntranslation: en\nduration: 1:02.5\ncovers: 0:00-1:00\n"
        "tag: x\ntag: y\nconfidential: no\nspeaker S1:  | A \\| B\n"
    )


def test_where_it_was_published_has_address_publisher_date_and_share() -> None:
    page = (
        "dragoman-notation 1\n"
        "published at: https://radio.example/abejas | Radio Sur | 2021-06-03 | in part\n"
        "published at: https://blog.example/bees\n\nAna: Hola.\n"
    )
    assert parse(page).transcript.facts.publications == (
        Publication(address="https://radio.example/abejas", publisher="Radio Sur", date="2021-06-03", partial=True),
        Publication(address="https://blog.example/bees"),
    )
