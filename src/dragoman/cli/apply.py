"""``dragoman apply``: take an edited page back in."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.cli.terminal import find_signer, shown
from dragoman.errors import FormatError
from dragoman.folder import Committed, Folder, Session, sign
from dragoman.folder.apply_page import Taken, take_page
from dragoman.folder.page_base import find_base, without_older
from dragoman.folder.people import find_shown
from dragoman.folder.views import is_page_of_now, page_path, refuse_edited, write_latest_views
from dragoman.formats.export import for_export
from dragoman.formats.options import ReadOptions
from dragoman.notation import Parsed, parse, serialize, serialize_text, without_unedited
from dragoman.press.credits import as_shown
from dragoman.problems import Problem, has_errors
from dragoman.transcript.document import Transcript
from dragoman.transcript.merge import Conflict, ConflictError, Intent, intend, keep_mine, keep_theirs
from dragoman.transcript.revision import Signature
from dragoman.transcript.text import Text

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
    parser.add_argument(
        "--conflicts",
        choices=("mine", "theirs"),
        help="what counts where somebody else changed it meanwhile: the page, or what is there",
    )
    parser.add_argument("--force", action="store_true", help="take the page in as it was read, in spite of errors")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Take a page in as one action; nothing is changed where the page has errors."""
    author = find_signer(options.handle, options.folder)
    with Session(options.folder) as session:
        path = options.page or page_path(session.folder)
        content = _read(path)
        by = sign(session.folder, author)
        base, taken = _take(session.folder, path, content, by, options)
        accept = {hashlib.sha256(content).hexdigest()}
        refuse_edited(session.folder, accept=accept)
        intent = intend(base, taken.revisions, by, epoch=session.epoch)
        done = _commit(session, path, intent, options.conflicts)
        write_latest_views(session, accept=accept)
    print(_summary(taken, done))
    return 0


def _take(
    folder: Folder, path: Path, content: bytes, by: Signature, options: argparse.Namespace
) -> tuple[Transcript, Taken]:
    """The document that the page was made from, and what the page changes of it."""
    page = _parse(path, content)
    base = find_base(folder, page.revision)
    page = _without_unedited(path, page, as_shown(base, find_shown(folder)))
    older: tuple[Problem, ...] = ()
    if page.revision is None and not (options.page is None and is_page_of_now(folder)):
        try:
            page, older = without_older(folder, page, by, options.conflicts)
        except ConflictError as error:
            raise _refusal(path, error.conflicts) from error
    taken = take_page(base, page, by, delete_missing=options.delete_missing)
    _judge(path, (*page.problems, *older, *taken.problems), force=options.force)
    return base, taken


def _commit(session: Session, path: Path, intent: Intent, keep: str | None) -> Committed:
    try:
        return session.commit(intent)
    except ConflictError as error:
        if keep is None:
            raise _refusal(path, error.conflicts) from error
        settle = keep_mine if keep == "mine" else keep_theirs
        return session.commit(settle(intent, error.conflicts))


def _refusal(path: Path, conflicts: Sequence[Conflict]) -> FormatError:
    """The error for a page with conflicts, which are shown."""
    for conflict in conflicts[:_MOST_SHOWN]:
        print(shown(f"{conflict.subject.replace(':', ' ')}, {conflict.field or 'as a whole'}:"), file=sys.stderr)
        if conflict.base is not None:
            print(shown(f"  it was:    {_typed(conflict.base)}"), file=sys.stderr)
        print(shown(f"  the page:  {_typed(conflict.mine)}"), file=sys.stderr)
        print(shown(f"  it is now: {_typed(conflict.theirs)}"), file=sys.stderr)
    values = "1 value was" if len(conflicts) == 1 else f"{len(conflicts)} values were"
    fault = f"was not taken in, {values} changed by somebody else meanwhile"
    fix = "apply it with --conflicts mine to put the page's in their place, or --conflicts theirs to keep those of now"
    return FormatError(path, fault, fix)


def _typed(value: Any) -> str:
    """A value as one types it."""
    if value is None:
        return "nothing"
    try:
        return serialize_text(msgspec.convert(value, Text)).replace("\n", " ")
    except msgspec.ValidationError:
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()


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


def _parse(path: Path, content: bytes) -> Parsed:
    """A page in the notation, or in a file that a word processor wrote."""
    # Only who edits in a word processor needs these.
    from dragoman.formats.office import docx, odt

    reader = {".docx": docx.read_page, ".odt": odt.read_page}.get(path.suffix.lower())
    if reader is None:
        return parse(_decode(path, content))
    page = reader(content, ReadOptions(path=str(path)))
    if page is None:
        raise FormatError(path, "is no page of an interview", "edit a file that dragoman convert DIR NAME.docx wrote")
    return page


def _without_unedited(path: Path, page: Parsed, shown_as: Transcript) -> Parsed:
    """What a page for others, or a word processor's file, leaves out of the document was not edited."""
    from dragoman.formats.office import docx

    if path.suffix.lower() in (".docx", ".odt"):
        return docx.take_edits(page, shown_as)
    return without_unedited(page, parse(serialize(for_export(shown_as))), shown_as) if page.for_others else page


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


def _summary(taken: Taken, done: Committed) -> str:
    subjects = {revision.subject for revision in done.revisions}
    parts = [
        f"{len(ids)} passage{'' if len(ids) == 1 else 's'} {verb}"
        for verb, found in (("changed", taken.changed), ("added", taken.added), ("deleted", taken.deleted))
        if (ids := [id_ for id_ in found if f"segment:{id_}" in subjects])
    ]
    if any(not subject.startswith("segment:") for subject in subjects):
        parts.append("facts or speakers changed")
    summary = ", ".join(parts) or "nothing had changed"
    if not taken.missing:
        return summary
    count = len(taken.missing)
    said = f"{count} passage{' is' if count == 1 else 's are'} not on the page and stay{'s' if count == 1 else ''}"
    return f"{summary}\n{said}; --delete-missing deletes {'it' if count == 1 else 'them'}"
