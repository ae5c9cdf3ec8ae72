"""Right translations, in which no check finds anything but notes."""

from __future__ import annotations

import pytest

from bitexts import bitext
from clean_texts import TEXTS
from dragoman.checks import find_problems


@pytest.mark.parametrize("languages", TEXTS)
def test_nothing_is_found_in_a_right_translation(languages: str) -> None:
    problems = find_problems(bitext(*TEXTS[languages], languages=languages))
    assert [str(problem) for problem in problems if problem.severity != "note"] == []
