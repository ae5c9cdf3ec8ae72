from __future__ import annotations

import pytest

from bitexts import bitext, found


@pytest.mark.parametrize(
    ("languages", "rows"),
    [
        ("es en", [("Vino Carmen Romero.", "There came Carmen Romero."), ("Dijo Romero.", "So said Romera.")]),
        ("fa en", [("با بهرامی رفتیم.", "We went with Bahrami."), ("دیشب بهرامی آمد.", "Last night Bahrani came.")]),
        ("ar en", [("جاء الوزاني أمس.", "Yesterday al-Wazzani came."), ("قال الوزاني.", "So said al-Wazani.")]),
        ("ru en", [("Пришёл Соколов.", "There came Sokolov."), ("Сказал Соколов.", "So said Sokolow.")]),
        ("he en", [("בא לוינסקי.", "There came Levinsky."), ("אמר לוינסקי.", "So said Levinski.")]),
    ],
)
def test_one_name_in_two_spellings(languages: str, rows: list[tuple[str, str]]) -> None:
    assert [code for code, _ in found(bitext(*rows, languages=languages), "names")] == ["name-varies"]


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
