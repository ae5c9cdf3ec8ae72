"""Translation models of a few kilobytes with random weights, in folders like those of real ones."""

from __future__ import annotations

import io
import json
import struct
from pathlib import Path
from typing import Any

import pytest

__all__ = ["EXTRA_TOKENS", "write_files", "write_firefox_model", "write_model"]

_LINES = (
    "hola amigo el niño nació en la casa roja", "¿dónde está la casa? no lo sé", "hello friend the boy was born",
    "the red house is mine. where is it?", "mil novecientos ochenta y tres 1983, 1990, 45, 67", "سلام دوست من خانه",
)  # fmt: skip
_WIDTH, _HIDDEN = 16, 32

EXTRA_TOKENS = {
    "opus-mt": (),
    "nllb": ("spa_Latn", "eng_Latn", "pes_Arab"),
    "madlad": ("<2en>", "<2es>", "<2fa>"),
    "m2m": ("__en__", "__es__"),
}
"""The tokens that name languages, by the kind of model."""


_PIECES = {"opus-mt": "source.spm", "nllb": "sentencepiece.bpe.model", "madlad": "spiece.model", "m2m": "spm.model"}


def write_files(folder: Path, *tokens: str, kind: str = "opus-mt", pair: str = "", **config: object) -> Path:
    """A folder with the files of a model, but none with weights."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in {_PIECES[kind], "target.spm" if kind == "opus-mt" else _PIECES[kind], "model.bin"}:
        (folder / name).write_bytes(b"")
    (folder / "shared_vocabulary.json").write_text(json.dumps(["<s>", "</s>", *tokens]))
    (folder / "config.json").write_text(json.dumps(config))
    if pair:
        source, target = pair.split()
        (folder / "tokenizer_config.json").write_text(json.dumps({"source_lang": source, "target_lang": target}))
    return folder


def write_model(folder: Path, kind: str = "opus-mt", *, end: float = 2.0, **config: Any) -> Path:
    """A folder with a model; ``end`` is how much it is inclined to end a sentence with each token."""
    pytest.importorskip("ctranslate2")
    pytest.importorskip("sentencepiece")
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _train_pieces(EXTRA_TOKENS[kind] if kind == "madlad" else ())
    for name in {_PIECES[kind], "target.spm" if kind == "opus-mt" else _PIECES[kind]}:
        (folder / name).write_bytes(pieces)
    tokens = ["<s>", "</s>", "<unk>", *_tokens(pieces)]
    tokens += [token for token in EXTRA_TOKENS[kind] if token not in tokens]
    _write_weights(folder, tokens, end, config)
    if kind == "opus-mt":
        (folder / "tokenizer_config.json").write_text(json.dumps({"source_lang": "es", "target_lang": "en"}))
    return folder


def write_firefox_model(folder: Path, pair: str, *, end: float = 1.0) -> Path:
    """A folder with a model in the format of Marian, as Firefox's are, but of floats; ``pair`` is such as ``esen``."""
    pytest.importorskip("sentencepiece")
    pytest.importorskip("fxtranslate")
    folder.mkdir(parents=True, exist_ok=True)
    pieces = _train_pieces((), bos_id=-1, eos_id=0, unk_id=1, pad_id=-1)
    (folder / f"vocab.{pair}.spm").write_bytes(pieces)
    (folder / f"model.{pair}.intgemm.alphas.bin").write_bytes(
        _as_marian(_marian_weights(len(_tokens(pieces)) + 3, end))
    )
    return folder


