"""The people and conditions that the head of a typed transcript states: ``Interviewee: Arthur Grey (AG)``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec

from dragoman.formats.prose.label_parts import Label, may_be_same, read_label
from dragoman.formats.prose.label_words import OFFICES, PROFESSIONS, RELATIVES, ROLES, TITLES, fold_words
from dragoman.formats.reading.access import access_stated
from dragoman.formats.reading.joined_names import split_names
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker

__all__ = ["HeadRole", "StatedPerson", "find_head_role", "find_named", "place_people", "split_head_role"]

HeadRole = Literal["interviewer", "interviewee", "transcriber", "access"]

_WORDS: dict[HeadRole, tuple[str, ...]] = {
    "interviewer": (
        "interviewer", "interviewers", "interviewed by", "interviewerin", "interviewt von",
        "befragerin", "befrager", "интервью провел", "интервью провела", "entrevistador", "entrevistadora",
        "intervieweur", "intervieweuse", "intervistatore", "intervistatrice", "интервьюер", "görüşmeci",
        "مصاحبه‌گر", "مصاحبه‌کننده", "پرسشگر", "المقابل", "المقابلة", "أجرى المقابلة", "أجرت المقابلة", "المحاور",
        "المحاورة", "الباحث", "الباحثة", "מראיין", "מראיינת",
        "rozmawiał", "rozmawiała", "wywiad przeprowadził", "wywiad przeprowadziła",
    ),
    "interviewee": (
        "interviewee", "interviewees", "narrator", "narrators", "respondent", "informant", "interviewte",
        "interviewter", "befragte", "befragter",
        "interviewpartner", "interviewpartnerin", "gesprächspartner", "gesprächspartnerin", "zeitzeuge", "zeitzeugin",
        "erzähler", "erzählerin", "interview with", "interview of", "témoin", "testigo", "testimone", "информант",
        "интервьюируемый", "интервьюируемая", "entrevistado", "entrevistada", "interviewé", "interviewée",
        "intervistato", "intervistata", "респондент", "рассказчик", "рассказчица", "görüşülen",
        "مصاحبه‌شونده", "مصاحبه با", "روایت‌کننده", "راوی", "الراوي", "الراوية", "מרואיין", "מרואיינת",
        "עדותו של", "עדותה של", "עד", "עדה", "מעיד", "מעידה",
    ),
    "transcriber": (
        "transcriber", "transcribers", "transcribed by", "transcription", "transcription by", "transkription",
        "transkribiert von", "transcrit par", "transcripción", "transcrito por", "trascrizione", "расшифровка",
        "پیاده‌کننده", "پیاده‌سازی", "التفريغ", "تفريغ", "المفرغ", "المفرغة", "תמלול", "מתמלל", "מתמללת",
        "transkrypcja", "transkrypcję wykonał", "transkrypcję wykonała", "spisał", "spisała", "transcrição",
        "transcriptie", "розшифровка",
    ),
    "access": (
        "access", "access conditions", "access restrictions", "conditions of access", "restrictions", "restriction",
        "pseudonym", "pseudonyms", "anonymised", "anonymized", "anonymisiert", "anonymisierung", "pseudonyme",
        "seudónimo", "pseudônimo", "pseudonimo", "псевдоним", "نام مستعار", "الاسم المستعار", "שם בדוי",
        "embargo", "closed until", "restricted until", "zugang", "sperrfrist", "sperrvermerk", "gesperrt bis",
        "nutzungsbedingungen", "nutzungsbeschränkung", "benutzungsbeschränkung",
        "accès", "conditions d'accès", "acceso",
        "restricciones", "accesso", "acesso", "доступ",
        "условия доступа", "ограничения доступа", "закрыто до", "закрыт до", "erişim",
        "دسترسی", "محدودیت دسترسی", "الإتاحة", "الاطلاع",
        "شروط الاطلاع", "גישה", "הגבלות גישה",
    ),
}  # fmt: skip
_BY_WORD: dict[tuple[str, ...], HeadRole] = {fold_words(word): role for role, words in _WORDS.items() for word in words}
# Whoever asks the questions is the interviewer, and whoever answers them the narrator.
_ASKING: dict[HeadRole, frozenset[str]] = {
    "interviewer": frozenset(fold_words("q question frage pregunta domanda вопрос в س سؤال سوال پرسش ש שאלה soru")),
    "interviewee": frozenset(fold_words("a answer antwort respuesta risposta ответ о ج جواب پاسخ ת תשובה cevap")),
}
_VALUE = re.compile(r"(?P<name>[^,،;؛()\[\]]+)(?:[(\[](?P<beside>[^()\[\]]*)[)\]])?(?P<rest>.*)", re.DOTALL)
_LINE = re.compile(r"[-–—•*\s]*([^:：]{2,40}?)\s*[:：]\s*(?=\S)")
# A family name, a comma and one or two given names.
_PART = r"[^\W\d_][\w'’-]+"
_INVERTED = re.compile(rf"(?P<family>{_PART}), (?P<given>{_PART}(?: {_PART})?)")
_NO_GIVEN = OFFICES | PROFESSIONS | RELATIVES | ROLES | TITLES
_LONGEST_NAME = 6


class StatedPerson(msgspec.Struct, frozen=True):
    """A line at the head that names a role; ``key`` and ``value`` are as typed, ``number`` the line in the file."""

    role: HeadRole
    key: str
    value: str
    line: str
    number: int | None = None


class _Named(msgspec.Struct, frozen=True):
    """A person's name and initials in a value, and whether the value says more than these.

    ``given`` is the given name if it follows the family name: ``Wolkowa, Anna``.
    """

    label: Label
    has_more: bool
    given: str | None = None


def find_head_role(key: str) -> HeadRole | None:
    """The role that the words before a colon name."""
    return _BY_WORD.get(fold_words(key))


def split_head_role(line: str, number: int | None = None) -> StatedPerson | None:
    """The line as a role and its value; ``None`` if it does not begin with a role."""
    match = _LINE.match(line)
    role = find_head_role(match[1]) if match else None
    return StatedPerson(role, match[1], line[match.end() :].strip(), line, number) if match and role else None


def find_named(value: str) -> Label | None:
    """The one person whom a value names: ``Arthur Grey`` in ``Arthur Grey (AG), born 3 March 1921``."""
    named = _read_value(value)
    return named.label if named else None


def _read_value(value: str) -> _Named | None:
    turned = _INVERTED.fullmatch(value)
    if turned is not None and not set(fold_words(turned["given"])) & _NO_GIVEN:
        return _Named(read_label(f"{turned['given']} {turned['family']}"), False, turned["given"])
    match = _VALUE.fullmatch(value)
    name = match["name"].strip(" .") if match else ""
    if match is None or not name or split_names(name) or len(name.split()) > _LONGEST_NAME:
        return None
    if any(map(str.isdecimal, name)):
        return None
    beside = (match["beside"] or "").strip()
    are_initials = bool(read_label(beside).initials) if beside else False
    label = read_label(name)
    short = msgspec.structs.replace(label, short=beside) if are_initials else label
    return _Named(short, bool(match["rest"].strip(" .") or (beside and not are_initials)))


def place_people(speakers: Sequence[Speaker], stated: Sequence[StatedPerson], log: ProblemLog) -> tuple[Speaker, ...]:
    """The speakers with the roles and names that the head states; a line that is not stored in full is reported."""
    placed = list(speakers)
    counts = Counter(line.role for line in stated)
    for line in stated:
        named = _read_value(line.value) if line.role in ("interviewer", "interviewee") else None
        found = [n for n, one in enumerate(speakers) if named and _is_named(one, named)]
        if not found and counts[line.role] == 1:
            found = [n for n, one in enumerate(speakers) if named and _has_role(one, line.role)]
        if named is None or len(found) != 1:
            _tell(line, log)
            continue
        placed[found[0]] = _with_stated(placed[found[0]], line, named.label)
        if named.has_more:
            _tell(line, log)
    return tuple(placed)


def _has_role(speaker: Speaker, role: HeadRole) -> bool:
    """Whether a speaker is only called by this role, or by the question or the answer: ``Interviewer``, ``Q``."""
    label = " ".join(fold_words(speaker.label or ""))
    return speaker.name is None and (find_head_role(label) == role or label in _ASKING.get(role, ()))


def _is_named(speaker: Speaker, named: _Named) -> bool:
    """Whether a speaker is called by this name or its initials.

    A given name after a comma may be a place or a trade: the page must support it by the initials or the name.
    """
    label = named.label
    forms = [read_label(form) for form in (speaker.label, speaker.name, *speaker.aliases) if form]
    if named.given is not None:
        given = set(fold_words(named.given))
        forms = [form for form in forms if given & set(form.words) or not set(form.words) & set(label.words)]
    return any(may_be_same(form, label) or may_be_same(label, form) for form in forms)


def _with_stated(speaker: Speaker, line: StatedPerson, label: Label) -> Speaker:
    is_role_label = find_head_role(speaker.label or "") is not None
    name = label.name if len(label.words) > 1 or is_role_label else None
    return msgspec.structs.replace(
        speaker,
        name=speaker.name or (name if name != speaker.label else None),
        role=speaker.role or (None if is_role_label else line.key),
        honorific=speaker.honorific or label.title,
    )


def _tell(line: StatedPerson, log: ProblemLog) -> None:
    where = Place(line=line.number)
    if line.role == "access":
        log.add(access_stated(line.line, where))
        return
    if line.role == "transcriber":
        message = "“{line}” is left out: the facts have no line for who made a transcript that is imported"
        problem = Problem.of("head-line-left-out", "warning", message, where, line=line.line)
        log.add(problem.suggesting("name the transcriber in the description, if readers are to know"))
        return
    message = "“{line}” is not stored in full: it says more than a name and a role, or fits no speaker for certain"
    problem = Problem.of("head-line-left-out", "warning", message, where, line=line.line)
    log.add(problem.suggesting("type the name and role of the speaker, and keep the rest in your own notes"))
