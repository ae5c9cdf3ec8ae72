"""What a publisher should know after publishing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from dragoman.errors import Fix
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.publish import HeldInterview, Published

__all__ = ["PublishNote", "find_notes"]

# The most interviews with open problems, and pages with dead links, that are named; more are counted.
_MOST_NAMED = 20


class PublishNote(msgspec.Struct, frozen=True):
    """A sentence for the publisher about what was published, and what Dragoman can do about it."""

    severity: Literal["note", "warning"]
    says: str
    fixes: tuple[str | Fix, ...] = ()


def find_notes(settings: Settings, done: Published) -> Iterator[PublishNote]:
    """What the publisher should know: settings that are missing, problems that were open at a release, and dead links.

    :param done: what was published with these settings
    """
    for held in done.confidential:
        yield PublishNote("warning", _say_held(held))
    file = str(settings.file or "dragoman.toml")
    if settings.takedown is None:
        fix = f'write takedown = "errors@example.org" below [site] in {file}, and publish again'
        yield PublishNote("note", f"the pages name no address for errors and takedowns; {fix}")
    if settings.site is None:
        fix = f'write address = "https://example.org/interviews" below [site] in {file}, and publish again'
        yield PublishNote("note", f"the site has no address, so there are no feeds, and citations give none; {fix}")
    if done.lost:
        fix = f"if that is a mistake, set it in {file} or on the command line, and publish again"
        yield PublishNote(
            "warning", f"the site was published before with {', '.join(done.lost)}, and now without; {fix}"
        )
    for slug, counts in list(done.unsettled.items())[:_MOST_NAMED]:
        problems = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
        yield PublishNote("note", f"{slug} was released with open problems: {problems}")
    yield from _count_rest(len(done.unsettled), "interviews were released with open problems")
    for page, links in list(done.dead.items())[:_MOST_NAMED]:
        yield PublishNote("warning", f"{page} has links that lead nowhere: {', '.join(links)}")
    yield from _count_rest(len(done.dead), "pages have links that lead nowhere")
    for slug, why in list(done.silent.items())[:_MOST_NAMED]:
        yield PublishNote("warning", f"{slug} is published without sound: {why.fault}", why.fixes)
    yield from _count_rest(len(done.silent), "interviews are published without sound")
    for path in done.unlisted:
        yield PublishNote("warning", f"{path} is not in the list of interviews; publish it again from its folder")


def _say_held(held: HeldInterview) -> str:
    deleted = ", ".join(map(str, held.taken_off))
    done = "nothing of it is published"
    if deleted:
        done = f"{deleted} is deleted; delete it on every host and in every copy of the site"
    return (
        f"{held.path} was marked as confidential after its edition {held.number}: {done}; to publish it again, write "
        "“confidential: no” among its facts, or release an edition in spite of it, with a reason"
    )


def _count_rest(count: int, what: str) -> Iterator[PublishNote]:
    if count > _MOST_NAMED:
        yield PublishNote("note", f"{count} {what}")
