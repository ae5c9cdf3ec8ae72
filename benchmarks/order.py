"""In what order to listen: how many of a draft's wrong words are met in the first fifth of its sound.

The drafts are ours, of the panels as they are and under noise, with the model's real mistakes. A passage that is cut
off when the time is up counts for the share of it that was heard, so that no order can beat the best possible one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, panels
from benchmarks.frame import BUILD, Measured, Options, Report, Table, between, per_cent
from benchmarks.mistakes import count_mistakes
from benchmarks.sounds import mix
from dragoman.checks import check_bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.listening_order import Weights, find_risks
from dragoman.scoring.interval import bootstrap
from dragoman.transcript.document import Segment, Transcript

__all__ = ["Passage", "find_share", "run"]

TITLE = "The order of listening: wrong words met first"

_SHARE = 0.2
_NOISE = (("pink", 10), ("white", 10))
# This reading's given text is another one's: "Nor is Mister Quilter's manner …" is what one hears.
_OTHER_TEXT = {"panel/en": 3}
# What leaving one language out chooses from: the weight of an error (a warning is three quarters of it), and that of
# a number, a name or a negation.
_TRIED = (
    Weights(),
    *(
        Weights(error=error, warning=0.75 * error, number=dear, name=dear, negation=dear)
        for error in (0.0, 2.0, 4.0, 6.0)
        for dear in (0.0, 0.1, 0.4)
    ),
)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a draft: its sound in ms, its wrong words, and what the orders go by."""

    recording: str
    language: str
    duration: int
    mistakes: int
    confidence: float
    doubt: float
    ranks: tuple[float, ...]
    """By our risk: with the weights that count, then with each of those tried."""


Pile = tuple[Passage, ...]
Key = Callable[[Passage], float]

_ORDERS: dict[str, Key] = {
    "best possible": lambda passage: -passage.mistakes / passage.duration,
    "dragoman plan": lambda passage: -passage.ranks[0],
    "confidence": lambda passage: passage.confidence,
    "as it comes": lambda passage: 0,
}


def run(options: Options) -> Report:
    clips = choose(panels(), options.most)
    given = [_passages(clip, options) for clip in clips]
    true = [_passages(clip, options, true=True) for clip in clips]
    noisy = [_passages(clip, options, noise=noise, true=True) for noise in _NOISE for clip in clips]
    sets = {"panels as given": given, "panels, true texts": true, "panels, also under noise": true + noisy}
    figures = tuple(figure for name, piles in sets.items() for figure in _figures(name, piles))
    return Report(
        tables=(_table(figures), _languages(true + noisy), _left_out(true + noisy), _doubts(true + noisy)),
        figures=figures,
        notes=_NOTES,
    )


_NOTES = (
    "One pile: all recordings of the row as one, as a desk has them before it; each by itself: a fifth of each, and "
    "what was met in all of them together. Intervals are drawn over recordings.",
    "True texts: without the one reading of the English panel whose given text is another reading's.",
    "Confidence: the mean of a passage's words, the lowest first.",
)


def _figures(name: str, piles: Sequence[Pile]) -> list[Measured]:
    return [
        _measure(f"{name}, {how}", order, piles, share)
        for order in _ORDERS
        for how, share in (("one pile", _share_together), ("each by itself", find_share))
    ]


def _measure(
    name: str, order: str, piles: Sequence[Pile], share: Callable[[Sequence[Pile], Key], float | None]
) -> Measured:
    key = _ORDERS[order]
    return Measured(
        system=order,
        language="all",
        name=name,
        value=share(piles, key),
        unit="share",
        interval=bootstrap(piles, lambda drawn: share(drawn, key)),
        recordings=len(piles),
        counts={"passages": sum(map(len, piles)), "wrong words": _mistakes(piles)},
    )


def _share_together(piles: Sequence[Pile], key: Key) -> float | None:
    return find_share([tuple(passage for pile in piles for passage in pile)], key)


