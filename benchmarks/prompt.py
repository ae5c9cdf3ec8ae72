"""What it gains and costs to give the speech model the names of the ledger: names written right, and words wrong.

Three drafts of each recording: without names, with a ledger of the names that are spoken in it and others, and with
only names that are not spoken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import msgspec

from benchmarks.corpus import Clip, choose, readings
from benchmarks.frame import Measured, Options, Report, Table, per_cent
from benchmarks.words import source_text
from dragoman.engines.whisper import Whisper
from dragoman.language.folding import fold
from dragoman.language.folding import words as fold_words
from dragoman.language.loops import find_loops
from dragoman.pipeline import Prepared, draft
from dragoman.pipeline.options import DraftOptions
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.text import plain

__all__ = ["run"]

_MOST = 30
_WAYS = ("no names", "spoken names and others", "other names")
# The names that are spoken in readings whose texts have no capitals; word lists are names alone.
_SPOKEN = {
    "fleurs-en-002": "Sintra, Byron", "fleurs-en-006": "Marianas", "librispeech_1272-128104-0000": "Quilter",
    "librivox_sense_0870": "John Dashwood", "fleurs-de-000": "Hongkong, Kowloon", "fleurs-de-004": "Mekka",
    "fleurs-es-002": "San Pedro", "fleurs-es-004": "Carpanedo", "fleurs-es-006": "Luna", "fleurs-fr-004": "Mashhad",
    "fleurs-fr-006": "Del Potro", "fleurs-pt-000": "Bieber", "fleurs-pt-002": "Giancarlo Fisichella",
    "asterisk_demo-congrats": "Астериск", "asterisk_demo-thanks": "Астериск",
}  # fmt: skip
_OTHERS = {
    "en": "Karaj, Rahimi, Iturbe, Abu Samir, Evin, Haddad, Carranza, Tavakoli, Leipzig, Belyaeva, Basij, Qom, Mansour",
    "de": "Behrens, Schleusengasse, Rahimi, Karadsch, Evin, Haddad, Leipzig, Bautzen, Hohenschönhausen, Krüger",
    "es": "Carranza, Valdehierro, Teruel, Iturbe, Jiloca, Julián Mestre, Pilar Ansón, Karaj, Rahimi, Olmedo",
    "fr": "Haddad, Rahimi, Karaj, Saïda, Oran, Tremblay, Georges, Alep, Beyrouth, Khadija",
    "pt": "Rahimi, Karaj, Lourenço, Setúbal, Teerã, Iturbe, Guimarães, Evin, Samir, Coimbra",
    "ru": "Антонина Беляева, Громов, Лаврова, Зинаида, Мурманск, Архангельск, Озолс, Лиговка, Фельдман",
    "he": "צבי לרנר, מנחם גולד, יהודית, אלכסנדר ברק, יפו, חיפה, רמלה, נצרת",
    "ar": "خليل حداد, نبيل قاسم, صيدا, بيروت, طارق منصور, أبو سمير, حلب, الدباغ",
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What the model made of one recording: edits in words, and how many of the names spoken it wrote."""

    language: str
    words: Edits
    names: int
    right: int
    loops: int


def run(options: Options) -> Report:
    clips = choose([clip for clip in readings() if clip.language in _OTHERS and _names(clip) is not None], options.most)
    found = {way: [_listen(clip, way, clips) for clip in clips] for way in _WAYS}
    rows = [(way, *_row(outcomes)) for way, outcomes in found.items()]
    return Report(
        tables=(
            Table(title="All readings", columns=("ledger", "names right", "words wrong", "loops"), rows=tuple(rows)),
            Table(
                title="By language: names right, words wrong",
                columns=("language", *_WAYS),
                rows=tuple(_languages(found)),
            ),
        ),
        figures=tuple(
            Measured(system="dragoman", language="all", name=f"WER, {way}", value=_rate(outcomes), unit="%")
            for way, outcomes in found.items()
        ),
        notes=(f"At most {_MOST} names, the spoken ones first; one draft each, without a translation.",),
    )


def _names(clip: Clip) -> tuple[str, ...] | None:
    """The names that are spoken in a reading; ``None`` for one that is no text at all."""
    if "yesno" in clip.name or not source_text(clip.truth):
        return None
    if "countries" in clip.name:
        return tuple(plain(segment.source) for segment in clip.truth.segments if segment.source)
    return tuple(filter(None, _SPOKEN.get(clip.name.rpartition("/")[2], "").split(", ")))


def _listen(clip: Clip, way: str, clips: Sequence[Clip]) -> Outcome:
    spoken, others = _names(clip) or (), tuple(_OTHERS[clip.language].split(", "))
    same = [name for other in clips if other.language == clip.language for name in _names(other) or ()]
    given = {"no names": (), "other names": others}.get(way, (*spoken, *same, *others))
    wanted = DraftOptions(
        source=clip.language, speakers=0, anyway=True, names=tuple(dict.fromkeys(given))[:_MOST], device="cpu"
    )
    text = source_text(draft(clip.path, wanted, prepared=Prepared(transcriber=_model())).transcript)
    folded = f" {fold(text, clip.language)} "
    return Outcome(
        language=clip.language,
        words=score_words(source_text(clip.truth), text, clip.language),
        names=len(spoken),
        right=sum(f" {fold(name, clip.language)} " in folded for name in spoken),
        loops=len(find_loops(fold_words(text, clip.language))),
    )


@cache
def _model() -> Whisper:
    return Whisper("base", "cpu")


def _row(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    names, right = sum(one.names for one in outcomes), sum(one.right for one in outcomes)
    return f"{right} of {names}", per_cent(_rate(outcomes)), str(sum(one.loops for one in outcomes))


def _rate(outcomes: Sequence[Outcome]) -> float:
    return pool(one.words for one in outcomes).rate or 0.0


def _languages(found: dict[str, list[Outcome]]) -> list[tuple[str, ...]]:
    by_language: dict[str, dict[str, list[Outcome]]] = defaultdict(lambda: defaultdict(list))
    for way, outcomes in found.items():
        for one in outcomes:
            by_language[one.language][way].append(one)
    return [
        (language, *(", ".join(_row(ways[way])[:2]) for way in _WAYS)) for language, ways in sorted(by_language.items())
    ]
