"""The quantities of an interview, side by side: as said, their value, and as translated.

They are found at release and stored in the edition, so that a later program does not read an old edition differently.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from dragoman.folder.review import Finding
from dragoman.language.quantities.agreement import key, same_quantity
from dragoman.language.quantities.cents import join_cents
from dragoman.language.quantities.implied import is_implied
from dragoman.language.quantities.text_quantities import Quantity, describe, find_quantities
from dragoman.language.romanizing import romanize
from dragoman.locale import gettext as _
from dragoman.locale import later
from dragoman.press.figure_words import render_value
from dragoman.render.html import Html, element, escape, escape_value
from dragoman.render.page.player import Player, seconds_in, time_address
from dragoman.transcript.document import Person, Segment, Transcript
from dragoman.transcript.edition import Edition, Figure
from dragoman.transcript.sides import Languages, Side, anchor, find_languages
from dragoman.transcript.span import format_clock
from dragoman.transcript.text import Gloss, Note, Struck, Supplied, Text, find_marks, plain

__all__ = ["FigureRow", "explain_figures", "find_checkers", "find_figures", "list_figures", "render_figures"]

# How long before the passage a link starts to play, ms.
_BEFORE = 2000
_ADDED = (Supplied, Gloss, Note)
_CODES = ("number-", "sum-")
_LONG = re.compile(r"(?<![\d.-])\d{5,}")
_PLAIN = {"year ": "", "decade ": "", "..": "–"}
_UNKNOWN = "und"
# A passage with more figures than this was made to slow the program down.
_MOST_COMPARED = 200


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table of figures. ``play`` is the address of the sound two seconds before the passage, and
    ``second`` the same place as a second of that sound; both are ``None`` without sound.

    ``language`` is that of the original, ``target_language`` that of the translation. ``value`` has separators between
    thousands. ``is_alone`` says that the page has no original beside the translation.
    """

    figure: Figure
    passage: str
    time: str | None
    language: str | None
    target_language: str | None
    value: str
    play: str | None = None
    second: str | None = None
    is_alone: bool = False


def find_figures(transcript: Transcript, checked: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[Figure, ...]]:
    """Maps the id of each passage that has quantities to its figures.

    :param transcript: the document as readers will see it
    :param checked: by passage, who settled the number problems in it, under the names that they chose
    """
    languages = find_languages(transcript)
    found: dict[str, tuple[Figure, ...]] = {}
    for segment in transcript.segments:
        language = languages.on("source", segment) or _UNKNOWN
        figures = tuple(_figures(segment, language, transcript.target_language or _UNKNOWN))
        if figures:
            names = tuple(dict.fromkeys((*segment.heard_by, *checked.get(segment.id, ()))))
            found[segment.id] = tuple(msgspec.structs.replace(figure, checked_by=names) for figure in figures)
    return found


