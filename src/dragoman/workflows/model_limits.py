"""Limit a draft to what its model can do, and report what is left out before the draft starts."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.engines.model_quality import can_translate, can_write, find_able
from dragoman.engines.models import MODELS, find_here, find_memory, fits
from dragoman.pipeline import DraftOptions
from dragoman.problems import Problem
from dragoman.transcript.tags import language_name

__all__ = ["Limit", "ModelCost", "find_costs", "find_unmeasured", "find_unwritten", "within_ability"]

_LAYS_ROWS = "cannot write {named} well enough: the draft has timed rows without words"
_WRITES_BADLY = "cannot write {named} well enough: do not trust its words"
_ORIGINAL_ALONE = "cannot translate {named} well enough: only the original is drafted"
_CAPTIONS_ALONE = "cannot translate {named} well enough: the captions have no translation"


class Limit(msgspec.Struct, frozen=True):
    """What a model cannot do, as a problem of the draft, and the models that can, smallest first."""

    problem: Problem
    able: tuple[str, ...]


class ModelCost(msgspec.Struct, frozen=True):
    """The download size of a model in MB, and the seconds of a draft with it on this machine (``None`` if unknown)."""

    name: str
    megabytes: int
    seconds: float | None


def within_ability(wanted: DraftOptions, words: str) -> tuple[DraftOptions, Limit | None]:
    """The options without what the model cannot do, and what was left out.

    :param words: ``auto``, ``anyway`` or ``none``, as on the command line
    """
    if words == "none":
        return msgspec.structs.replace(wanted, words=False), None
    if wanted.captions is not None and wanted.target in (None, wanted.source):
        return msgspec.structs.replace(wanted, words=False, measures_text=_can_measure(wanted)), None
    if words == "anyway":
        return wanted, None
    spoken = (wanted.source,) if wanted.source else wanted.among
    if wanted.captions is not None:
        return _translating(wanted, spoken, _CAPTIONS_ALONE, words=False, measures_text=_can_measure(wanted))
    unable = tuple(language for language in spoken if can_write(wanted.model, language) is False)
    if unable and unable == spoken:
        return msgspec.structs.replace(wanted, words=False), _limit(wanted, unable, _LAYS_ROWS)
    if unable:
        return wanted, _limit(wanted, unable, _WRITES_BADLY)
    return _translating(wanted, spoken, _ORIGINAL_ALONE, target=wanted.source)


def _can_measure(wanted: DraftOptions) -> bool:
    """Whether the original is a text without times, and its words can be found by those of an installed model."""
    written = wanted.captions.transcript.segments if wanted.captions else ()
    if not written or any(segment.span for segment in written):
        return False
    is_here = wanted.transcriber != "whisper" or wanted.model in find_here()
    return is_here and wanted.source is not None and can_write(wanted.model, wanted.source) is not False


def find_unmeasured(asked: DraftOptions) -> Problem | None:
    """The problem that the model has not been measured in a language that it is to write; ``None`` if it has."""
    spoken = (asked.source,) if asked.source else asked.among
    unknown = [language for language in spoken if asked.words and can_write(asked.model, language) is None]
    if not unknown:
        return None
    named = " and ".join(map(language_name, unknown))
    message = "the quality of model {model} in {named} is not known: check its words against the sound"
    return Problem.of("model-unmeasured", "note", message, model=asked.model, named=named)


def find_unwritten(wanted: DraftOptions, problems: Iterable[Problem]) -> Limit | None:
    """The limit of a draft that has no words, if the model cannot write the languages that were detected.

    :param problems: of the draft
    """
    details = (problem.details for problem in problems if problem.code == "model-unable")
    spoken = tuple(dict.fromkeys(str(value) for each in details for name, value in each if name == "language"))
    return _limit(wanted, spoken, _LAYS_ROWS) if spoken else None


def _translating(
    wanted: DraftOptions, spoken: tuple[str, ...], fault: str, **without: object
) -> tuple[DraftOptions, Limit | None]:
    """The options unchanged if the model can translate, else with the changes in ``without``."""
    if wanted.target in (None, wanted.source):
        return wanted, None
    unable = tuple(language for language in spoken or ("und",) if can_translate(wanted.model, language) is False)
    if not unable or len(unable) < len(spoken):
        return wanted, None
    return msgspec.structs.replace(wanted, **without), _limit(wanted, unable, fault)


def _limit(wanted: DraftOptions, unable: tuple[str, ...], fault: str) -> Limit:
    named = " and ".join("the language" if tag == "und" else language_name(tag) for tag in unable)
    message = f"model {{model}} {fault}"
    translate = wanted.target not in (None, wanted.source)
    able = [name for name in find_able(unable[0], translate=translate) if name != wanted.model]
    memory = find_memory()
    fitting = tuple(name for name in able if fits(name, memory))
    return Limit(
        Problem.of("model-unable", "warning", message, model=wanted.model, named=named),
        fitting or tuple(able),
    )


def find_costs(limit: Limit, timed: str, length: int | None, rate: float | None) -> tuple[ModelCost, ...]:
    """The cost of each model that can do the work, smallest first.

    :param timed: the model that was timed
    :param length: of the part to draft, in ms
    :param rate: seconds that the timed model takes for a second of speech
    """
    return tuple(
        ModelCost(name, MODELS[name].megabytes, _find_seconds(name, timed, length, rate)) for name in limit.able
    )


def _find_seconds(name: str, timed: str, length: int | None, rate: float | None) -> float | None:
    if timed not in MODELS or length is None or rate is None:
        return None
    return length / 1000 * rate * MODELS[name].parameters / MODELS[timed].parameters
