"""``dragoman release``: release an edition."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from dragoman.cli.many import add_many_arguments, are_many, read_inputs, read_workers, refuse_single, run_many
from dragoman.cli.terminal import load_desk, shown, tell_rest, write_command
from dragoman.errors import SettingsError
from dragoman.folder import open_folder
from dragoman.folder.editions import find_edition_files
from dragoman.folder.views import page_path
from dragoman.press.release import CONFIDENTIAL, find_lines
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.edition import Edition
from dragoman.workflows.release import (
    ObstaclesError,
    ReleaseOptions,
    ReleasePlan,
    Verified,
    plan_release,
    release,
    verify,
)
from dragoman.workflows.release_many import ReleaseManyOptions, release_many
from dragoman.workflows.view import InterviewOptions

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "folder", type=Path, nargs="*", metavar="DIR", help="the interview's folder; several, or a folder of interviews"
    )
    add_many_arguments(parser, "an interview's path")
    parser.add_argument("--note", metavar="TEXT", help="a note for readers about this edition")
    parser.add_argument(
        "--why",
        action="append",
        default=[],
        metavar="ID=REASON",
        help="the reason for a change of a passage, a speaker or the facts",
    )
    parser.add_argument(
        "--thanks",
        action="append",
        default=[],
        metavar="ID=NAME",
        help="a reader who reported the error, as they wish to be named",
    )
    parser.add_argument(
        "--show",
        action="append",
        default=[],
        metavar="HANDLE=NAME",
        help="the name that readers see; NAME none shows the role alone",
    )
    parser.add_argument("--anyway", metavar="REASON", help="release it in spite of what blocks it")
    parser.add_argument(
        "--not-before", metavar="TIME", help="do not publish it before this time, such as 2026-05-01T06:00Z"
    )
    parser.add_argument(
        "--verify", action="store_true", help="release nothing; verify that history and editions are unchanged"
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="release nothing; print what blocks the release and what it would contain",
    )
    parser.add_argument(
        "--slug", metavar="WORDS", help="the interview's part of its pages' address; it cannot be changed later"
    )


def run(options: argparse.Namespace) -> int:
    """Release the document as the next edition, and print its changes; or release many interviews."""
    inputs = read_inputs(options.folder, options.list, name="folder")
    workers = read_workers(options.workers)
    if are_many(inputs, options.list):
        single = {"--verify": options.verify, "--slug": options.slug}
        refuse_single(single | {"--why": options.why, "--thanks": options.thanks})
        each = ReleaseManyOptions(
            inputs=inputs,
            workers=workers,
            note=options.note,
            show=_pairs("--show", options.show),
            anyway=options.anyway,
            not_before=_moment(options.not_before),
            dry_run=options.dry_run,
        )
        return run_many(
            partial(release_many, settings=load_desk({}), options=each), verb="release", quiet=False, json=False
        )
    if options.verify:
        return _print_verified(verify(settings=Settings(), options=InterviewOptions(folder=inputs[0])))
    wanted = ReleaseOptions(
        folder=inputs[0],
        note=options.note,
        why=_pairs("--why", options.why),
        thanks=_pairs("--thanks", options.thanks),
        show=_pairs("--show", options.show),
        anyway=options.anyway,
        not_before=_moment(options.not_before),
        slug=options.slug,
    )
    settings = load_desk({})
    if options.dry_run:
        refused = not (options.anyway or "").strip()
        return _print_plan(plan_release(settings=settings, options=wanted), inputs[0], refused=refused)
    try:
        done = release(settings=settings, options=wanted)
    except ObstaclesError as error:
        _print_obstacles(inputs[0], error.obstacles)
        return 2
    _print_edition(f"wrote {done.path}: edition {done.edition.number}", done.edition)
    _print_publishers(done.edition)
    tell_rest(inputs[0], done.unfinished)
    return 0


def _print_plan(plan: ReleasePlan, folder: Path, *, refused: bool) -> int:
    if plan.obstacles and refused:
        _print_obstacles(folder, plan.obstacles)
    head = f"would be edition {plan.number}, at the address {plan.draft.slug}; nothing is written"
    _print_edition(head, plan.draft)
    return 2 if plan.obstacles and refused else 0


def _print_verified(found: Verified) -> int:
    """Print the result; return 1 if a hash differs from the one in the next revision or edition."""
    for number, hash_ in found.editions:
        print(f"edition {number}: {hash_}")
    for fault in found.faults:
        print(fault, file=sys.stderr)
    if not found.faults:
        counts = f"changes: {found.changes}, editions: {len(found.editions)}"
        print(f"all verify ({counts}); compare the last hash with its page's")
    return 1 if found.faults else 0


def _print_obstacles(path: Path, obstacles: Sequence[str]) -> None:
    """Print why it is not released, and what to type."""
    lines = [f"dragoman: {path}: cannot be released: {'; '.join(obstacles)}"]
    facts = find_lines(obstacles)
    if facts:
        page = page_path(open_folder(path))
        lines.append(f"  write among the facts at the top of {page}, then run: {write_command('apply', path)}")
        lines += [f"    {fact}" for fact in facts]
    if CONFIDENTIAL in obstacles and find_edition_files(path):
        lines.append("  its earlier editions stay on a site until that is published again, which takes them off:")
        lines.append(f"    {write_command('publish', path)} -o SITE")
    if any("unsettled" in obstacle for obstacle in obstacles):
        lines.append(f"  list the problems with: {write_command('check', path)}; correct the passages,")
        lines.append(f'    or settle a problem with: {write_command("check", path)} --settle ID --reason "…"')
    lines.append('  or release it as it is with: --anyway "the reason"')
    for line in lines:
        print(shown(line), file=sys.stderr)


def _pairs(option: str, given: Sequence[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    wrong = next((text for text, (name, sign, _) in zip(given, pairs, strict=True) if not sign or not name), None)
    if wrong is not None:
        raise SettingsError(
            option, wrong, "has no = sign", "write a handle or an id before the sign, and words after it"
        )
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("--not-before", text, "is not a time", "write it as in 2026-05-01T06:00Z") from error


def _print_edition(head: str, edition: Edition) -> None:
    print(shown(head))
    for person in edition.people:
        print(shown(f"  {person.role}: {person.shown if person.shown != person.role else 'not named'}"))
    for change in edition.changes:
        print(shown(f"  {change.where}: {change.what}"))
    if edition.despite:
        print(shown(f"released in spite of this: {edition.despite}"), file=sys.stderr)


def _print_publishers(edition: Edition) -> None:
    if edition.number == 1 or not edition.changes:
        return
    for publication in edition.transcript.facts.publications:
        whom = publication.publisher or publication.address
        print(shown(f"tell {whom} of the correction: {publication.address}"))
