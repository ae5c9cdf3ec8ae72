from __future__ import annotations

import pytest

from dragoman.notation.reach import Output
from dragoman.transcript.text import Foreign, Inline, Quote, Text, Vocal


def output(*inlines: Inline) -> Output:
    out = Output()
    for inline in inlines:
        if isinstance(inline, str):
            out.add(inline)
        else:
            out.inlines.append(inline)
    return out


@pytest.mark.parametrize(
    ("words", "left", "word"),
    [
        ("Mr Ahmadi", ["Mr "], "Ahmadi"),
        ("Ahmadi", [], "Ahmadi"),
        ("Mr Ahmadi  \n", ["Mr "], "Ahmadi"),
        ("(Ahmadi", ["("], "Ahmadi"),
        ("Saint-Denis", [], "Saint-Denis"),
        ("l’heure", [], "l’heure"),
        ("في مَدْرَسَة", ["في "], "مَدْرَسَة"),
        ("را می\u200cخواهم", ["را "], "می\u200cخواهم"),
        ("אמר צה״ל", ["אמר "], "צה״ל"),
        ("सन् १९५७", ["सन् "], "१९५७"),
    ],
)
def test_the_word_at_the_end_is_taken(words: str, left: list[str], word: str) -> None:
    out = output(words)

    assert out.take_word() == (word,)
    assert out.inlines == left


@pytest.mark.parametrize("words", ["", "   ", "one,", "one; ", "one)", "one ؟", "one،"])
def test_there_is_no_word_behind_a_sign(words: str) -> None:
    out = output(words)
    before = list(out.inlines)

    assert out.take_word() is None
    assert out.inlines == before


def test_a_mark_is_no_word() -> None:
    assert output("one", Vocal("laughs")).take_word() is None


def test_a_word_reaches_no_further_back_than_a_mark() -> None:
    out = output("Ah", Vocal("laughs"), "madi")

    assert out.take_word() == ("madi",)
    assert out.inlines == ["Ah", Vocal("laughs")]


@pytest.mark.parametrize(
    ("inlines", "last"), [([], ""), (["ab"], "b"), (["ab", Vocal("laughs")], ""), (["می\u200c"], "\u200c")]
)
def test_the_last_character_is_that_of_the_last_words(inlines: list[Inline], last: str) -> None:
    assert output(*inlines).last_character() == last


@pytest.mark.parametrize("words", ["he said “go”", "he said “go” ", "dijo «vete»\n", "er sagte „geh“", "אמר ״לך״"])
def test_a_closing_quotation_mark_may_end_a_quotation(words: str) -> None:
    assert output(words).ends_quotation()


@pytest.mark.parametrize("inlines", [[], ["go"], ["go."], ["“go”", Vocal("laughs")]])
def test_nothing_else_ends_a_quotation(inlines: list[Inline]) -> None:
    assert not output(*inlines).ends_quotation()


@pytest.mark.parametrize(
    ("words", "left", "quotation"),
    [
        ("he said “go”", ["he said "], ("“go”",)),
        ("he said “go” ", ["he said "], ("“go”",)),
        ("“go”", [], ("“go”",)),
        ("a “b” and “c”", ["a “b” and "], ("“c”",)),
        ("قال «اذهب»", ["قال "], ("«اذهب»",)),
        ("彼は「行け」", ["彼は"], ("「行け」",)),
    ],
)
def test_a_whole_quotation_is_taken(words: str, left: list[str], quotation: Text) -> None:
    out = output(words)

    assert out.take_quotation() == quotation
    assert out.inlines == left


def test_a_quotation_is_taken_with_its_marks() -> None:
    out = output("he said “the ", Foreign(("barra",)), " is long”")

    assert out.take_quotation() == ("“the ", Foreign(("barra",)), " is long”")
    assert out.inlines == ["he said "]


def test_what_opens_nowhere_is_left_as_it_was() -> None:
    out = output("go” ")

    assert out.take_quotation() is None
    assert out.inlines == ["go” "]


def test_a_quotation_that_was_taken_is_not_taken_twice() -> None:
    out = output("“a”")
    out.inlines.append(Quote(out.take_quotation() or (), "b"))
    out.add(" c”")

    assert out.take_quotation() is None


def test_words_that_are_empty_are_not_added() -> None:
    assert output("", "a", "").inlines == ["a"]
