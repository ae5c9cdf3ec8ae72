from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest

import sounds
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.review import load_problems
from dragoman.transcript.document import Engine, Person
from dragoman.transcript.text import Supplied, plain
from editions import unpacked
from interviews import spanish_english
from samples import SAMPLES

PAGES = Path(__file__).parents[1] / "formats" / "prose" / "web_pages"
PAGE = str(PAGES / "wordpress-like.html")
ENGLISH = "1\n00:00:01,000 --> 00:00:03,000\nThe boy: No.\n\n2\n00:00:03,000 --> 00:00:05,000\nYes.\n"
SPANISH = ENGLISH.replace("The boy: No.", "El niño: No.").replace("Yes.", "Sí.")
ARABIC = "1\n00:00:01,100 --> 00:00:03,100\nلا.\n\n2\n00:00:03,100 --> 00:00:05,100\nنعم.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def converted(*words: str) -> int:
    return main(["convert", *words])


def test_no_id_is_named_that_is_not_in_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text("HOST: Sí.\n= Yes.\n", encoding="utf-8")
    assert converted("talk.txt", "talk/") == 0
    assert capsys.readouterr().err.startswith("talk.txt:1:1: note: the speaker HOST is added")


def test_a_page_becomes_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted(PAGE, "interview/", "--handle", "ana") == 0
    folder = open_folder(Path("interview"))
    assert [speaker.label for speaker in folder.transcript.speakers] == ["Sameera Al-Khatib", "Umm Hassan"]
    assert folder.history[0].author == Person(handle="ana")
    assert Path("interview/index.html").is_file()
    assert "9 passages, 2 speakers (Sameera Al-Khatib, Umm Hassan)" in capsys.readouterr().out


def test_a_page_that_names_its_translator_is_the_translation() -> None:
    converted(PAGE, "interview/")
    converted(PAGE, "other/", "--as", "original")
    assert open_folder(Path("interview")).transcript.segments[0].source is None
    assert open_folder(Path("interview")).transcript.facts.title == "«نمنا في المخبز»: ليلة الفيضان"
    assert open_folder(Path("other")).transcript.segments[0].target is None


def test_our_own_subtitles_of_the_translation_come_back_as_the_translation(capsys: pytest.CaptureFixture[str]) -> None:
    create_folder(Path("first"), spanish_english(), Person(handle="ana"))
    converted("first", "talk.vtt")
    said = "WebVTT contains one language, here the translation; use --side original to write the original"
    assert said in capsys.readouterr().err
    converted("talk.vtt", "second/")
    assert "because the file says that it is one" in capsys.readouterr().err
    first, second = (open_folder(Path(name)).transcript for name in ("first", "second"))
    assert [s.id for s in second.segments] == [s.id for s in first.segments if s.target]
    assert (second.segments[0].source, second.segments[0].target) == (None, first.segments[0].target)
    assert (second.source_language, second.target_language) == (first.source_language, first.target_language)


def test_problems_are_told_with_their_place_and_kept(capsys: pytest.CaptureFixture[str]) -> None:
    converted(PAGE, "interview/")
    told = capsys.readouterr().err
    assert f"{PAGE}:33:59: warning: ( is opened and not closed" in told
    on_file = {finding.problem.code for finding in load_problems(open_folder(Path("interview")))}
    assert {"unclosed-bracket", "stray-bracket", "name-spelt-differently", "profile-guessed"} <= on_file


def test_a_preview_shows_what_would_be_read_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted("--preview", PAGE) == 0
    shown = capsys.readouterr().out
    assert "S2  Umm Hassan: 4 turns, 5 passages; also Umm Hasan, Oum Hassan" in shown
    assert "brackets, read with the profile dragoman" in shown
    assert "( )   supplied                    2   (that night)  (to all who come)" in shown
    assert list(Path().iterdir()) == []


def test_a_profile_decides(capsys: pytest.CaptureFixture[str]) -> None:
    converted("--preview", PAGE, "--profile", "gat")
    assert "( )   best guess                  4   (that night)  (laughs)  (?Barley)" in capsys.readouterr().out


