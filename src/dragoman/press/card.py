"""The preview picture of a page, shown where a link to it is pasted: titles, speakers, date and publisher.

Text is set in the fonts of the machine, or in the publisher's own font. A text that no font can write is left out.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from dragoman.language.direction import Direction, direction, text_direction
from dragoman.locale import gettext as _
from dragoman.press.citation import Citation
from dragoman.press.page_metadata import HEIGHT, WIDTH
from dragoman.press.site_model import Publisher

__all__ = ["SIZE", "can_draw", "draw_card"]

SIZE = (WIDTH, HEIGHT)

_PAPER, _INK, _SOFT, _ACCENT = "#fdfcf8", "#1c2124", "#555c60", "#0b4f6c"
_INKS = (_INK, _SOFT, _ACCENT)
# Steps between paper and ink at the edges of letters.
_LEVELS = 16
_ALL_OR_NOTHING = [255 if much > 127 // _LEVELS else 0 for much in range(256)]
# Room for what reaches above a line, px.
_ABOVE = 20
_MARGIN = 80
_WIDTH = SIZE[0] - 2 * _MARGIN
# Fonts with many scripts first; those of Linux, Windows and macOS.
_FONTS = (
    "DejaVuSans.ttf", "segoeui.ttf", "Arial Unicode.ttf", "arial.ttf", "Arial.ttf", "tahoma.ttf", "Tahoma.ttf",
    "NotoSans-Regular.ttf", "NotoSansArabic-Regular.ttf", "NotoSansHebrew-Regular.ttf",
)  # fmt: skip


class _Block(msgspec.Struct, frozen=True, kw_only=True):
    """Text of one kind on the card: at most ``lines`` lines, in the largest of ``sizes`` (px) that fits."""

    text: str
    language: str | None
    sizes: tuple[int, ...]
    lines: int
    colour: str = _INK
    gap: int = 24


def can_draw(citation: Citation, publisher: Publisher) -> bool:
    """Whether a picture can be drawn: whether a font on this machine has the letters of the title."""
    return _fitting(citation.title, _find_fonts(publisher.font)) is not None


def draw_card(citation: Citation, original_language: str | None, publisher: Publisher) -> bytes | None:
    """A PNG image of :data:`SIZE`; ``None`` if no font on this machine has the letters of the title."""
    fonts = _find_fonts(publisher.font)
    if _fitting(citation.title, fonts) is None:
        return None
    # A palette with one byte for each pixel: a true-colour picture takes ten times as long to compress.
    image = Image.new("L", SIZE, 0)
    image.paste(_full(_ACCENT), (0, 0, SIZE[0], 14))
    top = 64
    for block in _blocks(citation, original_language, publisher.name):
        top = _draw(image, block, top, fonts)
    image.putpalette(_palette())
    written = io.BytesIO()
    image.save(written, "PNG", compress_level=3)
    return written.getvalue()


def _palette() -> list[int]:
    """The palette as R, G, B, R, G, B …: the paper, then each ink in :data:`_LEVELS` steps from the paper's colour."""
    paper = ImageColor.getrgb(_PAPER)
    inks = [ImageColor.getrgb(ink) for ink in _INKS]
    steps = [(ink, step + 1) for ink in inks for step in range(_LEVELS)]
    mixed = [round(p + (i - p) * step / _LEVELS) for ink, step in steps for p, i in zip(paper, ink, strict=True)]
    return [*paper, *mixed]


def _full(ink: str) -> int:
    """The index in the palette of an ink at full strength."""
    return (_INKS.index(ink) + 1) * _LEVELS


@cache
def _places(ink: str) -> list[int]:
    """Maps how much of an ink is at a point (0 to 255) to its index in the palette."""
    first = _full(ink) - _LEVELS
    return [first + step if (step := round(much * _LEVELS / 255)) else 0 for much in range(256)]


