"""Find files in which withdrawn words can still be read: files in a folder that Dragoman may not rewrite."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

from dragoman.formats.reading.charsets import guess_encoding
from dragoman.language.finding import NameFinder, fold_plain

__all__ = ["find_traces"]

# Shorter passages occur in many texts by chance; a name of any length is found as a whole word.
_SHORTEST = 5
_LARGEST = 1 << 26
_DEEPEST = 3

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{8,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
_URL_SAFE = str.maketrans("-_", "+/")
_RTF = re.compile(r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\'([0-9a-fA-F]{2})")
_ROUNDS = 2
_SAMPLE = 1 << 12
_LINES = 200
_FEWEST_ZEROS = 0.05
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8-sig"))
_FAULTS = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)


class _Wanted:
    """Passages, matched as whole texts, and names, matched as whole words."""

    def __init__(self, words: Iterable[str], names: Iterable[str]) -> None:
        self.passages = [text for text in map(fold_plain, words) if len(text) >= _SHORTEST]
        self.names = NameFinder(names)

    def __contains__(self, text: str) -> bool:
        folded = fold_plain(text)
        return any(words in folded for words in self.passages) or folded in self.names


def find_traces(path: Path, words: Iterable[str], names: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files below a folder with any of these words in their content or name, and folders with such a name.

    Archives are searched. Text is read as it is, in UTF-8 and UTF-16, and decoded from HTML, JSON, URL encoding, RTF
    and base64. Recordings are skipped.
    """
    wanted = _Wanted(words, names)
    return tuple(found for found in (path, *sorted(path.rglob("*"))) if _holds(found, wanted))


def _holds(path: Path, wanted: _Wanted) -> bool:
    if path.resolve().name in wanted if path.name in ("", ".", "..") else path.name in wanted:
        return True
    if not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST:
        return False
    return any(reading in wanted for content in _contents(path.read_bytes()) for reading in _readings(content))


def _contents(content: bytes, depth: int = 0) -> Iterator[str]:
    """The texts of a file; of a word processor document, an e-book or an archive, those of each part."""
    if content.startswith(b"PK") and depth < _DEEPEST:
        yield from _zipped(content, depth)
    elif content.startswith(b"\x1f\x8b") and depth < _DEEPEST:
        with suppress(*_FAULTS):
            yield from _contents(zlib.decompressobj(31).decompress(content, _LARGEST), depth + 1)
    else:
        yield from _decoded(content)


def _zipped(content: bytes, depth: int) -> Iterator[str]:
    with suppress(*_FAULTS), zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = _LARGEST
        for part in archive.infolist():
            with archive.open(part) as opened:
                inner = opened.read(left)
            left -= len(inner)
            yield part.filename
            yield from _contents(inner, depth + 1)


def _decoded(content: bytes) -> Iterator[str]:
    """The text of some bytes: as UTF-8, as UTF-16 if plausible, or in a guessed encoding."""
    mark = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if mark is not None:
        yield content.decode(mark, errors="replace")
    elif b"\0" not in content[:_SAMPLE]:
        text = content.decode("utf-8", errors="replace")
        yield text
        legacy = _guess_encoding(content) if "\ufffd" in text else None
        if legacy is not None:
            yield content.decode(legacy, errors="replace")
    else:
        yield from (content.decode(encoding, errors="replace") for encoding in _find_utf_16(content[:_SAMPLE]))


def _guess_encoding(content: bytes) -> str | None:
    lines = (line for line in content.splitlines() if not line.isascii())
    return guess_encoding(b"\n".join(islice(lines, _LINES))[:_SAMPLE], None)


def _find_utf_16(sample: bytes) -> Iterator[str]:
    # Text has spaces and line ends, of which one byte is zero; sound has zeros in both bytes, or none.
    for zeros, encoding in ((sample[1::2], "utf-16-le"), (sample[::2], "utf-16-be")):
        other = sample[::2] if encoding == "utf-16-le" else sample[1::2]
        if zeros.count(0) > _FEWEST_ZEROS * len(zeros) and 4 * other.count(0) < zeros.count(0):
            yield encoding


def _readings(text: str) -> Iterator[str]:
    """The text as it is, decoded from JSON, RTF, HTML and URL encoding, and with base64 decoded.

    Encodings may be nested: a page in JSON, an address in a page.
    """
    seen = {text}
    yield text
    for _ in range(_ROUNDS):
        for decode in (_read_json, _read_rtf, html.unescape, unquote):
            text = decode(text)
            if text not in seen:
                seen.add(text)
                yield text
    # A browser shows the text between the tags; the tags were read above.
    shown = _TAG.sub("", text)
    if shown != text:
        yield shown
    yield "\n".join(_read_base64(text))


def _read_base64(text: str) -> Iterator[str]:
    """Decoded base64 in a text, with broken lines joined. An incomplete last group is decoded too."""
    for encoded in _ENCODED.finditer(text):
        letters = re.sub(r"\s", "", encoded[0]).rstrip("=").translate(_URL_SAFE)
        whole = letters[: len(letters) // 4 * 4]
        rest = letters[len(whole) :]
        with suppress(binascii.Error):
            decoded = base64.b64decode(whole + (rest + "==" if len(rest) > 1 else ""))[:_LARGEST]
            yield decoded.decode(errors="replace")
            for encoding in _find_utf_16(decoded[:_SAMPLE]):
                yield decoded.decode(encoding, errors="replace")


def _read_json(text: str) -> str:
    if "\\u" not in text:
        return text
    decoded = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    # Combine surrogate pairs.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _read_rtf(text: str) -> str:
    """RTF writes characters as signed numbers, each followed by a fallback for older programs."""
    if not text.startswith("{\\rtf"):
        return text
    return _RTF.sub(lambda escape: chr(int(escape[1]) % 0x10000) if escape[1] else chr(int(escape[2], 16)), text)
