"""Write TTML in the IMSC 1.1 text profile: passages' ids, speakers as agents, a language on every part.

Marks are written as glyphs; words in another language are spans. One language per file.
"""

from __future__ import annotations

import html
import re

from dragoman.formats.export import find_left_out
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.plain_lines import find_typed_marks
from dragoman.formats.reading.xml import clean
from dragoman.formats.subtitles.cues import Cue, find_cues, voice
from dragoman.formats.subtitles.line_breaking import break_lines, join_lines
from dragoman.language.direction import direction, foreign_tag
from dragoman.render.review_share import heard_line
from dragoman.render.runs import ShownMark, render_runs
from dragoman.transcript.document import Speaker, Transcript
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.sides import text_on
from dragoman.transcript.span import format_timestamp
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import CodeSwitch, Foreign, plain

__all__ = ["write"]

_SPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
    ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling"'
    ' ttp:contentProfiles="http://www.w3.org/ns/ttml/profile/imsc1.1/text" ttp:timeBase="media"'
)
_STYLE = (
    '<style xml:id="style-words" tts:fontFamily="proportionalSansSerif" tts:fontSize="100%" tts:lineHeight="125%"'
    ' tts:color="white" tts:backgroundColor="#000000c0" tts:textAlign="center"/>'
)
_REGION = (
    '<region xml:id="region-below" tts:origin="10% 10%" tts:extent="80% 80%" tts:displayAlign="after"'
    ' tts:overflow="visible"/>'
)


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the cues of ``options.side`` as TTML; for ``"both"``, the translation if there is one."""
    found = find_cues(transcript, options.side, options.convention)
    languages = found.languages
    own = languages.source if found.column == "source" else languages.target
    # In the original, the language of a foreign word is unknown.
    kept_language = None if found.column == "source" else languages.source
    facts = transcript.facts
    title = facts.title if found.column == "source" else facts.title_target
    speakers = {cue.speaker.id: (cue.speaker, voice(cue, found.column)) for cue in found.cues if cue.speaker}
    agents = {id_: _agent_id(id_, number) for number, id_ in enumerate(speakers, 1)}
    paragraphs = [_paragraph(cue, agents, own, kept_language) for cue in found.cues]
    content = "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<tt {_SPACES} xml:lang="{_language(own)}">',
            "<head>",
            "<metadata>",
            *([f"<ttm:title>{_escape(title)}</ttm:title>"] if title else []),
            f"<ttm:desc>{_escape(heard_line(transcript))}</ttm:desc>",
            *(_agent(agents[id_], speaker, name) for id_, (speaker, name) in speakers.items()),
            "</metadata>",
            f"<styling>{_STYLE}</styling>",
            f"<layout>{_REGION}</layout>",
            "</head>",
            '<body style="style-words" region="region-below">',
            "<div>",
            *paragraphs,
            "</div>",
            "</body>",
            "</tt>",
        )
    )
    texts = [text_on(found.column, segment) or () for segment in transcript.segments]
    kept = (Foreign, CodeSwitch)
    lost = (*find_typed_marks(texts, "TTML", kept), *find_left_out(transcript, "TTML", "withdrawn passages"))
    return Written((content + "\n").encode("utf-8", "replace"), (*found.problems, *lost))


def _agent_id(speaker_id: str, number: int) -> str:
    """The speaker's id, or a new one if it is not an XML name."""
    is_name = re.fullmatch(r"[A-Za-z_][\w.-]{0,60}", speaker_id, re.ASCII) and not is_segment_id(speaker_id)
    return speaker_id if is_name else f"agent-{number}"


def _agent(agent_id: str, speaker: Speaker, name: str | None) -> str:
    full = f'<ttm:name type="full">{_escape(speaker.name)}</ttm:name>' if speaker.name else ""
    alias = f'<ttm:name type="alias">{_escape(name or "")}</ttm:name>'
    return f'<ttm:agent xml:id="{agent_id}" type="person">{alias}{full}</ttm:agent>'


def _paragraph(cue: Cue, agents: dict[str, str], own: str | None, kept: str | None) -> str:
    start, end = format_timestamp(cue.span.start), format_timestamp(cue.span.end or cue.span.start)
    attributes = [f'xml:id="{cue.id}" begin="{start}" end="{end}"']
    if cue.speaker:
        attributes.append(f'ttm:agent="{agents[cue.speaker.id]}"')
    if cue.language != own and _language(cue.language):
        attributes.append(f'xml:lang="{_language(cue.language)}"')
    if direction(cue.language) == "rtl":
        attributes.append('tts:direction="rtl"')
    runs = join_lines(break_lines(cue.atoms))
    words = render_runs(runs, _escape_words, lambda shown, content: _tag(shown, content, kept))
    return f"<p {' '.join(attributes)}>{words}</p>"


def _tag(shown: ShownMark, content: str, kept: str | None) -> str:
    mark = shown.mark
    if isinstance(mark, CodeSwitch):
        return f'<span xml:lang="{_language(mark.language)}">{content}</span>' if _language(mark.language) else content
    if isinstance(mark, Foreign):
        tag = foreign_tag(kept, plain(mark.content))
        return f'<span xml:lang="{_language(tag) or "und"}" tts:fontStyle="italic">{content}</span>'
    return f"{_escape_words(shown.before)}{content}{_escape_words(shown.after)}"


def _language(tag: str | None) -> str:
    return tag if tag and is_tag(tag) else ""


def _escape(text: str) -> str:
    return html.escape(" ".join(clean(text).split()))


def _escape_words(text: str) -> str:
    return html.escape(clean(text), quote=False).replace("\n", "<br/>")
