"""What to listen to first in many interviews: one order for all of them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.checks.listening_order import Risk, plan_over_many
from dragoman.errors import DragomanError
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.listening import Order, PlanOptions, find_order, refuse_minutes
from dragoman.workflows.many.finished import Finished, describe_failure
from dragoman.workflows.many.gather import gather
from dragoman.workflows.many.in_place import ManyInputs
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ManyPlan", "PlanItem", "PlanManyOptions", "Planned", "order_item", "plan_many"]


class PlanManyOptions(ManyInputs, frozen=True, kw_only=True):
    """The number of minutes for all interviews together."""

    minutes: float = 20


class Planned(msgspec.Struct, frozen=True):
    """A passage to listen to, and the interview that has it."""

    document: Path
    risk: Risk


class ManyPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The passages to listen to in all interviews, riskiest first; the number of interviews that could be read; and
    those that could not.

    ``listened`` is the share (0 to 1) of the time of all passages that somebody has listened to; ``None`` if no
    recording is known.
    """

    passages: tuple[Planned, ...]
    interviews: int
    listened: float | None
    failed: tuple[Finished, ...]


class PlanItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process."""

    settings: Settings
    options: PlanOptions


def plan_many(
    *, settings: Settings, options: PlanManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> ManyPlan:
    """What to listen to first in all interviews together. One that cannot be read does not stop the others.

    :param progress: called with the progress of the whole
    :raises SettingsError: if ``minutes`` is out of range, or ``workers`` is less than 1
    :raises FolderError: if the only folder named has no interviews
    :raises CancelledError: if the watcher stopped the work
    """
    refuse_minutes(options.minutes)

    def make_item(path: Path) -> PlanItem:
        return PlanItem(settings=settings, options=PlanOptions(document=path))

    found = gather(order_item, options, make_item, watcher=watcher, progress=progress)
    orders = [order for _, _, order in found.values]
    chosen = plan_over_many([order.risks for order in orders], options.minutes)
    return ManyPlan(
        passages=tuple(Planned(found.values[one.document][0], one.risk) for one in chosen),
        interviews=len(orders),
        listened=_share(orders),
        failed=found.failed,
    )


def order_item(item: PlanItem) -> Order | Finished:
    """The order of one interview, or why there is none."""
    path = item.options.document
    try:
        return find_order(item.settings, item.options)
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)


def _share(orders: list[Order]) -> float | None:
    """The share of the time of all passages that somebody has listened to."""
    known = [(order.listened, order.length) for order in orders if order.listened is not None]
    whole = sum(length for _, length in known)
    return sum(share * length for share, length in known) / whole if whole else None
