"""Marks as HTML, and HTML that is safe by construction.

Every plain ``str`` is escaped; only the output of :func:`element` is not. Each mark shows its glyphs, so that they
survive copying and need no colour; additional text for screen readers is visually hidden (class ``vh``).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import msgspec

from dragoman.conventions.profiles import NOTATION, Profile
from dragoman.language.direction import direction, foreign_tag, text_direction
from dragoman.locale import gettext as _
from dragoman.locale import interface, later, name_language
from dragoman.render.mark_text import LegendRow, frame, wording
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Mark,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Struck,
    Supplied,
    Text,
    Unclear,
    Wrapper,
    Writing,
    mark_name,
    plain,
)

__all__ = [
    "Html",
    "Rendering",
    "element",
    "escape",
    "escape_value",
    "find_notes",
    "iso_date",
    "join",
    "language_attributes",
    "legend",
    "phrase",
    "render",
    "render_note",
    "web_address",
    "write_attributes",
]

_VOID = frozenset(("br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
# Characters that HTML cannot contain: control characters, lone surrogates, noncharacters.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


class Html(str):
    """Finished HTML. Make it with :func:`element` or :func:`join`; the constructor does not escape."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tells template engines not to escape it again."""
        return str(self)


def element(tag: str, /, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. Plain string children are escaped; attributes that are ``None`` or ``False`` are left out.

    Attribute names are Python names: ``class_`` for ``class``, ``aria_label`` for ``aria-label``.
    """
    head = tag + write_attributes(**attributes) if attributes else tag
    return Html(f"<{head}>" if tag in _VOID else f"<{head}>{join(*children)}</{tag}>")


def write_attributes(**attributes: str | int | bool | None) -> str:
    """Attributes as :func:`element` writes them, each after a space."""
    head = ""
    for key, value in attributes.items():
        if value is True:
            head += f" {_attribute(key)}"
        elif value is not None and value is not False:
            head += f' {_attribute(key)}="{escape_value(str(value))}"'
    return head


def join(*children: str | None) -> Html:
    """Several pieces as one. Plain strings are escaped; ``None`` is skipped."""
    return Html(
        "".join([child if isinstance(child, Html) else escape(child) for child in children if child is not None])
    )


def phrase(pattern: str, /, **parts: str) -> Html:
    """A sentence with ``{places}`` to fill, which a translator may have put in any order; all else is escaped."""
    if "{" not in pattern:
        return join(pattern)
    pieces = re.split(r"\{(\w+)\}", pattern)
    return join(*(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces)))


def iso_date(date: str) -> Html:
    """An ISO 8601 date, from left to right even in right-to-left text."""
    return element("time", date, datetime=date, dir="ltr")


@cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def escape(text: str) -> str:
    """A text as HTML: for what is written out where a page has hundreds of it."""
    # What Python calls printable holds nothing that HTML cannot; nearly every text is, and this is ten times as fast.
    if not text.isprintable():
        text = _clean(text)
    # A page has thousands of these: chained replacements are several times as fast as a table.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_value(text: str) -> str:
    """The same as the value of an attribute, between quotes."""
    return escape(text).replace('"', "&quot;")


def _clean(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("\ufffd", text)


@lru_cache(maxsize=1024)
def web_address(address: str) -> str | None:
    """The address if it is a web address (``https://…``), so that a link to it is safe; otherwise ``None``."""
    return address if re.match(r"https?://[^\s\"<>\\]+\Z", address, re.IGNORECASE) else None


def language_attributes(language: str | None, text: str = "") -> dict[str, str]:
    """``lang`` and ``dir`` for a block. If the language is unknown, the letters decide the direction."""
    if language and language != "und":
        return {"lang": language, "dir": direction(language)}
    return {"lang": "", "dir": text_direction(text) or "ltr"}


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """The context of a rendered text: its language, that of the other side, the number of its first note, and the
    profile of its glyphs.

    ``kept_language`` is the language of words kept from the original; ``None`` in the original itself, where it is
    unknown.
    """

    language: str | None = None
    other_language: str | None = None
    kept_language: str | None = None
    first_note: int = 1
    profile: Profile = NOTATION

    @property
    def base(self) -> str | None:
        """The direction of the block; ``None`` if only the letters can decide it."""
        return direction(self.language) if self.language and self.language != "und" else None


def find_notes(text: Text) -> Iterator[Note | Quote]:
    """The endnotes of a text, in the order of their numbers. The text must be published (:func:`published`)."""
    for inline in text:
        if isinstance(inline, Note):
            yield inline
        elif isinstance(inline, Wrapper):
            yield from find_notes(inline.content)
            if isinstance(inline, Quote):
                yield inline


def render(text: Text, around: Rendering) -> Html:
    """A text with its marks. Notes to the reader become references ``#n1`` to endnotes. The text must be published."""
    if len(text) == 1 and isinstance(text[0], str):
        return Html(escape(text[0]))
    return _render(text, around, itertools.count(around.first_note))


def render_note(note: Note | Quote, around: Rendering) -> Html:
    """The endnote for a note or a quotation's source. Notes inside a note stay in line."""
    if isinstance(note, Quote):
        return element("p", phrase(_("Source: {source}"), source=element("bdi", note.source)))
    words = plain(note.content)
    # A note on the original is often in the language of the translation: the letters exclude one of the two.
    languages = [language for language in (around.language, around.other_language) if language]
    fitting = [language for language in languages if text_direction(words) in (None, direction(language))]
    return element("p", _render(note.content, around, None), **language_attributes(next(iter(fitting), None), words))


def legend(rows: Iterable[LegendRow], profile: Profile) -> Html:
    """The legend as a description list: the look of each mark in a profile, and its meaning."""
    entries = (element("div", _sample(row, profile), element("dd", row.meaning)) for row in rows)
    return element("dl", *entries, class_="legend")


def _sample(row: LegendRow, profile: Profile) -> Html:
    # The samples are English words, whatever the language of the page.
    foreign = {} if interface() == "en" else {"lang": "en", "dir": "ltr"}
    return element("dt", _render(row.sample, Rendering(language="en", profile=profile), None), **foreign)


def _render(text: Text, around: Rendering, numbers: Iterator[int] | None) -> Html:
    return join(*(inline if isinstance(inline, str) else _mark(inline, around, numbers) for inline in text))


def _mark(mark: Mark, around: Rendering, numbers: Iterator[int] | None) -> Html:
    if isinstance(mark, Note) and numbers is not None:
        return _reference(next(numbers))
    if not isinstance(mark, Wrapper):
        return _standing(mark, around)
    inner = _render(mark.content, around, numbers)
    match mark:
        case Foreign():
            attributes = language_attributes(
                foreign_tag(around.kept_language, plain(mark.content)), plain(mark.content)
            )
            return element("i", inner, class_="foreign", **_known(attributes))
        case CodeSwitch():
            said = element("span", inner, class_="switched", **language_attributes(mark.language, plain(mark.content)))
            before, after = frame(mark, around.profile)
            if interface() != "en":
                before = f"[{_('in {language}').format(language=name_language(mark.language))}: "
            return element("span", before, said, after, class_="switch", dir=_ours(around).get("dir"))
        case Phonetic():
            glyphs = frame(mark, around.profile)[1].strip()
            flag = element("abbr", glyphs, title=_("phonetic, unverified"), **_ours(around))
            return element("span", element("bdi", inner), " ", flag, class_="name")
        case Abbreviation():
            return element("abbr", inner, title=mark.expansion)
        case Quote():
            source = f" [src: {mark.source}]" if numbers is None else _reference(next(numbers))
            return join(element("q", inner, cite=web_address(mark.source)), source)
        case _:
            return _framed(mark, inner, around)


def _framed(mark: Wrapper, inner: Html, around: Rendering) -> Html:
    """Words between their glyphs; struck words are shown without glyphs."""
    before, after = ("", "") if isinstance(mark, Struck) else frame(mark, around.profile)
    spoken = _SPOKEN.get(type(mark))
    # Words that all run against the block keep their own punctuation, as in "(U.S.)"; the brackets belong to the block.
    if (
        around.base
        and _has_strong(words := plain(mark.content), _against(around))
        and not _has_strong(words, around.base)
    ):
        inner = element("bdi", inner, dir=_against(around))
    return element(
        "s" if isinstance(mark, Struck) else "span",
        _hidden(_(spoken), around) if spoken else None,
        before,
        # So that no line breaks between a glyph such as "(?" and the first word.
        element("span", inner, class_="in") if isinstance(mark, Unclear | Gloss) else inner,
        after,
        class_=mark_name(type(mark)),
        dir=_isolation(plain(mark.content), around),
    )


_SPOKEN: dict[type, str] = {
    Supplied: later("supplied: "),
    Unclear: later("unclear: "),
    Struck: later("struck out: "),
}


def _standing(mark: Mark, around: Rendering) -> Html:
    """A mark without words."""
    if isinstance(mark, Overlap):
        return _hidden(_("[overlapping] "), around)
    if isinstance(mark, CutOff):
        return element("span", mark.content, frame(mark, around.profile)[1], class_="cutoff")
    words = wording(mark, around.profile)
    # A bare [inaudible 3s] is in the page's language; a description is in the language of its writer.
    ours = isinstance(mark, Gap | Pause | Redacted) and not getattr(mark, "description", None)
    for word in _OUR_WORDS if ours else ():
        words = words.replace(word, _(word), 1)
    attributes = _ours(around) if ours else {"dir": _isolation(words, around, own=True)}
    return element("span", words, class_=_CLASSES.get(type(mark), "event"), **attributes)


_OUR_WORDS = (
    later("inaudible"),
    later("untranscribed"),
    later("untranslated"),
    later("pause"),
    later("redacted"),
)
_CLASSES: dict[type, str] = {Gap: "gap", Redacted: "gap redacted", Writing: "screen"}


def _reference(number: int) -> Html:
    link = element(
        "a",
        str(number),
        id=f"n{number}-ref",
        href=f"#n{number}",
        role="doc-noteref",
        aria_label=_("Note {number}").format(number=number),
    )
    return element("sup", link)


def _hidden(words: str, around: Rendering) -> Html:
    return element("span", words, class_="vh", **_ours(around))


def _ours(around: Rendering) -> dict[str, str]:
    """The attributes for the page's own words, if their language is not that of the text."""
    tag = interface()
    if around.language and around.language.split("-")[0] == tag:
        return {}
    return {"lang": tag} if around.base == direction(tag) else {"lang": tag, "dir": direction(tag)}


def _known(attributes: dict[str, str]) -> dict[str, str | None]:
    return {name: value or None for name, value in attributes.items()}


def _isolation(words: str, around: Rendering, *, own: bool = False) -> str | None:
    """A ``dir`` for words with letters that run against the block, so that their brackets stay with them.

    :param own: words that all run against the block take their own direction, not that of the block
    """
    base, against = around.base, _against(around)
    if base is None or not _has_strong(words, against):
        return None
    return against if own and not _has_strong(words, base) else base


def _against(around: Rendering) -> str:
    return "rtl" if around.base == "ltr" else "ltr"


def _has_strong(words: str, wanted: str) -> bool:
    if wanted == "rtl" and words.isascii():
        return False
    kinds = ("L",) if wanted == "ltr" else ("R", "AL")
    return any(unicodedata.bidirectional(character) in kinds for character in words)
