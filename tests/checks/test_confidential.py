from __future__ import annotations

import msgspec

from dragoman.checks.coverage.confidential import find_confidential
from dragoman.transcript.document import Facts, Transcript
from dragoman.transcript.edition import Edition

OPEN, SECRET = Facts(title="Bees"), Facts(title="Bees", confidential=True)


def edition(facts: Facts) -> Edition:
    return msgspec.structs.replace(Edition(transcript=Transcript(facts=facts)), number=2)


def test_an_interview_that_became_confidential_after_its_edition_is_found() -> None:
    [problem] = find_confidential(SECRET, edition(OPEN))
    assert (problem.code, problem.severity) == ("confidential-since", "warning")
    assert problem.message.startswith("edition 2 was released before the interview was marked as confidential")


def test_nothing_is_found_without_an_edition_or_without_the_mark_or_where_the_edition_has_it() -> None:
    assert list(find_confidential(SECRET, None)) == []
    assert list(find_confidential(OPEN, edition(OPEN))) == []
    assert list(find_confidential(SECRET, edition(SECRET))) == []
