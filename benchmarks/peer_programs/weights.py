"""Whisper's weights as openai-whisper reads them, made of CTranslate2's: ``weights.py MODEL.bin OUT.pt``.

Both hold the same numbers in float16; only names differ, and CTranslate2 keeps query, key and value as one matrix. So
the two programs run one model, and no file has to be downloaded. It runs in the environment of openai-whisper.
The file's form: https://github.com/OpenNMT/CTranslate2/blob/master/python/ctranslate2/specs/model_spec.py
"""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

# CTranslate2's numbers for types -> numpy's.
_TYPES = {0: "float32", 1: "int8", 2: "int16", 3: "int32", 4: "float16"}
_NORM = {"beta": "bias", "gamma": "weight"}


def read_variables(path: Path) -> dict[str, Any]:
    """Name -> array of everything in a model.bin."""
    import numpy as np

    with path.open("rb") as file:
        version = _number(file, "<I")
        if version < 4:
            raise ValueError(f"{path} has version {version}")
        _text(file)
        _number(file, "<I")
        found = {}
        for _ in range(_number(file, "<I")):
            name = _text(file)
            shape = [_number(file, "<I") for _ in range(_number(file, "<B"))]
            kind = _TYPES[_number(file, "<B")]
            found[name] = np.frombuffer(file.read(_number(file, "<I")), dtype=kind).reshape(shape)
        return found


def to_openai(found: dict[str, Any]) -> dict[str, Any]:
    """Sizes and weights by openai-whisper's names."""
    import torch

    state: dict[str, Any] = {}

    def put(name: str, array: Any) -> None:
        state[name] = torch.from_numpy(array.copy())

    def put_both(ours: str, theirs: str) -> None:
        for part in ("weight", "bias"):
            put(f"{theirs}.{part}", found[f"{ours}/{part}"])

    def put_norm(ours: str, theirs: str) -> None:
        for part, name in _NORM.items():
            put(f"{theirs}.{name}", found[f"{ours}/{part}"])

    def put_parts(ours: str, theirs: str, parts: tuple[str, ...]) -> None:
        """A matrix of several, one below the other; the key has no bias."""
        for part in ("weight", "bias"):
            whole = found[f"{ours}/{part}"]
            size = len(whole) // len(parts)
            for place, name in enumerate(parts):
                piece = whole[place * size : (place + 1) * size]
                if (part, name) != ("bias", "key"):
                    put(f"{theirs}.{name}.{part}", piece)
                elif abs(piece).max() > 0:
                    raise ValueError(f"{ours} has a bias of its keys")

    layers = {side: _count_layers(found, side) for side in ("encoder", "decoder")}
    for side, count in layers.items():
        for number in range(count):
            ours, theirs = f"{side}/layer_{number}", f"{side}.blocks.{number}"
            put_norm(f"{ours}/self_attention/layer_norm", f"{theirs}.attn_ln")
            put_parts(f"{ours}/self_attention/linear_0", f"{theirs}.attn", ("query", "key", "value"))
            put_both(f"{ours}/self_attention/linear_1", f"{theirs}.attn.out")
            put_norm(f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln")
            put_both(f"{ours}/ffn/linear_0", f"{theirs}.mlp.0")
            put_both(f"{ours}/ffn/linear_1", f"{theirs}.mlp.2")
            if side == "decoder":
                put_norm(f"{ours}/attention/layer_norm", f"{theirs}.cross_attn_ln")
                put_both(f"{ours}/attention/linear_0", f"{theirs}.cross_attn.query")
                put_parts(f"{ours}/attention/linear_1", f"{theirs}.cross_attn", ("key", "value"))
                put_both(f"{ours}/attention/linear_2", f"{theirs}.cross_attn.out")
    for conv in ("conv1", "conv2"):
        put_both(f"encoder/{conv}", f"encoder.{conv}")
    put_norm("encoder/layer_norm", "encoder.ln_post")
    put_norm("decoder/layer_norm", "decoder.ln")
    put("encoder.positional_embedding", found["encoder/position_encodings/encodings"])
    put("decoder.positional_embedding", found["decoder/position_encodings/encodings"])
    put("decoder.token_embedding.weight", found["decoder/embeddings/weight"])
    return {"dims": _sizes(state, found, layers), "model_state_dict": state}


def _sizes(state: dict[str, Any], found: dict[str, Any], layers: dict[str, int]) -> dict[str, int]:
    audio, text = state["encoder.positional_embedding"].shape, state["decoder.positional_embedding"].shape
    return {
        "n_mels": state["encoder.conv1.weight"].shape[1],
        "n_audio_ctx": audio[0],
        "n_audio_state": audio[1],
        "n_audio_head": int(found["encoder/num_heads"]),
        "n_audio_layer": layers["encoder"],
        "n_vocab": state["decoder.token_embedding.weight"].shape[0],
        "n_text_ctx": text[0],
        "n_text_state": text[1],
        "n_text_head": int(found["decoder/num_heads"]),
        "n_text_layer": layers["decoder"],
    }


def _count_layers(found: dict[str, Any], side: str) -> int:
    return sum(name.startswith(f"{side}/layer_") and name.endswith("/ffn/linear_0/weight") for name in found)


def _number(file: BinaryIO, form: str) -> int:
    value: int = struct.unpack(form, file.read(struct.calcsize(form)))[0]
    return value


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode()


def main() -> None:
    """Write the file, whole or not at all."""
    import torch

    source, output = map(Path, sys.argv[1:])
    torch.save(to_openai(read_variables(source)), f"{output}.new")
    Path(f"{output}.new").replace(output)


if __name__ == "__main__":
    main()
