"""``dragoman draft --captions`` on fake engines: which captions are taken, and what becomes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.fake import Fake
from dragoman.errors import EngineError
from dragoman.folder import open_folder
from dragoman.transcript.document import Chapter, Engine, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied, plain
from sounds import beeps, write_wav

pytestmark = pytest.mark.usefixtures("fake_engines")

TALK = beeps(30, (1.05, 4), (9.05, 14), (20.05, 23))
TYPED = """1
00:00:01,000 --> 00:00:04,000
Nací en Valencia.

2
00:00:09,000 --> 00:00:14,000
Luego vine aquí.
"""
ROLLING = """{"events": [
 {"tStartMs": 1000, "dDurationMs": 3000, "segs": [{"utf8": "nací"}, {"utf8": " en", "tOffsetMs": 500}]},
 {"tStartMs": 9000, "dDurationMs": 3000, "segs": [{"utf8": "luego"}, {"utf8": " vine", "tOffsetMs": 500}]}]}"""
PAGE = "dragoman-notation 1\ntranslation: en\n\n[0:01-0:04] A:\n= Hello.\n"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return write_wav(tmp_path / "talk.wav", TALK)


def beside(talk: Path, name: str, content: str = TYPED) -> Path:
    path = talk.with_name(name)
    path.write_text(content, encoding="utf-8")
    return path


def draft(talk: Path, *words: str | Path) -> int:
    return main(["draft", str(talk), *map(str, words)])


def made() -> Transcript:
    return open_folder(Path("talk")).transcript


def origin() -> Engine:
    found = made().segments[0].source_origin
    assert isinstance(found, Engine)
    return found


def test_captions_are_the_original_and_the_sound_is_translated(talk: Path, capsys: Capture) -> None:
    beside(talk, "talk.es.srt")
    assert draft(talk, "--captions") == 0
    assert capsys.readouterr().out.startswith("typed captions in Spanish: talk.es.srt\nmodel base: ")
    first, second = made().segments
    assert (first.source, first.target) == (("Nací en Valencia.",), ("said1 said2 said3.",))
    assert plain(second.target or ()).startswith("said9 said10")
    assert (made().source_language, made().target_language) == ("es", "en")


def test_where_they_come_from_is_kept(talk: Path) -> None:
    beside(talk, "talk.es.srt")
    assert draft(talk, "--captions", "--quiet") == 0
    assert origin() == Engine(name="typed captions", settings={"file": "talk.es.srt", "language": "es"})
    author = open_folder(Path("talk")).history[0].author
    assert isinstance(author, Engine)
    assert author.settings["captions"] == "talk.es.srt"


def test_speakers_are_told_apart(talk: Path) -> None:
    beside(talk, "talk.es.srt")
    draft(talk, "--captions", "--quiet")
    assert [segment.speaker for segment in made().segments] == ["S1", "S2"]


def test_typed_captions_come_before_a_machines(talk: Path) -> None:
    beside(talk, "talk.es.srt")
    beside(talk, "talk.es-orig.json3", ROLLING)
    beside(talk, "talk.es.json3", ROLLING)
    draft(talk, "--captions", "--quiet")
    assert origin().settings["file"] == "talk.es.srt"


def test_a_machines_captions_are_taken_where_there_are_no_others(talk: Path) -> None:
    beside(talk, "talk.es.json3", ROLLING)
    draft(talk, "--captions", "--quiet")
    assert origin() == Engine(name="automatic captions", settings={"file": "talk.es.json3", "language": "es"})
    assert made().segments[0].words[1].span == Span(1500, 4000)


@pytest.mark.parametrize(
    ("words", "facts"), [(("--from", "es"), "{}"), ((), '{"language": "es"}'), (("--from", "Spanish"), "broken")]
)
def test_of_several_languages_the_one_spoken_is_taken(talk: Path, words: tuple[str, ...], facts: str) -> None:
    beside(talk, "talk.en.srt")
    beside(talk, "talk.es-419.srt")
    if facts != "broken":
        beside(talk, "talk.info.json", facts)
    assert draft(talk, "--captions", *words, "--quiet") == 0
    assert origin().settings["file"] == "talk.es-419.srt"


def test_what_is_marked_as_made_of_the_sound_says_what_is_spoken(talk: Path) -> None:
    beside(talk, "talk.es-orig.json3", ROLLING)
    beside(talk, "talk.en.json3", ROLLING)
    assert draft(talk, "--captions", "--quiet") == 0
    assert origin().settings["file"] == "talk.es-orig.json3"


@pytest.mark.parametrize("name", ["elsewhere.srt", "talk.es.srt", "deep.er.es.srt"])
def test_a_file_may_be_named(talk: Path, name: str) -> None:
    assert draft(talk, "--from", "es", "--captions", beside(talk, name), "--quiet") == 0
    assert origin().settings["file"] == name


def test_the_facts_beside_the_recording_are_taken_too(talk: Path) -> None:
    beside(talk, "talk.es.srt")
    facts = {
        "title": "A baker", "channel": "Channel 4", "upload_date": "20240131", "webpage_url": "https://video.example/1",
        "chapters": [{"title": "Opening", "start_time": 0.0, "end_time": 12.5}],
    }  # fmt: skip
    beside(talk, "talk.info.json", json.dumps(facts))
    draft(talk, "--captions", "--quiet")
    found = made().facts
    assert (found.title, found.publisher, found.dates[0].edtf) == ("A baker", "Channel 4", "2024-01-31")
    assert found.publications[0].address == "https://video.example/1"
    assert found.chapters == (Chapter(span=Span(0, 12_500), title="Opening"),)


FACTS = """dragoman-notation 1
original: es
title: Una panadera
recorded: 1994-03-12
licence: CC-BY-4.0

