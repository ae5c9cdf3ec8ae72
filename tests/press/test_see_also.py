from __future__ import annotations

import msgspec
import pytest
from lxml import html as parser

from dragoman.locale import in_language
from dragoman.press.see_also import link_about
from dragoman.press.site_model import Publisher
from dragoman.transcript.document import Tombstone
from editions import DESK, corrected, interview, make_site
from interviews import spanish_english

US = msgspec.structs.replace(DESK, about="https://desk.example/who")


def test_every_page_leads_to_the_publishers_own_page_and_has_the_support_line() -> None:
    made = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
    first = msgspec.structs.replace(made.editions[0], withdrawn=Tombstone(date="2026-06-01"))
    site = make_site([msgspec.structs.replace(made, editions=(first, made.latest))], US)
    pages = {name: parser.document_fromstring(site[name].decode()) for name in site if name.endswith(".html")}
    assert {"bees/index.html", "bees/e1/index.html", "index.html", "404.html", "search/index.html"} <= set(pages)
    for name, page in pages.items():
        links = page.xpath("//body//@href")
        assert links.count("https://desk.example/who") == 1, name
        assert links.count("https://example.org/support") == 1, name


def test_the_link_names_the_publisher_in_the_language_of_the_page() -> None:
    assert link_about(US) == ('Who publishes this: <a href="https://desk.example/who"><bdi>The Example Desk</bdi></a>')
    with in_language("ar"):
        assert str(link_about(US)).startswith("ينشر هذا: ")
    assert link_about(Publisher(about="https://desk.example/who")) == (
        '<a href="https://desk.example/who">Who publishes this</a>'
    )


@pytest.mark.parametrize("about", [None, "javascript:alert(1)", "who.txt"])
def test_what_is_no_address_in_the_web_is_not_linked(about: str | None) -> None:
    assert link_about(Publisher(name="A desk", about=about)) is None
