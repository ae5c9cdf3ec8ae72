"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from dragoman.cli.many import read_inputs, run_many
from dragoman.cli.progress import watching
from dragoman.cli.terminal import load_desk, shown
from dragoman.workflows.publish import Published, PublishOptions, publish
from dragoman.workflows.publish_many import PublishManyOptions, publish_many

__all__ = ["add_arguments", "run"]

# The most interviews with open problems, and pages with dead links, that are named; more are counted.
_MOST_NAMED = 20


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
    parser.add_argument("--zip", type=Path, metavar="FILE", help="also write the whole site into a zip file")


def run(options: argparse.Namespace) -> int:
    """Gather the editions, then write what has changed. Everything else on the site stays."""
    inputs = read_inputs(options.interviews, options.list, name="interviews")
    settings = load_desk({"site": options.site, "interface": options.interface})
    wanted = PublishOptions(
        interviews=inputs[0],
        site=options.output,
        nested=options.nested,
        media=options.media,
        whole=options.whole,
        verify=options.verify,
        templates=options.templates,
        zip=options.zip,
    )
    if len(inputs) > 1 or options.list is not None:
        asked = PublishManyOptions(inputs=inputs, each=wanted)
        return run_many(partial(publish_many, settings=settings, options=asked), quiet=options.quiet, json=False)
    with watching(quiet=options.quiet, json=False) as watcher:
        done = publish(settings=settings, options=wanted, watcher=watcher)
    for path, is_there in () if options.quiet else done.changed:
        print(shown(f"{'wrote' if is_there else 'deleted'} {path}"))
    count = f"{done.interviews} interview{'' if done.interviews == 1 else 's'}"
    print(f"{count}, {len(done.changed)} file{'' if len(done.changed) == 1 else 's'} changed")
    if options.zip is not None:
        print(shown(f"wrote {options.zip}"))
    if settings.takedown is None:
        where = f"below [site] in {settings.file}" if settings.file else "below [site] in dragoman.toml (dragoman init)"
        fix = f'write takedown = "errors@example.org" {where}, and publish again'
        print(
            shown(f"dragoman: note: the pages have no address for reporting errors and requesting removal; {fix}"),
            file=sys.stderr,
        )
    _tell_open(done)
    for path in done.unlisted:
        warning = f"{path} is not in the list of interviews; publish it again from its folder"
        print(shown(f"dragoman: warning: {warning}"), file=sys.stderr)
    return 0


def _tell_open(done: Published) -> None:
    """Print what readers will find: problems that were open at a release, and dead links."""
    for slug, counts in list(done.unsettled.items())[:_MOST_NAMED]:
        problems = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
        print(shown(f"dragoman: note: {slug} was released with open problems: {problems}"), file=sys.stderr)
    _tell_rest(len(done.unsettled), "interviews were released with open problems")
    for page, links in list(done.dead.items())[:_MOST_NAMED]:
        print(shown(f"dragoman: warning: {page} has links that lead nowhere: {', '.join(links)}"), file=sys.stderr)
    _tell_rest(len(done.dead), "pages have links that lead nowhere")


def _tell_rest(count: int, what: str) -> None:
    if count > _MOST_NAMED:
        print(f"dragoman: note: {count} {what}", file=sys.stderr)
