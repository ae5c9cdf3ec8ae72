from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.fact_lines import Head, read_head
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.transcript.document import Date, Publication


def line(*pieces: StyledText | str, heading: bool = False) -> Paragraph:
    typed = [StyledText(text=piece) if isinstance(piece, str) else piece for piece in pieces]
    paragraph = make_paragraph(typed, kind="heading" if heading else "paragraph", spaces_count=True)
    assert paragraph is not None
    return paragraph


def head(*lines: str, language: str | None = "en", title: str | None = None) -> Head:
    return read_head([line(text) for text in lines], language, title)


def test_source_programme_and_date_stand_on_one_line() -> None:
    found = head("Source: Al Jazeera, “Without Borders”, 3 May 2021")
    assert (found.publisher, found.programme, found.rest) == ("Al Jazeera", "Without Borders", [])
    assert found.dates == [Date(kind="aired", edtf="2021-05-03", written="3 May 2021")]


@pytest.mark.parametrize(
    "text",
    [
        "Translated by Mar Vidal",
        "Translated from the Arabic by Mar Vidal.",
        "Translation: Mar Vidal",
        "English translation by Mar Vidal",
        "Translator: Mar Vidal (with help)",
        "ترجمة: Mar Vidal",
        "ترجمهٔ Mar Vidal",
    ],
)
def test_the_translator_is_named_in_many_ways(text: str) -> None:
    assert head(text).translators == ["Mar Vidal"]


def test_several_translators_are_several() -> None:
    assert head("Translated by Mar Vidal, Noor Haddad and Li Wei").translators == ["Mar Vidal", "Noor Haddad", "Li Wei"]


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("Aired: 12 Bahman 1357", "en",
         Date(kind="aired", edtf="1979-02-01", written="12 Bahman 1357", calendar="persian")),
        ("تاریخ پخش: ۱۲ آبان ۱۳۹۹", "fa",
         Date(kind="aired", edtf="2020-11-02", written="۱۲ آبان ۱۳۹۹", calendar="persian")),
        ("Originally aired on Radio One on 3 May 2021.", "en",
         Date(kind="aired", edtf="2021-05-03", written="3 May 2021", place="Radio One")),
        ("Recorded: late 2020", "en", Date(kind="recorded", edtf="2020-1X", written="late 2020")),
        ("(May 21, 2022)", "en", Date(kind="recorded", edtf="2022-05-21", written="May 21, 2022")),
    ],
)  # fmt: skip
def test_dates_have_their_kinds(text: str, language: str, date: Date) -> None:
    assert head(text, language=language).dates == [date]


def test_two_facts_on_a_line_are_two() -> None:
    assert [date.kind for date in head("Recorded: late 2020. Aired: May 2021").dates] == ["recorded", "aired"]


def test_where_it_was_first_published_is_a_publication() -> None:
    link = StyledText(text="The Valley Gazette", link="https://valley.example/77")
    found = read_head([line("First published in ", link, " on 1 March 2021.")], "en", None)
    assert found.publications == [
        Publication(address="https://valley.example/77", publisher="The Valley Gazette", date="2021-03-01")
    ]
    assert [(date.kind, date.place) for date in found.dates] == [("first-published", "The Valley Gazette")]


def test_a_repost_is_a_publication() -> None:
    found = head("Reposted at https://other.example/x on 2 May 2021")
    assert [(one.address, one.date) for one in found.publications] == [("https://other.example/x", "2021-05-02")]


def test_tags_and_categories_are_lists() -> None:
    found = head("Tags: flood, bread", "Category: Interviews")
    assert (found.tags, found.categories) == (["flood", "bread"], ["Interviews"])


def test_other_lines_are_kept_as_they_are() -> None:
    text = "She spoke (in the dark) of one night [of many]: the flood."
    assert head(text).rest == [text]


def test_a_heading_in_the_other_script_is_the_other_title() -> None:
    found = read_head([line("The flood", heading=True), line("الفيضان", heading=True)], "en", None)
    assert (found.title, found.other_title) == ("The flood", "الفيضان")


