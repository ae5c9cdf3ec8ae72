import pytest

from dragoman.errors import FormatError, SettingsError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.decode import decode
from dragoman.problems import Place

OPTIONS = ReadOptions(path="talk.srt")
SPANISH = "¿Cómo empezó todo? El señor Aumada me llevó al colmenar.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_found_with_and_without_a_mark(encoding: str) -> None:
    decoded = decode(SPANISH.encode(encoding), OPTIONS)
    assert (decoded.text, decoded.problems) == (SPANISH, ())


def test_line_ends_are_plain_and_nuls_are_shown() -> None:
    assert decode(b"a\r\nb\rc\x00\n", OPTIONS).text == "a\nb\nc\ufffd\n"


def test_a_legacy_encoding_is_guessed_and_named() -> None:
    decoded = decode(f"1\n{SPANISH}".encode("cp1252"), OPTIONS)
    [problem] = decoded.problems
    assert decoded.text == f"1\n{SPANISH}"
    assert (problem.code, problem.where) == ("encoding-guessed", Place(line=2, column=1))
    assert "is read as cp1252" in problem.message


def test_a_language_that_is_known_helps_to_guess() -> None:
    content = "Ağabeyim öğretmişti".encode("cp1254")
    assert decode(content, ReadOptions(language="tr-TR")).text == "Ağabeyim öğretmişti"
    assert decode(content, ReadOptions(target_language="tr", side="target")).text == "Ağabeyim öğretmişti"


def test_stray_bytes_in_unicode_are_read_where_they_stand() -> None:
    decoded = decode(f"{SPANISH}".encode() + "mañana\n".encode("cp1252"), OPTIONS)
    [problem] = decoded.problems
    assert decoded.text == f"{SPANISH}mañana\n"
    assert (problem.code, problem.where) == ("mixed-encodings", Place(line=2, column=3))


def test_an_encoding_that_is_named_is_believed() -> None:
    assert decode("año".encode("cp1252"), ReadOptions(encoding="cp1251")).text == "aсo"
    with pytest.raises(FormatError, match=r"the text:2:3: is not UTF-8 text; name another encoding"):
        decode(b"ab\ncd\xff", ReadOptions(encoding="utf-8"))
    with pytest.raises(SettingsError, match="encoding klingon: is not known"):
        decode(b"", ReadOptions(encoding="klingon"))


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.srt:1:1: is not text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x01\x02\x03" * 20, OPTIONS)


def test_damaged_utf_16_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"talk.srt:2:1: is not UTF-16 text"):
        decode("ab\n".encode("utf-16") + b"\x00\xdc", OPTIONS)
