from __future__ import annotations

import msgspec

from dragoman.conventions.profiles import find_profile
from dragoman.press.entry import encode_passages, make_entry, make_passages
from dragoman.press.site_model import Passage, Sound
from dragoman.transcript.document import Tombstone
from dragoman.transcript.edition import withhold
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import Note, Supplied, plain
from editions import DESK, SOUND, corrected, interview, make_site, released, with_sound
from interviews import arabic_english, spanish_english

BEES = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))


def test_an_entry_has_what_the_latest_edition_says() -> None:
    entry = make_entry(BEES)
    assert (entry.path, entry.number, entry.title) == ("bees/index.html", 2, "My grandmother and the bees")
    assert (entry.original, entry.source_language, entry.target_language) == ("La abuela y las abejas", "es", "en")
    assert entry.passages == len(make_passages(BEES)) > 0
    assert [one.number for one in entry.editions] == [1, 2]
    assert "begin" in entry.editions[1].changes[0].what


def test_a_voice_has_every_spelling_of_its_name_also_those_of_the_ledger() -> None:
    document = arabic_english()
    named = next(speaker for speaker in document.speakers if speaker.name)
    term = Term(id="t1", source=("سلمى",), target=("Salma", "Selma"))
    speakers = tuple(msgspec.structs.replace(s, term="t1") if s is named else s for s in document.speakers)
    edition = released(document)
    shown = msgspec.structs.replace(edition.transcript, speakers=speakers, glossary=(term,))
    made = msgspec.structs.replace(BEES, editions=(msgspec.structs.replace(edition, transcript=shown),))
    voice = next(one for one in make_entry(made).voices if one.id == named.id)
    assert {named.name, "Selma", "سلمى"} <= set(voice.spellings)


def test_somebody_who_is_not_named_has_a_label_and_no_spelling() -> None:
    document = spanish_english()
    quiet = tuple(msgspec.structs.replace(s, name=None, aliases=("Ana",)) for s in document.speakers)
    voices = make_entry(interview(msgspec.structs.replace(document, speakers=quiet))).voices
    assert [voice.label for voice in voices] == [speaker.label for speaker in document.speakers]
    assert not any(voice.spellings for voice in voices)
    assert b"Ana" not in msgspec.json.encode(voices)


def test_the_passages_have_both_texts_with_their_marks_and_none_that_was_withdrawn() -> None:
    passages = make_passages(BEES)
    assert passages[1].target == "How did all this begin?"
    assert len(passages) == sum(segment.withdrawn is None for segment in BEES.latest.transcript.segments)
    assert msgspec.json.decode(encode_passages(passages), type=tuple[Passage, ...]) == passages


def test_what_the_translator_added_is_marked_and_notes_are_left_out() -> None:
    text = ("He came ", Supplied(("home",)), " late.", Note(("By train.",)))
    whole = spanish_english()
    segments = (msgspec.structs.replace(whole.segments[0], target=text), *whole.segments[1:])
    made = interview(msgspec.structs.replace(whole, segments=segments))
    assert make_passages(made)[0].target == "He came (home) late."
    assert make_passages(made, find_profile("square"))[0].target == "He came [home] late."


def test_a_passage_that_is_withheld_is_in_no_file_of_lists() -> None:
    first = BEES.editions[0]
    words = plain(first.transcript.segments[1].target or ())
    buried = withhold(first, (f"segment:{first.transcript.segments[1].id}",), Tombstone(date="2026-06-01"))
    site = make_site([msgspec.structs.replace(BEES, editions=(buried,))], DESK)
    assert words.encode() not in site["bees/passages.json"] + site["bees/entry.json"]


def test_of_a_withdrawn_edition_there_are_no_passages() -> None:
    gone = msgspec.structs.replace(BEES.editions[0], withdrawn=Tombstone(date="2026-06-01"))
    assert make_passages(msgspec.structs.replace(BEES, editions=(gone,))) == ()


def test_media_are_what_the_pages_play() -> None:
    heard = interview(with_sound(arabic_english()))
    assert make_entry(heard).media is None
    assert make_entry(heard, "link").media == Sound(address=SOUND, is_copy=False, media_type="audio/mpeg")


def test_the_files_of_an_entry_are_those_of_the_site() -> None:
    site = make_site([BEES], DESK)
    assert make_entry(BEES).files
    assert {f"bees/e2/{name}" for name in make_entry(BEES).files} <= site.keys()
