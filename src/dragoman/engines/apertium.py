"""Translates text with the rules of Apertium, a separate program; each request starts one process.

Apertium is under the GPL: it is run, never imported. Each passage is sent between two marks of random digits, in the
brackets that Apertium passes through unchanged. A passage that does not return between its two marks is dropped.
Source: https://wiki.apertium.org/wiki/Apertium_stream_format
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.engines.base import (
    Availability,
    BusyError,
    TranslationReply,
    TranslationRequest,
    TranslatorSetup,
    TranslatorTraits,
    unknown_original,
)
from dragoman.errors import EngineError
from dragoman.language.folding import primary
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine
from dragoman.transcript.tags import find_tag, language_name

__all__ = ["PACKAGES", "Apertium", "Mode", "find_availability", "find_mode", "list_modes", "parse_mode"]

_PROGRAM = "apertium"
_DATA = "/usr/share/apertium"
_LIST_SECONDS = 20

# Debian's packages and the directions that each translates: > one way, = both.
PACKAGES = {
    "apertium-eng-spa": "en=es", "apertium-fra-spa": "fr=es", "apertium-eng-cat": "en=ca", "apertium-en-gl": "en=gl",
    "apertium-eo-en": "eo=en", "apertium-es-gl": "es=gl", "apertium-es-pt": "es=pt", "apertium-es-ro": "es=ro",
    "apertium-spa-cat": "es=ca", "apertium-spa-ita": "es=it", "apertium-spa-arg": "es=an", "apertium-fra-cat": "fr=ca",
    "apertium-cat-ita": "ca=it", "apertium-por-cat": "pt=ca", "apertium-pt-gl": "pt=gl", "apertium-oc-es": "oc=es",
    "apertium-oc-ca": "oc=ca", "apertium-oci-fra": "oc=fr", "apertium-eu-es": "eu>es", "apertium-eu-en": "eu>en",
    "apertium-br-fr": "br>fr", "apertium-mkd-eng": "mk>en", "apertium-mkd-bul": "mk=bg", "apertium-hbs-eng": "sh>en",
    "apertium-hbs-slv": "sh=sl", "apertium-isl-eng": "is>en", "apertium-isl-swe": "is>sv", "apertium-swe-dan": "sv=da",
    "apertium-swe-nor": "sv=nb", "apertium-dan-nor": "da=nb", "apertium-nno-nob": "nn=nb", "apertium-bel-rus": "be=ru",
    "apertium-rus-ukr": "ru=uk", "apertium-afr-nld": "af=nl", "apertium-ind-zlm": "id=ms", "apertium-urd-hin": "ur=hi",
}  # fmt: skip

# Apertium's codes that differ from BCP 47's, and languages that share one set of rules.
_CODES = {
    "afr": "af", "arg": "an", "bel": "be", "bul": "bg", "epo": "eo", "hbs": "sh", "isl": "is", "mkd": "mk", "nno": "nn",
    "nob": "nb", "oci": "oc", "srd": "sc", "zlm": "ms", "bre": "br", "cym": "cy", "kaz": "kk", "tat": "tt", "mlt": "mt",
}  # fmt: skip
_SAME = {"sr": "sh", "hr": "sh", "bs": "sh", "no": "nb"}

_MODE = re.compile(r"([a-z]{2,3})(?:_([A-Za-z\d]+))?-([a-z]{2,3})(?:_([A-Za-z\d]+))?", re.ASCII)
# Characters with a meaning in Apertium's stream. Those of _ESCAPED come back escaped. Those of _CARRIED would come back
# bare, like a mark of Apertium's own, or (the circumflex) not at all: each is sent as its code, in brackets.
_ESCAPED = re.compile(r"[\[\]{}$/\\<>@]")
_CARRIED = re.compile(r"[\^*#~+]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_OUTPUT = re.compile(r"\\(?P<plain>.)|\[x(?P<carried>[\da-f]{2})\]|(?P<mark>[*@#])|\[[^\]]*\]", re.DOTALL)
_WORD = re.compile(r"[\w’'-]+")
_SPACES = re.compile(r"[ \n]+")
_REPEATED = re.compile(r"(?<!\w)(\w+)\s+\1(?!\w)", re.IGNORECASE)
# Articles, and prepositions with and without one, which no sentence of these languages has twice.
_DOUBLED = re.compile(
    r"(?<!\w)(the|an|of|el|los|las|del|al|de|en|le|les|des|du|il|gli|dei|della|degli|do|da|dos|das|os|els|dels)\s+\1(?!\w)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\s+(?=[,.](?:\s|\Z))")
_MOST_NAMED = 8


class Mode(msgspec.Struct, frozen=True):
    """A direction in which an installed language pair translates. ``name`` is Apertium's name for it."""

    name: str
    source: str
    target: str
    source_variant: str | None = None
    target_variant: str | None = None