def find_share(piles: Sequence[Pile], key: Key) -> float | None:
    """The share of all wrong words that is met in a fifth of each pile; ``None`` where there is none."""
    mistakes = _mistakes(piles)
    return sum(_met(pile, key) for pile in piles) / mistakes if mistakes else None


def _mistakes(piles: Sequence[Pile]) -> int:
    return sum(passage.mistakes for pile in piles for passage in pile)


def _met(pile: Pile, key: Key) -> float:
    """Wrong words met in the first fifth of the sound; of the passage in which it ends, the share that was heard."""
    left = _SHARE * sum(passage.duration for passage in pile)
    met = 0.0
    for passage in sorted(pile, key=key):
        met += passage.mistakes * min(1.0, left / passage.duration)
        left = max(0.0, left - passage.duration)
    return met


def _table(figures: Sequence[Measured]) -> Table:
    best = {figure.name: figure.value or 0 for figure in figures if figure.system == "best possible"}
    return Table(
        title="Share of the wrong words met in the first 20 % of the sound",
        columns=("drafts", "passages", "wrong words", "order", "met %", "95 %", "of the best possible %"),
        rows=tuple(
            (
                figure.name,
                *(str(figure.counts[count]) for count in ("passages", "wrong words")),
                figure.system,
                per_cent(figure.value),
                between(figure.interval),
                per_cent((figure.value or 0) / best[figure.name]) if best[figure.name] else "–",
            )
            for figure in sorted(figures, key=lambda figure: figure.name)
        ),
    )


def _languages(piles: Sequence[Pile]) -> Table:
    """Each language as one pile, so that a bad recording in one does not carry the others."""
    return Table(
        title="The same, by language (also under noise)",
        columns=("language", "passages", "wrong words", *(f"{order} %" for order in _ORDERS)),
        rows=tuple(
            (
                language,
                *(str(len(pile)), str(_mistakes([pile]))),
                *(per_cent(find_share([pile], key)) for key in _ORDERS.values()),
            )
            for language, pile in _by_language(piles).items()
        ),
    )


def _left_out(piles: Sequence[Pile]) -> Table:
    """The weights that are best on the other languages, on the language that had no part in the choice."""
    by_language = _by_language(piles)
    met = {"the weights that count": 0.0, "best on the other languages": 0.0, "best on all": 0.0, "confidence": 0.0}
    choices = range(1, len(_TRIED))
    whole = max(choices, key=lambda place: _share_together(piles, _by_weights(place)) or 0)
    for language, pile in by_language.items():
        others = [other for name, other in by_language.items() if name != language]
        chosen = max(choices, key=lambda place: _share_together(others, _by_weights(place)) or 0)
        met["the weights that count"] += _met(pile, _by_weights(0))
        met["best on the other languages"] += _met(pile, _by_weights(chosen))
        met["best on all"] += _met(pile, _by_weights(whole))
        met["confidence"] += _met(pile, _ORDERS["confidence"])
    return Table(
        title="Weights chosen without the language that they are measured on, each language by itself",
        columns=("weights", "met %"),
        rows=tuple((name, per_cent(value / max(1, _mistakes(piles)))) for name, value in met.items()),
    )


def _doubts(piles: Sequence[Pile]) -> Table:
    """Wrong words by summed doubt: what the weight of a doubt is set by, and how much it tells."""
    by_language = _by_language(piles)
    everything = tuple(passage for pile in by_language.values() for passage in pile)
    rows = [*by_language.items(), ("all", everything)]
    return Table(
        title="Wrong words by doubt (one less the confidence of each word, summed)",
        columns=("language", "wrong words", "doubt", "slope", "variance told %", "slope without this language"),
        rows=tuple(
            (
                language,
                str(_mistakes([pile])),
                f"{sum(passage.doubt for passage in pile):.1f}",
                f"{_slope(pile):.2f}",
                per_cent(_told(pile)),
                f"{_slope(tuple(passage for passage in everything if passage.language != language)):.2f}"
                if language != "all"
                else "–",
            )
            for language, pile in rows
        ),
    )


