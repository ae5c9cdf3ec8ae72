"""Files that programs ask a site for: the sitemap, ``robots.txt``, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from urllib.parse import urlsplit

from lxml import etree

from dragoman.locale import find_interface, in_language
from dragoman.locale import gettext as _
from dragoman.press.derived import Site
from dragoman.press.feeds.model import as_moment
from dragoman.press.listing.frame import Page, render
from dragoman.press.listing.subjects import KINDS
from dragoman.press.site_model import site_address
from dragoman.press.site_writer import Bundle, Content

__all__ = ["bundle_found"]

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
# The most addresses that a sitemap may have.
_MOST = 50_000
# An address, and the day on which its page last changed, if known.
_Row = tuple[str, str | None]


def bundle_found(site: Site) -> Iterator[Bundle]:
    """``robots.txt`` always; the sitemap and ``404.html`` if the site has an address."""
    if site_address(site.publisher, "") is not None:
        rows = _rows(site)
        for number in range(0, len(rows), _MOST):
            name = _name(number // _MOST, len(rows))
            part = rows[number : number + _MOST]
            yield Bundle(name, site.make_key((), part), partial(_sitemap, name, part), is_derived=True)
        if len(rows) > _MOST:
            count = -(-len(rows) // _MOST)
            yield Bundle("sitemap.xml", site.make_key((), count), partial(_index, site, count), is_derived=True)
        key = site.make_key((), site.lists.kinds, bool(site.listed))
        yield Bundle("404.html", key, partial(_not_found, site), is_derived=True)
    yield Bundle("robots.txt", site.make_key(()), partial(_robots, site), is_derived=True)


def _name(place: int, count: int) -> str:
    return f"sitemap-{place + 1}.xml" if count > _MOST else "sitemap.xml"


def _rows(site: Site) -> list[_Row]:
    """The addresses for search engines: the latest editions, and the first page of each list."""
    paths: list[_Row] = [("", None), *((f"{entry.slug}/", _day(entry.date)) for entry in site.listed)]
    paths += [(f"people/{one.address}/", None) for one in site.lists.people]
    paths += [(f"{kind}/{one.address}/", None) for kind in KINDS for one in site.lists.subjects[kind]]
    paths += [(f"{kind}/", None) for kind in site.lists.kinds]
    return [(address, day) for path, day in paths if (address := site_address(site.publisher, path))]


def _day(text: str | None) -> str | None:
    moment = as_moment(text)
    return moment.date().isoformat() if moment else None


def _sitemap(name: str, rows: Sequence[_Row]) -> dict[str, Content]:
    # Written row by row: the tree of a large site takes more memory than the file.
    content = BytesIO()
    with etree.xmlfile(content, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("urlset", nsmap={None: _SITEMAP}):
            for row in rows:
                file.write("\n  ")
                with file.element("url"):
                    for tag, text in zip(("loc", "lastmod"), row, strict=True):
                        if text:
                            file.write("\n    ")
                            with file.element(tag):
                                file.write(text)
                    file.write("\n  ")
            file.write("\n")
    return {name: content.getvalue() + b"\n"}


def _index(site: Site, count: int) -> dict[str, Content]:
    root = etree.Element("sitemapindex", nsmap={None: _SITEMAP})
    for place in range(count):
        node = etree.SubElement(root, "sitemap")
        etree.SubElement(node, "loc").text = site_address(site.publisher, f"sitemap-{place + 1}.xml")
    return {"sitemap.xml": _encoded(root)}


def _encoded(root: etree._Element) -> bytes:
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _robots(site: Site) -> dict[str, Content]:
    sitemap = site_address(site.publisher, "sitemap.xml")
    lines = ["User-agent: *", "Disallow:", *([f"Sitemap: {sitemap}"] if sitemap else [])]
    return {"robots.txt": ("\n".join(lines) + "\n").encode()}


def _not_found(site: Site) -> dict[str, Content]:
    """The page must work at any address, so its links begin at the root of the host."""
    root = urlsplit(site_address(site.publisher, "") or "/").path
    with in_language(find_interface(site.publisher.interface)):
        title = _("There is no such page")
    page = Page(path="404.html", template="404.html", title=title, parts={}, root=root, is_part=True)
    return {page.path: render(site, page)}
