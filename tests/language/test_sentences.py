import pytest

from dragoman.language.sentences import ends_sentence, find_ends


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One. ", "Two? ", "Three!"]),
        ("He said: “No.” Then he left.", ["He said: “No.” ", "Then he left."]),
        ("متى بدأت؟ في رمضان.", ["متى بدأت؟ ", "في رمضان."]),
        ("大家好。今天很好！", ["大家好。", "今天很好！"]),
        ("Well... and then", ["Well... and then"]),
        ("Well… Then", ["Well… ", "Then"]),
        ("Dr. Ruiz and J. Soto", ["Dr. Ruiz and J. Soto"]),
        ("3.50 and 10.000", ["3.50 and 10.000"]),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: list[str]) -> None:
    ends = [end for end in find_ends(text) if end < len(text)]
    starts = [0, *ends]
    assert [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)] == parts


def test_a_text_may_end_within_a_sentence() -> None:
    assert ends_sentence("He left. ")
    assert not ends_sentence("He left Mr.")
    assert not ends_sentence("He left")
    assert not ends_sentence("")
