from hypothesis import given
from hypothesis import strategies as st

from dragoman.conventions.profiles import NOTATION
from dragoman.formats.subtitles.line_breaking import LINE, break_lines, find_atoms, join_lines, tears
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.text import Supplied, Vocal
from interviews import typed


def lines(text: str) -> list[str]:
    return render_plain(join_lines(break_lines(find_atoms(flatten(typed(text), NOTATION))))).split("\n")


def test_a_short_text_is_one_line() -> None:
    assert lines("How did it all begin?") == ["How did it all begin?"]


def test_two_lines_are_of_about_one_length_and_break_at_a_clause() -> None:
    assert lines("We came down from the hills, and nobody was at the station.") == [
        "We came down from the hills,",
        "and nobody was at the station.",
    ]


def test_a_mark_goes_over_a_line_break_and_is_bracketed_once() -> None:
    assert lines("(all of this was added by her translator, word for word)") == [
        "(all of this was added by",
        "her translator, word for word)",
    ]


def test_glyphs_are_counted_in_the_width() -> None:
    shown = lines("The price was [in English: one hundred] or so, she said.")
    assert max(map(len, shown)) <= LINE


def test_what_touches_a_word_stays_with_it() -> None:
    atoms = find_atoms(flatten(typed("«(yes)», she said"), NOTATION))
    assert [atom.text for atom in atoms] == ["«yes», ", "she ", "said"]
    assert atoms[0].width == len("«(yes)»,")


def test_a_script_without_spaces_breaks_between_its_characters() -> None:
    shown = lines("我们在一九八七年开始工作，那时候没有人相信我们会成功。但是我们还是继续努力，直到今天。")
    assert max(map(len, shown)) <= LINE / 2
    assert not any(line.startswith(("，", "。")) for line in shown)


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert lines("x" * 100) == ["x" * 42, "x" * 42, "x" * 16]


def test_white_space_becomes_single_spaces() -> None:
    assert render_plain(flatten(("a \n", Supplied((" b",)), "\u2028c"), NOTATION)) == "a (b) c"


def test_words_of_the_sentence_are_told_from_what_stands_beside_it() -> None:
    (atom,) = find_atoms(flatten(("Yes", Vocal("laughs")), NOTATION))
    assert (atom.text, atom.spoken) == ("Yes[laughs]", "Yes")


def test_where_a_reader_would_pause() -> None:
    atoms = find_atoms(flatten(("He said, «No.» Then (he) left",), NOTATION))
    assert [atom.pause for atom in atoms] == [2, 1, 0, 2, 2, 2]


def test_a_cut_through_a_mark_is_known() -> None:
    one, two, three = find_atoms(flatten(typed("(to all) viewers"), NOTATION))
    assert tears(one, two)
    assert not tears(two, three)


@given(st.text(max_size=200))
def test_any_text_keeps_its_characters(text: str) -> None:
    runs = flatten((text,), NOTATION)
    shown = render_plain(join_lines(break_lines(find_atoms(runs))))
    assert "".join(shown.split()) == "".join(render_plain(runs).split())
