"""Read the answer for one passage: its words and marks, or why it is not a translation."""

from __future__ import annotations

import msgspec

from dragoman.language.folding import fold
from dragoman.language.sentences import ends_with_stop
from dragoman.notation import parse_text
from dragoman.pipeline.translate.asked import Asked
from dragoman.pipeline.translate.chatter import find_chatter, is_refusal
from dragoman.pipeline.translate.copies import is_copied
from dragoman.pipeline.translate.faults import Fault, shorten_reply
from dragoman.pipeline.translate.marks import find_invented, find_lost, put_back, words_only
from dragoman.pipeline.translate.passages import Passage
from dragoman.transcript.text import Supplied, Text, find_marks, plain, tidy

__all__ = ["Answer", "read_answer"]

_SUPPLIED = 0.6
"""Above this share of supplied words, hardly anything of the original is in the translation."""


class Answer(msgspec.Struct, frozen=True):
    """The translation in an answer, whether the places of its marks are certain, and what is doubtful about it."""

    target: Text
    is_sure: bool = True
    doubt: Fault | None = None


def read_answer(asked: Asked, passage: Passage, answer: str) -> Answer | Fault:
    """The translation that an answer has for one passage, or why it is not one."""
    line, quoted, original = answer.strip(), shorten_reply(answer), words_only(passage.text)
    if not any(map(str.isalnum, line)):
        return Fault("empty", "the translation had no words", quoted)
    if is_refusal(line, original):
        return Fault("refused", "the answer was a refusal", quoted)
    chatter = find_chatter(line, asked.ids, original)
    if chatter is not None:
        reason = f"“{shorten_reply(chatter)}” is not part of the translation: give only the words"
        return Fault("garbled", reason, quoted)
    if "\n" in line or "\r" in line:
        return Fault("garbled", "the translation had several lines: give one line for an id", quoted)
    label = _find_label(asked, line, original)
    if label is not None:
        return Fault("garbled", f"“{label}:” is a speaker's name and not part of the translation", quoted)
    read = _read_marks(passage, line, quoted) if asked.notation else _put_back(passage, line)
    if isinstance(read, Answer) and is_copied(passage.text, read.target, passage.language, asked.target):
        return Fault("garbled", "this is the original, word for word: translate it", quoted)
    return read


def _put_back(passage: Passage, line: str) -> Answer:
    """The plain words, with the standalone marks of the original."""
    target, is_sure = put_back(passage.text, tidy((line,)))
    return Answer(target, is_sure)


def _read_marks(passage: Passage, line: str, quoted: str) -> Answer | Fault:
    parsed, problems = parse_text(line)
    if problems:
        return Fault("garbled", f"the notation could not be read: {problems[0].message}", quoted)
    target = tidy(parsed)
    invented = find_invented(passage.text, target)
    if invented is not None:
        return Fault("garbled", f"the translation had a mark ({invented}) that the original does not have", quoted)
    if not plain(target, without=(Supplied,)).strip():
        return Fault("garbled", "every word was marked as added: brackets are for words that nobody said", quoted)
    lost = find_lost(passage.text, target)
    whole, is_sure = put_back(passage.text, target)
    if lost:
        reason = f"a mark of the original was left out ({', '.join(lost)})"
        return Answer(whole, is_sure, Fault("garbled", reason, quoted, hard=False))
    return Answer(whole, is_sure, _judge_supplied(passage, target, quoted))


def _judge_supplied(passage: Passage, target: Text, quoted: str) -> Fault | None:
    """What is doubtful about the words marked as added, as far as can be told without a dictionary."""
    supplied = [plain(mark.content).strip() for mark in find_marks(target) if isinstance(mark, Supplied)]
    original = f" {fold(words_only(passage.text), passage.language or 'und')} "
    for words in supplied:
        folded = fold(words, passage.language or "und")
        if folded and f" {folded} " in original:
            return Fault("garbled", f"“{words}” is marked as added, and the original has it", quoted, hard=False)
        if len(words.split()) > 1 and ends_with_stop(words):
            return Fault("garbled", f"a whole sentence was added: “{shorten_reply(words)}”", quoted, hard=False)
    count = sum(len(words.split()) for words in supplied)
    if count > 3 and count > _SUPPLIED * len(plain(target).split()):
        return Fault("garbled", "most of the words were marked as added", quoted, hard=False)
    return None


def _find_label(asked: Asked, line: str, original: str) -> str | None:
    """The label that an answer begins with, if its original does not."""
    head, colon, _ = line.partition(":")
    label = head.strip("*_ ").casefold()
    return head.strip() if colon and label in asked.labels and not original.casefold().startswith(label) else None
