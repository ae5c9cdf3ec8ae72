"""Translates text on this machine with the models that Firefox uses for web pages, through the library fxtranslate.

Each model translates from English or into it. Between two other languages the text is translated into English first;
the errors of both steps add up, and the engine's identity names the language between. The models read single sentences.
"""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from dragoman.engines.base import (
    Availability,
    SourcePassage,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    unknown_original,
)
from dragoman.engines.cache import cache_folder
from dragoman.engines.firefox_process import AskedProcesses, Files
from dragoman.engines.models import silence_libraries
from dragoman.engines.sentence_parts import cut_sentences, find_separator, shorten
from dragoman.engines.text_models import (
    FIREFOX_FILES,
    find_firefox_route,
    find_text_model,
    firefox_name,
    is_text_model_here,
)
from dragoman.errors import EngineError, Fix, SettingsError
from dragoman.language.folding import words as fold
from dragoman.language.loops import find_loops
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine
from dragoman.transcript.tags import language_name

__all__ = ["Firefox", "fetch_firefox", "find_availability"]

LONGEST = 120
"""Subword pieces, as :func:`_weigh` estimates them, that are translated at once. According to fxtranslate's authors a
model reads up to 127 well and ends too early if there are more. The library does not report the exact number."""
_EXTRA = "firefox"


class Firefox:
    """Translates sentence by sentence, without context, terms or the notation's marks.

    :raises EngineError: if the models or the library are missing or cannot be read, or there are none for the pair
    :raises SettingsError: for a model name that is not one of the pair's
    """

    def __init__(self, setup: TranslatorSetup) -> None:
        route = _find_route(setup.source, setup.target)
        if setup.model and setup.model not in {firefox_name(*pair) for pair in pairwise(route)}:
            fault = f"is not for {' to '.join(route)}"
            raise SettingsError("model", setup.model, fault, "leave out the option: the languages determine the model")
        root = Path(setup.folder) if setup.folder else None
        steps = [_find_files(source, target, root) for source, target in pairwise(route)]
        _check_installed()
        self._steps = steps
        self._processes = AskedProcesses(setup.concurrency or 1)
        for files in steps:
            _translate(self._processes, files, ())
        self._separators = [find_separator(language) for language in route[1:]]
        settings = {"files": " ".join(_digest(files) for files in steps)}
        if len(steps) > 1:
            settings["through"] = " ".join(route[1:-1])
        self.identity = Engine(name="firefox", model="-".join(route), settings=settings)
        self.traits = TranslatorTraits(passages=16, characters=8000, concurrency=setup.concurrency or 1)

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the passages; a passage whose translation is incomplete or loops gets a problem instead.

        :raises EngineError: if a model cannot be read or the library fails
        """
        targets: list[tuple[str, str]] = []
        problems: list[Problem] = []
        for passage in request.passages:
            text = self._translate(passage)
            if text is not None:
                targets.append((passage.id, text))
            problems += _report(passage, text)
        return TranslationReply(targets=tuple(targets), problems=tuple(problems))

    def _translate(self, passage: SourcePassage) -> str | None:
        text = passage.text
        for files, separator in zip(self._steps, self._separators, strict=True):
            found = _translate(self._processes, files, tuple(_cut(text)))
            if not found or not all(found):
                return None
            text = separator.join(found)
        loops = find_loops(fold(text, "und")) and not find_loops(fold(passage.text, "und"))
        return None if loops else text


def find_availability(source: str, target: str) -> Availability:
    """Whether Firefox's models for a pair are on this machine, and what to download if they are not."""
    route = find_firefox_route(source, target)
    names = tuple(firefox_name(*pair) for pair in pairwise(route))
    missing = tuple(name for name in names if not is_text_model_here(name))
    installed = find_spec("fxtranslate") is not None
    rows = [row for name in missing if (row := find_text_model(name))]
    return Availability(
        engine="firefox",
        usable=bool(names) and not missing and installed,
        models=() if missing else names,
        route=route,
        extras=(_EXTRA,) if names and not installed else (),
        fetch=missing,
        megabytes=sum(row.megabytes for row in rows) or None,
        licence="MPL-2.0" if names else None,
    )


