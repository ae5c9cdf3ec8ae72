"""``dragoman preview``: serve a site on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from dragoman.errors import InputError, SettingsError
from dragoman.press.serving import make_server

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("site", type=Path, metavar="SITE", help="the folder that publish wrote")
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="8000 unless given; 0 takes a free one")


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted, to this machine alone."""
    if not (options.site / "index.html").is_file():
        raise InputError(options.site, "is no site", "write one with: dragoman publish")
    try:
        server = make_server(options.site, options.port)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SettingsError("--port", options.port, f"cannot be used ({reason})", "name another") from error
    with server:
        print(f"http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C ends it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
    return 0
