"""Withdraw something: remove it from the history, the editions and everything else in the folder.

The history is rewritten without the words, and each revision is signed again, so that it still verifies. Editions keep
the hash of each removed part, so that their chain still verifies. A killed run is finished by running it again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from dragoman import disk
from dragoman.errors import FolderError
from dragoman.folder.claims import refuse_claimed
from dragoman.folder.editions import load_editions
from dragoman.folder.identity import identified
from dragoman.folder.interview import Folder, keep_snapshot, open_folder, sign
from dragoman.folder.jsonl_log import start_log
from dragoman.folder.lineage import find_relatives, find_segments
from dragoman.folder.loading import HISTORY, read_history
from dragoman.folder.lock import STORE, locked, views_locked
from dragoman.folder.names_file import forget_names, forget_passages
from dragoman.folder.people import forget_people
from dragoman.folder.redact_name import Scrubber, holds, holds_term, scrub
from dragoman.folder.review_log import Commented, Resolved, ReviewEvent, Settled, read_events, write_events
from dragoman.folder.snapshot import SNAPSHOT
from dragoman.folder.suggestions import Suggestion, keep_only
from dragoman.folder.versions import StoredEdition
from dragoman.language.finding import QuoteFinder
from dragoman.transcript.document import Author, Segment, Tombstone, Transcript
from dragoman.transcript.edition import Edition, find_subjects, withhold
from dragoman.transcript.revision import Change, Revision, Signature, Statement, field_change, replay, seal, to_json
from dragoman.transcript.text import Text, plain
from dragoman.transcript.undo import UNDO

__all__ = ["find_passages", "find_words", "withdraw_edition", "withdraw_name", "withdraw_passages"]

_WORDS = ("source", "target", "words")
_STRETCH = 16
_Rewrite = Callable[[str, str, Any], Any]


class _Gone(NamedTuple):
    """Passages to withdraw: their ids, the ids of those that share words with them, and of those deleted before."""

    ids: frozenset[str]
    relatives: frozenset[str]
    deleted: frozenset[str]
    grave: Any
    quotes: QuoteFinder


def withdraw_passages(folder: Folder, ids: frozenset[str], grave: Tombstone, author: Author) -> Folder:
    """The folder without these passages' words. Each keeps its id and time, and gets a tombstone.

    The history, from which the words to look for are found, is written last: a killed run can be repeated.

    :raises ClaimedError: if a job is running in the folder
    :raises FolderError: if a file cannot be read or written
    """
    history = folder.history
    living = frozenset(segment.id for segment in folder.transcript.segments)
    relatives = find_relatives(history, ids, living)
    graves = {s.id: s.withdrawn or grave for s in folder.transcript.segments if s.id in ids}
    wanted = _without_passages(folder.transcript, graves)
    quotes = QuoteFinder(find_words(folder, ids))
    gone = _Gone(ids, relatives, frozenset(ids - living), to_json(grave), quotes)
    with locked(folder.path), views_locked(folder.path):
        refuse_claimed(folder.path)
        _rewrite_editions(folder, lambda edition: _edition_without(edition, gone, folder, grave))
        _rewrite_review(folder.path, lambda event: _event_without(event, gone))
        forget_passages(folder.path, ids, lambda text: text in quotes)
        keep_only(folder.path, lambda suggestion: _is_of_others(suggestion, gone))
        _clear_store(folder.path)
        kept = _rewrite_history(
            folder.groups, lambda s, f, v: _emptied(s, f, v, gone), lambda reason: None if reason in quotes else reason
        )
        base = replay(kept) if kept else Transcript()
        last = Signature(author, time=sign(folder, author).time, reason=grave.reason, parent=kept[-1].id)
        added = seal(_differences(base, wanted), last)
        _write_history(folder.path, (*kept, *added))
    return _reopened(folder.path)


def withdraw_name(folder: Folder, scrubber: Scrubber) -> Folder:
    """The folder without a name, in every file. Here too, the history is written last.

    :raises ClaimedError: if a job is running in the folder
    :raises FolderError: if a file cannot be read or written
    """
    with locked(folder.path), views_locked(folder.path):
        refuse_claimed(folder.path)
        _rewrite_editions(folder, lambda edition: _edition_without_name(edition, scrubber))
        _rewrite_review(folder.path, lambda event: _event_without_name(event, scrubber))
        # Even if only the original has the name: a suggestion has a hash of the original.
        named = {segment.id for segment in folder.transcript.segments if holds(to_json(segment), scrubber)}
        keep_only(folder.path, lambda one: one.segment not in named and not holds(to_json(one), scrubber))
        forget_people(folder, lambda text: holds(text, scrubber))
        forget_names(folder.path, lambda term: holds_term(term, scrubber))
        _clear_store(folder.path)
        terms = _find_terms(folder.history, scrubber)
        kept = _rewrite_history(
            folder.groups,
            lambda subject, field, value: _without_name(subject, field, value, scrubber, terms),
            lambda reason: str(scrub(reason, scrubber)),
            lambda author: msgspec.convert(scrub(to_json(author), scrubber), Author),
        )
        _write_history(folder.path, kept)
    return _reopened(folder.path)


def withdraw_edition(folder: Folder, number: int, grave: Tombstone) -> None:
    """Reduce an edition to what its chain needs, and remove from the next edition what quotes it.

    :raises FolderError: if there is no such edition
    """
    if number not in [edition.number for edition in load_editions(folder)]:
        raise FolderError(folder.path, f"has no edition {number}", "its folder editions shows which there are")

    def bury(edition: Edition) -> Edition:
        if edition.number == number + 1:
            # Its changes quote the text of the edition before.
            return withhold(edition, [f"changes:{place}" for place in range(len(edition.changes))], grave)
        if edition.number != number or edition.withdrawn:
            return edition
        gone = withhold(edition, [subject for subject in edition.salts if subject != "slug"], grave)
        return msgspec.structs.replace(gone, withdrawn=grave)

    with locked(folder.path):
        _rewrite_editions(folder, bury)


def find_words(folder: Folder, ids: frozenset[str]) -> tuple[str, ...]:
    """Every text that these passages ever had, longest first: what must not be found anywhere afterwards."""
    texts = [text for revision in folder.history for text in _find_texts(revision, ids)]
    texts += [text for s in folder.transcript.segments if s.id in ids for text in (s.source, s.target) if text]
    found = {words for text in texts for words in _pieces(text)}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def find_passages(folder: Folder) -> frozenset[str]:
    """The ids of all passages that the interview has or had. Deleted ones can be withdrawn too."""
    now = (segment.id for segment in folder.transcript.segments)
    return frozenset((*now, *(segment.id for revision in folder.history for segment in find_segments(revision))))


def _find_texts(revision: Revision, ids: frozenset[str]) -> Iterator[Text]:
    for segment in find_segments(revision):
        if segment.id in ids:
            yield from filter(None, (segment.source, segment.target))
    kind, _, id_ = revision.subject.partition(":")
    if kind == "segment" and id_ in ids and revision.field in ("source", "target"):
        yield from (msgspec.convert(value, Text) for value in (revision.before, revision.after) if value)


def _pieces(text: Text) -> Iterator[str]:
    """The whole text, and the longer parts between its marks, which are the same in every format."""
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


def _emptied(subject: str, field: str, value: Any, gone: _Gone) -> Any:
    """A revision's value without the words of these passages. The rest produces the same document otherwise."""
    if value is None:
        return None
    if subject == "transcript" and not field:
        segments = [_bare(segment, gone) for segment in value.get("segments", [])]
        terms = [_without_quotation(term, gone) for term in value.get("glossary", [])]
        emptied = value | {"segments": segments} if segments else value
        return emptied | {"glossary": terms} if terms else emptied
    if subject.startswith("term:"):
        if not field:
            return value | {"value": _without_quotation(value["value"], gone)}
        return None if field == "note" and value in gone.quotes else value
    id_ = subject.removeprefix("segment:")
    if not subject.startswith("segment:") or id_ not in gone.ids | gone.relatives:
        return value
    if not field:
        return value | {"value": _bare(value["value"], gone)}
    return ([] if field == "words" else None) if field in _WORDS else value


