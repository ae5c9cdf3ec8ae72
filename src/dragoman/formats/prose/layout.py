"""The structure of a page: what precedes the first turn, the speaker of each paragraph, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.prose.bylines import is_byline
from dragoman.formats.prose.copied_lines import find_copied_head
from dragoman.formats.prose.fact_lines import is_fact
from dragoman.formats.prose.head_people import split_head_role
from dragoman.formats.prose.label_candidates import Opening, find_clock, find_lone_time, is_alone
from dragoman.formats.prose.label_decisions import find_labels
from dragoman.formats.prose.label_evidence import ends_as_speech, is_wordless
from dragoman.formats.prose.opening_words import Head, find_head, is_version_heading, names_in
from dragoman.formats.prose.paragraphs import Paragraph, StyledText
from dragoman.formats.prose.prose_turns import (
    ProseTurn,
    are_closing,
    are_opening,
    by_times,
    is_time,
    with_closing_times,
)
from dragoman.formats.prose.said import before_comments, find_said, is_all_link
from dragoman.formats.prose.unsure_labels import UnsureLabel, find_named_once, find_unsure
from dragoman.formats.prose.voices import find_voices
from dragoman.formats.prose.web.boilerplate import is_appeal
from dragoman.formats.reading.tape_lines import is_tape_line
from dragoman.transcript.span import Span

__all__ = ["Layout", "ProseTurn", "find_layout"]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The structure of a page: what precedes the first turn, the passages, and what was left out.

    ``typed`` are the paragraphs of the talk with their labels and times; ``turns`` is the number of labels on the page;
    ``foot`` are facts after the last turn; ``unsure`` are beginnings of passages that may name another speaker;
    ``once`` are labels that occur once.
    """

    head: tuple[Paragraph, ...]
    passages: tuple[ProseTurn, ...]
    typed: tuple[str, ...] = ()
    left_out: tuple[Paragraph, ...] = ()
    labels: tuple[str, ...] = ()
    turns: int = 0
    foot: tuple[Paragraph, ...] = ()
    unsure: tuple[UnsureLabel, ...] = ()
    once: tuple[UnsureLabel, ...] = ()


def find_layout(paragraphs: Sequence[Paragraph], *, labels: bool = True, speaker: str | None = None) -> Layout:
    """Which parts of a page are the head, which are turns, and which are neither.

    :param speaker: the only speaker that the page names, if so: paragraphs without a label are theirs
    """
    copied = find_copied_head(paragraphs)
    page = [_RULE if number in copied else paragraph for number, paragraph in enumerate(paragraphs)]
    found = before_comments(page, find_labels(page)) if labels else {}
    first = min(found, default=len(page))
    for number in range(first + 1 if found else 2, len(page)):
        if (is_wordless(page, number, found) and not is_time(page[number].text)) or (
            number not in found and is_version_heading(page[number])
        ):
            page[number] = _as_part(page[number])
    head = find_head(page, first, names_in([opening.label for opening in found.values()]), labelled=bool(found))
    begin = _before_scenes(page, head.begin)
    said = find_said(page, begin, found)
    # If an unnamed person opened a talk, its later chapters may be theirs too.
    headings = frozenset(n for n in range(begin, said.end) if page[n].kind == "heading" and begin < first)
    texts = [page[n].text for n in range(begin, said.end) if page[n].kind == "paragraph"]
    owners = _Owners(said.nobodys | headings, speaker, are_closing(texts), opening=are_opening(texts))
    passages = tuple(_passages(page, range(begin, said.end), found, owners))
    unsaid = [
        n
        for n in range(begin, len(page))
        if n not in found and (n >= said.end or not _is_said(page[n]) or is_byline(page[n].text))
    ]
    foot = [n for n in unsaid if page[n].kind == "paragraph" and page[n].text and is_fact(page[n].text)]
    kept = _kept_head(page, head, begin)
    out = {*copied, *range(begin), *unsaid} - {*kept, *foot}
    owned = [speaker] if speaker and any(passage.label == speaker for passage in passages) else []
    return Layout(
        head=tuple(page[number] for number in kept),
        passages=passages,
        typed=tuple(page[number].text for number in range(begin, said.end)),
        left_out=tuple(p for number, p in enumerate(paragraphs) if number in out and p.text),
        labels=(*owned, *(found[number].label for number in sorted(found))),
        turns=len(found),
        foot=tuple(page[number] for number in foot),
        unsure=tuple(find_unsure(page, range(begin, said.end), found)),
        once=tuple(find_named_once(page, found)),
    )


