"""Lines that nobody says: where a tape or a session begins or ends, ``Tape 1, Side B``, ``(Ende der Kassette)``."""

from __future__ import annotations

import re

__all__ = ["is_tape_line"]

_LONGEST = 80
_MEDIA_WORDS = """
tape tapes cassette side reel disc disk cd track session interview recording part kassette kassettenseite band
tonband tonbandes bandes seite aufnahme interviews sitzung teil gespräch gesprächs bande face séance entretien
enregistrement cinta casete cara lado sesión entrevista grabación fita gravação sessão nastro cassetta lato intervista
registrazione
кассета кассеты кассете сторона стороны запись записи пленка плёнка пленки плёнки лента ленты интервью часть части диск
беседа беседы kaset bant yüz kayıt görüşme نوار روی طرف جلسه مصاحبه ضبط الشريط شريط الوجه وجه الجلسة المقابلة التسجيل
קלטת הקלטת צד הצד סרט ראיון הריאיון הראיון הקלטה ההקלטה מפגש
"""
_BOUNDS_WORDS = """
end ends ending beginning begin begins start starts continued conclusion ende anfang beginn beginnt endet schluss
wechsel bandwechsel kassettenwechsel fin début fine inizio fim início final comienzo конец начало окончание продолжение
son başlangıç پایان آغاز شروع ادامه نهاية بداية تتمة סוף תחילת תחילה המשך סיום
"""
_NUMBERS_WORDS = """
one two three four five six seven eight nine ten first second third fourth eins zwei drei vier fünf erste ersten zweite
zweiten dritte dritten un une deux trois uno una dos tres due tre i ii iii iv v vi первая вторая третья первый второй
первой второй یک دو سه چهار پنج اول دوم سوم الأول الثاني الثالث الأولى الثانية ראשון ראשונה שני שנייה
"""
_SMALL_WORDS = """
of the an on and number no nr der des die das von vom de la le du del do da di della и شماره رقم من מספר של
"""
_MEDIA, _BOUNDS, _NUMBERS, _SMALL = (
    frozenset(words.split()) for words in (_MEDIA_WORDS, _BOUNDS_WORDS, _NUMBERS_WORDS, _SMALL_WORDS)
)
_WORD = re.compile(r"[^\W_]+(?:['’׳](?!\w))?")


def is_tape_line(text: str) -> bool:
    """Whether a line only says that a tape, a side of it, a session or an interview begins or ends."""
    if len(text) > _LONGEST:
        return False
    words = [word.strip("'’׳").casefold() for word in _WORD.findall(text)]
    media = [word for word in words if word in _MEDIA]
    rest = [word for word in words if word not in _MEDIA and word not in _SMALL]
    return bool(media and rest) and all(word in _BOUNDS or _is_number(word) for word in rest)


def _is_number(word: str) -> bool:
    """Whether a word counts tapes and sides: ``2``, ``B``, ``two``."""
    return word.isdecimal() or word in _NUMBERS or (len(word) == 1 and word.isalpha())
