"""Titles and roles as they stand in labels, in the languages in which interviews are published."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dragoman.language.folding import fold

__all__ = ["ARTICLES", "MEN", "PARTICLES", "ROLES", "TITLES", "WOMEN", "fold_words"]


@lru_cache(maxsize=8192)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a label as labels are compared: no case, no accents, letters of Arabic and Persian as one."""
    return tuple(fold(unicodedata.normalize("NFC", text.replace("\u200c", "")), "fa").split())


_MEN = "mr herr m monsieur sr señor signor senhor sir lord آقای السيد מר господин"
_WOMEN = "mrs ms miss frau mme mlle madame sra srta señora signora senhora dame lady خانم السيدة גברת גב госпожа"
_TITLES = """
dr doctor prof professor president vice senator sen representative rep congressman congresswoman governor gov mayor
general gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral ambassador amb minister prime
secretary chancellor chairman chairwoman chair judge justice attorney reverend rev father fr sister brother imam sheikh
shaykh sheik ayatollah hojatoleslam mullah maulana haj hajj hajji haji sayyid seyed sayed king queen prince princess
pope cardinal bishop archbishop rabbi the honorable hon acting deputy first maître don doña dra dottor dottoressa
sheikha emir amir доктор профессор президент
دکتر مهندس استاد پروفسور آیت الله آیت‌الله حجت الاسلام حجت‌الاسلام سردار سرهنگ سرتیپ حاج حاجی جناب سرکار رئیس جمهور
الدكتور الدكتورة د أ الأستاذ الأستاذة الشيخ الرئيس العميد اللواء المهندس الحاج الوزير السفير
דר פרופ הרב
"""
_ROLES = """
host presenter anchor interviewer interviewee moderator reporter journalist correspondent caller guest audience
participant narrator speaker translator interpreter question answer questioner q a voice man woman boy girl student
operator announcer chair chairman chairwoman chairperson witness counsel court clerk facilitator respondent producer
unknown unidentified male female member editor questions answers int res voiceover
moderatorin interviewerin sprecher sprecherin reporterin frage antwort zuschauer
journaliste animateur animatrice présentateur présentatrice intervieweur intervieweuse invité invitée réponse
presentador presentadora entrevistador entrevistadora periodista entrevistado entrevistada moderador moderadora
pregunta respuesta invitado invitada intervistatore intervistatrice giornalista conduttore conduttrice domanda risposta
ведущий ведущая корреспондент журналист журналистка гость вопрос ответ sunucu muhabir konuk soru cevap
مجری گزارشگر خبرنگار مهمان میهمان پرسش پاسخ سؤال سوال جواب س ج مصاحبه‌کننده مصاحبه‌شونده گوینده شنونده راوی
المذيع المذيعة المحاور المحاورة المقدم المقدمة مقدم مقدمة الضيف الضيفة المراسل المراسلة الصحفي الصحافي المتصل
מנחה מראיין מראיינת שאלה תשובה כתב כתבת אורח אורחת
"""
_ARTICLES = "the a an der die le la el l il our"
_PARTICLES = """
of the de da di do dos das del della von van der den ter ten la le du des el al an bin ibn bint abu abd ul ol e y and et
und zu zum af ben bar d l
"""

MEN, WOMEN, ROLES, ARTICLES = (frozenset(fold_words(words)) for words in (_MEN, _WOMEN, _ROLES, _ARTICLES))
TITLES = MEN | WOMEN | frozenset(fold_words(_TITLES))
PARTICLES = frozenset(_PARTICLES.split())
