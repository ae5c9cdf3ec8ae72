from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import FolderError, SettingsError
from dragoman.settings.dragoman_toml import Settings, find_settings, load_settings, person, write_settings
from dragoman.settings.keys import SETTINGS
from dragoman.transcript.document import Person


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "deep" / "down").mkdir(parents=True)
    return tmp_path


def load(folder: Path, toml: str, **environment: str) -> Settings:
    (folder / "dragoman.toml").write_text(toml, encoding="utf-8")
    return load_settings(start=folder, environment=environment)


def test_without_a_file_the_defaults_count(tmp_path: Path) -> None:
    assert load_settings(start=tmp_path, environment={}) == Settings()


def test_the_file_is_found_upward(desk: Path) -> None:
    (desk / "dragoman.toml").touch()
    assert find_settings(desk / "deep" / "down") == desk / "dragoman.toml"


def test_the_nearest_file_counts(desk: Path) -> None:
    (desk / "dragoman.toml").touch()
    (desk / "deep" / "dragoman.toml").touch()
    assert find_settings(desk / "deep" / "down") == desk / "deep" / "dragoman.toml"


def test_what_the_file_says_counts(desk: Path) -> None:
    loaded = load(desk, '[desk]\nname = "مکتب"\nhandle = "ana"\n[languages]\nfrom = "Persian"\nto = "en"\n')
    assert (loaded.name, loaded.handle, loaded.source_language, loaded.target_language) == ("مکتب", "ana", "fa", "en")


def test_the_environment_outranks_the_file(desk: Path) -> None:
    loaded = load(
        desk, '[desk]\nhandle = "ana"\n[rights]\nholder = "A"\n', DRAGOMAN_HANDLE="eva", DRAGOMAN_RIGHTS_HOLDER="B"
    )
    assert (loaded.handle, loaded.rights_holder) == ("eva", "B")


def test_the_command_line_outranks_the_environment(desk: Path) -> None:
    environment = {"DRAGOMAN_HANDLE": "eva"}
    assert load_settings({"handle": "bo"}, start=desk, environment=environment).handle == "bo"
    assert load_settings({"handle": None}, start=desk, environment=environment).handle == "eva"


def test_an_empty_setting_says_nothing(desk: Path) -> None:
    assert load(desk, '[desk]\nhandle = ""\n', DRAGOMAN_HANDLE="").handle is None


def test_a_glossary_lies_beside_the_file(desk: Path) -> None:
    assert load(desk, '[style]\nglossary = "terms.csv"\n').glossary == desk / "terms.csv"


