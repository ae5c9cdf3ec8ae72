"""The common result of all readers, and the document made from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from dragoman.errors import Fix
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number
from dragoman.formats.reading.rich_text import (
    clean_text,
    clean_words,
    join_lines,
    one_line,
    read_marks,
    read_words,
    strip_text,
)
from dragoman.language.script_language import guess_language
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Copy, Facts, Recording, Segment, Speaker, State, Transcript, Word
from dragoman.transcript.ids import SegmentIds, SpeakerIds
from dragoman.transcript.span import LATEST, Span
from dragoman.transcript.tags import find_tag
from dragoman.transcript.text import Text, plain, tidy

__all__ = ["Heading", "ImportedCue", "in_time_order", "make_document"]


class ImportedCue(msgspec.Struct, kw_only=True, gc=False):
    """A speech in a file: words as typed, on lines; or rich text if the file has more information.

    Times are in ms; ``speaker`` is the label; ``id`` is the file's own; ``translation`` is the other side, if the file
    has both; ``state`` is its progress, if the file states it; ``line`` is where it begins in the file.
    """

    start: int | None = None
    end: int | None = None
    text: str | Text = ""
    translation: str | Text = ""
    speaker: str | None = None
    id: str | None = None
    language: str | None = None
    words: tuple[Word, ...] = ()
    state: State = "initial"
    line: int | None = None


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """A file's statements about itself.

    ``language`` is that of its words and ``other_language`` that of the other side (in a file with both: the original
    and the translation). ``media`` is its name for the recording, ``speakers`` are those that it declares, and
    ``duration`` is in ms.
    """

    language: str | None = None
    other_language: str | None = None
    title: str | None = None
    media: str | None = None
    duration: int | None = None
    speakers: tuple[Speaker, ...] = ()


def make_document(
    passages: Iterable[ImportedCue], options: ReadOptions, log: ProblemLog, heading: Heading | None = None
) -> Imported:
    """The document of these passages in order, and the problems. Passages without words are left out.

    A passage keeps its id if that has the form of a segment's; a document has no place for other ids.

    :raises FormatError: if a text cannot be read safely
    """
    heading = heading or Heading()
    passages = list(passages)
    language, target_language = _find_languages(heading, options, passages)
    ids = SegmentIds(reserved=(passage.id for passage in passages))
    maker = _Maker(heading.speakers, language, options, log, ids)
    segments: list[Segment] = []
    for passage in passages:
        segment = maker.segment(passage)
        if segment is not None:
            segments.append(segment)
            check_number(len(segments), options)
    _tell_counted(log)
    return Imported(
        Transcript(
            recording=_recording(heading, language, log),
            facts=_facts(heading, options, log),
            speakers=tuple(maker.speakers),
            segments=tuple(segments),
            target_language=target_language,
        ),
        log.listed(),
    )


def in_time_order(passages: Sequence[ImportedCue]) -> list[ImportedCue]:
    """The passages in order of time; one without a time stays after its predecessor."""
    starts: list[int] = []
    for passage in passages:
        starts.append(passage.start if passage.start is not None else starts[-1] if starts else 0)
    return [passages[place] for place in sorted(range(len(passages)), key=starts.__getitem__)]


def _find_languages(
    heading: Heading, options: ReadOptions, passages: Sequence[ImportedCue]
) -> tuple[str | None, str | None]:
    """The languages of both sides: as requested, else as the file says, else by Arabic and Hebrew letters."""
    source = find_tag(heading.language or "") or _guess([passage.text for passage in passages])
    target = find_tag(heading.other_language or "") or _guess([passage.translation for passage in passages])
    if options.side == "target":
        source, target = target, source
    return options.language or source, options.target_language or target


def _guess(texts: Sequence[str | Text]) -> str | None:
    """The language by its letters, if there are any beyond ASCII; most files have none."""
    foreign = (text if isinstance(text, str) else plain(text) for text in texts if text)
    return guess_language(words for words in foreign if not words.isascii())


class _Maker:
    """Makes segments of passages; each id and each speaker is unique."""

    def __init__(
        self,
        declared: tuple[Speaker, ...],
        language: str | None,
        options: ReadOptions,
        log: ProblemLog,
        ids: SegmentIds,
    ) -> None:
        self.speakers = list(declared)
        self._language = language
        self._options = options
        self._log = log
        self._ids = ids
        self._speaker_ids = SpeakerIds(speaker.id for speaker in declared)
        self._voices: dict[str, str] = {}
        # Declared speakers are referred to by their ids, which may be another speaker's name.
        for speaker in declared:
            self._voices |= {name: speaker.id for name in (speaker.name, speaker.label) if name}
        self._voices |= {speaker.id: speaker.id for speaker in declared}

    def segment(self, passage: ImportedCue) -> Segment | None:
        text = self._text(passage.text, passage.line)
        translation = self._text(passage.translation, passage.line) if passage.translation else None
        if text is None and translation is None:
            self._log.count("wordless", passage.line)
            return None
        source, target = (text, translation) if self._options.side == "source" else (translation, text)
        return Segment(
            id=self._id(passage),
            speaker=self._voice(passage.speaker) if passage.speaker else None,
            span=_span(passage, self._log) if passage.start is not None else None,
            language=self._own_language(passage),
            source=source,
            target=target,
            words=self._words(passage) if passage.words and source is text else (),
            state=passage.state,
        )

    def _text(self, typed: str | Text, line: int | None) -> Text | None:
        if isinstance(typed, str):
            words = clean_words(join_lines(typed), self._options, self._log, line)
            return read_words(words, self._options, self._log, line) if words else None
        text = tidy(clean_text(one_line(typed), self._options, self._log, line))
        return strip_text(read_marks(text, self._options, self._log, line)) or None

    def _words(self, passage: ImportedCue) -> tuple[Word, ...]:
        return tuple(
            word
            if word.text.isascii()
            else msgspec.structs.replace(word, text=clean_words(word.text, self._options, self._log, passage.line))
            for word in passage.words
        )

    def _id(self, passage: ImportedCue) -> str:
        own = self._ids.take(passage.id)
        if own is not None:
            return own
        if passage.id is not None:
            self._log.count("id", passage.line)
        return self._ids.place(passage.start)

    def _voice(self, label: str) -> str | None:
        found = self._voices.get(label)
        if found is not None:
            return found
        name = clean_words(" ".join(label.split()), self._options, self._log)
        if not name:
            return None
        self._voices[label] = self._voices.get(name) or self._new_speaker(name)
        return self._voices[label]

    def _new_speaker(self, name: str) -> str:
        id_ = self._speaker_ids.take(name) or self._speaker_ids.mint()
        self.speakers.append(Speaker(id=id_, label=name))
        self._voices[name] = id_
        return id_

    def _own_language(self, passage: ImportedCue) -> str | None:
        if passage.language is None or self._options.side == "target":
            return None
        tag = find_tag(passage.language)
        return tag if tag != self._language else None


def _span(passage: ImportedCue, log: ProblemLog) -> Span | None:
    start, end = passage.start, passage.end
    if start is None or not 0 <= start <= LATEST:
        return None
    if end is not None and end < start:
        message = "it ends before it begins; its end is treated as unknown"
        log.add(Problem("time-reversed", "warning", message, Place(line=passage.line, start=start)))
        end = None
    return Span(start, end)


def _recording(heading: Heading, language: str | None, log: ProblemLog) -> Recording | None:
    address = heading.media
    # A name in another program's file must not refer to one of our files.
    copies = (Copy(address=address),) if address and address.startswith(("https://", "http://")) else ()
    if address and not copies:
        message = "the file calls the recording {words}; name its file if you have it"
        log.add(Problem.of("recording-named", "note", message, words=" ".join(address.split())[:200]))
    languages = (language,) if language else ()
    if not (languages or copies or heading.duration):
        return None
    return Recording(languages=languages, copies=copies, duration=heading.duration)


def _facts(heading: Heading, options: ReadOptions, log: ProblemLog) -> Facts:
    title = clean_words(" ".join((heading.title or "").split()), options, log) or None
    return Facts(title=title) if options.side == "source" else Facts(title_target=title)


def _tell_counted(log: ProblemLog) -> None:
    number, where = log.counted("wordless")
    if number:
        message = "passages without words are left out: {number}"
        log.add(Problem.of("passage-without-words", "note", message, where, number=number))
    number, where = log.counted("brackets")
    if number:
        message = "words in brackets stay as they are typed; texts that have some: {number}"
        named = Fix("say what brackets mean here", "convert", ("FILE",), {"profile": "PROFILE"})
        log.add(Problem.of("brackets-as-typed", "note", message, where, number=number).suggesting(named))
    number, where = log.counted("id")
    if number:
        message = "ids that are not valid passage ids, or occur twice, are replaced: {number}"
        log.add(Problem.of("id-left-out", "note", message, where, number=number))
    number, where = log.counted("bidi")
    if number:
        message = "invisible characters that control the direction of text are removed: {number}"
        log.add(Problem.of("bidi-controls-removed", "note", message, where, number=number))
    number, where = log.counted("styling")
    if number:
        message = "colours, positions and fonts are left out; passages that have some: {number}"
        log.add(Problem.of("styling-left-out", "note", message, where, number=number))
