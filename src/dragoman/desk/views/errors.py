"""The error pages. They reveal nothing about the program's internals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from dragoman.desk.faults import wants_json

__all__ = ["bad_request", "broken", "forbidden", "no_token", "not_found"]


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request cannot be read."""
    return _answer(request, 400, "bad-request", "This request cannot be read. Load the page again.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person's role does not allow the action."""
    return _answer(request, 403, "forbidden", "Your role does not allow this. Ask an owner of this desk.")


def no_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was not sent from a page of this desk, or from a page before a new login."""
    said = "This was not sent from a page of this desk, or you have logged in since. Load the page again."
    return _answer(request, 403, "no-token", said)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing at the address."""
    return _answer(request, 404, "not-found", "There is nothing at this address. Use the list to find an interview.")


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of the program. The page is made without the database, which may be the cause."""
    said = (
        "An error in the desk stopped this. What you typed is kept. The terminal in which the desk runs shows details."
    )
    if wants_json(request):
        return JsonResponse({"code": "broken", "message": said}, status=500)
    return HttpResponse(render_to_string("desk/fault.html", {"message": said}), status=500)


def _answer(request: HttpRequest, status: int, code: str, message: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"code": code, "message": message}, status=status)
    return render(request, "desk/fault.html", {"message": message}, status=status)
