from __future__ import annotations

import re

import msgspec
import pytest
from lxml import html as parser

from dragoman.locale import in_language
from dragoman.press.first_published import render_first_published
from dragoman.press.page import EditionPage, Place, load_templates, render_page
from dragoman.transcript.document import Facts, Publication, Transcript
from editions import DESK, interview
from interviews import spanish_english

RADIO = Publication(address="https://radio.example/abejas", publisher="Radio Sur", date="2021-06-03")
LATER = Publication(address="https://blog.example/bees", date="2022")


def said(*publications: Publication) -> str | None:
    shown = render_first_published(Facts(publications=publications), DESK)
    return None if shown is None else re.sub("<[^>]+>", "", shown)


def test_a_repost_says_where_and_when_it_was_first_published_with_a_link() -> None:
    shown = render_first_published(Facts(publications=(RADIO, LATER)), DESK)
    assert shown is not None
    assert 'href="https://radio.example/abejas"' in shown
    assert said(RADIO, LATER) == "First published by Radio Sur on 2021-06-03."


def test_a_publisher_publishes_in_a_year_and_an_address_holds_it() -> None:
    assert said(Publication(address="https://e.example/", publisher="Nawar Halabi", date="2016")) == (
        "First published by Nawar Halabi in 2016."
    )
    assert (
        said(Publication(address="https://e.example/a", date="2016-05")) == "First published at e.example in 2016-05."
    )


def test_what_is_not_known_is_left_out() -> None:
    assert said(Publication(address="https://radio.example/abejas")) == "First published at radio.example."
    assert said(Publication(address="a leaflet", date="spring 1979")) == "First published at a leaflet (spring 1979)."
    assert said(Publication(address="https://radio.example/x", partial=True)) == (
        "First published at radio.example, in part."
    )
    assert said() is None


def test_of_a_site_that_was_the_first_nothing_is_said() -> None:
    assert said(Publication(address="https://example.org/interviews/bees/")) is None
    assert said(Publication(address="https://example.org/interviews-of-others/")) is not None


@pytest.mark.parametrize(("first", "second"), [("2021-06-03", "2020"), ("2021-06", "2021-05-30"), ("2021", "2020-12")])
def test_where_the_dates_contradict_the_chain_nothing_is_said(first: str, second: str) -> None:
    chain = (
        Publication(address="https://a.example/", date=first),
        Publication(address="https://b.example/", date=second),
    )
    assert said(*chain) is None
    assert said(*reversed(chain)) is not None


def test_no_address_runs_a_script() -> None:
    shown = render_first_published(Facts(publications=(Publication(address="javascript:alert(1)"),)), DESK)
    assert shown is not None
    assert "href" not in shown


def test_it_is_said_in_the_language_of_the_page() -> None:
    with in_language("ar"):
        assert said(RADIO) == "نشرها أول مرة Radio Sur بتاريخ 2021-06-03."


def test_the_page_says_it_in_its_head_and_is_its_own_canonical_address() -> None:
    made = interview(reposted())
    shown = EditionPage(interview=made, edition=made.latest, publisher=DESK)
    page = render_page(load_templates(None), shown, Place("../../", ""))
    found = parser.document_fromstring(page.decode())
    [line] = found.find_class("first-published")
    assert line.text_content() == "First published by Radio Sur on 2021-06-03."
    assert line.xpath("a/@href") == ["https://radio.example/abejas"]
    assert found.xpath("//link[@rel='canonical']/@href") == ["https://example.org/interviews/bees/"]


def reposted() -> Transcript:
    made = spanish_english()
    return msgspec.structs.replace(made, facts=msgspec.structs.replace(made.facts, publications=(RADIO, LATER)))
