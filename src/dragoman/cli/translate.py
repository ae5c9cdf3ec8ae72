"""``dragoman translate``: translate the text of an interview with engines; what people wrote is kept."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path

from dragoman.cli.draft_options import read_language
from dragoman.cli.many import add_many_arguments, are_many, read_inputs, read_workers, refuse_single, run_many
from dragoman.cli.progress import watching
from dragoman.cli.review import read_passage
from dragoman.cli.terminal import load_desk, tell_rest
from dragoman.cli.translate_report import as_json, describe_done, describe_plan, refuse_unanswered, show_suggestion
from dragoman.engines.base import TranslatorSetup
from dragoman.settings.dragoman_toml import Settings
from dragoman.settings.engines import TranslatorOptions, find_engines_file, resolve_translator
from dragoman.workflows.job import open_job
from dragoman.workflows.translate import TranslatedInterview, list_suggestions, translate
from dragoman.workflows.translate_many import TranslateManyOptions, translate_many
from dragoman.workflows.translate_plan import YES, TranslateOptions, plan_translate
from dragoman.workflows.view import InterviewOptions

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "folder", type=Path, nargs="*", metavar="DIR", help="the interview's folder; several, or a folder of interviews"
    )
    add_many_arguments(parser, "an interview's path")
    parser.add_argument("--to", dest="target", metavar="LANG", help="the language to translate into")
    parser.add_argument(
        "--with",
        dest="engines",
        default="",
        metavar="ENGINES",
        help="an engine, or several separated by commas: each translates what the one before did not",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        default=(),
        metavar="PASSAGES",
        help="ids, or times such as 12:30-14:05 (default: all)",
    )
    parser.add_argument(
        "--suggest",
        action="store_true",
        help="store suggestions beside the translation; without --with, list the stored ones",
    )
    parser.add_argument("--address", metavar="URL", help="the engine's address")
    parser.add_argument("--model", help="the engine's model")
    parser.add_argument(
        "--models-in", dest="model_folder", metavar="FOLDER", help="the folder that holds the engine's model files"
    )
    parser.add_argument("--concurrency", type=int, metavar="N", help="how many requests are sent at once")
    parser.add_argument("--timeout", type=float, metavar="SECONDS", help="how long to wait for an answer")
    parser.add_argument("--allow-http", action="store_true", help="allow sending a key over http to another machine")
    parser.add_argument("--yes", action="store_true", help="accept the cost and the model's licence without asking")
    parser.add_argument("--plan", action="store_true", help="only print what would be done, sent and paid")
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    parser.add_argument("--json", action="store_true", help="print progress and outcome as lines of JSON")


def run(options: argparse.Namespace) -> int:
    """Translate, suggest, or list suggestions; return 1 if passages are left as gaps."""
    settings = load_desk({})
    inputs = read_inputs(options.folder, options.list, name="folder")
    workers = read_workers(options.workers)
    many = are_many(inputs, options.list)
    if many:
        refuse_single({"--only": options.only, "--suggest without --with": options.suggest and not options.engines})
    if options.suggest and not options.engines:
        for suggestion in list_suggestions(settings=settings, options=InterviewOptions(folder=inputs[0])):
            print(show_suggestion(suggestion, json=options.json))
        return 0
    wanted = TranslateOptions(
        folder=inputs[0],
        target=read_language("--to", options.target),
        passages=tuple(map(read_passage, options.only)),
        engines=_find_engines(
            options.engines,
            TranslatorOptions(
                address=options.address,
                model=options.model,
                folder=options.model_folder,
                concurrency=options.concurrency,
                timeout=options.timeout,
                allow_http=options.allow_http or None,
            ),
        ),
        suggest=options.suggest,
    )
    if many:
        asked = TranslateManyOptions(
            inputs=inputs,
            workers=workers,
            each=wanted,
            agreed=options.yes,
            only_plan=options.plan,
        )
        work = partial(translate_many, settings=settings, options=asked)
        return run_many(work, verb="translate", quiet=options.quiet, json=options.json)
    with open_job() as job:
        plan = plan_translate(settings=settings, options=wanted, job=job)
        if wanted.engines and not options.quiet and not options.json:
            print(describe_plan(plan), flush=True)
        if options.plan:
            return 0
        answers = {question.name: YES for question in plan.questions if options.yes and question.name != "engine"}
        refuse_unanswered(plan, answers)
        with watching(quiet=options.quiet, json=options.json) as watcher:
            done = translate(settings=settings, options=wanted, job=job, answers=answers, watcher=watcher)
    _print_done(done, wanted, settings, quiet=options.quiet, json=options.json)
    return 1 if done.gaps else 0


def _find_engines(names: str, said: TranslatorOptions) -> tuple[TranslatorSetup, ...]:
    """The named engines, each with its options."""
    config = find_engines_file(os.environ)
    return tuple(
        resolve_translator(name, source=None, target="", options=said, environment=os.environ, config=config)
        for name in map(str.strip, names.split(","))
        if name
    )


def _print_done(
    done: TranslatedInterview, wanted: TranslateOptions, settings: Settings, *, quiet: bool, json: bool
) -> None:
    """Print the result."""
    folder = wanted.folder
    tell_rest(folder, done.edited.unwritten)
    if json:
        print(as_json(done))
    elif not quiet:
        print(describe_done(done, folder))
        if wanted.suggest:
            found = list_suggestions(settings=settings, options=InterviewOptions(folder=folder))
            print("\n".join(show_suggestion(one) for one in found if one.segment.id in done.suggested))
