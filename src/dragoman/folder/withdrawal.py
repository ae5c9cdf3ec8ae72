"""What must be withdrawn: taken out of the history, the editions and everything else that lies in the folder.

The history is written anew with the words gone, each revision signed again, so that it still verifies. Editions keep
the leaf of what is gone, so that their chain does. A run that was killed is finished by running it again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.claims import refuse_claimed
from dragoman.folder.editions import load_editions
from dragoman.folder.identity import identified
from dragoman.folder.interview import Folder, keep_snapshot, open_folder, sign
from dragoman.folder.jsonl_log import decode_line, read_log, start_log
from dragoman.folder.lineage import find_relatives, find_segments
from dragoman.folder.loading import HISTORY, read_history
from dragoman.folder.lock import STORE, locked, views_locked
from dragoman.folder.people import forget_people
from dragoman.folder.redact_name import Scrubber, holds, scrub
from dragoman.folder.review import REVIEW, Found, Settled
from dragoman.folder.snapshot import SNAPSHOT
from dragoman.folder.versions import StoredEdition
from dragoman.transcript.document import Author, Segment, Tombstone, Transcript
from dragoman.transcript.edition import Edition, find_subjects, withhold
from dragoman.transcript.revision import Change, Revision, Signature, field_change, replay, seal, to_json
from dragoman.transcript.text import Text, plain

__all__ = ["find_words", "withdraw_edition", "withdraw_name", "withdraw_passages"]

_UNDO = "undo of "
_WORDS = ("source", "target", "words")
_STRETCH = 16
_Rewrite = Callable[[str, str, Any], Any]


def withdraw_passages(folder: Folder, ids: frozenset[str], grave: Tombstone, author: Author) -> Folder:
    """The folder without these passages' words; each leaves its id, its time and a tombstone."""
    history = folder.history
    living = frozenset(segment.id for segment in folder.transcript.segments)
    relatives = find_relatives(history, ids, living)
    graves = {s.id: s.withdrawn or grave for s in folder.transcript.segments if s.id in ids}
    wanted = _without_passages(folder.transcript, graves)
    with locked(folder.path), views_locked(folder.path):
        refuse_claimed(folder.path)
        kept = _rewrite_history(folder.groups, lambda s, f, v: _emptied(s, f, v, ids, relatives))
        base = replay(kept) if kept else Transcript()
        last = Signature(author, time=sign(folder, author).time, reason=grave.reason, parent=kept[-1].id)
        added = seal(_differences(base, wanted), last)
        _write_history(folder.path, (*kept, *added))
        _rewrite_editions(folder, lambda edition: _edition_without(edition, ids, relatives, folder, grave))
        _rewrite_review(folder.path, lambda event: _is_about(event, ids | relatives))
        _clear_store(folder.path)
    return _reopened(folder.path)


def withdraw_name(folder: Folder, scrubber: Scrubber) -> Folder:
    """The folder without a name, wherever it was written."""
    with locked(folder.path), views_locked(folder.path):
        refuse_claimed(folder.path)
        kept = _rewrite_history(
            folder.groups, lambda _, field, value: _scrub_field(field, value, scrubber), scrubber=scrubber
        )
        _write_history(folder.path, kept)
        _rewrite_editions(folder, lambda edition: _edition_without_name(edition, scrubber))
        _rewrite_review(folder.path, lambda event: holds(to_json(event), scrubber))
        forget_people(folder, lambda text: holds(text, scrubber))
        _clear_store(folder.path)
    return _reopened(folder.path)


def withdraw_edition(folder: Folder, number: int, grave: Tombstone) -> None:
    """Leave nothing of an edition but what its chain needs, and nothing in the next one of what stood in it.

    :raises FolderError: where there is no such edition
    """
    if number not in [edition.number for edition in load_editions(folder)]:
        raise FolderError(folder.path, f"has no edition {number}", "look into its folder editions")

    def bury(edition: Edition) -> Edition:
        if edition.number == number + 1:
            # Its changes quote what stood in the one before.
            return withhold(edition, [f"changes:{place}" for place in range(len(edition.changes))], grave)
        if edition.number != number or edition.withdrawn:
            return edition
        gone = withhold(edition, [subject for subject in edition.salts if subject != "slug"], grave)
        return msgspec.structs.replace(gone, withdrawn=grave)

    with locked(folder.path):
        _rewrite_editions(folder, bury)


