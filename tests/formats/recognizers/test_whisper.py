import json
from typing import Any

import pytest

from dragoman.errors import FormatError
from dragoman.formats import read, write
from dragoman.formats.options import Imported, ReadOptions, WriteOptions
from dragoman.formats.recognizers.whisper import interpolate
from dragoman.transcript.document import Recording, Segment, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Incident


def whisper(*segments: dict[str, Any], **more: Any) -> Imported:
    return read(json.dumps({"segments": segments, **more}).encode(), "whisper", ReadOptions(path="talk.json"))


def test_segments_language_speakers_and_words() -> None:
    words = [{"word": " Hello", "start": 0.5, "end": 0.9, "probability": 0.75}]
    segment = {"id": 0, "start": 0.5, "end": 1.0, "text": " Hello", "speaker": "SPEAKER_00", "words": words}
    transcript = whisper(segment, language="en").transcript
    [found] = transcript.segments
    assert (found.span, found.source, transcript.source_language) == (Span(500, 1000), ("Hello",), "en")
    assert found.words == (Word(text="Hello", span=Span(500, 900), confidence=0.75),)
    assert [speaker.label for speaker in transcript.speakers] == ["SPEAKER_00"]


def test_numbers_without_a_time_get_one_from_their_neighbours_and_are_marked() -> None:
    words = [
        {"word": "In", "start": 0.5, "end": 0.7, "score": 0.9}, {"word": "2014."},
        {"word": "it", "start": 1.5, "end": 1.6}, {"word": "cost", "start": 1.6, "end": 2.0}, {"word": "£13.60"},
    ]  # fmt: skip
    imported = whisper({"start": 0.5, "end": 4.0, "text": "In 2014. it cost £13.60", "words": words})
    found = imported.transcript.segments[0].words
    assert found[1] == Word(text="2014.", span=Span(700, 1500), interpolated=True)
    assert found[4] == Word(text="£13.60", span=Span(2000, 4000), interpolated=True)
    assert not found[0].interpolated
    assert [problem.code for problem in imported.problems] == ["words-interpolated"]


def test_words_that_share_a_gap_share_it_by_length() -> None:
    words = [Word(text="a"), Word(text="bbb"), Word(text="c", span=Span(800, 900))]
    assert [word.span for word in interpolate(words, 0, 1000)] == [Span(0, 200), Span(200, 800), Span(800, 900)]


def test_words_at_an_edge_that_nobody_knows_stay_without_a_time() -> None:
    words = [Word(text="a"), Word(text="b", span=Span(800, 900)), Word(text="c")]
    assert interpolate(words, None, None) == tuple(words)


def test_what_python_writes_for_no_number_is_unknown() -> None:
    content = b'{"segments": [{"start": NaN, "end": Infinity, "text": "NaN: \\"Infinity\\"", "words": []}]}'
    [segment] = read(content, "whisper", ReadOptions()).transcript.segments
    assert (segment.span, segment.source) == (None, ('NaN: "Infinity"',))


def test_a_sound_alone_is_an_event() -> None:
    assert whisper({"start": 0, "end": 2, "text": " [Music]"}).transcript.segments[0].source == (Incident("Music"),)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{\n "segments": [\n  x', r"talk.json:3:3: is not readable JSON \(invalid character\)"),
        (b'{\n "segments": {}}', r"talk.json:2:2: is JSON of another shape \(expected array, got object"),
        (b'{"text": "x"}', "is JSON of another shape"),
        (b"", r"talk.json:1:1: is not readable JSON"),
    ],
)
def test_what_is_no_such_json_is_refused_with_its_place(content: bytes, fault: str) -> None:
    with pytest.raises(FormatError, match=fault):
        read(content, "whisper", ReadOptions(path="talk.json"))


def test_what_is_written_holds_no_word_as_an_engine_heard_it() -> None:
    heard = Segment(id="s00000001", span=Span(500, 1000), source=("Hello",), words=(Word(text="Rosa", span=Span(500)),))
    written = write(Transcript(recording=Recording(languages=("en",)), segments=(heard,)), "whisper", WriteOptions())
    assert json.loads(written.content) == {
        "text": "Hello",
        "segments": [{"id": 0, "start": 0.5, "end": 1.0, "text": "Hello"}],
        "language": "en",
    }
    assert [problem.code for problem in written.problems] == ["left-out"]


def voices(file: dict[str, Any]) -> list[tuple[object, ...]]:
    transcript = read(json.dumps(file).encode(), "whisper", ReadOptions(path="talk.json")).transcript
    labels = {speaker.id: speaker.label for speaker in transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in transcript.segments]


def told(text: str, start: float, end: float, speaker: str) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, "speaker": speaker}


def test_two_voices_in_one_segment_are_two_passages() -> None:
    words = [told("Where?", 0, 1, "A"), told("In", 1.5, 2, "B"), told("1979.", 2, 3, "B")]
    segment = {"start": 0, "end": 4, "text": " Where? In 1979.", "speaker": "A", "words": words}
    assert voices({"segments": [segment]}) == [("A", Span(0, 1000), "Where?"), ("B", Span(1500, 4000), "In 1979.")]


