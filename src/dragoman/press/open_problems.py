"""The problems that were open when an edition was released, in the page's language.

An edition counts them by their codes. The English name of a code is the code with spaces for its dashes.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.locale import gettext as _
from dragoman.locale import later
from dragoman.render.html import Html, element, join

__all__ = ["WORDS", "render_problems"]

WORDS = frozenset(
    (
        later("number changed"), later("number missing"), later("number added"), later("sum wrong"),
        later("number at bracket"), later("term missing"), later("term drift"), later("term forbidden"),
        later("name varies"), later("native name varies"), later("no translation"), later("no original"),
        later("sentence missing"), later("sentence added"), later("too short"), later("too long"),
        later("translations swapped"), later("translations slipped"), later("original changed"), later("sent back"),
        later("negation lost"), later("negation added"), later("modality lost"), later("modality added"),
        later("question lost"), later("question added"), later("quotation open"), later("repeated words"),
        later("repeated passage"), later("other script"), later("same as original"), later("other language"),
        later("impossible times"), later("half sentence"), later("transcripts disagree"), later("truncated"),
        later("damaged"), later("no speech"), later("model unable"), later("text placed"),
        later("captions too long"), later("captions other language"), later("machine unused"), later("no speakers"),
        later("loop"), later("translation loop"), later("not translated"), later("invented"),
        later("silent translation"), later("other language spoken"), later("untranscribed"), later("untranslated"),
        later("translation refused"), later("translation empty"), later("translation missing"),
        later("translation garbled"), later("translation failed"), later("reader report"), later("foreign page"),
        later("unknown id"), later("deleted passage"), later("moved passages"), later("older row"),
        later("withdrawn passage"), later("cue without time"), later("no cue"), later("languages left out"),
        later("original edited"), later("unreadable time"), later("second transcript"), later("text box left out"),
        later("overlap on tier"), later("encoding guessed"), later("mixed encodings"), later("time unreadable"),
        later("frame rate guessed"), later("time reversed"), later("words without time"), later("column guessed"),
        later("time unit guessed"), later("times rescaled"), later("times unknown"), later("sides guessed"),
        later("sides unsure"), later("punctuation reversed"),
        later("label ambiguous"), later("label unsure"), later("name spelt differently"),
        later("no speakers named"), later("pair unsure"),
        later("pair without original"), later("pair without translation"), later("translation guessed"),
        later("no whole translation"), later("untranslated words"), later("name gone"), later("not measured"),
        later("untrusted engine"), later("languages mixed"), later("all in brackets"),
        later("recording length"),
    )
)  # fmt: skip


def render_problems(unsettled: Mapping[str, int]) -> Html:
    """Each problem with its count. An unknown code stays in English, and is marked as English."""
    named = (join(_name(code), f" ({count})") for code, count in unsettled.items())
    return join(*(join(_(", ") if place else None, one) for place, one in enumerate(named)))


def _name(code: str) -> str:
    words = code.replace("-", " ")
    return _(words) if words in WORDS else element("bdi", words, lang="en")
