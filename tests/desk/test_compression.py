"""Which answers are compressed, and that a page that is streamed stays so."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.templatetags.static import static

Make = Callable[[str], Path]


@pytest.fixture(autouse=True)
def talk(make_interview: Make) -> Path:
    return make_interview("talk")


def get(client: Any, address: str, accepts: str = "gzip, deflate, br") -> Any:
    return client.get(address, headers={"accept-encoding": accepts})


def test_a_page_that_is_streamed_can_be_read_piece_by_piece(client: Any) -> None:
    answer = get(client, "/i/talk/")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    pieces = [unpack.decompress(piece).decode() for piece in answer.streaming_content]
    assert pieces[0].startswith("<!doctype html>")
    assert 'id="s00000002"' not in pieces[0]
    assert 'id="s00000002"' in pieces[1]
    assert "</html>" not in pieces[1]
    assert "".join(pieces).rstrip().endswith("</html>")


def test_a_page_that_is_not_streamed_says_how_long_it_is(client: Any) -> None:
    answer = get(client, "/i/talk/facts")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert gzip.decompress(answer.content).decode().rstrip().endswith("</html>")


def test_a_browser_that_cannot_read_it_gets_it_as_it_is(client: Any) -> None:
    answer = get(client, "/i/talk/facts", accepts="identity")
    assert "Content-Encoding" not in answer.headers
    assert b"</html>" in answer.content


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_nothing_is_compressed_for_a_browser_on_this_machine(client: Any, host: str) -> None:
    client.defaults["HTTP_HOST"] = host
    assert "Content-Encoding" not in get(client, "/i/talk/").headers


@pytest.mark.parametrize("address", ["/i/talk/passages/s00000002/spoken", static("desk/grid.js")])
def test_what_is_short_or_neither_a_page_nor_json_is_not_compressed(client: Any, address: str) -> None:
    assert "Content-Encoding" not in get(client, address).headers
