from __future__ import annotations

from dragoman.formats.prose.fact_lines import Head
from dragoman.formats.prose.facts import make_facts
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.transcript.document import Date, Publication

PAGE = Metadata(
    title="The flood",
    description="A baker remembers.",
    address="https://x.example/a",
    site="Two Rivers",
    published="2021-03-04",
    translators=("Mar Vidal",),
    tags=("flood",),
)


def test_what_machines_are_told_counts_where_words_say_nothing() -> None:
    facts = make_facts(Head(), PAGE, ["Ana: a"], "source")
    assert (facts.title, facts.description, facts.tags) == ("The flood", "A baker remembers.", ("flood",))
    assert facts.dates == (Date(kind="first-published", edtf="2021-03-04", place="Two Rivers"),)
    assert facts.publications == (
        Publication(address="https://x.example/a", publisher="Two Rivers", date="2021-03-04"),
    )


def test_words_outrank_what_machines_are_told() -> None:
    head = Head(rest=["She speaks of one night."], tags=["bread"], translators=["Noor Haddad"])
    facts = make_facts(head, PAGE, [], "source")
    assert facts.description == "She speaks of one night."
    assert (facts.tags, facts.translators) == (("flood", "bread"), ("Noor Haddad", "Mar Vidal"))


def test_the_page_s_own_title_is_that_of_its_side() -> None:
    facts = make_facts(Head(other_title="الفيضان"), PAGE, [], "target")
    assert (facts.title, facts.title_target) == ("الفيضان", "The flood")


def test_an_excerpt_is_no_description() -> None:
    said = ["Welcome. Who was with you that night, and where did all of you sleep?"]
    page = Metadata(description="Welcome. Who was with you that night, and where did all […]")
    assert make_facts(Head(), page, said, "source").description is None


def test_where_it_was_first_published_is_not_this_page() -> None:
    first = Date(kind="first-published", edtf="2020", place="The Gazette")
    head = Head(dates=[first], publications=[Publication(address="https://y.example")])
    facts = make_facts(head, PAGE, [], "source")
    assert facts.dates == (first,)
    assert [one.address for one in facts.publications] == ["https://y.example", "https://x.example/a"]
