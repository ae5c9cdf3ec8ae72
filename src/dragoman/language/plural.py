"""Numbers with their noun, in English messages. Pages for readers use :func:`dragoman.locale.ngettext`."""

from __future__ import annotations

__all__ = ["counted"]


def counted(number: int, one: str, many: str | None = None) -> str:
    """The number and the noun in its form: ``1 passage``, ``2 passages``, ``1,234 passages``.

    :param many: the noun's plural, if it is not the singular and an s
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