def _marian_weights(vocabulary: int, end: float) -> dict[str, Any]:
    """The weights of one layer, by Marian's names; 0 is the piece that ends a sentence."""
    import numpy as np

    random = np.random.default_rng(7)
    weights = {"Wemb": random.normal(0, 0.3, (vocabulary, _WIDTH)), "decoder_ff_logit_out_b": np.zeros((1, vocabulary))}
    weights["decoder_ff_logit_out_b"][0, 0] = end
    for block in ("encoder_l1_self", "decoder_l1_context"):
        for letter in "qkvo":
            weights[f"{block}_W{letter}"] = random.normal(0, 0.3, (_WIDTH, _WIDTH))
            weights[f"{block}_b{letter}"] = np.zeros((1, _WIDTH))
    for layer in ("encoder_l1", "decoder_l1"):
        for number, (inputs, outputs) in enumerate(((_WIDTH, _HIDDEN), (_HIDDEN, _WIDTH)), start=1):
            weights[f"{layer}_ffn_W{number}"] = random.normal(0, 0.3, (inputs, outputs))
            weights[f"{layer}_ffn_b{number}"] = np.zeros((1, outputs))
    for name in ("W", "Wf"):
        weights[f"decoder_l1_rnn_{name}"] = random.normal(0, 0.3, (_WIDTH, _WIDTH))
    weights["decoder_l1_rnn_bf"] = np.zeros((1, _WIDTH))
    norms = ("encoder_l1_self_Wo", "encoder_l1_ffn_ffn", "decoder_l1_rnn_ffn", "decoder_l1_context_Wo")
    for norm in (*norms, "decoder_l1_ffn_ffn"):
        weights[f"{norm}_ln_scale"] = np.ones((1, _WIDTH))
        weights[f"{norm}_ln_bias"] = np.zeros((1, _WIDTH))
    return weights


def _as_marian(weights: dict[str, Any]) -> bytes:
    """Version and count; name's length, type, dimensions and size of each; names, dimensions, no padding, numbers."""
    sizes = f"dim-emb: {_WIDTH}\ntransformer-heads: 2\nenc-depth: 1\ndec-depth: 1\ntransformer-dim-ffn: {_HIDDEN}\n"
    described = (b"special:model.yml", 0x101, (len(sizes),), sizes.encode())
    numbers = [(name.encode(), 0x404, value.shape, value.astype("<f4").tobytes()) for name, value in weights.items()]
    items: list[tuple[bytes, int, tuple[int, ...], bytes]] = [described, *numbers]
    heads = [struct.pack("<4Q", len(name), kind, len(shape), len(data)) for name, kind, shape, data in items]
    shapes = [struct.pack(f"<{len(shape)}i", *shape) for _, _, shape, _ in items]
    names, content = (name for name, *_ in items), (data for *_, data in items)
    return b"".join((struct.pack("<2Q", 1, len(items)), *heads, *names, *shapes, bytes(8), *content))


def _train_pieces(symbols: tuple[str, ...], **ids: Any) -> bytes:
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(_LINES * 4),
        model_writer=written,
        vocab_size=90,
        hard_vocab_limit=False,
        user_defined_symbols=list(symbols),
        minloglevel=2,
        **ids,
    )
    return written.getvalue()


def _tokens(pieces: bytes) -> list[str]:
    import sentencepiece

    model = sentencepiece.SentencePieceProcessor(model_proto=pieces)
    return [model.id_to_piece(place) for place in range(3, model.vocab_size())]


def _write_weights(folder: Path, tokens: list[str], end: float, config: dict[str, Any]) -> None:
    import numpy as np
    from ctranslate2.specs.transformer_spec import TransformerSpec

    random = np.random.default_rng(7)

    def fill(linear: Any, outputs: int, inputs: int) -> None:
        linear.weight = random.normal(0, 0.3, (outputs, inputs)).astype(np.float32)
        linear.bias = np.zeros(outputs, np.float32)

    def level(norm: Any) -> None:
        norm.gamma, norm.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)

    spec = TransformerSpec.from_config(1, 2, pre_norm=False)
    for half in (spec.encoder, spec.decoder):
        embeddings = half.embeddings if half is spec.decoder else half.embeddings[0]
        embeddings.weight = random.normal(0, 0.3, (len(tokens), _WIDTH)).astype(np.float32)
        layer = half.layer[0]
        fill(layer.self_attention.linear[0], 3 * _WIDTH, _WIDTH)
        fill(layer.self_attention.linear[1], _WIDTH, _WIDTH)
        fill(layer.ffn.linear_0, _HIDDEN, _WIDTH)
        fill(layer.ffn.linear_1, _WIDTH, _HIDDEN)
        level(layer.self_attention.layer_norm)
        level(layer.ffn.layer_norm)
    attention = spec.decoder.layer[0].attention
    for linear, outputs in zip(attention.linear, (_WIDTH, 2 * _WIDTH, _WIDTH), strict=True):
        fill(linear, outputs, _WIDTH)
    level(attention.layer_norm)
    fill(spec.decoder.projection, len(tokens), _WIDTH)
    spec.decoder.projection.bias[tokens.index("</s>")] = end
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.optimize()
    spec.save(str(folder))
    described = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**described, **config}))
