from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from dragoman.folder import Folder, commit, create_folder, sign
from dragoman.folder.editions import save_edition
from dragoman.folder.review import record_problems
from dragoman.folder.schema import make_schemas
from dragoman.problems import Problem
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Engine, Person
from dragoman.transcript.edition import Edition, seal_edition
from interviews import arabic_english, spanish_english

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
MEND = "renew them with: python -m dragoman.folder.schema docs/schema"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An interview with every mark, an edit, a problem and an edition."""
    made = create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper", settings={"beam": "5"}))
    revisions = edit.split_segment(made.transcript, "s00000003", Cut(source=20), sign(made, Person(handle="ana")))
    folder = commit(made, revisions)
    record_problems(folder, [Problem("truncated", "warning", "the recording breaks off")])
    save_edition(folder, seal_edition(Edition(transcript=folder.transcript), None, lambda: secrets.token_hex(16)))
    return folder


def check(value: Any, schema: str) -> None:
    jsonschema.Draft202012Validator(msgspec.json.decode((SCHEMAS / schema).read_bytes())).validate(value)


@pytest.mark.parametrize("name", make_schemas())
def test_the_published_schema_is_the_codes(name: str) -> None:
    assert (SCHEMAS / name).read_bytes() == make_schemas()[name], MEND


def test_no_schema_is_published_that_the_code_does_not_make() -> None:
    assert {path.name for path in SCHEMAS.glob("*.json")} == set(make_schemas())


@pytest.mark.parametrize("name", make_schemas())
def test_a_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(msgspec.json.decode(make_schemas()[name]))


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("transcript.json", "transcript-1.json"),
        ("history.jsonl", "history-2.json"),
        ("review.jsonl", "review-3.json"),
        ("editions/1.json", "edition-1.json"),
    ],
)
def test_what_is_stored_follows_its_schema(folder: Folder, file: str, schema: str) -> None:
    for line in (folder.path / file).read_bytes().splitlines():
        check(msgspec.json.decode(line), schema)


def test_a_right_to_left_interview_follows_it_too(tmp_path: Path) -> None:
    folder = create_folder(tmp_path / "interview", arabic_english(), Person(handle="ana"))
    check(msgspec.json.decode((folder.path / "transcript.json").read_bytes()), "transcript-1.json")


def test_what_breaks_the_shape_is_refused_by_the_schema() -> None:
    with pytest.raises(jsonschema.ValidationError):
        check({"head": "a", "sha256": "b", "transcript": {"segments": [{"id": 7}]}}, "transcript-1.json")
