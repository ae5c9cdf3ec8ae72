"""``dragoman models``: which speech models there are, what each can do, and which are here."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from dragoman.engines.model_quality import (
    Ability,
    Measured,
    can_translate,
    can_write,
    choose_model,
    find_ability,
    find_able,
)
from dragoman.engines.models import MODELS, Model, fetch_model, find_memory, find_model, fits, is_here
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
    name, memory = language_name(tag), find_memory()
    best = choose_model(MODELS, [tag], translate=True, memory=memory)
    if best is None or not fits(best, memory) or can_write(best, tag) is False:
        return _without(name, find_able(tag, translate=True))
    fitting = [model for model in MODELS if fits(model, memory) and not MODELS[model].only_english]
    shown = [model for model in fitting if can_write(model, tag) is not False or is_here(model)]
    return "\n".join([_recommended(name, best), *(_figures(model, tag) for model in shown)])


def _without(name: str, able: Sequence[str]) -> str:
    """Where no model that fits can write the language: the smallest that could."""
    if not able:
        return f"{name}: no model is known to write it well enough; a draft lays rows to type on"
    return f"{name}: {able[0]} could, but needs {MODELS[able[0]].memory} MB; use a machine with twice that"


def _recommended(name: str, best: str) -> str:
    return f"{name}: {best}" + (", which is here" if is_here(best) else f"; get it with: dragoman models --get {best}")


def _figures(model: str, tag: str) -> str:
    ability = find_ability(model, tag) or Ability(wer=None, bleu=None)
    parts = [
        "words unmeasured" if ability.wer is None else _wrong(ability.wer),
        *([] if ability.bleu is None else [f"BLEU {ability.bleu.value:.0f} ({_source(ability.bleu)})"]),
        *(["cannot write it well enough"] if can_write(model, tag) is False else []),
        *(["cannot translate it well enough"] if can_translate(model, tag) is False else []),
        f"{MODELS[model].megabytes} MB",
    ]
    return f"  {model}: {', '.join(parts)}"


def _wrong(figure: Measured) -> str:
    return f"{figure.value:.0f} % of words wrong ({_source(figure)})"


def _source(figure: Measured) -> str:
    if figure.source == "measured":
        return f"measured here on {figure.words} words"
    return "published by its makers"


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
