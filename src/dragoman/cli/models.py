"""``dragoman models``: which speech models there are, what each can do, and which are here."""

from __future__ import annotations

import argparse
import os

from dragoman.engines.abilities import find_ability, find_able
from dragoman.engines.models import MODELS, Model, fetch_model, find_model, is_here
from dragoman.errors import SettingsError
from dragoman.transcript.tags import find_tag, language_name

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--path", metavar="NAME", help="print the folder in which a model lies")
    one.add_argument("--advise", metavar="LANG", help="say which model to use for a language on this machine")
    one.add_argument("--get", metavar="NAME", help="download a model from its hub")


def run(options: argparse.Namespace) -> int:
    """List the models, or do what is asked with one."""
    if options.path:
        print(find_model(options.path))
    elif options.advise:
        print(_advice(options.advise))
    elif options.get:
        print(fetch_model(options.get))
    else:
        _print_table()
    return 0


def _advice(language: str) -> str:
    tag = find_tag(language)
    if tag is None:
        raise SettingsError(
            "--advise", language, "is no language that is known here", "use a tag such as fa, or Persian"
        )
    name, memory = language_name(tag), _memory()
    fitting = [
        model for model in find_able(tag, translate=True) if memory is None or MODELS[model].memory < memory // 2
    ]
    if not fitting:
        measured = find_able(tag, translate=True)
        if measured:
            return (
                f"{name}: {measured[0]} could, but needs {MODELS[measured[0]].memory} MB; use a machine with twice that"
            )
        return f"{name}: nobody has measured a model that writes and translates it well here; try the largest that fits"
    best = fitting[-1]
    return "\n".join(
        [f"{name}: {best}" + ("" if is_here(best) else f"; get it with: dragoman models --get {best}")]
        + [_figures(model, tag) for model in fitting]
    )


def _figures(model: str, tag: str) -> str:
    ability = find_ability(model, tag)
    wer = "–" if ability is None or ability.wer is None else f"{ability.wer:.0f} % of words wrong"
    bleu = "" if ability is None or ability.bleu is None else f", BLEU {ability.bleu:.0f}"
    source = "" if ability is None or ability.source != "unverified" else " (quoted from memory, unverified)"
    return f"  {model}: {wer}{bleu}, {MODELS[model].megabytes} MB{source}"


def _memory() -> int | None:
    """MB of this machine, where the system says so."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (AttributeError, OSError, ValueError):
        return None


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
