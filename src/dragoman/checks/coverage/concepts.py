"""Words that interviews are full of, in eleven languages: enough to tell whose translation a translation is.

No dictionary for translating. A row is one concept; words are folded, and a star stands for any ending.
"""

from __future__ import annotations

from functools import cache

from dragoman.language.folding import fold, primary

__all__ = ["find_concepts"]

_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "he", "tr")
_ROWS = """
father|padre|pere|vater|pai|padre|отец отц*|أب أبي أبوه والد* أبيه|پدر*|אבא אבי|baba*
mother|madre|mere|mutter|mae|madre|мать матер* мам*|أم أمي والدة والدتي|مادر*|אמא אמי|anne*
brother*|herman*|frere*|bruder bruder*|irma*|fratell*|брат*|أخ أخي إخوة|برادر*|אח אחי אחימ|kardes*
son sons|hijo*|fils|sohn*|filho*|figli*|сын*|ابن* ولد*|پسر*|בן בני|ogl*
daughter*|hija*|fille*|tochter*|filha*|figlia|дочь дочер*|ابنت* بنت*|دختر*|בת בתי|kiz*
child*|nino* nina*|enfant*|kind*|crianc*|bambin*|дети детей ребен*|طفل أطفال*|بچه* کودک*|ילד*|cocuk*
people|gente|gens|leute menschen|gente pessoas|gente|люди людей|الناس ناس|مردم*|אנשימ|insan* halk*
house home|casa|maison|haus hause|casa|casa|дом дома доме домой|بيت* منزل*|خانه*|בית הבית|ev evde eve evi evimiz*
school*|escuela*|ecole*|schule*|escola*|scuola*|школ*|مدرسة المدرسة|مدرسه*|ביתספר|okul*
war|guerra|guerre|krieg*|guerra|guerra|войн*|حرب* الحرب|جنگ*|מלחמ* המלחמה|savas*
water|agua|eau|wasser|agua|acqua|вод*|ماء الماء|آب|מים המים|su suyu
bread|pan|pain|brot|pao|pane|хлеб*|خبز*|نان*|לחמ|ekmek*
money|dinero|argent|geld|dinheiro|soldi|деньг* денег|مال المال نقود|پول*|כספ|para*
work worked working|trabaj*|travail*|arbeit* gearbeitet|trabalh*|lavor*|работ*|عمل* يعمل* أعمل*|کار*|עבד* עבודה|calis*
year years|ano anos|an ans annee*|jahr*|ano anos|anno anni|год года году лет|سنة سنوات عام|سال*|שנה שנימ בשנת|yil*
day days|dia dias|jour*|tag tage*|dia dias|giorno giorni|день дня дней|يوم* أيام*|روز*|יום ימימ|gun*
night|noche*|nuit*|nacht*|noite*|notte*|ночь ночи|ليل*|شب*|לילה|gece*
today|hoy|aujourd|heute|hoje|oggi|сегодня|اليوم|امروز*|היום|bugun*
now|ahora|maintenant|jetzt|agora|adesso ora|сейчас теперь|الآن|الان اکنون حالا|עכשיו|simdi
city town|ciudad*|ville*|stadt*|cidade*|citta|город*|مدينة المدينة|شهر*|עיר העיר|sehir sehr*
village*|pueblo* aldea*|village*|dorf*|aldea*|paese villaggio|деревн*|قرية القرية|روستا* ده|כפר|koy*
country|pais|pays|land|pais|paese|стран*|بلد* البلد|کشور*|ארצ|ulke*
because|porque|parce|weil|porque|perche|потому|لأن*|چون زیرا|כי|cunku
friend*|amig*|ami amis amie*|freund*|amig*|amic*|друг друзь*|صديق* أصدقاء*|دوست*|חבר*|arkadas*
why|por|pourquoi|warum|porque|perche|почему|لماذا|چرا|למה מדוע|neden nicin
when|cuando|quand|wann als|quando|quando|когда|متى عندما|کی وقتی|מתי כאשר|zaman
where|donde|ou|wo|onde|dove|где куда|أين|کجا*|איפה היכנ|nere*
who|quien*|qui|wer|quem|chi|кто|من|کی چه|מי|kim*
how|como|comment|wie|como|come|как|كيف|چطور چگونه|איכ|nasil
many|cuant* much*|combien beaucoup|viele|quant* muit*|quant* molt*|сколько много|كم كثير*|چند خیلی|כמה הרבה|kac cok
thank thanks|gracias|merci|danke*|obrigad*|grazie|спасибо|شكرا|ممنون* تشکر* متشکر*|תודה|tesekkur*
always|siempre|toujours|immer|sempre|sempre|всегда|دائما|همیشه|תמיד|hep
we our us|nosotros nuestr*|nous notre nos|wir uns unser*|nos noss*|noi nostr*|мы нас нам наш*|نحن|ما|אנחנו|biz*
i my me|yo mi me|je j mon ma mes moi|ich mein* mir mich|eu meu minha|io mio mia|я меня мне мо*|أنا|من|אני|ben*
she her|ella|elle|sie ihr*|ela|lei|она ее ей|هي|او|היא|onun
wife husband|marido mujer|mari femme|frau mann|marido mulher|marito moglie|муж* жен*|زوج*|شوهر* زن*|בעלי אשתי|koca*
book*|libro*|livre*|buch*|livro*|libro libri|книг*|كتاب*|کتاب*|ספר*|kitap*
police|polici*|polic*|polizei|polici*|polizi*|полици* милици*|شرطة الشرطة|پلیس*|משטרה|polis*
prison jail|carcel prision|prison|gefangnis*|prisao cadeia|prigione carcere|тюрьм*|سجن*|زندان*|כלא|hapis*
die died dead death|muert* mur*|mort*|tot starb tod|mort* morr*|mort*|умер* смерт*|مات موت|مرد مرگ فوت|מת מתה|oldu olum*
name|nombre llam*|nom appel*|name heis*|nome cham*|nome chiam*|имя зовут|اسم*|نام اسم*|שמ|adi ad
god|dios|dieu|gott|deus|dio|бог*|الله|خدا*|אלוהימ|allah tanri
door|puerta*|porte*|tur|porta*|porta*|двер*|باب*|در|דלת|kapi*
"""


def find_concepts(words: tuple[str, ...], language: str) -> frozenset[int]:
    """The rows that the folded words of a language have."""
    exact, stems = _table({"prs": "fa", "iw": "he"}.get(primary(language), primary(language)))
    found = {row for word in words for row in exact.get(word, ())}
    return frozenset(found | {row for word in words for row in _find_stems(word, stems)})


def _find_stems(word: str, stems: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    for length in range(min(len(word), 9), 1, -1):
        found = stems.get(word[:length])
        if found:
            return found
    return ()


@cache
def _table(language: str) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
    exact: dict[str, tuple[int, ...]] = {}
    stems: dict[str, tuple[int, ...]] = {}
    column = _LANGUAGES.index(language) if language in _LANGUAGES else None
    rows = _ROWS.strip().splitlines() if column is not None else []
    for number, row in enumerate(rows):
        for word in row.split("|")[column or 0].split():
            table = stems if word.endswith("*") else exact
            folded = fold(word.rstrip("*"), language)
            table[folded] = (*table.get(folded, ()), number)
    return exact, stems
