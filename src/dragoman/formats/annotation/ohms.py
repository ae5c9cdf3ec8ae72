"""OHMS XML of the Nunn Center: an interview's facts, its index, and its transcript with times. Read only.

The transcript is WebVTT (version 6), or lines of text with a list of the line on which each minute begins:
``1:|16(13)|30(2)`` means line 16, word 13 at 1:00, and line 30, word 2 at 2:00, with lines counted from 0.

Source: the viewer, github.com/uklibraries/ohms-viewer, ``Transcript.php``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.access import access_stated
from dragoman.formats.reading.decode import check_number, check_size
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.json_file import as_ms
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.formats.reading.xml import Element, local_name, parse_xml
from dragoman.formats.subtitles.vtt import reader as vtt
from dragoman.language.written_dates import find_date
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.document import Chapter, Date, Recording, Transcript, Word
from dragoman.transcript.span import LATEST, Span, parse_time
from dragoman.transcript.tags import find_tag
from dragoman.transcript.text import Inline, Note

__all__ = ["read"]

_SYNC = re.compile(r"\s*(\d{1,4})\s*:(.*)", re.DOTALL)
_POINT = re.compile(r"\s*(\d{1,7})\s*(?:\((\d{1,5})\))?\s*")
_NOTES = re.compile(r"\[\[footnotes\]\](.*?)(?:\[\[/footnotes\]\]|\Z)", re.DOTALL)
_NOTE = re.compile(r"\[\[note\]\](.*?)\[\[/note\]\]", re.DOTALL)
_CALL = re.compile(r"\s*\[\[footnote\]\]\s*(\d{1,4})\s*\[\[/footnote\]\]")
# An empty line would end the cue.
_BREAKS = re.compile(r"(?:<br ?/?>\s*)+")
_MARKUP = re.compile(r"\[\[/?(?:link|note|footnote|footnotes)\]\]")
_LABEL = re.compile(r"[^\S\n]*[^\W\d_a-z][^\W\d_a-z.' -]{0,40}:")
# With fewer speakers, the same order of speakers says nothing.
_FEWEST_SPEAKERS = 2
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
# Facts of the record without a place in a document; each that is filled is reported.
_LEFT = (
    "accession", "collection_name", "series_name", "subject", "keyword", "interviewee", "interviewer", "format", "rel",
    "user_notes", "usage", "funding",
)  # fmt: skip


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the transcript as passages, with the record's facts about the interview.

    :raises FormatError: if the file is not OHMS XML, or has no transcript
    """
    check_size(content, options)
    root = parse_xml(content, options)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = local_name(element)
    record = root.find("record") if root.tag == "ROOT" else root if root.tag == "record" else None
    if record is None:
        fault = f"is XML, but not OHMS XML (it begins with {str(root.tag)[:40]})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline)
    captions, lines = _text(record, "vtt_transcript"), record.findtext("transcript") or ""
    if captions:
        imported = _read_captions(captions, record, options)
    elif lines.strip() and lines.strip().lower() != "no transcript.":
        imported = _read_lines(lines, record, options)
    else:
        raise FormatError(options.path, "contains no transcript", "an index alone is no transcript")
    transcript = _with_facts(imported.transcript, record)
    is_paired = any(segment.source and segment.target for segment in transcript.segments)
    problems = (*imported.problems, *_left_out(record, is_paired=is_paired))
    return msgspec.structs.replace(imported, transcript=transcript, problems=problems)


def _text(record: Element, name: str) -> str:
    return (record.findtext(name) or "").strip()


def _heading(record: Element) -> Heading:
    duration = None
    with suppress(ValueError):
        duration = parse_time(_text(record, "duration")) or None
    address = next(filter(None, (_text(record, name) for name in ("media_url", "file_name"))), None)
    return Heading(language=find_tag(_text(record, "language")), media=address, duration=duration)


