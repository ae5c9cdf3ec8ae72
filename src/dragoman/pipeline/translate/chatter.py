"""Recognize what a language model says beside a translation, or instead of one."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["find_chatter", "is_refusal"]

_TRANSLATION = (
    r"(?:translation|traducci[oó]n|traduction|[uü]bersetzung|tradu[çc][aã]o|traduzione|перевод|ترجمة|ترجمه|תרגום)"
)
_CHATTER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^\W*(?:(?:sure|certainly|of course|okay)\W+)?here(?:['’]s| is| are)\b[^.!?\n]{{0,60}}\b{_TRANSLATION}s?\b",
        rf"^\W*(?:the |your |la |le |die )?(?:english |corrected |final )?{_TRANSLATION}(?: \w+){{0,3}}\s*:",
        rf"\b(?:translator['’]?s? note|note on (?:the )?{_TRANSLATION})\b",
        r"(?:^|[.!?)\]]\s+|[(\[])note\s*:\s",
        r"^\W*(?:let me know|i hope this helps|please (?:provide|let me know))\b",
        r"</?(?:think|translation|source|target|passage|segment|s|p)\b[^>]{0,40}>",
        r"```|~~~~|\A\s*[\[{]\s*\"|\"\s*(?:id|text|target|translation|translations)\s*\"\s*:",
        r"<\|[a-z_]{2,30}\|>|\[/?INST\]",
    )
)
_REFUSALS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bas an? (?:ai|artificial intelligence|language model)\b",
        r"\b(?:content|usage|safety) (?:policy|policies|guidelines)\b",
        r"^\W*(?:i['’]?m (?:very )?sorry|sorry|i apologi[sz]e)\W{1,3}(?:but )?"
        r"i (?:cannot|can['’]?t|can not|am unable to|won['’]?t) "
        r"(?:assist|help with|translate|continue|comply|fulfil|fulfill|process|provide|generate)\b",
        r"^\W*i (?:cannot|can['’]?t|can not|am unable to|won['’]?t|will not) (?:assist|translate|comply|fulfil|fulfill|"
        r"process|provide a translation|generate)\b",
        r"^\W*lo siento\W{1,3}(?:pero )?no puedo (?:ayudar|traducir|asistir|procesar|continuar con)\b",
        r"^\W*(?:je suis )?désolée?\W{1,3}(?:mais )?je ne peux pas (?:aider|traduire|traiter|vous aider)\b",
        r"^\W*(?:es )?tut mir leid\W{1,3}(?:aber )?(?:ich kann|dabei kann ich)\b[^.]{0,60}\b(?:helfen|übersetzen)\b",
    )
)
_COLON = re.compile("[:：]")
_ID = re.compile(r"(?<!\w)s[0-9a-hjkmnp-tv-z]{8}(?!\w)")


def find_chatter(text: str, ids: Collection[str], source: str) -> str | None:
    """The part of an answer that is not translation: an id of the request, a remark, a code fence; or ``None``.

    :param ids: those of the request's passages, and others that the answer may not contain
    :param source: the original, which may contain the same
    """
    for found in _ID.finditer(text):
        if found[0] in ids and found[0] not in source:
            return found[0]
    for pattern in _CHATTER:
        match = pattern.search(text)
        # "Note:" may be something that somebody dictates.
        if match and not pattern.search(source) and not (match[0].strip().endswith(":") and _COLON.search(source)):
            return match[0].strip()
    return None


def is_refusal(text: str, source: str) -> bool:
    """Whether a text is a refusal to translate, and the original contains nothing like it."""
    return any(pattern.search(text) and not pattern.search(source) for pattern in _REFUSALS)
