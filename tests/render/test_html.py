from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from dragoman.conventions.profiles import NOTATION
from dragoman.render.html import (
    Rendering,
    element,
    find_notes,
    join,
    language_attributes,
    legend,
    render,
    render_note,
    web_address,
)
from dragoman.render.mark_text import find_legend
from dragoman.transcript.text import CutOff, Note, Quote, Supplied, Text
from interviews import typed

ENGLISH = Rendering(language="en", other_language="fa", kept_language="fa")
ARABIC = Rendering(language="ar", other_language="en")


def test_text_is_escaped() -> None:
    assert element("p", '<b>"&', title='">') == '<p title="&quot;&gt;">&lt;b&gt;"&amp;</p>'


def test_what_was_built_is_not_escaped_again() -> None:
    assert element("p", element("b", "a & b"), " <") == "<p><b>a &amp; b</b> &lt;</p>"


def test_absent_attributes_are_left_out() -> None:
    assert (
        element("input", type="checkbox", hidden=True, class_=None, checked=False) == '<input type="checkbox" hidden>'
    )


def test_what_html_cannot_hold_is_replaced() -> None:
    assert join("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a.example", 'http://a"b', "ftp://a"])
def test_only_web_addresses_are_linked_to(address: str) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("(to all)", '<span class="supplied"><span class="vh">supplied: </span>(to all)</span>'),
        ("(?Karaj)", '<span class="unclear"><span class="vh">unclear: </span>(?<span class="in">Karaj</span>)</span>'),
        ("[inaudible 3s]", '<span class="gap">[inaudible 3s]</span>'),
        ("[… greetings]", '<span class="gap">[… greetings]</span>'),
        ("[redacted: safety]", '<span class="gap redacted">[redacted: safety]</span>'),
        ("[laughs]", '<span class="event">[laughs]</span>'),
        ("[phone rings]", '<span class="event">[phone rings]</span>'),
        ("[nods]", '<span class="event">[nods]</span>'),
        ("[pause 4s]", '<span class="event">[pause 4s]</span>'),
        ("[on screen: NEWS]", '<span class="screen">[on screen: NEWS]</span>'),
        ("*velāyat*", '<i class="foreign" lang="fa-Latn" dir="ltr">velāyat</i>'),
        ("word [= gloss]", 'word <span class="gloss">[= <span class="in">gloss</span>]</span>'),
        (
            "[in French: oui]",
            '<span class="switch">[in French: <span class="switched" lang="fr" dir="ltr">oui</span>]</span>',
        ),
        (
            "Ahmadi [ph]",
            '<span class="name"><bdi>Ahmadi</bdi> <abbr title="phonetic, unverified">[ph]</abbr></span>',
        ),
        ("Baghdad [sic: Tehran]", '<span class="sic">Baghdad [sic: Tehran]</span>'),
        ("~~no~~", '<s class="struck"><span class="vh">struck out: </span>no</s>'),
        ("gov–", '<span class="cutoff">gov–</span>'),
        ("//Yes", '<span class="vh">[overlapping] </span>Yes'),
        ("pbuh [abbr: peace be upon him]", '<abbr title="peace be upon him">pbuh</abbr>'),
    ],
)
def test_each_mark_shows_its_glyphs(text: str, html: str) -> None:
    assert render(typed(text), ENGLISH) == html


def test_a_note_is_a_reference_and_its_words_stand_at_the_end() -> None:
    text = typed("Yes [tr: a pun]")
    reference = '<a id="n7-ref" href="#n7" role="doc-noteref" aria-label="Note 7">7</a>'
    assert render(text, Rendering(language="en", first_note=7)) == f"Yes <sup>{reference}</sup>"
    assert render_note(next(find_notes(text)), ENGLISH) == '<p lang="en" dir="ltr">a pun</p>'


def test_a_quotation_with_its_source_is_a_reference_too() -> None:
    text = typed("“Go” [src: https://a.example/x] [tr: so]")
    html = render(text, ENGLISH)
    assert '<q cite="https://a.example/x">“Go”</q><sup><a id="n1-ref"' in html
    assert [type(note) for note in find_notes(text)] == [Quote, Note]


def test_notes_are_numbered_as_they_are_found() -> None:
    text: Text = (Quote((Supplied((Note(("inner",)),)),), "source"), Note(("after",)))
    html = render(text, ENGLISH)
    places = [html.index(f'id="n{number}-ref"') for number in (1, 2, 3)]
    assert places == sorted(places)
    assert next(find_notes(text)) == Note(("inner",))


def test_a_note_inside_a_note_stands_in_line() -> None:
    note = Note(("see ", Note(("more",)), CutOff("th")))
    assert 'see <span class="note">[tr: more]</span>' in render_note(note, ENGLISH)


def test_a_note_on_the_original_is_in_the_language_of_its_letters() -> None:
    assert render_note(Note(("a pun",)), ARABIC).startswith('<p lang="en" dir="ltr">')
    assert render_note(Note(("جناس",)), ARABIC).startswith('<p lang="ar" dir="rtl">')


def test_our_own_words_in_another_language_say_that_they_are_english() -> None:
    assert render(typed("[inaudible 3s]"), ARABIC) == '<span class="gap" lang="en" dir="ltr">[inaudible 3s]</span>'
    assert '<span class="vh" lang="en" dir="ltr">supplied: </span>' in render(typed("(نعم)"), ARABIC)


def test_brackets_stay_with_words_that_run_against_the_block() -> None:
    assert 'class="supplied" dir="rtl"' in render(typed("(في BBC)"), ARABIC)
    assert 'class="event" dir="rtl"' in render(typed("[voice: يضحك]"), ENGLISH)
    assert 'class="event" dir="ltr"' in render(typed("[laughs]"), ARABIC)
    assert 'class="screen" dir="rtl"' in render(typed("[on screen: أخبار]"), ARABIC)


def test_a_block_has_language_and_direction() -> None:
    assert language_attributes("fa") == {"lang": "fa", "dir": "rtl"}
    assert language_attributes(None, "שלום") == {"lang": "", "dir": "rtl"}
    assert language_attributes("und", "1999") == {"lang": "", "dir": "ltr"}


def test_the_legend_lists_only_what_is_there() -> None:
    rows = find_legend([], [typed("(to all) [laughs] [nods]")])
    assert [row.kind for row in rows] == ["supplied", "event"]
    assert "added by the translator" in legend(rows, NOTATION)


def test_words_that_run_against_the_block_keep_their_own_stops() -> None:
    html = render((Supplied(("U.S.",)),), Rendering(language="ar"))
    assert html.endswith('(<bdi dir="ltr">U.S.</bdi>)</span>')
    assert "bdi" not in render((Supplied(("في U.S.",)),), Rendering(language="ar"))


@given(st.text(max_size=60), st.sampled_from(["en", "ar", None, "x<y"]))
def test_any_words_come_back_as_they_were(words: str, language: str | None) -> None:
    html = render((Supplied((words,)),), Rendering(language=language))
    shown = parser.fromstring(f"<div>{html}</div>").text_content()
    assert shown == f"supplied: ({unescape(join(words))})"
