from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.tape_lines import is_tape_line
from dragoman.transcript.document import find_speaker


@pytest.mark.parametrize(
    "line",
    [
        "End of Tape One, Side A",
        "[Tape 2, Side B]",
        "Conclusion of Interview",
        "Kassette 1, Seite B",
        "Side A",
        "(Ende der Kassette)",
        "Конец записи",
        "Кассета 2, сторона 1",
        "نوار شماره: ۲",
        "پایان نوار اول",
        "نهاية الشريط الأول",
        "סוף צד א'",
    ],
)
def test_a_line_about_a_tape_is_known(line: str) -> None:
    assert is_tape_line(line)


@pytest.mark.parametrize("line", ["The tape is old.", "Band", "On the other side.", "Side by side", "1945", "B", ""])
def test_speech_is_no_line_about_a_tape(line: str) -> None:
    assert not is_tape_line(line)


def test_nobody_says_where_a_tape_ends() -> None:
    text = "Q: Where?\n\nA: In Lodz.\n\nEnd of Tape 1, Side A\n\nI was nine.\n\nQ: And then?\n\nA: Then we left."
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    said = [(find_speaker(transcript, s.speaker), s.source) for s in transcript.segments]
    assert [(who.label if who else None) for who, _ in said] == ["Q", "A", None, "A", "Q", "A"]


def test_the_head_of_the_next_session_is_nobodys() -> None:
    text = (
        "س- کجا متولد شدید؟\n\nج- در کرج.\n\nروایت‌کننده: مریم احمدی\nتاریخ مصاحبه: ۲۳ اسفند ۱۳۶۱\nنوار شماره: ۲\n\n"
        "س- بعد چه شد؟\n\nج- ماندیم.\n"
    )
    transcript = read(text.encode(), "plain-text", ReadOptions()).transcript
    assert [one.label for one in transcript.speakers] == ["س", "ج"]
    assert [segment.speaker for segment in transcript.segments] == ["S1", "S2", None, "S1", "S2"]
