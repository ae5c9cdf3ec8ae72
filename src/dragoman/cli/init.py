"""``dragoman init``: write the settings file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.keys import SETTINGS
from dragoman.workflows.init import InitOptions, init, plan_init
from dragoman.workflows.questions import Question

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments: one option for each setting."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="the folder (default: this one)"
    )
    for setting in SETTINGS:
        parser.add_argument(
            f"--{setting.option}", dest=setting.field, metavar="TEXT", help=setting.says[0].lower() + setting.says[1:-1]
        )
    parser.add_argument("--force", action="store_true", help="overwrite an existing dragoman.toml")


def run(options: argparse.Namespace) -> int:
    """Write ``dragoman.toml``; on a terminal, ask for values that the options do not give."""
    given = {setting.field: getattr(options, setting.field) for setting in SETTINGS}
    values = {field: value for field, value in given.items() if value is not None}
    wanted = InitOptions(folder=options.folder, values=values, force=options.force)
    plan = plan_init(settings=Settings(), options=wanted)
    answers: dict[str, str] = {}
    if not values and sys.stdin.isatty() and sys.stdout.isatty():
        print("Press Enter to skip a question; everything can be changed in the file later.")
        answers = {question.name: _ask(question) for question in plan.questions}
    print(f"wrote {init(settings=Settings(), plan=plan, answers=answers)}")
    return 0


def _ask(question: Question) -> str:
    setting = next(setting for setting in SETTINGS if setting.field == question.name)
    while True:
        try:
            answer = input(f"{question.says} ").strip()
        except EOFError:
            return ""
        try:
            return setting.check(answer) if answer else ""
        except ValueError as error:
            print(SettingsError(setting.key, answer, *str(error).split("; ", 1)))
