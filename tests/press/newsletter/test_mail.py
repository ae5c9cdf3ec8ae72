from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import msgspec
import pytest
from lxml import etree
from lxml import html as parser

from dragoman.press.entry import make_entry
from dragoman.press.newsletter.issue import Issue
from dragoman.press.newsletter.mail import Letter, as_html, as_mail, as_text, subject_of
from dragoman.press.page import load_templates
from dragoman.press.site_model import Publisher
from dragoman.transcript.edition import Correction
from editions import DESK, corrected, interview
from interviews import arabic_english, english_persian, hostile, spanish_english
from payloads import PAYLOADS

TEMPLATES = load_templates(None)
BEES = make_entry(interview(spanish_english(), corrected(spanish_english(), "How did all this begin?")))
CLAY = make_entry(msgspec.structs.replace(interview(arabic_english()), slug="clay"))
LETTERS = make_entry(msgspec.structs.replace(interview(english_persian()), slug="letters"))
ISSUE = Issue(new=(CLAY, LETTERS), corrected=((BEES, BEES.editions[1]),))
LETTER = Letter(publisher=DESK, unsubscribe="{{unsubscribe}}")


def read(letter: Letter = LETTER, issue: Issue = ISSUE) -> EmailMessage:
    """The mail as a mail program reads it."""
    html, text = as_html(TEMPLATES, letter, issue), as_text(letter, issue)
    found = message_from_bytes(as_mail(html, text, letter, issue), policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def test_a_mail_has_both_parts_as_they_were_written() -> None:
    mail = read()
    assert [one.get_content_type() for one in mail.iter_parts()] == ["text/plain", "text/html"]
    assert part(mail, "plain").replace("\r\n", "\n") == as_text(LETTER, ISSUE)
    assert part(mail, "html").replace("\r\n", "\n") == as_html(TEMPLATES, LETTER, ISSUE).decode()


def test_a_mail_is_a_draft_that_names_no_sender() -> None:
    mail = read()
    assert (mail["Subject"], mail["X-Unsent"], mail["From"], mail["To"]) == (
        "The Example Desk: new interviews", "1", None, None,
    )  # fmt: skip
    assert mail["Reply-To"] == "errors@example.org"


def test_no_line_of_a_mail_is_longer_than_mail_allows() -> None:
    html, text = as_html(TEMPLATES, LETTER, ISSUE), as_text(LETTER, ISSUE)
    mail = as_mail(html, text, LETTER, ISSUE)
    assert max(map(len, mail.split(b"\r\n"))) <= 998
    assert mail.isascii()


def test_the_same_issue_is_the_same_bytes() -> None:
    made = [as_mail(as_html(TEMPLATES, LETTER, ISSUE), as_text(LETTER, ISSUE), LETTER, ISSUE) for _ in range(2)]
    assert made[0] == made[1]


def test_the_text_has_every_interview_and_what_was_corrected() -> None:
    text = as_text(LETTER, ISSUE)
    for words in (
        "“Clay does not forget”: a talk with a potter of Fustat\n«الطين لا ينسى»: حوار مع خزّاف من الفسطاط\n",
        "https://example.org/interviews/clay/\n",
        "Corrected\n\nMy grandmother and the bees\nedition 2, 2026-05-01\n",
        "“How did it all begin?” is now “How did all this begin?”",
        "https://example.org/interviews/bees/e2/#changes\n",
        "Leave this list: {{unsubscribe}}\n",
    ):
        assert words in text


def test_the_page_is_tables_with_styles_on_elements_and_asks_for_nothing() -> None:
    page = parser.document_fromstring(as_html(TEMPLATES, LETTER, ISSUE))
    assert not page.xpath("//link | //script | //img | //form | //iframe | //*[@background]")
    assert {table.get("role") for table in page.iter("table")} == {"presentation"}
    assert all(node.get("style") for node in page.iter("h1", "h2", "h3", "p"))
    assert "url(" not in (page.findtext(".//style") or "")


def test_titles_have_their_language_and_direction() -> None:
    page = parser.document_fromstring(as_html(TEMPLATES, LETTER, ISSUE))
    assert [(one.get("lang"), one.get("dir")) for one in page.iter("h2")][:2] == [("en", "ltr"), ("fa", "rtl")]


def test_pictures_are_shown_only_where_they_are_asked_for_and_are_not_needed() -> None:
    letter = msgspec.structs.replace(LETTER, cards=frozenset({"clay"}))
    [picture] = parser.document_fromstring(as_html(TEMPLATES, letter, ISSUE)).iter("img")
    assert picture.get("src") == "https://example.org/interviews/clay/e1/card.png"
    # The title stands below it: to a reader without pictures nothing is missing.
    assert picture.get("alt") == ""


def test_an_arabic_issue_runs_from_right_to_left() -> None:
    letter = msgspec.structs.replace(LETTER, publisher=msgspec.structs.replace(DESK, interface="ar"))
    page = parser.document_fromstring(as_html(TEMPLATES, letter, ISSUE))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert {table.get("dir") for table in page.iter("table")} == {"rtl"}
    assert "right" in {cell.get("align") for cell in page.iter("td")}
    assert "مقابلات جديدة" in subject_of(letter, ISSUE)


def test_the_subject_is_the_title_of_the_only_interview_unless_another_is_given() -> None:
    alone = Issue(new=(BEES,))
    assert subject_of(LETTER, alone) == "My grandmother and the bees"
    assert subject_of(msgspec.structs.replace(LETTER, subject="May"), alone) == "May"
    with_corrections = msgspec.structs.replace(alone, corrected=((alone.new[0], BEES.editions[1]),))
    assert subject_of(LETTER, with_corrections) == "My grandmother and the bees"


def test_no_issue_names_more_changes_than_a_reader_reads() -> None:
    changes = tuple(Correction(what=f"Change {n}.") for n in range(13))
    issue = Issue(corrected=((BEES, msgspec.structs.replace(BEES.editions[1], changes=changes)),))
    for made in (as_html(TEMPLATES, LETTER, issue).decode(), as_text(LETTER, issue)):
        assert "Change 9." in made
        assert "Change 10." not in made
        assert "More changes: 3." in made


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_runs_anything_in_a_mail(payload: str) -> None:
    odd = make_entry(interview(hostile(payload), corrected(hostile(payload), payload), note=payload))
    change = Correction(what=payload, why=payload)
    issued = msgspec.structs.replace(odd.editions[-1], note=payload, changes=(change,))
    publisher = Publisher(name=payload, address="https://example.org/x", support=payload, contact=payload)
    letter = Letter(publisher=publisher, subject=payload, intro=payload)
    issue = Issue(new=(odd,), corrected=((odd, issued),))
    mail = read(letter, issue)
    assert {name.lower() for name in mail} <= {
        "subject", "reply-to", "x-unsent", "mime-version", "content-type",
    }  # fmt: skip
    page = parser.document_fromstring(as_html(TEMPLATES, letter, issue))
    assert not page.xpath("//script | //img | //svg | //iframe | //base | //link | //video | //meta[@http-equiv]")
    assert len(page.findall(".//style")) == 1
    for node in page.iter(etree.Element):
        assert not [name for name in node.attrib if name.startswith("on")]
        assert (node.get("href") or "https://example.org/x/").startswith("https://example.org/x/")