def test_an_unknown_profile_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        converted(PAGE, "a/", "--profile", "round")
    assert "invalid choice: 'round'" in capsys.readouterr().err


def test_a_folder_that_is_there_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    converted(PAGE, "interview/")
    before = Path("interview/history.jsonl").read_bytes()
    assert converted(PAGE, "interview/") == 0
    assert "has this interview already" in capsys.readouterr().out
    assert converted(str(PAGES / "substack-like.html"), "interview/") == 2
    assert "contains another interview already" in capsys.readouterr().err
    assert Path("interview/history.jsonl").read_bytes() == before


def test_a_folder_with_other_files_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("music").mkdir()
    Path("music/song.txt").write_text("la", encoding="utf-8")
    assert converted(PAGE, "music") == 2
    assert "music: contains other files; name a new folder" in capsys.readouterr().err


@pytest.mark.parametrize("order", [("--source", "2", "--target", "1"), ("--source", "2"), ("--target", "1")])
def test_two_files_become_one_bilingual_document(order: tuple[str, ...]) -> None:
    Path("talk.en.srt").write_text(ENGLISH, encoding="utf-8")
    Path("talk.ar.srt").write_text(ARABIC, encoding="utf-8")
    assert converted("talk.en.srt", "talk.ar.srt", "interview/", *order) == 0
    transcript = open_folder(Path("interview")).transcript
    assert (transcript.source_language, transcript.target_language) == ("ar", "en")
    assert [(plain(s.source or ()), plain(s.target or ())) for s in transcript.segments] == [
        ("لا.", "No."),
        ("نعم.", "Yes."),
    ]


@pytest.mark.parametrize(
    "names", [("es.srt", "en.srt"), ("talk_es.srt", "talk_en.srt"), ("Talk (Spanish).srt", "Talk (English).srt")]
)
def test_two_files_whose_names_differ_in_the_language_say_both(names: tuple[str, str]) -> None:
    for name, words in zip(names, (SPANISH, ENGLISH), strict=True):
        Path(name).write_text(words, encoding="utf-8")
    assert converted(*names, "interview/", "--source", "1") == 0
    transcript = open_folder(Path("interview")).transcript
    assert (transcript.source_language, transcript.target_language) == ("es", "en")


def test_two_files_whose_names_say_no_language_say_it_by_their_words() -> None:
    Path("a.srt").write_text(SPANISH.replace("No.", "No lo sé, pero es muy tarde para mí."), encoding="utf-8")
    Path("b.srt").write_text(ENGLISH.replace("No.", "I do not know, but it was late for me."), encoding="utf-8")
    assert converted("a.srt", "b.srt", "interview/", "--source", "1") == 0
    transcript = open_folder(Path("interview")).transcript
    assert (transcript.source_language, transcript.target_language) == ("es", "en")


def test_a_translation_that_says_no_language_is_in_the_publishers() -> None:
    Path("dragoman.toml").write_text('[languages]\nto = "en"\n', encoding="utf-8")
    Path("a.srt").write_text(ARABIC, encoding="utf-8")
    Path("b.srt").write_text(ENGLISH, encoding="utf-8")
    assert converted("a.srt", "b.srt", "interview/", "--source", "1") == 0
    assert open_folder(Path("interview")).transcript.target_language == "en"


def test_words_in_another_script_are_not_in_the_publishers_language() -> None:
    Path("dragoman.toml").write_text('[languages]\nto = "en"\n', encoding="utf-8")
    Path("a.srt").write_text(ENGLISH, encoding="utf-8")
    Path("b.srt").write_text(ARABIC, encoding="utf-8")
    assert converted("a.srt", "b.srt", "interview/", "--source", "1") == 0
    assert open_folder(Path("interview")).transcript.target_language is None


