"""Pages that Chromium opens from a folder, as a translator does, and windows of a desk."""

from __future__ import annotations

import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from dragoman.folder import create_folder
from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Engine, Transcript
from interviews import spanish_english

if TYPE_CHECKING:
    from desk_server import Server
    from desk_windows import Window

Open = Callable[..., Page]

# Ms: no test depends on how busy a machine is.
LONGEST = 60_000
expect.set_options(timeout=LONGEST)


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of silence."""
    path = tmp_path_factory.mktemp("sound") / "tone.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * 64)
    return path


@pytest.fixture
def visit(browser: Browser, tone: Path, tmp_path: Path) -> Iterator[Open]:
    """Open an interview's page from disk; ``requests`` in the page's window are counted by the caller."""
    contexts = []

    def open_page(
        transcript: Transcript,
        *,
        media: str | None = "tone.wav",
        size: tuple[int, int] = (1280, 900),
        scheme: str = "light",
        scripts: bool = True,
        fragment: str = "",
        watch: Callable[[Page], None] = lambda page: None,
    ) -> Page:
        written = write(transcript, "page", WriteOptions(media=media, banner="Draft – not checked"))
        (tmp_path / "index.html").write_bytes(written.content)
        if not (tmp_path / "tone.wav").exists():
            shutil.copy(tone, tmp_path / "tone.wav")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(f"{(tmp_path / 'index.html').as_uri()}{fragment}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """The folder of an interview. A test file about another interview has a fixture of this name."""
    return create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper")).path


@pytest.fixture
def root(talk: Path) -> Path:
    """The directory that the desk shows."""
    return talk.parent


@pytest.fixture
def options() -> tuple[str, ...]:
    """How the desk is started, beside its directory."""
    return ("--no-alignment",)


@pytest.fixture
def server(root: Path, options: tuple[str, ...]) -> Iterator[Server]:
    """A desk in a process of its own."""
    from desk_server import Server

    server = Server(root, *options)
    yield server
    server.stop()


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Window]:
    """Opens a page of the desk, the grid of an interview unless another is named, each time in another browser.

    ``set_up`` is a script that the browser runs before those of the page.
    """
    from desk_windows import ready

    contexts = []

    def open_window(
        key: str = "talk",
        *,
        place: str | None = None,
        size: tuple[int, int] = (1280, 900),
        scheme: str = "light",
        set_up: str = "",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
        )
        context.set_default_timeout(LONGEST)
        contexts.append(context)
        page = context.new_page()
        if set_up:
            page.add_init_script(set_up)
        page.goto(f"{server.address}/{f'i/{key}/' if place is None else place}")
        if place is None:
            ready(page)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def page(window: Window) -> Page:
    """A window with the grid."""
    return window()
