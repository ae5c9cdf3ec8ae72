"""Plan the translation of an interview's text: passages, engines, where the text is sent, and the cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.engines import find_translator
from dragoman.engines.base import Availability, Translator, TranslatorSetup
from dragoman.engines.installed import find_installed
from dragoman.errors import EngineError, Fix, SettingsError
from dragoman.folder import Folder, open_folder
from dragoman.language.folding import primary
from dragoman.pipeline.translate import Estimate, Work, estimate, find_work, is_open
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.tags import find_tag, language_name
from dragoman.transcript.text import is_untranslated
from dragoman.workflows.job import Job
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.passages import find_passages
from dragoman.workflows.questions import Choice, Question
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "PlannedEngine",
    "TranslateOptions",
    "TranslatePlan",
    "Translators",
    "Ways",
    "find_languages",
    "find_target",
    "find_wanted",
    "find_ways",
    "make_translators",
    "plan_translate",
    "refuse_confidential",
]

YES, NO = "yes", "no"


class TranslateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The passages of an interview to translate, the language, and the engines.

    ``target`` ``None`` is the document's target language, or that of the settings. ``passages`` are ids and spans; if
    empty, all are meant. ``engines`` are asked in this order; their languages are filled in from the interview.
    ``suggest`` asks for a second version of passages that have a translation, to be kept beside it; named passages need
    none.
    """

    folder: Path
    target: str | None = None
    passages: tuple[str | Span, ...] = ()
    engines: tuple[TranslatorSetup, ...] = ()
    suggest: bool = False


class PlannedEngine(msgspec.Struct, frozen=True, kw_only=True):
    """An engine that will be asked. ``host`` is the machine to which the text is sent; ``None`` is this machine.

    ``unable`` gives the reason for each language that it cannot translate from. An engine that can translate from none
    is not ``asked``.
    """

    identity: Engine
    host: str | None
    paid: bool
    unable: dict[str, str] = {}
    licence: str | None = None
    asked: bool = True


class TranslatePlan(msgspec.Struct, frozen=True, kw_only=True):
    """What will be done. ``installed`` are the engines on this machine for the interview's languages, or those to
    install.
    """

    target: str
    languages: tuple[str | None, ...]
    engines: tuple[PlannedEngine, ...]
    installed: tuple[Availability, ...]
    estimate: Estimate | None
    carried: int
    skipped: dict[str, int]
    questions: tuple[Question, ...]


class Ways(msgspec.Struct, frozen=True):
    """What translates an interview's text on this machine, or can be installed; the languages if known."""

    source: str | None
    target: str | None
    installed: tuple[Availability, ...]


class Translators(msgspec.Struct, frozen=True, kw_only=True):
    """The usable engines for each language, in order; and why others cannot be used."""

    by_language: dict[str | None, tuple[Translator, ...]]
    planned: tuple[PlannedEngine, ...]


