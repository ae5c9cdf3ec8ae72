"""Tiers of annotation programs: their names tell whether they hold words or a translation, and whose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.formats.annotation.eaf.file import ROLES, voice_of_tier
from dragoman.formats.reading.imported_cues import ImportedCue, in_time_order
from dragoman.formats.recognizers.spoken_words import SpokenWord, make_cues
from dragoman.problems import Problem, ProblemLog
from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["Interval", "NamedTier", "TierKind", "find_kind", "is_aside", "make_tier_cues", "strip_kind"]

TierKind = Literal["text", "words", "translation", "other"]

_ASIDE = (
    r"notes?|comments?|kommentare?|anmerkungen?|notizen|remarks?|remarques?|commentaires?|comentarios?|notas?|commenti|"
    r"комментари\w*|заметк\w*|примечани\w*|یادداشت\w*|توضیحات|ملاحظات|تعليقات|הערות|noise|events?|silences?|"
    r"non-?verbal|nv|nn"
)
_PATTERNS: tuple[tuple[TierKind, str], ...] = (
    ("other", r"phones?|phonemes?|phonetic|phonology|sampa|maus|kan|syll\w*|segments?|pos|gloss\w*|lemma\w*|morph\w*"),
    ("other", rf"{_ASIDE}|vad|pitch|tones?|breaks?"),
    ("translation", next(pattern for role, pattern in ROLES if role == "translation")),
    ("words", r"words?|wrd|wörter|mots|palabras|tokens?|ort-?mau"),
    (
        "text",
        r"utterances?|utt|orthogra\w*|orth?o?|transcri\w*|text|phrases?|sentences?|speech|trans|sentence|turns?|ipu",
    ),
)


class Interval(msgspec.Struct, frozen=True):
    """The text of a tier in a span of time (ms)."""

    start: int | None
    end: int | None
    text: str


class NamedTier(msgspec.Struct, frozen=True):
    """A tier: its name, and its intervals in order of time."""

    name: str
    intervals: Sequence[Interval]


def find_kind(name: str, others: Collection[str | None] = ()) -> TierKind:
    """What a tier contains, judged by its name; with an unknown name, a speaker's words.

    :param others: the speakers of the other tiers: ``Ana_en`` is a translation if there is a tier of ``Ana``
    """
    for kind, pattern in _PATTERNS:
        if re.search(rf"(?:^|[\W_])(?:{pattern})(?:[\W_\d]|$)", name, re.IGNORECASE):
            return kind
    parts = [part for part in re.split(r"[\W_]+", name) if part]
    by_language = len(parts) > 1 and len(parts[-1]) == 2 and parts[-1].lower() in NAMES
    return "translation" if by_language and strip_kind(name, language=True) in others else "text"


def is_aside(name: str) -> bool:
    """Whether a tier's name says that it holds notes or sounds, which nobody speaks."""
    return re.search(rf"(?:^|[\W_])(?:{_ASIDE})(?:[\W_\d]|$)", name, re.IGNORECASE) is not None


def strip_kind(name: str, *, language: bool = False) -> str | None:
    """The speaker in a tier's name, without the words for its content; ``None`` if nothing else is left.

    :param language: whether to remove a language tag at the end too
    """
    bare = voice_of_tier(name) or ""
    for _, pattern in _PATTERNS:
        bare = re.sub(rf"(?:^|[\W_]+)(?:{pattern})(?:[\W_\d]*$)", "", bare, flags=re.IGNORECASE)
        bare = re.sub(rf"^(?:{pattern})[\W_]+", "", bare, flags=re.IGNORECASE)
    match = re.fullmatch(r"(.*)[\W_]+(\w\w)", bare)
    if language and match and match[2].lower() in NAMES:
        bare = match[1]
    return bare.strip(" -_.:") or None


def make_tier_cues(tiers: Sequence[NamedTier], log: ProblemLog) -> tuple[list[ImportedCue], str | None]:
    """The passages of all tiers with words in order of time, with their translations; and the language of the
    translations, if the name of a tier says it. Other tiers are reported.
    """
    names = {strip_kind(tier.name) for tier in tiers}
    kinds = [find_kind(tier.name, names) for tier in tiers]
    voices = [strip_kind(tier.name, language=kind == "translation") for kind, tier in zip(kinds, tiers, strict=True)]
    said: dict[str | None, list[ImportedCue]] = {}
    for kind, voice, tier in zip(kinds, voices, tiers, strict=True):
        if kind == "text":
            said.setdefault(voice, []).extend(_cues(tier, voice))
    for kind, voice, tier in zip(kinds, voices, tiers, strict=True):
        if kind == "words" and voice not in said:
            said[voice] = make_cues(
                SpokenWord(text=i.text, start=i.start, end=i.end, speaker=voice) for i in _filled(tier)
            )
        elif kind in ("words", "other"):
            _leave_out(tier, log)
    if not said and tiers and "translation" not in kinds:
        # The only tier of a file contains the words, whatever its name is.
        said[None] = [cue for tier in tiers[:1] for cue in _cues(tier, None)]
    language = None
    for kind, voice, tier in zip(kinds, voices, tiers, strict=True):
        if kind == "translation":
            language = language or _language(tier.name)
            _translate(said, voice, tier)
    return in_time_order([cue for cues in said.values() for cue in cues]), language


def _filled(tier: NamedTier) -> Iterator[Interval]:
    for interval in tier.intervals:
        text = " ".join(interval.text.split())
        if text:
            yield msgspec.structs.replace(interval, text=text)


def _cues(tier: NamedTier, voice: str | None) -> list[ImportedCue]:
    return [ImportedCue(start=i.start, end=i.end, text=i.text, speaker=voice) for i in _filled(tier)]


def _translate(said: dict[str | None, list[ImportedCue]], voice: str | None, tier: NamedTier) -> None:
    """Add each interval to the passage of its speaker in which it begins; if there is none, it becomes a passage."""
    owners = said.get(voice) or (next(iter(said.values())) if len(said) == 1 else [])
    number = 0
    alone: list[ImportedCue] = []
    for interval in _filled(tier):
        start = interval.start
        while start is not None and number + 1 < len(owners) and (owners[number + 1].start or 0) <= start:
            number += 1
        owner = owners[number] if owners else None
        if owner is None or start is None or not (owner.start or 0) <= start < (owner.end or start + 1):
            alone.append(ImportedCue(start=start, end=interval.end, translation=interval.text, speaker=voice))
        else:
            owner.translation = f"{owner.translation} {interval.text}".strip()
    if alone:
        said.setdefault(voice, []).extend(alone)
        said[voice].sort(key=lambda cue: cue.start or 0)


def _language(name: str) -> str | None:
    words = [word for word in re.split(r"[\W_]+", name) if word]
    tags = (find_tag(word) for word in reversed(words))
    return next((tag for tag in tags if tag and tag.partition("-")[0] in NAMES), None)


def _leave_out(tier: NamedTier, log: ProblemLog) -> None:
    filled = list(_filled(tier))
    if filled:
        shown = filled[0].text[:100]
        message = "the layer {words} is left out ({count} annotations), the first says: {shown}"
        log.add(
            Problem.of("layer-left-out", "note", message, words=repr(tier.name[:40]), count=len(filled), shown=shown)
        )
