"""A local server for a site, to view it before publication: with byte ranges for the sound and the site's headers."""

from __future__ import annotations

import os
import re
import socket
import sys
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, BinaryIO

from dragoman.press.headers import HEADERS

__all__ = ["CONNECTIONS", "find_range", "make_server"]

# The most connections at the same time. A browser opens six.
CONNECTIONS = 64
# The host names of this machine, the only ones that are served.
_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?\Z", re.ASCII | re.IGNORECASE)
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)


def make_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder for this machine only; port 0 takes any free port."""
    return _Server(("127.0.0.1", port), partial(_Handler, directory=str(site.resolve())))


def find_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte that a request wants, and the one after the last; ``None`` for the whole file.

    :raises ValueError: if the file has no such bytes
    """
    match = _RANGE.match((header or "").strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= end:
        raise ValueError(f"{header} is not a range of {size} bytes")
    return start, end


class _Server(ThreadingHTTPServer):
    """The standard server with a limit of connections. A connection beyond the limit is closed at once."""

    _free: BoundedSemaphore

    def server_activate(self) -> None:
        self._free = BoundedSemaphore(CONNECTIONS)
        super().server_activate()

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing if a reader went away or took too long."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _stop_reading(connection: socket.socket) -> None:
    with suppress(OSError):  # it was closed meanwhile
        connection.shutdown(socket.SHUT_RD)


class _Handler(SimpleHTTPRequestHandler):
    """The standard handler, with byte ranges and without folder listings."""

    server_version, sys_version = "Dragoman", ""
    # A request of no valid version also gets a status and the headers.
    default_request_version = "HTTP/1.0"
    timeout = 30
    # Seconds within which the whole request must arrive.
    slowest = 60
    _left: int | None = None

    def handle_one_request(self) -> None:
        """Read no more of a request that is not complete in time."""
        timer = Timer(self.slowest, _stop_reading, (self.connection,))
        timer.daemon = True
        timer.start()
        try:
            super().handle_one_request()
        finally:
            timer.cancel()

    def parse_request(self) -> bool:
        """Refuse a request for another host: a page elsewhere could read the site under its own name."""
        if not super().parse_request():
            return False
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or _HOST.match(hosts[0]) is None:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def send_head(self) -> Any:
        self._left = None
        path = self._find_file()
        if path is None:
            return self.send_error(HTTPStatus.NOT_FOUND)
        if path.is_dir() or "Range" not in self.headers:
            return super().send_head()
        size = path.stat().st_size
        try:
            wanted = find_range(self.headers["Range"], size)
        except ValueError:
            return self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        return super().send_head() if wanted is None else self._send_part(path, size, *wanted)

    def _find_file(self) -> Path | None:
        """The file of the site that a request names, or a folder with a page; ``None`` if there is none."""
        path = Path(self.translate_path(self.path))
        try:
            page = path / "index.html" if path.is_dir() else path
            inside = page.resolve(strict=True).is_relative_to(self.directory)
            return path if inside and page.is_file() else None
        except (OSError, ValueError):  # a name that no file can have: too long, or with a zero byte
            return None

    def _send_part(self, path: Path, size: int, start: int, end: int) -> BinaryIO:
        file = path.open("rb")
        file.seek(start)
        self._left = end - start
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
        self.send_header("Content-Length", str(self._left))
        self.end_headers()
        return file

    def copyfile(self, source: Any, outputfile: Any) -> None:
        if self._left is None:
            super().copyfile(source, outputfile)
            return
        while self._left > 0:
            block = source.read(min(self._left, 1 << 16))
            if not block:
                return
            outputfile.write(block)
            self._left -= len(block)

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
