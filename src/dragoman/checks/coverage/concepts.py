"""Frequent words of interviews in eleven languages, by which a translation is matched with its original.

This is not a dictionary for translation. A row is a concept; words are folded, and a star stands for any ending.
"""

from __future__ import annotations

from functools import cache, lru_cache

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
begin* began start* begun|empez* empiez* comenz* comienz*|commenc* debut*|
  anfing* angefang* anfang* begann begonn* beginn*|comec*|cominci* inizi*|начал* начин*|بدأ* بدا* يبدأ* تبدأ* بداي*|
  شروع*|התחיל* מתחיל* התחלת*|basla*
buy* bought|compr*|achet*|kauf* gekauft*|compr*|compr*|купи* покупа*|اشتر* شراء*|خرید* خرید|קנה קנית* קנינו קונה*|
  satin
sell* sold|vend*|vend*|verkauf*|vend*|vend*|прода*|باع يبيع* بيع*|فروخت* فروش*|מכר* מוכר*|sat*
pay* paid|pag*|pay*|zahl* bezahl* gezahlt*|pag*|pag*|плат*|دفع* يدفع*|پرداخت*|שילמ* משלמ*|oder* odedi*
cost* price*|cost* cuest* preci*|cout* prix|kost* preis*|cust* preco*|cost* prezz*|стои* цен*|ثمن* سعر* كلف* يكلف*|
  قیمت*|עלה עולה מחיר*|fiyat*
live* lived|viv*|viv* vec* habit*|leb* wohn* gelebt*|viv* mor*|viv* abit*|жил* живет жить|عاش* يعيش* سكن* عشت*|زندگی*|
  גר גרה גרנו חי*|yasa*
learn* taught teach*|aprend* ensen*|appren* appri* enseign*|lern* gelernt*|aprend* ensin*|impar* insegn*|учи* выучи*|
  تعلم* علم*|یاد آموخت*|למד* לימד*|ogren* ogret*
teacher*|maestr* profesor*|maitre* instituteur* professeur*|lehrer*|professor*|maestr* insegnant*|учител*|معلم* مدرس*|
  معلم*|מורה*|ogretmen*
write* wrote written|escrib* escrit*|ecri*|schrieb* schreib* geschrieb*|escrev* escrit*|scriv* scritt*|
  писа* пиш* написа*|كتب* يكتب*|نوشت* نویس*|כתב* כותב*|yaz*
read*|lei* lee* leyo|lis* lu lire|las lesen liest gelesen|ler leu li lia|legg* letto|чита* прочит*|قرأ* قرا* يقرأ*|
  خواند*|קרא* קורא*|oku*
letter letters|carta cartas|lettre*|brief*|carta cartas|lettera lettere|письм*|رسالة رسائل|نامه*|מכתב*|mektup*
sing* sang song*|cant*|chant* chanson*|sang sing* lied*|cant*|cant* canzon*|песн* пел* пою*|غنى* يغني* أغني*|
  آواز ترانه*|שיר* שר*|sarki* turku*
music*|music*|musiqu*|musik*|music*|music*|музык*|موسيق*|موسیق*|מוזיק*|muzik*
sea|mar|mer|meer*|mar|mare|мор*|البحر بحر*|دریا*|ימ הימ|deniz*
river*|rio rios|fleuve* riviere*|fluss*|rio rios|fiume*|рек*|نهر*|رودخانه* رود|נהר*|nehir nehr* irmak*
boat* ship*|barc* buque*|bateau* navire*|boot* schiff*|barc* navio*|barc* nave navi|лодк* корабл*|قارب* مركب* سفين*|
  قایق* کشتی*|סירה* ספינ* אוני*|tekne* gemi* kayik*
train*|tren trenes|train*|zug*|trem trens|tren*|поезд*|قطار*|قطار*|רכבת*|tren*
road street*|calle* camin*|rue* route*|strasse* weg*|rua* estrad*|strad* via|улиц* дорог*|شارع* طريق*|
  خیابان* راه جاده*|רחוב* דרכ*|sokak* yol* cadde*
