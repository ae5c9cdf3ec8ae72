"""Dead links of a page: links to a place on the page itself, or to a file of the site, that does not exist."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Container, Iterable
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote

__all__ = ["find_dead_links", "keep_dead_links"]

# Another site, a mail and a path of the machine's own are none of the site's.
_LINK = re.compile(
    rb'<(?>(?:a|link|script|img|source|audio|video)\b[^>]*?\s(?:href|src)=")(?![a-zA-Z][a-zA-Z0-9+.-]*:|//?)([^"]*)"'
)
# Both patterns begin with fixed bytes, by which a page is searched five times as fast.
_ID = re.compile(rb' id="([^"]*)"')


def find_dead_links(site: Path, name: str, page: bytes, beside: Container[str] = ()) -> tuple[str, ...]:
    """The dead links of a page, each once: first those to places on the page, then those to files.

    :param name: the page's path from the site's root
    :param beside: names of files that are about to be written to the site
    """
    links = dict.fromkeys(_LINK.findall(page))
    here = {b"", *_ID.findall(page)}
    doubtful = [link.decode(errors="replace") for link in links if link[:1] != b"#" or link[1:] not in here]
    return keep_dead_links(site, name, sorted(doubtful, key=lambda link: not link.startswith("#")), beside)


def keep_dead_links(
    site: Path,
    name: str,
    links: Iterable[str],
    beside: Container[str] = (),
    exists: Callable[[str], bool] = os.path.exists,
) -> tuple[str, ...]:
    """Those of some links that lead nowhere: to a file that is not there, or to a place that is not on the page.

    :param links: from the page of this name; those to places on it are known to lead nowhere
    :param beside: as :func:`find_dead_links` takes it
    :param exists: whether there is a file at a path
    """
    # A page of a person has hundreds of links to places on a few pages: each page is looked for once.
    leads = cache(partial(_leads, site, name, beside, exists))
    return tuple(link for link in links if link.startswith("#") or not leads(_find_file(link)))


def _find_file(link: str) -> str:
    """The file that a link names, as it is written there; nothing where it names a place on the page alone."""
    plain = html.unescape(link) if "&" in link else link
    return plain.partition("#")[0].partition("?")[0]


def _leads(site: Path, name: str, beside: Container[str], exists: Callable[[str], bool], file: str) -> bool:
    if not file:
        return True
    target = os.path.normpath(os.path.join(os.path.dirname(name), unquote(file)))
    if target.startswith(("..", "/")):
        return False
    return target in beside or exists(f"{site}/{target}")
