"""``dragoman withdraw``: take a passage, a name or an edition out of everything that was written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import load_editions
from dragoman.folder.leaks import find_traces
from dragoman.folder.redact_name import Scrubber
from dragoman.folder.views import refuse_edited, write_views
from dragoman.folder.withdrawal import find_passages, find_words, withdraw_edition, withdraw_name, withdraw_passages
from dragoman.language.finding import NameFinder, fold_plain
from dragoman.press.release import make_slug
from dragoman.press.site_model import find_slug
from dragoman.press.site_writer import take_down
from dragoman.transcript.document import Author, Tombstone
from dragoman.transcript.edition import find_breaks
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.revision import is_genuine

__all__ = ["add_arguments", "run"]

_SHORTEST_SLUG = 4


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("what", nargs="*", metavar="ID|NAME", help="ids of passages, or names in every spelling")
    parser.add_argument("--edition", type=int, metavar="N", help="a whole edition")
    parser.add_argument("--site", type=Path, metavar="SITE", help="take the interview's pages off this site as well")
    parser.add_argument("--reason", metavar="WHY", help="why, as readers may know it")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


class _Withdrawn(NamedTuple):
    """What should be found nowhere any more: passages, and names in all their forms."""

    passages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def run(options: argparse.Namespace) -> int:
    """Withdraw it, write the views again, and name what cannot be reached from here; 1 where words of it are left."""
    author = find_signer(options.handle, options.folder)
    if not options.what and options.edition is None:
        raise SettingsError("ID|NAME", None, "is missing", "say what to withdraw: a passage's id, a name, or --edition")
    open_folder(options.folder)
    with locked(options.folder):
        before = open_folder(options.folder)
        editions = load_editions(before)
        refuse_edited(before)
        gone = _withdraw(before, options, author)
        after = open_folder(options.folder)
        write_views(after)
        # Once more, so that not even the hash of the old views is kept.
        write_views(after)
    if options.site is not None and editions:
        # The list goes too, for it has the title.
        files = take_down(options.site, find_slug(editions), "index.html")
        print(f"deleted {len(files)} files of {options.site}")
    slug = find_slug(editions) if editions else None
    return _tell(before, after, slug, gone, [options.folder, *([options.site] if options.site else [])])


def _withdraw(folder: Folder, options: argparse.Namespace, author: Author) -> _Withdrawn:
    """What was withdrawn."""
    grave = Tombstone(date=now()[:10], reason=" ".join((options.reason or "").split()) or None)
    ids = frozenset(word for word in options.what if is_segment_id(word))
    names = [word for word in options.what if not is_segment_id(word)]
    _refuse_nameless(names)
    words: tuple[str, ...] = ()
    forms = _forms([*names, *_other_forms(folder, names)]) if names else ()
    if ids:
        _refuse_unknown(folder, ids)
        words = find_words(folder, ids)
        folder = withdraw_passages(folder, ids, grave, author)
    if forms:
        withdraw_name(folder, Scrubber(NameFinder(forms), grave.date))
    if options.edition is not None:
        withdraw_edition(folder, options.edition, grave)
    return _Withdrawn(words, forms)


def _refuse_nameless(names: Sequence[str]) -> None:
    for name in names:
        if not fold_plain(name):
            raise SettingsError("NAME", name, "has no letters", "write the name as it stands in the text")


def _refuse_unknown(folder: Folder, ids: frozenset[str]) -> None:
    for id_ in sorted(ids - find_passages(folder)):
        raise FolderError(folder.path, f"has no passage {id_}", "look on its page for the id")


def _forms(names: Sequence[str]) -> tuple[str, ...]:
    """The names, and what an address made of one says, which has no letters but those of English."""
    slugs = (make_slug(name) or "" for name in names)
    return tuple(dict.fromkeys((*names, *(slug for slug in slugs if len(slug) >= _SHORTEST_SLUG))))


def _other_forms(folder: Folder, names: Sequence[str]) -> Iterator[str]:
    """The names in other scripts and orders of the speakers who are called one of these."""
    wanted = {fold_plain(name) for name in names}
    for speaker in folder.transcript.speakers:
        forms = [form for form in (speaker.name, speaker.name_native, speaker.sort_name) if form]
        if wanted & set(map(fold_plain, forms)):
            yield from forms


def _tell(before: Folder, after: Folder, slug: str | None, gone: _Withdrawn, searched: Sequence[Path]) -> int:
    """Say what was done, what is left and what is out of reach; 1 where the words are still there."""
    editions = load_editions(after)
    breaks = find_breaks(editions)
    sound = all(map(is_genuine, after.history)) and not breaks
    print("withdrawn; what is left verifies" if sound else "withdrawn; look at what is left: dragoman release --verify")
    left = [found for place in searched for found in find_traces(place, gone.passages, gone.names)]
    for path in left:
        fix = "its name holds it, rename it" if path.name in NameFinder(gone.names) else "delete or correct it"
        print(shown(f"still holds it, {fix}: {path}"))
    if left:
        print(f"not gone yet: {_count(left)} named above; run this again when that is done")
    for publication in before.transcript.facts.publications:
        print(shown(f"out of reach: {publication.address}"))
    if editions:
        print("write the site again with: dragoman publish")
        _tell_address(slug, find_slug(editions))
    print("out of reach: the recording itself, copies of this folder, backups, sent mail, web archives and")
    print("  search engines, what readers have saved")
    return 1 if left or not sound else 0


def _tell_address(old: str | None, new: str) -> None:
    if new != old:
        print(f"the address of its pages held it, and is {new} from now on; dragoman unpublish {old} -o SITE")


def _count(paths: Sequence[Path]) -> str:
    return f"{len(paths)} {'place' if len(paths) == 1 else 'places'}"
