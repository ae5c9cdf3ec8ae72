"""Bytes to text: the only module that knows the size limit of files, and that detects encodings."""

from __future__ import annotations

import codecs
import re

import msgspec

from dragoman.errors import FormatError, SettingsError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.charsets import guess_encoding
from dragoman.problems import Place, Problem

__all__ = [
    "MOST_BYTES",
    "MOST_PASSAGES",
    "Decoded",
    "check_number",
    "check_size",
    "decode",
    "decode_unicode",
    "find_unicode",
    "to_utf8",
]

# A day of speech is a few megabytes in the most verbose of the formats.
MOST_BYTES = 64 * 1024 * 1024

# Ten days of it, in subtitles.
MOST_PASSAGES = 500_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
_SAMPLE = 16 * 1024
_STRAY = re.compile("[\udc80-\udcff]+")
_STRAY_LINE = re.compile("[^\n\udc80-\udcff]*[\udc80-\udcff][^\n]*")
_ASCII = re.compile("[\x00-\x7f]+")
# With more of these than one in a hundred, a file is not text.
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(msgspec.Struct, frozen=True):
    """A file's text with normalized line breaks, and what had to be guessed."""

    text: str
    problems: tuple[Problem, ...] = ()


def check_size(content: bytes, options: ReadOptions) -> None:
    """Reject a file that is larger than any transcript.

    :raises FormatError: if it is
    """
    if len(content) > MOST_BYTES:
        raise FormatError(
            options.path, f"is larger than {MOST_BYTES // 1024 // 1024} MiB", "split it into parts", line=1, column=1
        )


def check_number(passages: int, options: ReadOptions) -> None:
    """Reject a file with more passages than any transcript, before they are created.

    :raises FormatError: if it has too many
    """
    if passages > MOST_PASSAGES:
        fault = f"has more than {MOST_PASSAGES:,} passages"
        raise FormatError(options.path, fault, "split it into parts", line=1, column=1)


def decode(content: bytes, options: ReadOptions) -> Decoded:
    """The text of a file: by its byte-order mark, as UTF-8 or UTF-16, else in the best matching legacy encoding.

    NULs become U+FFFD. A guessed encoding is reported.

    :raises FormatError: if the file is too large, is not text, or is not in the requested encoding
    :raises SettingsError: if the requested encoding is unknown
    """
    check_size(content, options)
    if options.encoding is not None:
        return Decoded(_unify(_decode_as(content, options.encoding, options)))
    unicode = find_unicode(content)
    if unicode is not None:
        return Decoded(_unify(_decode_as(content, unicode, options)))
    try:
        return Decoded(_unify(content.decode()))
    except UnicodeDecodeError:
        return _decode_legacy(content, options)


def decode_unicode(content: bytes, options: ReadOptions) -> str:
    """The text of a file that must be UTF-8 or UTF-16 (or UTF-32 with a byte-order mark), of any size.

    :raises FormatError: if it is in another encoding
    """
    return _unify(_decode_as(content, find_unicode(content) or "utf-8", options))


def find_unicode(content: bytes) -> str | None:
    """The encoding, as Python names it, of a file with a byte-order mark or in UTF-16; else ``None``.

    Text that is decoded with it still begins with the mark.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    head = content[: _HEAD if len(content) > _HEAD else len(content) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    # Times and line breaks are ASCII in every script, so many of the high bytes are zero.
    if odd > len(head) // 8 and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 8 and even > 8 * odd else None


def to_utf8(content: bytes) -> bytes:
    """The file as UTF-8 without a byte-order mark, for inspection. A file that is not Unicode is unchanged."""
    unicode = find_unicode(content)
    return content if unicode is None else content.decode(unicode, "replace").removeprefix("\ufeff").encode()


def _decode_as(content: bytes, encoding: str, options: ReadOptions) -> str:
    try:
        codecs.lookup(encoding)
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, "replace").removeprefix("\ufeff")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        fix = "save it as UTF-8" if options.encoding is None else "name another encoding"
        shown = re.sub("-[LB]E$", "", encoding.upper())
        raise FormatError(options.path, f"is not {shown} text", fix, line=line, column=column) from None
    except (LookupError, ValueError):
        raise SettingsError("encoding", encoding, "is not known", "use a name such as windows-1256") from None


def _decode_legacy(content: bytes, options: ReadOptions) -> Decoded:
    _refuse_binary(content, options)
    # Each byte that is not UTF-8 becomes a character that nothing else can become.
    text = content.decode("utf-8", "surrogateescape")
    first = _STRAY.search(text)
    assert first is not None
    line, column = text.count("\n", 0, first.start()) + 1, first.start() - text.rfind("\n", 0, first.start())
    guess = guess_encoding(_sample(text), _language(options))
    if guess is None:
        fault = "is not in a known encoding"
        raise FormatError(options.path, fault, "save it as UTF-8", line=line, column=column)
    where = Place(line=line, column=column)
    if _is_mostly_utf8(text):
        text = _STRAY.sub(lambda match: _bytes_of(match.group()).decode(guess, "replace"), text)
        message = "the file is UTF-8 with stray bytes, which are read as {guess}; look at those letters"
        return Decoded(_unify(text), (Problem.of("mixed-encodings", "warning", message, where, guess=guess),))
    message = "the file is not Unicode and is read as {guess}; name its encoding if letters look wrong"
    return Decoded(
        _unify(content.decode(guess, "replace")),
        (Problem.of("encoding-guessed", "warning", message, where, guess=guess),),
    )


def _sample(text: str) -> bytes:
    """The lines that are not UTF-8, as many as a guess needs."""
    lines, size = [], 0
    for match in _STRAY_LINE.finditer(text):
        lines.append(_bytes_of(match.group()))
        size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)[: 2 * _SAMPLE]


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _is_mostly_utf8(text: str) -> bool:
    letters = _ASCII.sub("", text)
    return len(_STRAY.sub("", letters)) * 2 >= len(letters)


def _language(options: ReadOptions) -> str | None:
    tag = options.language if options.side == "source" else options.target_language
    return tag.partition("-")[0].lower() if tag else None


def _refuse_binary(content: bytes, options: ReadOptions) -> None:
    head = content[:_HEAD]
    if len(_CONTROLS.findall(head)) * 100 > len(head):
        raise FormatError(options.path, "is not text", "name a transcript", line=1, column=1)


def _unify(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").replace("\x00", "\ufffd")
