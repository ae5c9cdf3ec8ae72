from __future__ import annotations

import pytest

from bitexts import bitext, codes, found
from dragoman.checks import find_problems


@pytest.mark.parametrize(
    ("languages", "rows"),
    [
        ("fa en", [("با بهرامی رفتیم.", "We went with Bahrami."), ("دیشب بهرامی آمد.", "Last night Bahrani came.")]),
        ("ar en", [("جاء الوزاني أمس.", "Yesterday al-Wazzani came."), ("قال الوزاني.", "So said al-Wazani.")]),
        ("ru en", [("Пришёл Соколов.", "There came Sokolov."), ("Сказал Соколов.", "So said Sokolow.")]),
        ("he en", [("בא לוינסקי.", "There came Levinsky."), ("אמר לוינסקי.", "So said Levinski.")]),
    ],
)
def test_one_name_in_two_spellings(languages: str, rows: list[tuple[str, str]]) -> None:
    # Each stands once: which of the two is right, nobody can tell.
    assert found(bitext(*rows, languages=languages), "names") == [("name-varies", "00"), ("name-varies", "01")]


def test_the_rarer_spelling_is_told() -> None:
    rows = [("Пришёл Соколов.", "There came Sokolov."), ("Я знал Соколова.", "I knew Sokolov."),
            ("Сказал Соколов.", "So said Sokolow.")]  # fmt: skip
    assert found(bitext(*rows, languages="ru en"), "names") == [("name-varies", "02")]


def test_a_name_in_another_case() -> None:
    rows = [("Пришёл Соколов.", "There came Sokolov."), ("Мы были у Соколова.", "We were at Sakolov's.")]
    assert [code for code, _ in found(bitext(*rows, languages="ru en"), "names")] == ["name-varies"] * 2


def test_what_is_written_onto_a_name() -> None:
    rows = [
        ("ذهبت إلى بيروت.", "I went to Beirut."),
        ("سكنا في بيروت ثم عدنا لبيروت.", "We lived there, then in Bierut."),
    ]
    assert [code for code, _ in found(bitext(*rows, languages="ar en"), "names")] == ["name-varies"] * 2


@pytest.mark.parametrize(
    "rows",
    [
        [("Vino Carmen Romero.", "There came Carmen Romero."), ("Dijo Romero.", "So said Romera.")],
        [("Dijo Romera que llegó Romero.", "Romera said that Romero came."), ("Dijo Romero.", "So said Romera.")],
        [("Vino Noemí.", "There came Noemí."), ("Dijo Noemí.", "So said Noemíi.")],
    ],
)
def test_the_original_has_another_name_in_the_same_letters(rows: list[tuple[str, str]]) -> None:
    assert found(bitext(*rows), "names") == [("name-varies", "01")]


def test_right_and_wrong_in_one_passage() -> None:
    rows = [("Es kam Wiegand. Wiegand blieb.", "Then Wiegand came. And Wiiegand stayed.")]
    assert found(bitext(*rows, languages="de en"), "names") == [("name-varies", "00")]


@pytest.mark.parametrize(
    ("languages", "rows"),
    [
        ("es en", [("Vino Ana con Anna.", "There came Ana with Anna."), ("Dijo Anna.", "So said Anna.")]),
        (
            "es en",
            [("Los Romero de Cuba.", "Then the Romeros of Cuba."), ("El ron de Cuba, Romero.", "Cuban rum, Romero.")],
        ),
        ("fa en", [("مردم عراق آمدند.", "The Iraqi people came."), ("به عراق رفت.", "He went to Iraq.")]),
        ("fa en", [("خانواده رحیمی بود.", "It was the Rahimis."), ("آقای رحیمی گفت.", "So Mr Rahimi said.")]),
        ("fa en", [("علی با علیا آمد.", "There came Ali with Alia.")]),
        ("ru en", [("Пришёл Лавров.", "There came Lavrov."), ("Сказала Лаврова.", "So said Lavrova.")]),
        ("ar en", [("جاء سمير.", "There came Samir."), ("قالت سميرة.", "So said Samira.")]),
    ],
)
def test_no_other_spelling_of_one_name(languages: str, rows: list[tuple[str, str]]) -> None:
    assert found(bitext(*rows, languages=languages), "names") == []


