"""A "not" on one side, and on the other a word that says as much: no fault. And where it is one all the same."""

from __future__ import annotations

import pytest

from bitexts import codes

SAID_OTHERWISE = {
    "ar": [
        ("من يدري؟", "Nobody knows."),
        ("لا يزال هنا.", "He is still here."),
        ("لا بد أن نذهب.", "We must go."),
        ("ما زلت أذكر.", "I still remember."),
        ("نسيت اسمه.", "I don't remember his name."),
        ("انقطعت الكهرباء.", "There was no electricity."),
        ("لم يعد إلا عام 1960.", "He only came back in 1960."),
        ("عاد عام 1960 فقط.", "He didn't come back until 1960."),
        ("كان ممنوعا.", "It wasn't allowed."),
        ("قليلون عرفوا.", "Not many knew."),
        ("أليس كذلك؟", "Right?"),
        ("مهما حدث.", "No matter what happened."),
        ("بالكاد أذكره.", "I hardly remember him."),
        ("سرعان ما عاد.", "Before long he was back."),
        ("طالما حلمت بذلك.", "I'd always dreamt of it."),
        ("كثيرا ما كنا نضحك.", "We often laughed."),
        ("لولا أمي لمت.", "If it weren't for my mother I'd have died."),
        ("أبى أن يأكل.", "He wouldn't eat."),
        ("حرمنا من المدرسة.", "We weren't allowed to go to school."),
    ],
    "de": [
        ("Erst 46 kam er zurück.", "He didn't come back until '46."),
        ("Ich habe seinen Namen vergessen.", "I don't remember his name."),
        ("Arbeitslos war er.", "He had no work."),
        ("Es war verboten.", "It wasn't allowed."),
        ("Macht nichts.", "It's all right."),
        ("Das war nicht leicht.", "That was hard."),
        ("Keine Ahnung.", "I have no idea."),
    ],
    "es": [
        ("Quién sabe.", "Nobody knows."),
        ("Qué sé yo.", "I don't know."),
        ("Se acabó el pan.", "There was no bread left."),
        ("Ojalá hubiera ido.", "I wish I hadn't stayed."),
        ("No salimos hasta que no llegó.", "We didn't leave until he came."),
        ("Nada más llegar, se acostó.", "As soon as he arrived, he went to bed."),
        ("Mejor que nada.", "Better than nothing."),
        ("No estoy de acuerdo.", "I disagree."),
        ("Todavía no.", "Not yet."),
        ("Aún era de noche.", "It wasn't light yet."),
        ("Solo volvió en el 46.", "He didn't come back until '46."),
    ],
    "fa": [
        ("چه می‌دانم.", "I don't know."),
        ("بی‌سواد بود.", "She couldn't read."),
        ("بیکار بودم.", "I had no work."),
        ("تنها بودم.", "I had nobody."),
        ("محال بود.", "There was no way."),
        ("نگران نباش.", "Don't worry."),
        ("خیالت راحت.", "Don't worry."),
        ("کم پیش می‌آمد.", "It didn't happen often."),
        ("کم‌کم فهمیدم.", "Little by little I understood."),
        ("ممنوع بود.", "It wasn't allowed."),
        ("مگر می‌شود؟", "That can't be."),
        ("مگر می‌شد فراموش کرد؟", "You couldn't forget it."),
        ("نزد عمویم ماندم.", "I stayed with my uncle."),
        ("به نروژ رفت.", "He went to Norway."),
        ("نه ساله بودم.", "I was nine."),
        ("در نه سالگی.", "At nine."),
        ("نود و نه درصد.", "Ninety-nine percent."),
        ("ناچار رفتیم.", "We had no choice but to go."),
        ("بعید است بیاید.", "He won't come, I think."),
        ("سال‌هاست که او را ندیده‌ام.", "I haven't seen him for years."),
        ("نه تنها من، همه.", "Not just me, everybody."),
    ],
    "fr": [
        ("Il n'a fait que deux pas.", "He took only two steps."),
        ("Pas à pas on avançait.", "Step by step we moved on."),
        ("Je crains qu'il ne soit trop tard.", "I'm afraid it's too late."),
        ("Plus grand que je ne pensais.", "Bigger than I thought."),
        ("Avant qu'il ne parte.", "Before he left."),
        ("Rien que d'y penser, je pleure.", "Just thinking of it makes me cry."),
        ("Il travaillait pour rien.", "He worked for free."),
        ("Ce n'était pas cher.", "It was cheap."),
        ("Ce n'était pas facile.", "It was hard."),
        ("Je ne suis pas d'accord.", "I disagree."),
        ("Je ne me souviens plus.", "I forget."),
        ("Il n'y avait pas un bruit.", "It was silent."),
        ("On ne disait rien.", "We kept quiet."),
        ("Il n'a rien dit.", "He kept silent."),
        ("Il n'a pas voulu.", "He refused."),
        ("On ne dormait pas.", "We stayed awake."),
        ("Il ne tenait pas debout.", "He could barely stand."),
        ("Je n'avais que dix ans.", "I was only ten."),
    ],
    "he": [
        ("מי יודע.", "Nobody knows."),
        ("שכחתי את שמו.", "I don't remember his name."),
        ("נגמר הלחם.", "There was no bread left."),
        ("הוא חזר רק ב-46.", "He didn't come back until '46."),
        ("לא היה קל.", "It was hard."),
        ("אסור היה לדבר.", "You had to keep quiet."),
        ("עד שלא חזר אבא.", "Until Dad came back."),
        ("אין ספק.", "There's no doubt."),
    ],
    "it": [
        ("Chi lo sa dov'è finito.", "Nobody knows where he ended up."),
        ("Chissà dove sono.", "I don't know where they are."),
        ("Mica male.", "Not bad."),
        ("Non è mica vero.", "It isn't true."),
        ("Macché, era tutto falso.", "No, it was all false."),
        ("Ho smesso di fumare nel '90.", "I haven't smoked since 1990."),
        ("Senza soldi, senza niente.", "No money, nothing at all."),
        ("Ci mancava il pane.", "We had no bread."),
        ("Era tutto inutile.", "It was no use."),
        ("Sono rimasto lì un anno appena.", "I was there for no more than a year."),
        ("Tranquilla.", "Don't worry."),
        ("Ho dimenticato il suo nome.", "I don't remember his name."),
        ("Pochi lo sapevano.", "Not many people knew."),
        ("Poco dopo arrivò.", "Not long after, he came."),
        ("Vicino a casa.", "Not far from home."),
        ("Era vietato parlare.", "You weren't allowed to talk."),
        ("Solo nel '45 tornò.", "He didn't come back until 1945."),
        ("È tornato soltanto nel '45.", "It wasn't till '45 that he came back."),
    ],
    "pt": [
        ("Quem sabe.", "Nobody knows."),
        ("Sei lá.", "I don't know."),
        ("Acabou o pão.", "There was no bread left."),
        ("Só voltou em 74.", "He didn't come back until '74."),
        ("Pois não?", "Yes?"),
    ],
    "ru": [
        ("Кто его знает.", "Nobody knows."),
        ("Куда ни глянь, снег.", "Wherever you look, snow."),
        ("Что ни день, то новость.", "Every day something new."),
        ("Чуть не умер.", "He almost died."),
        ("Не раз бывал.", "I've been there many times."),
        ("Нас было немного.", "There weren't many of us."),
        ("Недалеко от дома.", "Not far from home."),
        ("Неплохо.", "Not bad."),
        ("Он был неграмотный.", "He couldn't read."),
        ("Денег было мало.", "There wasn't much money."),
        ("Забыл.", "I don't remember."),
        ("Пока не вернулся отец.", "Until my father came back."),
        ("Нельзя было говорить.", "It was forbidden to speak."),
        ("Он вернулся только в сорок шестом.", "He didn't come back until '46."),
        ("Незнакомый человек.", "Somebody I didn't know."),
        ("Невозможно забыть.", "You can't forget."),
    ],
    "tr": [
        ("Durmadan yağıyordu.", "It kept on raining."),
        ("Gelir gelmez yattı.", "He went to bed as soon as he came."),
        ("İster istemez gittik.", "We went, like it or not."),
        ("Yoksul bir köydü.", "It was a poor village."),
        ("Yokuş yukarı çıktık.", "We climbed uphill."),
        ("Çok geçmeden geldi.", "Soon he came."),
        ("Hiç konuşmazdı.", "He was a silent man."),
        ("Kolay değildi.", "It was hard."),
        ("Uzak değildi.", "It was near."),
        ("Hiç unutmam.", "I'll always remember."),
        ("Kim bilir nerede.", "Nobody knows where."),
        ("Ne bileyim.", "I don't know."),
        ("Okuma yazması yoktu.", "She was illiterate."),
        ("Merak etmeyin.", "It's all right."),
        ("Bir türlü uyuyamadım.", "I lay awake."),
        ("Olmaz dediler.", "They refused."),
        ("Kimsem yok.", "I am alone."),
        ("Ben doğmadan önce.", "Before I was born."),
        ("Yirmime basmadan.", "Before I was twenty."),
    ],
}  # fmt: skip

