"""Guesses the language of words in Latin or Cyrillic letters by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

__all__ = ["KNOWN", "find_function_language", "function_counts", "function_hits", "guess_small_words"]

_WORDS = {
    "en": "the and of to in is was that it you we they he she have had were with for on this what not are my from",
    "es": "el la los las de que y en un una es era no lo se por con para del como yo me mi está fue muy pero cuando",
    "fr": "le la les des de et est que qui en un une je vous nous il elle pas dans pour sur ce était avec mais du au",
    "de": "der die das und ist war ich sie wir nicht ein eine zu den dem mit auf für es von wie aber auch wo haben hat",
    "pt": "o a os as de que e em um uma é era não se por com para do da no na eu meu mas foi muito quando nós ele ela",
    "it": "il lo la gli le di che e è in un una non per con del della sono era ma io mi si come quando anche nel",
    "nl": "de het een en van is was dat ik je we niet met voor op zijn hij zij te er maar ook naar waar hebben",
    "sv": "och att det som en ett är var jag vi inte på med för av den han hon de men till om när har hade",
    "tr": "ve bir bu da de için ne o ben biz çok gibi ama sonra var değil mi daha kadar olarak ile şey",
    "pl": "i w nie na się jest to że z do jak co był była ja my ale po za tak dla od już tylko",
    "ru": "и в не на что я с он она мы как это но по был была они из у за от бы так же когда",
    "uk": "і в не на що я з він вона ми як це але по був була вони із у за від би так же коли та",
    "id": "yang dan di ke dari ini itu tidak saya kami dia untuk dengan pada ada adalah akan sudah",
}
KNOWN = frozenset(_WORDS)
"""The languages whose function words are known."""
_LANGUAGES: dict[str, tuple[str, ...]] = {}
for _tag, _words in _WORDS.items():
    for _word in _words.split():
        _LANGUAGES[_word] = (*_LANGUAGES.get(_word, ()), _tag)
# More function words, which distinguish two known languages. Some rows also contain function words of other languages,
# so that these words count for neither.
_MORE = {
    "en": "a i me no so an as at be been but by can could did do does don doing down el la los las go going good has"
    " her here him his how if its just know let like lot made make many more much most never new now off old one"
    " only or other our out over said say see she should some such take than thank thanks their them then there"
    " these thing think this those time too two up us very want way well when where which who why will would"
    " year years yes your sin die son come pan once red son has den fin dos era os sea use",
    "es": "don a algo ahora ahí al allí antes aquí así aún bien cada casi casa cómo cosa cuál cuánto cuántos cuántas"
    " cuantos cuenta dice dijo día días dónde donde dos e ella ellos entonces entre eran eres esa ese eso esos"
    " esta estaba están estar este esto estos estoy fueron fui gracias gran ha había hace hacer hacia han hasta"
    " hay he hemos hijo hijos hizo hoy ir la le les más mejor menos mis mucha muchas mucho muchos nada ni nos"
    " nosotros nuestra nuestro nunca o otra otro otros para poco pocos podía poder porque puede pues qué quería"
    " quién quien quiere sabe sé ser será si sí siempre sin sobre solo sólo somos son soy su sus también tan"
    " tanto te tengo tenemos tenía tiempo tiene tienen toda todas todo todos tras tu tú un uno unos usted"
    " ustedes va vamos ver vez vida voy y ya a sea has red",
    "fr": "a ai ainsi alors après as aussi autre autres aux avant avez avoir avons beaucoup bien bon c ça ce ceci"
    " cela ces cet cette chez chose comme comment d depuis des deux dit dire donc dont elles en encore entre eu"
    " eux faire fait fois font il ils j jamais jour l leur leurs lui m ma mes même merci moi mon n ne non nos"
    " notre on ont ou où par parce peu peut plus pourquoi puis qu quand quel quelle quoi rien s sa sans se ses"
    " si son sont suis t ta tous tout toute toutes très trop tu va vais vers votre vos y étaient",
    "de": "alle alles als also am an andere auch aus bei bin bis bitte da damals danke dann das dass denn deshalb"
    " dich dies diese dieser dir doch dort du durch einem einen einer eines er etwas euch ganz gar gegen gibt"
    " gut hatte hatten hier ihm ihn ihnen ihr ihre im immer in ins ja jahr jahre jetzt kann kein keine können"
    " konnte machen man mehr mein meine mich mir muss nach nein noch nur oder ohne schon sehr sein seine seit"
    " sich sind so soll über uns unser unter viel viele vom vor wann warum was wenn wer werden wie will wird"
    " wurde zum zur zwei",
    "pt": "à ainda algo ali ano anos antes ao aos aqui assim até bem cada casa coisa com dele dela depois deles dessa"
    " desse deste dia dias dizer dois dos e ela elas eles então entre era eram essa esse esta está estava este"
    " eu faz fazer fez há hoje isso isto já lá lhe mais mãe me meio melhor menos mesma mesmo meus minha muita"
    " muitas muitos nada nem nosso nossa num numa nunca o obrigada obrigado onde os ou outra outro outros para"
    " pelo pela pode porque pouco qual quanto quantos quantas que quem sem sempre ser seu seus sim sobre são só"
    " sua suas também tão te tem têm tenho ter tinha toda todas todo todos tudo um vai vez vezes você vocês vou"
    " a sea dos",
    "it": "a abbiamo ad adesso agli ai al alla alle allora altri altro anni anno aveva avevano bene c chi ci cinque"
    " con cosa così cui d da dai dal dalla degli dei della delle detto di dopo dove due e ed era erano essere fa"
    " fare fatto fu già gli grazie ha hai hanno ho i il in io l la lei li lo loro lui ma mai me mia mie miei mio"
    " molti molto nei nell nella nelle niente noi nostro o ogni ora per perché però più poi prima qua quale"
    " quando quanti quanto quella quello questa questo qui se sei sempre senza siamo solo sono sta stata stato"
    " su sua sui sul sulla suo te ti tra tu tutta tutti tutto un una uno va voi volta come red sea",
    "nl": "aan al alle alles als altijd bent bij daar dan dank deze die dit doen door dus een eens en er gaan geen"
    " goed had hadden heb heeft hem hier hoe hun ik in ja jaar je jij kan komen kunnen maar meer men mensen mijn"
    " moet na nee niets nog nooit nu of om omdat onder ons ook over toen tot twee u uit uw van veel want wat"
    " weer wel werd wie wil worden zal ze zeer zelf zich zo zou waren was we die in is so",
    "tr": "a acaba ancak az bana bazı belki ben benim beri bile bizim bizi böyle bu bunu bunun burada da dedi diye en"
    " evet gün hem hep her hiç iki ise işte kaç kendi kim mı mu mü nasıl ne neden nerede o olan oldu olduğu on"
    " onlar onu onun öyle sen siz size şimdi şu tüm üç var vardı ya yani yıl yok zaman",
}
_TOKEN = re.compile(r"[^\W\d_]+")
_FEWEST = 2


def function_counts(text: str) -> Counter[str]:
    """Language -> how many words of a text are among its function words."""
    return Counter(tag for word in _TOKEN.findall(text.lower()) for tag in _LANGUAGES.get(word, ()))


def find_function_language(counts: Counter[str]) -> str | None:
    """The language with clearly more function words than any other; ``None`` in doubt.

    :param counts: from :func:`function_counts`
    """
    best = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    (tag, most), (_, second) = best
    return tag if most >= _FEWEST and most > second * 1.5 else None


def function_hits(text: str, first: str, second: str) -> tuple[int, int]:
    """How many words of a text are function words of only the first language, and of only the second.

    Languages are given by their first subtag. If the longer list of one of them is not known, only the most frequent
    words of both count.
    """
    ours, theirs = _small_words(first), _small_words(second)
    if not ours or not theirs:
        ours, theirs = (frozenset(_WORDS.get(tag, "").split()) for tag in (first, second))
    words = _TOKEN.findall(text.lower())
    shared = ours & theirs
    known = [word for word in words if word not in shared]
    return sum(word in ours for word in known), sum(word in theirs for word in known)


def guess_small_words(text: str) -> str | None:
    """The language with most function words in a text, however few; ``None`` if two languages have equally many."""
    words = _TOKEN.findall(text.lower())
    counts = Counter({tag: sum(word in _small_words(tag) for word in words) for tag in _WORDS})
    (best, most), (_, second) = counts.most_common(2)
    return best if most > second else None


@lru_cache(maxsize=64)
def _small_words(tag: str) -> frozenset[str]:
    return frozenset(f"{_WORDS.get(tag, '')} {_MORE.get(tag, '')}".split())
