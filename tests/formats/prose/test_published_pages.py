"""Whole pages of the kinds that went wrong: every word kept, each with the right person or with nobody."""

from __future__ import annotations

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.notation import serialize_text


def page(text: str, format_: str = "plain-text", side: str = "target") -> Imported:
    return read(text.encode(), format_, ReadOptions(side=side))  # type: ignore[arg-type]


def turns(imported: Imported) -> list[str]:
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [
        f"{labels.get(segment.speaker or '', '?')}: {serialize_text(segment.target or segment.source or ())}"
        for segment in imported.transcript.segments
    ]


DASHES = """Mill talk

March 3, 2021

Description:

The miller of Sur explains the fire.

Source: Radio Sur (YouTube)

Date: January 7, 2021

Transcript:

-The host:

How did it begin (last year)?

– Guild Secretary General, Hajja Maryam al-Sury:

(To answer that,) at night. The (old) mill burned.

-The host: When?

-Hajja al-Sury:

In 2003.

——

Subscribe to our mailing list!

Filed under: Mills | Tagged: Sury, Sur |
"""


def test_a_long_label_with_another_dash_is_the_same_persons() -> None:
    found = page(DASHES)
    assert turns(found) == [
        "The host: How did it begin (last year)?",
        "Hajja Maryam al-Sury: (To answer that,) at night. The (old) mill burned.",
        "The host: When?",
        "Hajja Maryam al-Sury: In 2003.",
    ]
    assert [speaker.name for speaker in found.transcript.speakers] == [None, "Maryam al-Sury"]
    facts = found.transcript.facts
    assert (facts.title_target, facts.description) == ("Mill talk", "The miller of Sur explains the fire.")
    assert (facts.publisher, facts.tags, facts.categories) == ("Radio Sur (YouTube)", ("Sury", "Sur"), ("Mills",))


COPIED = """Skip to content
Mill Voices
Translations of oral history
Home  About  Contact

A nurse from Sur
Posted on 12 June 2018 by admin

Journalist Lina Marouf
You worked there until (the summer of) 2016?

Nurse Umm Khaled
Yes.
We ran.

L.M.
Were you afraid?

U.K.
(Laughs) No. [She cries.]

Share this:
Tweet
Related
A baker from Sur
Filed under: Sur | Tagged: nurses
"""


def test_a_page_copied_from_a_browser() -> None:
    found = page(COPIED)
    assert turns(found) == [
        "Lina Marouf: You worked there until (the summer of) 2016?",
        "Umm Khaled: Yes.",
        "Umm Khaled: We ran.",
        "Lina Marouf: Were you afraid?",
        "Umm Khaled: [Laughs] No. [voice: She cries.]",
    ]
    left = [p.message.partition("” is taken")[0][1:] for p in found.problems if p.code == "page-text-left-out"]
    assert left == [*COPIED.split("\n")[:4], "Share this:", "Tweet", "Related", "A baker from Sur"]
    assert found.side == "target"


def test_a_paragraph_behind_a_table_is_not_the_last_speakers() -> None:
    rows = "".join(f"<tr><td>{who}</td><td>{words}</td></tr>" for who, words in [("Ana", "One."), ("Bea", "Two.")] * 2)
    html = f"<body><h1>Talk</h1><table>{rows}</table><p>They met again in May.</p></body>"
    assert turns(page(html, "web-page"))[-1] == "?: They met again in May."


def test_readers_of_the_translation_see_its_names() -> None:
    rows = [("المذيع", "منذ متى؟", "Host", "Since when?"), ("أبو سليم", "منذ سنة", "Abu Salim", "For a year.")] * 2
    html = "".join(f"<p><b>{a}:</b> {b}</p>" for a, b, _, _ in rows)
    html += "".join(f"<p><b>{c}:</b> {d}</p>" for _, _, c, d in rows)
    speakers = page(
        f"<body><h1>حوار</h1><h2>A talk</h2><article>{html}</article></body>", "web-page"
    ).transcript.speakers
    assert [(speaker.label, speaker.name_native) for speaker in speakers] == [
        ("Host", "المذيع"),
        ("Abu Salim", "أبو سليم"),
    ]


def test_each_title_is_its_languages() -> None:
    rows = [("المذيع", "من أين؟", "Host", "From where?"), ("الضيف", "من هنا", "Guest", "From here.")] * 2
    html = "".join(f"<p>{a}: {b}</p><p>{c}: {d}</p>" for a, b, c, d in rows)
    facts = page(f"<body><h1>حوار مع النجار</h1><h2>A talk</h2><div>{html}</div></body>", "web-page").transcript.facts
    assert (facts.title, facts.title_target) == ("حوار مع النجار", "A talk")
