"""What became of many recordings, as a page: what wants to be looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dragoman.errors import with_fixes
from dragoman.transcript.span import format_clock
from dragoman.workflows.drafted_file import OUTCOMES, DraftedFile

__all__ = ["write_summary"]

_HEAD = """<!doctype html>
<html lang="en" dir="ltr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Drafts</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { border-bottom: 1px solid #767676; padding: .3rem .6rem; text-align: start; vertical-align: top }
td { overflow-wrap: anywhere }
</style>
<h1>Drafts</h1>
"""
_COLUMNS = ("Recording", "Folder", "Sound", "Work", "Why")


def write_summary(files: Sequence[DraftedFile]) -> str:
    """The page: how many there are of each outcome, and a table of each."""
    parts = [_HEAD]
    for outcome in OUTCOMES:
        some = [file for file in files if file.outcome == outcome]
        if some:
            rows = "".join(map(_row, some))
            head = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
            title = f"{outcome.capitalize()}: {len(some)}"
            parts.append(
                f"<h2>{title}</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
            )
    return "".join([*parts, "</html>\n"])


def _row(file: DraftedFile) -> str:
    sound = "" if file.duration is None else format_clock(file.duration, exact=False)
    work = "" if file.seconds is None else format_clock(round(file.seconds * 1000), exact=False)
    texts = (str(file.folder), sound, work, with_fixes(file.why, file.fixes))
    cells = "".join(f'<td dir="auto">{escape(text)}</td>' for text in texts)
    return f'<tr><th scope="row" dir="auto">{escape(str(file.recording))}</th>{cells}</tr>\n'
