from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

from dragoman.checks.coverage.outdated import find_outdated
from dragoman.transcript import edit
from dragoman.transcript.cutting import Cut
from dragoman.transcript.document import Author, Engine, Person, Segment, Transcript
from dragoman.transcript.revision import Revision, Signature, apply, regroup

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper")
MADLAD = Engine(name="ctranslate2")
Step = Callable[[Transcript, Signature], Sequence[Revision]]


def source(text: str) -> Step:
    return lambda seen, by: edit.set_source(seen, "s00000001", (text,), by)


def target(text: str) -> Step:
    return lambda seen, by: edit.set_target(seen, "s00000001", (text,), by)


def state(name: str) -> Step:
    return lambda seen, by: edit.set_state(seen, "s00000001", name, by)  # type: ignore[arg-type]


def found(first: Author, *steps: tuple[Author, Step], target: str | None = "Three hundred loaves.") -> list[str]:
    """What is said of a passage "Trescientos panes" that somebody began and others went on with."""
    segment = Segment(id="s00000001", source=("Trescientos panes.",), target=(target,) if target else None)
    history = list(edit.create(Transcript(segments=(segment,)), Signature(first)))
    transcript = Transcript(segments=(segment,))
    for author, step in steps:
        made = step(transcript, Signature(author, parent=history[-1].id))
        transcript = apply(transcript, made)
        history += made
    return [problem.message for problem in find_outdated(transcript, history)]


SAID = "the original was changed after it was translated; it was: “Trescientos panes.”"


def test_an_original_that_was_changed_after_its_translation_is_found() -> None:
    assert found(ANA, (ANA, source("Tres mil panes."))) == [SAID]


def test_a_translation_that_was_written_later_is_up_to_date() -> None:
    assert found(ANA, (ANA, source("Tres mil panes.")), (ANA, target("Three thousand loaves."))) == []


def test_an_original_that_has_its_words_back_is_no_fault() -> None:
    assert found(ANA, (ANA, source("Tres mil panes.")), (ANA, source("Trescientos panes."))) == []


def test_spaces_are_no_words() -> None:
    assert found(ANA, (ANA, source("Trescientos  panes."))) == []


def test_a_drafts_translation_is_made_from_the_sound_and_not_from_the_words() -> None:
    assert found(WHISPER, (ANA, source("Tres mil panes."))) == []


def test_an_engine_that_translated_the_words_counts() -> None:
    steps = ((MADLAD, target("Three hundred breads.")), (ANA, source("Tres mil panes.")))
    assert found(WHISPER, *steps) == [SAID]


def test_a_person_who_confirms_the_translation_later_ends_it() -> None:
    steps = ((ANA, source("Tres mil panes.")), (ANA, state("reviewed")))
    assert found(ANA, *steps) == []


def test_a_draft_that_a_person_confirmed_counts() -> None:
    steps = ((ANA, state("reviewed")), (ANA, source("Tres mil panes.")))
    assert found(WHISPER, *steps) == [SAID]


def test_a_state_that_falls_with_the_change_confirms_nothing() -> None:
    steps = ((ANA, state("reviewed")), (ANA, source("Tres mil panes.")))
    assert found(ANA, *steps) == [SAID]


def test_both_texts_changed_in_one_action_belong_together() -> None:
    def both(seen: Transcript, by: Signature) -> Sequence[Revision]:
        first = edit.set_target(seen, "s00000001", ("Three thousand loaves.",), by)
        later = Signature(by.author, parent=first[-1].id)
        second = edit.set_source(apply(seen, first), "s00000001", ("Tres mil panes.",), later)
        return regroup(list(itertools.chain(first, second)), by)

    assert found(ANA, (ANA, both)) == []


def test_a_passage_without_a_translation_is_no_fault() -> None:
    assert found(ANA, (ANA, source("Tres mil panes.")), target=None) == []


def test_a_split_that_leaves_the_translation_whole_is_found() -> None:
    def split(seen: Transcript, by: Signature) -> Sequence[Revision]:
        return edit.split_segment(seen, "s00000001", Cut(source=12, target=21), by)

    assert found(ANA, (ANA, split)) == [SAID]
