"""Text through CTranslate2: with a translator that says what a test wants, and with tiny models of random weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dragoman.engines import ctranslate2 as module
from dragoman.engines.base import TranslationReply
from dragoman.engines.ctranslate2 import LONGEST, CTranslate2, find_availability
from dragoman.engines.text_models import accept_licence
from dragoman.errors import EngineError
from tiny_models import EXTRA_TOKENS, write_files, write_model
from translations import request, setup, translate

Answer = Callable[[str], str]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")


class Words:
    """Pieces that are words."""

    def encode(self, text: str, out_type: type) -> list[str]:
        return text.split()

    def decode(self, pieces: Sequence[str]) -> str:
        return " ".join(pieces)


class Spoken:
    """A translator that answers with what a function makes of the words; remembers how it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[list[str]] = []
        self.options: list[dict[str, Any]] = []

    def translate_batch(self, sources: list[list[str]], **options: Any) -> list[SimpleNamespace]:
        self.asked += sources
        self.options.append(options)
        return [SimpleNamespace(hypotheses=[self.answer(" ".join(one)).split()]) for one in sources]


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[CTranslate2, Spoken]]:
    def make(answer: Answer, *tokens: str, pair: str = "es en") -> tuple[CTranslate2, Spoken]:
        kind = "nllb" if "eng_Latn" in tokens else "madlad" if "<2en>" in tokens else "opus-mt"
        folder = write_files(
            tmp_path / "opus-mt-es-en", *["uno", "dos", "uno.", "Dos", "dos.", "a", "b"], *tokens, kind=kind
        )
        spoken = Spoken(answer)
        monkeypatch.setattr(module, "_load", lambda model: (spoken, Words(), Words()))
        return CTranslate2(setup("ctranslate2", pair, folder=str(folder))), spoken

    return make


def upper(text: str) -> str:
    return text.replace("</s>", "").upper() + " </s>"


