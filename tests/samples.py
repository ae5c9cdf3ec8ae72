"""A small good file of every format that only other programs write, or that both do: to be broken in tests."""

from __future__ import annotations

__all__ = ["SAMPLES"]

_WHISPER = """{"text": " In 2014. it cost £13.60", "language": "en", "segments": [
 {"id": 0, "start": 0.5, "end": 4.0, "text": " In 2014. it cost £13.60", "speaker": "SPEAKER_00", "words": [
  {"word": "In", "start": 0.5, "end": 0.7, "score": 0.9}, {"word": "2014."},
  {"word": "it", "start": 1.5, "end": 1.6, "score": 0.8}, {"word": "cost", "start": 1.6, "end": 2.0},
  {"word": "£13.60"}]},
 {"id": 1, "start": 4.0, "end": 5.5, "text": " [Music]", "words": []}]}"""

_SPEECHMATICS = """{"job": {"lang": "en"}, "metadata": {"transcription_config": {"language": "en"}}, "results": [
 {"type": "word", "start_time": 0.1, "end_time": 0.4, "alternatives": [
  {"content": "Hello", "confidence": 0.9, "speaker": "S1"}]},
 {"type": "punctuation", "start_time": 0.4, "end_time": 0.4, "attaches_to": "previous", "is_eos": true,
  "alternatives": [{"content": ".", "confidence": 1.0, "speaker": "S1"}]},
 {"type": "word", "start_time": 0.9, "end_time": 1.4, "alternatives": [
  {"content": "Hi", "confidence": 0.5, "speaker": "S2"}]}]}"""

_NOSCRIBE = """<html><head><meta name="audio_source" content="./talk.mp3" /></head><body><p>A talk</p>
<p>Transcribed with noScribe vers. 0.7<br />Audio file: ./talk.mp3<br />(Language: German (de) | Mark pause: 1)</p>
<p><a name="ts_0_2000_" >(2 seconds pause) </a></p>
<p><a name="ts_2000_3000_S01" >S01: <span>[00:00:02]</span> Guten Tag.</a><a name="ts_3000_4500_S01" > (..)</a>
<a name="ts_4500_5000_//S00" > //S00: Tag.</a><a name="ts_5000_6000_S01" >// Wie geht es?</a></p></body></html>"""

_TTML = """<?xml version="1.0" encoding="UTF-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="es">
<head><metadata><ttm:title>Bees</ttm:title>
<ttm:agent xml:id="S1" type="person"><ttm:name type="alias">The host</ttm:name></ttm:agent></metadata></head>
<body><div begin="10s"><p xml:id="s00000001" begin="1.5s" end="3s" ttm:agent="S1">Buenas<br/>tardes.</p>
<p begin="3s" dur="500ms">Él decía <span xml:lang="en">bees first</span>.</p></div></body></tt>"""

_ASS = """[Script Info]
Title: Bees
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,by somebody
Dialogue: 0,0:00:01.00,0:00:04.00,Default,Anna,0,0,0,,{\\i1}Hello{\\i0}, world!\\NBye, {\\pos(1,2)}all.
Dialogue: 0,0:00:05.00,0:00:06.00,Default,,0,0,0,,- One\\N- Two
"""

_VTT = """WEBVTT A talk
Kind: captions
Language: en

NOTE by somebody

STYLE
::cue { color: red }

s00000001
00:00:01.000 --> 00:00:04.000 align:start
<v Anna>Hello <i>there</i> &amp; <c.supplied>(you)</c></v>
<v Ben>Hi <00:00:03.000>all</v>

2
00:05.000 --> 00:06.000
- One
- Two <lang fr>deux</lang>
"""

_SRT = """1
00:00:01,000 --> 00:00:04,000
Anna: <i>Hello</i> there
Ben: Hi

2
00:00:05,000 --> 00:00:06,500
Anna: (laughs) What?
- Nothing.
"""

_SBV = "0:00:01.000,0:00:04.000\nAnna: Hello[br]there\n\n0:00:05.000,0:00:06.500\nAnna: Bye\n"

