"""A fragment to paste into a blog: only basic tags, so that it survives editors and sanitizers.

No meaning depends on an attribute. If a tag or an attribute is removed, the words, brackets, names and times remain:
notes are numbered in the text, and right-to-left lines are also isolated by characters.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from dragoman.conventions.profiles import Profile
from dragoman.formats.export import find_left_out, for_export
from dragoman.formats.options import WriteOptions, Written
from dragoman.language.direction import direction, text_direction
from dragoman.render.html import Html, element, join, language_attributes, web_address
from dragoman.render.mark_text import LegendRow, frame, wording
from dragoman.render.page.about import page_title
from dragoman.render.page.model import Block, PageModel, PassageRow, make_page_model
from dragoman.render.page.player import time_address
from dragoman.render.review_share import heard_line
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.document import Publication, Transcript, display_name
from dragoman.transcript.sides import anchor
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import Abbreviation, CutOff, Foreign, Note, Overlap, Quote, Text, Wrapper, plain

__all__ = ["write"]

# Right-to-left and first-strong isolates, and the character that ends both.
_RTL, _FIRST, _END = "\u2067", "\u2068", "\u2069"
_DATES = {
    "recorded": "Recorded",
    "aired": "Aired",
    "first-published": "First published",
    "published-here": "Published here",
    "corrected": "Corrected",
}
_ABSENT = {"source": "(not transcribed)", "target": "(not translated yet)"}
_KEPT = ("facts beyond titles", "chapters", "notes", "withdrawn passages")


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the fragment. Times are links if ``options.media`` is a web address.

    ``options.address`` is the page's own address: every copy then links back to it, and to its passages.
    """
    media = options.media if options.media and web_address(options.media) else None
    public = for_export(transcript)
    plan = make_page_model(public, options.side, media=media, banner=options.banner, profile=options.convention)
    home = web_address(options.address) if options.address else None
    parts = [*_head(plan), *_chapters(plan, home), *_notes(plan), *_foot(plan, home)]
    return Written("\n".join([*parts, ""]).encode(), find_left_out(transcript, "A blog", *_KEPT))


def _head(plan: PageModel) -> Iterator[Html]:
    facts, languages = plan.transcript.facts, plan.languages
    if plan.banner:
        yield _own(element("strong", plan.banner))
    if facts.title and facts.title_target:
        yield _paragraph(element("em", facts.title), languages.source, facts.title)
    if facts.description:
        yield _paragraph(facts.description, None, facts.description)
    speakers = [_speaker(name, role) for name, role in _find_speakers(plan)]
    if speakers:
        yield _own("Speakers: ", *itertools.chain(*zip(speakers, [*[", "] * (len(speakers) - 1), ""], strict=True)))
    rows = plan.legend
    if rows:
        samples = [join(_sample(row, plan.profile), f" {row.meaning}") for row in rows]
        marks = itertools.chain(*zip(samples, [*["; "] * (len(samples) - 1), "."], strict=True))
        yield _own(element("small", "What the marks mean: ", *marks))
    yield element("hr")


def _sample(row: LegendRow, profile: Profile) -> Html:
    """A sample of a mark on this page."""
    glyphs = {"note": "[1]", "quote": "“words”[1]", "abbreviation": "abbr. [abbr: abbreviation]"}.get(row.kind)
    if row.kind == "foreign":
        return element("em", "word")
    return element("strong", glyphs or render_plain(flatten(row.sample, profile)))


def _find_speakers(plan: PageModel) -> Iterator[tuple[str, str | None]]:
    for speaker in plan.transcript.speakers:
        label, full = display_name(speaker), " ".join(filter(None, (speaker.honorific, speaker.name)))
        more = [part for part in (full, speaker.name_native, speaker.role) if part and part != label]
        yield label, ", ".join(dict.fromkeys(map(_named, more))) or None


def _speaker(name: str, more: str | None) -> Html:
    return join(element("strong", _named(name)), f" ({more})" if more else None)


def _chapters(plan: PageModel, home: str | None) -> Iterator[Html]:
    for row in plan.rows:
        for number in row.chapters:
            title = plan.transcript.facts.chapters[number].title
            if title.strip():
                yield element("h2", title)
        yield from _row(row, plan, home)


def _row(row: PassageRow, plan: PageModel, home: str | None) -> Iterator[Html]:
    segment = row.segment
    if segment.withdrawn is not None:
        reason = f": {segment.withdrawn.reason}" if segment.withdrawn.reason else ""
        yield element("p", element("em", f"This passage was withdrawn on {segment.withdrawn.date}{reason}."))
        return
    both = len(row.blocks) == 2
    head = _opening(row, plan, home)
    if both and head is not None:
        yield element("p", head, id=anchor(segment.id), dir="ltr")
    for block in row.blocks:
        body = _block(block, None if both else head, None if both else anchor(segment.id))
        yield element("blockquote", body) if both and block.column == "source" else body


def _opening(row: PassageRow, plan: PageModel, home: str | None) -> Html | None:
    """The speaker if a turn begins, and the time; ``None`` if there is neither."""
    name = display_name(row.speaker) if row.speaker else "Speaker not known"
    who = element("strong", _named(name), ":") if row.opens_turn else None
    time = _time(row, plan, home)
    if who is None or time is None:
        return who or time
    return join(who, " ", time)


