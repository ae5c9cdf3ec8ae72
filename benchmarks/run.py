"""The measurements: ``make bench`` runs all, ``python benchmarks/run.py words times`` those named.

Each prints its tables in Markdown and writes its figures to ``build/benchmarks/NAME.json``.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

# Run as a file, Python looks for modules beside it, and not where the package of benchmarks lies.
_ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

from benchmarks.frame import Options, Report, machine, render, save, versions  # noqa: E402
from dragoman.errors import DragomanError  # noqa: E402

# Name -> what it measures. The module is benchmarks.NAME, with ``run(options) -> Report``, but for those in _MODULES.
BENCHMARKS = {
    "words": "word and character error rates, every loop",
    "times": "start errors of segments and of words",
    "speakers": "who spoke when, and whose words they are",
    "translation": "chrF++ of the English, and whether it lies where it was said",
    "translators": "text translated by each engine at hand: chrF++, planted errors found, names, order of fall-back",
    "llm": "a real language model end to end: what becomes of each passage, never how good it is",
    "abilities": "what each model that is here can do in each language",
    "prompt": "what giving the model the names of the ledger gains and costs",
    "omissions": "words left out: seeded omissions that are found, and runs left out of random panels",
    "noise": "words left out and put in under noise",
    "silence": "words where nobody speaks",
    "guards": "what each guard gains and costs",
    "languages": "recordings that change language, each part in its own",
    "radio": "words of a weak station",
    "refused": "speech that is never heard",
    "speed": "time and peak memory of a long draft",
    "memory": "peak memory of drafts of ten minutes, an hour, four hours",
    "flame": "where the time of a draft goes, with a flame graph (needs py-spy)",
    "rerun": "which recordings are drafted already, found in a folder of drafts",
    "resume": "a draft that was killed goes on",
    "archive": "10,000 recordings on a Ray cluster, without a model: what spreading them costs",
    "lost-workers": "a worker killed in each of 50 runs over many: whether anything but the time changes",
    "kills": "commands killed at random: what is lost, done twice or not finished",
    "seeded": "known errors that the checks find, and false alarms",
    "names": "names of the ledger that are found and missed, and what is taken for one",
    "order": "wrong words met in the first fifth of the sound, by our risk and by confidence",
    "checks": "time of all checks over a long transcript",
    "commit": "time until an edit is safe, beside the disk alone",
    "answers": "engines' answers: right ones that are refused, misplaced ones that are taken",
    "translate-throughput": "time of a thousand passages through an engine of 200 ms, and its memory",
    "import": "words, speakers and facts kept from other people's files",
    "vtt": "MB of WebVTT read in a second",
    "desk": "time to the first edit in the desk, from a key to its paint, until typing is safe under fifty people",
    "desk-kills": "a desk killed two hundred times under twenty people: edits lost or made twice",
    "desk-memory": "memory of the desk while people work at it for an hour",
    "desk-search": "time of a search over a million passages in the desk, and until a change is found",
    "site-search": "passages found by their words in other forms, and what the search of a site costs, beside Pagefind",
    "site": "time of a site of a thousand editions, and of one that changed",
}

# What runs only where it is named: it installs gigabytes of other programs.
ASKED = {"peers": "drafts beside other programs, each in an environment of its own: time, memory, errors"}

# A module cannot be called by a keyword, or with a hyphen; some names are too short for what the module is.
_MODULES = {
    "desk-kills": "desk_kills",
    "desk-memory": "desk_memory",
    "desk-search": "desk_search",
    "import": "importing",
    "llm": "language_model",
    "peers": "peer_programs",
    "lost-workers": "lost_workers",
    "site-search": "site_search",
    "translate-throughput": "throughput",
    "translators": "text_translation",
}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.list:
        print("\n".join(f"{name:12} {what}" for name, what in (BENCHMARKS | ASKED).items()))
        return 0
    settings = Options(
        most=options.quick,
        ours=not options.peers_only,
        reuse=options.reuse,
        minutes=options.minutes or Options().minutes,
        rounds=options.rounds or (),
        threads=options.threads or Options().threads,
    )
    print(_head(settings))
    return max([_run(name, settings) for name in options.names or BENCHMARKS])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure drafts against the truth, beside the peers.")
    parser.add_argument(
        "names", nargs="*", choices=[*BENCHMARKS, *ASKED, []], metavar="NAME", help="which; without any, all but peers"
    )
    parser.add_argument("--list", action="store_true", help="say which there are")
    parser.add_argument("--quick", type=int, metavar="N", help="only N recordings each: does it run?")
    parser.add_argument("--peers-only", action="store_true", help="leave our own drafts away")
    parser.add_argument("--reuse", action="store_true", help="take what the peers heard in an earlier run")
    parser.add_argument("--minutes", type=_numbers, metavar="N,N", help="lengths of the recordings that are timed")
    parser.add_argument("--rounds", type=_numbers, metavar="N,N", help="how often each is timed, the last for the rest")
    parser.add_argument("--threads", type=int, metavar="N", help="threads of each model; without it, one a core")
    return parser


def _numbers(typed: str) -> tuple[int, ...]:
    numbers = tuple(int(part) for part in typed.split(","))
    if min(numbers) < 1:
        raise ValueError(typed)
    return numbers


def _head(options: Options) -> str:
    parts = [f"{name} {value}" for name, value in (*machine().items(), *versions().items())]
    quick = f"\n\nOnly {options.most} recordings each: these figures mean nothing." if options.most else ""
    return f"{', '.join(parts)}; base model, int8, beam 5, {options.threads} threads{quick}\n"


def _run(name: str, options: Options) -> int:
    print(f"## {name}: {(BENCHMARKS | ASKED)[name]}\n", flush=True)
    began = time.monotonic()
    try:
        report: Report = import_module(f"benchmarks.{_MODULES.get(name, name)}").run(options)
    except DragomanError as error:
        print(f"not measured: {error}\n", flush=True)
        return 1
    except Exception:
        # The other measurements are still worth having.
        traceback.print_exc()
        return 1
    path = save(name, report, options)
    print(f"{render(report)}\n\n{time.monotonic() - began:.0f} s; figures in {path}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
