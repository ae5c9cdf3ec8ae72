"""Other people's published transcripts: what is to be found in each, written out."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import NamedTuple

import pytest

from dragoman.formats import find_format, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Date, find_turns
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Incident, Mark, Note, Struck, Supplied, Text, Vocal, find_marks, plain
from references import needs_data


class Given(NamedTuple):
    """What is in a file: each speaker's turns by label, passages, first and last words, marks by kind."""

    path: str
    format: str
    turns: dict[str | None, int]
    passages: int
    first: tuple[str | None, str]
    last: tuple[str | None, str]
    marks: dict[str, int]
    problems: dict[str, int]


# fmt: off
GIVEN = [
    Given("transcripts/wh_2023-01-18_briefing.md", "markdown", {"MS. JEAN-PIERRE": 102, "Q": 101, None: 2}, 345,
          ("MS. JEAN-PIERRE", "Good afternoon, everybody."), (None, "4:00 P.M. EST"),
          {"Struck": 2, "Supplied": 2, "Vocal": 2, "Gap": 2, "Incident": 1}, {"profile-guessed": 1}),
    Given("transcripts/wh_2022-05-21_biden_yoon.md", "markdown",
          {"PRESIDENT YOON": 5, "PRESIDENT BIDEN": 8, "MODERATOR": 6, "Q": 7, None: 1}, 125,
          ("PRESIDENT YOON", "Mr. President Biden, it is my honor"), (None, "4:51 P.M. KST"),
          {"Note": 12, "Vocal": 2, "Struck": 1, "Supplied": 1, "Gap": 1}, {"profile-guessed": 1}),
    Given("transcripts/ohad_mohammad.txt", "plain-text", {"DB": 131, "KM": 131, None: 1}, 264,
          (None, ""), ("KM", "Oh, Okay."), {"Incident": 1}, {}),
]
# fmt: on


def given(path: str) -> Imported:
    return read(needs_data(path), options=ReadOptions())


def marks(imported: Imported, *kinds: type) -> list[Mark]:
    found = (mark for segment in imported.transcript.segments for mark in find_marks(segment.source or ()))
    return [mark for mark in found if isinstance(mark, kinds)]


@pytest.mark.parametrize("row", GIVEN, ids=lambda row: row.path)
def test_a_given_page_holds_what_is_in_it(row: Given) -> None:
    imported = given(row.path)
    transcript = imported.transcript
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    said = [(labels.get(s.speaker or ""), plain(s.source or ()).strip()) for s in transcript.segments]
    assert find_format(row.path, needs_data(row.path).read_bytes()) == row.format
    assert Counter(labels.get(turn.speaker or "") for turn in find_turns(transcript)) == row.turns
    assert (len(said), transcript.source_language) == (row.passages, None)
    assert (said[0][0], said[0][1][: len(row.first[1])]) == row.first
    assert said[-1] == row.last
    assert Counter(type(mark).__name__ for mark in marks(imported, object)) == row.marks
    assert Counter(problem.code for problem in imported.problems) == row.problems


def test_every_as_interpreted_is_kept_and_stands_first() -> None:
    imported = given("transcripts/wh_2022-05-21_biden_yoon.md")
    assert marks(imported, Note) == [Note(("As interpreted.",))] * 12
    opening = [segment for segment in imported.transcript.segments if isinstance((segment.source or ("",))[0], Note)]
    assert len(opening) == 12
    assert {segment.speaker for segment in opening} == {"S1", "S3", "S4"}


def test_every_correction_and_struck_word_is_kept() -> None:
    assert marks(given("transcripts/wh_2023-01-18_briefing.md"), Struck, Supplied, Gap, Vocal, Incident) == [
        Struck(("Governor’s Newsom",)),
        Supplied(("Governor Newsom’s",)),
        Vocal("Laughter."),
        Struck(("telepath",)),
        Supplied(("telehealth",)),
        Gap("inaudible"),
        Gap("inaudible"),
        Vocal("Laughs."),
        Incident("Cross-talk."),
    ]
    assert marks(given("transcripts/wh_2022-05-21_biden_yoon.md"), Struck, Supplied) == [
        Struck(("in",)),
        Supplied(("of",)),
    ]


def test_an_aside_that_is_part_of_a_word_stays() -> None:
    said = " ".join(plain(s.source or ()) for s in given("transcripts/wh_2023-01-18_briefing.md").transcript.segments)
    assert "Medicare, cut Medicaid" in said
    assert "401(k) plans" in said


