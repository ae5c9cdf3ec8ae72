"""Folders of translation models: their kinds, their languages, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.engines import model_folder
from dragoman.engines.model_folder import Asking, find_asking, is_model, read_folder
from dragoman.errors import EngineError
from tiny_models import write_files


def ask(folder: Path, source: str | None = "es", target: str = "en") -> Asking:
    return find_asking(read_folder(folder), source, target)


def test_nllb_is_told_both_languages(tmp_path: Path) -> None:
    folder = write_files(tmp_path, "spa_Latn", "eng_Latn", kind="nllb")
    assert read_folder(folder).kind == "nllb"
    assert ask(folder) == Asking(("spa_Latn",), ("eng_Latn",))


def test_madlad_is_told_the_target_alone(tmp_path: Path) -> None:
    folder = write_files(tmp_path, "<2en>", "<2iw>", kind="madlad")
    assert ask(folder, None, "en-GB") == Asking(("<2en>",))
    assert ask(folder, "en", "he") == Asking(("<2iw>",))


def test_m2m_is_told_both_languages(tmp_path: Path) -> None:
    folder = write_files(tmp_path, "__es__", "__en__", kind="m2m")
    assert ask(folder) == Asking(("__es__",), ("__en__",))


@pytest.mark.parametrize("pair", ["es en", "spa eng", "ROMANCE en"])
def test_an_opus_model_for_a_pair_is_told_nothing(tmp_path: Path, pair: str) -> None:
    folder = write_files(tmp_path / "x", pair=pair)
    if pair.startswith("ROMANCE"):
        with pytest.raises(EngineError, match="does not translate from Spanish"):
            ask(folder)
    else:
        assert ask(folder) == Asking()


def test_an_opus_model_for_a_family_takes_its_members(tmp_path: Path) -> None:
    folder = write_files(tmp_path, pair="roa en")
    assert ask(folder, "pt-BR") == Asking()
    with pytest.raises(EngineError, match=r"does not translate from Arabic \(ar\)"):
        ask(folder, "ar")


def test_an_opus_model_into_several_languages_is_told_which(tmp_path: Path) -> None:
    folder = write_files(tmp_path, ">>ara<<", ">>heb<<", ">>pes<<", pair="en mul")
    assert ask(folder, "en", "fa") == Asking((">>pes<<",))
    with pytest.raises(EngineError, match=r"does not translate into German"):
        ask(folder, "en", "de")


def test_the_folders_name_tells_the_languages_where_nothing_else_does(tmp_path: Path) -> None:
    assert ask(write_files(tmp_path / "opus-mt-es-en-int8")) == Asking()
    with pytest.raises(EngineError, match=r"does not translate from French"):
        ask(write_files(tmp_path / "opus-mt-es-en"), "fr")


def test_an_opus_folder_that_names_no_languages_is_not_guessed_at(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"does not state which languages it translates; name the folder opus"):
        ask(write_files(tmp_path / "mine"))


@pytest.mark.parametrize(("source", "target"), [("tlh", "en"), ("es", "tlh"), ("fr", "en")])
def test_a_language_that_the_model_does_not_know_is_refused(tmp_path: Path, source: str, target: str) -> None:
    with pytest.raises(EngineError, match="does not know"):
        ask(write_files(tmp_path, "spa_Latn", "eng_Latn", kind="nllb"), source, target)


def test_without_the_language_of_the_original_only_madlad_works(tmp_path: Path) -> None:
    with pytest.raises(
        EngineError, match=r"needs to know the language of the original; state it in the facts of the interview"
    ):
        ask(write_files(tmp_path, "spa_Latn", "eng_Latn", kind="nllb"), None)


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "source.spm", "shared_vocabulary.json"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = write_files(tmp_path, pair="es en")
    (folder / missing).unlink()
    named = {"source.spm": "no SentencePiece model", "shared_vocabulary.json": "no vocabulary"}.get(missing, missing)
    with pytest.raises(EngineError, match=named):
        read_folder(folder)
    assert not is_model(folder)


@pytest.mark.parametrize("broken", ["", "[1, 2]", '{"a": 1}', "\xff"])
def test_a_broken_vocabulary_is_refused(tmp_path: Path, broken: str) -> None:
    (write_files(tmp_path, pair="es en") / "shared_vocabulary.json").write_text(broken, "latin-1")
    with pytest.raises(EngineError, match=r"has a broken shared_vocabulary.json"):
        read_folder(tmp_path)


def test_a_vocabulary_without_bounds_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_folder, "_LARGEST", 10)
    with pytest.raises(EngineError, match=r"has a shared_vocabulary.json of more than 0 MB"):
        read_folder(write_files(tmp_path, pair="es en"))


def test_another_kind_of_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"is of an unknown kind; name a folder with OPUS-MT, NLLB"):
        read_folder(write_files(tmp_path, kind="nllb"))


@pytest.mark.parametrize("ends", [True, False])
def test_who_ends_a_sentence_is_read(tmp_path: Path, ends: bool) -> None:
    assert read_folder(write_files(tmp_path, pair="es en", add_source_eos=ends)).ends_source is ends


@pytest.mark.parametrize("target", ["zh-Hant", "zh-TW", "sr-Latn"])
def test_a_script_that_the_model_does_not_write_is_refused(tmp_path: Path, target: str) -> None:
    language = target.split("-", maxsplit=1)[0]
    folders = (
        write_files(tmp_path / "a", "<2en>", f"<2{language}>", kind="madlad"),
        write_files(tmp_path / "b", pair=f"en {language}"),
        write_files(tmp_path / "c", ">>srp<<", ">>zho<<", pair="en mul"),
    )
    for folder in folders:
        assert ask(folder, "en", language)
        with pytest.raises(EngineError, match=r"does not (know|translate into) (Chinese|Serbian)"):
            ask(folder, "en", target)