market*|mercad*|marche*|markt*|mercad* feira*|mercat*|рынок рынк* базар*|سوق* السوق|بازار*|שוק*|pazar* carsi*
shop store shops|tiend*|magasin* boutique*|laden* geschaft*|loj*|negozi* botteg*|магазин* лавк*|دكان* محل*|
  مغازه* دکان*|חנות*|dukkan*
factory factories|fabric*|usine* fabrique*|fabrik*|fabric*|fabbric*|завод* фабрик*|مصنع* معمل*|کارخانه*|מפעל*|fabrika*
hospital*|hospital*|hopita*|krankenhaus* spital*|hospita*|ospedal*|больниц* госпитал*|مستشف*|بیمارستان*|
  ביתחולימ חולימ|hastane*
doctor*|medic* doctor*|medecin* docteur*|arzt* arztin*|medic*|medic* dottor*|врач* доктор*|طبيب* دكتور*|دکتر* پزشک*|
  רופא*|doktor* hekim*
garden*|jardin*|jardin*|garten*|jardim jardin*|giardin* orto|сад* огород*|حديق* بستان*|باغ*|גן גינ*|bahce*
tree*|arbol*|arbre*|baum* baume|arvore*|alber*|дерев*|شجر*|درخت*|עצ עצימ|agac*
mountain*|montan* sierra|montagn*|berg* gebirg*|montanh* serra|montagn* mont*|гор*|جبل* جبال*|کوه*|הר הרימ|dag*
winter*|inviern*|hiver*|winter*|invern*|invern*|зим*|شتاء الشتاء|زمستان*|חורפ*|kis kisin
summer*|veran*|ete|sommer*|verao|estat*|лет* летом|صيف الصيف|تابستان*|קיצ*|yaz yazin
rain* snow*|lluv* llov* niev*|plu* neig*|regen* schnee*|chuv* chov* neve|piogg* piov* neve|дожд* снег*|مطر* ثلج*|
  باران* برف*|גשמ* שלג*|yagmur* kar
morning*|manana*|matin*|morgen*|manha*|mattin*|утр*|صباح* الصبح|صبح*|בוקר|sabah*
week weeks|semana*|semaine*|woche*|semana*|settiman*|недел*|أسبوع*|هفته*|שבוע*|hafta*
month months|mes meses|mois|monat*|mes meses|mese mesi|месяц*|شهر أشهر شهور|ماه*|חודש*|ay aylar
eat* ate food|com* comid*|mang* nourrit*|ass essen gegessen|com* comid*|mangi* cibo|ел еда ест*|أكل* طعام*|خورد* غذا*|
  אכל* אוכל|yemek* yedi*
sleep* slept|dorm* duerm*|dorm*|schlaf* schlief*|dorm* durm*|dorm*|спал* спит спать|نام* ينام* نوم*|خواب*|ישנ* לישונ|
  uyu*
afraid fear*|mied*|peur*|angst*|med*|paur*|боя* страх*|خوف* خاف* خفت أخاف|ترس*|פחד* מפחד*|kork*
marri* wedding*|cas* bod*|mari* epous*|heirat* verheirat* hochzeit*|cas*|spos* matrimoni*|жени* свадьб* замуж|
  تزوج* زواج* عرس*|ازدواج* عروس*|התחתנ* חתונ*|evlen* dugun*
born|naci* nac*|ne nee naiss*|geboren*|nasc*|nat*|родил*|ولد* مولود*|متولد* دنیا|נולד*|dogd* dogum*
hand hands|mano manos|main mains|hand hande|mao maos|mano mani|рук*|يد يده يدي يدها|دست*|יד ידיימ|el elim* eli*
eye eyes|ojo ojos|oeil yeux|auge*|olho*|occhi*|глаз*|عين* عيون*|چشم*|עינ עיניימ|goz*
change*|cambi*|chang*|ander* verander*|mud* mudanc*|cambi*|измен* меня*|تغير* تغيي*|عوض تغییر*|השתנ* שינ*|degis*
secret*|secret*|secret*|geheimn*|segred*|segret*|секрет* тайн*|سر*|راز* سر|סוד*|sir*
job jobs|emple* ofici*|emploi* metier*|beruf* stelle*|empreg* ofici*|mestier* impieg*|професси*|وظيف* مهن*|شغل*|
  תפקיד* מקצוע*|meslek*
