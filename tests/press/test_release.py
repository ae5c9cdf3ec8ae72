from __future__ import annotations

import msgspec
import pytest

from dragoman.folder.review import Finding
from dragoman.folder.review_log import Settlement
from dragoman.press.release import (
    Release,
    find_lines,
    find_missing_facts,
    find_obstacles,
    find_open,
    is_same,
    is_slug,
    make_slug,
    prepare_edition,
)
from dragoman.problems import Place, Problem, Severity
from dragoman.transcript.document import Date, Facts, Person, Speaker, Transcript
from dragoman.transcript.edition import Contributor, seal_edition
from dragoman.transcript.glossary import Term
from editions import corrected
from interviews import spanish_english

INTERVIEW = spanish_english()
TODAY = Release(date="2026-05-01", slug="bees")
NUMBER = Problem("number-changed", "error", "300 is 3,000")
LOOP = Problem("loop", "warning", "the same words again and again")
ANA = Person(handle="ana")


def settled(how: str) -> Settlement:
    return msgspec.convert({"how": how, "by": {"by": "person", "handle": "ana"}, "time": "2026-05-01"}, Settlement)


def with_facts(**facts: object) -> Transcript:
    return msgspec.structs.replace(INTERVIEW, facts=msgspec.structs.replace(INTERVIEW.facts, **facts))


def test_nothing_stands_in_the_way_of_an_interview_that_says_where_it_comes_from() -> None:
    assert find_obstacles(INTERVIEW, (LOOP,)) == ()


@pytest.mark.parametrize(
    ("document", "obstacle"),
    [
        (with_facts(dates=(), publications=()), "it has no date"),
        (with_facts(programme=None, publications=()), "it does not state where it comes from"),
        (
            with_facts(rights_holder=None, licence=None),
            "it does not state who holds the rights, or on what ground it is used",
        ),
        (with_facts(confidential=True), "it is marked as confidential"),
    ],
)
def test_what_stands_in_its_way_is_said(document: Transcript, obstacle: str) -> None:
    assert find_obstacles(document, ()) == (obstacle,)


def test_a_line_about_access_is_an_obstacle_until_somebody_decides() -> None:
    stated = Problem("access-stated", "warning", "“Embargo: 2030” says who may read this interview")
    (obstacle,) = find_obstacles(with_facts(confidential=None), (stated,))
    assert "says who may read it" in obstacle
    assert find_lines((obstacle,))[0] == "confidential: yes"
    assert find_missing_facts(obstacle) == ("confidential",)
    assert find_obstacles(with_facts(confidential=False), (stated,)) == ()
    assert find_obstacles(with_facts(confidential=True), (stated,)) == ("it is marked as confidential",)


def test_an_unsettled_error_or_figure_stands_in_its_way() -> None:
    sum_, elsewhere = (
        Problem("sum-wrong", "warning", "3 + 4 is 7"),
        Problem("number-elsewhere", "note", "5 is next door"),
    )
    assert find_obstacles(INTERVIEW, (NUMBER, NUMBER, sum_, elsewhere)) == (
        "it has unsettled figures (2 number-changed, 1 sum-wrong)",
    )
    assert find_obstacles(INTERVIEW, (Problem("loop", "error", "…"),)) == ("it has unsettled errors (1 loop)",)


def test_passages_that_were_sent_back_are_named() -> None:
    back = [Problem("sent-back", "error", "…", Place(segment=f"s0000000{number}")) for number in range(1, 8)]
    assert find_obstacles(INTERVIEW, back[:1]) == (
        "it has unsettled passages that were sent back (sent-back: s00000001)",
    )
    assert find_obstacles(INTERVIEW, back) == (
        "it has unsettled passages that were sent back "
        "(sent-back: s00000001, s00000002, s00000003, s00000004, s00000005 and 2 more)",
    )


def test_the_day_of_a_correction_is_no_date_of_the_interview() -> None:
    document = with_facts(dates=(Date(kind="corrected", edtf="2026-05-01"), Date(kind="aired")), publications=())
    assert find_obstacles(document, ()) == ("it has no date",)


def test_a_reader_who_told_of_an_error_is_thanked() -> None:
    before = seal_edition(prepare_edition(INTERVIEW, (), None, TODAY), None, lambda: "00")
    told = msgspec.structs.replace(TODAY, reasons={"s00000002": "misheard"}, thanks={"s00000002": "R. Okoye"})
    [change] = prepare_edition(corrected(INTERVIEW, "How did this begin?"), (), before, told).changes
    assert (change.why, change.thanks) == ("misheard", "R. Okoye")


