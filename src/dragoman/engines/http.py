"""HTTP requests of engines: bounded in time and size, never redirected.

The client is the standard library's ``http.client``: it reads no netrc, follows no redirect and **uses no proxy**;
``HTTP_PROXY``, ``HTTPS_PROXY`` and ``ALL_PROXY`` are ignored. Text is sent only to the host that was named.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urlsplit

import msgspec

from dragoman.engines.base import BusyError
from dragoman.errors import EngineError, SettingsError

__all__ = ["Reply", "Send", "find_host", "find_origin", "find_wait", "is_loopback", "read_address", "send"]

REPLY_LIMIT = 4 << 20
"""Bytes in a reply at most; a longer reply is an error."""

_CONNECT = 20.0
_BLOCK = 1 << 16
_LONGEST_WAIT = 24 * 3600.0
_PORTS = {"http": 80, "https": 443}


class Reply(msgspec.Struct, frozen=True):
    """A server's reply: the status, the headers with names in lower case, the body unchanged."""

    status: int
    headers: dict[str, str]
    body: bytes


class Send(Protocol):
    """The type of :func:`send`, and of its replacement in a test."""

    def __call__(
        self, engine: str, address: str, *, body: bytes | None, headers: Mapping[str, str], timeout: float
    ) -> Reply: ...


def read_address(name: str, address: str) -> str:
    """The address that requests are made to, without a slash at its end. ``name`` is the setting that it comes from.

    :raises SettingsError: if it is not the address of a server, or contains a login, a query or a fragment
    """
    address = address.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable, parts = False, urlsplit("")
    if "@" in parts.netloc or parts.query or parts.fragment:
        # The address is not shown: it may contain a password.
        fix = "put a key into its own setting, and remove the rest"
        raise SettingsError(name, None, "contains a login, a query or a fragment", fix)
    if not usable or re.search(r"[^!-~]", address):
        fix = "write it as in http://127.0.0.1:8080/v1 or https://api.example.org/v1"
        raise SettingsError(name, address, "is not the address of a server", fix)
    return address


def find_host(address: str) -> str:
    """The host of an address, in lower case, without its port."""
    return (urlsplit(address).hostname or "").lower()


def find_origin(address: str) -> str:
    """Scheme, host and port (if it is not the scheme's default) of an address. A key is bound to these."""
    parts = urlsplit(address)
    host = f"[{find_host(address)}]" if ":" in find_host(address) else find_host(address)
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in (None, _PORTS[parts.scheme]) else "")


def is_loopback(host: str) -> bool:
    """Whether a host is certainly this machine: ``localhost`` or a loopback address. No name is resolved."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def send(engine: str, address: str, *, body: bytes | None, headers: Mapping[str, str], timeout: float) -> Reply:
    """A server's reply, whatever its status unless it is a redirect. The method is POST if there is a body, else GET.

    :param timeout: seconds from the connection to the last byte of the reply
    :raises BusyError: if the server closed the connection or took too long
    :raises EngineError: if no server answers, or for a redirect, a reply that is too long or not HTTP, or a certificate
        that is not trusted
    """
    expired = threading.Event()
    try:
        with closing(_connect(address, timeout)) as connection, _deadline(connection, timeout, expired):
            reply = _exchange(engine, connection, address, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        # The message quotes nothing of the request, and the error has no cause: a header contains the key.
        late = expired.is_set() or isinstance(error, TimeoutError)
        raise _late(engine, address, timeout) if late else _fault(engine, address, error) from None
    if 300 <= reply.status < 400:
        fault = f"answers with a redirect ({reply.status}), which is not followed: a key belongs to one host"
        raise EngineError(engine, fault, "give the address where the engine is")
    return reply


def find_wait(reply: Reply) -> float | None:
    """Seconds to wait by the reply's ``Retry-After`` header, a day at most; ``None`` if it has none that is valid."""
    said = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", said):
        return min(float(said), _LONGEST_WAIT)
    try:
        return min(max(0.0, parsedate_to_datetime(said).timestamp() - time.time()), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _connect(address: str, timeout: float) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    host, wait = parts.hostname or "", min(timeout, _CONNECT)
    connection = (
        http.client.HTTPSConnection(host, parts.port, timeout=wait, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, parts.port, timeout=wait)
    )
    connection.connect()
    connection.sock.settimeout(timeout)
    return connection


def _exchange(
    engine: str,
    connection: http.client.HTTPConnection,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
) -> Reply:
    method = "GET" if body is None else "POST"
    sent = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "dragoman", **headers}
    connection.request(method, urlsplit(address).path or "/", body=body, headers=sent)
    response = connection.getresponse()
    blocks, size = [], 0
    while block := response.read(_BLOCK):
        blocks.append(block)
        size += len(block)
        if size > REPLY_LIMIT:
            fix = "this is not the expected answer: check the server, or use another engine"
            raise EngineError(engine, f"sends a reply of more than {REPLY_LIMIT >> 20} MB, which was not read", fix)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return Reply(response.status, {key.lower(): value for key, value in response.getheaders()}, b"".join(blocks))


@contextmanager
def _deadline(connection: http.client.HTTPConnection, timeout: float, expired: threading.Event) -> Iterator[None]:
    """Close the connection after ``timeout`` seconds: a server that sends single bytes slowly would never time out."""
    # The connection drops its reference to the socket when a reply begins, and the reply continues to read from it.
    used = connection.sock

    def hang_up() -> None:
        expired.set()
        # Not the TLS socket's own method: it would change the socket while another thread reads from it.
        with suppress(OSError):
            socket.socket.shutdown(used, socket.SHUT_RDWR)

    timer = threading.Timer(timeout, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
        if expired.is_set():
            raise TimeoutError
    finally:
        timer.cancel()


def _late(engine: str, address: str, timeout: float) -> BusyError:
    fault = f"{find_origin(address)} did not answer in {timeout:g} s"
    return BusyError(engine, fault, "allow more time, or send less at a time")


def _fault(engine: str, address: str, error: Exception) -> EngineError:
    place = find_origin(address)
    match error:
        case ssl.SSLCertVerificationError():
            fault = f"{place} has a certificate that is not trusted ({error.verify_message})"
            return EngineError(engine, fault, "check the address, and the certificates of this machine")
        case ssl.SSLError() if error.reason == "WRONG_VERSION_NUMBER":
            return EngineError(engine, f"{place} does not answer in https", "begin the address with http://")
        case socket.gaierror() if error.errno != socket.EAI_AGAIN:
            return EngineError(engine, f"{place} is not known", "check the address")
        case ConnectionRefusedError():
            # Waiting does not start a server.
            return EngineError(engine, f"nothing answers at {place}", "start the server, or check the address")
        case http.client.RemoteDisconnected() | http.client.IncompleteRead() | OSError():
            reason = (getattr(error, "strerror", None) or "the connection was closed").lower()
            return BusyError(engine, f"no complete answer came from {place} ({reason})", "check the connection")
        case _:
            return EngineError(engine, f"{place} does not answer in HTTP", "check the address")
