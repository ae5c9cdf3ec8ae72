"""What tests do in a window of the desk: find a field, type, wait until it is saved, let axe judge the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from dragoman.folder import open_folder
from dragoman.notation import serialize_text
from dragoman.transcript.document import Segment
from programs import needs_package

__all__ = [
    "ID",
    "NEXT",
    "TARGET",
    "WAIT",
    "Window",
    "field",
    "passage",
    "ready",
    "retype",
    "saved",
    "second",
    "target",
    "violations",
]

Window = Callable[..., Page]

# A passage of interviews.spanish_english(), its translation, and the passage behind it.
ID = "s00000002"
TARGET = "How did it all begin?"
NEXT = "s00000003"
# Ms: no test depends on how busy a machine is.
WAIT = 60_000


def ready(page: Page) -> None:
    """Wait until the grid has started."""
    page.wait_for_selector("html[data-ready=yes]", timeout=WAIT)


def field(page: Page, id_: str = ID, side: str = "target") -> Locator:
    """The field of a passage's text."""
    return page.locator(f"#{id_} textarea.{side}")


def retype(page: Page, text: str, id_: str = ID, side: str = "target") -> None:
    """Type a text in the place of another, key by key."""
    field(page, id_, side).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def saved(page: Page) -> None:
    """Wait until the page says that the server has everything."""
    expect(page.locator("#unsent")).to_have_text("everything is saved", timeout=WAIT)


def passage(talk: Path, id_: str = ID) -> Segment:
    """A passage as it is in the folder."""
    return next(segment for segment in open_folder(talk).transcript.segments if segment.id == id_)


def target(talk: Path, id_: str = ID) -> str:
    """A passage's translation as it is in the folder, in the notation."""
    return serialize_text(passage(talk, id_).target or ())


def second(page: Page) -> float:
    """Where the player is, in seconds of its file."""
    found: float = page.locator("#media").evaluate("media => media.currentTime")
    return found


def violations(page: Page) -> list[object]:
    """What axe finds on a page: rule and elements."""
    page.evaluate(needs_package("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found: list[object] = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    return found
