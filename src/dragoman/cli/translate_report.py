"""The output of ``dragoman translate``: plan, result and suggestions."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.cli.terminal import as_command, install_command, shown, write_command
from dragoman.engines.base import Availability
from dragoman.errors import Fix, SettingsError
from dragoman.folder.views import page_path
from dragoman.language.plural import counted
from dragoman.notation import serialize_text
from dragoman.transcript.span import format_clock
from dragoman.transcript.tags import language_name
from dragoman.workflows.questions import Answers, Question
from dragoman.workflows.translate import ShownSuggestion, TranslatedInterview
from dragoman.workflows.translate_plan import PlannedEngine, TranslatePlan, Ways

__all__ = [
    "as_json",
    "describe_done",
    "describe_install",
    "describe_plan",
    "describe_ways",
    "refuse_unanswered",
    "show_suggestion",
]

_SKIPPED = {
    "withdrawn": "withdrawn",
    "no-original": "without an original",
    "same-language": "in the target language already",
    "untranscribed": "not transcribed",
    "translated": "translated already",
    "no-translation": "without a translation",
    "no-engine": "in a language that none of these engines translates",
}


def describe_install(one: Availability) -> str:
    """What to install so that an engine translates a pair."""
    parts = [f"apt install {' '.join(one.debian)}" if one.debian else ""]
    parts += [install_command(f"dragoman[{','.join(one.extras)}]") if one.extras else ""]
    size = f" ({one.megabytes} MB)" if one.megabytes else ""
    parts += [f"dragoman models --get {' '.join(one.fetch)}{size}" if one.fetch else ""]
    return f"{one.engine}: {' and '.join(filter(None, parts))}"


def _shown_lines(lines: list[str]) -> str:
    """The lines, safe to print."""
    return "\n".join(map(shown, lines))


def refuse_unanswered(plan: TranslatePlan, answers: Answers) -> None:
    """Refuse to go on while a question is open.

    :raises SettingsError: naming the option that answers it
    """
    for question in plan.questions:
        if question.name == "engine":
            raise SettingsError(
                "--with", None, "is missing, and no engine is used without being named", _name_engines(question, plan)
            )
        if question.name not in answers:
            raise SettingsError("--yes", None, f"is missing: {question.says}", "read the plan, and add --yes to go on")


def _name_engines(question: Question, plan: TranslatePlan) -> tuple[str | Fix, ...]:
    here = [f"use --with {choice.value} ({choice.says})" for choice in question.choices]
    ways = [describe_install(one) for one in plan.installed if not one.usable]
    elsewhere = "use --with llm for a language model at an address that you set up (docs/engines/llm.md)"
    return (*here, *(f"install {way}" for way in ways[:2]), elsewhere)


def describe_ways(ways: Ways, folder: Path) -> str:
    """One line: how to translate an interview's text on this machine, or what to install for it."""
    to = ways.target or "LANG"
    usable = [one.engine for one in ways.installed if one.usable]
    command = write_command("translate", folder, "--to", to, "--with")
    if usable:
        return shown(f"translate it:  {command} {usable[0]}")
    if ways.installed:
        pair = f"{language_name(ways.source or 'und')} into {language_name(to)}"
        install = describe_install(ways.installed[0])
        return shown(f"translate it:  no engine translates {pair}; install {install}; or {command} llm")
    return shown(f"translate it:  {command} ENGINE; dragoman models --pair {ways.source or 'LANG'} {to} lists engines")


def describe_plan(plan: TranslatePlan) -> str:
    """The plan: what will be done, sent and paid."""
    languages = ", ".join(language_name(tag or "und") for tag in plan.languages) or "nothing"
    amount = plan.estimate
    count = amount.passages if amount else 0
    lines = [f"{counted(count, 'passage')} from {languages} into {language_name(plan.target)}"] if amount else []
    lines += [_describe_engine(engine) for engine in plan.engines]
    if amount and any(engine.host is not None or engine.paid for engine in plan.engines):
        requests = counted(amount.requests, "request")
        lines.append(f"about {amount.sent:,} tokens sent and {amount.received:,} received, in {requests}")
    left = [f"{number} {_SKIPPED[reason]}" for reason, number in plan.skipped.items()]
    lines += [f"not translated: {', '.join(left)}"] if left else []
    return _shown_lines(lines or ["nothing to translate"])


def _describe_engine(engine: PlannedEngine) -> str:
    if not engine.asked:
        return f"{engine.identity.name}: not asked: {'; '.join(dict.fromkeys(engine.unable.values()))}"
    model = f" ({engine.identity.model})" if engine.identity.model else ""
    where = f"the text is sent to {engine.host}" if engine.host else "on this machine"
    licence = f"; its licence, {engine.licence}, forbids commercial use" if engine.licence else ""
    unable = "".join(f"; not from {language_name(tag)}: {why}" for tag, why in engine.unable.items())
    return f"{engine.identity.name}{model}: {where}{', and is paid for' if engine.paid else ''}{licence}{unable}"


def describe_done(done: TranslatedInterview, folder: Path) -> str:
    """The result of a translation."""
    language = language_name(done.target)
    lines = [f"{counted(len(done.written), 'passage')} translated into {language}"] if done.written or done.gaps else []
    if done.gaps:
        why = write_command("check", folder)
        lines.append(f"{counted(len(done.gaps), 'passage')} left as a marked gap; list why with: {why}")
    if done.doubtful:
        lines.append(f"{counted(len(done.doubtful), 'passage')} doubtful: {write_command('check', folder)}")
    if done.suggested:
        again = as_command(Fix("list them", "translate", (str(folder),), {"suggest": True}))
        lines.append(f"{counted(len(done.suggested), 'suggestion')} stored beside the translation; {again}")
    if "no-engine" in done.skipped:
        lines.append(f"not translated: {done.skipped['no-engine']} {_SKIPPED['no-engine']}")
    for name, usage in done.usage.items():
        if usage.sent or usage.received:
            lines.append(f"{name}: {usage.sent:,} tokens sent, {usage.received:,} received")
    if done.written:
        lines.append(f"correct it:  {page_path(done.edited.folder)}, then: {write_command('apply', folder)}")
    left = ", ".join(f"{number} {_SKIPPED[reason]}" for reason, number in done.skipped.items())
    return _shown_lines(lines or [f"nothing was translated{': ' if left else ''}{left}"])


def as_json(done: TranslatedInterview) -> str:
    outcome = {
        "folder": shown(str(done.edited.folder.path)),
        "target": done.target,
        "written": done.written,
        "gaps": done.gaps,
        "doubtful": done.doubtful,
        "suggested": done.suggested,
        "usage": done.usage,
        "problems": done.problems,
    }
    return msgspec.json.encode(outcome).decode()


def show_suggestion(one: ShownSuggestion, *, json: bool = False) -> str:
    """The passage, its current translation, and the suggestion."""
    own, other = serialize_text(one.segment.target or ()), serialize_text(one.suggestion.target)
    engine = one.suggestion.engine.name
    if json:
        line = {
            "segment": one.segment.id,
            "engine": engine,
            "translation": own,
            "suggestion": other,
            "current": one.is_current,
        }
        return msgspec.json.encode(line).decode()
    start = one.segment.span.start if one.segment.span else None
    clock = "" if start is None else f"{format_clock(start, exact=False)}  "
    original = serialize_text(one.segment.source or ())
    changed = "" if one.is_current else " (the original was changed since)"
    rows = [f"{clock}{one.segment.id}  {original}", f"  = {own}", f"  {engine}{changed}: {other}"]
    return _shown_lines(rows)
