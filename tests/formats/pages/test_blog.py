from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nh3
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html as parser

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Facts, Speaker, Transcript
from dragoman.transcript.sides import SideChoice
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from programs import needs_package, needs_program
from strategies import transcripts

SOUND, HOME = "https://a.example/talk.mp3", "https://desk.example/bees/"
INTERVIEWS = [spanish_english(), arabic_english(), english_persian(), Transcript(), hostile("a <b> \x00 &c;")]

PLAIN = {"p", "strong", "em", "a", "h2", "h3", "blockquote", "hr"}
# What three blogs leave of a post, as far as this fragment goes: tags, and the attributes of each ("*": of any).
# WordPress by the list of its filter for posts, as older versions have it, which leave languages on blocks alone;
# Blogger and Substack by what their editors keep of what is pasted.
Blog = tuple[set[str], dict[str, set[str]]]
WORDPRESS: Blog = (
    PLAIN | {"sup", "small", "ul", "ol", "li", "br", "span", "div"},
    {
        "*": {"id", "class", "style", "title", "role"},
        "a": {"href", "rel", "rev", "name", "target"},
        "p": {"align", "dir", "lang", "xml:lang"},
        "blockquote": {"cite", "lang", "xml:lang"},
    },
)
BLOGGER: Blog = (PLAIN | {"sup", "small", "br", "span", "div"}, {"*": {"id", "dir", "style"}, "a": {"href"}})
SUBSTACK: Blog = (PLAIN, {"*": set(), "a": {"href"}})
BLOGS = pytest.mark.parametrize("blog", [WORDPRESS, BLOGGER, SUBSTACK], ids=["WordPress", "Blogger", "Substack"])


def fragment(
    transcript: Transcript, side: SideChoice = "both", media: str | None = SOUND, address: str | None = HOME
) -> str:
    return write(transcript, "blog", WriteOptions(side=side, media=media, address=address)).content.decode()


def published(made: str, blog: Blog) -> str:
    tags, attributes = blog
    # The filter that stands in for theirs keeps rel in its own hands.
    kept = {tag: names - {"rel"} for tag, names in attributes.items()}
    return nh3.clean(made, tags=tags, attributes=kept, link_rel=None)


def words(made: str) -> str:
    return " ".join(parser.fromstring(f"<div>{made}</div>").text_content().split())


def links(made: str) -> list[str]:
    return [e.get("href", "") for e in parser.fromstring(f"<div>{made}</div>").iter("a")]


@BLOGS
@pytest.mark.parametrize("interview", INTERVIEWS)
def test_words_and_links_survive(interview: Transcript, blog: Blog) -> None:
    made = fragment(interview)
    left = published(made, blog)
    assert words(left) == words(made)
    assert links(left) == links(made)


@BLOGS
def test_names_brackets_times_and_notes_survive(blog: Blog) -> None:
    left = published(fragment(spanish_english()), blog)
    assert "<strong>The host:</strong>" in left
    assert f'[<a href="{SOUND}#t=6.2">0:06</a>]' in left
    assert "43,000 hives (of bees)." in left
    assert "<em>trashumancia</em> [= moving the hives with the seasons]" in left
    assert "we lost everything.[3] [phone rings]" in left.replace("<sup>", "").replace("</sup>", "")
    assert "[3] She does not say which year" in left


def test_only_plain_tags_are_used() -> None:
    tags = {e.tag for interview in INTERVIEWS for e in parser.fromstring(f"<div>{fragment(interview)}</div>").iter()}
    assert tags <= PLAIN | {"sup", "small", "div"}


def test_lines_from_right_to_left_need_no_attribute() -> None:
    left = published(fragment(english_persian()), SUBSTACK)
    assert "<p>\u2067دربارهٔ آن ۱۳۰۰ نامه (به بی‌بی‌سی BBC) بگویید.\u2069</p>" in left
    assert "<strong>\u2068مجری\u2069:</strong>" in left


@pytest.mark.parametrize("blog", [WORDPRESS, BLOGGER], ids=["WordPress", "Blogger"])
def test_every_paragraph_runs_its_own_way_on_a_page_that_runs_the_other(blog: Blog) -> None:
    left = parser.fromstring(f"<div>{published(fragment(english_persian()), blog)}</div>")
    assert {paragraph.get("dir") for paragraph in left.iter("p")} == {"ltr", "rtl"}


def test_both_texts_stand_under_the_name_and_the_time() -> None:
    row = passage(1, "S1", 62, 65, "Sí", "Yes")
    made = fragment(Transcript(speakers=(Speaker(id="S1", label="Ana"),), segments=(row,), target_language="en"))
    assert made.split("<hr>\n")[1] == (
        f'<p id="s00000001" dir="ltr"><strong>Ana:</strong> <small>[<a href="{SOUND}#t=62">1:02</a>]</small></p>\n'
        '<blockquote><p dir="ltr">Sí</p></blockquote>\n<p lang="en" dir="ltr">Yes</p>\n'
    )


def test_one_side_alone_is_a_paragraph_a_passage() -> None:
    made = fragment(Transcript(segments=(passage(1, None, 62, 65, "Sí", "Yes"),), target_language="en"), side="target")
    assert '<strong>Speaker not known:</strong> <small>[<a href="https://a.example/talk.mp3#t=62">1:02</a>]' in made
    assert "Sí" not in made


def test_without_sound_times_lead_to_the_page_itself() -> None:
    assert f"{HOME}#s00000002" in links(fragment(spanish_english(), media="tape.mp3"))
    assert "<small>[0:06]</small>" in fragment(spanish_english(), media=None, address=None)


def test_credit_says_whose_it_is_and_where_it_lives() -> None:
    facts = Facts(title="Bees", translators=("Mar Ruiz",), licence="https://creativecommons.org/licenses/by/4.0/")
    made = fragment(Transcript(facts=facts, segments=(passage(1, None, 0, 1, "Sí", "Yes"),), target_language="en"))
    credit = words(made.rpartition("<hr>")[2])
    assert credit.startswith("Bees. Transcript into English, translated by Mar Ruiz.")
    assert f"This transcript: {HOME}" in credit


def test_nothing_of_the_desks_own_is_in_it() -> None:
    made = fragment(spanish_english(), media=None)
    assert "check with the producer" not in made
    assert "tone.mp3" not in made


def test_no_address_that_runs_something_is_linked_to() -> None:
    targets = links(
        fragment(hostile("javascript:alert(1)"), media="javascript:alert(1)", address="javascript:alert(1)")
    )
    assert [target for target in targets if not target.startswith("https://")] == []


@pytest.mark.external
def test_the_html_checker_finds_no_fault(tmp_path: Path) -> None:
    java, jar = needs_program("java"), needs_package("vnu-jar/build/dist/vnu.jar")
    for number, interview in enumerate(INTERVIEWS[:4]):
        for side in ("both", "target"):
            body = fragment(interview, side)
            head = '<!DOCTYPE html><html lang="en"><head><title>Post</title></head>'
            page = f"{head}<body><h1>A post</h1>{body}</body></html>"
            (tmp_path / f"{number}-{side}.html").write_text(page, encoding="utf-8")
    checked = [java, "-jar", str(jar), "--format", "json", *map(str, sorted(tmp_path.iterdir()))]
    found = subprocess.run(checked, capture_output=True, check=False, text=True).stderr
    assert json.loads(found)["messages"] == []


@given(transcripts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_document_survives_the_strictest(transcript: Transcript) -> None:
    made = fragment(transcript)
    assert words(published(made, SUBSTACK)) == words(made)
