"""What views share: reading a request's body, and answering with JSON."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse

from dragoman.errors import SettingsError

__all__ = ["as_json", "read_body"]

T = TypeVar("T")


def as_json(value: Any, status: int = 200) -> HttpResponse:
    """A value as JSON that is not cached."""
    response = HttpResponse(msgspec.json.encode(value), content_type="application/json", status=status)
    response["Cache-Control"] = "no-store"
    return response


def read_body(request: HttpRequest, kind: type[T]) -> T:
    """The request's body as a value of this type.

    :raises SettingsError: if it cannot be read
    """
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError("request", None, f"cannot be read ({error})", "load the page again") from error
