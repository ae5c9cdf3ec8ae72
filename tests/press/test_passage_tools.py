from __future__ import annotations

from typing import Any

import msgspec
from lxml import html as parser

from dragoman.press.passage_tools import render_contact, render_tools
from dragoman.press.site_model import Interview, Publisher
from dragoman.render.page.model import make_page_model
from dragoman.transcript.document import Tombstone
from editions import DESK, corrected, interview, make_site
from interviews import spanish_english

TWICE = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
FORM = msgspec.structs.replace(DESK, contact="https://example.org/errors?publisher=1#form")


def tools(made: Interview, passage: str, publisher: Publisher = DESK) -> Any:
    plan = make_page_model(made.latest.transcript)
    return parser.fragment_fromstring(dict(render_tools(plan, made, made.latest, publisher))[passage])


def changed(**facts: object) -> Interview:
    """The interview with its first passage changed."""
    whole = spanish_english()
    first = msgspec.structs.replace(whole.segments[0], **facts)
    return interview(msgspec.structs.replace(whole, segments=(first, *whole.segments[1:])))


def test_a_passage_has_its_address_and_a_place_for_errors() -> None:
    itself, report = (tools(TWICE, "s00000002").find_class(name)[0] for name in ("self", "report"))
    assert itself.get("href") == "#s00000002"
    assert report.get("aria-label") == "Report an error in the passage at 0:06"
    assert report.get("href") == (
        "mailto:errors@example.org?subject=Error%20in%20My%20grandmother%20and%20the%20bees%2C"
        "%20edition%202%2C%20passage%20s00000002%2C%20at%200%3A06"
    )


def test_who_heard_a_passage() -> None:
    assert "heard by eva" in tools(changed(heard_by=("eva",)), "s00000001").text_content()
    assert "heard" not in tools(TWICE, "s00000001").text_content()


def test_who_heard_every_passage_is_said_once() -> None:
    whole = spanish_english()
    heard = tuple(msgspec.structs.replace(segment, heard_by=("eva", "mar")) for segment in whole.segments)
    made = interview(msgspec.structs.replace(whole, segments=heard))
    page = make_site([made], DESK)["bees/index.html"].decode()
    assert page.count("heard by <bdi>eva, mar</bdi>") == 1
    assert "heard" not in tools(made, "s00000002").text_content()
    most = made.latest.transcript.segments[1:]
    rest = msgspec.structs.replace(whole, segments=(whole.segments[0], *most))
    assert "heard by eva, mar" in tools(interview(rest), "s00000002").text_content()


def test_a_withdrawn_passage_has_nothing_beside_it() -> None:
    made = changed(withdrawn=Tombstone(date="2026-06-01"))
    plan = make_page_model(made.latest.transcript)
    assert "s00000001" not in dict(render_tools(plan, made, made.latest, DESK))


def test_a_form_is_told_edition_passage_and_second() -> None:
    link = tools(TWICE, "s00000004", FORM).find_class("report")[0].get("href", "")
    assert link == "https://example.org/errors?publisher=1&edition=bees%2Fe2&passage=s00000004&t=21#form"


def test_the_address_in_a_report_is_that_of_the_pages() -> None:
    unnamed = msgspec.structs.replace(TWICE.latest, slug=None)
    made = Interview(slug="interview-12345678", editions=(unnamed,))
    assert "edition=interview-12345678%2Fe2" in tools(made, "s00000004", FORM).find_class("report")[0].get("href", "")


def test_a_desk_without_an_address_for_errors_gets_none() -> None:
    assert not tools(TWICE, "s00000002", Publisher()).find_class("report")
    assert render_contact("A title", TWICE, TWICE.latest, Publisher()) is None


def test_a_page_has_a_mail_for_wishes() -> None:
    link = render_contact("A title", TWICE, TWICE.latest, DESK)
    address = "mailto:errors@example.org?subject=About%20A%20title%2C%20edition%202"
    assert link == f'<a href="{address}">errors@example.org</a>'
