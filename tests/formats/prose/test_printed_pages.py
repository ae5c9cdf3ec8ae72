from __future__ import annotations

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.printed_pages import find_running_lines, without_line_numbers
from dragoman.problems import ProblemLog
from dragoman.transcript.text import plain


def text(typed: str) -> Imported:
    return read(typed.encode(), "plain-text", ReadOptions())


def said(found: Imported) -> list[str]:
    return [plain(segment.source or ()) for segment in found.transcript.segments]


PAGE = (
    "GG: Wie war das im Lager?\nAW: Schwer.\nGG: Wie lange?\nAW: Drei Jahre.\n"
    "Foot · za462        Seite {0} von 14\n\f{0}\n"
)
PAGES = "".join(PAGE.format(number) for number in (2, 3, 4))


def test_what_every_page_repeats_is_nobodys_word() -> None:
    found = text(PAGES)
    assert said(found) == ["Wie war das im Lager?", "Schwer.", "Wie lange?", "Drei Jahre."] * 3
    (left,) = [problem for problem in found.problems if problem.code == "page-text-left-out"]
    assert left.message == "lines that every page repeats are left out (6), such as “Foot · za462 Seite 2 von 14”"


def test_a_sentence_goes_on_over_the_foot_of_a_page() -> None:
    foot = "USHMM Archives RG-50 {}"
    turns = [
        "Q: Where?",
        "A: In Lodz,",
        foot.format(1),
        "where we",
        "lived.",
        "Q: So?",
        "A: We",
        foot.format(2),
        "left.",
    ]
    typed = "\n\n".join(turns[:2]) + "\n" + "\n".join(turns[2:5]) + "\n\n" + "\n\n".join(turns[5:7])
    typed += "\n" + "\n".join(turns[7:]) + "\n\nQ: No?\n\nA: Yes.\n\n" + foot.format(3)
    assert said(text(typed)) == ["Where?", "In Lodz,\nwhere we\nlived.", "So?", "We\nleft.", "No?", "Yes."]


def test_times_tapes_and_counting_are_no_pages() -> None:
    for line in ("[00:0{}:00] GG", "Kassette {}, Seite A", "A: {}", "In Baracke {}."):
        lines = [part for number in (1, 2, 3) for part in (line.format(number), "a", "b", "c")]
        assert find_running_lines(lines, ProblemLog()) == frozenset()


def test_numbers_that_do_not_count_pages_stay() -> None:
    lines = [part for number in (1939, 1945, 1990) for part in (f"Im Jahr {number} war", "a", "b", "c")]
    assert find_running_lines(lines, ProblemLog()) == frozenset()


def test_numbers_of_lines_are_left_out() -> None:
    lines = (
        "1 I: Wer?",
        "2 B: Karim, ich komme aus",
        "3 Teheran.",
        "4 I: Wann?",
        "5 B: 1985. 3 Jahre",
        "6 1988 die Flucht.",
    )
    found = text("\n".join(("Interview 17", *lines)))
    assert [one.label for one in found.transcript.speakers] == ["I", "B"]
    assert said(found) == ["Wer?", "Karim, ich komme aus", "Teheran.", "Wann?", "1985. 3 Jahre", "1988 die Flucht."]
    (left,) = [problem for problem in found.problems if problem.code == "page-text-left-out"]
    assert (left.where.line, left.message) == (2, "numbers that count the lines are left out: 6")


def test_other_numbers_at_the_beginning_of_lines_stay() -> None:
    lines = ["1 loaf", "2 loaves", "3 loaves", "and so on", "and on", "1939 it was", "1 loaf"]
    assert without_line_numbers(lines, ProblemLog()) == lines