def fetch_firefox(name: str, source: str, target: str) -> Path:
    """Download a model for a pair from Mozilla, with a progress bar, and return its folder.

    fxtranslate knows the addresses, and verifies the files against the hashes that Mozilla lists.

    :raises EngineError: if fxtranslate is missing, Mozilla cannot be reached, or files are missing there
    """
    discovery = _import().discovery
    root = cache_folder() / "models"
    unfinished = root / "firefox.part"
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        discovery.add_models(source, target, cache_dir=str(unfinished), progress=True)
    except (ValueError, OSError) as error:
        fault = f"could not be downloaded ({' '.join(str(error).split())[:120]})"
        raise EngineError(f"model {name}", fault, "check the connection and run the command again") from error
    _find_in(unfinished / f"{source}-{target}", source, target)
    shutil.rmtree(root / name, ignore_errors=True)
    (unfinished / f"{source}-{target}").rename(root / name)
    return root / name


def _find_route(source: str | None, target: str) -> tuple[str, ...]:
    if source is None:
        raise unknown_original("firefox")
    route = find_firefox_route(source, target)
    if not route:
        fault = f"has no known models for {language_name(source)} to {language_name(target)}"
        raise EngineError("firefox", fault, "use another engine")
    return route


def _find_files(source: str, target: str, root: Path | None) -> Files:
    """The model files of a step: in the user's folder or a subfolder named after the pair, or in the cache."""
    name = firefox_name(source, target)
    if root is None:
        folder = cache_folder() / "models" / name
        row = find_text_model(name)
        if not folder.is_dir():
            size = f" ({row.megabytes} MB)" if row else ""
            raise EngineError(
                f"model {name}", "is not on this machine", Fix(f"get it{size}", "models", options={"get": name})
            )
        return _find_in(folder, source, target)
    below = next(
        (root / one for one in (f"{source}-{target}", f"{source}{target}", name) if (root / one).is_dir()), root
    )
    return _find_in(below, source, target)


def _find_in(folder: Path, source: str, target: str) -> Files:
    pair = f"{source}{target}"
    vocabulary = _first(folder, f"vocab.{pair}.*spm")
    model = _first(folder, f"model.{pair}.*bin")
    sources = vocabulary or _first(folder, f"srcvocab.{pair}.*spm")
    targets = vocabulary or _first(folder, f"trgvocab.{pair}.*spm")
    if model is None or sources is None or targets is None:
        fault = f"has no model of Firefox for {source} to {target}"
        wanted = ", ".join(FIREFOX_FILES).replace(".*.", f".{pair}.*")
        raise EngineError(f"folder {folder}", fault, f"put these files there: {wanted}")
    shortlist = _first(folder, f"lex.*{pair}.*bin")
    return Files(str(model), str(sources), str(targets), str(shortlist) if shortlist else None)


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)


def _translate(processes: AskedProcesses, files: Files, parts: Sequence[str]) -> tuple[str, ...]:
    try:
        return processes.translate(files, parts)
    except ValueError as error:
        raise EngineError(f"model {files.model}", f"cannot be read ({error})", "download it again") from None


def _import() -> Any:
    _check_installed()
    silence_libraries()
    return import_module("fxtranslate")


def _check_installed() -> None:
    if find_spec("fxtranslate") is None:
        raise EngineError("firefox", "is not installed", Fix("install it", package=f"dragoman[{_EXTRA}]"))


def _cut(text: str) -> Iterator[str]:
    for sentence in cut_sentences(text):
        yield from shorten(sentence, lambda part: _weigh(part) <= LONGEST)


def _weigh(text: str) -> float:
    """The estimated number of pieces of a text: 0.5 for a letter, 1 for a digit, a sign or a wide character."""
    return sum(0.5 if unicodedata.category(char)[0] in "LM" and not _is_wide(char) else 1 for char in text)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _report(passage: SourcePassage, text: str | None) -> Iterator[Problem]:
    where = Place(segment=passage.id)
    if text is None:
        message = "the model found no complete translation, or looped"
        yield Problem.of("no-whole-translation", "warning", message, where)
    if cut := _count_cut(cut_sentences(passage.text)):
        template = "{count} sentences that are longer than the model can read at once were split"
        yield Problem.of("sentence-cut", "note", template, where, count=cut)


def _count_cut(sentences: Iterable[str]) -> int:
    return sum(_weigh(sentence) > LONGEST for sentence in sentences)


def _digest(files: Files) -> str:
    digest = hashlib.sha256()
    for path in dict.fromkeys(filter(None, msgspec.structs.astuple(files))):
        digest.update(Path(path).name.encode() + Path(path).read_bytes())
    return digest.hexdigest()[:16]