_JSON3 = """{"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1, "wpWinPosId": 1},
 {"tStartMs": 80, "dDurationMs": 3910, "wWinId": 1, "segs": [
  {"utf8": "What", "acAsrConf": 0}, {"utf8": " if", "tOffsetMs": 240}, {"utf8": " so", "tOffsetMs": 900}]},
 {"tStartMs": 2070, "dDurationMs": 1920, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\\n"}]},
 {"tStartMs": 2080, "dDurationMs": 4390, "wWinId": 1, "segs": [
  {"utf8": "to"}, {"utf8": " master", "tOffsetMs": 160}]}]}"""

_SRV3 = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<body><w id="1"/><p t="80" d="3910" w="1"><s ac="0">What</s><s t="240"> if</s></p>
<p t="2070" d="1920" w="1" a="1">
</p><p t="2080" d="1390" w="1"><s>to</s><s t="160"> master</s></p></body></timedtext>"""

_OTR = (
    """{"text": "<p><span class=\\"timestamp\\" data-timestamp=\\"12.5\\">0:12</span> <b>Anna:</b> Hi<br />there</p>"""
    """<p><span class=\\"timestamp\\" data-timestamp=\\"15\\">0:15</span>Bye &amp; thanks</p><p>Anna: (laughs)</p>","""
    """ "media": "talk.mp3", "media-time": 20.5}"""
)

_PODCAST_JSON = """{"version": "1.0.0", "segments": [
 {"speaker": "Anna", "startTime": 0.5, "endTime": 2.5, "body": "Hello (you)"},
 {"startTime": 2.75, "endTime": 3.0, "body": "Nooooo"}]}"""

_PODCAST_HTML = """<cite>Anna:</cite>
<time>0:00</time>
<p>Hello &amp; welcome</p>
<time>1:02</time>
<p>to the show</p>
<cite>Ben:</cite>
<time datetime="PT1M5.5S">1:05</time>
<p>Thanks</p>
"""

_CSV = """id,start,end,speaker,original (es),translation (en)
s00000001,0:01,0:04.5,Anna,"Hola, señor",Hello
,0:05,,Ben,'=1+1,Bye
"""

_AWS = """{"jobName": "a", "results": {"transcripts": [{"transcript": "Hi. Yes"}], "language_code": "en-US",
 "speaker_labels": {"segments": [{"items": [{"start_time": "0.5", "end_time": "0.9", "speaker_label": "spk_0"}]}]},
 "items": [{"start_time": "0.5", "end_time": "0.9", "alternatives": [{"confidence": "0.9", "content": "Hi"}],
  "type": "pronunciation"}, {"alternatives": [{"content": "."}], "type": "punctuation"},
  {"start_time": "2.1", "end_time": "2.4", "alternatives": [{"content": "Yes"}], "type": "pronunciation"}]}}"""

_GOOGLE = """{"results": [{"alternatives": [{"transcript": "Hello. Yes", "confidence": 0.9, "words": [
 {"word": "Hello.", "startTime": "0.100s", "endTime": "0.400s", "speakerTag": 1},
 {"word": "Yes", "startTime": "1s", "endTime": "1.200s", "speakerTag": 2}]}], "languageCode": "en-us"}]}"""

_AZURE = """{"source": "a.wav", "durationInTicks": 90000000, "recognizedPhrases": [{"channel": 0, "speaker": 1,
 "offset": "PT0.1S", "duration": "PT1.5S", "nBest": [{"display": "Hello there.", "words": [
 {"word": "hello", "offsetInTicks": 1000000, "durationInTicks": 3000000, "confidence": 0.9}]}], "locale": "en-US"}]}"""

_DEEPGRAM = """{"metadata": {"duration": 6.0}, "results": {"channels": [{"detected_language": "en", "alternatives": [
 {"transcript": "Hi. Yes.", "words": [
 {"word": "hi", "start": 0.1, "end": 0.4, "confidence": 0.99, "speaker": 0, "punctuated_word": "Hi."},
 {"word": "yes", "start": 2.0, "end": 2.3, "speaker": 1, "punctuated_word": "Yes."}]}]}]}}"""

