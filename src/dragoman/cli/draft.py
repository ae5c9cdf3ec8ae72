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

from dragoman import disk
from dragoman.cli.draft_options import find_spoken, read_options
from dragoman.cli.progress import show_progress
from dragoman.cli.terminal import shown
from dragoman.errors import DragomanError, EngineError, FolderError, MediaError, SettingsError
from dragoman.folder import Folder, Session, create_folder, is_interview, open_folder, sign
from dragoman.folder.claims import HeldClaim, claimed
from dragoman.folder.lock import LOCK, STORE, VIEWS_LOCK
from dragoman.folder.review import record_problems
from dragoman.folder.views import local_address, page_path, write_views
from dragoman.media.probe import probe
from dragoman.pipeline import Drafted, DraftOptions, draft
from dragoman.pipeline.estimate import find_length, time_first_minute
from dragoman.pipeline.options import Report
from dragoman.settings.dragoman_toml import Settings, load_settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Transcript
from dragoman.transcript.merge import ConflictError, intend
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import language_name
from dragoman.workflows.find_captions import BESIDE, FoundCaptions, take_captions
from dragoman.workflows.importing.yt_dlp import read_facts, with_facts
from dragoman.workflows.model_limits import Limit, describe, find_unmeasured, within_ability

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
    parser.add_argument(
        "--captions",
        nargs="?",
        const=BESIDE,
        metavar="FILE",
        help="take captions for the original: those beside the recording, or a file",
    )
    parser.add_argument("--model", help="see dragoman models; the best that is here and fits this machine unless given")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto", help="where the model runs")
    parser.add_argument("--copy-media", action="store_true", help="copy the recording into the folder")
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("--json", action="store_true", help="progress and outcome as lines of JSON")


def run(options: argparse.Namespace) -> int:
    """Draft a recording into its folder, or go on where a draft was stopped."""
    settings = load_settings()
    spoken = find_spoken(options, settings)
    duration = probe(options.recording).duration
    found = _find_captions(options, spoken)
    wanted = read_options(options, settings, spoken if found is None else (found.language,))
    captions, anyway = found.captions if found else None, options.words == "anyway"
    wanted = msgspec.structs.replace(wanted, captions=captions, anyway=anyway)
    path = options.output or Path(_own_name(options.recording))
    with _made(path), claimed(path, "draft") as claim:
        before = _refuse_edited(path)
        recording = _copied(options.recording, path) if options.copy_media else options.recording
        address = _address(path, recording)
        asked, limit = within_ability(wanted, options.words)
        _say_before(options, wanted, asked, limit, find_length(wanted.covers, duration))
        with show_progress(quiet=options.quiet, json=options.json) as report:
            watched = _renewing(claim, report)
            drafted = draft(recording, asked, work=path / STORE / "work", address=address, report=watched)
        transcript = _with_claims(_with_defaults(drafted.transcript, settings), options.recording)
        folder = _keep(path, before, transcript, asked, chosen=options.model is None)
        unmeasured = find_unmeasured(asked)
        unable = (*([limit.problem] if limit else []), *([unmeasured] if unmeasured else []))
        record_problems(folder, (*unable, *(found.problems if found else ()), *drafted.problems))
        write_views(folder)
    _tell(folder, drafted, options)
    return 0


def _renewing(claim: HeldClaim, report: Report) -> Report:
    """A report that says at every step that the job is still at work."""

    def renew(stage: str, done: int, total: int | None) -> None:
        claim.renew()
        report(stage, done, total)

    return renew


def _find_captions(options: argparse.Namespace, spoken: tuple[str, ...]) -> FoundCaptions | None:
    if options.captions is None:
        return None
    if options.channels_are_speakers:
        raise SettingsError("--captions", "with --channels-are-speakers", "cannot be: the channels say no words")
    if len(spoken) > 1:
        raise SettingsError("--from", ",".join(spoken), "names several languages", "name that of the captions")
    return take_captions(options.captions, options.recording, spoken[0] if spoken else None)


def _say_before(
    options: argparse.Namespace, wanted: DraftOptions, asked: DraftOptions, limit: Limit | None, length: int | None
) -> None:
    """What somebody may want to know before they wait: the text and the model taken, what it cannot do, what could."""
    if options.quiet:
        return
    if not options.json and wanted.captions is not None:
        origin = wanted.captions.origin
        print(shown(f"{origin.name} in {language_name(origin.settings['language'])}: {origin.settings['file']}"))
    if not options.json and options.model is None and asked.words:
        print(f"model {wanted.model}: the best that is here for this and fits the machine", flush=True)
    if limit is not None:
        rate = _time(options, wanted) if limit.able else None
        print(f"dragoman: warning: {describe(limit, wanted, length, rate)}", file=sys.stderr)


def _time(options: argparse.Namespace, wanted: DraftOptions) -> float | None:
    """Seconds that the model takes for a second of speech; rows can be laid without the model."""
    try:
        with show_progress(quiet=options.quiet, json=options.json) as report:
            return time_first_minute(options.recording, wanted, report)
    except EngineError:
        return None


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
        if not there and all(each.is_dir() or each.name in (LOCK, VIEWS_LOCK) for each in path.rglob("*")):
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
    raise _edited(path)


def _edited(path: Path) -> FolderError:
    return FolderError(path, "has been edited since it was drafted", "draft into another folder with -o")


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


def _keep(path: Path, before: Folder | None, transcript: Transcript, options: DraftOptions, *, chosen: bool) -> Folder:
    settings = {"from": options.source or "auto", "to": options.target or "none", "beam": str(options.beam)}
    settings["model"] = "best here" if chosen else "named"
    if options.captions is not None:
        settings["captions"] = options.captions.origin.settings["file"]
    author = Engine(name="dragoman draft", model=options.model, settings=settings)
    if before is None:
        return create_folder(path, transcript, author, reason="draft")
    by = sign(before, author, "drafted again")
    revisions = edit.redraft(before.transcript, transcript, by)
    with Session(path) as session:
        try:
            session.commit(intend(before.transcript, revisions, by, epoch=before.epoch))
        except ConflictError as error:
            raise _edited(path) from error
        return session.folder


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
    written = not transcript.segments or any(segment.source for segment in transcript.segments)
    rows = _count(len(transcript.segments), "passage") if written else _count(len(transcript.segments), "row")
    said = [f"{rows}{'' if written else ' without words'}, {_count(len(transcript.speakers), 'speaker')}"]
    said += [f", {format_clock(length, exact=False)} of sound"] if length else []
    said += [f"; {_count(marked, 'passage')} marked as doubtful"] if marked else []
    page, path = shown(str(page_path(folder))), shown(str(folder.path))
    return "\n".join(
        [
            "".join(said),
            f"look at it:  {shown(str(folder.path / 'index.html'))}",
            f"{'correct it' if written else 'type on it'}:  {page}, then: dragoman apply {path}",
        ]
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
