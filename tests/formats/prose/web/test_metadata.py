from __future__ import annotations

import pytest

from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.web.boilerplate import find_article
from dragoman.formats.prose.web.metadata import Metadata, find_metadata, web_only
from dragoman.formats.reading.html_tree import parse_html


def metadata(head: str = "", body: str = "<p>Ana: one two three", html: str = "") -> Metadata:
    root = parse_html(f"<html {html}><head>{head}</head><body>{body}</body></html>", ReadOptions())
    return find_metadata(root, find_article(root))


def test_the_heading_of_the_post_is_the_title() -> None:
    body = '<h1 class="site-title">My site</h1><article><h2 class="entry-title">The  flood</h2><p>Ana: a</p></article>'
    assert metadata("<title>The flood - My site</title>", body).title == "The flood"


def test_a_title_loses_the_name_of_the_site() -> None:
    head = '<title>The flood | My site</title><meta property="og:site_name" content="My site">'
    assert metadata(head).title == "The flood"


def test_a_heading_in_the_other_script_is_the_other_title() -> None:
    body = '<article><h1 class="entry-title">The flood</h1><h2 class="subtitle">الفيضان</h2><div>{}</div>'.format(
        "<p>Ana: a b c d" * 9
    )
    found = metadata(body=body)
    assert (found.title, found.other_title) == ("The flood", "الفيضان")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-03-04T09:30:00+00:00">',
        '<meta itemprop="datePublished" content="2021-03-04">',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-03-04T10:00"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":["Article"],"datePublished":"2021-03-04"}]}</script>',
    ],
)
def test_when_it_was_published_stands_in_many_places(head: str) -> None:
    assert metadata(head).published == "2021-03-04"


def test_the_time_of_the_entry_is_when_it_was_published() -> None:
    body = '<time class="entry-date published" datetime="2021-03-04T09:30:00+00:00">March</time><p>Ana: one two'
    assert metadata(body=body).published == "2021-03-04"


def test_the_canonical_address_counts() -> None:
    head = '<link rel="canonical" href="https://x.example/a"><meta property="og:url" content="https://x.example/b">'
    assert metadata(head).address == "https://x.example/a"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "/a", "", None, "https://"])
def test_only_addresses_of_the_web_are_kept(address: str | None) -> None:
    assert web_only(address) is None


def test_tags_and_categories_are_those_of_the_post() -> None:
    body = (
        '<p>Ana: one two three</p><a rel="tag" href="/tag/flood">flood</a> <a rel="tag" href="/t/x">Flood</a>'
        '<a rel="category tag" href="/category/interviews">Interviews</a><a href="/category/other">Other</a>'
    )
    found = metadata(body=body)
    assert (found.tags, found.categories) == (("flood",), ("Interviews",))


def test_json_that_is_broken_is_passed_over() -> None:
    assert metadata('<script type="application/ld+json">{"@type":</script>').published is None


def test_json_in_itself_without_end_is_passed_over() -> None:
    deep = '{"@graph":' * 5000 + "1" + "}" * 5000
    assert metadata(f'<script type="application/ld+json">{deep}</script>').title is None


def test_the_language_is_that_of_the_article() -> None:
    assert metadata(html='lang="en"', body='<div lang="fa_IR"><p>Ana: one two three').language == "fa-IR"


def test_the_translator_may_be_named_for_machines() -> None:
    graph = '{"@type":"Article","translator":[{"@type":"Person","name":"Mar Vidal"},{"name":"Noor"}]}'
    assert metadata(f'<script type="application/ld+json">{graph}</script>').translators == ("Mar Vidal", "Noor")
