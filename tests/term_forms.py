"""Forms of names and terms, written from the grammars: those in which each has to be found, and other words.

A row is a language, the kind, the term as a dictionary has it, the forms, and behind ``/`` words that are others.
"""

from __future__ import annotations

ROWS = """
ar place القاهرة القاهرة والقاهرة بالقاهرة للقاهرة وبالقاهرة فالقاهرة كالقاهرة القاهره الْقَاهِرَة القـــاهرة / قاهر القهر
ar place بغداد بغداد ببغداد لبغداد وبغداد فبغداد وببغداد بَغداد / بغدادي البغدادية
ar place لبنان لبنان بلبنان للبنان ولبنان فلبنان / لبناني اللبنانيون
ar place دمشق دمشق بدمشق ودمشق لدمشق كدمشق / دمشقي
ar place الموصل الموصل بالموصل للموصل والموصل / موصول المواصلات
ar person محمد محمد ومحمد لمحمد بمحمد محمدا محمداً مُحَمَّد كمحمد / أحمد محمود محمدي
ar person خديجة خديجة وخديجة لخديجة خديجه / خديج
ar person أحمد أحمد احمد وأحمد لأحمد / حمد محمد
ar person مصطفى مصطفى مصطفي ومصطفى لمصطفى / صفا
ar person رؤوف رؤوف رئوف ورؤوف / رف
ar person الأسد الأسد الاسد للأسد والأسد بالأسد / أسدي الأسود
ar person حسن حسن حسنا / حسني الحسناء محسن
ar term مخابرات المخابرات مخابرات بالمخابرات للمخابرات والمخابرات مخابراته / خبر
ar term مقاتل مقاتل المقاتلون مقاتلين للمقاتلين مقاتلا المقاتل / قاتل
ar term مدينة المدينة مدينتنا مدينته بمدينتهم والمدينة / مدني
ar term حاجز الحاجز بالحاجز حاجزا للحاجز حاجزين / حجز
fa place تهران تهران تهران‌ها تهرانها تهران‌را / تهرانی تهرانیان
fa place کرمانشاه کرمانشاه كرمانشاه کرمانشاهِ / کرمان کرمانشاهی
fa person علیزاده علیزاده عليزاده علی‌زاده علیزاده‌ها علیزاده‌ی / علی زاده
fa person مهسا مهسا مهسای مهسا‌یی / مه
fa person خمینی خمینی خميني خمینی‌ها / خمین
fa person عبدالله عبدالله / عبد
fa term زندانی زندانی زنداني زندانی‌ها زندانیان زندانی‌های زندانیها / زند
fa term خانواده خانواده خانواده‌ها خانواده‌اش خانواده‌های خانوادهٔ خانواده‌ی خانواده‌مان خانوادگی / خانه
fa term بازجو بازجو بازجوی بازجوها بازجویان بازجو‌ها / بازی
fa term انقلاب انقلاب انقلابها انقلاب‌ها انقلابش انقلاب‌مان / قلب
he place ירושלים ירושלים בירושלים לירושלים מירושלים וירושלים שבירושלים ובירושלים כשירושלים / ירושלמי שלום
he place חיפה חיפה בחיפה לחיפה מחיפה וחיפה ומחיפה שבחיפה / חיפאי כיפה
he place וינה וינה בווינה לווינה מווינה / יין
he person ג'ורג' ג'ורג' ג׳ורג׳ וג'ורג' לג'ורג' / גור
he organisation צה"ל צה"ל צה״ל בצה"ל וצה"ל שצה"ל הצה"ל / צל
he organisation הכנסת הכנסת בהכנסת והכנסת שהכנסת / כניסה
he term ממשלה ממשלה הממשלה בממשלה ממשלת ממשלות ממשלתו לממשלה שהממשלה / שלה
he term מחסום מחסום המחסום מחסומים במחסום המחסומים מהמחסום / חסום
he term שוטר שוטר השוטר שוטרים שוטרי לשוטרים והשוטרים / טרי
ru person Горбачёв Горбачёв Горбачев Горбачёва Горбачёву Горбачёвым Горбачёве Горбачёвых / Горбатов
ru person Путин Путин Путина Путину Путиным Путине Путины / Путь
ru person Достоевский Достоевский Достоевского Достоевскому Достоевским Достоевском / Достаевский
ru person Ахматова Ахматова Ахматовой Ахматову Ахматовою / Ахмат
ru person Толстой Толстой Толстого Толстому Толстым Толстом / Толстов
ru person Юрий Юрий Юрия Юрию Юрием Юрии / Юра
ru person Мария Мария Марии Марию Марией / Марина
ru person Николай Николай Николая Николаю Николаем Николае / Никола
ru person Игорь Игорь Игоря Игорю Игорем Игоре / Игорный
ru person Павел Павел Павла Павлу Павлом Павле / Павильон
ru place Москва Москва Москвы Москве Москву Москвой Москвою / Московия московский
ru place Казань Казань Казани Казанью / Казах
ru place Ростов Ростов Ростова Ростову Ростовом Ростове / Росток
ru place Россия Россия России Россию Россией / Россиянин
ru place Донецк Донецк Донецка Донецке Донецком Донецку / Донецкая
ru place Сочи Сочи / Соч
ru term лагерь лагерь лагеря лагерю лагерем лагере лагерей лагерям лагерями лагерях / лаг
ru term площадь площадь площади площадью площадей площадях / площадка
ru term обвинение обвинение обвинения обвинению обвинением обвинении обвинений обвинениями / обвинитель
ru term совет совет совета совету советом совете советы советов советам советами советах / советский
de person Merkel Merkel Merkels Merkel's Merkel’s / Merkelt merken
de person Schmidt Schmidt Schmidts / Schmied
de person Hans Hans Hans' Hansens / Hanse
de place Leipzig Leipzig Leipzigs / Leipziger
de place Österreich Österreich Österreichs / Österreicher
de term Flüchtling Flüchtling Flüchtlinge Flüchtlingen Flüchtlings / Flucht
de term Gefangene Gefangene Gefangenen Gefangener Gefangenem / gefangen
de term Haus Haus Hauses Hause Häuser Häusern / Hausa
de term Lager Lager Lagers Lagern / Lage
de term Frau Frau Frauen / Fraktion
en person Assad Assad Assad's Assad’s Assads ASSAD / assadist Assadi
en person Khomeini Khomeini Khomeini's Khomeinis / Khomein
en person James James James' James's Jameses / Jame
en place Fez Fez Fez's / Fezzan
en term militia militia militias militia's militias' Militia / military
en term army army armies army's / arm
en term checkpoint checkpoint checkpoints checkpoint's / check
es place Bogotá Bogotá Bogota / Bogotano
es person Carranza Carranza Carranzas / Carranzal
es term barrio barrio barrios / barro
es term guerrillero guerrillero guerrilleros / guerrilla guerrillera
es term juez juez jueces / jue
es term militar militar militares / milita
fr place Algérie Algérie l'Algérie d'Algérie l’Algérie ALGERIE / Algérien
fr person Dupont Dupont Duponts / Duponchel
fr term tribunal tribunal tribunaux / tribune
fr term camp camp camps / campagne
fr term bureau bureau bureaux / bure
tr place Ankara Ankara Ankara'da Ankara’dan Ankara'ya Ankara'nın Ankarada / Ankaralı
tr place İstanbul İstanbul İstanbul'un İstanbul’da Istanbul'a / İstanbullu
tr person Erdoğan Erdoğan Erdoğan'ın Erdoğan’ı Erdogan'a / Erdal
tr person Atatürk Atatürk Atatürk'ün Atatürk’e / Türk
tr term darbe darbe darbenin darbeyi darbeler darbede darbeden darbesi / darboğaz
tr term mahkeme mahkeme mahkemesi mahkemede mahkemenin mahkemeler mahkemeye / mahkum
tr term kitap kitap kitabı kitaplar kitabın kitapta / kitabe
tr term sokak sokak sokağı sokakta sokaklar sokağın / soka
"""


def read_rows() -> list[tuple[str, str, str, tuple[str, ...], tuple[str, ...]]]:
    """Language, kind, term, its forms, other words."""
    rows = []
    for line in ROWS.strip().splitlines():
        own, _, others = line.partition(" / ")
        language, kind, term, *forms = own.split(" ")
        rows.append((language, kind, term, tuple(forms), tuple(others.split())))
    return rows
