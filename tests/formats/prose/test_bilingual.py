from __future__ import annotations

import msgspec

from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.formats.prose.bilingual import Mixture, Pair, Wanted, find_mixture, pair_passages
from dragoman.formats.prose.paragraphs import StyledText
from dragoman.formats.prose.prose_turns import ProseTurn
from dragoman.transcript.text import plain
from interviews import spanish_english


def passage(words: str, label: str | None = None, language: str | None = None) -> ProseTurn:
    return ProseTurn(pieces=(StyledText(text=words),), label=label, language=language)


def pairs(*passages: ProseTurn) -> list[tuple[str | None, str | None]] | None:
    found = pair_passages(passages)
    if found is None:
        return None
    both = ((pair.original, pair.translation) for pair in found)
    return [(one.words if one else None, other.words if other else None) for one, other in both]


def test_paragraphs_in_two_languages_by_turns_are_pairs() -> None:
    one = [passage("a", "Ana", "es"), passage("A", None, "en"), passage("b", "Bea", "es"), passage("B", None, "en-US")]
    assert pairs(*one) == [("a", "A"), ("b", "B")]


def test_directions_tell_where_no_language_is_named() -> None:
    assert pairs(passage("من أين؟"), passage("From where?"), passage("من هنا"), passage("From here")) == [
        ("من أين؟", "From where?"),
        ("من هنا", "From here"),
    ]


def test_what_has_no_partner_stays_alone() -> None:
    es, en = "es", "en"
    one = [passage("a", "A", es), passage("A", "A", en), passage("b", "A", es), passage("c", "B", es)]
    two = [passage("C", "B", en), passage("d", "B", es), passage("D", "B", en)]
    assert pairs(*one, *two) == [("a", "A"), ("b", None), ("c", "C"), ("d", "D")]


def test_labels_in_two_languages_are_one_persons() -> None:
    rows = [("المذيع", "من أين؟", "Host", "From where?"), ("الضيف", "من هنا", "Guest", "From here")] * 2
    html = "".join(f"<p>{a}: {b}</p><p>{c}: {d}</p>" for a, b, c, d in rows)
    transcript = read(f"<body>{html}".encode(), "web-page", ReadOptions()).transcript
    assert [(speaker.label, speaker.name_native) for speaker in transcript.speakers] == [
        ("Host", "المذيع"),
        ("Guest", "الضيف"),
    ]
    assert [plain(segment.target or ()) for segment in transcript.segments] == ["From where?", "From here"] * 2


def test_a_page_in_one_language_is_not_paired() -> None:
    assert pair_passages([passage("a", "Ana", "en"), passage("b", "Bea", "en")] * 3) is None
    assert pair_passages([passage("one"), passage("كلمة"), passage("two"), passage("three"), passage("four")]) is None
    assert pair_passages([]) is None


def test_a_translation_may_stand_alone_at_the_beginning() -> None:
    es, en = "es", "en"
    rows = [("a", "A"), ("b", "B"), ("c", "C")]
    turns = [passage(words, name, tongue) for words, name in rows for tongue in (es, en)]
    found = pair_passages([passage("z", "Z", en), *turns])
    assert found is not None
    assert found[0] == Pair(None, passage("z", "Z", en))
    assert len(found) == 4


def test_what_we_publish_in_two_languages_comes_back_in_two() -> None:
    written = write(spanish_english(), "blog", WriteOptions()).content
    transcript = read(written, "web-page", ReadOptions()).transcript
    assert (transcript.source_language, transcript.target_language) == ("es", "en")
    both = [(plain(s.source or ()), plain(s.target or ())) for s in transcript.segments if s.source and s.target]
    assert ("¿Cómo empezó todo?", "How did it all begin?") in both


def test_several_paragraphs_of_one_language_pair_with_as_many_of_the_other() -> None:
    fa, en = "fa", "en"
    one = [passage("a", "A", fa), passage("b", "A", fa), passage("A1", "A", en), passage("B1", "A", en)]
    two = [passage("c", "B", fa), passage("C1", "B", en)]
    assert pairs(*one, *two) == [("a", "A1"), ("b", "B1"), ("c", "C1")]


