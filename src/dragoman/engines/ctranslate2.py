"""Translates text with a model of OPUS-MT, NLLB, MADLAD or M2M-100 on this machine, run by CTranslate2.

These models were trained on single sentences. Passages are cut into sentences, the sentences are translated in
batches, and their translations are joined again. If one sentence has no translation, its passage has none.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.engines.base import (
    Availability,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
)
from dragoman.engines.model_folder import ModelFolder, find_asking, read_folder
from dragoman.engines.models import silence_libraries
from dragoman.engines.sentence_parts import cut_sentences, find_separator, shorten
from dragoman.engines.text_models import (
    find_text_folder,
    find_text_model,
    find_text_models,
    is_text_model_here,
    require_licence,
)
from dragoman.errors import EngineError, Fix
from dragoman.language.folding import words as fold
from dragoman.language.loops import find_loops
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine

__all__ = ["CTranslate2", "find_availability"]

LONGEST = 250
"""Subword pieces in a sentence at most. OPUS-MT cuts sentences off after 512, and all models were trained on less."""
_GROWTH, _LEAST_ROOM, _MOST_ROOM = 2, 24, 510
"""Pieces that a translation may have: ``_GROWTH`` for each piece of the source and ``_LEAST_ROOM`` more, up to
``_MOST_ROOM``."""
_BATCH = 2048
"""Pieces in a batch."""
_BEAM = 4
_NO_LOOPS = {"no_repeat_ngram_size": 3, "repetition_penalty": 1.2}
_END = "</s>"
_SPECIAL = frozenset(("<s>", "</s>", "<pad>", "<unk>", ""))
_LANGUAGE_TOKEN = re.compile(r"<2[\w-]+>|>>\w+<<|__[a-z]{2,3}__|[a-z]{3}_[A-Z][a-z]{3}")
_MADLAD_TOKEN = re.compile(r"<(?=2[A-Za-z_]+>)")
_NLLB_LICENCE = "CC-BY-NC-4.0"
_EXTRA = "translate"


class _Sentence(msgspec.Struct, frozen=True):
    """A stretch of a passage that the model reads at once. ``cut`` is true if it is part of a longer sentence."""

    passage: int
    pieces: tuple[str, ...]
    cut: bool = False


class CTranslate2:
    """Translates sentence by sentence, without context, terms or the notation's marks.

    :raises EngineError: if the model or a library is missing, the model does not know a language, or its licence was
        not accepted
    :raises SettingsError: for a model name that is neither in the table nor a folder
    """

    def __init__(self, setup: TranslatorSetup) -> None:
        folder = Path(setup.folder) if setup.folder else find_text_folder(setup.model, setup.source, setup.target)
        self._model = read_folder(folder)
        if self._model.kind == "nllb":
            require_licence(_NLLB_LICENCE, "NLLB's models", "non-commercial use only")
        self._asking = find_asking(self._model, setup.source, setup.target)
        self._separator = find_separator(setup.target)
        self._translator, self._encoder, self._decoder = _load(self._model)
        settings = {"kind": self._model.kind, "beam": str(_BEAM), "files": _digest(self._model)}
        # Only the folder's name: its path on this machine is private.
        self.identity = Engine(name="ctranslate2", model=folder.resolve().name, settings=settings)
        self.traits = TranslatorTraits(passages=16, characters=8000)

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Complete translations of the passages, and problems for passages without one."""
        sentences = [
            sentence for place, passage in enumerate(request.passages) for sentence in self._encode(place, passage.text)
        ]
        found = self._translate(sentences)
        targets: list[tuple[str, str]] = []
        problems: list[Problem] = []
        for place, passage in enumerate(request.passages):
            mine = [(one, text) for one, text in zip(sentences, found, strict=True) if one.passage == place]
            texts = [text for _, text in mine]
            if mine and None not in texts:
                targets.append((passage.id, self._separator.join(text for text in texts if text)))
            problems += self._report(passage.id, [one for one, _ in mine], texts)
        return TranslationReply(targets=tuple(targets), problems=tuple(problems))

    def _encode(self, place: int, text: str) -> Iterator[_Sentence]:
        # A language token in the text must not choose the target language.
        plain = _MADLAD_TOKEN.sub("< ", text) if self._model.kind == "madlad" else text
        for sentence in cut_sentences(plain):
            parts = shorten(sentence, lambda part: len(self._pieces(part)) <= LONGEST)
            yield from (_Sentence(place, tuple(self._pieces(part)), len(parts) > 1) for part in parts)

    def _pieces(self, text: str) -> list[str]:
        return [str(piece) for piece in self._encoder.encode(text, out_type=str)]

    def _translate(self, sentences: Sequence[_Sentence]) -> list[str | None]:
        """The translation of each sentence; if one loops or has no end, it is tried again with repetition blocked."""
        found = self._ask(sentences, {})
        again = [place for place, text in enumerate(found) if text is None]
        retried = self._ask(
            [sentences[place] for place in again], {"no_repeat_ngram_size": 3, "repetition_penalty": 1.2}
        )
        for place, text in zip(again, retried, strict=True):
            found[place] = text
        return found

    def _ask(self, sentences: Sequence[_Sentence], more: dict[str, Any]) -> list[str | None]:
        if not sentences:
            return []
        end = () if self._model.ends_source else (_END,)
        longest = max(len(one.pieces) for one in sentences)
        answers = self._translator.translate_batch(
            [[*self._asking.source, *one.pieces, *end] for one in sentences],
            target_prefix=[list(self._asking.target) for _ in sentences] if self._asking.target else None,
            beam_size=_BEAM,
            max_batch_size=_BATCH,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=min(_GROWTH * longest + _LEAST_ROOM, _MOST_ROOM),
            disable_unk=True,
            return_end_token=True,
            **more,
        )
        return [self._decode(one, answer.hypotheses[0]) for one, answer in zip(sentences, answers, strict=True)]

    def _decode(self, sentence: _Sentence, tokens: Sequence[str]) -> str | None:
        """The text of an answer; ``None`` if it has no end, is empty, or loops although the sentence does not."""
        pieces = [one for one in tokens if one not in _SPECIAL and not _LANGUAGE_TOKEN.fullmatch(one)]
        text = str(self._decoder.decode(pieces)).strip()
        source = str(self._encoder.decode(list(sentence.pieces)))
        whole = _END in tokens and (text or not source.strip())
        loops = find_loops(fold(text, "und")) and not find_loops(fold(source, "und"))
        return text if whole and not loops else None

    def _report(self, segment: str, sentences: Sequence[_Sentence], texts: Sequence[str | None]) -> Iterator[Problem]:
        where = Place(segment=segment)
        if lost := texts.count(None):
            template = "the model found no complete translation, or looped, for {count} of {all} sentences"
            yield Problem.of("no-whole-translation", "warning", template, where, count=lost, all=len(texts))
        unknown = [piece for one in sentences for piece in one.pieces if piece not in self._model.vocabulary]
        if unknown:
            listed = " ".join(dict.fromkeys(piece.strip("▁") for piece in unknown))[:80]
            template = "the model cannot read {count} parts of the words and left them out: {words}"
            yield Problem.of("untranslated-words", "warning", template, where, count=len(unknown), words=listed)
        if cut := sum(one.cut for one in sentences):
            template = (
                "a sentence with more than the {longest} pieces that the model can read at once was split into {count}"
            )
            yield Problem.of("sentence-cut", "note", template, where, longest=LONGEST, count=cut)


