from __future__ import annotations

import msgspec

from bitexts import bitext
from dragoman.press.provenance import encode_record, make_record, render_record
from dragoman.transcript.document import Copy, Engine, Recording, Transcript
from editions import interview, with_sound

SILENT = bitext(("Hola.", "Hello."), ("Sí.", "Yes."))


def heard(document: Transcript) -> Transcript:
    first, *rest = document.segments
    return msgspec.structs.replace(document, segments=(msgspec.structs.replace(first, heard_by=("ana",)), *rest))


def test_it_counts_the_passages_that_were_heard() -> None:
    whole = interview(with_sound(heard(SILENT)))
    record = make_record(whole, whole.editions[0])
    assert (record.heard, record.passages) == (1, 2)
    assert "A person has heard 1 of 2 passages" in render_record(record)


def test_without_a_recording_listening_was_not_possible() -> None:
    whole = interview(msgspec.structs.replace(SILENT, recording=Recording(languages=("es",))))
    record = make_record(whole, whole.editions[0])
    assert record.heard is None
    assert b'"heard"' not in encode_record(record)
    assert "Listening was not possible: there is no recording. 2 passages, reviewed: 0." in render_record(record)


def test_the_hash_of_the_recording_is_told_also_where_no_copy_is_public() -> None:
    whole = interview(SILENT)
    record = make_record(whole, msgspec.structs.replace(whole.latest, sound="ab" * 32))
    assert record.recording == "ab" * 32
    assert f"Made from a recording with the SHA-256 <code>{'ab' * 32}</code>." in render_record(record)
    public = msgspec.structs.replace(record, copies=(Copy(address="https://radio.example/a.mp3", sha256="ab" * 32),))
    assert "Made from a recording" not in render_record(public)


def test_a_machine_whose_every_word_was_corrected_is_still_named() -> None:
    whole = interview(SILENT)
    edition = msgspec.structs.replace(whole.latest, drafted_by=(Engine(name="whisper", model="base"),))
    assert "A machine wrote a draft: <bdi>whisper base</bdi>." in render_record(make_record(whole, edition))
