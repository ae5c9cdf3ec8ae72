"""Firefox's models: which files are read, through which languages a text goes, what is said where they are missing."""

from __future__ import annotations

import sys
import types
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dragoman.engines.base import TranslatorSetup
from dragoman.engines.firefox import LONGEST, Firefox, find_availability
from dragoman.engines.firefox_process import Files
from dragoman.engines.text_models import fetch_text_model
from dragoman.errors import EngineError
from tiny_models import write_firefox_model
from translations import request, setup, translate


class Shouting:
    """In place of the processes: what they are given, behind what stands in the model's file."""

    asked: list[str] = []

    def __init__(self, count: int) -> None:
        self.count = count

    def translate(self, files: Files, parts: Sequence[str]) -> tuple[str, ...]:
        name = Path(files.model).read_text()
        if name == "broken":
            raise ValueError("trace ended mid-record")
        Shouting.asked += parts
        return tuple("la " * 9 if "loop" in part.lower() else f"{name}({part})" for part in parts)


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    module = types.ModuleType("fxtranslate")
    module.__spec__ = types.SimpleNamespace()  # type: ignore[assignment]
    monkeypatch.setitem(sys.modules, "fxtranslate", module)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    monkeypatch.setattr(Shouting, "asked", [])
    monkeypatch.setattr("dragoman.engines.firefox.AskedProcesses", Shouting)
    return module


def write(folder: Path, pair: str, *without: str) -> Path:
    """A folder with the files of a model, as Mozilla names them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"model.{pair}.intgemm.alphas.bin": pair, f"vocab.{pair}.spm": "v", f"lex.50.50.{pair}.s2t.bin": "s"}
    for name, content in files.items():
        if name.split(".")[0] not in without:
            (folder / name).write_text(content)
    return folder


def here(tmp_path: Path, *pairs: str) -> None:
    for pair in pairs:
        write(tmp_path / "cache" / "models" / f"firefox-{pair}", pair.replace("-", ""))


def made(pair: str = "es en", folder: Path | None = None) -> TranslatorSetup:
    return setup("firefox", pair, folder=str(folder) if folder else None)


def test_a_passage_goes_sentence_by_sentence_and_stays_one(tmp_path: Path) -> None:
    here(tmp_path, "es-en")
    assert translate(Firefox(made()), "Hola. Vino ayer.") == {"s0": "esen(Hola.) esen(Vino ayer.)"}


def test_two_languages_without_a_model_of_their_own_go_through_english(tmp_path: Path) -> None:
    here(tmp_path, "fa-en", "en-fr")
    engine = Firefox(made("fa fr"))
    assert translate(engine, "سلام") == {"s0": "enfr(faen(سلام))"}
    assert (engine.identity.model, engine.identity.settings["through"]) == ("fa-en-fr", "en")


def test_one_step_names_nothing_between(tmp_path: Path) -> None:
    here(tmp_path, "es-en")
    assert list(Firefox(made()).identity.settings) == ["files"]


@pytest.mark.parametrize("below", ["", "es-en", "esen", "firefox-es-en"])
def test_the_files_of_a_named_folder_are_found(tmp_path: Path, below: str) -> None:
    write(tmp_path / "mine" / below, "esen")
    assert translate(Firefox(made(folder=tmp_path / "mine")), "Hola") == {"s0": "esen(Hola)"}


def test_a_model_for_another_pair_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"no model of Firefox for es to en; put these files there: model.esen.\*bin"):
        Firefox(made(folder=write(tmp_path / "mine", "enes")))


@pytest.mark.parametrize("missing", ["model", "vocab"])
def test_a_file_that_is_missing_is_told(tmp_path: Path, missing: str) -> None:
    with pytest.raises(EngineError, match="has no model of Firefox for es to en"):
        Firefox(made(folder=write(tmp_path / "mine", "esen", missing)))


def test_two_vocabularies_and_no_shortlist_are_enough(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", "jaen", "vocab", "lex")
    (folder / "srcvocab.jaen.spm").write_text("s")
    (folder / "trgvocab.jaen.spm").write_text("t")
    assert translate(Firefox(made("ja en", folder)), "猫") == {"s0": "jaen(猫)"}


def test_a_broken_model_is_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "mine", "esen")
    (folder / "model.esen.intgemm.alphas.bin").write_text("broken")
    with pytest.raises(EngineError, match=r"cannot be read \(trace ended mid-record\); download it again"):
        Firefox(made(folder=folder))


def test_a_long_sentence_is_cut_and_reported(tmp_path: Path) -> None:
    here(tmp_path, "es-en")
    reply = Firefox(made()).translate(request("hola amigo, " * 40))
    assert max(map(len, Shouting.asked)) <= 2 * LONGEST
    assert "".join("".join(Shouting.asked).split()) == "holaamigo," * 40
    assert [problem.code for problem in reply.problems] == ["sentence-cut"]


def test_a_loop_is_no_translation(tmp_path: Path) -> None:
    here(tmp_path, "es-en")
    reply = Firefox(made()).translate(request("Un loop.", "Hola"))
    assert reply.targets == (("s1", "esen(Hola)"),)
    assert [(problem.code, problem.where.segment) for problem in reply.problems] == [("no-whole-translation", "s0")]


def test_a_model_that_is_not_here_says_how_to_get_it() -> None:
    with pytest.raises(EngineError, match=r"model firefox-es-en: is not on this machine; get it \(25 MB\)"):
        Firefox(made())


def test_a_pair_that_mozilla_has_no_models_for_is_refused() -> None:
    with pytest.raises(EngineError, match=r"has no known models for Yoruba to English"):
        Firefox(made("yo en"))


def test_what_to_install_for_a_pair_is_said(tmp_path: Path) -> None:
    here(tmp_path, "ar-en")
    found = find_availability("ar", "fr")
    assert (found.usable, found.route, found.fetch, found.megabytes) == (
        False,
        ("ar", "en", "fr"),
        ("firefox-en-fr",),
        25,
    )
    assert find_availability("ar-EG", "en-GB").models == ("firefox-ar-en",)


def test_without_the_library_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here(tmp_path, "es-en")
    monkeypatch.setattr("dragoman.engines.firefox.find_spec", lambda name: None)
    with pytest.raises(EngineError, match="firefox: is not installed; install it"):
        Firefox(made())


def test_a_model_is_downloaded_only_by_its_name(tmp_path: Path, library: types.ModuleType) -> None:
    def add_models(source: str, target: str, cache_dir: str, progress: bool) -> None:
        write(Path(cache_dir) / f"{source}-{target}", f"{source}{target}")

    library.__dict__["discovery"] = types.SimpleNamespace(add_models=add_models)
    assert fetch_text_model("firefox-es-en") == tmp_path / "cache" / "models" / "firefox-es-en"
    assert find_availability("es", "en").usable


def test_a_download_that_fails_is_told(library: types.ModuleType) -> None:
    def add_models(*_: str, **__: object) -> None:
        raise ValueError("Dns Failed")

    library.__dict__["discovery"] = types.SimpleNamespace(add_models=add_models)
    with pytest.raises(EngineError, match=r"model firefox-es-en: could not be downloaded \(Dns Failed\); check"):
        fetch_text_model("firefox-es-en")


def test_characters_that_are_words_count_twice(tmp_path: Path) -> None:
    here(tmp_path, "ja-en")
    Firefox(made("ja en")).translate(request("猫" * 300))
    assert max(map(len, Shouting.asked)) <= LONGEST


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library itself, in processes of its own."""
    monkeypatch.undo()
    pytest.importorskip("fxtranslate")