def test_the_facts_of_a_briefing() -> None:
    facts = given("transcripts/wh_2022-05-21_biden_yoon.md").transcript.facts
    assert (facts.title or "").startswith("Remarks by President\u00a0Biden and President Yoon Suk Yeol")
    assert facts.description == "The People’s House\nSeoul, Republic of Korea\n4:18 P.M. KST"
    assert facts.dates == (
        Date(kind="recorded", edtf="2022-05-21", written="May 21, 2022"),
        Date(kind="first-published", edtf="2022-05-21"),
    )
    assert facts.publications[0].address.startswith("https://bidenwhitehouse.archives.gov/briefing-room/")
    assert facts.tags == ("speeches-remarks",)


def test_labels_that_shrink_to_initials_keep_their_names_and_times() -> None:
    transcript = given("transcripts/ohad_mohammad.txt").transcript
    assert [(speaker.label, speaker.name) for speaker in transcript.speakers] == [
        ("DB", "Devin Becker"),
        ("KM", "Kasey Mohammad"),
    ]
    timed = [segment for segment in transcript.segments if segment.span]
    assert (len(timed), timed[0].span, timed[0].speaker) == (19, Span(280_000), "S1")
    assert plain(timed[0].source or ()).startswith("And if you're going to archive it")


def test_entities_in_plain_text_are_dashes() -> None:
    said = [plain(s.source or ()) for s in given("transcripts/ohad_mohammad.txt").transcript.segments]
    assert "OK. Do you ever make pre-writing notes for it, or—?" in said


WHITE_HOUSE = {
    "transcripts/wh_2023-01-18_briefing.md": r"(MS\. JEAN-PIERRE:|Q(?=\s{2}))\s*",
    "transcripts/wh_2022-05-21_biden_yoon.md": r"(PRESIDENT YOON:|PRESIDENT BIDEN:|MODERATOR:|Q(?=\s{2}))\s*",
}


def raw_words(path: str, labels: str) -> list[tuple[str, list[str]]]:
    """Each label in the file, and all words behind it, without any reader of ours: only tags and brackets taken out."""
    body = needs_data(path).read_text(encoding="utf-8").split("\n---\n", 1)[1]
    bare = re.sub(r"</?s>|[()\[\]\\]", "", body)
    _, *parts = re.split(rf"^{labels}", bare, flags=re.MULTILINE)
    return [(label.rstrip(":"), words.split()) for label, words in zip(parts[::2], parts[1::2], strict=True)]


def words_of(text: Text) -> str:
    """The words of a text and of its marks, nothing between them but what is there."""
    pieces = []
    for inline in text:
        match inline:
            case str():
                pieces.append(re.sub(r"[()]", "", inline))
            case Gap(reason=reason):
                pieces.append(reason)
            case Vocal(description=description) | Incident(description=description):
                pieces.append(description)
            case Note(content=content) | Supplied(content=content) | Struck(content=content):
                pieces.append(words_of(content))
            case _:
                pytest.fail(f"an unexpected mark: {inline}")
    return "".join(pieces)


@pytest.mark.parametrize("path", WHITE_HOUSE)
def test_every_word_of_the_file_comes_to_who_said_it_and_none_is_altered(path: str) -> None:
    transcript = given(path).transcript
    labels = {speaker.id: speaker.label or "" for speaker in transcript.speakers}
    found: list[tuple[str, list[str]]] = []
    for turn in itertools.groupby(transcript.segments, lambda segment: segment.speaker):
        words = " ".join(words_of(segment.source or ()) for segment in turn[1]).split()
        if turn[0] is None:
            # The hour at which it ended is nobody's.
            found[-1][1].extend(words)
        else:
            found.append((labels[turn[0] or ""], words))
    assert found == joined(raw_words(path, WHITE_HOUSE[path]))


def joined(turns: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Labels of one speaker, one behind the other, as one."""
    return [
        (label, [word for _, words in group for word in words])
        for label, group in itertools.groupby(turns, lambda turn: turn[0])
    ]


@pytest.mark.parametrize("path", WHITE_HOUSE)
def test_every_bracket_of_the_file_is_a_mark(path: str) -> None:
    raw = needs_data(path).read_text(encoding="utf-8").split("\n---\n", 1)[1]
    said = marks(given(path), Note, Vocal, Gap, Incident, Supplied)
    head, aside = len(re.findall(r"^\(May 21, 2022\)$", raw, re.MULTILINE)), raw.count("401(k)")
    assert len(said) == len(re.findall(r"\([^()]+\)|\\\[[^\[\]]+\\\]", raw)) - head - aside
    assert [words_of(mark.content) for mark in marks(given(path), Struck) if isinstance(mark, Struck)] == [
        " ".join(struck.split()) for struck in re.findall(r"<s>(.*?)</s>", raw, re.DOTALL)
    ]
