"""``dragoman newsletter``: write a newsletter issue from a site."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.cli.terminal import load_desk, shown
from dragoman.workflows.newsletter import NewsletterOptions, newsletter

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="SITE", help="the folder of the site")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="ISSUE", help="the folder of the issue")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--since", metavar="DATE", help="what was published or corrected from this day on: 2026-05-01")
    chosen.add_argument("--pages", nargs="+", default=[], metavar="SLUG", help="these interviews, in this order")
    parser.add_argument("--subject", metavar="TEXT", help="the subject of the mail")
    parser.add_argument("--intro", metavar="TEXT", help="a paragraph to begin with")
    parser.add_argument(
        "--unsubscribe",
        metavar="ADDRESS",
        help="how to unsubscribe: an address, or your list service's placeholder for one",
    )
    parser.add_argument("--images", action="store_true", help="show the picture of each interview, from the site")
    parser.add_argument("--interface", metavar="LANG", help="the language of the issue's own words: ar, en or fa")
    parser.add_argument(
        "--address", dest="site", metavar="ADDRESS", help="the site's address, such as https://example.org/interviews"
    )
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="your own newsletter.html")


def run(options: argparse.Namespace) -> int:
    """Write the files; nothing is sent."""
    settings = load_desk({"site": options.site, "interface": options.interface})
    wanted = NewsletterOptions(
        site=options.folder,
        output=options.output,
        since=options.since,
        pages=tuple(options.pages),
        subject=options.subject,
        intro=options.intro,
        unsubscribe=options.unsubscribe,
        images=options.images,
        templates=options.templates,
    )
    done = newsletter(settings=settings, options=wanted)
    for path in done.files:
        print(shown(f"wrote {path}"))
    print(shown(f"{done.subject}: {done.new} new, {done.corrected} corrected"))
    return 0