def find_words(folder: Folder, ids: frozenset[str]) -> tuple[str, ...]:
    """Every text that these passages ever had, longest first: what must be found nowhere afterwards."""
    passages = [s for revision in folder.history for s in find_segments(revision) if s.id in ids]
    passages += [s for s in folder.transcript.segments if s.id in ids]
    found = {words for s in passages for text in (s.source, s.target) if text for words in _pieces(text)}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def _pieces(text: Text) -> Iterator[str]:
    """The whole text, and the longer stretches between its marks, which stand as they are in every format."""
    yield from filter(None, [plain(text).strip()])
    yield from (part.strip() for part in text if isinstance(part, str) and len(part.strip()) >= _STRETCH)


def _reopened(path: Path) -> Folder:
    folder = open_folder(path)
    keep_snapshot(folder)
    return folder


def _without_passages(transcript: Transcript, graves: dict[str, Tombstone]) -> Transcript:
    segments = tuple(
        Segment(id=s.id, span=s.span, withdrawn=graves[s.id]) if s.id in graves else s for s in transcript.segments
    )
    return msgspec.structs.replace(transcript, segments=segments)


def _emptied(subject: str, field: str, value: Any, ids: frozenset[str], relatives: frozenset[str]) -> Any:
    """What a revision says, without the words of these passages. What is left makes the same document but for them."""
    if value is None:
        return None
    if subject == "transcript" and not field:
        segments = [_bare(segment, ids, relatives) for segment in value.get("segments", [])]
        return value | {"segments": segments} if segments else value
    id_ = subject.removeprefix("segment:")
    if not subject.startswith("segment:") or id_ not in ids | relatives:
        return value
    if not field:
        return value | {"value": _bare(value["value"], ids, relatives)}
    return ([] if field == "words" else None) if field in _WORDS else value


def _bare(segment: dict[str, Any], ids: frozenset[str], relatives: frozenset[str]) -> dict[str, Any]:
    if segment["id"] in ids:
        return {field: content for field, content in segment.items() if field in ("id", "span", "withdrawn")}
    if segment["id"] in relatives:
        return {field: content for field, content in segment.items() if field not in _WORDS}
    return segment


def _differences(base: Transcript, wanted: Transcript) -> list[Change]:
    """What the emptied history lacks of the document."""
    old = {segment.id: segment for segment in base.segments}
    return [
        field_change(old[segment.id], field, getattr(segment, field))
        for segment in wanted.segments
        if segment != old[segment.id]
        for field in Segment.__struct_fields__
        if field != "id"
    ]


def _rewrite_history(
    groups: Iterable[Sequence[Revision]], rewrite: _Rewrite, *, scrubber: Scrubber | None = None
) -> tuple[Revision, ...]:
    """The revisions with other contents, signed again. What is left of an action that was taken back says so still."""
    kept: list[Revision] = []
    renamed: dict[str, str | None] = {}
    for group in groups:
        first = group[0]
        changes = [
            Change(r.subject, r.field, rewrite(r.subject, r.field, r.before), rewrite(r.subject, r.field, r.after))
            for r in group
        ]
        author, reason = first.author, _reason(first.reason, renamed)
        if scrubber:
            author = msgspec.convert(scrub(to_json(author), scrubber), Author)
            reason = scrub(reason, scrubber)
        parent = kept[-1].id if kept else None
        signed = seal(changes, Signature(author, time=first.time, reason=reason, parent=parent, key=first.key))
        renamed[first.group] = signed[0].group if signed else None
        kept += signed
    return tuple(kept)


