"""What holds for every test: nothing leaves this machine. For who asks: engines without a model, a Chromium."""

from __future__ import annotations

import ipaddress
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import settings

from dragoman.engines import ENGINES
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test depends on how busy a machine is.
settings.register_profile("dragoman", deadline=None)
settings.load_profile("dragoman")

FAKES = {"whisper": "fake:Fake", "voices": "fake:Fake", "vad": "fake:LoudnessVad"}

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


@pytest.fixture
def fake_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loud is speech, a second of it is a word: in place of the models, for a whole command."""
    for name, place in FAKES.items():
        monkeypatch.setitem(ENGINES, name, f"dragoman.engines.{place}")


@pytest.fixture
def unwritable_arabic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fake engine detect Arabic, and be unable to write it."""
    transcribe = Fake.transcribe

    def in_arabic(self: Fake, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        return transcribe(self, chunk, msgspec.structs.replace(options, language="ar"))

    monkeypatch.setattr(Fake, "transcribe", in_arabic)
    monkeypatch.setattr(Fake, "writes", lambda self, language: language != "ar")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests that open pages."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        found = running.chromium.launch(executable_path=path, args=list(FLAGS), timeout=180_000)
        yield found
        found.close()


@pytest.fixture(autouse=True)
def _no_new_limits() -> Iterator[None]:
    """A test that limits this process fails: its limits would hold for all tests after it."""
    try:
        import resource
    except ModuleNotFoundError:
        yield
        return
    before = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU)}
    yield
    changed = {kind: limit for kind, limit in before.items() if resource.getrlimit(kind) != limit}
    for kind, limit in changed.items():
        resource.setrlimit(kind, limit)
    assert not changed, "this process was limited: replace limit_process, or do the work in another process"


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
