"""A desk at work: the database is brought up to date, and requests are answered until somebody stops it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from dragoman.desk.configuration import configure
from dragoman.desk.options import DeskOptions
from dragoman.errors import SettingsError

__all__ = ["make_application", "serve"]

_THREADS = 8
_REST = 15.0
# Seconds that a job gets to keep what is finished when the server is stopped.
_PATIENCE = 30.0


def make_application(desk: DeskOptions) -> Callable[..., Any]:
    """The desk as a WSGI application, with its database up to date.

    :raises FolderError, SettingsError: as :func:`dragoman.desk.configuration.configure`
    """
    configure(desk)
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0, interactive=False)
    application: Callable[..., Any] = get_wsgi_application()
    return application


def serve(desk: DeskOptions, opened: Callable[[str], None]) -> None:
    """Answer requests until interrupted.

    :param opened: called with the desk's address once it answers
    :raises SettingsError: where the address cannot be used
    """
    import waitress

    application = make_application(desk)
    from dragoman.desk.interviews import interviews

    try:
        server = waitress.create_server(
            application,
            host=desk.host,
            port=desk.port,
            threads=_THREADS,
            ident=None,
            max_request_body_size=1 << 40,
            channel_timeout=60,
        )
    except (OSError, OverflowError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise SettingsError("port", desk.port, f"cannot be used ({reason})", "name another") from error
    stop = threading.Event()
    from dragoman.desk.jobs import work

    threading.Thread(target=_keep_tidy, args=(stop,), daemon=True).start()
    worker = threading.Thread(target=work, args=(stop,), daemon=True)
    worker.start()
    opened(f"http://{_host(desk.host)}:{server.effective_port}/")
    try:
        server.run()
    finally:
        stop.set()
        server.close()
        worker.join(_PATIENCE)
        interviews().close()


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _keep_tidy(stop: threading.Event) -> None:
    from dragoman.desk.interviews import interviews

    while not stop.wait(_REST):
        interviews().rest()
