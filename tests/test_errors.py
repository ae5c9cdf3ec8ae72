"""Errors: one line for people, a code and fields for programs."""

from __future__ import annotations

import importlib
import pkgutil

import dragoman
from dragoman.cli.flags import Flag
from dragoman.cli.terminal import as_command
from dragoman.errors import DragomanError, Fix, FolderError, InputError, SettingsError

_APPLY = Fix("apply it first", "apply", ("interview",))
_GIVE_UP = Fix("discard its edits", "view", ("interview",), {"force": True})


def test_a_fault_and_its_fix_are_one_line() -> None:
    assert str(InputError("a.wav", "is\nempty", "copy it again", line=3)) == "a.wav:3: is empty; copy it again"


def test_what_dragoman_can_do_is_said_without_a_command() -> None:
    error = FolderError("interview/a.txt", "has edits", (_APPLY, _GIVE_UP))
    assert str(error) == "interview/a.txt: has edits; apply it first, or discard its edits"
    assert error.fixes == (_APPLY, _GIVE_UP)


def test_the_command_line_writes_the_command() -> None:
    error = FolderError("interview/a.txt", "has edits", (_APPLY, _GIVE_UP))
    assert error.describe(as_command) == (
        "interview/a.txt: has edits; apply it first with: dragoman apply interview,"
        " or discard its edits with: dragoman view interview --force"
    )


def test_the_call_that_failed_is_made_again_with_an_option() -> None:
    error = FolderError("a.vtt", "exists already", Fix("overwrite it", options={"force": True}))
    assert error.describe(as_command) == "a.vtt: exists already; use --force to overwrite it"


def test_a_value_that_a_person_has_to_choose_is_asked_for() -> None:
    error = FolderError("talk", "has been edited", Fix("draft into another folder", options={"output": None}))
    told = error.describe(lambda fix: as_command(fix, {"output": Flag("-o", "DIR")}))
    assert told == "talk: has been edited; draft into another folder with -o DIR"


def test_fields_are_kept() -> None:
    error = SettingsError("minutes", -1, "is not a number of minutes")
    assert (error.code, error.name, error.value, error.fault, error.fixes) == (
        "settings",
        "minutes",
        -1,
        "is not a number of minutes",
        (),
    )


def test_each_kind_has_a_code_of_its_own() -> None:
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman."):
        if module.name.startswith(("dragoman.folder", "dragoman.transcript", "dragoman.workflows")):
            importlib.import_module(module.name)
    codes = [kind.__dict__.get("code") for kind in _kinds(DragomanError)]
    assert None not in codes
    assert len(codes) == len(set(codes)) > 10


def _kinds(kind: type[DragomanError]) -> list[type[DragomanError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in _kinds(child))]
