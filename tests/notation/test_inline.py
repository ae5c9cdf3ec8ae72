from __future__ import annotations

import pytest

from dragoman.notation import parse_text
from dragoman.problems import Problem
from dragoman.transcript.text import (
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Note,
    Overlap,
    Phonetic,
    Quote,
    Sic,
    Supplied,
    Text,
    Unclear,
    Vocal,
)


def read(typed: str) -> Text:
    """The text of what is typed without a fault."""
    text, problems = parse_text(typed)
    assert problems == ()
    return text


def faults(typed: str) -> list[tuple[str, int | None, int | None]]:
    """Code, line and column of each problem."""
    return [_place(problem) for problem in parse_text(typed)[1]]


def _place(problem: Problem) -> tuple[str, int | None, int | None]:
    return problem.code, problem.where.line, problem.where.column


def test_marks_stand_between_words() -> None:
    assert read("Hello (to all) from (?Karaj) [laughs].") == (
        "Hello ",
        Supplied(("to all",)),
        " from ",
        Unclear(("Karaj",)),
        " ",
        Vocal("laughs"),
        ".",
    )


@pytest.mark.parametrize("typed", ["（a）", "(a）", "（a)"])
def test_full_width_brackets_are_brackets(typed: str) -> None:
    assert read(typed) == (Supplied(("a",)),)


@pytest.mark.parametrize("typed", ["[laughs]", "［laughs］", "【laughs】", "[Laughs]", "[ laughs ]"])
def test_square_brackets_of_any_width_hold_events(typed: str) -> None:
    (mark,) = read(typed)

    assert isinstance(mark, Vocal)
    assert mark.description.lower() == "laughs"


@pytest.mark.parametrize("typed", ["(?Karaj)", "(؟Karaj)", "（？Karaj）"])
def test_a_question_mark_of_any_script_makes_a_guess(typed: str) -> None:
    assert read(typed) == (Unclear(("Karaj",)),)


def test_supplied_words_may_hold_kept_words_names_and_quotations() -> None:
    assert read("(see *velayat*, Ahmadi [ph], “x” [src: y])") == (
        Supplied(("see ", Foreign(("velayat",)), ", ", Phonetic(("Ahmadi",)), ", ", Quote(("“x”",), "y"))),
    )


def test_a_quotation_with_a_source_may_hold_marks() -> None:
    assert read("he said “go (now) [laughs]” [src: John 8]") == (
        "he said ",
        Quote(("“go ", Supplied(("now",)), " ", Vocal("laughs"), "”"), "John 8"),
    )


def test_a_mark_reaches_one_word_back() -> None:
    assert read("Mr Ahmadi [ph] said") == ("Mr ", Phonetic(("Ahmadi",)), " said")


def test_braces_reach_further() -> None:
    assert read("{Ali Ahmadi} [ph] said") == (Phonetic(("Ali Ahmadi",)), " said")


def test_a_word_has_its_hyphens_apostrophes_joiners_and_vowel_signs() -> None:
    assert read("in Saint-Denis’s [ph]") == ("in ", Phonetic(("Saint-Denis’s",)))
    assert read("در می‌خواهَد [sic]") == ("در ", Sic(("می‌خواهَد",)))


def test_braces_do_for_scripts_without_spaces() -> None:
    assert read("我是{张三} [ph]说") == ("我是", Phonetic(("张三",)), "说")


def test_an_en_dash_on_a_word_breaks_it_off() -> None:
    assert read("the gov– I mean gov–, {the gov}–") == (
        "the ",
        CutOff("gov"),
        " I mean ",
        CutOff("gov"),
        ", ",
        CutOff("the gov"),
    )


@pytest.mark.parametrize("typed", ["1990–2000", "Paris–Dakar", "he – she", "1990– ", "– he"])
def test_other_en_dashes_are_dashes(typed: str) -> None:
    assert read(typed) == (typed.strip(),)


def test_two_slashes_at_the_beginning_overlap() -> None:
    assert read("// Yes, https://a.org // b") == (Overlap(), "Yes, https://a.org // b")


def test_words_in_another_language_are_named_or_tagged() -> None:
    assert read("[in Persian: سلام][in ckb: سڵاو]") == (CodeSwitch("fa", ("سلام",)), CodeSwitch("ckb", ("سڵاو",)))


def test_inside_square_brackets_round_ones_are_plain() -> None:
    assert read("[tr: the party (PSOE), 5 * 3 {a}]") == (Note(("the party (PSOE), 5 * 3 {a}",)),)


@pytest.mark.parametrize("typed", ["5 * 3 * 2", "f***", "* * *", "a ~~ b"])
def test_stars_and_tildes_that_hold_no_word_are_plain(typed: str) -> None:
    assert read(typed) == (typed,)