def test_runs_of_another_length_are_one_passage() -> None:
    one = [passage("a", "A", "fa"), passage("b", "A", "fa"), passage("both", "A", "en")]
    assert pairs(*one, passage("c", "B", "fa"), passage("C", "B", "en")) == [("a\nb", "both"), ("c", "C")]


def test_the_whole_in_one_language_and_then_in_the_other_is_pairs() -> None:
    originals = [passage(word, label, "fa") for word, label in (("a", "م"), ("b", "ر"), ("c", "م"))]
    translations = [passage(word, label, "en") for word, label in (("A", "Host"), ("B", "Reza"), ("C", "Host"))]
    assert pairs(*originals, *translations) == [("a", "A"), ("b", "B"), ("c", "C")]


def test_questions_in_one_language_and_answers_in_another_are_no_pairs() -> None:
    turns = [passage("Where were you?", "Host"), passage("كنت في البيت", "Guest")] * 4
    assert pairs(*turns) is None


def test_leaning_letters_part_two_languages_of_one_script() -> None:
    def leaning(words: str) -> ProseTurn:
        return ProseTurn(pieces=(StyledText(text=words, italic=True),), label="Ana")

    turns = [leaning("¿Qué?"), passage("What?", "Ana"), leaning("Nada."), passage("Nothing.", "Ana")]
    assert pairs(*turns) == [("¿Qué?", "What?"), ("Nada.", "Nothing.")]


def test_who_says_which_is_the_original_is_believed() -> None:
    turns = [passage("a", "A", "en"), passage("ا", "A", "ar"), passage("b", "A", "en"), passage("ب", "A", "ar")]
    found = pair_passages(turns, Wanted(original="ar"))
    assert [pair.original.words for pair in found or () if pair.original] == ["ا", "ب"]


ES = ["¿Cuántas colmenas tiene usted?", "Mi padre lo aprendió de un vecino.", "¿Y la miel?", "Es poco, ya lo sé."]
EN = [
    "How many hives do you have?",
    "My father learned it from a neighbour.",
    "And the honey?",
    "It is not much, I know.",
]
WHO = ["Ana", "Luisa", "Ana", "Luisa"]


def test_words_tell_two_languages_of_one_script() -> None:
    both = [passage(words) for pair in zip(ES, EN, strict=True) for words in pair]
    found = pair_passages(both)
    assert pairs(*both) == [*zip(ES, EN, strict=True)]
    assert found is not None
    assert {
        (pair.original.language, pair.translation.language) for pair in found if pair.original and pair.translation
    } == {("es", "en")}


def test_words_tell_two_halves() -> None:
    assert pairs(*map(passage, ES), *map(passage, EN)) == [*zip(ES, EN, strict=True)]


def test_halves_of_different_lengths_are_no_pairs() -> None:
    assert pairs(*map(passage, ES), *map(passage, EN[:3])) is None


def test_unlabelled_questions_and_answers_in_two_languages_are_no_pairs() -> None:
    assert pairs(*map(passage, [EN[0], ES[1], EN[2], ES[3]])) is None


def test_scripts_tell_where_no_words_are_known() -> None:
    greek = ["Πόσες κυψέλες έχετε;", "Σαράντα δύο."]
    assert pairs(*(passage(words) for pair in zip(greek, EN, strict=False) for words in pair)) == [
        *zip(greek, EN, strict=False)
    ]


def test_labels_on_one_side_only_are_the_pair_s() -> None:
    carried = [None, *WHO[:-1]]
    turns = [
        turn
        for one, other, above, who in zip(ES, EN, carried, WHO, strict=True)
        for turn in (msgspec.structs.replace(passage(one, above), is_carried=True), passage(other, who))
    ]
    found = pair_passages(turns) or []
    assert [(p.original.label, p.translation.label) for p in found if p.original and p.translation] == [
        (None, who) for who in WHO
    ]


def test_passages_in_two_languages_that_are_not_paired_are_counted() -> None:
    mixed = find_mixture([*map(passage, ES), *map(passage, EN[:3])], Wanted())
    assert mixed == Mixture(("es", "en"), (4, 3), 7)
    assert find_mixture([*map(passage, EN), passage(ES[0])], Wanted()) is None