def test_a_first_line_and_the_one_below_it_in_the_other_script_are_both_titles() -> None:
    found = head("مقابلة مع ليلى", "Interview with Layla", "They met in Tunis.")
    assert (found.title, found.other_title, found.rest) == (
        "مقابلة مع ليلى",
        "Interview with Layla",
        ["They met in Tunis."],
    )


def test_a_line_in_the_same_script_below_a_title_is_none() -> None:
    found = head("Interview with Layla", "A talk in Tunis")
    assert (found.title, found.other_title, found.rest) == ("Interview with Layla", None, ["A talk in Tunis"])


def test_sentences_that_state_a_fact_each_are_told_apart() -> None:
    found = head("First aired on Radio Delta, c. 1987. Translated from the Persian by R. Nouri and Leila Hakim.")
    assert found.translators == ["R. Nouri", "Leila Hakim"]
    assert found.dates == [Date(kind="aired", edtf="1987~", written="c. 1987", place="Radio Delta")]
    assert found.rest == []


def test_who_published_it_stands_before_the_date() -> None:
    assert head("First published: The Valley Weekly, 14 December 2018").dates == [
        Date(kind="first-published", edtf="2018-12-14", written="14 December 2018", place="The Valley Weekly")
    ]


def test_a_repost_without_an_address_is_this_one() -> None:
    assert head("Reposted: 2 January 2019").dates == [
        Date(kind="published-here", edtf="2019-01-02", written="2 January 2019")
    ]


def test_of_what_stands_around_only_facts_are_taken() -> None:
    found = read_head([], "en", None, [line("Translated by Mar Vidal"), line("May 1, 2022"), line("A word of ours.")])
    assert (found.translators, found.dates, found.rest) == (["Mar Vidal"], [], [])


def test_initials_keep_their_stops() -> None:
    assert head("Translation: M. V. and Ann Lee.").translators == ["M. V.", "Ann Lee"]


def test_a_source_keeps_its_whole_brackets() -> None:
    assert head("Source: Radio Puerto (YouTube)").publisher == "Radio Puerto (YouTube)"


def test_a_date_under_a_source_is_when_it_was_aired() -> None:
    found = head("May 3, 2021", "Source: Radio Delta", "Date: January 7, 2021")
    assert [(date.kind, date.edtf) for date in found.dates] == [
        ("published-here", "2021-05-03"),
        ("aired", "2021-01-07"),
    ]


def test_a_date_under_a_paper_is_when_it_was_published() -> None:
    found = head("Source: The Valley Weekly (newspaper)", "Date: January 7, 2021")
    assert [date.kind for date in found.dates] == ["first-published"]


@pytest.mark.parametrize(
    ("text", "publisher", "kind", "place"),
    [
        ("Al-Ufuq TV, 11 May 2021", "Al-Ufuq TV", "aired", None),
        ("Al-Nahr newspaper, Beirut, 11 May 2021", "Al-Nahr newspaper", "first-published", "Beirut"),
        ("11 May 2021 – Radio Delta", "Radio Delta", "aired", None),
    ],
)
def test_who_broadcast_it_and_when_are_two_facts(text: str, publisher: str, kind: str, place: str | None) -> None:
    found = head(text)
    assert (found.publisher, found.rest) == (publisher, [])
    assert [(date.kind, date.edtf, date.place) for date in found.dates] == [(kind, "2021-05-11", place)]


@pytest.mark.parametrize(
    "text",
    ["Posted on 12 June 2018 by admin", "date 2018-06-12 Posted on by admin", "June 12, 2018 by admin"],
)
def test_when_a_page_was_posted_and_by_whom(text: str) -> None:
    found = head(text, "Bread and salt")
    assert [(date.kind, date.edtf, date.place) for date in found.dates] == [("published-here", "2018-06-12", "admin")]
    assert found.title == "Bread and salt"


