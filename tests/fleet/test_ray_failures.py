"""What is said of machines on which no worker starts. In place of Ray stands one that refuses."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import Any

import pytest

from dragoman.errors import EngineError
from dragoman.fleet import Cluster, open_map
from dragoman.fleet.outcome import pickled_call
from fleet_work import double


class Ray:
    """Two machines: workers start on the first alone, or on none."""

    def __init__(self, able: bool) -> None:
        self._able = able
        self.util = SimpleNamespace(
            NodeAffinitySchedulingStrategy=lambda node, soft: node, __name__="ray.util.scheduling_strategies"
        )

    def is_initialized(self) -> bool:
        return True

    def nodes(self) -> list[dict[str, Any]]:
        return [
            {"NodeID": name, "NodeManagerAddress": f"10.0.0.{name}", "Alive": True, "Resources": {"CPU": 1.0}}
            for name in ("1", "2")
        ]

    def remote(self, kind: Any) -> Any:
        def make(node: str) -> Any:
            fine = self._able and node == "1"
            ready = SimpleNamespace(remote=lambda *_: (id(object()), None if fine else OSError("no module dragoman")))
            work = SimpleNamespace(remote=lambda message: (id(message), pickled_call(message)))
            return SimpleNamespace(ready=ready, work=work)

        return SimpleNamespace(
            options=lambda **options: SimpleNamespace(remote=lambda: make(options["scheduling_strategy"]))
        )

    def wait(self, references: list[Any], **options: Any) -> tuple[list[Any], list[Any]]:
        return references, []

    def get(self, reference: tuple[int, Any]) -> Any:
        if isinstance(reference[1], Exception):
            raise reference[1]
        return reference[1]

    def kill(self, actor: Any) -> None:
        pass


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Cluster:
    monkeypatch.setattr("dragoman.fleet.ray_crew._LOOK", 0)
    return Cluster(address="auto", each=1)


def install(monkeypatch: pytest.MonkeyPatch, ray: Ray) -> None:
    monkeypatch.setitem(sys.modules, "ray", ray)
    monkeypatch.setitem(sys.modules, "ray.util.scheduling_strategies", ray.util)


def test_a_machine_on_which_nothing_starts_is_named_once_and_the_other_works(
    here: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, Ray(able=True))
    told: list[str] = []
    with open_map(here, tell=told.append) as run:
        assert sorted(outcome.value or 0 for outcome in run(double, range(30))) == [2 * n for n in range(30)]
    assert told == ["10.0.0.2: OSError: no module dragoman"]


def test_a_cluster_on_which_nothing_starts_is_an_error(here: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, Ray(able=False))
    fault = "no machine that can start a worker .*no module dragoman"
    with pytest.raises(EngineError, match=fault), open_map(here) as run:
        list(run(double, range(3)))
