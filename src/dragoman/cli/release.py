"""``dragoman release``: freeze an edition."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dragoman.checks import find_problems
from dragoman.cli.terminal import load_desk, shown
from dragoman.errors import FolderError, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import load_editions, refuse_breaks, save_edition
from dragoman.folder.people import find_shown, load_shown, save_shown
from dragoman.folder.review import record_problems
from dragoman.folder.verify import find_faults
from dragoman.folder.views import page_path, refuse_edited, write_views
from dragoman.press.changes import correction_id, find_additions
from dragoman.press.credits import find_reviewers
from dragoman.press.figures import find_checkers
from dragoman.press.release import (
    Release,
    find_lines,
    find_obstacles,
    find_open,
    is_same,
    is_slug,
    make_slug,
    prepare_edition,
)
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
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="freeze nothing; say what is in the way and what it would be",
    )
    parser.add_argument("--slug", metavar="WORDS", help="the interview's part of its pages' address; kept for good")


def run(options: argparse.Namespace) -> int:
    """Freeze the document as the next edition, and say what it changes."""
    if options.verify:
        return _verify(open_folder(options.folder))
    open_folder(options.folder)
    with locked(options.folder):
        folder = open_folder(options.folder)
        editions = load_editions(folder)
        refuse_breaks(folder.path, editions)
        refuse_edited(folder)
        before = editions[-1] if editions else None
        found = find_problems(folder.transcript)
        findings = record_problems(folder, found)
        unsettled = find_open(findings, found)
        obstacles = find_obstacles(folder.transcript, unsettled)
        refused = bool(obstacles) and not _line(options.anyway)
        if refused:
            _refuse(folder, obstacles)
            if not options.dry_run:
                return 2
        release = _release(options, folder, before, obstacles)
        release = msgspec.structs.replace(release, checked=find_checkers(findings, release.shown))
        draft = _with_additions(prepare_edition(folder.transcript, unsettled, before, release), editions, release)
        if before is not None and is_same(before, draft):
            fix = 'nothing is released; a reason for a correction that has none: --why ID="…"'
            raise FolderError(folder.path, f"has not changed since edition {before.number}", fix)
        if options.dry_run:
            _tell(f"would be edition {len(editions) + 1}, at the address {draft.slug}; nothing is written", draft)
            return 2 if refused else 0
        edition = seal_edition(draft, before, lambda: secrets.token_hex(16))
        path = save_edition(folder, edition)
        _tell(f"wrote {path}: edition {edition.number}", edition)
        _tell_publishers(edition)
        _keep(folder, _pairs("--show", options.show))
    return 0


def _with_additions(draft: Edition, editions: Sequence[Edition], release: Release) -> Edition:
    """The edition with the reasons and thanks that are about corrections of earlier editions."""
    own = set(map(correction_id, draft.changes))
    reasons, thanks = ({i: t for i, t in said.items() if i not in own} for said in (release.reasons, release.thanks))
    try:
        additions = find_additions(editions, reasons, thanks, release.date)
    except LookupError as error:
        option = "--why" if error.args[0] in reasons else "--thanks"
        corrected = ", ".join(sorted(own | {correction_id(change) for one in editions for change in one.changes}))
        fault = "names no correction, or one that has this already"
        raise SettingsError(option, error.args[0], fault, f"corrected are: {corrected or 'none'}") from error
    return msgspec.structs.replace(draft, changes=(*draft.changes, *additions))


def _keep(folder: Folder, shown_now: dict[str, str]) -> None:
    """What follows on an edition that is frozen: who is shown how, and views that name it. It cannot fail any more."""
    try:
        if shown_now:
            save_shown(folder, load_shown(folder) | shown_now)
        write_views(folder)
    except (FolderError, OSError) as error:
        again = f"the edition stands; write its views with: dragoman view {folder.path}"
        print(shown(f"dragoman: warning: {error}; {again}"), file=sys.stderr)


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


def _refuse(folder: Folder, obstacles: Sequence[str]) -> None:
    """Say why it is not released, and what to type where."""
    page, here = page_path(folder), folder.path
    lines = [f"dragoman: {here}: cannot be released: {'; '.join(obstacles)}"]
    facts = find_lines(obstacles)
    if facts:
        lines.append(f"  write among the facts at the top of {page}, then run: dragoman apply {here}")
        lines += [f"    {fact}" for fact in facts]
    if any("unsettled" in obstacle for obstacle in obstacles):
        lines.append(f"  list the problems with: dragoman check {here}; correct the passages,")
        lines.append(f'    or settle a problem with: dragoman check {here} --settle ID --reason "…"')
    lines.append('  or release it as it is with: --anyway "the reason"')
    for line in lines:
        print(shown(line), file=sys.stderr)


def _release(options: argparse.Namespace, folder: Folder, before: Edition | None, obstacles: Sequence[str]) -> Release:
    facts, segments = folder.transcript.facts, folder.transcript.segments
    own = make_slug(facts.title_target, facts.title) or f"interview-{segments[0].id[1:] if segments else 'empty'}"
    return Release(
        date=now()[:10],
        slug=_slug(options.slug, before, own),
        note=_line(options.note),
        reasons=_pairs("--why", options.why),
        thanks=_pairs("--thanks", options.thanks),
        shown=_shown(folder, _pairs("--show", options.show)),
        reviewers=find_reviewers(folder.transcript, folder.history),
        despite=f"{_line(options.anyway)} ({'; '.join(obstacles)})" if obstacles else None,
        not_before=_moment(options.not_before),
    )


def _shown(folder: Folder, said: Mapping[str, str]) -> dict[str, str]:
    """Who is shown how: as said now, else as before, else by the name in the settings."""
    settings = load_desk({})
    names = find_shown(folder, said)
    if settings.handle and settings.person:
        names = {settings.handle: settings.person} | names
        # Who hides behind the role is not to be found under the name either.
        if not names[settings.handle]:
            names.setdefault(settings.person, "")
    return names


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


def _tell(head: str, edition: Edition) -> None:
    print(shown(head))
    for person in edition.people:
        print(shown(f"  {person.role}: {person.shown if person.shown != person.role else 'not named'}"))
    for change in edition.changes:
        print(shown(f"  {change.where}: {change.what}"))
    if edition.despite:
        print(shown(f"released in spite of this: {edition.despite}"), file=sys.stderr)


def _tell_publishers(edition: Edition) -> None:
    if edition.number == 1 or not edition.changes:
        return
    for publication in edition.transcript.facts.publications:
        whom = publication.publisher or publication.address
        print(shown(f"tell {whom} of the correction: {publication.address}"))
