"""A folder with a translation model for CTranslate2: its kind, its languages, and the tokens that name them.

The vocabulary determines the kind, because the folders of all kinds have the same files. The tokens that each kind
expects are described in https://opennmt.net/CTranslate2/guides/transformers.html.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.engines.base import unknown_original
from dragoman.engines.flores_codes import find_flores_code, has_usual_script
from dragoman.errors import EngineError
from dragoman.language.folding import primary
from dragoman.transcript.tags import find_tag, language_name

__all__ = ["Asking", "Kind", "ModelFolder", "find_asking", "is_model", "read_folder"]

Kind = Literal["opus-mt", "nllb", "madlad", "m2m"]

_LARGEST = 64_000_000
"""Bytes of a vocabulary or a JSON file at most; MADLAD's vocabulary, the largest known, has 5,480,000."""
_PIECES = ("source.spm", "sentencepiece.bpe.model", "spiece.model", "sentencepiece.model", "spm.model")
_TARGET_PIECES = ("target.spm", *_PIECES[1:])
_VOCABULARIES = ("shared_vocabulary", "target_vocabulary", "source_vocabulary")
_NAMED = re.compile(r"opus[-_]mt[-_](?:tc[-_](?:big|base)[-_])?([a-z]{2,3})[-_]([a-z]{2,3})(?![a-z])", re.IGNORECASE)
_OPUS_TOKEN = re.compile(r">>([A-Za-z]{2,3})(?:_[A-Za-z]+)?<<")
# Other codes under which models know a language.
_ALSO = {"he": "iw", "id": "in", "yi": "ji", "tl": "fil", "jv": "jw", "nb": "no", "no": "nb", "prs": "fa", "arz": "ar"}
_GROUPS = {
    "mul": "", "roa": "es fr it pt ro ca gl oc", "itc": "es fr it pt ro ca gl oc la", "zle": "ru uk be",
    "zlw": "pl cs sk", "zls": "bg mk sl hr sr bs", "sla": "ru uk be pl cs sk bg mk sl hr sr bs",
    "gmw": "de nl af lb yi en", "gmq": "sv da nb nn is fo", "gem": "de nl af lb yi en sv da nb nn is fo",
    "sem": "ar he mt am ti", "inc": "hi ur bn pa gu mr ne si sd", "iir": "fa ps ku tg hi ur bn pa gu mr ne si sd",
    "trk": "tr az kk ky uz tk tt ug", "fiu": "fi et hu", "bat": "lt lv", "grk": "el",
}  # fmt: skip


class ModelFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A model as its folder describes it. ``source`` and ``target`` are the codes of a model trained for one pair.

    ``ends_source`` is true if CTranslate2 itself adds the end token to a sentence.
    """

    path: Path
    kind: Kind
    vocabulary: frozenset[str]
    source_pieces: Path
    target_pieces: Path
    source: str | None = None
    target: str | None = None
    ends_source: bool = False


class Asking(msgspec.Struct, frozen=True):
    """The tokens that name the languages to a model: those before the sentence, and those before its translation."""

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()


def is_model(folder: Path) -> bool:
    """Whether a folder has the files of a translation model for CTranslate2, whatever is in them."""
    return (
        all((folder / name).is_file() for name in ("model.bin", "config.json"))
        and _find(folder, _PIECES) is not None
        and _find_vocabulary(folder) is not None
    )


def read_folder(folder: Path) -> ModelFolder:
    """The model in a folder.

    :raises EngineError: if a file is missing, broken or too large, or the kind is not known
    """
    for name in ("model.bin", "config.json"):
        if not (folder / name).is_file():
            raise _unusable(folder, f"has no {name}")
    source_pieces, target_pieces = _find(folder, _PIECES), _find(folder, _TARGET_PIECES)
    if source_pieces is None or target_pieces is None:
        raise _unusable(folder, f"has no SentencePiece model ({', '.join(_PIECES[:3])})")
    vocabulary = _read_vocabulary(folder)
    kind = _find_kind(vocabulary, source_pieces)
    if kind is None:
        raise _unusable(folder, "is of an unknown kind")
    source, target = _find_pair(folder) if kind == "opus-mt" else (None, None)
    return ModelFolder(
        path=folder,
        kind=kind,
        vocabulary=vocabulary,
        source_pieces=source_pieces,
        target_pieces=target_pieces,
        source=source,
        target=target,
        ends_source=_read_json(folder / "config.json").get("add_source_eos") is True,
    )


def find_asking(model: ModelFolder, source: str | None, target: str) -> Asking:
    """The tokens for a pair of BCP 47 tags.

    :param source: ``None`` if it is not known; only MADLAD does not need it
    :raises EngineError: if the model does not know a language, or needs the source and it is not known
    """
    if model.kind == "madlad":
        return Asking(source=(_find_token(model, target, "<2{}>"),))
    if source is None:
        raise unknown_original("ctranslate2")
    if model.kind == "nllb":
        return Asking(source=(_find_flores(model, source),), target=(_find_flores(model, target),))
    if model.kind == "m2m":
        return Asking(source=(_find_token(model, source, "__{}__"),), target=(_find_token(model, target, "__{}__"),))
    return _ask_opus(model, source, target)


def _ask_opus(model: ModelFolder, source: str, target: str) -> Asking:
    if model.source is None or model.target is None:
        fault = "does not state which languages it translates"
        raise _unusable(model.path, fault, "name the folder opus-mt-SOURCE-TARGET, such as opus-mt-es-en")
    if not _covers(model.source, source):
        raise _unknown(model, source, "from")
    tokens = {match[1]: match[0] for token in model.vocabulary if (match := _OPUS_TOKEN.fullmatch(token))}
    named = [token for code, token in sorted(tokens.items()) if _same(code, target)]
    if named and has_usual_script(target):
        return Asking(source=(named[0],))
    if tokens or not _covers(model.target, target) or not has_usual_script(target):
        raise _unknown(model, target, "into")
    return Asking()


def _covers(code: str, tag: str) -> bool:
    """Whether a model's code is the language of a tag, or a family that contains it."""
    members = _GROUPS.get(code.lower())
    return _same(code, tag) or (members is not None and (not members or primary(tag) in members.split()))


