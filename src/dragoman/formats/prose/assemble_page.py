"""Paragraphs and facts become a document: the order of the steps, and the problems that they report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.conventions.brackets import Sign
from dragoman.conventions.guess import guess_profile, is_enclosed
from dragoman.conventions.profiles import DEFAULT
from dragoman.errors import Fix, OptionValue
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.bilingual import Pair, Wanted, find_mixture, pair_passages
from dragoman.formats.prose.clock_units import settle_clocks
from dragoman.formats.prose.fact_lines import find_speakers, read_head
from dragoman.formats.prose.facts import make_facts
from dragoman.formats.prose.head_people import place_people
from dragoman.formats.prose.label_parts import read_label
from dragoman.formats.prose.layout import Layout, find_layout
from dragoman.formats.prose.paragraphs import Published, find_place
from dragoman.formats.prose.passage_texts import PassageReader
from dragoman.formats.prose.prose_turns import ProseTurn
from dragoman.formats.prose.speakers import Cast, find_cast
from dragoman.formats.prose.translated import Evidence, find_evidence
from dragoman.formats.prose.two_languages import with_line_breaks
from dragoman.formats.prose.unsure_labels import UnsureLabel
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.language.direction import direction, text_direction
from dragoman.language.folding import primary
from dragoman.language.script_language import guess_language
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript
from dragoman.transcript.speaker_names import as_translated
from dragoman.transcript.tags import language_name

__all__ = ["make_document", "with_duration"]

_SHOWN = 60
_MOST_HEAD = 40
_MOST_READ = 50
# With fewer words, round brackets may be a speaker's own aside.
_FEWEST_SUPPLIED = 2


def make_document(page: Published, facts: Metadata, options: ReadOptions) -> Imported:
    """The document on a page.

    A page that names no speakers is read as one text without speakers, with a problem that says so.
    """
    log = ProblemLog()
    wanted = Wanted(options.language, options.target_language, facts.language)
    paragraphs = with_line_breaks(page.paragraphs, wanted.original, wanted.translation)
    layout = find_layout(paragraphs, labels=options.labels, speaker=_only_speaker(page, facts))
    cast = find_cast(layout.labels, log)
    words = [passage.words for passage in layout.passages]
    language = _find_language(facts, words, options)
    evidence = find_evidence(_own_words(page, layout, facts), language)
    pairs = pair_passages(layout.passages, wanted)
    is_translation = evidence is not None or pairs is not None or options.side == "target"
    name = _choose_profile(words, options, log, is_translation=is_translation)
    reader = PassageReader(page, name, options, log)
    if pairs is not None:
        return _make_bilingual(pairs, cast, reader, layout, facts)
    _tell_mixture(layout.passages, wanted, options, log)
    segments = tuple(reader.read(layout.passages, cast.find))
    _tell_enclosed(words, reader.signs, log)
    head = read_head(layout.head, language, facts.title, (*page.around, *layout.foot), page.bylines)
    segments = settle_clocks(segments, layout.typed, head.duration, log)
    _tell(layout, page, log)
    side = _tell_side(evidence, reader.signs, options, log)
    if options.side == "target" and options.language is None and evidence is not None:
        options = msgspec.structs.replace(options, language=evidence.language)
    speakers = place_people(cast.speakers, head.people, log)
    transcript = _document(segments, speakers, make_facts(head, facts, words, options.side), language, options)
    transcript = with_duration(transcript, head.duration)
    return Imported(transcript, log.listed(), tuple(reader.signs), name, side)


def _only_speaker(page: Published, facts: Metadata) -> str | None:
    """The only speaker, if the page names exactly one."""
    stated = facts.speakers or find_speakers(page.paragraphs[:_MOST_HEAD])
    return stated[0] if len(stated) == 1 else None


def _own_words(page: Published, layout: Layout, facts: Metadata) -> Iterator[str]:
    """The page's own words: its facts, the text around the talk, and the site's name for itself."""
    for paragraph in (*layout.head, *layout.foot, *layout.left_out, *page.around, *page.bylines):
        yield paragraph.text
    yield from filter(None, (facts.description, facts.site, *facts.says))


def _tell_side(
    evidence: Evidence | None, signs: Sequence[Sign], options: ReadOptions, log: ProblemLog
) -> Literal["target"] | None:
    """Which text the page contains, and why; a page with supplied words is never silently taken for the original."""
    if evidence is not None:
        message = "“{words}” says that the words of this page are a translation"
        log.add(Problem.of("said-translated", "note", message, words=evidence.words))
        return "target"
    supplied = [sign for sign in signs if sign.kind == "( )" and sign.meaning == "supplied" and _has_word(sign.typed)]
    if not supplied or options.side_is_stated:
        return None
    is_guess = len(supplied) >= _FEWEST_SUPPLIED
    taken, other = ("translation", "original") if is_guess else ("original", "translation")
    message = (
        "words are in round brackets, such as {typed}, as translators type what they supply, and nothing else says "
        "what this page is; it is taken for the {taken}"
    )
    typed = supplied[0].typed
    fix = Fix(f"take it for the {other}", "convert", ("FILE",), {"read_side": other})
    problem = Problem.of("translation-guessed", "warning", message, typed=typed, taken=taken, other=other)
    log.add(problem.suggesting(fix))
    return "target" if is_guess else None


def _tell_mixture(passages: Sequence[ProseTurn], wanted: Wanted, options: ReadOptions, log: ProblemLog) -> None:
    """Say that the passages are in two languages which are not in pairs."""
    mixture = find_mixture(passages, wanted)
    if mixture is None:
        return
    (first, second), (count, other) = mixture.languages, mixture.counts
    message = (
        "{count} of {total} passages seem to be in {first} and {other} in {second}; they are not paired, because their "
        "order does not say which belong together"
    )
    problem = Problem.of(
        "languages-mixed",
        "warning",
        message,
        count=count,
        total=mixture.total,
        other=other,
        first=language_name(first),
        second=language_name(second),
    )
    named: dict[str, OptionValue] = {"source_language": first, "target_language": second}
    known = {wanted.original and primary(wanted.original), wanted.translation and primary(wanted.translation)}
    say = () if {first, second} <= known else (Fix("say which two languages these are", "convert", ("FILE",), named),)
    log.add(
        problem.suggesting(
            *say,
            "type each translation in the line below its original, after “= ”",
            Fix(
                "put the two languages into two files", "convert", ("ORIGINAL", "TRANSLATION", "FOLDER"), _IN_TWO_FILES
            ),
        )
    )


_IN_TWO_FILES: dict[str, OptionValue] = {"source": "1", "target": "2"}


def _tell_enclosed(words: Sequence[str], signs: Sequence[Sign], log: ProblemLog) -> None:
    """Report that brackets leave no words to anybody who speaks."""
    found = next((sign for sign in signs if sign.meaning in ("note", "supplied")), None)
    if found is not None and all(map(is_enclosed, words)):
        message = "every passage stands in brackets, such as {typed}, and comes in as {meaning}; nothing is spoken"
        log.add(Problem.of("all-in-brackets", "warning", message, typed=found.typed, meaning=found.meaning))


def _has_word(typed: str) -> bool:
    return sum(map(str.isalpha, typed)) > 1


def with_duration(transcript: Transcript, duration: int | None) -> Transcript:
    """The transcript with the length of its recording in ms, if that is known."""
    if duration is None:
        return transcript
    recording = transcript.recording or Recording()
    return msgspec.structs.replace(transcript, recording=msgspec.structs.replace(recording, duration=duration))


def _make_bilingual(
    pairs: Sequence[Pair], cast: Cast, reader: PassageReader, layout: Layout, facts: Metadata
) -> Imported:
    """The document on a page that has each passage in two languages."""
    segments = tuple(reader.read_pairs(pairs, cast.find))
    spoken = {segment.speaker for segment in segments}
    speakers = tuple(_with_other_label(speaker, pairs, cast) for speaker in cast.speakers if speaker.id in spoken)
    originals = [pair.original for pair in pairs if pair.original]
    translations = [pair.translation for pair in pairs if pair.translation]
    wanted, log = reader.options, reader.log
    target = wanted.target_language or _language_of(translations, facts.language)
    language = wanted.language or _language_of(originals, None if facts.language == target else facts.language)
    head = read_head(layout.head, language, facts.title, (*reader.page.around, *layout.foot), reader.page.bylines)
    _tell(layout, reader.page, log)
    segments = settle_clocks(segments, layout.typed, head.duration, log)
    speakers = place_people(speakers, head.people, log)
    words = [passage.words for passage in translations]
    side = _side_of_title(head.title or facts.title, _way(originals), _way(translations))
    transcript = Transcript(
        recording=Recording(languages=(language,)) if language else None,
        facts=make_facts(head, facts, words, side),
        speakers=speakers,
        segments=segments,
        target_language=target,
    )
    return Imported(transcript, log.listed(), tuple(reader.signs), reader.name)


def _side_of_title(title: str | None, original: str | None, translation: str | None) -> Literal["source", "target"]:
    """Which text a title belongs to, by writing direction; the translation's if that does not tell."""
    way = text_direction(title or "")
    return "source" if way is not None and way == original != translation else "target"


