"""The speech models: which there are and which are here, which one suits a language, one fetched."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.engines.model_quality import Ability, can_translate, can_write, choose_model, find_ability, find_able
from dragoman.engines.models import MODELS, Model, fetch_model, find_memory, find_model, fits, is_here
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.tags import find_tag
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "Advice",
    "AdviceOptions",
    "ListOptions",
    "ListedModel",
    "ModelOptions",
    "RatedModel",
    "advise_model",
    "fetch",
    "find",
    "list_models",
]

_UNKNOWN = Ability(wer=None, bleu=None)


class ListOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which models to list: all of them, or those that can be used without a download."""

    here: bool = False


class ModelOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A model by its name."""

    model: str


class AdviceOptions(msgspec.Struct, frozen=True, kw_only=True):
    """For which language a model is looked for: a tag, or an English name."""

    language: str


class ListedModel(msgspec.Struct, frozen=True):
    """A model of the table, and whether it can be used without a download."""

    name: str
    model: Model
    here: bool


class RatedModel(msgspec.Struct, frozen=True):
    """How well a model does in a language. ``writes`` and ``translates`` are ``None`` where nobody knows."""

    name: str
    megabytes: int
    ability: Ability
    writes: bool | None
    translates: bool | None


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """The best model for a language on this machine, ``None`` where none that fits can write it.

    ``here`` says whether it is. ``fitting`` are the models that fit the machine. ``smallest`` is the smallest that
    could, and ``needs`` its memory in MB, where the best is ``None`` and there is any.
    """

    language: str
    best: str | None
    here: bool = False
    fitting: tuple[RatedModel, ...] = ()
    smallest: str | None = None
    needs: int | None = None


def list_models(*, settings: Settings, options: ListOptions, watcher: Watcher = SILENT) -> tuple[ListedModel, ...]:
    """The models of the table, in its order."""
    watcher.check_cancelled()
    listed = (ListedModel(name, model, is_here(name, settings.cache)) for name, model in MODELS.items())
    return tuple(one for one in listed if one.here or not options.here)


def find(*, settings: Settings, options: ModelOptions, watcher: Watcher = SILENT) -> Path:
    """The folder in which a model lies.

    :raises EngineError: for a model that is not here
    """
    watcher.check_cancelled()
    return find_model(options.model, settings.cache)


def fetch(*, settings: Settings, options: ModelOptions, watcher: Watcher = SILENT) -> Path:
    """Download a model; the value is the folder in which it lies.

    :raises EngineError: where it could not be had
    """
    watcher.check_cancelled()
    return fetch_model(options.model, settings.cache)


def advise_model(*, settings: Settings, options: AdviceOptions, watcher: Watcher = SILENT) -> Advice:
    """Which model to use for a language on this machine.

    :raises SettingsError: for what is no language
    """
    watcher.check_cancelled()
    tag = find_tag(options.language)
    if tag is None:
        fault = "is no language that is known here"
        raise SettingsError("language", options.language, fault, "use a tag such as fa, or Persian")
    memory = find_memory()
    best = choose_model(MODELS, [tag], translate=True, memory=memory)
    if best is None or not fits(best, memory) or can_write(best, tag) is False:
        smallest = next(iter(find_able(tag, translate=True)), None)
        return Advice(language=tag, best=None, smallest=smallest, needs=MODELS[smallest].memory if smallest else None)
    fitting = (name for name in MODELS if fits(name, memory) and not MODELS[name].only_english)
    worth_it = (name for name in fitting if can_write(name, tag) is not False or is_here(name, settings.cache))
    rated = tuple(_rate(name, tag) for name in worth_it)
    return Advice(language=tag, best=best, here=is_here(best, settings.cache), fitting=rated)


def _rate(name: str, tag: str) -> RatedModel:
    ability = find_ability(name, tag) or _UNKNOWN
    return RatedModel(name, MODELS[name].megabytes, ability, can_write(name, tag), can_translate(name, tag))
