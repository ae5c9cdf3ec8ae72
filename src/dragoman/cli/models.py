"""``dragoman models``: list models, what each can do, and which are installed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from os.path import expanduser

from dragoman.cli.terminal import load_desk
from dragoman.cli.translate_report import describe_install
from dragoman.engines.model_quality import Measured
from dragoman.engines.voices.weights import MEGABYTES, MEMORY, VOICES
from dragoman.transcript.tags import language_name
from dragoman.workflows.models import (
    Advice,
    AdviceOptions,
    ListedModel,
    ListedTextModel,
    ListOptions,
    ModelOptions,
    PairOptions,
    RatedModel,
    Translation,
    advise_model,
    fetch,
    find,
    is_model_here,
    list_models,
    list_translators,
)

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--path", metavar="NAME", help="print the folder of a model")
    one.add_argument(
        "--advise", dest="language", metavar="LANG", help="recommend a model for a language on this machine"
    )
    one.add_argument(
        "--get",
        nargs="+",
        metavar="NAME",
        help="download models by name; voices is the one that distinguishes speakers",
    )
    one.add_argument(
        "--pair",
        nargs=2,
        metavar=("FROM", "TO"),
        help="list the engines that translate between two languages on this machine",
    )
    parser.add_argument("--accept-licence", dest="licence", metavar="NAME", help="accept a licence; with --get")


def run(options: argparse.Namespace) -> int:
    """List the models, or do what the options ask."""
    settings = load_desk({})
    if options.path:
        print(find(settings=settings, options=ModelOptions(model=expanduser(options.path))))
    elif options.language:
        print(_advice(advise_model(settings=settings, options=AdviceOptions(language=options.language))))
    elif options.get:
        for name in options.get:
            print(fetch(settings=settings, options=ModelOptions(model=name, licence=options.licence)))
    elif options.pair:
        source, target = options.pair
        _print_translation(list_translators(settings=settings, options=PairOptions(source=source, target=target)))
    else:
        voices = is_model_here(settings=settings, options=ModelOptions(model=VOICES))
        _print_table([*map(_row, list_models(settings=settings, options=ListOptions())), _voices_row(here=voices)])
    return 0


def _print_translation(found: Translation) -> None:
    pair = f"{language_name(found.source)} to {language_name(found.target)}"
    usable = [engine.engine for engine in found.engines if engine.usable]
    print(f"{pair}: {', '.join(usable) or 'nothing on this machine'}")
    for engine in found.engines:
        if not engine.usable:
            print(f"  install {describe_install(engine)}{'' if engine.measured else '; not measured here'}")
    for model in found.models:
        print(f"  {_text_model(model)}")


def _text_model(listed: ListedTextModel) -> str:
    model = listed.model
    licence = model.licence if model.commercial else f"{model.licence}: no commercial use"
    return f"{listed.name}: {model.engine}, {'here' if listed.here else f'{model.megabytes} MB'}, {licence}"


def _advice(advice: Advice) -> str:
    name = language_name(advice.language)
    if advice.best is not None:
        get = f"; get it with: dragoman models --get {advice.best}"
        first = f"{name}: {advice.best}" + (", which is installed" if advice.here else get)
        return "\n".join([first, *map(_figures, advice.fitting)])
    if advice.smallest is None:
        return f"{name}: no known model writes it well enough; a draft makes timed rows to type in"
    return f"{name}: {advice.smallest} could, but needs {advice.needs} MB; use a machine with twice that"


def _figures(model: RatedModel) -> str:
    ability = model.ability
    parts = [
        "words unmeasured" if ability.wer is None else _wrong(ability.wer),
        *([] if ability.bleu is None else [f"BLEU {ability.bleu.value:.0f} ({_source(ability.bleu)})"]),
        *(["cannot write it well enough"] if model.writes is False else []),
        *(["cannot translate it well enough"] if model.translates is False else []),
        f"{model.megabytes} MB",
    ]
    return f"  {model.name}: {', '.join(parts)}"


def _wrong(figure: Measured) -> str:
    return f"{figure.value:.0f} % of words wrong ({_source(figure)})"


def _source(figure: Measured) -> str:
    if figure.source == "measured":
        return f"measured here on {figure.words} words"
    return "published by its makers"


def _print_table(rows: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("model", "here", "download", "at work", "transcribes", "translates into", "note"):
        table.add_column(heading, justify="right" if heading in ("download", "at work") else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _row(listed: ListedModel) -> tuple[str, ...]:
    model = listed.model
    return (
        listed.name,
        "yes" if listed.here else "–",
        f"{model.megabytes} MB",
        f"{model.memory} MB",
        "English" if model.only_english else "99 languages",
        "English" if model.translates and not model.only_english else "–",
        model.note,
    )


def _voices_row(*, here: bool) -> tuple[str, ...]:
    return VOICES, "yes" if here else "–", f"{MEGABYTES} MB", f"{MEMORY} MB", "–", "–", "distinguishes speakers"
