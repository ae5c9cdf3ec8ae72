from __future__ import annotations

import pytest

from dragoman.notation.pairs import find_pairs, find_tokens


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
