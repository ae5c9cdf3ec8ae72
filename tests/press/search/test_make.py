"""The search of a site: found in the browser's own code, changed in few files, without what was withdrawn."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.press.derived import Site
from dragoman.press.page import load_templates
from dragoman.press.search import make_search
from dragoman.press.search.row_file import read_holdings, read_rows
from dragoman.press.search.state import STATE
from dragoman.press.site_files import write_site
from dragoman.press.site_model import Entry, Issued, Passage, Publisher, Voice
from dragoman.transcript.document import Date
from programs import VALIDATORS, needs_program

BEES = ("Las abejas volvían cada mañana.", "The bees came back (every morning).")
CLAY = ("الطِّينُ لا يَنسى", "Clay does not forget.")


def entry(slug: str, passages: int, **said: Any) -> Entry:
    facts = {"source_language": "es", "target_language": "en", "date": "2026-05-01", "languages": ("es",), **said}
    title = f"Interview {slug}"
    issued = (Issued(number=1, date="2026-05-01"),)
    return Entry(slug=slug, title=title, hashes=(slug,), editions=issued, passages=passages, **facts)


def passage(number: int, source: str, target: str, voice: str | None = None, language: str = "es") -> Passage:
    return Passage(f"p{number}", voice, number * 9000, number * 9000 + 8000, language, source, target)


class Corpus:
    """Interviews that a test puts on a site, takes off and changes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.interviews: dict[str, tuple[Entry, tuple[Passage, ...]]] = {}
        # The slugs of the interviews whose passages were read.
        self.read: list[str] = []

    def put(self, slug: str, *passages: Passage, **said: Any) -> None:
        self.interviews[slug] = (entry(slug, len(passages), **said), passages)

    def write(self, *, whole: bool = False) -> tuple[str, ...]:
        entries = tuple(one for one, _ in self.interviews.values())
        keys = {slug: str(hash(repr(one))) for slug, one in self.interviews.items()}
        site = Site(
            entries=entries,
            publisher=Publisher(),
            templates=load_templates(None),
            stamp="test",
            keys=keys,
            read_passages=self._read,
            folder=self.folder,
            whole=whole,
        )
        return write_site(self.folder, tuple(make_search(site)), whole=whole)

    def _read(self, slug: str) -> tuple[Passage, ...]:
        self.read.append(slug)
        return self.interviews[slug][1]

    def ask(self, *queries: str, **filters: Any) -> list[Any]:
        return [answer["hits"] for answer in self.answer(*queries, **filters)]

    def answer(self, *queries: str, **filters: Any) -> list[Any]:
        asked = json.dumps([{"query": query, "filter": filters} for query in queries]).encode()
        command = [needs_program("node"), str(VALIDATORS / "search.mjs"), "queries", str(self.folder)]
        answered = subprocess.run(command, input=asked, capture_output=True, check=False)
        assert answered.stderr == b""
        answers: list[Any] = json.loads(answered.stdout)["answers"]
        return answers

    def search_files(self) -> dict[str, bytes]:
        files = sorted(path for path in (self.folder / "search").rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path)
    corpus.put("bees", passage(0, *BEES), passage(1, "¿Y después?", "And then?"))
    corpus.put("clay", passage(0, *CLAY, language="ar"), source_language="ar", languages=("ar",))
    return corpus


@pytest.mark.external
def test_a_passage_is_found_by_words_of_both_texts_in_other_forms(corpus: Corpus) -> None:
    corpus.write()
    found = corpus.ask("abeja volver", "morning bee", "forgets")
    assert [hits[:1] for hits in found] == [["bees#p0"], ["bees#p0"], ["clay#p0"]]


@pytest.mark.external
def test_a_short_word_does_not_find_what_begins_with_three_of_its_letters(corpus: Corpus) -> None:
    corpus.put("shop", passage(0, "Vendo miel.", "I sell it."), passage(1, "El miércoles no.", "Not on that day."))
    corpus.write()
    [answer] = corpus.answer("miel")
    assert (answer["hits"], answer["count"], answer["alike"]) == (["shop#p0"], 1, 0)


@pytest.mark.external
def test_words_that_only_begin_alike_come_last_and_are_counted_apart(corpus: Corpus) -> None:
    corpus.put("shop", passage(0, "Son panaderas.", "One."), passage(1, "La panadería.", "Two."))
    corpus.write()
    [answer] = corpus.answer("panadería")
    assert answer["hits"] == ["shop#p1", "shop#p0"]
    assert (answer["count"], answer["alike"]) == (1, 1)


@pytest.mark.external
def test_a_passage_is_found_with_and_without_vowel_signs(corpus: Corpus) -> None:
    corpus.write()
    assert corpus.ask("الطين ينسى", "الطِّينُ", "طين") == [["clay#p0"]] * 3


