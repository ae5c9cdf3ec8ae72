"""Holds docs/draft.md, docs/models.md and the pages of the engines to the code."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from dragoman.cli import draft
from dragoman.engines import model_quality as abilities
from dragoman.engines import voices, whisper_languages
from dragoman.engines.models import MODELS
from dragoman.engines.voices import clustering
from dragoman.pipeline.chunks import ChunkOptions

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DRAFT = (DOCS / "draft.md").read_text(encoding="utf-8")
MODELS_PAGE = (DOCS / "models.md").read_text(encoding="utf-8")


def test_every_option_is_on_the_page_and_no_other() -> None:
    parser = argparse.ArgumentParser(add_help=False)
    draft.add_arguments(parser)
    options = {action.option_strings[0] for action in parser._actions if action.option_strings}
    rows = DRAFT.partition("## Options")[2].partition("## What can be drafted")[0]
    assert set(re.findall(r"^\| `(--?[a-z-]+)", rows, re.MULTILINE)) == options


def faults() -> list[str]:
    """What the lines say that the page lists."""
    rows = re.findall(r"^\| (`.+?) \|", DRAFT.partition("## What can go wrong")[2], re.MULTILINE)
    return [fault for row in rows for fault in re.findall(r"`([^`]+)`", row)]


@pytest.mark.parametrize("fault", faults())
def test_every_fault_on_the_page_is_one_that_is_told(fault: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "src" / "dragoman").rglob("*.py")))
    parts = [re.escape(part) for part in re.split(r"…|\bN\b", fault)]
    assert re.search(r"\{.+?\}".join(parts), source)


def test_every_model_is_on_its_page_as_it_is() -> None:
    rows = re.findall(r"^\| `([\w.-]+)` \| (\d+) MB \| (\d+) MB \| ([^|]+) \| ([^|]+) \|", MODELS_PAGE, re.MULTILINE)
    assert rows == [
        (
            name,
            str(model.megabytes),
            str(model.memory),
            "English" if model.only_english else "99 languages",
            "English" if model.translates and not model.only_english else "–",
        )
        for name, model in MODELS.items()
    ]


def test_what_each_can_do_is_on_the_page_as_it_is() -> None:
    languages = ("ar", *re.findall(r"\w+", MODELS_PAGE.partition("| model | ar ")[2].partition("|\n")[0]))
    rows = re.findall(r"^\| `([\w.-]+)` \|((?: [\d.]+ \|){7})$", MODELS_PAGE, re.MULTILINE)
    shown = {name: dict(zip(languages, map(float, re.findall(r"[\d.]+", cells)), strict=True)) for name, cells in rows}
    assert shown == abilities._PUBLISHED_WER


def test_our_own_figures_are_on_the_page_as_they_are() -> None:
    languages = re.findall(r"\w+", MODELS_PAGE.partition("| model | ar | de ")[2].partition("|\n")[0])
    rates, words = (
        re.findall(r"[\d.]+", row)
        for row in re.findall(r"^\| (?:`base`, words wrong of a hundred|words) \|(.+)$", MODELS_PAGE, re.MULTILINE)
    )
    assert (
        dict(zip(("ar", "de", *languages), zip(map(float, rates), map(int, words), strict=True), strict=True))
        == (abilities._OUR_WER["base"])
    )


def test_the_limits_of_what_a_model_is_trusted_with_are_on_the_page() -> None:
    assert f"more than {abilities._MOST_ERRORS:.0f} of a hundred words" in MODELS_PAGE
    assert f"below {abilities._LEAST_BLEU:.0f} BLEU" in MODELS_PAGE


def test_the_page_of_whisper_has_its_figures() -> None:
    page = " ".join((DOCS / "engines" / "whisper.md").read_text(encoding="utf-8").split())
    options = ChunkOptions()
    assert f"begins above {options.onset:.0%} and ends below {options.offset:.0%}".replace("%", " %") in page
    assert f"shorter than {options.blip} ms" in page
    assert f"a silence of {options.silence // 1000} seconds" in page
    assert f"once it is {options.shortest_cut // 1000} seconds long" in page
    assert f"more than {whisper_languages._SURE_LANGUAGE:.0%}".replace("%", " %") in page


def test_the_page_of_voices_has_its_figures() -> None:
    page = (DOCS / "engines" / "voices.md").read_text(encoding="utf-8")
    assert f"cosine distance {clustering._APART}" in page
    assert f"by their means ({clustering._APART_MEANS})" in page
    assert voices._RATE == 16_000
