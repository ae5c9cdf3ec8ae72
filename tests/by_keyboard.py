"""Somebody at a page who has a keyboard and no mouse."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Page

__all__ = ["go_to", "is_mouse_used", "press_at", "put_into_clipboard", "watch_the_mouse", "where"]

_ACTIVE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const words = at.labels?.[0]?.cloneNode(true);
  words?.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
  const label = words?.innerText || at.name;
  const said = at.getAttribute("aria-label") || (at.matches("input, select, textarea") ? label : at.innerText);
  return said.trim().replace(/\\s+/g, " ");
}"""
_WATCH = """for (const kind of ["mousedown", "pointerdown", "touchstart"])
  addEventListener(kind, (event) => { if (event.isTrusted) sessionStorage.setItem("mouse", kind); }, true);"""
_COPY = """([html, text]) => navigator.clipboard.write([new ClipboardItem({
  "text/html": new Blob([html], { type: "text/html" }),
  "text/plain": new Blob([text], { type: "text/plain" }),
})])"""


def watch_the_mouse(context: BrowserContext) -> None:
    """Remember in every page whether a mouse or a finger was used."""
    context.add_init_script(_WATCH)


def is_mouse_used(page: Page) -> bool:
    """Whether one was used since the window was opened."""
    return page.evaluate("sessionStorage.getItem('mouse')") is not None


def put_into_clipboard(page: Page, html: str) -> None:
    """What somebody has who selected a page in their browser and copied it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(_COPY, [html, re.sub(r"<[^>]*>", "", re.sub(r"</(h1|p)>", "\n", html))])


def where(page: Page) -> str:
    """What the thing is called that has the focus; empty where nothing has it."""
    found: str = page.evaluate(_ACTIVE)
    return found


def go_to(page: Page, name: str, *, most: int = 40) -> None:
    """Press Tab until a thing has the focus that is called so.

    :param name: a regular expression for the whole name
    :param most: of more presses nobody can be expected to think
    """
    reached = []
    for _ in range(most):
        page.keyboard.press("Tab")
        reached.append(where(page))
        if re.fullmatch(name, reached[-1]):
            return
    raise AssertionError(f"{name} is not reached by {most} presses of Tab, but {reached}")


def press_at(page: Page, name: str, key: str = "Enter") -> None:
    """Go to a thing that is called so, and press a key there."""
    go_to(page, name)
    page.keyboard.press(key)
