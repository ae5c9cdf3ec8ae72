"""The models that translate text, by name: where each comes from, its size, and its licence.

The sizes are those on the models' pages. They were not measured.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.engines.base import unknown_original
from dragoman.engines.cache import cache_folder
from dragoman.engines.flores_codes import find_flores_code, has_usual_script
from dragoman.engines.model_folder import is_model
from dragoman.engines.models import download
from dragoman.errors import EngineError, Fix, OptionValue, SettingsError
from dragoman.language.folding import primary

__all__ = [
    "FIREFOX_FILES",
    "TextModel",
    "accept_licence",
    "fetch_text_model",
    "find_firefox_route",
    "find_text_folder",
    "find_text_model",
    "find_text_models",
    "firefox_name",
    "is_text_model_here",
    "list_text_models",
    "require_licence",
]

FIREFOX_FILES = ("model.*.bin", "vocab.*.spm, or srcvocab.*.spm and trgvocab.*.spm", "lex.*.bin (not required)")
"""The files in the folder of a Firefox model."""

# The languages that Mozilla has models for, from and into English, and those that Helsinki (OPUS-MT) has models for:
# from the language into English, and from English into it.
_FIREFOX_LIST = """
ar az be bg bn bs ca cs da de el es et fa fi fr gu he hi hr hu id is it ja kn ko lt lv ml ms mt nb nl nn pl pt ro ru
sk sl sq sr sv ta te tr uk vi zh
"""
_OPUS_FROM_LIST = "ar bg ca cs da de es et fi fr hi hu hy id it ja ka ko nl pl ru sk sq sv tr uk ur vi zh"
_OPUS_INTO_LIST = "ar bg ca cs da de el es et fi fr he hi hu hy id it nl ro ru sk sq sv uk ur vi zh"
_FIREFOX, _OPUS_FROM, _OPUS_INTO = (
    frozenset(listed.split()) for listed in (_FIREFOX_LIST, _OPUS_FROM_LIST, _OPUS_INTO_LIST)
)
_FIREFOX_NAMES = {"no": "nb", "prs": "fa", "arz": "ar"}

_NAME = re.compile(r"(opus-mt|firefox)-([a-z]{2})-([a-z]{2})")
_PATTERNS = ("model.bin", "config.json", "tokenizer_config.json", "*vocabulary.*", "*.spm", "*.model")


class TextModel(msgspec.Struct, frozen=True, kw_only=True):
    """A model that translates text. ``hub`` is owner/name; ``None`` if its engine knows the address.

    ``megabytes`` is the download, as published; ``pair`` are the languages of a model that was trained for one pair.
    """

    engine: Literal["ctranslate2", "firefox"]
    megabytes: int
    licence: str
    hub: str | None = None
    commercial: bool = True
    pair: tuple[str, str] | None = None


_MANY = {
    "madlad-3b": TextModel(
        engine="ctranslate2",
        hub="SoybeanMilk/madlad400-3b-mt-ct2-int8_float16",
        megabytes=2960,
        licence="Apache-2.0",
    ),
    "nllb-600m": TextModel(
        engine="ctranslate2",
        hub="skywood/nllb-200-distilled-600M-ct2-int8",
        megabytes=634,
        licence="CC-BY-NC-4.0",
        commercial=False,
    ),
}


def find_text_model(name: str) -> TextModel | None:
    """A row of the table by its name, such as ``madlad-3b``, ``opus-mt-es-en`` or ``firefox-es-en``, or ``None``."""
    match = _NAME.fullmatch(name)
    if match is None:
        return _MANY.get(name)
    family, source, target = match.groups()
    if (source, target) not in (_firefox_pairs() if family == "firefox" else _opus_pairs()):
        return None
    if family == "firefox":
        return TextModel(engine="firefox", megabytes=25, licence="MPL-2.0", pair=(source, target))
    hub = f"gaudi/{name}-ctranslate2"
    return TextModel(engine="ctranslate2", hub=hub, megabytes=150, licence="Apache-2.0", pair=(source, target))


def list_text_models() -> tuple[tuple[str, TextModel], ...]:
    """The table as (name, row): models for many languages first, then those for one pair."""
    pairs = [firefox_name(*pair) for pair in sorted(_firefox_pairs())]
    names = [*_MANY, *pairs, *(f"opus-mt-{source}-{target}" for source, target in sorted(_opus_pairs()))]
    return tuple((name, model) for name in names if (model := find_text_model(name)))


def find_text_models(engine: str, source: str, target: str) -> tuple[tuple[str, TextModel], ...]:
    """The models of an engine that each translate a pair of BCP 47 tags, as (name, row), the best first."""
    one, other = primary(source), primary(target)
    names = [firefox_name(one, other), f"opus-mt-{one}-{other}", "madlad-3b"] if has_usual_script(target) else []
    names += ["nllb-600m"] if find_flores_code(source) and find_flores_code(target) else []
    found = ((name, find_text_model(name)) for name in names)
    return tuple((name, model) for name, model in found if model and model.engine == engine)


def firefox_name(source: str, target: str) -> str:
    """The name of Firefox's model for a pair of primary tags."""
    return f"firefox-{source}-{target}"