def test_a_glossary_of_the_command_line_lies_where_it_is_run(desk: Path) -> None:
    assert load_settings({"glossary": "terms.csv"}, start=desk, environment={}).glossary == Path("terms.csv")


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[desk]\nhandel = "ana"\n', r"dragoman.toml: desk.handel: is not a setting; did you mean desk.handle\?"),
        ('[dek]\nhandle = "ana"\n', r"dek.handle: is not a setting; did you mean desk.handle\?"),
        ('handle = "ana"\n', r"handle: is not a setting; did you mean desk.handle\?"),
        ("[desk]\nhandle = 7\n", "desk.handle 7: is not text; put it in quotation marks"),
        ('[desk]\nhandle = ["ana"]\n', "is not text"),
        ('[desk]\nhandle = "/home/ana"\n', "desk.handle /home/ana: is not a valid handle; use one word"),
        ('[desk]\nhandle = "ana@host"\n', "is not a valid handle"),
        ('[languages]\nfrom = "spansih"\n', "languages.from spansih: is not a known language"),
        ('[style]\nprofile = "round"\n', "style.profile round: is not a bracket profile; use one of dragoman"),
        ('[style]\nquotes = "fancy"\n', "style.quotes fancy: is not one of the choices; use one of curly"),
        ('[style]\navoid = "regime; : state"\n', "style.avoid .* lacks a word"),
        ('[risk]\nweights = "nubmer 1"\n', "risk.weights nubmer 1: has no weight called"),
        ('[site]\naddress = "javascript:alert(1)"\n', "is not the address of a site; begin it with https://"),
        ('[site]\ntakedown = "nobody"\n', "use an e-mail address"),
        ('[desk]\nname = "a\\nb"\n', "is not one line of text"),
        ("[desk\n", r"dragoman.toml: is not valid TOML .*line 1"),
        ("a = " + "[" * 3000, "is not valid TOML"),
    ],
)
def test_a_fault_names_file_key_and_mend(desk: Path, toml: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        load(desk, toml)


def test_a_file_that_is_no_text_is_named(desk: Path) -> None:
    (desk / "dragoman.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"dragoman.toml: is not valid TOML"):
        load_settings(start=desk, environment={})


def test_a_fault_in_the_environment_names_the_variable(desk: Path) -> None:
    with pytest.raises(SettingsError, match="DRAGOMAN_TO klingonese: is not a known language"):
        load(desk, "", DRAGOMAN_TO="klingonese")


def test_an_engine_named_in_the_file_does_not_count_and_is_told(desk: Path) -> None:
    loaded = load(desk, '[engines.remote]\naddress = "https://evil.example"\n')
    assert [problem.code for problem in loaded.problems] == ["untrusted-engine"]
    assert "evil" not in repr({field: value for field, value in _fields(loaded).items() if field != "problems"})


def _fields(loaded: Settings) -> dict[str, object]:
    return {field: getattr(loaded, field) for field in loaded.__struct_fields__}


def test_edits_are_signed_by_the_handle() -> None:
    assert person(Settings(handle="ana")) == Person(handle="ana")


def test_edits_without_a_handle_are_signed_by_the_translator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "login")
    assert person(load_settings(start=Path("/"), environment={})) == Person(handle="translator")


def test_a_written_file_is_read_back(desk: Path) -> None:
    values = {setting.field: setting.example for setting in SETTINGS}
    write_settings(desk, values)
    loaded = load_settings(start=desk, environment={})
    assert {field: str(_fields(loaded)[field]) for field in values} == values | {"glossary": str(desk / "glossary.csv")}


def test_an_unwritten_setting_stands_there_as_a_comment(desk: Path) -> None:
    text = write_settings(desk, {"name": "Desk"}).read_text(encoding="utf-8")
    assert 'name = "Desk"' in text.splitlines()
    assert '# handle = "ana"' in text.splitlines()
    assert load_settings(start=desk, environment={}) == Settings(name="Desk", file=desk / "dragoman.toml")


def test_a_file_is_not_written_over(desk: Path) -> None:
    path = write_settings(desk, {"name": "Mine"})
    with pytest.raises(FolderError, match=r"exists already; edit it, or write a new file$"):
        write_settings(desk, {"name": "Yours"})
    assert 'name = "Mine"' in path.read_text(encoding="utf-8")
    write_settings(desk, {"name": "Yours"}, force=True)
    assert 'name = "Yours"' in path.read_text(encoding="utf-8")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_name_is_written_so_that_it_reads_back(tmp_path: Path, name: str) -> None:
    try:
        text = write_settings(tmp_path, {"name": name}, force=True).read_text(encoding="utf-8")
    except SettingsError:
        return
    assert (
        tomllib.loads(text)["desk"].get("name", "") == load_settings(start=tmp_path, environment={}).name
        or not name.strip()
    )


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_any_bytes_are_settings_or_one_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dragoman.toml").write_bytes(content)
    with suppress(SettingsError):
        assert load_settings(start=tmp_path, environment={}).file == tmp_path / "dragoman.toml"


def test_where_models_are_kept_counts_from_the_environment_alone(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text('[desk]\nname = "The Desk"\n', encoding="utf-8")
    assert load_settings(start=tmp_path, environment={"DRAGOMAN_CACHE": "/models"}).cache == Path("/models")
    assert load_settings(start=tmp_path, environment={}).cache is None