def _without_quotation(term: dict[str, Any], gone: _Gone) -> dict[str, Any]:
    """A term without a note that quotes one of the passages."""
    return {field: content for field, content in term.items() if field != "note" or content not in gone.quotes}


def _bare(segment: dict[str, Any], gone: _Gone) -> dict[str, Any]:
    if segment["id"] in gone.ids:
        kept = {field: content for field, content in segment.items() if field in ("id", "span", "withdrawn")}
        # If its deletion is undone, there is a tombstone.
        return {"withdrawn": gone.grave, **kept} if segment["id"] in gone.deleted else kept
    if segment["id"] in gone.relatives:
        return {field: content for field, content in segment.items() if field not in _WORDS}
    return segment


def _differences(base: Transcript, wanted: Transcript) -> list[Change]:
    """The changes that the emptied history lacks."""
    old = {segment.id: segment for segment in base.segments}
    return [
        field_change(old[segment.id], field, getattr(segment, field))
        for segment in wanted.segments
        if segment != old[segment.id]
        for field in Segment.__struct_fields__
        if field != "id"
    ]


def _rewrite_history(
    groups: Iterable[Sequence[Revision]],
    rewrite: _Rewrite,
    tell: Callable[[str], str | None],
    name: Callable[[Author], Author] = lambda author: author,
) -> tuple[Revision, ...]:
    """The revisions with rewritten content, signed again. Undo reasons refer to the new ids."""
    kept: list[Revision] = []
    renamed: dict[str, str | None] = {}
    for group in groups:
        first = group[0]
        changes = [_rewrite_change(revision, rewrite) for revision in group]
        reason = _reason(first.reason, renamed)
        reason = tell(reason) if reason else reason
        parent = kept[-1].id if kept else None
        signed = seal(
            changes, Signature(name(first.author), time=first.time, reason=reason, parent=parent, key=first.key)
        )
        renamed[first.group] = signed[0].group if signed else None
        kept += signed
    return tuple(kept)