def find_firefox_route(source: str, target: str) -> tuple[str, ...]:
    """The languages from source to target for which Firefox has models, with English between two others.

    Empty if there are no models for the pair.
    """
    one, other = (_FIREFOX_NAMES.get(primary(tag), primary(tag)) for tag in (source, target))
    if one == other or not {one, other} <= _FIREFOX | {"en"} or not has_usual_script(target):
        return ()
    return (one, other) if "en" in (one, other) else (one, "en", other)


def is_text_model_here(name: str) -> bool:
    """Whether a model of the table is on this machine."""
    model = find_text_model(name)
    if model is None:
        return False
    folder = cache_folder() / "models" / name
    return is_model(folder) if model.engine == "ctranslate2" else any(folder.glob("model.*"))


def find_text_folder(name: str | None, source: str | None, target: str) -> Path:
    """The folder of a model for CTranslate2: a name of the table, a path, or for ``None`` the best here for a pair.

    :raises EngineError: for a model that is not on this machine
    :raises SettingsError: for a name that is neither in the table nor a folder
    """
    if name is None:
        return _find_first(source, target)
    model = find_text_model(name)
    if model is None:
        folder = Path(name)
        if not folder.is_dir():
            fix = "name one such as opus-mt-es-en or madlad-3b, or a folder"
            raise SettingsError("model", name, "is neither known nor a folder", fix)
        return folder
    if not is_text_model_here(name):
        raise EngineError(f"model {name}", "is not on this machine", _get(name, model))
    return cache_folder() / "models" / name


def fetch_text_model(name: str) -> Path:
    """Download a model of the table, and return its folder.

    :raises EngineError: if it cannot be downloaded, or a licence that it requires was not accepted
    :raises SettingsError: for a name that is not in the table
    """
    model = find_text_model(name)
    if model is None:
        raise SettingsError("model", name, "is not known", Fix("see those that are", "models"))
    if not model.commercial:
        require_licence(model.licence, f"model {name}", "non-commercial use only", name)
    if model.hub is not None:
        return download(name, model.hub, is_model, _PATTERNS)
    from dragoman.engines.firefox import fetch_firefox

    return fetch_firefox(name, *(model.pair or ("", "")))


def require_licence(licence: str, subject: str, meaning: str, get: str | None = None) -> None:
    """Raise an error unless a licence was accepted on this machine.

    :param subject: what needs the licence, for the message
    :param meaning: what the licence allows, for the message
    :param get: the model to download once the licence is accepted
    :raises EngineError: if it was not accepted; the error names the licence and how to accept it
    """
    if not _licence_file(licence).exists():
        options: dict[str, OptionValue] = {"get": get} if get else {}
        accept = Fix(f"accept it ({licence})", "models", options={**options, "licence": licence})
        raise EngineError(subject, f"may be used under {licence} alone: {meaning}", accept)


def accept_licence(licence: str) -> None:
    """Record that a licence was accepted on this machine.

    :raises SettingsError: for a licence that no model of the table requires
    """
    known = {model.licence for model in _MANY.values() if not model.commercial}
    if licence not in known:
        raise SettingsError(
            "licence", licence, "is not required by any model", f"use one of {', '.join(sorted(known))}"
        )
    path = _licence_file(licence)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _licence_file(licence: str) -> Path:
    return cache_folder() / "licences" / licence


def _find_first(source: str | None, target: str) -> Path:
    if source is None:
        raise unknown_original("ctranslate2")
    models = find_text_models("ctranslate2", source, target)
    here = next((name for name, _ in models if is_text_model_here(name)), None)
    if here is not None:
        return cache_folder() / "models" / here
    fixes = tuple(_get(name, model) for name, model in models)
    raise EngineError("ctranslate2", f"has no model for {source} to {target} on this machine", fixes or "name a folder")


def _get(name: str, model: TextModel) -> Fix:
    return Fix(f"get {name} ({model.megabytes} MB, {model.licence})", "models", options={"get": name})


def _firefox_pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for code in _FIREFOX for pair in ((code, "en"), ("en", code)))


def _opus_pairs() -> frozenset[tuple[str, str]]:
    return frozenset((code, "en") for code in _OPUS_FROM) | frozenset(("en", code) for code in _OPUS_INTO)
