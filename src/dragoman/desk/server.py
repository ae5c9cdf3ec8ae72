"""Run a desk: migrate the database, and answer requests until stopped."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from dragoman.desk.configuration import configure
from dragoman.desk.options import DeskOptions
from dragoman.desk.processes import OwnProcess
from dragoman.errors import SettingsError
from dragoman.fleet.ending import ENDING
from dragoman.pipeline.malloc import settle_server_heap, trim_heap

__all__ = ["add_account", "has_accounts", "make_application", "reindex", "serve"]

_THREADS = 8
_PORTS = 1 << 16
# Seconds for which a thread may work while others wait. Python's own 5 ms are felt: whoever types would wait that long
# after each step that leaves Python, as often as somebody else's page of thousands of rows is made.
_SLICE = 0.001
_REST = 15.0
# Seconds for a job to keep what is finished when the server stops.
_PATIENCE = 30.0


def make_application(desk: DeskOptions) -> Callable[..., Any]:
    """The desk as a WSGI application, with a migrated database.

    :raises FolderError, SettingsError: as :func:`dragoman.desk.configuration.configure`
    """
    _prepare(desk)
    from django.core.wsgi import get_wsgi_application

    application: Callable[..., Any] = get_wsgi_application()
    return application


def add_account(desk: DeskOptions, handle: str, role: str, password: str) -> str:
    """Add an account; return its name in lists.

    :raises SettingsError: as :func:`dragoman.desk.accounts.add_account`
    """
    _prepare(desk)
    from dragoman.desk import accounts

    return str(accounts.add_account(handle, role, password))


def has_accounts(desk: DeskOptions) -> bool:
    """Whether there is an active owner account."""
    _prepare(desk)
    from dragoman.desk.models import Account
    from dragoman.desk.roles import Role

    return Account.objects.filter(role=Role.OWNER, user__is_active=True).exists()


def reindex(desk: DeskOptions) -> int:
    """Rebuild the search index; return the number of interviews in it."""
    _prepare(desk)
    from dragoman.desk.index import rebuild
    from dragoman.desk.interviews import interviews

    return rebuild(interviews())


def _prepare(desk: DeskOptions) -> None:
    """Configure Django, once in each process, and migrate the database."""
    from django.conf import settings
    from django.core.management import call_command

    if settings.configured:
        return
    configure(desk)

    call_command("migrate", verbosity=0, interactive=False)


def serve(desk: DeskOptions, opened: Callable[[str], None]) -> None:
    """Answer requests until interrupted, by Ctrl+C or by a signal that ends programs.

    :param opened: called with the desk's address once it answers
    :raises FolderError, SettingsError: as :func:`make_application`
    :raises SettingsError: if the address or port cannot be used
    """
    import waitress

    settle_server_heap()
    application = make_application(desk)
    sys.setswitchinterval(_SLICE)
    # What is missing and what has to wait is no news; what goes wrong is.
    for name in ("django.request", "waitress.queue"):
        logging.getLogger(name).setLevel(logging.ERROR)
    from dragoman.desk.interviews import interviews

    if desk.port not in range(_PORTS):
        # Otherwise another port is opened: the number without its highest bits.
        raise SettingsError("port", desk.port, "is not the number of a port", f"name one below {_PORTS}")
    try:
        server = waitress.create_server(
            application,
            host=desk.host,
            port=desk.port,
            threads=_THREADS,
            ident=None,
            max_request_body_size=1 << 40,
            channel_timeout=60,
            # A grid of thousands of rows is buffered in memory, not in a file.
            outbuf_overflow=16 << 20,
        )
    except (OSError, OverflowError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SettingsError("port", desk.port, f"cannot be used ({reason})", "name another") from error
    from dragoman.desk.first_decoding import prepare_types

    prepare_types()
    stop = threading.Event()
    from dragoman.desk.index import follow
    from dragoman.desk.jobs import work
    from dragoman.desk.view_writing import keep_views

    threading.Thread(target=_keep_tidy, args=(stop,), daemon=True).start()
    worker = threading.Thread(target=work, args=(stop,), daemon=True)
    worker.start()
    threading.Thread(target=follow, args=(interviews(), stop), daemon=True).start()
    threading.Thread(target=keep_views, args=(interviews(), stop), daemon=True).start()
    with _raising_interrupts():
        try:
            opened(f"http://{_host(desk.host)}:{server.effective_port}/")
            server.run()
        finally:
            stop.set()
            server.close()
            _finish(worker)


def _finish(worker: threading.Thread) -> None:
    """Write what is not on the disk yet, and end all processes."""
    from dragoman.desk.checking import checker
    from dragoman.desk.interviews import interviews
    from dragoman.desk.view_writing import view_writer

    try:
        # Before what may take long: docker kills a program ten seconds after its signal.
        checker().process.close()
        view_writer().finish(interviews())
        worker.join(_PATIENCE)
        for process in _find_processes():
            process.close()
        interviews().close()
    finally:
        # A process that does not end by itself: Python would wait for it.
        for child in multiprocessing.active_children():
            child.kill()


@contextmanager
def _raising_interrupts() -> Iterator[None]:
    """Raise ``KeyboardInterrupt`` in this block at every signal that ends a program, as Ctrl+C does already.

    A signal that is ignored stays so: nohup ignores the one of a terminal that is closed.
    """
    is_main = threading.current_thread() is threading.main_thread()
    ending = [number for number in ENDING if is_main and signal.getsignal(number) is signal.SIG_DFL]
    before = {number: signal.signal(number, _interrupt) for number in ending}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    # What is written now is not interrupted by a second one.
    signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _find_processes() -> tuple[OwnProcess, ...]:
    """Every process beside the server. Each is started at first use."""
    from dragoman.desk.checking import checker
    from dragoman.desk.model_process import listening_process, model_process
    from dragoman.desk.preview import preview_sounds
    from dragoman.desk.recordings import waveforms

    every = (checker(), waveforms(), preview_sounds(), model_process(), listening_process())
    return tuple(one.process for one in every)


def _keep_tidy(stop: threading.Event) -> None:
    from dragoman.desk.interviews import interviews
    from dragoman.desk.repeating import repeat

    def tidy() -> float:
        interviews().rest()
        for process in _find_processes():
            process.rest()
        trim_heap()
        return _REST

    repeat("Writing of snapshots", tidy, stop)
