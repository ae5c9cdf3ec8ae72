"""The meaning of a column heading, in the languages in which people type it."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from dragoman.transcript.tags import NAMES, find_tag

__all__ = ["BESIDE", "ColumnHeading", "Role", "field_role", "read_heading"]

Role = Literal["number", "id", "start", "end", "duration", "speaker", "language", "source", "target", "text"]
Fit = Literal["whole", "field", "first", "within"]

# Headings; "text" does not say whether the words are the original.
_NAMES: dict[Role, str] = {
    "number": "number no. nr # n° nº",
    "id": "id",
    "start": "start time times timecode timecodes timestamp timestamps zeit zeitmarke temps tiempo hora время الوقت"
    " وقت زمان זמן süre",
    "speaker": "speaker speakers name who sprecher sprecherin sprecherkürzel locuteur locutrice intervenant orador"
    " hablante interlocutor parlante спикер говорящий المتحدث الاسم گوینده نام דובר konuşmacı",
    "source": "original source transcript transcription transkript transkription originaltext оригинал اصلی اصل الأصل"
    " الأصلي מקור",
    "target": "translation translated target übersetzung traduction traducción traduzione tradução перевод ترجمة"
    " الترجمة ترجمه ترجمهٔ תרגום çeviri",
    "text": "text texte texto testo текст النص نص متن metin",
}
# Headings in data files. In a page or a letter such a word may be a name.
_FIELDS: dict[Role, str] = {
    "id": "key segment segmentid passage",
    "start": "begin from in onset tmin xmin tc starttime begintime startzeit anfang beginn début debut inicio inizio"
    " начало",
    "end": "end to out stop offset tmax xmax endtime ende fin fine fim final конец",
    "duration": "duration dur dauer length durée duración",
    "speaker": "voice character actor participant role tier nombre nom nome persona personne person personaje"
    " personnage rolle personagem participante teilnehmer",
    "language": "language lang sprache langue idioma lingua язык",
    "text": "words content body caption subtitle utterance utterances utt dialog dialogue annotation speech sentence"
    " line diálogo dialogo dialog dialogues réplique répliques paroles palabras parole palavras äußerung äußerungen",
}
_ROLES = {name: role for role, names in _NAMES.items() for name in names.split()}
_FIELD_ROLES = {name: role for role, names in _FIELDS.items() for name in names.split()}
_TEXTS = ("source", "target", "text")
_OWN_NAMES = {
    "فارسی": "fa", "العربية": "ar", "عربي": "ar", "عربی": "ar", "עברית": "he", "français": "fr", "español": "es",
    "deutsch": "de", "русский": "ru", "türkçe": "tr", "italiano": "it", "português": "pt", "اردو": "ur", "پښتو": "ps",
    "انگلیسی": "en", "الإنجليزية": "en", "کوردی": "ckb", "中文": "zh",
}  # fmt: skip
# Words beside the one that names the role: "Speaker Name", "Start TC", "Begin Time - hh:mm:ss.ms".
_BESIDE_WORDS = (
    "name names id ids label tag code time times tc timecode timestamp zeit point text texts column of the original"
    " line dialog dialogue spoken said hh mm ss ms msec ff s sec secs seconds milliseconds"
)
BESIDE = frozenset(_BESIDE_WORDS.split())
_LONGEST = 60
_MOST_WORDS = 4
# "original (es)" names the language; "start_ms" and "start (s)" the unit.
_SPECIFIED = re.compile(r"(.{1,40}?)([ _]?[(\[]?)(?<![A-Za-z])([A-Za-z]{1,3}(?:-[A-Za-z0-9-]{2,20})?)[)\]]?")


class ColumnHeading(msgspec.Struct, frozen=True, kw_only=True):
    """The meaning of a heading: the role of its column, the language of its words, and whether its times are in ms.

    ``fit`` says what names the role: the ``whole`` heading; the whole heading, but a name that is only used as a
    ``field`` in data files; its ``first`` word, apart from names of languages; or a word ``within`` it.
    """

    role: Role | None = None
    fit: Fit | None = None
    language: str | None = None
    in_ms: bool = False


def read_heading(heading: str) -> ColumnHeading:
    """The meaning of a heading, as far as its words are known.

    A text that is too long for a heading has no meaning.
    """
    folded = heading.strip().casefold()
    if len(folded) > _LONGEST:
        return ColumnHeading()
    phrase = _as_phrase(folded)
    if role := _ROLES.get(folded) or _ROLES.get(phrase):
        return ColumnHeading(role=role, fit="whole")
    if phrase in _FIELD_ROLES:
        return ColumnHeading(role=_FIELD_ROLES[phrase], fit="field")
    return _read_specified(heading.strip()) or _read_words(folded)


def field_role(word: str) -> Role | None:
    """The role that a lower-case word names in a data file."""
    return _ROLES.get(word) or _FIELD_ROLES.get(word)


def _as_phrase(folded: str) -> str:
    return re.sub(r"[\s_.-]+", "", folded)


def _read_specified(heading: str) -> ColumnHeading | None:
    """A role followed by a unit or a language tag."""
    match = _SPECIFIED.fullmatch(heading)
    if match is None:
        return None
    phrase, detail = _as_phrase(match[1].casefold()), match[3]
    fit: Fit = "whole" if phrase in _ROLES else "field"
    role = _ROLES.get(phrase) or _FIELD_ROLES.get(phrase)
    if role in ("start", "end", "duration") and detail.lower() in ("s", "ms", "sec"):
        return ColumnHeading(role=role, fit=fit, in_ms=detail.lower() == "ms")
    is_certain = match[2] != " " or detail.casefold() in NAMES  # "text alt" names no language
    if role in _TEXTS and is_certain and (tag := find_tag(detail)):
        return ColumnHeading(role=role, fit=fit, language=tag)
    return None


def _read_words(folded: str) -> ColumnHeading:
    """A role and a language named among other words."""
    words = [word for word in re.findall(r"[^\W\d_]+", folded) if word != "the"]
    language = next(filter(None, map(_find_language, (folded, *words))), None)
    others = [word for word in words if _find_language(word) is None]
    roles = [role if (role := _ROLES.get(word)) != "id" else None for word in others]
    if not any(roles):
        # Longer ones are more likely remarks about a language.
        return ColumnHeading(language=language if len(words) <= _MOST_WORDS else None)
    # "Text of the translation" says more than that it is text.
    role = next((role for role in roles if role not in (None, "text")), "text")
    return ColumnHeading(role=role, fit="within" if roles[0] is None else "first", language=language)


def _find_language(word: str) -> str | None:
    """The language of a name; any short word could be a tag."""
    tag = find_tag(word)
    return _OWN_NAMES.get(word) or (tag if tag != word else None)
