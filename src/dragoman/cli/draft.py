"""``dragoman draft``: make a bilingual draft from a recording, with speakers and times."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from os.path import expanduser
from pathlib import Path

import msgspec

from dragoman.cli.draft_limits import describe_limit
from dragoman.cli.draft_options import read_language, read_languages, read_range, read_speakers
from dragoman.cli.many import add_many_arguments, are_many, read_inputs, run_many
from dragoman.cli.progress import watching
from dragoman.cli.terminal import describe, shown, write_command
from dragoman.cli.translate_report import describe_ways
from dragoman.folder.views import page_path
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import load_settings
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import language_name
from dragoman.workflows.draft import DraftedInterview, draft
from dragoman.workflows.draft_many import DraftManyOptions, draft_many
from dragoman.workflows.draft_plan import DraftingOptions, DraftPlan, estimate_rate, plan_draft, with_recording
from dragoman.workflows.find_captions import BESIDE
from dragoman.workflows.job import open_job
from dragoman.workflows.model_limits import find_costs, find_unwritten
from dragoman.workflows.translate_plan import find_ways

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    _add_recordings(parser)
    _add_speech(parser)
    _add_engines(parser)
    parser.add_argument("--copy-media", action="store_true", help="copy the recording into the folder")
    parser.add_argument(
        "--dry-run", action="store_true", help="draft nothing; print which recordings would be drafted, and how"
    )
    parser.add_argument("--quiet", action="store_true", help="print errors only")
    parser.add_argument("--json", action="store_true", help="print progress and outcome as lines of JSON")


def _add_recordings(parser: argparse.ArgumentParser) -> None:
    """What is drafted, where, and into which language."""
    parser.add_argument(
        "recording",
        type=Path,
        nargs="*",
        help="an audio or video file; several files or folders are drafted one by one",
    )
    add_many_arguments(parser, "a recording's path", workers="as many as cores and memory allow")
    parser.add_argument("--ray", metavar="ADDRESS", help="draft on a Ray cluster: auto, HOST:PORT or ray://HOST:PORT")
    parser.add_argument(
        "--from",
        dest="source",
        metavar="LANG",
        help="the language spoken, or several (es,ar) (default: found by the model)",
    )
    parser.add_argument("--to", dest="target", metavar="LANG", help="the language to translate into (en)")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="DIR",
        help="the interview's folder (default: NAME/; of many recordings: drafts/)",
    )


def _add_speech(parser: argparse.ArgumentParser) -> None:
    """What of the recording is drafted: the part, the speakers, the words."""
    parser.add_argument(
        "--range", dest="covers", metavar="FROM-TO", help="draft this part only, such as 1:02:10-1:21:40"
    )
    parser.add_argument(
        "--speakers", default="auto", metavar="auto|N|none", help="how many people speak (default: auto)"
    )
    parser.add_argument(
        "--channels-are-speakers",
        action="store_true",
        help="the left channel is one speaker, the right channel the other",
    )
    parser.add_argument(
        "--words",
        choices=("auto", "anyway", "none"),
        default="auto",
        help="auto: transcribe if the model supports the language; anyway: always; none: timed empty rows",
    )
    parser.add_argument(
        "--captions",
        nargs="?",
        const=BESIDE,
        metavar="FILE",
        help="use captions as the original: the file beside the recording, or FILE",
    )


def _add_engines(parser: argparse.ArgumentParser) -> None:
    """The model, and where it runs."""
    parser.add_argument(
        "--model", help="the speech model; see dragoman models (default: the best installed one that fits this machine)"
    )
    parser.add_argument(
        "--device",
        choices=("auto", "cpu", "cuda"),
        default="auto",
        help="the device that runs the model (default: auto)",
    )
    parser.add_argument("--names", action="store_true", help="give the model the names in the ledger")


def run(options: argparse.Namespace) -> int:
    """Draft a recording into its folder, or continue a stopped draft."""
    settings = load_settings()
    inputs = read_inputs(options.recording, options.list)
    many = are_many(inputs, options.list) or options.ray is not None
    wanted = DraftingOptions(
        recording=inputs[0],
        folder=options.output or Path(_own_name(inputs[0])),
        source=read_languages("--from", options.source),
        target=read_language("--to", options.target),
        covers=read_range(options.covers),
        speakers=read_speakers(options.speakers),
        channels_are_speakers=options.channels_are_speakers,
        words=options.words,
        captions=options.captions,
        model=options.model and expanduser(options.model),
        device=options.device,
        copy_media=options.copy_media,
        names=options.names,
    )
    if many:
        output = options.output or Path("drafts")
        asked = DraftManyOptions(
            inputs=inputs,
            output=output,
            each=wanted,
            workers=options.workers,
            cluster=options.ray,
            dry_run=options.dry_run,
        )
        work = partial(draft_many, settings=settings, options=asked)
        return run_many(work, verb="draft", quiet=options.quiet, json=options.json)
    plan = plan_draft(settings=settings, options=wanted)
    if options.dry_run:
        _print_plan(plan)
        return 0
    with open_job() as job:
        if not options.quiet:
            if not options.json:
                _print_before(plan)
            if plan.limit is not None:
                rate = None
                if plan.limit.able:
                    with watching(quiet=False, json=options.json) as watcher:
                        rate = estimate_rate(settings=settings, plan=plan, job=job, watcher=watcher)
                costs = find_costs(plan.limit, plan.wanted.model, plan.length, rate)
                print(f"dragoman: warning: {describe_limit(plan.limit.problem, costs)}", file=sys.stderr)
        with watching(quiet=options.quiet, json=options.json) as watcher:
            drafted = draft(settings=settings, plan=plan, job=job, watcher=watcher)
    if options.json:
        print(_as_json(drafted))
    elif not options.quiet:
        _print_after(plan, drafted)
    return 0


def _own_name(recording: Path) -> str:
    return recording.stem if recording.stem != recording.name else f"{recording.name}.interview"


def _print_before(plan: DraftPlan) -> None:
    """Print what people may want to know before they wait: the text that is used, and the model."""
    if plan.wanted.captions is not None:
        origin = plan.wanted.captions.origin
        print(shown(f"{origin.name} in {language_name(origin.settings['language'])}: {origin.settings['file']}"))
    if plan.options.model is None and plan.asked.uses_model:
        spoken = (plan.wanted.source,) if plan.wanted.source else plan.wanted.among
        languages = " and ".join(map(language_name, spoken)) or "a language that is not named"
        said = f"model {plan.wanted.model}: the best for {languages} of those that are installed and fit in memory"
        print(shown(said), flush=True)


def _print_plan(plan: DraftPlan) -> None:
    """Print what would be drafted."""
    _print_before(plan)
    for problem in plan.problems:
        print(f"dragoman: {problem.severity}: {describe(problem)}", file=sys.stderr)
    sound = f", {format_clock(plan.length, exact=False)} of sound" if plan.length else ""
    model = f", with the model {plan.asked.model}" if plan.asked.words else ""
    print(shown(f"would be drafted into {plan.options.folder}{model}{sound}; nothing is written"))


def _as_json(drafted: DraftedInterview) -> str:
    outcome = {
        "folder": shown(str(drafted.folder.path)),
        "passages": len(drafted.folder.transcript.segments),
        "speakers": len(drafted.folder.transcript.speakers),
        "problems": drafted.problems,
    }
    return msgspec.json.encode(outcome).decode()


def _print_after(plan: DraftPlan, drafted: DraftedInterview) -> None:
    limit = None if drafted.is_written else find_unwritten(plan.wanted, drafted.problems)
    if limit is not None:
        costs = find_costs(limit, plan.wanted.model, plan.length, None)
        print(f"dragoman: warning: {describe_limit(with_recording(limit.problem, plan), costs)}", file=sys.stderr)
    for problem in drafted.problems:
        if problem.where.segment is None and (limit is None or problem.code != limit.problem.code):
            print(f"dragoman: warning: {describe(with_recording(problem, plan))}", file=sys.stderr)
    marked = sum(problem.where.segment is not None for problem in drafted.problems)
    print(_summary(drafted, marked))
    ways = find_ways(drafted.folder.transcript, plan.asked.target)
    if ways is not None:
        print(describe_ways(ways, drafted.folder.path))


def _summary(drafted: DraftedInterview, marked: int) -> str:
    folder, transcript = drafted.folder, drafted.folder.transcript
    length = drafted.sound
    written = not transcript.segments or drafted.is_written
    rows = counted(len(transcript.segments), "passage") if written else counted(len(transcript.segments), "row")
    said = [f"{rows}{'' if written else ' without words'}, {counted(len(transcript.speakers), 'speaker')}"]
    said += [f", {format_clock(length, exact=False)} of sound"] if length else []
    said += [f"; {counted(marked, 'passage')} marked as doubtful"] if marked else []
    page = shown(str(page_path(folder)))
    return "\n".join(
        [
            "".join(said),
            f"look at it:  {shown(str(folder.path / 'index.html'))}",
            f"{'correct it' if written else 'type on it'}:  {page}, then: {shown(write_command('apply', folder.path))}",
        ]
    )
