import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import FormatError, SettingsError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.rich_text import clean_words, join_lines, join_texts, one_line, read_marks, read_words
from dragoman.problems import ProblemLog
from dragoman.transcript.text import CodeSwitch, Gap, Incident, Inline, Pause, Supplied, Text, Vocal

PLAIN = ReadOptions()


def words(typed: str, options: ReadOptions = PLAIN) -> Text:
    return read_words(typed, options, ProblemLog())


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("[Music]", Incident("Music")),
        ("[ music ]", Incident("music")),
        ("(laughs)", Vocal("laughs")),
        ("(LAUGHTER)", Vocal("LAUGHTER")),
        ("(rires)", Vocal("rires")),
        ("[ضحك]", Vocal("ضحك")),
        ("[inaudible]", Gap("inaudible")),
        ("[inaudible 3s]", Gap("inaudible", 3000)),
        ("[pause 4s]", Pause(4000)),
    ],
)
def test_sounds_that_need_no_explanation_are_marks(typed: str, mark: Inline) -> None:
    assert words(f"So {typed} yes") == ("So ", mark, " yes")


@pytest.mark.parametrize(
    "typed", ["(to all viewers)", "[Alba]", "[= 8 km]", "(nods)", "[tr: a pun]", "(?Karaj)", "[", "[]"]
)
def test_other_brackets_stay_as_they_are_typed(typed: str) -> None:
    assert words(f"So {typed} yes") == (f"So {typed} yes",)


def test_texts_with_other_words_in_brackets_are_counted() -> None:
    log = ProblemLog()
    for typed in ("the (two) boys", "no brackets", "page [2]", "[music]"):
        read_words(typed, PLAIN, log)
    assert log.counted("brackets")[0] == 1


def test_a_profile_reads_the_whole_notation() -> None:
    assert words("Good (to all)", ReadOptions(profile="dragoman")) == ("Good ", Supplied(("to all",)))
    with pytest.raises(SettingsError, match="profile tap: is not known"):
        words("Good", ReadOptions(profile="tap"))


def test_a_sound_in_round_brackets_is_not_supplied_with_a_profile() -> None:
    notation = ReadOptions(profile="dragoman")
    assert words("Two (rires) boys", notation) == ("Two ", Vocal("rires"), " boys")
    assert words("Two (of the) boys", notation) == ("Two ", Supplied(("of the",)), " boys")


def test_spaces_beside_marks_stay() -> None:
    text: Text = ("He said ", CodeSwitch("fr", ("oui",)), " [laughs] twice")
    options = ReadOptions(profile="dragoman")
    assert read_marks(text, options, ProblemLog()) == (*text[:2], " ", Vocal("laughs"), " twice")


def test_words_are_composed_and_nothing_else_is_changed() -> None:
    assert clean_words("e\u0301 می\u200cروم ١٢ ﷲ", PLAIN, ProblemLog()) == "é می\u200cروم ١٢ ﷲ"


def test_unseen_characters_are_taken_out_and_told_inside_words() -> None:
    log = ProblemLog()
    assert clean_words("\u202bسلام\u202c a\u202eb", PLAIN, log, 7) == "سلام ab"
    assert [(problem.code, problem.where.line) for problem in log.listed()] == [("bidi-control-in-word", 7)]
    assert log.counted("bidi")[0] == 3


def test_a_letter_under_a_heap_of_marks_is_refused() -> None:
    with pytest.raises(FormatError, match="a letter with more marks"):
        clean_words("a" + "\u0301\u0323" * 50, PLAIN, ProblemLog(), 3)
    assert clean_words("―" * 300, PLAIN, ProblemLog()) == "―" * 300


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("one\ntwo", "one two"),
        (" one \n\n two", "one two"),
        ("你好\n世界", "你好世界"),
        ("你好\nBBC", "你好 BBC"),
        ("\n", ""),
    ],
)
def test_a_line_end_is_a_space_where_the_script_has_spaces(lines: str, joined: str) -> None:
    assert join_lines(lines) == joined


def test_texts_are_joined_as_lines_are() -> None:
    assert join_texts(["one", "two"]) == "one\ntwo"
    assert join_texts(["one", (Vocal("laughs"), "\ntwo")]) == (" one ", Vocal("laughs"), " two")
    assert one_line((Supplied(("a\nb",)), "\n", "c")) == (Supplied(("a b",)), " c")


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    once = clean_words(typed, PLAIN, ProblemLog())
    assert clean_words(once, PLAIN, ProblemLog()) == once
