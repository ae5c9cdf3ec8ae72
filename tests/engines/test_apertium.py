"""Apertium: what is sent to the program and read back; the program itself where it is installed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitexts import bitext
from bitexts import found as find_codes
from dragoman.checks import find_problems
from dragoman.engines.apertium import PACKAGES, Apertium, Mode, find_availability, find_mode, list_modes, parse_mode
from dragoman.engines.base import BusyError
from dragoman.errors import EngineError
from dragoman.transcript.glossary import Term
from programs import needs_program
from references import needs_data
from translations import request, setup, translate

ECHO = 'case "$1" in -l) echo "  spa-eng";; *) cat;; esac'


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a program called apertium in the place of the real one."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path))

    def write(script: str) -> None:
        path = tmp_path / "apertium"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    return write


@pytest.fixture
def spanish() -> Apertium:
    """The real program with its rules for Spanish to English."""
    needs_program("apertium")
    if find_mode("es", "en", list_modes()) is None:
        pytest.skip("apertium-eng-spa is not installed")
    return Apertium(setup("apertium"))


def modes(names: str) -> tuple[Mode, ...]:
    return tuple(mode for mode in map(parse_mode, names.split()) if mode)


@pytest.mark.parametrize(
    ("source", "target", "mode"),
    [
        ("es", "en", "spa-eng"),
        ("es-MX", "en-GB", "spa-eng"),
        ("es", "en-US", "spa-eng_US"),
        ("fr", "es", "fr-es"),
        ("sr", "en", "hbs-eng"),
        ("nb", "nn", "nob-nno"),
        ("en", "fr", None),
    ],
)
def test_a_pair_of_tags_names_an_installed_direction(source: str, target: str, mode: str | None) -> None:
    found = find_mode(source, target, modes("spa-eng spa-eng_US eng-spa fr-es eco-fr-es hbs-eng nob-nno"))
    assert (found.name if found else None) == mode


def test_a_passage_comes_back_between_its_own_marks(program: Callable[[str], None]) -> None:
    program(ECHO)
    assert translate(Apertium(setup("apertium")), "uno", "dos", "") == {"s0": "uno", "s1": "dos", "s2": ""}


@settings(max_examples=15)
@given(texts=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30), max_size=4))
def test_a_text_cannot_break_out_of_its_passage(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("program")
    (folder / "apertium").write_text(f"#!/bin/sh\n{ECHO}\n")
    (folder / "apertium").chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        found = translate(Apertium(setup("apertium")), *texts)
    assert list(found) == [f"s{place}" for place, _ in enumerate(texts)]


@pytest.mark.parametrize(
    ("filter_", "kept"),
    [
        ("sed 's/dos//'", {"s0": "uno", "s1": "", "s2": "tres"}),
        ("sed 's/:1>]//'", {"s0": "uno", "s2": "tres"}),
        ("sed 's/:1</:0</'", {"s0": "uno", "s2": "tres"}),
        ("tr -d '\\000'", {"s0": "uno", "s1": "dos", "s2": "tres"}),
        ("sed 's/dos/[x]\\x00/'", {"s0": "uno", "s2": "tres"}),
        ("head -c 10", {}),
        ("sed 's/$/&&/;p'", {}),
    ],
)
def test_a_passage_without_both_marks_has_no_translation(
    program: Callable[[str], None], filter_: str, kept: dict[str, str]
) -> None:
    program(f'case "$1" in -l) echo spa-eng;; *) {filter_};; esac')
    assert translate(Apertium(setup("apertium")), "uno", "dos", "tres") == kept


def test_words_that_are_not_known_are_reported_without_their_marks(program: Callable[[str], None]) -> None:
    program("case \"$1\" in -l) echo spa-eng;; *) sed 's/casa/*casa @ir #be \\\\@a/';; esac")
    reply = Apertium(setup("apertium")).translate(request("casa"))
    assert reply.targets == (("s0", "casa ir be @a"),)
    assert [str(problem) for problem in reply.problems] == [
        "s0: warning: apertium does not know 2 of its words and left them as they are: casa, ir [untranslated-words]"
    ]


def test_marks_of_the_author_are_kept(program: Callable[[str], None]) -> None:
    program(ECHO)
    text = "*a* #5 @todos ~ C++ [risas] {b} <c> \\ / ^ ^^ $"
    reply = Apertium(setup("apertium")).translate(request(text))
    assert (reply.targets, reply.problems) == ((("s0", text),), ())


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("los abejas sur", "los abejas del sur"),
        ("sur y sur", "del sur y del sur"),
        ("no no sur", "no no del del sur"),
        ("pues yo", "then, I"),
        ("pues yo , claro", "then , I , claro"),
    ],
)
def test_what_the_rules_add_by_mistake_is_removed(
    original: str, translation: str, program: Callable[[str], None]
) -> None:
    rules = "sed -e 's/sur/del del sur/g' -e 's/pues yo/then , I/'"
    program(f'case "$1" in -l) echo "  spa-eng";; *) {rules};; esac')
    assert translate(Apertium(setup("apertium")), original) == {"s0": translation}


def test_only_the_direction_is_on_the_command_line(program: Callable[[str], None], tmp_path: Path) -> None:
    program(f'case "$1" in -l) echo spa-eng;; *) echo "$@" > {tmp_path}/seen; cat;; esac')
    translate(Apertium(setup("apertium")), "-q $(touch hacked)", "; rm")
    assert (tmp_path / "seen").read_text() == "-z -f none spa-eng\n"


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_started(
    program: Callable[[str], None], tmp_path: Path
) -> None:
    program(f'case "$1" in -l) echo spa-eng;; *) (sleep 5; touch {tmp_path}/late) & sleep 5;; esac')
    engine = Apertium(setup("apertium", timeout=0.2))
    with pytest.raises(BusyError, match=r"apertium: took longer than 0.2 s"):
        engine.translate(request("uno"))
    time.sleep(0.1)
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if str(tmp_path).encode() in _read(path)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def test_a_failure_is_told_with_what_the_program_said(program: Callable[[str], None]) -> None:
    program('case "$1" in -l) echo spa-eng;; *) echo "no such file" >&2; exit 3;; esac')
    with pytest.raises(EngineError, match=r"apertium: failed with exit code 3 and said: no such file"):
        Apertium(setup("apertium")).translate(request("uno"))


def test_a_pair_that_is_not_installed_names_its_package(program: Callable[[str], None]) -> None:
    program("echo spa-eng")
    with pytest.raises(EngineError, match=r"no rules for French to Spanish on this machine; install apertium-fra-spa"):
        Apertium(setup("apertium", "fr es"))


def test_without_the_program_both_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(EngineError, match=r"apertium: is not installed; install apertium apertium-eng-spa"):
        Apertium(setup("apertium"))
    assert find_availability("es", "en").debian == ("apertium", "apertium-eng-spa")


def test_a_pair_that_nobody_wrote_rules_for_says_so(program: Callable[[str], None]) -> None:
    program("echo spa-eng")
    with pytest.raises(EngineError, match=r"has no known rules for Arabic to English"):
        Apertium(setup("apertium", "ar en"))
    assert find_availability("ar", "en").debian == ()


def test_what_can_be_used_and_what_to_install(program: Callable[[str], None]) -> None:
    program("echo spa-eng")
    assert find_availability("es", "en").models == ("spa-eng",)
    assert find_availability("en", "es").debian == ("apertium-eng-spa",)
    assert (find_availability("eu", "en").debian, find_availability("en", "eu").debian) == (("apertium-eu-en",), ())


def test_every_package_of_the_table_names_two_languages() -> None:
    assert {len(way) for way in PACKAGES.values()} == {5}
    assert {way[2] for way in PACKAGES.values()} == {">", "="}


@pytest.mark.external
def test_spanish_becomes_english(spanish: Apertium) -> None:
    assert translate(spanish, "El niño nació en 1983.", "El perro no come carne.") == {
        "s0": "The boy was born in 1983.",
        "s1": "The dog does not eat flesh.",
    }
    assert (spanish.identity.model, list(spanish.identity.settings)) == ("spa-eng", ["rules"])


@pytest.mark.external
@settings(max_examples=15)
@given(texts=st.lists(st.text(st.sampled_from("aé. ?[]{}^$/\\<>*@#+~|&:سלa1,…\"'\u200c"), max_size=40), max_size=8))
def test_the_real_program_gives_every_passage_back(texts: list[str]) -> None:
    needs_program("apertium")
    if find_mode("es", "en", list_modes()) is None:
        pytest.skip("apertium-eng-spa is not installed")
    assert list(translate(Apertium(setup("apertium")), *texts)) == [f"s{place}" for place, _ in enumerate(texts)]


@pytest.mark.external
def test_the_given_panel_is_translated_passage_by_passage(spanish: Apertium) -> None:
    panel = json.loads(needs_data("panel/es.json").read_text())
    found = translate(spanish, *(segment["text"] for segment in panel["segments"]))
    assert list(found) == ["s0", "s1", "s2", "s3", "s4"]
    assert "Took part in two individual careers of the championship" in found["s2"]


@pytest.mark.external
@pytest.mark.parametrize("name", ["fleurs-es-000", "fleurs-es-004", "fleurs-es-008"])
def test_the_given_readings_are_translated(spanish: Apertium, name: str) -> None:
    text = json.loads(needs_data(f"audio/es/{name}.json").read_text())["text"]
    target = translate(spanish, text)["s0"]
    assert target
    assert target.casefold() != text.casefold()
    problems = find_problems(bitext((text, target)), ("numbers", "speech"))
    assert {problem.code for problem in problems} <= {"number-added", "number-missing", "half-sentence"}


NIEVES = Term(id="t1", source=("Nieves Prado",), target=("Nieves Prado",), kind="person")


@pytest.mark.external
@pytest.mark.parametrize(
    ("source", "target", "code"),
    [
        ("Ninguno de nosotros pudo hablar.", "Any of us could speak.", "negation-lost"),
        ("Tenía ciento cincuenta soldados.", "Had ciento fifty soldiers.", "number-changed"),
        ("Llegaron a las siete y media.", "They arrived to the seven and average.", "number-missing"),
        ("Y Nieves Prado lo vio todo.", "And Nieves Meadow saw it everything.", "term-missing"),
    ],
)
def test_the_checks_find_its_real_mistakes(spanish: Apertium, source: str, target: str, code: str) -> None:
    assert translate(spanish, source)["s0"] == target
    assert code in [found for found, _ in find_codes(bitext((source, target), terms=(NIEVES,)))]


@pytest.mark.external
def test_a_mistake_of_meaning_alone_passes_the_checks(spanish: Apertium) -> None:
    source = "Eso le pasó a su hermano en 1983."
    target = translate(spanish, source)["s0"]
    assert target == "This spent him to his brother in 1983."
    assert find_codes(bitext((source, target))) == []
