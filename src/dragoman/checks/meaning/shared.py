"""Words that may render a negation, such as "forget", but not if both sides have the same word.

"We did not forget" rendered as "we did forget": both sides have "forget", so it does not render the "not". A row is one
meaning, with patterns as :func:`dragoman.language.folding.fold` leaves words; a long row continues in an indented line.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.checks.meaning.tables import unify

__all__ = ["count_opposites", "without_shared"]

_LANGUAGES = ("en", "es", "fr", "de", "pt", "it", "ru", "ar", "fa", "he", "tr")
# A tilde stands for any letters.
_ROWS = """
forg[eo]t~ | olvid~ | oubli~ | verg[ae]ss~ vergiss~ | esque[cs]~ | dimentic~ scord~ | забы~ | ~نسي~ ~نسو~ ~انس~ |
  فراموش~ | ~שכח~ | unut~
stop~ ceas~ quit~ | dej[aeo]~ par[aeo]~ ces~ | arret~ cess~ | auf(?:ge)?hor~ horte~ | par[aeo]~ deix~ |
  smett~ smess~ ferm~ | переста~ останов~ прекра~ | ~توقف~ ~كف | متوقف ~ایستاد~ دست | ~הפסיק~ ~עצר~ |
  dur[dmua]~ birak~
wrong mistak~ | equivoc~ | tromp~ tort | falsch~ irr~ tausch~ unrecht | engan~ err[aoe]~ | sbagli~ torto |
  ошиб~ неправ~ | ~خطا~ ~غلط~ | اشتباه~ | ~טע[הוי]~ | yanil~ yanlis~
against oppos~ | contra opon~ | contre oppos~ | gegen dagegen | contra opor~ opun~ | contro contrari~ | против~ |
  ضد ~عارض~ | مخالف~ ضد | נגד ~התנגד~ | karsi~
without | sin | sans | ohne | sem | senza | без | ~دون ~بلا ~بدون | بدون بی~ | ~בלי ~ללא | ~s[iu]z~
only just | solo solamente | seulement que | nur erst | so apenas somente | solo soltanto solamente |
  только лишь | ~فقط | فقط تنها | ~רק | sadece yalniz~ ancak
until till | hasta | jusqu~ | bis | ate | fino finche | до пока | ~حتى | تا | ~עד | kadar ~[ae]ne
refus~ declin~ reject~ | neg~ rechaz~ rehus~ | refus~ | weiger~ lehnt~ ablehn~ | recus~ neg~ | rifiut~ | отказ~ |
  ~رفض~ | رد امتناع~ | ~סירב~ ~סרב~ | red+ reddet~
fail~ | fracas~ fall~ | echou~ rate~ | scheiter~ versag~ | fracass~ falh~ | fall[iì]~ | провал~ | ~فشل~ | شکست |
  ~נכשל~ | basarisiz~
die[ds]? dead death | mur~ muert~ | mort~ mour~ | starb~ gestorben tot | morr~ mort~ | mort~ mori~ |
  умер~ мертв~ | ~مات~ ~موت~ | مرد مرد[هن]~ | ~מת~ | ol[du]~
lack~ miss~ | falt[aoe]~ | manqu~ | fehl~ | falt[aoe]~ | manc~ | хвата~ | ~نقص~ ~ينقص~ | کم~ | ~חסר~ | eksik~
few little less fewer | poc[oa]~ menos | peu moins | wenig~ | pouc~ menos | poc[oah]~ meno | мало меньше |
  ~قليل~ ~اقل | کم~ | ~מעט~ ~פחות~ | az~
hardly barely scarcely | apenas | peine guere | kaum | mal apenas | appena stento | едва | ~بالكاد ~بالکاد |
  به زور~ | ~בקושי | zar~
avoid~ prevent~ | evit~ imped~ | evit~ empech~ | vermeid~ verhinder~ vermied~ | evit~ imped~ | evit~ imped~ |
  избе~ меша~ | ~منع~ ~تجنب~ | جلوگیری~ | ~נמנע~ ~מנע~ | engel~ onle~
forbid~ forbad~ bann~ prohibit~ | prohib~ | interdi~ defend~ | verb[ioe]t~ | proib~ | viet~ proib~ | запре~ |
  ~منع~ ~ممنوع~ ~محظور~ | ممنوع~ قدغن | ~אסור~ ~אסר~ | yasak~
impossib~ | imposib~ | impossib~ | unmoglich~ | impossiv~ | impossib~ | невозможн~ | ~مستحيل~ ~مستحیل~ |
  ناممکن محال غیرممکن | ~אפשרי~ | imkansiz~
unhappy unfair unjust~ injust~ unknown uncomfort~ unsaf~ | infeliz~ injust~ insegur~ desconoc~ |
  malheur~ injust~ inconnu~ | ungluck~ ungerecht~ unbekannt~ | infeliz~ injust~ desconhec~ |
  infelic~ ingiust~ sconosciut~ | несчаст~ несправедлив~ неизвестн~ | ~مجهول~ | ناعادل~ ناشناس~ ناراحت~ | ~צודק~ |
  haksiz~ mutsuz~
den(?:y|ied|ies) | neg~ | nie[rzs]? nia~ | leugn~ | neg~ | neg~ | отриц~ | ~نفي ~انكر~ ~انکر~ | انکار~ | ~הכחיש~ |
  inkar