def _read_captions(captions: str, record: Element, options: ReadOptions) -> Imported:
    start = captions.find("WEBVTT")
    imported = vtt.read(_BREAKS.sub("\n", captions[max(0, start) :]).encode(), options)
    heading, log = _heading(record), ProblemLog()
    known = make_document([], options, log, heading).transcript.recording
    transcript = imported.transcript
    recording = transcript.recording or known
    if transcript.recording and known:
        languages = transcript.recording.languages or known.languages
        recording = Recording(languages=languages, copies=known.copies, duration=known.duration)
    transcript = msgspec.structs.replace(transcript, recording=recording)
    return msgspec.structs.replace(imported, transcript=transcript, problems=(*imported.problems, *log.listed()))


def _read_lines(text: str, record: Element, options: ReadOptions) -> Imported:
    log = ProblemLog()
    points = _find_points(_text(record, "sync"))
    if points:
        minutes = "times are the minutes that the file marks; a passage without a mark at its beginning has no time"
        log.add(Problem("times-by-minute", "note", minutes))
    cues = find_speakers(_find_cues(text, points, options), options, log, carried=True)
    heading = _heading(record)
    paired = _with_second(cues, record.findtext("transcript_alt") or "", options)
    if paired is not None:
        cues = paired
        options = msgspec.structs.replace(options, side="source")
        heading = msgspec.structs.replace(heading, other_language=find_tag(_text(record, "transcript_alt_lang")))
    return make_document(cues, options, log, heading)


def _find_cues(text: str, points: dict[int, list[tuple[int, int]]], options: ReadOptions) -> list[ImportedCue]:
    """The paragraphs of a transcript, with the times at which minutes begin."""
    text = re.sub(r"\A\s{0,20}Transcript: ?", "", text.replace("\r\n", "\n"))
    check_number(text.count("\n"), options)
    notes = [" ".join(note.split()) for part in _NOTES.findall(text) for note in _NOTE.findall(part)]
    # The notes are not part of the transcript, but their lines are counted.
    lines = _NOTES.sub(lambda match: "\n" * match.group().count("\n"), text).split("\n")
    return [_cue(first, part, points, notes) for first, part in _find_paragraphs(lines)]


def _with_second(cues: Sequence[ImportedCue], text: str, options: ReadOptions) -> list[ImportedCue] | None:
    """The passages with those of the second transcript as their translations.

    ``None`` if the two do not have the same speakers in the same order: then nothing says which belong together.
    """
    if not text.strip():
        return None
    others = find_speakers(_find_cues(text, {}, options), options, ProblemLog(), carried=True)
    speakers = [cue.speaker for cue in cues]
    if len(set(speakers)) < _FEWEST_SPEAKERS or None in speakers or speakers != [other.speaker for other in others]:
        return None
    return [msgspec.structs.replace(cue, translation=other.text) for cue, other in zip(cues, others, strict=True)]


def _find_points(sync: str) -> dict[int, list[tuple[int, int]]]:
    """For each line, the words (counted from 1) at which minutes begin, with their times in ms."""
    match = _SYNC.fullmatch(sync)
    if match is None:
        return {}
    found: dict[int, list[tuple[int, int]]] = {}
    for number, typed in enumerate(match[2].split("|")):
        point = _POINT.fullmatch(typed)
        time = number * int(match[1]) * 60_000
        if point and time <= LATEST:
            found.setdefault(int(point[1]), []).append((int(point[2] or 1), time))
    return found


