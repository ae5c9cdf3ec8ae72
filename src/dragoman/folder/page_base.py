"""Find the revision that an edited page was made from, and what on the page is an edit.

A page names its revision; what differs from the document at that revision was edited. On a page without a revision,
other people's later changes look like edits too. There, a value that the interview had earlier is taken as part of an
old copy; a value that it never had, in a field that has changed since, is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from dragoman.errors import Fix, FolderError
from dragoman.folder.apply_page import take_page
from dragoman.folder.interview import Folder
from dragoman.folder.loading import decode_group, read_history
from dragoman.notation import Parsed, as_typed, as_typed_text
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.merge import Conflict, ConflictError, bare
from dragoman.transcript.revision import Revision, Signature, apply_to
from dragoman.transcript.text import Text, tidy
from dragoman.transcript.undo import DERIVED, SIDES, comparable
from dragoman.transcript.working_copy import WorkingCopy

__all__ = ["RevisionError", "find_base", "find_deleted", "tell_deleted", "transcript_at", "without_older"]

_Field = tuple[str, str]


class RevisionError(FolderError):
    """The page was made from a revision that the interview does not have."""

    code = "revision"

    def __init__(self, folder: Folder, revision: str) -> None:
        self.revision = revision
        fault = f"has no revision {revision}, from which the page was made"
        why = "something was withdrawn since, or the page belongs to another copy of the interview"
        fix = Fix("write a new page for your edits", "view", (str(folder.path),))
        super().__init__(folder.path, f"{fault}; {why}", fix)


def find_base(folder: Folder, revision: str | None) -> Transcript:
    """The document that a page was made from, with the speakers added since. Without a revision, the current one.

    :raises RevisionError: if the interview has no such revision
    """
    if revision is None or folder.head.startswith(revision):
        return folder.transcript
    base = transcript_at(folder, revision)
    known = {speaker.id for speaker in base.speakers}
    since = [speaker for speaker in folder.transcript.speakers if speaker.id not in known]
    return msgspec.structs.replace(base, speakers=(*base.speakers, *since))


def transcript_at(folder: Folder, revision: str) -> Transcript:
    """The document at a revision.

    :param revision: the beginning of its id
    :raises RevisionError: if the interview has no such revision
    :raises FolderError: if a line of the history is damaged
    """
    log = read_history(folder.path)
    copy = WorkingCopy(Transcript())
    for line in log.lines:
        group = decode_group(log, line)
        apply_to(copy, group)
        if group[-1].id.startswith(revision):
            return copy.finish()
    raise RevisionError(folder, revision)


def without_older(
    folder: Folder,
    page: Parsed,
    by: Signature,
    keep: Literal["mine", "theirs"] | None = None,
    deleted: Mapping[str, dict[str, Any]] = MappingProxyType({}),
) -> tuple[Parsed, tuple[Problem, ...]]:
    """A page without a revision, minus what it has from an older copy; and a problem for each such row.

    :param keep: which value wins if the page differs both from the current and from the earlier values
    :param deleted: the deleted passages on the page, from :func:`find_deleted`
    :raises ConflictError: if there are such values and ``keep`` is ``None``
    """
    revisions = take_page(folder.transcript, page, by, deleted=deleted).revisions
    wanted = {(r.subject, r.field): r for r in revisions if _is_compared(r) and r.field}
    again = {(r.subject, ""): r for r in revisions if not r.field and _id(r) in deleted}
    past = _find_past(folder.groups, wanted) if wanted else {}
    changed = {key: revision for key, revision in wanted.items() if any(v != revision.before for v in past[key])}
    older = {key for key, revision in changed.items() if any(_is_same(key[1], v, revision.after) for v in past[key])}
    older |= {key for key, r in again.items() if comparable(r.after) == comparable(deleted[_id(r)])}
    changed |= again
    conflicts = [
        Conflict(subject=r.subject, field=r.field, base=None, mine=bare(r.after), theirs=r.before)
        for key, r in changed.items()
        if key not in older
    ]
    if conflicts and keep is None:
        raise ConflictError(conflicts)
    dropped = set(changed) if keep == "theirs" else older
    return _without(page, dropped, folder.transcript), tuple(_tell(page, older))


def find_deleted(folder: Folder, base: Transcript, page: Parsed) -> dict[str, dict[str, Any]]:
    """The passages on a page that were deleted before it was made: the value of each, and the passage it followed.

    Passages from which something was withdrawn are left out.
    """
    wanted = {row.id for row in page.rows if row.id is not None} - {segment.id for segment in base.segments}
    found: dict[str, dict[str, Any]] = {}
    for revision in (r for group in (folder.groups if wanted else ()) for r in group):
        is_deletion = not revision.field and revision.before is not None and revision.after is None
        if is_deletion and revision.subject.startswith("segment:") and _id(revision) in wanted:
            found[_id(revision)] = revision.before
    return {id_: value for id_, value in found.items() if not value["value"].get("withdrawn")}


def tell_deleted(folder: Folder, base: Transcript, page: Parsed) -> Iterator[Problem]:
    """Problems for the passages on a page that somebody deleted after it was made; they stay deleted."""
    deleted = {segment.id for segment in base.segments} - {segment.id for segment in folder.transcript.segments}
    for row in page.rows:
        if row.id in deleted:
            message = "this passage was deleted since the page was made, and stays deleted; undo brings it back"
            yield Problem("deleted-passage", "warning", message, Place(row.id, row.line))


def _id(revision: Revision) -> str:
    return revision.subject.partition(":")[2]


def _is_compared(revision: Revision) -> bool:
    return not (revision.subject.startswith("segment:") and revision.field in DERIVED)


def _find_past(groups: Sequence[Sequence[Revision]], wanted: Mapping[_Field, Revision]) -> dict[_Field, list[Any]]:
    """Every value that these fields ever had."""
    past: dict[_Field, list[Any]] = {key: [] for key in wanted}
    for group in groups:
        for revision in group:
            for value in (revision.before, revision.after):
                for key, held in _values(revision, value):
                    if key in past:
                        past[key].append(held)
    return past


def _values(revision: Revision, value: Any) -> Iterator[tuple[_Field, Any]]:
    """The fields in a revision; for a whole document or passage, each of its fields."""
    if revision.field:
        yield (revision.subject, revision.field), value
    elif revision.subject == "transcript" and value:
        yield from ((("facts", field), held) for field, held in value.get("facts", {}).items())
        yield from ((("transcript", field), held) for field, held in value.items())
        for kind, things in (("segment", "segments"), ("speaker", "speakers")):
            for thing in value.get(things, []):
                yield from (((f"{kind}:{thing['id']}", field), held) for field, held in thing.items())
    elif isinstance(value, dict) and "value" in value:
        yield from (((revision.subject, field), held) for field, held in value["value"].items())


def _is_same(field: str, held: Any, typed: Any) -> bool:
    """Whether a value equals that of a page, which cannot hold everything of every text."""
    if field not in SIDES or held is None or typed is None:
        return bool(held == typed)
    return tidy(as_typed_text(msgspec.convert(held, Text))) == msgspec.convert(typed, Text)


def _without(page: Parsed, older: set[_Field], now: Transcript) -> Parsed:
    """The page without these fields, and without the rows that it must not bring back."""
    gone = {subject for subject, field in older if not field}
    places = [place for place, row in enumerate(page.rows) if f"segment:{row.id}" not in gone]
    rows = tuple(
        msgspec.structs.replace(row, carried=row.carried - {f for s, f in older if s == f"segment:{row.id}"})
        for row in (page.rows[place] for place in places)
    )
    segments = tuple(page.transcript.segments[place] for place in places)
    carried = page.carried - {field for subject, field in older if ":" not in subject}
    if ("transcript", "recording") in older:
        carried -= {"languages", "duration"}
    typed = {speaker.id: speaker for speaker in as_typed(now).speakers}
    speakers = tuple(
        typed[s.id] if s.id in typed and any(subject == f"speaker:{s.id}" for subject, _ in older) else s
        for s in page.transcript.speakers
    )
    said = msgspec.structs.replace(page.transcript, speakers=speakers, segments=segments)
    return msgspec.structs.replace(page, rows=rows, carried=carried, transcript=said)


def _tell(page: Parsed, older: set[_Field]) -> Iterator[Problem]:
    lines = {f"segment:{row.id}": row.line for row in page.rows}
    for subject in dict.fromkeys(subject for subject, _ in sorted(older)):
        kind, _, id_ = subject.partition(":")
        message = "this is an earlier version of the text, which was changed since; the current text is kept"
        place = Place(id_ if kind == "segment" else None, lines.get(subject))
        yield Problem("older-row", "warning", message, place)