except | salvo excepto menos | sauf | auser | exceto salvo | tranne eccetto | кроме | ~عدا ~الا ~سوي | جز مگر |
  ~חוצ ~פרט ~מלבד | disinda haric
disappear~ vanish~ | desapar~ | dispar~ | verschw~ | desapar~ | scompar~ spar~ | исчез~ | ~اختف~ | ناپدید~ |
  ~נעלמ~ | kaybol~
disagree~ | desacuerdo | desaccord | uneins | desacord~ discord~ | disaccord~ | несоглас~ | ~خلاف | خلاف | ~חלק~ |
  anlas~
avoid~ ignor~ | ignor~ | ignor~ | ignor~ | ignor~ | ignor~ | игнор~ | ~تجاهل~ | نادیده | ~התעל~ | gormez~
empty | vaci[oa]~ | vide~ | leer~ | vazi~ | vuot~ | пуст~ | ~فارغ~ | خالی | ~ריק~ | bos
"""

# Words that mean the same as their opposite with a "not": "it was hard", "it was not easy". They render a negation too.
_OPPOSITES = """
hard difficult tough | dificil~ dur[oa]~ | diffici~ dur[es]? | schwer~ schwierig~ hart~ | dificil~ dur[oa]~ |
  difficil~ dur[oa]~ | труд~ тяж~ сложн~ | ~صعب~ | سخت~ مشکل~ | ~קשה~ ~קשי~ | zor~
silent~ silence quiet~ mute dumb | call[aoe]~ silenci~ mud[oa]~ | silenc~ tais~ tu[est]? muet~ |
  schw[ie]e?g~ stumm~ still~ leis~ | cal[aoe]~ silenci~ mud[oa]~ | silenzi~ zitt~ tac[eq]~ mut[oa]~ |
  молч~ тих~ нем[оаы]~ | ~صمت~ ~صامت~ ~سكت~ ~سکت~ ~ساکت~ | ساکت~ سکوت~ خاموش~ لال | ~שתק~ ~שותק~ ~שקט~ |
  sus~ sess~
cheap~ | barat~ | marche | billig~ | barat~ | economic~ buon | деше~ | ~رخیص~ | ارزان~ | ~זול~ | ucuz~
near nearby | cerca~ | pres proche~ | nah~ nahe | perto proxim~ | vicin~ | близк~ рядом около | ~قریب~ ~قرب~ |
  نزدیک~ | ~קרוב~ ~ליד | yakin~
alone lonely | solito solita | seule?s? | allein~ einsam~ | sozinh~ | soli sola | одиноч~ одинок~ | ~وحید~ ~وحد~ |
  تنها~ | ~לבד~ | yalniz~ tek
false lied lying | fals~ mentir~ | faux fausse mens~ ment[aei]~ | lug~ gelogen | fals~ mentir~ |
  fals~ bugi~ ment[ie]~ | лож~ вра[лнть]~ | ~کذب~ ~کاذب~ | دروغ~ | ~שקר~ | yalan~
awake | despiert~ | eveill~ | wach~ | acordad~ | svegli~ | бодрств~ | ~مستیقظ~ ~ساهر~ ~سهر~ | بیدار~ | ~ער |
  uyanik~
illitera~ | analfab~ | analphab~ illettr~ | analphab~ | analfab~ | analfab~ | неграмот~ | ~امیا? ~امیه | بیسواد~ |
  ~אנאלפ~ | cahil~
blind deaf | cieg[oa]~ sord[oa]~ | aveugle~ sourd~ | blind~ taub~ | ceg[oa]~ surd[oa]~ | ciec~ cec~ sord[oai]~ |
  слеп~ глух~ | ~اعمی ~اصم ~ضریر~ | کور~ کر نابینا~ | ~עיוור~ ~חרש~ | kor~ sagir~
finished exhausted | acab~ termin~ agot~ | fini~ termin~ epuis~ | alle fertig | acab~ termin~ esgot~ |
  finit~ termin~ esaurit~ | конч~ закон~ иссяк~ | ~نفد~ ~انته~ ~خلص~ | تمام~ | ~נגמר~ ~אזל~ | bit[tm]~ tuken~
"""


def without_shared(one: str, language: str, other: str, other_language: str) -> tuple[str, str]:
    """Both folded texts without the words of the table that they share by meaning, each as often as both have it."""
    for ours, theirs in zip(_patterns(language), _patterns(other_language), strict=True):
        here = ours.findall(one)
        times = min(len(here), len(theirs.findall(other))) if here else 0
        if times:
            one, other = ours.sub(" ", one, times), theirs.sub(" ", other, times)
    return one, other


def count_opposites(folded: str, language: str) -> int:
    """How many opposites a folded text has: words that may render a negation of the other side without a "not"."""
    return sum(pattern.search(folded) is not None for pattern in _patterns(language)[len(_read(_ROWS)) :])


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    column = _LANGUAGES.index(language)
    cells = [row[column] for row in (*_read(_ROWS), *_read(_OPPOSITES))]
    return tuple(re.compile(rf"\b(?:{_pattern(cell)})\b") for cell in cells)


def _read(rows: str) -> list[list[str]]:
    return [row.split(" | ") for row in rows.strip().replace("\n  ", " ").splitlines()]


def _pattern(cell: str) -> str:
    return "|".join(unify(word).replace("~", r"\w*") for word in cell.split())
