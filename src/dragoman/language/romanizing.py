"""Words of other scripts in Latin letters, by ALA-LC, for readers who compare figures and cannot read the script.

Arabic and Hebrew are written without most vowels. For number words, months and units a table of whole words has them;
other words are romanized without the missing vowels.
"""

from __future__ import annotations

import re
import unicodedata

from dragoman.language.digits import to_ascii
from dragoman.language.folding import primary

__all__ = ["romanize"]


def _table(letters: str, latin: str) -> dict[str, str]:
    return dict(zip(letters, latin.split(), strict=True))


_ARABIC = _table(
    "ءأآإؤئابتثجحخدذرزسشصضطظعغفقكلمنهويىة\u064e\u064f\u0650\u0670\u064b\u064c\u064d",
    "ʼ a ʼā i ʼ ʼ ā b t th j ḥ kh d dh r z s sh ṣ ḍ ṭ ẓ ʻ gh f q k l m n h w y á ah a u i ā an un in",
) | {"ـ": "", "\u0652": ""}
_PERSIAN = _ARABIC | _table("آثذضظوچپژگکیۀ", "ā s̱ ẕ z̤ ẓ v ch p zh g k ī ih-yi")
_HEBREW = _table("אבגדהוזחטיךכלםמןנסעףפץצקרשת־׳״", "ʼ v g d h o z ḥ ṭ i kh k l m m n n s ʻ f p ts ts ḳ r sh t - ʹ ʺ")
_RUSSIAN = _table(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e ë zh z i ĭ k l m n o p r s t u f kh ts ch sh shch ʺ y ʹ ė iu ia",
)

_LETTERS = {"ar": _ARABIC, "fa": _PERSIAN, "prs": _PERSIAN, "he": _HEBREW, "iw": _HEBREW, "ru": _RUSSIAN}

