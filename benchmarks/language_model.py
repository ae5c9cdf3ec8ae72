"""A real language model end to end: ``dragoman translate`` asks it, and what becomes of each passage is looked at.

Only the shape is asserted. The model is far too small to translate: it copies, repeats itself and breaks off, which is
what the checks of answers are for.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from benchmarks.frame import BUILD, Measured, Options, Report, Table
from benchmarks.model_server import MODEL, Served, serve_model
from dragoman.cli import main as dragoman
from dragoman.folder import open_folder
from dragoman.pipeline.translate.run import UNTRANSLATED
from dragoman.transcript.document import Segment

__all__ = ["run"]

_KEY = "a-key-of-the-benchmark"
_PAGE = """\
HOST: ¿Y cuánto pan hacen al día?
BAKER: Unas trescientas barras.
HOST: ¿Y antes de la guerra?
BAKER: Antes, más: 500 barras. [laughs]
"""


def run(options: Options) -> Report:
    """Translate four passages from Spanish into English, and look at what stands in the folder."""
    folder = _make_folder()
    before = open_folder(folder).transcript.segments
    with serve_model() as served:
        began = time.monotonic()
        code = _translate(folder, served)
        took = time.monotonic() - began
    after = open_folder(folder).transcript.segments
    gaps = sum(segment.target == UNTRANSLATED for segment in after)
    for shape, holds in _shapes(folder, before, after, served, code=code, gaps=gaps):
        if not holds:
            raise AssertionError(f"{shape} does not hold; the folder is {folder}")
    columns = ("passages", "translated", "marked gaps", "requests", "s")
    row = (str(len(after)), str(len(after) - gaps), str(gaps), str(len(served.requests)), f"{took:.0f}")
    return Report(
        tables=(Table(title=f"{MODEL}, 4 bits, shape alone", columns=columns, rows=(row,)),),
        figures=(
            Measured(system=MODEL, language="es", name="passages", value=len(after), unit="passages"),
            Measured(system=MODEL, language="es", name="marked gaps", value=gaps, unit="passages"),
            Measured(system=MODEL, language="es", name="requests", value=len(served.requests), unit="requests"),
        ),
    )


def _make_folder() -> Path:
    folder, page = BUILD / "llm" / "interview", BUILD / "llm" / "page.txt"
    shutil.rmtree(folder, ignore_errors=True)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(_PAGE, encoding="utf-8")
    if dragoman(["convert", str(page), f"{folder}/", "--from", "es"]) != 0:
        raise AssertionError(f"{page} was not read")
    return folder


def _translate(folder: Path, served: Served) -> int:
    said = {"DRAGOMAN_LLM_ADDRESS": served.address, "DRAGOMAN_LLM_MODEL": MODEL, "DRAGOMAN_LLM_KEY": _KEY}
    os.environ.update(said)
    try:
        return dragoman(["translate", str(folder), "--to", "en", "--with", "llm"])
    finally:
        for name in said:
            del os.environ[name]


def _shapes(
    folder: Path, before: tuple[Segment, ...], after: tuple[Segment, ...], served: Served, *, code: int, gaps: int
) -> list[tuple[str, bool]]:
    """What has to hold whatever the model writes."""
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    texts = [segment.target for segment in after if segment.target != UNTRANSLATED]
    return [
        ("that the model was asked", bool(served.requests)),
        ("that it was asked with a schema", "json_schema" in str(served.requests[0].get("response_format"))),
        ("that the exit code says whether gaps are left", code == (1 if gaps else 0)),
        ("that ids, speakers and originals are as they were", _originals(before) == _originals(after)),
        ("that every passage has a translation or a marked gap", all(segment.target for segment in after)),
        ("that no translation is its original", all(segment.target != segment.source for segment in after)),
        ("that no translation stands under two passages", len(set(map(str, texts))) == len(texts)),
        ("that every passage says which engine it is from", files.count(MODEL.encode()) > 0),
        ("that the key is nowhere in the folder", _KEY.encode() not in files),
        ("that the address is nowhere in the folder", served.address.encode() not in files),
    ]


def _originals(segments: tuple[Segment, ...]) -> list[tuple[object, ...]]:
    return [(segment.id, segment.speaker, segment.source) for segment in segments]
