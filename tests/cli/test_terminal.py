from __future__ import annotations

from dragoman.cli.terminal import shown


def test_text_stays_on_its_line() -> None:
    assert shown("a\nb\u2028c\td") == "a b c d"


def test_a_terminal_is_given_no_commands() -> None:
    assert shown("\x1b[2Jred\x07") == " [2Jred "


def test_joiners_and_marks_of_other_scripts_stay() -> None:
    assert shown("می‌خواهم é") == "می‌خواهم é"


def test_nothing_turns_the_direction_of_what_follows() -> None:
    assert shown("a\u202eb\u2066c") == "a b c"
