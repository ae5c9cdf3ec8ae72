"""Translate from the desk: the choice of engines, the plan, and suggestions for single passages.

Only engines that the desk's owner has set up, or that are installed on this machine, are used. The workflow decides
whether an interview may be sent to another machine.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from threading import Lock

import msgspec

from dragoman.desk.configuration import options
from dragoman.desk.error_messages import tell
from dragoman.desk.model_process import model_process
from dragoman.desk.options import DeskOptions
from dragoman.engines.base import Availability, TranslatorSetup
from dragoman.engines.http import find_host, is_loopback
from dragoman.engines.installed import LOCAL_TRANSLATORS
from dragoman.errors import DragomanError, EngineError, SettingsError
from dragoman.workflows.job import Job
from dragoman.workflows.questions import Choice, Question
from dragoman.workflows.translate import translate
from dragoman.workflows.translate_plan import TranslateOptions, TranslatePlan, plan_translate

__all__ = [
    "Asked",
    "PassageAsked",
    "Plans",
    "Suggesting",
    "find_choices",
    "find_setups",
    "find_ways",
    "plans",
    "suggesting",
]

_MOST_KEPT = 200
_MOST_WAYS = 2


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What to translate: the interview at a revision, the engine and the language."""

    folder: Path
    head: str
    engine: str | None = None
    target: str | None = None
    suggest: bool = False


class PassageAsked(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a machine translation of one passage.

    ``questions`` must be answered first. ``fault`` says why there is no translation.
    """

    is_pending: bool = False
    questions: tuple[Question, ...] = ()
    fault: str | None = None


def find_setups(desk: DeskOptions, engine: str | None) -> tuple[TranslatorSetup, ...]:
    """How to reach an engine; empty if none is named.

    :raises SettingsError: if the desk's owner has not set it up
    """
    if not engine:
        return ()
    for setup in desk.translators:
        if setup.name == engine:
            return (setup,)
    if desk.installed and engine in LOCAL_TRANSLATORS:
        return (TranslatorSetup(name=engine, source=None, target=""),)
    fault = "is not set up for this desk"
    raise SettingsError("engine", engine, fault, "ask the desk's owner to set it up, or use another one")


def find_choices(desk: DeskOptions, installed: Sequence[Choice]) -> tuple[Choice, ...]:
    """The engines to choose from: those that the owner has set up, and those on this machine for the languages."""
    own = tuple(Choice(setup.name, _say_where(setup)) for setup in desk.translators)
    names = {choice.value for choice in own}
    return (*own, *(choice for choice in installed if desk.installed and choice.value not in names))


def find_ways(desk: DeskOptions, installed: Sequence[Availability]) -> tuple[str, ...]:
    """What to install on this machine for a translation, the recommended first, where the desk may use it."""
    ways = (desk.write_install(one) for one in installed if desk.installed and not one.usable)
    return tuple(ways)[:_MOST_WAYS]


def _say_where(setup: TranslatorSetup) -> str:
    host = find_host(setup.address) if setup.address else None
    return f"sends the text to {host}" if host and not is_loopback(host) else "on this machine"


class Plans:
    """Plans of translations, made in the process that holds models, and kept for a while."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Asked, Future[TranslatePlan]] = OrderedDict()

    def find(self, asked: Asked, patience: float) -> TranslatePlan | None:
        """The plan; ``None`` while it is being made.

        :param patience: seconds to wait for it
        :raises DragomanError: as the workflow
        """
        desk = options()
        setups = find_setups(desk, asked.engine)
        with self._lock:
            future = self._kept.get(asked)
            if future is None:
                future = model_process().submit(_plan, desk=desk, asked=asked, setups=setups)
                self._kept[asked] = future
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        try:
            return future.result(patience)
        except NotYetError:
            return None
        except (DragomanError, BrokenProcessPool, CancelledError) as error:
            with self._lock:
                self._kept.pop(asked, None)
            raise _as_dragoman(error) from error


def _plan(*, job: Job, desk: DeskOptions, asked: Asked, setups: tuple[TranslatorSetup, ...]) -> TranslatePlan:
    wanted = TranslateOptions(folder=asked.folder, target=asked.target, engines=setups, suggest=asked.suggest)
    return plan_translate(settings=desk.settings, options=wanted, job=job)


class Suggesting:
    """Translates single passages as suggestions, which never replace the translation."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: OrderedDict[tuple[Path, str], Future[tuple[Question, ...]]] = OrderedDict()

    def ask(self, path: Path, segment: str, engine: str | None, answers: Mapping[str, str]) -> None:
        """Start translating a passage, unless it is being translated.

        :raises SettingsError: if the desk's owner has not set up the engine
        """
        desk = options()
        setups = find_setups(desk, engine)
        wanted = TranslateOptions(folder=path, passages=(segment,), engines=setups, suggest=True)
        with self._lock:
            before = self._asked.get((path, segment))
            if before is not None and not before.done():
                return
            self._asked[path, segment] = model_process().submit(
                _suggest, desk=desk, wanted=wanted, answers=dict(answers)
            )
            while len(self._asked) > _MOST_KEPT:
                self._asked.popitem(last=False)

    def find(self, path: Path, segment: str) -> PassageAsked:
        """The state of the translation. Questions and faults stay until it is asked for again."""
        with self._lock:
            future = self._asked.get((path, segment))
            if future is None:
                return PassageAsked()
            if not future.done():
                return PassageAsked(is_pending=True)
        try:
            return PassageAsked(questions=future.result(0))
        except (DragomanError, BrokenProcessPool, CancelledError) as error:
            return PassageAsked(fault=tell(_as_dragoman(error)))


def _suggest(*, job: Job, desk: DeskOptions, wanted: TranslateOptions, answers: dict[str, str]) -> tuple[Question, ...]:
    """Translate a passage; or return the questions to answer first, and do nothing."""
    plan = plan_translate(settings=desk.settings, options=wanted, job=job)
    questions = tuple(
        _with_engines(desk, question, plan.installed) for question in plan.questions if question.name not in answers
    )
    if not questions:
        if not plan.estimate or not plan.estimate.passages:
            raise EngineError("machine translation", "has nothing to translate here", "type the original first")
        done = translate(settings=desk.settings, options=wanted, job=job, answers=answers)
        if not done.suggested:
            fault = done.problems[0].message if done.problems else "gave nothing that differs from the translation"
            raise EngineError(plan.engines[0].identity.name, fault)
    return questions


def _with_engines(desk: DeskOptions, question: Question, installed: Sequence[Availability]) -> Question:
    if question.name != "engine":
        return question
    choices = find_choices(desk, question.choices)
    if not choices:
        install = tuple(f"install {way}" for way in find_ways(desk, installed))
        fixes = (*install, "set one up in engines.toml (docs/engines)")
        raise EngineError("machine translation", "has no engine here for these languages", fixes)
    return msgspec.structs.replace(question, choices=choices)


def _as_dragoman(error: BaseException) -> DragomanError:
    if isinstance(error, DragomanError):
        return error
    return EngineError("machine translation", "was stopped by the system", "try it again, or use a smaller model")


@cache
def plans() -> Plans:
    """The plans of this process's desk."""
    return Plans()


@cache
def suggesting() -> Suggesting:
    """The suggestions of this process's desk."""
    return Suggesting()