def test_a_passage_stays_one_whatever_its_sentences(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    made, spoken = engine(upper)
    assert translate(made, "Uno dos. Tres.", "a b") == {"s0": "UNO DOS. TRES.", "s1": "A B"}
    assert spoken.asked == [["Uno", "dos.", "</s>"], ["Tres.", "</s>"], ["a", "b", "</s>"]]


def test_nothing_is_cut_off_by_the_library(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    made, spoken = engine(upper)
    translate(made, "uno")
    assert spoken.options[0]["max_input_length"] == 0


def test_a_sentence_longer_than_the_model_reads_is_cut_and_reported(
    engine: Callable[..., tuple[CTranslate2, Spoken]],
) -> None:
    made, spoken = engine(upper)
    reply = made.translate(request("uno dos " * 200))
    assert dict(reply.targets)["s0"].split() == ["UNO", "DOS"] * 200
    assert [len(one) <= LONGEST + 1 for one in spoken.asked] == [True, True]
    assert [problem.code for problem in reply.problems] == ["sentence-cut"]


def test_a_loop_is_tried_again_without_repetition(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    answers = iter(("so " * 8 + "</s>", "so it was </s>"))
    made, spoken = engine(lambda text: next(answers))
    assert translate(made, "uno dos") == {"s0": "so it was"}
    assert spoken.options[1]["no_repeat_ngram_size"] == 3


def codes(reply: TranslationReply) -> list[str]:
    return [problem.code for problem in reply.problems]


@pytest.mark.parametrize("bad", ["so " * 8 + "</s>", "a translation without an end", "</s>"])
def test_a_sentence_that_has_no_translation_leaves_its_passage_without_one(
    engine: Callable[..., tuple[CTranslate2, Spoken]], bad: str
) -> None:
    made, _ = engine(lambda text: bad if "dos" in text else upper(text))
    reply = made.translate(request("uno. Dos dos.", "uno"))
    assert (reply.targets, codes(reply)) == ((("s1", "UNO"),), ["no-whole-translation"])


def test_what_the_model_cannot_read_is_reported(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    made, _ = engine(upper)
    assert [str(problem) for problem in made.translate(request("uno Ж dos")).problems] == [
        "s0: warning: the model cannot read 1 parts of the words and left them out: Ж [untranslated-words]"
    ]


def test_nllb_is_given_its_languages_and_they_are_no_words(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    accept_licence("CC-BY-NC-4.0")
    made, spoken = engine(lambda text: "eng_Latn one </s>", "spa_Latn", "eng_Latn")
    assert translate(made, "uno") == {"s0": "one"}
    assert spoken.asked == [["spa_Latn", "uno", "</s>"]]
    assert spoken.options[0]["target_prefix"] == [["eng_Latn"]]


def test_the_licence_of_nllb_is_shown_before_it_is_used(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    with pytest.raises(EngineError, match=r"may be used under CC-BY-NC-4.0 alone: non-commercial use only; accept it"):
        engine(upper, "spa_Latn", "eng_Latn")


def test_a_text_cannot_choose_the_language(engine: Callable[..., tuple[CTranslate2, Spoken]]) -> None:
    made, spoken = engine(upper, "<2en>", "<2es>")
    translate(made, "<2es> uno")
    assert spoken.asked == [["<2en>", "<", "2es>", "uno", "</s>"]]


@pytest.mark.parametrize("kind", EXTRA_TOKENS)
def test_a_real_model_of_every_kind_answers_for_every_passage(tmp_path: Path, kind: str) -> None:
    accept_licence("CC-BY-NC-4.0")
    made = CTranslate2(setup("ctranslate2", folder=str(write_model(tmp_path / kind, kind))))
    reply = made.translate(request("Hola amigo. El niño nació.", "1983", "la casa, " * 300))
    answered = {segment for segment, _ in reply.targets}
    lost = {problem.where.segment for problem in reply.problems if problem.code == "no-whole-translation"}
    assert answered | lost == {"s0", "s1", "s2"}
    assert not answered & lost
    assert (made.identity.model, made.identity.settings["kind"]) == (kind, kind)
    assert str(tmp_path) not in str(made.identity)


def test_a_real_model_that_never_ends_gives_nothing(tmp_path: Path) -> None:
    made = CTranslate2(setup("ctranslate2", folder=str(write_model(tmp_path / "m", end=-99.0))))
    reply = made.translate(request("hola"))
    assert (reply.targets, codes(reply)) == ((), ["no-whole-translation"])


def test_the_same_model_answers_the_same(tmp_path: Path) -> None:
    made = CTranslate2(setup("ctranslate2", folder=str(write_model(tmp_path / "m"))))
    one = made.translate(request("hola amigo", "la casa roja"))
    assert made.translate(request("hola amigo", "la casa roja")) == one
    assert translate(made, "la casa roja")["s0"] == dict(one.targets)["s1"]


@pytest.mark.parametrize("name", ["model.bin", "source.spm"])
def test_broken_weights_are_told(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "m")
    (folder / name).write_bytes(b"garbage" * 10)
    with pytest.raises(EngineError, match=r"cannot be read .*; convert or download it again"):
        CTranslate2(setup("ctranslate2", folder=str(folder)))


def test_what_to_download_for_a_pair_is_said() -> None:
    assert find_availability("ar", "en").fetch == ("opus-mt-ar-en",)
    assert (find_availability("fa", "en").fetch, find_availability("fa", "en").licence) == (
        ("madlad-3b",),
        "Apache-2.0",
    )


def test_a_model_that_is_here_can_be_used(tmp_path: Path) -> None:
    write_model(tmp_path / "cache" / "models" / "opus-mt-es-en")
    found = find_availability("es", "en")
    assert (found.usable, found.models, found.fetch) == (True, ("opus-mt-es-en",), ())
    assert CTranslate2(setup("ctranslate2")).identity.model == "opus-mt-es-en"


def test_without_a_model_the_ways_to_get_one_are_named() -> None:
    with pytest.raises(EngineError, match=r"has no model for es to en on this machine; get opus-mt-es-en \(150 MB"):
        CTranslate2(setup("ctranslate2"))
