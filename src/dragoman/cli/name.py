"""``dragoman name``: give speakers their names."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown, tell_rest
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import display_name
from dragoman.workflows.edit import NameOptions, Naming, name_speakers
from dragoman.workflows.view import Cast, InterviewOptions, count_passages, list_speakers

__all__ = ["add_arguments", "print_cast", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "names",
        nargs="*",
        metavar="S1=NAME",
        help='what stands before the words, S1="The host", and who it is behind a bar: S1="The host | Ana Ruiz"',
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Name speakers in one action, or list them if none is named."""
    if not options.names:
        print_cast(list_speakers(settings=Settings(), options=InterviewOptions(folder=options.folder)))
        return 0
    names = tuple(_read(word) for word in options.names)
    settings = load_signer(options.handle, options.folder)
    edited = name_speakers(settings=settings, options=NameOptions(folder=options.folder, names=names))
    tell_rest(options.folder, edited.unwritten)
    print_cast(count_passages(edited.folder))
    return 0


def _read(word: str) -> Naming:
    """Read ``S1=label | name``."""
    speaker, equals, names = word.partition("=")
    label, _, name = (part.strip() for part in names.partition("|"))
    if not equals or not speaker.strip() or not label:
        raise SettingsError("name", word, "names no speaker", 'write it as S1="The host"')
    return Naming(speaker.strip(), " ".join(label.split()), " ".join(name.split()) or None)


def print_cast(cast: Cast) -> None:
    """Print the speakers, each with the number of their passages."""
    for speaker, passages in cast.speakers:
        name = f" ({speaker.name})" if speaker.name and speaker.name != display_name(speaker) else ""
        print(shown(f"{speaker.id}  {display_name(speaker)}{name}  {_count(passages)}"))
    if cast.unknown:
        print(f"?   nobody known  {_count(cast.unknown)}")


def _count(passages: int) -> str:
    return f"{passages or 'no'} {'passages' if passages > 1 else 'passage'}"