def test_a_backslash_makes_plain() -> None:
    assert read(r"\(a\) \[laughs\] \*b\* gov\– \\ C:\new \~~x") == (r"(a) [laughs] *b* gov– \ C:\new ~~x",)


def test_digits_of_any_script_count_seconds() -> None:
    assert read("[inaudible ۳٫۵s][… ٤s]") == (Gap("inaudible", 3500), Gap("omitted", 4000))


def test_spaces_at_the_edges_of_a_mark_move_out_of_it() -> None:
    assert read("a( b )c [= d ]") == ("a ", Supplied(("b",)), " c ", Gloss(("d",)))


def test_joiners_vowel_signs_digits_and_controls_are_kept() -> None:
    typed = "می\u200cخواهم مَدْرَسَة ۱۳۵۷ \u200fabc\u200e"

    assert read(typed) == (typed,)


def test_an_unclosed_mark_is_an_error_where_it_opens() -> None:
    text, problems = parse_text("one\ntwo (three [laughs]")

    assert text == ("one\ntwo (three ", Vocal("laughs"))
    assert [_place(problem) for problem in problems] == [("unclosed-mark", 2, 5)]
    assert problems[0].severity == "error"


@pytest.mark.parametrize("typed", ["a ( b", "a [ b", "a { b", "a *b", "a ~~b", "a 【 b"])
def test_each_opening_must_be_closed(typed: str) -> None:
    assert parse_text(typed)[0] == (typed,)
    assert faults(typed) == [("unclosed-mark", 1, 3)]


@pytest.mark.parametrize("typed", ["a ) b", "a ] b", "a } b", "a ］ b"])
def test_a_closer_without_an_opener_is_a_problem(typed: str) -> None:
    assert parse_text(typed)[0] == (typed,)
    assert faults(typed) == [("stray-closer", 1, 3)]


@pytest.mark.parametrize("typed", ["[so to say]", "[in prison: x]", "[12]", "[]", "[a (b) c]"])
def test_unknown_square_brackets_are_kept_as_typed_and_are_no_note(typed: str) -> None:
    assert parse_text(typed)[0] == (typed,)
    assert faults(typed) == [("unknown-mark", 1, 1)]


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("(a [laughs] b)", 4),
        ("(?a (b))", 5),
        ("*a (b)*", 4),
        ("(a *b (c)*)", 7),
        ("(?Ahmadi [ph])", 10),
        ("~~(a)~~", 3),
    ],
)
def test_a_mark_inside_one_that_cannot_hold_it_is_kept_as_typed(typed: str, column: int) -> None:
    text, _ = parse_text(typed)

    assert len(text) == 1
    assert faults(typed) == [("nested-mark", 1, column)]


def test_braces_inside_a_mark_that_cannot_hold_their_mark_are_one_problem() -> None:
    assert parse_text("(?{Ali Ahmadi} [ph])")[0] == (Unclear(("{Ali Ahmadi} [ph]",)),)
    assert faults("(?{Ali Ahmadi} [ph])") == [("nested-mark", 1, 3)]


def test_a_quotation_in_a_quotation_is_a_problem() -> None:
    assert faults("{“a” [src: b] c} [src: d]") == [("nested-mark", 1, 6)]
    assert faults("„x “a” [src: b] c“ [src: d]") == [("nothing-before-mark", 1, 20)]


@pytest.mark.parametrize("typed", ["()", "(?)", "( )", "[tr:]", "[= ]", "[in en: ]", "[src:]"])
def test_an_empty_mark_is_kept_as_typed(typed: str) -> None:
    assert parse_text(typed)[0] == (typed,)
    assert faults(typed) == [("empty-mark", 1, 1)]


@pytest.mark.parametrize("typed", ["[ph]", "? [sic]", "a, [abbr: b]", "(a) [ph]", "b” [src: c]"])
def test_a_mark_with_nothing_before_it_is_a_problem(typed: str) -> None:
    assert [code for code, _, _ in faults(typed)] == ["nothing-before-mark"]


@pytest.mark.parametrize("typed", ["{a}", "{a} b", "{a} [laughs]", "{} [ph]"])
def test_braces_without_a_mark_are_a_problem(typed: str) -> None:
    assert faults(typed)[0] == ("loose-braces", 1, 1)


def test_an_unclosed_bracket_does_not_spoil_what_follows() -> None:
    text, problems = parse_text("a [b (c) [laughs]")

    assert text == ("a [b ", Supplied(("c",)), " ", Vocal("laughs"))
    assert len(problems) == 1


def test_depth_makes_no_difference() -> None:
    deep = "(" * 50_000 + "x" + ")" * 50_000

    assert parse_text(deep)[0] == (Supplied((deep[1:-1],)),)
