"""Models: list them, advise on one for a language or a pair of languages, and download one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec

from dragoman.engines.base import Availability
from dragoman.engines.installed import find_installed
from dragoman.engines.model_quality import Ability, can_translate, can_write, choose_model, find_ability, find_able
from dragoman.engines.models import MODELS, Model, fetch_model, find_memory, find_model, fits, is_here
from dragoman.engines.text_models import (
    TextModel,
    accept_licence,
    fetch_text_model,
    find_firefox_route,
    find_text_folder,
    find_text_model,
    find_text_models,
    firefox_name,
    is_text_model_here,
)
from dragoman.engines.voices.weights import VOICES, fetch_voices, find_voices, has_voices
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.tags import find_tag
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "Advice",
    "AdviceOptions",
    "ListOptions",
    "ListedModel",
    "ListedTextModel",
    "ModelOptions",
    "PairOptions",
    "RatedModel",
    "Translation",
    "advise_model",
    "fetch",
    "find",
    "is_model_here",
    "list_models",
    "list_translators",
]

_UNKNOWN = Ability(wer=None, bleu=None)


class ListOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which models to list: all of them, or those that are installed."""

    here: bool = False


class ModelOptions(msgspec.Struct, frozen=True, kw_only=True):
    """A model by its name; ``voices`` stands for the two that distinguish speakers.

    ``licence`` is the licence that the user accepts, such as ``CC-BY-NC-4.0``.
    """

    model: str
    licence: str | None = None


class PairOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The languages of the original and the translation: tags, or English names."""

    source: str
    target: str


class AdviceOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The language to find a model for: a tag, or an English name."""

    language: str


class ListedModel(msgspec.Struct, frozen=True):
    """A model of the table, and whether it is installed."""

    name: str
    model: Model
    here: bool


class ListedTextModel(msgspec.Struct, frozen=True):
    """A model that translates text, and whether it is installed."""

    name: str
    model: TextModel
    here: bool


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """How text can be translated on this machine: the engines, usable ones first, and their models."""

    source: str
    target: str
    engines: tuple[Availability, ...]
    models: tuple[ListedTextModel, ...]


class RatedModel(msgspec.Struct, frozen=True):
    """The quality of a model in a language. ``writes`` and ``translates`` are ``None`` if unknown."""

    name: str
    megabytes: int
    ability: Ability
    writes: bool | None
    translates: bool | None


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """The best model for a language on this machine; ``None`` if no model that fits can write it.

    ``here`` says whether it is installed. ``fitting`` are the models that fit the machine. If ``best`` is ``None``,
    ``smallest`` is the smallest model that can write the language, if there is any, and ``needs`` its memory in MB.
    """

    language: str
    best: str | None
    here: bool = False
    fitting: tuple[RatedModel, ...] = ()
    smallest: str | None = None
    needs: int | None = None


@uses_models
def list_models(*, settings: Settings, options: ListOptions, watcher: Watcher = SILENT) -> tuple[ListedModel, ...]:
    """The models of the table, in its order."""
    watcher.check_cancelled()
    listed = (ListedModel(name, model, is_here(name)) for name, model in MODELS.items())
    return tuple(one for one in listed if one.here or not options.here)


@uses_models
def is_model_here(*, settings: Settings, options: ModelOptions, watcher: Watcher = SILENT) -> bool:
    """Whether a model is installed."""
    watcher.check_cancelled()
    return has_voices() if options.model == VOICES else is_here(options.model)


@uses_models
def find(*, settings: Settings, options: ModelOptions, watcher: Watcher = SILENT) -> Path:
    """The folder of an installed model.

    :raises EngineError: if the model is not installed
    :raises SettingsError: if the model's name is unknown
    """
    watcher.check_cancelled()
    if find_text_model(options.model) is not None:
        return find_text_folder(options.model, None, "und")
    return find_voices() if options.model == VOICES else find_model(options.model)


@uses_models
def fetch(*, settings: Settings, options: ModelOptions, watcher: Watcher = SILENT) -> Path:
    """Download a model; return its folder.

    :raises EngineError: if the download fails, or its licence must be accepted first
    :raises SettingsError: if the model or the licence is unknown
    """
    watcher.check_cancelled()
    if options.licence is not None:
        accept_licence(options.licence)
    if find_text_model(options.model) is not None:
        return fetch_text_model(options.model)
    return fetch_voices() if options.model == VOICES else fetch_model(options.model)


@uses_models
def list_translators(*, settings: Settings, options: PairOptions, watcher: Watcher = SILENT) -> Translation:
    """What translates a pair of languages on this machine, and what can be installed. Nothing is downloaded.

    :raises SettingsError: if a language is unknown
    """
    watcher.check_cancelled()
    source, target = _find_language(options.source), _find_language(options.target)
    steps = [firefox_name(*pair) for pair in pairwise(find_firefox_route(source, target))]
    names = [*steps, *(name for name, _ in find_text_models("ctranslate2", source, target))]
    rows = ((name, find_text_model(name)) for name in names)
    return Translation(
        source=source,
        target=target,
        engines=find_installed(source, target),
        models=tuple(ListedTextModel(name, row, is_text_model_here(name)) for name, row in rows if row),
    )


@uses_models
def advise_model(*, settings: Settings, options: AdviceOptions, watcher: Watcher = SILENT) -> Advice:
    """The model to use for a language on this machine.

    :raises SettingsError: if the language is unknown
    """
    watcher.check_cancelled()
    tag = _find_language(options.language)
    memory = find_memory()
    best = choose_model(MODELS, [tag], translate=True, memory=memory)
    if best is None or not fits(best, memory) or can_write(best, tag) is False:
        smallest = next(iter(find_able(tag, translate=True)), None)
        return Advice(language=tag, best=None, smallest=smallest, needs=MODELS[smallest].memory if smallest else None)
    fitting = (name for name in MODELS if fits(name, memory) and not MODELS[name].only_english)
    worth_it = (name for name in fitting if can_write(name, tag) is not False or is_here(name))
    return Advice(language=tag, best=best, here=is_here(best), fitting=tuple(_rate(name, tag) for name in worth_it))


def _find_language(typed: str) -> str:
    tag = find_tag(typed)
    if tag is None:
        fault = "is not a known language"
        raise SettingsError("language", typed, fault, "use a tag such as fa, or Persian")
    return tag


def _rate(name: str, tag: str) -> RatedModel:
    ability = find_ability(name, tag) or _UNKNOWN
    return RatedModel(name, MODELS[name].megabytes, ability, can_write(name, tag), can_translate(name, tag))
