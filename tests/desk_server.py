"""A desk in a process of its own, and clients that edit in it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any


class Server:
    """A desk in a process of its own, that can be killed and started again at the same address.

    ``fakes`` has it draft with engines that need no model. ``database`` is the address of a PostgreSQL one.
    """

    def __init__(self, root: Path, *options: str, fakes: bool = False, database: str | None = None) -> None:
        self.root = root
        self.options = options
        self.program = [str(Path(__file__).with_name("fake_desk.py"))] if fakes else ["-m", "dragoman"]
        self.database = database
        self.port = 0
        self.start()

    def start(self) -> None:
        command = [sys.executable, *self.program, "serve", str(self.root), "--no-browser", "--port", str(self.port)]
        command += self.options
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        environment.pop("DATABASE_URL", None)
        if self.database is not None:
            environment["DATABASE_URL"] = self.database
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=self.root, env=environment)
        line = (self.process.stdout or sys.stdin).readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, line
        self.port = int(found[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


class Client:
    """A window that sends actions one after the other, as the grid does."""

    def __init__(self, server: Server, key: str) -> None:
        self._server = server
        self._base = f"/i/{key}"
        self._cookie = ""
        page = self.ask("GET", f"{self._base}/")
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert token
        self._token = token[1]
        self.state: Any = json.loads(page.partition('id="state" type="application/json">')[2].partition("</script>")[0])

    def ask(self, method: str, path: str, body: Any = None) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=10)
        try:
            headers = {"Accept": "application/json", "Content-Type": "application/json"}
            if body is not None:
                headers |= {"Cookie": f"dragoman_csrf={self._cookie}", "X-CSRFToken": self._token}
            connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = connection.getresponse()
            for value in answer.headers.get_all("Set-Cookie", []):
                if value.startswith("dragoman_csrf="):
                    self._cookie = value.split(";")[0].partition("=")[2]
            text = answer.read().decode()
            if answer.status >= 400:
                raise ConnectionError(f"{answer.status} {text[:300]}")
            return text
        finally:
            connection.close()

    def type(self, segment: str, before: str, text: str, client: str) -> bool:
        """Send what is being typed into a translation; whether it was acknowledged."""
        typed = {"client": client, "segment": segment, "side": "target", "before": before, "text": text}
        return self._send("typing", {"epoch": self.state["epoch"], "typed": [typed]})

    def retype(self, segment: str, before: str, after: str, key: str, client: str = "") -> bool:
        """Send a translation; whether it was acknowledged. What this client was typing there is done then."""
        edit = {"verb": "set-text", "segment": segment, "side": "target", "before": before, "after": after}
        return self._act(edit, key, client or key)

    def remove(self, segment: str, source: str, target: str) -> bool:
        """Delete a passage; whether it was acknowledged."""
        return self._act({"verb": "remove", "segment": segment, "source": source, "target": target}, "remove", "remove")

    def _act(self, edit: dict[str, str], key: str, client: str) -> bool:
        action = {"key": key, "epoch": self.state["epoch"], "edits": [edit]}
        return self._send("edits", {"client": client, "since": self.state["head"], "action": action})

    def _send(self, verb: str, body: Any) -> bool:
        try:
            self.ask("POST", f"{self._base}/{verb}", body)
        except (OSError, http.client.HTTPException):
            return False
        return True
