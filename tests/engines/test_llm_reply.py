"""Translations found in what a model wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import ContextPassage, SourcePassage, TranslationRequest
from dragoman.engines.llm_reply import Entry, find_entries, keep_placed

BOTH = (Entry("s1", "Yes."), Entry("s2", "No."))


def find(answer: str) -> tuple[Entry, ...]:
    return find_entries(answer, ("s1", "s2"))


@pytest.mark.parametrize(
    "answer",
    [
        '{"translations": [{"id": "s1", "text": "Yes."}, {"id": "s2", "text": "No."}]}',
        '[{"id": "s1", "translation": "Yes."}, {"id": "s2", "target": "No."}]',
        '{"id": "s1", "text": "Yes."}\n{"id": "s2", "text": "No."}',
        '{"s1": "Yes.", "s2": "No."}',
        '{"translations": {"s1": {"text": "Yes."}, "s2": {"text": "No."}}}',
        'Here [as asked] {it} is:\n```json\n{"s1": "Yes.", "s2": "No."}\n```\nGood luck {}!',
        '<think>{"s1": "Perhaps."}</think>{"s1": "Yes.", "s2": "No."}',
        '{"translations": [{"id": "s1", "text": "Yes."}, {"id": "s2", "text": "No."}, {"id": "s3", "te',
    ],
)
def test_translations_are_found(answer: str) -> None:
    assert find(answer) == BOTH


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Yes.\nNo.",
        "1. Yes.\n2. No.",
        '["Yes.", "No."]',
        '{"translations": ["Yes.", "No."]}',
        '{"translations": [{"text": "Yes."}]}',
        '{"id": "s1", "text": null}',
        '{"id": ["s1"], "text": "Yes."}',
        '{"passages": [{"id": "s1", "original": "Sí."}]}',
        '{"note": "Yes."}',
        '{"id": "s1", "text": "Ye',
    ],
)
def test_what_is_no_translation_with_an_id_is_none(answer: str) -> None:
    assert find(answer) == ()


def test_a_text_that_holds_json_is_a_text() -> None:
    text = '{"id": "s2", "text": "No."}'
    assert find('{"id": "s1", "text": "{\\"id\\": \\"s2\\", \\"text\\": \\"No.\\"}"}') == (Entry("s1", text),)


def test_ids_come_as_they_are() -> None:
    assert find('[{"id": 1, "text": "Yes."}, {"id": "s9", "text": "No."}]') == (Entry("1", "Yes."), Entry("s9", "No."))


@given(st.text(alphabet='[]{}:,"\\ idtexs12\n', max_size=200))
def test_no_answer_makes_it_raise(answer: str) -> None:
    assert all(isinstance(entry, Entry) for entry in find(answer))


@pytest.mark.parametrize("piece", ['{"a":', "[", '{"id":"s1","text":"', "{", '["'])
def test_an_answer_built_to_take_for_ever_ends(piece: str) -> None:
    assert find(piece * 200_000) == ()


REQUEST = TranslationRequest(
    source="es",
    target="en",
    passages=(
        SourcePassage(id="s1", text="La guerra empezó."),
        SourcePassage(id="s2", text="Mi padre murió allí."),
    ),
    after=(ContextPassage(text="Después nos fuimos."),),
)


@pytest.mark.parametrize(
    ("begins", "kept"),
    [
        ("La guerra empezó", True),
        ("la guerra, empezó…", True),
        (None, True),
        ("Mi", True),
        ("The war began", True),
        ("Mi padre murió", False),
        ("Después nos fuimos", False),
    ],
)
def test_an_entry_that_begins_like_another_passage_is_left_out(begins: str | None, kept: bool) -> None:
    entry = Entry("s1", "The war began.", begins)
    assert keep_placed((entry,), REQUEST) == ((entry,) if kept else ())


def test_an_invented_id_is_not_judged() -> None:
    entry = Entry("s9", "The war began.", "La guerra empezó")
    assert keep_placed((entry,), REQUEST) == (entry,)