def _time(row: PassageRow, plan: PageModel, home: str | None) -> Html | None:
    span = row.segment.span
    if span is None:
        return None
    clock = format_clock(span.start, exact=False)
    if plan.player:
        return element("small", "[", element("a", clock, href=time_address(plan.player, span.start)), "]")
    if home:
        return element("small", "[", element("a", clock, href=f"{home}#{anchor(row.segment.id)}"), "]")
    return element("small", f"[{clock}]")


def _block(block: Block, head: Html | None, id_: str | None) -> Html:
    before = join(head, " ") if head is not None else None
    if not block.text:
        return element("p", before, element("em", _ABSENT[block.column]), id=id_)
    words, language = plain(block.text), block.around.language
    numbers = itertools.count(block.around.first_note)
    said = _isolated(_inlines(block.text, block.around.profile, numbers), language, words)
    return element("p", before, said, id=id_, **_attributes(language, words))


def _attributes(language: str | None, text: str) -> dict[str, str | None]:
    return {name: value or None for name, value in language_attributes(language, text).items()}


def _isolated(words: Html | str, language: str | None, text: str) -> Html:
    """The words between characters that keep their direction even without attributes."""
    known = direction(language) if language and language != "und" else text_direction(text)
    return join(_RTL, words, _END) if known == "rtl" else join(words)


def _named(name: str) -> str:
    """A name inside an English line, isolated if its direction is the opposite."""
    return f"{_FIRST}{name}{_END}" if text_direction(name) == "rtl" else name


def _paragraph(words: Html | str, language: str | None, text: str) -> Html:
    return element("p", _isolated(words, language, text), **_attributes(language, text))


def _own(*words: Html | str) -> Html:
    """A paragraph of the fragment's own words, which are English whatever the blog's language is."""
    return element("p", *words, lang="en", dir="ltr")


def _inlines(text: Text, profile: Profile, numbers: Iterator[int]) -> Html:
    pieces: list[Html | str] = []
    for inline in text:
        if isinstance(inline, str):
            pieces.append(inline)
        elif isinstance(inline, Note):
            pieces.append(_reference(next(numbers)))
        elif isinstance(inline, Quote):
            pieces += [_inlines(inline.content, profile, numbers), _reference(next(numbers))]
        elif isinstance(inline, Wrapper):
            pieces.append(_framed(inline, profile, _inlines(inline.content, profile, numbers)))
        elif isinstance(inline, CutOff):
            pieces.append(inline.content + frame(inline, profile)[1])
        else:
            pieces.append("[overlapping] " if isinstance(inline, Overlap) else wording(inline, profile))
    return join(*pieces)


def _framed(mark: Wrapper, profile: Profile, inner: Html) -> Html:
    if isinstance(mark, Foreign):
        return element("em", inner)
    before, after = ("", f" [abbr: {mark.expansion}]") if isinstance(mark, Abbreviation) else frame(mark, profile)
    return join(before, inner, after)


def _reference(number: int) -> Html:
    return element("sup", f"[{number}]")


def _notes(plan: PageModel) -> Iterator[Html]:
    if not plan.notes:
        return
    yield element("hr")
    yield element("h2", "Notes")
    for note in plan.notes:
        if isinstance(note.note, Quote):
            words = join(f"[{note.number}] Source: ", _linked(note.note.source))
        else:
            words = join(f"[{note.number}] ", _note_words(note.note, plan.profile))
        yield _own(words)


def _note_words(note: Note, profile: Profile) -> Html:
    text = render_plain(flatten(note.content, profile))
    return _isolated(text, None, text)


def _linked(address: str) -> Html:
    return element("a", address, href=address) if web_address(address) else join(address)


def _foot(plan: PageModel, home: str | None) -> Iterator[Html]:
    """The credits: what this is, who owns it, where it comes from and where it is published."""
    yield element("hr")
    lines = [*_credit(plan), *([join("This transcript: ", _linked(home))] if home else [])]
    for line in lines:
        yield _own(element("small", line))


def _credit(plan: PageModel) -> Iterator[Html]:
    facts, languages = plan.transcript.facts, plan.languages
    spoken = language_name(languages.source) if languages.source else None
    into = language_name(languages.target) if languages.target and "target" in plan.columns else None
    made = " ".join(filter(None, ("Transcript", f"from {spoken}" if spoken else "", f"into {into}" if into else "")))
    by = f", translated by {', '.join(facts.translators)}" if facts.translators else ""
    yield join(element("strong", page_title(plan)), f". {made}{by}.")
    for words in (facts.programme, facts.publisher, facts.rights_holder):
        if words:
            yield join(words)
    for date in facts.dates:
        if date.written or date.edtf:
            yield join(f"{_DATES[date.kind]}: {', '.join(filter(None, (date.written or date.edtf, date.place)))}")
    if facts.licence:
        yield join("Licence: ", _linked(facts.licence))
    yield join(heard_line(plan.transcript))
    for publication in facts.publications:
        yield join("Published at ", _linked(publication.address), _details(publication))
    if plan.player:
        yield join("Recording: ", _linked(plan.player.address))


def _details(publication: Publication) -> str:
    details = [publication.publisher, publication.date, "in part" if publication.partial else None]
    return "".join(f", {detail}" for detail in details if detail)