def test_a_language_is_no_place() -> None:
    found = head("This interview was recorded in Spanish in Honda, Colombia, on 2 April 2022.")
    assert [(date.kind, date.place) for date in found.dates] == [("recorded", "Honda, Colombia")]


def test_two_facts_in_one_sentence() -> None:
    found = head("Recorded in Honda on 2 April 2022, and first published in El Ribereño on 20 April 2022.")
    assert [(date.kind, date.edtf, date.place) for date in found.dates] == [
        ("recorded", "2022-04-02", "Honda"),
        ("first-published", "2022-04-20", "El Ribereño"),
    ]


def test_tags_and_categories_stand_on_one_line() -> None:
    found = head("Filed under: Ports, FIRE | Tagged: Quiroga, Puerto |")
    assert (found.categories, found.tags) == (["Ports", "FIRE"], ["Quiroga", "Puerto"])


def test_what_the_page_calls_its_description_is_one_without_its_heading() -> None:
    found = head("Description:", "A baker remembers.", "Source: Radio Delta")
    assert (found.described, found.rest) == (["A baker remembers."], [])


@pytest.mark.parametrize(
    "text",
    [
        "(Important note: please help us by giving $1/month here)",
        "Please support our translations on Patreon.",
        "لطفاً از ما حمایت کنید",
    ],
)
def test_an_appeal_for_money_is_a_fact_of_its_own(text: str) -> None:
    found = head(text, "A baker remembers.")
    assert (found.support, found.rest) == ([text], ["A baker remembers."])


def test_a_programs_line_holds_a_date_and_a_length() -> None:
    found = head("Bread", "Thu, Mar 4, 2021 3:07PM • 12:44")
    assert (found.dates[0].edtf, found.duration, found.title) == ("2021-03-04", 764_000, "Bread")


@pytest.mark.parametrize(
    "text",
    [
        "Traducido del portugués por Mar Vidal",
        "Aus dem Persischen übersetzt von Mar Vidal",
        "Traduit de l’arabe par Mar Vidal",
        "ترجمه از عربی: Mar Vidal",
        "Translated by Mar Vidal from the Arabic",
    ],
)
def test_a_translator_and_a_language(text: str) -> None:
    assert head(text, language=None).translators == ["Mar Vidal"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gesendet im Radio Nord am 3. Mai 2019.", "aired"),
        ("Grabado en Honda el 3 de mayo de 2019.", "recorded"),
        ("Publié dans Le Matin le 3 mai 2019.", "first-published"),
    ],
)
def test_dates_are_stated_in_other_languages(text: str, kind: str) -> None:
    assert [(date.kind, date.edtf) for date in head(text, language=None).dates] == [(kind, "2019-05-03")]


def test_a_publisher_without_a_date_keeps_its_brackets() -> None:
    found = head("Published in: Harbour Weekly (No. 12)", title="A title")
    assert (found.publisher, found.dates) == ("Harbour Weekly (No. 12)", [])


def test_who_broadcast_it_and_the_programme_stand_in_a_sentence() -> None:
    found = head("Broadcast on Radio Orva, programme “By the water”, 3 May 2020.")
    assert (found.publisher, found.programme, found.rest) == ("Radio Orva", "By the water", [])
    assert [(date.kind, date.edtf) for date in found.dates] == [("aired", "2020-05-03")]


def test_a_day_is_no_broadcaster() -> None:
    assert head("Broadcast on Sunday, programme “Dawn”, 3 May 2020.").publisher is None


def test_a_date_of_which_only_the_year_can_be_read_keeps_its_words() -> None:
    page = "Data: 3 marca 2021, Kraków\n\nAna: a\n\nBea: b\n\nAna: c\n\nBea: d\n"
    [date] = read(page.encode(), "plain-text", ReadOptions(path="talk.txt")).transcript.facts.dates
    assert (date.edtf, date.written) == ("2021", "3 marca 2021, Kraków")
