from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.conventions.brackets import BRACKET_FAULTS, Bracketed, as_problem, find_brackets, read_brackets
from dragoman.conventions.profiles import PROFILES
from dragoman.problems import Place
from dragoman.transcript.text import (
    Gap,
    Incident,
    Kinesic,
    Pause,
    Phonetic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    plain,
)

SQUARE, DRAGOMAN = PROFILES["square"], PROFILES["dragoman"]


def faults(found: Bracketed) -> list[tuple[str, int]]:
    return [(fault.code, fault.offset) for fault in found.faults]


def test_words_without_brackets_are_untouched() -> None:
    assert read_brackets("He said {nothing", SQUARE).text == ("He said {nothing",)


def test_a_pair_becomes_its_mark() -> None:
    found = read_brackets("We (the boys) went.", DRAGOMAN)
    assert found.text == ("We ", Supplied(("the boys",)), " went.")
    assert [(sign.kind, sign.typed, sign.meaning, sign.offset) for sign in found.signs] == [
        ("( )", "(the boys)", "supplied", 3)
    ]


def test_spaces_within_brackets_go_with_them() -> None:
    assert read_brackets("a [ word ] b", SQUARE).text == ("a ", Supplied(("word",)), " b")


def test_the_question_mark_of_a_guess_is_its_sign() -> None:
    assert read_brackets("in (? Karaj) and (؟کرج)", DRAGOMAN).text == (
        "in ",
        Unclear(("Karaj",)),
        " and ",
        Unclear(("کرج",)),
    )


def test_an_unclosed_bracket_stays_and_is_told_with_its_place() -> None:
    found = read_brackets("I said to (my husband", DRAGOMAN)
    assert found.text == ("I said to (my husband",)
    assert faults(found) == [("unclosed-bracket", 10)]


def test_a_stray_closer_stays_and_is_told() -> None:
    found = read_brackets("My brother Yusuf] did", SQUARE)
    assert found.text == ("My brother Yusuf] did",)
    assert faults(found) == [("stray-bracket", 16)]


def test_brackets_that_cross_do_not_pair() -> None:
    found = read_brackets("a (b [c) d] e", SQUARE)
    assert found.text == ("a (b ", Supplied(("c) d",)), " e")
    assert faults(found) == [("unclosed-bracket", 2), ("stray-bracket", 7)]


def test_an_inner_bracket_stays_as_typed_and_is_told() -> None:
    found = read_brackets("he was [the [late] minister]", SQUARE)
    assert found.text == ("he was ", Supplied(("the [late] minister",)))
    assert faults(found) == [("nested-bracket", 12)]


def test_a_mark_that_may_stand_inside_does() -> None:
    assert read_brackets("(as Ahmadi [ph] says)", DRAGOMAN).text == (Supplied(("as ", Phonetic(("Ahmadi",)), " says")),)


def test_brackets_in_an_aside_are_read() -> None:
    found = read_brackets("(he means [the] king)", SQUARE)
    assert found.text == ("(he means ", Supplied(("the",)), " king)")


def test_unknown_brackets_stay_and_are_told() -> None:
    found = read_brackets("so [what ever] then", DRAGOMAN)
    assert found.text == ("so [what ever] then",)
    assert faults(found) == [("unknown-bracket", 3)]


def test_a_mark_about_the_word_before_needs_one() -> None:
    found = read_brackets("[ph] Ahmadi", SQUARE)
    assert found.text == ("[ph] Ahmadi",)
    assert faults(found) == [("nothing-before-bracket", 0)]


def test_double_brackets_are_one_pair() -> None:
    assert read_brackets("so ((laughs)) yes", PROFILES["gat"]).text == ("so ", Vocal("laughs"), " yes")


def test_full_width_brackets_are_brackets() -> None:
    assert read_brackets("他（笑）说［听不清］", SQUARE).text == ("他（笑）说", Gap("inaudible", None, "听不清"))


def test_marks_that_are_known_already_stay_where_they_are() -> None:
    words = "the [new] old"

    def leaf(start: int, end: int) -> Text:
        return (Struck((words[start:end],)),) if start >= 9 else (words[start:end],)

    assert read_brackets(words, SQUARE, leaf).text == ("the ", Supplied(("new",)), Struck((" old",)))


def test_only_outer_brackets_are_found() -> None:
    assert [bracket.content for bracket in find_brackets("(a [b]) [c] (d")] == ["a [b]", "c"]


def test_where_a_bracket_stands_is_known() -> None:
    (alone,) = find_brackets("[END OF TRACK 1].")
    assert (alone.alone, alone.opens, alone.between) == (True, True, True)
    (within,) = find_brackets("the arts (music) and letters")
    assert (within.alone, within.opens, within.between) == (False, False, False)


