"""``dragoman publish``: write the pages of all editions."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from dragoman.cli.many import read_inputs, run_many
from dragoman.cli.progress import watching
from dragoman.cli.terminal import load_desk, shown
from dragoman.settings.dragoman_toml import find_settings
from dragoman.workflows.publish import PublishOptions, find_notes, publish
from dragoman.workflows.publish_many import PublishManyOptions, publish_many

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
    parser.add_argument("--zip", type=Path, metavar="FILE", help="also write the whole site into a zip file")


def run(options: argparse.Namespace) -> int:
    """Gather the editions, then write what has changed. Everything else on the site stays."""
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
        print(shown(f"dragoman: {note.severity}: {note.says}"), file=sys.stderr)
    return 0
