"""What has to be asked before something is done, as data: a form, a prompt or an option can give the answers.

A workflow never asks. Its ``plan_…`` function returns questions; the workflow itself takes the answers, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dragoman.errors import SettingsError

__all__ = ["Answers", "Choice", "Question", "find_answer", "refuse_unknown"]

Answers = Mapping[str, str]
"""Name of a question -> the value of a choice, or a text."""


class Choice(msgspec.Struct, frozen=True):
    """One of the answers to a question: its value for programs, and what it means."""

    value: str
    says: str


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that only a person can decide.

    Without ``choices`` any text is an answer. Without a ``default`` (``None``) the work cannot be done unanswered.
    """

    name: str
    says: str
    choices: tuple[Choice, ...] = ()
    default: str | None = None


def find_answer(question: Question, answers: Answers) -> str:
    """The answer to a question, or its default.

    :raises SettingsError: where there is neither, or the answer is none of the choices
    """
    answer = answers.get(question.name, question.default)
    values = [choice.value for choice in question.choices]
    if answer is None or not answer.strip():
        raise SettingsError(question.name, None, "is not answered", question.says)
    if values and answer not in values:
        raise SettingsError(question.name, answer, "is none of the choices", f"use one of {', '.join(values)}")
    return answer


def refuse_unknown(questions: Iterable[Question], answers: Answers) -> None:
    """Refuse answers to what was not asked: they were given to another plan.

    :raises SettingsError: naming the first of them
    """
    asked = {question.name for question in questions}
    for name in answers:
        if name not in asked:
            raise SettingsError(name, answers[name], "answers no question of this plan", "plan it again")
