"""Links to share a page. They are plain links: nothing is requested before a reader follows one."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from dragoman.locale import gettext as _
from dragoman.render.html import Html, element, join

__all__ = ["render_share"]

# Where a page can be shared, and how its address and title are passed.
_PLACES = (
    ("WhatsApp", "https://wa.me/?{both}", "text"),
    ("Telegram", "https://t.me/share/url?{pair}", "text"),
    ("Bluesky", "https://bsky.app/intent/compose?{both}", "text"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?{address}", "u"),
    ("X", "https://x.com/intent/post?{pair}", "text"),
)


def render_share(title: str, address: str | None) -> Html | None:
    """A line of links, and a button that a script shows if the system has a share sheet.

    :param address: the page's address; ``None`` gives no links
    """
    if address is None:
        return None
    mail = f"mailto:?subject={quote(title, errors='replace')}&body={quote(address)}"
    links = [element("a", _("Mail"), href=mail)]
    for name, pattern, key in _PLACES:
        links.append(element("a", name, href=_fill(pattern, key, title, address), rel="noopener noreferrer"))
    button = element("button", _("Share …"), type="button", hidden=True, data_share=address, data_title=title)
    label = element("span", _("Pass it on:"), id="share")
    pieces = (join(" · " if place else " ", link) for place, link in enumerate(links))
    return element("p", label, *pieces, " ", button, class_="share click")


def _fill(pattern: str, key: str, title: str, address: str) -> str:
    # Characters that no address can hold, such as a lone surrogate, are replaced.
    clean = title.encode(errors="replace").decode()
    return pattern.format(
        both=urlencode({key: f"{clean} {address}"}),
        pair=urlencode({"url": address, key: clean}),
        address=urlencode({key: address}),
    )
