"""Prepare an edition: obstacles to its release, the people named in it, and its changes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from dragoman.checks import CODES
from dragoman.conventions.brackets import BRACKET_FAULTS
from dragoman.folder.review import Finding, rename_findings
from dragoman.press.changes import correction_id, find_changes
from dragoman.press.credits import NO_EVIDENCE, Evidence, find_credits, find_names, show_translators
from dragoman.press.figures import find_figures
from dragoman.problems import Problem
from dragoman.render.page.names import public_glossary
from dragoman.transcript.document import Engine, Facts, Transcript
from dragoman.transcript.drafting import list_engines
from dragoman.transcript.edition import Correction, Edition
from dragoman.transcript.public import for_readers, shown_speakers

__all__ = [
    "CONFIDENTIAL",
    "Release",
    "concerns_readers",
    "find_free_slug",
    "find_lines",
    "find_missing_facts",
    "find_obstacles",
    "find_open",
    "is_same",
    "is_slug",
    "make_slug",
    "prepare_edition",
]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST = 60
_FIGURES = ("number-", "sum-")
_SENT_BACK = "sent-back"
# The most passages that an obstacle names.
_MOST_PLACES = 5
CONFIDENTIAL = "it is marked as confidential"
_ACCESS = (
    "the file that it was imported from says who may read it or who has a pseudonym, and nobody has decided whether it "
    "may be published"
)
_UNDATED = "it has no date"
_UNSOURCED = "it does not state where it comes from"
_UNGROUNDED = "it does not state who holds the rights, or on what ground it is used"
# Problems of typing. The text they are about is kept as typed, or they do not concern the text.
_TYPING = (
    "unclosed-mark", "stray-closer", "unknown-mark", "nested-mark", "empty-mark", "nothing-before-mark", "loose-braces",
    "unknown-version", "unknown-fact", "repeated-fact", "unknown-language", "repeated-id", "bidi-control-in-word",
    "head-line-left-out", "access-stated",
)  # fmt: skip
# A question for the publisher.
_OF_PUBLISHING = ("confidential-since",)
_FOR_EDITORS = frozenset((*CODES["form"], *BRACKET_FAULTS, *_TYPING, *_OF_PUBLISHING))
# The lines to type among the facts, with alternatives.
_LINES = {
    CONFIDENTIAL: ("confidential: no",),
    _ACCESS: ("confidential: yes", "    or, if it may be published, confidential: no"),
    _UNDATED: ("aired: 2021-02-27", "    or recorded: … or first published: …"),
    _UNSOURCED: ("publisher: Example Radio", "    or programme: … or published at: https://…"),
    _UNGROUNDED: ("ground for use: with the speaker's consent", "    or rights holder: … or licence: …"),
}
# The facts of which one removes the obstacle, by their names in Facts.
_FACTS = {
    CONFIDENTIAL: ("confidential",),
    _ACCESS: ("confidential",),
    _UNDATED: ("dates", "publications"),
    _UNSOURCED: ("publisher", "programme", "publications"),
    _UNGROUNDED: ("ground_for_use", "rights_holder", "licence"),
}


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """The publisher's choices for an edition: date (ISO 8601), note, reasons for changes, and how people are shown.

    ``thanks`` names readers who reported an error, by the same ids as ``reasons``. ``despite`` is the reason to release
    in spite of obstacles. ``not_before`` is the end of the embargo. ``checked`` has those who settled the number
    problems of each passage, under the names that they chose. ``evidence`` is what the history says of
    who did what. ``drafted_by`` are the engines that wrote a draft, from the history.
    """

    date: str
    slug: str
    note: str | None = None
    reasons: dict[str, str] = {}
    thanks: dict[str, str] = {}
    checked: dict[str, tuple[str, ...]] = {}
    shown: dict[str, str] = {}
    evidence: Evidence = NO_EVIDENCE
    drafted_by: tuple[Engine, ...] = ()
    despite: str | None = None
    not_before: str | None = None


def find_open(on_file: Iterable[Finding], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that nobody has settled. Of those on file that come from checks, only those that the checks still
    find.
    """
    found = tuple(found)
    ids = {problem.id for problem in found}
    checked = {code for codes in CODES.values() for code in codes}
    return tuple(
        finding.problem
        for finding in rename_findings(on_file, found)
        if (finding.settlement is None and finding.problem.code not in checked)
        or (finding.id in ids and (finding.settlement is None or finding.settlement.how == "gone"))
    )


def concerns_readers(problem: Problem) -> bool:
    """Whether readers see that a problem is open: it may change the meaning of the words, their speaker or their
    time.

    Notes are for editors only. So are problems of form and of typing, which readers see in the text, and what only the
    publisher can decide.
    """
    return problem.severity != "note" and problem.code not in _FOR_EDITORS


def find_obstacles(transcript: Transcript, unsettled: Iterable[Problem]) -> tuple[str, ...]:
    """The reasons not to release the document as it is, each a clause."""
    return tuple(_obstacles(transcript, tuple(unsettled)))


def find_lines(obstacles: Iterable[str]) -> tuple[str, ...]:
    """The lines that remove these obstacles, to type among the facts of the page, with example values."""
    return tuple(line for obstacle in obstacles for line in _LINES.get(obstacle, ()))


