"""Questions before an action, as data: a form, a prompt or an option can give the answers.

A workflow never asks. Its ``plan_…`` function returns questions, and the workflow takes the answers by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from dragoman.errors import SettingsError

__all__ = ["Answers", "Choice", "Question", "find_answer", "refuse_unknown"]

Answers = Mapping[str, str]
"""Name of a question -> the value of a choice, or a text."""


class Choice(msgspec.Struct, frozen=True):
    """One possible answer: its value for programs, and its meaning."""

    value: str
    says: str


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that only a person can decide.

    Without ``choices``, any text is an answer. Without a ``default`` (``None``), the question must be answered.
    """

    name: str
    says: str
    choices: tuple[Choice, ...] = ()
    default: str | None = None


def find_answer(question: Question, answers: Answers) -> str:
    """The answer to a question, or its default.

    :raises SettingsError: if there is neither, or the answer is not among the choices
    """
    answer = answers.get(question.name, question.default)
    values = [choice.value for choice in question.choices]
    if answer is None or not answer.strip():
        raise SettingsError(question.name, None, "has no answer", question.says)
    if values and answer not in values:
        raise SettingsError(question.name, answer, "is not one of the choices", f"use one of {', '.join(values)}")
    return answer


def refuse_unknown(questions: Iterable[Question], answers: Answers) -> None:
    """Refuse answers to questions that were not asked: they belong to another plan.

    :raises SettingsError: naming the first such answer
    """
    asked = {question.name for question in questions}
    for name in answers:
        if name not in asked:
            raise SettingsError(name, answers[name], "is not a question of this plan", "make a new plan")
