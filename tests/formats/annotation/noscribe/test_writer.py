import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import parse_text
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript, display_name
from dragoman.transcript.span import Span
from dragoman.transcript.text import Overlap, Pause
from interviews import hostile, spanish_english


def passage(number: int, words: str, span: Span | None = None, speaker: str | None = None) -> Segment:
    return Segment(id=f"s{number:08}", span=span, source=parse_text(words)[0], speaker=speaker)


def talk(*segments: Segment, title: str | None = None, language: str = "en") -> Transcript:
    speakers = (Speaker(id="S1", label="Elena Ruiz"), Speaker(id="S02", label="S02"), Speaker(id="S3", label="Q: [1"))
    recording = Recording(languages=(language,))
    return Transcript(recording=recording, facts=Facts(title=title), speakers=speakers, segments=segments)


def page(transcript: Transcript, media: str | None = None) -> str:
    return write(transcript, "noscribe", WriteOptions(side="source", media=media)).content.decode()


def paragraphs(transcript: Transcript) -> list[str]:
    return re.findall(r"<p[^>]*><a.*</p>", page(transcript))


def back(transcript: Transcript) -> Transcript:
    return read(page(transcript).encode(), "noscribe").transcript


def test_a_turn_is_a_paragraph_and_each_passage_a_link_with_times_and_code() -> None:
    said = talk(
        passage(1, "Good day.", Span(12140, 22800), "S1"),
        passage(2, "So & so?", Span(22800, 24360), "S1"),
        passage(3, "Yes.", Span(24360, 25000), "S02"),
    )
    assert paragraphs(said) == [
        '<p><a name="ts_12140_22800_S00" data-id="s00000001" data-label="Elena Ruiz">'
        'Elena Ruiz: <span style="color: #78909C">[00:00:12]</span> Good day.</a>'
        '<a name="ts_22800_24360_S00" data-id="s00000002"> So &amp; so?</a></p>',
        '<p><a name="ts_24360_25000_S02" data-id="s00000003" data-label="S02">'
        'S02: <span style="color: #78909C">[00:00:24]</span> Yes.</a></p>',
    ]


def test_the_head_names_the_sound_the_language_and_the_title() -> None:
    content = page(talk(passage(1, "Hi.", Span(0, 9)), title="A <talk>"), media="talk.mp3")
    assert '<html lang="en">' in content
    assert '<meta name="audio_source" content="talk.mp3" />' in content
    assert '<p style="font-weight: 600">A &lt;talk&gt;</p>' in content
    assert "Heard against the recording: " in content


def test_who_falls_in_stands_between_slashes_inside_the_turn() -> None:
    said = talk(
        passage(1, "Well", Span(0, 900), "S1"),
        passage(2, "//Yes.", Span(500, 700), "S02"),
        passage(3, "then.", Span(900, 1000), "S1"),
    )
    [paragraph] = paragraphs(said)
    assert 'name="ts_500_700_//S02"' in paragraph
    assert paragraph.endswith("</span> Yes.//</a>" + '<a name="ts_900_1000_S00" data-id="s00000003"> then.</a></p>')
    assert [s.source for s in back(said).segments] == [("Well",), (Overlap(), "Yes."), ("then.",)]


def test_pauses_of_whole_seconds_are_typed_as_noscribe_does() -> None:
    said = talk(passage(1, "So [pause 2s] and [pause 12s] then [pause 1.5s] yes", Span(0, 9000), "S1"))
    assert "So (..) and (12 seconds pause) then [pause 1.5s] yes" in page(said)
    assert back(said).segments[0].source == said.segments[0].source


def test_a_passage_that_is_a_pause_stays_one() -> None:
    said = talk(passage(1, "So.", Span(0, 900), "S1"), passage(2, "[pause 2s]", Span(900, 5000), "S1"))
    assert [s.source for s in back(said).segments] == [("So.",), (Pause(2000),)]


def test_right_to_left_is_said() -> None:
    assert paragraphs(talk(passage(1, "سلام", Span(0, 9)), language="fa"))[0].startswith('<p dir="rtl">')


def test_a_passage_without_a_time_has_no_link_to_play_and_comes_back() -> None:
    said = talk(passage(1, "Hi.", None, "S1"), passage(2, "Bye.", None, "S3"), passage(3, "So.", Span(5)))
    assert '<a data-speaker="S00" data-id="s00000001" data-label="Elena Ruiz">Elena Ruiz: Hi.</a>' in page(said)
    returned = back(said)
    names = {speaker.id: display_name(speaker) for speaker in returned.speakers}
    assert [(names.get(s.speaker or ""), s.span, s.source) for s in returned.segments] == [
        ("Elena Ruiz", None, ("Hi.",)),
        ("Q: [1", None, ("Bye.",)),
        (None, Span(5), ("So.",)),
    ]
    codes = [problem.code for problem in write(said, "noscribe", WriteOptions()).problems]
    assert codes == ["cue-without-time", "cue-without-time"]


def test_what_the_editor_leaves_of_it_is_read_too() -> None:
    edited = re.sub(r' data-(?:id|label)="[^"]*"', "", page(spanish_english()))
    edited = re.sub(r"<head>.*</head>", "", edited, flags=re.DOTALL)
    returned = read(edited.encode()).transcript
    assert [display_name(speaker) for speaker in returned.speakers] == ["The host", "Elena Ruiz"]
    assert returned.segments[0].span == Span(400, 6200)


def test_no_text_gets_out_of_its_place() -> None:
    content = page(hostile('"></a><script>x</script>'))
    assert "<script" not in content
    assert '""' not in content


def test_a_file_is_found_by_its_name_and_by_what_is_in_it() -> None:
    content = write(spanish_english(), "noscribe", WriteOptions()).content
    assert read(content).transcript.segments[0].id == "s00000001"


TEXTS = st.sampled_from(
    ["Yes.", "S01: no", "Answer: [5] yes", "[pause 2s]", "Oh [pause 1s] x//", "//But no", "see http://x.example//"]
)
SPEAKERS = st.sampled_from([None, "S1", "S02"])
ROWS = st.tuples(TEXTS, st.none() | st.integers(0, 10**7), st.integers(1, 900), SPEAKERS)


@given(st.lists(ROWS, min_size=1, max_size=8))
@settings(max_examples=100)
def test_ids_times_speakers_and_words_come_back(rows: list[tuple[str, int | None, int, str | None]]) -> None:
    spans = [None if start is None else Span(start, start + lasting) for _, start, lasting, _ in rows]
    said = talk(*(passage(n, text, spans[n], speaker) for n, (text, _, _, speaker) in enumerate(rows)))
    returned = read(page(said).encode(), "noscribe", ReadOptions(profile="dragoman")).transcript
    assert kept(returned) == kept(said)


def kept(transcript: Transcript) -> list[object]:
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    return [(s.id, s.span, names.get(s.speaker or ""), s.source) for s in transcript.segments]
