import pytest

from dragoman.formats.annotation.tiers import Interval, NamedTier, find_kind, make_tier_cues, strip_kind
from dragoman.problems import ProblemLog


@pytest.mark.parametrize(
    ("name", "kind", "voice"),
    [
        ("Interviewer", "text", "Interviewer"),
        ("Ana Ruiz", "text", "Ana Ruiz"),
        ("Ana - utterances", "text", "Ana"),
        ("words", "words", None),
        ("Ana - words", "words", "Ana"),
        ("phones", "other", None),
        ("Notes", "other", None),
        ("Ana_translation", "translation", "Ana"),
        ("ft@Ana", "translation", "Ana"),
    ],
)
def test_a_tiers_name_says_what_it_holds_and_whose_it_is(name: str, kind: str, voice: str | None) -> None:
    assert (find_kind(name), strip_kind(name)) == (kind, voice)


def test_a_language_at_the_end_says_translation_where_there_is_an_original() -> None:
    assert find_kind("Ana_en", {"Ana", "Ana_en"}) == "translation"
    assert find_kind("Ana_en", {"Ana_en"}) == "text"


def test_translations_go_to_the_passages_of_their_speaker() -> None:
    tiers = [
        NamedTier("Ana", [Interval(0, 2000, "Hola."), Interval(2500, 4000, "Sí.")]),
        NamedTier("Ben", [Interval(2000, 2500, "¿Y?")]),
        NamedTier("Ana_en", [Interval(0, 2000, "Hello."), Interval(2500, 4000, "Yes.")]),
    ]
    cues, language = make_tier_cues(tiers, ProblemLog())
    assert [(cue.speaker, cue.text, cue.translation) for cue in cues] == [
        ("Ana", "Hola.", "Hello."),
        ("Ben", "¿Y?", ""),
        ("Ana", "Sí.", "Yes."),
    ]
    assert language == "en"


def test_a_translation_that_lies_on_nothing_stands_alone() -> None:
    tiers = [NamedTier("Ana", [Interval(0, 1000, "Hola.")]), NamedTier("Ana_en", [Interval(5000, 6000, "Bye.")])]
    cues, _ = make_tier_cues(tiers, ProblemLog())
    assert [(cue.text, cue.translation) for cue in cues] == [("Hola.", ""), ("", "Bye.")]


def test_a_tier_of_words_becomes_sentences_where_there_is_no_other() -> None:
    tier = NamedTier("words", [Interval(0, 500, "Hola"), Interval(500, 900, "Ana."), Interval(900, 1000, "Sí.")])
    cues, _ = make_tier_cues([tier], ProblemLog())
    assert [(cue.text, cue.start, cue.end) for cue in cues] == [("Hola Ana.", 0, 900), ("Sí.", 900, 1000)]


def test_other_tiers_are_named() -> None:
    log = ProblemLog()
    make_tier_cues([NamedTier("Ana", [Interval(0, 1, "Sí")]), NamedTier("Notes", [Interval(0, 1, "loud")])], log)
    assert [p.message for p in log.listed()] == ["the layer 'Notes' is left out (1 annotations), the first says: loud"]
