"""The player of a page, and where its links point in the sound."""

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

# A web address with a host that can stand in a security policy; credentials are none of a page's business.
_WEB = re.compile(r"(https?://[a-z0-9.-]+(?::\d{1,5})?)(?:[/?][^\s#]*)?", re.IGNORECASE | re.ASCII)


# Its pages take a time as a parameter, in whole seconds.
_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#\s]*&)?v=|live/|shorts/|embed/)|youtu\.be/)([\w-]{11})(?![\w-])",
    re.IGNORECASE | re.ASCII,
)


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """What the page plays. ``address`` is safe to link to; ``policy`` is what must be allowed to play it.

    ``offset`` is the ms by which this copy starts after the whole recording: the page's times are the whole's.
    """

    address: str
    policy: str
    kind: Literal["audio", "video"]
    offset: int = 0

    @property
    def name(self) -> str:
        """The file's name, for people."""
        return unquote(self.address.rstrip("/").rsplit("/", maxsplit=1)[-1])


def find_player(transcript: Transcript, media: str | None) -> Player | None:
    """The player for the sound at this address, a URL or a URL's path; ``None`` where the page is to have none."""
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
    """The address with all that is special in it quoted, and its source in the policy: a host, or the files here.

    What is no address of the web or of a file is taken for a path, whatever scheme it seems to have.
    """
    web = _WEB.fullmatch(media)
    if web:
        return quote(media, safe="/:?=&%@!$()*+,;~-._", errors="replace"), web[1].lower()
    scheme = "file://" if media[:7].lower() == "file://" else ""
    # Two slashes at the front would name another host.
    path = re.sub(r"^/{2,}", "/", media[len(scheme) :])
    return scheme + quote(path, safe="/%", errors="replace"), "'self' file:"


def seconds_in(player: Player, ms: int) -> str:
    """Seconds into this copy at a time of the whole recording."""
    return format_seconds(max(0, ms - player.offset))


def youtube_id(address: str) -> str | None:
    """Which video an address of YouTube leads to; ``None`` where it is another's."""
    found = _YOUTUBE.match(address)
    return found[1] if found else None


def time_address(player: Player, ms: int) -> str:
    """Where a browser without scripts goes to hear a time of the recording."""
    second = seconds_in(player, ms)
    if youtube_id(player.address):
        return f"{player.address}{'&' if '?' in player.address else '?'}t={second.partition('.')[0]}s"
    return f"{player.address}#t={second}"


def offset_in(player: Player) -> str | None:
    """The second of the whole recording at which this copy begins; ``None`` where that is the first."""
    return format_seconds(player.offset) if player.offset else None


def render_player(player: Player) -> Html:
    """The player; what only a script can do is hidden until one runs."""
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
