"""A passage, a name or an edition taken out of everything that was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import load_editions
from dragoman.folder.leaks import find_traces
from dragoman.folder.redact_name import Scrubber, name_pattern
from dragoman.folder.views import refuse_edited, write_views
from dragoman.folder.withdrawal import find_words, withdraw_edition, withdraw_name, withdraw_passages
from dragoman.press.site_model import find_slug
from dragoman.press.site_writer import take_down
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Author, Publication, Tombstone, Transcript
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["WithdrawOptions", "WithdrawPlan", "Withdrawn", "plan_withdraw", "withdraw"]


class WithdrawOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is withdrawn from an interview: passages by their ids, names as they are written, an edition.

    ``site`` is the folder of a site from which its pages are taken too. ``reason`` is what readers may know.
    """

    folder: Path
    passages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    edition: int | None = None
    site: Path | None = None
    reason: str | None = None


class WithdrawPlan(msgspec.Struct, frozen=True):
    """What would be withdrawn: passages, names in every form of their speakers', an edition."""

    passages: tuple[str, ...]
    names: tuple[str, ...]
    edition: int | None


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a withdrawal, and what it cannot reach.

    ``deleted`` are the site's files that are gone, ``None`` where none was to go. ``traces`` are files that still hold
    withdrawn words. ``elsewhere`` is where others published the interview.
    """

    folder: Folder
    deleted: tuple[Path, ...] | None
    traces: tuple[Path, ...]
    elsewhere: tuple[Publication, ...]
    has_editions: bool


def plan_withdraw(*, settings: Settings, options: WithdrawOptions, watcher: Watcher = SILENT) -> WithdrawPlan:
    """What would be withdrawn, for it is for good. Nothing is written, and nothing is left to be decided.

    :raises SettingsError: where nothing is to be withdrawn
    :raises FolderError: where a passage is not there, or a view holds edits
    """
    watcher.check_cancelled()
    _refuse_nothing(options)
    folder = open_folder(options.folder)
    _refuse_unknown(folder, options.passages)
    refuse_edited(folder)
    names = (*options.names, *_other_forms(folder.transcript, options.names))
    return WithdrawPlan(options.passages, tuple(dict.fromkeys(names)), options.edition)


def withdraw(*, settings: Settings, options: WithdrawOptions, watcher: Watcher = SILENT) -> Withdrawn:
    """Withdraw it, write the views again, and find what cannot be reached from here.

    :raises SettingsError: where nothing is to be withdrawn
    :raises FolderError: where a passage or an edition is not there, or a view holds edits
    """
    watcher.check_cancelled()
    _refuse_nothing(options)
    editions = load_editions(open_folder(options.folder))
    with locked(options.folder):
        folder = open_folder(options.folder)
        refuse_edited(folder)
        words = _withdraw(folder, options, person(settings))
        after = open_folder(options.folder)
        write_views(after)
        # Once more, so that not even the hash of the old views is kept.
        write_views(after)
    deleted = None
    if options.site is not None and editions:
        # The list goes too, for it has the title.
        deleted = tuple(Path(name) for name in take_down(options.site, find_slug(editions), "index.html"))
    searched = [options.folder, *([options.site] if options.site else [])]
    return Withdrawn(
        folder=after,
        deleted=deleted,
        traces=tuple(found for place in searched for found in find_traces(place, words)),
        elsewhere=after.transcript.facts.publications,
        has_editions=bool(load_editions(after)),
    )


def _refuse_nothing(options: WithdrawOptions) -> None:
    if not options.passages and not options.names and options.edition is None:
        fix = "say what to withdraw: a passage's id, a name, or an edition"
        raise SettingsError("what", None, "is missing", fix)


def _withdraw(folder: Folder, options: WithdrawOptions, author: Author) -> tuple[str, ...]:
    """What was withdrawn, in words that should be found nowhere any more."""
    grave = Tombstone(date=now()[:10], reason=" ".join((options.reason or "").split()) or None)
    words: tuple[str, ...] = ()
    if options.passages:
        _refuse_unknown(folder, options.passages)
        ids = frozenset(options.passages)
        words += find_words(folder, ids)
        folder = withdraw_passages(folder, ids, grave, author)
    if options.names:
        forms = (*options.names, *_other_forms(folder.transcript, options.names))
        words += forms
        withdraw_name(folder, Scrubber(name_pattern(forms), grave.date))
    if options.edition is not None:
        withdraw_edition(folder, options.edition, grave)
    return words


def _refuse_unknown(folder: Folder, ids: Sequence[str]) -> None:
    known = {segment.id for segment in folder.transcript.segments}
    for id_ in sorted(set(ids) - known):
        raise FolderError(folder.path, f"has no passage {id_}", "look on its page for the id")


def _other_forms(transcript: Transcript, names: Sequence[str]) -> Iterator[str]:
    """The names in other scripts and orders of the speakers who are called one of these."""
    wanted = {name.casefold() for name in names}
    for speaker in transcript.speakers:
        forms = [form for form in (speaker.name, speaker.name_native, speaker.sort_name) if form]
        if wanted & {form.casefold() for form in forms}:
            yield from forms
