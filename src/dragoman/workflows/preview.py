"""Serve a site on this machine, to view it before publication."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.errors import Fix, InputError, SettingsError
from dragoman.folder import is_interview
from dragoman.press.serving import make_server
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["Preview", "PreviewOptions", "preview"]


class PreviewOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The site, and the port; 0 is any free port."""

    site: Path
    port: int = 8000


class Preview:
    """A site that can be served. ``address`` is its URL on this machine."""

    def __init__(self, options: PreviewOptions) -> None:
        self._server = make_server(options.site, options.port)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/"

    def serve(self, watcher: Watcher = SILENT) -> None:
        """Answer requests until the watcher stops it.

        :raises CancelledError: when the watcher stops it
        """
        # The server calls this twice a second, between requests.
        self._server.service_actions = watcher.check_cancelled  # type: ignore[method-assign]
        self._server.serve_forever()

    def close(self) -> None:
        """Release the port."""
        self._server.server_close()


@contextmanager
def preview(*, settings: Settings, options: PreviewOptions, watcher: Watcher = SILENT) -> Iterator[Preview]:
    """A server of a site for this machine only, for as long as the block lasts.

    :raises InputError: if there is no site
    :raises SettingsError: if the port cannot be used
    """
    watcher.check_cancelled()
    if is_interview(options.site):
        # Its files are not for readers, and its page needs no server.
        site = Fix("write its site", "publish", (str(options.site),), {"output": "SITE"})
        raise InputError(options.site, "is an interview, not a site", site)
    if not (options.site / "index.html").is_file():
        raise InputError(
            options.site, "is not a site", Fix("write one", "publish", ("DIR",), {"output": str(options.site)})
        )
    try:
        served = Preview(options)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SettingsError("port", options.port, f"cannot be used ({reason})", "name another") from error
    try:
        yield served
    finally:
        served.close()