def test_two_voices_that_cannot_be_cut_are_nobodys() -> None:
    words = [told("Where", 0, 1, "A"), told("nineteen", 1.5, 2, "B")]
    segment = {"start": 0, "end": 4, "text": " Where? In 1979.", "speaker": "A", "words": words}
    assert voices({"segments": [segment]}) == [(None, Span(0, 4000), "Where? In 1979.")]


def test_words_beside_the_segments_belong_to_those_in_which_they_begin() -> None:
    segments = [{"start": 0, "end": 2, "text": "Buenas tardes."}, {"start": 2, "end": 4, "text": "Gracias."}]
    words = [{"word": "Buenas", "start": 0, "end": 0.5}, {"word": "tardes", "start": 0.5, "end": 1}]
    file = {"language": "spanish", "words": [*words, {"word": "Gracias", "start": 2.1, "end": 3}], "segments": segments}
    transcript = read(json.dumps(file).encode(), "whisper", ReadOptions()).transcript
    assert [[word.text for word in s.words] for s in transcript.segments] == [["Buenas", "tardes"], ["Gracias"]]
    assert transcript.source_language == "es"


def test_whisper_cpp_has_offsets_and_tokens() -> None:
    tokens = [
        {"text": "[_BEG_]", "offsets": {"from": 0, "to": 0}},
        {"text": " Bue", "offsets": {"from": 0, "to": 300}},
        {"text": "nas", "offsets": {"from": 300, "to": 600}},
    ]
    segment = {"offsets": {"from": 0, "to": 4240}, "text": " Buenas", "tokens": tokens}
    file = {"params": {"language": "auto"}, "result": {"language": "es"}, "transcription": [segment]}
    transcript = read(json.dumps(file).encode(), "whisper", ReadOptions()).transcript
    assert voices(file) == [(None, Span(0, 4240), "Buenas")]
    assert (transcript.segments[0].words, transcript.source_language) == (
        (Word(text="Buenas", span=Span(0, 600)),),
        "es",
    )


def test_chunks_of_hugging_face_may_have_no_end() -> None:
    chunks = [{"timestamp": [0.0, 4.24], "text": " Buenas tardes."}, {"timestamp": [4.24, None], "text": " Gracias."}]
    assert voices({"chunks": chunks}) == [(None, Span(0, 4240), "Buenas tardes."), (None, Span(4240), "Gracias.")]


def test_chunks_of_single_words_become_sentences() -> None:
    said = ["I", "was", "in", "the", "valley.", "Yes."]
    chunks = [{"timestamp": [n, n + 0.5], "text": f" {word}"} for n, word in enumerate(said)]
    assert [row[2] for row in voices({"chunks": chunks})] == ["I was in the valley.", "Yes."]


@pytest.mark.parametrize("more", [{"task": "translate"}, {"params": {"translate": True}, "language": "es"}])
def test_what_was_translated_is_a_translation_into_english(more: dict[str, Any]) -> None:
    imported = read(json.dumps({"segments": [{"text": "Hi", "start": 0}], **more}).encode(), "whisper", ReadOptions())
    assert imported.side == "target"
    assert imported.transcript.source_language == "en"


def test_two_angles_inside_a_segment_begin_another_voice() -> None:
    said = [("Hola.", 0, 0.8), (">>", 0.9, 0.9), ("Sí.", 1, 1.5)]
    words = [{"word": f" {text}", "start": start, "end": end} for text, start, end in said]
    segment = {"start": 0, "end": 2, "text": " Hola. >> Sí.", "words": words}
    assert voices({"segments": [segment]}) == [(None, Span(0, 1000), "Hola."), (None, Span(1000, 2000), "Sí.")]


def test_a_title_beside_the_segments_is_kept_and_a_date_is_named() -> None:
    imported = whisper({"start": 0, "text": "Hello."}, metadata={"title": "Mill talk", "date": "2021-02-03"})
    assert imported.transcript.facts.title == "Mill talk"
    assert [problem.message for problem in imported.problems if "2021-02-03" in problem.message]


def test_words_alone_may_name_their_speakers_by_ids() -> None:
    words = [
        {"text": "Hello.", "start": 0, "end": 1, "type": "word", "speaker_id": "speaker_0"},
        {"text": " ", "start": 1, "end": 1, "type": "spacing"},
        {"text": "Hi.", "start": 2, "end": 3, "type": "word", "speaker_id": "speaker_1"},
    ]
    content = json.dumps({"language_code": "eng", "text": "Hello. Hi.", "words": words}).encode()
    transcript = read(content, "whisper-words", ReadOptions()).transcript
    assert [speaker.label for speaker in transcript.speakers] == ["speaker_0", "speaker_1"]
    assert transcript.source_language == "en"


def test_a_translation_beside_the_text_is_kept() -> None:
    [segment] = whisper({"start": 0, "text": "Hallo.", "translation": "Hello."}).transcript.segments
    assert (segment.source, segment.target) == (("Hallo.",), ("Hello.",))