def _same(code: str, tag: str) -> bool:
    plain = primary(find_tag(code.lower()) or code)
    return plain in (primary(tag), _ALSO.get(primary(tag)))


def _find_token(model: ModelFolder, tag: str, pattern: str) -> str:
    codes = (tag, primary(tag), _ALSO.get(primary(tag), "")) if has_usual_script(tag) else (tag,)
    found = next((token for code in codes if (token := pattern.format(code)) in model.vocabulary), None)
    if found is None:
        raise _unknown(model, tag, "")
    return found


def _find_flores(model: ModelFolder, tag: str) -> str:
    code = find_flores_code(tag)
    if code is None or code not in model.vocabulary:
        raise _unknown(model, tag, "")
    return code


def _find_kind(vocabulary: frozenset[str], pieces: Path) -> Kind | None:
    if "eng_Latn" in vocabulary:
        return "nllb"
    if "<2en>" in vocabulary:
        return "madlad"
    if "__en__" in vocabulary:
        return "m2m"
    return "opus-mt" if pieces.name == "source.spm" else None


def _find_pair(folder: Path) -> tuple[str | None, str | None]:
    """The language codes in an OPUS-MT folder's ``tokenizer_config.json``, or else in the folder's name."""
    described = _read_json(folder / "tokenizer_config.json")
    source, target = described.get("source_lang"), described.get("target_lang")
    if isinstance(source, str) and isinstance(target, str):
        return source, target
    named = _NAMED.search(folder.resolve().name)
    return (named[1], named[2]) if named else (None, None)


def _find(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _find_vocabulary(folder: Path) -> Path | None:
    return _find(folder, tuple(f"{name}.{ending}" for name in _VOCABULARIES for ending in ("json", "txt")))


def _read_vocabulary(folder: Path) -> frozenset[str]:
    path = _find_vocabulary(folder)
    if path is None:
        raise _unusable(folder, "has no vocabulary")
    read = _read_bounded(path)
    try:
        tokens = msgspec.json.decode(read, type=list[str]) if path.suffix == ".json" else read.decode().split("\n")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unusable(folder, f"has a broken {path.name}") from error
    return frozenset(tokens)


def _read_json(path: Path) -> dict[str, Any]:
    """The values of a JSON file; none if it is missing or broken."""
    try:
        return msgspec.json.decode(_read_bounded(path), type=dict[str, Any])
    except (OSError, msgspec.DecodeError):
        return {}


def _read_bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        read = file.read(_LARGEST + 1)
    if len(read) > _LARGEST:
        raise _unusable(path.parent, f"has a {path.name} of more than {_LARGEST // 1_000_000} MB")
    return read


def _unusable(folder: Path, fault: str, fix: str = "") -> EngineError:
    wanted = "name a folder with OPUS-MT, NLLB, MADLAD or M2M-100, converted for CTranslate2"
    return EngineError(f"model {folder}", fault, fix or wanted)


def _unknown(model: ModelFolder, tag: str, way: str) -> EngineError:
    verb = f"does not translate {way}" if way else "does not know"
    return EngineError(f"model {model.path}", f"{verb} {language_name(tag)} ({tag})", "use another model")
