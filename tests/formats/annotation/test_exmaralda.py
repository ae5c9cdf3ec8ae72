import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Pause, Text, Vocal
from references import needs_data

HEAD = (
    "<head><meta-information><transcription-name>A talk</transcription-name></meta-information><speakertable>"
    '<speaker id="SPK0"><abbreviation>ANA</abbreviation><languages-used><language lang="deu"/></languages-used>'
    '<ud-speaker-information><ud-information attribute-name="Name">Ana Ruiz</ud-information></ud-speaker-information>'
    '</speaker><speaker id="SPK1"><abbreviation>BEN</abbreviation></speaker></speakertable></head>'
)
LINE = "<common-timeline>" + "".join(f'<tli id="T{n}" time="{n}.5"/>' for n in range(6)) + "</common-timeline>"


def exb(tiers: str) -> Imported:
    content = f"<basic-transcription>{HEAD}<basic-body>{LINE}{tiers}</basic-body></basic-transcription>"
    return read(content.encode(), "exmaralda", ReadOptions(path="talk.exb"))


def tier(speaker: str, events: str, category: str = "v", kind: str = "t") -> str:
    return f'<tier speaker="{speaker}" category="{category}" type="{kind}">{events}</tier>'


def event(first: int, last: int, text: str) -> str:
    return f'<event start="T{first}" end="T{last}">{text}</event>'


def said(imported: Imported) -> list[tuple[str | None, Span | None, Text | None]]:
    return [(s.speaker, s.span, s.source) for s in imported.transcript.segments]


def test_events_that_follow_each_other_are_one_speech_until_a_sentence_ends() -> None:
    first = event(0, 1, "Gu") + event(1, 2, "ten Tag. ") + event(2, 3, "Ja. ")
    imported = exb(tier("SPK0", first) + tier("SPK1", event(1, 2, "Hm ") + event(4, 5, "Nein.")))
    assert said(imported) == [
        ("SPK0", Span(500, 2500), ("Guten Tag.",)),
        ("SPK1", Span(1500, 2500), ("Hm",)),
        ("SPK0", Span(2500, 3500), ("Ja.",)),
        ("SPK1", Span(4500, 5500), ("Nein.",)),
    ]


def test_the_head_names_speakers_language_and_title() -> None:
    transcript = exb(tier("SPK0", event(0, 1, "Ja."))).transcript
    assert [(s.id, s.label, s.name) for s in transcript.speakers] == [
        ("SPK0", "ANA", "Ana Ruiz"),
        ("SPK1", "BEN", None),
    ]
    assert (transcript.source_language, transcript.facts.title) == ("de", "A talk")


def test_a_tier_called_by_a_language_is_the_translation_and_others_are_named() -> None:
    translation = tier("SPK0", event(0, 1, "Hello.") + event(1, 2, "Yes."), "en", "a")
    other = tier("SPK0", event(0, 1, "nickt"), "nn", "d")
    imported = exb(tier("SPK0", event(0, 1, "Guten Tag. ") + event(1, 2, "Ja.")) + translation + other)
    assert [segment.target for segment in imported.transcript.segments] == [("Hello.",), ("Yes.",)]
    assert imported.transcript.target_language == "en"
    assert [(p.code, "nickt" in p.message) for p in imported.problems] == [("layer-left-out", True)]


def test_double_brackets_are_pauses_and_sounds() -> None:
    text = "((1,4s)) Ja ((laughing)) und ((unint.))"
    assert exb(tier("SPK0", event(0, 1, text))).transcript.segments[0].source == (
        Pause(1400),
        " Ja ",
        Vocal("laughing"),
        " und ",
        Gap("inaudible"),
    )


def test_a_segmented_transcription_is_read_by_its_events() -> None:
    parts = '<ts n="sc" s="T0" e="T2"><ts n="e" s="T0" e="T1">Gu</ts><ts n="e" s="T1" e="T2">ten Tag.</ts></ts>'
    words = '<segmentation name="SpeakerContribution_Utterance_Word"><ts s="T0" e="T2">x</ts></segmentation>'
    layer = '<annotation name="en"><ta s="T0" e="T2">Hello.</ta></annotation>'
    tier_ = (
        f'<segmented-tier speaker="SPK0" category="v" type="t">{words}<segmentation name="SpeakerContribution_Event">'
        f"{parts}</segmentation>{layer}</segmented-tier>"
    )
    content = f"<segmented-transcription>{HEAD}<segmented-body>{LINE}{tier_}</segmented-body></segmented-transcription>"
    imported = read(content.encode(), "exmaralda", ReadOptions())
    assert said(imported) == [("SPK0", Span(500, 2500), ("Guten Tag.",))]
    assert imported.transcript.segments[0].target == ("Hello.",)


def test_other_xml_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk.exb:1: is XML, but not an EXMARaLDA transcription"):
        read(b"<x/>", "exmaralda", ReadOptions(path="talk.exb"))
    with pytest.raises(FormatError, match="contains no tier of words"):
        exb("")


@pytest.mark.parametrize(("name", "speakers"), [("Beckhams", ["PAR", "VIC", "DAV"]), ("HardTalk", ["StS", "DD"])])
def test_the_demo_files_of_exmaralda(name: str, speakers: list[str]) -> None:
    content = needs_data(f"transcripts/exmaralda_{name}.exb").read_bytes()
    transcript = read(content, "exmaralda", ReadOptions()).transcript
    assert [speaker.label for speaker in transcript.speakers] == speakers
    assert all(segment.speaker for segment in transcript.segments)


def test_what_ends_in_a_comma_is_no_part_of_the_next_word() -> None:
    imported = exb(tier("SPK0", event(0, 1, "well,") + event(1, 2, "I sp") + event(2, 3, "oke.")))
    assert [text for _, _, text in said(imported)] == [("well, I spoke.",)]
