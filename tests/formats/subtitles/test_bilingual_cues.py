import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.subtitles.bilingual_cues import split_bilingual
from dragoman.problems import ProblemLog


def srt(*cues: str, options: ReadOptions | None = None) -> Imported:
    blocks = [f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{cue}\n" for n, cue in enumerate(cues, 1)]
    return read("\n".join(blocks).encode(), "srt", options or ReadOptions(path="talk.srt"))


def sides(imported: Imported) -> list[tuple[object, object]]:
    return [(s.source and s.source[0], s.target and s.target[0]) for s in imported.transcript.segments]


def test_two_scripts_in_each_cue_are_original_and_translation() -> None:
    imported = srt("Good afternoon.\n下午好。", "In the valley, until 1979.\n在山谷里，\n直到1979年。")
    assert sides(imported) == [
        ("Good afternoon.", "下午好。"),
        ("In the valley, until 1979.", "在山谷里，直到1979年。"),
    ]
    assert imported.transcript.target_language == "zh"
    assert [problem.code for problem in imported.problems] == ["sides-guessed"]


@pytest.mark.parametrize("options", [ReadOptions(language="fa"), ReadOptions(target_language="en")])
def test_the_command_line_says_which_is_the_original(options: ReadOptions) -> None:
    imported = srt("Where is it?\nکجا بزرگ شدید؟", "In the valley.\nدر دره بزرگ شدم.", options=options)
    assert sides(imported)[1] == ("در دره بزرگ شدم.", "In the valley.")
    assert imported.problems == ()


def test_two_languages_in_one_script_are_told_apart_by_their_short_words() -> None:
    imported = srt(
        "¿Dónde está la casa de mi padre?\nWhere is the house of my father?",
        "No lo sé, pero era muy grande.\nI do not know, but it was big.",
        "Sí.\nYes.",
        options=ReadOptions(language="es"),
    )
    assert sides(imported)[0] == ("¿Dónde está la casa de mi padre?", "Where is the house of my father?")
    assert sides(imported)[2] == ("Sí.", "Yes.")
    assert (imported.transcript.source_language, imported.transcript.target_language) == ("es", "en")


def test_names_before_both_lines_are_one_speaker() -> None:
    imported = srt(
        "Ana: Hello.\nآنا: سلام بر شما", "Ana: We came.\nآنا: ما آمدیم اینجا", options=ReadOptions(language="en")
    )
    assert sides(imported) == [("Hello.", "سلام بر شما"), ("We came.", "ما آمدیم اینجا")]
    assert [speaker.label for speaker in imported.transcript.speakers] == ["Ana"]


def test_two_voices_in_both_languages_keep_their_own_translations() -> None:
    imported = srt("- Hello.\n- Yes.\n- سلام\n- بله", "- And?\n- No.\n- و؟\n- نه", options=ReadOptions(language="en"))
    assert sides(imported)[:2] == [("- Hello.", "- سلام"), ("- Yes.", "- بله")]


@pytest.mark.parametrize(
    "cues",
    [
        ["Good afternoon,\nwhere did you grow up?", "In the valley,\nuntil 1979."],
        ["- ¿Qué es?\n- It is the house.", "- No lo sé.\n- Do you not?"],
        ["BBC\nهنا لندن", "مساء الخير", "نعم", "لا"],
        ["One line", "下午好"],
    ],
)
def test_other_files_stay_as_they_are(cues: list[str]) -> None:
    assert not any(target for _, target in sides(srt(*cues)))


@given(st.lists(st.text("ab的한אب12\n -:", max_size=20), max_size=8))
def test_no_word_is_lost(texts: list[str]) -> None:
    cues = [ImportedCue(text=text) for text in texts]
    split = split_bilingual(cues, ReadOptions(), ProblemLog()).cues
    kept = ["".join(f"{cue.text}{cue.translation}".split()) for cue in split]
    assert kept == ["".join(text.split()) for text in texts]