def _rewrite_change(revision: Revision, rewrite: _Rewrite) -> Change:
    values = (rewrite(revision.subject, revision.field, value) for value in (revision.before, revision.after))
    return (Statement if revision.is_statement else Change)(revision.subject, revision.field, *values)


def _reason(reason: str | None, renamed: dict[str, str | None]) -> str | None:
    if reason is None or not reason.startswith(UNDO):
        return reason
    group = renamed.get(reason.removeprefix(UNDO))
    return f"{UNDO}{group}" if group else None


def _find_terms(history: Iterable[Revision], scrubber: Scrubber) -> frozenset[str]:
    """The ids of the terms that had the name at any time."""
    named: set[str] = set()
    for revision in history:
        kind, _, id_ = revision.subject.partition(":")
        for value in filter(None, (revision.before, revision.after)):
            if kind == "transcript" and not revision.field:
                named |= {term["id"] for term in value.get("glossary", ()) if holds_term(term, scrubber)}
            elif kind == "term" and holds_term({revision.field: value} if revision.field else value["value"], scrubber):
                named.add(id_)
    return frozenset(named)


def _without_name(subject: str, field: str, value: Any, scrubber: Scrubber, terms: frozenset[str]) -> Any:
    """A revision's value without the name. Terms that had the name are removed with their whole history."""
    kind, _, id_ = subject.partition(":")
    if kind == "term":
        return None if id_ in terms else value
    scrubbed = _scrub_field(field, value, scrubber)
    if kind == "transcript" and not field and scrubbed and "glossary" in scrubbed:
        return scrubbed | {"glossary": [term for term in scrubbed["glossary"] if term["id"] not in terms]}
    return scrubbed


def _scrub_field(field: str, value: Any, scrubber: Scrubber) -> Any:
    """A name in a single field is scrubbed as in its owner's field."""
    return scrub({field: value}, scrubber).get(field) if field else scrub(value, scrubber)


def _write_history(path: Path, history: Sequence[Revision]) -> None:
    groups: dict[str, list[Revision]] = {}
    for revision in history:
        groups.setdefault(revision.group, []).append(revision)
    now = identified(read_history(path).header)
    with disk.writing(path):
        # A new epoch: edits of a document that still had the words are refused from now on.
        start_log(path / HISTORY, "history", groups.values(), msgspec.structs.replace(now, epoch=now.epoch + 1))
        # The snapshot contains the words too; it is made again from the history.
        (path / SNAPSHOT).unlink(missing_ok=True)
        _clear_half_written(path)


def _rewrite_editions(folder: Folder, rewrite: Callable[[Edition], Edition]) -> None:
    for edition in load_editions(folder):
        after = rewrite(edition)
        if after != edition:
            path = folder.path / "editions" / f"{edition.number}.json"
            with disk.writing(path):
                disk.replace(path, msgspec.json.encode(StoredEdition(edition=after)) + b"\n", disk.SHARED)


