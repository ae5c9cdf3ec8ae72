from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.folder import create_folder
from dragoman.folder.memory import MemoryIndex, MemoryUnit, add_pairs, purge, read_memory
from dragoman.notation import parse_text
from dragoman.transcript.document import Author, Engine, Person, Recording, Segment, State, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.text import Text

ANA = Person(handle="ana")
MODEL = Engine(name="llm")


def typed(text: str) -> Text:
    return parse_text(text)[0]


def unit(source: str, target: str) -> MemoryUnit:
    return MemoryUnit(source=typed(source), target=typed(target), place="talk")


def interview(
    folder: Path, *pairs: tuple[str, str], by: Author | None = ANA, state: State = "translated", language: str = "es"
) -> None:
    segments = tuple(
        Segment(
            id=mint_id(folder.name, number), source=typed(source), target=typed(target), state=state, target_origin=by
        )
        for number, (source, target) in enumerate(pairs)
    )
    document = Transcript(recording=Recording(languages=(language,)), segments=segments, target_language="en")
    create_folder(folder, document, Engine(name="import"))


def found(directory: Path, source: str = "es", target: str = "en") -> list[tuple[Text, Text]]:
    return [(unit.source, unit.target) for unit in read_memory(directory, source, target).units]


def test_a_passage_that_a_person_translated_is_in_the_memory(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Hola.", "Hello."))
    [only] = read_memory(tmp_path, "es", "en").units
    assert (only.target, only.place, only.by) == (("Hello.",), "a", "ana")


def test_what_a_machine_translated_is_not(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Hola.", "Hello."), by=MODEL)
    assert found(tmp_path) == []


def test_what_a_machine_translated_and_a_person_reviewed_is(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Hola.", "Hello."), by=MODEL, state="reviewed")
    assert found(tmp_path) == [(("Hola.",), ("Hello.",))]


def test_a_translation_with_a_gap_is_not(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Hola.", "[untranslated: refused]"))
    assert found(tmp_path) == []


def test_other_languages_are_not(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Olá.", "Hello."), language="pt")
    assert found(tmp_path) == []


def test_a_damaged_interview_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    interview(tmp_path / "a", ("Hola.", "Hello."))
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "history.jsonl").write_text("no history\n", encoding="utf-8")
    memory = read_memory(tmp_path, "es", "en")
    assert (len(memory.units), [problem.code for problem in memory.problems]) == (1, ["memory-unread"])


def test_the_same_words_are_offered_first() -> None:
    index = MemoryIndex([unit("Buenas tardes a todos.", "Good evening."), unit("Buenas tardes.", "Hello.")], "es")
    first, second = index.find(typed("Buenas  tardes."), least=50)
    assert (first.unit.target, first.is_equal) == (("Hello.",), True)
    assert (second.unit.target, second.is_equal) == (("Good evening.",), False)


def test_another_number_is_not_the_same() -> None:
    index = MemoryIndex([unit("Son 40 colmenas en total.", "There are 40 hives.")], "es")
    [match] = index.find(typed("Son 43 colmenas en total."))
    assert not match.is_equal


def test_case_and_accents_make_a_text_alike_and_not_the_same() -> None:
    [match] = MemoryIndex([unit("¿Cómo estás?", "How are you?")], "es").find(typed("como estas"))
    assert (match.score, match.is_equal) == (99.0, False)


def test_arabic_is_found_without_its_vowel_signs() -> None:
    [match] = MemoryIndex([unit("السَّلامُ عَلَيكُم", "Peace be upon you.")], "ar").find(typed("السلام عليكم"))
    assert match.unit.target == ("Peace be upon you.",)


def test_one_translation_is_offered_once() -> None:
    units = [unit(f"Buenas tardes{end}", "Good afternoon.") for end in (".", "!", "…")]
    assert len(MemoryIndex(units, "es").find(typed("Buenas tardes."))) == 1


@given(st.text(alphabet="abz áñ.,()¿?", max_size=40))
def test_any_text_can_be_looked_for(words: str) -> None:
    index = MemoryIndex([unit("abz áñ", "x"), unit("¿a?", "y")], "es")
    assert all(0 <= match.score <= 100 for match in index.find(typed(words), least=0))


def test_pairs_that_are_there_already_are_not_doubled(tmp_path: Path) -> None:
    pairs = [(typed("Hola."), typed("Hello (all)."))]
    file, first = add_pairs(tmp_path, "es", "en", pairs)
    _, second = add_pairs(tmp_path, "es", "en", [*pairs, (typed("Sí."), typed("Yes."))])
    assert (file.name, first, second) == ("es-en.tmx", 1, 1)
    assert found(tmp_path) == [*pairs, (typed("Sí."), typed("Yes."))]


@pytest.mark.parametrize(
    ("words", "names"),
    [(["Mi hermano se llama Hassan."], []), ([], ["Hassan"]), ([], ["HASSÁN"])],
)
def test_pairs_that_hold_withdrawn_words_leave(tmp_path: Path, words: list[str], names: list[str]) -> None:
    pairs = [
        (typed("Mi hermano se llama Hassan."), typed("My brother is called Hassan.")),
        (typed("Sí."), typed("Yes.")),
    ]
    file, _ = add_pairs(tmp_path, "es", "en", pairs)
    assert purge(tmp_path, words, names) == (file,)
    assert found(tmp_path) == [pairs[1]]


def test_a_file_without_withdrawn_words_is_not_written_again(tmp_path: Path) -> None:
    file, _ = add_pairs(tmp_path, "es", "en", [(typed("Hola."), typed("Hello."))])
    before = file.stat().st_mtime_ns
    assert purge(tmp_path, ["Sí, señor, claro que sí."], ["Hassan"]) == ()
    assert file.stat().st_mtime_ns == before


def test_the_other_languages_of_a_file_stay_when_pairs_leave(tmp_path: Path) -> None:
    tus = ""
    for spanish, english, french in [("Sí.", "Yes.", "Oui."), ("Hassan.", "Hassan.", "Hassan.")]:
        variants = {"es": spanish, "en": english, "fr": french}
        tuvs = (f'<tuv xml:lang="{tag}"><seg>{words}</seg></tuv>' for tag, words in variants.items())
        tus += f"<tu>{''.join(tuvs)}</tu>"
    file = tmp_path / "memory" / "bought.tmx"
    file.parent.mkdir()
    file.write_text(f'<tmx version="1.4"><header srclang="es"/><body>{tus}</body></tmx>', encoding="utf-8")
    assert purge(tmp_path, [], ["Hassan"]) == (file,)
    assert "Oui." in file.read_text(encoding="utf-8")
    assert "Hassan" not in file.read_text(encoding="utf-8")
