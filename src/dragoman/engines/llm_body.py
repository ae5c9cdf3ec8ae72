"""Reads the body of a chat endpoint's reply: the text, why it ends, the tokens used, or the error."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from dragoman.engines.base import Usage

__all__ = ["Answer", "error_json", "find_message", "find_status", "read_answer", "read_json"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The first choice of a reply. Each text is empty if there is none; ``end`` is the finish reason in lower case."""

    text: str
    end: str
    refusal: str
    usage: Usage


def read_json(body: bytes) -> object:
    """The body's value; ``None`` if it is not JSON."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def read_answer(body: dict[str, Any]) -> Answer:
    """The first choice of a reply. A field that is missing or has a wrong type is empty."""
    choices = body.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    message = choice.get("message")
    message = message if isinstance(message, dict) else {}
    return Answer(
        text=_read_content(message.get("content")).strip(),
        end=str(choice.get("finish_reason") or "").lower(),
        refusal=_read_content(message.get("refusal")).strip(),
        usage=_read_usage(body.get("usage")),
    )


def find_status(status: int, body: object) -> int:
    """The HTTP status, or the status of an error in the body of a gateway's successful reply (500 if it names none)."""
    error = body.get("error") if isinstance(body, dict) and "choices" not in body else None
    if status >= 400 or not error:
        return status
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and 400 <= code < 600 else 500


def find_message(body: object, raw: bytes) -> str:
    """A server's error message; the first 2,000 bytes of the body as text if there is none."""
    said = body
    for key in ("error", "message", "detail"):
        if isinstance(said, dict) and said.get(key):
            said = said[key]
    return said if isinstance(said, str) else raw[:2000].decode(errors="replace")


def error_json(body: object) -> str:
    """An error's whole body as JSON, up to 20,000 characters; empty if the body is not an object."""
    try:
        return json.dumps(body, ensure_ascii=False)[:20_000] if isinstance(body, dict) else ""
    except RecursionError:
        return ""


def _read_content(content: object) -> str:
    """A message's text, whether it is one string or a list of parts."""
    if isinstance(content, list):
        parts = [part.get("text") or part.get("refusal") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _read_usage(usage: object) -> Usage:
    counted = usage if isinstance(usage, dict) else {}
    return Usage(sent=_count(counted.get("prompt_tokens")), received=_count(counted.get("completion_tokens")))


def _count(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53 else 0
