"""``dragoman apply``: take an edited page back in."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.cli.terminal import find_signer, shown, tell_rest
from dragoman.errors import FormatError
from dragoman.folder import Folder, commit, locked, open_folder, sign
from dragoman.folder.apply_page import Taken, take_page
from dragoman.folder.views import page_path, refuse_edited, write_rest
from dragoman.formats.options import ReadOptions
from dragoman.notation import Parsed, parse
from dragoman.problems import Problem, has_errors
from dragoman.transcript.document import Transcript

__all__ = ["add_arguments", "run"]

_LARGEST = 1 << 26
_MOST_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "page",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="the edited page, also as DOCX; the folder's own unless given",
    )
    parser.add_argument("--delete-missing", action="store_true", help="delete the passages that are not on the page")
    parser.add_argument("--force", action="store_true", help="take the page in as it was read, in spite of errors")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Take a page in as one action; nothing is changed where the page has errors."""
    author = find_signer(options.handle, options.folder)
    open_folder(options.folder)
    with locked(options.folder):
        folder = open_folder(options.folder)
        path = options.page or page_path(folder)
        content = _read(path)
        parsed = _parse(path, content, folder.transcript)
        taken = take_page(folder.transcript, parsed, sign(folder, author), delete_missing=options.delete_missing)
        _judge(path, (*parsed.problems, *taken.problems), force=options.force)
        accept = {hashlib.sha256(content).hexdigest()}
        refuse_edited(folder, accept=accept)
        after = commit(folder, taken.revisions)
        tell_rest(folder.path, write_rest(after, accept=accept)[1], taken_in=options.page is None)
    print(_summary(folder, taken))
    return 0


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise FormatError(path, f"cannot be read ({reason})", "dragoman view DIR writes a page to type on") from error
    if len(content) > _LARGEST:
        raise FormatError(path, "is far too large for a page", "look whether it is the right file")
    return content


def _parse(path: Path, content: bytes, transcript: Transcript) -> Parsed:
    """What was edited on a page: in the notation, or as a file that a word processor wrote."""
    # Only who edits in a word processor needs these.
    from dragoman.formats.office import docx, odt

    reader = {".docx": docx.read_page, ".odt": odt.read_page}.get(path.suffix.lower())
    if reader is None:
        return parse(_decode(path, content))
    page = reader(content, ReadOptions(path=str(path)))
    if page is None:
        raise FormatError(path, "is no page of an interview", "edit a file that dragoman convert DIR NAME.docx wrote")
    return docx.take_edits(page, transcript)


def _decode(path: Path, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FormatError(path, "is not UTF-8 text", "save it as UTF-8", line=line) from error


def _judge(path: Path, problems: Sequence[Problem], *, force: bool) -> None:
    """Show the problems; errors stop here unless forced."""
    for problem in problems[:_MOST_SHOWN]:
        place = "".join(f":{part}" for part in (problem.where.line, problem.where.column) if part is not None)
        print(shown(f"{path}{place}: {problem.severity}: {problem.message} [{problem.code}]"), file=sys.stderr)
    if len(problems) > _MOST_SHOWN:
        print(f"… and {len(problems) - _MOST_SHOWN} more", file=sys.stderr)
    if has_errors(tuple(problems)) and not force:
        count = sum(problem.severity == "error" for problem in problems)
        fault = f"was not taken in, it has {count} error{'' if count == 1 else 's'}"
        raise FormatError(path, fault, "mend what is named above, or use --force to take it in as it was read")


def _summary(folder: Folder, taken: Taken) -> str:
    parts = [
        f"{len(ids)} passage{'' if len(ids) == 1 else 's'} {verb}"
        for verb, ids in (("changed", taken.changed), ("added", taken.added), ("deleted", taken.deleted))
        if ids
    ]
    if any(not revision.subject.startswith("segment:") for revision in taken.revisions):
        parts.append("facts or speakers changed")
    summary = ", ".join(parts) or "nothing had changed"
    if not taken.missing:
        return summary
    count = len(taken.missing)
    said = f"{count} passage{' is' if count == 1 else 's are'} not on the page and stay{'s' if count == 1 else ''}"
    return f"{summary}\n{said}; --delete-missing deletes {'it' if count == 1 else 'them'}"
