"""Finds an interview that was marked as confidential after an edition of it was released."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.errors import Fix
from dragoman.problems import Problem
from dragoman.transcript.document import Facts
from dragoman.transcript.edition import Edition

__all__ = ["find_confidential"]


def find_confidential(facts: Facts, last: Edition | None) -> Iterator[Problem]:
    """A problem if the interview is confidential and its last edition is not.

    An edition that was confidential itself was released in spite of that, with a reason for readers.
    """
    if last is not None and facts.confidential and not last.transcript.facts.confidential:
        yield Problem.of(
            "confidential-since",
            "warning",
            "edition {number} was released before the interview was marked as confidential; nothing of it is published "
            "any more, and its pages stay on a site until that is published again",
            number=last.number or 0,
        ).suggesting(Fix("take its pages off the site", "publish", ("DIR",), {"output": "SITE"}))
