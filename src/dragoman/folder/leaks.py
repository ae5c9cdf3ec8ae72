"""Where words that were withdrawn can still be read: files that lie in a folder and are not ours to rewrite."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from dragoman.language.finding import NameFinder, fold_plain

__all__ = ["find_traces"]

# Shorter ones stand in many texts by chance; a name is found whatever its length, as a word of its own.
_SHORTEST = 5
_LARGEST = 1 << 26
_DEEPEST = 3

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8-sig"))
_FAULTS = (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)


class _Wanted:
    """Passages, of which the whole text is looked for, and names, which are words of their own."""

    def __init__(self, words: Iterable[str], names: Iterable[str]) -> None:
        self.passages = [text for text in map(fold_plain, words) if len(text) >= _SHORTEST]
        self.names = NameFinder(names)

    def __contains__(self, text: str) -> bool:
        folded = fold_plain(text)
        return any(words in folded for words in self.passages) or folded in self.names


def find_traces(path: Path, words: Iterable[str], names: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files under a folder in whose bytes or names some of these words stand, and folders of such a name.

    Archives are looked into. Text is read as it stands, in UTF-8 and UTF-16, as a browser shows it, as JSON and as an
    address mean it, and out of base64. Recordings are passed over.
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
    """What a file says; of a word processor's document, a book or an archive, what each part of it says."""
    if not content.startswith(b"PK") or depth == _DEEPEST:
        yield from _decoded(content)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = _LARGEST
            for part in archive.infolist():
                with archive.open(part) as opened:
                    inner = opened.read(left)
                left -= len(inner)
                yield part.filename
                yield from _contents(inner, depth + 1)
    except _FAULTS:
        return


def _decoded(content: bytes) -> Iterator[str]:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    if encoding is None and b"\0" in content[:4096]:
        # Every second byte of Latin letters in UTF-16 is zero; no recording is like that.
        zeros = [content[side:4096:2].count(0) * 4 > len(content[:4096]) for side in (0, 1)]
        encoding = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get((zeros[0], zeros[1]))
        if encoding is None:
            return
    yield content.decode(encoding or "utf-8", errors="replace")


def _readings(text: str) -> Iterator[str]:
    """The text as it stands, as JSON, a browser and an address mean it, and what is encoded in it."""
    yield text
    for decode in (_read_json, _read_html, unquote):
        decoded = decode(text)
        if decoded != text:
            text = decoded
            yield text
    for encoded in _ENCODED.finditer(text):
        try:
            yield base64.b64decode(encoded[0]).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue


def _read_json(text: str) -> str:
    if "\\u" not in text:
        return text
    decoded = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)
    # Two halves of a character beyond the first 65,536 are one again.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _read_html(text: str) -> str:
    return html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text