def test_two_names_that_look_alike() -> None:
    rows = [("Vino María Ruiz.", "There came María Ruiz."), ("Dijo Mario.", "So said Mario.")]
    assert found(bitext(*rows), "names") == []


def test_two_countries_that_look_alike() -> None:
    rows = [
        ("به ایران رفت.", "He went to Iran."),
        ("از عراق آمد.", "He came from Iraq."),
        ("ایران دور بود.", "To Iran is far."),
    ]
    assert found(bitext(*rows, languages="fa en"), "names") == []


def test_two_spellings_in_the_original() -> None:
    rows = [
        ("با خامنه‌ای بود.", "He was with Khamenei."),
        ("آقای خامنه‌ای گفت.", "So Mr Khamenei said."),
        ("پیش خامنئی رفت.", "He went to Khamenei."),
    ]
    assert found(bitext(*rows, languages="fa en"), "names") == [("native-name-varies", "02")]


@pytest.mark.parametrize(
    ("languages", "rows"),
    [
        ("ru en", [("С Верой Шестаковой.", "With Vera Shestakova."), ("Я знал Шестакову.", "I knew Shestokova.")]),
        ("ru en", [("До Кедрового Мыса далеко.", "To Kedrovy Mys."), ("Там Кедровый Мыс.", "There is Kadrovy Mys.")]),
        ("de en", [("Es kam Kronthaler.", "There came Kronthaler."), ("Kronthalers Hof.", "The farm of Krontaler.")]),
        ("he en", [("באה רבקה.", "There came Rivka."), ("דיברתי עם רבקה.", "I talked to Rivke.")]),
    ],
)
def test_two_spellings_of_a_name_that_bends(languages: str, rows: list[tuple[str, str]]) -> None:
    assert ("name-varies", "01") in found(bitext(*rows, languages=languages), "names")


def test_two_spellings_that_differ_by_an_accent() -> None:
    rows = [
        ("Zülfiye geldi.", "So Zülfiye came."),
        ("Zülfiye dedi.", "And Zülfiye spoke."),
        ("Zülfiye gitti.", "Then Zulfiye went."),
    ]
    assert found(bitext(*rows, languages="tr en"), "names") == [("name-varies", "02")]


def test_small_words_at_the_head_of_a_sentence_are_no_names() -> None:
    assert found(bitext(("Damals nicht. Heute schon.", "Not then. Now I do."), languages="de en"), "names") == []


def test_the_name_in_the_original_is_shown_as_it_was_written() -> None:
    rows = [("قابلنا سامي الحلواني.", "We met Sami al-Halwani."), ("وماذا قال الحلواني؟", "What did al-Hawlani say?")]
    one, _other = find_problems(bitext(*rows, languages="ar en"), ("names",))
    assert one.message == "“Halwani” is spelled “Hawlani” elsewhere, and both stand for “الحلواني”"


def test_a_name_of_two_words_that_is_a_letter_off_is_found_in_its_only_place() -> None:
    assert codes(("Soy Carmen Romero.", "I am Carmen Romeo."), family="names") == ["name-varies"]
    assert codes(("Soy Carmen Romero.", "I am Carman Romero."), family="names") == ["name-varies"]


def test_a_name_of_two_words_that_is_as_said_is_no_fault() -> None:
    assert codes(("Soy Carmen Romero.", "I am Carmen Romero."), family="names") == []
    assert codes(("Los Carmen Romero.", "The Carmen Romeros."), family="names") == []
    assert codes(("Vinieron Ana Romero y Ana Romeo.", "Ana Romeo came with Ana Romero."), family="names") == []
    assert codes(("Vino el Profesor Ruiz.", "Professor Ruiz came."), family="names") == []
