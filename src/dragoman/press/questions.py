"""The contents of a page made from questions: those of the speaker who asks most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from dragoman.language.sentences import ends_with_question, find_ends, has_question
from dragoman.locale import gettext as _
from dragoman.render.html import Html, element, language_attributes
from dragoman.transcript.document import Segment, Transcript, Turn, find_turns
from dragoman.transcript.sides import Languages, Side, anchor, find_languages, text_on
from dragoman.transcript.text import plain

__all__ = ["Question", "find_questions", "render_questions"]

# With fewer questions, a list of contents is not worth its place.
_FEWEST = 3
_LONGEST = 110
_SIDES: tuple[Side, ...] = ("target", "source")


class Question(msgspec.Struct, frozen=True):
    """The last question of a turn: its passage, its words, and their language (BCP 47)."""

    segment: str
    words: str
    language: str | None


def find_questions(transcript: Transcript) -> tuple[Question, ...]:
    """The questions in order, in the translation if there is one; none if there are too few for a list of contents."""
    languages = find_languages(transcript)
    turns = [(turn.speaker, _last_asked(turn, languages)) for turn in find_turns(transcript)]
    asked = [(speaker, question) for speaker, question in turns if speaker is not None and question is not None]
    asking = Counter(speaker for speaker, _question in asked).most_common(1)
    questions = tuple(question for speaker, question in asked if speaker == asking[0][0])
    return questions if len(questions) >= _FEWEST else ()


def _last_asked(turn: Turn, languages: Languages) -> Question | None:
    return next((q for segment in reversed(turn.segments) for q in _asked(segment, languages)), None)


def _asked(segment: Segment, languages: Languages) -> Iterator[Question]:
    for side in _SIDES:
        text = text_on(side, segment)
        if text is None:
            continue
        # If there is a translation it alone decides, so that the list is in one language.
        language = languages.on(side, segment)
        said = plain(text)
        if not has_question(said, language):
            return
        words = [words for words in _sentences(said) if ends_with_question(words, language)]
        if words:
            yield Question(segment.id, _short(words[-1]), language)
        return


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in (*find_ends(text), len(text)):
        if text[start:end].strip():
            yield text[start:end].strip()
        start = end


def _short(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"


def render_questions(questions: tuple[Question, ...]) -> Html | None:
    """Links to the passages with questions; ``None`` if there are none."""
    if not questions:
        return None
    links = (element("li", _link(question)) for question in questions)
    heading = element("h2", _("What was asked"), id="contents")
    return element("nav", heading, element("ol", *links), aria_labelledby="contents")


def _link(question: Question) -> Html:
    language = language_attributes(question.language, question.words)
    return element("a", question.words, href=f"#{anchor(question.segment)}", **language)
