"""How an engine's address, model and key are found, and where the key does not go."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from dragoman.engines.base import TranslatorSetup
from dragoman.errors import SettingsError
from dragoman.settings.engines import TAKES, TranslatorOptions, find_engines_file, resolve_translator

FILE = '[llm]\naddress = "https://api.example.org/v1"\nmodel = "big"\nkey = "secret"\n'


def resolve(
    name: str = "llm",
    file: Path | None = None,
    options: TranslatorOptions | None = None,
    said: Mapping[str, str] | None = None,
    **variables: str,
) -> TranslatorSetup:
    environment = {**(said or {}), **variables}
    return resolve_translator(name, source="es", target="en", options=options, environment=environment, config=file)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "engines.toml"
    path.write_text(FILE, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_the_file_says_how_an_engine_is_reached(file: Path) -> None:
    setup = resolve(file=file)
    assert (setup.address, setup.model, setup.key) == ("https://api.example.org/v1", "big", "secret")


def test_without_anything_said_nothing_is_known() -> None:
    assert resolve() == TranslatorSetup(name="llm", source="es", target="en", timeout=600)


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert resolve(file=tmp_path / "engines.toml").address is None


def test_the_environment_outranks_the_file(file: Path) -> None:
    assert resolve(file=file, DRAGOMAN_LLM_MODEL="small").model == "small"


def test_the_command_line_outranks_the_environment() -> None:
    options = TranslatorOptions(model="mine", concurrency=3)
    setup = resolve(options=options, DRAGOMAN_LLM_MODEL="small", DRAGOMAN_LLM_CONCURRENCY="9")
    assert (setup.model, setup.concurrency) == ("mine", 3)


def test_each_engine_has_its_own_variables(file: Path) -> None:
    setup = resolve("libretranslate", file, DRAGOMAN_LIBRETRANSLATE_ADDRESS="http://127.0.0.1:5000/")
    assert (setup.address, setup.model, setup.key) == ("http://127.0.0.1:5000", None, None)


def test_an_option_that_an_engine_does_not_take_is_passed_over() -> None:
    assert resolve("apertium", options=TranslatorOptions(address="https://a.example", model="x")).address is None


def test_the_file_may_lie_elsewhere(tmp_path: Path) -> None:
    assert find_engines_file({"DRAGOMAN_ENGINES": str(tmp_path)}) == tmp_path
    assert find_engines_file({}).name == "engines.toml"


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/v1",
        "https://api.example.org.evil.example/v1",
        "https://api.example.org:8443/v1",
        "http://api.example.org/v1",
        "http://127.0.0.1:8080/v1",
    ],
)
def test_a_key_does_not_go_to_another_address(file: Path, address: str) -> None:
    setup = resolve(file=file, options=TranslatorOptions(address=address))
    assert (setup.address, setup.key) == (address, None)


def test_a_key_goes_to_another_path_of_its_host(file: Path) -> None:
    assert resolve(file=file, DRAGOMAN_LLM_ADDRESS="https://API.example.org:443/v2").key == "secret"


def test_a_key_of_the_environment_is_for_the_address_beside_it() -> None:
    both = {"DRAGOMAN_LLM_ADDRESS": "https://a.example/v1", "DRAGOMAN_LLM_KEY": "mine"}
    assert resolve(said=both).key == "mine"
    assert resolve(options=TranslatorOptions(address="https://b.example/v1"), said=both).key is None


def test_a_key_of_the_environment_may_be_for_the_address_of_the_file(file: Path) -> None:
    assert resolve(file=file, DRAGOMAN_LLM_KEY="mine").key == "mine"


def test_a_key_without_an_address_beside_it_is_refused() -> None:
    with pytest.raises(SettingsError, match="DRAGOMAN_LLM_KEY: belongs to no address; set DRAGOMAN_LLM_ADDRESS"):
        resolve(options=TranslatorOptions(address="https://b.example/v1"), DRAGOMAN_LLM_KEY="mine")


def test_a_key_does_not_go_over_http_to_another_machine() -> None:
    said = {"DRAGOMAN_LLM_ADDRESS": "http://192.0.2.7:8080/v1", "DRAGOMAN_LLM_KEY": "mine"}
    with pytest.raises(SettingsError, match="would send a key over http"):
        resolve(said=said)
    assert resolve(said=said, DRAGOMAN_LLM_ALLOW_HTTP="yes").key == "mine"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.8.0.1"])
def test_a_key_may_go_over_http_to_this_machine(host: str) -> None:
    assert resolve(DRAGOMAN_LLM_ADDRESS=f"http://{host}:8080/v1", DRAGOMAN_LLM_KEY="mine").key == "mine"


@pytest.mark.parametrize("host", ["localhost.example.org", "127.0.0.1.nip.example", "0.0.0.0", "[::ffff:192.0.2.1]"])
def test_a_name_that_looks_like_this_machine_is_another(host: str) -> None:
    with pytest.raises(SettingsError, match="over http"):
        resolve(DRAGOMAN_LLM_ADDRESS=f"http://{host}:8080/v1", DRAGOMAN_LLM_KEY="mine")


def test_a_keyring_is_asked_for_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = SimpleNamespace(get_password=lambda service, name: f"{service} {name}".replace(" ", "+"))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert resolve(DRAGOMAN_LLM_ADDRESS="https://a.example/v1").key == "dragoman+https://a.example"


def test_a_keyring_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=lambda *_: "secret"))
    assert resolve(DRAGOMAN_LLM_ADDRESS="http://localhost:8080/v1").key is None


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_a_file_with_a_key_that_others_can_read_is_refused(file: Path) -> None:
    file.chmod(0o640)
    with pytest.raises(SettingsError, match=r"contains a key and can be read by other users; remove their permissions"):
        resolve(file=file)


def test_a_file_without_a_key_may_be_read_by_others(file: Path) -> None:
    file.write_text('[llm]\naddress = "http://127.0.0.1:8080/v1"\n')
    file.chmod(0o644)
    assert resolve(file=file).address == "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[llm]\nkey = "secret\n', r"is not valid TOML \(line 2"),
        ('[lm]\nkey = "secret"\n', r"lm: is not an engine that translates text; use \[llm\], \[libretranslate\]"),
        ("llm = 3\n", "llm: is not an engine that translates text"),
        ('[llm]\ntoken = "secret"\n', "llm.token: is not a setting; there are address"),
        ('[llm]\nkey = "se cret"\naddress = "https://a.example"\n', "llm.key: is not a valid key; copy it again"),
        ('[llm]\nkey = "secret\\r\\nX: y"\naddress = "https://a.example"\n', "llm.key: is not a valid key"),
        ('[llm]\nkey = "sécret"\naddress = "https://a.example"\n', "llm.key: is not a valid key"),
        ("[llm]\nmodel = 3\n", "llm.model: is not one line of text"),
        ("[llm]\nconcurrency = 0\n", "llm.concurrency 0: is out of range; use one from 1 to 256"),
        ('[llm]\ntimeout = "soon"\n', "llm.timeout soon: is out of range"),
        ("[llm]\ntimeout = nan\n", "llm.timeout nan: is out of range"),
    ],
)
def test_what_makes_no_sense_is_reported_and_a_key_is_never_shown(file: Path, toml: str, words: str) -> None:
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(SettingsError, match=words) as caught:
        resolve(file=file)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "api.example.org/v1",
        "ftp://a.example",
        "https://",
        "https://a.example:99999",
        "https://a b.example",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="is not the address of a server; write it as in"):
        resolve(DRAGOMAN_LLM_ADDRESS=address)


@pytest.mark.parametrize(
    "address", ["https://ana:pw@a.example", "https://a.example/v1?key=pw", "https://a.example/#pw"]
)
def test_an_address_with_a_password_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(SettingsError, match="contains a login, a query or a fragment") as caught:
        resolve(DRAGOMAN_LLM_ADDRESS=address)
    assert "pw" not in str(caught.value)


def test_a_key_is_not_shown_with_what_was_found(file: Path) -> None:
    assert "secret" not in f"{resolve(file=file)!r} {resolve(file=file)}"


def test_every_option_that_an_engine_takes_is_known() -> None:
    known = {*TranslatorOptions.__struct_fields__, "key"}
    assert {option for takes in TAKES.values() for option in takes} <= known


def test_apertium_finds_its_files_where_its_own_variable_says() -> None:
    assert resolve("apertium", APERTIUM_DATADIR="/rules").folder == "/rules"
    assert resolve("apertium").folder is None


def test_a_folder_may_begin_with_the_users_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ana")
    options = TranslatorOptions(folder="~/models")
    assert resolve("ctranslate2", options=options).folder == "/home/ana/models"
