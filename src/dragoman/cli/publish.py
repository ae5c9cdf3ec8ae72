"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.cli.progress import watching
from dragoman.cli.terminal import load_desk, shown
from dragoman.workflows.publish import Published, PublishOptions, publish

__all__ = ["add_arguments", "run"]

# Of interviews with open problems, and of pages with links that lead nowhere: where there are more, they are counted.
_MOST_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("interviews", type=Path, metavar="DIR", help="a folder of interviews, or an interview")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="SITE", help="the folder of the site")
    parser.add_argument(
        "--media",
        choices=("none", "link", "copy"),
        default="none",
        help="link times to the recording's address, or publish a copy of its sound; none unless given",
    )
    parser.add_argument(
        "--verify", action="store_true", help="read every edition again, also where its files are as they were"
    )
    parser.add_argument("--quiet", action="store_true", help="show no progress, and name no files")
    parser.add_argument("--nested", action="store_true", help="take the interviews in folders further below too")
    parser.add_argument("--whole", action="store_true", help="look at every file, also where nothing has changed")
    parser.add_argument(
        "--site", metavar="ADDRESS", help="where the site will be, as in https://example.org/interviews"
    )
    parser.add_argument(
        "--interface",
        metavar="LANG",
        help="the language of the pages' own words: ar, en or fa; the translation's if not",
    )
    parser.add_argument("--zip", type=Path, metavar="FILE", help="write the whole site into a zip file besides")
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="your own templates, style and script")


def run(options: argparse.Namespace) -> int:
    """Gather the editions, then write what has changed; what else the site has stays."""
    settings = load_desk({"site": options.site, "interface": options.interface})
    wanted = PublishOptions(
        interviews=options.interviews,
        site=options.output,
        nested=options.nested,
        media=options.media,
        whole=options.whole,
        verify=options.verify,
        templates=options.templates,
        zip=options.zip,
    )
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
        print(shown(f"dragoman: note: the pages name no address for errors and takedowns; {fix}"), file=sys.stderr)
    _tell_open(done)
    for path in done.unlisted:
        warning = f"{path} is not in the list of interviews; publish it again from its folder"
        print(shown(f"dragoman: warning: {warning}"), file=sys.stderr)
    return 0


def _tell_open(done: Published) -> None:
    """Say what readers will meet: problems that were open at a release, and links that lead nowhere."""
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
