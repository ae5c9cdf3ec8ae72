"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.cli.terminal import load_desk, shown
from dragoman.workflows.publish import PublishOptions, publish

__all__ = ["add_arguments", "run"]


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
        templates=options.templates,
        zip=options.zip,
    )
    done = publish(settings=settings, options=wanted)
    for path, is_there in done.changed:
        print(shown(f"{'wrote' if is_there else 'deleted'} {path}"))
    count = f"{done.interviews} interview{'' if done.interviews == 1 else 's'}"
    print(f"{count}, {len(done.changed)} file{'' if len(done.changed) == 1 else 's'} changed")
    if options.zip is not None:
        print(shown(f"wrote {options.zip}"))
    if settings.takedown is None:
        where = f"below [site] in {settings.file}" if settings.file else "below [site] in dragoman.toml (dragoman init)"
        fix = f'write takedown = "errors@example.org" {where}, and publish again'
        print(shown(f"dragoman: note: the pages name no address for errors and takedowns; {fix}"), file=sys.stderr)
    for path in done.unlisted:
        warning = f"{path} is not in the list of interviews; publish it again from its folder"
        print(shown(f"dragoman: warning: {warning}"), file=sys.stderr)
    return 0