_ASSEMBLYAI = """{"id": "a", "status": "completed", "language_code": "en", "text": "Hi. Yes.", "words": [],
 "utterances": [{"speaker": "A", "start": 100, "end": 900, "text": "Hi.", "words": [
 {"text": "Hi.", "start": 100, "end": 900, "confidence": 0.9, "speaker": "A"}]},
 {"speaker": "B", "start": 1000, "end": 1900, "text": "Yes.", "words": []}]}"""

_REVAI = """{"monologues": [{"speaker": 0, "elements": [
 {"type": "text", "value": "Good", "ts": 0.1, "end_ts": 0.4, "confidence": 0.99}, {"type": "punct", "value": " "},
 {"type": "text", "value": "day", "ts": 0.4, "end_ts": 1.0}, {"type": "punct", "value": "."}]}]}"""

_WHISPER_CPP = """{"params": {"language": "es", "translate": false}, "result": {"language": "es"}, "transcription": [
 {"offsets": {"from": 0, "to": 4240}, "text": " Buenas tardes.", "tokens": [
 {"text": " Bue", "offsets": {"from": 0, "to": 300}}, {"text": "nas", "offsets": {"from": 300, "to": 600}},
 {"text": " tardes.", "offsets": {"from": 600, "to": 900}}]}]}"""

_CHUNKS = """{"text": " Buenas tardes. Gracias.", "chunks": [{"timestamp": [0.0, 4.24], "text": " Buenas tardes."},
 {"timestamp": [4.24, null], "text": " Gracias."}]}"""

_WHISPER_WORDS = """{"task": "transcribe", "language": "spanish", "duration": 6.0, "text": "Buenas tardes.", "words": [
 {"word": "Buenas", "start": 0.0, "end": 0.5}, {"word": "tardes.", "start": 0.5, "end": 1.1}]}"""

_JSON_LIST = """[{"text": "Good day.", "start": 0.5, "duration": 2.5},
 {"text": ">> In 1979.", "start": "00:00:03.100", "end": "00:00:05", "speaker": "Ana", "words": [
 {"text": "In", "start": 3.1, "end": 3.4}]}]"""

_TEXTGRID = """File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 4
tiers? <exists>
size = 2
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ana"
        xmin = 0
        xmax = 4
        intervals: size = 2
        intervals [1]:
            xmin = 0
            xmax = 1.5
            text = ""
        intervals [2]:
            xmin = 1.5
            xmax = 4
            text = "She said ""no"" in 1979."
    item [2]:
        class = "IntervalTier"
        name = "Ana_es"
        xmin = 0
        xmax = 4
        intervals: size = 1
        intervals [1]:
            xmin = 1.5
            xmax = 4
            text = "Dijo que no."
"""

_EXMARALDA = """<?xml version="1.0" encoding="UTF-8"?><basic-transcription><head><speakertable><speaker id="SPK0">
<abbreviation>ANA</abbreviation><languages-used><language lang="deu"/></languages-used></speaker></speakertable></head>
<basic-body><common-timeline><tli id="T0" time="0.0"/><tli id="T1" time="1.5"/><tli id="T2" time="3"/></common-timeline>
<tier speaker="SPK0" category="v" type="t"><event start="T0" end="T1">Gu</event>
<event start="T1" end="T2">ten ((0,3s)) Tag.</event></tier>
<tier speaker="SPK0" category="en" type="a"><event start="T0" end="T2">Hello.</event></tier></basic-body>
</basic-transcription>"""

_TRANSCRIBER = """<?xml version="1.0" encoding="UTF-8"?><Trans audio_filename="talk" xml:lang="fre"><Speakers>
<Speaker id="spk1" name="Anne"/><Speaker id="spk2" name="Ben"/></Speakers><Episode><Section startTime="0" endTime="9">
<Turn speaker="spk1 spk2" startTime="1" endTime="3"><Sync time="1"/><Who nb="1"/>oui <Event desc="rire" type="noise"/>
<Who nb="2"/>non<Sync time="2"/>si</Turn></Section></Episode></Trans>"""

_OHMS = """<?xml version="1.0" encoding="UTF-8"?><ROOT><record id="1"><title>Bees</title><language>English</language>
<sync>1:|3(2)|4(1)</sync><transcript>HOST: Where did you
grow up?

RUIZ: In the valley.
We had goats.[[footnote]]1[[/footnote]]

[[footnotes]][[note]]Not many.[[/note]][[/footnotes]]
</transcript><index><point><time>75</time><title>Mill</title></point></index></record></ROOT>"""

