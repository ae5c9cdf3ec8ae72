"""Words typed in Latin letters, in the letters of their language: as the script in the browser makes them."""

from __future__ import annotations

import json
import subprocess
from functools import cache
from pathlib import Path

import pytest

import dragoman.desk
from programs import needs_program

SCRIPT = Path(dragoman.desk.__file__).parent / "static" / "desk" / "transliterate.js"
WORDS = {
    "ar": {
        "salaam": "سلام",
        "kitaab": "كتاب",
        "madiina": "مدينة",
        "al7arb": "الحرب",
        "ana": "أنة",
        "anaa": "أنا",
        "SabaaH": "صباح",
        "shukran": "شكرن",
        "3arab": "عرب",
        "ghurfa": "غرفة",
        "AHmad": "أحمد",
    },
    "fa": {
        "salaam": "سلام",
        "aab": "آب",
        "khaane": "خانه",
        "chaay": "چای",
        "mi_ravam": "می\u200cروم",
        "pedar": "پدر",
        "iraan": "ایران",
        "zhaale": "ژاله",
    },
    "he": {"shalom": "שלום", "toda": "תודה", "yeled": "ילד", "melekh": "מלך", "ani": "אני", "erets": "ארץ"},
    "ru": {
        "privet": "привет",
        "Moskva": "Москва",
        "chto": "что",
        "borshch": "борщ",
        "moy": "мой",
        "byl": "был",
        "den'": "день",
        "yabloko": "яблоко",
        "eto": "ето",
        "ehto": "это",
        "SSSR": "СССР",
        "Yuriy": "Юрий",
        "dumayu": "думаю",
        "krasnyy": "красный",
    },
    "uk": {"dyakuyu": "дякую", "yizhak": "їжак", "Kyyiv": "Київ", "misto": "місто", "hora": "гора"},
    "hi": {
        "namaste": "नमस्ते",
        "hindi": "हिन्दी",
        "kya": "क्या",
        "mera": "मेरा",
        "aap": "आप",
        "bhaarat": "भारत",
        "dhanyavaad": "धन्यवाद",
        "haM": "हं",
    },
}


@cache
def transliterated() -> dict[str, dict[str, str | None]]:
    """Every word of the table, as the script makes it."""
    node = needs_program("node")
    program = (
        f"import {{ transliterate }} from {json.dumps(SCRIPT.as_uri())};"
        f"const words = {json.dumps({tag: list(words) for tag, words in WORDS.items()})};"
        "console.log(JSON.stringify(Object.fromEntries(Object.entries(words).map(([tag, list]) =>"
        "[tag, Object.fromEntries(list.map((word) => [word, transliterate(word, tag)]))]))));"
    )
    run = subprocess.run([node, "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    made: dict[str, dict[str, str | None]] = json.loads(run.stdout)
    return made


@pytest.mark.external
@pytest.mark.parametrize("tag", list(WORDS))
def test_words_are_written_as_in_the_language(tag: str) -> None:
    assert transliterated()[tag] == WORDS[tag]


@pytest.mark.external
@pytest.mark.parametrize(
    ("word", "tag"),
    [("سلام", "ar"), ("сalaam", "ru"), ("12", "ar"), ("", "fa"), ("Elena", "es"), ("ça", "fa"), ("a-b", "ru")],
)
def test_what_is_no_latin_word_stays_as_it_is(word: str, tag: str) -> None:
    node = needs_program("node")
    program = (
        f"import {{ transliterate }} from {json.dumps(SCRIPT.as_uri())};"
        f"console.log(JSON.stringify(transliterate({json.dumps(word)}, {json.dumps(tag)})));"
    )
    run = subprocess.run([node, "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) is None
