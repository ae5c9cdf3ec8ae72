"""The index of names of a page."""

from __future__ import annotations

import msgspec
from lxml import html as parser

from bitexts import bitext
from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.render.page.names import find_mentions, public_glossary
from dragoman.transcript.document import Speaker, Tombstone, Transcript
from dragoman.transcript.glossary import Term

KARAJ = Term(
    id="t1",
    source=("کرج", "کاراج", "کرجه"),
    target=("Karaj", "Karadj"),
    forbidden=("Caraj",),
    seen=("Krj",),
    note="look it up",
)
ROWS = (("سلام.", "Hello."), ("در کرج.", "It is in Karaj."), ("از کاراج.", "From Karaj’s bazaar."))


def document(*terms: Term) -> Transcript:
    return bitext(*ROWS, languages="fa en", terms=terms)


def index(transcript: Transcript) -> parser.HtmlElement | None:
    page = write(transcript, "page", WriteOptions()).content
    return parser.document_fromstring(page.decode()).find(".//section[@class='names']")


def test_a_name_stands_under_every_spelling_with_links_to_its_passages() -> None:
    section = index(document(KARAJ))
    assert section is not None
    assert section.text_content() == "NamesKaraj, کرج, کاراج: 0:04, 0:08"
    assert [link.get("href") for link in section.iter("a")] == ["#s00000001", "#s00000002"]
    assert [name.get("lang") for name in section.iter("bdi")] == ["en", "fa", "fa"]


def test_spellings_that_stand_nowhere_and_remarks_are_not_told() -> None:
    page = write(document(KARAJ), "page", WriteOptions()).content.decode()
    assert [word for word in ("Karadj", "Caraj", "Krj", "کرجه", "look it up") if word in page] == []


def test_what_nobody_approved_is_not_in_it() -> None:
    assert index(document(msgspec.structs.replace(KARAJ, target=(), seen=("Karaj",)))) is None


def test_a_name_that_stands_nowhere_is_not_in_it() -> None:
    assert index(document(Term(id="t2", source=("تهران",), target=("Tehran",)))) is None


def test_a_withdrawn_passage_is_not_in_it() -> None:
    transcript = document(KARAJ)
    gone = [msgspec.structs.replace(s, withdrawn=Tombstone(date="2026-01-01")) for s in transcript.segments]
    assert find_mentions(msgspec.structs.replace(transcript, segments=tuple(gone))) == ()


def test_a_speaker_who_is_not_named_is_not_in_it() -> None:
    hidden = Speaker(id="S1", label="A witness", term="t1")
    assert find_mentions(msgspec.structs.replace(document(KARAJ), speakers=(hidden,))) == ()


def test_names_are_in_the_order_of_their_letters() -> None:
    transcript = bitext(("Zaida y Ana.", "Zaida and Ana."), terms=(term("Zaida"), term("Ana")))
    section = index(transcript)
    assert section is not None
    assert [name.text for name in section.iter("bdi")] == ["Ana", "Zaida"]


def term(name: str) -> Term:
    return Term(id=name, source=(name,), target=(name,))


def test_readers_get_the_terms_that_stand_in_the_document() -> None:
    unmentioned = Term(id="t2", source=("تهران",), target=("Tehran",))
    assert public_glossary(document(KARAJ, unmentioned)) == (
        Term(id="t1", source=("کرج", "کاراج"), target=("Karaj",), first="s00000001"),
    )


def test_a_hostile_name_is_text() -> None:
    name = '<img src=x onerror="x">'
    section = index(bitext((f"Es {name}.", f"It is {name}."), terms=(term(name),)))
    assert section is None or [*section.iter("img")] == []
