"""Read the timeline of a TEI file into times in the recording."""

from __future__ import annotations

import re

from dragoman.formats.reading.xml import Element
from dragoman.formats.tei.tei_xml import ID, pointer
from dragoman.transcript.span import Span

__all__ = ["Times"]

_SECONDS = {"s": 1000, "ms": 1, "min": 60_000}
_NUMBER = re.compile(r"(\d{1,10})(?:\.(\d*))?", re.ASCII)


class Times:
    """The time of each point of a timeline, in ms of the recording; a point without a time is unknown."""

    def __init__(self, root: Element) -> None:
        self.ms: dict[str, int | None] = {}
        for timeline in root.iter("timeline"):
            self._read(timeline)

    def _read(self, timeline: Element) -> None:
        origin = pointer(timeline.get("origin"))
        for place, when in enumerate(timeline.iterfind("when")):
            id_ = when.get(ID)
            if not id_:
                continue
            interval = _interval(when, when.get("unit") or timeline.get("unit") or "s")
            since = pointer(when.get("since"))
            start = 0 if since is None or since == origin else self.ms.get(since)
            if id_ == origin or (interval is None and place == 0):
                self.ms[id_] = 0
            else:
                self.ms[id_] = None if interval is None or start is None else start + interval

    def at(self, value: str | None) -> int | None:
        """The time of the point that an attribute refers to; ``None`` if it is unknown."""
        return self.ms.get(pointer(value) or "")

    def span(self, element: Element, start: str = "start", end: str = "end") -> Span | None:
        """The span of an element, by these attributes. An end before the start is ignored."""
        begins, ends = self.at(element.get(start)), self.at(element.get(end))
        if begins is None:
            return None
        return Span(begins, ends if ends is not None and ends >= begins else None)


def _interval(when: Element, unit: str) -> int | None:
    match = _NUMBER.fullmatch((when.get("interval") or "").strip())
    if match is None or unit not in _SECONDS:
        return None
    scale = _SECONDS[unit]
    # Programs print as many digits as they have; anything below a millisecond is cut off.
    fraction = int((match[2] or "0").ljust(9, "0")[:9])
    return int(match[1]) * scale + fraction * scale // 10**9
