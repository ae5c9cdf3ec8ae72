from __future__ import annotations

import io

import pytest

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import ReadOptions
from dragoman.formats.prose.web.collection import Post
from dragoman.formats.prose.web.wordpress import read_posts
from dragoman.transcript.text import Supplied

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Two Rivers</title><link>https://tworivers.example</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>"""
TALK = """[caption id="a"]<img src="x.jpg"/> The bakery[/caption]
Translated by Mar Vidal

<strong>Host:</strong> Where (then)?

<strong>Baker:</strong> Here.
By the wall.

<strong>Host:</strong> And now?"""
BLOCKS = "<!-- wp:paragraph -->\n<p>Ana: one\ntwo</p>\n<!-- /wp:paragraph --><p>Bea: b</p><p>Ana: c</p>"


def item(number: int, content: str, status: str = "publish", kind: str = "post") -> str:
    return f"""<item><title>Post {number}</title><link>https://tworivers.example/{number}/</link>
<pubDate>Thu, 04 Mar 2021 09:30:00 +0000</pubDate><content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_name>post-{number}</wp:post_name>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category"><![CDATA[Interviews]]></category><category domain="post_tag">flood</category></item>"""


def export(*items: str) -> bytes:
    return (HEAD + "".join(items) + "</channel></rss>").encode()


def posts(content: bytes, *, guess_side: bool = False) -> list[Post]:
    return list(read_posts(io.BytesIO(content), ReadOptions(path="site.xml"), guess_side=guess_side))


def test_each_post_is_a_document_with_its_facts() -> None:
    (post,) = posts(export(item(1, TALK)))
    assert (post.title, post.name, post.address) == ("Post 1", "post-1", "https://tworivers.example/1/")
    assert post.imported is not None
    facts = post.imported.transcript.facts
    assert (facts.title, facts.tags, facts.categories) == ("Post 1", ("flood",), ("Interviews",))
    assert [(date.edtf, date.place) for date in facts.dates] == [("2021-03-04", "Two Rivers")]
    assert [one.address for one in facts.publications] == ["https://tworivers.example/1/"]


def test_the_translator_is_read_from_a_byline_in_a_post() -> None:
    (post,) = posts(
        export(item(1, TALK.replace("Translated by Mar Vidal", '<p class="byline">Translated by Noor</p>')))
    )
    assert post.imported is not None
    assert post.imported.transcript.facts.translators == ("Noor",)


def test_empty_lines_are_paragraphs_as_wordpress_has_it() -> None:
    (post,) = posts(export(item(1, TALK)))
    assert post.imported is not None
    assert [segment.source for segment in post.imported.transcript.segments] == [
        ("Where ", Supplied(("then",)), "?"),
        ("Here.\nBy the wall.",),
        ("And now?",),
    ]


def test_posts_made_of_blocks_have_their_own_paragraphs() -> None:
    (post,) = posts(export(item(1, BLOCKS)))
    assert post.imported is not None
    assert post.imported.transcript.segments[0].source == ("one two",)


def test_commands_in_square_brackets_are_left_out_and_told() -> None:
    (post,) = posts(export(item(1, TALK)))
    assert post.imported is not None
    assert post.imported.problems[0].code == "shortcodes-left-out"
    assert post.imported.transcript.facts.description is None


def test_what_is_no_transcript_is_reported_and_what_is_no_post_is_not() -> None:
    found = posts(export(item(1, "<p>We moved.</p>"), item(2, "x", kind="attachment"), item(3, "", status="publish")))
    assert [(post.title, post.reason) for post in found] == [
        ("Post 1", "no words have a speaker’s name before them"),
        ("Post 3", "it contains no words"),
    ]


def test_a_draft_has_no_address() -> None:
    (post,) = posts(export(item(1, TALK, status="draft")))
    assert post.address is None
    assert post.imported is not None
    assert post.imported.transcript.facts.publications == ()


def test_a_post_that_names_its_translator_is_the_translation_where_that_is_guessed() -> None:
    (post,) = posts(export(item(1, TALK)), guess_side=True)
    assert post.imported is not None
    assert post.imported.transcript.segments[0].target == ("Where ", Supplied(("then",)), "?")
    assert post.imported.transcript.target_language == "en-US"


def test_one_transcript_in_an_export_is_read_as_a_file() -> None:
    content = export(item(1, TALK), item(2, "<p>We moved.</p>"))
    assert find_format("site.xml", content) == "wordpress"
    assert len(read(content, "wordpress", ReadOptions()).transcript.segments) == 3
    with pytest.raises(FormatError, match="holds 2 transcripts; make a folder for each"):
        read(export(item(1, TALK), item(2, TALK)), "wordpress", ReadOptions())


def test_what_was_given_back_is_forgotten() -> None:
    stream = read_posts(io.BytesIO(export(*(item(number, TALK) for number in range(50)))), ReadOptions())
    assert sum(1 for _ in stream) == 50


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "1:1: is not well-formed XML"),
        (b"<html></html>", "1:1: is not a WordPress export"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>', "1:1: declares entities"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss>&a;</rss>', "1:1: declares entities"),
        (export(item(1, TALK))[:900], "is not well-formed XML"),
        (HEAD.encode() + b"<a>" * 3000, "is not well-formed XML"),
    ],
)
def test_what_is_no_export_is_refused(content: bytes, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        posts(content)


def test_a_site_of_three_hundred_posts_comes_in_whole() -> None:
    kinds = {1: ("inherit", "attachment"), 2: ("publish", "page"), 3: ("draft", "post"), 4: ("private", "post")}
    items = [
        item(number, "We moved." if number % 10 == 2 else TALK, *kinds.get(number % 10, ("publish", "post")))
        for number in range(1, 301)
    ]
    posts = list(read_posts(io.BytesIO(export(*items)), ReadOptions()))
    made = [post for post in posts if post.imported]
    assert (len(posts), len(made)) == (270, 240)
    assert {post.reason for post in posts if not post.imported} == {"no words have a speaker’s name before them"}
    assert [(post.title, post.state, post.address) for post in made[:2]] == [
        ("Post 3", "draft", None),
        ("Post 4", "private", None),
    ]
    assert made[2].address == "https://tworivers.example/5/"
    assert made[2].imported is not None
    assert made[2].imported.transcript.facts.tags == ("flood",)
    assert [date.edtf for date in made[2].imported.transcript.facts.dates] == ["2021-03-04"]


def test_an_address_alone_on_a_line_is_a_film_and_no_words() -> None:
    talk = f"{TALK}\n\nhttps://films.example/watch?v=1\n\n<strong>Baker:</strong> Bread."
    imported = read(export(item(1, talk)), "wordpress")
    assert "films" not in str(imported.transcript.segments)
    assert any("“https://films.example" in problem.message for problem in imported.problems)