def find_missing_facts(obstacle: str) -> tuple[str, ...]:
    """The facts of which one removes an obstacle, by their names in :class:`Facts`; none for any other obstacle."""
    return _FACTS.get(obstacle, ())


def _obstacles(transcript: Transcript, unsettled: tuple[Problem, ...]) -> Iterator[str]:
    facts = transcript.facts
    if facts.confidential:
        yield CONFIDENTIAL
    elif facts.confidential is None and any(one.code == "access-stated" for one in unsettled):
        yield _ACCESS
    if not _is_dated(facts):
        yield _UNDATED
    if not (facts.publications or facts.programme or facts.publisher or _is_linked(transcript)):
        yield _UNSOURCED
    if not (facts.rights_holder or facts.ground_for_use or facts.licence):
        yield _UNGROUNDED
    figures = [one for one in unsettled if one.code.startswith(_FIGURES) and one.severity != "note"]
    if figures:
        yield f"it has unsettled figures ({_counted(figures)})"
    sent_back = [one for one in unsettled if one.code == _SENT_BACK]
    if sent_back:
        places = [one.where.segment or "" for one in sent_back]
        rest = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        yield f"it has unsettled passages that were sent back ({_SENT_BACK}: {', '.join(places[:_MOST_PLACES])}{rest})"
    errors = [one for one in unsettled if one.severity == "error" and one not in (*figures, *sent_back)]
    if errors:
        yield f"it has unsettled errors ({_counted(errors)})"


def _is_dated(facts: Facts) -> bool:
    """Whether the facts say when the interview was recorded or first published. The date of a correction does not
    count.
    """
    dates = (date for date in facts.dates if date.kind in ("recorded", "aired", "first-published"))
    return any(date.edtf or date.written for date in dates) or any(one.date for one in facts.publications)


def _counted(problems: Iterable[Problem]) -> str:
    return ", ".join(f"{count} {code}" for code, count in sorted(Counter(one.code for one in problems).items()))


def _is_linked(transcript: Transcript) -> bool:
    """Whether readers can reach a copy of the recording."""
    recording = for_readers(transcript, {}).recording
    return bool(recording and recording.copies)


def prepare_edition(
    transcript: Transcript, unsettled: Iterable[Problem], before: Edition | None, release: Release
) -> Edition:
    """The edition before it is sealed: what readers may see, its people, and its changes."""
    translators = show_translators(transcript.facts, release.shown)
    facts = msgspec.structs.replace(transcript.facts, translators=translators)
    names = find_names(transcript, release.shown, release.evidence)
    public = for_readers(msgspec.structs.replace(transcript, facts=facts), names)
    public = msgspec.structs.replace(public, glossary=public_glossary(public))
    changes = find_changes(before, public, release.reasons, release.date) if before else ()
    return Edition(
        transcript=public,
        date=release.date,
        people=find_credits(transcript, release.shown, release.evidence),
        changes=tuple(_with_thanks(change, release.thanks) for change in changes),
        figures=find_figures(public, release.checked),
        sound=_find_hash(transcript),
        drafted_by=release.drafted_by,
        note=release.note,
        slug=release.slug,
        not_before=release.not_before,
        despite=release.despite,
        unsettled=dict(sorted(Counter(problem.code for problem in unsettled if concerns_readers(problem)).items())),
    )


def _with_thanks(change: Correction, thanks: Mapping[str, str]) -> Correction:
    return msgspec.structs.replace(change, thanks=thanks.get(correction_id(change)))


def is_same(before: Edition, draft: Edition, *, note_counts: bool = True) -> bool:
    """Whether an edition would tell readers nothing new after the one before.

    :param note_counts: whether a new note alone is something new
    """
    if draft.changes or before.withdrawn or (note_counts and draft.note and draft.note != before.note):
        return False
    # An older edition may list speakers without passages, which readers are not shown.
    seen = msgspec.structs.replace(before.transcript, speakers=shown_speakers(before.transcript))
    parts = ("people", "figures", "sound", "unsettled")
    old, new = list_engines(before), list_engines(draft)
    if any(engine not in old for engine in new):
        return False
    return seen == draft.transcript and all(getattr(before, part) == getattr(draft, part) for part in parts)


def _find_hash(transcript: Transcript) -> str | None:
    """The hash of the recording, from the first copy that has one."""
    copies = transcript.recording.copies if transcript.recording else ()
    return next((copy.sha256 for copy in copies if copy.sha256), None)


def is_slug(text: str) -> bool:
    """Whether a text can be the slug of an interview, its part of an address."""
    return _SLUG.match(text) is not None and len(text) <= _LONGEST and re.fullmatch(r"e\d+|assets", text) is None


def find_free_slug(slug: str, taken: Collection[str]) -> str:
    """The slug, or if it is taken, the first of ``slug-2``, ``slug-3`` … that is free."""
    number, free = 1, slug
    while free in taken:
        number += 1
        end = f"-{number}"
        free = f"{slug[: _LONGEST - len(end)].rstrip('-')}{end}"
    return free


def make_slug(*titles: str | None) -> str | None:
    """A slug from the first title that has Latin letters: ``"Mi casa"`` gives ``"mi-casa"``; else ``None``."""
    for title in titles:
        letters = unicodedata.normalize("NFKD", title or "").encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall(r"[a-z0-9]+", letters))[:_LONGEST].strip("-")
        if is_slug(slug):
            return slug
    return None
