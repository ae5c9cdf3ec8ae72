"""Pair two files in one language each into one document: every original with its translation. Pure.

Passages belong together if they share more than half of the shorter one's time. Passages that belong to the same one
are joined, but never across speakers. Nothing is moved to a neighbour: a passage without a partner stays alone. If a
file has no times, the texts are aligned by lengths, figures, names and speakers, and unsure pairs are reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.formats.options import Imported
from dragoman.formats.reading.rich_text import join_lines, join_texts, strip_text
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript, display_name
from dragoman.transcript.ids import SpeakerIds, with_unique_ids
from dragoman.transcript.span import Span
from dragoman.transcript.speaker_names import as_translated
from dragoman.transcript.text import Text, plain
from dragoman.workflows.importing.align_texts import AlignedPair, align, count_meetings, map_speakers
from dragoman.workflows.importing.align_texts import Side as Compared

__all__ = ["pair_documents"]

# Passages that only touch share no time, however short they are (ms).
_LEAST = 1
# With more than this percentage of passages without a sure partner, an alignment is refused.
_MOST_UNSURE = 60


class _Group(msgspec.Struct):
    """Passages of the original and the translation that belong together."""

    originals: list[Segment]
    translations: list[Segment]
    sure: bool = True


def pair_documents(original: Transcript, translation: Transcript) -> Imported:
    """One document from two: the first one's texts as the original, the second one's as the translation.

    The original gives ids, times, and speakers if it names any. If not every passage has a time, the texts are aligned.

    :raises ValueError: if the texts cannot be aligned, or too much of the alignment is unsure
    """
    first, second = _sides(original), _sides(translation)
    has_times = all(segment.span for segment in (*first, *second))
    groups = list(_by_time(first, second)) if has_times else _by_text(original, translation, first, second)
    cast = _Cast(original.speakers, translation.speakers, groups)
    segments = with_unique_ids(_paired(group, cast) for group in groups)
    transcript = Transcript(
        recording=_recording(original, translation),
        facts=_facts(original.facts, translation.facts),
        speakers=tuple(cast.speakers),
        segments=segments,
        target_language=_language(translation),
    )
    return Imported(transcript, tuple(_tell(segments, groups, has_times=has_times)))


def _sides(transcript: Transcript) -> list[Segment]:
    """The passages with text, on whichever side, as originals, in the order of time."""
    found = [
        msgspec.structs.replace(segment, source=segment.source or segment.target, target=None)
        for segment in transcript.segments
        if segment.source or segment.target
    ]
    if all(segment.span for segment in found):
        found.sort(key=lambda segment: segment.span.start if segment.span else 0)
    return found


def _by_text(
    original: Transcript, translation: Transcript, first: Sequence[Segment], second: Sequence[Segment]
) -> list[_Group]:
    """Groups by content. A first alignment finds speakers who have other names in the translation."""
    ones, others = _compared(first), _compared(second)
    names, their_names = _names(original), _names(translation)
    known = map_speakers(names, their_names)
    pairs = align(ones, others, known)
    if pairs is not None and len(known) < len(their_names):
        met = count_meetings(pairs, ones, others)
        pairs = align(ones, others, _most_often(met, names, their_names) | known)
    if pairs is None:
        raise ValueError("not every passage of both has a time, and the texts are too long, or too unlike each other")
    unsure = sum(len(pair.first) + len(pair.second) for pair in pairs if not _is_sure_pair(pair))
    if unsure * 100 > _MOST_UNSURE * (len(ones) + len(others)):
        fault = f"not every passage of both has a time, and of {len(ones) + len(others)} passages {unsure} find no sure"
        raise ValueError(f"{fault} partner by speakers, figures, names and lengths")
    return [_Group([first[n] for n in pair.first], [second[n] for n in pair.second], pair.sure) for pair in pairs]


def _is_sure_pair(pair: AlignedPair) -> bool:
    return pair.sure and bool(pair.first) and bool(pair.second)


def _compared(segments: Sequence[Segment]) -> list[Compared]:
    return [Compared(plain(segment.source or ()), segment.speaker) for segment in segments]


def _names(transcript: Transcript) -> dict[str, str]:
    return {speaker.id: display_name(speaker) for speaker in transcript.speakers}


def _most_often(met: Counter[tuple[str, str]], names: dict[str, str], their_names: dict[str, str]) -> dict[str, str]:
    """Maps each speaker of the translation to the speaker with whom nearly all their passages were paired."""
    found: dict[str, str] = {}
    for other in their_names:
        own = Counter({id_: met[other, id_] for id_ in names if met[other, id_]})
        best = _most_met(own)
        if best is not None:
            found[other] = best
    return found


def _by_time(first: Sequence[Segment], second: Sequence[Segment]) -> Iterator[_Group]:
    """Groups by time. Each translation goes to the original that it mostly overlaps; originals that it spans are
    joined.
    """
    owners: dict[int, list[int]] = {}
    alone: list[Segment] = []
    low = 0
    for number, translation in enumerate(second):
        while low < len(first) and _ends_before(first, low, translation):
            low += 1
        near = list(_near(first, low, translation))
        if near:
            owners[number] = near
        else:
            alone.append(translation)
    groups = _join(first, second, owners)
    groups += [_Group([], [translation]) for translation in alone]
    yield from sorted(groups, key=_start)


def _ends_before(first: Sequence[Segment], number: int, translation: Segment) -> bool:
    end = _end(first, number)
    return end is not None and translation.span is not None and end <= translation.span.start


def _near(first: Sequence[Segment], low: int, translation: Segment) -> Iterator[int]:
    """The originals that a translation overlaps by more than half of the shorter one; else the one it overlaps most."""
    span = translation.span
    if span is None:
        return
    shared: dict[int, int] = {}
    for number in range(low, len(first)):
        own = first[number].span
        if own is None or own.start >= (span.end if span.end is not None else span.start + 1):
            break
        common = Span(own.start, _end(first, number)).overlap(Span(span.start, span.end or span.start + 1))
        if common >= _LEAST:
            shared[number] = common
    own_length = (span.end or span.start + 1) - span.start
    # More than half, so that texts half a passage apart are not all joined.
    mostly = [n for n, common in shared.items() if common * 2 > min(_length(first, n), own_length)]
    yield from mostly or sorted(shared, key=lambda number: -shared[number])[:1]


def _end(first: Sequence[Segment], number: int) -> int | None:
    """The end of an original; if it has none, the beginning of the next one."""
    span = first[number].span
    if span is None or span.end is not None:
        return span.end if span else None
    following = first[number + 1].span if number + 1 < len(first) else None
    return following.start if following else span.start + 1


def _length(first: Sequence[Segment], number: int) -> int:
    span = first[number].span
    return max(1, (_end(first, number) or 0) - span.start) if span else 1


def _join(first: Sequence[Segment], second: Sequence[Segment], owners: dict[int, list[int]]) -> list[_Group]:
    """One group for originals of one speaker that a translation spans, with their translations."""
    group_of = list(range(len(first)))
    for near in owners.values():
        for number in near[1:]:
            if first[number].speaker == first[near[0]].speaker and number == near[0] + near.index(number):
                group_of[number] = group_of[near[0]]
    groups: dict[int, _Group] = {}
    for number, segment in enumerate(first):
        groups.setdefault(group_of[number], _Group([], [])).originals.append(segment)
    for number, near in owners.items():
        groups[group_of[near[0]]].translations.append(second[number])
    return list(groups.values())


def _start(group: _Group) -> int:
    spans = [segment.span for segment in (group.originals or group.translations) if segment.span]
    return min((span.start for span in spans), default=0)


class _Cast:
    """The speakers of both texts. A speaker of the translation is that of the original with the same passages or
    name.
    """

    def __init__(self, first: Sequence[Speaker], second: Sequence[Speaker], groups: Sequence[_Group]) -> None:
        self.speakers = list(first)
        self._taken = SpeakerIds(speaker.id for speaker in first)
        names = {display_name(speaker).casefold(): speaker.id for speaker in first}
        met = _count_meetings(groups)
        self.ids: dict[str, str] = {}
        for speaker in second:
            known = names.get(display_name(speaker).casefold()) or _most_met(met.get(speaker.id, Counter()))
            self.ids[speaker.id] = self._known(known, speaker) if known else self._add(speaker)

    def _known(self, id_: str, speaker: Speaker) -> str:
        place = next(number for number, other in enumerate(self.speakers) if other.id == id_)
        self.speakers[place] = as_translated(self.speakers[place], display_name(speaker))
        return id_

    def _add(self, speaker: Speaker) -> str:
        id_ = self._taken.mint()
        self.speakers.append(msgspec.structs.replace(speaker, id=id_))
        return id_

    def find(self, group: _Group) -> str | None:
        """The speaker of a group: the original's, else the translation's."""
        own, other = _speaker(group.originals), _speaker(group.translations)
        return own or (self.ids.get(other) if other else None)


def _speaker(segments: Sequence[Segment]) -> str | None:
    return next((segment.speaker for segment in segments if segment.speaker), None)


def _count_meetings(groups: Sequence[_Group]) -> dict[str, Counter[str]]:
    """How often each speaker of the translation overlaps each speaker of the original."""
    met: dict[str, Counter[str]] = {}
    for group in groups:
        own, other = _speaker(group.originals), _speaker(group.translations)
        if own and other:
            met.setdefault(other, Counter())[own] += 1
    return met


def _most_met(counts: Counter[str]) -> str | None:
    """The speaker who has more than three quarters of the counts; ``None`` if nobody has."""
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] * 4 > counts.total() * 3 else None


def _paired(group: _Group, cast: _Cast) -> Segment:
    translated = _text(group.translations)
    if not group.originals:
        alone = group.translations[0]
        return Segment(
            id="",
            speaker=cast.find(group),
            span=alone.span,
            target=translated,
            state="translated",
            target_origin=alone.source_origin,
        )
    first = group.originals[0]
    return msgspec.structs.replace(
        first,
        speaker=cast.find(group),
        span=_span(group.originals) or _span(group.translations if group.sure else ()),
        source=_text(group.originals),
        target=translated,
        words=tuple(word for segment in group.originals for word in segment.words),
        state="translated" if translated else first.state,
    )


def _text(segments: Sequence[Segment]) -> Text | None:
    texts = [segment.source for segment in segments if segment.source]
    if len(texts) < 2:
        return texts[0] if texts else None
    joined = join_texts(["".join(map(str, text)) if all(isinstance(i, str) for i in text) else text for text in texts])
    return (join_lines(joined),) if isinstance(joined, str) else strip_text(joined)


def _span(segments: Sequence[Segment]) -> Span | None:
    spans = [segment.span for segment in segments if segment.span]
    if not spans:
        return None
    ends = [span.end for span in spans]
    return Span(spans[0].start, None if None in ends else max(end for end in ends if end is not None))


def _language(transcript: Transcript) -> str | None:
    return transcript.target_language or transcript.source_language


def _recording(original: Transcript, translation: Transcript) -> Recording | None:
    spoken = original.source_language or (original.target_language if not original.recording else None)
    recording = original.recording or translation.recording
    languages = (spoken,) if spoken and spoken != "und" else ()
    if recording is None:
        return Recording(languages=languages) if languages else None
    if original.recording is None:
        return msgspec.structs.replace(recording, languages=languages)
    return recording


def _facts(original: Facts, translation: Facts) -> Facts:
    """The facts of the original; what it does not state is the translation's."""
    own, other = msgspec.structs.asdict(original), msgspec.structs.asdict(translation)
    stated = {field: other[field] if value in (None, ()) else value for field, value in own.items()}
    kinds = {date.kind for date in original.dates}
    return msgspec.structs.replace(
        Facts(**stated),
        title=original.title or original.title_target,
        title_target=translation.title_target or translation.title,
        translators=translation.translators or original.translators,
        dates=(*original.dates, *(date for date in translation.dates if date.kind not in kinds)),
    )


def _tell(segments: Sequence[Segment], groups: Sequence[_Group], *, has_times: bool) -> Iterator[Problem]:
    if not has_times:
        message = "not every passage has a time; the texts are aligned by speakers, figures, names and lengths"
        yield Problem("pair-by-text", "note", message)
    by = "lies on the time of" if has_times else "answers to"
    for segment, group in zip(segments, groups, strict=True):
        where = Place(segment=segment.id, start=segment.span.start if segment.span else None)
        if segment.target is None:
            message = "nothing of the translation {by} this passage"
            yield Problem.of("pair-without-translation", "warning", message, where, by=by)
        elif segment.source is None:
            message = "this translation {by} no passage of the original; it stands alone"
            yield Problem.of("pair-without-original", "warning", message, where, by=by)
        elif not group.sure:
            message = "this translation may belong to another passage; compare the two"
            yield Problem("pair-unsure", "warning", message, where)