_SAMI = """<SAMI><HEAD><TITLE>Bees</TITLE><STYLE TYPE="text/css"><!--
.KRCC {Name:Korean; lang:ko-KR;} .ENCC {Name:English; lang:en-US;}
--></STYLE></HEAD><BODY>
<SYNC Start=1000><P Class=KRCC>안녕하세요.<P Class=ENCC>Good <i>day</i>.<br>Sit.
<SYNC Start=3000><P Class=KRCC>&nbsp;<P Class=ENCC>&nbsp;
<SYNC Start=4000><P Class=KRCC>네.<P Class=ENCC>Yes.
</BODY></SAMI>"""

_XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="talk.docx" datatype="plaintext"
 source-language="de" target-language="en"><body><group id="1"><trans-unit id="7"><source>Guten <g id="1">Tag</g>
<x id="2"/>.</source><target state="translated">Good <g id="1">day</g>.</target><note from="someone">Greeting</note>
<alt-trans><source>Tag</source><target>Day</target></alt-trans></trans-unit></group><trans-unit id="8">
<source><bpt id="1">&lt;b&gt;</bpt>Danke<ept id="1">&lt;/b&gt;</ept></source></trans-unit></body></file></xliff>"""

_XLIFF2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en"><file id="f1">
<unit id="u1"><notes><note category="time">0:01-0:02</note></notes><originalData><data id="d1">br</data></originalData>
<segment state="final"><source>Guten <pc id="1">Tag</pc>.</source><target>Good <pc id="1">day</pc>.</target></segment>
<ignorable><source> </source></ignorable><segment><source>Wie geht<ph id="2" dataRef="d1"/> es?</source></segment>
</unit></file></xliff>"""

_TMX = """<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="de-DE" datatype="plaintext"/><body><tu tuid="1"><tuv xml:lang="de-DE"><seg>Guten <bpt i="1">&lt;b&gt;</bpt>Tag
<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="en-GB"><seg>Good day</seg></tuv><tuv xml:lang="fr"><seg>Bonjour
</seg></tuv></tu></body></tmx>"""

_WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Talks</title><language>en</language><item>
<title>A talk</title><link>https://talks.example/a</link><dc:creator>ana</dc:creator><wp:post_name>a</wp:post_name>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded><![CDATA[<p><strong>Ana:</strong>
 Well?</p><p><strong>Ben:</strong> Yes (you).</p>
<p><strong>Ana:</strong> So?</p><p><strong>Ben:</strong> Well [laughs].</p>]]>
</content:encoded></item></channel></rss>"""

SAMPLES: dict[str, bytes] = {
    name: text.encode()
    for name, text in {
        "vtt": _VTT,
        "srt": _SRT,
        "sbv": _SBV,
        "ass": _ASS,
        "ttml": _TTML,
        "youtube": _JSON3,
        "srv3": _SRV3,
        "whisper": _WHISPER,
        "speechmatics": _SPEECHMATICS,
        "otr": _OTR,
        "noscribe": _NOSCRIBE,
        "podcast-json": _PODCAST_JSON,
        "podcast-html": _PODCAST_HTML,
        "csv": _CSV,
        "tsv": _CSV.replace(",", "\t"),
        "aws-transcribe": _AWS,
        "google-speech": _GOOGLE,
        "azure-speech": _AZURE,
        "deepgram": _DEEPGRAM,
        "assemblyai": _ASSEMBLYAI,
        "revai": _REVAI,
        "whisper-cpp": _WHISPER_CPP,
        "whisper-chunks": _CHUNKS,
        "whisper-words": _WHISPER_WORDS,
        "json-list": _JSON_LIST,
        "sami": _SAMI,
        "textgrid": _TEXTGRID,
        "exmaralda": _EXMARALDA,
        "transcriber": _TRANSCRIBER,
        "ohms": _OHMS,
        "xliff": _XLIFF,
        "xliff2": _XLIFF2,
        "tmx": _TMX,
        "wordpress": _WORDPRESS,
    }.items()
}
