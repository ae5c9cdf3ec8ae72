"""Interviews made up for tests of what is written: every mark, both directions, and all that can be absent."""

from __future__ import annotations

from dragoman.notation import parse_text
from dragoman.transcript.document import (
    Chapter,
    Copy,
    Date,
    Engine,
    Facts,
    Person,
    Publication,
    Recording,
    Segment,
    Speaker,
    Tombstone,
    Transcript,
)
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
)

_MODEL = Engine(name="faster-whisper", model="base")
_TRANSLATOR = Person(handle="mar")


def typed(text: str) -> Text:
    """A text in the notation."""
    parsed, problems = parse_text(text)
    assert not problems, problems
    return parsed


def passage(
    number: int,
    speaker: str | None,
    start: float | None,
    end: float | None,
    source: str | None,
    target: str | None,
    language: str | None = None,
) -> Segment:
    """A passage with the id ``s`` and its number; times in seconds, texts in the notation."""
    span = None if start is None else Span(round(start * 1000), None if end is None else round(end * 1000))
    return Segment(
        id=f"s{number:08}",
        speaker=speaker,
        span=span,
        language=language,
        source=typed(source) if source else None,
        target=typed(target) if target else None,
        source_origin=_MODEL if source else None,
        target_origin=_TRANSLATOR if target else None,
    )


def spanish_english() -> Transcript:
    """A beekeeper on the radio: every mark of the notation, a passage without translation, one withdrawn."""
    rows = (
        passage(
            1, "S1", 0.4, 6.2,
            "Buenas tardes. Hoy nos acompaña la apicultora Elena Ruiz, de Sierra Blanca, que ha salvado más de"
            " 43.000 colmenas.",
            "Good afternoon. With us today is the beekeeper Elena Ruiz, from Sierra Blanca, who has saved more than"
            " 43,000 hives (of bees).",
        ),
        passage(2, "S1", 6.2, 9.0, "¿Cómo empezó todo?", "How did it all begin?"),
        passage(
            3, "S2", 9.6, 21.3,
            "Pues mire, el 14 de marzo de 2009 mi abuela me llevó al (?colmenar) y me dijo: «Quien cuida la abeja"
            " cuida la casa» [src: a proverb from the Alpujarra].",
            "Well, on 14 March 2009 my grandmother took me to the (?apiary) and told me: “Who looks after the bee"
            " looks after the house” [src: a proverb from the Alpujarra].",
        ),
        passage(
            4, "S2", 21.3, 29.0,
            "[laughs] Yo tenía nueve años y pagábamos {cien duros} [sic: quinientas pesetas] por colmena.",
            "[laughs] I was nine and we paid {a hundred duros} [sic: five hundred pesetas] [= about 3 euros] a hive.",
        ),
        passage(
            5, "S1", 28.6, 31.0,
            "//¿Y el señor Aumada [ph] la ayudab–?",
            "//And Mr Aumada [ph], did he hel–?",
        ),
        passage(
            6, "S2", 31.4, 44.8,
            "Él decía siempre [in English: bees first]. [pause 4s] Después vino la [inaudible 3s] y lo perdimos todo."
            " [phone rings]",
            "He always said [in English: bees first]. [pause 4s] Then came the [inaudible 3s] and we lost everything."
            "[tr: She does not say which year; the drought of 2012 is likely.] [ed: check with the producer]"
            " [phone rings]",
        ),
        passage(
            7, "S2", 44.8, 52.0,
            "La *trashumancia* la hacíamos con [redacted: safety]. [points at the map]"
            " [on screen: SIERRA BLANCA, 1.280 m]",
            "We did the *trashumancia* [= moving the hives with the seasons] with [redacted: safety]."
            " [points at the map] [on screen: SIERRA BLANCA, 1,280 m]",
        ),
        passage(8, None, 52.4, 54.0, "¡Un momento, por favor!", "One moment, please!"),
        passage(9, "S2", 54.0, 58.0, "Y hoy ~~casi~~ nadie lo sabe, {D. m.} [abbr: Dios mediante] cambiará.", None),
        passage(10, "S1", 58.2, 60.0, None, None),
        Segment(id="s00000011", withdrawn=Tombstone(date="2024-05-02", reason="at the speaker’s request")),
        passage(12, "S1", 61.0, None, "[… greetings] Gracias.", "[… greetings] Thank you."),
    )  # fmt: skip
    return Transcript(
        recording=Recording(
            media_type="audio/mpeg",
            duration=64_000,
            languages=("es",),
            copies=(Copy(address="tone.mp3"),),
        ),
        facts=Facts(
            title="La abuela y las abejas",
            title_target="My grandmother and the bees",
            description="A beekeeper from the south on drought, moving hives, and what a village owes its insects.",
            programme="Radio Sierra, “Tardes del campo”",
            rights_holder="Radio Sierra",
            licence="https://creativecommons.org/licenses/by/4.0/",
            dates=(Date(kind="aired", edtf="2021-06-03", written="3 de junio de 2021"),),
            publications=(
                Publication(address="https://radio.example/abejas", publisher="Radio Sierra", date="2021-06-03"),
            ),
            chapters=(Chapter(span=Span(0), title="Beginnings"), Chapter(span=Span(31_000), title="The drought")),
            tags=("bees", "drought"),
        ),
        speakers=(
            Speaker(id="S1", label="The host", name="Pablo Soto", role="interviewer"),
            Speaker(id="S2", label="Elena Ruiz", name="Elena Ruiz"),
        ),
        segments=rows,
        target_language="en",
    )


