"""The protocols that every engine meets, whatever library runs the model, and the values that they exchange."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import msgspec

from dragoman.errors import EngineError, Fixes
from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Word
from dragoman.transcript.glossary import Term
from dragoman.transcript.span import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "Aligner",
    "Availability",
    "BusyError",
    "Chunk",
    "ContextPassage",
    "Diarizer",
    "Feedback",
    "LanguagePart",
    "RefusedError",
    "SourcePassage",
    "SpeakerSpan",
    "SpeechFinder",
    "TranscribeOptions",
    "Transcriber",
    "Transcription",
    "TranslationReply",
    "TranslationRequest",
    "Translator",
    "TranslatorSetup",
    "TranslatorTraits",
    "Usage",
    "find_named",
    "unknown_original",
]


class Chunk(msgspec.Struct, frozen=True, eq=False):
    """A stretch of audio with speech in it, short enough for a model to transcribe at once.

    ``samples``: shape (samples,), float32, 16 kHz, one channel. ``span`` is its place in the recording in ms;
    ``speech`` are the spans inside it in which somebody speaks, in the recording's time too. ``channel`` is the channel
    that it comes from, or ``None`` if channels are not transcribed separately.
    """

    samples: NDArray[np.float32]
    span: Span
    speech: tuple[Span, ...]
    channel: int | None = None
    faint: bool = False
    """Whether its speech is faint and was only found by a second search; only words of high confidence are kept."""


class TranscribeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to transcribe. ``language`` is the BCP 47 tag of the language spoken, ``None`` to detect it.

    ``translate`` asks for an English translation too.
    """

    language: str | None = None
    likely: tuple[str, ...] = ()
    """Languages to choose from if the language is detected and the model is not sure; empty: any."""
    among: tuple[str, ...] = ()
    """The languages that may be spoken, if more than one may."""
    unnamed: str | None = None
    """Another language that may be spoken in the whole chunk, as the chunks around it suggest."""
    whole: bool = False
    """Whether the chunk stays whole even if its language changes."""
    translate: bool = False
    anyway: bool = False
    """Whether to transcribe and translate even if the model cannot write or translate the language well."""
    beam: int = 5
    repeat_penalty: float = 1.0
    """A value above 1 makes repetition less likely; used to decode again a chunk that looped."""
    names: tuple[str, ...] = ()
    """Names in the language spoken; the model gets them as a prompt."""


def find_named(options: TranscribeOptions) -> tuple[str, ...]:
    """The languages that the options name; none if the language is to be detected."""
    return (options.language,) if options.language else options.among


class LanguagePart(msgspec.Struct, frozen=True):
    """A stretch of a chunk that is in one language, a BCP 47 tag. ``span`` is in the recording's time, in ms."""

    span: Span
    language: str


class Transcription(msgspec.Struct, frozen=True, kw_only=True):
    """The transcription of a chunk.

    ``words`` are those spoken, ``translated`` their English translation. Each text keeps the space before it, so that
    the texts can be joined as they are. Spans are in ms from the start of the recording. ``confidence`` is the mean
    probability of the spoken words, ``silence`` the model's own probability that nobody spoke. ``rejected`` says why
    the words (or the translation alone) were rejected; they are not kept then.
    """

    language: str | None
    words: tuple[Word, ...]
    translated: tuple[Word, ...] = ()
    confidence: float | None = None
    silence: float | None = None
    rejected: Problem | None = None
    suspected: str | None = None
    """A language that was not named, if the model is almost certain that it is spoken."""
    parts: tuple[LanguagePart, ...] = ()
    """Stretches in different languages, each to be transcribed separately; there are no words then."""


class SpeakerSpan(msgspec.Struct, frozen=True):
    """A stretch in which one voice speaks; ``voice`` counts from 0 in the order in which the voices first speak."""

    span: Span
    voice: int
    second: bool = False
    """True for the weaker of two simultaneous speakers, who gets no words."""


class Transcriber(Protocol):
    """Transcribes chunks. A result depends only on the chunk and the options, never on earlier chunks."""

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are."""

    @property
    def workers(self) -> int:
        """How many chunks it works on at the same time."""

    @property
    def chunks(self) -> int:
        """How many chunks to pass to it at the same time, so that it can group similar ones."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """The words spoken in a chunk, and their translation if the options ask for it."""

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """Language (a BCP 47 tag) -> the probability that it is spoken in the chunk."""

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def writes(self, language: str) -> bool:
        """Whether its words in a language are worth correcting, as far as measurements show; true if there are none."""

    def translates(self, language: str) -> bool:
        """Whether its translations from a language are worth correcting, by the same rule."""


@runtime_checkable
class Aligner(Protocol):
    """Finds when the words of a text are spoken."""

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are."""

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def align(self, chunk: Chunk, text: str, language: str) -> tuple[Word, ...]:
        """The words of a text with their times in ms from the start of the recording.

        Words that are probably not said in the chunk are left out.
        """


class SpeechFinder(Protocol):
    """Finds speech in a stream of audio. It keeps state between calls, so each channel needs its own."""

    frame: int
    """Samples in a frame."""

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of speech in each of the next frames, shape (frames,).

        :param samples: shape (samples,), float32, 16 kHz; the length is a multiple of ``frame``
        """


class Diarizer(Protocol):
    """Distinguishes voices. It takes the chunks in order, and keeps nothing after :meth:`finish`."""

    @property
    def identity(self) -> Engine:
        """Name, model and settings."""

    def add(self, chunk: Chunk) -> None:
        """Add a chunk to the recording whose voices are distinguished."""

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """Who spoke when in all added chunks. ``speakers`` is the number of speakers, ``None`` to estimate it."""


class SourcePassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage to translate. ``id`` is the segment's; ``text`` is its original in the notation, as one line."""

    id: str
    text: str
    speaker: str | None = None
    """The speaker's label and role, for the engine to read."""


class ContextPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage before or after those to translate: context, which is not translated again."""

    text: str
    speaker: str | None = None
    translation: str | None = None
    """Its translation in the notation, if there is one."""


class Feedback(msgspec.Struct, frozen=True):
    """Why an earlier answer for a passage was rejected: a sentence for the engine to read."""

    id: str
    reason: str


class TranslationRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A request to an engine: whole turns, with their context and the names in them.

    ``source`` and ``target`` are BCP 47 tags, ``source`` is ``None`` if it is not known. ``about`` holds facts of the
    interview such as its title, a line each; ``terms`` are the entries of the names ledger that occur in the passages.
    """

    source: str | None
    target: str
    passages: tuple[SourcePassage, ...]
    before: tuple[ContextPassage, ...] = ()
    after: tuple[ContextPassage, ...] = ()
    about: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    feedback: tuple[Feedback, ...] = ()


class Usage(msgspec.Struct, frozen=True):
    """The tokens that a request and its answer took, as the engine counts them."""

    sent: int = 0
    received: int = 0


class TranslationReply(msgspec.Struct, frozen=True, kw_only=True):
    """An engine's answer, unchecked: ids may be missing, doubled or invented. The caller validates it.

    ``targets`` are pairs of an id and a translation in the notation; ``raw`` is the answer's text, shortened, for a
    problem to quote.
    """

    targets: tuple[tuple[str, str], ...]
    usage: Usage | None = None
    raw: str = ""
    problems: tuple[Problem, ...] = ()
    """The engine's own reports on its translations, such as words that it does not know, each placed at its segment."""


class TranslatorTraits(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine can do and where it sends text.

    ``host`` is the host that the text is sent to, ``None`` for an engine on this machine or at a loopback address.
    ``passages`` and ``characters`` limit one request; ``concurrency`` is how many requests it takes at once.
    """

    host: str | None = None
    context: bool = False
    """Whether it uses the context passages, the facts, the terms and the feedback."""
    notation: bool = False
    """Whether it can keep the notation's marks; other engines get plain text."""
    paid: bool = False
    passages: int = 1
    characters: int = 4000
    concurrency: int = 1


class TranslatorSetup(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach an engine, as resolved from the command line, the environment and the user's configuration.

    ``key`` is sent only to the host of ``address``, and is never written or logged. ``timeout`` is in seconds.
    """

    name: str
    source: str | None
    target: str
    address: str | None = None
    model: str | None = None
    key: str | None = None
    folder: str | None = None
    """The folder of the model files."""
    concurrency: int | None = None
    timeout: float = 120.0

    def __repr__(self) -> str:
        """The setup without its key."""
        return f"TranslatorSetup({self.name!r}, {self.address!r}, {self.model!r})"

    __str__ = __repr__


class Availability(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an engine on this machine translates a pair of languages, and what to install if it does not.

    An engine that is not ``usable`` becomes so when everything in ``debian``, ``extras`` and ``fetch`` is installed;
    if all three are empty, no model for the pair is known.
    """

    engine: str
    usable: bool
    models: tuple[str, ...] = ()
    """The models on this machine that translate the pair, by the names that ``TranslatorSetup.model`` takes."""
    route: tuple[str, ...] = ()
    """The languages that the text goes through, source and target included; three if English is between them."""
    debian: tuple[str, ...] = ()
    """Packages of Debian to install."""
    extras: tuple[str, ...] = ()
    """Extras of this package to install, such as ``firefox`` for ``dragoman[firefox]``."""
    fetch: tuple[str, ...] = ()
    """Models to download, by name."""
    megabytes: int | None = None
    """The size of those models in MB, as published; ``None`` if it is not known."""
    licence: str | None = None
    """The licence of the model to download or to use, if there is one."""
    commercial: bool = True
    """Whether that licence allows commercial use."""
    measured: bool = False
    """Whether its translations were measured in docs/benchmarks.md."""


class Translator(Protocol):
    """Translates text. ``find_engine(name)(setup)`` makes one, and raises EngineError if something is missing.

    :meth:`translate` may be called from up to ``traits.concurrency`` threads at once.
    """

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are; never a key or an address with one."""

    @property
    def traits(self) -> TranslatorTraits:
        """What it can do and where it sends text."""

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the request's passages, unchecked.

        :raises BusyError: if the engine asks to wait or was not reached; the same request may succeed later
        :raises RefusedError: if it refuses these passages because of what they say
        :raises EngineError: for any other failure, which trying again does not change
        """


class BusyError(EngineError):
    """An engine that was not reached, took too long or asks to wait.

    ``retry_after`` is the time to wait in seconds, ``None`` if the engine does not state one.
    """

    code = "engine-busy"

    def __init__(self, engine: str, fault: str, fix: Fixes = None, *, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(engine, fault, fix)


class RefusedError(EngineError):
    """An engine that refuses a text because of what it says. ``reply`` is its answer, shortened."""

    code = "engine-refused"

    def __init__(self, engine: str, fault: str, fix: Fixes = None, *, reply: str = "") -> None:
        self.reply = reply
        super().__init__(engine, fault, fix)


def unknown_original(engine: str) -> EngineError:
    """The error of an engine that has to know the language of the original."""
    fix = "state it in the facts of the interview, as in original: es at the top of its page"
    return EngineError(engine, "needs to know the language of the original", fix)
