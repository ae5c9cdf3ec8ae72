"""The pages of an edition that is not released yet, as readers will see them."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from dragoman.errors import SettingsError
from dragoman.folder import open_folder
from dragoman.folder.editions import load_editions
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.edition import seal_edition
from dragoman.workflows.publish import make_publisher
from dragoman.workflows.release import ReleaseOptions, plan_release

__all__ = ["find_preview"]


def find_preview(path: Path, head: str, settings: Settings) -> tuple[str, Mapping[str, bytes]]:
    """The interview's part of an address, and every file of a site that holds it alone.

    :param head: the revision that it is to be of; made once for each
    :raises SettingsError: where the libraries that write pages are not installed
    :raises FolderError: where nothing has changed since the edition before
    """
    return _make(path, head, _Kept(settings))


class _Kept:
    """Settings that count as the same wherever they are: those of a desk do not change while it runs."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _make(path: Path, head: str, kept: _Kept) -> tuple[str, Mapping[str, bytes]]:
    try:
        from dragoman.press.site import bundle_site
        from dragoman.press.site_model import Interview
    except ModuleNotFoundError as error:
        raise SettingsError(
            "preview", None, f"needs {error.name}, which is not here", "install dragoman[press]"
        ) from error
    before = load_editions(open_folder(path))
    draft = plan_release(settings=kept.settings, options=ReleaseOptions(folder=path)).draft
    sealed = seal_edition(draft, before[-1] if before else None, lambda: secrets.token_hex(16))
    slug = sealed.slug or "interview"
    interview = Interview(slug=slug, editions=(*before, sealed))
    files = {}
    for bundle in bundle_site((interview,), make_publisher(kept.settings)):
        if bundle.top in ("assets", slug):
            files.update({name: content for name, content in bundle.make().items() if isinstance(content, bytes)})
    return slug, files
