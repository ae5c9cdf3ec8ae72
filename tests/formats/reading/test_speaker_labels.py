import pytest

from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import CodeSwitch, Text, Vocal


def speakers(*texts: str, carried: bool = False, options: ReadOptions | None = None) -> list[tuple[str | None, object]]:
    passages = [ImportedCue(start=0, end=1000, text=text, line=number) for number, text in enumerate(texts, 1)]
    found = find_speakers(passages, options or ReadOptions(), ProblemLog(), carried=carried)
    return [(passage.speaker, passage.text) for passage in found]


def codes(*texts: str) -> list[str]:
    log = ProblemLog()
    find_speakers([ImportedCue(text=text) for text in texts], ReadOptions(), log)
    return [problem.code for problem in log.listed()]


def test_names_that_stand_more_than_once_are_speakers() -> None:
    assert speakers("Anna: Hello", "Well", "Anna: Bye") == [("Anna", "Hello"), (None, "Well"), ("Anna", "Bye")]


@pytest.mark.parametrize("text", ["Remember: it is late", "He said: no", "At 10: nothing", "See https://a.example"])
def test_words_before_a_colon_are_words_where_nothing_bears_out_a_name(text: str) -> None:
    assert speakers("Hello", text) == [(None, "Hello"), (None, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(المشروع): نعم؟", "المشروع"),
        ("[Anna]: نعم؟", "Anna"),
        ("DR. RUIZ: نعم؟", "DR. RUIZ"),
        (">> ANNA: نعم؟", "ANNA"),
    ],
)
def test_brackets_and_capitals_are_borne_out_by_themselves(text: str, name: str) -> None:
    assert speakers("Hello", text)[1] == (name, "نعم؟")


def test_a_name_beside_others_may_stand_once_and_is_told() -> None:
    assert speakers("Anna: a", "Anna: b", "The host: c")[2] == ("The host", "c")
    assert codes("Anna: a", "Anna: b", "The host: c") == ["speaker-guessed"]


def test_names_on_two_lines_make_two_passages() -> None:
    assert speakers("Anna: Hello\nthere\nBen: Hi", "Anna: x") == [
        ("Anna", "Hello\nthere"),
        ("Ben", "Hi"),
        ("Anna", "x"),
    ]


def test_dashes_on_lines_are_two_voices_and_stay() -> None:
    assert speakers("- Did he?\n- He did.") == [(None, "- Did he?"), (None, "- He did.")]
    assert speakers("Dolazi ovamo!\n-Mi ćemo to.") == [(None, "Dolazi ovamo!"), (None, "-Mi ćemo to.")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- What now? - Nothing.", ["- What now?", "- Nothing."]),
        ("– ¿Qué? – ¡Nada!", ["– ¿Qué?", "– ¡Nada!"]),
        ("- من أنت؟ - أنا سارة.", ["- من أنت؟", "- أنا سارة."]),
        ("- I went – as you know – home. - Then?", ["- I went – as you know – home.", "- Then?"]),
    ],
)
def test_dashes_in_one_line_are_two_voices_if_it_begins_with_one(text: str, parts: list[str]) -> None:
    assert speakers(text) == [(None, part) for part in parts]


def test_a_dash_inside_one_voice_is_none() -> None:
    assert speakers("Only one speaks. - Or two.") == [(None, "Only one speaks. - Or two.")]
    assert speakers("- He came. - and went") == [(None, "- He came. - and went")]


def test_lines_may_have_marks_in_them() -> None:
    text: Text = ("- One\n- Two ", CodeSwitch("fr", ("deux",)), "\nAnna: ", Vocal("laughs"))
    found = find_speakers([ImportedCue(text=text), ImportedCue(text="Anna: Hi")], ReadOptions(), ProblemLog())
    assert [(passage.speaker, passage.text) for passage in found[:3]] == [
        (None, "- One"),
        (None, ("- Two ", CodeSwitch("fr", ("deux",)))),
        ("Anna", (Vocal("laughs"),)),
    ]


@pytest.mark.parametrize(
    "text", ["He said\n-- and then", "It fell\n-5 degrees", "He went\n— and came back", "- Hello\nthere"]
)
def test_other_dashes_are_no_voices(text: str) -> None:
    assert speakers(text) == [(None, text)]


def test_a_name_holds_until_the_next_one_or_a_dash_where_files_write_it_so() -> None:
    found = speakers("Anna: a", "b", "- c", "d", "Anna: e", carried=True)
    assert [speaker for speaker, _ in found] == ["Anna", "Anna", None, None, "Anna"]


def test_labels_can_be_left_alone() -> None:
    assert speakers("Anna: a", "Anna: b", options=ReadOptions(labels=False))[0] == (None, "Anna: a")


def test_a_voice_that_the_file_names_is_believed() -> None:
    passage = ImportedCue(text="Anna: a", speaker="Ben")
    assert find_speakers([passage, passage], ReadOptions(), ProblemLog()) == [passage, passage]


def test_both_parts_keep_the_time_and_the_first_one_the_id() -> None:
    whole = ImportedCue(start=0, end=900, text="- a\n- b", id="s00000001", line=4)
    found = find_speakers([whole], ReadOptions(), ProblemLog())
    assert [(p.id, p.start, p.end, p.line) for p in found] == [("s00000001", 0, 900, 4), (None, 0, 900, 5)]


def test_punctuation_set_by_hand_is_told_and_mended_only_when_asked() -> None:
    assert codes(".سلام عليكم\n؟كيف الحال") == ["punctuation-reversed"]
    assert speakers(".سلام عليكم")[0] == (None, ".سلام عليكم")
    mended = speakers(".سلام عليكم\n؟كيف الحال", options=ReadOptions(fix_punctuation=True))
    assert mended == [(None, "سلام عليكم.\nكيف الحال؟")]


def test_words_keep_their_times_behind_a_name() -> None:
    words = (Word(text="Anna:"), Word(text="Yes", span=Span(500)), Word(text="then."))
    passage = ImportedCue(text="Anna: Yes then.", start=400, words=words)
    [found] = find_speakers([passage], ReadOptions(), ProblemLog())
    assert (found.speaker, found.text, found.words) == ("Anna", "Yes then.", words[1:])


def test_words_that_are_not_the_text_are_dropped_with_a_name() -> None:
    passage = ImportedCue(text="Anna: Yes then.", words=(Word(text="Yes"), Word(text="than.")))
    assert find_speakers([passage], ReadOptions(), ProblemLog())[0].words == ()


def test_how_somebody_speaks_stays_with_the_words() -> None:
    found = speakers("ANA: Good day.", "JAN (on the phone): Yes?", "ANA: No.")
    assert found[1] == ("JAN", "(on the phone) Yes?")


def test_nobody_says_where_a_tape_ends_and_whoever_spoke_goes_on() -> None:
    found = speakers("Anna: a", "[Tape 1, Side B]", "b", "Anna: Which?", "Side B", carried=True)
    assert [who for who, _ in found] == ["Anna", None, "Anna", "Anna", "Anna"]
