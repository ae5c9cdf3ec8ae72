from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.cli import main
from dragoman.desk import index
from dragoman.desk.full_text import MOST_RANKED, put, rank
from dragoman.desk.interviews import interviews
from dragoman.desk.models import IndexedInterview, IndexedPassage
from dragoman.folder import Session, create_folder, open_folder
from dragoman.transcript import edit as edits
from dragoman.transcript.document import Engine, Person, Recording, Segment, Transcript
from dragoman.transcript.ids import mint_id
from dragoman.transcript.merge import intend
from dragoman.transcript.revision import Revision, Signature
from dragoman.transcript.span import Span

Make = Callable[[str], Path]
BEN = Person(handle="ben")


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
    after = dict(IndexedPassage.objects.values_list("segment", "pk"))
    assert {id_ for id_ in before if after[id_] != before[id_]} == {mint_id("talk", 0)}


ROWS = ("segment", "start", "speaker", "source", "target", "source_language", "target_language", "digest")


def rows() -> list[tuple[Any, ...]]:
    """The index of passages, the number of each left out."""
    return sorted(IndexedPassage.objects.values_list(*ROWS), key=str)


@pytest.fixture
def worked_on(root: Path) -> Iterator[Session]:
    """An interview that is in the index and that somebody has open at the desk."""
    make(root, "talk", ("Hola.", "Hello."), ("Gracias.", "Thank you."), ("Pues bien.", "Well."))
    index.update(interviews())
    with interviews().open("talk") as interview:
        yield interview.session


def test_of_an_interview_that_is_open_only_what_has_changed_is_read(
    worked_on: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "open_folder", None)
    for word in ("greetings", "salutations"):
        retype(worked_on, 0, word)
        index.update(interviews())
        assert (found("hello"), found(word)) == ([], [word])
    assert found("thank") == ["Thank you."]


def test_a_look_at_the_open_interviews_takes_in_what_has_changed_there_alone(worked_on: Session, root: Path) -> None:
    retype(worked_on, 0, "greetings")
    make(root, "other", ("Hola.", "Hullo."))
    assert index.update_open(interviews()) == 1
    assert (found("greetings"), found("hullo")) == (["greetings"], [])
    assert index.update_open(interviews()) == 0
    assert index.update(interviews()) == 1
    assert found("hullo") == ["Hullo."]


def test_a_look_at_unchanged_folders_reads_no_rows(root: Path) -> None:
    for number in range(3):
        make(root, f"talk-{number}", ("Hola.", "Hello."))
    index.update(interviews())
    with CaptureQueriesContext(connection) as asked:
        assert index.update(interviews()) == 0
    assert [query["sql"].partition("(")[0] for query in asked] == ["SELECT MIN"]


def test_an_index_that_another_process_has_emptied_is_filled_again(root: Path) -> None:
    make(root, "talk", ("Hola.", "Hello."))
    index.update(interviews())
    IndexedPassage.objects.all().delete()
    IndexedInterview.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_words")
    assert index.update(interviews()) == 1
    assert found("hello") == ["Hello."]


