import pytest

from dragoman.formats.office.timed_paragraphs import read_timed
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph, StyledText
from dragoman.problems import ProblemLog
from dragoman.transcript.span import Span


def timed(*lines: str) -> Imported | None:
    paragraphs = [Paragraph(text=line, pieces=(StyledText(text=line, line=n),)) for n, line in enumerate(lines, 1)]
    return read_timed(paragraphs, ReadOptions(), ProblemLog())


def rows(*lines: str) -> list[tuple[object, ...]]:
    imported = timed(*lines)
    assert imported is not None
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, *(s.source or ())) for s in imported.transcript.segments]


def test_subtitles_that_were_pasted_are_cues() -> None:
    found = rows("1", "00:00:12,480 --> 00:00:16,920", "Good day,", "and welcome.", "2", "0:17 —> 0:19", "In 1979.")
    assert found == [(None, Span(12_480, 16_920), "Good day, and welcome."), (None, Span(17_000, 19_000), "In 1979.")]


def test_a_name_below_each_range_is_the_speaker() -> None:
    found = rows("0:0:3.3 --> 0:0:6.8", "Haddad, Sam (Guest)", "Where?", "0:0:8.1 --> 0:0:9.6", "Ana Ruiz", "In 1979.",
                 "0:0:9.6 --> 0:0:12.0", "Ana Ruiz", "We had goats.")  # fmt: skip
    assert found == [
        ("Haddad, Sam (Guest)", Span(3300, 6800), "Where?"),
        ("Ana Ruiz", Span(8100, 9600), "In 1979."),
        ("Ana Ruiz", Span(9600, 12_000), "We had goats."),
    ]


def test_a_time_alone_belongs_to_the_first_paragraph_below_it() -> None:
    assert rows("A talk", "[00:00:12]", "Where?", "In the valley.", "٠٠:٠٠:٢١", "And then?") == [
        (None, Span(12_000), "Where?"),
        (None, None, "In the valley."),
        (None, Span(21_000), "And then?"),
    ]


def test_marks_of_f4_at_the_beginnings_are_beginnings() -> None:
    assert rows("#00:00:00-0# I: Where?", "#00:00:05-2# B: In 1979.", "#00:00:12-7# I: And then? I: And?") == [
        ("I", Span(0), "Where?"),
        ("B", Span(5200), "In 1979."),
        ("I", Span(12_700), "And then? I: And?"),
    ]


@pytest.mark.parametrize("lines", [["Ana: Hello.", "Ben: Hi."], ["0:12", "Hello."], []])
def test_other_documents_are_not_for_here(lines: list[str]) -> None:
    assert timed(*lines) is None
