from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.press.headers import HEADERS
from dragoman.press.serving import CONNECTIONS, find_range, make_server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "site"
    (site / "bees").mkdir(parents=True)
    (site / "bees" / "index.html").write_text("<p>bees</p>", encoding="utf-8")
    (site / "tone.mp3").write_bytes(bytes(range(100)))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "linked").mkdir()
    (site / "linked" / "index.html").symlink_to(tmp_path / "secret.txt")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    with make_server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def ask(port: int, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_a_page_stands_at_its_folder(port: int) -> None:
    answer, content = ask(port, "/bees/")
    assert (answer.status, content) == (200, b"<p>bees</p>")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_part_of_the_sound(port: int) -> None:
    answer, content = ask(port, "/tone.mp3", Range="bytes=10-19")
    assert (answer.status, content) == (206, bytes(range(10, 20)))
    assert answer.headers["Content-Range"] == "bytes 10-19/100"


def test_bytes_that_are_not_there(port: int) -> None:
    assert ask(port, "/tone.mp3", Range="bytes=100-")[0].status == 416


def raw(port: int, request: bytes) -> bytes:
    """What comes back for the bytes of a request."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


@pytest.mark.parametrize(
    "path", ["/%00", "/bees/%00", "/" + "a" * 5000, "/" + "a/" * 5000, "/%ED%B0%80", "/tone.mp3/x"]
)
def test_a_path_that_no_file_has(port: int, path: str) -> None:
    for range_ in ("", "Range: bytes=0-1\r\n"):
        answer = raw(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{range_}\r\n".encode())
        assert answer.startswith(b"HTTP/1.0 404 ")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LocalHost", "[::1]:1"])
def test_this_machine_is_served(port: int, host: str) -> None:
    assert raw(port, f"GET /bees/ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()).startswith(b"HTTP/1.0 200 ")


@pytest.mark.parametrize(
    "host",
    [
        "Host: evil.example\r\n",
        "Host: localhost.evil.example\r\n",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host: \r\n",
        "",
    ],
)
def test_any_other_host_is_refused(port: int, host: str) -> None:
    for method in ("GET", "HEAD"):
        answer = raw(port, f"{method} /bees/ HTTP/1.1\r\n{host}\r\n".encode())
        assert answer.startswith(b"HTTP/1.0 421 ")
        assert b"bees" not in answer


@pytest.mark.parametrize("path", ["/bees/", "/bees", "/nothing", "/tone.mp3"])
def test_every_answer_has_the_headers_of_the_site(port: int, path: str) -> None:
    answer = ask(port, path)[0]
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "request_", [b"GET /bees/ HTTP/9.9", b"\0\xff", b"GET /bees/ HTTP/1.1\r\n" + b"X: y\r\n" * 300]
)
def test_an_answer_to_what_is_no_request_has_them_too(port: int, request_: bytes) -> None:
    answer = raw(port, request_ + b"\r\n\r\n")
    assert answer.startswith((b"HTTP/1.0 505 ", b"HTTP/1.0 400 ", b"HTTP/1.0 431 "))
    assert all(f"{name}: {value}\r\n".encode() in answer for name, value in HEADERS.items())


def test_a_request_that_trickles_in_is_read_for_a_while_only(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.press.serving._Handler.slowest", 0.05)
    assert b"bees" not in raw(port, b"GET /bees/ HTTP/1.1\r\nX: y\r\n")


def test_idle_connections_are_limited_and_the_rest_is_closed(port: int) -> None:
    idle = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(CONNECTIONS)]
    with socket.create_connection(("127.0.0.1", port), timeout=10) as late:
        assert late.recv(1) == b""
    for connection in idle:
        connection.close()


def test_an_idle_connection_is_closed_after_a_while(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.press.serving._Handler.timeout", 0.05)
    assert raw(port, b"GET /bees/ HTTP/1.1\r\nHost: local") == b""


@pytest.mark.parametrize("path", ["/", "/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/linked/"])
def test_nothing_else_is_shown(port: int, path: str) -> None:
    answer, content = ask(port, path)
    assert answer.status == 404
    assert b"secret" not in content


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("bytes=0-", (0, 100)),
        ("bytes=90-400", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-", None),
        ("bytes=1-2,5-6", None),
        ("lines=1-2", None),
    ],
)
def test_ranges(header: str | None, wanted: tuple[int, int] | None) -> None:
    assert find_range(header, 100) == wanted


def test_what_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(tmp_path)]) == 2
    assert "is not a site" in capsys.readouterr().err


def test_a_port_that_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str], port: int) -> None:
    (tmp_path / "index.html").touch()
    assert main(["preview", str(tmp_path), "--port", str(port)]) == 2
    assert "cannot be used" in capsys.readouterr().err
