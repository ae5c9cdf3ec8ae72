"""What to listen to first in many interviews: one order for all of them."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from dragoman.checks.listening_order import Risk, plan_over_many
from dragoman.errors import DragomanError
from dragoman.fleet import open_map
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.listening import Order, PlanOptions, find_order, refuse_minutes
from dragoman.workflows.many.finished import Finished, Tally, describe_failure
from dragoman.workflows.many.in_place import ManyInputs
from dragoman.workflows.many.places import find_documents
from dragoman.workflows.many.run import Progress, refuse_no_workers, unseen
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
    watcher.check_cancelled()
    refuse_minutes(options.minutes)
    refuse_no_workers(options.workers)
    found = [each.path for each in find_documents(options.inputs)]
    items = [PlanItem(settings=settings, options=PlanOptions(document=path)) for path in found]
    orders: dict[int, Order] = {}
    failed: dict[int, Finished] = {}
    began = time.monotonic()
    progress(Tally(done=0, total=len(items), sound=0, spent=0, left=None))
    with open_map(options.workers, check=watcher.check_cancelled) as run:
        for done, outcome in enumerate(run(order_item, items), 1):
            made = outcome.value
            if isinstance(made, Order):
                orders[outcome.index] = made
            else:
                error = outcome.error or RuntimeError("it had no result")
                failed[outcome.index] = made or describe_failure(found[outcome.index], None, error)
            spent = time.monotonic() - began
            left = spent * (len(items) - done) / done
            progress(Tally(done=done, total=len(items), sound=0, spent=spent, left=left))
    places = sorted(orders)
    chosen = plan_over_many([orders[place].risks for place in places], options.minutes)
    return ManyPlan(
        passages=tuple(Planned(found[places[one.document]], one.risk) for one in chosen),
        interviews=len(orders),
        listened=_share([orders[place] for place in places]),
        failed=tuple(failed[place] for place in sorted(failed)),
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
