from __future__ import annotations

import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dragoman.errors import CancelledError, InputError, SettingsError
from dragoman.folder import create_folder
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from dragoman.workflows.preview import Preview, PreviewOptions, preview
from interviews import spanish_english
from watching import Remembering


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<p>all</p>", encoding="utf-8")
    return tmp_path


def serve_until_stopped(served: Preview) -> None:
    with pytest.raises(CancelledError):
        served.serve(Remembering(stop_after=2))


def test_a_site_is_served_until_the_watcher_stops_it(site: Path) -> None:
    with preview(settings=Settings(), options=PreviewOptions(site=site, port=0)) as served:
        thread = threading.Thread(target=serve_until_stopped, args=[served])
        thread.start()
        connection = HTTPConnection(served.address.removeprefix("http://").rstrip("/"), timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"<p>all</p>"
        thread.join(10)
        assert not thread.is_alive()


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    with (
        pytest.raises(InputError, match="is not a site; write one"),
        preview(settings=Settings(), options=PreviewOptions(site=tmp_path)),
    ):
        pass


def test_an_interview_is_no_site(tmp_path: Path) -> None:
    interview = create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper")).path
    with (
        pytest.raises(InputError, match="is an interview, not a site; write its site"),
        preview(settings=Settings(), options=PreviewOptions(site=interview)),
    ):
        pass


def test_a_port_that_is_taken_is_told(site: Path) -> None:
    with preview(settings=Settings(), options=PreviewOptions(site=site, port=0)) as served:
        taken = PreviewOptions(site=site, port=int(served.address.rstrip("/").rpartition(":")[2]))
        with pytest.raises(SettingsError, match="cannot be used"), preview(settings=Settings(), options=taken):
            pass