def _find_paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines between empty lines and before names in capitals, with the number of the first line."""
    held: list[str] = []
    for number, line in enumerate(lines):
        if held and (not line.strip() or _LABEL.match(line)):
            yield number - len(held), held
            held = []
        if line.strip():
            held.append(line)
    if held:
        yield len(lines) - len(held), held


def _cue(
    first: int, lines: Sequence[str], points: dict[int, list[tuple[int, int]]], notes: Sequence[str]
) -> ImportedCue:
    words: list[Word] = []
    for number, line in enumerate(lines, first):
        times = dict(points.get(number, ()))
        tokens = line.split()
        # A mark after the last word of a line counts for its last word.
        times = {min(max(1, place), len(tokens)): time for place, time in times.items()}
        words += [
            Word(text=token, span=Span(times[place]) if place in times else None)
            for place, token in enumerate(tokens, 1)
        ]
    begin = [time for _, time in points.get(first, ())]
    start = 0 if first == 0 and points and not begin else begin[0] if begin else None
    text = "\n".join(" ".join(line.split()) for line in lines)
    if _MARKUP.search(text):
        return ImportedCue(start=start, text=_with_notes(text, notes), line=first + 1)
    is_timed = any(word.span for word in words)
    return ImportedCue(start=start, text=text, words=tuple(words) if is_timed else (), line=first + 1)


def _with_notes(text: str, notes: Sequence[str]) -> tuple[Inline, ...]:
    out: list[Inline] = []
    at = 0
    for match in _CALL.finditer(text):
        number = int(match[1])
        note = notes[number - 1] if 0 < number <= len(notes) else match.group().strip()
        out += [text[at : match.start()], Note((_MARKUP.sub("", note),))]
        at = match.end()
    out.append(text[at:])
    return tuple(_MARKUP.sub("", part) if isinstance(part, str) else part for part in out if part != "")


def _with_facts(transcript: Transcript, record: Element) -> Transcript:
    facts = transcript.facts
    day = record.find("date")
    value = day.get("value") or "" if day is not None else ""
    dates = (Date(kind="recorded", edtf=value),) if _DAY.fullmatch(value) else _typed_date(record)
    return msgspec.structs.replace(
        transcript,
        facts=msgspec.structs.replace(
            facts,
            title=_line(record, "title") or facts.title,
            description=_text(record, "description") or facts.description,
            publisher=_line(record, "repository") or facts.publisher,
            rights_holder=_line(record, "rights") or facts.rights_holder,
            dates=facts.dates or dates,
            chapters=facts.chapters or tuple(_find_chapters(record)),
        ),
    )


def _typed_date(record: Element) -> tuple[Date, ...]:
    """The date that was typed in words: ``12 March 1987``, ``Spring 1979``."""
    typed = _line(record, "date_nonpreferred_format")
    if typed is None:
        return ()
    found = find_date(typed, find_tag(_text(record, "language")))
    return (Date(kind="recorded", edtf=found[0] if found else None, written=typed, calendar=found and found[2]),)


def _line(record: Element, name: str) -> str | None:
    return " ".join(_text(record, name).split()) or None


def _find_chapters(record: Element) -> Iterator[Chapter]:
    points = [
        (as_ms(point.findtext("time")), point.findtext("title") or "") for point in record.iterfind("index/point")
    ]
    for number, (start, title) in enumerate(points):
        end = points[number + 1][0] if number + 1 < len(points) else None
        shown = " ".join(title.split()).strip(";")
        if start is not None and shown:
            yield Chapter(span=Span(start, end if end is not None and end >= start else None), title=shown)


def _left_out(record: Element, *, is_paired: bool) -> Iterator[Problem]:
    if _text(record, "userestrict") not in ("", "0"):
        yield access_stated(f"userestrict: {_text(record, 'userestrict')}")
    for name in _LEFT:
        said = "; ".join(
            " ".join((one.text or "").split()) for one in record.iterfind(name) if (one.text or "").strip()
        )
        if said:
            yield Problem.of(
                "comment-left-out", "note", "“{name}” is left out; it says: {words}", name=name, words=said[:200]
            )
    if any((point.findtext("synopsis") or "").strip() for point in record.iterfind("index/point")):
        yield Problem(
            "layer-left-out", "note", "of the index, times and titles are kept; synopses and keywords are not"
        )
    if not is_paired and (_text(record, "transcript_alt") or _text(record, "vtt_transcript_alt")):
        message = "the second transcript, a translation, is left out; save it as a file and convert the two as a pair"
        yield Problem("second-transcript", "warning", message)
