"""The speakers of subtitles: names before the words, and dashes if two speakers share one.

A name is taken for a speaker's only if the whole file supports it: ``Remember: …`` occurs once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.rich_text import clean_words
from dragoman.formats.reading.rtl_punctuation import is_reversed, mend_line
from dragoman.formats.reading.same_names import with_full_names
from dragoman.formats.reading.tape_lines import is_tape_line
from dragoman.notation.speakers import may_be_name
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.text import Inline, Text

__all__ = ["find_speakers"]

# A dash or ">>" for a new voice, a name with or without brackets, a colon, and words or the end of the line.
_LABEL = re.compile(
    r"(?:[-–—‐]{1,2} ?|>{2,3} ?)?"
    r"(?:([(\[])([^()\[\]:：\n]{1,60})[)\]]|([^\s:：()\[\]<>\-–—‐][^:：()\[\]\n]{0,59}?))"
    r"(?P<how> ?\([^()\n]{1,40}\))?(?: ?:(?=\s|$)|：)[ \t]*"
)
_DASH = re.compile(r"([-–—‐])(?![-–—‐]) ?(?=[^\W\d]|[¿¡\"“«„‘'(\[…])")
_ARTICLES = frozenset(("the", "a", "an", "el", "la", "los", "las", "le", "les", "der", "die", "das", "il", "lo", "o"))
# A new voice in captions for deaf people; inside a line it is between spaces.
_CHEVRON = re.compile(r"[ \t]*>{2,3}(?!>)[ \t]*")
_INNER_CHEVRON = re.compile(r"(?<=\S)[ \t]+(?=>{2,3}[ \t]*[^\s>])")
# A second voice in a line: a dash after the end of a sentence, before a word that does not go on with one.
_INNER_DASH = re.compile(r"(?<=[.?!…؟。！？\"”»])[ \t]+(?=[-–—‐][ \t]?(?:[^\W\d_a-zß-öø-ÿа-яё]|[¿¡\"“«„(\[]))")
# A second name in a line: in capitals, after the end of a sentence.
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.'’-]){1,30}"
_INNER_LABEL = re.compile(rf"(?<=[.?!…؟])(?<![^\W\d_a-z]\.)[ \t]+(?={_CAPITALS}(?: {_CAPITALS}){{0,2}}: )")
# No passage has more lines; each of them could become a passage.
MOST_LINES = 10_000
# Longer names, in words, must occur more than once.
_MOST_ONCE = 3


def find_speakers(
    passages: Sequence[ImportedCue], options: ReadOptions, log: ProblemLog, *, carried: bool = False
) -> list[ImportedCue]:
    """The passages, each with one speaker: labels are removed, and subtitles of two speakers are split.

    Both parts keep the subtitle's times, because the time of the change is unknown. A name that occurs only once is
    reported. So are lines with reversed punctuation, which are corrected on request.

    :param carried: whether a name applies until the next name or dash, for files that only write it when it changes
    :raises FormatError: if a passage has too many lines, or a text cannot be read safely
    """
    clean = [_checked(passage, options, log) for passage in passages]
    if options.labels:
        clean = [_with_label_lines(passage) for passage in clean]
    clean = [_with_dash_lines(passage) for passage in clean]
    if _has_chevrons(clean):
        clean = [_with_chevron_lines(passage) for passage in clean]
    names = _find_names(clean, log) if options.labels else frozenset[str]()
    pieces: list[_Piece] = []
    for passage in clean:
        if _is_plain(passage):
            pieces.append(_Piece(passage))
        else:
            pieces += _split(_with_punctuation(passage, options, log), names)
    _tell(log)
    cues = _carry(pieces) if carried and names else [piece.passage for piece in pieces]
    return with_full_names(cues, names)


class _Piece(msgspec.Struct, frozen=True):
    """The part of a passage by one voice. ``begins``: a dash or similar says that the voice is a new one."""

    passage: ImportedCue
    begins: bool = False


def _has_chevrons(passages: Sequence[ImportedCue]) -> bool:
    """Whether ``>>`` begins voices in a file; if ``<<`` occurs too, both are quotation marks."""
    strings = [inline for passage in passages for inline in _strings(passage.text)]
    return any(">>" in words for words in strings) and not any("<<" in words for words in strings)


def _strings(text: str | Text) -> Iterator[str]:
    yield from (inline for inline in ((text,) if isinstance(text, str) else text) if isinstance(inline, str))


def _with_chevron_lines(passage: ImportedCue) -> ImportedCue:
    """The passage with every ``>>`` at the beginning of a line."""
    text = passage.text
    if not any(">>" in words for words in _strings(text)):
        return passage
    if isinstance(text, str):
        return msgspec.structs.replace(passage, text=_INNER_CHEVRON.sub("\n", text))
    lines = tuple(_INNER_CHEVRON.sub("\n", inline) if isinstance(inline, str) else inline for inline in text)
    return msgspec.structs.replace(passage, text=lines)


def _with_dash_lines(passage: ImportedCue) -> ImportedCue:
    """The passage; if it begins with a dash for a voice, each dash after the end of a sentence begins a line."""
    text = passage.text
    if (
        not isinstance(text, str)
        or passage.speaker is not None
        or not _DASH.match(text)
        or not _INNER_DASH.search(text)
    ):
        return passage
    return msgspec.structs.replace(passage, text=_INNER_DASH.sub("\n", text))


def _with_label_lines(passage: ImportedCue) -> ImportedCue:
    """The passage; if its first line begins with a label, further labels in capitals begin new lines."""
    text = passage.text
    if not isinstance(text, str) or passage.speaker is not None or not _INNER_LABEL.search(text):
        return passage
    lines = "\n".join(map(_cut_labels, text.split("\n")))
    return msgspec.structs.replace(passage, text=lines)


def _cut_labels(line: str) -> str:
    label = _LABEL.match(line) if _read_label(line) else None
    return line if label is None else line[: label.end()] + _INNER_LABEL.sub("\n", line[label.end() :])


def _checked(passage: ImportedCue, options: ReadOptions, log: ProblemLog) -> ImportedCue:
    """The passage without invisible characters, which might precede a name or punctuation."""
    if not isinstance(passage.text, str):
        return passage
    if passage.text.count("\n") > MOST_LINES:
        fault = f"has a passage of more than {MOST_LINES:,} lines"
        raise FormatError(options.path, fault, "check that it is a transcript", line=passage.line or 1, column=1)
    if passage.text.isascii():
        return passage
    return msgspec.structs.replace(passage, text=clean_words(passage.text, options, log, passage.line))


def _is_plain(passage: ImportedCue) -> bool:
    """Whether a passage contains nothing to look for, like most."""
    text = passage.text
    if not isinstance(text, str) or not text.isascii() or ">>" in text:
        return False
    return passage.speaker is not None or not (":" in text or text.startswith("-") or "\n-" in text)


def _find_names(passages: Sequence[ImportedCue], log: ProblemLog) -> frozenset[str]:
    """The labels of the file: those that occur more than once, in brackets or capitals, and others beside them."""
    counts: Counter[str] = Counter()
    lines: dict[str, int | None] = {}
    sure: set[str] = set()
    for place, passage in enumerate(passages):
        if passage.speaker is not None:
            continue
        for number, line in enumerate(_lines(passage)):
            label = _read_label(line)
            if label is not None:
                name, is_plain = label
                counts[name] += 1
                lines.setdefault(name, passage.line and passage.line + number)
                begins_file = place == number == 0 and len(name.split()) <= _MOST_ONCE
                if not is_plain or counts[name] > 1 or begins_file:
                    sure.add(name)
    once = {name for name in counts if counts[name] == 1 and sure and (name in sure or _looks_like_name(name))}
    for name in sorted(once):
        message = "“{name}” occurs once before a colon and is taken for a speaker"
        log.add(Problem.of("speaker-guessed", "note", message, Place(line=lines[name]), name=name))
    return frozenset(sure | once)


def _lines(passage: ImportedCue) -> Sequence[str]:
    """The beginnings of the lines that may have a label."""
    text = passage.text
    if isinstance(text, str) and ":" not in text and "：" not in text:
        return ()
    return [_head(line) for line in _split_text(text)]


def _split_text(text: str | Text) -> list[list[Inline]]:
    """The lines of words, or of rich text with line breaks outside its marks."""
    lines: list[list[Inline]] = [[]]
    for inline in (text,) if isinstance(text, str) else text:
        if isinstance(inline, str):
            first, *others = inline.split("\n")
            lines[-1].append(first)
            lines += ([other] for other in others)
        else:
            lines[-1].append(inline)
    return lines


def _head(line: Sequence[Inline]) -> str:
    return line[0] if line and isinstance(line[0], str) else ""


def _join_lines(lines: Sequence[Sequence[Inline]]) -> str | Text:
    inlines = tuple(inline for line in lines for inline in ("\n", *line))[1:]
    if all(isinstance(inline, str) for inline in inlines):
        return "".join(map(str, inlines))
    return tuple(inline for inline in inlines if inline != "")


def _read_label(line: str) -> tuple[str, bool] | None:
    """The name at the beginning of a line, and whether only the colon marks it as a name."""
    match = _LABEL.match(line)
    if match is None:
        return None
    name = (match[2] or match[3]).strip()
    if not name or name[0].islower() or not any(map(str.isalpha, name)) or not may_be_name(name):
        return None
    return name, not (match[1] or (name.isupper() and len(name) > 1))


def _looks_like_name(name: str) -> bool:
    """Whether words that precede a colon only once may be a name: capitals, or "The host"."""
    words = name.split()
    if len(words) > _MOST_ONCE:
        return False
    return words[0].lower() in _ARTICLES or not any(word[0].islower() for word in words)


def _with_punctuation(passage: ImportedCue, options: ReadOptions, log: ProblemLog) -> ImportedCue:
    text = passage.text
    if not isinstance(text, str) or text.isascii():
        return passage
    lines = text.split("\n")
    if not any(map(is_reversed, lines)):
        return passage
    log.count("corrected" if options.fix_punctuation else "reversed", passage.line)
    if not options.fix_punctuation:
        return passage
    return msgspec.structs.replace(passage, text="\n".join(map(mend_line, lines)))


def _split(passage: ImportedCue, names: frozenset[str]) -> Iterator[_Piece]:
    """The passage by speakers. Only the first part keeps the id."""
    if not passage.text or (passage.speaker is not None and not any(">>" in t for t in _strings(passage.text))):
        yield _Piece(passage)
        return
    parts = list(_find_parts(_split_text(passage.text), names if passage.speaker is None else frozenset()))
    words = _share_words(passage, [part.lines for part in parts])
    translations = _share_translation(passage, parts)
    id_ = passage.id
    for number, (part, own) in enumerate(zip(parts, words, strict=True)):
        start, end = _times(passage, words, number)
        piece = msgspec.structs.replace(
            passage,
            start=start,
            end=end,
            text=_join_lines(part.lines),
            translation=translations[number],
            speaker=part.speaker or (passage.speaker if number == 0 else None),
            id=id_,
            words=own,
            line=passage.line + part.number if passage.line else None,
        )
        yield _Piece(piece, part.begins)
        id_ = None


def _share_translation(passage: ImportedCue, parts: Sequence[_Part]) -> list[str | Text]:
    """The translation of each part: by its own labels and dashes if it has as many; otherwise all of it for the
    first.
    """
    if not passage.translation:
        return [""] * len(parts)
    lines = _split_text(passage.translation)
    labels = frozenset(label[0] for line in lines if (label := _read_label(_head(line))))
    own = list(_find_parts(lines, labels if any(part.speaker for part in parts) else frozenset()))
    if len(own) != len(parts):
        return [passage.translation, *[""] * (len(parts) - 1)]
    return [_join_lines(part.lines) for part in own]


def _share_words(passage: ImportedCue, parts: Sequence[Sequence[Sequence[Inline]]]) -> list[tuple[Word, ...]]:
    """The words of each part, if the passage's words match the text one by one; those of names are left out."""
    shown = passage.text.split() if isinstance(passage.text, str) else []
    if len(parts) == 1 and _join_lines(parts[0]) == passage.text:
        return [passage.words]
    if not passage.words or [word.text for word in passage.words] != shown:
        return [()] * len(parts)
    out, last = [], len(shown)
    for part in reversed(parts):
        text = _join_lines(part)
        kept = text.split() if isinstance(text, str) else []
        while last > 0 and shown[last - len(kept) : last] != kept:
            last -= 1
        out.append(tuple(passage.words[last - len(kept) : last]) if kept else ())
        last = max(0, last - len(kept))
    return out[::-1]


