"""``dragoman relink``: link a recording to a transcript, or link recordings again after they were moved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from dragoman.cli.many import are_many, run_many
from dragoman.cli.progress import watching
from dragoman.cli.terminal import as_command, describe, load_desk, load_signer, say_signature, shown, tell_rest
from dragoman.errors import Fix, SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.relink import Relinked, RelinkOptions, relink
from dragoman.workflows.relink_many import RelinkManyOptions, relink_many

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder, or a folder of interviews")
    parser.add_argument(
        "recording",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the recording, or a folder to look for it in, however deep (default: looked for near the interview)",
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing; print which recordings were found")
    parser.add_argument(
        "--force", action="store_true", help="link a first recording although its length or times do not fit"
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Write the recording's place into the interview, and print it; or do it for each interview of a folder."""
    if are_many([options.folder], None):
        asked = RelinkManyOptions(inputs=(options.folder,), search=options.recording, dry_run=options.dry_run)
        return _run_many(load_desk({"handle": options.handle}), asked, quiet=options.quiet)
    settings = load_signer(options.handle, options.folder)
    wanted = RelinkOptions(
        folder=options.folder, recording=options.recording, dry_run=options.dry_run, force=options.force
    )
    with watching(quiet=options.quiet, json=False) as watcher:
        done = relink(settings=settings, options=wanted, watcher=watcher)
    if done.edited is not None:
        tell_rest(options.folder, done.edited.unwritten)
    for doubt in done.doubts:
        print(f"dragoman: warning: {describe(doubt)}", file=sys.stderr)
    for line in _lines(options.folder, done):
        print(shown(line))
    return 0


def _lines(folder: Path, done: Relinked) -> Iterator[str]:
    if not done.is_new and not done.hashed:
        yield f"the recording is where the folder says: {done.recording}"
    elif done.edited is None:
        yield f"the recording would be {done.recording}; nothing is written"
        if done.hashed:
            yield "its hash is not recorded, so nothing can be compared"
    elif done.is_first:
        yield f"the recording is {done.recording}"
        if not any(segment.span for segment in done.edited.folder.transcript.segments):
            yield f"no passage has a time; {as_command(_give_times(folder, done.recording))}"
    else:
        yield f"the recording is now {done.recording}"
        if done.hashed:
            yield "its hash was not recorded, so nothing was compared; it is recorded now"


def _give_times(folder: Path, recording: Path) -> Fix:
    """The command that gives passages without times theirs."""
    what = "to give them times, draft the recording with this text"
    return Fix(what, "draft", (str(recording),), {"captions": str(folder)})


def _run_many(settings: Settings, options: RelinkManyOptions, *, quiet: bool) -> int:
    """Link the recordings of all interviews in a folder; return 1 if one was not found."""
    if options.search is not None and not options.search.is_dir():
        fault = "is not a folder, and DIR contains several interviews"
        fix = "name the folder in which the recordings are, or the interview to which the file belongs"
        raise SettingsError("FILE", str(options.search), fault, fix)
    if not options.dry_run:
        say_signature(settings)
    work = partial(relink_many, settings=settings, options=options)
    return run_many(work, verb="relink", quiet=quiet, json=False)
