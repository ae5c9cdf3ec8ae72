"""What a person reads where a model cannot do what is asked of it."""

from __future__ import annotations

import pytest

from dragoman.cli.draft_limits import describe_limit
from dragoman.problems import Problem
from dragoman.workflows.model_limits import Limit, find_costs


def describe(limit: Limit, model: str, length: int | None, rate: float | None) -> str:
    return describe_limit(limit.problem, find_costs(limit, model, length, rate))


def limit(*able: str) -> Limit:
    return Limit(Problem("model-unable", "warning", "model base cannot"), able)


@pytest.mark.parametrize(
    ("length", "rate", "told"),
    [
        (60_000, 0.1, "medium (1530 MB, about 2 minutes), large-v3 (3090 MB, about 3 minutes)"),
        (3_600_000, 0.5, "medium (1530 MB, about 5.25 hours), large-v3 (3090 MB, about 10.5 hours)"),
        (1_000, 0.1, "medium (1530 MB, about a minute), large-v3 (3090 MB, about a minute)"),
    ],
)
def test_times_go_with_the_number_of_parameters(length: int, rate: float, told: str) -> None:
    assert describe(limit("medium", "large-v3"), "base", length, rate) == (
        f"model base cannot; {told} can: dragoman models --get medium; times are an estimate from the first minute; "
        "--words anyway transcribes it nevertheless"
    )


@pytest.mark.parametrize(
    ("model", "length", "rate"),
    [("base", None, 0.1), ("base", 1000, None), ("my/own", 1000, 0.1)],
)
def test_without_a_timing_sizes_alone_are_told(model: str, length: int | None, rate: float | None) -> None:
    assert describe(limit("medium"), model, length, rate) == (
        "model base cannot; medium (1530 MB) can: dragoman models --get medium; "
        "--words anyway transcribes it nevertheless"
    )


def test_where_no_model_can_none_is_named() -> None:
    assert describe(limit(), "base", 1000, 0.1) == "model base cannot; --words anyway transcribes it nevertheless"
