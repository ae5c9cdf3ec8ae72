"""Groups of languages so similar that a speech model confuses them."""

from __future__ import annotations

from dragoman.language.folding import primary

__all__ = ["is_near"]

_GROUPS = tuple(
    frozenset(group.split())
    for group in (
        "no nb nn da sv",
        "sr hr bs sh sl",
        "cs sk",
        "bg mk",
        "ru be uk",
        "es gl ca oc",
        "pt gl",
        "fr oc",
        "de lb yi",
        "nl af",
        "fa prs tg",
        "hi ur",
        "mr ne sa hi",
        "bn as",
        "id ms jv jw su",
        "az tr tk",
        "kk ky tt ba uz",
        "zh yue cmn",
        "th lo",
        "fi et",
        "tl fil",
        "haw mi",
        "hy hyw",
        "ar arz mt",
        "ln sw sn",
    )
)


def is_near(first: str, second: str) -> bool:
    """Whether two languages are the same, or so similar that a model may name one for the other."""
    pair = {primary(first), primary(second)}
    return len(pair) == 1 or any(pair <= group for group in _GROUPS)