def _way(passages: Sequence[ProseTurn]) -> str | None:
    """The writing direction of most of some passages."""
    ways = Counter(way for passage in passages[:_MOST_READ] if (way := text_direction(passage.words)))
    return ways.most_common(1)[0][0] if ways else None


def _with_other_label(speaker: Speaker, pairs: Sequence[Pair], cast: Cast) -> Speaker:
    """The speaker as named in the translation; the label in the original is the native name."""
    others: Counter[str] = Counter()
    for pair in pairs:
        ours, theirs = pair.original and pair.original.label, pair.translation and pair.translation.label
        if ours and theirs and cast.find(ours) == speaker.id != cast.find(theirs):
            others[theirs] += 1
    for other, _ in others.most_common():
        form = read_label(other)
        named = as_translated(speaker, other)
        if (
            named.name_native is None
            and speaker.name is not None
            and text_direction(other) != text_direction(speaker.name)
        ):
            full = form.name if form.name and len(form.words) > 1 else None
            aliases = () if speaker.label in (speaker.name, None) else (speaker.label,)
            named = msgspec.structs.replace(
                speaker,
                label=other,
                name=full,
                name_native=speaker.name,
                aliases=(*speaker.aliases, *filter(None, aliases)),
            )
        speaker = named
    return speaker


