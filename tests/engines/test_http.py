"""Requests: what comes back, and what goes wrong on the way."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import formatdate

import pytest

from dragoman.engines.base import BusyError
from dragoman.engines.http import Reply, find_origin, find_wait, is_loopback, send
from dragoman.errors import EngineError
from hostile_endpoint import Endpoint


@contextmanager
def raw_server(answer: bytes, *, then_wait: bool = False) -> Iterator[str]:
    """A server that reads one request and sends these bytes."""
    left = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer)
                if then_wait:
                    left.wait(20)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            left.set()
            thread.join(20)


def get(address: str, timeout: float = 5.0) -> Reply:
    return send("llm", address, body=None, headers={}, timeout=timeout)


def test_a_reply_has_status_headers_and_body() -> None:
    with raw_server(b"HTTP/1.1 429 Slow down\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nhi") as address:
        assert get(address) == Reply(429, {"retry-after": "3", "content-length": "2"}, b"hi")


def test_a_reply_may_end_with_the_connection() -> None:
    with raw_server(b"HTTP/1.0 200 OK\r\n\r\nhi") as address:
        assert get(address).body == b"hi"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhi",
    ],
)
def test_a_reply_that_is_cut_off_is_no_reply(answer: bytes) -> None:
    with raw_server(answer) as address, pytest.raises(BusyError, match="no complete answer came from http://127"):
        get(address)


@pytest.mark.parametrize("answer", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n"])
def test_what_is_no_http_is_an_error(answer: bytes) -> None:
    with raw_server(answer) as address, pytest.raises(EngineError, match="does not answer in HTTP"):
        get(address)


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nhi"]
)
def test_a_server_that_does_not_go_on(answer: bytes) -> None:
    with raw_server(answer, then_wait=True) as address, pytest.raises(BusyError, match=r"did not answer in 0\.3 s"):
        get(address, 0.3)


def test_a_port_where_nothing_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(EngineError, match=f"nothing answers at http://127.0.0.1:{port}; start the server") as caught:
        get(f"http://127.0.0.1:{port}")
    assert not isinstance(caught.value, BusyError)


def test_a_server_that_does_not_speak_https() -> None:
    with (
        raw_server(b"HTTP/1.1 400 Bad Request\r\n\r\n") as address,
        pytest.raises(EngineError, match="does not answer in https; begin the address with http://"),
    ):
        get(address.replace("http://", "https://"))


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with Endpoint("null") as endpoint:
        assert send("llm", endpoint.address, body=b"{}", headers={}, timeout=5).body == b"null"


def test_a_header_that_cannot_be_sent_is_not_shown() -> None:
    with Endpoint("right") as endpoint, pytest.raises(EngineError) as caught:
        send("llm", endpoint.address, body=b"{}", headers={"Authorization": "secret\r\nX: y"}, timeout=5)
    assert "secret" not in str(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("3", 3.0),
        ("0.5", 0.5),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("999999999", 86400.0),
        ("-3", None),
        ("soon", None),
        ("", None),
        ("9" * 5000, None),
        ("Thu, 99 Foo 9999 99:99:99 GMT", None),
    ],
)
def test_how_long_to_wait(said: str, wait: float | None) -> None:
    assert find_wait(Reply(429, {"retry-after": said}, b"")) == wait


def test_until_when_to_wait() -> None:
    wait = find_wait(Reply(429, {"retry-after": formatdate(time.time() + 60, usegmt=True)}, b""))
    assert wait == pytest.approx(60, abs=10)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://API.example.org/v1", "https://api.example.org"),
        ("https://api.example.org:443", "https://api.example.org"),
        ("http://api.example.org:443", "http://api.example.org:443"),
        ("http://[::1]:80/x", "http://[::1]"),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str) -> None:
    assert find_origin(address) == origin


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("LOCALHOST", True), ("127.1.2.3", True), ("::1", True), ("0.0.0.0", False), ("127.1", False),
     ("localhost.example.org", False), ("ip6-localhost", False), ("::ffff:192.0.2.1", False), ("", False)],
)  # fmt: skip
def test_which_hosts_are_this_machine(host: str, here: bool) -> None:
    assert is_loopback(host) is here
