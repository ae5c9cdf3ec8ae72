"""What each model that is here can do in each language: the figures of ``engines/model_quality.py`` that are ours.

Words over every reading and panel with text; English beside the given one, and beside that of independent
references alone, for most of the given English was written for the data.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence

import msgspec

from benchmarks.corpus import Clip, choose, is_independent, panels, readings
from benchmarks.frame import BUILD, Measured, Options, Report, Table, between, per_cent
from dragoman.cli import main as dragoman
from dragoman.engines.model_quality import ENOUGH_WORDS
from dragoman.engines.models import MODELS, is_here
from dragoman.errors import EngineError
from dragoman.folder import open_folder
from dragoman.language.folding import words as fold
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.translation import find_pairs, score_translation
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain

__all__ = ["run"]

TITLE = "Abilities: what each model can do in each language"


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A clip as one model drafted it: errors of its words, where they are known, and its English beside the given."""

    clip: Clip
    words: Edits | None
    pairs: tuple[tuple[str, str], ...]


def run(options: Options) -> Report:
    clips = choose((*panels(), *readings()), options.most)
    models = [name for name, model in MODELS.items() if is_here(name) and not model.only_english]
    figures: list[Measured] = []
    for model in models:
        heard = [_hear(clip, model) for clip in clips]
        for language in sorted({clip.language for clip in clips}):
            figures += _figures(model, language, [one for one in heard if one.clip.language == language])
    return Report(
        tables=(_words(figures), _english(figures)),
        figures=tuple(figures),
        notes=(
            f"With fewer than {ENOUGH_WORDS} words a figure outranks no other.",
            "English of independent references alone counts for what a model is said to be able to do.",
        ),
    )


def _hear(clip: Clip, model: str) -> Heard:
    """By the command that a user types; what is known of it, scored."""
    folder = BUILD / "abilities" / model / clip.name.replace("/", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = ["draft", str(clip.path), "--from", clip.language, "--to", "en", "-o", str(folder), "--model", model]
    if (code := dragoman([*command, "--words", "anyway", "--speakers", "none", "--quiet"])) != 0:
        raise EngineError(f"model {model}", f"ended with exit code {code} on {clip.path.name}")
    draft = open_folder(folder).transcript
    said = _text(clip.truth, "source")
    return Heard(
        clip=clip,
        words=score_words(said, _text(draft, "source"), clip.language) if said else None,
        pairs=_pairs(clip, draft) if clip.language != "en" and _text(clip.truth, "target") else (),
    )


def _text(document: Transcript, side: str) -> str:
    return " ".join(plain(text) for segment in document.segments if (text := getattr(segment, side)) is not None)


def _pairs(clip: Clip, draft: Transcript) -> tuple[tuple[str, str], ...]:
    """A panel's passages by time; a reading is one passage."""
    if clip.name.startswith("panel/"):
        return find_pairs(clip.truth.segments, draft.segments)
    return ((_text(clip.truth, "target"), _text(draft, "target")),)


def _figures(model: str, language: str, heard: Sequence[Heard]) -> Iterator[Measured]:
    counts = [one.words for one in heard if one.words is not None]
    if counts:
        pooled = pool(counts)
        yield Measured(
            system=model,
            language=language,
            name="WER",
            value=pooled.rate,
            unit="share",
            interval=bootstrap(counts, lambda drawn: pool(drawn).rate),
            words=pooled.length,
            recordings=len(counts),
            counts=msgspec.structs.asdict(pooled),
        )
    for kind, chosen in (("given", heard), ("independent", [one for one in heard if is_independent(one.clip)])):
        pairs = [pair for one in chosen for pair in one.pairs]
        score = score_translation([truth for truth, _ in pairs], [given for _, given in pairs])
        for name, value in () if score is None else (("chrF++", score.chrf), ("BLEU", score.bleu)):
            yield Measured(
                system=model,
                language=language,
                name=f"{name}, {kind}",
                value=value.score,
                unit="score",
                interval=value.interval,
                words=sum(len(fold(truth, "en")) for truth, _ in pairs),
                recordings=sum(bool(one.pairs) for one in chosen),
                method=f"sacrebleu {value.signature}",
            )


def _words(figures: Sequence[Measured]) -> Table:
    return Table(
        title="Words wrong, by model and language",
        columns=("model", "language", "recordings", "words", "WER %", "95 %"),
        rows=tuple(
            (one.system, one.language, str(one.recordings), str(one.words), per_cent(one.value), between(one.interval))
            for one in figures
            if one.name == "WER"
        ),
    )


def _english(figures: Sequence[Measured]) -> Table:
    return Table(
        title="English beside the given one",
        columns=("model", "language", "measure, references", "recordings", "words", "score", "95 %"),
        rows=tuple(
            (
                one.system,
                one.language,
                one.name,
                str(one.recordings),
                str(one.words),
                "–" if one.value is None else f"{one.value:.1f}",
                between(one.interval, 1),
            )
            for one in figures
            if one.name != "WER"
        ),
    )
