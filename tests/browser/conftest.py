"""Pages that Chromium opens from a folder, as a translator does."""

from __future__ import annotations

import shutil
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Transcript

Open = Callable[..., Page]


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
