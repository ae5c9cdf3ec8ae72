"""The command line parses, calls workflows and prints: nothing else of it sees what argparse made."""

from __future__ import annotations

import argparse
import importlib
import inspect
import pkgutil

from dragoman import cli


def test_a_namespace_goes_no_further_than_run() -> None:
    found = []
    for module in pkgutil.iter_modules(cli.__path__, "dragoman.cli."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if function.__module__ != module.name or name == "run":
                continue
            annotations = inspect.signature(function, eval_str=True).parameters.values()
            found += [f"{module.name}.{name}" for each in annotations if each.annotation is argparse.Namespace]
    assert found == []
