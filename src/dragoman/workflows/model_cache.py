"""Use the model folder of the settings in a workflow."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from dragoman.engines.cache import cached_in

__all__ = ["uses_models"]

P = ParamSpec("P")
T = TypeVar("T")


def uses_models(workflow: Callable[P, T]) -> Callable[P, T]:
    """The workflow, which looks for models in its settings' folder while it runs."""

    @wraps(workflow)
    def run(*arguments: P.args, **named: P.kwargs) -> T:
        with cached_in(named["settings"].cache):  # type: ignore[attr-defined]
            return workflow(*arguments, **named)

    return run