def _times(passage: ImportedCue, words: Sequence[tuple[Word, ...]], number: int) -> tuple[int | None, int | None]:
    """The times of a part: from its words if they have times and there are several parts; else the passage's."""
    if len(words) == 1 or not all(own and own[0].span for own in words[1:]):
        return passage.start, passage.end
    starts = [passage.start, *(own[0].span.start for own in words[1:] if own[0].span), passage.end]
    return starts[number], starts[number + 1]


class _Part(msgspec.Struct, frozen=True):
    """The lines of one voice, without its name; ``number`` is that of its first line."""

    speaker: str | None
    lines: list[list[Inline]]
    number: int
    begins: bool


def _find_parts(lines: Sequence[list[Inline]], names: frozenset[str]) -> Iterator[_Part]:
    """The voices of a passage in order."""
    speaker: str | None = None
    held: list[list[Inline]] = []
    start, begins = 0, False
    for number, line in enumerate(lines):
        head = _head(line)
        label = _read_label(head)
        match = _LABEL.match(head) if label and label[0] in names else None
        chevron = _CHEVRON.match(head)
        is_other = bool(match or chevron or _is_other_voice(head, _head(lines[0])))
        if held and is_other:
            yield _Part(speaker, held, start, begins)
            speaker, held, start = None, [], number
        if not held:
            begins = bool(match or chevron or _DASH.match(head))
        if label and match:
            # A manner of speaking, "(on the phone)", belongs to the words.
            how = f"{match['how'].strip()} " if match["how"] else ""
            speaker, line = label[0], [how + head[match.end() :], *line[1:]]  # noqa: PLW2901
        elif chevron:
            line = [head[chevron.end() :], *line[1:]]  # noqa: PLW2901
        held.append(line)
    if held:
        yield _Part(speaker, held, start, begins)


