"""``dragoman convert``: a folder from anything that can be read, and a file of any format from anything."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.cli.convert_preview import preview_lines
from dragoman.cli.import_inputs import is_collection, read_all, read_one, read_pair
from dragoman.cli.terminal import load_desk, say_signature, shown
from dragoman.conventions.profiles import PROFILES
from dragoman.errors import FolderError, InputError, SettingsError
from dragoman.folder import Folder, create_folder, is_interview, open_folder
from dragoman.folder.people import find_shown
from dragoman.folder.review import record_problems
from dragoman.folder.views import page_path, write_views
from dragoman.formats import FORMATS, find_format, find_writable, write
from dragoman.formats.export import for_export
from dragoman.formats.options import Imported, WriteOptions, Written
from dragoman.formats.prose.web.collection import Post
from dragoman.notation import serialize
from dragoman.press.credits import as_shown
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Facts, Transcript, display_name
from dragoman.transcript.sides import SideChoice
from dragoman.workflows.documents import NOTATION

__all__ = ["add_arguments", "run"]

_MOST_SHOWN = 40
_WRITE_SIDES: dict[str, SideChoice] = {"both": "both", "original": "source", "translation": "target"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=str,
        metavar="FILE",
        help="what is to be read, a file, a folder or two files, and behind it what is to be written: DIR/ or a file",
    )
    parser.add_argument("--preview", action="store_true", help="only show what would be read as what")
    parser.add_argument(
        "--profile",
        choices=tuple(PROFILES),
        help="what brackets mean, or are to be; the house's or guessed unless given",
    )
    known = ", ".join((*FORMATS, NOTATION))
    parser.add_argument("--read-as", metavar="FORMAT", help=f"found out unless given; one of {known}")
    parser.add_argument("--write-as", metavar="FORMAT", help="by the suffix unless given")
    parser.add_argument("--source", type=int, metavar="N", help="which of two files holds the original, 1 or 2")
    parser.add_argument("--target", type=int, metavar="N", help="which of two files holds the translation")
    parser.add_argument("--from", dest="source_language", metavar="LANG", help="the language of the original")
    parser.add_argument("--to", dest="target_language", metavar="LANG", help="the language of the translation")
    parser.add_argument(
        "--as", dest="read_side", choices=("original", "translation"), help="what a file in one language holds"
    )
    parser.add_argument("--side", choices=tuple(_WRITE_SIDES), default="both", help="what is written, where a file")
    parser.add_argument("--media", metavar="ADDRESS", help="where the written file finds the sound, for times as links")
    parser.add_argument("--address", metavar="ADDRESS", help="where the written page is to be found, for links back")
    parser.add_argument("--joined", action="store_true", help="subtitles joined into sentences")
    parser.add_argument("--turns", action="store_true", help="subtitles joined into turns")
    parser.add_argument("--recording", metavar="NAME", help="which, where a file holds several")
    parser.add_argument("--encoding", metavar="NAME", help="of the file, where it is not found rightly")
    parser.add_argument("--no-labels", action="store_true", help="what stands before a colon is no speaker's name")
    parser.add_argument("--mend-punctuation", action="store_true", help="put reversed punctuation where it belongs")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument("--handle", metavar="NAME", help="how you sign this")


def run(options: argparse.Namespace) -> int:
    """Read, and write a folder or a file; or show what would be read."""
    inputs, output = _split(options)
    settings = load_desk({"handle": options.handle, "profile": options.profile})
    options = argparse.Namespace(**{**vars(options), "profile": settings.profile, "stated": options.profile})
    if options.preview:
        return _preview(inputs, options)
    if output is None:
        raise SettingsError("convert", None, "has nothing to write", "name a folder such as interview/, or a file")
    name = options.write_as or (None if _is_folder(output) else _format_of(output))
    if len(inputs) == 1 and is_collection(inputs[0], options):
        if name is not None:
            raise InputError(inputs[0], "holds many pages", "name a folder to make their interviews in")
        return _convert_all(inputs[0], Path(output), options, settings)
    imported = _read(inputs, options)
    _tell(inputs[-1] if len(inputs) == 1 else None, imported.problems)
    if name is None:
        _make_folder(Path(output), imported, settings)
    else:
        transcript = _for_others(inputs, imported.transcript)
        _write_file(Path(output), name, msgspec.structs.replace(imported, transcript=transcript), options)
    return 0


def _for_others(inputs: Sequence[Path], transcript: Transcript) -> Transcript:
    """The document of an interview's folder with its people as they chose to be shown; any other as it is."""
    if len(inputs) != 1 or not is_interview(inputs[0]):
        return transcript
    return as_shown(transcript, find_shown(open_folder(inputs[0])))