def test_a_recording_is_linked_to_a_new_interview(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.srt").write_text(ENGLISH, encoding="utf-8")
    sounds.write_wav(Path("tape.wav"), sounds.tone(6))
    assert converted("talk.srt", "talk/", "--media", "tape.wav") == 0
    recording = open_folder(Path("talk")).transcript.recording
    assert recording is not None
    assert [copy.address for copy in recording.copies] == ["../tape.wav"]
    assert "warning" not in capsys.readouterr().err


def test_a_recording_that_does_not_fit_a_new_interview_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.srt").write_text(ENGLISH.replace("00:00:03", "00:10:03").replace("00:00:05", "00:10:05"))
    sounds.write_wav(Path("tape.wav"), sounds.tone(6))
    assert converted("talk.srt", "talk/", "--media", "tape.wav") == 0
    said = "warning: the recording ends at 0:06, and passages begin later: 1, the last one at 10:03"
    assert said in capsys.readouterr().err
    assert "captions-too-long" in {finding.problem.code for finding in load_problems(open_folder(Path("talk")))}


def test_an_address_is_not_linked_as_a_recording(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.srt").write_text(ENGLISH, encoding="utf-8")
    assert converted("talk.srt", "talk/", "--media", "https://radio.example/tape.mp3") == 2
    assert "--media https://radio.example/tape.mp3: is not a file on this machine" in capsys.readouterr().err


def test_two_files_have_to_be_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted("a.srt", "b.srt", "c/") == 2
    assert "say which is the original: --source 1 --target 2" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["talk.vtt", "talk.tei.xml", "talk.txt", "talk.srt"])
def test_a_folder_becomes_a_file_by_its_suffix(output: str, capsys: pytest.CaptureFixture[str]) -> None:
    create_folder(Path("interview"), spanish_english(), Person(handle="ana"))
    assert converted("interview", output) == 0
    assert Path(output).stat().st_size > 100
    assert f"wrote {output}" in capsys.readouterr().out


def test_a_folder_becomes_captions_as_youtube_keeps_them_and_comes_back() -> None:
    Path("talk.en.srt").write_text(ENGLISH, encoding="utf-8")
    converted("talk.en.srt", "interview/")
    assert converted("interview", "talk.json3") == 0
    assert '"utf8": "The boy: No."' in Path("talk.json3").read_text(encoding="utf-8")
    assert converted("talk.json3", "back.srt") == 0
    assert Path("back.srt").read_text(encoding="utf-8").strip() == ENGLISH.strip()


@pytest.mark.parametrize("output", [("talk.noscribe.html",), ("talk.html", "--write-as", "noscribe")])
def test_a_folder_becomes_html_for_noscribe_and_comes_back(output: tuple[str, ...]) -> None:
    converted(PAGE, "interview/")
    assert converted("interview", *output, "--media", "talk.mp3") == 0
    assert 'name="audio_source" content="talk.mp3"' in Path(output[0]).read_text(encoding="utf-8")
    assert converted(output[0], "again/") == 0


def test_what_a_file_cannot_hold_is_told_and_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    converted(PAGE, "interview/")
    capsys.readouterr()
    assert converted("interview", "talk.vtt") == 0
    assert "[cue-without-time]" in capsys.readouterr().err


def test_a_file_that_is_there_is_not_written_over_unasked(capsys: pytest.CaptureFixture[str]) -> None:
    create_folder(Path("interview"), spanish_english(), Person(handle="ana"))
    Path("talk.vtt").write_text("mine", encoding="utf-8")
    assert converted("interview", "talk.vtt") == 2
    assert "talk.vtt: exists already; name another file, or use --force" in capsys.readouterr().err
    assert converted("interview", "talk.vtt", "--force") == 0


def test_a_house_s_brackets_are_written_with_their_legend() -> None:
    converted(PAGE, "interview/")
    converted("interview", "post.html", "--write-as", "blog", "--profile", "square")
    post = Path("post.html").read_text(encoding="utf-8")
    assert "Who was with you [that night]?" in post
    assert "[words]" in post


def test_an_unknown_suffix_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted(PAGE, "talk.mp4") == 2
    assert "output talk.mp4: does not have the suffix of a format that can be written" in capsys.readouterr().err


def test_a_folder_of_saved_pages_comes_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(PAGES, "saved")
    Path("saved/moved.html").write_text("<body><p>We moved house.", encoding="utf-8")
    Path("saved/moved_files").mkdir()
    Path("saved/moved_files/frame.html").write_text("<body><p>Ana: a<p>Bea: b<p>Ana: c", encoding="utf-8")
    assert converted("saved", "all/") == 0
    told = capsys.readouterr().out
    assert sorted(path.name for path in Path("all").iterdir()) == [
        "blogger-like-fa",
        "substack-like",
        "wordpress-like",
        "wordpress-like-ar",
    ]
    assert "left out: “moved.html”: no words have a speaker’s name before them" in told
    assert "left out: “moved_files/”: what a browser saved beside a page (1 file)" in told
    assert "4 interviews made, 2 files left out" in told


def test_a_folder_of_files_of_any_format_comes_in_and_what_is_left_out_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = Path("desk/more")
    folder.mkdir(parents=True)
    for name, suffix in (("srt", ".srt"), ("vtt", ".vtt"), ("whisper", ".json"), ("sami", ".smi"), ("csv", ".csv")):
        (folder / f"{name}{suffix}").write_bytes(SAMPLES[name])
    (folder / "srt.ass").write_bytes(SAMPLES["ass"])
    (folder / "talk.mp3").write_bytes(b"ID3")
    (folder / "broken.vtt").write_text("nothing", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    assert converted("desk", "all/") == 0
    told = capsys.readouterr().out
    names = ["csv", "sami", "srt-ass", "srt-srt", "vtt", "whisper"]
    assert sorted(path.name for path in Path("all/more").iterdir()) == names
    assert "left out: “more/talk.mp3”: it is not in a format that can be read (.mp3)" in told
    assert "left out: “more/broken.vtt”: does not begin with WEBVTT" in told
    assert "6 interviews made, 2 files left out" in told


def test_what_is_done_is_not_made_again(capsys: pytest.CaptureFixture[str]) -> None:
    Path("desk").mkdir()
    Path("desk/one.srt").write_bytes(SAMPLES["srt"])
    assert converted("desk", "desk/all/") == 0
    Path("desk/two.srt").write_bytes(SAMPLES["srt"])
    assert converted("desk", "desk/all/") == 0
    assert "1 interview made, 1 existed already and is unchanged, 0 files left out" in capsys.readouterr().out
    assert sorted(path.name for path in Path("desk/all").iterdir()) == ["one", "two"]


def test_an_interview_of_a_folder_that_was_killed_before_its_views_is_finished() -> None:
    Path("desk").mkdir()
    Path("desk/one.srt").write_bytes(SAMPLES["srt"])
    assert converted("desk", "all/") == 0
    views = {path.name: path.read_bytes() for path in Path("all/one").iterdir() if path.suffix in (".html", ".srt")}
    for name in views:
        (Path("all/one") / name).unlink()
    assert converted("desk", "all/") == 0
    assert {name: (Path("all/one") / name).read_bytes() for name in views} == views
    assert len(open_folder(Path("all/one")).groups) == 1


def test_an_interview_that_cannot_be_opened_stops_none_of_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("desk").mkdir()
    Path("desk/one.srt").write_bytes(SAMPLES["srt"])
    Path("desk/two.srt").write_bytes(SAMPLES["srt"])
    Path("all/one").mkdir(parents=True)
    Path("all/one/history.jsonl").write_text("no history\n", encoding="utf-8")
    converted("desk", "all/")
    assert "history.jsonl" in "".join(capsys.readouterr())
    assert Path("all/two/index.html").is_file()


def test_subtitles_of_a_transcript_without_times_say_that_they_hold_none(capsys: pytest.CaptureFixture[str]) -> None:
    Path("talk.txt").write_text("Ana: Hello.\n\nBen: Hi.\n\nAna: So?\n", encoding="utf-8")
    assert converted("talk.txt", "talk.vtt") == 0
    assert "the file contains no subtitles: no passage has a time [no-cue]" in capsys.readouterr().err


EXPORT = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Two Rivers</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>One</title><link>https://x.example/1</link><wp:post_name>../../one</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<content:encoded><![CDATA[Ana: a (b)

Bea: c

Ana: d]]></content:encoded></item>
<item><title>Two</title><link>https://x.example/2</link><wp:post_name>two</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type><content:encoded>We moved.</content:encoded></item></channel></rss>"""


