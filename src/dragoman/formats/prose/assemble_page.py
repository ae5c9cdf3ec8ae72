"""Paragraphs and facts become a document: turns with their speakers, brackets with their meaning."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.conventions.brackets import Sign, as_problem, read_brackets
from dragoman.conventions.guess import guess_profile
from dragoman.conventions.profiles import DEFAULT, find_profile
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.bilingual import Pair, Wanted, pair_passages
from dragoman.formats.prose.fact_lines import read_head
from dragoman.formats.prose.facts import make_facts
from dragoman.formats.prose.layout import Layout, ProseTurn, find_layout
from dragoman.formats.prose.paragraphs import Published, StyledText, find_place
from dragoman.formats.prose.speakers import Cast, find_cast
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.formats.reading.rich_text import clean_words, strip_text
from dragoman.language.direction import direction, text_direction
from dragoman.language.script_language import guess_language
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import SegmentIds
from dragoman.transcript.text import Foreign, Inline, Note, Struck, Text, tidy

__all__ = ["make_document"]

_SHOWN = 60


def make_document(page: Published, facts: Metadata, options: ReadOptions) -> Imported:
    """The document on a page.

    A page on which nobody is named is read as one text without speakers, and a problem says so.
    """
    log = ProblemLog()
    layout = find_layout(page.paragraphs, labels=options.labels)
    cast = find_cast(layout.labels, log)
    words = [passage.words for passage in layout.passages]
    name = _choose_profile(words, options, log)
    reader = _Reader(page, name, options, log)
    pairs = pair_passages(layout.passages, _wanted(options, facts))
    if pairs is not None:
        return _make_bilingual(pairs, cast, reader, layout, facts)
    segments = tuple(reader.read(layout.passages, cast.find))
    language = _find_language(facts, words, options)
    head = read_head(layout.head, language, facts.title, (*page.around, *layout.foot))
    _tell(layout, page, log)
    transcript = _document(segments, cast.speakers, make_facts(head, facts, words, options.side), language, options)
    return Imported(transcript, log.listed(), tuple(reader.signs), name)


def _make_bilingual(pairs: Sequence[Pair], cast: Cast, reader: _Reader, layout: Layout, facts: Metadata) -> Imported:
    """The document on a page that has each passage in two languages."""
    segments = tuple(reader.read_pairs(pairs, cast.find))
    spoken = {segment.speaker for segment in segments}
    speakers = tuple(_with_other_label(speaker, pairs, cast) for speaker in cast.speakers if speaker.id in spoken)
    originals = [pair.original for pair in pairs if pair.original]
    translations = [pair.translation for pair in pairs if pair.translation]
    wanted, log = reader.options, reader.log
    target = wanted.target_language or _language_of(translations, facts.language)
    language = wanted.language or _language_of(originals, None if facts.language == target else facts.language)
    head = read_head(layout.head, language, facts.title, (*reader.page.around, *layout.foot))
    _tell(layout, reader.page, log)
    words = [passage.words for passage in translations]
    transcript = Transcript(
        recording=Recording(languages=(language,)) if language else None,
        facts=make_facts(head, facts, words, "target"),
        speakers=speakers,
        segments=segments,
        target_language=target,
    )
    return Imported(transcript, log.listed(), tuple(reader.signs), reader.name)


def _with_other_label(speaker: Speaker, pairs: Sequence[Pair], cast: Cast) -> Speaker:
    """The speaker, with what stands before the translations of their words."""
    others = {
        pair.translation.label: None
        for pair in pairs
        if pair.original and pair.translation and pair.original.label and pair.translation.label
        if cast.find(pair.original.label) == speaker.id != cast.find(pair.translation.label)
    }
    return msgspec.structs.replace(speaker, aliases=(*speaker.aliases, *filter(None, others)))


def _wanted(options: ReadOptions, facts: Metadata) -> Wanted:
    return Wanted(options.language, options.target_language, facts.language)


def _language_of(passages: Sequence[ProseTurn], page: str | None) -> str | None:
    """The language of one side of a page: as named for its paragraphs, else by its letters, else the page's own."""
    named = Counter(passage.language for passage in passages if passage.language)
    found = named.most_common(1)[0][0] if named else guess_language(passage.words for passage in passages)
    if found is not None or page is None:
        return found
    ways = Counter(way for passage in passages[:50] if (way := text_direction(passage.words)))
    return page if ways and ways.most_common(1)[0][0] == direction(page) else None


def _choose_profile(words: Sequence[str], options: ReadOptions, log: ProblemLog) -> str:
    if options.profile is not None:
        return options.profile
    guess = guess_profile(words)
    if guess is None:
        return DEFAULT
    message = f"brackets are read by the profile {guess.profile}: {guess.why}; name another one if that is wrong"
    log.add(Problem("profile-guessed", "note", message))
    return guess.profile


