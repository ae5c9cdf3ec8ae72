"""How people say hours, parts, dates and money: right translations state the same, wrong ones do not."""

import pytest

from dragoman.language.quantities.agreement import match_quantities
from dragoman.language.quantities.text_quantities import describe, find_quantities

CLOCKS = [
    ("fr", "Le bal commençait à vingt heures trente.", "The ball began at half past eight in the evening."),
    ("fr", "Je me levais à six heures moins le quart.", "I got up at a quarter to six."),
    ("fr", "Il est arrivé vers onze heures vingt.", "He arrived around twenty past eleven."),
    ("fr", "On fermait à sept heures moins dix.", "We closed at ten to seven."),
    ("fr", "Ouvert de huit heures à midi.", "Open from eight o'clock until noon."),
    ("it", "Il treno partiva alle nove meno dieci.", "The train left at ten to nine."),
    ("it", "Alle cinque e tre quarti era già buio.", "At a quarter to six it was already dark."),
    ("it", "Alle sette e venti ci chiamavano.", "At twenty past seven they called us."),
    ("it", "Siamo usciti alle due meno un quarto.", "We went out at a quarter to two."),
    ("es", "Comíamos a la una del mediodía.", "We ate at one in the afternoon."),
    ("es", "Salí a las ocho menos veinte.", "I left at twenty to eight."),
    ("es", "Abrían de nueve a una.", "They were open from nine to one."),
    ("pt", "Acordávamos às seis e meia da manhã.", "We woke at half past six in the morning."),
    ("de", "Wir trafen uns um Viertel vor sieben.", "We met at a quarter to seven."),
    ("de", "Der Zug fuhr um zwanzig Uhr fünfzehn.", "The train left at a quarter past eight in the evening."),
    ("fa", "ساعت نه و ربع رسیدیم.", "We arrived at a quarter past nine."),
    ("fa", "نه و ربع شب بود که آمدند.", "It was a quarter past nine at night when they came."),
    ("fa", "ساعت ده و بیست دقیقه در زدند.", "At twenty past ten they knocked."),
    ("fa", "هفت و نیم صبح راه افتادیم.", "We set out at half past seven in the morning."),
    ("he", "קמתי כל יום בשש ועשרה.", "I got up every day at ten past six."),
    ("he", "האוטובוס יוצא בשבע ורבע בבוקר.", "The bus leaves at a quarter past seven in the morning."),
    ("he", "נפגשנו בשמונה וחצי.", "We met at half past eight."),
    ("he", "הגענו בשלוש וחמש דקות.", "We arrived at five past three."),
    ("ru", "Часов в пять утра постучали.", "At about five in the morning there was a knock."),
    ("ar", "وصلنا الساعة السابعة إلا عشر دقائق.", "We arrived at ten to seven."),
    ("ar", "في الساعة الثالثة والثلث سمعنا الصوت.", "At twenty past three we heard the sound."),
    ("ru", "Мы вышли без десяти восемь.", "We left at ten to eight."),
    ("ru", "Приходите в десять минут девятого.", "Come at ten past eight."),
    ("tr", "Saat dokuza on kala geldiler.", "They came at ten to nine."),
    ("tr", "Saat yediyi yirmi geçe çıktık.", "We left at twenty past seven."),
]

PARTS = [
    ("de", "Wir haben ein Drittel der Ernte verloren.", "We lost a third of the harvest."),
    ("de", "Die Preise stiegen um ein Viertel.", "Prices rose by a quarter."),
    ("de", "Der Umsatz sank um ein Drittel.", "Sales fell by a third."),
    ("fr", "Les prix ont baissé d'un tiers.", "Prices fell by a third."),
    ("it", "Tre quarti del paese se ne sono andati.", "Three quarters of the village left."),
    ("es", "Perdimos una cuarta parte.", "We lost a quarter."),
    ("fa", "سه‌چهارم مردم رفتند.", "Three quarters of the people left."),
    ("fa", "یک‌چهارم زمین مال ما بود.", "A quarter of the land was ours."),
    ("fa", "سه ربع ساعت منتظر ماندیم.", "We waited three quarters of an hour."),
    ("fa", "یک ربع منتظر ماندم.", "I waited for a quarter of an hour."),
    ("he", "שלושה רבעים מהכפר עזבו.", "Three quarters of the village left."),
    ("he", "חיכינו שלושת רבעי שעה.", "We waited three quarters of an hour."),
    ("he", "המחירים עלו ברבע.", "Prices rose by a quarter."),
    ("ar", "ارتفعت الحرارة درجة ونصف.", "The temperature rose by one and a half degrees."),
    ("ar", "ارتفعت درجة ونصف الدرجة.", "It rose by a degree and a half."),
    ("ar", "ثلاثة أرباع القرية رحلوا.", "Three quarters of the village left."),
    ("tr", "Köyün dörtte üçü gitti.", "Three quarters of the village left."),
    ("ru", "Три четверти деревни уехали.", "Three quarters of the village left."),
]