def _reason(reason: str | None, renamed: dict[str, str | None]) -> str | None:
    if reason is None or not reason.startswith(_UNDO):
        return reason
    group = renamed.get(reason.removeprefix(_UNDO))
    return f"{_UNDO}{group}" if group else None


def _scrub_field(field: str, value: Any, scrubber: Scrubber) -> Any:
    """A name that is a field of its own is scrubbed as its owner's field would be."""
    return scrub({field: value}, scrubber).get(field) if field else scrub(value, scrubber)


def _write_history(path: Path, history: Sequence[Revision]) -> None:
    groups: dict[str, list[Revision]] = {}
    for revision in history:
        groups.setdefault(revision.group, []).append(revision)
    now = identified(read_history(path).header)
    with disk.writing(path):
        # Another epoch: an edit of a document that still had the words is refused from here on.
        start_log(path / HISTORY, "history", groups.values(), msgspec.structs.replace(now, epoch=now.epoch + 1))
        # The snapshot holds the words too, and is made again from the history.
        (path / SNAPSHOT).unlink(missing_ok=True)


def _rewrite_editions(folder: Folder, rewrite: Callable[[Edition], Edition]) -> None:
    for edition in load_editions(folder):
        after = rewrite(edition)
        if after != edition:
            path = folder.path / "editions" / f"{edition.number}.json"
            with disk.writing(path):
                disk.replace(path, msgspec.json.encode(StoredEdition(edition=after)) + b"\n", disk.SHARED)


def _edition_without(
    edition: Edition, ids: frozenset[str], relatives: frozenset[str], folder: Folder, grave: Tombstone
) -> Edition:
    today = {segment.id: segment for segment in folder.transcript.segments if segment.id in relatives}
    gone = [
        segment.id
        for segment in edition.transcript.segments
        if segment.id in ids or (segment.id in relatives and _texts(segment) != _texts(today.get(segment.id)))
    ]
    named = {f"segment:{id_}" for id_ in ids | relatives}
    told = [f"changes:{place}" for place, change in enumerate(edition.changes) if change.where in named]
    figures = [f"figures:{id_}" for id_ in gone if id_ in edition.figures]
    return withhold(edition, [*(f"segment:{id_}" for id_ in gone), *figures, *told], grave)


def _texts(segment: Segment | None) -> tuple[str, str] | None:
    return (plain(segment.source or ()), plain(segment.target or ())) if segment else None


def _edition_without_name(edition: Edition, scrubber: Scrubber) -> Edition:
    before = to_json(edition)
    after = {field: scrub(value, scrubber, field) for field, value in before.items()}
    left = dict(find_subjects(after))
    gone = [subject for subject, thing in find_subjects(before) if left.get(subject) != thing]
    sealed = to_json(withhold(edition, gone, Tombstone(date=scrubber.date)))
    after |= {field: sealed[field] for field in ("salts", "withheld") if field in sealed}
    if "slug" in gone:
        after.pop("slug")
    return msgspec.convert(after, Edition)


def _rewrite_review(path: Path, is_gone: Callable[[Found | Settled], bool]) -> None:
    log = read_log(path / REVIEW, "review")
    if log is None:
        return
    events: list[Found | Settled] = [decode_line(log, line, Found | Settled) for line in log.lines]  # type: ignore[arg-type]
    gone = {event.id for event in events if is_gone(event)}
    if gone:
        with disk.writing(path):
            start_log(path / REVIEW, "review", [event for event in events if event.id not in gone])


def _is_about(event: Found | Settled, ids: frozenset[str]) -> bool:
    return isinstance(event, Found) and event.problem.where.segment in ids


def _clear_store(path: Path) -> None:
    """The draft's finished work, which holds every word that was heard, and what a killed command left half-written."""
    work = path / STORE / "work"
    disk.refuse_links(work)
    with disk.writing(work):
        shutil.rmtree(work, ignore_errors=False) if work.exists() else None
        for left in _half_written(path):
            left.unlink(missing_ok=True)


def _half_written(path: Path) -> Iterator[Path]:
    for folder in (path, path / "editions", path / STORE):
        yield from folder.glob(".*.new")