class Apertium:
    """Translates between the languages of an installed pair, one passage at a time, without context.

    :raises EngineError: if no installed pair has the direction, or the source language is not known
    """

    def __init__(self, setup: TranslatorSetup) -> None:
        mode = find_mode(setup.source, setup.target, list_modes())
        if mode is None:
            raise _missing(setup.source, setup.target)
        self._mode = mode.name
        self._timeout = setup.timeout
        rules = _describe(mode.name, Path(setup.folder or _DATA))
        self.identity = Engine(name="apertium", model=mode.name, settings=rules)
        self.traits = TranslatorTraits(passages=100, characters=20_000, concurrency=setup.concurrency or 1)

    def translate(self, request: TranslationRequest) -> TranslationReply:
        """Translations of the passages, and a problem for each passage with words that Apertium does not know.

        :raises BusyError: if it takes longer than the time-out
        :raises EngineError: if it fails
        """
        marks = [f"{secrets.token_hex(8)}:{place}" for place, _ in enumerate(request.passages)]
        sent = "".join(
            f"[{mark}<]{_escape(passage.text)}[{mark}>]\0"
            for mark, passage in zip(marks, request.passages, strict=True)
        )
        answer = _run([_PROGRAM, "-z", "-f", "none", self._mode], sent, self._timeout)
        targets: list[tuple[str, str]] = []
        problems: list[Problem] = []
        for passage, piece in zip(request.passages, _cut(answer, marks), strict=True):
            if piece is None:
                continue
            text, unknown = _read(piece)
            targets.append((passage.id, _tidied(text, passage.text)))
            problems += _report(passage.id, unknown)
        return TranslationReply(targets=tuple(targets), problems=tuple(problems))


def find_availability(source: str, target: str) -> Availability:
    """Whether an installed pair translates these languages, and otherwise the Debian packages to install."""
    mode = find_mode(source, target, list_modes())
    package = _find_package(source, target)
    needed = () if mode else tuple(name for name in (_PROGRAM, package) if name and package)
    return Availability(
        engine="apertium",
        usable=mode is not None,
        models=(mode.name,) if mode else (),
        route=(source, target),
        debian=needed[1:] if shutil.which(_PROGRAM) else needed,
        licence="GPL-2.0-or-later",
        measured=(primary(source), primary(target)) == ("es", "en"),
    )


def list_modes() -> tuple[Mode, ...]:
    """The directions of the installed pairs; none if Apertium is not installed."""
    try:
        listed = _run([_PROGRAM, "-l"], "", _LIST_SECONDS)
    except EngineError:
        return ()
    modes = (parse_mode(line.strip()) for line in listed.splitlines())
    return tuple(mode for mode in modes if mode)


def parse_mode(name: str) -> Mode | None:
    """A direction from its name, such as ``spa-eng_US``; ``None`` for a name that is not a pair of languages."""
    match = _MODE.fullmatch(name)
    return Mode(name, _tag(match[1]), _tag(match[3]), match[2], match[4]) if match else None


def find_mode(source: str | None, target: str, modes: Sequence[Mode]) -> Mode | None:
    """The direction for a pair of BCP 47 tags, one that names their regions before one that names none.

    ``None`` if there is no direction for the pair.
    """
    if source is None:
        return None
    fitting = [mode for mode in modes if (mode.source, mode.target) == (_plain_tag(source), _plain_tag(target))]
    wanted = [
        mode
        for mode in fitting
        if mode.source_variant in (None, _region(source)) and mode.target_variant in (None, _region(target))
    ]
    return max(
        wanted, key=lambda mode: (mode.target_variant is not None, mode.source_variant is not None), default=None
    )


def _tag(code: str) -> str:
    return _CODES.get(code) or find_tag(code) or code


def _plain_tag(tag: str) -> str:
    return _SAME.get(primary(tag), primary(tag))


def _region(tag: str) -> str | None:
    return next((part for part in tag.split("-")[1:] if len(part) == 2 and part.isupper()), None)


def _find_package(source: str, target: str) -> str | None:
    one, other = _plain_tag(source), _plain_tag(target)
    ways = (f"{one}>{other}", f"{one}={other}", f"{other}={one}")
    return next((package for package, way in PACKAGES.items() if way in ways), None)


