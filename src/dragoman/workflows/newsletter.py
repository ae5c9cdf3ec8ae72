"""Write a newsletter issue from a site: files for the publisher's list service. Nothing is sent."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import Fix, InputError, SettingsError
from dragoman.press.published_with import fill_publisher, read_published_with
from dragoman.press.site_list import read_entries
from dragoman.press.site_model import Entry, site_address
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.publish_settings import make_publisher
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["Newsletter", "NewsletterOptions", "newsletter"]

_FILES = ("issue.html", "issue.txt", "issue.eml")
# How to unsubscribe: an address, or a placeholder of a list service.
_UNSUBSCRIBE = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\]+|(?:\{\{|\[|%|\*\||<%)[^\"<>]{1,200}(?:\}\}|\]|%|\|\*|%>)")


class NewsletterOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The interviews of a site to put into the issue, and the folder for its files.

    Give either ``since``, a day in ISO 8601, or ``pages``, slugs in their order. ``unsubscribe`` is an address, or a
    placeholder of the list service. ``images`` shows the picture of each interview that has one.
    """

    site: Path
    output: Path
    since: str | None = None
    pages: tuple[str, ...] = ()
    subject: str | None = None
    intro: str | None = None
    unsubscribe: str | None = None
    images: bool = False
    templates: Path | None = None


class Newsletter(msgspec.Struct, frozen=True, kw_only=True):
    """The files of an issue, its subject, and the numbers of new and of corrected interviews."""

    files: tuple[Path, ...]
    subject: str
    new: int
    corrected: int


def newsletter(*, settings: Settings, options: NewsletterOptions, watcher: Watcher = SILENT) -> Newsletter:
    """Write an issue as HTML, as text and as a mail with both.

    What the settings do not say of the publisher is taken from what the site was published with.

    :raises InputError: if there is no site, an interview is not on it, or the folder has other files
    :raises SettingsError: if the site has no address, an option is not valid, nothing was published since then, or the
        package for pages is not installed
    :raises FolderError: if the issue cannot be written
    """
    watcher.check_cancelled()
    try:
        from dragoman.press.newsletter.mail import Letter, as_html, as_mail, as_text, subject_of
        from dragoman.press.page import load_templates
    except ModuleNotFoundError as error:
        fix = Fix("install it", package="dragoman[press]")
        raise SettingsError("newsletter", None, f"needs {error.name}, which is not installed", fix) from error
    from dragoman.press.newsletter.issue import choose_pages, choose_since

    _refuse_strange(options)
    publisher = fill_publisher(make_publisher(settings), read_published_with(options.site))
    if site_address(publisher, "") is None:
        needed = "give the site's address: a mail needs complete links"
        raise SettingsError("site", publisher.address, "is not known", needed)
    entries = _read_site(options.site)
    since = _day(options.since)
    try:
        issue = choose_since(entries, since) if since else choose_pages(entries, options.pages)
    except KeyError as error:
        there = ", ".join(sorted(entry.slug for entry in entries if not entry.withdrawn))
        raise InputError(options.site, f"has no interview {error.args[0]}", f"it has: {there}") from error
    if not issue.new and not issue.corrected:
        raise SettingsError("since", options.since, "leaves nothing to report", "give an earlier day, or name pages")
    cards = frozenset(one.slug for one in issue.new if options.images and _has_card(options.site, one))
    letter = Letter(
        publisher=publisher, subject=options.subject, intro=options.intro, unsubscribe=options.unsubscribe, cards=cards
    )
    html, text = as_html(load_templates(options.templates), letter, issue), as_text(letter, issue)
    contents = (html, text.encode(), as_mail(html, text, letter, issue))
    watcher.check_cancelled()
    return Newsletter(
        files=_write(options.output, contents),
        subject=subject_of(letter, issue),
        new=len(issue.new),
        corrected=len(issue.corrected_interviews),
    )


def _refuse_strange(options: NewsletterOptions) -> None:
    if options.templates is not None and not options.templates.is_dir():
        raise InputError(options.templates, "is not a folder", "check the name")
    if (options.since is None) == (not options.pages):
        raise SettingsError(
            "since", options.since, "excludes pages, and one of the two is needed", "give either a day or pages"
        )
    for name, line in (("subject", options.subject), ("unsubscribe", options.unsubscribe)):
        if line is not None and not line.isprintable():
            raise SettingsError(name, line, "is not one line of text", "shorten it to one line")
    if options.unsubscribe is not None and _UNSUBSCRIBE.fullmatch(options.unsubscribe) is None:
        fix = "give an address that begins with https:// or mailto:, or the placeholder that your list service replaces"
        raise SettingsError("unsubscribe", options.unsubscribe, "is not a way to unsubscribe", fix)


def _read_site(site: Path) -> tuple[Entry, ...]:
    entries = read_entries(site) if site.is_dir() else ()
    if not entries:
        raise InputError(
            site, "is not a site with interviews", Fix("write one", "publish", ("DIR",), {"output": str(site)})
        )
    return entries


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("since", text, "is not a date", "write it as in 2026-05-01") from error


def _has_card(site: Path, entry: Entry) -> bool:
    return (site / entry.slug / f"e{entry.number}" / "card.png").is_file()


def _write(folder: Path, contents: tuple[bytes, ...]) -> tuple[Path, ...]:
    disk.refuse_links(folder)
    if folder.exists() and (not folder.is_dir() or {path.name for path in folder.iterdir()} - set(_FILES)):
        raise InputError(folder, "has other files in it", "name a new folder, or an issue that was written before")
    with disk.writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in zip(_FILES, contents, strict=True):
            disk.replace(folder / name, content, disk.SHARED)
    return tuple(folder / name for name in _FILES)
