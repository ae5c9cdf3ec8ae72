"""What the rest of the program asks of a model, whatever library runs it."""

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
]


class Chunk(msgspec.Struct, frozen=True, eq=False):
    """A stretch of sound with speech in it, short enough for a model to transcribe at once.

    ``samples``: float32, 16 kHz, one channel. ``span`` is where it lies in the whole recording; ``speech`` are the
    spans inside it in which somebody speaks; ``channel`` is the one it comes from, where channels are kept apart.
    """

    samples: NDArray[np.float32]
    span: Span
    speech: tuple[Span, ...]
    channel: int | None = None
    faint: bool = False
    """Whether its speech was found at a second look alone, and its words are kept only where they are sure."""


class TranscribeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to listen. ``language`` is the tag spoken, ``None`` to find it; ``translate`` asks for English too."""

    language: str | None = None
    likely: tuple[str, ...] = ()
    """Languages to choose from where one is to be found and the model is not sure; empty: any."""
    among: tuple[str, ...] = ()
    """The languages that may be spoken, where more than one may."""
    unnamed: str | None = None
    """Another language that may be spoken in the whole chunk, as it looked beside what is around it."""
    whole: bool = False
    """Whether the chunk is not to be parted where its language changes."""
    translate: bool = False
    anyway: bool = False
    """Whether words and translations are wanted also where the model cannot write or translate a language well."""
    beam: int = 5
    repeat_penalty: float = 1.0
    """Above 1 makes it harder to say the same again: for a second decoding of what came out as a loop."""
    names: tuple[str, ...] = ()
    """Names in the language spoken that the model is given before it begins to write."""


def find_named(options: TranscribeOptions) -> tuple[str, ...]:
    """The languages that are said to be spoken; none where they are to be found."""
    return (options.language,) if options.language else options.among


class LanguagePart(msgspec.Struct, frozen=True):
    """A stretch of a chunk that is in one language, named by its tag."""

    span: Span
    language: str


class Transcription(msgspec.Struct, frozen=True, kw_only=True):
    """What a model made of a chunk.

    The texts of ``words`` (said) and ``translated`` (in English) keep the space before them, so that they join to
    a text as they are; spans count from the start of the whole recording. ``confidence`` is the mean probability
    of the words said, ``silence`` the model's own probability that nobody spoke. ``rejected`` says why nothing of it
    (or of its translation alone) was believed; the words are gone then.
    """

    language: str | None
    words: tuple[Word, ...]
    translated: tuple[Word, ...] = ()
    confidence: float | None = None
    silence: float | None = None
    rejected: Problem | None = None
    suspected: str | None = None
    """Another language than those asked for, where the model is all but certain that it is spoken."""
    parts: tuple[LanguagePart, ...] = ()
    """Stretches in different languages that are to be transcribed one by one; there are no words then."""


class SpeakerSpan(msgspec.Struct, frozen=True):
    """A stretch in which one voice speaks; voices count from 0 in the order in which they are first heard."""

    span: Span
    voice: int
    second: bool = False
    """True for the weaker of two simultaneous speakers, who gets no words."""


class Transcriber(Protocol):
    """Transcribes chunks. Results depend on the chunk and the options alone, never on the chunks before."""

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are."""

    @property
    def workers(self) -> int:
        """How many chunks it works on at the same time."""

    @property
    def chunks(self) -> int:
        """How many chunks it is given at the same time, so that alike ones can be worked on together."""

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        """What is said in a chunk, and its translation where asked for."""

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        """The probability of each language of being spoken in a chunk."""

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def writes(self, language: str) -> bool:
        """Whether its words in a language are worth correcting, as far as anybody has measured."""

    def translates(self, language: str) -> bool:
        """Whether its translations from a language are worth correcting, as far as anybody has measured."""


@runtime_checkable
class Aligner(Protocol):
    """Finds when the words of a text are said."""

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are."""

    def knows(self, language: str) -> bool:
        """Whether the model was trained on a language (a BCP 47 tag)."""

    def align(self, chunk: Chunk, text: str, language: str) -> tuple[Word, ...]:
        """The words of a text with their times in a chunk in which it is said, counted as the chunk's own are."""


