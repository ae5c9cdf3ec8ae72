"""``dragoman name``: give speakers their names."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, Session, open_folder
from dragoman.folder.views import refuse_edited, write_latest_views
from dragoman.transcript import edit
from dragoman.transcript.document import Speaker, Transcript, display_name
from dragoman.transcript.revision import Revision, Signature, apply, regroup

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="S1=NAME",
        help='what stands before the words, S1="The host", and who it is behind a bar: S1="The host | Ana Ruiz"',
    )
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Name speakers in one action, or list them where none is named."""
    folder = open_folder(options.folder)
    if options.names:
        wanted = [_read(word) for word in options.names]
        author = find_signer(options.handle, options.folder)
        with Session(options.folder) as session:
            refuse_edited(session.folder)
            session.edit(lambda now, by: _rename(options.folder, now, wanted, by), author)
            write_latest_views(session)
            folder = session.folder
    _list(folder)
    return 0


def _read(word: str) -> tuple[str, str, str | None]:
    """Speaker, label and full name of ``S1=label | name``."""
    speaker, equals, names = word.partition("=")
    label, _, name = (part.strip() for part in names.partition("|"))
    if not equals or not speaker.strip() or not label:
        raise SettingsError("name", word, "names nobody", 'write it as S1="The host"')
    return speaker.strip(), " ".join(label.split()), " ".join(name.split()) or None


def _rename(
    path: Path, transcript: Transcript, wanted: Sequence[tuple[str, str, str | None]], by: Signature
) -> tuple[Revision, ...]:
    now = transcript
    revisions: list[Revision] = []
    for said, label, name in wanted:
        renamed = edit.rename_speaker(now, _find(path, transcript, said).id, label, by, name=name)
        revisions += renamed
        now = apply(now, renamed)
    return regroup(revisions, by)


def _find(path: Path, transcript: Transcript, said: str) -> Speaker:
    """By id, else by what stands before the words now."""
    speakers = transcript.speakers
    found = [s for s in speakers if s.id == said] or [s for s in speakers if display_name(s) == said]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{speaker.id} ({display_name(speaker)})" for speaker in speakers) or "none"
    fault = f"has several speakers called {said}" if found else f"has no speaker {said}"
    raise FolderError(path, fault, f"its speakers are {there}")


def _list(folder: Folder) -> None:
    passages = Counter(segment.speaker for segment in folder.transcript.segments)
    for speaker in folder.transcript.speakers:
        name = f" ({speaker.name})" if speaker.name and speaker.name != display_name(speaker) else ""
        print(shown(f"{speaker.id}  {display_name(speaker)}{name}  {passages[speaker.id]} passages"))
    if passages[None]:
        print(f"?   nobody known  {passages[None]} passages")
