"""The problems of one reading, as they are found: few enough to be looked at, whatever the file is."""

from __future__ import annotations

from dragoman.problems import Place, Problem

__all__ = ["MOST_PROBLEMS", "Findings"]

MOST_PROBLEMS = 1000


class Findings:
    """Collects problems, and counts what is worth one problem for the whole file."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._counts: dict[str, tuple[int, int | None]] = {}

    def add(self, *problems: Problem) -> None:
        """Note problems; beyond the most that are listed, only that there are more."""
        for problem in problems:
            if len(self._found) < MOST_PROBLEMS:
                self._found.append(problem)
            elif len(self._found) == MOST_PROBLEMS:
                message = f"only the first {MOST_PROBLEMS} problems are listed; mend them and read the file again"
                self._found.append(Problem("more-problems", "note", message, problem.where))

    def count(self, what: str, line: int | None = None) -> None:
        """Note that something of a kind was met once more; the first line of each kind is kept."""
        number, first = self._counts.get(what, (0, line))
        self._counts[what] = number + 1, first

    def counted(self, what: str) -> tuple[int, Place]:
        """How often a kind was met, and where first."""
        number, line = self._counts.get(what, (0, None))
        return number, Place(line=line)

    def listed(self) -> tuple[Problem, ...]:
        """All of them in the order of the file, those about the whole of it first."""
        return tuple(sorted(self._found, key=lambda problem: (problem.where.line or 0, problem.where.column or 0)))