@pytest.mark.external
def test_a_passage_is_found_under_every_spelling_of_a_name_in_it(corpus: Corpus) -> None:
    corpus.put(
        "names", passage(0, "Vino Gorbachov.", "Gorbachev came."), names=(("Gorbachov", "Gorbachev", "Горбачёв"),)
    )
    corpus.write()
    assert corpus.ask("Gorbachov", "Горбачев") == [["names#p0"]] * 2


@pytest.mark.external
def test_a_speaker_is_found_under_every_spelling(corpus: Corpus) -> None:
    voice = Voice(id="S1", label="Guest", name="Sami al-Halwani", aliases=("سامي الحلواني",))
    corpus.put("talk", passage(0, "Sí.", "Yes."), passage(1, "Agua.", "Water.", "S1"), voices=(voice,))
    corpus.write()
    assert corpus.ask("Halwani", "الحلواني")[0] == ["talk#p1"]
    assert corpus.ask("الحلواني") == [["talk#p1"]]
    assert corpus.ask("water", speaker="سامي") == [["talk#p1"]]
    assert corpus.ask("yes", speaker="سامي") == [[]]


@pytest.mark.external
def test_interviews_are_filtered_by_year_and_programme(corpus: Corpus) -> None:
    corpus.put("old", passage(0, *BEES), dates=(Date(kind="aired", edtf="1987-02"),), programme="B")
    corpus.put("new", passage(0, *BEES), dates=(Date(kind="recorded", edtf="2019"),), programme="A")
    corpus.write()
    assert corpus.ask("bees", until=1990) == [["old#p0"]]
    assert corpus.ask("bees", **{"from": 2019, "until": 2019}) == [["new#p0"]]
    assert corpus.ask("bees", programme=1) == [["old#p0"]]


def test_nothing_is_written_where_nothing_changed(corpus: Corpus) -> None:
    corpus.write()
    assert corpus.write() == ()


def test_a_changed_passage_gives_the_same_rows_as_a_new_index(corpus: Corpus, tmp_path: Path) -> None:
    corpus.write()
    corpus.put("bees", passage(0, *BEES), passage(1, "¿Y luego, los osos?", "And then, the bears?"))
    corpus.write()
    fresh = Corpus(tmp_path / "fresh")
    fresh.interviews = corpus.interviews
    fresh.write()
    changed, new = (rows(one.search_files()) for one in (corpus, fresh))
    assert changed == new
    assert "bear" in changed


words_said = st.lists(st.sampled_from(("bees", "clay", "morning", "Zacatecas", "Sami")), min_size=1, max_size=3)
passages_said = st.lists(words_said, min_size=1, max_size=66)
interviews_said = st.dictionaries(st.sampled_from("abcdefgh"), passages_said, min_size=1)


