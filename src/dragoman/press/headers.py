"""The HTTP headers that a site's pages are to be served with."""

from __future__ import annotations

__all__ = ["HEADERS", "encode_headers"]

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; media-src 'self' https:; "
    "frame-src https://www.youtube-nocookie.com; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def encode_headers() -> bytes:
    """The file ``_headers``, for hosts that read it."""
    return b"/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items()).encode()