def _split(options: argparse.Namespace) -> tuple[list[Path], str | None]:
    """What is read, and what is written."""
    paths: list[str] = options.paths
    is_pair = options.source is not None or options.target is not None
    wanted = 2 if is_pair else 1
    if len(paths) not in (wanted, wanted + 1) or (len(paths) == wanted and not options.preview):
        fault = f"takes {'two files' if is_pair else 'one file or folder'} to read, and what to write"
        mend = "for a pair say which file is the original: --source 1 --target 2" if len(paths) == 3 else None
        raise SettingsError("convert", None, fault, mend)
    return [Path(path) for path in paths[:wanted]], paths[wanted] if len(paths) > wanted else None


def _read(inputs: Sequence[Path], options: argparse.Namespace) -> Imported:
    return read_one(inputs[0], options) if len(inputs) == 1 else read_pair(inputs, options)


def _is_folder(output: str) -> bool:
    """Whether an output is a folder: one that is there, a name that ends in a slash, or one without a suffix."""
    return output.endswith(("/", "\\")) or Path(output).is_dir() or not Path(output).suffix


def _format_of(output: str) -> str:
    if output.lower().endswith(".txt"):
        return NOTATION
    name = find_format(output)
    if name is None or name not in find_writable():
        suffixes = ", ".join(suffix for one in find_writable() for suffix in FORMATS[one].suffixes)
        mend = f"use one of {suffixes}, say --write-as, or end a folder's name with a slash"
        raise SettingsError("output", output, "has the suffix of no format that can be written", mend)
    return name


def _preview(inputs: Sequence[Path], options: argparse.Namespace) -> int:
    if len(inputs) == 1 and is_collection(inputs[0], options):
        for post in read_all(inputs[0], options):
            print(shown(f"{_post_line(post)}: {post.reason or _summary(post.imported)}"))
        return 0
    imported = _read(inputs, options)
    for line in preview_lines(imported):
        print(shown(line))
    if imported.profile is not None and options.profile != options.stated:
        print("that profile is the house's (style.profile); another one: --profile")
    _tell(inputs[0] if len(inputs) == 1 else None, imported.problems)
    return 0


def _convert_all(path: Path, output: Path, options: argparse.Namespace, settings: Settings) -> int:
    """A folder for each transcript; the rest is reported. One that cannot be made stops none of the others."""
    say_signature(settings)
    made, others, failed = 0, 0, 0
    taken: set[str] = set()
    for post in read_all(path, options):
        if post.imported is None:
            others += 1
            print(shown(f"no transcript: {_post_line(post)}: {post.reason}"))
            continue
        place = output / _folder_name(post.name or post.title, taken)
        try:
            folder = _create(place, post.imported, settings)
        except (FolderError, OSError) as error:
            failed += 1
            print(shown(f"not made: {error}"), file=sys.stderr)
            continue
        made += 1
        unpublished = f" ({post.state})" if post.state else ""
        print(shown(f"{folder.path}{unpublished}: {_summary(post.imported)}"))
    print(
        f"{made} interviews made, {others} pages are no transcripts"
        + (f", {failed} could not be made" if failed else "")
    )
    return 2 if failed else 0


def _post_line(post: Post) -> str:
    beside = " ".join(filter(None, (post.state, post.address)))
    return f"“{post.title or 'without a title'}”" + (f" ({beside})" if beside else "")


def _folder_name(name: str, taken: set[str]) -> str:
    """A name that every file system takes and that leads nowhere else, different from those before."""
    kept = "".join(
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in unicodedata.normalize("NFC", name)
    )
    base = re.sub("-{2,}", "-", kept).strip("-").encode()[:100].decode(errors="ignore").strip("-") or "interview"
    candidate, number = base, 2
    while candidate.casefold() in taken:
        candidate, number = f"{base}-{number}", number + 1
    taken.add(candidate.casefold())
    return candidate


def _make_folder(path: Path, imported: Imported, settings: Settings) -> None:
    is_there = is_interview(path)
    say_signature(settings)
    folder = _create(path, imported, settings)
    print(shown(f"{path} holds this interview already, and stays as it is") if is_there else _summary(imported))
    print(shown(f"look at it:  {folder.path / 'index.html'}"))
    print(shown(f"correct it:  {page_path(folder)}, then: dragoman apply {folder.path}"))


