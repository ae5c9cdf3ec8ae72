"""Read EAF: our own files completely, and anybody's by the names of their tiers."""

from __future__ import annotations

from collections import Counter

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.annotation.eaf.file import Annotation, File, Tier, load, voice_of_tier
from dragoman.formats.annotation.eaf.writer import MARK, SPEAKER
from dragoman.formats.annotation.tiers import is_aside
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.xml import local_name, parse_xml
from dragoman.notation import parse_text
from dragoman.notation.speakers import written_names
from dragoman.notation.typed import settle_languages
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript
from dragoman.transcript.ids import SegmentIds, SpeakerIds, is_segment_id
from dragoman.transcript.span import Span
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import Text

__all__ = ["read"]

# The most levels of tiers.
_DEEPEST = 20


class TierRow(msgspec.Struct):
    """A passage being read: its annotation, and the annotations that refer to it."""

    annotation: Annotation
    span: Span | None
    text: str
    translation: str = ""


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in an EAF file.

    :raises FormatError: if the file is not EAF, or has no annotations with times
    """
    root = parse_xml(content, options)
    if local_name(root) != "ANNOTATION_DOCUMENT":
        fault = f"is XML, but not EAF (it begins with {local_name(root)[:40]})"
        raise FormatError(options.path, fault, NAME_FORMAT, line=root.sourceline)
    file = load(root, options)
    log = ProblemLog()
    rows = _find_rows(file, options, log)
    if file.origin:
        message = "the file says that its times begin {value:g} s into the recording; they are shifted"
        log.add(Problem.of("times-shifted", "note", message, value=file.origin / 1000))
    if file.properties.get(MARK):
        return Imported(_ours(file, rows, log), log.listed())
    if not rows:
        raise FormatError(options.path, "contains no annotations with times", "check whether it is the right file")
    return _others(file, rows, options, log)


def _find_rows(file: File, options: ReadOptions, log: ProblemLog) -> list[TierRow]:
    """The annotations of top-level tiers in order of time, with the annotations that refer to them."""
    places = {id_: place for place, id_ in enumerate(file.slots)}
    roots = [a for a in file.annotations if a.tier.parent is None and a.slots and a.slots[0] in places]
    if not file.properties.get(MARK):
        roots = _without_notes(roots, log)
    roots.sort(key=lambda a: places[a.slots[0]] if a.slots else 0)
    rows = {a.id: TierRow(a, _span(file, a), "" if a.tier.role == "id" else a.value) for a in roots}
    translations = _find_translations(file, options)
    by_id = {a.id: a for a in file.annotations}
    for annotation in file.annotations:
        if annotation.tier.parent is None:
            continue
        row = _row_of(annotation, by_id, rows)
        if row is not None and annotation.tier.name in translations:
            row.translation = _joined(row.translation, annotation.value)
        elif row is not None and annotation.tier.role == "text" and row.annotation.tier.role == "id":
            row.text = _joined(row.text, annotation.value)
        else:
            log.count(f"layer {annotation.tier.kind or annotation.tier.name}", annotation.line)
    _tell_layers(file, log)
    return [*rows.values()]


def _without_notes(roots: list[Annotation], log: ProblemLog) -> list[Annotation]:
    """The annotations without those of tiers for notes or sounds, ``notes``, beside which other tiers have words."""
    aside = {a.tier.name for a in roots if not a.tier.participant and is_aside(a.tier.name)}
    said = [a for a in roots if a.tier.name not in aside]
    if not said:
        return roots
    for name, number in Counter(a.tier.name for a in roots if a.tier.name in aside).items():
        line = next(a.line for a in roots if a.tier.name == name)
        message = "the layer {words} is left out ({number} annotations)"
        log.add(Problem.of("layer-left-out", "note", message, Place(line=line), words=repr(name[:40]), number=number))
    return said


def _span(file: File, annotation: Annotation) -> Span | None:
    start, end = (file.slots.get(slot) for slot in annotation.slots or ("", ""))
    if start is None:
        return None
    return Span(start, end if end is not None and end >= start else None)


def _find_translations(file: File, options: ReadOptions) -> set[str]:
    """The tiers with translations: in the requested language, or else in the first one."""
    tiers = {a.tier.name: a.tier for a in file.annotations if a.tier.parent is not None}
    named = [tier for tier in tiers.values() if tier.role == "translation"]
    if not named:
        above = {a.tier.name: a.tier for a in file.annotations}
        named = [t for t in tiers.values() if t.language and t.language != _language_above(t, above)]
    wanted = [t for t in named if options.target_language and t.language == options.target_language] or named
    first = wanted[0] if wanted else None
    return {t.name for t in wanted if first and (t.language, t.kind) == (first.language, first.kind)}


def _language_above(tier: Tier, above: dict[str, Tier]) -> str | None:
    parent = above.get(tier.parent or "")
    return parent.language if parent else None


def _row_of(annotation: Annotation, by_id: dict[str, Annotation], rows: dict[str, TierRow]) -> TierRow | None:
    """The row that an annotation belongs to, by its references."""
    now: Annotation | None = annotation
    for _ in range(_DEEPEST):
        if now is None or now.id in rows:
            break
        now = by_id.get(now.refers or "")
    return rows.get(now.id) if now is not None else None


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if first and second else first or second


def _tell_layers(file: File, log: ProblemLog) -> None:
    for kind in dict.fromkeys(a.tier.kind or a.tier.name for a in file.annotations if a.tier.parent is not None):
        number, where = log.counted(f"layer {kind}")
        if number:
            message = "the layer {words} is left out ({number} annotations)"
            log.add(Problem.of("layer-left-out", "note", message, where, words=repr(kind[:40]), number=number))


def _ours(file: File, rows: list[TierRow], log: ProblemLog) -> Transcript:
    """The document of a file that this program wrote, including later edits."""
    known = [Speaker(id=k.removeprefix(SPEAKER), label=v) for k, v in file.properties.items() if k.startswith(SPEAKER)]
    speakers = [speaker for speaker in known if speaker.id]
    speaker_ids = SpeakerIds(speaker.id for speaker in speakers)
    voices = {name: id_ for id_, name in written_names(speakers).items()}
    for row in rows:
        name = row.annotation.tier.participant
        if name is not None and name not in voices:
            voices[name] = speaker_ids.mint()
            speakers.append(Speaker(id=voices[name], label=name))
    languages = tuple(filter(is_tag, file.properties.get(f"{MARK}:languages", "").split()))
    target = file.properties.get(f"{MARK}:translation", "")
    ids = SegmentIds(reserved=[row.annotation.id for row in rows])
    segments = [_segment(row, voices, ids, log) for row in rows]
    return Transcript(
        recording=Recording(languages=languages) if languages else None,
        facts=Facts(
            title=file.properties.get(f"{MARK}:title") or None,
            title_target=file.properties.get(f"{MARK}:title-translation") or None,
        ),
        speakers=tuple(speakers),
        segments=settle_languages(segments, languages),
        target_language=target if is_tag(target) else None,
    )


def _segment(row: TierRow, voices: dict[str, str], ids: SegmentIds, log: ProblemLog) -> Segment:
    annotation = row.annotation
    id_ = ids.take(annotation.id) or ids.place()
    target = _text(row.translation, id_, annotation.line, log)
    return Segment(
        id=id_,
        speaker=voices.get(annotation.tier.participant or ""),
        span=row.span,
        language=annotation.tier.language,
        source=_text(row.text, id_, annotation.line, log),
        target=target,
        state="translated" if target else "initial",
    )


def _text(typed: str, segment: str, line: int | None, log: ProblemLog) -> Text | None:
    text, problems = parse_text(typed)
    log.add(*(msgspec.structs.replace(problem, where=Place(segment, line)) for problem in problems))
    return text or None


def _others(file: File, rows: list[TierRow], options: ReadOptions, log: ProblemLog) -> Imported:
    """The document of another program's file: each tier is a speaker, and the profile determines what brackets mean."""
    languages = {row.annotation.tier.language for row in rows}
    targets = [a.tier.language for a in file.annotations if a.tier.role == "translation" and a.tier.language]
    heading = Heading(
        language=next(iter(languages)) if len(languages) == 1 else None,
        other_language=targets[0] if targets else None,
        media=file.media,
    )
    return make_document((_passage(row) for row in rows), options, log, heading)


def _passage(row: TierRow) -> ImportedCue:
    tier = row.annotation.tier
    return ImportedCue(
        start=row.span.start if row.span else None,
        end=row.span.end if row.span else None,
        text=row.text,
        translation=row.translation,
        speaker=tier.participant or voice_of_tier(tier.name),
        id=row.annotation.id if is_segment_id(row.annotation.id) else None,
        language=tier.language,
        line=row.annotation.line,
    )
