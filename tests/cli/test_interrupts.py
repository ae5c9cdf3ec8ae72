from __future__ import annotations

import os
import signal
from contextlib import suppress

import pytest

from dragoman.cli.interrupts import raise_if_interrupted, remembering_interrupts
from dragoman.cli.progress import watching

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Ctrl+C is sent otherwise here")


def test_an_interruption_that_a_library_lost_stops_the_work_at_the_next_step() -> None:
    with remembering_interrupts(), watching(quiet=True, json=False) as watcher:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            watcher.check_cancelled()


def test_nothing_is_raised_where_nobody_interrupted() -> None:
    goes_on = False
    with remembering_interrupts():
        raise_if_interrupted()
        goes_on = True
    assert goes_on


def test_one_command_does_not_remember_the_interruption_of_another() -> None:
    goes_on = False
    with suppress(KeyboardInterrupt), remembering_interrupts():
        os.kill(os.getpid(), signal.SIGINT)
    with remembering_interrupts():
        raise_if_interrupted()
        goes_on = True
    assert goes_on


def test_the_usual_answer_to_an_interruption_is_back_afterwards() -> None:
    with remembering_interrupts():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
