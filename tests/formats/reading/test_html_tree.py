from __future__ import annotations

import pytest

from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.html_tree import parse_html


def words(html: str) -> str:
    """The words of the body, separated by bars."""
    body = parse_html(html, ReadOptions()).find("body")
    return "|".join(text.strip() for text in body.itertext() if text.strip()) if body is not None else ""


@pytest.mark.parametrize("html", [
    "<!doctype html><html lang=en><meta charset=utf-8><title>T</title><article><p>one<p>two</article></html>",
    "<!doctype html><meta charset=utf-8><title>T</title><main><p>one<section>two</section></main>",
    "<title>T</title><style>p {}</style><section><p>one</section><script>1</script><p>two",
    "<title>T</title><header>one</header>two",
    "<title>T</title>one<br>two",
    "<title>T</title><ul><li>one<li>two</ul>",
    "<title>T</title><figure><table><tr><td>one<td>two</table></figure>",
    "<html><head><title>T</title></head><article>one</article>two",
    "one<p>two",
])  # fmt: skip
def test_tags_that_html_lets_out_lose_no_words(html: str) -> None:
    assert words(html).replace("|1", "") == "one|two"


def test_what_is_metadata_stays_in_the_head() -> None:
    root = parse_html("<title>T</title><meta name=author content=Ana><article>one</article>", ReadOptions())
    head = root.find("head")
    assert head is not None
    assert [element.tag for element in head] == ["title", "meta"]