class SpeechFinder(Protocol):
    """Finds speech in a stream of sound. One a channel: it remembers what came before."""

    frame: int
    """Samples in a frame."""

    def find_speech(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of speech in each of the next frames; samples are a multiple of ``frame``."""


class Diarizer(Protocol):
    """Distinguishes voices. It is given the chunks in order, and keeps nothing after ``finish``."""

    @property
    def identity(self) -> Engine:
        """Name, model and settings."""

    def add(self, chunk: Chunk) -> None:
        """Take in the voices of a chunk."""

    def finish(self, speakers: int | None) -> Sequence[SpeakerSpan]:
        """Who spoke when in all chunks that were added; ``speakers`` is how many there are, ``None`` to find out."""


class SourcePassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage to translate. ``id`` is the segment's; ``text`` is its original in the notation, as one line."""

    id: str
    text: str
    speaker: str | None = None
    """The speaker's label and role, as the engine may read them."""


class ContextPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage around those to translate, to be read and not to be translated again."""

    text: str
    speaker: str | None = None
    translation: str | None = None
    """Its translation, where there is one, in the notation."""


class Feedback(msgspec.Struct, frozen=True):
    """Why an earlier answer for a passage was not taken: a sentence that the engine may read."""

    id: str
    reason: str


class TranslationRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine is asked for: whole turns, with what is around them and what is known of their names.

    ``source`` is the BCP 47 tag of the original, ``None`` where it is not known; ``about`` holds facts of the interview
    such as its title, a line each; ``terms`` are those entries of the names ledger that occur in the passages.
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
    """What an answer cost, in tokens as the engine counts them."""

    sent: int = 0
    received: int = 0


class TranslationReply(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine answered, as it came: ids may be missing, doubled or invented. Whoever asked validates it.

    ``targets`` are pairs of an id and a translation in the notation; ``raw`` is the answer's text, shortened, for a
    problem to quote.
    """

    targets: tuple[tuple[str, str], ...]
    usage: Usage | None = None
    raw: str = ""
    problems: tuple[Problem, ...] = ()
    """What the engine itself reports of its translations, each at its segment, such as words that it does not know."""


class TranslatorTraits(msgspec.Struct, frozen=True, kw_only=True):
    """What an engine can do and where it sends text.

    ``host`` is the host that the text is sent to, ``None`` for an engine on this machine (a loopback address is on this
    machine). ``passages`` and ``characters`` limit one request; ``concurrency`` is how many requests it takes at once.
    """

    host: str | None = None
    context: bool = False
    """Whether it makes use of the passages around, the facts, the terms and feedback."""
    notation: bool = False
    """Whether it can be asked to keep the notation's marks; plain text is sent to the others."""
    paid: bool = False
    passages: int = 1
    characters: int = 4000
    concurrency: int = 1


class TranslatorSetup(msgspec.Struct, frozen=True, kw_only=True):
    """How an engine is reached, resolved already from the command line, the environment or the user's configuration.

    ``key`` goes to the host of ``address`` alone, and is never written or logged.
    """

    name: str
    source: str | None
    target: str
    address: str | None = None
    model: str | None = None
    key: str | None = None
    folder: str | None = None
    """Where model files lie."""
    concurrency: int | None = None
    timeout: float = 120.0

    def __repr__(self) -> str:
        """Without the key."""
        return f"TranslatorSetup({self.name!r}, {self.address!r}, {self.model!r})"

    __str__ = __repr__


class Availability(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an engine on this machine translates a pair of languages, and what to install where it does not.

    An engine that is not ``usable`` becomes so once everything in ``debian``, ``extras`` and ``fetch`` is installed;
    where all three are empty, nothing is known to install for the pair.
    """

    engine: str
    usable: bool
    models: tuple[str, ...] = ()
    """The models on this machine that translate the pair, by the names that ``TranslatorSetup.model`` takes."""
    route: tuple[str, ...] = ()
    """The languages that the text goes through, source and target included; three where English lies between them."""
    debian: tuple[str, ...] = ()
    """Packages of Debian to install."""
    extras: tuple[str, ...] = ()
    """Extras of this package to install, such as ``firefox`` for ``dragoman[firefox]``."""
    fetch: tuple[str, ...] = ()
    """Models to download, by name."""
    megabytes: int | None = None
    """What those models weigh, as published; ``None`` where it is not known."""
    licence: str | None = None
    """The licence of the model, where there is one to download or to use."""
    commercial: bool = True
    """Whether that licence allows commercial use."""
    measured: bool = False
    """Whether its translations were measured in docs/benchmarks.md."""


class Translator(Protocol):
    """Translates text. Made by ``find_engine(name)(setup)``, which raises EngineError where something is missing.

    :meth:`translate` may be called from as many threads at once as ``traits.concurrency`` says.
    """

    @property
    def identity(self) -> Engine:
        """Name, model and everything that makes results what they are; never a key or an address with one."""

    @property
    def traits(self) -> TranslatorTraits:
        """What it can do and where it sends text."""

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the request's passages, unchecked.

        :raises BusyError: where the engine asks to wait, or was not reached: the same request may succeed later
        :raises RefusedError: where it refuses these passages because of what they say
        :raises EngineError: for anything else that will not pass by itself
        """


class BusyError(EngineError):
    """An engine that was not reached, took too long or asks to wait. ``retry_after`` in seconds, where it says so."""

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
