from __future__ import annotations

import pytest

from dragoman.notation import Parsed, parse, serialize
from dragoman.notation.header import is_speaker, split_fact
from dragoman.notation.lines import text_line
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


def test_a_date_in_words_is_kept_with_its_edtf() -> None:
    assert read("recorded: 12 March 2021").transcript.facts.dates == (
        Date(kind="recorded", edtf="2021-03-12", written="12 March 2021"),
    )


def test_a_date_that_cannot_be_read_is_an_error_and_its_words_are_kept() -> None:
    parsed = read("recorded: 1994-13-45 | Tuesday")
    (problem,) = parsed.problems
    assert (problem.code, problem.severity, problem.where.line) == ("unreadable-fact", "error", 2)
    assert problem.message == (
        "'1994-13-45' is no date that can be read; write it like 1994-03-12, 1994-03, 1994~ or 1994-03-12/1994-03-15"
    )
    assert parsed.transcript.facts.dates == (Date(kind="recorded", written="1994-13-45, Tuesday"),)


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


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("title (translation): The bakery", "title_target", "The bakery"),
        ("programme: Buenos días", "programme", "Buenos días"),
        ("publisher: Radio Sur", "publisher", "Radio Sur"),
        ("support: Please give …", "support", "Please give …"),
        ("rights holder: Radio Sur", "rights_holder", "Radio Sur"),
        ("ground for use: with permission", "ground_for_use", "with permission"),
        ("licence: CC BY 4.0", "licence", "CC BY 4.0"),
        ("title：玄関先のパン屋", "title", "玄関先のパン屋"),
        ("title: نانوایی سرِ کوچه", "title", "نانوایی سرِ کوچه"),
        (r"title: a\: \(b\)", "title", "a: (b)"),
        ("confidential: yes", "confidential", True),
        ("confidential: NO", "confidential", False),
        ("covers: 1:02:10-1:21:40", "covers", Span(3_730_000, 4_900_000)),
        ("covers: ۱:۰۰-۲:۰۰", "covers", Span(60_000, 120_000)),
    ],
)
def test_a_fact_is_read_by_its_key(line: str, field: str, value: object) -> None:
    parsed = read(line)

    assert getattr(parsed.transcript.facts, field) == value
    assert parsed.problems == ()


@pytest.mark.parametrize(("key", "field"), [("translator", "translators"), ("tag", "tags"), ("category", "categories")])
def test_what_there_may_be_several_of_stands_one_a_line(key: str, field: str) -> None:
    parsed = read(f"{key}: bread\n{key}:  daily\t life \n{key}:")

    assert getattr(parsed.transcript.facts, field) == ("bread", "daily life")
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("recorded", "recorded"),
        ("aired", "aired"),
        ("first published", "first-published"),
        ("published here", "published-here"),
        ("corrected", "corrected"),
    ],
)
def test_each_date_has_its_kind(key: str, kind: str) -> None:
    assert [(date.kind, date.edtf) for date in read(f"{key}: 2021-02-27").transcript.facts.dates] == [
        (kind, "2021-02-27")
    ]


def test_an_empty_date_is_none() -> None:
    assert read("recorded: | | |").transcript.facts.dates == ()


@pytest.mark.parametrize(("duration", "ms"), [("21:40", 1_300_000), ("1:00:00", 3_600_000), ("٠:٠٢٫٥", 2_500)])
def test_a_duration_is_one_clock(duration: str, ms: int) -> None:
    assert read(f"duration: {duration}").transcript.recording == Recording(duration=ms)


@pytest.mark.parametrize("duration", ["0:10-0:20", "20 minutes", "1:75"])
def test_a_duration_that_is_no_clock_is_left_out(duration: str) -> None:
    parsed = read(f"duration: {duration}")

    assert parsed.transcript.recording is None
    assert "is not a duration" in parsed.problems[0].message


def test_with_one_unknown_language_the_whole_line_is_left_out_so_that_no_language_is_taken_away() -> None:
    parsed = read("original: es, Klingonish")

    assert "languages" not in parsed.carried
    assert [problem.code for problem in parsed.problems] == ["unknown-language"]


