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
    """Measured by us: Arabic on many words, Persian on few, Hebrew so badly that few are enough."""
    monkeypatch.setattr(abilities, "_OUR_WER", {"base": {"ar": (30.0, 400), "fa": (40.0, 99), "he": (80.0, 31)}})
    monkeypatch.setattr(abilities, "_OUR_BLEU", {"base": {"ar": (20.0, 500), "fa": (3.0, 99)}})


def test_a_figure_is_published_or_unknown() -> None:
    assert find_ability("small", "ar") is None
    large = find_ability("large-v3", "ar")
    assert large is not None
    assert (large.wer, large.bleu) == (Measured(9.6, "published"), None)


@pytest.mark.usefixtures("ours")
def test_what_we_measured_on_enough_words_decides() -> None:
    ability = find_ability("base", "ar")
    assert ability is not None
    assert (ability.wer, ability.bleu) == (Measured(30.0, "measured", 400), Measured(20.0, "measured", 500))
    assert can_write("base", "ar")
    assert can_translate("base", "ar")


@pytest.mark.usefixtures("ours")
def test_a_rate_whose_interval_holds_the_limit_decides_nothing() -> None:
    ability = find_ability("base", "fa")
    assert ability is not None
    assert ability.wer == Measured(40.0, "measured", 99)
    assert can_write("base", "fa") is None
    assert can_translate("base", "fa") is None


@pytest.mark.usefixtures("ours")
def test_a_rate_far_beyond_the_limit_decides_on_few_words() -> None:
    assert can_write("base", "he") is False
    assert can_translate("base", "he") is False


@pytest.mark.parametrize(("model", "able"), [("base", False), ("small", None), ("large-v3", True)])
def test_more_than_45_of_a_hundred_words_wrong_is_not_writing(model: str, able: bool | None) -> None:
    assert can_write(model, "ar-EG") is able


@pytest.mark.parametrize(("model", "able"), [("base", False), ("small", None), ("turbo", False)])
def test_who_cannot_write_or_was_not_trained_to_translate_cannot(model: str, able: bool | None) -> None:
    assert can_translate(model, "ar") is able


def test_those_known_to_be_able_come_smallest_first() -> None:
    assert find_able("fa", translate=False) == ("large-v2", "large-v3")
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
        (("turbo", "small"), ["ar"], True, None, "small"),
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
