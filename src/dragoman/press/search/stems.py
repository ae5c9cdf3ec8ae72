"""Light stemming for search: the rules by which forms of a word become one, as data that the browser also reads.

A rule removes the longest of its affixes from a folded word, once, if enough letters are left. The rules of a language
are applied in order. ``search-words.js`` applies the same rules; a test compares the two. The lists follow the light
stemmers of J. Savoy (https://members.unine.ch/jacques.savoy/clef/), the Snowball stemmers' lists of verb endings
(https://snowballstem.org) and Larkey's ``light10`` for Arabic, rewritten for words whose accents are folded.

A proclitic, such as *and* or *the* written as part of the next word, may also be the word's first letter: words are
found with and without it.
"""

from __future__ import annotations

import msgspec

from dragoman.language.folding import primary

__all__ = ["RULES", "SAME", "SCRIPTS", "Affixes", "Rules", "find_rules", "stems"]


class Affixes(msgspec.Struct, frozen=True):
    """Maps affixes to replacements; ``keep`` letters must be left. ``at_start`` makes them prefixes."""

    affixes: dict[str, str]
    keep: int
    at_start: bool = False

    @property
    def longest(self) -> int:
        """The length of the longest affix, in letters."""
        return max(map(len, self.affixes))


class Rules(msgspec.Struct, frozen=True):
    """The stemming rules of a language. ``clitics`` may precede a word; ``clitic_keep`` letters must be left after
    them.
    """

    steps: tuple[Affixes, ...]
    clitics: tuple[str, ...] = ()
    clitic_keep: int = 3


def find_rules(language: str | None, word: str) -> Rules | None:
    """The rules for a folded word. If the language is unknown, those of the largest language of the script."""
    code = primary(language) if language else "und"
    if code in ("und", "mul", "mis", "zxx"):
        code = next((one for one, (first, last) in SCRIPTS.items() if first <= word[:1] <= last), "")
    return RULES.get(SAME.get(code, code))


def stems(word: str, rules: Rules | None) -> tuple[str, ...]:
    """The stems of a folded word, at least one: first that of the whole word, then those without a clitic."""
    if rules is None:
        return (word,)
    starts = [word]
    for clitic in rules.clitics:
        if word.startswith(clitic) and len(word) - len(clitic) >= rules.clitic_keep:
            starts.append(word[len(clitic) :])
    return tuple(dict.fromkeys(_stem(start, rules) for start in starts))


def _stem(word: str, rules: Rules) -> str:
    for step in rules.steps:
        for size in range(min(step.longest, len(word) - step.keep), 0, -1):
            affix = word[:size] if step.at_start else word[-size:]
            other = step.affixes.get(affix)
            if other is not None:
                word = other + word[size:] if step.at_start else word[:-size] + other
                break
    return word


def _ends(affixes: str, keep: int) -> Affixes:
    """Endings, each alone or as ``ending:other``."""
    pairs = (one.partition(":") for one in affixes.split())
    return Affixes({ending: other for ending, _, other in pairs}, keep)


def _starts(affixes: str, keep: int) -> Affixes:
    return Affixes(dict.fromkeys(affixes.split(), ""), keep, at_start=True)


def _words(clitics: str) -> tuple[str, ...]:
    return tuple(clitics.split())


SAME = {"prs": "fa", "tg": "fa", "iw": "he", "arb": "ar", "arz": "ar", "apc": "ar", "ary": "ar", "gl": "pt", "ca": "es"}
SCRIPTS = {"ar": ("\u0620", "\u06ff"), "he": ("\u05d0", "\u05ea"), "ru": ("\u0400", "\u04ff")}

