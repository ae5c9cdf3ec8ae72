"""Words that publishers write in brackets for omissions, sounds, gestures and notes.

The keys are folded by :func:`~dragoman.notation.gap_words.fold_remark`. The tables only recognise the words; the words
are stored as written.
"""

from __future__ import annotations

import re

from dragoman.notation.events import GESTURES, SOUNDS, VOICES, find_event
from dragoman.notation.gap_words import LOST, OMITTED, PAUSES, SLIPS, fold_remark
from dragoman.transcript.tags import find_tag
from dragoman.transcript.text import Incident, Kinesic, Vocal

__all__ = ["PHONETIC", "REMARKS", "find_sound", "is_remark"]

PHONETIC = frozenset({"ph", "phon", "phonetic", "phonetic spelling", "sp", "sp?", "spelling", "spelling?", "ph?"})

_VOICES = frozenset({
    "laugh", "laughter", "chuckle", "chuckling", "giggling", "sobbing", "sigh", "cough", "sings", "shouting", "yelling",
    "screaming", "gasp", "speaks softly", "quietly", "whisper", "clearing throat", "voice breaks", "voice breaking",
    "lacht", "lachen", "seufzt", "weint", "hustet", "räuspert sich", "flüstert", "rires", "rire", "rit", "il rit",
    "elle rit", "soupir", "soupire", "pleure", "tousse", "risas", "risa", "ríe", "se ríe", "suspira", "suspiro",
    "llora", "tose", "ride", "risate", "sospira", "piange", "risos", "chora", "смеется", "смеётся", "смех",
    "вздыхает", "плачет", "кашляет", "güler", "gülüyor", "gülüşmeler", "ağlar", "öksürür",
    "خنده", "می‌خندد", "میخندد", "با خنده", "گریه", "می‌گرید", "گریه می‌کند", "آه می‌کشد", "سرفه",
    "يضحك", "تضحك", "ضحك", "ضاحكا", "ضاحكاً", "يبكي", "تبكي", "بكاء", "يتنهد", "يسعل",
    "śmiech", "śmieje się", "płacz", "płacze", "wzdycha", "kaszel", "gelach", "сміх", "плаче", "ہنسی", "ہنستے ہوئے",
    "lachend", "weinend", "seufzend", "flüsternd", "schluchzt", "смеясь", "вздох", "всхлипывает", "шепотом",
    "шёпотом", "плача", "با گریه", "בוכים", "מתייפחת",
    "צוחק", "צוחקת", "צחוק", "בוכה", "נאנח", "משתעל",
})  # fmt: skip

_SOUNDS = frozenset({
    "crosstalk", "cross talk", "background conversation", "background noises", "overlapping", "overlapping voices",
    "simultaneous speech", "talking over each other", "cheers", "cheers and applause", "phone ringing",
    "telephone rings", "doorbell", "door closing", "door opening", "music playing", "call drops", "recording paused",
    "tape stops", "begin recording", "end recording", "end of recording", "recording ends", "end of tape",
    "tape change",
    "beifall", "applaus", "gelächter", "musik", "telefon klingelt", "applaudissements", "musique", "aplausos", "música",
    "applausi", "musica", "аплодисменты", "музыка",
    "foreign language", "speaks foreign language", "speaking foreign language", "non-english", "other language",
    "interrupting", "interrupts", "interjecting", "interjects", "cutting in", "cuts in", "interrupted",
    "unterbricht", "fällt ins wort", "durcheinander", "interrompant", "interrompt", "l'interrompt", "coupant",
    "interrumpe", "interrumpiendo", "interrumpe a", "lo interrumpe", "interrompe", "interrompendo", "перебивая",
    "перебивает", "sözünü keserek", "مقاطعا", "مقاطعاً", "يقاطع", "يقاطعه", "مقاطعة", "قطع کلام", "حرفش را قطع می‌کند",
    "در میان حرف", "מתפרץ", "קוטע", "שיחה חופפת",
    "alkışlar", "müzik", "تشویق", "تشویق حضار", "موسیقی", "صدای تلفن",
    "تصفيق", "موسيقى", "رنين الهاتف", "מחיאות כפיים", "מוזיקה", "מוסיקה",
})  # fmt: skip

_GESTURES = frozenset({
    "shaking head", "shaking his head", "shaking her head", "pointing", "gesturing", "shrugging", "standing up",
    "nickt", "zeigt", "lächelt", "hoche la tête", "sourit", "asiente", "sonríe", "señala", "кивает", "улыбается",
    "سر تکان می‌دهد", "لبخند", "لبخند می‌زند", "يومئ", "يومئ برأسه", "يبتسم", "تبتسم", "מהנהן", "מחייך",
})  # fmt: skip

REMARKS = LOST | PAUSES | OMITTED | PHONETIC | SLIPS | VOICES | SOUNDS | GESTURES | _VOICES | _SOUNDS | _GESTURES
"""Everything that these tables and the notation's own know."""

# The person and the manner, which may be added to a sound: "he laughs", "laughs loudly".
_WHO = re.compile(
    r"^(?:(?:(?:the|both|all|some)\s+)?(?:he|she|they|everyone|everybody|both|all|audience|host|presenter|interviewer|guest|"
    r"crowd|speaker|people|il|elle|ils|él|ella|er|sie|он|она|lui|lei)\s+)(?=\S)"
)
_HOW = re.compile(
    r"(?<=\w)\s+(?:again|loudly|softly|quietly|heartily|bitterly|nervously|aloud|out loud|together|deeply|a little|"
    r"briefly|"
    r"and continues?)$"
)
_LONGEST = 80
_AND = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\bи\b|\bو)\s+")
_LEAD = re.compile(
    r"(?:as|being|simultaneously )?\s*(?:interpreted|translated)\b.{0,40}|(?:through|via|by) (?:an? |the |his |her )?"
    r"(?:interpreter|translator|interpretation|translation).{0,20}|(?:speaking|speaks|spoke|says|said|continues|"
    r"continuing|answers|answering|replies|responds|switches to|switching to|in|from|back to)\s+(?P<language>.{2,30})"
)


def find_sound(content: str) -> type[Vocal] | type[Incident] | type[Kinesic] | None:
    """The kind of the sound or gesture that words name, such as ``Laughter.`` or ``laughs and claps``, or ``None``."""
    key = fold_remark(content)
    if not key or len(key) > _LONGEST:
        return None
    bare = _HOW.sub("", _WHO.sub("", key, count=1))
    kinds = [_known(part) for part in _AND.split(bare)]
    return _known(key) or (kinds[0] if all(kinds) else None)


def _known(key: str) -> type[Vocal] | type[Incident] | type[Kinesic] | None:
    event = find_event(key) or find_event(key.replace("-", ""))
    if event is not None:
        return event
    if key in _VOICES:
        return Vocal
    if key in _SOUNDS or key.replace("-", "") in _SOUNDS:
        return Incident
    return Kinesic if key in _GESTURES else None


def is_remark(content: str) -> bool:
    """Whether words say how the speech was spoken or interpreted, such as ``As interpreted.`` or ``in English``."""
    match = _LEAD.fullmatch(fold_remark(content))
    if match is None:
        return False
    if match["language"] is None:
        return True
    language = match["language"].removeprefix("in ").strip()
    # A word of two or three letters may be a tag, but nobody types a tag here.
    return len(language) > 3 and find_tag(language) is not None