@pytest.mark.usefixtures("real")
def test_a_real_model_answers_from_any_thread(tmp_path: Path) -> None:
    engine = Firefox(made(folder=write_firefox_model(tmp_path, "esen")))
    with ThreadPoolExecutor(3) as threads:
        replies = list(threads.map(lambda text: engine.translate(request(text)), ["hola", "la casa roja", "hola"]))
    answered = [bool(reply.targets) or bool(reply.problems) for reply in replies]
    assert answered == [True] * 3
    assert replies[0] == replies[2]


@pytest.mark.usefixtures("real")
def test_two_real_models_follow_each_other(tmp_path: Path) -> None:
    for pair in ("esen", "enfr"):
        write_firefox_model(tmp_path / pair, pair)
    engine = Firefox(made("es fr", tmp_path))
    reply = engine.translate(request("hola amigo", ""))
    assert {segment for segment, _ in reply.targets} | {problem.where.segment for problem in reply.problems} == {
        "s0",
        "s1",
    }
    assert engine.identity.model == "es-en-fr"


@pytest.mark.usefixtures("real")
@pytest.mark.parametrize("change", ["cut", "count", "length", "garbage"])
def test_a_damaged_model_is_told_and_ends_nothing_here(tmp_path: Path, change: str) -> None:
    path = write_firefox_model(tmp_path, "esen") / "model.esen.intgemm.alphas.bin"
    whole = path.read_bytes()
    huge = (2**62).to_bytes(8, "little")
    damaged = {"cut": whole[:-100], "count": whole[:8] + huge + whole[16:], "length": whole[:16] + huge + whole[24:]}
    path.write_bytes(damaged.get(change, b"garbage" * 100))
    with pytest.raises(EngineError, match=r"model.esen.intgemm.alphas.bin: cannot be read \(.+\); download it again"):
        Firefox(made(folder=tmp_path)).translate(request("hola"))