def find_availability(source: str, target: str) -> Availability:
    """Which models on this machine translate a pair, and which one to download if none does."""
    models = find_text_models("ctranslate2", source, target)
    here = tuple(name for name, _ in models if is_text_model_here(name))
    name, first = models[0] if models else (None, None)
    used = find_text_model(here[0]) if here else first
    return Availability(
        engine="ctranslate2",
        usable=bool(here) and _is_installed(),
        models=here,
        route=(source, target),
        extras=() if _is_installed() or not models else (_EXTRA,),
        fetch=() if here or name is None else (name,),
        megabytes=first.megabytes if first and not here else None,
        licence=used.licence if used else None,
        commercial=used.commercial if used else True,
    )


def _load(model: ModelFolder) -> tuple[Any, Any, Any]:
    """CTranslate2's translator, and the SentencePiece processors of the source and the target.

    :raises EngineError: if a library is missing, or cannot read the files
    """
    silence_libraries()
    try:
        import ctranslate2
        import sentencepiece
    except ImportError as error:
        raise _not_installed() from error
    try:
        return (
            ctranslate2.Translator(
                str(model.path), device="cpu", compute_type="int8", intra_threads=os.cpu_count() or 1
            ),
            sentencepiece.SentencePieceProcessor(model_file=str(model.source_pieces)),
            sentencepiece.SentencePieceProcessor(model_file=str(model.target_pieces)),
        )
    except (RuntimeError, ValueError, OSError) as error:
        fault = f"cannot be read ({' '.join(str(error).split())[:120]})"
        raise EngineError(f"model {model.path}", fault, "convert or download it again") from error


def _not_installed() -> EngineError:
    return EngineError("ctranslate2", "is not installed", Fix("install it", package=f"dragoman[{_EXTRA}]"))


def _is_installed() -> bool:
    from importlib.util import find_spec

    return all(find_spec(name) is not None for name in ("ctranslate2", "sentencepiece"))


def _digest(model: ModelFolder) -> str:
    """A hash of the sizes and first megabytes of the files: it distinguishes models without reading gigabytes."""
    digest = hashlib.sha256()
    for path in sorted(
        (model.path / "model.bin", model.path / "config.json", model.source_pieces, model.target_pieces)
    ):
        with path.open("rb") as file:
            digest.update(f"{path.name} {path.stat().st_size} ".encode() + file.read(1_000_000))
    return digest.hexdigest()[:16]