def arabic_english() -> Transcript:
    """A potter of Fustat: Arabic-Indic digits, a Hijri date, Latin words in Arabic lines and the other way round."""
    rows = (
        passage(
            1, "S1", 0.5, 7.0,
            "أهلاً بكم. ضيفنا اليوم الخزّاف سامي الحلواني، صاحب ورشة «طين» في الفسطاط منذ عام ١٩٨٧.",
            "Welcome. Our guest today is the potter Sami al-Halwani, owner of the workshop “Clay” *ṭīn* in Fustat"
            " since 1987.",
        ),
        passage(2, "S1", 7.0, 10.0, "متى بدأت العمل بالطين؟", "When did you begin to work with clay?"),
        passage(
            3, "S2", 10.4, 21.9,
            r"بدأت في رمضان سنة ١٤٠٧ هجرية، كنت أبيع القطعة بـ ٢٫٥ جنيه \(يعني (?قرشين)\) [voice: يضحك].",
            "I began in Ramadan of the year 1407 [= April–May 1987]; I used to sell a piece for 2.5 pounds, that is"
            " (?two piastres) [laughs].",
        ),
        passage(
            4, "S2", 21.9, 33.0,
            "ثم جاءت شركة [in English: Nile Ceramics Ltd.] وطلبت ٤٣٬٠٠٠ بلاطة، [inaudible 3s] ولم تدفع.",
            "Then a company came, [in English: Nile Ceramics Ltd.], and ordered 43,000 tiles (for its hotel),"
            " [inaudible 3s] and did not pay.[tr: The Arabic leaves open who did not pay: الشركة or الوسيط.]",
        ),
        passage(5, "S1", 33.2, 36.0, r"والسيد رمزي [ph]؟ \(ضحك\)", "And Mr Ramzi [ph]?"),
        passage(
            6, "S2", 36.0, 47.5,
            "قال لي: «الطين لا ينسى» [src: a saying of the potters of Fustat] [redacted: safety]"
            " [on screen: ورشة طين - 02-2345].",
            "He told me: “Clay does not forget” [src: a saying of the potters of Fustat] [redacted: safety]"
            " [on screen: ورشة طين - 02-2345].",
        ),
        passage(7, "S2", 47.5, 52.0, "هذه آخر قطعة من الفرن القديم.", None),
        passage(8, "S1", 52.0, 57.0, "Merci, Sami. On se retrouve demain.", "Thank you, Sami. Until tomorrow.", "fr"),
    )  # fmt: skip
    return Transcript(
        recording=Recording(
            media_type="video/mp4", duration=57_000, languages=("ar",), copies=(Copy(address="tone.mp4"),)
        ),
        facts=Facts(
            title="«الطين لا ينسى»: حوار مع خزّاف من الفسطاط",
            title_target="“Clay does not forget”: a talk with a potter of Fustat",
            description="On forty years at the wheel, and the price of a tile.",
            dates=(
                Date(kind="recorded", edtf="2024-03-21", written="١١ رمضان ١٤٤٥", calendar="islamic", place="Cairo"),
            ),
        ),
        speakers=(
            Speaker(id="S1", label="Interviewer"),
            Speaker(
                id="S2", label="Sami al-Halwani", name="Sami al-Halwani", name_native="سامي الحلواني", honorific="Mr"
            ),
        ),
        segments=rows,
        target_language="en",
    )


