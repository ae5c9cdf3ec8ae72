"""Withdraw a passage, a name or an edition from everything that was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, now, open_folder
from dragoman.folder.claims import refuse_claimed
from dragoman.folder.editions import load_editions
from dragoman.folder.imported import find_imported, forget_imported
from dragoman.folder.jsonl_log import LIMIT
from dragoman.folder.leaks import find_traces
from dragoman.folder.loading import HISTORY
from dragoman.folder.memory import find_memory_files, purge
from dragoman.folder.redact_name import Scrubber, has_redactions
from dragoman.folder.typing_journal import clear_typing
from dragoman.folder.views import refuse_edited
from dragoman.folder.withdrawal import find_passages, find_words, withdraw_edition, withdraw_name, withdraw_passages
from dragoman.language.finding import NameFinder, fold_plain
from dragoman.press.release import make_slug
from dragoman.press.site_files import find_tops, take_down
from dragoman.press.site_list import find_slugs
from dragoman.press.site_model import Publisher, find_slug
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Author, Publication, Tombstone, Transcript
from dragoman.transcript.edition import Edition, find_breaks
from dragoman.transcript.revision import is_genuine
from dragoman.workflows.edit_folder import rewrite_folder
from dragoman.workflows.memory import find_directory
from dragoman.workflows.publish_settings import find_publisher, lacks_templates
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["WithdrawOptions", "WithdrawPlan", "Withdrawn", "plan_withdraw", "withdraw"]

_SHORTEST_SLUG = 4


class WithdrawOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to withdraw from an interview: passages by id, names as written, an edition.

    ``site`` is a site from whose pages the interview is removed too, and ``templates`` your own templates for the
    remaining list. ``reason`` is for readers. ``expected`` is the settings file that applies to the interview's folder,
    if there is one: beside it may be a translation memory.
    """

    folder: Path
    passages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    edition: int | None = None
    site: Path | None = None
    templates: Path | None = None
    reason: str | None = None
    expected: Path | None = None


class WithdrawPlan(msgspec.Struct, frozen=True):
    """What would be withdrawn: passages, names in every form that their speakers have, an edition."""

    passages: tuple[str, ...]
    names: tuple[str, ...]
    edition: int | None


class Withdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a withdrawal, and what it cannot reach.

    ``deleted`` are the deleted files of the site; ``None`` if none were to be deleted. ``traces`` are files that still
    contain withdrawn words, ``misnamed`` those files and folders whose name does, ``derived`` those that a site makes
    from all its interviews: lists, feeds, search. ``elsewhere`` is where others published the interview. ``memories``
    are the files of the translation memory from which pairs were removed, ``imported`` the deleted copies of files that
    the interview was made from. ``verified`` says that history and editions
    are unaltered, ``address`` is the slug before and after, if it had to change. ``unfound`` are the names that nothing
    contained: not the folder, the site or the memory; with ``had_withdrawn``, names were withdrawn from the interview
    before, perhaps these. ``is_plain`` says that the lists of the site were written with
    the built-in templates, although it was published with the publisher's own.
    """

    folder: Folder
    deleted: tuple[Path, ...] | None
    traces: tuple[Path, ...]
    misnamed: frozenset[Path]
    derived: frozenset[Path]
    verified: bool
    address: tuple[str, str] | None
    elsewhere: tuple[Publication, ...]
    has_editions: bool
    memories: tuple[Path, ...] = ()
    imported: tuple[Path, ...] = ()
    unfound: tuple[str, ...] = ()
    had_withdrawn: bool = False
    is_plain: bool = False


def plan_withdraw(*, settings: Settings, options: WithdrawOptions, watcher: Watcher = SILENT) -> WithdrawPlan:
    """What would be withdrawn. Withdrawal cannot be undone. Nothing is written, and there are no questions.

    :raises SettingsError: if nothing is to be withdrawn, or a name has no letters
    :raises FolderError: if there is no such passage, or a page has edits that were not applied
    """
    watcher.check_cancelled()
    _refuse_nothing(options)
    folder = open_folder(options.folder)
    _refuse_unknown(folder, options.passages)
    refuse_edited(folder)
    _refuse_nameless(options.names)
    return WithdrawPlan(options.passages, _find_forms(folder.transcript, options.names), options.edition)


def withdraw(*, settings: Settings, options: WithdrawOptions, watcher: Watcher = SILENT) -> Withdrawn:
    """Withdraw, write the views again, and find what cannot be reached from here.

    :raises SettingsError: if nothing is to be withdrawn, a name has no letters, or the site has no record of its
        publisher and its feeds would be deleted
    :raises FolderError: if there is no such passage, edition or site, or a page has edits that were not applied
    :raises FormatError: if a file of the translation memory is not TMX
    """
    watcher.check_cancelled()
    _refuse_nothing(options)
    _refuse_nameless(options.names)
    if options.site is not None and not find_tops(options.site):
        raise FolderError(
            options.site, "is not a site that Dragoman wrote", "check the name; nothing has been withdrawn yet"
        )
    publisher = None
    if options.site is not None:
        publisher = find_publisher(settings, options.site, options.expected)
    directories = tuple(_find_memories(settings, options))
    unfound = tuple(_find_unfound(options, directories))
    had_withdrawn = has_redactions(disk.read(options.folder / HISTORY, LIMIT) or b"")
    imported = find_imported(options.folder)
    after, gone = rewrite_folder(options.folder, lambda folder: _withdraw(folder, options, person(settings)))
    # Unsaved typing may contain the words too. What browsers keep is out of reach.
    clear_typing(options.folder)
    editions = gone.editions
    deleted = None
    if options.site is not None and publisher is not None and editions:
        deleted = _take_off(options.site, editions, publisher, options.templates)
    memories = tuple(path for directory in directories for path in purge(directory, gone.words, gone.names))
    searched = _find_searched(options, directories)
    traces = tuple(found for place in searched for found in find_traces(place, gone.words, gone.names))
    left = load_editions(after)
    return Withdrawn(
        folder=after,
        deleted=deleted,
        traces=traces,
        misnamed=frozenset(found for found in traces if found.resolve().name in NameFinder(gone.names)),
        derived=frozenset(_find_derived(options.site, traces)) if options.site else frozenset(),
        verified=all(map(is_genuine, after.history)) and not find_breaks(left),
        address=_find_move(editions, left),
        elsewhere=gone.elsewhere,
        has_editions=bool(left),
        memories=memories,
        imported=tuple(path for path in imported if not path.exists()),
        unfound=unfound,
        had_withdrawn=had_withdrawn,
        is_plain=bool(deleted) and options.site is not None and lacks_templates(options.site, options.templates),
    )


def _find_searched(options: WithdrawOptions, memories: Sequence[Path]) -> tuple[Path, ...]:
    """The folders and files in which withdrawn words are looked for."""
    files = [file for directory in memories for file in find_memory_files(directory)]
    return (options.folder, *([options.site] if options.site else []), *files)


def _find_unfound(options: WithdrawOptions, memories: Sequence[Path]) -> Iterator[str]:
    """The names that nothing contains, in none of their forms: they are probably misspelt."""
    if not options.names:
        return
    transcript = open_folder(options.folder).transcript
    for name in options.names:
        forms = _find_forms(transcript, (name,))
        if not any(find_traces(place, (), forms) for place in _find_searched(options, memories)):
            yield name


def _find_derived(site: Path, traces: Sequence[Path]) -> Iterator[Path]:
    """The traces in files and folders that a site makes from all its interviews, and in the list of its files."""
    tops = [site / top for top in (*find_tops(site, derived=True), "index.html", "files.json")]
    return (
        found
        for found in traces
        if found != site and any(found.is_relative_to(top) or top.is_relative_to(found) for top in tops)
    )


def _find_memories(settings: Settings, options: WithdrawOptions) -> Iterator[Path]:
    """The directories of the translation memories to which the interview may have been added, each once.

    That depends on the folder in which a command ran: its settings, those of the interview, or none.
    """
    found = [find_directory(settings, None, options.folder), options.folder.resolve().parent]
    if options.expected is not None:
        found.append(options.expected.parent)
    once: dict[Path, Path] = {}
    for directory in found:
        once.setdefault(directory.resolve(), directory)
    yield from once.values()


def _take_off(
    site: Path, editions: Sequence[Edition], publisher: Publisher, templates: Path | None
) -> tuple[Path, ...]:
    """Delete an interview's pages from a site, and write the list again, which contains the title."""
    slugs = find_slugs(site, editions)
    if not slugs:
        return ()
    try:
        from dragoman.press.site import take_off
    except ModuleNotFoundError:
        # Even if pages cannot be written, nothing that was withdrawn may stay.
        return tuple(map(Path, take_down(site, *slugs, *find_tops(site, derived=True), "index.html")))
    return tuple(map(Path, take_off(site, slugs, publisher, templates)))


