"""The arguments of ``dragoman convert``."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.many import add_many_arguments
from dragoman.conventions.profiles import PROFILES
from dragoman.formats import find_readable, find_writable
from dragoman.transcript.sides import SideChoice
from dragoman.workflows.documents import NOTATION

__all__ = ["WRITE_SIDES", "add_arguments"]

WRITE_SIDES: dict[str, SideChoice] = {"both": "both", "original": "source", "translation": "target"}
"""The values of ``--side``."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    _add_paths(parser)
    _add_formats(parser)
    _add_reading(parser)
    parser.add_argument("--force", action="store_true", help="overwrite an existing file")
    parser.add_argument("--json", action="store_true", help="print progress and outcome as lines of JSON")
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def _add_paths(parser: argparse.ArgumentParser) -> None:
    """What is read, and what is written."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=str,
        metavar="FILE",
        help="the file, folder or two files to read, then what to write: DIR/ or a file",
    )
    parser.add_argument(
        "-o",
        "--output",
        dest="each_into",
        type=Path,
        metavar="DIR",
        help="convert each FILE into a folder of its own, below DIR",
    )
    add_many_arguments(parser, "a path to be read")
    parser.add_argument("--preview", action="store_true", help="only show how the file would be read")
    parser.add_argument(
        "--dry-run", action="store_true", help="with -o: read every file, print what would be made, and write nothing"
    )


def _add_formats(parser: argparse.ArgumentParser) -> None:
    """The form of what is read and written."""
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        help="the bracket convention (default: the publisher's; guessed when reading)",
    )
    readable, writable = (", ".join((*names, NOTATION)) for names in (find_readable(), find_writable()))
    parser.add_argument(
        "--read-as", metavar="FORMAT", help=f"the format to read (default: found from the file); one of {readable}"
    )
    parser.add_argument(
        "--write-as", metavar="FORMAT", help=f"the format to write (default: by the suffix); one of {writable}"
    )


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """What a file contains, and how its words are read."""
    parser.add_argument(
        "--source", type=int, metavar="N", help="the number of the file that holds the original, 1 or 2"
    )
    parser.add_argument(
        "--target", type=int, metavar="N", help="the number of the file that holds the translation, 1 or 2"
    )
    parser.add_argument("--from", dest="source_language", metavar="LANG", help="the language of the original")
    parser.add_argument("--to", dest="target_language", metavar="LANG", help="the language of the translation")
    parser.add_argument(
        "--as", dest="read_side", choices=("original", "translation"), help="what a file in one language is"
    )
    parser.add_argument("--side", choices=tuple(WRITE_SIDES), default="both", help="which side to write to a file")
    parser.add_argument(
        "--media",
        metavar="FILE",
        help="the recording: its file, to link it to the new interview, or its address, for times that are links",
    )
    parser.add_argument("--address", metavar="ADDRESS", help="the address of the written page, for links back to it")
    parser.add_argument("--joined", action="store_true", help="join subtitles into sentences")
    parser.add_argument("--turns", action="store_true", help="join subtitles into turns")
    parser.add_argument("--recording", metavar="NAME", help="the recording to read, if a file has several")
    parser.add_argument(
        "--encoding", metavar="NAME", help="the file's character encoding (default: found from the file)"
    )
    parser.add_argument(
        "--no-labels", action="store_true", help="do not take words before a colon for a speaker's name"
    )
    parser.add_argument(
        "--fix-punctuation",
        action="store_true",
        help="correct punctuation that a right-to-left export put on the wrong side",
    )
