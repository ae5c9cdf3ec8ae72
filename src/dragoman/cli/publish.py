"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from dragoman.cli.many import read_inputs, run_many
from dragoman.cli.outcomes import say_failures
from dragoman.cli.progress import watching
from dragoman.cli.terminal import as_command, load_desk, shown
from dragoman.errors import with_fixes
from dragoman.settings.dragoman_toml import find_settings
from dragoman.workflows.publish import PublishOptions, publish
from dragoman.workflows.publish_many import PublishManyOptions, publish_many
from dragoman.workflows.publish_notes import find_notes
from dragoman.workflows.publish_plan import PublishPlan, PublishPlanOptions, WouldPublish, plan_publish

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "interviews", type=Path, nargs="*", metavar="DIR", help="an interview or a folder of interviews, or several"
    )
    parser.add_argument("--list", metavar="FILE", help="a file with one path per line; - is standard input")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument(
        "--media",
        choices=("none", "link", "copy"),
        default="none",
        help="link: times link to the recording's address; copy: publish a copy of its sound (default: none)",
    )
    parser.add_argument("--verify", action="store_true", help="read every edition again, even if no file has changed")
    parser.add_argument("--quiet", action="store_true", help="show no progress, and name no files")
    parser.add_argument("--nested", action="store_true", help="include interviews in folders further below")
    parser.add_argument("--whole", action="store_true", help="check every file, even if nothing has changed")
    parser.add_argument("--site", metavar="ADDRESS", help="the site's address, such as https://example.org/interviews")
    parser.add_argument(
        "--interface",
        metavar="LANG",
        help="the language of the pages' own words: ar, en or fa (default: the translation's)",
    )
    parser.add_argument(
        "--templates", type=Path, metavar="FOLDER", help="the folder of your own templates, style and script"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing; print which interviews are new or have new editions"
    )
    parser.add_argument("--zip", type=Path, metavar="FILE", help="also write the whole site into a zip file")


def run(options: argparse.Namespace) -> int:
    """Gather the editions, then write what has changed; everything else on the site stays.

    Return 1 if the sound of an interview could not be copied.
    """
    inputs = read_inputs(options.interviews, options.list, name="interviews")
    settings = load_desk({"site": options.site, "interface": options.interface}, inputs)
    wanted = PublishOptions(
        interviews=inputs[0],
        site=options.output,
        nested=options.nested,
        media=options.media,
        whole=options.whole,
        verify=options.verify,
        templates=options.templates,
        zip=options.zip,
        expected=next(filter(None, map(find_settings, inputs)), None),
    )
    if options.dry_run:
        with watching(quiet=options.quiet, json=False) as watcher:
            plan = plan_publish(
                settings=settings, options=PublishPlanOptions(inputs=inputs, each=wanted), watcher=watcher
            )
        return _print_plan(plan)
    if len(inputs) > 1 or options.list is not None:
        asked = PublishManyOptions(inputs=inputs, each=wanted)
        return run_many(
            partial(publish_many, settings=settings, options=asked), verb="publish", quiet=options.quiet, json=False
        )
    with watching(quiet=options.quiet, json=False) as watcher:
        done = publish(settings=settings, options=wanted, watcher=watcher)
    for path, is_there in () if options.quiet else done.changed:
        print(shown(f"{'wrote' if is_there else 'deleted'} {path}"))
    count = f"{done.interviews} interview{'' if done.interviews == 1 else 's'}"
    print(f"{count}, {len(done.changed)} file{'' if len(done.changed) == 1 else 's'} changed")
    if options.zip is not None:
        print(shown(f"wrote {options.zip}"))
    for note in find_notes(settings, done):
        print(shown(f"dragoman: {note.severity}: {with_fixes(note.says, note.fixes, as_command)}"), file=sys.stderr)
    return 1 if done.silent else 0


def _print_plan(plan: PublishPlan) -> int:
    """Print what would be published; return 1 if something could not be, or only without its sound."""
    for one in plan.interviews:
        print(shown(_say(one)))
        if one.no_sound is not None:
            said = with_fixes(f"{one.slug} would have no sound: {one.no_sound.fault}", one.no_sound.fixes, as_command)
            print(shown(f"dragoman: warning: {said}"), file=sys.stderr)
    say_failures(plan.failed, "failed")
    for path in plan.unreleased:
        print(shown(f"not released: {path}"))
    counts = Counter(one.change for one in plan.interviews)
    listed = [f"{counts[change]} {change}" for change in ("new", "changed", "unchanged", "held back")]
    listed += [f"{counts['confidential']} confidential"] if counts["confidential"] else []
    listed += [f"{len(plan.failed)} failed", f"{len(plan.unreleased)} not released"]
    print(f"{', '.join(listed)}; nothing is written")
    return 1 if plan.failed or any(one.no_sound for one in plan.interviews) else 0


def _say(one: WouldPublish) -> str:
    replaced = f", replaces edition {one.before}" if one.before is not None and one.before != one.number else ""
    if one.change == "confidential":
        done = "it would be deleted from the site" if one.before is not None else "it is not published"
        return f"confidential: {one.folder}: {done}"
    edition = "" if one.slug is None else f": {one.slug}, edition {one.number}{replaced}"
    return f"{one.change}: {one.folder}{edition}"