@uses_models
def plan_translate(
    *, settings: Settings, options: TranslateOptions, job: Job, watcher: Watcher = SILENT
) -> TranslatePlan:
    """What the translation will take. Nothing is sent or changed.

    :raises SettingsError: if the language or an engine is unknown, or the document has another target language
    :raises FolderError: if there is no interview, or no such passage
    :raises EngineError: if no engine can be used, or a confidential interview would be sent to another machine
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    target = find_target(folder.transcript, options, settings)
    work = find_wanted(folder, target, options)
    languages = find_languages(work)
    installed = tuple(_find_installed(languages, target))
    translators = make_translators(options.engines, languages, target, job, installed)
    refuse_confidential(folder.transcript, translators.planned)
    first = next((engines[0] for engines in translators.by_language.values() if engines), None)
    amount = estimate(work.passages, first.traits) if first else None
    return TranslatePlan(
        target=target,
        languages=languages,
        engines=translators.planned,
        installed=installed,
        estimate=amount,
        carried=len(work.carried),
        skipped=work.skipped,
        questions=tuple(_find_questions(work, translators.planned, installed, amount)),
    )


def find_ways(transcript: Transcript, target: str | None) -> Ways | None:
    """How the text of an interview can be translated on this machine; ``None`` if there is nothing to translate.

    :param target: the target language if the document has none; ``None`` if unknown
    """
    target = transcript.target_language or target
    source = _find_original(transcript)
    if not transcript.segments or (source and target and primary(source) == primary(target)):
        return None
    if not any(is_open(segment) and segment.withdrawn is None for segment in transcript.segments):
        return None
    return Ways(source, target, find_installed(source, target) if source and target else ())


def _find_original(transcript: Transcript) -> str | None:
    languages = transcript.recording.languages if transcript.recording else ()
    return languages[0] if languages else None if transcript.source_language == "und" else transcript.source_language


def find_target(transcript: Transcript, options: TranslateOptions, settings: Settings) -> str:
    """The language to translate into.

    :raises SettingsError: if it is not a language tag, if it is unknown, or if the document is translated into another
        one
    """
    asked = find_tag(options.target) if options.target is not None else None
    if options.target is not None and asked is None:
        raise SettingsError("target", options.target, "is not a language tag", "use a tag such as en")
    own = transcript.target_language
    translated = not all(is_untranslated(segment.target) for segment in transcript.segments)
    if own is not None and asked is not None and translated and primary(own) != primary(asked):
        fault = f"differs from the translation's language, which is {own}"
        raise SettingsError("target", asked, fault, "make a separate interview for a second translation")
    if own is not None and (asked is None or primary(own) == primary(asked)):
        return own
    target = asked or settings.target_language
    if target is None:
        raise SettingsError("target", None, "is not known", Fix("name the language", options={"target": None}))
    return target


def find_wanted(folder: Folder, target: str, options: TranslateOptions) -> Work:
    """What is to be translated.

    :raises FolderError: if a named passage does not exist
    """
    transcript = folder.transcript
    only = {s.id for wanted in options.passages for s in find_passages(folder.path, transcript, wanted)}
    translated = None if options.suggest and only else options.suggest
    return find_work(transcript, target, only=only, translated=translated)


def find_languages(work: Work) -> tuple[str | None, ...]:
    """The languages of the originals to translate, in order; ``None`` is an unknown one."""
    return tuple(dict.fromkeys(passage.language for passage in work.passages))


def make_translators(
    setups: Sequence[TranslatorSetup],
    languages: Sequence[str | None],
    target: str,
    job: Job,
    installed: Sequence[Availability] = (),
) -> Translators:
    """The engines, made for each language of the originals.

    :param job: runs the engines that need a model on this machine
    :param installed: what is known of the engines on this machine, for their licences
    :raises SettingsError: if an engine does not translate text
    :raises EngineError: if none of them can be used for any language
    """
    made: dict[str | None, tuple[Translator, ...]] = dict.fromkeys(languages, ())
    planned: list[PlannedEngine] = []
    errors: list[EngineError] = []
    licences = {one.engine: one.licence for one in installed if not one.commercial}
    for setup in setups:
        kind = _find_translator(setup.name)
        unable: dict[str, str] = {}
        some: Translator | None = None
        for language in languages:
            try:
                some = job.find_translator(kind, msgspec.structs.replace(setup, source=language, target=target))
                made[language] = (*made[language], some)
            except EngineError as error:
                unable[language or "und"] = error.fault
                errors.append(error)
        if some is not None:
            host, paid = some.traits.host, some.traits.paid
            licence = licences.get(setup.name)
            planned.append(PlannedEngine(identity=some.identity, host=host, paid=paid, unable=unable, licence=licence))
        elif unable:
            planned.append(_leave_out(setup.name, errors[-len(unable) :], unable))
    if errors and not any(made.values()):
        raise errors[0]
    return Translators(by_language=made, planned=tuple(planned))


def _leave_out(name: str, errors: Sequence[EngineError], unable: Iterable[str]) -> PlannedEngine:
    """An engine that was named and can be used for no language, with the reason for each."""
    reasons = dict(zip(unable, map(str, errors), strict=True))
    return PlannedEngine(identity=Engine(name=name), host=None, paid=False, unable=reasons, asked=False)


def refuse_confidential(transcript: Transcript, engines: Sequence[PlannedEngine]) -> None:
    """Refuse to send a confidential interview to another machine.

    :raises EngineError: naming the engine and where it would send the text
    """
    for engine in engines:
        if transcript.facts.confidential and engine.host is not None:
            fault = f"sends the text to {engine.host}, and this interview is confidential"
            raise EngineError(engine.identity.name, fault, "use an engine on this machine")


def _find_translator(name: str) -> Callable[[TranslatorSetup], Translator]:
    translator: Callable[[TranslatorSetup], Translator] = find_translator(name)
    return translator


def _find_installed(languages: Sequence[str | None], target: str) -> Iterator[Availability]:
    """The engines for the first known language: the interview's own."""
    for language in languages:
        if language is not None:
            yield from find_installed(language, target)
            return


def _find_questions(
    work: Work, engines: Sequence[PlannedEngine], installed: Sequence[Availability], amount: Estimate | None
) -> Iterator[Question]:
    """The questions that only a person can decide."""
    if not work.passages:
        return
    if not engines:
        yield Question(name="engine", says="Which engine should translate?", choices=tuple(_find_choices(installed)))
    paid = [engine for engine in engines if engine.paid]
    if paid and amount is not None:
        says = f"About {amount.sent:,} tokens go to {paid[0].host or 'this machine'}, and {amount.received:,} come back"
        yield Question(name="cost", says=f"{says}. Do you accept the cost?", choices=_yes_or_no())
    for engine in engines:
        if engine.licence is not None:
            says = f"{engine.identity.name} works under {engine.licence}, which forbids commercial use. Use it?"
            yield Question(name="licence", says=says, choices=_yes_or_no())
            return


def _find_choices(installed: Sequence[Availability]) -> Iterator[Choice]:
    for one in installed:
        if one.usable:
            route = " → ".join(map(language_name, one.route))
            yield Choice(one.engine, f"on this machine{f', {route}' if route else ''}")


def _yes_or_no() -> tuple[Choice, ...]:
    return (Choice(YES, "go on"), Choice(NO, "ask no engine"))
