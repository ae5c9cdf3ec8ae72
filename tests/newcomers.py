"""A newcomer: types commands, corrects pages in an editor, and reads what is answered."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from dragoman.cli import main


class Newcomer:
    """Somebody who works in a folder, and the steps that they have taken there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken = 0
        self.stuck: str | None = None

    def goes(self, steps: Sequence[Callable[[Newcomer], None]], last: Callable[[Newcomer], None]) -> None:
        """Take every step up to this one that was not taken yet; none behind one that failed."""
        assert self.stuck is None, f"the newcomer got no further than: {self.stuck}"
        for step in steps[self.taken : steps.index(last) + 1]:
            self.stuck = step.__name__
            step(self)
            self.taken, self.stuck = self.taken + 1, None

    def types(self, *words: str, code: int = 0) -> str:
        """What a command answers, on both streams; ``code`` is the exit code that is expected."""
        answer = io.StringIO()
        with redirect_stdout(answer), redirect_stderr(answer):
            found = main(list(words))
        assert found == code, f"dragoman {' '.join(words)}: {found}\n{answer.getvalue()}"
        return answer.getvalue()

    def reads(self, name: str) -> str:
        """What stands in a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def retypes(self, name: str, *pairs: tuple[str, str]) -> None:
        """Write other words in place of these, which stand once in the file."""
        page = self.reads(name)
        for old, new in pairs:
            assert page.count(old) == 1, old
            page = page.replace(old, new)
        (self.folder / name).write_text(page, encoding="utf-8")

    def finds(self, words: str) -> str:
        """The id of the passage with these words on the page of the bees."""
        [found] = re.findall(rf"(?m)^(s\w{{8}}) \[.*{re.escape(words)}$", self.reads("bees/bees.txt"))
        return str(found)
