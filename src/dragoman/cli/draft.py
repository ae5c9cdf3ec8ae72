"""``dragoman draft``: from a recording to a bilingual draft that says who said what, and when."""

from __future__ import annotations

import argparse
import filecmp
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman.cli.progress import show_progress
from dragoman.cli.terminal import shown
from dragoman.engines.abilities import can_translate, can_write, find_able
from dragoman.engines.models import DEFAULT_MODEL
from dragoman.errors import DragomanError, FolderError, MediaError, SettingsError
from dragoman.folder import Folder, commit, create_folder, disk, is_interview, locked, open_folder, sign
from dragoman.folder.lock import LOCK, STORE
from dragoman.folder.review import record_problems
from dragoman.folder.settings import Settings, load_settings
from dragoman.folder.views import local_address, page_path, write_views
from dragoman.formats.sidecar import read_facts, with_facts
from dragoman.media.probe import probe
from dragoman.pipeline import Drafted, DraftOptions, draft
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Transcript
from dragoman.transcript.span import Span, format_clock, parse_clock
from dragoman.transcript.tags import find_tag, language_name

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("recording", type=Path, help="the sound or video file")
    parser.add_argument(
        "--from", dest="source", metavar="LANG", help="what is spoken, or several (es,ar); found out unless given"
    )
    parser.add_argument("--to", dest="target", metavar="LANG", help="the language to translate into (en)")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="the interview's folder; NAME/ unless given")
    parser.add_argument("--range", dest="covers", metavar="FROM-TO", help="an excerpt only, such as 1:02:10-1:21:40")
    parser.add_argument("--speakers", default="auto", metavar="auto|N|none", help="how many speak")
    parser.add_argument("--channels-are-speakers", action="store_true", help="left is one speaker, right the other")
    parser.add_argument(
        "--words",
        choices=("auto", "anyway", "none"),
        default="auto",
        help="a machine's words where the model can write the language, in any case, or rows to type on only",
    )
    parser.add_argument("--model", default=DEFAULT_MODEL, help=f"see dragoman models ({DEFAULT_MODEL})")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto", help="where the model runs")
    parser.add_argument("--copy-media", action="store_true", help="copy the recording into the folder")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--json", action="store_true", help="progress and outcome as lines of JSON")


def run(options: argparse.Namespace) -> int:
    """Draft a recording into its folder, or go on where a draft was stopped."""
    settings = load_settings()
    wanted = _within_ability(_draft_options(options, settings), options.words)
    probe(options.recording)
    path = options.output or Path(_own_name(options.recording))
    with _made(path), locked(path):
        before = _refuse_edited(path)
        recording = _copied(options.recording, path) if options.copy_media else options.recording
        address = _address(path, recording)
        with show_progress(quiet=options.quiet, json=options.json) as report:
            drafted = draft(recording, wanted, work=path / STORE / "work", address=address, report=report)
        transcript = _with_claims(_with_defaults(drafted.transcript, settings), options.recording)
        folder = _keep(path, before, transcript, wanted)
        record_problems(folder, drafted.problems)
        write_views(folder)
    _tell(folder, drafted, options)
    return 0


def _draft_options(options: argparse.Namespace, settings: Settings) -> DraftOptions:
    asked = (options.source or settings.source_language or "").split(",")
    spoken = tuple(tag for each in asked if each.strip() and (tag := _language("--from", each)))
    return DraftOptions(
        source=spoken[0] if len(spoken) == 1 else None,
        among=spoken if len(spoken) > 1 else (),
        target=_language("--to", options.target) or settings.target_language or "en",
        model=options.model,
        device=options.device,
        speakers=_speakers(options.speakers),
        channels_are_speakers=options.channels_are_speakers,
        covers=_range(options.covers),
    )


def _within_ability(wanted: DraftOptions, words: str) -> DraftOptions:
    """Ask of the model only what it can do in this language, and say so before it starts."""
    if words == "none":
        return msgspec.structs.replace(wanted, words=False)
    if words == "anyway":
        return wanted
    if wanted.source is None:
        if wanted.target is None or can_translate(wanted.model, "und"):
            return wanted
        _warn(f"model {wanted.model} is not trained to translate: the original alone is drafted", wanted)
        return msgspec.structs.replace(wanted, target=None)
    language = language_name(wanted.source)
    if not can_write(wanted.model, wanted.source):
        _warn(f"model {wanted.model} cannot write {language} well enough: rows without words are laid", wanted)
        return msgspec.structs.replace(wanted, words=False)
    if wanted.target not in (None, wanted.source) and not can_translate(wanted.model, wanted.source):
        _warn(f"model {wanted.model} cannot translate {language} well enough: the original alone is drafted", wanted)
        return msgspec.structs.replace(wanted, target=wanted.source)
    return wanted


def _warn(fault: str, wanted: DraftOptions) -> None:
    able = find_able(wanted.source or "", translate=wanted.target not in (None, wanted.source))
    mend = f"; {', '.join(able)} can: dragoman models --get {able[0]}" if able else ""
    print(f"dragoman: warning: {fault}{mend}; --words anyway insists", file=sys.stderr)


