"""``dragoman models``: which speech models there are, what each can do, and which are here."""

from __future__ import annotations

import argparse

from dragoman.engines.models import MODELS, Model, fetch_model, find_model, is_here

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--path", metavar="NAME", help="print the folder in which a model lies")
    one.add_argument("--get", metavar="NAME", help="download a model from its hub")


def run(options: argparse.Namespace) -> int:
    """List the models, or do what is asked with one."""
    if options.path:
        print(find_model(options.path))
    elif options.get:
        print(fetch_model(options.get))
    else:
        _print_table()
    return 0


def _print_table() -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("model", "here", "download", "at work", "transcribes", "translates into", "note"):
        table.add_column(heading, justify="right" if heading in ("download", "at work") else "left")
    for name, model in MODELS.items():
        table.add_row(*_row(name, model))
    Console().print(table)


def _row(name: str, model: Model) -> tuple[str, ...]:
    return (
        name,
        "yes" if is_here(name) else "–",
        f"{model.megabytes} MB",
        f"{model.memory} MB",
        "English" if model.only_english else "99 languages",
        "English" if model.translates and not model.only_english else "–",
        model.note,
    )
