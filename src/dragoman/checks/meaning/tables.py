"""Negation, doubt and duty in several languages, as patterns over folded words.

A ``sure`` word that has no counterpart is reported. ``other`` words may have the same meaning on the other side
("without", "hardly", "fail"), so that a rephrased translation is not a fault. ``idle`` phrases contain such a word
without its meaning ("not only", "n'est-ce pas"). ``bound`` words add no further negation beside one ("no vino nadie").
The words are spelled as :func:`dragoman.language.folding.fold` leaves them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["DOUBT", "DUTY", "FIRM", "NEGATION", "Signs", "count_any", "count_sure", "has_any", "has_sure", "unify"]

_LETTERS = str.maketrans("يىكةأإآؤئךםןףץ", "ییکهاااویכמנפצ")


class Signs(NamedTuple):
    """The patterns of one language."""

    sure: re.Pattern[str]
    other: re.Pattern[str]
    idle: re.Pattern[str] | None
    bound: re.Pattern[str] | None = None


# Words of the Romance languages that "in-" and "im-" negate; many other words begin with these letters too.
_IN = (
    r"in(?:uti|capa|jus|sufi|suff|compl|visi|segur|exis|tole|acept|accept|consc|crei|cred|cro|feli|evit|usua|habit"
    r"|attes|utile|digne|digno|fidel|doc)\w*|im(?:pos|probab|pun|perf|pid|puni|matur|moral|menso)\w*"
)


def _signs(sure: str, other: str = "", idle: str = "", bound: str = "") -> Signs:
    alone = [re.compile(rf"\b(?:{unify(words)})\b") if words else None for words in (sure, other, idle, bound)]
    first = alone[0]
    assert first is not None
    return Signs(first, alone[1] or first, alone[2], alone[3])


def unify(words: str) -> str:
    """Words in ordinary spelling -> in the letters that folding leaves."""
    return words.translate(_LETTERS)


def has_sure(signs: Signs, folded: str) -> bool:
    """Whether a folded text certainly contains a negation (or an expression of doubt or duty)."""
    return signs.sure.search(folded) is not None and signs.sure.search(_without_idle(signs, folded)) is not None


def has_any(signs: Signs, folded: str) -> bool:
    """Whether a folded text may contain one."""
    return signs.sure.search(folded) is not None or signs.other.search(folded) is not None


def count_sure(signs: Signs, folded: str) -> int:
    """The least number of negations (or expressions of doubt or duty) in a folded text, with one sentence a line."""
    if not signs.sure.search(folded):
        return 0
    if "\n" in folded:
        return sum(count_sure(signs, sentence) for sentence in folded.split("\n"))
    free, bound = _sort(signs, signs.sure, _without_idle(signs, folded))
    return max(free, min(bound, 1))


def count_any(signs: Signs, folded: str) -> int:
    """The greatest number that a folded text may contain, with one sentence a line."""
    if "\n" in folded:
        return sum(count_any(signs, sentence) for sentence in folded.split("\n"))
    free, bound = _sort(signs, signs.sure, folded)
    others, more = _sort(signs, signs.other, signs.sure.sub(" ", folded))
    return max(free, bound + (more if not free + bound else 0)) + others


def _sort(signs: Signs, pattern: re.Pattern[str], folded: str) -> tuple[int, int]:
    """The number of independent signs, and of those bound to another."""
    found = [match[0] for match in pattern.finditer(folded)]
    bound = sum(signs.bound is not None and signs.bound.fullmatch(sign) is not None for sign in found)
    return len(found) - bound, bound


def _without_idle(signs: Signs, folded: str) -> str:
    return signs.idle.sub(" ", folded) if signs.idle else folded


NEGATION = {
    "en": _signs(
        r"not|\w+n t|cannot|cant|dont|doesnt|didnt|isnt|wasnt|wont|never|nobody|nothing|none|nowhere|neither|nor|no",
        r"without|turn(?:ed|s|ing)? (?:\w+ )?down|g[ai]ve up|bare\w*|free of|short of|devoid"
        r"|hardly|barely|scarcely|rarely|seldom|(?<!a )few|little|less"
        r"|un(?!der|it|iv|ion|iq|cle|if|i|til|less)\w{3,}|for nothing|in vain"
        r"|im(?:possib|pati|mor|pract)\w+|in(?:capab|abil|suffic|compl|eff|just|visib|toler|accura|dispens)\w*"
        r"|dis(?:agree|appear|like|belie|obe|hon|trust|regard|continu|allow|approv)\w*|\w{3,}less|fail\w*|lack\w*"
        r"|refus\w*|reject\w*|declin\w+|against|oppos\w+|den(?:y|ied|ies)|stop\w*"
        r"|avoid\w*|prevent\w*|ban(?:s|ned)?|instead|rather than|except|only|far from"
        r"|miss(?:ed|es|ing)?|ceased?|illegal\w*|irr\w+|nope|minus"
        r"|(?:ran|runs?|running|was|were|is|are|left|leaves?) out of|absent\w*|absence|wrong"
        r"|ignor\w*|exclud\w*|unless|otherwise|nonetheless|nonsense|too \w+ to|forg[eo]t\w*|forbid\w*|rid of|lest",
        r"a little|little (?:boy|girl|brother|sister|son|daughter|one|house|room|boat|town|village|shop|by little)s?"
        r"|(?:could|can) ?n ?(?:o )?t (?:help|wait)|never mind|why do ?n t|why not|not long (?:after|before|ago)"
        r"|not far|not bad"
        r"|no end|no time|nothing like|no use|no good|no less|no fewer|before long|not least|for nothing|not so much"
        r"|not un\w+|do n t you|what not|god knows|no problem|not to worry|don t worry|no sweat|not a few"
        r"|not only|not just|not merely|no longer than|no doubt|no matter|no wonder|why not|whether or not|or not"
        r"|(?:is|are|was|were|do|does|did|have|has|had|wo|would|could|should|can)n t "
        r"(?:it|he|she|they|you|we|i|there|that)|no one knows how many|nothing but|not to mention|no sooner|nor",
    ),
    "es": _signs(
        r"(?:pero|porque|y) (?:nunca|nadie|nada)|no|nunca|jamas|nadie|nada|ningun|ninguna|ninguno|tampoco|ni",
        rf"sin|apenas|{_IN}|des(?:conoc|apar|ocup|confi|cart|agrad|hon|hac|leal)\w*|(?<!hace )(?<!hacen )falta\w*"
        r"|neg(?!oci|r)\w+|dej\w+|evit\w+|salvo|excepto|solo|poco|poca|pocos"
        r"|pocas|menos|imposible|sino|lejos|prohib\w+|perd\w+|caren?c\w+|mal|rara vez|fracas\w+"
        r"|al contrario|de otro modo|aun|raro|quien sabe|que se yo|en mi vida|ojala|ni idea|vaya a saber|olvid\w+"
        r"|acab\w+",
        r"no solo|no solamente|no obstante|como no|no mas que|a no ser|nada mas|de nada|no hay mas que|por que no"
        r"|o no|hasta que no|casi nada|como si nada|nada menos|verdad que no|no$|mas que nada"
        r"|no cabe duda|sin duda|ni hablar|ni siquiera un",
        r"nunca|jamas|nadie|nada|ningun\w*|tampoco|ni",
    ),
    "fr": _signs(
        r"pas|(?:(?:jamais|plus) )*(?:jamais|rien|aucune?)|nulle? ?(?:part)?|non"
        r"|ne? \w+ (?:\w+ ){0,2}(?:plus|personne)|(?:personne|nul) ne?",
        rf"ne|n|ni|sans|guere|peu|moins|{_IN}|manqu\w+|refus\w+|empech\w+|evit\w+|sauf|seulement"
        r"|personne|plus (?:de|d|rien|jamais|personne|aucune?)|impossible|faute\w*|loin|irr\w{4,}"
        r"|mal|mal(?:adroit|heur|honn|hab|sain)\w*|cess\w+|ignor\w+|nie\w*|interdi\w+|hors|rate\w*|oubli\w+|qui sait"
        r"|dieu sait"
        r"|en vain|nullement|aucunement|arret\w+|faillir|failli|evidemment|tort",
        r"(?:un|le|au|mon|ton|son|ses|mes|tes|les|des|nos|vos|ces|ce|de|deux|trois|quelques|cent|chaque|premiers?"
        r"|petits?|grands?|faux) pas|pas a pas|pas de (?:la )?porte|pour rien|un rien|si jamais|plus que jamais"
        r"|non loin|non sans|mieux que jamais|comme si de rien|pas moins|rien de moins|n importe|c est pas rien"
        r"|n est ce pas|pas mal|pas seulement|non seulement|pourquoi pas|non plus que|ou pas|ou non|rien que"
        r"|sans doute|plus qu?e?",
        r"nulle? ?(?:part)?|ne|n|personne|plus (?:de|d|rien|jamais|personne|aucune?)",
    ),
    "de": _signs(
        r"nicht|nie|niemals|niemand\w*|nichts|kein\w*|nirgends|nirgendwo|weder|nein",
        r"ohne|kaum|wenig\w*|selten|un(?!ser|ter|ten|ion|ivers|iform|garn|gefahr)\w{3,}|\w{3,}los\w*"
        r"|fehl\w+|mangel\w*|statt|auser|nur|miss\w+|verweiger\w+"
        r"|vermeid\w+|verbot\w*|verbiet\w*|verhinder\w+|leugn\w+|lehn\w+"
        r"|erst|vergess\w+|vergiss\w+|vergas\w+|umsonst|vergeblich|wer weis|falsch\w*|sonst|aufhor\w*|aufgehort"
        r"|horte\w* (?:\w+ ){0,4}auf",
        r"nicht mehr als|nicht weniger|nicht weit|nicht schlecht|mir nichts dir nichts|macht nichts|nichts fur ungut"
        r"|nicht wenige"
        r"|nicht nur|nicht wahr|nicht blos|nicht allein|warum nicht|nichts als|oder nicht|gar nicht mal",
    ),
    "pt": _signs(
        r"(?:mas|porque|e) (?:nunca|ninguem|nada)|nao|nunca|jamais|ninguem|nada|nenhum|nenhuma|nem|tampouco",
        rf"sem|apenas|mal|{_IN}|des(?:conh|apar|ocup|confi|cart|agrad|hon|leal)\w*|falt\w+|neg(?!oci|r)\w+|deix\w+"
        rf"|evit\w+|exceto|salvo|so|pouco\w*|pouca\w*"
        r"|menos|impossivel|longe|perd\w+|proib\w+|fracass\w+|raramente|nulo|esquec\w+|quem sabe|sei la"
        r"|acab\w+|em vao|a toa|parar\w*|parou",
        r"pois nao|nao e$|ate que nao|quase nada|nada menos|nao ha como|mais que nada|nao faz mal|nao so|nao somente"
        r"|nao apenas|ou nao|por que nao|de nada|nao obstante|sem duvida|nao e mesmo",
        r"nunca|jamais|ninguem|nada|nenhuma?|nem|tampouco",
    ),
    "it": _signs(
        r"(?:ma|pero|perche) (?:mai|nessuno|niente|nulla)|mica|macche|non|mai|nessun\w*|niente|nulla"
        r"|neanche|nemmeno|neppure|no",
        rf"senza|appena|{_IN}|dis(?:on|occ|app|cord)\w*|manc\w+|rifiut\w+|evit\w+|tranne|eccetto|solo"
        rf"|soltanto|poco|poca"
        r"|pochi|poche|meno|impossibil\w+|lontano|perd\w+|viet\w+|neg(?!ozi|li\b|r)\w+|smess\w+|smett\w+"
        r"|fall\w+|sco(?:nosc|mod|rrett|nvolt)\w*|raramente"
        r"|manco|chissa|chi lo sa|che ne so|boh|tutt altro|altro che|invano|affatto|dimentic\w+|guai|sbagli\w+"
        r"|a stento|ignor\w+",
        r"finche non|a meno che non|se non|se non altro|non vedo l ora|niente di meno|non fa niente|non c e di che"
        r"|come se niente"
        r"|piu di quanto non|non solo|non soltanto|non solamente|perche no|o no|non appena|niente male|di niente"
        r"|non che|come mai"
        r"|piu che mai",
        r"mica|mai|nessun\w*|niente|nulla|neanche|nemmeno|neppure",
    ),
    "ru": _signs(
        r"не|нет|никогда|никто|никого|никому|ничего|ничто|ничем|нигде|никуда|никак\w*|ни|нельзя|нечего"
        r"|некого|некому|негде|некуда"
        r"|незачем|нечем|не (?:с|к|на|у|о) (?:кем|кому|ком|чем|чему|кого)",
        r"без|едва|мало|не(?!дел|мец|мц|бо|бес|скольк|рв|фт|вест|жн|кто|сл|сет)\w{3,}|бес\w+|без\w+|отказ\w+|отриц\w+"
        r"|кроме|только|лишь"
        r"|меньше|редко|запре\w+|избе\w+|вряд"
        r"|отсутств\w+|переста\w+|нету|ни(?!з|ж|щ|т)\w{3,}|зря|иначе|кто знает|кто его знает|разве"
        r"|хватит|забы\w+|ошиб\w+|куда там|какое там|чуждо|лиш[ие]\w+|прекра\w+|напрасно|даром"
        r"|впустую",
        r"что бы ни|что ни|как ни|куда ни|кто ни|сколько ни|где ни|какои ни|чуть ли не|едва ли не|не то чтобы|не без"
        r"|не прочь"
        r"|до тех пор пока не|пока не|не может не|не мог\w* не|нельзя не|не по себе|не так (?:уж|давно|далеко)"
        r"|ничего страшного"
        r"|не за что|разве не|не хуже|не больше|не прошло и|не успе\w+|не дай бог|не хот\w+ ли|нет ли|не было ли"
        r"|не только|не правда ли|не так ли|правда нет|почему бы и нет|ничего себе|так или нет|не менее|не раз|чуть не",
        r"ни|ни(?!зк|жн|щ|т|ч[ьт]е)\w{2,}",
    ),
    "ar": _signs(
        r"[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|لست|لسنا|كلا|أبدا|ما كان|ما كنت|لسن|مش|مو|مافي|ما في|ماكو|مفيش|مافيش)"
        r"|[وف]?ما (?:كان\w*|كنا|عاد\w*|عدنا|عدت|عند(?:ي|نا|ه|ها|هم)|مع(?:ي|نا|ه|هم)|حدا|أحد|من أحد|عرف\w*|قدر\w*|شف\w*"
        r"|بقي\w*|نسي\w*|رجع\w*|خف\w*|خاف\w*|نام\w*|نمت|صدق\w*|حب\w*|ترك\w*|فهم\w*|سمع\w*|وجد\w*|استط\w*|أكل\w*"
        r"|تزوج\w*|بك\w*|تغير\w*|ندم\w*|تكلم\w*|طلب\w*|درس\w*)",
        r"[وفب]?(?:ما|غير|دون|بدون|بلا|إلا|عدم|سوى|قلما|نادرا|فقط|رفض\w*|نفى|نفي|منع\w*|فشل\w*|قليل\w*|نقص\w*|مستحيل\w*"
        r"|أقل|عدا|كف|توقف\w*|لولا|ألا|بل|ممنوع\w*|هيهات|محال|عاجز\w*|عجز\w*|خال من|خالي(?:ة|ا"
        r"|ات)?(?: من)?|انعد\w*|من يدري|نسي\w*|نسيت"
        r"|ينس\w*|أنس\w*"
        r"|حرم\w*|انقطع\w*|أبى|رغم|عبثا|خلا|امتنع\w*|افتقر\w*|كفى|بطل\w*)|ليس\w*"
        r"|[وفبأه]?[وف]?لا|لئلا|ل?كيلا",
        r"(?:سرعان|كثيرا|قليلا|طالما|غالبا|عادة|حال|كيف|أين|متى|كل|بعد|قبل|مثل|هذا|ذلك|أول|أهم|بقدر|حسب"
        r"|على|عن|من|في|إلى|مع) ما|لا بد|لا سيما|ليس فقط|لا يزال|لا تزال|لا شك|لا زال|ما زال|لا فقط"
        r"|لا سيما|أم لا|أو لا|مالا|لا محالة|لا ريب"
        r"|لا غير|لا أقل|لا حول|ما لم|إن لم|لا يقل|لا بأس|على الأقل|لا داعي للقلق|كما لا",
        r"ابدا|الا|سوي|غیر",
    ),
    "fa": _signs(
        r"نمی\w+|نه|نیست\w*|نبود\w*|ندار\w+|نداشت\w*|نشد\w*|نکرد\w*|نکن\w*|نخواه\w*|نخواست\w*|نباید|نتوان\w*|نرفت\w*"
        r"|نگفت\w*|نداد\w*|ندید\w*|نیامد\w*|نیاورد\w*|نگرفت\w*|نماند\w*|نرسید\w*|ندانست\w*|نفهمید\w*"
        r"|نشنید\w*"
        r"|(?:بر|در|باز|وا|فرو|فرا|ور)ن(?:گشت|گرد|خاست|خیز|داشت|دار|خورد|خور|یامد|رفت|کرد|گرفت|گیر)\w*"
        r"|ن(?:پرس|خرید|ساخت|ترس|فروخت|خندید|گذشت|کشید|ایستاد|پذیرفت|نوشت|خواند|بست|خوابید|جنگید|پوشید"
        r"|یافت|پرداخت|شناخت|فرستاد)\w*"
        r"|(?:حرف|زنگ|دست|سر|لبخند|قدم|فریاد|داد|گول|کتک|صدا|آسیب) نزد\w*"
        r"|نگذاشت\w*|نخورد\w*|نیفتاد\w*|نشو\w*|نباش\w*|نده\w*|نرو(?!ژ)\w*|هیچ\w*|هرگز|ابدا|نخیر",
        r"بدون|بی(?!رون|شتر|ست|ن\b|نی|مار|دار|ا)\w*|غیر|جز|نا(?!م|ن|گها|ه|ح|ز|خدا|ظ|شر)\w{3,}|عدم"
        r"|کم(?!ک|پ|ر|ان|ی)\w*|به ندرت|فقط|محال|مگر|خلاف"
        r"|ن(?!فر|ام|گاه|زد|شان|ظر|وشت|وا|شست|شین|ور|جات|خست|مای|هاد|صف|قش|ماز|مک|قد|گران|وه|سل|سب|تیج"
        r"|جار|یم|یرو|ور|وع|وک|هایت|وب|فس|قل|قره|هر|مون|خل|سیم)\w{3,}"
        r"|فاقد|ممنوع|خودداری|رد|منع|تنها|بلکه|نزد\w*|بعید|عمرا|مخالف\w*|فراموش\w*|چه می ?دان\w*|چه میدان\w*"
        r"|کی می ?دان\w*"
        r"|ترک|دست (?:برداشت|کشید)\w*|حیف|دریغ\w*|ن\w?می\w+|اشتباه",
        r"نه تنها|چرا (?:که )?نه|مگر نه|نه فقط|این نیست|یا نه|آیا نه|بی شک|بدون شک|هیچ شکی|خسته نباش\w*|ساعت نه"
        r"|بیست و نه|سی و نه|چهل و نه|پنجاه و نه|شصت و نه|هفتاد و نه|هشتاد و نه|نود و نه|نه سالگ\w*|نه ساله\w*"
        r"|بد نیست|بد نبود|کم نبود\w*"
        r"|نه (?:و (?:ربع|نیم)|نفر|تا|سال|ماه|روز|هفته|ساعت|هزار|میلیون|صبح|شب)",
        r"هیچ\w*|هرگز|ابدا",
    ),
    "he": _signs(
        r"[וש]?ש?(?:לא|אין|אינו|אינה|אינם|אינני|אינך|מעולם|לעולם לא|שום|כלום|איש לא|אסור|אי אפשר)",
        r"\w?(?:בלי|ללא|מבלי|חוץ|פרט|רק|מעט|כמעט|בקושי|חסר\w*|נטול\w*|סירב\w*|בלתי|אי|טרם|מלבד|פחות|אלא|נמנע\w*"
        r"|נכשל\w*)"
        r"|אינ\w+|אל ת\w+|לולא|שכח\w*|נשכח\w*|הפסיק\w*|מי יודע|מניין|טע[הוי]\w*|לשווא|חינמ|נגמר\w*|מנע\w*",
        r"עד שלא|לא רע|לא מעט|לא רחוק|לא פלא|אינ דבר|לא נורא|לא רק|נכון לא|למה לא|או לא|אין ספק|אין כמו|לא כן|לא פחות",
        r"[וש]?(?:שום|כלום|מעולם|איש)",
    ),
    "tr": _signs(
        r"degil\w*|yok(?!sa|sul|us|la)\w*|hayir|asla|hicbir\w*|\w{2,}m[iu]yor\w*|\w{2,}m[ae]d[iu]\w*"
        r"|\w{2,}m[ae]y[ae]c[ae]\w*"
        r"|(?!namaz|temaz|inanilmaz|kacinilmaz|vazgecilmez|unutulmaz|tukenmez|yilmaz|korkmaz|sonmez|olmazsa"
        r"|durmaz)\w{2,}m[ae]z\w*|\w{2,}m[ae]mis\w*|\w{2,}m[ae]y(?:[iu]z|[ae]n\w*)"
        r"|(?:bil|iste|san|git|sev|al|yap|konus|anla|inan|hatirla|kork|ver|sat)m[ae]m|\w{2,}[ae]m[ae]m\w*"
        r"|\w{2,}m[ae]m[ae](?:l[iu]|k)\w*|ne de",
        r"\w+[sS][iu]z\w*|hic\w*|sadece|az\w*|\w{2,}m[ae](?:m|y[ae]n\w*|y[iu](?:p|nc)\w*|d[ae]n\w*|d[iu][gk]\w*"
        r"|m[ae]\w*|s[iu]n(?:l[ae]r)?|z\w*)|ne \w+(?: \w+)? ne"
        r"|ancak|disinda|haric|zor|imkansiz|red\w+|yoksa"
        r"|nadiren|yasak|inanilmaz|kacinilmaz|vazgecilmez|unutulmaz|tukenmez|kim bilir|ne bileyim|bosuna|bosu bosuna"
        r"|unut\w+"
        r"|henuz|kaybet\w*|bitti|bitmis|kalma\w*|yanil\w*|yanlis\w*",
        r"\w{2,}r \w{2,}m[ae]z|ister istemez|ne de olsa|ne de \w+ degil|hic yoktan|az degil|yok yere|degil mi"
        r"|sadece degil|yalnizca degil|neden olmasin|yok mu",
        r"asla|hicbir\w*|hic\w*",
    ),
}  # fmt: skip

# Words that negate without a "not", by language; a translation renders them by such a word, a negation or an opposite.
FIRM = {
    language: re.compile(rf"\b(?:{unify(words)})\b")
    for language, words in {
        "es": r"sin(?! (?:embargo|duda\w*|parar|falta|cesar|querer|mas|fin|descanso))|(?:me|se|nos) neg(?!oci"
        r"|r)\w+|rechaz\w+"
        r"|imposible",
        "fr": r"sans(?! (?:doute|cesse|arret|fin|repit|faute))|refus\w+|impossible",
        "de": r"ohne(?! (?:zweifel|weiteres|pause|unterlass))|weiger\w+|unmoglich",
        "pt": r"sem(?! (?:duvida|parar|querer|falta|cessar|fim|descanso))|recus\w+|impossivel",
        "it": r"senza(?! (?:dubbio|sosta|fine|pausa))|rifiut\w+|impossibile",
        "ru": r"без(?! (?:конца|сомнени\w+|устали|пяти|десяти|двадцати|четверти|перерыва|остановки|умолку))"
        r"|отказал\w*|невозможно",
        "ar": r"[وف]?(?:بدون|بلا|دون)(?! (?:شك|توقف|انقطاع|ريب|استثناء))|[وف]?رفض\w*|[وف]?مستحيل\w*",
        "fa": r"بدون(?! (?:شک|وقفه|توقف|تردید|استثنا))|غیرممکن|ناممکن|محال",
        "he": r"[וש]?(?:בלי|ללא|מבלי)(?! (?:ספק|הפסקה|הרפ))|סירב\w*|סירבתי",
        "tr": r"(?!sessiz|hirsiz|issiz|sonsuz|arsiz|ansiz|temiz|deniz)\w{2,}s[iu]z|imkansiz|reddet\w*",
    }.items()
}

DOUBT = {
    "en": _signs(r"perhaps|maybe|possibly|probably|presumably|apparently", r"might|may|could|seem\w*|likely|think|guess"
        r"|suppose\w*|imagine|must|can|if|believe\w*|would|suspect\w*|about|some|chance|sure|looks?|appear\w*|possib\w+"
        r"|probab\w+|presum\w+|assum\w+|conceivabl\w+|will|expect\w*|reckon\w*|wonder\w*|hop(?:e|es|ed|ing)|bet"
        r"|who knows|d say|dare say|likel\w*|odds"
        r"|unsure|uncertain\w*|tend\w*|almost|fe(?:el|els|lt)|sort of|kind of|evident\w*|doubt\w*|or so"),
    "es": _signs(r"quizas?|tal vez|acaso|a lo mejor|probablemente|posiblemente|seguramente", r"pued\w+|podr\w+|parec\w+"
        r"|cre[oe]\w*|supon\w+|pienso|sera\w*|habra\w*|si|deb\w+|seria\w*|capaz|igual|posib\w+|probab\w+"
        r"|al parecer|imagin\w+"),
    "fr": _signs(r"peut etre|sans doute|probablement|possiblement|vraisemblablement", r"pourr\w+|peu\w+|sembl\w+|crois"
        r"|pense|suppos\w+|devr\w+|doi\w+|si|imagin\w+|apparemment|possib\w+|probab\w+|parai\w+|serai\w*|aurai\w*"),
    "de": _signs(r"vielleicht|wahrscheinlich|moglicherweise|vermutlich|womoglich|eventuell", r"konn\w+|kann"
        r"|wohl|schein\w+"
        r"|glaube|denke|durft\w+|mag|mog\w+|wurd\w+|etwa|wenn|anscheinend|offenbar|nehme|wahrscheinlich\w*"),
    "pt": _signs(r"talvez|quica|provavelmente|possivelmente|porventura", r"pod\w+|parec\w+|acho|ach\w+|creio|dev\w+|se"
        r"|suponho|imagin\w+|sera\w*|seria\w*|possive\w+|prova\w+|calhar"),
    "it": _signs(r"forse|magari|probabilmente|possibilmente|puo darsi", r"pu[oò]|potr\w+|poss\w+|sembr\w+"
        r"|cred\w+|pens\w+"
        r"|dev\w+|dovr\w+|se|suppon\w+|immagin\w+|sar\w+|pare|probabil\w+|chiss\w+"),
    "ru": _signs(r"может быть|возможно|наверное|вероятно|пожалуи|видимо", r"мож\w+|мог\w+|каж\w+|дума\w+|если|похож\w+"
        r"|долж\w+|бы|вероят\w+|возможн\w+|полага\w+|наверн\w+|авось|вдруг|очевидно"),
    "ar": _signs(r"ربما|لعل\w*|يحتمل|من المحتمل|على الأرجح", r"قد|يمكن\w*|ممكن\w*|أظن\w*|أعتقد\w*|يبدو|عسى|إن"
        r"|إذا|كأن\w*"
        r"|أحسب|احتمال\w*|محتمل\w*|أرجح|غالبا|\w*قد"),
    "fa": _signs(r"شاید|احتمالا|لابد|گویا|ممکن است", r"ممکن\w*|می\s?توان\w*|میتوان\w*|گمان\w*|فکر|اگر|باید|به نظر|انگار"
        r"|احتمال\w*|بتوان\w*|خیال|ظاهرا|چه بسا|حدس"),
    "he": _signs(r"[ושה]?(?:אולי|כנראה|ככל הנראה|יתכן|ייתכן)", r"יכול\w*|עשוי\w*|אפשר\w*|נדמה|חושב\w*|נראה|אמ|סביר\w*"
        r"|עלול\w*|אפשרי\w*|בטח|\w?אולי"),
    "tr": _signs(r"belki\w*|galiba|muhtemelen|herhalde|olasilikla", r"olabilir\w*|\w+[ae]bil\w*|san\w+|gibi"
        r"|sanki|gerek\w*"
        r"|mumkun\w*|ihtimal\w*|olas\w*|eger|acaba"),
}  # fmt: skip

DUTY = {
    "en": _signs(r"must|have to|has to|had to|obliged|forced to|compelled", r"should|need\w*|ought|suppose\w*|necess\w+"
        r"|requir\w+|got to|gotta|need|oblig\w+|forc\w+|duty|compuls\w+|let|obligat\w+|will|shall|want\w*"
        r"|order\w*|made|make"
        r"|no choice|be to|are to|is to|was to|were to|musn|force\w*|sure|probably|be|it takes|want|due|owe\w*|better"),
    "es": _signs(r"ten(?:go|emos|ia|iamos|ian) que|tiene que|tienen que|tuv\w+ que|hay que|habia que|hubo que"
        r"|deben?|debemos|debia\w*|obligad[oa]s?",
        r"deb\w+|neces\w+|falta|oblig\w+|precis\w+|toca\w*|forz\w+|ha\w* de|que|exig\w+|mandat\w+|imprescind\w+"
        r"|remedio"),
    "fr": _signs(r"doi[stv]\w*|devons|devez|faut|fallait|fallu|oblige\w*|faudra\w*|contraint\w*",
        r"dev\w+|du|besoin|necess\w+|falloir|forc\w+|exig\w+|oblig\w+|impos\w+|faill\w+|a faire"),
    "de": _signs(r"muss\w*|musst\w*|gezwungen|mus", r"soll\w*|brauch\w+|notig\w*|notwend\w+|zwing\w+"
        r"|verpflicht\w+|hab\w* zu"
        r"|pflicht|zwang|gilt|wird|werden"),
    "pt": _signs(r"tenho que|tenho de|tem que|tem de|temos que|temos de|tinha que|tinha de"
        r"|teve que|teve de|tivemos (?:que|de)"
        r"|tiveram (?:que|de)|tive (?:que|de)"
        r"|deve|devem|devemos|devia\w*|obrigad[oa]s? a",
        r"dev\w+|precis\w+|necess\w+|oblig\w+|obrig\w+|forc\w+|ha que|e preciso|que|exig\w+|falta"),
    "it": _signs(r"dev[eo]|devono|dobbiamo|dovev\w+|dovut\w+|bisogna|bisognava|costrett\w+|obbligat\w+",
        r"dov\w+|bisogn\w+|necess\w+|occorr\w+|serv\w+|va|vanno|andav\w+|obblig\w+|tocca\w*|debb\w+|forz\w+"),
    "ru": _signs(r"должен|должна|должны|должно|нужно|надо|обязан\w*|приходится|пришлось|придется|вынужден\w*",
        r"след\w+|необход\w+|нуж\w+|требу\w+|стоит|долж\w+|обяз\w+|прих\w+|при[шд]\w+|застав\w+|над\w*|пора"),
    "ar": _signs(r"[وف]?(?:يجب|وجب|لا بد|ينبغي|اضطر\w*|مضطر\w*|علينا أن|عليه أن|عليهم أن|على أن|علي أن)",
        r"\w?(?:يلزم|لازم|لابد|واجب|ضرور\w+|يتعين|تعين|احتاج|نحتاج|يحتاج|علي\w*|أجبر\w*|مجبر\w*|لزام\w*|ملزم\w*"
        r"|بد|اضطر\w*)"),
    "fa": _signs(r"باید|بایست\w*|می بایست|مجبور\w*|ناچار\w*", r"لازم\w*|بای\w*|ضرور\w+|نیاز\w*|واجب|الزام\w*"
        r"|وادار\w*|ناگزیر"
        r"|احتیاج|وظیفه|موظف\w*|می\s?بای\w+|میبای\w+"),
    "he": _signs(r"[וש]?(?:חייב|חייבת|חייבימ|חייבות|צריכ|צריכה|צריכימ|נאלצ\w*|מוכרח\w*|מוכרחימ|מוכרחה)",
        r"\w?(?:יש|היה|עלי\w*|נדרש\w*|דרוש\w*|מוטל|אמור\w*|הכרח\w*|צורכ|צריכ\w*|חייב\w*|חובה|אלצ\w*|מוכרח\w*)"),
    "tr": _signs(r"zorunda\w*|\w{2,}m[ae]l[iı]\w*|mecbur\w*|gerekiyor\w*|gerekir\w*|lazim\w*",
        r"gerek\w*|sart\w*|zor\w*|laz\w+|icap|ihtiyac\w*|zorunlu\w*|bekle\w*"),
}  # fmt: skip