def _edition_without(edition: Edition, gone: _Gone, folder: Folder, grave: Tombstone) -> Edition:
    today = {segment.id: segment for segment in folder.transcript.segments if segment.id in gone.relatives}
    buried = [
        segment.id
        for segment in edition.transcript.segments
        if segment.id in gone.ids or (segment.id in gone.relatives and _texts(segment) != _texts(today.get(segment.id)))
    ]
    named = {f"segment:{id_}" for id_ in gone.ids | gone.relatives}
    told = [
        f"changes:{place}"
        for place, change in enumerate(edition.changes)
        if change.where in named or any(text in gone.quotes for text in (change.what, change.why or ""))
    ]
    notes = [field for field in ("note", "despite") if (getattr(edition, field) or "") in gone.quotes]
    figures = [f"figures:{id_}" for id_ in buried if id_ in edition.figures]
    return withhold(edition, [*(f"segment:{id_}" for id_ in buried), *figures, *told, *notes], grave)


def _texts(segment: Segment | None) -> tuple[str, str] | None:
    return (plain(segment.source or ()), plain(segment.target or ())) if segment else None


def _edition_without_name(edition: Edition, scrubber: Scrubber) -> Edition:
    before = to_json(edition)
    after = {field: scrub(value, scrubber, field) for field, value in before.items()}
    left = dict(find_subjects(after))
    gone = [subject for subject, thing in find_subjects(before) if left.get(subject) != thing]
    if "slug" not in gone and scrubber.names.is_cut_off_in(before.get("slug", "")):
        gone.append("slug")
    sealed = to_json(withhold(edition, gone, Tombstone(date=scrubber.date)))
    after |= {field: sealed[field] for field in ("salts", "withheld") if field in sealed}
    if "slug" in gone:
        after.pop("slug")
    return msgspec.convert(after, Edition)


def _rewrite_review(path: Path, rewrite: Callable[[ReviewEvent], ReviewEvent | None]) -> None:
    events = list(read_events(path))
    after = [rewrite(event) for event in events]
    gone = {event.id for event, left in zip(events, after, strict=True) if left is None}
    if after != events:
        write_events(path, [event for event in after if event and event.id not in gone])


def _event_without(event: ReviewEvent, gone: _Gone) -> ReviewEvent | None:
    """A review line without the withdrawn words; ``None`` if it is about one of these passages, or quotes them."""
    if isinstance(event, Resolved):
        return event
    if isinstance(event, Settled):
        quoted = (event.settlement.reason or "") in gone.quotes
        return _without_reason(event) if quoted else event
    if isinstance(event, Commented):
        quoted, about = event.words in gone.quotes, event.segment
    else:
        said = (event.problem.message, *(str(detail) for _, detail in event.problem.details))
        quoted, about = any(text in gone.quotes for text in said), event.problem.where.segment or ""
    return None if quoted or about in gone.ids | gone.relatives else event


def _event_without_name(event: ReviewEvent, scrubber: Scrubber) -> ReviewEvent | None:
    if isinstance(event, Settled | Commented | Resolved):
        return msgspec.convert(scrub(to_json(event), scrubber), type(event))
    return None if holds(to_json(event), scrubber) else event


def _is_of_others(suggestion: Suggestion, gone: _Gone) -> bool:
    """Whether a suggestion is for other passages, and quotes none of these."""
    return suggestion.segment not in gone.ids | gone.relatives and plain(suggestion.target) not in gone.quotes


def _without_reason(event: Settled) -> Settled:
    settlement = msgspec.structs.replace(event.settlement, reason=None)
    return msgspec.structs.replace(event, settlement=settlement)


def _clear_store(path: Path) -> None:
    """Delete the stored work of drafts and translations, which contains every spoken word."""
    work = path / STORE / "work"
    disk.refuse_links(work)
    with disk.writing(work):
        shutil.rmtree(work, ignore_errors=False) if work.exists() else None


def _clear_half_written(path: Path) -> None:
    """Delete files that a killed command left unfinished."""
    for folder in (path, path / "editions", path / STORE):
        for left in folder.glob(".*.new"):
            left.unlink(missing_ok=True)
