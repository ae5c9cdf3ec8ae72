from __future__ import annotations

import io

import msgspec
import pytest
from PIL import Image, ImageChops, features

from dragoman.press.card import SIZE, draw_card
from dragoman.press.citation import Citation
from dragoman.press.site_model import Publisher

BEES = Citation(key="bees-e1", title="My grandmother and the bees", number=1, language="en")
DESK = Publisher(name="The Example Desk")


def drawn(citation: Citation, publisher: Publisher = DESK, language: str | None = "es") -> Image.Image:
    card = draw_card(citation, language, publisher)
    if card is None:
        pytest.skip("no font on this machine can write it")
    return Image.open(io.BytesIO(card)).convert("L")


def inked(image: Image.Image) -> tuple[int, int, int, int]:
    """The box that holds what is drawn below the bar at the top."""
    box = ImageChops.invert(image.crop((0, 20, *SIZE))).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    return box


def test_it_has_the_size_that_others_show() -> None:
    assert drawn(BEES).size == (1200, 630)


def test_the_same_words_make_the_same_bytes() -> None:
    assert draw_card(BEES, "es", DESK) == draw_card(BEES, "es", DESK)


def test_a_title_from_left_to_right_begins_at_the_left() -> None:
    left, _top, right, _bottom = inked(drawn(BEES, Publisher()))
    assert left < 100
    assert right < 1120


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow was built without Raqm")
def test_a_title_from_right_to_left_begins_at_the_right() -> None:
    persian = msgspec.structs.replace(BEES, title="نامه‌ها (۱۳۵۷)", language="fa")
    left, _top, right, _bottom = inked(drawn(persian, Publisher()))
    assert left > 500
    assert right > 1100


def test_a_long_title_stays_on_the_card() -> None:
    long = msgspec.structs.replace(BEES, title="A very long title about bees and honey " * 20)
    left, _top, right, bottom = inked(drawn(long))
    assert left >= 70
    assert right <= 1130
    assert bottom < 610


def test_a_word_without_end_stays_on_the_card() -> None:
    _left, _top, right, _bottom = inked(drawn(msgspec.structs.replace(BEES, title="W" * 400)))
    assert right <= 1130


def test_a_title_that_no_font_can_write_has_no_card() -> None:
    assert draw_card(msgspec.structs.replace(BEES, title="\U0010fff0"), None, DESK) is None
