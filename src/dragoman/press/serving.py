"""A site on this machine, to look at before it goes anywhere: byte ranges for the sound, the headers of the site."""

from __future__ import annotations

import os
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

__all__ = ["find_range", "make_server"]

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z", re.ASCII)


def make_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of a folder for this machine alone; port 0 takes any that is free."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(site)))


def find_range(header: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one behind the last that a request wants; ``None`` for all of them.

    :raises ValueError: where there are no such bytes
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
        raise ValueError(f"{header} is no range of {size} bytes")
    return start, end


class _Handler(SimpleHTTPRequestHandler):
    """The standard one, which knows no ranges and lists folders."""

    _left: int | None = None

    def send_head(self) -> Any:
        self._left = None
        path = Path(self.translate_path(self.path))
        if not self._is_inside(path):
            return self.send_error(HTTPStatus.NOT_FOUND)
        if path.is_dir() or "Range" not in self.headers or not path.is_file():
            return super().send_head()
        size = path.stat().st_size
        try:
            wanted = find_range(self.headers["Range"], size)
        except ValueError:
            return self.send_error(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        return super().send_head() if wanted is None else self._send_part(path, size, *wanted)

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

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(Path(self.directory).resolve())

    def end_headers(self) -> None:
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