_EN = (
    _ends("ies:i ied:i sses:ss es s ss:ss us:us is:is ous:ous", 3),
    _ends("ing ings ingly ed edly er ers est ly", 3),
    _ends("bb:b dd:d gg:g mm:m nn:n pp:p rr:r tt:t ll:l", 2),
    _ends("e y:i ie:i", 2),
)
_ES = (
    _ends("melo mela selo sela selos selas noslo nosla", 4),
    _ends(
        "ariamos eriamos iriamos iesemos ieramos asemos aramos aremos eremos iremos abamos iamos"
        " ariais eriais iriais asteis isteis ierais ieseis abais arais areis ereis ireis aseis"
        " iendo yendo ieron yeron iesen ieran arian erian irian ieses ieras arias erias irias"
        " ando aron aban aran asen aria eria iria iera iese aste iste aban abas aras ases"
        " aran eran iran ara era ira are ere ire aba ase ia ian ias iais"
        " amos emos imos ais eis aria ado ada ados adas ido ida idos idas"
        " aciones:acion uciones:ucion iones:ion ar er ir arse erse irse arlo arla arle erlo irlo arlos arlas arles"
        " an en as es os aos ces:z amente mente io",
        3,
    ),
    _ends("a e o i s", 3),
    _ends("qu:c gu:g z:c j:g", 2),
)
_FR = (
    _ends(
        "issaient issantes issants issante issions issiez issons issent issais issait issant assions assiez"
        " eraient erions eriez erais erait erons erent eront eras erez erai era"
        " iraient irions iriez irais irait irons irent iront iras irez irai ira"
        " rait raient rais rons ront rez rai"
        " aient antes ants ante ant ions iez ais ait ons ees es ee ent er ez"
        " asses assent at ames ates ir is it ie ies ites imes"
        " euses:eux euse:eux eaux:eau aux:al ives:if ive:if elles:el elle:el ennes:en enne:en"
        " ements ement ment s x",
        3,
    ),
    _ends("ie e i", 3),
    _ends("ll:l nn:n tt:t ss:s ç:c", 3),
)
_DE = (
    _ends("s ss:ss us:us as:as is:is", 4),
    _ends("innen:in ern em er en e", 3),
    _ends("test tet ten te est et t st:st end er en n", 3),
    _starts("ge", 4),
)
_RU = (
    _ends("ся сь", 3),
    _ends(
        "ившись ывшись вшись ивши ывши вши"
        " ее ие ые ое ими ыми еи ии ыи ои ем им ым ом его ого ему ому их ых ую юю ая яя ою ею"
        " ающии ающая ающее ающие ающих ающим ающего ающему ующии ующая ующее ующие ующих ующего ающими ующими"
        " вшии вшая вшее вшие вших вшего вшим вшему анныи анная анное анные анных анного енныи енная енное енные енных"
        " енного енным анным анно ена ены ено ана аны ано"
        " ила ыла ена еите уите ите или ыли еи уи ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю"
        " ала али ало ал ает ают аешь аете аем ать яла яли яло ял яет яют ять еть ела ели ело ел ет ут ют ешь ете"
        " ла ли ло л ти ть"
        " а ев ов ие ье е иями ями ами иеи иям ям ием ам о у ах иях ях ы ь ию ью и ия ья я и",
        2,
    ),
    _ends("и", 2),
    _ends("ость ост", 3),
    _ends("нн:н ь еиш еише", 2),
)
_AR = (
    _starts("وال فال بال کال ولل لل ال", 2),
    _ends("تهما تهم تها تنا تکم هما کما هم ها هن کم کن نا ات ون ین ان تی ته تک یه وا تم تن ه ی ا ت ک", 3),
    _ends("ی ه ت و", 3),
    _starts("سی ست سن سا ی ت ن", 3),
)
_FA = (
    _starts("نمی می", 2),
    _ends(
        "هایمان هایتان هایشان هایی هایم هایت هایش های ها ترین تری تر یمان یتان یشان مان تان شان"
        " ستند ستم ستی ست اند ام ات اش ایم اید ای یم ید ند م ت ش د ی ان گان یان جات ات را",
        3,
    ),
    _ends("ه ی ا", 3),
)
_HE = (
    _ends("יהמ יהנ ותיו ותיה ותינו ותיהמ יימ ינו יכמ ימ ות ית יו יה תי נו תמ תנ כמ המ הנ ו ה י ת כ מ נ", 3),
    _ends("י ו ת ה", 3),
)
_IT = (
    _ends(
        "azioni:azion azione:azion amente mente eremo iremo avamo evamo ivamo avano evano ivano arono erono irono"
        " ando endo"
        " avate evate ivate eranno iranno assero erebbe irebbe ato ata ati ate uto uta uti ute ito ita iti ite"
        " are ere ire ava eva iva iamo ano ono",
        3,
    ),
    _ends("hi he i e a o", 3),
)
_PT = (
    _ends(
        "ariamos eriamos iriamos assemos essemos issemos aremos eremos iremos avamos iamos ariam eriam iriam"
        " aram eram iram avam assem essem issem ando endo indo amos emos imos aria eria iria ava avas ado ada ados"
        " adas ido ida idos idas coes:cao oes:ao aes:ao ais:al eis:el ois:ol ns:m res:r zes:z ar er ir am em ou eu iu"
        " amente mente ia iam",
        3,
    ),
    _ends("a e o s as es os", 3),
)
_AR_CLITICS = _words("و ف ب ل ک وب ول وک فب فل")
_HE_CLITICS = _words("ו ה ב כ ל מ ש וה וב וכ ול ומ וש שה שב של שמ שכ כש כשה מה ושה שבה ובה")

RULES: dict[str, Rules] = {
    "en": Rules(_EN),
    "es": Rules(_ES),
    "fr": Rules(_FR),
    "de": Rules(_DE),
    "ru": Rules(_RU),
    "ar": Rules(_AR, _AR_CLITICS),
    "fa": Rules(_FA, ("ب", "ن", "و")),
    "he": Rules(_HE, _HE_CLITICS, 2),
    "it": Rules(_IT),
    "pt": Rules(_PT),
}
"""Rules by primary BCP 47 tag. Words of other languages are not stemmed."""
