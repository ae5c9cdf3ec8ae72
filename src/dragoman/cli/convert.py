"""``dragoman convert``: make a folder from any readable file, or a file of any format from any document."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.cli.convert_arguments import WRITE_SIDES, add_arguments
from dragoman.cli.convert_preview import preview_lines
from dragoman.cli.draft_options import read_language
from dragoman.cli.flags import find_flags
from dragoman.cli.many import read_inputs, read_workers, refuse_single, run_many
from dragoman.cli.outcomes import say_warnings
from dragoman.cli.terminal import as_command, describe, load_desk, say_signature, shown, write_command
from dragoman.cli.translate_report import describe_ways
from dragoman.errors import InputError, SettingsError
from dragoman.folder.views import page_path
from dragoman.formats import find_format, find_suffixes, find_writable
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.web.collection import Post
from dragoman.language.plural import counted
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import display_name
from dragoman.workflows.convert_many import ConvertManyOptions, convert_many
from dragoman.workflows.documents import NOTATION
from dragoman.workflows.export import ExportOptions, export
from dragoman.workflows.import_interview import (
    ImportedInterview,
    ImportedPage,
    ImportOptions,
    ImportPlan,
    import_all,
    import_interview,
    plan_import,
    read_collection,
)
from dragoman.workflows.importing.find_files import name_beside
from dragoman.workflows.importing.pair_warnings import with_warning
from dragoman.workflows.importing.read_inputs import InputOptions, is_collection
from dragoman.workflows.many.finished import Finished
from dragoman.workflows.translate_plan import find_ways

__all__ = ["add_arguments", "run"]

_MOST_SHOWN = 40


def run(options: argparse.Namespace) -> int:
    """Convert one document to a folder or a file; or show a preview; or convert many, each separately."""
    is_pair = options.source is not None or options.target is not None
    is_many = options.each_into is not None or options.list is not None
    if is_many:
        refuse_single(
            {"--source and --target": is_pair, "--preview": options.preview, "--recording": options.recording}
        )
        inputs, output = read_inputs(tuple(map(Path, options.paths)), options.list, name="paths"), ""
    else:
        if options.dry_run:
            raise SettingsError("--dry-run", None, "applies to many files", "for one, use --preview")
        inputs, output = _split(options.paths, is_pair=is_pair, preview=options.preview)
    settings = load_desk({"handle": options.handle, "profile": options.profile})
    wanted = InputOptions(
        inputs=inputs,
        reading=ReadOptions(
            language=read_language("--from", options.source_language or None),
            target_language=read_language("--to", options.target_language or None),
            side="target" if options.read_side == "translation" else "source",
            side_is_stated=options.read_side is not None,
            recording=options.recording,
            encoding=options.encoding,
            profile=options.profile,
            labels=not options.no_labels,
            fix_punctuation=options.fix_punctuation,
        ),
        read_as=options.read_as,
        original=_find_original(options.source, options.target) if is_pair else None,
        join="turns" if options.turns else "sentences" if options.joined else None,
    )
    writing = ExportOptions(
        output=Path(output),
        format=options.write_as or "",
        side=WRITE_SIDES[options.side],
        media=options.media,
        address=options.address,
        profile=options.profile,
        force=options.force,
    )
    if is_many:
        asked = ConvertManyOptions(
            inputs=wanted.inputs,
            output=_needed(options.each_into),
            reading=wanted,
            writing=writing if _is_writable(options.write_as) else None,
            workers=read_workers(options.workers),
            dry_run=options.dry_run,
        )
        if not options.write_as and not options.dry_run:
            say_signature(settings)
        return run_many(
            partial(convert_many, settings=settings, options=asked), verb="convert", quiet=False, json=options.json
        )
    if len(inputs) == 1 and is_collection(inputs[0], options.read_as):
        return _convert_collection(wanted, output, settings, written=options.write_as, preview=options.preview)
    if options.preview:
        plan = plan_import(settings=settings, options=wanted)
        return _print_preview(plan, inputs, settings, stated=options.profile)
    return _convert_one(wanted, output, settings, writing)


def _convert_collection(
    wanted: InputOptions, output: str, settings: Settings, *, written: str | None, preview: bool
) -> int:
    """Make an interview from each page of a file or folder with many."""
    if preview:
        return _print_collection(read_collection(settings=settings, options=wanted))
    source = wanted.inputs[0]
    if written or _find_format(output):
        raise InputError(source, "contains many pages", "name a folder for the interviews")
    say_signature(settings)
    made = import_all(settings=settings, plan=wanted, options=ImportOptions(folder=Path(output)))
    return _print_made(made, "file" if source.is_dir() else "page")


def _convert_one(wanted: InputOptions, output: str, settings: Settings, writing: ExportOptions) -> int:
    """Convert one interview to a folder or a file."""
    name = writing.format or _find_format(output)
    plan = plan_import(settings=settings, options=wanted)
    problems = plan.imported.problems if plan.imported else ()
    _tell(wanted.inputs[-1] if len(wanted.inputs) == 1 else None, problems, ids=name is not None)
    if name is None:
        say_signature(settings)
        folder = ImportOptions(folder=Path(output), recording=_find_recording(writing.media))
        done = import_interview(settings=settings, plan=plan, options=folder)
        # The problems of reading are printed already.
        _tell(None, (problem for problem in done.imported.problems if problem not in problems))
        _print_interview(done, output, settings)
        return 0
    exported = export(settings=settings, plan=plan, options=msgspec.structs.replace(writing, format=name))
    _tell(None, exported.problems, ids=True)
    print(shown(f"wrote {exported.path}"))
    return 0


def _find_recording(media: str | None) -> Path | None:
    """The recording to link to a new interview.

    :raises SettingsError: if it is not a file
    """
    if media is not None and not Path(media).is_file():
        fault = "is not a file on this machine, so it cannot be linked to an interview"
        raise SettingsError("media", media, fault, "name the recording's file")
    return Path(media) if media is not None else None


def _is_writable(name: str | None) -> bool:
    """Whether files are written; their format must be known."""
    if name is not None and name not in (*find_writable(), NOTATION):
        known = ", ".join((*find_writable(), NOTATION))
        raise SettingsError("--write-as", name, "is not a format that can be written", f"use one of {known}")
    return name is not None


def _needed(output: Path | None) -> Path:
    if output is None:
        raise SettingsError("each_into", None, "is missing", "name the folder for the interviews")
    return output


def _split(paths: Sequence[str], *, is_pair: bool, preview: bool) -> tuple[tuple[Path, ...], str]:
    """The paths to read, and the path to write; empty for a preview."""
    wanted = 2 if is_pair else 1
    if len(paths) not in (wanted, wanted + 1) or (len(paths) == wanted and not preview):
        fault = f"takes {'two files' if is_pair else 'one file or folder'} to read, and what to write"
        example = "talk.es.srt talk.en.srt interview/ --source 1 --target 2" if is_pair else "talk.srt interview/"
        many = "for several, each on its own, name the folder for all: -o interviews/"
        pair = "for two files as one interview, say which is the original: --source 1 --target 2"
        fix = (f"type it as in: dragoman convert {example}", *((pair, many) if len(paths) > 2 and not is_pair else ()))
        raise SettingsError("convert", None, fault, fix)
    return tuple(Path(path) for path in paths[:wanted]), paths[wanted] if len(paths) > wanted else ""


def _find_original(source: int | None, target: int | None) -> Literal[1, 2]:
    """Which of two files has the original, from either number."""
    source = source or 3 - (target or 1)
    target = target or 3 - source
    if {source, target} != {1, 2}:
        raise SettingsError("--source and --target", f"{source}, {target}", "must be 1 and 2")
    return 1 if source == 1 else 2


def _find_format(output: str) -> str | None:
    return None if _is_folder(output) else _format_of(output)


def _is_folder(output: str) -> bool:
    """Whether an output is a folder: one that exists, a name that ends in a slash, or one without a suffix."""
    return output.endswith(("/", "\\")) or Path(output).is_dir() or not Path(output).suffix


def _format_of(output: str) -> str:
    if output.lower().endswith(".txt"):
        return NOTATION
    name = find_format(output)
    if name is None or name not in find_writable():
        suffixes = ", ".join(find_suffixes(find_writable()))
        folder, named = "end a folder's name with a slash", "name the format with --write-as"
        fixes = (folder, named, f"use one of these suffixes: {suffixes}")
        raise SettingsError("output", output, "does not have the suffix of a format that can be written", fixes)
    return name


def _print_collection(posts: Iterable[Post]) -> int:
    for post in posts:
        print(shown(f"{_post_line(post)}: {post.reason or _summary(post.imported)}"))
    return 0


def _print_preview(plan: ImportPlan, inputs: Sequence[Path], settings: Settings, *, stated: str | None) -> int:
    if plan.imported is None:
        return 0
    for line in preview_lines(plan.imported):
        print(shown(line))
    if plan.imported.profile is not None and settings.profile != stated:
        print("that profile is the publisher's (style.profile); another one: --profile")
    _tell(inputs[0] if len(inputs) == 1 else None, plan.imported.problems)
    if not plan.imported.transcript.segments:
        raise InputError(inputs[0], "would make no interview, because no speech was found")
    return 0


def _print_made(pages: Iterator[ImportedPage], kind: str) -> int:
    """Print a line for each page when it is done, and the counts."""
    made, done, others, failed = 0, 0, 0, 0
    warned: list[Finished] = []
    for each in pages:
        if each.existed:
            done += 1
        elif each.error is not None:
            failed += 1
            print(shown(f"not made: {each.error}"), file=sys.stderr)
        elif each.folder is None:
            others += 1
            print(shown(f"left out: {_post_line(each.page)}: {each.page.reason}"))
        else:
            made += 1
            unpublished = f" ({each.page.state})" if each.page.state else ""
            beside = f", {said}" if each.file and (said := name_beside(each.file)) else ""
            print(shown(f"{each.folder.path}{unpublished}: {_summary(each.page.imported)}{beside}"))
            if each.file:
                outcome = Finished(path=each.file.path, made=each.folder.path, outcome="made")
                warned.append(with_warning(outcome, each.file))
    say_warnings(
        [file for file in warned if file.warning], "files", partial(as_command, typed_as=find_flags("convert"))
    )
    print(
        f"{counted(made, 'interview')} made"
        + (
            f", {counted(done, 'existed already and is unchanged', 'existed already and are unchanged')}"
            if done
            else ""
        )
        + f", {counted(others, kind)} left out"
        + (f", {failed} could not be made" if failed else "")
    )
    return 2 if failed else 0


def _print_interview(done: ImportedInterview, output: str, settings: Settings) -> None:
    there = f"{Path(output)} has this interview already, and is unchanged"
    print(shown(there) if done.existed else _summary(done.imported))
    print(shown(f"look at it:  {done.folder.path / 'index.html'}"))
    print(shown(f"correct it:  {page_path(done.folder)}, then: {write_command('apply', done.folder.path)}"))
    ways = find_ways(done.folder.transcript, settings.target_language)
    if ways is not None:
        print(describe_ways(ways, done.folder.path))


def _post_line(post: Post) -> str:
    beside = " ".join(filter(None, (post.state, post.address)))
    return f"“{post.title or 'without a title'}”" + (f" ({beside})" if beside else "")


def _summary(imported: Imported | None) -> str:
    if imported is None:
        return ""
    transcript = imported.transcript
    names = ", ".join(display_name(speaker) for speaker in transcript.speakers[:6])
    more = f" and {len(transcript.speakers) - 6} more" if len(transcript.speakers) > 6 else ""
    doubts = sum(problem.severity != "note" for problem in imported.problems)
    return shown(
        f"{counted(len(transcript.segments), 'passage')}, {counted(len(transcript.speakers), 'speaker')}"
        + (f" ({names}{more})" if names else "")
        + (f"; {counted(doubts, 'thing')} to look at" if doubts else "")
    )


def _tell(path: Path | None, problems: Iterable[Problem], *, ids: bool = False) -> None:
    """Print each problem on a line, with its place; ids of passages only if they are written to a file.

    In a folder, passages get other ids; ``dragoman check`` lists the same problems with those.
    """
    listed = list(problems)
    for problem in listed[:_MOST_SHOWN]:
        place = "".join(f":{part}" for part in (problem.where.line, problem.where.column) if part is not None)
        where = f"{path}{place}" if path else "dragoman"
        passage = f" passage {problem.where.segment}," if ids and problem.where.segment else ""
        print(shown(f"{where}:{passage} {problem.severity}: {describe(problem)} [{problem.code}]"), file=sys.stderr)
    if len(listed) > _MOST_SHOWN:
        print(f"… and {len(listed) - _MOST_SHOWN} more", file=sys.stderr)