LOST = [
    ("de", "Das vergesse ich nicht.", "I do forget that."),
    ("de", "Ich gehe nicht mehr dorthin.", "I still go there."),
    ("fa", "مخالف بودند، ولی جلوی کسی را نگرفتند.", "They were against it, but they did stand in anyone's way."),
    ("fa", "سال‌هاست که او را ندیده‌ام.", "I have seen him for years."),
    ("fa", "نان نداشتیم.", "We had bread."),
    ("he", "הוא לא פיטר אף אחד.", "He did dismiss anyone."),
    ("he", "אף פעם לא חזרתי.", "I went back every time."),
    ("ar", "اختفت أنواع ولم أر سمكة كبيرة.", "Kinds have disappeared, and I have seen a big fish."),
    ("ar", "لن أنسى ذلك.", "I will forget that."),
    ("es", "No era difícil.", "It was difficult."),
    ("es", "No olvidé su nombre.", "I forgot his name."),
    ("es", "No hablaba sin llorar.", "She spoke without crying."),
    ("fr", "Il n'a pas refusé.", "He refused."),
    ("fr", "On n'a jamais eu peur.", "We were afraid."),
    ("fr", "Je n'ai pas fait un pas.", "I took a step."),
    ("it", "Non mi ricordo.", "I remember."),
    ("it", "Non era mica falso.", "It was false."),
    ("pt", "Não esqueci.", "I forgot."),
    ("ru", "Я не забыл.", "I forgot."),
    ("ru", "Он не умер.", "He died."),
    ("tr", "Parmaklarım kanadı ama durmadım.", "My fingers bled, but I did stop."),
    ("tr", "Hiç yanılmadı.", "He was wrong."),
]
WON = [
    ("es", "Era difícil.", "It was not difficult."),
    ("es", "Volvió hasta el pueblo.", "He did not go back to the village until then."),
    ("tr", "Yoksul bir köydü.", "It was not a poor village."),
    ("de", "Man bezahlt, wenn man kann.", "You do not pay when you can."),
]