def _missing(source: str | None, target: str) -> EngineError:
    if source is None:
        return unknown_original("apertium")
    pair = f"{language_name(source)} to {language_name(target)}"
    here = shutil.which(_PROGRAM) is not None
    package = _find_package(source, target)
    if package is None:
        return EngineError("apertium", f"has no known rules for {pair}", "use another engine")
    packages = package if here else f"{_PROGRAM} {package}"
    fault = f"has no rules for {pair} on this machine" if here else "is not installed"
    return EngineError("apertium", fault, f"install {packages} (the names of Debian's packages)")


def _describe(mode: str, folder: Path) -> dict[str, str]:
    """The version of the rules: a hash of the files that a mode names; empty if one cannot be read."""
    digest = hashlib.sha256()
    try:
        steps = (folder / "modes" / f"{mode}.mode").read_bytes()
        digest.update(steps)
        for path in re.findall(rb"'(/[^']+)'", steps):
            digest.update(Path(os.fsdecode(path)).read_bytes())
    except OSError:
        return {}
    return {"rules": digest.hexdigest()[:16]}


def _escape(text: str) -> str:
    """A text as one passage of Apertium's stream."""
    plain = _CONTROLS.sub(" ", unicodedata.normalize("NFC", text))
    escaped = _ESCAPED.sub(r"\\\g<0>", plain)
    return _CARRIED.sub(lambda match: f"[x{ord(match[0]):02x}]", escaped)


def _cut(answer: str, marks: Sequence[str]) -> Iterator[str | None]:
    """The text between each passage's two marks; ``None`` if a mark is missing, doubled or misplaced."""
    for mark in marks:
        _, opened, rest = answer.partition(f"[{mark}<]")
        piece, closed, _ = rest.partition(f"[{mark}>]")
        whole = opened and closed and "\0" not in piece and answer.count(mark) == 2
        yield piece if whole else None


def _read(piece: str) -> tuple[str, tuple[str, ...]]:
    """A passage without Apertium's escapes and marks, and the words that it marked as unknown."""
    unknown = []
    parts = []
    end = 0
    for match in _OUTPUT.finditer(piece):
        carried = chr(int(match["carried"], 16)) if match["carried"] else ""
        parts.append(piece[end : match.start()] + (match["plain"] or carried))
        end = match.end()
        word = _WORD.match(piece, end)
        if match["mark"] in ("*", "@") and word:
            unknown.append(word[0])
    return _SPACES.sub(" ", "".join([*parts, piece[end:]])).strip(), tuple(unknown)


def _tidied(text: str, original: str) -> str:
    """A translation without what the rules add by mistake: an article or a preposition twice, a space before a comma.

    An original that repeats a word or has such a space itself is translated as it is.
    """
    sent = _CONTROLS.sub(" ", unicodedata.normalize("NFC", original))
    once = text if _REPEATED.search(sent) else _DOUBLED.sub(r"\1", text)
    return once if _SPACED.search(sent) else _SPACED.sub("", once)


def _report(segment: str, unknown: Sequence[str]) -> Iterator[Problem]:
    if unknown:
        listed = tuple(dict.fromkeys(unknown))
        words = ", ".join(listed[:_MOST_NAMED]) + (", …" if len(listed) > _MOST_NAMED else "")
        template = "apertium does not know {count} of its words and left them as they are: {words}"
        yield Problem.of(
            "untranslated-words", "warning", template, Place(segment=segment), count=len(unknown), words=words
        )


def _run(command: Sequence[str], sent: str, seconds: float) -> str:
    """The standard output of a program.

    :raises BusyError: if it takes longer than ``seconds``; it and the processes that it started are killed
    :raises EngineError: if it cannot be started, or fails
    """
    try:
        program = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        fault = f"cannot be started ({(error.strerror or str(error)).lower()})"
        raise EngineError("apertium", fault, f"install {_PROGRAM}") from None
    try:
        output, errors = program.communicate(sent.encode("utf-8", "replace"), seconds)
    except subprocess.TimeoutExpired:
        raise BusyError("apertium", f"took longer than {seconds:g} s", "try again, or another engine") from None
    finally:
        _end(program)
    if program.returncode:
        said = errors.decode("utf-8", "replace").strip().splitlines()[-1:] or ["nothing"]
        raise EngineError("apertium", f"failed with exit code {program.returncode} and said: {said[0][:200]}")
    return output.decode("utf-8", "replace")


def _end(program: subprocess.Popen[bytes]) -> None:
    """Kill a program that still runs, and the processes that it started."""
    if program.poll() is None:
        if os.name == "posix":
            os.killpg(program.pid, signal.SIGKILL)
        else:
            program.kill()
        program.communicate()