@pytest.mark.parametrize(
    ("line", "revision", "for_others"),
    [
        ("revision: 3f9c2a1b7d4e5f60", "3f9c2a1b7d4e5f60", False),
        ("revision: 3f9c2a1b, without notes", "3f9c2a1b", True),
        ("revision: 3f9c", None, False),
        ("revision: 3F9C2A1B7D4E5F60", None, False),
        ("revision: latest", None, False),
    ],
)
def test_a_revision_is_read_as_it_was_written_or_not_at_all(line: str, revision: str | None, for_others: bool) -> None:
    parsed = read(line)

    assert (parsed.revision, parsed.for_others) == (revision, for_others)
    assert [problem.code for problem in parsed.problems] == ([] if revision else ["unreadable-fact"])


def test_a_page_without_its_first_line_has_no_revision() -> None:
    assert parse("revision: 3f9c2a1b7d4e5f60\n\nAna: Hola").revision is None


@pytest.mark.parametrize(("for_others", "line"), [(False, "revision: 0123456789abcdef"), (True, None)])
def test_a_revision_is_written_by_its_first_characters(for_others: bool, line: str | None) -> None:
    page = serialize(Transcript(), "0123456789abcdef" * 4, for_others=for_others)

    assert page.splitlines()[1] == (line or "revision: 0123456789abcdef, without notes")
    assert (parse(page).revision, parse(page).for_others) == ("0123456789abcdef", for_others)


@pytest.mark.parametrize(("share", "partial"), [("in part", True), ("In Full", False), ("half", None), ("", None)])
def test_only_the_two_shares_are_shares(share: str, partial: bool | None) -> None:
    [publication] = read(f"published at: https://radio.example | | | {share}").transcript.facts.publications

    assert publication == Publication(address="https://radio.example", partial=partial)


def test_a_publication_without_an_address_is_none() -> None:
    assert read("published at: | Radio Sur").transcript.facts.publications == ()


@pytest.mark.parametrize(
    "facts",
    [
        Facts(title="a | b: c\\d", support="one\n\ntwo"),
        Facts(publications=(Publication(address="https://radio.example/a|b", partial=False),)),
        Facts(dates=(Date(kind="corrected", written="late | 2020", place="Tehrān"),)),
        Facts(title="شب\u200cهای تهران", tags=("نان", "خانه"), categories=("a: b",)),
        Facts(title="בית הלחם", description="שורה\n  ועוד שורה"),
        Facts(confidential=True, covers=Span(1_500, 3_600_000)),
    ],
)
def test_facts_come_back_as_they_were_written(facts: Facts) -> None:
    parsed = parse(serialize(Transcript(facts=facts)))

    assert parsed.transcript.facts == facts
    assert parsed.problems == ()


@pytest.mark.parametrize(
    "speaker",
    [
        Speaker(id="S1", label="a: b", name="c | d"),
        Speaker(id="S1", label="مجری", name="آنا روئیس"),
        Speaker(id="S1", name="back\\slash"),
        Speaker(id="a b", label="[x]"),
    ],
)
def test_speakers_come_back_as_they_were_written(speaker: Speaker) -> None:
    assert parse(serialize(Transcript(speakers=(speaker,)))).transcript.speakers == (speaker,)


@pytest.mark.parametrize("key", ["speaker S1", "speaker\tS1", "speaker guest"])
def test_these_keys_declare_a_speaker(key: str) -> None:
    assert is_speaker(key)


@pytest.mark.parametrize("key", ["speaker", "speaker ", "Speaker 1", "speakers S1", "the speaker S1"])
def test_these_keys_declare_none(key: str) -> None:
    assert not is_speaker(key)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("title: x", ("title", "x")),
        ("  title :  x ", ("title", "x")),
        ("title：x", ("title", "x")),
        (r"a\:b: c", (r"a\:b", "c")),
        ("title", ("", "title")),
        ("title:", ("title", "")),
    ],
)
def test_a_fact_is_a_key_and_a_value(line: str, parts: tuple[str, str]) -> None:
    assert split_fact(text_line(line)) == parts


def test_a_fault_shows_no_more_of_a_value_than_one_can_read() -> None:
    [problem] = read("duration: " + "x" * 500).problems

    assert len(problem.message) < 120
