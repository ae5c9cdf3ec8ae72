"""Where words that were withdrawn can still be read: files that lie in a folder and are not ours to rewrite."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["find_traces"]

# Shorter ones stand in many texts by chance.
_SHORTEST = 5
_LARGEST = 1 << 26

_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def find_traces(path: Path, words: Iterable[str]) -> tuple[Path, ...]:
    """The files under a folder in whose bytes or names some of these words stand; archives are looked into.

    Recordings are passed over.
    """
    texts = (" ".join(unicodedata.normalize("NFC", text).casefold().split()) for text in words)
    wanted = [text for text in texts if len(text) >= _SHORTEST]
    return tuple(file for file in sorted(_files(path)) if _holds(file, wanted))


def _files(path: Path) -> Iterator[Path]:
    return (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())


def _holds(file: Path, wanted: list[str]) -> bool:
    if _has(file.name, wanted):
        return True
    if file.stat().st_size > _LARGEST:
        return False
    return any(_has(text, wanted) for content in _contents(file) for text in _readings(content))


def _contents(file: Path) -> Iterator[bytes]:
    """What a file says; of a word processor's document, a book or an archive, what each part of it says."""
    content = file.read_bytes()
    if not content.startswith(b"PK"):
        if b"\0" not in content[:4096]:
            yield content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            left = _LARGEST
            for part in archive.infolist():
                with archive.open(part) as opened:
                    inner = opened.read(left)
                left -= len(inner)
                yield part.filename.encode(errors="replace")
                yield inner
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return


def _readings(content: bytes) -> Iterator[str]:
    """The text as it stands, as a browser shows it, and as JSON means it."""
    text = content.decode(errors="replace")
    yield text
    if "<" in text:
        yield html.unescape(_TAG.sub("", text))
    if "\\u" in text:
        yield _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), text)


def _has(text: str, wanted: list[str]) -> bool:
    folded = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return any(words in folded for words in wanted)
