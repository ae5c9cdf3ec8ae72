"""The command line: ``dragoman VERB …``. A verb is a module with ``add_arguments`` and ``run``, and a row in VERBS.

Exit codes: 0 success, 1 a check found an error, 2 an error in the input or an option, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dragoman import __version__
from dragoman.cli.flags import Flag, find_verb, read_flags
from dragoman.cli.interrupts import remembering_interrupts
from dragoman.cli.terminal import as_command, shown
from dragoman.errors import DragomanError, SettingsError

__all__ = ["VERBS", "main"]

# Verb -> its help text. The module is dragoman.cli.VERB, with _ for -.
VERBS = {
    "init": "write the settings file, dragoman.toml",
    "serve": "correct interviews beside their sound, in the browser",
    "draft": "draft a bilingual transcript from a recording",
    "convert": "import a page, a transcript or subtitles as an interview, or write an interview in another format",
    "translate": "translate an interview by engines, and check the translation",
    "view": "write an interview's pages and subtitles again",
    "apply": "read an edited page back into the interview",
    "facts": "add facts to one interview or many: rights, dates, programme, tags",
    "name": "give speakers their names",
    "names": "manage an interview's names and terms: propose, apply, check, export",
    "merge-speakers": "merge two speakers who are the same person",
    "relink": "link a recording to a transcript, or link recordings again after they were moved",
    "history": "show who changed what, and when",
    "undo": "undo a change",
    "check": "list what may be wrong: numbers, names, missing sentences, lost negations and more",
    "release": "release an edition, which never changes",
    "backup": "write interviews to one backup file",
    "restore": "restore interviews from a backup",
    "withdraw": "remove a passage, a name or an edition from all files",
    "memory": "search the translation memory; import and export it as TMX",
    "plan": "list what to listen to first, and why",
    "heard": "record that you have listened to a part of the recording",
    "review": "set the state of passages: translated, reviewed, final",
    "publish": "write the pages of all editions",
    "unpublish": "remove an interview from a site",
    "newsletter": "write an issue of what is new on a site, for your list service",
    "preview": "serve a site on this machine",
    "comment": "read and write comments on passages, for those who work on the interview",
    "report": "record an error that a reader reported",
    "evaluate": "measure a transcript against a reference",
    "models": "list the speech models, what they can do and which are installed",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    try:
        with remembering_interrupts():
            code: int = find_verb(options.verb).run(options)
    except DragomanError as error:
        return _fail(_message(error, options.typed_as), error.exit_code)
    except KeyboardInterrupt:
        return _fail("interrupted; finished work is kept, and the same command continues from there", 130)
    except MemoryError:
        fix = "close other programs, or split the file into parts; finished work is not lost"
        return _fail(f"there is not enough memory; {fix}", 2)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        return _fail(_describe(error), 2)
    return code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dragoman", description="From a recorded interview to a bilingual transcript that readers can check."
    )
    parser.add_argument("--version", action="version", version=f"dragoman {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb, clause in VERBS.items():
        child = verbs.add_parser(verb, help=clause, description=clause[0].upper() + clause[1:] + ".")
        # Only the requested verb is imported.
        if verb in words:
            find_verb(verb).add_arguments(child)
            child.set_defaults(typed_as=read_flags(child))
    return parser


def _message(error: DragomanError, typed_as: Mapping[str, Flag]) -> str:
    """The error on one line, with options and commands as typed."""
    if isinstance(error, SettingsError) and error.name in typed_as:
        beside = typed_as[error.beside].typed if error.beside and error.beside in typed_as else error.beside
        error = SettingsError(typed_as[error.name].typed, error.value, error.fault, error.fixes, beside=beside)
    return error.describe(lambda fix: as_command(fix, typed_as))


def _fail(message: str, code: int) -> int:
    print(f"dragoman: {shown(message)}", file=sys.stderr)
    return code


def _describe(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename else ""
    folder = Path(os.fsdecode(error.filename)).parent if isinstance(error.filename, str | bytes) else None
    if isinstance(error, FileNotFoundError) and folder is not None and not folder.exists():
        return f"{name}the folder {folder} does not exist; make it, and run the command again"
    return f"{name}{(error.strerror or str(error)).lower()}; finished work is not lost"
