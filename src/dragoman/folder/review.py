"""Problems of an interview, and how people settled them. They are never part of an edition.

The id of a problem is made from its code, place and details, so that the same fault found again is the same finding and
stays settled, however its message is worded. A problem found in a passage's texts is gone when they change. Lines are
only added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from dragoman.errors import FolderError
from dragoman.folder.interview import Folder, now
from dragoman.folder.lock import locked
from dragoman.folder.review_log import REVIEW, Found, Settled, Settlement, add_events, read_events
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine, Transcript

__all__ = [
    "Finding",
    "close_problems",
    "find_settled",
    "load_problems",
    "record_problems",
    "rename_findings",
    "settle_problem",
]

_IN_NUMBERS = r"[.,:/'’٫٬]"
# The author and time of findings that are gone without anybody's action: fixed values, so that reading twice gives the
# same.
_NOBODY = Engine(name="dragoman-checks")
_EVER = "1970-01-01T00:00:00Z"


class Finding(msgspec.Struct, frozen=True):
    """A recorded problem. ``settlement`` is ``None`` while it is open."""

    id: str
    problem: Problem
    settlement: Settlement | None = None


def load_problems(folder: Folder) -> tuple[Finding, ...]:
    """Every recorded problem, in order, with its last settlement. Problems of texts that have changed are gone.

    :raises FolderError: if the file is damaged
    """
    findings = _read_findings(folder)
    now_there = _hash_all(folder.transcript) if any(finding.problem.texts for finding in findings) else {}
    return tuple(_without_past(finding, now_there) for finding in findings)


def find_settled(folder: Folder) -> frozenset[str]:
    """The ids of the problems that somebody has settled. The current texts are not looked at.

    :raises FolderError: if the file is damaged
    """
    return frozenset(one.id for one in _read_findings(folder) if one.settlement and one.settlement.how != "gone")


def _read_findings(folder: Folder) -> tuple[Finding, ...]:
    """Every recorded problem, whatever the current texts are: fast enough to call under the lock."""
    findings: dict[str, Finding] = {}
    for event in read_events(folder.path):
        if isinstance(event, Found):
            findings.pop(event.replaces or "", None)
            findings.setdefault(event.id, Finding(event.id, event.problem))
        elif isinstance(event, Settled) and event.id in findings:
            findings[event.id] = Finding(event.id, findings[event.id].problem, event.settlement)
    return tuple(findings.values())


def record_problems(folder: Folder, problems: Iterable[Problem], *, lasting: bool = False) -> tuple[Finding, ...]:
    """Record problems; return all recorded ones. Those recorded already are unchanged.

    :param lasting: they stay open until a person settles them, even if the texts change
    :raises FolderError: if the file is damaged, or cannot be written
    """
    problems = tuple(problems)
    texts = {} if lasting or all(map(_is_signed, problems)) else _hash_all(folder.transcript)
    signed = [problem if _is_signed(problem) else _sign(problem, texts) for problem in problems]
    with locked(folder.path):
        add_events(folder.path, list(_find_news(_read_findings(folder), signed)))
    return load_problems(folder)


def _find_news(on_file: Sequence[Finding], problems: Sequence[Problem]) -> Iterator[Found | Settled]:
    """The lines to add for new problems, and for those recorded under an id of the old kind."""
    known, time = {finding.id for finding in on_file}, now()
    old = _find_renamed(on_file, problems)
    for id_, problem in {problem.id: problem for problem in problems}.items():
        if id_ in known:
            continue
        before = old.get(id_)
        yield Found(id=id_, problem=problem, time=time, replaces=before.id if before else None)
        if before and before.settlement and before.settlement.how != "gone":
            yield Settled(id=id_, settlement=before.settlement)


def rename_findings(findings: Iterable[Finding], problems: Sequence[Problem]) -> tuple[Finding, ...]:
    """The findings with the current ids of these problems.

    The first version of the file made ids from the wording of messages. A finding of that kind matches the problem with
    the same code, place and texts whose details all occur in the old message.
    """
    findings = tuple(findings)
    by_old = {old.id: (id_, old) for id_, old in _find_renamed(findings, problems).items()}
    return tuple(
        Finding(by_old[one.id][0], one.problem, one.settlement) if one.id in by_old else one for one in findings
    )


def _find_renamed(findings: Sequence[Finding], problems: Sequence[Problem]) -> dict[str, Finding]:
    """Current id -> the finding recorded under an id of the old kind."""
    known = {finding.id for finding in findings}
    old: dict[tuple[str, Place], list[Finding]] = {}
    for finding in findings:
        if not finding.problem.details and finding.id != finding.problem.id:
            old.setdefault((finding.problem.code, finding.problem.where), []).append(finding)
    renamed: dict[str, Finding] = {}
    for problem in problems if old else ():
        for finding in old.get((problem.code, problem.where), ()):
            if problem.id not in known and problem.texts == finding.problem.texts and _holds(finding.problem, problem):
                renamed.setdefault(problem.id, finding)
    return renamed


def _holds(old: Problem, problem: Problem) -> bool:
    """Whether an old message contains every detail of a problem, each as a whole word."""
    return all(
        re.search(rf"(?<!\w)(?<!\d{_IN_NUMBERS}){re.escape(str(detail))}(?!\w|{_IN_NUMBERS}\d)", old.message)
        for _, detail in problem.details
        if not isinstance(detail, float)
    )


def settle_problem(folder: Folder, id_: str, settlement: Settlement) -> None:
    """Record how a problem was dealt with. A later settlement replaces an earlier one.

    :raises FolderError: if there is no such problem
    """
    with locked(folder.path):
        if id_ not in {finding.id for finding in _read_findings(folder)}:
            raise FolderError(folder.path / REVIEW, f"contains no problem {id_}")
        add_events(folder.path, [Settled(id=id_, settlement=settlement)])


def close_problems(folder: Folder, ids: Iterable[str], settlement: Settlement) -> None:
    """Settle all of these problems that are recorded, at once.

    :raises FolderError: if the file is damaged, or cannot be written
    """
    wanted = set(ids)
    with locked(folder.path):
        on_file = [finding.id for finding in _read_findings(folder) if finding.id in wanted]
        add_events(folder.path, [Settled(id=id_, settlement=settlement) for id_ in on_file])


def _is_signed(problem: Problem) -> bool:
    return problem.texts is not None or problem.where.segment is None


def _sign(problem: Problem, texts: Mapping[str, str]) -> Problem:
    return msgspec.structs.replace(problem, texts=texts.get(problem.where.segment or ""))


def _hash_all(transcript: Transcript) -> dict[str, str]:
    # Imported here: the checks load tables for many languages, and most commands settle nothing.
    from dragoman.checks.bitext import hash_texts

    return {segment.id: hash_texts(segment) for segment in transcript.segments}


def _without_past(finding: Finding, texts: Mapping[str, str]) -> Finding:
    problem = finding.problem
    if finding.settlement or problem.texts is None or texts.get(problem.where.segment or "") == problem.texts:
        return finding
    return Finding(finding.id, problem, Settlement(how="gone", by=_NOBODY, time=_EVER))