[0:01-0:04] Ana: Nací en Valencia.
"""


def test_the_facts_of_the_captions_come_before_those_beside_the_recording(talk: Path) -> None:
    facts = {"title": "A baker", "channel": "Channel 4", "upload_date": "20240131"}
    beside(talk, "talk.info.json", json.dumps(facts))
    assert draft(talk, "--captions", beside(talk, "page.txt", FACTS), "--words", "none", "--quiet") == 0
    found = made().facts
    assert (found.title, found.publisher) == ("Una panadera", "Channel 4")
    assert [(date.kind, date.edtf) for date in found.dates] == [
        ("recorded", "1994-03-12"),
        ("first-published", "2024-01-31"),
    ]


def test_the_rights_of_the_captions_come_before_those_of_the_settings(talk: Path) -> None:
    settings = '[rights]\nlicence = "CC0-1.0"\nholder = "Channel 4"\n'
    Path("dragoman.toml").write_text(settings, encoding="utf-8")
    assert draft(talk, "--captions", beside(talk, "page.txt", FACTS), "--words", "none", "--quiet") == 0
    assert (made().facts.licence, made().facts.rights_holder) == ("CC-BY-4.0", "Channel 4")


def test_brackets_mean_what_the_settings_profile_says(talk: Path) -> None:
    Path("dragoman.toml").write_text('[style]\nprofile = "square"\n', encoding="utf-8")
    named = beside(talk, "a.srt", "1\n00:00:01,000 --> 00:00:04,000\nNací (y crecí) en Valencia [España].\n")
    assert draft(talk, "--from", "es", "--captions", named, "--words", "none", "--quiet") == 0
    assert made().segments[0].source == ("Nací (y crecí) en Valencia ", Supplied(("España",)), ".")


def test_brackets_beside_the_recording_mean_what_the_settings_profile_says(talk: Path) -> None:
    Path("dragoman.toml").write_text('[style]\nprofile = "square"\n', encoding="utf-8")
    beside(talk, "talk.es.srt", "1\n00:00:01,000 --> 00:00:04,000\nNací en Valencia [España].\n")
    assert draft(talk, "--captions", "--words", "none", "--quiet") == 0
    assert made().segments[0].source == ("Nací en Valencia ", Supplied(("España",)), ".")


def test_a_text_without_times_is_laid_onto_the_speech(talk: Path, capsys: Capture) -> None:
    text = "Nací en Valencia. Luego vine aquí, hace mucho tiempo, con toda mi familia. Y aquí sigo."
    assert draft(talk, "--from", "es", "--captions", beside(talk, "text.txt", text), "--words", "none") == 0
    output = capsys.readouterr()
    assert output.out.startswith("text without times in Spanish: text.txt\n3 passages")
    assert "warning: the text has no times: it was distributed over the speech by its pace" in output.err
    assert [plain(segment.source or ()) for segment in made().segments] == [
        "Nací en Valencia.",
        "Luego vine aquí, hace mucho tiempo, con toda mi familia.",
        "Y aquí sigo.",
    ]
    starts = [segment.span.start for segment in made().segments if segment.span]
    assert starts == pytest.approx([1050, 9050, 20_050], abs=64)


def deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise EngineError("model base", "is not on this machine")

    monkeypatch.setattr(Fake, "__init__", missing)


@pytest.mark.parametrize("words", [("--words", "none"), ("--to", "es")])
def test_without_a_translation_no_model_is_needed(
    talk: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    deaf(monkeypatch)
    beside(talk, "talk.es.srt")
    assert draft(talk, "--captions", "--speakers", "none", *words, "--quiet") == 0
    assert [segment.target for segment in made().segments] == [None, None]


def test_where_the_model_cannot_translate_the_captions_stand_alone(talk: Path, capsys: Capture) -> None:
    beside(talk, "talk.ar.srt")
    assert draft(talk, "--captions") == 0
    assert "model base cannot translate Arabic well enough: the captions have" in capsys.readouterr().err
    assert [segment.target for segment in made().segments] == [None, None]
    assert made().target_language == "en"


def test_the_same_draft_again_changes_nothing(talk: Path) -> None:
    beside(talk, "talk.es.srt")
    draft(talk, "--captions", "--quiet")
    before = Path("talk/transcript.json").read_bytes()
    assert draft(talk, "--captions", "--quiet") == 0
    assert Path("talk/transcript.json").read_bytes() == before


@pytest.mark.parametrize(
    ("files", "words", "told"),
    [
        ({}, ["--captions"], "talk.wav: has no captions in the spoken language beside it; name the captions' file"),
        (
            {"talk.en.srt": TYPED},
            ["--from", "es", "--captions"],
            "has no captions in Spanish beside it; there are talk",
        ),
        ({"talk.en.srt": TYPED, "talk.es.srt": TYPED}, ["--captions"], "has no captions in one language only beside"),
        ({}, ["--captions", "gone.vtt"], "gone.vtt: does not exist"),
        ({"a.srt": ""}, ["--from", "es", "--captions", "a.srt"], "a.srt:1:1: contains no subtitle"),
        ({"a.txt": PAGE}, ["--from", "es", "--captions", "a.txt"], "a.txt: contains no words of the original"),
        (
            {"a.srt": TYPED},
            ["--captions", "a.srt"],
            "--captions a.srt: does not state its language; name it with --from",
        ),
        (
            {"a.srt": TYPED},
            ["--from", "es", "--captions", "a.srt", "--channels-are-speakers"],
            "with --channels-are-speakers: cannot",
        ),
        ({"a.srt": TYPED}, ["--from", "es,en", "--captions", "a.srt"], "names several languages"),
        ({"talk.es.srv3": "<x/>"}, ["--captions"], "talk.es.srv3"),
        ({"talk.es.json3": "[]"}, ["--captions"], "talk.es.json3"),
    ],
)
def test_what_cannot_be_taken_is_one_clear_line(
    talk: Path, capsys: Capture, files: dict[str, str], words: list[str], told: str
) -> None:
    for name, content in files.items():
        beside(talk, name, content)
    assert draft(talk, *words) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert not Path("talk").exists()
