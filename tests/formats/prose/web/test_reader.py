"""Web pages as blogs make them: made up for these tests, with the traps that real ones have."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place
from dragoman.transcript.document import Date, Publication, Transcript
from dragoman.transcript.text import Foreign, Gloss, Kinesic, Note, Struck, Supplied, find_marks, plain

PAGES = Path(__file__).parents[1] / "web_pages"


def page(name: str, options: ReadOptions | None = None) -> Imported:
    return read((PAGES / f"{name}.html").read_bytes(), "web-page", options or ReadOptions(path=name))


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    return [(labels.get(segment.speaker or ""), plain(segment.source or ())) for segment in transcript.segments]


def test_a_blogs_turns_come_to_the_right_speakers() -> None:
    transcript = page("wordpress-like").transcript
    assert [label for label, _ in said(transcript)] == [
        "Sameera Al-Khatib", "Umm Hassan", "Umm Hassan", "Sameera Al-Khatib", "Umm Hassan",
        "Sameera Al-Khatib", "Umm Hassan", "Sameera Al-Khatib", "Umm Hassan",
    ]  # fmt: skip
    assert said(transcript)[0][1] == "Welcome. Who was with you that night?"
    assert said(transcript)[-1][1].startswith("Now? Barley bread.")


def test_label_and_name_are_apart_and_every_spelling_is_kept() -> None:
    presenter, baker = page("wordpress-like").transcript.speakers
    assert (presenter.name, presenter.role) == ("Sameera Al-Khatib", "presenter")
    assert presenter.aliases == ("Sameera Al-Khatib, presenter", "The presenter", "Al-Khatib")
    assert (baker.name, baker.aliases) == ("Umm Hassan", ("Umm Hasan", "Oum Hassan"))


def test_the_facts_at_the_head_are_found() -> None:
    facts = page("wordpress-like").transcript.facts
    assert (facts.title, facts.title_target) == (
        "“We slept in the bakery”: the night of the flood",
        "«نمنا في المخبز»: ليلة الفيضان",
    )
    assert (facts.publisher, facts.programme) == ("Radio Al-Wadi", "Neighbours")
    assert facts.translators == ("Mar Vidal", "Noor Haddad")
    assert (facts.tags, facts.categories) == (("flood", "bread"), ("Interviews",))
    assert facts.dates == (
        Date(kind="aired", edtf="2021-02-23~", written="12 Rajab 1442", calendar="islamic"),
        Date(kind="first-published", edtf="2021-03-01", written="1 March 2021", place="The Valley Gazette"),
    )
    assert facts.publications == (
        Publication(address="https://valley.example/archive/77", publisher="The Valley Gazette", date="2021-03-01"),
        Publication(
            address="https://tworivers.example/2021/03/bakery/",
            publisher="Two Rivers Translations",
            date="2021-03-04",
        ),
    )


def test_brackets_in_the_description_are_no_marks() -> None:
    assert page("wordpress-like").transcript.facts.description == (
        "The baker of the quarter (she asked that we use her first name) speaks of one night [in the dark]."
    )


def test_a_leaning_word_before_its_gloss_is_a_word_of_the_original() -> None:
    marks = [
        mark for segment in page("wordpress-like").transcript.segments for mark in find_marks(segment.source or ())
    ]
    assert [mark for mark in marks if isinstance(mark, Foreign | Gloss | Kinesic)] == [
        Kinesic("points at the wall"),
        Foreign(("wadi",)),
        Gloss(("dry riverbed",)),
    ]


def test_stray_brackets_are_named_with_line_and_column() -> None:
    source = (PAGES / "wordpress-like.html").read_text(encoding="utf-8").split("\n")
    places = {problem.code: problem.where for problem in page("wordpress-like").problems}
    assert source[32][58:] == "(my husband: leave it.</p>"
    assert places["unclosed-bracket"] == Place(line=33, column=59)
    assert source[38][48:].startswith("] did.")
    assert places["stray-bracket"] == Place(line=39, column=49)


def test_furniture_is_no_words_and_what_is_left_out_is_told() -> None:
    imported = page("wordpress-like")
    words = " ".join(words for _, words in said(imported.transcript))
    assert not any(out in words for out in ("Share", "patron", "Ferryman", "Reader", "Evil", "Editor"))
    left = [problem.message for problem in imported.problems if problem.code == "page-text-left-out"]
    assert [message[:30] for message in left] == ["“Support this work” is taken f", "“If you would like to support "]


TURNS = """<p><b>Host:</b> Where did you learn it?</p><p><b>Ruiz:</b> My grandmother kept the hives.</p>
    <p><b>Host:</b> And who helps you?</p><p><b>Ruiz:</b> My neighbour, every Sunday.</p>"""


@pytest.mark.parametrize(
    "article",
    [
        pytest.param(
            f"""<article class="entry-content"><h1>Hives</h1><div class="byline"><p>Translated by Mar Vidal</p></div>
            {TURNS}<div class="related-posts"><div class="byline">Translated by Somebody Else</div></div></article>""",
            id="in the text",
        ),
        pytest.param(
            f"""<article><header class="entry-header"><h1>Hives</h1><div class="entry-meta">Translated by Mar Vidal
            <div class="share">Translated by Somebody Else</div></div></header>
            <div class="entry-content">{TURNS}</div></article>""",
            id="in the head of the article",
        ),
        pytest.param(
            f"""<article><h1>Hives</h1><div class="entry-content">{TURNS}</div>
            <footer class="entry-footer">Translated by Mar Vidal</footer></article>""",
            id="in the foot of the article",
        ),
        pytest.param(
            f"""<div id="page"><header><p>Translated by Somebody Else</p></header><h1>Hives</h1>
            <p class="post-meta">Translated by Mar Vidal</p><div class="post-content">{TURNS}</div>
            <div class="author-bio"><p>Translated by Somebody Else</p></div></div>""",
            id="beside the text",
        ),
    ],
)
def test_a_byline_is_no_words_and_its_facts_are_kept(article: str) -> None:
    html = f"<html lang='en'><body>{article}<footer>Translated by Somebody Else</footer></body></html>"
    transcript = read(html.encode(), "web-page", ReadOptions(path="page")).transcript
    assert transcript.facts.translators == ("Mar Vidal",)
    assert [text for _, text in said(transcript)] == [
        "Where did you learn it?",
        "My grandmother kept the hives.",
        "And who helps you?",
        "My neighbour, every Sunday.",
    ]


def test_the_date_of_a_post_is_the_one_in_the_data_of_its_page() -> None:
    html = f"""<html lang="en"><head><meta property="article:published_time" content="2021-03-03"></head><body><article>
        <header><h1>Hives</h1><p class="entry-meta">Posted on 3 March 2021 by admin</p></header>{TURNS}
        </article></body></html>"""
    facts = read(html.encode(), "web-page", ReadOptions(path="page")).transcript.facts
    assert [(date.kind, date.edtf, date.place) for date in facts.dates] == [("first-published", "2021-03-03", None)]


def test_a_persian_page_is_read_with_its_own_calendar_and_digits() -> None:
    imported = page("blogger-like-fa")
    transcript = imported.transcript
    assert transcript.source_language == "fa"
    assert transcript.facts.dates == (
        Date(kind="aired", edtf="2020-11-02", written="۱۲ آبان ۱۳۹۹", calendar="persian"),
    )
    assert [speaker.label for speaker in transcript.speakers] == ["دکتر علی کریمی", "لوسیا فرر"]
    assert transcript.speakers[1].aliases == ("فرر", "فِرِر")
    assert said(transcript)[1] == ("لوسیا فرر", "در نانوایی.  نان می‌پختیم، «مثل همیشه».\nاو گفت: آب می‌آید.")
    assert "stray-bracket" in {problem.code for problem in imported.problems}


def test_an_arabic_page_that_calls_itself_english_is_arabic() -> None:
    transcript = page("wordpress-like-ar").transcript
    assert transcript.source_language == "ar"
    assert [label for label, _ in said(transcript)] == [
        "المذيع",
        "بيري سولير",
        "بيري سولير",
        "المذيع",
        "بيري سولير",
        "المذيع",
    ]
    assert transcript.speakers[1].role == "صاحب المعدّية"
    assert "(من النهر)" in said(transcript)[3][1]


def test_a_newsletter_has_names_alone_footnotes_and_struck_words() -> None:
    transcript = page("substack-like").transcript
    assert [label for label, _ in said(transcript)] == [
        "Interviewer", "Pere Soler", "Pere Soler", "Interviewer", "Pere Soler", "Interviewer",
    ]  # fmt: skip
    marks = [mark for segment in transcript.segments for mark in find_marks(segment.source or ())]
    assert Note(("A ford, in use since 1810.",)) in marks
    assert Struck(("a",)) in marks
    assert Supplied(("in summer",)) in marks
    assert [(date.kind, date.edtf) for date in transcript.facts.dates] == [
        ("recorded", "2020-1X"),
        ("aired", "2021-24"),
        ("first-published", "2022-10-01"),
    ]


def test_the_translation_is_read_as_one_where_it_is_asked_for() -> None:
    transcript = page("wordpress-like", ReadOptions(side="target", language="ar")).transcript
    assert all(segment.source is None and segment.target for segment in transcript.segments)
    assert (transcript.source_language, transcript.target_language) == ("ar", "en-US")
    assert transcript.facts.title == "«نمنا في المخبز»: ليلة الفيضان"


def test_the_profile_is_guessed_and_shown_or_taken() -> None:
    assert page("substack-like").profile == "square"
    assert page("substack-like", ReadOptions(profile="dragoman")).profile == "dragoman"
    assert [sign.meaning for sign in page("substack-like").brackets] == ["supplied", "sound of the voice"]


def test_the_same_page_gives_the_same_document() -> None:
    assert page("wordpress-like") == page("wordpress-like")


def test_the_encoding_that_a_page_names_is_believed_where_it_fits() -> None:
    html = "<meta charset=windows-1256><body><p>المذيع: أهلاً<p>ضيف: أهلاً<p>المذيع: من أين؟<p>ضيف: من هنا"
    transcript = read(html.encode("cp1256"), "web-page", ReadOptions()).transcript
    assert said(transcript)[0] == ("المذيع", "أهلاً")
    utf8 = read(html.encode(), "web-page", ReadOptions()).transcript
    assert said(utf8) == said(transcript)


MHTML = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://x.example/a
Subject: Talk
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b--"


----b--
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://x.example/a

<html><body><p>Ana: caf=C3=A9?</p><p>Bea: s=C3=AD</p><p>Ana: (all)</p></body>=
</html>
----b--
Content-Type: image/png
Content-Transfer-Encoding: base64

AAAA
----b----
"""


