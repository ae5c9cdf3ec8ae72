"""The report as an HTML page, with what needs attention first. It works as a file and without its script."""

from __future__ import annotations

import base64
import hashlib
import os
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

from dragoman.errors import with_fixes
from dragoman.transcript.span import format_clock
from dragoman.workflows.many.finished import OUTCOMES, DoneMany, Finished, Outcome

__all__ = ["MARK", "is_report", "write_report"]

MARK = '<meta name="generator" content="Dragoman, report">'
"""Identifies a report."""

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top }
td, th[scope=row] { overflow-wrap: anywhere; min-width: 4rem }
.number { text-align: end; white-space: nowrap }
th button { background: none; border: 0; color: inherit; font: inherit; padding: 0; cursor: pointer }
th button::after { content: " \\2195" }
th[aria-sort=ascending] button::after { content: " \\2191" }
th[aria-sort=descending] button::after { content: " \\2193" }
.failed, .incomplete { font-weight: bold }
"""
# Each column heading becomes a button that sorts by it, and reverses the order when pressed again.
_SCRIPT = """
const body = document.querySelector("tbody");
const key = (row, place) => row.cells[place].dataset.key ?? row.cells[place].textContent;
const compare = (one, other) => isNaN(one) || isNaN(other) || one === "" || other === ""
  ? one.localeCompare(other) : one - other;
for (const head of document.querySelectorAll("thead th")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of document.querySelectorAll("thead th")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const place = head.cellIndex;
    const rows = [...body.rows].sort((one, other) => compare(key(one, place), key(other, place)));
    body.append(...(down ? rows.reverse() : rows));
  });
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'"


def write_report(done: DoneMany, total: int) -> str:
    """The page: the number of items with each outcome, totals, and a row for each item.

    :param total: the number of items, including unfinished ones
    """
    policy = _POLICY.format(base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode())
    figures = tuple(done.figures)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in _columns(done, figures))
    rows = "".join(_rows(done, figures))
    return "".join(
        (
            '<!doctype html>\n<html lang="en" dir="ltr">\n<meta charset="utf-8">\n',
            f'{MARK}\n<meta name="viewport" content="width=device-width">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            f"<title>{done.work.title}</title>\n<style>{_STYLE}</style>\n<h1>{done.work.title}</h1>\n",
            *(f"<p>{escape(line)}</p>\n" for line in _totals(done, total)),
            f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
            f"<script>{_SCRIPT}</script>\n</html>\n",
        )
    )


def is_report(path: Path) -> bool:
    """Whether a file is a report, and so not a transcript."""
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(512)
    except OSError:
        return False


def _columns(done: DoneMany, figures: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name.capitalize() for name in figures)
    return (done.work.item, "Outcome", done.work.result, "Sound", "Time", *names, "Why")


def _totals(done: DoneMany, total: int) -> Iterator[str]:
    """The summary, in sentences."""
    counts = ", ".join(f"{count} {done.work.labels[outcome]}" for outcome, count in done.counts.items())
    yield f"{counts}."
    if len(done.files) < total:
        yield f"{total - len(done.files)} of {total} are not finished" + (
            ": the work goes on, or was stopped. The same command again goes on from here." if done.running else "."
        )
    work = sum(file.seconds or 0 for file in done.files)
    sound = f"{_clock(done.sound / 1000)} of sound worked on; " if done.sound else ""
    yield f"{sound}{_clock(done.seconds)} by the clock, {_clock(work)} of work in all processes together."
    if done.figures:
        yield ", ".join(f"{name}: {count:,}" for name, count in done.figures.items()) + "."


def _rows(done: DoneMany, figures: tuple[str, ...]) -> Iterator[str]:
    order: dict[Outcome, int] = {outcome: place for place, outcome in enumerate(OUTCOMES)}
    for file in sorted(done.files, key=lambda file: (order[file.outcome], file.index)):
        yield "".join(
            (
                f'<tr><th scope="row" lang="" dir="auto">{_text(str(file.path))}</th>',
                f'<td class="{file.outcome}" data-key="{order[file.outcome]}">{done.work.labels[file.outcome]}</td>',
                f'<td lang="" dir="auto">{_link(file, done.report.parent)}</td>',
                _number(file.duration and file.duration / 1000),
                _number(file.seconds),
                *(f'<td class="number">{file.figures.get(name, "")}</td>' for name in figures),
                f'<td dir="auto">{_text(with_fixes(file.why, file.fixes))}</td></tr>\n',
            )
        )


def _number(seconds: float | None) -> str:
    """A cell with a duration, which sorts by its seconds."""
    shown = "" if seconds is None else _clock(seconds)
    return f'<td class="number" data-key="{"" if seconds is None else round(seconds, 1)}">{shown}</td>'


def _clock(seconds: float) -> str:
    return format_clock(round(seconds * 1000), exact=False)


def _link(file: Finished, folder: Path) -> str:
    """The name of the result, as a link if the file exists."""
    if file.made is None:
        return ""
    place = file.made / "index.html" if file.made.is_dir() else file.made
    if not place.is_file():
        return _text(str(file.made))
    try:
        way = os.path.relpath(place, folder)
    except ValueError:  # on another drive
        return _text(str(file.made))
    # The prefix ./ makes every name a path: otherwise javascript:x would be read as a scheme.
    address = quote(os.fsencode(f"./{way}".replace(os.sep, "/")))
    return f'<a href="{escape(address)}">{_text(str(file.made))}</a>'


def _text(text: str) -> str:
    """The text, escaped, without control characters, bidirectional controls and surrogates."""
    return escape("".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") or _turns(c) else c for c in text))


def _turns(character: str) -> bool:
    return unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
