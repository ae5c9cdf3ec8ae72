"""NLLB's codes of languages."""

from __future__ import annotations

import re

import pytest

from dragoman.engines.flores_codes import find_flores_code
from dragoman.transcript.tags import NAMES


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "eng_Latn"),
        ("fa", "pes_Arab"),
        ("prs", "prs_Arab"),
        ("zh", "zho_Hans"),
        ("zh-TW", "zho_Hant"),
        ("zh-Hant", "zho_Hant"),
        ("sr-Cyrl", "srp_Cyrl"),
        ("sr-Latn", None),
        ("tlh", None),
    ],
)
def test_a_tag_has_a_code_where_nllb_knows_the_language_in_its_script(tag: str, code: str | None) -> None:
    assert find_flores_code(tag) == code


def test_every_code_is_a_language_and_a_script() -> None:
    codes = {code for tag in NAMES if (code := find_flores_code(tag))}
    assert all(re.fullmatch(r"[a-z]{3}_[A-Z][a-z]{3}", code) for code in codes)
    assert len(codes) > 90
