"""``dragoman withdraw``: remove a passage, a name or an edition from everything that was written."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from dragoman.cli.terminal import load_signer, shown, write_command
from dragoman.errors import SettingsError
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import find_settings
from dragoman.transcript.ids import is_segment_id
from dragoman.workflows.withdraw import Withdrawn, WithdrawOptions, WithdrawPlan, plan_withdraw, withdraw

__all__ = ["add_arguments", "run"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the interview's folder")
    parser.add_argument(
        "what", nargs="*", metavar="ID|NAME", help="ids of passages, or names, each spelling separately"
    )
    parser.add_argument("--edition", type=int, metavar="N", help="a whole edition")
    parser.add_argument("--site", type=Path, metavar="SITE", help="remove the interview's pages from this site too")
    parser.add_argument("--templates", type=Path, metavar="FOLDER", help="your own template of that site's list")
    parser.add_argument("--reason", metavar="WHY", help="the reason, as readers may see it")
    parser.add_argument(
        "--dry-run", action="store_true", help="withdraw nothing; print the passages and every form of the names"
    )
    parser.add_argument("--handle", metavar="NAME", help="the handle that signs this change")


def run(options: argparse.Namespace) -> int:
    """Withdraw, write the views again, and print what cannot be reached from here; return 1 if some words are left."""
    places = [path for path in (options.folder, options.site) if path is not None and find_settings(path)][:1]
    settings = load_signer(options.handle, options.folder, places)
    if not options.what and options.edition is None:
        raise SettingsError(
            "ID|NAME", None, "is missing", "name what to withdraw: a passage's id, a name, or --edition"
        )
    wanted = WithdrawOptions(
        folder=options.folder,
        passages=tuple(filter(is_segment_id, options.what)),
        names=tuple(word for word in options.what if not is_segment_id(word)),
        edition=options.edition,
        site=options.site,
        templates=options.templates,
        reason=options.reason,
        expected=next(map(find_settings, places), None),
    )
    if options.dry_run:
        for line in _plan_lines(plan_withdraw(settings=settings, options=wanted)):
            print(shown(line))
        return 0
    done = withdraw(settings=settings, options=wanted)
    for line in _lines(done, wanted):
        print(shown(line))
    is_doubtful = bool(done.unfound) and not done.had_withdrawn
    return 0 if done.verified and not done.traces and not is_doubtful else 1


def _plan_lines(plan: WithdrawPlan) -> Iterable[str]:
    yield from (f"would be withdrawn: the passage {id_}" for id_ in plan.passages)
    yield from (f"would be withdrawn: the name {name}" for name in plan.names)
    if plan.edition is not None:
        yield f"would be withdrawn: edition {plan.edition}"
    yield "nothing is withdrawn; a withdrawal cannot be undone"


def _lines(done: Withdrawn, wanted: WithdrawOptions) -> Iterable[str]:
    site = wanted.site
    if done.deleted is not None:
        rest = "its list of interviews has been updated" if done.deleted else "it has no pages of this interview"
        yield f"deleted {counted(len(done.deleted), 'file')} of {site}; {rest}"
    if done.is_plain:
        fix = "publish with --templates to have yours again"
        yield f"the lists of {site} are written with the built-in templates, and it was published with your own; {fix}"
    for name in done.unfound:
        before = "it was withdrawn before, or is misspelt" if done.had_withdrawn else "check the spelling"
        yield f"nothing contained “{name}”: {before}; each spelling has to be named"
    if done.unfound == wanted.names and not wanted.passages and wanted.edition is None:
        yield "nothing has been withdrawn from the interview"
    elif done.verified:
        yield "withdrawn; the rest of the history is intact"
    if not done.verified:
        verify = write_command("release", done.folder.path, "--verify")
        yield f"the rest of the history is not intact; list what was changed with: {verify}"
    others = {slug for path in done.traces if (slug := _find_interview(path, site))}
    for slug in sorted(others):
        away = write_command("unpublish", slug, "-o", site or "SITE")
        fix = f"withdraw it there too, or remove that interview: {away}"
        yield f"another interview on {site} contains it, {slug}; {fix}"
    if others and done.derived:
        yield f"lists, feeds or search of {site} contain it for that reason; they are then written again"
    for path in done.traces:
        if _find_interview(path, site) or (others and path in done.derived):
            continue
        fix = "its name contains it: rename it" if path in done.misnamed else "delete or correct it"
        yield f"still contains it: {fix}: {path}"
    if done.traces:
        yield "not finished: do what is listed above, then run the same command again"
    yield from (f"deleted, for it contained it, the copy of what was imported: {path}" for path in done.imported)
    yield from (f"removed from the translation memory: {path}" for path in done.memories)
    yield from (f"out of reach: {publication.address}" for publication in done.elsewhere)
    if done.has_editions:
        again = write_command("publish", done.folder.path, "-o", site or "SITE")
        yield f"write the site again with: {again}"
    if done.address is not None:
        old, new = done.address
        other = "where it was published" if done.deleted is None else "on every other site"
        away = write_command("unpublish", old, "-o", "SITE")
        yield f"the address of its pages contained it and is now {new}; {other}: {away}"
    yield "out of reach: the recording itself, the files that the interview was made from, copies of this folder,"
    yield "  backups, sent mail, web archives and search engines, what readers have saved"


def _find_interview(path: Path, site: Path | None) -> str | None:
    """The interview of a site to which a file belongs; ``None`` if there is none."""
    if site is None or not path.is_relative_to(site):
        return None
    parts = path.relative_to(site).parts
    return parts[0] if parts and (site / parts[0] / "entry.json").is_file() else None