def _is_other_voice(line: str, first: str) -> bool:
    match = _DASH.match(line)
    if match is None:
        return False
    # A single long dash may continue a sentence.
    return match[1] != "—" or _DASH.match(first) is not None


def _carry(pieces: Sequence[_Piece]) -> list[ImportedCue]:
    out: list[ImportedCue] = []
    speaker: str | None = None
    for piece in pieces:
        passage = piece.passage
        text = "".join(_strings(passage.text)).strip()
        if passage.speaker is None and text[:1] in ("[", "(") and is_tape_line(text):
            # Nobody says where a tape ends, and whoever spoke goes on. Without brackets the words may be said.
            out.append(passage)
            continue
        speaker = passage.speaker or (None if piece.begins else speaker)
        out.append(passage if passage.speaker == speaker else msgspec.structs.replace(passage, speaker=speaker))
    return out


def _tell(log: ProblemLog) -> None:
    number, where = log.counted("reversed")
    if number:
        message = "punctuation is at the wrong end of right-to-left lines, put there by hand; passages: {number}"
        log.add(Problem.of("punctuation-reversed", "warning", message, where, number=number))
    number, where = log.counted("corrected")
    if number:
        message = "punctuation at the wrong end of right-to-left lines is moved where it belongs; passages: {number}"
        log.add(Problem.of("punctuation-fixed", "note", message, where, number=number))
