"""The guard of conftest.py: a test that reaches for another machine fails."""

from __future__ import annotations

import socket
import urllib.request

import pytest

Failed = pytest.fail.Exception


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443)])
def test_another_machine_is_out_of_reach(address: tuple[str, int]) -> None:
    with pytest.raises(Failed, match=r"reached for another machine"):
        socket.create_connection(address, timeout=1)


def test_a_packet_to_another_machine_is_not_sent() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(Failed):
        sender.sendto(b"hello", ("192.0.2.1", 9))


def test_a_library_cannot_swallow_it() -> None:
    with pytest.raises(Failed):
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)


def test_this_machine_is_within_reach() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=1) as connection,
    ):
        assert connection.getpeername() == server.getsockname()
