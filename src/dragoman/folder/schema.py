"""The JSON Schemas of the stored files, made from the types.

``python -m dragoman.folder.schema docs/schema`` writes them again.
"""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import Any

import msgspec

from dragoman.folder.review_log import Commented, Found, Resolved, Settled
from dragoman.folder.versions import VERSIONS, Header, HistoryHeader, Kind, Snapshot, StoredEdition
from dragoman.formats import dragoman_json as export
from dragoman.transcript.revision import Revision

__all__ = ["make_schemas"]

_STORED: dict[Kind, tuple[tuple[Any, ...], str]] = {
    "transcript": ((Snapshot,), "transcript.json: an interview's document as of one revision."),
    "history": (
        (HistoryHeader, tuple[Revision, ...]),
        "A line of history.jsonl: its header, or an action's revisions.",
    ),
    "review": (
        (Header, Found, Settled, Commented, Resolved),
        "A line of review.jsonl: its header, a problem found, its settlement, a comment, or that one is resolved.",
    ),
    "edition": ((StoredEdition,), "editions/N.json: what readers get."),
}


_EXPORT = "NAME.json: a document alone, as `dragoman convert` writes it."


def make_schemas() -> dict[str, bytes]:
    """Maps file names to schemas, for every kind of stored file and for the export."""
    stored = {f"{kind}-{VERSIONS[kind]}.json": _make(kind, VERSIONS[kind], *_STORED[kind]) for kind in _STORED}
    alone = _make("export", export.VERSION, (export.Export,), _EXPORT)
    return stored | {f"export-{export.VERSION}.json": alone}


def _make(kind: str, version: int, shapes: tuple[Any, ...], description: str) -> bytes:
    schemas, components = msgspec.json.schema_components(shapes, ref_template="#/$defs/{name}")
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dragoman:schema:{kind}:{version}",
        "title": f"Dragoman {kind}, version {version}",
        "description": description,
        "anyOf": schemas,
        "$defs": {name: _tidied(component) for name, component in sorted(components.items())},
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _tidied(component: dict[str, Any]) -> dict[str, Any]:
    """Descriptions as plain prose: Python versions indent docstrings differently."""
    if "description" not in component:
        return component
    return component | {"description": inspect.cleandoc(component["description"]).replace("``", "`").replace("\n", " ")}


if __name__ == "__main__":
    for name, content in make_schemas().items():
        (Path(sys.argv[1]) / name).write_bytes(content)
