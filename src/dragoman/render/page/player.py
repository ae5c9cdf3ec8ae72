"""The player of a page, and the positions of its links in the sound."""

from __future__ import annotations

import mimetypes
import re
from typing import Literal
from urllib.parse import quote, unquote

import msgspec

from dragoman.locale import gettext as _
from dragoman.render.html import Html, element, phrase
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import format_seconds

__all__ = ["Player", "find_player", "offset_in", "render_player", "seconds_in", "time_address", "youtube_id"]

# A web address with a host that is valid in a security policy, without credentials.
_WEB = re.compile(r"(https?://[a-z0-9.-]+(?::\d{1,5})?)(?:[/?][^\s#]*)?", re.IGNORECASE | re.ASCII)


# Its pages take a time as a parameter, in whole seconds.
_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|live/|shorts/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])",
    re.IGNORECASE | re.ASCII,
)


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """The player of a page. ``address`` is safe to link to; ``policy`` is the source that must be allowed.

    ``offset`` is the time in the whole recording at which this copy begins, in ms. The page's times are those of the
    whole recording.
    """

    address: str
    policy: str
    kind: Literal["audio", "video"]
    offset: int = 0

    @property
    def name(self) -> str:
        """The file's name."""
        return unquote(self.address.rstrip("/").rsplit("/", maxsplit=1)[-1])


def find_player(transcript: Transcript, media: str | None) -> Player | None:
    """The player for the sound at this address, a URL or a URL path; ``None`` if there is no address."""
    if not media:
        return None
    address, policy = _safe_address(media)
    recording = transcript.recording
    media_type = (recording.media_type if recording else None) or mimetypes.guess_type(address)[0] or ""
    copies = recording.copies if recording else ()
    return Player(
        address=address,
        policy=policy,
        kind="video" if media_type.startswith("video/") else "audio",
        offset=next((copy.offset for copy in copies if copy.address in (media, unquote(media))), 0),
    )


def _safe_address(media: str) -> tuple[str, str]:
    """The address with special characters quoted, and its source in the policy: a host, or local files.

    Anything that is not a web or file address is treated as a path, whatever scheme it seems to have.
    """
    web = _WEB.fullmatch(media)
    if web:
        return quote(media, safe="/:?=&%@!$()*+,;~-._", errors="replace"), web[1].lower()
    scheme = "file://" if media[:7].lower() == "file://" else ""
    # Two slashes at the beginning would name another host.
    path = re.sub(r"^/{2,}", "/", media[len(scheme) :])
    return scheme + quote(path, safe="/%", errors="replace"), "'self' file:"


def seconds_in(player: Player, ms: int) -> str:
    """The seconds in this copy for a time in the whole recording."""
    return format_seconds(max(0, ms - player.offset))


def youtube_id(address: str) -> str | None:
    """The id of the video in a YouTube address; ``None`` for other addresses."""
    found = _YOUTUBE.match(address)
    return found[1] if found else None


def time_address(player: Player, ms: int) -> str:
    """The address at which a browser without scripts plays a time of the recording."""
    second = seconds_in(player, ms)
    if youtube_id(player.address):
        return f"{player.address}{'&' if '?' in player.address else '?'}t={second.partition('.')[0]}s"
    return f"{player.address}#t={second}"


def offset_in(player: Player) -> str | None:
    """The second of the whole recording at which this copy begins; ``None`` for the beginning."""
    return format_seconds(player.offset) if player.offset else None


def render_player(player: Player) -> Html:
    """The player. What needs a script is hidden until one runs."""
    fallback = element("a", phrase(_("The recording: {name}"), name=element("bdi", player.name)), href=player.address)
    media = element(
        player.kind,
        fallback,
        src=player.address,
        controls=True,
        preload="metadata",
        aria_label=_("Recording"),
        data_offset=offset_in(player),
    )
    box = element("input", type="checkbox", id="follow")
    follow = element("label", box, " ", _("Follow the sound"), class_="follow", hidden=True)
    missing = _("The recording cannot be played. This page looks for {name}.")
    fault = element("p", phrase(missing, name=element("bdi", player.name)), class_="fault", hidden=True)
    return element(
        "section", element("div", media, follow, fault), class_=f"player {player.kind}", aria_label=_("Player")
    )