DATES = [
    ("de", "In der Nacht vom 9. auf den 10. November 1938.", "On the night of 9 to 10 November 1938."),
    ("de", "vom 3. bis zum 5. Mai 1970", "from the 3rd to the 5th of May 1970"),
    ("de", "vom 3. bis 5. Mai", "3 to 5 May"),
    ("fr", "dans la nuit du 4 au 5 août 1944", "in the night of 4 to 5 August 1944"),
    ("es", "la noche del 10 al 11 de marzo de 2004", "the night of 10 to 11 March 2004"),
    ("it", "dal 3 al 5 maggio 1970", "from 3 to 5 May 1970"),
    ("ru", "в ночь с 21 на 22 июня 1941 года", "on the night of 21 to 22 June 1941"),
    ("de", "am 3. und am 5. Mai 1970", "on 3 and 5 May 1970"),
    ("fr", "le 3 et le 5 mai", "on the 3rd and the 5th of May"),
    ("es", "el 3 y el 5 de mayo", "on 3 and 5 May"),
    ("pt", "nos dias 3 e 5 de maio", "on 3 and 5 May"),
    ("it", "il 3 e il 5 maggio", "on 3 and 5 May"),
    ("tr", "1999 yılının Ağustos ayında oldu.", "It happened in August 1999."),
    ("tr", "2003'ün Mayıs ayında geldi.", "She came in May 2003."),
    ("tr", "1980 Eylülünde evdeydim.", "In September 1980 I was at home."),
    ("fa", "در دههٔ شصت آنجا بودیم.", "We were there in the sixties."),
    ("fa", "اواخر دههٔ پنجاه بود.", "It was the late fifties."),
    ("ar", "ولد عام 1358 هجري.", "He was born in 1358."),
    ("ar", "في سنة 1402 للهجرة", "in the year 1402"),
    ("ru", "Мы приехали в восемьдесят втором.", "We came in eighty-two."),
    ("ru", "В сорок пятом он вернулся.", "In 1945 he came back."),
    ("ru", "До шестьдесят первого жили там.", "Until 1961 we lived there."),
    ("ru", "С семьдесят девятого по восемьдесят третий.", "From 1979 to 1983."),
]

OTHERS = [
    ("ar", "كل دفعة ألفا ليرة.", "Each payment was two thousand liras."),
    ("ar", "دفعنا مئتا ألف دينار.", "We paid two hundred thousand dinars."),
    ("ar", "كانوا مليونا نسمة.", "They were two million inhabitants."),
    ("fa", "کنار سی‌وسه‌پل می‌نشستیم.", "We used to sit by Si-o-se Pol."),
    ("fa", "رفتیم چهل‌ستون.", "We went to Chehel Sotoun."),
    ("ru", "Похожих домов не было.", "No two houses were alike."),
    ("de", "Kein Tag war wie der andere.", "No two days were the same."),
    ("tr", "Altı kardeştik, ben beşinciyim.", "We were six children; I am the fifth."),
    ("tr", "Sınıfta üçüncüydüm.", "I was third in the class."),
    ("pt", "De cada cem, voltam noventa.", "Out of every hundred, ninety come back."),
    ("es", "De cada cien vuelven diez.", "Of every hundred, ten come back."),
]

UNITS = [
    ("ru", "метров тридцать", "some thirty metres"),
    ("ru", "Рублей двести платили.", "They paid some two hundred roubles."),
    ("fr", "vingt-huit mille anciens francs", "28,000 old francs"),
    ("fr", "cinq cents nouveaux francs", "500 new francs"),
    ("it", "tremila vecchie lire", "3,000 old lire"),
    ("ru", "сорок копеек", "forty kopecks"),
]

RIGHT = [*CLOCKS, *PARTS, *DATES, *OTHERS, *UNITS]

WRONG = [
    ("fr", "à vingt heures trente", "at half past nine in the evening"),
    ("fr", "à six heures moins le quart", "at a quarter past six"),
    ("it", "alle nove meno dieci", "at ten past nine"),
    ("it", "Alle quattro e tre quarti.", "At a quarter to four."),
    ("fa", "ساعت نه و ربع رسیدیم.", "We arrived at a quarter to nine."),
    ("he", "כל בוקר בחמש ועשרים", "every morning at ten past five"),
    ("de", "um ein Drittel", "by a quarter"),
    ("ar", "ارتفعت درجة ونصف الدرجة.", "It rose by two and a half degrees."),
    ("ar", "ارتفعت درجة ونصف الدرجة.", "It rose by one and a half percent."),
    ("de", "vom 9. auf den 10. November 1938", "of 9 to 11 November 1938"),
    ("de", "vom 9. auf den 10. November 1938", "of 9 to 10 November 1939"),
    ("tr", "1999 yılının Ağustos ayında", "in July 1999"),
    ("fa", "در دههٔ شصت آنجا بودیم.", "We were there in the 1960s."),
    ("fa", "در دههٔ شصت آنجا بودیم.", "We were there in the seventies."),
    ("ar", "ولد عام 1358 هجري.", "He was born in 1359."),
    ("ru", "Мы приехали в восемьдесят втором.", "We came in eighty-three."),
    ("ar", "كل دفعة ألفا ليرة.", "Each payment was a thousand liras."),
    ("tr", "Sınıfta üçüncüydüm.", "I was fourth in the class."),
    ("ru", "340 рублей", "340 kopecks"),
    ("ru", "рублей двести", "two hundred kopecks"),
    ("ru", "метров тридцать", "some thirty feet"),
    ("ru", "стоит метрах в тридцати", "stands some thirty feet away"),
    ("fr", "vingt-huit mille anciens francs", "28,000 old pounds"),
    ("it", "tremila vecchie lire", "3,000 old francs"),
]


def _left(language: str, original: str, translation: str) -> list[str]:
    match = match_quantities(find_quantities(original, language), find_quantities(translation, "en"))
    return [describe(one) for one in (*match.missing, *match.added) if not one.weak]


@pytest.mark.parametrize(("language", "original", "translation"), RIGHT, ids=[case[1] for case in RIGHT])
def test_a_right_translation_states_the_same(language: str, original: str, translation: str) -> None:
    assert _left(language, original, translation) == []


@pytest.mark.parametrize(("language", "original", "translation"), WRONG, ids=[case[2] for case in WRONG])
def test_a_wrong_translation_does_not(language: str, original: str, translation: str) -> None:
    assert _left(language, original, translation) != []
