"""A noisy radio loop: how many words are kept. Readings in the band of a telephone, under pink noise, repeated."""

from __future__ import annotations

import msgspec

from benchmarks import peers
from benchmarks.corpus import readings
from benchmarks.frame import Measured, Options, Report, Table, per_cent
from benchmarks.sounds import make_radio
from benchmarks.words import source_text
from dragoman.scoring.words import Edits, score_words

__all__ = ["run"]

TITLE = "Radio: words of a weak station"

_READINGS = {"es": ("fleurs-es-002", "fleurs-es-004", "fleurs-es-008"), "ru": ("asterisk_vm-msginstruct",)}
_TIMES = 2
_DECIBELS = 5


def run(options: Options) -> Report:
    systems = ([peers.OURS] if options.ours else []) + [peers.PLAIN, peers.VOICED]
    found = [(language, system, _score(language, system, options)) for language in _READINGS for system in systems]
    return Report(
        tables=(
            Table(
                title=f"Words kept, {_DECIBELS} dB over pink noise, 300 to 3400 Hz",
                columns=("language", "system", "words", "right", "wrong", "left out", "put in", "written %", "WER %"),
                rows=tuple(_row(*each) for each in found),
            ),
        ),
        figures=tuple(
            Measured(
                system=system,
                language=language,
                name="WER",
                value=edits.rate,
                unit="share",
                words=edits.length,
                counts=msgspec.structs.asdict(edits),
            )
            for language, system, edits in found
        ),
        notes=("Written: right or wrong, by words of the truth: what was not passed over.",),
    )


def _score(language: str, system: str, options: Options) -> Edits:
    clips = {clip.name.partition("/")[2]: clip for clip in readings() if clip.language == language}
    chosen = [clips[name] for name in _READINGS[language]]
    path = make_radio(f"radio-{language}", [clip.path for clip in chosen], times=_TIMES, decibels=_DECIBELS)
    truth = " ".join([source_text(clip.truth) for clip in chosen] * _TIMES)
    return score_words(truth, source_text(peers.transcribe(system, path, language, options)), language)


def _row(language: str, system: str, edits: Edits) -> tuple[str, ...]:
    written = (edits.hits + edits.substitutions) / edits.length
    counts = (edits.length, edits.hits, edits.substitutions, edits.deletions, edits.insertions)
    return language, system, *map(str, counts), per_cent(written), per_cent(edits.rate)
