"""``dragoman relink``: link a recording to a transcript, or after it was moved."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.cli.terminal import as_command, describe, load_signer, shown, tell_rest
from dragoman.errors import Fix
from dragoman.workflows.relink import Relinked, RelinkOptions, relink

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "recording", nargs="?", type=Path, metavar="FILE", help="the recording (default: looked for near the folder)"
    )
    parser.add_argument(
        "--force", action="store_true", help="link a first recording although its length or times do not fit"
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Write the recording's place into the interview, and print it."""
    settings = load_signer(options.handle, options.folder)
    wanted = RelinkOptions(folder=options.folder, recording=options.recording, force=options.force)
    done = relink(settings=settings, options=wanted)
    tell_rest(options.folder, done.edited.unwritten)
    for doubt in done.doubts:
        print(f"dragoman: warning: {describe(doubt)}", file=sys.stderr)
    if done.is_first:
        print(shown(f"the recording is {done.recording}"))
        _say_times(options.folder, done)
        return 0
    if not done.edited.committed.revisions:
        print(shown(f"the recording is where the folder says: {done.recording}"))
        return 0
    print(shown(f"the recording is now {done.recording}"))
    if done.hashed:
        print("its hash was not recorded, so nothing was compared; it is recorded now")
    return 0


def _say_times(folder: Path, done: Relinked) -> None:
    """Say what to type if no passage has a time at which it could be played."""
    if any(segment.span for segment in done.edited.folder.transcript.segments):
        return
    fix = Fix(
        "to give them times, draft the recording with this text",
        "draft",
        (str(done.recording),),
        {"captions": str(folder)},
    )
    print(shown(f"no passage has a time; {as_command(fix)}"))
