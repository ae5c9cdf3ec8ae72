"""Whisper through CTranslate2 and faster-whisper. No other module uses these libraries for speech.

A chunk is encoded once and decoded twice, in the language spoken and in English. Each decoding is then aligned with the
audio by the model's own attention. On a CPU, both decodings of a chunk are one call, and so are the decodings of
several chunks of the same length: four together take 29 % less time than four calls, with the same results. As many
calls run at a time as there are cores.

The file is long because each library has one file: faster-whisper's voice-activity model is here too.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.engines.base import Chunk, LanguagePart, TranscribeOptions, Transcription, find_named
from dragoman.engines.grouped_calls import GroupedCalls
from dragoman.engines.language_id import find_parts
from dragoman.engines.model_quality import can_translate, can_write
from dragoman.engines.models import MODELS, find_model, silence_libraries
from dragoman.engines.threads import find_cores
from dragoman.engines.token_words import join_pieces
from dragoman.engines.unsaid_words import without_unsaid
from dragoman.engines.whisper_languages import find_code, find_likeliest, find_model_tag, find_suspected, find_tag
from dragoman.engines.whisper_tokens import TOKEN_MS, encode_names, find_suppressed, find_words, time_words
from dragoman.errors import EngineError, Fix
from dragoman.transcript.document import Engine, Word
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Vad", "Whisper"]

_SAMPLES_A_MS = 16
_FRAMES = 3000
"""Frames of 10 ms in the model's training examples; it accepts fewer."""
_SILENCE = 500
"""Frames of silence after a chunk. Without silence the model continues to write after the audio has ended."""
_NEVER = 1e-9
"""The least probability that is distinguished from 0."""
_TOGETHER = 8
"""Chunks that a small model decodes at the same time, at most: 75 MB each with the base model."""
_SMALL = 200_000_000
"""Bytes of the file of a small model (tiny, base) at most."""
_TASKS = ("transcribe", "translate")
# Languages written without spaces, whose text is split into characters.
_UNSPACED = ("zh", "ja", "th", "lo", "my", "yue")


class _Kind(msgspec.Struct, frozen=True, kw_only=True):
    """The properties that decodings must share to be one call."""

    shape: tuple[int, ...]
    prompts: tuple[int, ...]
    beam: int
    repeat_penalty: float
    suppressed: tuple[int, ...]


_Request = tuple[Any, list[list[int]]]
"""The encoder's output for a chunk, and the prompt of each task."""