def _language(option: str, value: str | None) -> str | None:
    if value is None:
        return None
    tag = find_tag(value)
    if tag is None:
        raise SettingsError(option, value, "is no language that is known here", "use a tag such as fa, or Persian")
    return tag


def _speakers(value: str) -> int | None:
    if value in ("auto", "none"):
        return None if value == "auto" else 0
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 50:
        raise SettingsError("--speakers", value, "is neither auto, none nor a number from 1 to 50")
    return int(value)


def _range(value: str | None) -> Span | None:
    if value is None:
        return None
    start, dash, end = value.replace("–", "-").partition("-")
    try:
        span = Span(parse_clock(start or "0"), parse_clock(end) if end else None)
    except ValueError as error:
        raise SettingsError("--range", value, f"is no range ({error})", "use one such as 1:02:10-1:21:40") from None
    if not dash or span.duration == 0:
        raise SettingsError("--range", value, "is no range", "use one such as 1:02:10-1:21:40")
    return span


def _own_name(recording: Path) -> str:
    return recording.stem if recording.stem != recording.name else f"{recording.name}.interview"


@contextmanager
def _made(path: Path) -> Iterator[None]:
    """A folder that was not there is taken away again where nothing came of it."""
    if path.exists() and not path.is_dir():
        raise FolderError(path, "is a file, not a folder", "name another with -o")
    there = path.exists()
    try:
        yield
    except DragomanError:
        if not there and all(each.is_dir() or each.name == LOCK for each in path.rglob("*")):
            shutil.rmtree(path, ignore_errors=True)
        raise


def _address(folder: Path, recording: Path) -> str:
    address = local_address(folder, recording)
    try:
        address.encode()
    except UnicodeEncodeError:
        raise MediaError(recording, "has a name that is not UTF-8", "rename it, or its folder") from None
    return address


def _refuse_edited(path: Path) -> Folder | None:
    """The draft that lies there already, unless a person has worked on it."""
    if not is_interview(path):
        return None
    folder = open_folder(path)
    if all(isinstance(revision.author, Engine) for revision in folder.history):
        return folder
    raise FolderError(path, "has been edited since it was drafted", "draft into another folder with -o")


def _copied(recording: Path, folder: Path) -> Path:
    copy = folder / recording.name
    if not copy.exists() or not filecmp.cmp(recording, copy, shallow=False):
        unfinished = copy.with_name(f"{copy.name}.part")
        try:
            with disk.writing(copy):
                shutil.copyfile(recording, unfinished)
                unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)
    return copy


def _with_defaults(transcript: Transcript, settings: Settings) -> Transcript:
    facts: Facts = msgspec.structs.replace(
        transcript.facts,
        rights_holder=settings.rights_holder,
        ground_for_use=settings.ground_for_use,
        licence=settings.licence,
    )
    return msgspec.structs.replace(transcript, facts=facts)


def _with_claims(transcript: Transcript, recording: Path) -> Transcript:
    """With what a downloader left beside the recording."""
    sidecar = recording.with_suffix(".info.json")
    if not sidecar.is_file():
        return transcript
    claimed = read_facts(sidecar.read_bytes(), str(sidecar))
    return msgspec.structs.replace(transcript, facts=with_facts(transcript.facts, claimed))


def _keep(path: Path, before: Folder | None, transcript: Transcript, options: DraftOptions) -> Folder:
    author = Engine(
        name="dragoman draft",
        model=options.model,
        settings={"from": options.source or "auto", "to": options.target or "none", "beam": str(options.beam)},
    )
    if before is None:
        return create_folder(path, transcript, author, reason="draft")
    return commit(before, edit.redraft(before.transcript, transcript, sign(before, author, "drafted again")))


def _tell(folder: Folder, drafted: Drafted, options: argparse.Namespace) -> None:
    if options.json:
        outcome = {
            "folder": shown(str(folder.path)),
            "passages": len(folder.transcript.segments),
            "speakers": len(folder.transcript.speakers),
            "problems": drafted.problems,
        }
        print(msgspec.json.encode(outcome).decode())
    elif not options.quiet:
        for problem in drafted.problems:
            if problem.where.segment is None:
                print(f"dragoman: warning: {shown(problem.message)}", file=sys.stderr)
        print(_summary(folder, drafted))


def _summary(folder: Folder, drafted: Drafted) -> str:
    transcript = folder.transcript
    length = transcript.recording.duration if transcript.recording else None
    marked = sum(problem.where.segment is not None for problem in drafted.problems)
    return "\n".join(
        [
            f"{_count(len(transcript.segments), 'passage')}, {_count(len(transcript.speakers), 'speaker')}"
            + (f", {format_clock(length, exact=False)} of sound" if length else "")
            + (f"; {_count(marked, 'passage')} marked as doubtful" if marked else ""),
            f"look at it:  {shown(str(folder.path / 'index.html'))}",
            f"correct it:  {shown(str(page_path(folder)))}, then: dragoman apply {shown(str(folder.path))}",
        ]
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