CHANGES: dict[str, Callable[[Transcript, Signature], Sequence[Revision]]] = {
    "a passage is deleted": lambda now, by: edits.remove_segment(now, mint_id("talk", 1), by),
    "two are joined": lambda now, by: edits.join_segments(now, mint_id("talk", 0), mint_id("talk", 1), by),
    "a text is taken away": lambda now, by: edits.set_target(now, mint_id("talk", 0), None, by),
    "one gets a time": lambda now, by: edits.retime(now, mint_id("talk", 0), Span(5, 900), by),
    "one is translated": lambda now, by: edits.set_state(now, mint_id("talk", 0), "translated", by),
    "all are in another language": lambda now, by: edits.set_languages(now, ("pt",), "fr", by),
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_index_that_followed_holds_what_one_that_is_built_again_holds(worked_on: Session, change: str) -> None:
    worked_on.edit(CHANGES[change], BEN)
    index.update(interviews())
    followed = rows()
    index.rebuild(interviews())
    assert rows() == followed


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


def revised(subject: str, field: str, time: str | None) -> Revision:
    return Revision(id="r", group="g", subject=subject, field=field, author=BEN, time=time)


def test_a_passage_is_as_old_as_the_last_change_of_its_words_time_or_speaker() -> None:
    history = [
        revised("transcript", "", "1970-01-01T00:00:05Z"),
        revised("segment:s1", "source", "1970-01-01T00:00:07Z"),
        revised("segment:s2", "span", "1970-01-01T00:00:08Z"),
        revised("segment:s1", "target", "1970-01-01T00:00:09Z"),
        revised("segment:s1", "state", "1970-01-01T00:00:59Z"),
    ]
    assert index.find_changed(history) == {"": 5, "s1": 9, "s2": 8}


@pytest.mark.parametrize("time", [None, "", "yesterday", "0001-01-01T00:00:00Z", "9999-99-99", "-1", "\0", "1" * 5000])
def test_what_is_no_time_is_the_oldest(time: str | None) -> None:
    assert index.find_changed([revised("transcript", "", time)]) == {"": 0}


def edit(talk: Path, number: int, after: str, at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a translation other words, at a time."""
    monkeypatch.setattr("dragoman.folder.session.now", lambda: at)
    with Session(talk) as session:
        retype(session, number, after)


def retype(session: Session, number: int, after: str) -> None:
    """Give a translation other words."""
    by = Signature(BEN)
    revisions = edits.set_target(session.transcript, mint_id(session.path.name, number), (after,), by)
    session.commit(intend(session.transcript, revisions, by, epoch=session.epoch))


def test_of_too_many_hits_those_that_were_changed_last_are_ranked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = make(root, "one", ("Uno.", "Bees one."), ("Dos.", "Bees two."))
    make(root, "two", ("Tres.", "Bees three."), ("Cuatro.", "Bees four."))
    index.update(interviews())
    edit(one, 0, "Bees first.", "2100-01-01T00:00:00Z", monkeypatch)
    index.update(interviews())
    monkeypatch.setattr("dragoman.desk.full_text.MOST_RANKED", 1)
    for _ in range(2):
        hits, cut = index.search("bees")
        assert ([hit.target for hit in hits], cut) == (["Bees first."], True)
        index.rebuild(interviews())


def test_a_word_that_is_frequent_itself_is_taken_for_no_beginning(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(root, "talk", ("Uno.", "Bees one."), ("Dos.", "Bees two."), ("Tres.", "Beestings three."))
    index.update(interviews())
    assert "Beestings three." in found("bees")
    if connection.vendor == "postgresql":
        return  # There it costs little.
    monkeypatch.setattr("dragoman.desk.full_text.MOST_RANKED", 1)
    assert found("bees") == ["Bees two."]
    assert found("beest") == ["Beestings three."]


def test_a_passage_that_says_a_word_again_comes_first(root: Path) -> None:
    make(root, "talk", ("Uno.", "Bees, bees, and more bees."), ("Dos.", "Bees, flies, and more wasps."))
    index.update(interviews())
    assert found("bees")[0] == "Bees, bees, and more bees."


@pytest.mark.parametrize(("ranked", "cut"), [(2, True), (3, False), (4, False)])
def test_hits_are_cut_where_there_are_more_than_are_ranked(
    root: Path, monkeypatch: pytest.MonkeyPatch, ranked: int, cut: bool
) -> None:
    make(root, "one", ("Uno.", "Bees one."), ("Dos.", "Bees two."), ("Tres.", "Bees three."))
    index.update(interviews())
    monkeypatch.setattr("dragoman.desk.full_text.MOST_RANKED", ranked)
    hits, is_cut = index.search("bees")
    assert (len(hits), is_cut) == (min(ranked, 3), cut)


def test_of_exactly_as_many_hits_as_are_ranked_nothing_is_cut(root: Path) -> None:
    interview = IndexedInterview.objects.create(key="many", stamp="")
    made = [IndexedPassage(pk=n, interview=interview, segment=f"s{n}", digest="") for n in range(1, MOST_RANKED + 2)]
    IndexedPassage.objects.bulk_create(made[:-1], batch_size=2000)
    put([(one.pk, "bees") for one in made[:-1]])
    assert index.search("bees")[1] is False
    made[-1].save(force_insert=True)
    put([(made[-1].pk, "bees")])
    assert index.search("bees")[1] is True


def test_of_hits_a_shorter_one_comes_first_then_a_newer_one() -> None:
    hits = [(3, "bees fly over the wide field"), (1, "bees fly"), (2, "bees sit")]
    assert rank(hits, [" bees "]) == [2, 1, 3]
    assert rank([], [" bees "]) == []