def _find_move(before: Sequence[Edition], after: Sequence[Edition]) -> tuple[str, str] | None:
    slugs = (find_slug(before), find_slug(after)) if before else None
    return slugs if slugs and slugs[0] != slugs[1] else None


def _refuse_nothing(options: WithdrawOptions) -> None:
    if not options.passages and not options.names and options.edition is None:
        fix = "name what to withdraw: a passage's id, a name, or an edition"
        raise SettingsError("what", None, "is missing", fix)


def _refuse_nameless(names: Sequence[str]) -> None:
    for name in names:
        if not fold_plain(name):
            raise SettingsError("NAME", name, "has no letters", "write the name as it stands in the text")


class _Gone(msgspec.Struct, frozen=True):
    """What should no longer be found anywhere, and the interview's editions and publications before.

    ``words`` are texts of passages, ``names`` are names in every form.
    """

    words: tuple[str, ...]
    names: tuple[str, ...]
    editions: tuple[Edition, ...]
    elsewhere: tuple[Publication, ...]


def _withdraw(folder: Folder, options: WithdrawOptions, author: Author) -> _Gone:
    editions, elsewhere = load_editions(folder), folder.transcript.facts.publications
    names = _find_forms(folder.transcript, options.names)
    grave = Tombstone(date=now()[:10], reason=" ".join((options.reason or "").split()) or None)
    ids = frozenset(options.passages)
    _refuse_unknown(folder, options.passages)
    words = find_words(folder, ids) if ids else ()
    # Before the history, from which the words are found: a killed run can be repeated.
    refuse_claimed(folder.path)
    forget_imported(folder.path, words, names)
    if ids:
        folder = withdraw_passages(folder, ids, grave, author)
    if names:
        withdraw_name(folder, Scrubber(NameFinder(names), grave.date))
    if options.edition is not None:
        withdraw_edition(folder, options.edition, grave)
    return _Gone(words, names, editions, elsewhere)


def _refuse_unknown(folder: Folder, ids: Sequence[str]) -> None:
    for id_ in sorted(set(ids) - find_passages(folder)) if ids else ():
        raise FolderError(folder.path, f"has no passage {id_}", "the interview's page shows the ids")


def _find_forms(transcript: Transcript, names: Sequence[str]) -> tuple[str, ...]:
    """Names in every form of their speakers, and as in slugs, which have only English letters."""
    forms = (*names, *_other_forms(transcript, names))
    slugs = (make_slug(form) or "" for form in forms)
    return tuple(dict.fromkeys((*forms, *(slug for slug in slugs if len(slug) >= _SHORTEST_SLUG))))


def _other_forms(transcript: Transcript, names: Sequence[str]) -> Iterator[str]:
    """The other forms of speakers and ledger terms that have one of these names: other scripts and orders."""
    wanted = {fold_plain(name) for name in names}
    for term in transcript.glossary:
        forms = [*term.source, *term.target, *term.seen]
        if term.kind != "term" and wanted & set(map(fold_plain, forms)):
            yield from forms
    for speaker in transcript.speakers:
        forms = [form for form in (speaker.name, speaker.name_native, speaker.sort_name) if form]
        if wanted & set(map(fold_plain, forms)):
            yield from forms
