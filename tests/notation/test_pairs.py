from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.notation.pairs import can_open, find_pairs, find_tokens


def pairs(text: str) -> list[str]:
    """What each pair encloses, with its marks."""
    tokens = find_tokens(text, 0)
    found = find_pairs(text, tokens)
    return [
        text[tokens[opener].start : tokens[closer].end] for opener, closer in sorted(found.items()) if opener < closer
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) b) (c", ["(a)"]),
        ("(a (b) c)", ["(a (b) c)", "(b)"]),
        ("a [b [c] d", ["[c]"]),
        ("(a [b) c]", ["[b) c]"]),
        ("[a (b] c)", ["[a (b]"]),
        ("({a) b}", ["({a)"]),
        (r"(a\) b)", [r"(a\) b)"]),
        (r"\(a)", []),
        ("*a* b*", ["*a*"]),
        ("*a *b*", ["*b*"]),
        ("*a (b* c) d*", ["*a (b* c) d*", "(b* c)"]),
        ("*a ~~b* c~~", ["*a ~~b*"]),
        ("~~a~~~~b~~", ["~~a~~", "~~b~~"]),
        ("*a**b*", ["*a*", "*b*"]),
    ],
)
def test_each_closer_finds_its_opener(text: str, expected: list[str]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", []),
        (")(", []),
        ("(سلام)", ["(سلام)"]),
        ("（a)", ["（a)"]),
        ("[a］", ["[a］"]),
        ("【a]", ["【a]"]),
        ("{a}", ["{a}"]),
        ("(a {b) c} d)", ["(a {b)"]),
        ("*سلام*", ["*سلام*"]),
        ("* a*", []),
        ("*a *", []),
        ("~~a ~~", []),
        ("~a~", []),
        ("*a* *b*", ["*a*", "*b*"]),
        ("~~*a*~~", ["~~*a*~~", "*a*"]),
        ("*a [b* c] d*", ["*a [b* c] d*", "[b* c]"]),
        (r"[a \] b]", [r"[a \] b]"]),
        ("[[a]]", ["[[a]]", "[a]"]),
    ],
)
def test_pairs_of_every_width_and_script(text: str, expected: list[str]) -> None:
    assert sorted(pairs(text), key=text.index) == expected


@pytest.mark.parametrize(
    ("text", "can"), [("*a", True), ("* a", False), ("*", False), ("**", False), ("*\n", False), ("*ب", True)]
)
def test_a_star_opens_only_before_a_word(text: str, *, can: bool) -> None:
    assert can_open(text, find_tokens(text, 0)[0]) is can


def test_tokens_before_the_place_are_not_looked_at() -> None:
    assert [(token.text, token.start) for token in find_tokens("(a) (b)", 3)] == [("(", 4), (")", 6)]


@pytest.mark.parametrize("text", [r"\(", r"\*", r"\–", r"\\"])
def test_an_escaped_character_is_one_token(text: str) -> None:
    assert [token.text for token in find_tokens(text, 0)] == [text]


@given(st.text(alphabet="()[]{}（】*~\\–ab س", max_size=40))
def test_pairs_never_cross(text: str) -> None:
    found = find_pairs(text, find_tokens(text, 0))
    spans = [(opener, closer) for opener, closer in found.items() if opener < closer]

    assert all(found[closer] == opener for opener, closer in spans)
    assert not any(one[0] < other[0] < one[1] < other[1] for one in spans for other in spans)
