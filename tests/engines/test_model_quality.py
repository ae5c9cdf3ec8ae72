"""What each model can do, and which is taken."""

from __future__ import annotations

import pytest

from dragoman.engines import model_quality as abilities
from dragoman.engines.model_quality import (
    Measured,
    can_translate,
    can_write,
    choose_model,
    find_ability,
    find_able,
)
from dragoman.engines.models import MODELS


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured by us: Arabic on many words, Persian on few."""
    monkeypatch.setattr(abilities, "_OUR_WER", {"base": {"ar": (40.0, 100), "fa": (30.0, 99)}})
    monkeypatch.setattr(abilities, "_OUR_BLEU", {"base": {"ar": (20.0, 500)}})


def test_quoted_figures_are_marked_as_what_they_are() -> None:
    small, large = find_ability("small", "ar"), find_ability("large-v3", "ar")
    assert small is not None
    assert (small.wer, small.bleu) == (Measured(30.6, "unverified"), Measured(17.7, "unverified"))
    assert large is not None
    assert (large.wer, large.bleu) == (Measured(9.6, "published"), None)


@pytest.mark.usefixtures("ours")
def test_what_we_measured_on_enough_words_outranks_the_quoted() -> None:
    ability = find_ability("base", "ar")
    assert ability is not None
    assert (ability.wer, ability.bleu) == (Measured(40.0, "measured", 100), Measured(20.0, "measured", 500))
    assert can_write("base", "ar")
    assert can_translate("base", "ar")


@pytest.mark.usefixtures("ours")
def test_what_we_measured_on_few_words_is_only_shown() -> None:
    ability = find_ability("base", "fa")
    assert ability is not None
    assert ability.wer == Measured(86.1, "unverified")
    assert ability.shown[0] == Measured(30.0, "measured", 99)
    assert not can_write("base", "fa")


@pytest.mark.parametrize(("model", "able"), [("base", False), ("small", True), ("nobody's", True)])
def test_more_than_45_of_a_hundred_words_wrong_is_not_writing(model: str, able: bool) -> None:
    assert can_write(model, "ar-EG") is able


@pytest.mark.parametrize(("model", "able"), [("base", False), ("small", True), ("large-v3", True), ("turbo", False)])
def test_below_5_bleu_is_not_translating(model: str, able: bool) -> None:
    assert can_translate(model, "ar") is able


def test_those_known_to_be_able_come_smallest_first() -> None:
    assert find_able("fa", translate=False) == ("medium", "large-v2", "large-v3")
    assert find_able("hy", translate=False) == ()


@pytest.mark.parametrize(
    ("here", "spoken", "translate", "memory", "chosen"),
    [
        (("tiny", "base", "small"), ["es"], True, 16_000, "small"),
        (("tiny", "base", "small"), ["es"], True, 1000, "base"),
        (("tiny", "base", "small"), ["es"], True, 100, "tiny"),
        (("tiny", "base", "small"), ["es"], True, None, "small"),
        (("turbo", "small"), ["es"], True, None, "small"),
        (("turbo", "small"), ["es"], False, None, "turbo"),
        (("turbo", "small"), ["fa"], True, None, "turbo"),
        (("turbo", "small"), [], True, None, "small"),
        (("base", "base.en"), ["en-GB"], False, None, "base.en"),
        (("base", "base.en"), ["es"], True, None, "base"),
        (("base", "base.en"), [], True, None, "base"),
        (("base", "base.en"), ["en", "es"], True, None, "base"),
        (("large-v2", "large-v3"), ["ru"], True, None, "large-v3"),
        (("small.en",), ["es"], True, None, None),
        ((), ["es"], True, None, None),
    ],
)
def test_the_best_one_here_that_fits_is_chosen(
    here: tuple[str, ...], spoken: list[str], translate: bool, memory: int | None, chosen: str | None
) -> None:
    assert choose_model(here, spoken, translate=translate, memory=memory) == chosen


def test_the_choice_depends_on_no_order() -> None:
    names = list(MODELS)
    found = {choose_model(order, ["es"], translate=True, memory=None) for order in (names, names[::-1], set(names))}
    assert found == {"large-v3"}
