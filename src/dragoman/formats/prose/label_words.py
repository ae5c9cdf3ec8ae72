"""Titles and roles in labels, in the languages in which interviews are published."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from dragoman.language.folding import fold

__all__ = [
    "ARTICLES",
    "MEN",
    "OFFICES",
    "PARTICLES",
    "PROFESSIONS",
    "RELATIVES",
    "ROLES",
    "TITLES",
    "WOMEN",
    "fold_words",
]


@lru_cache(maxsize=8192)
def fold_words(text: str) -> tuple[str, ...]:
    """The words of a label for comparison: no case, no accents, Arabic and Persian letters unified."""
    return tuple(fold(unicodedata.normalize("NFC", text.replace("\u200c", "")), "fa").split())


_MEN = "mr herr m monsieur sr señor signor senhor sir lord آقای السيد מר господин"
_WOMEN = "mrs ms miss frau mme mlle madame sra srta señora signora senhora dame lady خانم السيدة גברת גב госпожа"
_TITLES = """
dr doctor prof professor president vice senator sen representative rep congressman congresswoman governor gov mayor
general gen colonel col captain capt major maj lieutenant lt sergeant sgt admiral ambassador amb minister prime
secretary chancellor chairman chairwoman chair judge justice attorney reverend rev father fr sister brother imam sheikh
shaykh sheik ayatollah hojatoleslam mullah maulana haj hajj hajja hajji haji sayyid seyed sayed king queen prince
princess
pope cardinal bishop archbishop rabbi the honorable hon acting deputy first maître don doña dra dottor dottoressa
sheikha emir amir sayyed sayyida seyyed sayed syed sidi excellency eminence majesty highness holiness monsignor
director доктор профессор президент
دکتر مهندس استاد پروفسور آیت الله آیت‌الله حجت الاسلام حجت‌الاسلام سردار سرهنگ سرتیپ حاج حاجی جناب سرکار رئیس جمهور
الدكتور الدكتورة د أ الأستاذ الأستاذة الشيخ الرئيس العميد اللواء المهندس الحاج الوزير السفير
דר פרופ הרב
"""
_ROLES = """
host cohost presenter anchor interviewer interviewee moderator reporter journalist correspondent caller guest audience
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
# Professions and offices; beside a name they are not part of it. Trades that are also surnames, such as Baker, are left
# out.
_PROFESSIONS = """
nurse doctor surgeon midwife teacher historian writer author novelist playwright artist sculptor musician
composer actor actress director filmmaker photographer journalist periodista journaliste journalistin giornalista
jornalista журналист журналистка correspondent lawyer attorney engineer
architect fisherman fisherwoman beekeeper
economist scientist physicist chemist biologist researcher scholar analyst activist translator student
psychologist sociologist anthropologist archaeologist linguist philosopher theologian
ärztin arzt krankenschwester lehrer lehrerin autor autorin historiker historikerin schriftsteller schriftstellerin
infirmière médecin professeur historien historienne écrivain écrivaine avocat avocate
enfermera médico maestra maestro historiador historiadora escritor escritora abogado abogada pescadora pescador
خبرنگار روزنامه‌نگار صحفي صحفية الصحفي الصحفية الصحافي پرستار پزشک معلم نویسنده شاعر مورخ کارگردان وکیل ممرضة ممرض
طبيب طبيبة كاتب كاتبة شاعر مؤرخ محام محامية
"""
_OFFICES = """
director head chief manager secretary general minister president premier chancellor chairman chairwoman chairperson
chair
spokesman spokeswoman spokesperson leader commander founder co-founder cofounder member deputy governor mayor ambassador
senator representative commissioner coordinator adviser advisor professor lecturer fellow ceo cto cfo executive officer
owner editor dean rector principal superintendent sheriff inspector envoy delegate candidate
generalsekretär generalsekretärin vorsitzender vorsitzende sprecher sprecherin leiter leiterin ministerin präsident
präsidentin direktor direktorin botschafter botschafterin
maire bürgermeister bürgermeisterin prefeito prefeita sindaco sindaca мэр başkan bakan
directeur directrice secrétaire général générale ministre président présidente porte-parole chef responsable
directora secretario secretaria ministro ministra presidente presidenta portavoz jefe jefa alcalde alcaldesa
diretor diretora secretário secretária porta-voz segretario segretaria ministro portavoce direttore direttrice
министр президент директор генеральный секретарь председатель представитель руководитель глава
رئیس وزیر دبیر دبیرکل معاون نماینده سخنگو مدیر مدیرکل فرمانده سفیر استاندار
رئيس رئيسة وزير وزيرة أمين الأمين العام نائب مدير مديرة المدير قائد سفير ناطق متحدث عضو النائب الوزير الرئيس
שר שרת נשיא נשיאה מנכ״ל מזכ״ל דובר דוברת יושב
"""
# What somebody is to the person whose name follows: "Daughter of Mrs. Klein". Words that are also names or parts of
# names (Umm, Ibn, Mann, Pere, Primo) are left out; so are those that are also titles (Father, Sister).
_RELATIVES = """
wife husband widow widower son daughter mother mum mom dad parents grandmother grandfather grandma grandpa grandson
granddaughter aunt uncle nephew niece cousin fiancé fiancée
ehefrau ehemann gattin gatte witwe witwer sohn tochter mutter vater eltern bruder schwester oma opa großmutter großvater
enkel enkelin tante onkel neffe nichte kusine schwager schwägerin
épouse époux veuve fils fille mère frère sœur soeur tante oncle neveu nièce cousine
esposa esposo marido mujer viuda hija hijo madre padre hermana hermano abuela abuelo tío sobrina sobrino
filha filho mãe pai irmã irmão avó avô moglie marito figlia figlio sorella fratello nonna nonno
муж жена вдова сын дочь мать отец мама папа брат сестра бабушка дедушка дед внук внучка тетя тётя дядя зять невестка
свекровь тёща теща тесть
eşi karısı kocası oğlu kızı annesi babası kardeşi ablası ağabeyi
همسر شوهر پسر دختر مادر پدر برادر خواهر مادربزرگ پدربزرگ عمو عمه دایی خاله داماد عروس نوه
زوج زوجة والد والدة ابنة شقيق شقيقة حفيد حفيدة
אשתו בעלה אשת אמו אביו אביה אמה אחיו אחותו בנו בתו סבתא סבא
"""
_ARTICLES = "the a an der die le la el l il our"
_PARTICLES = """
of the de da di do dos das del della von van der den ter ten la le du des el al an bin ibn bint abu abd ul ol e y and et
und zu zum af ben bar d l
"""

MEN, WOMEN, ROLES, ARTICLES, RELATIVES = (
    frozenset(fold_words(words)) for words in (_MEN, _WOMEN, _ROLES, _ARTICLES, _RELATIVES)
)
TITLES = MEN | WOMEN | frozenset(fold_words(_TITLES))
PROFESSIONS, OFFICES = (frozenset(fold_words(words)) for words in (_PROFESSIONS, _OFFICES))
PARTICLES = frozenset(_PARTICLES.split())