@pytest.mark.parametrize("content", [MHTML, MHTML.replace(b"\n", b"\r\n")])
def test_a_web_archive_is_its_page(content: bytes) -> None:
    transcript = read(content, find_format("talk.mhtml", content), ReadOptions()).transcript
    assert [words for _, words in said(transcript)] == ["café?", "sí", "all"]
    assert transcript.facts.publications == (Publication(address="https://x.example/a"),)


def test_a_page_that_a_browser_saved_knows_where_it_came_from() -> None:
    html = b"<!-- saved from url=(0021)https://x.example/b/ --><body><p>Ana: a<p>Bea: b<p>Ana: c"
    assert read(html, "web-page").transcript.facts.publications == (Publication(address="https://x.example/b/"),)


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(FormatError, match="talk:1:1: is a web archive without a page"):
        read(MHTML.replace(b"text/html", b"text/css"), "web-page", ReadOptions(path="talk"))


def test_a_page_without_names_is_one_text_and_says_so() -> None:
    imported = read(b"<body><p>We moved.<p>It was cold.", "web-page")
    assert said(imported.transcript) == [(None, "We moved."), (None, "It was cold.")]
    assert [problem.code for problem in imported.problems] == ["no-speakers-named"]


def test_elements_in_each_other_without_end_are_refused() -> None:
    with pytest.raises(FormatError, match="deeper than any page"):
        read(b"<body>" + b"<div>" * 5000 + b"Ana: a", "web-page", ReadOptions(path="talk"))