def find_checkers(findings: Iterable[Finding], shown: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Maps each passage to the people who settled its number problems, under the names that they chose."""
    checkers: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        passage, settlement = finding.problem.where.segment, finding.settlement
        if passage and settlement and isinstance(settlement.by, Person) and finding.problem.code.startswith(_CODES):
            handle = settlement.by.handle
            name = shown.get(handle, handle) or "reviewer"
            checkers[passage] = tuple(dict.fromkeys((*checkers.get(passage, ()), name)))
    return checkers


def list_figures(edition: Edition, player: Player | None) -> tuple[FigureRow, ...]:
    """The rows of the table, in the order of the passages."""
    languages = find_languages(edition.transcript)
    return tuple(
        _row(segment, figure, languages, player)
        for segment in edition.transcript.segments
        for figure in edition.figures.get(segment.id, ())
    )


def explain_figures(sides: Sequence[Side]) -> str:
    """The sentences above the table.

    :param sides: those that the page has texts of
    """
    if "target" not in sides:
        return _("Every number, date and sum, as it was said.")
    if "source" not in sides:
        return _("Every number, date and sum, as it was translated. Supplied: added by the translator, in brackets.")
    return _(
        "Every number, date and sum, as it was said and as it was translated. Supplied: added by the translator, in"
        " brackets. Ours: an explanation, or only in the translation."
    )


def render_figures(rows: Sequence[FigureRow], sides: Sequence[Side] = ("source", "target")) -> Html | None:
    """The table as HTML, without empty columns; ``None`` if there are no rows.

    :param sides: those that the page has texts of. Without the original nobody can say what was only in the translation
    """
    if not rows:
        return None
    if "source" not in sides:
        rows = [msgspec.structs.replace(row, is_alone=True) for row in rows]
    columns = [
        (heading, cell)
        for heading, cell, is_worth, side in _COLUMNS
        if (side is None or side in sides) and (is_worth is None or any(map(is_worth, rows)))
    ]
    heads = (element("th", _(heading), scope="col") for heading, cell in columns)
    cells = [cell for heading, cell in columns]
    lines = "".join([f"<tr>{''.join([f'<td>{cell(row)}</td>' for cell in cells])}</tr>" for row in rows])
    return element("table", element("thead", element("tr", *heads)), "\n", element("tbody", Html(lines)))


# Cells are written out as HTML, for a page has a thousand of them.


def _passage(row: FigureRow) -> str:
    return f'<a href="#{row.passage}">{row.time or "#"}</a>'


def _original(row: FigureRow) -> str:
    return _quoted(row.figure.original, row.language)


def _latin(row: FigureRow) -> str:
    return f'<bdi dir="ltr">{escape(row.figure.romanized)}</bdi>' if row.figure.romanized else ""


def _translation(row: FigureRow) -> str:
    return _quoted(row.figure.translation, row.target_language)


def _quoted(said: str | None, language: str | None) -> str:
    return f'<bdi lang="{escape_value(language or "")}">{escape(said)}</bdi>' if said else "–"


def _names(row: FigureRow) -> str:
    return escape(_(", ")).join(f"<bdi>{escape(name)}</bdi>" for name in row.figure.checked_by)


def _whose(row: FigureRow) -> str:
    return escape(_(_WHOSE[row.figure.how])) if _is_known(row) else "–"


def _is_known(row: FigureRow) -> bool:
    """Whether it is known whose figure it is: an interview without its original does not tell."""
    return not row.is_alone or row.figure.how == "supplied"


def _listen(row: FigureRow) -> str:
    if row.play is None:
        return ""
    label = _("Play from two seconds before {time}").format(time=row.time)
    return str(element("a", "▶", class_="play", href=row.play, data_t=row.second, aria_label=label))


_WHOSE = {"said": later("said"), "supplied": later("supplied"), "ours": later("ours")}

# Heading, cell, what tells whether a row has anything to show in it, and the side that a page must have for it.
_COLUMNS: tuple[
    tuple[str, Callable[[FigureRow], str], Callable[[FigureRow], object] | None, Side | None],
    ...,
] = (
    (later("Passage"), _passage, None, None),
    (later("Original"), _original, None, "source"),
    (later("In Latin letters"), _latin, lambda row: row.figure.romanized, "source"),
    (later("Value"), lambda row: render_value(row.value), None, None),
    (later("Translation"), _translation, None, "target"),
    (later("Whose"), _whose, _is_known, "target"),
    (later("Checked by"), _names, lambda row: row.figure.checked_by, None),
    (later("Listen"), _listen, lambda row: row.play, None),
)


def _row(segment: Segment, figure: Figure, languages: Languages, player: Player | None) -> FigureRow:
    start = max(0, segment.span.start - _BEFORE) if segment.span and player else None
    return FigureRow(
        figure=figure,
        passage=anchor(segment.id),
        time=format_clock(segment.span.start, exact=False) if segment.span else None,
        language=languages.on("source", segment),
        target_language=languages.target,
        value=_spaced(figure.value),
        play=time_address(player, start) if player and start is not None else None,
        second=seconds_in(player, start) if player and start is not None else None,
    )


def _figures(segment: Segment, language: str, target_language: str) -> Iterator[Figure]:
    source, target = _said(segment.source), _said(segment.target)
    said, rendered = find_quantities(source, language), find_quantities(target, target_language)
    said, rendered = join_cents(source, said, rendered), join_cents(target, rendered, said)
    paired, left = _pairs(said, rendered)
    for quantity, other in paired:
        if _is_worth_a_row(quantity) and (other or not is_implied(quantity, target, target_language, rendered)):
            yield Figure(
                original=quantity.text,
                romanized=_romanized(quantity.text, language),
                value=_value(quantity),
                translation=other.text if other else None,
            )
    for one in _find_in(segment.target, (Supplied,), target_language):
        yield Figure(value=_value(one), translation=one.text, how="supplied")
    new = [one for one in left if _is_worth_a_row(one) and not is_implied(one, source, language, said)]
    for one in (*_find_in(segment.target, (Gloss, Note), target_language), *new):
        yield Figure(value=_value(one), translation=one.text, how="ours")


def _said(text: Text | None) -> str:
    return plain(text or (), without=(*_ADDED, Struck))


def _is_worth_a_row(quantity: Quantity) -> bool:
    """Words such as "one" and "both" are not, unless written in digits."""
    return not quantity.weak or any(map(str.isdigit, quantity.text))


def _find_in(text: Text | None, kinds: tuple[type, ...], language: str) -> list[Quantity]:
    marks = [mark for mark in find_marks(text or ()) if isinstance(mark, kinds)]
    return [one for mark in marks for one in find_quantities(_content(mark), language) if _is_worth_a_row(one)]


def _content(mark: object) -> str:
    content: Text = getattr(mark, "content", ())
    return plain(content)


def _pairs(
    said: Sequence[Quantity], rendered: Sequence[Quantity]
) -> tuple[list[tuple[Quantity, Quantity | None]], list[Quantity]]:
    """Each quantity of the original with its match in the translation, exact matches first; and the unmatched
    quantities of the translation.
    """
    left = dict(enumerate(rendered))
    partners: dict[int, Quantity] = {}
    exact: dict[object, deque[int]] = {}
    for place, one in left.items():
        exact.setdefault(key(one), deque()).append(place)
    for place, quantity in enumerate(said):
        if same := exact.get(key(quantity)):
            partners[place] = left.pop(same.popleft())
    for is_same in (same_quantity, _is_its_year):
        for place, quantity in enumerate(said):
            near = () if place in partners else islice(left.items(), _MOST_COMPARED)
            found = next((other for other, one in near if is_same(quantity, one)), None)
            if found is not None:
                partners[place] = left.pop(found)
    return [(quantity, partners.get(place)) for place, quantity in enumerate(said)], list(left.values())


def _is_its_year(one: Quantity, other: Quantity) -> bool:
    """Whether one quantity is the bare year of the other's date, as in "in Ramadan, of the year 1407"."""
    return any(dated.date and dated.date.year == bare.value for dated, bare in ((one, other), (other, one)))


def _romanized(text: str, language: str) -> str | None:
    latin = romanize(text, language)
    return latin if latin != text else None


def _value(quantity: Quantity) -> str:
    """The quantity without the signs that only matter for checking."""
    value = describe(quantity).replace("#", "").replace("?", "").replace("*", "").removeprefix("--")
    for sign, plain_sign in _PLAIN.items():
        value = value.replace(sign, plain_sign)
    return f"{value}s" if quantity.kind == "decade" else value


def _spaced(value: str) -> str:
    """With a narrow space between thousands, for numbers of more than four figures."""
    return _LONG.sub(lambda digits: f"{int(digits[0]):,}".replace(",", "\u202f"), value)