_WORDS = {
    "ar": """صفر ṣifr واحد wāḥid واحدة wāḥidah اثنان ithnān اثنين ithnayn اثنتان ithnatān اثنا ithnā ثلاث thalāth
        ثلاثة thalāthah أربع arbaʻ أربعة arbaʻah خمس khams خمسة khamsah ست sitt ستة sittah سبع sabʻ سبعة sabʻah
        ثماني thamānī ثمانية thamāniyah ثمان thamān تسع tisʻ تسعة tisʻah عشر ʻashar عشرة ʻasharah عشرون ʻishrūn
        عشرين ʻishrīn ثلاثون thalāthūn ثلاثين thalāthīn أربعون arbaʻūn أربعين arbaʻīn خمسون khamsūn خمسين khamsīn
        ستون sittūn ستين sittīn سبعون sabʻūn سبعين sabʻīn ثمانون thamānūn ثمانين thamānīn تسعون tisʻūn تسعين tisʻīn
        مئة miʼah مائة miʼah مئتان miʼatān مئتين miʼatayn مئات miʼāt ألف alf ألفان alfān ألفين alfayn آلاف ālāf
        مليون milyūn ملايين malāyīn مليار milyār نصف niṣf ربع rubʻ ثلث thulth ثلثي thulthay بالمئة bi-al-miʼah
        بالمائة bi-al-miʼah في fī عام ʻām سنة sanah يوم yawm ساعة sāʻah شهر shahr دولار dūlār دينار dīnār ريال riyāl
        جنيه junayh كيلومتر kīlūmitr متر mitr طن ṭunn هجرية hijrīyah هجري hijrī ميلادية mīlādīyah يناير Yanāyir
        فبراير Fibrāyir مارس Māris أبريل Abrīl مايو Māyū يونيو Yūniyū يوليو Yūliyū أغسطس Aghusṭus سبتمبر Sibtambir
        أكتوبر Uktūbir نوفمبر Nūfimbir ديسمبر Dīsimbir رمضان Ramaḍān محرم Muḥarram شعبان Shaʻbān رجب Rajab""",
    "fa": """صفر ṣifr یک yak دو du سه sih چهار chahār پنج panj شش shish هفت haft هشت hasht نه nuh ده dah یازده yāzdah
        دوازده davāzdah سیزده sīzdah چهارده chahārdah پانزده pānzdah شانزده shānzdah هفده hifdah هجده hijdah
        هیجده hījdah نوزده nūzdah بیست bīst سی sī چهل chihil پنجاه panjāh شصت shaṣt هفتاد haftād هشتاد hashtād نود navad
        صد ṣad یکصد yakṣad دویست divīst سیصد sīṣad چهارصد chahārṣad پانصد pānṣad ششصد shishṣad هفتصد haftṣad
        هشتصد hashtṣad
        نهصد nuhṣad هزار hizār میلیون mīlyūn میلیارد mīlyārd نیم nīm ربع rubʻ درصد darṣad و va سال sāl ماه māh روز rūz
        ساعت sāʻat نفر nafar تومان tūmān ریال riyāl دلار dulār کیلومتر kīlūmitr متر mitr تن tun دهه dahah شمسی shamsī
        هجری hijrī میلادی mīlādī فروردین Farvardīn اردیبهشت Urdībihisht خرداد Khurdād تیر Tīr مرداد Murdād
        شهریور Shahrīvar مهر Mihr آبان Ābān آذر Āẕar دی Day بهمن Bahman اسفند Isfand""",
    "he": """אפס efes אחד eḥad אחת aḥat שניים shenayim שני shene שתיים shetayim שתי shete שלוש shalosh שלושה sheloshah
        ארבע arbaʻ ארבעה arbaʻah חמש ḥamesh חמישה ḥamishah שש shesh שישה shishah שבע shevaʻ שבעה shivʻah שמונה shemonah
        תשע teshaʻ תשעה tishʻah עשר ʻeśer עשרה ʻaśarah עשרים ʻeśrim שלושים sheloshim ארבעים arbaʻim חמישים ḥamishim
        שישים shishim שבעים shivʻim שמונים shemonim תשעים tishʻim מאה meʼah מאתיים matayim מאות meʼot אלף elef
        אלפיים alpayim אלפים alafim מיליון milyon מיליארד milyard חצי ḥatsi רבע revaʻ אחוז aḥuz אחוזים aḥuzim שנה shanah
        שנת shenat שנים shanim שקל sheḳel שקלים sheḳalim דולר dolar דולרים dolarim ינואר Yanuʼar פברואר Februʼar
        מרץ Merts אפריל April מאי Mai יוני Yuni יולי Yuli אוגוסט Ogusṭ ספטמבר Sepṭember אוקטובר Oḳṭober נובמבר November
        דצמבר Detsember""",
}  # fmt: skip
_TABLES = {
    language: dict(zip(words.split()[::2], words.split()[1::2], strict=True)) for language, words in _WORDS.items()
}
# Prefixes that are joined to the next word.
_PREFIXES = {
    "ar": {"و": "wa-", "ب": "bi-", "ل": "li-", "ال": "al-", "وال": "wa-al-", "بال": "bi-al-"},
    "he": {"ו": "ṿe-", "ב": "be-", "ל": "le-", "ה": "ha-", "וה": "ṿe-ha-"},
}
_SIGNS = str.maketrans("٬٫٪،؛", ",.%,;")
_WORD = re.compile(r"[\w\u064b-\u0652\u0670׳״']+")
# A letter with the sign of doubling, which follows the vowel sign.
_DOUBLED = re.compile("([^\\W\\d_])([\u064b-\u0650]?)\u0651")
# A vowel sign before the letter that makes the vowel long: both are one vowel.
_LONG = (
    (re.compile("\u064e(?=[اى])"), ""),
    (re.compile("\u0650[يی]\u0652?(?![\u064b-\u0650اىة])"), "ī"),
    (re.compile("\u064fو\u0652?(?![\u064b-\u0650اىة])"), "ū"),
)
_MARKS = re.compile("[\u064b-\u0652\u0670\u0591-\u05c7]")


def romanize(text: str, language: str) -> str | None:
    """A text in Latin letters and the digits 0 to 9; ``None`` if its script is not known.

    :param language: a BCP 47 tag
    """
    figures = to_ascii(unicodedata.normalize("NFC", text)).translate(_SIGNS)
    if not any(_is_foreign(character) for character in figures):
        return figures
    lang = primary(language)
    if lang not in _LETTERS:
        return None
    latin = _WORD.sub(lambda word: _word(word[0], lang), figures).replace("\u200c", "")
    return None if any(_is_foreign(character) for character in latin) else latin


def _is_foreign(character: str) -> bool:
    return character.isalpha() and "LATIN" not in (name := unicodedata.name(character, "")) and "MODIFIER" not in name


def _word(word: str, lang: str) -> str:
    table = _TABLES.get({"prs": "fa", "iw": "he"}.get(lang, lang), {})
    bare = _MARKS.sub("", word).replace("ي", "ی").replace("ك", "ک") if table is _TABLES["fa"] else _MARKS.sub("", word)
    if bare in table:
        return table[bare]
    for prefix, latin in _PREFIXES.get(lang, {}).items():
        if bare.startswith(prefix) and bare[len(prefix) :] in table:
            return latin + table[bare[len(prefix) :]]
    return _letters(word, _LETTERS[lang])


def _letters(word: str, letters: dict[str, str]) -> str:
    latin: list[str] = []
    spelled = re.sub("َ?ة", "ة", _DOUBLED.sub(r"\1\1\2", word))
    for sign, vowel in _LONG:
        spelled = sign.sub(vowel, spelled)
    for character in spelled:
        found = letters.get(character.lower(), character)
        latin.append(found[:1].upper() + found[1:] if character.isupper() else found)
    return "".join(latin)
