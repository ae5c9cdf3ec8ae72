"""The content of an issue: chosen interviews with their corrections, or the interviews and corrections of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import msgspec

from dragoman.press.feeds.model import as_moment
from dragoman.press.site_model import Entry, Issued

__all__ = ["Issue", "choose_pages", "choose_since"]


class Issue(msgspec.Struct, frozen=True, kw_only=True):
    """New or chosen interviews, and corrected ones with the edition that corrects them.

    Those of a period are newest first. A chosen interview can be corrected by several editions.
    """

    new: tuple[Entry, ...] = ()
    corrected: tuple[tuple[Entry, Issued], ...] = ()

    @property
    def interviews(self) -> frozenset[str]:
        """The slugs of all interviews in it."""
        return frozenset((*(entry.slug for entry in self.new), *self.corrected_interviews))

    @property
    def corrected_interviews(self) -> frozenset[str]:
        """The slugs of the corrected interviews."""
        return frozenset(entry.slug for entry, _ in self.corrected)


def choose_since(entries: Sequence[Entry], since: date) -> Issue:
    """The interviews published or corrected on this day or later.

    An interview whose first edition is older is among the corrected ones, with its latest edition. Editions without a
    date are left out.
    """
    dated = [(moment, entry) for entry in entries if (moment := _published(entry)) and moment.date() >= since]
    dated.sort(key=lambda one: one[1].slug)
    dated.sort(key=lambda one: one[0], reverse=True)
    new = tuple(entry for _, entry in dated)
    fresh = {entry.slug for entry in new}
    others = sorted((entry for entry in entries if entry.slug not in fresh), key=lambda entry: entry.slug)
    corrected = [(entry, one) for entry in others for one in _latest_since(entry, since)]
    corrected.sort(key=lambda one: one[1].date or "", reverse=True)
    return Issue(new=new, corrected=tuple(corrected))


def choose_pages(entries: Sequence[Entry], slugs: Sequence[str]) -> Issue:
    """These interviews, in this order. Those with corrections are also among the corrected ones, once for each edition
    that has some, the latest first.

    :raises KeyError: with the slug that the site does not have
    """
    listed = {entry.slug: entry for entry in entries if not entry.withdrawn}
    chosen = tuple(listed[slug] for slug in dict.fromkeys(slugs))
    return Issue(new=chosen, corrected=tuple((entry, one) for entry in chosen for one in _corrections(entry)))


def _corrections(entry: Entry) -> Iterator[Issued]:
    """The editions with corrections that are not withdrawn, the latest first."""
    return (one for one in reversed(entry.editions) if one.changes and not one.withdrawn)


def _published(entry: Entry) -> datetime | None:
    """The time of the first edition that is not withdrawn."""
    standing = [one for one in entry.editions if not one.withdrawn]
    return as_moment(standing[0].date) if standing and not entry.withdrawn else None


def _latest_since(entry: Entry, since: date) -> Iterator[Issued]:
    if entry.withdrawn:
        return
    for one in reversed(entry.editions):
        moment = as_moment(one.date)
        if not one.withdrawn and one.number > 1 and moment and moment.date() >= since:
            yield one
            return
