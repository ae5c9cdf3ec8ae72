"""Bilingual documents of a few passages, for tests of the checks."""

from __future__ import annotations

from dragoman.checks import find_problems
from dragoman.notation import parse_text
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.span import Span

SECOND = 1000


def bitext(*rows: tuple[str | None, str | None], languages: str = "es en", terms: tuple[Term, ...] = ()) -> Transcript:
    """Passages of four seconds, ids ``s00000000`` and so on; texts in the notation, "NAME: words" for a speaker."""
    source, target = languages.split()
    segments = [_segment(place, *row) for place, row in enumerate(rows)]
    speakers = dict.fromkeys(segment.speaker for segment in segments if segment.speaker)
    return Transcript(
        recording=Recording(languages=(source,)),
        speakers=tuple(Speaker(id=speaker, label=speaker) for speaker in speakers),
        segments=tuple(segments),
        target_language=target,
        glossary=terms,
    )


def found(transcript: Transcript, *families: str) -> list[tuple[str, str]]:
    """Code and passage of what the checks find."""
    problems = find_problems(transcript, families)
    return [(problem.code, (problem.where.segment or "document")[-2:]) for problem in problems]


def codes(*rows: tuple[str | None, str | None], family: str, languages: str = "es en") -> list[str]:
    """Codes of what one family finds."""
    return [problem.code for problem in find_problems(bitext(*rows, languages=languages), (family,))]


def _segment(place: int, source: str | None, target: str | None) -> Segment:
    speaker, colon, words = (source or "").partition(": ")
    named = bool(colon) and speaker.isupper() and len(speaker) <= 4
    source = words if named else source
    return Segment(
        id=f"s{place:08}",
        speaker=speaker if named else None,
        span=Span(place * 4 * SECOND, (place + 1) * 4 * SECOND),
        source=parse_text(source)[0] if source else None,
        target=parse_text(target)[0] if target else None,
    )