def _blocks(citation: Citation, original_language: str | None, publisher: str | None) -> Iterator[_Block]:
    if publisher:
        yield _Block(text=publisher, language=None, sizes=(30,), lines=1, colour=_ACCENT, gap=44)
    yield _Block(text=citation.title, language=citation.language, sizes=(68, 60, 52, 44, 38), lines=3)
    if citation.original_title:
        original = citation.original_title
        yield _Block(text=original, language=original_language, sizes=(40, 34), lines=2, colour=_SOFT, gap=44)
    people = _(", ").join(map(_isolated, (*citation.interviewees, *citation.interviewers)))
    if people:
        yield _Block(text=people, language=citation.language, sizes=(34, 30), lines=1, gap=16)
    when = _(", ").join(_isolated(part) for part in (citation.programme, citation.original_date) if part)
    if when:
        yield _Block(text=when, language=citation.language, sizes=(30, 26), lines=1, colour=_SOFT)


def _isolated(text: str) -> str:
    """A text that keeps its own direction. Without text shaping, the control characters would be visible."""
    return f"\u2068{text}\u2069" if features.check("raqm") else text


def _draw(image: Image.Image, block: _Block, top: int, fonts: tuple[Path, ...]) -> int:
    """Draw a block below ``top`` (px); return the top of the next block."""
    path = _fitting(block.text, fonts)
    if path is None:
        return top
    way = direction(block.language) if block.language else text_direction(block.text) or "ltr"
    font, lines = _set(block, path, way)
    x, anchor = (SIZE[0] - _MARGIN, "ra") if way == "rtl" else (_MARGIN, "la")
    step = round(font.size * 1.35)
    ink = Image.new("L", (SIZE[0], _ABOVE + len(lines) * step + step), 0)
    for number, line in enumerate(lines):
        place = (x, _ABOVE + number * step)
        ImageDraw.Draw(ink).text(place, line, font=font, fill=255, anchor=anchor, direction=_shaped(way))
    # Only where there is ink: glyphs reach beyond their line, into what another block drew.
    image.paste(ink.point(_places(block.colour)), (0, top - _ABOVE), ink.point(_ALL_OR_NOTHING))
    return top + len(lines) * step + block.gap


def _set(block: _Block, path: Path, way: Direction) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The font in the largest size in which the text fits, and its lines. In the smallest size, the text is cut."""
    for size in block.sizes:
        font = _font(path, size)
        lines = _wrap(block.text, font, way)
        if len(lines) <= block.lines and all(_length(line, font, way) <= _WIDTH for line in lines):
            return font, lines
    kept = lines[: block.lines]
    last = kept[-1] + ("" if len(kept) == len(lines) else " …")
    while _length(last, font, way) > _WIDTH and len(last) > 1:
        last = last.rstrip("… ")[:-1].rstrip() + " …"
    return font, [*kept[:-1], last]


def _wrap(text: str, font: ImageFont.FreeTypeFont, way: Direction) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _length(longer, font, way) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _length(line: str, font: ImageFont.FreeTypeFont, way: Direction) -> float:
    return font.getlength(line, direction=_shaped(way))


def _shaped(way: Direction) -> Direction | None:
    return way if features.check("raqm") else None


@cache
def _find_fonts(own: str | None) -> tuple[Path, ...]:
    found = []
    for name in (*((own,) if own else ()), *_FONTS):
        try:
            found.append(Path(str(ImageFont.truetype(name, 10).path)))
        except OSError:
            continue
    return tuple(dict.fromkeys(found))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def _fitting(text: str, fonts: tuple[Path, ...]) -> Path | None:
    """The first font with a glyph for every letter; ``None`` for scripts that need shaping if Raqm is missing."""
    if not features.check("raqm") and any("\u0590" <= character <= "\u109f" for character in text):
        return None
    letters = {letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Zs", "Zl", "Zp")}
    return next((path for path in fonts if all(_has(path, letter) for letter in letters)), None)


@cache
def _has(path: Path, letter: str) -> bool:
    font = _font(path, 24)
    return _picture(font, letter) != _picture(font, "\U0010fffe")


def _picture(font: ImageFont.FreeTypeFont, letter: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(letter)
    return mask.size, bytes(mask)