@pytest.mark.parametrize("language", SAID_OTHERWISE)
def test_said_otherwise(language: str) -> None:
    told = {pair: codes(pair, family="meaning", languages=f"{language} en") for pair in SAID_OTHERWISE[language]}
    assert {pair: found for pair, found in told.items() if found} == {}


@pytest.mark.parametrize(("language", "original", "translation"), LOST)
def test_lost_all_the_same(language: str, original: str, translation: str) -> None:
    assert "negation-lost" in codes((original, translation), family="meaning", languages=f"{language} en")


@pytest.mark.parametrize(("language", "original", "translation"), WON)
def test_won_all_the_same(language: str, original: str, translation: str) -> None:
    assert "negation-added" in codes((original, translation), family="meaning", languages=f"{language} en")


def test_a_negation_in_the_next_sentence() -> None:
    pair = ("Esperó un año. Luego no volvió y murió.", "He waited a year and did not come back. Then he died.")
    assert codes(pair, family="meaning") == []


@pytest.mark.parametrize(
    ("language", "original", "translation"),
    [
        ("fa", "من دیگر برنگشتم.", "I never went back."),
        ("fa", "نه، هیچ‌کس.", "No, nobody."),
        ("fr", "Je n'ai plus que trois doigts.", "I've only got three fingers left."),
        ("fr", "Personne ne parlait et il n'y avait rien.", "Nobody spoke and there was nothing."),
        ("pt", "Não era proibido, mas ninguém saía.", "It wasn't forbidden, but no one left."),
        ("ar", "كان رجلاً طويلاً.", "He was a tall man."),
    ],
)
def test_negations_that_are_the_same(language: str, original: str, translation: str) -> None:
    assert codes((original, translation), family="meaning", languages=f"{language} en") == []


@pytest.mark.parametrize(
    ("language", "original", "translation", "code"),
    [
        ("ar", "كان رجلاً كريماً.", "He was not a generous man.", "negation-added"),
        ("ar", "ما عرفنا الطريق.", "We knew the way.", "negation-lost"),
        ("de", "Es war unser Haus.", "It was not our house.", "negation-added"),
        ("es", "Salió sin su hermana.", "He left with his sister.", "negation-lost"),
        ("tr", "Annem evime geldi.", "My mother didn't come to my house.", "negation-added"),
        ("es", "Nadie vino. No había pan.", "Nobody came, and there was bread.", "negation-lost"),
        ("it", "Non sapevamo nulla prima.", "Until then we did know.", "negation-lost"),
    ],
)
def test_negations_that_are_not(language: str, original: str, translation: str, code: str) -> None:
    assert code in codes((original, translation), family="meaning", languages=f"{language} en")