def _slope(pile: Pile) -> float:
    """Least squares through the origin."""
    squares = sum(passage.doubt**2 for passage in pile)
    return sum(passage.doubt * passage.mistakes for passage in pile) / squares if squares else 0


def _told(pile: Pile) -> float | None:
    """The share of the variance of wrong words that the slope tells."""
    if not pile:
        return None
    mean, slope = _mistakes([pile]) / len(pile), _slope(pile)
    whole = sum((passage.mistakes - mean) ** 2 for passage in pile)
    left = sum((passage.mistakes - slope * passage.doubt) ** 2 for passage in pile)
    return 1 - left / whole if whole else None


def _by_weights(place: int) -> Key:
    return lambda passage: -passage.ranks[place]


def _by_language(piles: Sequence[Pile]) -> dict[str, Pile]:
    languages = sorted({passage.language for pile in piles for passage in pile})
    return {
        language: tuple(passage for pile in piles for passage in pile if passage.language == language)
        for language in languages
    }


def _passages(
    clip: Clip, options: Options, *, noise: tuple[str, int] | None = None, true: bool = False
) -> tuple[Passage, ...]:
    """The passages of our draft, as it is or under noise; ``true``: without one whose given text is another's."""
    name = clip.name if noise is None else f"{clip.name}-{noise[0]}-{noise[1]}dB"
    draft = _draft(name, clip, noise, options)
    faulty = _OTHER_TEXT.get(clip.name) if true else None
    truth = [segment for place, segment in enumerate(clip.truth.segments) if place != faulty]
    shown = [segment for segment in draft.segments if segment.words and segment.span]
    if faulty is not None:
        shown = [segment for segment in shown if not _is_mostly_in(segment, clip.truth.segments[faulty])]
    counts = count_mistakes(truth, shown, clip.language)
    ranks = _find_ranks(draft)
    return tuple(
        Passage(
            recording=name,
            language=clip.language,
            duration=(segment.span.duration if segment.span else None) or 1,
            mistakes=count,
            confidence=_confidence(segment),
            doubt=sum(1 - sure for sure in _sure(segment)),
            ranks=ranks[segment.id],
        )
        for segment, count in zip(shown, counts, strict=True)
    )


def _draft(name: str, clip: Clip, noise: tuple[str, int] | None, options: Options) -> Transcript:
    """By the command that a user types; ``--reuse`` takes the draft of an earlier run."""
    kept = BUILD / "order" / f"{name.replace('/', '-')}.json"
    if options.reuse and kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=Transcript)
    spans = tuple(segment.span for segment in clip.truth.segments if segment.span is not None)
    sound = clip.path if noise is None else mix(clip.path, clip.name, spans, kind=noise[0], decibels=noise[1])
    heard = peers.transcribe(peers.OURS, sound, clip.language, options)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(msgspec.json.encode(heard))
    return heard


def _is_mostly_in(segment: Segment, truth: Segment) -> bool:
    if segment.span is None or truth.span is None:
        return False
    return 2 * segment.span.overlap(truth.span) > (segment.span.duration or 0)


def _find_ranks(draft: Transcript) -> dict[str, tuple[float, ...]]:
    """Each passage's rank by the weights that count, and by each of those tried."""
    bitext = make_bitext(draft)
    problems = check_bitext(bitext)
    found = [{risk.segment: risk.rank for risk in find_risks(bitext, problems, tried)} for tried in _TRIED]
    return {id_: tuple(ranks[id_] for ranks in found) for id_ in found[0]}


def _confidence(segment: Segment) -> float:
    sure = _sure(segment)
    return sum(sure) / len(sure) if sure else 0


def _sure(segment: Segment) -> list[float]:
    return [word.confidence for word in segment.words if word.confidence is not None]
