"""``dragoman preview``: serve a site on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.preview import PreviewOptions, preview

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder that publish wrote")
    parser.add_argument(
        "--port", type=int, default=8000, metavar="N", help="the port (default: 8000; 0 takes a free one)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, to this machine only."""
    wanted = PreviewOptions(site=options.site, port=options.port)
    with preview(settings=Settings(), options=wanted) as served:
        print(f"{served.address} (Ctrl+C ends it)", flush=True)
        try:
            served.serve()
        except KeyboardInterrupt:
            return 0
    return 0
