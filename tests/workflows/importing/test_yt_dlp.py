import pytest

from dragoman.errors import FormatError
from dragoman.transcript.document import Chapter, Date, Facts, Publication
from dragoman.transcript.span import Span
from dragoman.workflows.importing.yt_dlp import CaptionFile, find_captions, find_spoken, read_facts, with_facts

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


def test_a_date_of_another_kind_is_added() -> None:
    recorded, published = Date(kind="recorded", edtf="1994"), Date(kind="first-published", edtf="2024-01-31")
    claimed = Facts(dates=(Date(kind="recorded", edtf="2001"), published))
    assert with_facts(Facts(dates=(recorded,)), claimed).dates == (recorded, published)


def test_an_address_that_is_none_is_left_out() -> None:
    assert read_facts(b'{"webpage_url": "javascript:alert(1)"}', "x.info.json") == Facts()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_another_file_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(FormatError, match=r"x\.info\.json"):
        read_facts(content, "x.info.json")


@pytest.mark.parametrize("seconds", ["1e308", "-1", "1e12"])
def test_a_chapter_at_no_moment_of_any_recording_is_left_out(seconds: str) -> None:
    content = f'{{"chapters": [{{"title": "One", "start_time": {seconds}}}]}}'.encode()
    assert read_facts(content, "x.info.json") == Facts()


def test_a_date_that_is_none_is_left_out() -> None:
    assert read_facts(b'{"upload_date": "20240231"}', "x.info.json") == Facts()


def test_a_title_stands_on_one_line() -> None:
    assert read_facts(b'{"title": " A\\nbaker ", "uploader": "  "}', "x.info.json") == Facts(title="A baker")


def names(*found: str, facts: bytes | None = None) -> list[tuple[str, str | None, bool | None]]:
    files = find_captions("talk", found, facts)
    return [(file.name, file.language, file.automatic) for file in files]


def test_captions_are_those_with_the_recordings_name_and_a_language() -> None:
    assert names(
        "talk.es.vtt", "talk.mp4", "talk.info.json", "talk.live_chat.json", "other.es.vtt", "talk.x.y.vtt"
    ) == [("talk.es.vtt", "es", None)]


def test_captions_without_a_language_in_their_name_are_found() -> None:
    assert find_captions("talk", ["talk.srt"]) == (CaptionFile(name="talk.srt", language=None, automatic=None),)


def test_files_that_tell_most_come_first() -> None:
    found = names("talk.es.ass", "talk.es.srt", "talk.es.vtt", "talk.es.srv3", "talk.es.json3", "talk.ar.VTT")
    assert [name for name, _, _ in found] == [
        "talk.es.json3", "talk.es.srv3", "talk.ar.VTT", "talk.es.vtt", "talk.es.srt", "talk.es.ass",
    ]  # fmt: skip


def test_the_facts_say_which_captions_a_person_typed() -> None:
    facts = b'{"subtitles": {"es": [{"ext": "vtt"}]}, "automatic_captions": {"es": [], "en": []}}'
    assert names("talk.es.vtt", "talk.en.vtt", "talk.de.vtt", facts=facts) == [
        ("talk.de.vtt", "de", None),
        ("talk.en.vtt", "en", True),
        ("talk.es.vtt", "es", False),
    ]


@pytest.mark.parametrize("facts", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_captions_are_found_beside_facts_that_cannot_be_read(facts: bytes) -> None:
    assert names("talk.en-orig.vtt", facts=facts) == [("talk.en-orig.vtt", "en", True)]


@pytest.mark.parametrize(("facts", "spoken"), [(b'{"language": "es-419"}', "es-419"), (b'{"language": 7}', None)])
def test_the_facts_may_say_what_is_spoken(facts: bytes, spoken: str | None) -> None:
    assert find_spoken(facts) == spoken