@given(steps=st.lists(interviews_said, min_size=2, max_size=3))
@settings(max_examples=10, deadline=None)
def test_an_index_that_was_changed_has_the_rows_of_a_new_one(
    steps: list[dict[str, list[list[str]]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    corpus = Corpus(tmp_path_factory.mktemp("site"))
    for number in range(20):
        corpus.put(f"i{number}", passage(0, *BEES))
    for step in steps:
        for slug, passages in step.items():
            voice = Voice(id="S1", label="Guest", name=slug.upper() * 3)
            made = (passage(n, "Sí.", " ".join(said), "S1") for n, said in enumerate(passages))
            corpus.put(slug, *made, voices=(voice,))
        corpus.write()
    changed = corpus.search_files()
    corpus.write(whole=True)
    new = corpus.search_files()
    assert rows(changed) == rows(new)
    assert texts(changed) == texts(new)


def test_after_a_run_that_was_killed_every_text_of_the_group_is_made_again(corpus: Corpus) -> None:
    corpus.write()
    before = corpus.search_files()
    # The killed run wrote the rows and a text of an edition that was deleted since.
    (corpus.folder / "search/g/0/rows-0123456789abcdef.z").write_bytes(b"")
    (corpus.folder / "search/g/0/0.0.js").write_bytes(b"dragomanSearch(of the deleted edition);")
    corpus.put("clay", passage(0, *CLAY, language="ar"), source_language="ar", programme="B")
    corpus.write()
    assert corpus.search_files()["search/g/0/0.0.js"] == before["search/g/0/0.0.js"]


def test_a_lost_text_of_an_unchanged_interview_is_made_again(corpus: Corpus) -> None:
    corpus.write()
    before = corpus.search_files()
    (corpus.folder / "search/g/0/0.0.js").unlink()
    corpus.put("clay", passage(0, *CLAY, language="ar"), source_language="ar", programme="B")
    corpus.write()
    assert corpus.search_files()["search/g/0/0.0.js"] == before["search/g/0/0.0.js"]


def test_texts_of_unchanged_interviews_are_not_read_again(corpus: Corpus) -> None:
    corpus.write()
    corpus.put("clay", passage(0, *CLAY, language="ar"), source_language="ar", programme="B")
    corpus.read.clear()
    corpus.write()
    assert corpus.read == ["clay"]


def test_with_whole_every_text_is_compared(corpus: Corpus) -> None:
    corpus.write()
    before = corpus.search_files()
    (corpus.folder / "search/g/0/0.0.js").write_bytes(b"alert(1)")
    corpus.write(whole=True)
    assert corpus.search_files()["search/g/0/0.0.js"] == before["search/g/0/0.0.js"]


def test_withdrawn_words_are_nowhere_in_the_files(corpus: Corpus) -> None:
    corpus.put("bees", passage(0, *BEES), passage(1, "Secreto: Zacatecas.", "A secret: Zacatecas."))
    corpus.write()
    assert len(holding(corpus, "zacatec", "Zacatecas")) == 3
    corpus.put("bees", passage(0, *BEES))
    corpus.write()
    assert holding(corpus, "zacatec", "Zacatecas") == []


def test_an_interview_that_is_taken_off_leaves_no_file_and_no_row(corpus: Corpus) -> None:
    corpus.write()
    del corpus.interviews["bees"]
    corpus.write()
    assert holding(corpus, "bees", "abej") == []
    assert not (corpus.folder / "search/g/0/0.0.js").exists()


def test_one_changed_interview_among_many_changes_few_files(corpus: Corpus) -> None:
    words = [f"w{number:05}" for number in range(20_000)]
    for number in range(200):
        some = words[number * 100 : number * 100 + 100]
        corpus.put(f"i{number:03}", *(passage(n, "Sí.", f"{one} {'x' * 300}{n}") for n, one in enumerate(some)))
    corpus.write()
    whole = len([name for name in corpus.search_files() if "/w/" in name])
    number, (one, passages) = 150, corpus.interviews["i150"]
    corpus.interviews["i150"] = (one, (passage(0, "Sí.", "another"), *passages[1:]))
    changed = [name for name in corpus.write() if "/w/" in name]
    assert whole > 10
    assert 0 < len(changed) < 5, number


def test_a_lost_shard_is_made_again(corpus: Corpus) -> None:
    corpus.write()
    before = rows(corpus.search_files())
    shard = next((corpus.folder / "search/w").rglob("*.js"))
    shard.unlink()
    corpus.write()
    assert rows(corpus.search_files()) == before


def test_a_shard_that_somebody_changed_is_made_again(corpus: Corpus) -> None:
    corpus.write()
    next((corpus.folder / "search/w").rglob("*.js")).write_bytes(b"alert(1)")
    corpus.put("bees", passage(0, *BEES))
    corpus.write()
    assert "morn" in rows(corpus.search_files())


def test_a_state_that_somebody_changed_is_not_trusted(corpus: Corpus) -> None:
    corpus.write()
    state = msgspec.json.decode((corpus.folder / STATE).read_bytes())
    state["rows"] = ["../../etc/passwd"]
    (corpus.folder / STATE).write_bytes(msgspec.json.encode(state))
    corpus.put("bees", passage(0, *BEES))
    corpus.write()
    assert "morn" in rows(corpus.search_files())


def test_a_site_without_interviews_has_the_page(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path)
    corpus.write()
    assert b"<form" in corpus.search_files()["search/index.html"]


def rows(files: dict[str, bytes]) -> dict[str, str]:
    """The rows of all shards, by their terms."""
    shards = [content for name, content in files.items() if "/w/" in name]
    contents = [msgspec.json.decode(b"[" + one[len(b"dragomanSearch(") : -3] + b"]")[2] for one in shards]
    pairs = [row.partition(" ") for content in contents for row in content.split("|") if row]
    found: dict[str, str] = {}
    for term, _, places in pairs:
        found[term] = f"{found.get(term, '')} {places}"
    return found


def texts(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with texts."""
    return {name: content for name, content in files.items() if name.startswith("search/g/") and name.endswith(".js")}


def holding(corpus: Corpus, *words: str) -> list[str]:
    """The files of the search in which one of these words stands."""
    unpacked = {
        name: unpack_rows(content) if name.endswith(".z") else content
        for name, content in corpus.search_files().items()
    }
    return [name for name, content in unpacked.items() if any(word.encode() in content for word in words)]


def unpack_rows(content: bytes) -> bytes:
    """The rows of a group, and its interviews."""

    def part(place: int, count: int) -> bytes:
        return content[place : place + count]

    rows = " ".join(f"{term} {places}" for term, places in read_rows(part))
    return f"{read_holdings(part)} {rows}".encode()
