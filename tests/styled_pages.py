"""Pages for tests, typed as lines."""

from __future__ import annotations

from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph


def page(*lines: str) -> list[Paragraph]:
    """Paragraphs; what stands between stars is bold."""
    made = []
    for line in lines:
        parts = line.split("*")
        pieces = [StyledText(text=part, bold=number % 2 == 1) for number, part in enumerate(parts) if part]
        paragraph = make_paragraph(pieces, spaces_count=True)
        assert paragraph is not None
        made.append(paragraph)
    return made