class Whisper:
    """A transcriber and translator into English.

    :param model: a name of the table or a folder
    :param device: ``auto``, ``cpu`` or ``cuda``
    :param threads: how many chunks to transcribe at a time on a CPU; one for each core unless given
    :raises EngineError: if the library, the model or the device is missing, or the model cannot be loaded
    :raises SettingsError: for a model that is neither in the table nor a folder
    """

    def __init__(self, model: str, device: str = "auto", threads: int | None = None) -> None:
        folder = find_model(model)
        self._workers, self._device, compute_type = _plan(device, threads)
        try:
            self._model = _load(folder, self._device, compute_type, self._workers)
        except EngineError:
            raise
        except Exception as error:  # the tokenizer's library raises nothing more special
            again = (
                Fix("download it again", "models", options={"get": model}) if model in MODELS else "download it again"
            )
            fixes = (Fix("run it on the processor", options={"device": "cpu"}), again)
            raise EngineError(f"model {model}", f"cannot be loaded ({error})", fixes) from error
        self._together = _find_together(self._device, self._workers, (folder / "model.bin").stat().st_size)
        self._calls = GroupedCalls(self._decode, places=self._workers, most=self._together)
        self._identity = Engine(
            name="whisper",
            model=model if not Path(model).is_dir() else Path(model).name,
            settings={"compute": compute_type, "file": _fingerprint(folder / "model.bin")},
        )

    @property
    def identity(self) -> Engine:
        """Name, model, precision and the model file's fingerprint."""
        return self._identity

    @property
    def workers(self) -> int:
        """One for each core, unless ``threads`` was given; 4 on a GPU."""
        return self._workers

    @property
    def chunks(self) -> int:
        """:attr:`workers` times the number of chunks that are decoded together."""
        return self._workers * self._together

    def knows(self, language: str) -> bool:
        """Whether this model was trained on a language; region and script are ignored."""
        return find_code(language) in self._model.supported_languages

    def writes(self, language: str) -> bool:
        """Whether this model's words in a language are worth correcting; true unless figures show otherwise."""
        return can_write(self._identity.model or "", language) is not False

    def translates(self, language: str) -> bool:
        """Whether this model's English from a language is worth correcting; true unless figures show otherwise."""
        return can_translate(self._identity.model or "", language) is not False

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """Language (a BCP 47 tag) -> the probability that it is spoken in the chunk."""
        return self._detect(self._encode(chunk))

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """The words spoken in a chunk, with times, and their translation if the options ask for it.

        There are no words if the chunk has parts in different languages (``parts``), or if the model cannot write the
        language well and the options do not say ``anyway``.
        """
        encoded = self._encode(chunk)
        if not options.whole and options.unnamed is None and (parts := self._find_parts(encoded, chunk, options)):
            return Transcription(language=None, words=(), parts=parts)
        chances = self._detect(encoded)
        language = options.language or find_likeliest(chances, options)
        suspected = find_suspected(chances, named, options.unnamed) if (named := find_named(options)) else None
        if suspected and suspected == options.unnamed:
            return Transcription(language=suspected, words=(), suspected=suspected)
        code = find_code(language)
        if not options.anyway and not self.writes(language):
            return Transcription(language=language, words=(), suspected=suspected)
        translate = options.translate and code != "en" and (options.anyway or self.translates(language))
        tokenizers = [_tokenizer(self._model, code, task) for task in _TASKS[: 1 + translate]]
        results = self._generate(encoded, tokenizers, options)
        words, *others = (
            self._align(encoded, chunk, *each, spaced=place > 0 or code not in _UNSPACED)
            for place, each in enumerate(zip(tokenizers, results, strict=True))
        )
        translated = others[0] if others and words else ()
        known = [word.confidence for word in words if word.confidence is not None]
        return Transcription(
            language=language,
            words=words,
            translated=translated,
            confidence=round(sum(known) / len(known), 4) if known else None,
            silence=round(results[0].no_speech_prob, 4),
            suspected=suspected,
        )

    def align(self, chunk: Chunk, text: str, language: str) -> tuple[Word, ...]:
        """The words of a text with the times at which the model's attention finds them in a chunk.

        Attention gives every word a time, also one that nobody says; such words are left out. A text of more tokens
        than the model can align, half of its context, is cut off.
        """
        code = find_code(language)
        tokenizer, spaced = _tokenizer(self._model, code, "transcribe"), code not in _UNSPACED
        # The model rarely writes capitals, and so thinks them unlikely.
        said = text.lower() if text.isupper() else text
        tokens = tokenizer.encode(" " + " ".join(said.split()))[: self._model.max_length // 2 - 1]
        encoded = self._encode(chunk)
        said_tokens = without_unsaid(
            tokens,
            lambda some: find_words(tokenizer, some, spaced=spaced),
            lambda some: self._find_logs(encoded, chunk, tokenizer, some),
        )
        return self._align_tokens(encoded, chunk, tokenizer, said_tokens, spaced=spaced)

    def _find_logs(self, encoded: Any, chunk: Chunk, tokenizer: Any, tokens: list[int]) -> list[float]:
        """The logarithm of the probability of each token, and of the end of the text after them."""
        chances = self._find_alignment(encoded, chunk, tokenizer, [*tokens, tokenizer.eot]).text_token_probs
        return [math.log(max(chance, _NEVER)) for chance in chances]

    def _encode(self, chunk: Chunk) -> Any:
        import numpy as np

        features = self._model.feature_extractor(chunk.samples)[:, :_FRAMES]
        padded = np.zeros((features.shape[0], _find_frames(features.shape[1])), dtype=np.float32)
        padded[:, : features.shape[1]] = features
        return self._model.encode(padded)

    def _detect(self, encoded: Any) -> dict[str, float]:
        if not self._model.model.is_multilingual:
            return {"en": 1.0}
        found = self._model.model.detect_language(encoded)[0]
        return {find_tag(token[2:-2]): chance for token, chance in found}

    def _find_parts(self, encoded: Any, chunk: Chunk, options: TranscribeOptions) -> tuple[LanguagePart, ...]:
        """The parts in different languages, detected in slices of the encoder's output for the whole chunk."""
        if not self._model.model.is_multilingual:
            return ()
        frames = _on_host(encoded)
        named = find_named(options)
        tags = {find_model_tag(tag): tag for tag in named}

        def detect_in(encoded: Any) -> dict[str, float]:
            return {tags.get(tag, tag): chance for tag, chance in self._detect(encoded).items()}

        def detect(spans: Sequence[Span]) -> list[dict[str, float]]:
            return [detect_in(_slice(frames, span, chunk.span.start)) for span in spans]

        def detect_alone(span: Span) -> dict[str, float]:
            start, end = ((place - chunk.span.start) * _SAMPLES_A_MS for place in (span.start, span.end or 0))
            return detect_in(self._encode(msgspec.structs.replace(chunk, samples=chunk.samples[start:end])))

        return find_parts(chunk, detect, named, detect_alone)

    def _generate(self, encoded: Any, tokenizers: Sequence[Any], options: TranscribeOptions) -> list[Any]:
        """The decoder's result for each task.

        On a CPU all tasks are one call unless there are names: this takes a quarter less time, with the same tokens.
        Chunks of the same length can share the call too.
        """
        prompts = [[*tokenizer.sot_sequence, tokenizer.no_timestamps] for tokenizer in tokenizers]
        prompts[0] = [*encode_names(tokenizers[0], options.names), *prompts[0]]
        apart = self._device != "cpu" or bool(options.names)
        return [
            result
            for asked in ([[prompt] for prompt in prompts] if apart else [prompts])
            for result in self._calls.call(_find_kind(encoded, asked, tokenizers[0], options), (encoded, asked))
        ]

    def _decode(self, kind: _Kind, requests: Sequence[_Request]) -> list[list[Any]]:
        """The results of each request."""
        prompts = [prompt for _, asked in requests for prompt in asked]
        results = iter(
            self._model.model.generate(
                requests[0][0] if len(prompts) == 1 else _stack(requests),
                prompts,
                beam_size=kind.beam,
                repetition_penalty=kind.repeat_penalty,
                no_repeat_ngram_size=3 if kind.repeat_penalty > 1 else 0,
                max_length=self._model.max_length,
                suppress_tokens=list(kind.suppressed),
                return_no_speech_prob=True,
            )
        )
        return [[next(results) for _ in asked] for _, asked in requests]

    def _align(self, encoded: Any, chunk: Chunk, tokenizer: Any, result: Any, *, spaced: bool) -> tuple[Word, ...]:
        """The words of a result with their times."""
        tokens = [token for token in result.sequences_ids[0] if token < tokenizer.eot]
        return self._align_tokens(encoded, chunk, tokenizer, tokens, spaced=spaced)

    def _align_tokens(
        self, encoded: Any, chunk: Chunk, tokenizer: Any, tokens: list[int], *, spaced: bool
    ) -> tuple[Word, ...]:
        if not tokens:
            return ()
        alignment = self._find_alignment(encoded, chunk, tokenizer, tokens)
        return join_pieces(time_words(tokenizer, tokens, alignment, chunk.span), spaced=spaced)

    def _find_alignment(self, encoded: Any, chunk: Chunk, tokenizer: Any, tokens: list[int]) -> Any:
        frames = min(_FRAMES, len(chunk.samples) // 160)
        (alignment,) = self._model.model.align(encoded, tokenizer.sot_sequence, [tokens], frames)
        return alignment


class Vad:
    """Finds speech in a stream with faster-whisper's voice-activity model.

    :raises EngineError: if the library is missing
    """

    frame = 512
    _context = 64

    def __init__(self) -> None:
        import numpy as np

        silence_libraries()
        try:
            from faster_whisper.vad import get_vad_model
        except ImportError:
            raise _missing() from None
        self._session = get_vad_model().session
        self._state = [np.zeros((1, 1, 128), dtype=np.float32) for _ in "hc"]
        self._tail = np.zeros(self._context, dtype=np.float32)

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of speech in each frame of 32 ms, shape (frames,).

        :param samples: shape (samples,), 16 kHz; the length is a multiple of 512
        """
        import numpy as np

        frames = samples.reshape(-1, self.frame)
        before = np.concatenate([self._tail[None], frames[:-1, -self._context :]])
        output, *self._state = self._session.run(
            None, {"input": np.concatenate([before, frames], axis=1), "h": self._state[0], "c": self._state[1]}
        )
        self._tail = frames[-1, -self._context :]
        probabilities: NDArray[np.float32] = np.asarray(output, dtype=np.float32).reshape(-1)
        return probabilities


def _find_frames(frames: int) -> int:
    """The number of frames that the model gets for a chunk of ``frames``: with silence after it, an even number."""
    return min(_FRAMES, (frames + _SILENCE + 1) // 2 * 2)


def _plan(device: str, threads: int | None) -> tuple[int, str, str]:
    """The number of chunks transcribed at a time, the device, and the precision."""
    try:
        import ctranslate2
    except ImportError:
        raise _missing() from None
    if device == "auto":
        device = "cuda" if ctranslate2.get_cuda_device_count() else "cpu"
    if device == "cuda" and not ctranslate2.get_cuda_device_count():
        fix = Fix("run the model on the processor", options={"device": "cpu"})
        raise EngineError("device cuda", "is not an NVIDIA device that CTranslate2 can use", fix)
    if device == "cuda":
        return 4, device, "float16"
    return threads or find_cores(), device, "int8"


def _find_together(device: str, workers: int, size: int) -> int:
    """How many chunks are decoded in one call at most. The decoder's memory for a chunk grows with the model.

    :param size: the model file's size in bytes
    """
    return max(1, _TOGETHER // workers) if device == "cpu" and size <= _SMALL else 1


def _load(folder: Path, device: str, compute_type: str, workers: int) -> Any:
    silence_libraries()
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise _missing() from None
    return WhisperModel(
        str(folder),
        device=device,
        compute_type=compute_type,
        cpu_threads=1,
        num_workers=workers,
        local_files_only=True,
    )


def _missing() -> EngineError:
    fix = Fix("install them", package="dragoman[speech]")
    return EngineError("speech", "needs the packages CTranslate2 and faster-whisper", fix)


def _fingerprint(file: Path) -> str:
    """The size of a model file and a hash of its last 64 KB: it distinguishes models without reading gigabytes."""
    import hashlib

    with file.open("rb") as binary:
        binary.seek(-min(file.stat().st_size, 1 << 16), os.SEEK_END)
        return f"{file.stat().st_size}-{hashlib.sha256(binary.read()).hexdigest()[:12]}"


def _on_host(encoded: Any) -> NDArray[np.float32]:
    """The encoder's output for a chunk as an array of shape (frames of 20 ms, width)."""
    import ctranslate2
    import numpy as np

    on_host = encoded.to(ctranslate2.DataType.float32).to_device(ctranslate2.Device.cpu)
    frames: NDArray[np.float32] = np.array(on_host)[0]
    return frames


def _stack(requests: Sequence[_Request]) -> Any:
    """The encoder's output for each chunk, repeated for each of its prompts."""
    import ctranslate2
    import numpy as np

    return ctranslate2.StorageView.from_array(
        np.concatenate([np.repeat(_on_host(encoded)[None], len(asked), axis=0) for encoded, asked in requests])
    )


def _find_kind(encoded: Any, prompts: Sequence[list[int]], tokenizer: Any, options: TranscribeOptions) -> _Kind:
    return _Kind(
        shape=tuple(encoded.shape),
        prompts=tuple(map(len, prompts)),
        beam=options.beam,
        repeat_penalty=options.repeat_penalty,
        suppressed=tuple(find_suppressed(tokenizer)),
    )


def _slice(frames: NDArray[np.float32], span: Span, start: int) -> Any:
    """The frames of a span in a chunk that begins at ``start`` (ms), in the form that the decoder takes."""
    import ctranslate2

    first, behind = ((place - start) // TOKEN_MS for place in (span.start, span.end or span.start))
    return ctranslate2.StorageView.from_array(frames[None, first : max(behind, first + 1)].copy())


def _tokenizer(model: Any, language: str, task: str) -> Any:
    from faster_whisper.tokenizer import Tokenizer

    return Tokenizer(model.hf_tokenizer, model.model.is_multilingual, task=task, language=language)
