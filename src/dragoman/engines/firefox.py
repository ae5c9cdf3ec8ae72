"""Translates text with the models that Firefox translates pages with, on this machine, through fxtranslate.

Each model translates from English or into it. Between two other languages the text goes through English: two steps,
with the mistakes of both, which the engine's identity says. The models read single sentences.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
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
)
from dragoman.engines.models import cache_folder, silence_libraries
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

LONGEST = 300
"""Characters that are translated at once. fxtranslate cuts off, without a word, what is longer than the model reads."""
_EXTRA = "firefox"


class _Files(msgspec.Struct, frozen=True):
    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None

    def all(self) -> tuple[Path, ...]:
        named = (self.model, self.source_vocabulary, self.target_vocabulary, self.shortlist)
        return tuple(dict.fromkeys(path for path in named if path))


class Firefox:
    """Translates sentence by sentence: it knows nothing of what is around a sentence, of names or of the notation."""

    def __init__(self, setup: TranslatorSetup) -> None:
        route = _find_route(setup.source, setup.target)
        if setup.model and setup.model not in {firefox_name(*pair) for pair in pairwise(route)}:
            fault = f"is not for {' to '.join(route)}"
            raise SettingsError("model", setup.model, fault, "leave the option out: the languages choose the model")
        root = Path(setup.folder) if setup.folder else None
        steps = [_find_files(source, target, root) for source, target in pairwise(route)]
        self._steps = [_load(files) for files in steps]
        self._separators = [find_separator(language) for language in route[1:]]
        settings = {"files": " ".join(_digest(files) for files in steps)}
        if len(steps) > 1:
            settings["through"] = " ".join(route[1:-1])
        self._identity = Engine(name="firefox", model="-".join(route), settings=settings)
        self._traits = TranslatorTraits(passages=16, characters=8000)

    @property
    def identity(self) -> Engine:
        """Name, model, and a hash of what makes its translations."""
        return self._identity

    @property
    def traits(self) -> TranslatorTraits:
        """What it can do: it sends nothing anywhere."""
        return self._traits

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the passages; a passage whose translation goes in a loop has a problem in its place."""
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
        for step, separator in zip(self._steps, self._separators, strict=True):
            found = [_ask(step, part) for part in _cut(text)]
            if not found or not all(found):
                return None
            text = separator.join(found)
        loops = find_loops(fold(text, "und")) and not find_loops(fold(passage.text, "und"))
        return None if loops else text


def find_availability(source: str, target: str) -> Availability:
    """Whether Firefox's models for a pair are on this machine, and what to download where they are not."""
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
    """Download a model for a pair from Mozilla, with a progress bar; the value is its folder.

    fxtranslate knows the addresses, and compares what comes with the hashes that Mozilla lists.

    :raises EngineError: where fxtranslate is missing, or Mozilla cannot be reached
    """
    discovery = _import().discovery
    root = cache_folder() / "models"
    unfinished = root / "firefox.part"
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        discovery.add_models(source, target, cache_dir=str(unfinished), progress=True)
    except (ValueError, OSError) as error:
        fault = f"could not be downloaded ({' '.join(str(error).split())[:120]})"
        raise EngineError(f"model {name}", fault, "look at the connection and call again") from error
    _find_in(unfinished / f"{source}-{target}", source, target)
    shutil.rmtree(root / name, ignore_errors=True)
    (unfinished / f"{source}-{target}").rename(root / name)
    return root / name


def _find_route(source: str | None, target: str) -> tuple[str, ...]:
    if source is None:
        raise EngineError("firefox", "has to know the language of the original", "name that language")
    route = find_firefox_route(source, target)
    if not route:
        fault = f"has no models that are known here for {language_name(source)} to {language_name(target)}"
        raise EngineError("firefox", fault, "use another engine")
    return route


def _find_files(source: str, target: str, root: Path | None) -> _Files:
    """The files of a step: in a folder of the user's, or in one below it that is named after the pair, or fetched."""
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


def _find_in(folder: Path, source: str, target: str) -> _Files:
    pair = f"{source}{target}"
    vocabulary = _first(folder, f"vocab.{pair}.*spm")
    model = _first(folder, f"model.{pair}.*bin")
    sources = vocabulary or _first(folder, f"srcvocab.{pair}.*spm")
    targets = vocabulary or _first(folder, f"trgvocab.{pair}.*spm")
    if model is None or sources is None or targets is None:
        fault = f"has no model of Firefox for {source} to {target}"
        wanted = ", ".join(FIREFOX_FILES).replace(".*.", f".{pair}.*")
        raise EngineError(f"folder {folder}", fault, f"put these files there: {wanted}")
    return _Files(model, sources, targets, _first(folder, f"lex.*{pair}.*bin"))


def _first(folder: Path, pattern: str) -> Path | None:
    return next(iter(sorted(folder.glob(pattern))), None)


def _load(files: _Files) -> Any:
    read = [path.read_bytes() for path in (files.model, files.source_vocabulary, files.target_vocabulary)]
    shortlist = files.shortlist.read_bytes() if files.shortlist else None
    try:
        return _import().Translator(*read, shortlist)
    except (KeyboardInterrupt, SystemExit, EngineError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        fault = f"cannot be read ({' '.join(str(error).split())[:120]})"
        raise EngineError(f"model {files.model}", fault, "download it again") from error


def _import() -> Any:
    silence_libraries()
    try:
        import fxtranslate
    except ImportError as error:
        raise EngineError("firefox", "is not installed", f"pip install 'dragoman[{_EXTRA}]'") from error
    return fxtranslate


def _cut(text: str) -> Iterator[str]:
    for sentence in cut_sentences(text):
        yield from shorten(sentence, lambda part: len(part) <= LONGEST)


def _ask(step: Any, text: str) -> str:
    try:
        return str(step.translate(text)).strip()
    except ValueError as error:
        raise EngineError("firefox", f"failed ({' '.join(str(error).split())[:120]})", "use another engine") from error


def _report(passage: SourcePassage, text: str | None) -> Iterator[Problem]:
    where = Place(segment=passage.id)
    if text is None:
        message = "the model found no whole translation, or went in a loop"
        yield Problem.of("no-whole-translation", "warning", message, where)
    if cut := _count_cut(cut_sentences(passage.text)):
        template = "{count} sentences longer than the {longest} characters that the model reads at once were cut"
        yield Problem.of("sentence-cut", "note", template, where, longest=LONGEST, count=cut)


def _count_cut(sentences: Sequence[str]) -> int:
    return sum(len(sentence) > LONGEST for sentence in sentences)


def _digest(files: _Files) -> str:
    digest = hashlib.sha256()
    for path in files.all():
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
