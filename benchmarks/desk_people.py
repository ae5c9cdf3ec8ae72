"""People at the desk, as the grid asks its server: one connection each, with or without an account."""

from __future__ import annotations

import http.client
import json
import re
import sys
import urllib.parse
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from desk_server import Server
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine, Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.span import Span

__all__ = ["HANDLE", "PASSWORD", "Person", "make_interview"]

HANDLE = "ana"
PASSWORD = "seven small stones"
_WORDS = (
    "casa", "perro", "gato", "tiempo", "ciudad", "guerra", "pan", "agua", "hermano", "vida", "noche", "día", "camino",
    "palabra",
)  # fmt: skip


def make_interview(path: Path, passages: int) -> None:
    """A made interview of two people, 18 words a passage in both languages."""
    words = (" ".join(_WORDS[(n * 7 + k * 3) % len(_WORDS)] for k in range(18)) + "." for n in range(passages))
    segments = tuple(
        Segment(
            id=mint_id("desk", number),
            speaker=f"S{number % 2 + 1}",
            span=Span(number * 4800, number * 4800 + 4500),
            source=(said,),
            target=(said,),
        )
        for number, said in enumerate(words)
    )
    document = Transcript(
        recording=Recording(languages=("es",)),
        speakers=(Speaker(id="S1", label="The host"), Speaker(id="S2", label="Ana")),
        segments=segments,
        target_language="en",
    )
    create_folder(path, document, Engine(name="benchmark"))


class Person:
    """Somebody in a passage of their own, whose window is open.

    :param account: whether they log in first
    """

    def __init__(self, server: Server, key: str, number: int, *, account: bool = False) -> None:
        self._base = f"/i/{key}"
        self._client = f"window-{number}"
        self._segment = mint_id("desk", number)
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._token = ""
        if account:
            self._log_in()
        page = self.ask("GET", f"{self._base}/")
        self._token = _find_token(page)
        state = json.loads(page.partition('id="state" type="application/json">')[2].partition("</script>")[0])
        self._head, self._epoch = state["head"], state["epoch"]
        found = re.search(rf'id="{self._segment}".*?<textarea class="target"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
        self._kept = found[1] if found else ""
        self._words = 0
        self._saved = 0

    def type(self) -> None:
        """Have the server keep what was typed so far, a word more than before."""
        self._words += 1
        entry = {"client": self._client, "segment": self._segment, "side": "target", "text": self._text}
        self.ask("POST", f"{self._base}/typing", {"epoch": self._epoch, "typed": [entry]})

    def leave(self) -> None:
        """Make what was typed a revision, as whoever leaves the row does."""
        self._saved += 1
        text = self._text
        edit = {"verb": "set-text", "segment": self._segment, "side": "target", "before": self._kept, "after": text}
        action = {"key": f"{self._client}-{self._saved}-{id(self)}", "epoch": self._epoch, "edits": [edit]}
        body = {"client": self._client, "since": self._head, "action": action}
        self._head = json.loads(self.ask("POST", f"{self._base}/edits", body))["changes"]["head"]
        self._kept, self._words = text, self._words % 20

    def look(self) -> None:
        """Ask for what others have changed."""
        asked = urllib.parse.urlencode({"since": self._head, "epoch": self._epoch})
        self._head = json.loads(self.ask("GET", f"{self._base}/changes?{asked}"))["head"]

    def look_beside(self) -> None:
        """Ask for what stands beside the passage, and for the problems of all."""
        self.ask("GET", f"{self._base}/passages/{self._segment}")
        self.ask("GET", f"{self._base}/problems")

    @property
    def _text(self) -> str:
        return f"{self._saved} " + "word " * self._words

    def _log_in(self) -> None:
        self._token = _find_token(self.ask("GET", "/log-in"))
        form = urllib.parse.urlencode({"handle": HANDLE, "password": PASSWORD, "csrfmiddlewaretoken": self._token})
        self._send("POST", "/log-in", form, "application/x-www-form-urlencoded")

    def ask(self, method: str, path: str, body: Any = None) -> str:
        """What the server answers.

        :raises ConnectionError: where it refuses
        """
        return self._send(method, path, None if body is None else json.dumps(body), "application/json")

    def _send(self, method: str, path: str, content: str | None, kind: str) -> str:
        headers = {"Accept": "application/json", "Content-Type": kind, "X-CSRFToken": self._token}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        self._connection.request(method, path, content, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for said in answer.headers.get_all("Set-Cookie", []):
            name, _, value = said.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 400:
            raise ConnectionError(f"{method} {path}: {answer.status} {text[:200]}")
        return text


def _find_token(page: str) -> str:
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    return found[1] if found else ""
