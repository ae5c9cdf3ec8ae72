"""Right translations, in which no check finds anything but notes."""

from __future__ import annotations

import pytest

from bitexts import bitext
from dragoman.checks import find_problems

TEXTS = {
    "es en": [
        ("Nací en un pueblo de la sierra, en 1952.", "I was born in a village in the mountains, in 1952."),
        ("¿Y qué hacía su padre?", "And what did your father do?"),
        (
            "Mi padre era herrero. No sabía leer, pero contaba bien.",
            "My father was a blacksmith. He could not read, but was good at sums.",
        ),
        (
            "Éramos siete hermanos y dormíamos en dos camas.",
            "There were seven of us children, and we slept in two beds.",
        ),
        (
            "A los doce años ya trabajaba, no había más remedio.",
            "By the age of twelve I was working, there was no way round it.",
        ),
        ("Nunca faltó el pan en casa.", "We were never short of bread at home."),
        ("Quizás por eso me hice panadero.", "Maybe that is why I became a baker."),
        ("Hubo que vender la mula, ¿no?", "You had to sell the mule, didn't you?"),
        ("Sí, por ochenta duros. ¡Ochenta!", "Yes, for eighty duros. Eighty!"),
        ("Y no me arrepiento de nada.", "And I regret nothing."),
        ("No tengo más que agradecimiento.", "I have only gratitude."),
        ("No era fácil en absoluto, sino muy duro.", "It wasn't easy at all, it was very hard."),
    ],
    "fa en": [
        ("من در سال ۱۳۴۰ در شیراز به دنیا آمدم.", "I was born in Shiraz in 1340."),
        ("پدرم معلم بود و مادرم خیاطی می‌کرد.", "My father was a teacher, and my mother did sewing."),
        ("آن روزها کسی از جنگ حرف نمی‌زد.", "In those days nobody spoke of war."),
        ("چند نفر بودید؟", "How many of you were there?"),
        ("پنج برادر بودیم و یک خواهر.", "We were five brothers and one sister."),
        ("هیچ وقت آن شب را فراموش نمی‌کنم.", "I will never forget that night."),
        ("شاید بیست هزار تومان داشتیم.", "We had perhaps twenty thousand tomans."),
        ("باید می‌رفتیم، چاره‌ای نبود.", "We had to go, there was no choice."),
        ("بدون شناسنامه که نمی‌شد کاری کرد.", "Without papers you couldn't do anything."),
    ],
    "ar en": [
        ("ولدت في حلب سنة ١٩٦٣.", "I was born in Aleppo in 1963."),
        ("لم يكن عندنا ماء ولا كهرباء.", "We had neither water nor electricity."),
        ("كم كان عمرك؟", "How old were you?"),
        ("كان عمري تسع سنوات.", "I was nine years old."),
        ("لا أحد يعرف أين ذهبوا.", "No one knows where they went."),
        ("كان يجب أن نرحل قبل الفجر.", "We had to leave before dawn."),
        ("ربما كانوا خمسة وعشرين رجلا.", "There were perhaps twenty-five men."),
        ("بقينا هناك ثلاثة أشهر.", "We stayed there for three months."),
    ],
    "ru en": [
        ("Я родилась в деревне под Рязанью.", "I was born in a village near Ryazan."),
        ("Нас было четверо, и хлеба не хватало.", "There were four of us, and there wasn't enough bread."),
        ("А когда вернулся отец?", "And when did your father come back?"),
        ("В сорок шестом году. Мы его не узнали.", "In forty-six. We did not recognise him."),
        ("Никто никому ничего не говорил.", "Nobody said anything to anybody."),
        ("Может быть, так было лучше.", "Maybe it was better that way."),
        ("Нужно было работать.", "We had to work."),
    ],
    "fr en": [
        ("Je suis née à Lyon en 1948.", "I was born in Lyon in 1948."),
        ("On n'avait pas d'argent, mais on riait beaucoup.", "We had no money, but we laughed a lot."),
        ("Qu'est-ce que vous faisiez le soir ?", "What did you do in the evenings?"),
        ("Rien ! On jouait aux cartes.", "Nothing! We played cards."),
        ("Il fallait se lever à cinq heures et demie.", "We had to get up at half past five."),
        ("C'était peut-être en mars, je ne sais plus.", "It was maybe in March, I don't know any more."),
        ("Je n'ai vu que la fin.", "I only saw the end."),
    ],
    "de en": [
        ("Ich bin 1939 in Dresden geboren.", "I was born in Dresden in 1939."),
        ("Wir hatten keine Ahnung, was kommt.", "We had no idea what was coming."),
        ("Wie viele waren Sie?", "How many of you were there?"),
        ("Einundzwanzig Kinder und zwei Lehrerinnen.", "Twenty-one children and two teachers."),
        ("Niemand hat je wieder darüber gesprochen.", "Nobody ever spoke of it again."),
        ("Vielleicht war das ein Fehler.", "Perhaps that was a mistake."),
        ("Wir mussten zu Fuß gehen, es gab keinen Zug mehr.", "We had to walk, there were no trains left."),
    ],
    "tr en": [
        ("1955'te İzmir'de doğdum.", "I was born in Izmir in 1955."),
        ("Babamı hiç tanımadım.", "I never knew my father."),
        ("Kaç kardeştiniz?", "How many brothers and sisters were you?"),
        ("Altı kardeştik, iki odalı bir evde.", "We were six, in a house of two rooms."),
        ("Belki de bu yüzden gitmedim.", "Perhaps that is why I did not go."),
        ("Çalışmak zorundaydık.", "We had to work."),
    ],
    "he en": [
        ("נולדתי בחיפה בשנת 1950.", "I was born in Haifa in 1950."),
        ("לא היה לנו כלום.", "We had nothing."),
        ("כמה הייתם?", "How many were you?"),
        ("היינו שמונה ילדים.", "We were eight children."),
        ("אולי בגלל זה עזבתי.", "Maybe that is why I left."),
        ("היינו צריכים לברוח.", "We had to flee."),
    ],
    "it en": [
        ("Sono nata a Bari nel 1947.", "I was born in Bari in 1947."),
        ("Non c'era lavoro per nessuno.", "There was no work for anybody."),
        ("E suo marito?", "And your husband?"),
        ("Forse è stato meglio così.", "Perhaps it was better that way."),
        ("Dovevamo partire con due valigie.", "We had to leave with two suitcases."),
    ],
    "pt en": [
        ("Nasci no Porto em 1951.", "I was born in Porto in 1951."),
        ("Não havia escola na aldeia.", "There was no school in the village."),
        ("E a senhora, o que fazia?", "And you, madam, what did you do?"),
        ("Talvez fossem uns trinta homens.", "There were perhaps some thirty men."),
        ("Tivemos de vender tudo, não ficou nada.", "We had to sell everything, nothing was left."),
    ],
}


@pytest.mark.parametrize("languages", TEXTS)
def test_nothing_is_found_in_a_right_translation(languages: str) -> None:
    problems = find_problems(bitext(*TEXTS[languages], languages=languages))
    assert [str(problem) for problem in problems if problem.severity != "note"] == []
