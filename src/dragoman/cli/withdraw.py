"""``dragoman withdraw``: take a passage, a name or an edition out of everything that was written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import load_editions
from dragoman.folder.leaks import find_traces
from dragoman.folder.redact_name import Scrubber, name_pattern
from dragoman.folder.views import refuse_edited, write_views
from dragoman.folder.withdrawal import find_words, withdraw_edition, withdraw_name, withdraw_passages
from dragoman.press.site_model import find_slug
from dragoman.press.site_writer import take_down
from dragoman.transcript.document import Author, Tombstone
from dragoman.transcript.ids import is_segment_id

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("what", nargs="*", metavar="ID|NAME", help="ids of passages, or names in every spelling")
    parser.add_argument("--edition", type=int, metavar="N", help="a whole edition")
    parser.add_argument("--site", type=Path, metavar="SITE", help="take the interview's pages off this site as well")
    parser.add_argument("--reason", metavar="WHY", help="why, as readers may know it")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Withdraw it, write the views again, and name what cannot be reached from here."""
    author = find_signer(options.handle, options.folder)
    if not options.what and options.edition is None:
        raise SettingsError("ID|NAME", None, "is missing", "say what to withdraw: a passage's id, a name, or --edition")
    editions = load_editions(open_folder(options.folder))
    with locked(options.folder):
        folder = open_folder(options.folder)
        refuse_edited(folder)
        words = _withdraw(folder, options, author)
        after = open_folder(options.folder)
        write_views(after)
        # Once more, so that not even the hash of the old views is kept.
        write_views(after)
    if options.site is not None and editions:
        # The list goes too, for it has the title.
        gone = take_down(options.site, find_slug(editions), "index.html")
        print(f"deleted {len(gone)} files of {options.site}")
    _tell(after, words, [options.folder, *([options.site] if options.site else [])])
    return 0


def _withdraw(folder: Folder, options: argparse.Namespace, author: Author) -> tuple[str, ...]:
    """What was withdrawn, in words that should be found nowhere any more."""
    grave = Tombstone(date=now()[:10], reason=" ".join((options.reason or "").split()) or None)
    ids = frozenset(word for word in options.what if is_segment_id(word))
    names = [word for word in options.what if not is_segment_id(word)]
    words: tuple[str, ...] = ()
    if ids:
        _refuse_unknown(folder, ids)
        words += find_words(folder, ids)
        folder = withdraw_passages(folder, ids, grave, author)
    if names:
        forms = (*names, *_other_forms(folder, names))
        words += forms
        withdraw_name(folder, Scrubber(name_pattern(forms), grave.date))
    if options.edition is not None:
        withdraw_edition(folder, options.edition, grave)
    return words


def _refuse_unknown(folder: Folder, ids: frozenset[str]) -> None:
    known = {segment.id for segment in folder.transcript.segments}
    for id_ in sorted(ids - known):
        raise FolderError(folder.path, f"has no passage {id_}", "look on its page for the id")


def _other_forms(folder: Folder, names: Sequence[str]) -> Iterator[str]:
    """The names in other scripts and orders of the speakers who are called one of these."""
    wanted = {name.casefold() for name in names}
    for speaker in folder.transcript.speakers:
        forms = [form for form in (speaker.name, speaker.name_native, speaker.sort_name) if form]
        if wanted & {form.casefold() for form in forms}:
            yield from forms


def _tell(folder: Folder, words: Sequence[str], searched: Sequence[Path]) -> None:
    print("withdrawn; what is left verifies")
    for path in (found for place in searched for found in find_traces(place, words)):
        print(shown(f"still holds it, delete or mend it: {path}"))
    for publication in folder.transcript.facts.publications:
        print(shown(f"out of reach: {publication.address}"))
    if load_editions(folder):
        print("write the site again with: dragoman publish")
    print("out of reach: the recording itself, copies of this folder, backups, sent mail, web archives and")
    print("  search engines, what readers have saved")
