"""Links of a page that lead nowhere in its site: to a place on the page itself, or to a file."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Container
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

__all__ = ["find_dead_links"]

_LINK = re.compile(rb'<(?:a|link|script|img|source|audio|video)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(rb'\sid="([^"]*)"')
# Another site, a mail, a path of the machine's own: none of the site's.
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//?")


def find_dead_links(site: Path, name: str, page: bytes, beside: Container[str] = ()) -> tuple[str, ...]:
    """The links of a page that lead nowhere, each once: those to places on it, then those to files.

    :param name: the page's path from the site's root
    :param beside: names of files that are about to lie on the site
    """
    links = dict.fromkeys(_LINK.findall(page))
    ids = {b"", *_ID.findall(page)}
    here = (link for link in links if link.startswith(b"#") and link[1:] not in ids)
    away = (link for link in links if not link.startswith(b"#") and not _leads(site, name, link, beside))
    return tuple(link.decode(errors="replace") for link in (*here, *away))


def _leads(site: Path, name: str, link: bytes, beside: Container[str]) -> bool:
    address = html.unescape(link.decode(errors="replace"))
    if _ELSEWHERE.match(address):
        return True
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    target = os.path.normpath(str(PurePosixPath(name).parent / path))
    if target.startswith(".."):
        return False
    return target in beside or os.path.exists(site / target)