@pytest.mark.parametrize(
    ("how", "found", "open_"),
    [(None, True, True), (None, False, False), ("accepted", True, False), ("gone", True, True), ("gone", False, False)],
)
def test_a_finding_of_the_checks_counts_while_it_is_found_and_not_settled(
    how: str | None, found: bool, open_: bool
) -> None:
    on_file = Finding(NUMBER.id, NUMBER, settled(how) if how else None)
    assert find_open((on_file,), (NUMBER,) if found else ()) == ((NUMBER,) if open_ else ())


def test_what_was_found_while_drafting_counts_until_it_is_settled() -> None:
    assert find_open((Finding(LOOP.id, LOOP),), ()) == (LOOP,)


def test_people_are_shown_as_they_chose() -> None:
    heard = msgspec.structs.replace(INTERVIEW.segments[0], heard_by=("eva", "mar"))
    document = msgspec.structs.replace(INTERVIEW, segments=(heard, *INTERVIEW.segments[1:]))
    release = msgspec.structs.replace(TODAY, shown={"mar": "Mar Gil", "eva": ""})
    edition = prepare_edition(document, (), None, release)
    assert edition.people == (
        Contributor(shown="Mar Gil", role="translator"),
        Contributor(shown="listener", role="listener"),
        Contributor(shown="Mar Gil", role="listener"),
    )
    assert edition.transcript.segments[0].heard_by == ("listener", "Mar Gil")
    assert edition.transcript.segments[0].target_origin == Person(handle="Mar Gil")


@pytest.mark.parametrize(
    ("code", "severity", "shown"),
    [
        ("new-speaker", "note", False),
        ("styling-left-out", "note", False),
        ("name-supplied", "note", False),
        ("unclosed-bracket", "warning", False),
        ("unclosed-mark", "error", False),
        ("loose-bracket", "warning", False),
        ("encoding-guessed", "warning", True),
        ("reader-report", "warning", True),
        ("untranscribed", "warning", True),
        ("negation-lost", "warning", True),
        ("number-changed", "error", True),
        ("unreadable-time", "error", True),
    ],
)
def test_readers_are_shown_what_may_change_words_speakers_or_times(code: str, severity: Severity, shown: bool) -> None:
    edition = prepare_edition(INTERVIEW, (Problem(code, severity, "…"),), None, TODAY)
    assert edition.unsettled == ({code: 1} if shown else {})


def test_what_was_left_unsettled_is_counted() -> None:
    assert prepare_edition(INTERVIEW, (LOOP, NUMBER, LOOP), None, TODAY).unsettled == {"loop": 2, "number-changed": 1}


def test_an_edition_holds_the_names_that_stand_in_it() -> None:
    said = Term(id="t1", source=("Bogotá",), target=("Bogotá",), seen=("Bogota",), forbidden=("Santa Fe",), note="look")
    unsaid = Term(id="t2", source=("Cúcuta",), target=("Cúcuta",))
    document = corrected(INTERVIEW, "How did this begin in Bogotá?")
    edition = prepare_edition(msgspec.structs.replace(document, glossary=(said, unsaid)), (), None, TODAY)
    assert edition.transcript.glossary == (Term(id="t1", source=(), target=("Bogotá",), first="s00000002"),)


def test_nothing_of_the_desk_is_in_an_edition() -> None:
    released = msgspec.json.encode(prepare_edition(INTERVIEW, (), None, TODAY)).decode()
    assert "check with the producer" not in released
    assert "tone.mp3" not in released


@pytest.mark.parametrize(
    ("titles", "slug"),
    [
        (("My grandmother and the bees",), "my-grandmother-and-the-bees"),
        (("گفت‌وگو", "Niñez"), "ninez"),
        (("گفت‌وگو",), None),
        ((None, "e2"), None),
        (("x" * 90,), "x" * 60),
    ],
)
def test_an_address_is_made_from_a_title(titles: tuple[str | None, ...], slug: str | None) -> None:
    assert make_slug(*titles) == slug


@pytest.mark.parametrize("text", ["", "../x", "Bees", "a--b", "e1", "assets", "a b", "-a", "a\n"])
def test_what_is_no_part_of_an_address(text: str) -> None:
    assert not is_slug(text)


def test_an_interview_without_anything_is_an_obstacle_course() -> None:
    assert len(find_obstacles(Transcript(facts=Facts()), ())) == 3


def test_a_speaker_without_passages_in_an_older_edition_is_no_difference() -> None:
    draft = prepare_edition(INTERVIEW, (), None, TODAY)
    speakers = (*draft.transcript.speakers, Speaker(id="S9", label="Nobody"))
    older = msgspec.structs.replace(draft, transcript=msgspec.structs.replace(draft.transcript, speakers=speakers))
    before = seal_edition(older, None, lambda: "salt")
    assert is_same(before, prepare_edition(INTERVIEW, (), before, TODAY))
