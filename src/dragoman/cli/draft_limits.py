"""Describe what a draft's model cannot do, on one line: the models that can, their cost, and how to get one."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dragoman.cli.terminal import describe
from dragoman.problems import Problem
from dragoman.workflows.model_limits import ModelCost

__all__ = ["describe_limit"]


def describe_limit(limit: Problem, costs: Sequence[ModelCost]) -> str:
    """The fault on one line, with the models that can do the work, their sizes, and how long they would take."""
    fault = describe(limit)
    insist = "--words anyway transcribes it nevertheless"
    if not costs:
        return f"{fault}; {insist}"
    able = ", ".join(f"{cost.name} ({_cost(cost)})" for cost in costs)
    timed = any(cost.seconds is not None for cost in costs)
    estimated = "; times are an estimate from the first minute" if timed else ""
    return f"{fault}; {able} can: dragoman models --get {costs[0].name}{estimated}; {insist}"


def _cost(cost: ModelCost) -> str:
    size = f"{cost.megabytes} MB"
    return size if cost.seconds is None else f"{size}, {_time(cost.seconds)}"


def _time(seconds: float) -> str:
    """A duration in whole minutes, or in quarters of an hour if long."""
    minutes = math.ceil(seconds / 60)
    if minutes <= 1:
        return "about a minute"
    if minutes < 90:
        return f"about {minutes} minutes"
    return f"about {math.ceil(minutes / 15) / 4:g} hours"