def english_persian() -> Transcript:
    """From English into Persian: the translation is the side that runs from right to left."""
    rows = (
        passage(
            1, "S1", 0.0, 5.0,
            r"Tell us about the 1,300 letters \(and the dates\).",
            "دربارهٔ آن ۱۳۰۰ نامه (به بی‌بی‌سی BBC) بگویید.",
        ),
        passage(
            2, "S2", 5.0, 12.0,
            "They came on (?22) May.",
            "*BBC World* آن‌ها را [= برابر ۱ خرداد ۱۳۵۷] فرستاد [inaudible] [laughs][tr: یعنی اردیبهشت].",
        ),
    )  # fmt: skip
    return Transcript(
        recording=Recording(media_type="audio/mpeg", duration=12_000, languages=("en",)),
        facts=Facts(title="Letters", title_target="نامه‌ها (۱۳۵۷)"),
        speakers=(Speaker(id="S1", label="مجری"), Speaker(id="S2", label="خانم Smith")),
        segments=rows,
        target_language="fa",
    )


def hostile(payload: str) -> Transcript:
    """An interview whose every text, name, tag and address is this one."""
    facts = Facts(
        title=payload,
        title_target=payload,
        description=payload,
        programme=payload,
        publisher=payload,
        rights_holder=payload,
        ground_for_use=payload,
        licence=payload,
        tags=(payload,),
        categories=(payload,),
        dates=(Date(kind="aired", edtf=payload, written=payload, calendar=payload, place=payload),),
        publications=(Publication(address=payload, publisher=payload, date=payload),),
        chapters=(Chapter(span=Span(0), title=payload),),
    )
    speakers = (
        Speaker(id=payload, label=payload, name=f"{payload} ", name_native=payload, role=payload, honorific=payload),
        Speaker(id="S2", name=payload, role=payload),
    )
    origin = Engine(name=payload, model=payload)
    text = (payload, *_every_mark(payload), payload)
    segments = (
        Segment(id=payload, speaker=payload, span=Span(0, 1000), language=payload, source=text, source_origin=origin),
        Segment(id="s00000002", speaker="S2", span=Span(1000), target=text, target_origin=Person(handle=payload)),
        Segment(id="s00000003", withdrawn=Tombstone(date=payload, reason=payload), source=(payload,)),
    )
    return Transcript(
        recording=Recording(media_type="audio/mpeg", languages=(payload,), copies=(Copy(address=payload),)),
        facts=facts,
        speakers=speakers,
        segments=segments,
        target_language=payload,
    )


def _every_mark(words: str) -> Text:
    """Every mark with these words wherever it holds any."""
    content = (words,)
    wrapping = (Supplied, Gloss, Unclear, Foreign, Phonetic, Struck, Note)
    standing = (Vocal, Incident, Kinesic, Writing, Redacted, CutOff)
    return (
        *(kind(content) for kind in wrapping),
        *(kind(words) for kind in standing),
        Gap("inaudible", 3000, words),
        Gap("omitted", None, words),
        Pause(4000),
        CodeSwitch(words, content),
        Sic(content, words),
        Abbreviation(content, words),
        Quote(content, words),
        Overlap(),
    )
