from __future__ import annotations

import msgspec

from bitexts import bitext
from dragoman.notation import parse_text
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Transcript
from dragoman.transcript.drafting import find_drafting_engines, list_engines
from dragoman.transcript.edition import Edition
from dragoman.transcript.revision import Revision, Signature, apply

WHISPER = Engine(name="whisper", model="base")
SMALL = Engine(name="whisper", model="/home/ana/models/small")
ANA = Signature(Person(handle="ana"))


def drafted(engine: Engine) -> Transcript:
    document = bitext(("Hola.", "Hello."))
    segments = tuple(msgspec.structs.replace(s, source_origin=engine, target_origin=engine) for s in document.segments)
    return msgspec.structs.replace(document, segments=segments)


def corrected(document: Transcript) -> tuple[Transcript, tuple[Revision, ...]]:
    """The document with both texts of its only passage written by a person, and its history."""
    history = edit.create(document, Signature(WHISPER))
    for side, text in (("source", "Buenas."), ("target", "Good day.")):
        revisions = edit.set_text(document, "s00000000", side, parse_text(text)[0], ANA)  # type: ignore[arg-type]
        document, history = apply(document, revisions), (*history, *revisions)
    return document, history


def test_a_machine_that_people_corrected_throughout_is_still_named() -> None:
    document, history = corrected(drafted(WHISPER))
    assert document.segments[0].source_origin == Person(handle="ana")
    assert find_drafting_engines(document, history) == (WHISPER,)


def test_what_people_typed_names_no_machine() -> None:
    document = bitext(("Hola.", "Hello."))
    assert find_drafting_engines(document, edit.create(document, ANA)) == ()


def test_a_new_whole_draft_takes_the_place_of_the_old_one() -> None:
    history = edit.create(drafted(WHISPER), ANA)
    fresh = drafted(SMALL)
    history = (*history, *edit.redraft(drafted(WHISPER), fresh, ANA))
    assert find_drafting_engines(fresh, history) == (Engine(name="whisper", model="small"),)


def test_a_model_is_named_without_its_folder() -> None:
    assert find_drafting_engines(drafted(SMALL)) == (Engine(name="whisper", model="small"),)


def test_an_edition_lists_each_engine_once() -> None:
    assert list_engines(Edition(transcript=drafted(WHISPER), drafted_by=(WHISPER,))) == (WHISPER,)