def test_a_wordpress_export_comes_in_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.xml").write_text(EXPORT, encoding="utf-8")
    assert converted("site.xml", "all/") == 0
    told = capsys.readouterr().out
    assert [path.name for path in Path("all").iterdir()] == ["one"]
    assert "left out: “Two” (https://x.example/2): no words have a speaker’s name before them" in told
    assert open_folder(Path("all/one")).transcript.facts.publications[0].address == "https://x.example/1"


def test_a_whole_export_is_previewed(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.xml").write_text(EXPORT, encoding="utf-8")
    assert converted("--preview", "site.xml") == 0
    assert "“One” (https://x.example/1): 3 passages, 2 speakers (Ana, Bea)" in capsys.readouterr().out


def test_many_pages_are_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.xml").write_text(EXPORT, encoding="utf-8")
    assert converted("site.xml", "talk.vtt") == 2
    assert "site.xml: contains many pages; name a folder" in capsys.readouterr().err


def test_a_page_without_words_makes_no_folder(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.html").write_text("<body></body>", encoding="utf-8")
    assert converted("empty.html", "interview/") == 2
    assert "was not made: it would have no passages" in capsys.readouterr().err
    assert not Path("interview").exists()


def test_a_preview_without_passages_is_an_error_too(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty.html").write_text("<!doctype html><title>T</title><p></p>", encoding="utf-8")
    assert converted("--preview", "empty.html") == 2
    assert "no speech was found" in capsys.readouterr().err
    assert not Path("interview").exists()


def test_subtitles_are_joined_into_sentences_where_it_is_asked_for() -> None:
    cues = "1\n00:00:01,000 --> 00:00:02,000\nThis is\n\n2\n00:00:02,000 --> 00:00:03,000\none sentence.\n"
    Path("talk.srt").write_text(cues, encoding="utf-8")
    assert converted("talk.srt", "interview/", "--joined") == 0
    assert [plain(s.source or ()) for s in open_folder(Path("interview")).transcript.segments] == [
        "This is one sentence."
    ]


def test_subtitles_are_joined_into_turns_where_it_is_asked_for() -> None:
    Path("talk.srt").write_text(ENGLISH, encoding="utf-8")
    converted("talk.srt", "turns/", "--turns")
    [segment] = open_folder(Path("turns")).transcript.segments
    assert segment.source == ("No. Yes.",)
    assert [word.text for word in segment.words] == ["No.", "Yes."]


def test_a_problem_of_one_of_two_files_is_told_with_its_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("en.srt").write_text(ENGLISH + "\n3\n00:00:09,000 --> 00:00:08,000\nOh.\n", encoding="utf-8")
    Path("ar.srt").write_text(ARABIC, encoding="utf-8")
    converted("en.srt", "ar.srt", "talk/", "--source", "1", "--target", "2")
    assert "dragoman: warning: en.srt:10: it ends before it begins" in capsys.readouterr().err


def test_a_published_page_is_checked_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", PAGE]) in (0, 1)
    assert "[unclosed-bracket]" in capsys.readouterr().out


def test_it_needs_something_to_write(capsys: pytest.CaptureFixture[str]) -> None:
    assert converted(PAGE) == 2
    said = capsys.readouterr().err
    assert "convert: takes one file or folder to read, and what to write" in said
    assert said.endswith("type it as in: dragoman convert talk.srt interview/\n")


def test_the_houses_profile_decides_what_comes_in_and_goes_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("dragoman.toml").write_text('[style]\nprofile = "square"\n', encoding="utf-8")
    Path("talk.md").write_text("Ana: We had (as you know) flour [for a week].\n\nBea: Yes.\n\nAna: No.\n\nBea: So.\n")
    converted("--preview", "talk.md")
    assert "read with the profile square" in (shown := capsys.readouterr().out)
    assert "that profile is the publisher's (style.profile); another one: --profile" in shown
    converted("talk.md", "interview/")
    assert open_folder(Path("interview")).transcript.segments[0].source == (
        "We had (as you know) flour ",
        Supplied(("for a week",)),
        ".",
    )
    converted("interview", "talk.csv")
    assert "flour [for a week]." in Path("talk.csv").read_text(encoding="utf-8")


def test_an_option_outranks_the_houses_profile(capsys: pytest.CaptureFixture[str]) -> None:
    Path("dragoman.toml").write_text('[style]\nprofile = "square"\n', encoding="utf-8")
    Path("talk.md").write_text("Ana: We had (as you know) flour.\n\nBea: Yes.\n\nAna: No.\n\nBea: So.\n")
    converted("talk.md", "interview/", "--profile", "dragoman")
    assert open_folder(Path("interview")).transcript.segments[0].source == (
        "We had ",
        Supplied(("as you know",)),
        " flour.",
    )
    converted("interview", "talk.csv", "--profile", "wai")
    assert "[as you know]" in Path("talk.csv").read_text(encoding="utf-8")


def test_what_browsers_save_beside_a_page_is_no_page_and_other_documents_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("Brot-Dateien", "Puits_fichiers", "Well.files"):
        (folder := Path("saved", name)).mkdir(parents=True)
        shutil.copy(PAGES / "wordpress-like.html", folder.with_name(f"{re.split('[-_.]', name)[0]}.html"))
        (folder / "frame.html").write_text("<body><p>Ana: a<p>Bea: b<p>Ana: c", encoding="utf-8")
    Path("saved/talk.docx").write_bytes(b"PK")
    assert converted("saved", "all/") == 0
    assert sorted(path.name for path in Path("all").iterdir()) == ["Brot", "Puits", "Well"]
    assert "left out: “talk.docx”: is damaged, or no such document" in capsys.readouterr().out


def test_what_is_not_published_is_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.xml").write_text(EXPORT.replace("publish</wp:status>", "draft</wp:status>", 1), encoding="utf-8")
    converted("site.xml", "all/")
    assert "all/one (draft): 3 passages" in capsys.readouterr().out


def test_a_word_file_can_be_taken_back_in_whatever_the_house_s_profile() -> None:
    Path("dragoman.toml").write_text('[style]\nprofile = "square"\n', encoding="utf-8")
    create_folder(Path("talk"), spanish_english(), Person(handle="ana"))
    assert converted("talk", "talk.docx") == 0
    assert main(["apply", "talk", "talk.docx"]) == 0
    assert converted("talk", "readers.docx", "--profile", "square") == 0
    assert main(["apply", "talk", "readers.docx"]) == 2


@pytest.mark.parametrize(
    ("facts", "licence"),
    [
        ("publisher: Radio Sierra\n", None),
        ("translator: Mar Gil\n", None),
        ("", None),
        ("translator: Ana Ruiz\n", "CC-BY-4.0"),
        ("publisher: the desk\n", "CC-BY-4.0"),
        ("publisher: The Desk\nlicence: CC0-1.0\n", "CC0-1.0"),
    ],
)
def test_the_licence_of_the_settings_goes_on_ones_own_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: str, licence: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    toml = '[desk]\nname = "The Desk"\nhandle = "ana"\nperson = "Ana Ruiz"\n[rights]\nlicence = "CC-BY-4.0"\n'
    (tmp_path / "dragoman.toml").write_text(toml, encoding="utf-8")
    (tmp_path / "talk.txt").write_text(f"dragoman-notation 1\n{facts}\nA: Hola.\n= Hello.\n", encoding="utf-8")
    assert main(["convert", "talk.txt", "talk/"]) == 0
    assert open_folder(tmp_path / "talk").transcript.facts.licence == licence


@pytest.mark.parametrize("name", ["bees.json", "bees.tei.xml", "bees.txt", "bees.html", "bees.docx"])
def test_a_file_that_is_written_hides_whom_release_hides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = spanish_english()
    facts = msgspec.structs.replace(whole.facts, translators=("Zara Zz", "zhandle"))
    author, heard = Person(handle="zhandle"), ("zhandle", "yhandle")
    rows = tuple(msgspec.structs.replace(row, target_origin=author, heard_by=heard) for row in whole.segments)
    create_folder(tmp_path / "bees", msgspec.structs.replace(whole, facts=facts, segments=rows), Engine(name="whisper"))
    hidden = ("--show", "zhandle=", "--show", "Zara Zz=", "--show", "yhandle=Yara")
    assert main(["release", "bees", "--anyway", "a test", *hidden]) == 0
    assert main(["convert", "bees", name]) == 0
    written = unpacked((tmp_path / name).read_bytes()).decode(errors="replace")
    assert [word for word in ("zhandle", "yhandle", "Zara") if word in written] == []


def test_the_help_lists_what_can_be_read_and_what_can_be_written(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["convert", "--help"])
    read, _, written = capsys.readouterr().out.partition("the format to read")[2].partition("--write-as")
    readable, writable = read.split(), written.partition("--source")[0].split()
    assert ("rttm," in readable, "page," in readable) == (True, False)
    assert ("rttm," in writable, "page," in writable) == (False, True)


def test_a_suffix_that_cannot_be_written_says_what_to_do_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "talk.txt").write_text("Ana: Hello.\n")
    assert main(["convert", str(tmp_path / "talk.txt"), str(tmp_path / "talk.rttm")]) == 2
    said = capsys.readouterr().err
    assert "written; end a folder's name with a slash, or name the format with --write-as, or use one of" in said
    assert said.count(" .json,") == 1


def test_one_of_a_thing_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n(ANA): Hello.\n")
    assert main(["convert", str(tmp_path / "talk.srt"), "--preview"]) == 0
    said = capsys.readouterr().out
    assert "1 passage, 1 speaker:" in said
    assert "1 turn, 1 passage" in said


def put_pair() -> None:
    Path("in").mkdir()
    Path("in/talk.es.srt").write_text(SPANISH, encoding="utf-8")
    Path("in/talk.en.srt").write_text(ENGLISH, encoding="utf-8")


@pytest.mark.parametrize("words", [("all/",), ("-o", "all")])
def test_a_folder_with_one_talk_in_two_languages_makes_one_interview(words: tuple[str, ...]) -> None:
    put_pair()
    sounds.write_wav(Path("in/talk.wav"), sounds.tone(5.0))
    assert converted("in", *words, "--from", "es") == 0
    transcript = open_folder(Path("all/talk")).transcript
    assert [(plain(s.source or ()), plain(s.target or ())) for s in transcript.segments] == [
        ("No.", "No."),
        ("Sí.", "Yes."),
    ]
    assert (transcript.source_language, transcript.target_language) == ("es", "en")
    assert transcript.recording is not None
    assert [copy.address for copy in transcript.recording.copies] == ["../../in/talk.wav"]
    assert [path.name for path in Path("all").iterdir() if path.is_dir()] == ["talk"]


@pytest.mark.parametrize("words", [("all/",), ("-o", "all")])
def test_two_languages_stay_apart_if_nothing_says_which_is_the_original(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    put_pair()
    assert converted("in", *words, "--handle", "ana") == 0
    assert capsys.readouterr().err == (
        "dragoman: warning: each of 2 files: has the same name as a file in another language, and nothing says which "
        "of them is the original; to have one interview of both, state the language of the original with --from LANG, "
        "or of the translation with --to LANG\n"
        "  in/talk.en.srt\n  in/talk.es.srt\n"
    )
    assert sorted(path.name for path in Path("all").iterdir() if path.is_dir()) == ["talk.en", "talk.es"]


@pytest.mark.parametrize("words", [("all/",), ("-o", "all")])
def test_interviews_that_two_files_became_before_are_named_and_stay(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    put_pair()
    assert converted("in", *words) == 0
    capsys.readouterr()
    assert converted("in", *words, "--from", "es", "--handle", "ana") == 0
    assert capsys.readouterr().err == (
        "dragoman: warning: in/talk.es.srt: all/talk.es and all/talk.en are the interviews of its files alone, and "
        "stay as they are; compare them with the new one, and delete the folders that you do not need\n"
    )
    assert sorted(path.name for path in Path("all").iterdir() if path.is_dir()) == ["talk", "talk.en", "talk.es"]


def test_three_languages_stay_apart_with_the_command_for_two(capsys: pytest.CaptureFixture[str]) -> None:
    put_pair()
    Path("in/talk.ar.srt").write_text(ARABIC, encoding="utf-8")
    assert converted("in", "-o", "all", "--from", "es") == 0
    command = "dragoman convert in/talk.es.srt in/talk.ar.srt all/talk.es-both --source 1 --target 2"
    assert f"if it is the original, make one interview of both with: {command}\n" in capsys.readouterr().err


def test_a_dry_run_shows_which_files_are_one_interview(capsys: pytest.CaptureFixture[str]) -> None:
    put_pair()
    Path("in/talk.mp3").write_bytes(b"ID3")
    assert converted("in", "-o", "all", "--to", "en", "--dry-run") == 0
    line = "would be made: in/talk.es.srt: all/talk, with the translation talk.en.srt and the recording talk.mp3\n"
    assert line in capsys.readouterr().out


def test_files_are_written_one_for_one() -> None:
    put_pair()
    assert converted("in", "-o", "all", "--write-as", "vtt", "--from", "es") == 0
    assert sorted(path.name for path in Path("all").glob("*.vtt")) == ["talk.en.vtt", "talk.es.vtt"]


def test_a_broken_half_of_a_pair_is_a_failure_that_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    put_pair()
    Path("in/talk.en.srt").write_text("nothing", encoding="utf-8")
    assert converted("in", "-o", "all", "--from", "es") == 1
    said = capsys.readouterr().err
    assert "dragoman: failed: in/talk.es.srt: in/talk.en.srt:1:1: contains no subtitle" in said
    assert said.endswith("or convert each on its own with: dragoman convert in/talk.es.srt in/talk.en.srt -o all\n")


def test_the_language_in_a_files_name_outranks_the_one_that_is_stated_for_a_folder() -> None:
    Path("in").mkdir()
    Path("in/talk.en.srt").write_text(ENGLISH, encoding="utf-8")
    Path("in/other.srt").write_text(SPANISH, encoding="utf-8")
    assert converted("in", "-o", "all", "--from", "es") == 0
    languages = {name: open_folder(Path("all", name)).transcript.source_language for name in ("talk", "other")}
    assert languages == {"talk": "en", "other": "es"}


@pytest.mark.parametrize(
    ("words", "language"), [("¿Por qué te fuiste?", "es"), ("Ñam.", "es"), ("Why did you go?", None)]
)
def test_a_transcript_without_a_stated_language_has_the_usual_one_if_its_words_may_be_in_it(
    words: str, language: str | None
) -> None:
    Path("dragoman.toml").write_text('[languages]\nfrom = "es"\n', encoding="utf-8")
    Path("talk.srt").write_text(ENGLISH.replace("No.", words).replace("The boy: ", "").replace("Yes.", words))
    assert converted("talk.srt", "all/") == 0
    assert open_folder(Path("all")).transcript.source_language == language