def _create(path: Path, imported: Imported, settings: Settings) -> Folder:
    """A new interview folder; one that began with the same document is left as it is.

    :raises FolderError: where something else lies there
    """
    if not is_interview(path) and path.is_dir() and any(path.iterdir()):
        raise FolderError(path, "holds other files", "name a new folder")
    if not imported.transcript.segments:
        raise FolderError(path, "is not made, for nothing that anybody said was found")
    is_there = is_interview(path)
    transcript = _with_defaults(imported.transcript, settings)
    folder = create_folder(path, transcript, person(settings), reason="convert", imported=True)
    if not is_there:
        record_problems(folder, _with_ids(imported.problems, transcript, folder.transcript))
        write_views(folder)
    return folder


def _with_ids(problems: Iterable[Problem], read: Transcript, made: Transcript) -> Iterator[Problem]:
    """The problems of a document, with the ids that its passages have in the folder."""
    ids = {one.id: other.id for one, other in zip(read.segments, made.segments, strict=True)}
    for problem in problems:
        id_ = problem.where.segment
        where = msgspec.structs.replace(problem.where, segment=ids.get(id_, id_) if id_ else None)
        yield msgspec.structs.replace(problem, where=where)


def _with_defaults(transcript: Transcript, settings: Settings) -> Transcript:
    """With what the settings say of rights; the licence of one's translations goes on one's own alone."""
    licence = settings.licence if _is_own(transcript.facts, settings) else None
    facts: Facts = msgspec.structs.replace(
        transcript.facts,
        rights_holder=transcript.facts.rights_holder or settings.rights_holder,
        ground_for_use=transcript.facts.ground_for_use or settings.ground_for_use,
        licence=transcript.facts.licence or licence,
    )
    return msgspec.structs.replace(transcript, facts=facts)


def _is_own(facts: Facts, settings: Settings) -> bool:
    """Whether a page says that it was translated or published by whoever the settings name."""
    own = {name.casefold() for name in (settings.name, settings.person, settings.handle) if name}
    return any(name.casefold() in own for name in (facts.publisher, *facts.translators) if name)


def _write_file(path: Path, name: str, imported: Imported, options: argparse.Namespace) -> None:
    transcript = imported.transcript
    if path.exists() and not options.force:
        raise FolderError(path, "is there already", "name another file, or use --force to write over it")
    if name == NOTATION:
        written = Written(serialize(for_export(transcript), imported.revision, for_others=True).encode())
    else:
        # A Word file is there to be edited and taken back in, unless somebody asks for a house's brackets by name.
        profile = options.stated if name == "docx" else options.profile
        wanted = WriteOptions(
            side=_WRITE_SIDES[options.side],
            media=options.media,
            address=options.address,
            profile=profile,
            revision=imported.revision,
        )
        written = write(transcript, name, wanted)
    path.write_bytes(written.content)
    _tell(None, written.problems)
    print(shown(f"wrote {path}"))


def _summary(imported: Imported | None) -> str:
    if imported is None:
        return ""
    transcript = imported.transcript
    names = ", ".join(display_name(speaker) for speaker in transcript.speakers[:6])
    more = f" and {len(transcript.speakers) - 6} more" if len(transcript.speakers) > 6 else ""
    doubts = sum(problem.severity != "note" for problem in imported.problems)
    return shown(
        f"{len(transcript.segments)} passages, {len(transcript.speakers)} speakers"
        + (f" ({names}{more})" if names else "")
        + (f"; {doubts} things to look at" if doubts else "")
    )


def _tell(path: Path | None, problems: Iterable[Problem]) -> None:
    """Each problem on a line, with its place."""
    listed = list(problems)
    for problem in listed[:_MOST_SHOWN]:
        place = "".join(f":{part}" for part in (problem.where.line, problem.where.column) if part is not None)
        where = f"{path}{place}" if path else "dragoman"
        passage = f" passage {problem.where.segment}," if problem.where.segment else ""
        print(shown(f"{where}:{passage} {problem.severity}: {problem.message} [{problem.code}]"), file=sys.stderr)
    if len(listed) > _MOST_SHOWN:
        print(f"… and {len(listed) - _MOST_SHOWN} more", file=sys.stderr)
