"""``dragoman release``: freeze an edition."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dragoman.checks import find_problems
from dragoman.cli.terminal import shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import load_editions, save_edition
from dragoman.folder.people import load_shown, save_shown
from dragoman.folder.review import record_problems
from dragoman.folder.verify import find_faults
from dragoman.press.figures import find_checkers
from dragoman.press.release import Release, find_obstacles, find_open, is_slug, make_slug, prepare_edition
from dragoman.transcript.edition import Edition, edition_hash, seal_edition

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument("--note", metavar="TEXT", help="what readers should know of this edition")
    parser.add_argument(
        "--why", action="append", default=[], metavar="ID=REASON", help="why a passage, a speaker or the facts changed"
    )
    parser.add_argument(
        "--thanks",
        action="append",
        default=[],
        metavar="ID=NAME",
        help="a reader who told of it, as they wish to be named",
    )
    parser.add_argument(
        "--show", action="append", default=[], metavar="HANDLE=NAME", help="the name to show; none shows the role alone"
    )
    parser.add_argument("--anyway", metavar="REASON", help="release it in spite of what stands in its way")
    parser.add_argument("--not-before", metavar="TIME", help="keep it unseen until then, as in 2026-05-01T06:00Z")
    parser.add_argument(
        "--verify", action="store_true", help="release nothing; see whether history and editions are as they were made"
    )
    parser.add_argument("--slug", metavar="WORDS", help="the interview's part of its pages' address; kept for good")


def run(options: argparse.Namespace) -> int:
    """Freeze the document as the next edition, and say what it changes."""
    if options.verify:
        return _verify(open_folder(options.folder))
    open_folder(options.folder)
    with locked(options.folder):
        folder = open_folder(options.folder)
        before = next(iter(reversed(load_editions(folder))), None)
        found = find_problems(folder.transcript)
        findings = record_problems(folder, found)
        unsettled = find_open(findings, found)
        obstacles = find_obstacles(folder.transcript, unsettled)
        _judge(folder, obstacles, options.anyway)
        release = _release(options, folder, before, obstacles)
        release = msgspec.structs.replace(release, checked=find_checkers(findings, release.shown))
        draft = prepare_edition(folder.transcript, unsettled, before, release)
        edition = seal_edition(draft, before, lambda: secrets.token_hex(16))
        path = save_edition(folder, edition)
        save_shown(folder, release.shown)
    _tell(path, edition)
    return 0


def _verify(folder: Folder) -> int:
    """Compute every hash again; 1 where one is not what the next revision or edition carries."""
    history, editions, faults = folder.history, load_editions(folder), find_faults(folder)
    for edition in editions:
        print(f"edition {edition.number}: {edition_hash(edition)}")
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"all verify (changes: {len(history)}, editions: {len(editions)}); compare the last hash with its page's")
    return 1 if faults else 0


def _judge(folder: Folder, obstacles: Sequence[str], anyway: str | None) -> None:
    if obstacles and not (anyway or "").strip():
        fault = f"cannot be released: {'; '.join(obstacles)}"
        raise FolderError(folder.path, fault, 'mend that, or release it with: --anyway "the reason"')


def _release(options: argparse.Namespace, folder: Folder, before: Edition | None, obstacles: Sequence[str]) -> Release:
    facts, segments = folder.transcript.facts, folder.transcript.segments
    own = make_slug(facts.title_target, facts.title) or f"interview-{segments[0].id[1:] if segments else 'empty'}"
    return Release(
        date=now()[:10],
        slug=_slug(options.slug, before, own),
        note=_line(options.note),
        reasons=_pairs("--why", options.why),
        thanks=_pairs("--thanks", options.thanks),
        shown=load_shown(folder) | _pairs("--show", options.show),
        despite=f"{_line(options.anyway)} ({'; '.join(obstacles)})" if obstacles else None,
        not_before=_moment(options.not_before),
    )


def _slug(wanted: str | None, before: Edition | None, own: str) -> str:
    if wanted is not None and not is_slug(wanted):
        raise SettingsError("--slug", wanted, "is no part of an address", "use a-z, 0-9 and single hyphens")
    kept = before.slug if before else None
    if wanted and kept and wanted != kept:
        raise SettingsError("--slug", wanted, f"is not the address of the edition before, {kept}", "leave it out")
    return wanted or kept or own


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    wrong = next((text for text, (name, sign, _) in zip(given, pairs, strict=True) if not sign or not name), None)
    if wrong is not None:
        raise SettingsError(option, wrong, "has no = in it", "put a handle or an id before the sign, words behind it")
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}


def _moment(text: str | None) -> str | None:
    """The moment in UTC; a time without a zone is taken for UTC."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("--not-before", text, "is no time", "write it as in 2026-05-01T06:00Z") from error
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tell(path: Path, edition: Edition) -> None:
    print(f"wrote {path}: edition {edition.number}")
    for change in edition.changes:
        print(shown(f"  {change.where}: {change.what}"))
    if edition.number != 1 and edition.changes:
        for publication in edition.transcript.facts.publications:
            print(
                shown(f"tell {publication.publisher or publication.address} of the correction: {publication.address}")
            )
    if edition.despite:
        print(shown(f"released in spite of this: {edition.despite}"), file=sys.stderr)