help*|ayud*|aid*|helf* half* geholfen* hilf*|ajud*|aiut*|помо*|ساعد* مساعد*|کمک*|עזר* עזרה|yardim*
old|viej* vieja*|vieux vieille*|alt alte alten|velh*|vecchi*|стар*|عجوز قديم*|پیر قدیم*|זקנ* ישנ|yasli eski*
big large huge|grande* enorm*|grand grande grands grandes|gross* riesig*|grande*|grand*|больш* огромн*|كبير*|بزرگ*|
  גדול*|buyuk* koca
small little tiny|pequen* chic*|petit*|klein*|pequen*|piccol*|маленьк* небольш*|صغير*|کوچک*|קטנ*|kucuk*
good|buen*|bon bonne bons bonnes|gut gute*|bom boa bons boas|buon*|хорош*|جيد* طيب*|خوب*|טוב*|iyi*
beautiful pretty lovely|bonit* hermos* lind*|beau belle beaux belles|schon*|bonit* lind*|bell*|красив*|جميل*|
  زیبا* قشنگ*|יפה יפימ יפות|guzel*
cold|frio fria frios|froid*|kalt*|frio fria|fredd*|холодн*|بارد* برد|سرد*|קר קרה קור|soguk*
white|blanc*|blanc*|weis weise*|branc*|bianc*|бел*|ابيض بيضا*|سفید*|לבנ*|beyaz*
black|negr*|noir*|schwarz*|pret* negr*|ner*|черн*|اسود سودا*|سیاه*|שחור*|siyah* kara
red|roj*|rouge*|rot rote*|vermelh*|ross*|красн*|احمر حمرا*|قرمز* سرخ*|אדומ*|kirmizi*
laugh*|reir* reia* risa*|rire* riai* riait|lach* gelacht|rir ria* riu*|rid* ris*|смея* смех*|ضحك*|خندید* خنده* میخند*|
  צחק* צוחק*|gul*
cry cried crying weep wept|llor*|pleur*|wein*|chor*|piang* pians*|плак* плач*|بك* يبك*|گریه*|בכ*|agla*
smell*|oli* huel* olor*|sent* odeur*|riech* roch* geruch*|cheir*|odor* profum* puzz*|пах* запах*|رائحه ريحه|
  بو بوی*|ריח*|koku* kokt*
nobody none|nadie ningun*|personne aucun*|niemand* kein*|ninguem nenhum*|nessun*|никто никого никому|احد|کس کسی|איש|
  kimse* hicbir*
everything everyone everybody all|todo todos toda*|tout tous|alle* jeder|tudo todo*|tutt*|все все* всего|كل الجميع|همه*|
  כל כולמ הכל|herkes* hepsi butun her
new|nuev*|nouve* neuf|neu neue* neuen|nov*|nuov*|нов*|جديد*|جدید* نو|חדש*|yeni*
"""


def find_concepts(words: tuple[str, ...], language: str) -> frozenset[int]:
    """The indices of the rows with at least one of some folded words of a language."""
    key = {"prs": "fa", "iw": "he"}.get(primary(language), primary(language))
    return frozenset().union(*(_find_rows(word, key) for word in words))


@lru_cache(maxsize=50_000)
def _find_rows(word: str, language: str) -> tuple[int, ...]:
    exact, stems = _table(language)
    return (*exact.get(word, ()), *_find_stems(word, stems))


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
    rows = _ROWS.strip().replace("\n  ", "").splitlines() if column is not None else []
    for number, row in enumerate(rows):
        for word in row.split("|")[column or 0].split():
            table = stems if word.endswith("*") else exact
            folded = fold(word.rstrip("*"), language)
            table[folded] = (*table.get(folded, ()), number)
    return exact, stems
