from __future__ import annotations

import pytest

from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.web.boilerplate import find_article, is_appeal, make_skip
from dragoman.formats.prose.web.elements import find_paragraphs
from dragoman.formats.reading.html_tree import parse_html

WORDS = "<p>Ana: one two three four five</p>" * 5


def article(html: str) -> list[str]:
    found = find_article(parse_html(html, ReadOptions()))
    return [paragraph.text for paragraph in find_paragraphs(found, make_skip(found))]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<aside>{}</aside>",
        "<footer>{}</footer>",
        '<div class="sharedaddy sd-sharing">{}</div>',
        '<div id="jp-relatedposts">{}</div>',
        '<section class="comments-area">{}</section>',
        '<div class="subscription-widget-wrap">{}</div>',
        '<div role="navigation">{}</div>',
        '<div class="cookie-banner">{}</div>',
        '<form class="search-form">{}</form>',
    ],
)
def test_what_is_round_the_article_is_left_out(around: str) -> None:
    page = f"<body>{around.format('<p>Out: of it</p>')}<div>{WORDS}</div></body>"
    assert set(article(page)) == {"Ana: one two three four five"}


def test_comments_are_left_out_however_long_they_are() -> None:
    comments = "<p>Reader: I remember that night as if it were today</p>" * 50
    page = f'<body><article>{WORDS}</article><div id="comments">{comments}</div></body>'
    assert set(article(page)) == {"Ana: one two three four five"}


def test_names_of_categories_are_no_furniture() -> None:
    page = (
        f'<body class="has-sidebar"><article class="post tag-support category-related hentry">{WORDS}</article></body>'
    )
    assert len(article(page)) == 5


def test_a_part_that_holds_the_article_is_none() -> None:
    page = f'<body><div class="widget Blog"><h3>T</h3><div class="post-body">{WORDS}</div></div></body>'
    assert len(article(page)) == 5


def test_a_page_without_names_is_searched_for_where_its_words_are() -> None:
    page = f"<body><div><p>Menu</p></div><div><div>{WORDS}</div></div></body>"
    assert len(article(page)) == 5


@pytest.mark.parametrize(
    "words", ["Share this:", "Subscribe now", "If you enjoyed this, buy me a coffee", "Posted in Interviews", "ادعم"]
)
def test_appeals_are_known(words: str) -> None:
    assert is_appeal(words)


def test_what_people_say_is_no_appeal() -> None:
    assert not is_appeal("We gave bread to all who came.")


def test_a_page_that_is_nothing_but_comments_is_read_rather_than_nothing() -> None:
    assert article('<body><div class="comments"><article><p>Ana: one</p></article></div>') == ["Ana: one"]