def test_every_fault_has_its_row() -> None:
    for code, (severity, _) in BRACKET_FAULTS.items():
        found = read_brackets("(", SQUARE).faults[0]
        problem = as_problem(type(found)(code, 0, "said"), Place(line=1, column=1))
        assert (problem.code, problem.severity) == (code, severity)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab ().[]{}?ph=（］،؟\n"), max_size=40), st.sampled_from(sorted(PROFILES)))
def test_no_words_raise_and_words_outside_brackets_stay(words: str, profile: str) -> None:
    text = read_brackets(words, PROFILES[profile]).text
    outside = [word for word in words.split() if word.isalpha()]
    said = plain(text) + repr(text)
    assert all(word in said for word in outside)


def marks(words: str, profile: str = "dragoman") -> list[object]:
    return [inline for inline in read_brackets(words, PROFILES[profile]).text if not isinstance(inline, str)]


def test_a_sentence_between_sentences_is_an_event() -> None:
    for profile in ("dragoman", "square"):
        assert marks("I came. [He raises his hand.] So.", profile) == [Kinesic("He raises his hand.")]
        assert marks("I came. (A phone rings.) So.", profile) == [Incident("A phone rings.")]
        assert marks("[He smiles at the camera] I came.", profile) == [Kinesic("He smiles at the camera")]
    assert marks("No. [She cries.]") == [Vocal("She cries.")]
    assert marks("نه. [دستش را بالا می‌برد.]") == [Kinesic("دستش را بالا می‌برد.")]


def test_a_sentence_of_the_speakers_own_is_no_event() -> None:
    assert marks("So. (You know how we were.) Yes.") == [Supplied(("You know how we were.",))]
    assert marks("(To answer that,) it began.") == [Supplied(("To answer that,",))]


def test_a_remark_with_its_time_is_a_mark_with_it() -> None:
    assert marks("So [crosstalk 00:13:10] and [laughs 00:15:00].", "square") == [
        Incident("crosstalk at 00:13:10"),
        Vocal("laughs at 00:15:00"),
    ]
    assert marks("a [inaudible 00:14:10] b", "square") == [Gap("inaudible", None, "at 00:14:10")]
    assert marks("a [foreign language 00:14:02] b") == [Incident("foreign language at 00:14:02")]
    assert marks("a [silence 00:16:10] b") == [Pause(None, "silence 00:16:10")]
    assert marks("a [pause 00:16:10] b") == [Pause(None, "at 00:16:10")]
    assert marks("goats [phonetic 00:16:02].") == [Phonetic(("goats",))]
    assert marks("with [Karaj @ 12:34] until", "square") == [Unclear(("Karaj",))]


def test_how_a_turn_is_said_is_not_supplied() -> None:
    assert marks("(interrupting) All of them?") == [Incident("interrupting")]
    assert marks("(يقاطع) كلهم؟") == [Incident("يقاطع")]
    assert marks("(He laughs) No.") == [Vocal("He laughs")]
    assert marks("Nein (.) so (...) und") == [Pause(), Gap("omitted")]


@pytest.mark.parametrize("profile", list(PROFILES))
def test_doubled_square_brackets_are_never_supplied(profile: str) -> None:
    words = "He said [[DEL: so :DEL]] then."
    assert not any(isinstance(inline, Supplied) for inline in read_brackets(words, PROFILES[profile]).text)


def test_a_sound_in_braces_is_an_event() -> None:
    assert read_brackets("Yes. {laughs}", PROFILES["square"]).text == ("Yes. ", Vocal("laughs"))


def test_capitals_between_sentences_are_an_event() -> None:
    assert read_brackets("[ALL TALK AT ONCE] No.", SQUARE).text == (Incident("ALL TALK AT ONCE"), " No.")
    assert Supplied(("UN",)) in read_brackets("The [UN] came.", SQUARE).text


def test_a_doubted_word_is_no_sound_where_round_brackets_hold_sounds() -> None:
    found = read_brackets("Ja, (Workuta?), in (lacht) Russland. (...)", PROFILES["wai"])
    assert found.text == ("Ja, (Workuta?), in ", Vocal("lacht"), " Russland. ", Gap("omitted"))


def test_the_signs_of_german_and_russian_transcribers_are_gaps() -> None:
    german, russian = Gap("inaudible", description="unv."), Gap("inaudible", description="неразб.")
    assert read_brackets("Er hieß (unv.) oder so.", SQUARE).text == ("Er hieß ", german, " oder so.")
    assert read_brackets("Там [неразб.] ещё.", SQUARE).text == ("Там ", russian, " ещё.")