class _Reader:
    """Passages to segments: brackets read, ids minted. ``signs`` are the brackets as they were read."""

    def __init__(self, page: Published, name: str, options: ReadOptions, log: ProblemLog) -> None:
        self.page = page
        self.name = name
        self.profile = find_profile(name)
        self.options = options
        self.log = log
        self.ids = SegmentIds()
        self.signs: list[Sign] = []

    def read(self, passages: Sequence[ProseTurn], find: Callable[[str], str | None]) -> Iterator[Segment]:
        """The segments, in order."""
        for passage in passages:
            text = self._text(passage)
            if text:
                is_source = self.options.side == "source"
                yield Segment(
                    id=self.ids.place(),
                    speaker=find(passage.label) if passage.label else None,
                    span=passage.span,
                    source=text if is_source else None,
                    target=None if is_source else text,
                    state="initial" if is_source else "translated",
                )

    def read_pairs(self, pairs: Sequence[Pair], find: Callable[[str], str | None]) -> Iterator[Segment]:
        """The segments of a page in two languages, in order."""
        for pair in pairs:
            first = pair.original or pair.translation
            source = self._text(pair.original) if pair.original else ()
            target = self._text(pair.translation) if pair.translation else ()
            if first is not None and (source or target):
                yield Segment(
                    id=self.ids.place(),
                    speaker=find(first.label) if first.label else None,
                    span=first.span,
                    source=source or None,
                    target=target or None,
                    state="translated" if target else "initial",
                )

    def _text(self, passage: ProseTurn) -> Text:
        pieces = tuple(self._cleaned(piece) for piece in passage.pieces)
        leaf = _Leaf(pieces)
        bracketed = read_brackets("".join(piece.text for piece in pieces), self.profile, leaf)
        for fault in bracketed.faults:
            if self.log.is_full:  # a place costs a search
                break
            self.log.add(as_problem(fault, find_place(pieces, fault.offset, self.page.source)))
        self.signs.extend(bracketed.signs)
        return strip_text((*bracketed.text, *leaf.remaining()))

    def _cleaned(self, piece: StyledText) -> StyledText:
        if piece.text.isascii():
            return piece
        return msgspec.structs.replace(piece, text=clean_words(piece.text, self.options, self.log, piece.line))


class _Leaf:
    """The inlines of a stretch of a passage: plain words, what is struck out, words of other languages, footnotes."""

    def __init__(self, pieces: tuple[StyledText, ...]) -> None:
        self.pieces = pieces
        self.notes: list[str] = [piece.note for piece in pieces if piece.note]
        following = [*(piece.text.lstrip() for piece in pieces[1:]), ""]
        # Letters that lean are a word of the original where its gloss stands behind it, or its language is named.
        self.foreign = {
            id(piece)
            for piece, after in zip(pieces, following, strict=True)
            if piece.italic and (piece.language or after.startswith("[="))
        }

    def __call__(self, start: int, end: int) -> Text:
        out: list[Inline] = []
        at = 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                self._add(piece, piece.text[first:last], out)
            elif piece.note in self.notes and piece.note is not None and start < at <= end:
                self.notes.remove(piece.note)
                out.append(Note((piece.note,)))
            at += len(piece.text)
        return tuple(_with_whole_strings(out))

    def remaining(self) -> Text:
        """The footnotes that are called behind all words."""
        return tuple(Note((note,)) for note in self.notes)

    def _add(self, piece: StyledText, words: str, out: list[Inline]) -> None:
        last = out[-1] if out else None
        if not piece.struck:
            out.append(Foreign((words,)) if id(piece) in self.foreign and words.strip() else words)
        elif isinstance(last, Struck):
            out[-1] = Struck(tidy((*last.content, words)))
        else:
            out.append(Struck((words,)))


def _with_whole_strings(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Neighbouring strings as one, each put together once."""
    for are_strings, group in itertools.groupby(inlines, lambda inline: isinstance(inline, str)):
        pieces = list(group)
        yield from ("".join(map(str, pieces)),) if are_strings else pieces


def _find_language(facts: Metadata, words: Sequence[str], options: ReadOptions) -> str | None:
    """The language of the words: as wanted, else as the page says, else as their letters do, which outrank the page."""
    wanted = options.language if options.side == "source" else options.target_language
    if wanted is not None:
        return wanted
    if facts.language is None:
        return guess_language(words)
    ways = [way for text in words[:50] if (way := text_direction(text))]
    against = [way for way in ways if way != direction(facts.language)]
    return guess_language(words) if len(against) * 2 > len(ways) else facts.language


def _document(
    segments: tuple[Segment, ...],
    speakers: tuple[Speaker, ...],
    facts: Facts,
    language: str | None,
    options: ReadOptions,
) -> Transcript:
    spoken = language if options.side == "source" else options.language
    return Transcript(
        recording=Recording(languages=(spoken,)) if spoken else None,
        facts=facts,
        speakers=speakers,
        segments=segments,
        target_language=language if options.side == "target" else options.target_language,
    )


def _tell(layout: Layout, page: Published, log: ProblemLog) -> None:
    if not layout.turns:
        message = "no speaker’s name stands before any words; the whole is read as one text that nobody is named for"
        log.add(Problem("no-speakers-named", "warning", message))
    for paragraph in layout.left_out:
        first = next((piece for piece in paragraph.pieces if piece.text.strip()), None)
        where = find_place((first,), 0, page.source) if first else Place()
        shown = paragraph.text[:_SHOWN] + ("…" if len(paragraph.text) > _SHOWN else "")
        message = f"“{shown}” is taken for part of the page and not of what was said; it is left out"
        log.add(Problem("page-text-left-out", "note", message, where))