_RULE = Paragraph(text="", kind="rule")
_PART = 9


def _as_part(paragraph: Paragraph) -> Paragraph:
    """A label without words, ``Break: [21:10]``, as the heading of a part."""
    return msgspec.structs.replace(paragraph, kind="heading", level=_PART)


def _before_scenes(paragraphs: Sequence[Paragraph], begin: int) -> int:
    """Where the talk begins, including scene descriptions before it and the times of its first words."""
    while begin and (_is_scene(paragraphs[begin - 1]) or is_time(paragraphs[begin - 1].text)):
        begin -= 1
    return begin


def _kept_head(page: Sequence[Paragraph], head: Head, begin: int) -> list[int]:
    """The paragraphs that may state a fact or describe the talk, without menus, buttons and chapter headings."""
    numbers = [number for number in head.kept if number < begin]
    if numbers and _is_section(page[numbers[-1]], page[begin:]):
        numbers.pop()
    menu = _find_menu([page[number] for number in numbers])
    kept = [number for place, number in enumerate(numbers) if place not in menu]
    return [number for number in kept if page[number].kind == "heading" or _is_said(page[number])]


def _is_section(paragraph: Paragraph, following: Sequence[Paragraph]) -> bool:
    """Whether a heading names a part of the talk, like others between the turns."""
    return paragraph.kind == "heading" and any(
        other.kind == "heading" and other.level == paragraph.level for other in following
    )


def _is_said(paragraph: Paragraph) -> bool:
    """Whether a paragraph between turns is words: not a heading, rule, button, menu, or an appeal that is all links."""
    if paragraph.kind != "paragraph" or _is_menu(paragraph) or _READING_TIME.search(paragraph.text[:300]):
        return False
    if _BARE_ADDRESS.fullmatch(paragraph.text):
        # An embedded video, or another post.
        return False
    return not (is_all_link(paragraph) and is_appeal(paragraph.text))


_BARE_ADDRESS = re.compile(r"https?://\S{3,2000}")
# What the page's own remarks in brackets around a whole paragraph contain.
_EDITORIAL = re.compile(
    r"\bpublish|\btranscript|\btranslat|\bfull text\b|\binterview (?:given|with|by|of)\b", re.IGNORECASE
)
_LONGEST_ENTRY = 30
_READING_TIME = re.compile(r"\b\d+ min(?:ute)?s?[ -]read\b", re.IGNORECASE)


