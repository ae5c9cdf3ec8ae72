from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.cli import main
from dragoman.desk import index
from dragoman.desk.interviews import interviews
from dragoman.desk.models import IndexedPassage
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id

Make = Callable[[str], Path]


def make(root: Path, name: str, *pairs: tuple[str, str], language: str = "es") -> Path:
    segments = tuple(
        Segment(id=mint_id(name, number), source=(source,), target=(target,))
        for number, (source, target) in enumerate(pairs)
    )
    document = Transcript(recording=Recording(languages=(language,)), segments=segments, target_language="en")
    return create_folder(root / name, document, Engine(name="test")).path


def found(words: str) -> list[str]:
    hits, _ = index.search(words)
    return [hit.target for hit in hits]


def test_a_passage_is_found_by_either_language(root: Path) -> None:
    make(root, "talk", ("Perdimos cuarenta colmenas.", "We lost forty hives."), ("Gracias.", "Thank you."))
    index.update(interviews())
    assert found("colmenas") == found("hives") == ["We lost forty hives."]
    assert found("forty colmenas") == ["We lost forty hives."]
    assert found("forty gracias") == []


@pytest.mark.parametrize("words", ["السلام", "السَّلام", "سلام"[:4], "۱۹۷۹", "1979"])
def test_arabic_is_found_however_it_is_written(root: Path, words: str) -> None:
    make(root, "talk", ("السَّلامُ عليكم سلام ١٩٧٩", "Peace be upon you, 1979."), language="ar")
    index.update(interviews())
    assert found(words) == ["Peace be upon you, 1979."]


def test_persian_letters_of_an_arabic_keyboard_are_the_same(root: Path) -> None:
    make(root, "talk", ("کتاب‌های ایرانی", "Iranian books."), language="fa")
    index.update(interviews())
    assert found("ايراني") == ["Iranian books."]


def test_the_beginning_of_the_last_word_is_enough(root: Path) -> None:
    make(root, "talk", ("Hola.", "Beekeeping is old."))
    index.update(interviews())
    assert found("beek") == ["Beekeeping is old."]


@pytest.mark.parametrize(
    "words", ['"', "' OR 1=1 --", "a AND", "NEAR(", "*", "a:b", "\\", "&|!()", "x' & 'y", "a\0b", "\0"]
)
def test_nothing_that_is_typed_is_taken_for_a_command(root: Path, words: str) -> None:
    make(root, "talk", ("Hola.", "Hello."))
    index.update(interviews())
    assert found(words) == []


def test_an_edit_is_in_the_index_and_nothing_else_is_written_again(root: Path) -> None:
    talk = make(root, "talk", ("Hola.", "Hello."), ("Gracias.", "Thank you."))
    index.update(interviews())
    before = dict(IndexedPassage.objects.values_list("segment", "pk"))
    main(["view", str(talk)])
    page = talk / "talk.txt"
    page.write_text(page.read_text(encoding="utf-8").replace("Hello.", "Greetings."), encoding="utf-8")
    main(["apply", str(talk)])
    index.update(interviews())
    assert (found("hello"), found("greetings")) == ([], ["Greetings."])
    assert dict(IndexedPassage.objects.values_list("segment", "pk")) == before


def test_what_is_withdrawn_is_found_no_more(root: Path) -> None:
    talk = make(root, "talk", ("Hola.", "Secret words here."), ("Gracias.", "Thank you."))
    index.update(interviews())
    main(["withdraw", str(talk), open_folder(talk).transcript.segments[0].id])
    index.update(interviews())
    assert found("secret") == []
    assert not IndexedPassage.objects.filter(target__contains="Secret").exists()


def test_an_interview_that_is_gone_leaves_the_index(root: Path) -> None:
    import shutil

    talk = make(root, "talk", ("Hola.", "Hello."))
    index.update(interviews())
    shutil.rmtree(talk)
    index.update(interviews())
    assert found("hello") == []


def test_the_index_that_is_built_again_holds_the_same(root: Path, make_interview: Make) -> None:
    make_interview("one")
    make(root, "two", ("Hola.", "Hello."))
    index.update(interviews())
    fields = ("interview__key", "segment", "source", "target", "start", "digest")
    before = sorted(IndexedPassage.objects.values_list(*fields))
    assert index.rebuild(interviews()) == 2
    assert sorted(IndexedPassage.objects.values_list(*fields)) == before
    assert found("hello") == ["Hello."]


def test_a_hit_leads_to_its_place(client: Any, root: Path) -> None:
    make(root, "talk", ("Hola.", "Hello."))
    index.update(interviews())
    page = client.get("/search?q=hello").content.decode()
    assert f'href="/i/talk/#{mint_id("talk", 0)}"' in page
    assert '<blockquote lang="es" dir="ltr">Hola.</blockquote>' in page


def test_a_text_with_a_character_that_no_text_has_is_in_the_index(root: Path) -> None:
    make(root, "talk", ("Ho\0la.", "Hel\0lo."))
    index.update(interviews())
    assert found("hello") == ["Hello."]
