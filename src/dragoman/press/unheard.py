"""What readers must know before they read: which passages nobody compared with the recording, and what a machine wrote.

An edition says so where its text begins, and beside each passage if it applies to some of them only.
"""

from __future__ import annotations

import msgspec

from dragoman.locale import gettext as _
from dragoman.locale import ngettext
from dragoman.render.html import Html, element, join
from dragoman.render.page.model import PageModel
from dragoman.transcript.document import Engine, Segment
from dragoman.transcript.hearing import can_be_heard, is_unconfirmed

__all__ = ["Unheard", "find_unheard", "render_mark", "render_unheard"]


class Unheard(msgspec.Struct, frozen=True, kw_only=True):
    """The passages of a page that nobody listened to, or, without a recording, a machine's that nobody confirmed.

    ``total`` counts all passages, ``empty`` those without a text, ``count`` these ones, and ``drafts`` those of them in
    which a machine's text is unconfirmed: the original (``in_source``), the translation (``in_target``) or both.
    """

    can_be_heard: bool
    total: int
    empty: int
    count: int
    drafts: int
    in_source: bool
    in_target: bool

    @property
    def is_marked(self) -> bool:
        """Whether these passages are marked one by one, because there are others."""
        return self.count < self.total

    def has(self, segment: Segment) -> bool:
        """Whether a passage is one of them."""
        return not segment.heard_by if self.can_be_heard else is_unconfirmed(segment)


def find_unheard(plan: PageModel) -> Unheard | None:
    """The passages of a page that nobody checked; ``None`` if there are none."""
    live = [segment for row in plan.rows if (segment := row.segment).withdrawn is None]
    silent = [segment for segment in live if not segment.heard_by]
    if not silent:
        return None
    drafts = [segment for segment in silent if is_unconfirmed(segment)]
    possible = len(silent) < len(live) or can_be_heard(plan.transcript)
    if not possible and not drafts:
        return None
    return Unheard(
        can_be_heard=possible,
        total=len(live),
        empty=len([1 for segment in live if segment.source is segment.target is None]),
        count=len(silent if possible else drafts),
        drafts=len(drafts),
        in_source=any(segment.source is not None and isinstance(segment.source_origin, Engine) for segment in drafts),
        in_target=any(segment.target is not None and isinstance(segment.target_origin, Engine) for segment in drafts),
    )


def render_unheard(found: Unheard) -> Html:
    """The sentences where the text begins."""
    drafts = [_say_drafts(found)] if found.drafts else []
    marks = [_("Such passages are marked “{mark}”.").format(mark=_mark(found))] if found.is_marked else []
    # The marks are beside the passages of the sentence before.
    sentences = [_say_unheard(found), *marks, *drafts] if found.can_be_heard else [*drafts, *marks]
    class_ = "heard unheard" if found.is_marked else "heard unheard all"
    return element("p", join(*(join(" " if n else None, one) for n, one in enumerate(sentences))), class_=class_)


def render_mark(found: Unheard) -> Html:
    """The mark beside each of these passages."""
    return element("span", _mark(found), class_="unheard")


def _mark(found: Unheard) -> str:
    return _("not heard") if found.can_be_heard else _("not confirmed")


def _say_unheard(found: Unheard) -> str:
    if not found.is_marked:
        return _("Nobody checked the text of this edition against the recording.")
    pattern = ngettext(
        "Nobody checked {count} passage of {total} against the recording.",
        "Nobody checked {count} passages of {total} against the recording.",
        found.count,
    )
    return pattern.format(count=found.count, total=found.total)


def _say_drafts(found: Unheard) -> str:
    sides = [_("the original")] if found.in_source else []
    sides += [_("the translation")] if found.in_target else []
    text = _(" and ").join(sides)
    if found.drafts + found.empty == found.total:
        return _("A machine wrote {text}; nobody confirmed what it wrote.").format(text=text)
    pattern = ngettext(
        "A machine wrote {text} of {count} passage; nobody confirmed what it wrote.",
        "A machine wrote {text} of {count} passages; nobody confirmed what it wrote.",
        found.drafts,
    )
    return pattern.format(text=text, count=found.drafts)