def _find_menu(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Two or more consecutive short lines that are each a link: a menu."""
    short = [p.kind == "paragraph" and len(p.text) <= _LONGEST_ENTRY and is_all_link(p) for p in paragraphs]
    return frozenset(
        n for n, is_short in enumerate(short) if is_short and any(short[max(0, n - 1) : n] + short[n + 1 : n + 2])
    )


def _is_menu(paragraph: Paragraph) -> bool:
    """Whether a paragraph consists of links with separators between them."""
    links = sum(piece.link is not None for piece in paragraph.pieces)
    words = (piece.text for piece in paragraph.pieces if piece.link is None)
    return links > 1 and not any(character.isalnum() for text in words for character in text)


def _is_scene(paragraph: Paragraph) -> bool:
    """Whether a paragraph is only square brackets that describe a scene."""
    text = paragraph.text
    if re.fullmatch(r"\[[^\[\]]{1,300}\][.\s]*", text) is None or find_clock(text)[1] is not None:
        return False
    return _EDITORIAL.search(text) is None


def _passages(
    paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening], owners: _Owners
) -> Iterator[ProseTurn]:
    """The passages of these paragraphs; a time at the end of a passage becomes its end."""
    turns = _by_paragraph(paragraphs, numbers, found, owners)
    return with_closing_times(turns) if owners.closing else turns


class _Owners(msgspec.Struct, frozen=True):
    """The speakers of paragraphs without a label: ``speaker``, and nobody from the indexes in ``nobodys`` on.

    ``closing``: times follow the words that they end; ``opening``: most paragraphs begin with a time.
    """

    nobodys: frozenset[int]
    speaker: str | None
    closing: bool
    opening: bool = False


def _by_paragraph(
    paragraphs: Sequence[Paragraph],
    numbers: range,
    found: dict[int, Opening],
    owners: _Owners,
) -> Iterator[ProseTurn]:
    label: str | None = owners.speaker
    voices = find_voices(paragraphs, numbers, found)
    in_table = False
    span: Span | None = None
    before: ProseTurn | None = None
    held: list[StyledText] = []
    joins = _joins(paragraphs, numbers, found)
    for number in numbers:
        paragraph, opening = paragraphs[number], found.get(number)
        if number in owners.nobodys or (in_table and paragraph.column is None):
            label, in_table = owners.speaker, False
        if opening is not None:
            label, span = opening.label, opening.span or span
            in_table = paragraph.column is not None
            if is_alone(paragraph, opening):
                continue
        elif not _is_said(paragraph) or is_byline(paragraph.text):
            continue
        start = opening.end if opening else 0
        lone = find_lone_time(paragraph.text) if opening is None else None
        if lone is not None:
            span = lone
            continue
        clock, time = find_clock(paragraph.text, start)
        if time is not None and clock == len(paragraph.text):
            span = time
            continue
        if time is not None and opening is None and owners.opening:
            start, span = clock, time
        owner = label if label is None else voices.get(number, label)
        owner = None if opening is None and _is_nobodys(paragraphs, number) else owner
        for piece in by_times(paragraph, start, owner, span, closing=owners.closing):
            if not piece.pieces:
                span = piece.span
                continue
            if before is not None and number in joins and piece.span is None and piece.label == before.label:
                held += (_NEW_LINE, *piece.pieces)
            else:
                yield from _whole(before, held)
                before = msgspec.structs.replace(piece, is_carried=opening is None and piece.label is not None)
                held = list(piece.pieces)
            span = None
    yield from _whole(before, held)


def _whole(turn: ProseTurn | None, pieces: Sequence[StyledText]) -> Iterator[ProseTurn]:
    """A turn with all the lines that belong to it."""
    if turn is not None:
        yield turn if len(pieces) == len(turn.pieces) else msgspec.structs.replace(turn, pieces=tuple(pieces))


_NEW_LINE = StyledText(text="\n")


def _joins(paragraphs: Sequence[Paragraph], numbers: range, found: dict[int, Opening]) -> frozenset[int]:
    """The lines that continue the paragraph before them; none if line breaks are the page's only paragraph breaks."""
    soft = frozenset(number for number in numbers if paragraphs[number].soft and number not in found)
    labelled = [number for number in numbers if number in found]
    apart = sum(not paragraphs[number].soft for number in labelled)
    return soft if apart * 5 >= len(labelled) * 4 or len(soft) * 3 < len(numbers) else frozenset()


_CLOSING = re.compile(
    r"\d{1,2}:\d{2}\s*(?:[ap]\.?m\.?)?\s*[A-Z]{2,5}|"
    r"[\[(]?(?:the )?end(?: of (?:interview|transcript|recording))?[\])]?\.?",
    re.IGNORECASE,
)


def _is_nobodys(paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Whether a line is nobody's words: the time at which it ended, the word END, the end of a tape, the head of the
    next one.
    """
    if _CLOSING.fullmatch(paragraphs[number].text) is not None or is_tape_line(paragraphs[number].text):
        return True
    stated = split_head_role(paragraphs[number].text)
    if stated is not None and stated.role == "transcriber" and not ends_as_speech(paragraphs[number]):
        return True
    near = (*paragraphs[max(0, number - 1) : number], *paragraphs[number + 1 : number + 2])
    return _is_head(paragraphs[number]) and any(_is_head(other) or is_tape_line(other.text) for other in near)


def _is_head(paragraph: Paragraph) -> bool:
    """Whether a line states a fact or a role, and does not end as speech does."""
    is_stated = is_fact(paragraph.text) or split_head_role(paragraph.text) is not None
    return is_stated and not ends_as_speech(paragraph)
