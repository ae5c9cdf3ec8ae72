import pytest

from dragoman.errors import FormatError
from dragoman.formats.sidecar import read_facts, with_facts
from dragoman.transcript.document import Chapter, Date, Facts, Publication
from dragoman.transcript.span import Span

INFO = b"""{"title": "Interview with a baker", "channel": "Channel 4", "upload_date": "20240131",
"webpage_url": "https://video.example/1", "tags": ["bread"], "view_count": 7,
"chapters": [{"title": "Opening", "start_time": 0.0, "end_time": 12.5}, {"start_time": 12.5}]}"""


def test_title_channel_date_address_and_chapters_are_read() -> None:
    assert read_facts(INFO, "x.info.json") == Facts(
        title="Interview with a baker",
        publisher="Channel 4",
        dates=(Date(kind="first-published", edtf="2024-01-31", place="https://video.example/1"),),
        publications=(Publication(address="https://video.example/1", publisher="Channel 4", date="2024-01-31"),),
        tags=("bread",),
        chapters=(Chapter(span=Span(0, 12_500), title="Opening"),),
    )


def test_what_is_known_already_stays() -> None:
    facts = with_facts(Facts(title="Ours"), Facts(title="Theirs", publisher="Channel 4"))
    assert facts == Facts(title="Ours", publisher="Channel 4")


def test_an_address_that_is_none_is_left_out() -> None:
    assert read_facts(b'{"webpage_url": "javascript:alert(1)"}', "x.info.json") == Facts()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_another_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(FormatError, match=r"x\.info\.json"):
        read_facts(content, "x.info.json")