def _language_of(passages: Sequence[ProseTurn], page: str | None) -> str | None:
    """The language of one side of a page: as named for its paragraphs, else by its letters, else the page's own."""
    named = Counter(passage.language for passage in passages if passage.language)
    found = named.most_common(1)[0][0] if named else guess_language(passage.words for passage in passages)
    if found is not None or page is None:
        return found
    return page if _way(passages) == direction(page) else None


def _choose_profile(words: Sequence[str], options: ReadOptions, log: ProblemLog, *, is_translation: bool) -> str:
    if options.profile is not None:
        return options.profile
    guess = guess_profile(words, is_translation=is_translation)
    if guess is None:
        return DEFAULT
    message = "brackets are read with the profile {profile}: {why}; name another one if that is wrong"
    log.add(Problem.of("profile-guessed", "note", message, profile=guess.profile, why=guess.why))
    return guess.profile


def _find_language(facts: Metadata, words: Sequence[str], options: ReadOptions) -> str | None:
    """The language of the words: as requested, else the page's, unless their letters contradict that."""
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
        message = "no words have a speaker’s name before them; the whole page is read as one text without speakers"
        log.add(Problem("no-speakers-named", "warning", message))
    for unsure in layout.unsure:
        message = "“{label}” may name another speaker; the words are read as those of “{owner}”"
        problem = Problem.of(
            "label-unsure", "warning", message, _place_of(unsure, page), label=unsure.label, owner=unsure.owner or ""
        )
        log.add(problem.suggesting("if another person speaks, give the passage to that speaker"))
    for once in layout.once:
        message = "“{name}” occurs once before a colon and is taken for a speaker"
        log.add(Problem.of("speaker-guessed", "note", message, _place_of(once, page), name=once.label))
    for paragraph in layout.left_out:
        first = next((piece for piece in paragraph.pieces if piece.text.strip()), None)
        where = find_place((first,), 0, page.source) if first else Place()
        shown = paragraph.text[:_SHOWN] + ("…" if len(paragraph.text) > _SHOWN else "")
        message = "“{shown}” is taken for a part of the page rather than speech, and is left out"
        log.add(Problem.of("page-text-left-out", "note", message, where, shown=shown))


def _place_of(unsure: UnsureLabel, page: Published) -> Place:
    return find_place(unsure.paragraph.pieces, 0, page.source)
