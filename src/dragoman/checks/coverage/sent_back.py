"""Finds passages that a reviewer sent back, and that have not changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.checks.bitext import hash_texts
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.last_review import find_last_review
from dragoman.transcript.revision import Revision

__all__ = ["find_sent_back"]


def find_sent_back(transcript: Transcript, history: Iterable[Revision]) -> Iterator[Problem]:
    """A problem for each passage whose last review sent it back, if neither its texts nor its state changed later.

    :param history: every revision of the document, in order
    """
    own: dict[str, list[Revision]] = defaultdict(list)
    for revision in history:
        own[revision.subject].append(revision)
    for segment in transcript.segments:
        if segment.state != "initial" or segment.withdrawn is not None:
            continue
        review = find_last_review(own[f"segment:{segment.id}"], segment)
        if review is None or review.approved or (review.source, review.target) != (segment.source, segment.target):
            continue
        # The time is a detail because a passage that is sent back again is another problem.
        problem = Problem.of(
            "sent-back",
            "error",
            "{by} sent it back, and its texts have not changed since",
            Place(segment=segment.id),
            by=review.by,
            time=review.time or "",
        )
        yield msgspec.structs.replace(problem, texts=hash_texts(segment))
