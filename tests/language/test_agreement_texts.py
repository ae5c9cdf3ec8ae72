"""Whole sentences as translators render them: nothing is missing, nothing is added."""

import pytest

from dragoman.language.agreement import is_implied, match_quantities
from dragoman.language.quantities import Quantity, describe, find_quantities

PAIRS = [
    (
        "es",
        "Nací el 3 de agosto de 1952, la cuarta de siete hermanos.",
        "I was born on 3 August 1952, the fourth of seven siblings.",
    ),
    ("es", "Nos tuvieron cuarenta y ocho horas sin agua.", "They kept us for forty-eight hours without water."),
    ("es", "Pagué dos mil quinientos pesos por cada pasaje.", "I paid 2,500 pesos for each ticket."),
    ("es", "El uno por ciento tiene la mitad de la tierra.", "One percent own half of the land."),
    (
        "es",
        "Éramos unas cien personas, quizá ciento veinte.",
        "There were about a hundred of us, perhaps a hundred and twenty.",
    ),
    ("es", "Llegaron a las seis de la mañana en tres camiones.", "They arrived at 6 a.m. in three trucks."),
    ("es", "En los años ochenta ganábamos 15 dólares al mes.", "In the 1980s we earned $15 a month."),
    ("es", "Hace veintitantos años que no vuelvo.", "I have not gone back for twenty-odd years."),
    ("es", "Vivíamos a kilómetro y medio del río.", "We lived a kilometre and a half from the river."),
    ("es", "Estuve preso un año y siete meses.", "I was in prison for a year and seven months."),
    ("es", "Murieron entre 30.000 y 45.000 personas.", "Between 30,000 and 45,000 people died."),
    ("es", "Uno de cada tres niños no va a la escuela.", "One in three children does not go to school."),
    ("fr", "J'avais dix-neuf ans quand la guerre a commencé, en 1939.", "I was nineteen when the war began in 1939."),
    (
        "fr",
        "Ils étaient quatre-vingt-douze dans une salle de soixante mètres carrés.",
        "There were 92 of them in a room of sixty square metres.",
    ),
    ("fr", "Il m'a donné deux cent cinquante mille francs.", "He gave me 250,000 francs."),
    (
        "fr",
        "Le train est parti à 7h15 et arrivé vers midi et demi.",
        "The train left at 7:15 and arrived around half past twelve.",
    ),
    ("fr", "Le 17 octobre 1961, une trentaine de corps.", "On 17 October 1961, some thirty bodies."),
    ("fr", "Un Français sur cinq, soit vingt pour cent.", "One French person in five, that is, twenty percent."),
    ("fr", "Mon deuxième fils est né en soixante-quatre.", "My second son was born in sixty-four."),
    ("fr", "Cela coûte 1 250,50 €.", "It costs €1,250.50."),
    (
        "fr",
        "Dans les années trente, on gagnait trois francs par jour.",
        "In the thirties people earned three francs a day.",
    ),
    (
        "de",
        "Mein vierjähriger Sohn und ich gingen 25 Kilometer zu Fuß.",
        "My four-year-old son and I walked 25 kilometres.",
    ),
    ("de", "Am 9. November 1989 um halb zwölf nachts.", "On 9 November 1989, at half past eleven at night."),
    ("de", "Wir waren zu dritt und hatten zweihundertfünfzig Mark.", "There were three of us and we had 250 marks."),
    ("de", "Das waren ungefähr anderthalb Millionen Menschen.", "That was about one and a half million people."),
    (
        "de",
        "Ein Viertel der Stadt war zerstört, gut 3.000 Häuser.",
        "A quarter of the city was destroyed, a good 3,000 houses.",
    ),
    ("de", "Der Zug fuhr um 5 Uhr 30 ab.", "The train left at 5:30."),
    ("de", "In den Fünfzigerjahren verdiente er 400 Mark.", "In the fifties he earned 400 marks."),
    ("de", "Mit einundzwanzig wurde ich das erste Mal verhaftet.", "At twenty-one I was arrested for the first time."),
    (
        "pt",
        "Foram vinte e um anos de ditadura, de 1964 a 1985.",
        "There were twenty-one years of dictatorship, from 1964 to 1985.",
    ),
    ("pt", "Eu ganhava mil e duzentos reais por mês.", "I earned 1,200 reais a month."),
    ("pt", "Na quinta-feira chegaram mais três mil soldados.", "On Thursday another three thousand soldiers arrived."),
    ("pt", "Metade da aldeia fugiu em dois dias.", "Half of the village fled within two days."),
    (
        "pt",
        "Às quatro e meia da tarde ouvimos a primeira explosão.",
        "At half past four in the afternoon we heard the first explosion.",
    ),
    ("pt", "Um terço dos 900 trabalhadores adoeceu.", "A third of the 900 workers fell ill."),
    ("it", "Nel millenovecentoquarantatré avevo sedici anni.", "In nineteen forty-three I was sixteen."),
    ("it", "Eravamo in ventisette in un vagone da otto.", "There were twenty-seven of us in a wagon for eight."),
    ("it", "Costava due milioni e mezzo di lire.", "It cost two and a half million lire."),
    ("it", "L'8 settembre, alle sette e un quarto di sera.", "On 8 September, at a quarter past seven in the evening."),
    (
        "it",
        "Il quaranta per cento delle fabbriche chiuse negli anni Settanta.",
        "Forty percent of the factories closed in the seventies.",
    ),
    (
        "ru",
        "Мне было двадцать два года, когда меня арестовали в тридцать седьмом году.",
        "I was twenty-two when I was arrested in 1937.",
    ),
    ("ru", "Нам давали триста граммов хлеба в день.", "They gave us 300 grams of bread a day."),
    ("ru", "В лагере было около двух с половиной тысяч человек.", "There were about 2,500 people in the camp."),
    (
        "ru",
        "Двадцать второго июня, ровно в четыре часа утра.",
        "On the twenty-second of June, at exactly four in the morning.",
    ),
    (
        "ru",
        "Трёхлетний ребёнок и семидесятилетняя бабушка.",
        "A three-year-old child and a seventy-year-old grandmother.",
    ),
    (
        "ru",
        "За пять миллионов рублей продали две трети завода.",
        "They sold two thirds of the factory for five million roubles.",
    ),
    (
        "ru",
        "В девяностых годах зарплату не платили по полгода.",
        "In the nineties wages were not paid for half a year at a time.",
    ),
    ("ru", "У нас было двое детей, сын и дочь.", "We had two children, a son and a daughter."),
    (
        "ar",
        "كان عمري ثماني عشرة سنة عندما خرجنا من حيفا عام ثمانية وأربعين.",
        "I was eighteen years old when we left Haifa in forty-eight.",
    ),
    ("ar", "دفعنا ألفاً وخمسمئة دولار لكل شخص.", "We paid 1,500 dollars for each person."),
    (
        "ar",
        "بقينا ثلاثة أيام بلياليها في الملجأ مع نحو مئتي شخص.",
        "We stayed three days and nights in the shelter with about two hundred people.",
    ),
    ("ar", "قتل ٤٣ شخصاً وأصيب أكثر من ١٢٠ آخرين.", "43 people were killed and more than 120 others wounded."),
    (
        "ar",
        "وصلنا في الساعة السابعة والنصف صباحاً بعد سفر يومين.",
        "We arrived at half past seven in the morning after two days of travel.",
    ),
    ("ar", "عندي ولدان وثلاث بنات.", "I have two sons and three daughters."),
    (
        "ar",
        "ارتفع السعر بنسبة خمسة وثلاثين بالمئة في السنتين الأخيرتين.",
        "The price rose by 35 percent in the last two years.",
    ),
    ("ar", "في الثلاثين من آب/أغسطس ٢٠١٢.", "On 30 August 2012."),
    ("ar", "كنت الخامس بين تسعة إخوة.", "I was the fifth of nine brothers."),
    ("ar", "أكثر من ربع مليون لاجئ.", "More than a quarter of a million refugees."),
    ("fa", "من متولد ۱۳۴۲ هستم، بچه سوم از پنج تا.", "I was born in 1342, the third child of five."),
    ("fa", "هشت ماه و نیم توی انفرادی بودم.", "I was in solitary confinement for eight and a half months."),
    ("fa", "ماهی دو میلیون و پانصد هزار تومان حقوق می‌گرفتم.", "My salary was 2.5 million tomans a month."),
    (
        "fa",
        "در مرداد سال شصت و هفت حدود سه هزار نفر را اعدام کردند.",
        "In August 1988 they executed about three thousand people.",
    ),
    ("fa", "صد و پنجاه هزار تومن، یعنی یک و نیم میلیون ریال.", "150,000 tomans, that is, 1.5 million rials."),
    (
        "fa",
        "ساعت پنج صبح بیست تا مامور ریختند توی خانه.",
        "At five in the morning twenty agents stormed into the house.",
    ),
    ("fa", "چهل درصد مردم زیر خط فقرند.", "Forty percent of the people are below the poverty line."),
    ("fa", "یک هفته بعد دو نفر از آنها برگشتند.", "A week later two of them came back."),
    ("fa", "هفده شهریور پنجاه و هفت آنجا بودم.", "I was there on 17 Shahrivar 1357."),
    ("fa", "نه، فقط سه بار او را دیدم.", "No, I saw him only three times."),
    ("fa", "سی چهل نفر بودیم، شاید هم پنجاه تا.", "There were thirty or forty of us, perhaps even fifty."),
    ("fa", "نصف حقوقم، یعنی پانصد تومن، اجاره بود.", "Half of my salary, that is, five hundred tomans, went on rent."),
    ("he", "נולדתי בשנת 1936, אחת מארבע אחיות.", "I was born in 1936, one of four sisters."),
    ("he", "היינו שלושים ושישה אנשים בשני חדרים.", "We were thirty-six people in two rooms."),
    ("he", "שילמנו שלושת אלפים וחמש מאות שקל.", "We paid 3,500 shekels."),
    ("he", "חיכינו שעתיים וחצי, עד שבע בערב.", "We waited two and a half hours, until seven in the evening."),
    ("he", "כעשרים אחוז מהתושבים עזבו בשנות החמישים.", "About twenty percent of the inhabitants left in the fifties."),
    ("he", "ביום שלישי ה-5 ביוני 1967.", "On Tuesday, 5 June 1967."),
    ("he", "שני שלישים מהם היו בני פחות משמונה עשרה.", "Two thirds of them were under eighteen."),
    ("tr", "12 Eylül 1980'de on sekiz yaşındaydım.", "On 12 September 1980 I was eighteen years old."),
    ("tr", "Ayda iki bin beş yüz lira kazanıyordum.", "I earned 2,500 lira a month."),
    ("tr", "Üç buçuk yıl cezaevinde kaldım.", "I stayed in prison for three and a half years."),
    (
        "tr",
        "Nüfusun yüzde altmışı, yani otuz bin kişi kaçtı.",
        "Sixty percent of the population, that is, thirty thousand people, fled.",
    ),
    ("tr", "Saat beşi çeyrek geçe üç kişi geldi.", "At a quarter past five three people came."),
    ("tr", "Doksanlı yıllarda köyün yarısı boşaldı.", "In the nineties half of the village emptied."),
    ("tr", "İlk defa yirmi birinci yüzyılda oldu.", "It happened for the first time in the twenty-first century."),
]


def _left(source: tuple[Quantity, ...], text: str, language: str) -> list[str]:
    return [describe(q) for q in source if not q.weak and not is_implied(q, text, language)]


@pytest.mark.parametrize(("language", "original", "translation"), PAIRS)
def test_nothing_is_missing_or_added(language: str, original: str, translation: str) -> None:
    match = match_quantities(find_quantities(original, language), find_quantities(translation, "en"))
    assert _left(match.missing, translation, "en") == []
    assert _left(match.added, original, language) == []
