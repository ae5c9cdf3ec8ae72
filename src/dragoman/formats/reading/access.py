"""The problem that an imported file restricts what readers may see; a release stops until somebody decides."""

from __future__ import annotations

from dragoman.problems import Place, Problem

__all__ = ["access_stated"]

_LONGEST = 200


def access_stated(words: str, where: Place | None = None) -> Problem:
    """The problem for words about access, as the file has them."""
    message = (
        "“{line}” says who may read this interview, or by which name somebody is shown; it is left out of what readers "
        "see"
    )
    problem = Problem.of("access-stated", "warning", message, where or Place(), line=words[:_LONGEST])
    return problem.suggesting(
        "type “confidential: yes” above the page if it must not be published yet, or “confidential: no” if it may"
    )
